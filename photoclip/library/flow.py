"""How many photos are between the stages of an index run, and who gets the processors."""

import os
import threading

_MOST_BYTES = 192 << 20  # of decoded pictures that wait
_LEAST_PATIENCE, _MOST_PATIENCE = 0.1, 2.0  # s
_SHARE = 0.2  # of the latest measurement in a running mean
_FIRST_BATCH = 16
_BATCHES_AHEAD = 4
_MOST_STREAMS = 4


class Flow:
    """Keeps decoders and tower busy; every bound follows from what the stages were seen to take.

    On a processor the tower works on several batches at once, each with few threads, as OpenVINO's
    throughput mode does: threads that share a batch wait for each other at every layer, and lose
    most where decoders take one of them away. The decoders have the lower priority: what the tower
    leaves of the processors is theirs, and while it waits for pictures that is everything.
    """

    def __init__(self, processors: int = 0) -> None:
        self.processors = processors or os.cpu_count() or 1
        self.streams = min(self.processors, _MOST_STREAMS)
        """Batches in work at once, at most."""
        self.threads = self.processors // self.streams
        """Of each of them."""
        self.batch_size = _FIRST_BATCH
        self._change = threading.Condition()
        self._ahead = 0  # files given out whose pictures still take room
        self._in_work = 0  # of them, those in a batch
        self._busy = 0  # batches in work
        self._ended = False  # no more files are given out
        self._photo_bytes = 0.0  # running means
        self._seconds_a_read = 0.0
        self._seconds_a_batch = 0.0
        self._last_read = 0.0
        self._ready = 0  # decoded and in no batch yet

    @property
    def limit(self) -> int:
        """The most files that may be ahead of the tower.

        The batches in work, then as many as are decoded meanwhile, but a batch at least, then what
        the decoders hold; less where pictures are large.
        """
        meanwhile = self._seconds_a_batch / self._seconds_a_read if self._seconds_a_read else 0
        following = self.batch_size * min(max(1.0, meanwhile / self.batch_size), _BATCHES_AHEAD)
        wanted = self.batch_size * self.streams + int(following) + 2 * self.processors
        return max(1, min(wanted, int(_MOST_BYTES / max(1.0, self._photo_bytes))))

    @property
    def patience(self) -> float:
        """Seconds that a batch waits for its last picture."""
        wanted = 2 * self.batch_size * self._seconds_a_read
        return min(max(wanted, _LEAST_PATIENCE), _MOST_PATIENCE)

    def enter(self, timeout: float) -> bool:
        """Wait for room for one more file; False where there was none in time."""
        with self._change:
            if not self._change.wait_for(lambda: self._ahead < self.limit, timeout):
                return False
            self._ahead += 1
            return True

    def end(self) -> None:
        """All files are given out."""
        with self._change:
            self._ended = True

    def decoded(self, size: int, moment: float) -> None:
        """A picture of `size` bytes has come, or word that there will be none."""
        with self._change:
            if self._last_read and self._ahead > self._in_work + self._ready + 1:
                self._seconds_a_read = _mean(self._seconds_a_read, moment - self._last_read)
            self._last_read = moment
            self._photo_bytes = _mean(self._photo_bytes, size)
            self._ready += 1

    def is_full(self, count: int) -> bool:
        """Whether a batch that has `count` pictures is to wait for no more.

        At the end what is left is shared out among those that have nothing to do.
        """
        with self._change:
            if not self._ended:
                return count >= self.batch_size
            left = self._ahead - self._in_work
            share = -(-left // max(1, self.streams - self._busy))
            return count >= min(share, self.batch_size)

    def begin(self, count: int) -> None:
        """A batch of `count` pictures begins."""
        with self._change:
            self._ready -= count
            self._in_work += count
            self._busy += 1

    def finish(self, count: int, seconds: float) -> None:
        """A batch was embedded, or was not worth it; its pictures take no more room."""
        with self._change:
            self._seconds_a_batch = _mean(self._seconds_a_batch, seconds)
            self._ahead -= count
            self._in_work -= count
            self._busy -= 1
            self._change.notify()


def _mean(before: float, latest: float) -> float:
    return before + _SHARE * (latest - before) if before else latest

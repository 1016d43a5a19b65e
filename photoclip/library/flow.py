"""How many photos are between the stages of an index run, and who gets the processors."""

import os
import threading

_MOST_BYTES = 192 << 20  # of decoded pictures that wait
_LEAST_PATIENCE, _MOST_PATIENCE = 0.1, 2.0  # s
_SHARE = 0.2  # of the latest measurement in a running mean
_FIRST_BATCH = 16
_BATCHES_AHEAD = 4


class Flow:
    """Keeps decoders and tower busy; every bound follows from what the stages were seen to take.

    The decoders have the lower priority: what the tower leaves of the processors is theirs. While
    pictures wait for it the tower takes one thread more with each batch, and one less whenever it
    had to wait for them, so that neither stands still and no two threads wait for each other.
    """

    def __init__(self, processors: int = 0) -> None:
        self.processors = processors or os.cpu_count() or 1
        self.threads = 1  # of the tower
        self.batch_size = _FIRST_BATCH
        self._change = threading.Condition()
        self._ahead = 0  # files given out whose pictures still take room
        self._ready = 0  # of them, those decoded and in no batch yet
        self._ended = False  # no more files are given out
        self._photo_bytes = 0.0  # running means
        self._seconds_a_read = 0.0
        self._seconds_a_batch = 0.0
        self._last_read = 0.0

    @property
    def limit(self) -> int:
        """The most files that may be ahead of the tower.

        A batch in work, then as many as are decoded meanwhile, but a batch at least, then what the
        decoders hold; less where pictures are large.
        """
        meanwhile = self._seconds_a_batch / self._seconds_a_read if self._seconds_a_read else 0
        following = self.batch_size * min(max(1.0, meanwhile / self.batch_size), _BATCHES_AHEAD)
        wanted = self.batch_size + int(following) + 2 * self.processors
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
            if self._last_read and self._ahead > self._ready + 1:
                self._seconds_a_read = _mean(self._seconds_a_read, moment - self._last_read)
            self._last_read = moment
            self._photo_bytes = _mean(self._photo_bytes, size)
            self._ready += 1

    def is_last(self, count: int) -> bool:
        """Whether nothing can follow the `count` pictures of a batch that is being made."""
        with self._change:
            return self._ended and self._ahead == count

    def begin(self, count: int, *, waited: bool) -> None:
        """A batch of `count` pictures begins; `waited`: it had to wait for some of them."""
        with self._change:
            self._ready -= count
            if self._ended and self._ready == self._ahead - count:
                self.threads = self.processors  # the decoders are done
            elif waited:
                self.threads = max(1, self.threads - 1)
            elif self._ready >= self.batch_size:
                self.threads = min(self.processors, self.threads + 1)

    def finish(self, count: int, seconds: float) -> None:
        """A batch was embedded, or was not worth it; its pictures take no more room."""
        with self._change:
            self._seconds_a_batch = _mean(self._seconds_a_batch, seconds)
            self._ahead -= count
            self._change.notify()


def _mean(before: float, latest: float) -> float:
    return before + _SHARE * (latest - before) if before else latest

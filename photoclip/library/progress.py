"""How far an index run is: phases, counts, rate and time left, told a few times a second."""

import threading
import time
from collections import deque
from collections.abc import Callable

from photoclip.records import IndexProgress, display_text

_TELL_EVERY_SECONDS = 0.2
_RATE_WINDOW_SECONDS = 20.0


class ProgressMeter:
    """Counts the steps of a run and tells a listener; any thread may report."""

    def __init__(self, listener: Callable[[IndexProgress], None] | None) -> None:
        self._listener = listener
        self._lock = threading.Lock()
        self._phase, self._held = "scanning", ""
        self._working = "indexing"  # the phase that goes on after a pause
        self._total: int | None = None
        self._done = self._read = self._embedded = self._failed = 0
        self._current = ""
        self._told = 0.0
        self._window: deque[tuple[float, int]] = deque()

    def scanned(self, files: int) -> None:
        """A scan has looked at `files` files so far."""
        with self._lock:
            if self._phase == "scanning":
                self._done = files
        self._tell()

    def begin(self, phase: str, total: int | None = None) -> None:
        """Enter a phase; `total` counts its steps, None where nobody knows yet."""
        with self._lock:
            self._phase, self._total = phase, total
            if phase in {"indexing", "reading"}:
                self._working, self._done = phase, 0
                self._window.clear()
        self._tell(now=True)

    def expect(self, total: int) -> None:
        """So many steps are known of so far; more may follow."""
        with self._lock:
            if self._phase != "scanning":
                self._total = total

    def hold(self, reason: str) -> None:
        """The run waits for a reason, or goes on (""); one held by its limit only is slower."""
        phase = self._working if reason in {"", "limit"} else "paused"
        if (phase, reason) != (self._phase, self._held):
            self._phase, self._held = phase, reason
            if phase == "paused":
                self._window.clear()
            self._tell(now=True)

    def read(self) -> None:
        """One more file was decoded, or could not be."""
        with self._lock:
            self._read += 1

    def step(self, steps: int, *, embedded: int, failed: int, current: bytes) -> None:
        """Some steps are done, that is committed."""
        with self._lock:
            self._done += steps
            self._embedded += embedded
            self._failed += failed
            self._current = display_text(current)
            now = time.monotonic()
            self._window.append((now, self._done))
            while self._window[0][0] < now - _RATE_WINDOW_SECONDS:
                self._window.popleft()
        self._tell()

    def _tell(self, *, now: bool = False) -> None:
        if self._listener is None:
            return
        moment = time.monotonic()
        with self._lock:
            if not now and moment - self._told < _TELL_EVERY_SECONDS:
                return
            self._told = moment
            progress = self._snapshot()
        self._listener(progress)

    def _snapshot(self) -> IndexProgress:
        rate = 0.0
        if len(self._window) > 1:
            (start, before), (end, after) = self._window[0], self._window[-1]
            rate = (after - before) / (end - start) if end > start else 0.0
        left = (self._total - self._done) / rate if self._total is not None and rate else None
        return IndexProgress(
            phase=self._phase,
            done=self._done,
            total=self._total,
            embedded=self._embedded,
            failed=self._failed,
            photos_per_second=rate,
            seconds_left=left,
            current=self._current,
            read=self._read,
            held=self._held,
        )

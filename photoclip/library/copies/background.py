"""New photos are held against the others by themselves, while nothing else is to be done."""

import logging
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from photoclip.errors import DiskError, PhotoclipError
from photoclip.library.copies.comparing import Comparing, Looked
from photoclip.library.manners import stand_back
from photoclip.library.pipeline import Hooks
from photoclip.records import IndexProgress

log = logging.getLogger(__name__)

QUIET_SECONDS = 10.0
"""So long after the last index run it begins."""

_AGAIN_SECONDS = 300.0  # after the disk refused
_STEP_SECONDS = 0.5
_UNUSED_SECONDS = 2.0  # a person who looks through photos or edits them has the computer alone
_TELL_SECONDS = 5.0  # between two tellings of what was found: the window looks again each time


class Background:
    """Compares in a thread of its own, with the manners of indexing; gives way to each run.

    Attributes:
        quiet_seconds: so long after the last run, and after `rest` was first called, it begins.
    """

    def __init__(
        self, comparing: Comparing, held: Callable[[], str], unused_for: Callable[[], float]
    ) -> None:
        """Compare with this.

        Args:
            comparing: what is done.
            held: why to hold back now, "" for going on.
            unused_for: seconds since a person last looked at photos, or edited them.
        """
        self._comparing, self._held, self._unused_for = comparing, held, unused_for
        self.quiet_seconds = QUIET_SECONDS
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._closed = threading.Event()
        self._runs = 0  # that go on now
        self._due = True
        self._quiet_since: float | None = None

    @contextmanager
    def giving_way(self) -> Generator[None]:
        """Index meanwhile; what came is compared afterwards."""
        with self._lock:
            self._runs += 1
            self._stop.set()
        try:
            yield
        finally:
            with self._lock:
                self._runs -= 1
                self._wake(0.0)

    def rest(self, hooks: Hooks) -> None:
        """Nothing else is to be done: begin where anything may be new; returns at once.

        Args:
            hooks: who is told of progress and of photos that belong together now; `stop` ends it,
                and while `pause` is set it waits.
        """
        with self._lock:
            now = time.monotonic()
            if self._quiet_since is None:
                self._quiet_since = now
            quiet = now - self._quiet_since >= self.quiet_seconds
            busy = self._runs or (self._thread is not None and self._thread.is_alive())
            if not self._due or busy or not quiet or self._closed.is_set():
                return
            self._due, self._stop = False, threading.Event()
            self._thread = threading.Thread(
                target=self._work, args=(hooks, self._stop), name="copies"
            )
            self._thread.start()

    def close(self) -> None:
        """End, and begin no more."""
        self._closed.set()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _wake(self, later: float) -> None:
        self._due, self._quiet_since = True, time.monotonic() + later

    def _work(self, hooks: Hooks, stop: threading.Event) -> None:
        def ended() -> bool:
            return stop.is_set() or hooks.stop.is_set() or self._closed.is_set()

        stand_back()
        teller, later = _Teller(hooks), 0.0
        try:
            if self._compare(teller, ended):
                return
        except DiskError as error:
            log.warning("Photos are compared later: %s", error)
            teller.over()
            later = _AGAIN_SECONDS
        except (PhotoclipError, OSError) as error:
            log.warning("Photos cannot be compared now: %s", error)
            teller.over()
            return
        with self._lock:
            self._wake(later)

    def _compare(self, teller: "_Teller", ended: Callable[[], bool]) -> bool:
        """Until nothing is left; whether it came so far."""

        def held() -> str:
            why = self._held()
            return teller.paused or why

        teller.expect(self._comparing.waiting())
        while not ended():
            if why := held():
                teller.hold(why)
                time.sleep(_STEP_SECONDS)
                continue
            if self._unused_for() < _UNUSED_SECONDS:
                time.sleep(_STEP_SECONDS)
                continue
            looked = self._comparing.look(_STEP_SECONDS, lambda: ended() or bool(held()))
            teller.tell(looked)
            if not looked.left:
                return True
        teller.tell_found()
        return False


class _Teller:
    """Tells the window how far it is."""

    def __init__(self, hooks: Hooks) -> None:
        self._hooks = hooks
        self._begun = self._told = time.monotonic()
        self._done = self._left = 0
        self._found = set[int]()

    @property
    def paused(self) -> str:
        """Why the person lets it wait."""
        return "person" if self._hooks.pause.is_set() else ""

    def expect(self, photos: int) -> None:
        """So many are to be compared."""
        self._left = photos

    def tell(self, looked: Looked) -> None:
        """So much more was done."""
        self._done, self._left = self._done + looked.done, looked.left
        self._found |= looked.found
        if self._left:
            self._say("comparing")
        else:
            self.over()
        if not self._left or time.monotonic() - self._told > _TELL_SECONDS:
            self.tell_found()

    def over(self) -> None:
        """Nothing more is done now."""
        if self._done or self._left:
            self._say("done")

    def hold(self, reason: str) -> None:
        """It waits."""
        if self._left:
            self._say("paused", reason)

    def tell_found(self) -> None:
        """Those that belong together now look different in the window."""
        self._told = time.monotonic()
        if self._found and self._hooks.on_photos is not None:
            self._hooks.on_photos(tuple(sorted(self._found)))
        self._found.clear()

    def _say(self, phase: str, held: str = "") -> None:
        if self._hooks.on_progress is None:
            return
        rate = self._done / max(1e-3, time.monotonic() - self._begun)
        left = self._left / rate if rate and phase == "comparing" else None
        total = self._done + self._left
        self._hooks.on_progress(
            IndexProgress(phase, self._done, total, 0, 0, rate, left, held=held, compares=True)
        )

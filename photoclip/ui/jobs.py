"""Runs work off the GUI thread and hands its results back on it."""

import logging
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from photoclip.errors import LibraryDamagedError, PhotoclipError, refused
from photoclip.ui.speech import tr
from photoclip.ui.told import told

T = TypeVar("T")

log = logging.getLogger(__name__)


def went_wrong() -> str:
    """What a person is told about a bug."""
    return tr("Window", "Something went wrong inside photoclip; the log has the details.")


class Lane(Enum):
    """A line of work with threads of its own; `newest_wins` drops what was asked before."""

    SEARCH = ("search", 1, True)
    PICTURE = ("picture", 1, True)
    EXPLAIN = ("explain", 1, True)
    READ = ("read", 1, False)
    EDIT = ("edit", 1, False)
    LABELS = ("labels", 1, False)
    WATCH = ("watch", 1, False)
    CARE = ("care", 1, False)
    LOOK = ("look", 1, False)
    ARRANGE = ("arrange", 1, False)
    MAP = ("map", 2, False)
    THUMBNAIL = ("thumbnail", 3, False)

    def __init__(self, label: str, threads: int, newest_wins: bool) -> None:
        self.label = label
        self.threads = threads
        self.newest_wins = newest_wins


@dataclass(frozen=True, slots=True)
class _Asked:
    """One piece of work, and who waits for it."""

    lane: Lane
    ticket: int
    on_done: Callable[[Any], object]
    on_error: Callable[[str], object] | None


class Jobs(QObject):
    """The threads of the window.

    `work` knows no Qt; `on_done` and `on_error` are called on the thread that made this object,
    and never before `run` has returned.
    """

    failed = Signal(str)  # why the work of a job without `on_error` could not be done
    unexpected = Signal(str)  # the same where that is a fault of photoclip's own
    damaged = Signal()  # some work met a catalog that cannot be read
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {
            lane: ThreadPoolExecutor(lane.threads, f"photoclip-{lane.label}") for lane in Lane
        }
        self._tickets = dict.fromkeys(Lane, 0)
        # Who waits is known here alone: a thread that held a widget last would end it
        self._running: dict[Future[Any], _Asked] = {}
        self._latest: dict[Lane, Future[Any]] = {}
        self._closed = False
        # queued also for work that is done before `run` returns: who asks goes on first
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        on_error: Callable[[str], object] | None = None,
    ) -> None:
        """Run `work` in a lane; then exactly one of the two callbacks is called, or none.

        None: a newer request took its place (lanes where the newest wins), the widget that asked
        is gone, or all was closed.
        `on_error` gets one sentence for people. What is not a PhotoclipError is also handed to
        `sys.excepthook`.
        """
        if self._closed:
            return
        self._tickets[lane] += 1
        future = self._pools[lane].submit(work)
        if lane.newest_wins:
            self.forget(lane, keep_ticket=True)
            self._latest[lane] = future
        self._running[future] = _Asked(lane, self._tickets[lane], on_done, on_error)
        future.add_done_callback(self._hand_over)

    def forget(self, lane: Lane, *, keep_ticket: bool = False) -> None:
        """Drop what a newest-wins lane was asked: its answer is never delivered."""
        if not keep_ticket:
            self._tickets[lane] += 1
        earlier = self._latest.pop(lane, None)
        if earlier is not None:
            earlier.cancel()

    def close(self, seconds: float = 2.0) -> bool:
        """Take no more work and wait for what runs; False when some is still running then."""
        self._closed = True
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
        begun = [each for each in self._running if not each.cancelled()]
        _, still_running = wait(begun, timeout=seconds)
        if still_running:
            return False
        for pool in self._pools.values():
            pool.shutdown(wait=True)
        self._running.clear()
        return True

    def _hand_over(self, finished: Future[Any]) -> None:
        """Called in the thread of the work."""
        if not self._closed:
            self._finished.emit(finished)

    def _deliver(self, finished: Future[Any]) -> None:
        asked = self._running.pop(finished, None)
        if asked is None or self._closed or finished.cancelled():
            return
        overtaken = asked.ticket != self._tickets[asked.lane]
        if asked.lane.newest_wins and overtaken:
            return
        error = finished.exception()
        if any(_is_gone(each) for each in (asked.on_done, asked.on_error)):
            return
        if error is None:
            asked.on_done(finished.result())
            return
        tell = asked.on_error or self.failed.emit
        if isinstance(error, PhotoclipError):
            tell(told(str(error)))
            if isinstance(error, LibraryDamagedError):
                self.damaged.emit()
            return
        if isinstance(error, OSError):
            log.error("The operating system refused", exc_info=error)
            tell(told(refused(error)))
            return
        (asked.on_error or self.unexpected.emit)(went_wrong())
        sys.excepthook(type(error), error, error.__traceback__)


def _is_gone(callback: object) -> bool:
    """Whether a callback is that of a widget which was closed and deleted meanwhile."""
    while isinstance(callback, partial):
        callback = callback.func
    cells = getattr(callback, "__closure__", None) or ()
    owners = [getattr(callback, "__self__", None), *(cell.cell_contents for cell in cells)]
    return any(isinstance(owner, QObject) and not isValid(owner) for owner in owners)


def nothing(*_arguments: object) -> None:
    """Does nothing: for work whose result nobody waits for."""


__all__ = ["Jobs", "Lane", "nothing", "went_wrong"]

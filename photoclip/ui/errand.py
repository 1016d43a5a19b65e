"""One long piece of work at a time that a person may stop: a download, a measurement."""

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from photoclip.errors import PhotoclipError
from photoclip.ui.jobs import went_wrong

_EVERY = 0.1  # s between two reports


class StoppedError(Exception):
    """The work was asked to stop; it is no failure."""


class Steps:
    """What the work is given: it reports its steps here, and ends here when it shall stop."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._told = 0.0

    def report(self, done: int, total: int) -> None:
        """So much is done.

        Raises:
            StoppedError: the person does not want the rest.
        """
        if self._stop.is_set():
            raise StoppedError
        now = time.monotonic()
        if now - self._told >= _EVERY or done == total:
            self._told = now
            self._tell(done, total)

    def stop(self) -> None:
        """Let the next report end the work."""
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        """Whether it shall stop."""
        return self._stop.is_set()


class Errand(QObject):
    """Runs one piece of work in a thread of its own, outside the window's lanes.

    It may take an hour, or hang in a network for a while, and must not keep the program from
    ending. After `start` exactly one of `done`, `failed` and `stopped` follows, on the thread
    of this object, unless `close` came first.
    """

    progressed = Signal(object, object)  # done, total; numbers of bytes outgrow Qt's int
    done = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    _ended = Signal(object, object)  # result, error

    def __init__(self, label: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._thread: threading.Thread | None = None
        self._steps: Steps | None = None
        self._closed = False
        self._ended.connect(self._deliver)

    @property
    def is_running(self) -> bool:
        """Whether work was started that has not ended."""
        return self._thread is not None

    def start(self, work: Callable[[Steps], Any]) -> bool:
        """Begin; False while other work is running."""
        if self._thread is not None or self._closed:
            return False
        steps = self._steps = Steps(self._tell)
        self._thread = threading.Thread(
            target=self._work, args=(work, steps), name=f"photoclip-{self._label}", daemon=True
        )
        self._thread.start()
        return True

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        if self._steps is not None:
            self._steps.stop()

    def close(self, seconds: float = 2.0) -> bool:
        """Stop for good; False when the work did not end in time."""
        self._closed = True
        self.stop()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _tell(self, done: int, total: int) -> None:
        if not self._closed:
            self.progressed.emit(done, total)

    def _work(self, work: Callable[[Steps], Any], steps: Steps) -> None:
        result: Any = None
        failure: BaseException | None = None
        try:
            result = work(steps)
        except BaseException as error:  # noqa: BLE001 - handed to the window's thread
            failure = error
        if not self._closed:
            self._ended.emit(result, failure)

    def _deliver(self, result: Any, error: BaseException | None) -> None:
        if self._closed:
            return
        self._thread = None
        if error is None:
            self.done.emit(result)
        elif isinstance(error, StoppedError):
            self.stopped.emit()
        elif isinstance(error, PhotoclipError):
            self.failed.emit(str(error))
        else:
            self.failed.emit(went_wrong())
            sys.excepthook(type(error), error, error.__traceback__)


__all__ = ["Errand", "Steps", "StoppedError"]

"""What ends the program from outside: a logout, Ctrl-C in its terminal, a polite kill."""

import signal
import socket
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # those that the system has


class Ending(QObject):
    """Hears such signals while Qt's loop runs, in which no handler of Python's would.

    Python writes their numbers into a socket (`signal.set_wakeup_fd`), which Qt watches.
    """

    asked = Signal()

    def __init__(self) -> None:
        """To be made in the main thread."""
        super().__init__()
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        self._former = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        self._handlers: dict[int, Any] = {
            number: signal.signal(number, _hear)
            for number in numbers
            if signal.getsignal(number) is not signal.SIG_IGN  # as under nohup
        }
        kind = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(self._ear.fileno(), kind, self)
        self._notifier.activated.connect(self._heard)

    def close(self) -> None:
        """Leave signals as they were."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._former)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._ear.close()
        self._mouth.close()

    def _heard(self) -> None:
        if self._ear.recv(1024):
            self.asked.emit()


def _hear(_number: int, _frame: FrameType | None) -> None:
    """Nothing: that there is a handler makes Python write the number."""

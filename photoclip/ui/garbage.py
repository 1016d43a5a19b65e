"""Python's garbage is looked for on the window's thread: what is Qt's must not end elsewhere."""

import gc
import threading

from PySide6.QtCore import QObject, QTimer, Signal

from photoclip import garbage

_LOOKS_MS = 250
_MOST = (10_000, 20, 100)  # new objects, looks at those, looks at older ones before the next look
_PATIENCE = 0.5  # s for which a thread waits for the window's


class WindowGarbage(QObject):
    """Looks for garbage now and then, and when another thread asks; made on the window's thread.

    Young objects are looked at often; all of them, which stops everything for 0.1 s and more,
    nearly never unless asked.
    """

    _wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted.connect(self._collect)
        self._timer = QTimer(self, interval=_LOOKS_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        garbage.leave_to(self._ask)

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        garbage.take_back()

    def _ask(self) -> None:
        done = threading.Event()
        self._wanted.emit(done)
        done.wait(_PATIENCE)

    def _collect(self, done: threading.Event) -> None:
        gc.collect()
        done.set()

    def _look(self) -> None:
        counts = gc.get_count()
        due = [age for age, most in enumerate(_MOST) if counts[age] > most]
        if due:
            gc.collect(due[-1])

"""Python's garbage is looked for on the window's thread: what is Qt's must not end elsewhere.

Garbage are objects that only refer to each other. Python itself looks for it on whichever thread
happens to make an object.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOKS_MS, _SOON_MS = 250, 20  # between two looks: as a rule, and while many objects are made
_MOST = (5_000, 10, 400)  # new objects, looks at those, looks at older ones before the next look


class WindowGarbage(QObject):
    """Looks for garbage now and then, and nobody else; made on the window's thread.

    A look takes as long as there are objects to look at. Young ones are looked at often and few at
    once, so that no turn of the window takes long; all of them, which stops everything for 0.1 s
    and more, nearly never: what is large, such as a model, must not be part of garbage.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_LOOKS_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        gc.disable()

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def _look(self) -> None:
        counts = gc.get_count()
        due = [age for age, most in enumerate(_MOST) if counts[age] > most]
        if due:
            gc.collect(due[-1])
        self._timer.setInterval(_SOON_MS if due else _LOOKS_MS)

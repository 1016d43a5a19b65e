"""Buttons that Enter presses while they have the keyboard, and from nowhere else."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from photoclip.ui.overrides import override

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def own_enter(button: QPushButton) -> QPushButton:
    """Let Enter press the button only while it has the keyboard.

    Qt gives a dialog either buttons that Enter presses from a text field too, or ones that it does
    not press at all: there, with the keyboard on Cancel, it would press the dialog's main button.
    """
    button.setAutoDefault(False)
    button.installEventFilter(_Enter(button))
    return button


class _Enter(QObject):
    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        self._button = button

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in _ENTER:
            return False
        if not event.isAutoRepeat():
            self._button.click()
        return True

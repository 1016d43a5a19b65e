"""The row of buttons at the foot of a dialog: what to do last, at the right."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from photoclip.ui.buttons import own_enter
from photoclip.ui.naming import named
from photoclip.ui.speech import tr


def accept_button(name: str, text: str) -> QPushButton:
    """The button that Enter presses."""
    button = named(QPushButton(text), name, text)
    button.setProperty("primary", True)
    button.setDefault(True)
    return button


def cancel_button(name: str = "cancelDialog") -> QPushButton:
    """The button that leaves everything as it is."""
    text = tr("Organise", "Cancel")
    button = named(QPushButton(text), name, text)
    own_enter(button)
    return button


def closing_row(*buttons: QPushButton) -> QHBoxLayout:
    """The buttons side by side at the right."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        button.setMinimumWidth(88)
        row.addWidget(button)
    return row

"""Small parts that the pages of the label lists are made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoclip.ui.buttons import own_enter
from photoclip.ui.naming import named


def line(*parts: QWidget | None, space: int = 8) -> QHBoxLayout:
    """Widgets beside one another; None takes the room that is left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(space)
    _fill(row, parts)
    return row


def column(*parts: QWidget | None, space: int = 8) -> QVBoxLayout:
    """Widgets below one another; None takes the room that is left."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(space)
    _fill(made, parts)
    return made


def button(name: str, text: str, hint: str = "", *, primary: bool = False) -> QPushButton:
    """A button that Enter presses only while it has the keyboard."""
    made = named(QPushButton(text), name, text)
    own_enter(made)
    made.setToolTip(hint)
    if primary:
        made.setProperty("primary", True)
    return made


def emphasise(target: QPushButton, primary: bool) -> None:
    """Make a button the one that a page is about, or an ordinary one."""
    target.setProperty("primary", primary)
    target.style().unpolish(target)
    target.style().polish(target)


def heading(text: str) -> QLabel:
    """A small heading over a part of a page."""
    made = named(QLabel(text), "labelsHeading")
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def hint(text: str = "", name: str = "labelsHint") -> QLabel:
    """A quiet sentence."""
    made = named(QLabel(text), name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made


def _fill(layout: QBoxLayout, parts: tuple[QWidget | None, ...]) -> None:
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)

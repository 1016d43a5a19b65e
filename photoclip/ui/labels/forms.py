"""Small parts that the pages of the label lists are made of."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.buttons import own_enter
from photoclip.ui.naming import named

_PADDING = 24  # px, left and right of a head


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


def lay_columns(table: QTreeWidget, widths: Sequence[int]) -> None:
    """Make each column as wide as its head needs, and at least so many px; 0 takes what is left."""
    table.ensurePolished()
    header, metrics, mode = table.header(), table.fontMetrics(), QHeaderView.ResizeMode
    header.setStretchLastSection(False)
    for place, wide in enumerate(widths):
        needed = metrics.horizontalAdvance(table.headerItem().text(place)) + _PADDING
        header.setSectionResizeMode(place, mode.Interactive if wide else mode.Stretch)
        table.setColumnWidth(place, max(wide, needed) if wide else 0)


def _fill(layout: QBoxLayout, parts: tuple[QWidget | None, ...]) -> None:
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)

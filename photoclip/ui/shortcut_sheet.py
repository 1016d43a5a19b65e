"""The sheet of shortcuts, made from the window's own actions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.naming import named
from photoclip.ui.palette import plain, shows
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr

Row = tuple[str, tuple[str, ...]]  # what happens, the keys for it


class ShortcutSheet(QDialog):
    """All keys in two columns, by menu; typing narrows them down."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "keysSheet", tr("Shortcuts", "Keyboard shortcuts"))
        self.setWindowTitle(tr("Shortcuts", "Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        take_room(self, 840, 640)
        self._groups = groups(actions)
        self._field = named(QLineEdit(), "keysField", tr("Shortcuts", "Find a shortcut"))
        self._field.setPlaceholderText(tr("Shortcuts", "Find a shortcut"))
        self._field.setClearButtonEnabled(True)
        self._field.setMaximumWidth(280)
        self._area = named(QScrollArea(), "keysArea", tr("Shortcuts", "Shortcuts"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(named(QLabel(tr("Shortcuts", "Keyboard shortcuts")), "dialogHeading"), 1)
        head.addWidget(self._field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self._field.textChanged.connect(self._show)
        self._show("")
        self._field.setFocus()

    def _show(self, typed: str) -> None:
        wanted = typed.casefold().split()
        found = {
            title: [row for row in rows if _fits(wanted, row)]
            for title, rows in self._groups.items()
        }
        kept = [(title, rows) for title, rows in found.items() if rows]
        body = named(QWidget(), "keysBody")
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 8, 0)
        across.setSpacing(40)
        for side in _halves(kept):
            column = QVBoxLayout()
            column.setSpacing(24)
            for title, rows in side:
                column.addLayout(_group(title, rows))
            column.addStretch(1)
            across.addLayout(column, 1)
        if not kept:
            nothing = QLabel(tr("Shortcuts", "There is no such shortcut."))
            across.addWidget(named(nothing, "keysNothing"), 0, Qt.AlignmentFlag.AlignTop)
        self._area.setWidget(body)


def groups(actions: Sequence[QAction]) -> dict[str, list[Row]]:
    """The rows of every group: those of actions that have keys, then the fixed ones."""
    found: dict[str, list[Row]] = {}
    for action in actions:
        keys = tuple(
            each.toString(QKeySequence.SequenceFormat.NativeText) for each in action.shortcuts()
        )
        if shows(action) and any(keys):
            title = str(action.property("group") or "") or tr("Shortcuts", "More")
            found.setdefault(title.replace("&", ""), []).append((plain(action.text()), keys))
    for title, rows in _fixed().items():
        found.setdefault(title, []).extend(rows)
    return found


def _fixed() -> dict[str, list[Row]]:
    """Keys that belong to no action."""
    control = QKeySequence("Ctrl+A").toString(QKeySequence.SequenceFormat.NativeText)[:-1]
    wheel = tr("Shortcuts", "{control}mouse wheel").format(control=control)
    return {
        tr("Shortcuts", "Photos"): [
            (tr("Shortcuts", "Next and previous photo"), ("←", "→", "↑", "↓")),
            (
                tr("Shortcuts", "Open the photo"),
                (tr("Shortcuts", "Enter"), tr("Shortcuts", "Space")),
            ),
            (tr("Shortcuts", "Back, or clear the search"), (tr("Shortcuts", "Esc"),)),
            (tr("Shortcuts", "Larger and smaller thumbnails"), (wheel,)),
            (tr("Shortcuts", "Search"), (tr("Shortcuts", "any letter"),)),
        ]
    }


def _fits(wanted: Sequence[str], row: Row) -> bool:
    text = f"{row[0]} {' '.join(row[1])}".casefold()
    return all(word in text for word in wanted)


def _halves(found: list[tuple[str, list[Row]]]) -> tuple[list[tuple[str, list[Row]]], ...]:
    """Two columns of about the same height, in reading order."""
    total = sum(len(rows) + 2 for _title, rows in found)
    left: list[tuple[str, list[Row]]] = []
    height = 0
    for title, rows in found:
        if left and height + (len(rows) + 2) / 2 > total / 2:
            break
        left.append((title, rows))
        height += len(rows) + 2
    return left, found[len(left) :]


def _group(title: str, rows: Sequence[Row]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    heading = named(QLabel(title), "keysGroup")
    heading.setIndent(0)
    grid.addWidget(heading, 0, 0, 1, 2)
    for number, (text, keys) in enumerate(rows, 1):
        said = named(QLabel(text), "keysText")
        said.setWordWrap(True)
        grid.addWidget(said, number, 0)
        caps = QHBoxLayout()
        caps.setSpacing(4)
        caps.addStretch(1)
        for key in keys:
            caps.addWidget(named(QLabel(key), "keyCap", f"{text}: {key}"))
        grid.addLayout(caps, number, 1)
    return grid

"""The menus, and with them every shortcut of the window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QMessageBox, QWidget

from photoclip import __version__

Keys = QKeySequence.StandardKey | str


@dataclass(frozen=True, slots=True)
class Entry:
    """One menu entry: its name for finding it, its text, its keys and what it does."""

    name: str
    text: str
    keys: Sequence[Keys]
    do: Callable[[], object]


def fill(bar: QMenuBar, menus: Mapping[str, Sequence[Entry | None]]) -> dict[str, QAction]:
    """Build the menus (None is a line between entries); the actions come back by name."""
    actions: dict[str, QAction] = {}
    for title, entries in menus.items():
        menu = bar.addMenu(title)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            action = menu.addAction(entry.text)
            action.setObjectName(entry.name)
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            action.triggered.connect(lambda _checked=False, do=entry.do: do())
            actions[entry.name] = action
    return actions


_KEYS = (
    ("Ctrl+F or /", "search"),
    ("Esc", "clear the search, or go back"),
    ("Enter or Space", "open the photo"),
    ("← →", "previous and next photo"),
    ("Ctrl+Shift+F", "find similar photos"),
    ("I", "show or hide the facts of a photo"),
    ("Ctrl+O", "add a folder"),
    ("Ctrl++ and Ctrl+-", "larger and smaller thumbnails"),
    ("F11", "full screen"),
)


def show_keys(parent: QWidget) -> None:
    """A small sheet of shortcuts."""
    rows = "".join(
        f"<tr><td style='padding: 4px 24px 4px 0'><b>{keys}</b></td>"
        f"<td style='padding: 4px 0'>{what}</td></tr>"
        for keys, what in _KEYS
    )
    _box(parent, "keysSheet", "Keyboard shortcuts", f"<table>{rows}</table>")


def show_about(parent: QWidget) -> None:
    """What this program is."""
    _box(
        parent,
        "aboutBox",
        "About photoclip",
        f"<h3>photoclip {__version__}</h3><p>Find your photos by saying what is in them.</p>"
        "<p>Photos, search and tags stay on this computer. Free software under the MIT licence.",
    )


def _box(parent: QWidget, name: str, title: str, text: str) -> None:
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setWindowTitle(title)
    box.setText(text)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()

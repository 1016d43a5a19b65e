"""Everything one can do, as one table: the menus, the palette and the shortcut sheet read it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

Keys = QKeySequence.StandardKey | str

GROUP = "group"  # the property of an action that says to which menu it belongs


@dataclass(frozen=True, slots=True)
class Deed:
    """One action.

    Attributes:
        name: for finding it.
        text: for people; "&" marks the letter of its menu entry.
        do: what happens; its result is not looked at.
        keys: shortcuts, the one to show first.
        needs: what it works on: "photos" (selected ones), "writable" (a library open for
            writing), "edits" (both), "" nothing.
        checkable: it is on or off.
    """

    name: str
    text: str
    do: Callable[[], object]
    keys: Sequence[Keys] = ()
    needs: str = ""
    checkable: bool = False


class Actions(QObject):
    """All actions of one window, by name."""

    def __init__(self, window: QWidget, photos: QWidget) -> None:
        """Keys for what is done to photos count only where `photos` has the keyboard."""
        super().__init__(window)
        self._window, self._photos = window, photos
        self._all: dict[str, QAction] = {}
        self._needs: dict[str, str] = {}
        self._keys: dict[str, list[QKeySequence]] = {}
        self._menus: dict[str, list[str | None]] = {}

    def __getitem__(self, name: str) -> QAction:
        """The action of that name."""
        return self._all[name]

    def __iter__(self) -> Iterator[QAction]:
        """All actions, in the order of the menus."""
        return iter(self._all.values())

    def by_name(self) -> dict[str, QAction]:
        """All actions by name."""
        return dict(self._all)

    def add(self, group: str, deeds: Sequence[Deed | None]) -> None:
        """One menu's actions; None is a line between them."""
        entries = self._menus.setdefault(group, [])
        for deed in deeds:
            if deed is None:
                entries.append(None)
                continue
            action = QAction(deed.text, self._window)
            action.setObjectName(deed.name)
            action.setProperty(GROUP, group.replace("&", ""))
            self._keys[deed.name] = [QKeySequence(keys) for keys in deed.keys]
            action.setShortcuts(self._keys[deed.name])
            action.setCheckable(deed.checkable)
            action.triggered.connect(lambda _checked=False, do=deed.do: do())
            if deed.needs in {"photos", "edits"}:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                self._photos.addAction(action)
            else:
                self._window.addAction(action)  # so that its keys work without the menu, too
            self._all[deed.name], self._needs[deed.name] = action, deed.needs
            entries.append(deed.name)

    def fill(self, bar: QMenuBar) -> None:
        """Make a menu for each group."""
        for group, entries in self._menus.items():
            menu = bar.addMenu(group)
            self._fill_menu(menu, entries)

    def use_keys(self, name: str, keys: Sequence[str] | None) -> None:
        """Let an action have other keys for a while; None: its own again."""
        others = None if keys is None else [QKeySequence(each) for each in keys]
        self._all[name].setShortcuts(self._keys[name] if others is None else others)

    def allow(self, *, photos: bool, writable: bool) -> None:
        """Enable what can be done now."""
        possible = {"": True, "photos": photos, "writable": writable, "edits": photos and writable}
        for name, action in self._all.items():
            action.setEnabled(possible[self._needs[name]])

    def _fill_menu(self, menu: QMenu, entries: Sequence[str | None]) -> None:
        for name in entries:
            if name is None:
                menu.addSeparator()
            else:
                menu.addAction(self._all[name])

"""The small row of signs in the top bar that switches between the ways to look."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from photoclip.ui.actions import Actions
from photoclip.ui.icons import dress
from photoclip.ui.naming import named
from photoclip.ui.palette import plain
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.table import GRID, entries

_SIGN = 18  # px


def action_name(way: str) -> str:
    """The name of the action that shows a way."""
    return f"way-{way}"


class WaySwitcher(QFrame):
    """One button for each way; where there is little room, one that opens their menu."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "waySwitcher", tr("Ways", "Ways to look"))
        self._theme = theme
        self._shown = GRID
        self._entries = {each.name: each for each in entries()}
        self._buttons = {name: self._button(name) for name in self._entries}
        self._one = named(QToolButton(), "wayMenuButton", tr("Ways", "Ways to look"))
        self._menu = named(QMenu(self), "wayMenu")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for button in (*self._buttons.values(), self._one):
            button.setIconSize(QSize(_SIGN, _SIGN))
            row.addWidget(button)
        self._one.setToolTip(tr("Ways", "Ways to look"))
        self._one.setMenu(self._menu)
        self._one.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_compact(False)
        theme.changed.connect(self._dress)
        self._dress()

    def follow(self, actions: Actions) -> None:
        """Let each button do what its action does, and show which way is shown."""
        all_actions: Mapping[str, QAction] = actions.by_name()
        for name, button in self._buttons.items():
            action = all_actions[action_name(name)]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{plain(action.text())} ({keys})" if keys else plain(action.text()))
            button.clicked.connect(lambda _checked=False, action=action: action.trigger())
            self._menu.addAction(action)

    def show_way(self, name: str) -> None:
        """Mark the way that is shown."""
        self._shown = name
        for each, button in self._buttons.items():
            button.setChecked(each == name)
        self._one.setAccessibleName(
            tr("Ways", "Way to look: {name}").format(name=plain(self._entries[name].text))
        )
        self._dress()

    def set_compact(self, compact: bool) -> None:
        """Take the room of one button."""
        for button in self._buttons.values():
            button.setVisible(not compact)
        self._one.setVisible(compact)

    def _button(self, name: str) -> QToolButton:
        entry = self._entries[name]
        button = named(QToolButton(), f"switchTo-{name}", plain(entry.text))
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setChecked(name == GRID)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _dress(self) -> None:
        for name, button in self._buttons.items():
            role = "text" if name == self._shown else "quiet"
            dress(button, self._entries[name].icon, self._theme, role)
        dress(self._one, self._entries[self._shown].icon, self._theme)

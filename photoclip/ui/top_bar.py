"""The bar above the photos: sidebar, back and forward, search, ways to look, add a folder."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from photoclip.ui.actions import Actions
from photoclip.ui.icons import dress
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.search.bar import SearchBar
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.switcher import WaySwitcher

_SEARCH_WIDTH = 760
_ROOMY = 760  # px; a narrower bar has no words on its button
_SPACIOUS = 960  # px; a narrower one has one button for all ways to look


class TopBar(QFrame):
    """The search field in the middle, buttons on either side."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._theme = theme
        self.search = SearchBar(theme)
        self.ways = WaySwitcher(theme)
        self._sidebar = self._button(
            "toggleSidebar", tr("TopBar", "Show or hide the sidebar"), "Ctrl+B"
        )
        self._back = self._button("goBack", tr("TopBar", "Back"), "Alt+Left")
        self._forward = self._button("goForward", tr("TopBar", "Forward"), "Alt+Right")
        self._all = self._button("allPhotos", tr("TopBar", "All photos"), "Ctrl+Home")
        self._add = named(QPushButton(), "addFolder", tr("TopBar", "Add a folder with photos"))
        self._arrange()
        theme.changed.connect(self._dress)
        self._dress()

    def follow(self, actions: Actions) -> None:
        """Let each button do an action, and be enabled as it is."""
        for button, name in (
            (self._sidebar, "sidebar"),
            (self._back, "back"),
            (self._forward, "forward"),
            (self._all, "allPhotos"),
            (self._add, "addFolder"),
        ):
            action = actions[name]
            button.clicked.connect(lambda _checked=False, action=action: action.trigger())
            action.enabledChanged.connect(button.setEnabled)
            button.setEnabled(action.isEnabled())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY
        self._add.setText(tr("TopBar", "Add folder…") if roomy else "")
        self.ways.set_compact(self.width() < _SPACIOUS)

    def _button(self, name: str, text: str, keys: str) -> QToolButton:
        button = named(QToolButton(), name, text)
        button.setToolTip(f"{text} ({keys})")
        button.setIconSize(QSize(20, 20))
        return button

    def _arrange(self) -> None:
        self._add.setText(tr("TopBar", "Add folder…"))
        self._add.setToolTip(tr("TopBar", "Add a folder with photos (Ctrl+O)"))
        self._add.setIconSize(QSize(18, 18))
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        top = Qt.AlignmentFlag.AlignTop
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(4)
        for button in (self._sidebar, self._back, self._forward, self._all):
            row.addWidget(button, 0, top)
        row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(self.search, 8)
        row.addStretch(1)
        row.addSpacing(8)
        row.addWidget(self.ways, 0, top)
        row.addSpacing(4)
        row.addWidget(self._add, 0, top)

    def _dress(self) -> None:
        dress(self._sidebar, "sidebar", self._theme)
        dress(self._back, "back", self._theme)
        dress(self._forward, "forward", self._theme)
        dress(self._all, "photos", self._theme)
        dress(self._add, "add", self._theme)

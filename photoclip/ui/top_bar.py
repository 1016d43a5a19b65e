"""The bar above the photos: back to all photos, the search field, add a folder."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QProgressBar,
    QPushButton,
    QWidget,
)

from photoclip.ui.icons import dress
from photoclip.ui.naming import named
from photoclip.ui.search_bar import SearchBar
from photoclip.ui.theme import Theme

_SEARCH_WIDTH = 640


class TopBar(QFrame):
    """The search field in the middle, a button on either side."""

    all_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._theme = theme
        self.search = SearchBar(theme)
        self._all = named(QPushButton(" All photos"), "allPhotos")
        self._add = named(QPushButton(" Add folder…"), "addFolder")
        self._wait = named(QProgressBar(), "waiting")
        self._arrange()
        self._all.clicked.connect(self.all_wanted)
        self._add.clicked.connect(self.folder_wanted)
        theme.changed.connect(self._dress)
        self._dress()

    def show_waiting(self, waiting: bool) -> None:
        """Show that an answer is on its way."""
        self._wait.setRange(0, 0 if waiting else 1)
        self._wait.setProperty("busy", waiting)
        self._wait.style().polish(self._wait)

    def show_way_back(self, shown: bool) -> None:
        """Show the button that leads from an answer back to all photos."""
        self._all.setVisible(shown)

    def allow_adding(self, allowed: bool) -> None:
        """Folders can be added."""
        self._add.setEnabled(allowed)

    def _arrange(self) -> None:
        self._all.setAccessibleName("Back to all photos")
        self._all.setToolTip("Back to all photos (Esc)")
        self._add.setAccessibleName("Add a folder with photos")
        self._add.setToolTip("Add a folder with photos (Ctrl+O)")
        self._wait.setAccessibleName("Searching")
        self._wait.setTextVisible(False)
        self._wait.setFixedHeight(2)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self._all.hide()
        for button in (self._all, self._add):
            button.setIconSize(QSize(18, 18))
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        top = Qt.AlignmentFlag.AlignTop
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.addWidget(self._all, 0, 0, left | top)
        grid.addWidget(self.search, 0, 1)
        grid.addWidget(self._add, 0, 2, right | top)
        grid.addWidget(self._wait, 1, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 1)
        for column in (0, 2):
            grid.setColumnMinimumWidth(column, 130)
        self.show_waiting(False)

    def _dress(self) -> None:
        dress(self._add, "add", self._theme)
        dress(self._all, "back", self._theme)

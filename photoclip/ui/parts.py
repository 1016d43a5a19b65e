"""The parts of the window and where they stand."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from photoclip.ui.banner import Banner
from photoclip.ui.naming import named
from photoclip.ui.pages import MessagePage
from photoclip.ui.photos_page import PhotosPage
from photoclip.ui.settings.surroundings import Surroundings
from photoclip.ui.sidebar import Sidebar
from photoclip.ui.speech import tr
from photoclip.ui.status_bar import StatusBar
from photoclip.ui.top_bar import TopBar
from photoclip.ui.viewer.viewer import Viewer
from photoclip.ui.ways.way import Way
from photoclip.ui.welcome.page import WelcomePage

_SIDEBAR, _REST = 232, 1048  # px


class Parts(QWidget):
    """Notice, sidebar, top bar, one of the pages, status bar."""

    def __init__(self, around: Surroundings, pictures: Path) -> None:
        """Make and arrange them; what they do is joined elsewhere."""
        super().__init__()
        self.setObjectName("body")
        theme, jobs = around.theme, around.jobs
        self.banner = Banner(theme)
        self.sidebar = Sidebar(theme, jobs)
        self.top = TopBar(theme)
        self.photos = PhotosPage(theme, jobs)
        self.viewer = Viewer(theme, jobs)
        self.welcome = WelcomePage(theme, pictures, around.picture)
        self.trouble = MessagePage(theme, "notice", "troublePage")
        self.retry = self.trouble.add_button(tr("Window", "Try again"), "retry", primary=True)
        anew = tr("Window", "Make a new library here")
        self.anew = self.trouble.add_button(anew, "makeAnew", below=True)
        self.blank = named(QWidget(), "openingPage")
        self.pages = QStackedWidget()
        self.splitter = named(QSplitter(Qt.Orientation.Horizontal), "sidebarSplitter")
        self.status = StatusBar(theme)
        self._arrange()

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self.pages.currentWidget() or self.blank

    def show_page(self, page: QWidget) -> None:
        """Show a page; the search field stands over photos only, however they are shown."""
        self.pages.setCurrentWidget(page)
        self.top.setVisible(page is self.photos or isinstance(page, Way))

    def _arrange(self) -> None:
        for page in (self.blank, self.welcome, self.photos, self.viewer, self.trouble):
            self.pages.addWidget(page)
        right = QWidget()
        column = QVBoxLayout(right)
        for widget in (self.top, self.pages):
            column.addWidget(widget)
        column.setStretchFactor(self.pages, 1)
        for widget in (self.sidebar, right):
            self.splitter.addWidget(widget)
        self.splitter.setSizes([_SIDEBAR, _REST])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        rows = QVBoxLayout(self)
        for widget in (self.banner, self.splitter, self.status):
            rows.addWidget(widget)
        rows.setStretchFactor(self.splitter, 1)
        for layout in (column, rows):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(True)  # or Return does nothing outside a dialog

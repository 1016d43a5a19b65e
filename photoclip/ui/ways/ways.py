"""Keeps the pages of all ways to look, and hands on what is wanted in them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QStackedWidget

from photoclip.ui.jobs import Jobs
from photoclip.ui.theme import Theme
from photoclip.ui.ways.table import GRID, entries
from photoclip.ui.ways.way import Way

if TYPE_CHECKING:
    from photoclip.library.library import Library


class Ways(QObject):
    """Builds a page when it is first wanted; the signals are those of whichever page speaks."""

    chosen = Signal(object, str)
    opened = Signal(object, int)
    asked = Signal(str, str)
    closed = Signal()
    said = Signal(str)
    failed = Signal(str)
    edited = Signal(object)
    selection_changed = Signal()
    menu_wanted = Signal(QPoint)
    deed_wanted = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs, pages: QStackedWidget) -> None:
        """The pages are put into `pages`."""
        super().__init__(pages)
        self._theme, self._jobs, self._pages = theme, jobs, pages
        self._makers = {each.name: each.make for each in entries() if each.make is not None}
        self._made: dict[str, Way] = {}
        self._library: Library | None = None

    def set_library(self, library: "Library") -> None:
        """Look at photos of this library."""
        self._library = library
        for way in self._made.values():
            way.set_library(library)

    def stop(self) -> None:
        """End what runs on any page."""
        for way in self._made.values():
            way.stop()

    def page(self, name: str) -> Way:
        """The page of a way other than the grid."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def name_of(self, page: object) -> str:
        """The name of the way that a page is of; the grid's for any other page."""
        return next((name for name, way in self._made.items() if way is page), GRID)

    def _make(self, name: str) -> Way:
        way = self._makers[name](self._theme, self._jobs)
        way.chosen.connect(self.chosen)
        way.opened.connect(self.opened)
        way.asked.connect(self.asked)
        way.closed.connect(self.closed)
        way.said.connect(self.said)
        way.failed.connect(self.failed)
        way.edited.connect(self.edited)
        way.selection_changed.connect(self.selection_changed)
        way.menu_wanted.connect(self.menu_wanted)
        way.deed_wanted.connect(self.deed_wanted)
        if self._library is not None:
            way.set_library(self._library)
        self._pages.addWidget(way)
        return way

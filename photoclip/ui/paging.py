"""Which page of the window is shown, and how a person gets from one to another."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from photoclip.query import with_filter
from photoclip.ui.actions import Actions
from photoclip.ui.finding import Finding
from photoclip.ui.parts import Parts
from photoclip.ui.photo_grid import PhotoGrid
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.search.question import Picked
from photoclip.ui.settings.surroundings import Surroundings
from photoclip.ui.speech import tr
from photoclip.ui.ways.switcher import action_name
from photoclip.ui.ways.table import GRID, entries
from photoclip.ui.ways.way import Ids, Way
from photoclip.ui.ways.ways import Ways
from photoclip.ui.window_state import FullScreen

if TYPE_CHECKING:
    from photoclip.library.library import Library

VIEWER_KEYS = {
    "pick": ("Alt+P", "P"),
    "reject": ("Alt+X", "X"),
    "unflag": ("Alt+U", "U"),
    "addTags": ("Ctrl+T", "T"),
    "slideshow": (),
    "explain": ("W",),
}
"""Keys that are others in the viewer: in the grid, letters are a search; and it has its own F5."""


class Paging(QObject):
    """Turns the pages: the grid, the other ways to look, the viewer over one of them.

    The sidebar and the search field stay beside the grid and the other ways, and what they ask
    for is what a way shows.
    """

    turned = Signal()  # another page is shown, or other photos are selected on it

    def __init__(
        self, around: Surroundings, parts: Parts, finding: Finding, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._around, self._parts, self._finding, self._window = around, parts, finding, window
        self._full_screen = FullScreen(window)
        self._actions: Actions | None = None
        self._photos: PhotoListModel | None = None  # what the viewer leafs through from a way
        self._title = ""
        self._ids: Ids = np.zeros(0, np.int64)
        self._untold = False  # the way has not heard of the photos yet
        self._under: QWidget = parts.photos  # the page that the viewer was opened from
        self._sent: tuple[Picked, str] | None = None  # what a way had the grid show, and which
        self.ways = Ways(around.theme, around.jobs, parts.pages)
        self._slash = QAction(tr("Window", "Search"), window, shortcut=QKeySequence("/"))
        window.addAction(self._slash)
        self._slash.triggered.connect(lambda _checked: self.focus_search())
        parts.photos.presented.connect(self._found)
        parts.viewer.closed.connect(self._leave_viewer)
        parts.viewer.full_screen_wanted.connect(self.show_full_screen)
        self.ways.opened.connect(self._open_from_way)
        self.ways.chosen.connect(self._show_chosen)
        self.ways.asked.connect(self._ask)
        self.ways.closed.connect(lambda: self.show_way(GRID))
        self.ways.selection_changed.connect(self.turned)

    def follow(self, actions: Actions) -> None:
        """Keep these actions as the page that is shown wants them."""
        self._actions = actions
        self._parts.top.ways.follow(actions)

    def set_library(self, library: "Library") -> None:
        """Show photos of this library."""
        self._photos = PhotoListModel(library, self._around.jobs, self)
        self.ways.set_library(library)

    def forget(self, ids: tuple[int, ...]) -> None:
        """Some photos are other than before."""
        if self._photos is not None:
            self._photos.forget(ids)

    # What is shown

    @property
    def viewing(self) -> bool:
        """Whether one photo is shown."""
        return self._parts.page is self._parts.viewer

    @property
    def way(self) -> Way | None:
        """The way that is shown; None: the grid, or none of them."""
        page = self._parts.page
        return page if isinstance(page, Way) else None

    @property
    def browsing(self) -> bool:
        """Whether photos are shown, in the grid or another way."""
        return self._parts.page is self._parts.photos or self.way is not None

    def selected(self) -> list[int]:
        """The photos that an action is about."""
        if self.viewing:
            return [self._parts.viewer.current_id()]
        if self.way is not None:
            return self.way.selected_ids()
        if self._parts.page is not self._parts.photos:
            return []
        current = self._grid.current_id()
        return self._grid.selected_ids() or ([] if current is None else [current])

    @property
    def has_selection(self) -> bool:
        """Whether there is a photo that an action could be about."""
        if self.way is not None:
            return bool(self.way.selected_ids())
        shown = self.viewing or self._grid.selected_count() > 0
        return shown or self._grid.current_id() is not None

    # Turning the pages

    def show(self, page: QWidget) -> None:
        """Show a page."""
        left = self.way
        self._parts.show_page(page)
        if left is not None and page is not left and page is not self._parts.viewer:
            left.leave()
        self._slash.setEnabled(self.browsing or self.viewing)
        self._show_sidebar()
        shown = self.ways.name_of(page)
        self._parts.top.ways.show_way(shown)
        if self._actions is not None:
            for name, keys in VIEWER_KEYS.items():
                self._actions.use_keys(name, keys if self.viewing else None)
            for each in entries():
                self._actions[action_name(each.name)].setChecked(each.name == shown)
        self.turned.emit()

    def show_photos(self) -> None:
        """Show the grid."""
        self.show(self._parts.photos)
        self._grid.setFocus()

    def show_way(self, name: str) -> None:
        """Show what is shown another way; the grid is one of them."""
        if self.viewing:
            self.show_full_screen(False)
        elif not self.browsing:
            self.show(self._parts.page)  # no photos yet; the marks of the actions stay
            return
        if name == GRID:
            self.show_photos()
            return
        way = self.ways.page(name)
        self.show(way)
        self._tell(way)
        way.setFocus()

    def back(self) -> None:
        """From a way to the grid, from what a way chose to the way, else to what was asked."""
        sent = self._sent
        if self.way is not None:
            self.show_photos()
        elif sent is not None and self._finding.question.picked is sent[0]:
            self._sent = None
            self._finding.back()
            self.show_way(sent[1])
        else:
            self._finding.back()

    def focus(self) -> None:
        """Give the keyboard to the photos."""
        (self.way or self._grid).setFocus()

    def focus_search(self, typed: str = "") -> None:
        """Give the keyboard to the search field."""
        if self.viewing:
            self._parts.viewer.leave()
        if self._parts.top.isVisible():
            self._parts.top.search.focus(typed)

    def show_all(self) -> None:
        """Show all photos."""
        if self.viewing:
            self._parts.viewer.leave()
        self._finding.show_all()
        self.focus()

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        shown = not self._around.preferences.now.sidebar_shown
        self._around.preferences.choose(sidebar_shown=shown)
        self._show_sidebar()

    # The photos of the page

    def select_all(self) -> None:
        """Select all photos of the page."""
        (self.way or self._grid).selectAll()

    def select_none(self) -> None:
        """Select no photo of the page."""
        (self.way or self._grid).clearSelection()

    def zoom(self, steps: float) -> None:
        """Show what is on the page larger (positive) or smaller."""
        (self.way or self._grid).zoom(steps)

    # The viewer

    def open(self, photo_id: int) -> None:
        """Open a photo of the grid."""
        if photos := self._parts.photos.photos:
            self._under = self._parts.photos
            self._view(photos, photo_id)

    def open_among(self, ids: Ids, photo_id: int) -> None:
        """Open one of these photos, over the grid or the other way that is shown."""
        if self._photos is not None:
            self._under = self.way or self._parts.photos
            self._photos.show_ids(np.asarray(ids, np.int64))
            self._view(self._photos, photo_id)

    def open_current(self) -> None:
        """Open the photo that has the keyboard, or from another way those that are selected."""
        if self.way is not None:
            ids = self.way.selected_ids()
            if ids:
                self._open_from_way(np.array(ids, np.int64), ids[0])
            return
        current = self._grid.current_id()
        if current is not None and self._parts.page is self._parts.photos:
            self.open(current)

    def in_viewer(self, do: Callable[[], object]) -> None:
        """Open what is selected, and do something there."""
        self.open_current()
        if self.viewing:
            do()

    def toggle_full_screen(self) -> None:
        """Fill the screen with the window, or no longer."""
        self.show_full_screen(not self._window.isFullScreen())

    def show_full_screen(self, full: bool) -> None:
        """Fill the screen with the window; the viewer has no menu and no status there."""
        self._full_screen.show(full)
        for part in (self._window.menuBar(), self._parts.status):
            part.setVisible(not (full and self.viewing))

    # Within

    @property
    def _grid(self) -> PhotoGrid:
        return self._parts.photos.grid

    def _show_sidebar(self) -> None:
        wanted = self._around.preferences.now.sidebar_shown
        if self._actions is not None:
            self._actions["sidebar"].setChecked(wanted)
        self._parts.sidebar.setVisible(wanted and self.browsing)

    def _found(self, title: str, ids: Ids) -> None:
        self._title, self._ids, self._untold = title, ids, True
        if self.way is not None:
            self._tell(self.way)

    def _tell(self, way: Way) -> None:
        self._untold = False
        way.head.title(self._title)
        way.come(self._ids)

    def _show_chosen(self, ids: Ids, title: str) -> None:
        picked = Picked(np.asarray(ids, np.int64), title)
        self._sent = (picked, self.ways.name_of(self._parts.page))
        self._finding.show_picked(picked)
        self.show_photos()

    def _ask(self, text: str, title: str) -> None:
        """Ask for one filter more, in the place of one of the same name."""
        self._finding.show_part(with_filter(self._finding.question.whole, text), title)

    def _open_from_way(self, ids: Ids, photo_id: int) -> None:
        if self.way is not None:
            self.open_among(ids, photo_id)

    def _view(self, photos: PhotoListModel, photo_id: int) -> None:
        self.show(self._parts.viewer)
        self._parts.viewer.show_photo(photos, photo_id, self._finding.meant)

    def _leave_viewer(self, photo_id: int) -> None:
        self.show_full_screen(False)
        under = self._under
        self.show(under)
        if isinstance(under, Way):
            if self._untold:
                self._tell(under)
            under.returned(photo_id)
        else:
            self._grid.go_to(photo_id)
        self.focus()

"""A grid that keeps its place: what is in view and selected stays so whatever happens."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from photoclip.records import Sections
from photoclip.ui.grid_selection import GridPlace, runs_of, selection_of
from photoclip.ui.grid_view import Flag, GridView
from photoclip.ui.overrides import override
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.theme import Theme

_NOBODY = np.zeros(0, np.int64)


class PlacedGrid(GridView):
    """Knows photos by their ids, so that another list, size or width loses nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._anchor: tuple[int, int, int] | None = None  # photo, its middle, scrolled to
        self._kept: GridPlace | None = None
        self._holding = False
        self._started_over = False

    def show_list(self, photos: PhotoListModel) -> None:
        """Show a list of photos."""
        self.setModel(photos)
        photos.modelAboutToBeReset.connect(self._about_to_reset)
        photos.modelReset.connect(self._reset_done)
        photos.rowsInserted.connect(self._grown)
        self.lay_out()

    def set_sections(
        self, sections: Sections | None, grouping: str = "day", counts: Sequence[str] = ()
    ) -> None:
        """Show a line above each section.

        Args:
            sections: where they begin, and their titles.
            grouping: how the titles are meant.
            counts: what is said to be in each; empty: as many photos as are shown there.
        """
        with self.keeping_place():
            self._sections, self._grouping, self._counts = sections, grouping, tuple(counts)

    def sections(self) -> Sections | None:
        """The sections that are shown with a line above each."""
        return self._sections

    # Photos by their ids

    def current_id(self) -> int | None:
        """The photo that has the keyboard."""
        index = self.currentIndex()
        return int(index.data(PhotoListModel.ID)) if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """The selected photos, in the order of the list."""
        return self.selected().tolist()

    def selected_count(self) -> int:
        """How many photos are selected."""
        return len(self.chosen())

    def select_ids(self, ids: Sequence[int] | npt.NDArray[np.int64]) -> None:
        """Select those of some photos that are shown, and no others."""
        self._choose(np.asarray(ids, np.int64))

    def go_to(self, photo_id: int) -> None:
        """Make a photo the current and only selected one, and show it."""
        photos = self.photos()
        row = photos.row_of(photo_id) if photos else -1
        if photos and row >= 0:
            self.setCurrentIndex(photos.index(row))
            self.scrollTo(photos.index(row))

    def selected(self) -> npt.NDArray[np.int64]:
        """The selected photos, in the order of the list."""
        photos = self.photos()
        return photos.ids[self.chosen().places()] if photos else _NOBODY

    def _choose(self, ids: npt.NDArray[np.int64]) -> None:
        photos = self.photos()
        if photos is None:
            return
        places = np.flatnonzero(np.isin(photos.ids, ids)) if len(ids) else _NOBODY
        selection = selection_of(photos, runs_of(places).tolist())
        self.clearSelection()  # by itself, for Qt compares many old and new ranges slowly
        self.selectionModel().select(selection, Flag.Select)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        with self.keeping_place():
            super().resizeEvent(event)

    # Keeping the place

    def start_over(self) -> None:
        """The next list has nothing to do with this one: show it from its top."""
        self._anchor = self._kept = None
        self._started_over = True
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self.verticalScrollBar().setValue(0)

    def place(self) -> GridPlace:
        """Where a person is now."""
        anchor = self._anchor_now()
        photo_id, middle, _ = anchor or (None, 0, 0)
        return GridPlace(photo_id, middle, self.current_id(), self.selected())

    def return_to(self, place: GridPlace) -> None:
        """Go back to where a person was, as far as those photos are shown."""
        photos = self.photos()
        if photos is None:
            return
        self.setAutoScroll(False)  # the place is kept by the anchor, not by the current photo
        row = photos.row_of(place.current) if place.current is not None else -1
        if row >= 0:
            self.selectionModel().setCurrentIndex(photos.index(row), Flag.NoUpdate)
        if len(place.chosen) or len(self.chosen()):
            self._choose(place.chosen)
        self.setAutoScroll(True)
        self._scroll_back(place)

    @contextmanager
    def keeping_place(self) -> Generator[None, None, None]:
        """Whatever changes inside, what is in view stays in view, and what is selected too."""
        if self._holding:
            yield
            return
        place = self.place()
        self._started_over = False
        photos = self.photos()
        before = photos.ids if photos else None
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            self.lay_out()
            if not self._started_over:
                if photos is not None and photos.ids is not before:
                    self.return_to(place)
                else:
                    self._scroll_back(place)

    def _anchor_now(self) -> tuple[int, int, int] | None:
        """A photo in view and where its middle is; the same one until a person scrolls."""
        photos, layout, top = self.photos(), self._layout, self.verticalOffset()
        if photos is None or not layout.count or top == 0:
            return None
        if self._anchor is not None and self._anchor[2] == top:
            return self._anchor
        high = self.viewport().height()
        current = self.currentIndex().row()
        box = layout.box(current) if 0 <= current < layout.count else None
        if box is None or box.y < top or box.y + box.height > top + high:
            first, end = layout.places_between(top + high // 2, top + high // 2 + 1)
            current = (first + end - 1) // 2
            box = layout.box(current)
        return int(photos.ids[current]), box.y + box.height // 2 - top, top

    def _scroll_back(self, place: GridPlace) -> None:
        photos, bar = self.photos(), self.verticalScrollBar()
        if place.anchor is None:
            bar.setValue(0)
        row = photos.row_of(place.anchor) if photos and place.anchor is not None else -1
        if 0 <= row < self._layout.count and place.anchor is not None:
            box = self._layout.box(row)
            bar.setValue(box.y + box.height // 2 - place.offset)
            self._anchor = (place.anchor, place.offset, bar.value())

    def _about_to_reset(self) -> None:
        if not self._holding:
            self._kept = self.place()

    def _reset_done(self) -> None:
        self._chosen = None
        self._hovered = self._hovered_line = -1
        if self._holding:
            return
        self.lay_out()
        if self._kept is not None:
            self.return_to(self._kept)
        self._kept = None

    def _grown(self) -> None:
        self._chosen = None
        if not self._holding:
            self.lay_out()

"""A grid of some photos inside a way to look, with all that a grid does with photos."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtWidgets import QWidget

from photoclip.records import Sections
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.photo_grid import PhotoGrid
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

Ids = npt.NDArray[np.int64]


class Shelf(PhotoGrid):
    """Shows photos by time, oldest first, under the days or months that they are from."""

    def __init__(self, theme: Theme, jobs: Jobs, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        named(self, name, tr("Grid", "Photos"))
        self.setProperty("shelf", True)
        self._jobs = jobs
        self._library: Library | None = None
        self._list: PhotoListModel | None = None
        self._ticket = 0

    def set_library(self, library: "Library") -> None:
        """Show photos of this library."""
        self._library = library
        self._list = PhotoListModel(library, self._jobs, self)
        self.show_list(self._list)

    @property
    def ids(self) -> Ids:
        """The photos that are shown."""
        return self._list.ids if self._list is not None else np.zeros(0, np.int64)

    def show_photos(self, ids: Ids, grouping: str = "", *, anew: bool = True) -> None:
        """Show these photos; `grouping`: "day", "month" or none; `anew`: from the top."""
        self._ticket += 1
        if not grouping or not len(ids) or self._library is None:
            self._show(ids, None, grouping, anew)
            return
        self._jobs.run(
            Lane.READ,
            partial(self._library.showing.sections, ids, grouping),
            partial(self._arrived, self._ticket, ids, grouping, anew),
        )

    def forget(self, ids: tuple[int, ...]) -> None:
        """These photos are other than before."""
        if self._list is not None:
            self._list.forget(ids)

    def _arrived(
        self, ticket: int, ids: Ids, grouping: str, anew: bool, sections: Sections
    ) -> None:
        if ticket == self._ticket:
            self._show(ids, sections, grouping, anew)

    def _show(self, ids: Ids, sections: Sections | None, grouping: str, anew: bool) -> None:
        if self._list is None:
            return
        with self.keeping_place():
            if anew:
                self.start_over()
            self.set_sections(sections, grouping)
            self._list.show_ids(ids)

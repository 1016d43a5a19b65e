"""A way with a picture of all photos, and a grid of those that are chosen in it below."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.overrides import override
from photoclip.ui.theme import Theme
from photoclip.ui.ways.shelf import Shelf
from photoclip.ui.ways.way import Way

if TYPE_CHECKING:
    from photoclip.library.library import Library

T = TypeVar("T")


class ShelfWay(Way):
    """What a person does with photos on `shelf` is done as in the grid of the window."""

    def __init__(self, theme: Theme, jobs: Jobs, name: str, parent: QWidget | None = None) -> None:
        """With a shelf of this name."""
        super().__init__(theme, jobs, parent)
        self.shelf = Shelf(theme, jobs, name)
        self._looks_up = 0
        self.shelf.opened.connect(lambda photo: self.opened.emit(self.shelf.ids, photo))
        self.shelf.selection_changed.connect(self.selection_changed)
        self.shelf.context_menu_wanted.connect(self.menu_wanted)

    def look_up(self, work: Callable[[], T], show: Callable[[T], object]) -> None:
        """Have `work` done elsewhere and show what it finds, unless other things are asked then."""
        self._looks_up += 1
        arrived = partial(self._arrived, self._looks_up, show)
        self.jobs.run(Lane.READ, work, arrived, self.failed.emit)

    def zoom_picture(self, steps: float) -> None:
        """Look at the picture more closely (positive) or from farther away."""
        raise NotImplementedError

    @override
    def set_library(self, library: "Library") -> None:
        self.shelf.set_library(library)

    @override
    def returned(self, photo_id: int) -> None:
        self.shelf.go_to(photo_id)

    @override
    def selected_ids(self) -> list[int]:
        current = self.shelf.current_id() if self.shelf.hasFocus() else None
        return self.shelf.selected_ids() or ([] if current is None else [current])

    @override
    def selectAll(self) -> None:
        self.shelf.selectAll()

    @override
    def clearSelection(self) -> None:
        self.shelf.clearSelection()

    @override
    def zoom(self, steps: float) -> None:
        if self.shelf.hasFocus():
            self.shelf.zoom(steps)
        else:
            self.zoom_picture(steps)

    def _arrived(self, number: int, show: Callable[[T], object], found: T) -> None:
        if number == self._looks_up:
            show(found)

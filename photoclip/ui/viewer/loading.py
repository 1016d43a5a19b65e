"""Pictures for the stage: a preview at once, then the screen's size, the rest on demand.

What is kept in memory is bounded: pictures no larger than the screen of the photo shown and its
two neighbours (at most 64 MB each), and sharper pixels of the photo shown alone, at most 100
million of them (300 MB). Nothing is decoded on the GUI thread.
"""

import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from photoclip.records import Photo, PhotoFacts
from photoclip.ui import images
from photoclip.ui.jobs import Jobs, Lane

if TYPE_CHECKING:
    from photoclip.library.library import Library

LARGEST_SCREEN = 4096  # px, longest side of what is decoded for a fitted picture
MOST_PIXELS = 100_000_000
"""Larger photos are shown reduced to this many pixels, also at 100 %."""

_Loaded = tuple[QImage, QSize]


class PictureLoader(QObject):
    """Loads one photo's picture at a time, and its neighbours' while nothing else is wanted."""

    facts_ready = Signal(int, object)  # photo id, Photo
    preview_ready = Signal(int, QImage, QSize)  # the thumbnail; the size of the whole photo
    picture_ready = Signal(int, QImage, QSize)  # as large as the screen
    detail_ready = Signal(int, QImage)
    failed = Signal(int, str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Library | None = None
        self._screen = LARGEST_SCREEN
        self._id = -1
        self._neighbours: tuple[int, ...] = ()
        self._kept: dict[int, _Loaded] = {}
        self._unreadable: set[int] = set()
        self._gave_up = False  # a sentence is shown in place of the photo
        self._detail_side = 0
        self._ahead = -1  # the photo being decoded ahead, -1: none
        self._overtaken = threading.Event()

    def set_library(self, library: "Library") -> None:
        """Load from this library."""
        self._library = library
        self.stop()

    def set_screen(self, side: int) -> None:
        """The longest side of the screen in device pixels."""
        self._screen = min(max(side, 256), LARGEST_SCREEN)

    def load(self, photo_id: int, neighbours: Sequence[int] = ()) -> None:
        """Load a photo; its neighbours follow when it is there."""
        library = self._library
        if library is None:
            return
        self._overtake()
        self._id, self._neighbours, self._detail_side = photo_id, tuple(neighbours), 0
        self._gave_up = False
        self._unreadable.clear()
        self._forget_others()
        self.look_again()
        kept = self._kept.get(photo_id)
        if kept is not None:
            self._jobs.forget(Lane.PICTURE)
            self.picture_ready.emit(photo_id, *kept)
            self._look_ahead()
        elif self._ahead != photo_id:
            self._decode(photo_id)

    def look_again(self) -> None:
        """Read the facts of the photo shown again."""
        if self._library is not None:
            self._jobs.run(
                Lane.READ,
                partial(_look, self._library, self._id),
                partial(self._looked, self._id),
                partial(self._fail, self._id),
            )

    def detail(self, longest: int) -> None:
        """Bring sharper pixels of the photo shown: `longest` of them along its longer side."""
        kept, library = self._kept.get(self._id), self._library
        if kept is None or library is None:
            return
        side = detail_side(kept[1], longest)
        if side > max(self._detail_side, kept[0].width(), kept[0].height()):
            self._detail_side = side
            self._jobs.run(
                Lane.PICTURE,
                partial(_detail, library, self._id, side),
                partial(self._detailed, self._id),
            )

    def forget_detail(self) -> None:
        """The sharper pixels were let go."""
        self._detail_side = 0

    def stop(self) -> None:
        """Load nothing more and keep nothing."""
        self._overtake()
        self._id, self._neighbours, self._detail_side = -1, (), 0
        self._jobs.forget(Lane.PICTURE)
        self._kept.clear()

    # Within

    def _decode(self, photo_id: int) -> None:
        if self._library is not None:
            self._jobs.run(
                Lane.PICTURE,
                partial(_picture, self._library, photo_id, self._screen),
                partial(self._decoded, photo_id),
                partial(self._fail, photo_id),
            )

    def _looked(self, photo_id: int, looked: tuple[Photo, QImage | None]) -> None:
        if photo_id != self._id:
            return
        photo, thumbnail = looked
        self.facts_ready.emit(photo_id, photo)
        if thumbnail is not None and photo_id not in self._kept and not self._gave_up:
            self.preview_ready.emit(photo_id, thumbnail, _natural(photo.facts))

    def _decoded(self, photo_id: int, loaded: _Loaded) -> None:
        if photo_id == self._id:
            self._kept[photo_id] = loaded
            self.picture_ready.emit(photo_id, *loaded)
            self._look_ahead()

    def _detailed(self, photo_id: int, image: QImage) -> None:
        if photo_id == self._id and self._detail_side:
            self.detail_ready.emit(photo_id, image)

    def _fail(self, photo_id: int, sentence: str) -> None:
        if photo_id == self._id:
            self._gave_up = True
            self.failed.emit(photo_id, sentence)
            self._look_ahead()

    def _look_ahead(self) -> None:
        """Decode a neighbour, one at a time."""
        library = self._library
        if library is None or self._ahead >= 0:
            return
        for photo_id in self._neighbours:
            if photo_id not in self._kept and photo_id not in self._unreadable:
                self._ahead = photo_id
                self._overtaken = threading.Event()
                self._jobs.run(
                    Lane.THUMBNAIL,
                    partial(_unless, self._overtaken, library, photo_id, self._screen),
                    partial(self._came_ahead, photo_id),
                    partial(self._failed_ahead, photo_id),
                )
                return

    def _overtake(self) -> None:
        self._overtaken.set()

    def _came_ahead(self, photo_id: int, loaded: _Loaded | None) -> None:
        self._ahead = -1
        if photo_id == self._id:
            if loaded is None:
                self._decode(photo_id)
            else:
                self._decoded(photo_id, loaded)
            return
        if loaded is not None and photo_id in self._neighbours:
            self._kept[photo_id] = loaded
        if self._id in self._kept:
            self._look_ahead()

    def _failed_ahead(self, photo_id: int, sentence: str) -> None:
        self._ahead = -1
        self._unreadable.add(photo_id)
        self._fail(photo_id, sentence)
        if self._id in self._kept:
            self._look_ahead()

    def _forget_others(self) -> None:
        wanted = {self._id, *self._neighbours}
        self._kept = {key: value for key, value in self._kept.items() if key in wanted}


def detail_side(natural: QSize, longest: int) -> int:
    """The longest side to decode so that `longest` px of a photo are sharp: a halving of it.

    Decoders halve cheaply. The whole picture stays within MOST_PIXELS.
    """
    side = max(natural.width(), natural.height())
    while side >= 2 * longest > 0:
        side = (side + 1) // 2
    pixels = natural.width() * natural.height()
    if pixels > MOST_PIXELS:
        most = max(natural.width(), natural.height()) * (MOST_PIXELS / pixels) ** 0.5
        side = min(side, int(most))
    return side


def _natural(facts: PhotoFacts) -> QSize:
    return QSize(facts.width, facts.height)


def _look(library: "Library", photo_id: int) -> tuple[Photo, QImage | None]:
    """The facts, and the thumbnail to stand in until the picture is decoded."""
    photo = library.showing.photo(photo_id)
    encoded = library.showing.thumbnail(photo.content_hash)
    return photo, None if encoded is None else images.from_bytes(encoded)


def _picture(library: "Library", photo_id: int, side: int) -> _Loaded:
    image = images.from_array(library.showing.picture(photo_id, side))
    return image, _natural(library.showing.photo(photo_id).facts)


def _detail(library: "Library", photo_id: int, side: int) -> QImage:
    return images.from_array(library.showing.picture(photo_id, side), lean=True)


def _unless(
    overtaken: threading.Event, library: "Library", photo_id: int, side: int
) -> _Loaded | None:
    return None if overtaken.is_set() else _picture(library, photo_id, side)

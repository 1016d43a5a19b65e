"""Fetches and shapes the thumbnails that are looked at, newest wish first."""

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from photoclip.records import PhotoRow
from photoclip.ui import images
from photoclip.ui.jobs import Jobs, Lane

if TYPE_CHECKING:
    from photoclip.library.library import Library

_WISHES = 400  # more than a screenful; older ones were scrolled past
_AT_ONCE = 6
_REMAKE_SIDE = 512  # px, of a thumbnail that is no longer in the cache
_RADIUS = 1 / 24  # of a corner, in cell sides


class ThumbnailLoader(QObject):
    """Answers wishes for thumbnails with `ready`, or `broken` when there is no picture."""

    ready = Signal(bytes, QImage)  # content hash, a square of the wished side
    broken = Signal(bytes)

    def __init__(self, library: "Library", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._wishes: OrderedDict[bytes, tuple[PhotoRow, int]] = OrderedDict()
        self._running: set[bytes] = set()

    def wish(self, row: PhotoRow, side: int) -> None:
        """Ask for a photo's thumbnail, a square of `side` device pixels."""
        if row.content_hash in self._running:
            return
        self._wishes[row.content_hash] = (row, side)
        self._wishes.move_to_end(row.content_hash)
        while len(self._wishes) > _WISHES:
            self._wishes.popitem(last=False)
        self._start_some()

    def _start_some(self) -> None:
        while self._wishes and len(self._running) < _AT_ONCE:
            key, (row, side) = self._wishes.popitem(last=True)
            self._running.add(key)
            self._jobs.run(
                Lane.THUMBNAIL,
                partial(_thumbnail, self._library, row, side),
                partial(self._done, key),
                partial(self._failed, key),
            )

    def _done(self, key: bytes, image: QImage) -> None:
        self._running.discard(key)
        self.ready.emit(key, image)
        self._start_some()

    def _failed(self, key: bytes, _sentence: str) -> None:
        self._running.discard(key)
        self.broken.emit(key)
        self._start_some()


def _thumbnail(library: "Library", row: PhotoRow, side: int) -> QImage:
    encoded = library.showing.thumbnail(row.content_hash)
    if encoded is not None:
        image = images.from_bytes(encoded)
    else:
        image = images.from_array(library.showing.picture(row.id, _REMAKE_SIDE))
    return images.cell(image, side, max(4.0, side * _RADIUS))

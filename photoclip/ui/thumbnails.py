"""Fetches and shapes the thumbnails that are looked at, newest wish first."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QPainter

from photoclip.records import PhotoRow
from photoclip.ui import images
from photoclip.ui.jobs import Jobs, Lane

if TYPE_CHECKING:
    from photoclip.library.library import Library

_WISHES = 400  # more than a screenful; older ones were scrolled past
_AT_ONCE = 6
_RADIUS = 1 / 24  # of a corner, in cell sides


@dataclass(frozen=True, slots=True)
class Look:
    """How thumbnails are wanted."""

    side: int  # device pixels of the square, or of the longer side
    whole: bool = False  # the whole picture rather than its middle square


class ThumbnailLoader(QObject):
    """Answers wishes for thumbnails with `ready`, or `broken` when there is no picture."""

    ready = Signal(bytes, QImage, Look)  # content hash, the picture, how it was wished
    broken = Signal(bytes)

    def __init__(self, library: "Library", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._wishes: OrderedDict[bytes, tuple[PhotoRow, Look]] = OrderedDict()
        self._running: set[bytes] = set()

    def wish(self, row: PhotoRow, look: Look) -> None:
        """Ask for a photo's thumbnail."""
        if row.content_hash in self._running:
            return
        self._wishes[row.content_hash] = (row, look)
        self._wishes.move_to_end(row.content_hash)
        while len(self._wishes) > _WISHES:
            self._wishes.popitem(last=False)
        self._start_some()

    def _start_some(self) -> None:
        while self._wishes and len(self._running) < _AT_ONCE:
            key, (row, look) = self._wishes.popitem(last=True)
            self._running.add(key)
            self._jobs.run(
                Lane.THUMBNAIL,
                partial(_thumbnail, self._library, row, look),
                partial(self._done, key, look),
                partial(self._failed, key),
            )

    def _done(self, key: bytes, look: Look, image: QImage) -> None:
        self._running.discard(key)
        self.ready.emit(key, image, look)
        self._start_some()

    def _failed(self, key: bytes, _sentence: str) -> None:
        self._running.discard(key)
        self.broken.emit(key)
        self._start_some()


def _thumbnail(library: "Library", row: PhotoRow, look: Look) -> QImage:
    encoded = library.showing.thumbnail(row.content_hash)
    if encoded is None:
        encoded = library.showing.thumbnail_again(row.id, row.content_hash)
    image = images.from_bytes(encoded)
    radius = max(4.0, look.side * _RADIUS)
    return _whole(image, look.side, radius) if look.whole else images.cell(image, look.side, radius)


def _whole(image: QImage, side: int, radius: float) -> QImage:
    """The whole picture, its longer side `side` px, with rounded corners."""
    fitted = image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    rounded = QImage(fitted.size(), QImage.Format.Format_ARGB32_Premultiplied)
    rounded.fill(Qt.GlobalColor.transparent)
    with QPainter(rounded) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(fitted))
        painter.drawRoundedRect(QRectF(rounded.rect()), radius, radius)
    return rounded

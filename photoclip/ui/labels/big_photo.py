"""One photo as large as there is room for; the next one is fetched meanwhile."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from photoclip.ui import images
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

_SIDE = 1600  # px, the longer one of what is fetched
_KEPT = 4  # pictures
_RADIUS = 8.0  # px


class BigPhoto(QWidget):
    """Shows a photo, whose pixels come off the GUI thread; one that came late is not shown."""

    def __init__(self, library: "Library", jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        named(self, "bigPhoto", tr("Labels", "Photo"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._library, self._jobs, self._theme = library, jobs, theme
        self._photo: int | None = None
        self._nothing = ""
        self._pictures: dict[int, QPixmap] = {}
        self._missing: set[int] = set()
        self._coming: set[int] = set()
        theme.changed.connect(self.update)

    @property
    def photo(self) -> int | None:
        """The photo that is to be shown."""
        return self._photo

    @property
    def is_there(self) -> bool:
        """Whether its picture is there."""
        return self._photo in self._pictures

    def show_photo(self, photo: int | None, soon: int | None = None, *, nothing: str = "") -> None:
        """Show a photo, None for the words `nothing`; `soon` is the one that may come after it."""
        self._photo, self._nothing = photo, nothing
        for each in (photo, soon):
            if each is not None:
                self._fetch(each)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(720, 480)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 180)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            pixmap = self._pictures.get(self._photo) if self._photo is not None else None
            if pixmap is None:
                missing = self._photo in self._missing
                said = tr("Labels", "This picture cannot be shown.") if missing else ""
                painter.setPen(QColor(self._theme.colours.quiet))
                middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(
                    self.rect(), int(middle), self._nothing if not self._photo else said
                )
                return
            place = _fitted(pixmap.size(), self.size())
            shape = QPainterPath()
            shape.addRoundedRect(place, _RADIUS, _RADIUS)
            painter.setClipPath(shape)
            painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))

    def _fetch(self, photo: int) -> None:
        if photo in self._pictures or photo in self._coming or photo in self._missing:
            return
        self._coming.add(photo)
        self._jobs.run(
            Lane.THUMBNAIL,
            partial(_picture, self._library, photo),
            partial(self._came, photo),
            partial(self._failed, photo),
        )

    def _came(self, photo: int, image: QImage) -> None:
        self._coming.discard(photo)
        self._pictures[photo] = QPixmap.fromImage(image)
        while len(self._pictures) > _KEPT:
            oldest = next(each for each in self._pictures if each != self._photo)
            del self._pictures[oldest]
        self.update()

    def _failed(self, photo: int, _sentence: str) -> None:
        self._coming.discard(photo)
        self._missing.add(photo)
        self.update()


def _picture(library: "Library", photo: int) -> QImage:
    return images.from_array(library.showing.picture(photo, _SIDE))


def _fitted(picture: QSize, room: QSize) -> QRectF:
    """Where a picture stands in the middle of a room; small ones are not blown up beyond twice."""
    scale = min(
        room.width() / max(1, picture.width()), room.height() / max(1, picture.height()), 2.0
    )
    wide, high = picture.width() * scale, picture.height() * scale
    corner = QPointF((room.width() - wide) / 2, (room.height() - high) / 2)
    return QRectF(corner.x(), corner.y(), wide, high)

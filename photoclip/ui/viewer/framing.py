"""Where a picture lies in its viewport: fitted or zoomed around a point. All in device pixels."""

from PySide6.QtCore import QPointF, QRectF, QSize

LARGEST_ZOOM = 16.0
STEP = 1.25
_SAME = 1e-3  # zooms that differ by less are one


class Framing:
    """The zoom and the middle of a picture of `natural` pixels; 1.0 shows them one to one."""

    def __init__(self) -> None:
        self._room = QSize(1, 1)
        self._natural = QSize()
        self._margin = 0.0
        self._zoom: float | None = None  # None: fitted
        self._middle = QPointF()  # in pixels of the picture

    @property
    def natural(self) -> QSize:
        """The picture's own size."""
        return self._natural

    @property
    def is_fitted(self) -> bool:
        """Whether the whole picture is shown, whatever the viewport's size."""
        return self._zoom is None

    @property
    def zoom(self) -> float:
        """Device pixels for each pixel of the picture."""
        return self.fit_zoom if self._zoom is None else self._zoom

    @property
    def fit_zoom(self) -> float:
        """The zoom that shows the whole picture; never larger than its pixels are."""
        return min(1.0, self._filling())

    @property
    def toggle_zoom(self) -> float:
        """What fitted changes to and back: the real pixels, or for a small picture all room."""
        return 1.0 if self.fit_zoom < 1.0 - _SAME else max(2.0, self._filling())

    @property
    def overflows(self) -> bool:
        """Whether some of the picture lies outside."""
        size = self.target().size()
        return size.width() > self._room.width() + 1 or size.height() > self._room.height() + 1

    def show(self, natural: QSize) -> None:
        """Another picture, fitted."""
        self._natural = QSize(natural)
        self.fit()

    def correct(self, natural: QSize) -> None:
        """The same picture turns out to have this size."""
        self._natural = QSize(natural)
        self._keep_inside()

    def set_room(self, room: QSize, margin: float) -> None:
        """The viewport's size, and the margin around a fitted picture."""
        self._room, self._margin = QSize(max(1, room.width()), max(1, room.height())), margin
        self._keep_inside()

    def fit(self) -> None:
        """Show the whole picture."""
        self._zoom = None
        self._middle = QPointF(self._natural.width() / 2, self._natural.height() / 2)

    def zoom_to(self, zoom: float, around: QPointF) -> None:
        """Change the zoom; what lies under `around` stays there."""
        fixed = self.to_picture(around)
        zoom = min(max(zoom, self.fit_zoom), LARGEST_ZOOM)
        if abs(zoom - self.fit_zoom) < _SAME * zoom:
            self.fit()
            return
        self._zoom = zoom
        centre = QPointF(self._room.width() / 2, self._room.height() / 2)
        self._middle = fixed - (around - centre) / zoom
        self._keep_inside()

    def toggle(self, around: QPointF) -> None:
        """From the whole picture to its real pixels, and from any zoom back to the whole."""
        if self.is_fitted:
            self.zoom_to(self.toggle_zoom, around)
        else:
            self.fit()

    def pan(self, by: QPointF) -> None:
        """Move the picture."""
        if self._zoom is not None:
            self._middle -= by / self._zoom
            self._keep_inside()

    def target(self) -> QRectF:
        """Where the whole picture lies; its corner is on a whole pixel."""
        zoom = self.zoom
        size = self._natural
        left = self._room.width() / 2 - self._middle.x() * zoom
        top = self._room.height() / 2 - self._middle.y() * zoom
        return QRectF(
            round(left), round(top), round(size.width() * zoom), round(size.height() * zoom)
        )

    def to_picture(self, point: QPointF) -> QPointF:
        """The pixel of the picture under a point of the viewport."""
        centre = QPointF(self._room.width() / 2, self._room.height() / 2)
        return self._middle + (point - centre) / self.zoom

    def _filling(self) -> float:
        size = self._natural
        if size.isEmpty():
            return 1.0
        width = max(1.0, self._room.width() - 2 * self._margin)
        height = max(1.0, self._room.height() - 2 * self._margin)
        return min(width / size.width(), height / size.height())

    def _keep_inside(self) -> None:
        if self._zoom is None or self._zoom <= self.fit_zoom:
            self.fit()
            return
        self._middle = QPointF(
            _kept(self._middle.x(), self._natural.width(), self._room.width() / self._zoom),
            _kept(self._middle.y(), self._natural.height(), self._room.height() / self._zoom),
        )


def _kept(middle: float, length: float, seen: float) -> float:
    """A middle that shows no emptiness beside the picture where it is longer than what is seen."""
    if length <= seen:
        return length / 2
    return min(max(middle, seen / 2), length - seen / 2)

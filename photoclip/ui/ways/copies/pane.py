"""Pictures side by side that are zoomed and moved in step."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photoclip.library.copies import Candidate
from photoclip.ui import images
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

STEP = 1.25
_LARGEST = 16.0
_SIDE, _WHOLE_SIDE = 1_600, 8_000  # px of the long side, fitted and zoomed in
_DETAIL_FROM = 1.5  # times the fitted size
_MARGIN = 8
_CORNER = 6.0
_FAINT = 0.5  # opacity of what goes, until it is looked at closely


class SharedView(QObject):
    """What part of their pictures all panes show: how much larger than fitted, and its middle.

    The middle is in shares of width and height, so that a smaller copy shows the same part.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.factor = 1.0
        self.middle = QPointF(0.5, 0.5)

    def fit(self) -> None:
        """Show the whole pictures."""
        self.factor, self.middle = 1.0, QPointF(0.5, 0.5)
        self.changed.emit()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Enlarge; what lies at `around` (shares of the picture) stays where it is."""
        wanted = min(max(self.factor * factor, 1.0), _LARGEST)
        if around is not None and wanted > 1:
            self.middle = around + (self.middle - around) * (self.factor / wanted)
        self.factor = wanted
        self._keep_inside()

    def toggle(self) -> None:
        """Between the whole pictures and four times as much."""
        self.zoom_by(4.0) if self.factor <= 1 else self.fit()

    def pan(self, by: QPointF) -> None:
        """Move by shares of the picture."""
        self.middle -= by
        self._keep_inside()

    def _keep_inside(self) -> None:
        half = 0.5 / self.factor
        x = min(max(self.middle.x(), half), 1 - half)
        y = min(max(self.middle.y(), half), 1 - half)
        self.middle = QPointF(x, y)
        self.changed.emit()


class ComparePane(QWidget):
    """One picture of several; it is read when it is first seen, and sharper when zoomed."""

    pressed = Signal()

    def __init__(
        self, library: "Library", jobs: Jobs, theme: Theme, view: SharedView, shown: Candidate
    ) -> None:
        super().__init__()
        named(self, "comparePane", tr("Copies", "Picture {name}").format(name=shown.photo.name))
        self._library, self._jobs, self._theme, self._view = library, jobs, theme, view
        self._photo = shown.photo
        self._image = QImage()
        self._side = 0  # of the picture that was asked for
        self._sentence = ""
        self._grabbed: QPointF | None = None
        self.goes = False  # to the trash
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        view.changed.connect(self._view_changed)

    def show_fate(self, goes: bool) -> None:
        """Show the picture faint where it goes to the trash."""
        self.goes = goes
        self.update()

    # Qt's side

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.stage))
            painter.drawRoundedRect(QRectF(self.rect()), _CORNER, _CORNER)
            if self._sentence:
                painter.setPen(QPen(QColor(self._theme.colours.quiet)))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(16, 0, -16, 0), flags, self._sentence)
            elif not self._image.isNull():
                painter.setClipRect(self.rect())
                painter.setOpacity(_FAINT if self.goes and self._view.factor <= 1 else 1.0)
                painter.drawImage(self._target(), self._image)
            if not self._side:
                self._ask(_SIDE)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            steps = event.angleDelta().y() / 120
            self._view.zoom_by(STEP**steps, self._share(event.position()))
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position()
            self.pressed.emit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None and not self._image.isNull():
            by = event.position() - self._grabbed
            self._grabbed = event.position()
            target = self._target()
            self._view.pan(QPointF(by.x() / target.width(), by.y() / target.height()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._view.factor <= 1:
            self._view.zoom_by(4.0, self._share(event.position()))
        else:
            self._view.fit()

    # Within

    def _ask(self, side: int) -> None:
        self._side = side
        read = partial(_picture, self._library, self._photo.id, side)
        self._jobs.run(Lane.THUMBNAIL, read, self._arrived, self._refused)

    def _arrived(self, image: QImage) -> None:
        if max(image.width(), image.height()) >= max(self._image.width(), self._image.height()):
            self._image = image
            self.update()

    def _refused(self, sentence: str) -> None:
        self._sentence = sentence
        self.update()

    def _view_changed(self) -> None:
        longest = max(self._photo.facts.width, self._photo.facts.height)
        if self._view.factor > _DETAIL_FROM and _SIDE <= self._side < min(longest, _WHOLE_SIDE):
            self._ask(_WHOLE_SIDE)
        self.update()

    def _target(self) -> QRectF:
        """Where the whole picture would lie."""
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        wide, high = max(1, self._image.width()), max(1, self._image.height())
        fit = min(room.width() / wide, room.height() / high) * self._view.factor
        wide, high = wide * fit, high * fit
        middle, centre = self._view.middle, QRectF(self.rect()).center()
        return QRectF(centre.x() - middle.x() * wide, centre.y() - middle.y() * high, wide, high)

    def _share(self, point: QPointF) -> QPointF:
        target = self._target()
        x, y = point.x() - target.left(), point.y() - target.top()
        return QPointF(x / max(1.0, target.width()), y / max(1.0, target.height()))


def _picture(library: "Library", photo_id: int, side: int) -> QImage:
    return images.from_array(library.showing.picture(photo_id, side))

"""How sure a label is of the photos, drawn, with the threshold as a handle on it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from photoclip.ui import wording
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

LEAST, MOST = 1, 99  # %, where the threshold can be
_HEIGHT = 112  # px
_HEAD, _FOOT, _SIDE = 20, 18, 12  # px, for the handle's number, the axis, its ends
_GRIP = 7.0  # px, half of the handle


class ScoreHistogram(QAbstractSlider):
    """Photos by probability; the bars from the threshold on are those that get the label.

    Its value is the threshold in percent. Heights go by the square root of the counts, or the
    many photos that a label does not fit would hide the few that it does.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "scoreHistogram", tr("Labels", "Threshold"))
        self._theme = theme
        self._counts: tuple[int, ...] = ()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(LEAST, MOST)
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        theme.changed.connect(self.update)

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show how many photos there are in each equal part from 0 to 100 %; (): none yet."""
        self._counts = tuple(counts)
        self.update()

    def show_threshold(self, threshold: float) -> None:
        """Show a threshold, 0 to 1, that nobody moved here."""
        self.blockSignals(True)
        self.setValue(round(threshold * 100))
        self.blockSignals(False)
        self._say()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    @override
    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        super().sliderChange(change)
        self._say()
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            floor = self._plot()
            self._paint_bars(painter, floor)
            painter.setPen(QPen(QColor(self._theme.colours.border), 1))
            painter.drawLine(floor.bottomLeft(), floor.bottomRight())
            self._paint_ends(painter, floor)
            self._paint_handle(painter, floor)

    # Within

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_SIDE, _HEAD, -_SIDE, -_FOOT)

    def _go_to(self, x: float) -> None:
        plot = self._plot()
        self.setValue(round(100 * (x - plot.left()) / max(1.0, plot.width())))

    def _x(self) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * self.value() / 100

    def _paint_bars(self, painter: QPainter, plot: QRectF) -> None:
        highest = max(self._counts, default=0)
        if not highest:
            return
        colours, line = self._theme.colours, self._x()
        wide = plot.width() / len(self._counts)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, count in enumerate(self._counts):
            if not count:
                continue
            high = max(2.0, plot.height() * (count / highest) ** 0.5)
            left = plot.left() + place * wide
            bar = QRectF(left + 0.5, plot.bottom() - high, max(1.0, wide - 1), high)
            shape = QPainterPath()
            shape.addRoundedRect(bar, 1.5, 1.5)
            quiet = QColor(colours.pressed)
            painter.fillPath(shape, quiet)
            if bar.right() > line:
                painter.save()
                painter.setClipRect(QRectF(line, 0, self.width(), self.height()))
                painter.fillPath(shape, QColor(colours.accent))
                painter.restore()

    def _paint_ends(self, painter: QPainter, plot: QRectF) -> None:
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.quiet))
        below = QRectF(plot.left(), plot.bottom() + 2, plot.width(), _FOOT - 2)
        flags = Qt.AlignmentFlag
        painter.drawText(below, flags.AlignLeft | flags.AlignVCenter, tr("Labels", "unlikely"))
        painter.drawText(below, flags.AlignRight | flags.AlignVCenter, tr("Labels", "certain"))

    def _paint_handle(self, painter: QPainter, plot: QRectF) -> None:
        colours, x = self._theme.colours, self._x()
        ink = QColor(colours.accent if self.hasFocus() else colours.text)
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(QPen(QColor(colours.window), 2))
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(x, plot.bottom()), _GRIP, _GRIP)
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(ink)
        said = wording.percent(self.value() / 100)
        wide = painter.fontMetrics().horizontalAdvance(said)
        left = min(max(x - wide / 2, 0.0), self.width() - wide - 1.0)
        painter.drawText(QPointF(left, _HEAD - 6), said)

    def _say(self) -> None:
        said = tr("Labels", "given from {percent} on").format(
            percent=wording.percent(self.value() / 100)
        )
        self.setAccessibleDescription(said)
        self.setToolTip(tr("Labels", "Drag, or use the arrow keys: {said}").format(said=said))

"""The strip under the chart: the whole time in small, and where the view is in it."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.timeline.scale import Ints, Span

_HEIGHT, _EDGE = 36, 16  # px
_BAR = 3.0  # px
_GRIP = 6.0  # px on either side of an end of the view that pull it


class Overview(QWidget):
    """Drag the view along, pull its ends, or click where it should be."""

    wanted = Signal(object)  # a Span

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "timelineOverview", tr("Timeline", "Part of the time that is shown"))
        self._theme = theme
        self._times: Ints = np.zeros(0, np.int64)
        self._all = self._view = Span(0.0, 1.0)
        self._held: tuple[str, float, Span] | None = None  # what is dragged, from where, the view
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_times(self, times: Ints, whole: Span) -> None:
        """Show photos taken at these seconds, rising."""
        self._times, self._all = times, whole
        self.update()

    def show_view(self, view: Span) -> None:
        """Show what is in view."""
        self._view = view
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            track = QRectF(_EDGE, 4, self._room(), _HEIGHT - 12)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(track, 6, 6)
            self._paint_bars(painter, track)
            left, right = self._x(self._view.first), self._x(self._view.end)
            window = QRectF(left, 4, max(4.0, right - left), _HEIGHT - 12)
            shade = QColor(colours.accent)
            shade.setAlphaF(0.14)
            painter.setBrush(shade)
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.drawRoundedRect(window.adjusted(0.75, 0.75, -0.75, -0.75), 6, 6)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x, moment = event.position().x(), self._moment(event.position().x())
        part = self._part_at(x)
        if not part:
            half = self._view.seconds / 2
            self.wanted.emit(Span(moment - half, moment + half))
            part = "all"
        self._held = (part, moment, self._view)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._held is None:
            shape = {"first": Qt.CursorShape.SizeHorCursor, "end": Qt.CursorShape.SizeHorCursor}
            self.setCursor(shape.get(self._part_at(x), Qt.CursorShape.ArrowCursor))
            return
        part, began, view = self._held
        by = self._moment(x) - began
        first = view.first + by if part in ("first", "all") else view.first
        end = view.end + by if part in ("end", "all") else view.end
        if first < end:
            self.wanted.emit(Span(first, end))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def _part_at(self, x: float) -> str:
        left, right = self._x(self._view.first), self._x(self._view.end)
        if abs(x - left) <= _GRIP and x <= (left + right) / 2:
            return "first"
        if abs(x - right) <= _GRIP:
            return "end"
        return "all" if left < x < right else ""

    def _paint_bars(self, painter: QPainter, track: QRectF) -> None:
        if not len(self._times):
            return
        steps = max(1, int(track.width() / _BAR))
        edges = np.linspace(self._all.first, self._all.end, steps + 1)
        counts = np.diff(np.searchsorted(self._times, edges))
        highest = max(1, int(counts.max()))
        painter.setPen(QPen(QColor(self._theme.colours.quiet), _BAR - 1))
        for place in np.flatnonzero(counts).tolist():
            x = track.left() + (place + 0.5) * track.width() / steps
            high = max(1.5, (track.height() - 6) * (int(counts[place]) / highest) ** 0.5)
            bottom = track.bottom() - 2
            painter.drawLine(QPointF(x, bottom), QPointF(x, bottom - high))

    def _room(self) -> float:
        return max(1.0, self.width() - 2.0 * _EDGE)

    def _x(self, moment: float) -> float:
        return _EDGE + (moment - self._all.first) / self._all.seconds * self._room()

    def _moment(self, x: float) -> float:
        return self._all.first + (x - _EDGE) / self._room() * self._all.seconds

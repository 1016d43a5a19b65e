"""How the chart of the timeline looks."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from photoclip.ui import wording
from photoclip.ui.speech import tr
from photoclip.ui.theme import Colours
from photoclip.ui.ways.timeline import scale
from photoclip.ui.ways.timeline.scale import Ints, Span, Unit

_HEAD, _FOOT = 34, 26  # px above and below the bars
_SMALL, _LARGE = 11, 13  # px, letters
_LABEL_SPACE = 10  # px between two labels
_COUNTED = 30.0  # px of a bar from which on its count stands over it
_LEAST = 3.0  # px, a bar of one photo


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """What is to be painted: n bars between n + 1 edges."""

    unit: Unit
    edges: Ints
    counts: npt.NDArray[np.int64]
    view: Span
    area: QRect
    edge: int  # px left and right

    def x(self, moment: float) -> float:
        """Where a moment is, px."""
        room = self.area.width() - 2 * self.edge
        return self.edge + (moment - self.view.first) / self.view.seconds * room

    @property
    def floor(self) -> float:
        """Where the bars stand, px."""
        return float(self.area.height() - _FOOT)

    def box(self, place: int) -> QRectF:
        """One bar; heights go by the square root, or a day of 1,000 photos would hide the rest."""
        left, right = self.x(float(self.edges[place])), self.x(float(self.edges[place + 1]))
        gap = min(3.0, (right - left) * 0.16)
        highest = max(1, int(self.counts.max(initial=1)))
        room = self.floor - _HEAD
        high = max(_LEAST, room * (int(self.counts[place]) / highest) ** 0.5)
        return QRectF(left + gap / 2, self.floor - high, max(1.0, right - left - gap), high)

    def span(self, place: int) -> Span:
        """The time of one bar."""
        return Span(float(self.edges[place]), float(self.edges[place + 1]))


class ChartPainter:
    """Paints bars, the axis under them, and a bubble over the one that is pointed at."""

    def paint(
        self,
        painter: QPainter,
        bars: Bars,
        colours: Colours,
        *,
        chosen: Span | None,
        hovered: Span | None,
        focused: bool,
    ) -> None:
        """Paint everything."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._font = QFont(painter.font())
        self._font.setPixelSize(_SMALL)
        painter.setFont(self._font)
        if chosen is not None:
            self._paint_brush(painter, bars, colours, chosen)
        clip = bars.area.adjusted(bars.edge, 0, -bars.edge, 0)
        painter.save()
        painter.setClipRect(clip)
        self._paint_bars(painter, bars, colours, chosen, hovered)
        self._paint_minor(painter, bars, colours)
        painter.restore()
        painter.setPen(QPen(QColor(colours.border), 1))
        floor = bars.floor + 0.5
        painter.drawLine(QPointF(clip.left(), floor), QPointF(clip.right() + 1, floor))
        self._paint_major(painter, bars, colours)
        if hovered is not None or chosen is not None:
            self._paint_bubble(painter, bars, colours, hovered or chosen)
        if focused:
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(bars.area).adjusted(4.5, 1.5, -4.5, -1.5), 8, 8)

    def _paint_brush(self, painter: QPainter, bars: Bars, colours: Colours, chosen: Span) -> None:
        left = max(bars.x(chosen.first), float(bars.edge))
        right = min(bars.x(chosen.end), float(bars.area.width() - bars.edge))
        if right <= left:
            return
        shade = QColor(colours.accent)
        shade.setAlphaF(0.12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawRoundedRect(QRectF(left, _HEAD - 8, right - left, bars.floor - _HEAD + 8), 4, 4)

    def _paint_bars(
        self,
        painter: QPainter,
        bars: Bars,
        colours: Colours,
        chosen: Span | None,
        hovered: Span | None,
    ) -> None:
        strong, usual, faded = (QColor(colours.accent) for _ in range(3))
        usual.setAlphaF(0.72)
        faded.setAlphaF(0.34)
        painter.setPen(Qt.PenStyle.NoPen)
        metrics = QFontMetricsF(self._font)
        for place in np.flatnonzero(bars.counts).tolist():
            box, span = bars.box(place), bars.span(place)
            inside = chosen is not None and chosen.first <= span.first and span.end <= chosen.end
            lit = inside or span == hovered
            painter.setBrush(strong if lit else usual if chosen is None else faded)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPath(_rounded_top(box))
            if box.width() >= _COUNTED:
                said = wording.number(int(bars.counts[place]))
                if metrics.horizontalAdvance(said) <= box.width():
                    painter.setPen(QColor(colours.quiet))
                    above = QRectF(box.left(), box.top() - 16, box.width(), 14)
                    painter.drawText(above, Qt.AlignmentFlag.AlignCenter, said)

    def _paint_minor(self, painter: QPainter, bars: Bars, colours: Colours) -> None:
        """Labels under the bars, as many as there is room for, at even distances."""
        metrics = QFontMetricsF(self._font)
        said = [scale.minor(bars.unit, float(each)) for each in bars.edges[:-1]]
        widest = max((metrics.horizontalAdvance(each) for each in said), default=0.0)
        wide = bars.x(float(bars.edges[1])) - bars.x(float(bars.edges[0]))
        every = max(1, int(np.ceil((widest + _LABEL_SPACE) / max(wide, 1.0))))
        painter.setPen(QColor(colours.quiet))
        limits = (float(bars.edge) - 2, bars.area.width() - bars.edge + 2.0)
        for place, text in enumerate(said):
            span = bars.span(place)
            if every > 1 and _number(bars.unit, span.first) % every:
                continue
            left, right = bars.x(span.first), bars.x(span.end)
            middle, half = (left + right) / 2, metrics.horizontalAdvance(text) / 2
            if middle - half < limits[0] or middle + half > limits[1]:
                continue
            grown = max(0.0, (every * wide - (right - left)) / 2)
            area = QRectF(left - grown, bars.floor + 5, right - left + 2 * grown, _FOOT - 8)
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)

    def _paint_major(self, painter: QPainter, bars: Bars, colours: Colours) -> None:
        """The year, month or day that some bars belong to, over their first one."""
        coarser = scale.COARSER.get(bars.unit)
        if coarser is None:
            return
        font = QFont(self._font)
        font.setPixelSize(_LARGE)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        begins = scale.edges(coarser, bars.view)
        taken = -1e9
        limit = float(bars.area.width() - bars.edge)
        for first, end in zip(begins[:-1].tolist(), begins[1:].tolist(), strict=True):
            text = scale.major(bars.unit, first)
            wide = metrics.horizontalAdvance(text)
            left = max(bars.x(first), float(bars.edge))
            if bars.x(first) > bars.edge:
                painter.setPen(QPen(QColor(colours.border), 1))
                line = round(bars.x(first)) + 0.5
                painter.drawLine(QPointF(line, 6), QPointF(line, bars.floor))
                left += 6
            ends = min(bars.x(end), limit)
            if left >= taken and (left + wide <= ends or ends - left > wide * 0.98):
                painter.setPen(QColor(colours.text))
                painter.drawText(QPointF(left, 18), text)
                taken = left + wide + _LABEL_SPACE
        painter.setFont(self._font)

    def _paint_bubble(
        self, painter: QPainter, bars: Bars, colours: Colours, span: Span | None
    ) -> None:
        if span is None:
            return
        within = (bars.edges[:-1] >= span.first) & (bars.edges[1:] <= span.end)
        count = int(bars.counts[within].sum())
        outside = span.first < bars.edges[0] or span.end > bars.edges[-1]
        if outside or not count:
            return  # of what is partly seen, the count is said below the chart
        photos = tr("Grid", "%Ln photo(s)", "", count)
        text = f"{scale.title(span)}  ·  {photos}"
        font = QFont(self._font)
        font.setPixelSize(12)
        metrics = QFontMetricsF(font)
        wide, middle = metrics.horizontalAdvance(text) + 20, bars.x((span.first + span.end) / 2)
        left = min(max(middle - wide / 2, 4.0), bars.area.width() - wide - 4.0)
        box = QRectF(left, 24, wide, 24)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(box, 8, 8)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _rounded_top(box: QRectF) -> QPainterPath:
    radius = min(4.0, box.width() / 3, box.height())
    path = QPainterPath()
    path.moveTo(box.bottomLeft())
    path.lineTo(box.left(), box.top() + radius)
    path.quadTo(box.topLeft(), QPointF(box.left() + radius, box.top()))
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + radius))
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path


def _number(unit: Unit, moment: float) -> int:
    """A running number of a unit, from which every second or third one is labelled."""
    at = np.datetime64(int(moment), "s")
    if unit is Unit.DAY:
        return int((at.astype("datetime64[D]") - at.astype("datetime64[M]")).astype(np.int64))
    if unit is Unit.HOUR:
        return int(moment) // scale.HOUR_SECONDS % 24
    number = int(at.astype(f"datetime64[{unit.letter}]").astype(np.int64))
    return number + 1970 if unit is Unit.YEAR else number

"""The map itself: land, coasts, borders and names, painted as a picture off the GUI thread."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from photoclip.places.mercator import Numbers, View, flat
from photoclip.places.outlines import Detail, Outlines
from photoclip.ui.theme import Colours
from photoclip.ui.ways.map.labels import paint_labels

_FINER: tuple[tuple[float, Detail], ...] = ((5.6, "10m"), (3.4, "50m"))
"""From which zoom on which outlines are drawn."""
_BEYOND = 400.0  # px outside the picture to which what lies farther away is drawn in


@dataclass(frozen=True, slots=True)
class Tints:
    """The map's colours, mixed from those of the window."""

    water: QColor
    land: QColor
    coast: QColor
    border: QColor
    text: QColor
    quiet: QColor
    halo: QColor

    @classmethod
    def of(cls, colours: Colours, *, dark: bool) -> "Tints":
        """For a theme."""
        land = _mixed(colours.raised, colours.text, 0.02 if dark else 0.035)
        return cls(
            water=_mixed(colours.window, colours.accent, 0.11 if dark else 0.17),
            land=land,
            coast=_mixed(colours.window, colours.accent, 0.34 if dark else 0.42),
            border=_mixed(land.name(), colours.text, 0.22),
            text=QColor(colours.text),
            quiet=QColor(colours.quiet),
            halo=land,
        )


def _mixed(one: str, other: str, part: float) -> QColor:
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * part,
        a.greenF() + (b.greenF() - a.greenF()) * part,
        a.blueF() + (b.blueF() - a.blueF()) * part,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """Lines of the flat world with the boxes that they lie in, (n, 4): left, top, right, bottom."""

    lines: tuple[Numbers, ...]
    boxes: Numbers

    @classmethod
    def of(cls, lines: list[npt.NDArray[np.float64]]) -> "_Lines":
        flats = tuple(flat(each[:, 1], each[:, 0]) for each in lines)
        boxes = [[*each.min(axis=0), *each.max(axis=0)] for each in flats]
        return cls(flats, np.array(boxes))

    def seen(self, view: View, shift: int) -> list[Numbers]:
        """Those in a view, in px, for the copy of the world so many worlds to the east."""
        left, top, right, bottom = view.box()
        box = self.boxes
        hit = (box[:, 0] + shift <= right) & (box[:, 2] + shift >= left)
        hit &= (box[:, 1] <= bottom) & (box[:, 3] >= top)
        large = (box[:, 2:] - box[:, :2]).max(axis=1) * view.scale > 0.8
        return [self._on(view, self.lines[each], shift) for each in np.flatnonzero(hit & large)]

    def _on(self, view: View, line: Numbers, shift: int) -> Numbers:
        """A line in px, without steps of less than a px, drawn in where it is far outside."""
        x = (line[:, 0] + shift - view.x) * view.scale + view.width / 2
        y = (line[:, 1] - view.y) * view.scale + view.height / 2
        points = np.stack(
            [
                np.clip(x, -_BEYOND, view.width + _BEYOND),
                np.clip(y, -_BEYOND, view.height + _BEYOND),
            ],
            axis=1,
        )
        coarse = np.round(points)
        differs = np.any(coarse[1:] != coarse[:-1], axis=1)
        kept = np.concatenate([[True], differs])
        kept[-1] = True
        return points[kept]


@cache
def _areas(detail: Detail) -> tuple[_Lines, _Lines]:
    """The rings of all land, and the arcs of the borders between countries."""
    world = Outlines.load(detail)
    rings = [ring for _, ring in world.rings()]
    return _Lines.of(rings), _Lines.of(world.borders())


def paint_ground(view: View, tints: Tints, language: str, pixels: float) -> QImage:
    """The map of a view; `pixels` of the screen for one px."""
    size = (round(view.width * pixels), round(view.height * pixels))
    picture = QImage(*size, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(pixels)
    picture.fill(tints.water)
    detail = next((name for zoom, name in _FINER if view.zoom >= zoom), "110m")
    land, borders = _areas(detail)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, _, right, _ = view.box()
        shifts = range(int(np.floor(left)) - 1, int(np.floor(right)) + 2)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for shift in shifts:
            for ring in land.seen(view, shift):
                if len(ring) > 2:
                    path.addPolygon(_polygon(ring))
        painter.setPen(QPen(tints.coast, 1.0))
        painter.setBrush(QBrush(tints.land))
        painter.drawPath(path)
        # lines between neighbours are drawn over the coast's colour that both have there
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tints.land, 1.6))
        lines = [_polygon(line) for shift in shifts for line in borders.seen(view, shift)]
        for line in lines:
            painter.drawPolyline(line)
        painter.setPen(QPen(tints.border, 1.0))
        for line in lines:
            painter.drawPolyline(line)
        paint_labels(painter, view, tints, language)
    return picture


def _polygon(points: Numbers) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])

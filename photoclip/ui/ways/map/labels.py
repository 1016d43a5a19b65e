"""Names on the map: countries from afar, cities by their people, quarters close by."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from photoclip.places.gazetteer import Spot, gazetteer
from photoclip.places.mercator import Numbers, View, flat
from photoclip.places.outlines import NOBODY, Outlines

if TYPE_CHECKING:
    from photoclip.ui.ways.map.ground import Tints

_COUNTRIES_TO = 6.2  # zoom
_CITIES_FROM = 3.3
_CANDIDATES = 220
_MOST = 42
_LARGE = 6  # of the names in view, those of the largest towns
_DOT = 2.0  # px
_ROOM = 10.0  # px around a name


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """Places of the flat world with their gazetteer's numbers, most important first."""

    points: Numbers
    numbers: npt.NDArray[np.int64]
    sizes: Numbers  # of countries: how wide they are in the flat world


@cache
def _countries() -> _Names:
    """Each country in the middle of its largest area."""
    best: dict[int, tuple[float, float, Numbers]] = {}
    for country, ring in Outlines.load("110m").rings():
        points = flat(ring[:, 1], ring[:, 0])
        x, y = points.T
        turns = x[:-1] * y[1:] - x[1:] * y[:-1]
        area = float(turns.sum()) / 2
        if country != NOBODY and abs(area) > best.get(country, (0.0,))[0] and area:
            middle = np.array([((p[:-1] + p[1:]) * turns).sum() / (6 * area) for p in (x, y)])
            best[country] = abs(area), float(np.ptp(x)), middle
    order = sorted(best, key=lambda each: -best[each][0])
    return _Names(
        np.array([best[each][2] for each in order]),
        np.array(order, np.int64),
        np.array([best[each][1] for each in order]),
    )


@cache
def _towns() -> _Names:
    known = gazetteer()
    points = flat(known.latitude, known.longitude)
    return _Names(points, np.arange(len(points)), known.reach)


def paint_labels(painter: QPainter, view: View, tints: "Tints", language: str) -> None:
    """Write as many names as there is room for."""
    taken: list[QRectF] = []
    if view.zoom < _COUNTRIES_TO:
        _paint_countries(painter, view, tints, language, taken)
    if view.zoom >= _CITIES_FROM:
        _paint_towns(painter, view, tints, language, taken)


def _paint_countries(
    painter: QPainter, view: View, tints: "Tints", language: str, taken: list[QRectF]
) -> None:
    names, known = _countries(), gazetteer()
    font = _font(12, QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    metrics = QFontMetricsF(font)
    places = view.on_screen(names.points).tolist()
    for place, number, wide in zip(
        places, names.numbers.tolist(), (names.sizes * view.scale).tolist(), strict=True
    ):
        text = known.name(Spot("country", number), language)
        length = metrics.horizontalAdvance(text)
        if length > wide * 1.5 or known.codes[number] == "AQ":
            continue
        box = QRectF(
            place[0] - length / 2, place[1] - metrics.height() / 2, length, metrics.height()
        )
        if _is_free(box, view, taken):
            taken.append(box)
            _write(
                painter, box.left(), box.top() + metrics.ascent(), text, font, tints.quiet, tints
            )


def _paint_towns(
    painter: QPainter, view: View, tints: "Tints", language: str, taken: list[QRectF]
) -> None:
    names, known = _towns(), gazetteer()
    left, top, right, bottom = view.box()
    x, y = names.points.T
    fewest = 3_000_000 / 4.0 ** (view.zoom - _CITIES_FROM)
    some = int(np.searchsorted(-known.people.astype(np.int64), -fewest, "right"))
    inside = ((x[:some] - left) % 1.0 <= right - left) & (y[:some] >= top) & (y[:some] <= bottom)
    if view.zoom < 10.5:
        inside &= known.owner[:some] < 0
    numbers = np.flatnonzero(inside)[:_CANDIDATES]
    written = 0
    for number, place in zip(
        numbers.tolist(), view.on_screen(names.points[numbers]).tolist(), strict=True
    ):
        large = written < _LARGE
        font = _font(13 if large else 11, QFont.Weight.Medium)
        metrics = QFontMetricsF(font)
        text = known.name(Spot("town", number), language)
        length = metrics.horizontalAdvance(text)
        box = QRectF(place[0] + 6, place[1] - metrics.height() / 2, length, metrics.height())
        if not _is_free(box.adjusted(-10, 0, 0, 0), view, taken):
            continue
        taken.append(box.adjusted(-10, 0, 0, 0))
        painter.setPen(QPen(tints.halo, 1.2))
        painter.setBrush(tints.text if large else tints.quiet)
        painter.drawEllipse(QPointF(*place), _DOT + 0.4, _DOT + 0.4)
        colour = tints.text if large else tints.quiet
        _write(painter, box.left(), box.top() + metrics.ascent(), text, font, colour, tints)
        written += 1
        if written >= _MOST:
            break


def _is_free(box: QRectF, view: View, taken: list[QRectF]) -> bool:
    if not QRectF(0, 0, view.width, view.height).contains(box):
        return False
    around = box.adjusted(-_ROOM, -_ROOM / 2, _ROOM, _ROOM / 2)
    return not any(around.intersects(each) for each in taken)


def _font(size: int, weight: QFont.Weight) -> QFont:
    font = QFont()
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def _write(  # noqa: PLR0913, PLR0917 - where, what and how a name is written
    painter: QPainter,
    left: float,
    base: float,
    text: str,
    font: QFont,
    colour: QColor,
    tints: "Tints",
) -> None:
    """A name with a halo in the land's colour, so that lines below do not cut it."""
    path = QPainterPath()
    path.addText(left, base, font, text)
    halo = QPen(tints.halo, 3.0)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.fillPath(path, colour)

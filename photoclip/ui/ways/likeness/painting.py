"""How the plane looks: dots or pictures, the names of regions, what is being drawn round."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
)

from photoclip.library.likeness.regions import Region
from photoclip.ui import wording
from photoclip.ui.theme import Colours
from photoclip.ui.ways.likeness import dots
from photoclip.ui.ways.likeness.dots import Ints
from photoclip.ui.ways.likeness.frame import Frame, Matrix
from photoclip.ui.ways.likeness.mosaic import PICTURE, Tiles

_SMALL_FROM = 2.1  # zoom from which on the small regions are named
_RING = 8.0  # px, round a dot that has the keyboard
_CORNER = 6.0
PictureOf = Callable[[int], QPixmap | None]


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """What is painted.

    Attributes:
        places: float32 (n, 2).
        hills: int64 (n,) whose colour each photo has.
        shown: bool (n,) which photos belong to what is looked at; the others are faint.
        chosen: bool (n,) which are selected.
        regions: names on the plane.
    """

    places: Matrix
    hills: Ints
    shown: npt.NDArray[np.bool_]
    chosen: npt.NDArray[np.bool_]
    regions: tuple[Region, ...]


def picture_of_dots(plane: Plane, frame: Frame, seen: Ints, colours: Colours, dpr: float) -> QImage:
    """The photos in view (places in the list) as dots, as large as the widget."""
    if len(seen) > dots.MOST:
        seen = seen[:: -(-len(seen) // dots.MOST)]
    dot = round((dots.radius(len(seen)) + min(frame.zoom / 8, 2.0)) * dpr, 1)
    faint = QColor(colours.quiet)
    faint.setAlphaF(0.22)
    inks = dots.tints(colours)
    some = bool(plane.chosen.any())
    weak = [_weaker(each) if some else each for each in inks]
    group = plane.hills[seen] % dots.HUES
    group = np.where(plane.chosen[seen], dots.HUES + 1, group)
    group = np.where(plane.shown[seen], group, dots.HUES)
    order = np.argsort((group == dots.HUES + 1) * 2 - (group == dots.HUES), kind="stable")
    at = frame.pixels(plane.places[seen[order]]) * dpr
    size = (max(1, round(frame.width * dpr)), max(1, round(frame.height * dpr)))
    every = [*weak, faint, QColor(colours.accent)]
    image = dots.painted(size, at, group[order], every, QColor(colours.window), dot=dot)
    image.setDevicePixelRatio(dpr)
    return image


def _weaker(ink: QColor) -> QColor:
    faded = QColor(ink)
    faded.setAlphaF(0.38)
    return faded


def paint_tiles(
    painter: QPainter, plane: Plane, tiles: Tiles, picture: PictureOf, colours: Colours
) -> None:
    """One picture for each tile, and how many photos it stands for."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    some = bool(plane.chosen.any())
    per_tile = np.bincount(tiles.square, minlength=len(tiles.photos))
    for each, photo in enumerate(tiles.photos.tolist()):
        x, y = tiles.middles[each].tolist()
        box = QRectF(x - PICTURE / 2, y - PICTURE / 2, PICTURE, PICTURE)
        found = picture(photo)
        chosen, shown = bool(plane.chosen[photo]), bool(plane.shown[photo])
        painter.setOpacity(0.22 if not shown else 0.45 if some and not chosen else 1.0)
        if found is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.cell))
            painter.drawRoundedRect(box, _CORNER, _CORNER)
        else:
            painter.drawPixmap(box.toRect(), found)
        painter.setOpacity(1.0)
        if chosen:
            painter.setPen(QPen(QColor(colours.accent), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), _CORNER + 1, _CORNER + 1)
        if per_tile[each] > 1:
            _paint_count(painter, box, int(per_tile[each]), colours)


def _paint_count(painter: QPainter, box: QRectF, count: int, colours: Colours) -> None:
    text = wording.number(count)
    font = QFont(painter.font())
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    wide = max(18.0, QFontMetricsF(font).horizontalAdvance(text) + 10)
    pill = QRectF(box.right() - wide + 5, box.top() - 5, wide, 18)
    painter.setPen(QPen(QColor(colours.window), 1.5))
    painter.setBrush(QColor(colours.text))
    painter.drawRoundedRect(pill, 9, 9)
    painter.setPen(QColor(colours.window))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def paint_names(
    painter: QPainter, plane: Plane, frame: Frame, colours: Colours, here: Region | None
) -> None:
    """Names where there is room, the largest region's first; `here` has the keyboard."""
    depth = 1 if frame.zoom >= _SMALL_FROM else 0
    taken: list[QRectF] = []
    ordered = sorted(plane.regions, key=lambda each: (each != here, -each.photos))
    for region in ordered:
        if not region.name or (region.depth != depth and region != here):
            continue
        x, y = frame.pixels(np.array([[region.x, region.top]], np.float32))[0].tolist()
        font = QFont(painter.font())
        font.setPixelSize(14 if region.depth == 0 else 12)
        font.setWeight(QFont.Weight.DemiBold)
        text = region.name[:1].upper() + region.name[1:]
        metrics = QFontMetricsF(font)
        wide, high = metrics.horizontalAdvance(text) + 16, metrics.height() + 6
        pill = QRectF(x - wide / 2, y - high - 7, wide, high)  # just above its photos
        off = not QRectF(0, 0, frame.width, frame.height).intersects(pill)
        if off or any(pill.adjusted(-4, -2, 4, 2).intersects(other) for other in taken):
            continue
        taken.append(pill)
        back = QColor(colours.accent if region == here else colours.raised)
        back.setAlphaF(0.96 if region == here else 0.86)
        painter.setPen(QPen(QColor(colours.accent if region == here else colours.border), 1))
        painter.setBrush(back)
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(QColor(colours.on_accent if region == here else colours.text))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def paint_ring(painter: QPainter, at: QPointF, colours: Colours, *, is_picture: bool) -> None:
    """Mark the photo that has the keyboard: a ring round its dot, or round its picture."""
    half = PICTURE / 2 + 3 if is_picture else _RING
    box = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
    corner = _CORNER + 3 if is_picture else half
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((colours.window, 5.0), (colours.accent, 2.5)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawRoundedRect(box, corner, corner)


def paint_outline(painter: QPainter, outline: list[QPointF], colours: Colours) -> None:
    """What is being drawn round photos."""
    shade = QColor(colours.accent)
    shade.setAlphaF(0.14)
    painter.setPen(QPen(QColor(colours.accent), 1.5))
    painter.setBrush(shade)
    painter.drawPolygon(QPolygonF(outline))


def inside(outline: list[QPointF], at: Matrix) -> npt.NDArray[np.bool_]:
    """Which points (n, 2), px, lie within an outline: painted on a mask, then looked up."""
    area = QPolygonF(outline).boundingRect()
    left, top = int(np.floor(area.left())), int(np.floor(area.top()))
    wide, high = int(area.width()) + 3, int(area.height()) + 3
    mask = QImage(wide, high, QImage.Format.Format_Grayscale8)
    mask.fill(0)
    with QPainter(mask) as painter:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.drawPolygon(QPolygonF([point - QPointF(left, top) for point in outline]))
    bits = np.frombuffer(mask.constBits(), np.uint8).reshape(high, mask.bytesPerLine())
    x, y = np.floor(at[:, 0]).astype(np.int64) - left, np.floor(at[:, 1]).astype(np.int64) - top
    near = (x >= 0) & (x < wide) & (y >= 0) & (y < high)
    found = np.zeros(len(at), np.bool_)
    found[near] = bits[y[near], x[near]] > 127
    return found

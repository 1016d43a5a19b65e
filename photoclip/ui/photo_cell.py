"""Paints one photo of the grid."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from photoclip.ui.badges import BadgePainter, Marks, height_of
from photoclip.ui.icons import icon
from photoclip.ui.theme import Theme

_RING = 3.0
_NARROW_RING = 2.0  # where thumbnails stand close together
_LEAST = 64  # px that marks need
_FAINT = 0.32  # opacity of a rejected photo


def corner(side: float) -> float:
    """The radius of a thumbnail's corners, in the same unit as its side."""
    return max(4.0, side / 24)


@dataclass(slots=True)
class Cell:
    """What there is to paint of one photo."""

    square: QRect
    pixmap: QPixmap | None = None
    broken: bool = False
    marks: Marks | None = None
    selected: bool = False
    current: bool = False
    hovered: bool = False


class CellPainter:
    """A rounded picture, with marks, hover and a ring around what is selected."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._badges = BadgePainter()
        self._broken: QIcon | None = None
        theme.changed.connect(self._forget_icon)

    def paint(self, painter: QPainter, cell: Cell, *, narrow: bool, smooth: bool) -> None:
        """Paint a photo.

        Args:
            painter: on the grid.
            cell: what to paint where.
            narrow: whether there is little room between the photos.
            smooth: whether a picture of another size is scaled well, or fast.
        """
        picture = cell.square if cell.pixmap is None else _picture(cell.square, cell.pixmap)
        radius = corner(cell.square.width())
        if cell.pixmap is None:
            self._paint_place(painter, cell.square, radius, broken=cell.broken)
        else:
            rejected = cell.marks is not None and cell.marks.flag < 0
            sharp = round(cell.square.width() * painter.device().devicePixelRatioF())
            exact = sharp == max(cell.pixmap.width(), cell.pixmap.height())
            hint = QPainter.RenderHint.SmoothPixmapTransform
            painter.setRenderHint(hint, smooth and not exact)
            painter.setOpacity(_FAINT if rejected else 1.0)
            painter.drawPixmap(picture, cell.pixmap)
            painter.setOpacity(1.0)
        if cell.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(255, 255, 255, 28))
            painter.drawRoundedRect(picture, radius, radius)
        if cell.marks is not None and (cell.pixmap is not None or cell.broken):
            self._badges.paint(painter, _room_for_marks(picture, cell.square), radius, cell.marks)
        if cell.selected or cell.current:
            self._paint_ring(painter, picture, radius, cell, _NARROW_RING if narrow else _RING)

    def _paint_place(
        self, painter: QPainter, square: QRect, radius: float, *, broken: bool
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.cell))
        painter.drawRoundedRect(square, radius, radius)
        if broken:
            if self._broken is None:
                self._broken = icon("broken", self._theme.colours.quiet)
            edge = square.width() // 4
            place = QRect(0, 0, edge, edge)
            place.moveCenter(square.center())
            self._broken.paint(painter, place)

    def _paint_ring(
        self, painter: QPainter, picture: QRect, radius: float, cell: Cell, width: float
    ) -> None:
        colours = self._theme.colours
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if cell.selected:  # a seam in the window's colour keeps the ring apart from the photo
            painter.setPen(QPen(QColor(colours.window), width + 2))
            painter.drawRoundedRect(QRectF(picture), radius, radius)
        painter.setPen(QPen(QColor(colours.accent if cell.selected else colours.quiet), width))
        out = width / 2
        around = QRectF(picture).adjusted(-out, -out, out, out)
        painter.drawRoundedRect(around, radius + out, radius + out)
        if cell.selected and cell.current:  # which one of several has the keyboard
            painter.setPen(QPen(QColor(colours.window), 1))
            inside = QRectF(picture).adjusted(2.5, 2.5, -2.5, -2.5)
            painter.drawRoundedRect(inside, radius - 2, radius - 2)

    def _forget_icon(self) -> None:
        self._broken = None


def _picture(square: QRect, pixmap: QPixmap) -> QRect:
    """Where a picture stands that reaches two edges of its square, or all four."""
    wide, high = pixmap.width(), pixmap.height()
    longest = max(wide, high)
    if wide == high:
        return square
    place = QRect(
        0, 0, round(square.width() * wide / longest), round(square.height() * high / longest)
    )
    place.moveCenter(square.center())
    return place


def _room_for_marks(picture: QRect, square: QRect) -> QRect:
    """The picture, or as much of its square as the marks need."""
    room, high = QRect(picture), height_of(picture.width())
    if room.width() < min(square.width(), _LEAST):
        room.setLeft(square.left())
        room.setRight(square.right())
    if room.height() < high:
        room.setBottom(min(square.bottom(), room.top() + high - 1))
    return room

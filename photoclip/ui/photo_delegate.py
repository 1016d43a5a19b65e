"""Paints one photo of the grid."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from photoclip.ui.icons import icon
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.theme import Theme

GAP = 8  # px between thumbnails
_RING = 3.0
_RADIUS = 1 / 24  # as the thumbnails are rounded, in cell sides


class PhotoDelegate(QStyledItemDelegate):
    """A rounded square per photo, with hover and a ring around what is selected."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._broken: QIcon | None = None
        theme.changed.connect(self._forget_icon)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = self._square(option.rect)
        pixmap = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(pixmap, QPixmap):
            self._paint_photo(painter, square, pixmap)
        else:
            self._paint_place(painter, square, broken=index.data(PhotoListModel.BROKEN) is True)
        self._paint_hover(painter, square, option.state)
        self._paint_ring(painter, square, option.state)
        painter.restore()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return option.rect.size()

    def _square(self, cell: QRect) -> QRect:
        side = min(cell.width(), cell.height()) - GAP
        return QRect(
            cell.x() + (cell.width() - side) // 2,
            cell.y() + (cell.height() - side) // 2,
            side,
            side,
        )

    def _paint_photo(self, painter: QPainter, square: QRect, pixmap: QPixmap) -> None:
        scale = painter.device().devicePixelRatioF()
        exact = pixmap.width() == round(square.width() * scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        painter.drawPixmap(square, pixmap)

    def _paint_place(self, painter: QPainter, square: QRect, *, broken: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.cell))
        radius = max(4.0, square.width() * _RADIUS)
        painter.drawRoundedRect(square, radius, radius)
        if broken:
            if self._broken is None:
                self._broken = icon("broken", self._theme.colours.quiet)
            edge = square.width() // 4
            middle = square.center()
            self._broken.paint(
                painter, QRect(middle.x() - edge // 2, middle.y() - edge // 2, edge, edge)
            )

    def _paint_hover(self, painter: QPainter, square: QRect, state: QStyle.StateFlag) -> None:
        if not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 28))
        radius = max(4.0, square.width() * _RADIUS)
        painter.drawRoundedRect(square, radius, radius)

    def _paint_ring(self, painter: QPainter, square: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        current = bool(state & QStyle.StateFlag.State_HasFocus)
        if not (selected or current):
            return
        colours = self._theme.colours
        radius = max(4.0, square.width() * _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if selected:  # a seam in the window's colour keeps the ring apart from the photo
            painter.setPen(QPen(QColor(colours.window), _RING + 2))
            painter.drawRoundedRect(QRectF(square), radius, radius)
        painter.setPen(QPen(QColor(colours.accent if selected else colours.quiet), _RING))
        around = QRectF(square).adjusted(-1.5, -1.5, 1.5, 1.5)
        painter.drawRoundedRect(around, radius + 1.5, radius + 1.5)

    def _forget_icon(self) -> None:
        self._broken = None

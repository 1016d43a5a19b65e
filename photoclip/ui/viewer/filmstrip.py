"""The filmstrip: the photos around the one shown, in a row of small squares."""

from PySide6.QtCore import QEvent, QMetaObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

CELL = 56  # px
GAP = 8
HEIGHT = CELL + 2 * 12
_RADIUS = 4


class Filmstrip(QWidget):
    """Paints what it has room for, however long the list is; the photo shown is in the middle."""

    chosen = Signal(int)  # row of the list

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "filmstrip", tr("Viewer", "Filmstrip"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._photos: PhotoListModel | None = None
        self._followed: list[QMetaObject.Connection] = []
        self._row = -1
        self._moved = 0  # px that the wheel moved the strip to the left
        theme.changed.connect(self.update)

    def show_row(self, photos: PhotoListModel, row: int) -> None:
        """Show the surroundings of a row of a list."""
        if photos is not self._photos:
            for connection in self._followed:
                self.disconnect(connection)
            changes = (photos.dataChanged, photos.modelReset, photos.rowsInserted)
            self._followed = [change.connect(self._look_again) for change in changes]
            self._photos = photos
        self._row, self._moved = row, 0
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._row_at(event.pos().x())
            if self._photos is not None and row >= 0:
                name = self._photos.index(row).data(Qt.ItemDataRole.DisplayRole)
                QToolTip.showText(event.globalPos(), str(name or ""), self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        photos = self._photos
        if photos is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            step = CELL + GAP
            first = max(0, self._row + (-self._left_of_current() - CELL) // step)
            last = min(photos.rowCount() - 1, first + self.width() // step + 2)
            for row in range(first, last + 1):
                self._paint_cell(painter, photos, row)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint().x())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self.chosen.emit(row)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        self._moved -= turned.x() or turned.y()
        if self._photos is not None:
            step = CELL + GAP
            rest = self._photos.rowCount() - 1 - self._row
            self._moved = min(max(self._moved, -self._row * step), rest * step)
        event.accept()
        self.update()

    def cell(self, row: int) -> QRect:
        """Where the square of a row lies."""
        left = self._left_of_current() + (row - self._row) * (CELL + GAP)
        return QRect(left, (self.height() - CELL) // 2, CELL, CELL)

    def _look_again(self, *_changes: object) -> None:
        self.update()

    def _left_of_current(self) -> int:
        return (self.width() - CELL) // 2 - self._moved

    def _row_at(self, x: int) -> int:
        row = self._row + (x - self._left_of_current() + GAP // 2) // (CELL + GAP)
        return row if self._photos is not None and 0 <= row < self._photos.rowCount() else -1

    def _paint_cell(self, painter: QPainter, photos: PhotoListModel, row: int) -> None:
        square, colours = self.cell(row), self._theme.colours
        pixmap = photos.index(row).data(Qt.ItemDataRole.DecorationRole)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(square), _RADIUS, _RADIUS)
        if isinstance(pixmap, QPixmap):
            painter.save()
            painter.setClipPath(shape)
            painter.drawPixmap(square, pixmap)
            painter.restore()
        else:
            painter.fillPath(shape, QColor(colours.cell))
        if row == self._row:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2.5))
            around = QRectF(square).adjusted(-2.5, -2.5, 2.5, 2.5)
            painter.drawRoundedRect(around, _RADIUS + 2, _RADIUS + 2)

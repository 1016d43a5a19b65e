"""A view of a list of photos in even columns: it asks and paints only what is visible."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from photoclip.records import Sections
from photoclip.ui import wording
from photoclip.ui.badges import marks_of
from photoclip.ui.grid_layout import Box, GridLayout, Ints, joined, laid_out
from photoclip.ui.grid_selection import Chosen, chosen_by, selection_of
from photoclip.ui.overrides import override
from photoclip.ui.photo_cell import Cell, CellPainter
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.section_lines import Line, paint_line, painted, section_title
from photoclip.ui.theme import Theme

_REACH = 4  # px that a ring stands out of its square
_NARROW_GAP = 4  # px

AnyIndex = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag


class GridView(QListView):
    """Lays out, paints, and knows what is where; sizes and deeds are its subclass's.

    It is a QListView because Qt lets people hear the rows of that one; its layout, which would
    look at every row, is never asked.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = CellPainter(theme)
        self._layout: GridLayout = laid_out(0, 100, 100)
        self._target = 168.0  # px, the side that was chosen
        self._sections: Sections | None = None
        self._grouping = "day"
        self._counts: tuple[str, ...] = ()  # of the sections, where they are not what is shown
        self._chosen: Chosen | None = None
        self._band: QRect | None = None  # the rubber band, on the screen
        self._hovered = -1
        self._hovered_line = -1
        self._smooth = True
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self.viewport().update)

    def photos(self) -> PhotoListModel | None:
        """The list shown."""
        model = self.model()
        return model if isinstance(model, PhotoListModel) else None

    def chosen(self) -> Chosen:
        """The selected places."""
        if self._chosen is None:
            self._chosen = chosen_by(self.selectionModel()) if self.model() else Chosen()
        return self._chosen

    # What is where

    def lay_out(self) -> None:
        """Lay out anew for the list, the sections, the size and the width of now."""
        photos = self.photos()
        count = photos.rowCount() if photos else 0
        starts = self._sections.starts if self._sections is not None else None
        self._layout = laid_out(count, self.viewport().width(), self._target, starts)
        self.updateGeometries()
        self.viewport().update()
        root = QModelIndex()
        if photos and self._layout.height <= self.viewport().height() and photos.canFetchMore(root):
            photos.fetchMore(root)  # there is no end to scroll to

    @override
    def updateGeometries(self) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._layout.height - high))
        bar.setPageStep(high)
        bar.setSingleStep(max(16, self._layout.step // 4))
        QAbstractItemView.updateGeometries(self)

    @override
    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    @override
    def visualRect(self, index: AnyIndex) -> QRect:
        return self._square(index.row() if index.row() < self._layout.count else -1)

    def _square(self, place: int) -> QRect:
        """Where a photo is on the screen, empty for -1."""
        return painted(self._layout.box(place), self.verticalOffset()) if place >= 0 else QRect()

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        place = self._layout.at(point.x(), point.y() + self.verticalOffset())
        photos = self.photos()
        return photos.index(place) if photos and place >= 0 else QModelIndex()

    @override
    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid() or index.row() >= self._layout.count:
            return
        box, bar = self._layout.box(index.row()), self.verticalScrollBar()
        section = self._layout.section_of(index.row())
        first_row = index.row() - self._layout.bounds(section)[0] < self._layout.columns
        top = box.y - (self._layout.header if first_row else 0) - self._layout.gap
        bottom = box.y + box.height + self._layout.gap
        high, hints = self.viewport().height(), QAbstractItemView.ScrollHint
        if hint == hints.PositionAtCenter:
            bar.setValue(box.y + box.height // 2 - high // 2)
        elif hint == hints.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif hint == hints.PositionAtBottom or bottom > bar.value() + high:
            bar.setValue(bottom - high)

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def isIndexHidden(self, index: AnyIndex) -> bool:
        return False

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._band is not None:
            self.viewport().update()
        else:
            self.viewport().scroll(dx, dy)

    # The keyboard and the selection

    @override
    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        photos, layout = self.photos(), self._layout
        if photos is None or not layout.count:
            return QModelIndex()
        move, place, last = QAbstractItemView.CursorAction, self.currentIndex().row(), layout.count
        high = max(layout.step, self.viewport().height() - layout.step)
        if cursorAction in (move.MoveHome, move.MoveEnd):
            return photos.index(0 if cursorAction == move.MoveHome else last - 1)
        if place < 0 or place >= last:
            top = self.verticalOffset()
            return photos.index(layout.places_between(top, top + layout.step)[0])
        if cursorAction in (move.MoveLeft, move.MovePrevious):
            place -= 1
        elif cursorAction in (move.MoveRight, move.MoveNext):
            place += 1
        elif cursorAction in (move.MoveUp, move.MoveDown):
            place = layout.below(place, up=cursorAction == move.MoveUp)
        else:
            place = layout.beside(place, high if cursorAction == move.MovePageDown else -high)
        return photos.index(min(max(place, 0), last - 1))

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self._band = rect.normalized()
            runs = self._layout.runs_in(_on_grid(self._band, self.verticalOffset()))
            if command & Flag.Clear:
                self.clearSelection()  # by itself, for Qt compares many ranges slowly
                command = Flag.Select
            self.viewport().update()
        else:
            ends = [self.indexAt(rect.topLeft()).row(), self.indexAt(rect.bottomRight()).row()]
            known = [end for end in ends if end >= 0]
            runs = _run(min(known), max(known) + 1) if known else _run(0, 0)
        self._select_runs(runs, command)

    def _select_runs(self, runs: Ints, command: QItemSelectionModel.SelectionFlag) -> None:
        photos = self.photos()
        if photos is not None:
            selection = selection_of(photos, joined(runs).tolist())
            self.selectionModel().select(selection, command)

    @override
    def selectAll(self) -> None:
        self._select_runs(_run(0, self._layout.count), Flag.ClearAndSelect)

    @override
    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        self._chosen = None
        QAbstractItemView.selectionChanged(self, selected, deselected)
        self._tell(QAccessible.Event.SelectionWithin)

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        QAbstractItemView.currentChanged(self, current, previous)
        self._tell(QAccessible.Event.Focus)

    def _tell(self, event: QAccessible.Event) -> None:
        """Tell those who hear the window about the current photo."""
        if QAccessible.isActive() and self.currentIndex().isValid():
            told = QAccessibleEvent(self, event)
            told.setChild(self.currentIndex().row())
            QAccessible.updateAccessibility(told)

    @override
    def dataChanged(
        self, topLeft: AnyIndex, bottomRight: AnyIndex, roles: Sequence[int] = ()
    ) -> None:
        if topLeft.row() == bottomRight.row():
            self.viewport().update(self.visualRect(topLeft))
        else:
            self.viewport().update()

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), QColor(self._theme.colours.window))
            photos = self.photos()
            if photos is not None and self._layout.count == photos.rowCount():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_lines(painter, event.rect())
                self._paint_photos(painter, photos, event.region())
            if self._band is not None:
                self._paint_band(painter, self._band)

    def _paint_photos(self, painter: QPainter, photos: PhotoListModel, region: QRegion) -> None:
        layout, up, around = self._layout, self.verticalOffset(), region.boundingRect()
        first, end = layout.places_between(
            around.top() + up - _REACH, around.bottom() + 1 + up + _REACH
        )
        chosen = self.chosen().among(first, end)
        current = self.currentIndex().row() if self.hasFocus() else -1
        narrow = layout.gap <= _NARROW_GAP
        for place, x, y in layout.squares(first, end):
            square = QRect(x, y - up, layout.side, layout.side)
            if not region.intersects(square.adjusted(-_REACH, -_REACH, _REACH, _REACH)):
                continue
            cell = Cell(
                square,
                selected=bool(chosen[place - first]),
                current=place == current,
                hovered=place == self._hovered,
            )
            row = photos.row_at(place)
            if row is not None:
                cell.pixmap = photos.picture_of(row)
                cell.broken = photos.is_broken(row)
                stack = photos.stack_of(row.id)
                cell.marks = marks_of(row, pinned=photos.is_pinned(row.id), stack=stack)
            self._painter.paint(painter, cell, narrow=narrow, smooth=self._smooth)

    def _paint_lines(self, painter: QPainter, around: QRect) -> None:
        sections, up = self._sections, self.verticalOffset()
        if sections is None:
            return
        first, end = self._layout.sections_between(around.top() + up, around.bottom() + 1 + up)
        for section in range(first, end):
            box = self._layout.line(section)
            start, stop = self._layout.bounds(section)
            count = self._counts[section] if self._counts else wording.number(stop - start)
            paint_line(
                painter,
                Box(box.x, box.y - up, box.width, box.height),
                Line(*section_title(sections.titles[section], self._grouping), count),
                self._theme.colours,
                hovered=section == self._hovered_line,
            )

    def _paint_band(self, painter: QPainter, band: QRect) -> None:
        colour = QColor(self._theme.colours.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(colour, 1))
        colour.setAlpha(40)
        painter.setBrush(colour)
        painter.drawRect(band.adjusted(0, 0, -1, -1))


def _on_grid(rect: QRect, up: int) -> Box:
    return Box(rect.x(), rect.y() + up, rect.width(), rect.height())


def _run(first: int, end: int) -> Ints:
    return np.array([[first, end]], np.int64)

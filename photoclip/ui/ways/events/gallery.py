"""The gallery of events: covers with names and dates under them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photoclip.ui.jobs import Jobs
from photoclip.ui.naming import named, tip
from photoclip.ui.overrides import override
from photoclip.ui.photo_cell import corner
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.events.shown import ShownEvent

if TYPE_CHECKING:
    from photoclip.library.library import Library

_TARGET = 208  # px, a cover's side
_GAP = 16  # px
_TEXT = 52  # px under a cover
_STACKED = 5  # px that the card behind a journey's cover looks out
_SIZES = (128, 360)  # px, the smallest and the largest cover
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
AnyIndex = QModelIndex | QPersistentModelIndex


class EventGallery(QListView):
    """Arrows go from event to event, Enter and a double click open one."""

    opened = Signal(int)  # the place of an event
    selection_changed = Signal()
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "eventGallery", tr("Events", "Events"))
        self.setProperty("shelf", True)
        self._jobs = jobs
        self._covers: PhotoListModel | None = None
        self._events: tuple[ShownEvent, ...] = ()
        self._target = float(_TARGET)
        self._side = _TARGET
        self._delegate = _Card(theme, self)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(1000)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(48)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        theme.changed.connect(self.viewport().update)

    def set_library(self, library: "Library") -> None:
        """Show covers of this library."""
        self._covers = PhotoListModel(library, self._jobs, self)
        self.setModel(self._covers)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        self._lay_out()

    def show_events(self, events: Sequence[ShownEvent]) -> None:
        """Show these events; what was selected stays so where it is still there."""
        if self._covers is None:
            return
        here = self.currentIndex().row()
        before = self._events[here].event.first if 0 <= here < len(self._events) else None
        self._events = tuple(events)
        self._delegate.events = self._events
        self._covers.show_ids(np.array([each.cover for each in events], np.int64))
        if before is not None:
            places = [at for at, each in enumerate(events) if each.event.first == before]
            if places:
                self.setCurrentIndex(self._covers.index(places[0]))
        self.viewport().update()

    @property
    def events(self) -> tuple[ShownEvent, ...]:
        """What is shown."""
        return self._events

    def selected_events(self) -> list[ShownEvent]:
        """What is selected, in its order."""
        places = sorted(index.row() for index in self.selectedIndexes())
        return [self._events[place] for place in places if place < len(self._events)]

    def go_to(self, place: int) -> None:
        """Let an event have the keyboard."""
        if self._covers is not None and 0 <= place < len(self._events):
            self.setCurrentIndex(self._covers.index(place))
            self.scrollTo(self._covers.index(place))

    def zoom(self, steps: float) -> None:
        """Larger (positive) or smaller covers."""
        self._target = min(max(self._target * 1.2**steps, _SIZES[0]), _SIZES[1])
        self._lay_out()

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(e)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._covers is not None and self._events and not self.currentIndex().isValid():
            first, nothing = self._covers.index(0), QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(first, nothing)  # the keyboard selects nothing
        super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING and self.currentIndex().isValid() and not event.modifiers():
            self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters look for nothing here."""

    @override
    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        place = arg__1.globalPos()
        if arg__1.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        if self.selectedIndexes():
            self.menu_wanted.emit(place)

    def _lay_out(self) -> None:
        room = max(1, self.viewport().width() - _GAP)
        columns = max(1, int(room // (self._target + _GAP)))
        self._side = max(64, room // columns - _GAP)
        self._delegate.side = self._side
        self.setGridSize(QSize(room // columns, self._side + _GAP + _TEXT))
        if self._covers is not None:
            self._covers.set_thumbnail_side(round(self._side * self.devicePixelRatioF()))


class _Card(QStyledItemDelegate):
    """Paints an event: its cover, for a journey with another card behind it, and two lines."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.events: tuple[ShownEvent, ...] = ()
        self.side = _TARGET

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self.side + _GAP, self.side + _GAP + _TEXT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if index.row() >= len(self.events):
            return
        event, area = self.events[index.row()], QRect(option.rect)
        state = option.state
        picture = QRect(area.left() + _GAP, area.top() + _GAP, self.side, self.side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if event.is_journey:
            self._paint_behind(painter, picture)
        self._paint_cover(painter, picture, index.data(Qt.ItemDataRole.DecorationRole))
        if state & QStyle.StateFlag.State_Selected:
            ring = QPen(QColor(self._theme.colours.accent), 3)
            painter.setPen(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = corner(self.side)
            painter.drawRoundedRect(
                QRectF(picture).adjusted(-3.5, -3.5, 3.5, 3.5), radius + 3, radius + 3
            )
        elif state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self._theme.colours.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = corner(self.side) + 2
            painter.drawRoundedRect(QRectF(picture).adjusted(-2.5, -2.5, 2.5, 2.5), radius, radius)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        self._paint_words(painter, picture, event, hovered=hovered)
        painter.restore()

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        if 0 <= index.row() < len(self.events):
            view.setToolTip(tip(self.events[index.row()].spoken))
        return super().helpEvent(event, view, option, index)

    def _paint_behind(self, painter: QPainter, picture: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.pressed))
        inset = round(self.side * 0.045)
        behind = picture.adjusted(inset, -_STACKED, -inset, -20)
        radius = corner(self.side)
        painter.drawRoundedRect(QRectF(behind), radius, radius)

    def _paint_cover(self, painter: QPainter, picture: QRect, cover: object) -> None:
        radius = corner(self.side)
        painter.setPen(Qt.PenStyle.NoPen)
        if isinstance(cover, QPixmap) and not cover.isNull():
            painter.setBrush(QColor(self._theme.colours.window))
            painter.drawRoundedRect(QRectF(picture).adjusted(0, -1.5, 0, 0), radius, radius)
            painter.drawPixmap(picture, cover)
        else:
            painter.setBrush(QColor(self._theme.colours.cell))
            painter.drawRoundedRect(QRectF(picture), radius, radius)

    def _paint_words(
        self, painter: QPainter, picture: QRect, event: ShownEvent, *, hovered: bool
    ) -> None:
        colours = self._theme.colours
        bold, small = QFont(painter.font()), QFont(painter.font())
        bold.setPixelSize(13)
        bold.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(12)
        y = picture.bottom() + 8
        for font, text, colour in (
            (bold, event.title, colours.accent if hovered else colours.text),
            (small, event.details, colours.quiet),
        ):
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QRectF(picture.left(), y, picture.width(), metrics.height() + 2)
            said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
            y += round(metrics.height()) + 3

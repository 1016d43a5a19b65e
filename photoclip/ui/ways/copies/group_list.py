"""The groups of copies in a list: the first of their pictures, their tier and how many."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from photoclip.library.copies import Group
from photoclip.ui.jobs import Jobs
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.photo_cell import Cell, CellPainter
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.copies.words import count_of, tier_name

if TYPE_CHECKING:
    from photoclip.library.library import Library

AnyIndex = QModelIndex | QPersistentModelIndex
WIDTH = 240
_SIDE, _HIGH, _GAP = 64, 112, 4  # px
_PICTURES = 3


class GroupList(QListView):
    """Groups to go through; Up and Down."""

    reached = Signal(int)  # the place of a group

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        named(self, "copyGroups", tr("Copies", "Groups of copies"))
        self.theme, self._jobs = theme, jobs
        self.photos: PhotoListModel | None = None
        self._items = _Groups(self)
        self.setModel(self._items)
        self.setItemDelegate(_Delegate(self))
        self.setFixedWidth(WIDTH)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(500)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda now, _old: self.reached.emit(now.row()))
        theme.changed.connect(self.viewport().update)

    def set_library(self, library: "Library") -> None:
        """Show photos of this library."""
        self.photos = PhotoListModel(library, self._jobs, self)
        self.photos.set_thumbnail_side(round(_SIDE * self.devicePixelRatioF()))
        self.photos.dataChanged.connect(self.viewport().update)

    def show_groups(self, groups: Sequence[Group], current: int) -> None:
        """Show these groups, with one of them to be looked at."""
        blocked = self.selectionModel().blockSignals(True)
        self._items.show(tuple(groups))
        first = [each for group in groups for each in group.photos[:_PICTURES]]
        if self.photos is not None:
            self.photos.show_ids(np.array(list(dict.fromkeys(first)), np.int64))
        self.selectionModel().blockSignals(blocked)
        if 0 <= current < len(groups):
            index = self._items.index(current, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def group_at(self, place: int) -> Group | None:
        """The group at a place."""
        return self._items.group_at(place)


def members(group: Group) -> int:
    """How many files or photos a group has."""
    return len(group.files) or len(group.photos)


class _Groups(QAbstractListModel):
    """The groups, told in words where they are asked for."""

    def __init__(self, parent: GroupList) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()

    def show(self, groups: tuple[Group, ...]) -> None:
        """These from now on."""
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()

    def group_at(self, place: int) -> Group | None:
        """The group at a place."""
        return self._groups[place] if 0 <= place < len(self._groups) else None

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._groups)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        group = self.group_at(index.row())
        if group is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"{tier_name(group.tier)}, {count_of(group.tier, members(group))}"


class _Delegate(QStyledItemDelegate):
    """Paints a group."""

    def __init__(self, groups: GroupList) -> None:
        super().__init__(groups)
        self._list = groups
        self._cells = CellPainter(groups.theme)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(WIDTH - 16, _HIGH)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        group, colours = self._list.group_at(index.row()), self._list.theme.colours
        if group is None:
            return
        style: QStyleOptionViewItem = option
        rect: QRect = style.rect  # pyright: ignore[reportAttributeAccessIssue] - of Qt's options
        state: QStyle.StateFlag = style.state  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.pressed))
            painter.drawRoundedRect(rect.adjusted(8, 2, -4, -2), 8, 8)
        self._paint_pictures(painter, group, rect.left() + 16, rect.top() + 10)
        font = QFont(self._list.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        line = QRect(rect.left() + 16, rect.top() + 14 + _SIDE, rect.width() - 24, 20)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, tier_name(group.tier))
        wide = painter.fontMetrics().horizontalAdvance(tier_name(group.tier)) + 8
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colours.quiet))
        said = count_of(group.tier, members(group))
        painter.drawText(line.adjusted(wide, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()

    def _paint_pictures(self, painter: QPainter, group: Group, left: int, top: int) -> None:
        photos = self._list.photos
        for number, photo_id in enumerate(group.photos[:_PICTURES]):
            place = photos.row_of(photo_id) if photos is not None else -1
            row = photos.row_at(place) if photos is not None and place >= 0 else None
            square = QRect(left + number * (_SIDE + _GAP), top, _SIDE, _SIDE)
            cell = Cell(square)
            if row is not None and photos is not None:
                cell.pixmap, cell.broken = photos.picture_of(row), photos.is_broken(row)
            self._cells.paint(painter, cell, narrow=True, smooth=True)

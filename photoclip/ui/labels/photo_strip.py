"""A few photos as thumbnails, in one row or as many as there is room for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from photoclip.ui import wording
from photoclip.ui.icons import dress
from photoclip.ui.jobs import Jobs
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.photo_cell import Cell, CellPainter
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

AnyIndex = QModelIndex | QPersistentModelIndex
Ids = npt.NDArray[np.int64]

_GAP = 8  # px between photos
_CAPTION = 18  # px below a photo
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PhotoStrip(QListView):
    """Thumbnails; each may have a probability below it, and may be judged with Y and N."""

    opened = Signal(int)  # photo id
    judged = Signal(int, bool)  # photo id; whether the label fits

    def __init__(
        self, library: "Library", jobs: Jobs, theme: Theme, *, side: int, rows: int = 1
    ) -> None:
        """Show photos of a library.

        Args:
            library: whose photos.
            jobs: threads to read them.
            theme: colours.
            side: px, of a thumbnail.
            rows: 1: one row, to scroll sideways; 0: as many as there are.
        """
        super().__init__()
        self._theme = theme
        self._side, self._label, self._captions = side, "", False
        self._photos = PhotoListModel(library, jobs, self)
        self._photos.set_thumbnail_side(round(side * self.devicePixelRatioF()))
        self.chances: Mapping[int, float | None] = {}
        self.decided: Mapping[int, bool] = {}
        self.setModel(self._photos)
        self.setItemDelegate(_Delegate(self, theme))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWrapping(rows != 1)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(500)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if rows == 1:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        else:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._one_row = rows == 1
        self._fit()
        theme.changed.connect(self.viewport().update)
        self.activated.connect(self._open)

    def show_photos(
        self,
        ids: Ids,
        chances: Mapping[int, float | None] | None = None,
        label: str = "",
        decided: Mapping[int, bool] | None = None,
    ) -> None:
        """Show photos.

        Args:
            ids: which ones.
            chances: the probabilities to write below them; None: nothing is written.
            label: what Y and N judge; empty: nothing is judged.
            decided: what was said of photos, yes or no, which is marked.
        """
        before, row = self.current_id(), self.currentIndex().row()
        stays = label == self._label and row >= 0
        self.chances, self.decided, self._label = chances or {}, decided or {}, label
        self._captions = chances is not None
        self._fit()
        self._photos.show_ids(ids)
        if stays and len(ids):
            there = np.flatnonzero(ids == before)
            self._go_to(int(there[0]) if len(there) else row)
        self.viewport().update()

    def ids(self) -> list[int]:
        """The photos shown."""
        return self._photos.ids.tolist()

    @property
    def side(self) -> int:
        """Of a thumbnail, px."""
        return self._side

    def cell_size(self) -> QSize:
        """What a photo takes, with its caption."""
        return QSize(self._side + _GAP, self._side + _GAP + (_CAPTION if self._captions else 0))

    def picture(self, index: AnyIndex) -> tuple[QPixmap | None, bool]:
        """A photo's thumbnail as far as it is there, and whether there can be none."""
        row = self._photos.row_at(index.row())
        if row is None:
            return None, False
        return self._photos.picture_of(row), self._photos.is_broken(row)

    def current_id(self) -> int | None:
        """The photo that has the keyboard."""
        index = self.currentIndex()
        return int(index.data(PhotoListModel.ID)) if index.isValid() else None

    @override
    def sizeHint(self) -> QSize:
        return QSize(6 * self.cell_size().width(), self.cell_size().height() + 4)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        photo = self.current_id()
        if photo is not None and self._label and event.key() in (Qt.Key.Key_Y, Qt.Key.Key_N):
            self._go_to(self.currentIndex().row() + 1)
            self.judged.emit(photo, event.key() == Qt.Key.Key_Y)
        elif photo is not None and event.key() in _OPENING:
            self.opened.emit(photo)
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters judge here; they look for no name."""

    @override
    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        index = self.indexAt(arg__1.pos())
        if arg__1.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
        if not index.isValid() or not self._label:
            return
        photo = int(index.data(PhotoListModel.ID))
        menu = named(QMenu(self), "judgeMenu", tr("Labels", "Judge this photo"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        label = self._label.replace("&", "&&")
        for right, said, sign in (
            (True, tr("Labels", "Yes, this is “{label}”"), "check"),
            (False, tr("Labels", "No, not “{label}”"), "close"),
        ):
            entry = menu.addAction(said.format(label=label))
            dress(entry, sign, self._theme, "quiet")
            entry.triggered.connect(
                lambda _checked=False, right=right: self.judged.emit(photo, right)
            )
        menu.popup(self.mapToGlobal(arg__1.pos()))

    def _go_to(self, row: int) -> None:
        """Give the keyboard to the photo of this row, or to the last one."""
        model = self._photos
        self.setCurrentIndex(model.index(min(row, model.rowCount() - 1), 0))

    def _open(self, index: AnyIndex) -> None:
        self.opened.emit(int(index.data(PhotoListModel.ID)))

    def _fit(self) -> None:
        self.setGridSize(self.cell_size())
        if self._one_row:
            self.setFixedHeight(self.cell_size().height() + 4)


class _Delegate(QStyledItemDelegate):
    """Paints a thumbnail and its probability."""

    def __init__(self, strip: PhotoStrip, theme: Theme) -> None:
        super().__init__(strip)
        self._strip, self._theme = strip, theme
        self._painter = CellPainter(theme)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        strip, side = self._strip, self._strip.side
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - Qt's field
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        square = QRect(area.left() + _GAP // 2, area.top() + _GAP // 2, side, side)
        pixmap, broken = strip.picture(index)
        flags = QStyle.StateFlag
        cell = Cell(
            square,
            pixmap=pixmap,
            broken=broken,
            selected=bool(state & flags.State_Selected) and strip.hasFocus(),
            hovered=bool(state & flags.State_MouseOver),
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.paint(painter, cell, narrow=True, smooth=True)
        photo = int(index.data(PhotoListModel.ID))
        chance, said = strip.chances.get(photo), strip.decided.get(photo)
        if chance is not None:
            font = QFont(strip.font())
            font.setPixelSize(11)
            painter.setFont(font)
            colours = self._theme.colours
            painter.setPen(QColor(colours.quiet if said is None else colours.text))
            below = QRect(square.left(), square.bottom() + 2, side, _CAPTION - 2)
            mark = "" if said is None else ("✓ " if said else "✗ ")
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, mark + wording.percent(chance))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return self._strip.cell_size()

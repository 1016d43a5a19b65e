"""The list of photos a grid shows: ids at once, rows and thumbnails only where it looks."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPixmap
from typing_extensions import override

from photoclip.records import PhotoRow
from photoclip.ui import wording
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.thumbnails import ThumbnailLoader

if TYPE_CHECKING:
    from photoclip.library.library import Library

_PAGE = 120  # rows asked for at once
_PAGES_WAITING = 8  # older pages were scrolled past
_ROWS_KEPT = 20_000
_PIXMAP_BYTES = 256 * 2**20

AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class PhotoListModel(QAbstractListModel):
    """Photos in the order to show. It never touches the library on the GUI thread."""

    ID = Qt.ItemDataRole.UserRole + 1
    BROKEN = Qt.ItemDataRole.UserRole + 2  # True: there is no picture to show
    SCORE = Qt.ItemDataRole.UserRole + 3

    more_wanted = Signal()  # the end of the shown part of a longer ranking is near

    def __init__(self, library: "Library", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._ids: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._scores: Mapping[int, float | None] = {}
        self._total = 0
        self._rows: OrderedDict[int, PhotoRow] = OrderedDict()
        self._pages: OrderedDict[int, None] = OrderedDict()
        self._page_running = False
        self._pixmaps: OrderedDict[bytes, QPixmap] = OrderedDict()
        self._pixmap_bytes = 0
        self._broken: set[bytes] = set()
        self._wished: dict[bytes, int] = {}  # content hash -> photo id
        self._side = 192
        self._thumbnails = ThumbnailLoader(library, jobs, self)
        self._thumbnails.ready.connect(self._thumbnail_ready)
        self._thumbnails.broken.connect(self._thumbnail_broken)

    # What to show

    def show_ids(
        self,
        ids: npt.NDArray[np.int64],
        *,
        scores: Mapping[int, float | None] | None = None,
        total: int | None = None,
    ) -> None:
        """Show these photos; `total` counts the whole ranking when only its head is given."""
        self._scores = scores or {}
        self._total = len(ids) if total is None else total
        old = len(self._ids)
        if len(ids) >= old > 0 and np.array_equal(ids[:old], self._ids):
            if len(ids) > old:
                self.beginInsertRows(QModelIndex(), old, len(ids) - 1)
                self._ids = ids
                self.endInsertRows()
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def forget(self, ids: Iterable[int]) -> None:
        """These photos changed: ask for them again when they are looked at."""
        for photo_id in ids:
            if self._rows.pop(photo_id, None) is not None:
                self._changed(photo_id)

    def set_thumbnail_side(self, side: int) -> None:
        """Thumbnails are wanted as squares of `side` device pixels."""
        if side != self._side:
            self._side = side
            if len(self._ids):
                self.dataChanged.emit(
                    self.index(0), self.index(len(self._ids) - 1), [Qt.ItemDataRole.DecorationRole]
                )

    @property
    def ids(self) -> npt.NDArray[np.int64]:
        """The photos shown, in order."""
        return self._ids

    def row_of(self, photo_id: int) -> int:
        """Where a photo stands, -1 when it is not shown."""
        rows = np.flatnonzero(self._ids == photo_id)
        return int(rows[0]) if len(rows) else -1

    def rows_of(self, ids: Sequence[int]) -> list[int]:
        """Where those of some photos stand that are shown, in the order of the list."""
        return np.flatnonzero(np.isin(self._ids, ids)).tolist()

    def name_of(self, photo_id: int) -> str:
        """The file name as far as it is known already."""
        row = self._rows.get(photo_id)
        return row.name if row else "this photo"

    # Qt's side

    @override
    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and 0 < len(self._ids) < self._total

    @override
    def fetchMore(self, parent: AnyIndex) -> None:
        self.more_wanted.emit()

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        photo_id = int(self._ids[index.row()])
        if role == self.ID:
            return photo_id
        if role == self.SCORE:
            return self._scores.get(photo_id)
        row = self._row(photo_id, index.row())
        return None if row is None else self._shown(row, role)

    def _shown(self, row: PhotoRow, role: int) -> object:
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pixmap(row)
        if role == self.BROKEN:
            return row.content_hash in self._broken
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return _described(row)
        return None

    # Rows

    def _row(self, photo_id: int, place: int) -> PhotoRow | None:
        row = self._rows.get(photo_id)
        if row is None:
            page = place // _PAGE
            self._pages[page] = None
            self._pages.move_to_end(page)
            while len(self._pages) > _PAGES_WAITING:
                self._pages.popitem(last=False)
            self._next_page()
        else:
            self._rows.move_to_end(photo_id)
        return row

    def _next_page(self) -> None:
        while self._pages and not self._page_running:
            page, _ = self._pages.popitem(last=True)
            ids = [int(each) for each in self._ids[page * _PAGE : (page + 1) * _PAGE]]
            missing = [each for each in ids if each not in self._rows]
            if missing:
                self._page_running = True
                self._jobs.run(
                    Lane.READ,
                    partial(self._library.showing.rows, missing),
                    self._page_ready,
                    self._page_failed,
                )

    def _page_ready(self, rows: list[PhotoRow]) -> None:
        self._page_running = False
        for row in rows:
            self._rows[row.id] = row
        while len(self._rows) > _ROWS_KEPT:
            self._rows.popitem(last=False)
        places = self.rows_of([row.id for row in rows])
        if places:
            self.dataChanged.emit(self.index(places[0]), self.index(places[-1]))
        self._next_page()

    def _page_failed(self, sentence: str) -> None:
        self._page_running = False
        self._jobs.unexpected.emit(sentence)

    # Thumbnails

    def _pixmap(self, row: PhotoRow) -> QPixmap | None:
        pixmap = self._pixmaps.get(row.content_hash)
        if pixmap is not None:
            self._pixmaps.move_to_end(row.content_hash)
            if pixmap.width() == self._side:
                return pixmap
        if row.content_hash not in self._broken:
            self._wished[row.content_hash] = row.id
            self._thumbnails.wish(row, self._side)
        return pixmap

    def _thumbnail_ready(self, content_hash: bytes, image: QImage) -> None:
        earlier = self._pixmaps.pop(content_hash, None)
        pixmap = QPixmap.fromImage(image)
        self._pixmaps[content_hash] = pixmap
        self._pixmap_bytes += _bytes_of(pixmap) - (_bytes_of(earlier) if earlier else 0)
        while self._pixmap_bytes > _PIXMAP_BYTES and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            self._pixmap_bytes -= _bytes_of(oldest)
        self._repaint(content_hash)

    def _thumbnail_broken(self, content_hash: bytes) -> None:
        self._broken.add(content_hash)
        self._repaint(content_hash)

    def _repaint(self, content_hash: bytes) -> None:
        photo_id = self._wished.pop(content_hash, None)
        if photo_id is not None:
            self._changed(photo_id, [Qt.ItemDataRole.DecorationRole])

    def _changed(self, photo_id: int, roles: list[int] | None = None) -> None:
        place = self.row_of(photo_id)
        if place >= 0:
            index = self.index(place)
            self.dataChanged.emit(index, index, roles or [])


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4


def _described(row: PhotoRow) -> str:
    if row.taken_at is None:
        return row.name
    return f"{row.name}\n{wording.day_and_time(row.taken_at)}"

"""The list of photos a grid shows: ids at once, rows and thumbnails only where it looks."""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
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

from photoclip.records import PhotoRow
from photoclip.records_files import LIVE_VIDEO, RAW_FILE, VIDEO
from photoclip.ui import wording
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import tip
from photoclip.ui.overrides import override
from photoclip.ui.photo_drag import PhotoFiles
from photoclip.ui.speech import tr
from photoclip.ui.thumbnails import Look, ThumbnailLoader

if TYPE_CHECKING:
    from photoclip.library.library import Library

_PAGE = 120  # rows asked for at once
_PAGES_WAITING = 8  # older pages were scrolled past
_ROWS_KEPT = 20_000
_MANY = 5_000
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
        self._more_wanted_at = -1
        self._rows: OrderedDict[int, PhotoRow] = OrderedDict()
        self._stale: set[int] = set()  # rows that are shown until they are read again
        self._pages: OrderedDict[int, None] = OrderedDict()
        self._page_running = False
        self._pixmaps: OrderedDict[bytes, tuple[QPixmap, Look]] = OrderedDict()
        self._pixmap_bytes = 0
        self._broken: set[bytes] = set()
        self._pinned: frozenset[int] = frozenset()
        self._stacks: Mapping[int, int] = {}
        self._wished: dict[bytes, int] = {}  # content hash -> photo id
        self._look = Look(192)
        self.files = PhotoFiles(library, jobs, self)
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
        self._more_wanted_at = -1
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

    def forget(self, ids: Collection[int]) -> None:
        """These photos changed: ask for them again when they are looked at."""
        many = len(ids) > _MANY  # then reading all again takes less than telling them apart
        changed = set(self._rows) if many else self._rows.keys() & set(ids)
        self.files.forget(None if many else set(ids))
        self._stale |= changed
        if len(changed) == 1:
            self._changed(changed.pop())
        elif changed and len(self._ids):
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def set_thumbnail_side(self, side: int, *, whole: bool = False) -> None:
        """Thumbnails are wanted `side` device pixels wide: the middle square, or the whole."""
        look = Look(side, whole)
        if look != self._look:
            self._look = look
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

    def row_at(self, place: int) -> PhotoRow | None:
        """What is known of the photo at a place; what is not is asked for."""
        return self._row(int(self._ids[place]), place)

    def picture_of(self, row: PhotoRow) -> QPixmap | None:
        """A photo's thumbnail, or one of another size; what is not there is asked for."""
        return self._pixmap(row)

    def is_broken(self, row: PhotoRow) -> bool:
        """Whether there is no picture to show."""
        return row.content_hash in self._broken

    def show_pins(self, ids: frozenset[int]) -> None:
        """Mark these photos as right answers of what is shown."""
        if ids != self._pinned:
            self._pinned = ids
            if len(self._ids):
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def is_pinned(self, photo_id: int) -> bool:
        """Whether a photo is a right answer of what is shown."""
        return photo_id in self._pinned

    def show_stacks(self, sizes: Mapping[int, int]) -> None:
        """Say how many photos those on top of stacks stand for; called before `show_ids`."""
        if sizes != self._stacks:
            self._stacks = sizes
            if len(self._ids):
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def stack_of(self, photo_id: int) -> int:
        """How many photos a photo stands for, itself among them."""
        return self._stacks.get(photo_id, 1)

    def name_of(self, photo_id: int) -> str:
        """The file name as far as it is known already."""
        row = self._rows.get(photo_id)
        return row.name if row else tr("Grid", "this photo")

    # Qt's side

    @override
    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    @override
    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and 0 < len(self._ids) < self._total

    @override
    def fetchMore(self, parent: AnyIndex) -> None:
        if self._more_wanted_at != len(self._ids):
            self._more_wanted_at = len(self._ids)
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
            pinned = tr("Grid", "Right answer of this search")
            said = _described(row) + (f"\n{pinned}" if self.is_pinned(row.id) else "")
            if self.stack_of(row.id) > 1:
                said += "\n" + tr("Grid", "Stack of %Ln photo(s)", "", self.stack_of(row.id))
            return tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    # Rows

    def _row(self, photo_id: int, place: int) -> PhotoRow | None:
        row = self._rows.get(photo_id)
        if row is None or photo_id in self._stale:
            page = place // _PAGE
            self._pages[page] = None
            self._pages.move_to_end(page)
            while len(self._pages) > _PAGES_WAITING:
                self._pages.popitem(last=False)
            self._next_page()
        if row is not None:
            self._rows.move_to_end(photo_id)
        return row

    def _next_page(self) -> None:
        while self._pages and not self._page_running:
            page, _ = self._pages.popitem(last=True)
            ids = [int(each) for each in self._ids[page * _PAGE : (page + 1) * _PAGE]]
            missing = [each for each in ids if each not in self._rows or each in self._stale]
            if missing:
                self._page_running = True
                self._stale.difference_update(missing)
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
            gone, _ = self._rows.popitem(last=False)
            self._stale.discard(gone)
        places = self.rows_of([row.id for row in rows])
        if places:
            self.dataChanged.emit(self.index(places[0]), self.index(places[-1]))
        self._next_page()

    def _page_failed(self, sentence: str) -> None:
        self._page_running = False
        self._jobs.failed.emit(sentence)

    # Thumbnails

    def _pixmap(self, row: PhotoRow) -> QPixmap | None:
        pixmap, look = self._pixmaps.get(row.content_hash, (None, None))
        if pixmap is not None:
            self._pixmaps.move_to_end(row.content_hash)
            if look == self._look:
                return pixmap
        if row.content_hash not in self._broken:
            self._wished[row.content_hash] = row.id
            self._thumbnails.wish(row, self._look)
        return pixmap

    def _thumbnail_ready(self, content_hash: bytes, image: QImage, look: Look) -> None:
        earlier, _ = self._pixmaps.pop(content_hash, (None, None))
        pixmap = QPixmap.fromImage(image)
        self._pixmaps[content_hash] = (pixmap, look)
        self._pixmap_bytes += _bytes_of(pixmap) - (_bytes_of(earlier) if earlier else 0)
        while self._pixmap_bytes > _PIXMAP_BYTES and len(self._pixmaps) > 1:
            _, (oldest, _) = self._pixmaps.popitem(last=False)
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


def _moves(row: PhotoRow) -> list[str]:
    """What it is beside a picture."""
    lines: list[str] = []
    if row.format == VIDEO:
        lines.append(f"{tr('Grid', 'Video')} {wording.length(row.seconds)}".strip())
    if RAW_FILE in row.beside:
        lines.append(tr("Grid", "Raw file and picture"))
    if LIVE_VIDEO in row.beside:
        lines.append(tr("Grid", "Live Photo"))
    if row.moves:
        lines.append(tr("Grid", "Motion photo"))
    return lines


def _described(row: PhotoRow) -> str:
    """What a person reads who rests on a photo, or who hears it."""
    lines = [row.name]
    if row.taken_at is not None:
        guessed = wording.date_guessed(row.taken_source)
        moment = wording.day_and_time(row.taken_at)
        lines.append(f"{moment} ({guessed})" if guessed else moment)
    if row.rating:
        lines.append(tr("Grid", "%Ln star(s)", "", row.rating))
    if row.flag:
        lines.append(tr("Grid", "Picked") if row.flag > 0 else tr("Grid", "Rejected"))
    if row.tags:
        lines.append(tr("Grid", "%Ln tag(s)", "", row.tags))
    lines += _moves(row)
    if row.copies > 1:
        lines.append(tr("Grid", "%Ln copies", "", row.copies))
    if not row.online:
        lines.append(tr("Grid", "Its drive or folder is not there now"))
    return "\n".join(lines)

"""The sidebar's rows for Qt; a new tree changes only what is different."""

from contextlib import suppress
from itertools import count
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from photoclip.errors import QueryError
from photoclip.query import Filter, Query, parse
from photoclip.ui import wording
from photoclip.ui.naming import tip
from photoclip.ui.overrides import override
from photoclip.ui.sidebar.entries import Entry, Kind
from photoclip.ui.speech import tr

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-photoclip-photos"  # ids: a JSON list, or parted by spaces

_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_MOST_TOLD = 50  # rows
_TAKES_PHOTOS = {Kind.ALBUM, Kind.TAG}


class TreeModel(QAbstractItemModel):
    """Entries as a tree of one column; `ENTRY` gives the entry itself."""

    repaint_wanted = Signal()  # in place of `dataChanged` when very many rows changed
    ENTRY = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._top = Entry("", Kind.SECTION, "")
        self._numbers = count(1)
        self._by_id: dict[int, Entry] = {}
        self._id_of: dict[Entry, int] = {}
        self._asking: dict[Filter | str, Entry] = {}
        self._states: dict[int, str] = {}
        self._came: list[Entry] = []
        self._different: list[Entry] = []

    def entry(self, index: Index) -> Entry | None:
        """The entry of a row."""
        return self._by_id.get(index.internalId()) if index.isValid() else None

    def index_of(self, entry: Entry | None) -> QModelIndex:
        """The row of an entry that is in the tree."""
        if entry is None or entry not in self._id_of:
            return QModelIndex()
        return self.createIndex(entry.row, 0, self._id_of[entry])

    def asking(self, text: str) -> Entry | None:
        """The first entry that asks this question."""
        if not self._asking:
            self._find_askers()
        if text in self._asking:
            return self._asking[text]
        with suppress(QueryError):
            asked = parse(text)
            wanted = asked.filters[0] if len(asked.filters) == 1 else None
            if isinstance(wanted, Filter) and asked == Query(filters=(wanted,)):
                return self._asking.get(wanted)
        return None

    def at(self, place: str) -> Entry | None:
        """The entry with this place."""
        return next((each for each in self._top.everything() if each.place == place), None)

    def show(self, top: Entry) -> list[Entry]:
        """Show another tree; rows that were there stay, with their state in the views.

        Returns:
            The rows that came, with all below them.
        """
        self._came, self._different = [], []
        self._merge(self._top, top, QModelIndex())
        if len(self._different) > _MOST_TOLD:  # views look for the place of each
            self.repaint_wanted.emit()
        else:
            for each in self._different:
                self.dataChanged.emit(self.index_of(each), self.index_of(each))
        return self._came

    def begin_again(self, top: Entry) -> list[Entry]:
        """Show a tree that has little in common with the one before; every row comes anew."""
        self.beginResetModel()
        self._by_id.clear()
        self._id_of.clear()
        self._came, self._top = [], top
        for section in top.children:
            self._learn(section)
        self.endResetModel()
        return self._came

    def sections(self) -> tuple[Entry, ...]:
        """The rows of the first level."""
        return tuple(self._top.children)

    def set_states(self, states: dict[int, str]) -> None:
        """Say in hints how the folders with these root ids are."""
        self._states = states

    # What Qt asks

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        above = self._above(parent)
        if column != 0 or not 0 <= row < len(above.children):
            return QModelIndex()
        return self.createIndex(row, 0, self._id_of[above.children[row]])

    @override
    def parent(self, child: Index = QModelIndex()) -> Any:  # noqa: B008 - Qt also has parent()
        entry = self.entry(child)
        return QModelIndex() if entry is None else self.index_of(entry.parent)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._above(parent).children)

    @override
    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return bool(self._above(parent).children)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = entry.note if entry.count is None else wording.number(entry.count)
            return ", ".join(filter(None, (entry.title, count, self._state_of(entry))))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(filter(None, (entry.hint, self._state_of(entry))))) or None
        return entry if role == self.ENTRY else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entry(index)
        if entry is None or entry.kind is Kind.HINT:
            return Qt.ItemFlag.NoItemFlags if entry is None else Qt.ItemFlag.ItemIsEnabled
        return _PLAIN | Qt.ItemFlag.ItemIsDropEnabled if takes_photos(entry) else _PLAIN

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        entry = self.entry(parent)
        return data.hasFormat(MIME) and entry is not None and takes_photos(entry)

    # Changing

    def _find_askers(self) -> None:
        for entry in self._top.everything():
            if entry.asks or entry.said or entry.kind is Kind.ALL:
                self._asking.setdefault(entry.asks or entry.said, entry)

    def _state_of(self, entry: Entry) -> str:
        return state_text(self._states.get(entry.number, "")) if entry.kind is Kind.ROOT else ""

    def _above(self, parent: Index) -> Entry:
        return self.entry(parent) or self._top

    def _merge(self, old: Entry, new: Entry, index: QModelIndex) -> None:
        """Make the children of `old` those of `new`."""
        wanted = {child.key: child for child in new.children}
        there = [child.key for child in old.children]
        staying = [key for key in there if key in wanted]
        known = set(there)
        in_order = [key for key in wanted if key in known]
        if staying != in_order:  # renamed or sorted anew: begin again
            wanted_now: set[str] = set()
        else:
            wanted_now = set(staying)
        self._remove_all_but(old, wanted_now, index)
        fresh: list[Entry] = []
        different: list[Entry] = []
        for child in wanted.values():
            row = child.row - len(fresh)
            if row < len(old.children) and old.children[row].key == child.key:
                self._insert(old, row, fresh, index)
                fresh = []
                if self._take_over(old.children[child.row], child):
                    different.append(old.children[child.row])
            else:
                fresh.append(child)
        self._insert(old, len(old.children), fresh, index)
        self._different += different

    def _remove_all_but(self, old: Entry, staying: set[str], index: QModelIndex) -> None:
        row = len(old.children)
        while row:
            last = row = row - 1
            if old.children[row].key in staying:
                continue
            while row and old.children[row - 1].key not in staying:
                row -= 1
            self.beginRemoveRows(index, row, last)
            for gone in old.children[row : last + 1]:
                self._forget(gone)
            del old.children[row : last + 1]
            self._number(old, row)
            self.endRemoveRows()

    def _insert(self, old: Entry, row: int, fresh: list[Entry], index: QModelIndex) -> None:
        if not fresh:
            return
        self.beginInsertRows(index, row, row + len(fresh) - 1)
        for child in fresh:
            child.parent = old
            self._learn(child)
        old.children[row:row] = fresh
        self._number(old, row)
        self.endInsertRows()

    def _take_over(self, old: Entry, new: Entry) -> bool:
        """Make a row that stays what it is now; whether it looks different."""
        if old.seal == new.seal:
            return False
        old.seal = new.seal
        if old.children or new.children:
            self._merge(old, new, self.index_of(old))
        was, now = old.look, new.look
        if (old.asks, old.said) != (new.asks, new.said):
            self._asking.clear()
        old.take_look(now)
        return was != now

    def _number(self, parent: Entry, first: int) -> None:
        for row in range(first, len(parent.children)):
            parent.children[row].row = row

    def _learn(self, entry: Entry) -> None:
        for each in (entry, *entry.everything()):
            number = next(self._numbers)
            self._by_id[number], self._id_of[each] = each, number
            self._came.append(each)
        self._asking.clear()

    def _forget(self, entry: Entry) -> None:
        for each in (entry, *entry.everything()):
            del self._by_id[self._id_of.pop(each)]
        self._asking.clear()


def takes_photos(entry: Entry) -> bool:
    """Whether photos can be dropped on it."""
    in_albums = entry.parent is not None and entry.parent.key == "albums"
    return entry.kind in _TAKES_PHOTOS or entry.key == "albums" or in_albums


def state_text(state: str) -> str:
    """How a folder is, in words; "" where nothing is to say."""
    return {
        "watching": tr("Sidebar", "Kept up with: changes are noticed"),
        "polled": tr("Sidebar", "Looked through on a timer: changes are noticed a little later"),
        "scanning": tr("Sidebar", "Being looked through now"),
        "offline": tr("Sidebar", "Not there at the moment; its drive may be unplugged"),
        "unreadable": tr("Sidebar", "There is no permission to read it, or a part of it"),
    }.get(state, "")

"""All photos of one committed state as arrays, kept in memory and brought along with commits."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from photoclip.catalog import columns_file
from photoclip.catalog.columns import (
    FILE,
    LOCATED,
    OF_ALL,
    PHOTO,
    TEXTS,
    Codes,
    Table,
    Values,
    aligned,
    days_of,
    located,
    read_columns,
    read_rows,
    vectors_of_model,
)
from photoclip.catalog.columns_file import ROWS, Kept
from photoclip.catalog.idsets import once
from photoclip.catalog.meta import revision, stamp

_Ids = npt.NDArray[np.int64]
T = TypeVar("T")

_MANY = 20_000  # changed photos from which on reading everything anew is quicker


@dataclass(frozen=True, slots=True)
class Note:
    """What a commit changed: these photos, and tables as a whole."""

    photos: frozenset[int]
    tables: frozenset[str] = frozenset()


@dataclass(slots=True)
class _State:
    revision: int
    tables: dict[str, Table] = field(default_factory=dict[str, Table])
    memo: dict[str, Any] = field(default_factory=dict[str, Any])
    kept: Kept | None = None  # what lies on disk and may not have been read yet
    saved: frozenset[str] = frozenset()  # what lies on disk


class Snapshot:
    """All photos as the state that a connection sees has them; arrays are not to be written to."""

    def __init__(self, connection: Connection, state: _State, keeper: "Snapshots") -> None:
        """Made by `Snapshots.at`."""
        self.connection, self._state, self._keeper = connection, state, keeper

    @property
    def photos(self) -> _Ids:
        """Ids of all photos, present or not, sorted; `column` is aligned with it."""
        return self._keeper.table(self, PHOTO).ids

    @property
    def files(self) -> Table:
        """The present files; `file_column` is aligned with it."""
        return self._keeper.table(self, FILE)

    @property
    def present(self) -> _Ids:
        """Ids of the photos that have a present file, sorted."""
        return self.memo("present", lambda: once(self.files.photos))

    def vectors(self, model_id: int) -> Table:
        """A model's vectors."""
        return self._keeper.table(self, vectors_of_model(model_id))

    def column(self, name: str) -> Values:
        """What each of `photos` has: one of the columns that `columns` lists."""
        return self._keeper.table(self, PHOTO, name).columns[name]

    def file_column(self, name: str) -> Values:
        """What each of `files` has."""
        return self._keeper.table(self, FILE, name).columns[name]

    def texts(self, name: str) -> list[str]:
        """The texts that a column of codes counts, by their numbers."""
        return self._keeper.codes[name].texts

    @property
    def days(self) -> npt.NDArray[np.int32]:
        """The day on which each of `photos` was taken, such as 20240601; 0: undated."""
        return self.memo("days", lambda: days_of(self.column("moment")))

    def of(self, ids: _Ids, values: Values, missing: float) -> Values:
        """Of values aligned with `photos` those of some photos, in their order."""
        places = self.memo("places", self._places)
        inside = (ids >= 0) & (ids < len(places))
        at = np.where(inside, places[np.clip(ids, 0, len(places) - 1)], -1)
        return np.append(values, [missing]).astype(values.dtype)[at]  # -1 is the last

    def _places(self) -> npt.NDArray[np.int32]:
        photos = self.photos
        table = np.full(int(photos[-1]) + 1 if len(photos) else 1, -1, np.int32)
        table[photos] = np.arange(len(photos), dtype=np.int32)
        return table

    def memo(self, name: str, make: Callable[[], T]) -> T:
        """What was made of this state before, or is made now."""
        if name not in self._state.memo:
            self._state.memo[name] = make()
        return self._state.memo[name]

    @property
    def state(self) -> _State:
        """For `Snapshots`."""
        return self._state


class Snapshots:
    """Keeps the newest state asked for; follows commits of this program, photo by photo.

    What is read stays, and lies in a file beside the catalog for the next start. It is a cache:
    where the catalog has changed otherwise, columns are read again when they are next needed.
    """

    def __init__(self, path: Path) -> None:
        """Of the catalog at `path`."""
        self._path = path.with_suffix(".columns")
        self._lock = threading.RLock()
        self._locating = threading.Lock()  # taken before the other, never after it
        self._noting = threading.Lock()  # nothing slow is done with it: commits wait for it
        self._state: _State | None = None
        self._located: Table | None = None  # the photos of the state that was located last
        self._asked = False
        self._notes: dict[int, Note] = {}
        self.codes = {name: Codes() for name in TEXTS}

    def note(self, number: int, note: Note) -> None:
        """A commit that is about to make revision `number` changes this."""
        with self._noting:
            if self._asked:
                self._notes[number] = note

    def forget(self, number: int) -> None:
        """That commit was taken back."""
        with self._noting:
            self._notes.pop(number, None)

    @property
    def waiting(self) -> int:
        """How many changed photos have not been read yet."""
        with self._noting:
            return sum(len(each.photos) for each in self._notes.values())

    def at(self, connection: Connection) -> Snapshot:
        """As of the state that a connection sees; to be called first in a transaction."""
        self._asked = True  # before the state is looked at: what comes after it is noted
        with self._lock:
            current = revision(connection)
            state = self._state
            if state is None:
                state = self._opened(connection, current)
            elif state.revision < current:
                state = self._followed(connection, state, current)
            elif state.revision > current:
                return Snapshot(connection, _State(current), self)
            self._state = state
            return Snapshot(connection, state, self)

    def table(self, snapshot: Snapshot, name: str, column: str = "") -> Table:
        """A table, with one column at least; it is read where nothing was asked of it yet."""
        if name == PHOTO and column in LOCATED:
            self._locate(snapshot)
        with self._lock:
            tables = snapshot.state.tables
            _take(snapshot.state, name, (column,) if column else ())
            if name not in tables:
                tables[name] = read_rows(snapshot.connection, name, None)
            if column and column not in tables[name].columns:
                found = read_columns(snapshot.connection, name, column, None, self.codes)
                columns = {**tables[name].columns, **aligned(tables[name].ids, found)}
                tables[name] = replace(tables[name], columns=columns)
            return tables[name]

    def _locate(self, snapshot: Snapshot) -> None:
        """Find out where all photos were taken; meanwhile others may ask for all else.

        Commits go on meanwhile too: what was found serves the states that come after this one.
        """
        with self._locating:
            with self._lock:
                _take(snapshot.state, PHOTO, LOCATED)
                rows = snapshot.state.tables.get(PHOTO)
            if rows is not None and LOCATED[0] in rows.columns:
                self._located = None  # this state hands it on
                return
            found = located(self.table(snapshot, PHOTO, "latitude"), self._located)
            with self._lock:
                rows = snapshot.state.tables[PHOTO]
                rows = replace(rows, columns={**rows.columns, **found})
                self._located = snapshot.state.tables[PHOTO] = rows

    def save(self, connection: Connection) -> None:
        """Keep the columns for the next start, where they differ from those on disk."""
        with self._lock:
            if self._state is None:
                return
            state = self.at(connection).state
            if columns_file.names(state.tables) - state.saved:
                _take_all(state)
                columns_file.save(self._path, stamp(connection), state.tables, self.codes)
                state.kept, state.saved = None, columns_file.names(state.tables)

    def _opened(self, connection: Connection, current: int) -> _State:
        kept = columns_file.kept(self._path, stamp(connection))
        if kept is None:
            return _State(current)
        self.codes = {name: Codes(kept.texts.get(name, ())) for name in TEXTS}
        return _State(current, kept=kept, saved=kept.names)

    def _followed(self, connection: Connection, state: _State, current: int) -> _State:
        steps = range(state.revision + 1, current + 1)
        with self._noting:
            notes = [self._notes[step] for step in steps if step in self._notes]
            later = {number: each for number, each in self._notes.items() if number > current}
            self._notes = later
        photos = frozenset[int]().union(*(each.photos for each in notes))
        if len(notes) < len(steps) or len(photos) > _MANY:
            return _State(current)
        _take_all(state)
        whole = frozenset[str]().union(*(each.tables for each in notes))
        changed = np.array(sorted(photos), np.int64)
        kept = {name: table for name, table in state.tables.items() if name not in whole}
        return _State(
            current,
            {name: self._renewed(connection, name, kept[name], changed) for name in kept},
        )

    def _renewed(self, connection: Connection, name: str, table: Table, changed: _Ids) -> Table:
        if not len(changed):
            return table
        followed = {each: table.columns[each] for each in table.columns if each not in OF_ALL}
        table = replace(table, columns=followed)
        fresh = read_rows(connection, name, changed)
        columns: dict[str, Values] = {}
        for column in table.columns:
            if column not in columns:
                found = read_columns(connection, name, column, changed, self.codes)
                columns |= aligned(fresh.ids, found)
        return table.renewed(changed, replace(fresh, columns=columns))


def _take(state: _State, name: str, columns: Sequence[str]) -> None:
    """Take from disk what a table lacks of its rows and of some columns, as far as it is there."""
    if state.kept is None or name not in state.kept.columns:
        return
    table = state.tables.get(name)
    known = () if table is None else table.columns
    wanted = [each for each in columns if each in state.kept.columns[name] and each not in known]
    wanted += ROWS if table is None else ()
    if not wanted:
        return
    found = state.kept.read(name, wanted)
    if found is None:
        state.kept, state.saved = None, frozenset()
        return
    if table is None:
        table = Table(found.pop("ids"), found.pop("photos"), {})
    state.tables[name] = replace(table, columns={**table.columns, **found})


def _take_all(state: _State) -> None:
    """Take from disk all that is there."""
    for name, columns in state.kept.columns.items() if state.kept is not None else ():
        _take(state, name, columns)

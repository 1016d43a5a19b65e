"""Questions about a catalog that only an examination asks: is it whole, and is it itself right."""

from collections import Counter, defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.exc import DatabaseError

from photoclip.catalog import columns_file, companions, meta, runs, sqlite
from photoclip.catalog.changes import Changes
from photoclip.catalog.columns import (
    FILE,
    TEXTS,
    Codes,
    Table,
    aligned,
    read_columns,
    read_rows,
    vectors_of_model,
)
from photoclip.catalog.forms import absolute
from photoclip.catalog.schema import (
    FileEntry,
    ModelEntry,
    PhotoEntry,
    RootEntry,
    VectorEntry,
)
from photoclip.errors import LibraryError

DERIVED = frozenset(
    {
        *("file", "failure", "vector", "label_seen", "search_health"),
        *("sidecar", "sidecar_photo", "metadata_agreed", "metadata_write"),
        *("copy_compared", "copy_pair", "moving"),
    }
)
"""Tables that index runs and questions fill anew; what others hold a person may have decided."""

_DROPPED = {  # of tables whose rows have no numbers
    "label_seen": "DELETE FROM label_seen WHERE photo_id NOT IN (SELECT id FROM photo)"
    " OR list_id NOT IN (SELECT id FROM label_list)",
    "copy_compared": "DELETE FROM copy_compared WHERE photo_id NOT IN (SELECT id FROM photo)",
    "copy_pair": "DELETE FROM copy_pair WHERE first NOT IN (SELECT id FROM photo)"
    " OR second NOT IN (SELECT id FROM photo)",
}

_BLOCK = 16_384  # vectors or files read at once
_MOST = 100  # sentences of SQLite about damage


@dataclass(frozen=True, slots=True)
class Orphan:
    """A row that names one of another table which is not there."""

    table: str
    rowid: int | None  # None: the table has no such numbers
    derived: bool  # whether it can go without anything of a person's being lost


@dataclass(frozen=True, slots=True, eq=False)
class StoredVectors:
    """Some rows of the vectors as they are stored, aligned and sorted by id."""

    ids: npt.NDArray[np.int64]
    photos: npt.NDArray[np.int64]
    models: npt.NDArray[np.int64]
    data: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A present file as the catalog has it; `path` is absolute."""

    photo_id: int
    root_id: int
    path: bytes
    size: int
    mtime_ns: int
    content_hash: bytes


class CatalogExam:
    """Reads a catalog file with a connection of its own; it changes nothing."""

    def __init__(self, path: Path) -> None:
        """Of the catalog at `path`.

        Raises:
            LibraryError: it cannot be opened.
        """
        self.path = path
        self._engine = sqlite.open_engine(path, readonly=True, network=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._engine.dispose()

    def damage(self, *, deep: bool = False) -> list[str]:
        """What SQLite itself finds wrong, one sentence each; [] where the file is whole.

        Args:
            deep: also that every index has the rows of its table.
        """
        check = "integrity_check" if deep else "quick_check"
        try:
            with self._engine.begin() as connection:
                found = connection.exec_driver_sql(f"PRAGMA {check}({_MOST})").scalars()
                return [str(each) for each in found if each != "ok"]
        except DatabaseError as error:
            return [str(error.orig)]

    def orphans(self) -> list[Orphan]:
        """The rows that name something which is not there."""
        with self._reading() as connection:
            rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            found = dict.fromkeys((str(row[0]), row[1]) for row in rows)
            of_runs = _of_runs(connection, [row for table, row in found if table == "tag"])
            return [
                Orphan(table, row, table in DERIVED or (table == "tag" and row in of_runs))
                for table, row in found
            ]

    def vectors(self) -> Iterator[StoredVectors]:
        """All vectors of all models, in blocks, by id."""
        columns = (VectorEntry.id, VectorEntry.photo_id, VectorEntry.model_id, VectorEntry.data)
        query = (
            select(*columns)
            .where(VectorEntry.id > bindparam("after"))
            .order_by(VectorEntry.id)
            .limit(_BLOCK)
        )
        after = -1
        while True:
            with self._reading() as connection:
                rows = connection.execute(query, {"after": after}).all()
            if not rows:
                return
            after = rows[-1][0]
            ids, photos, models, data = zip(*rows, strict=True)
            numbers = np.array([ids, photos, models], np.int64)
            yield StoredVectors(numbers[0], numbers[1], numbers[2], data)

    def files(self) -> Iterator[list[StoredFile]]:
        """All present files of the watched folders, in blocks."""
        columns = (
            FileEntry.photo_id,
            FileEntry.root_id,
            RootEntry.path,
            FileEntry.rel,
            FileEntry.size,
            FileEntry.mtime_ns,
            PhotoEntry.content_hash,
            FileEntry.id,
        )
        query = (
            select(*columns)
            .join(RootEntry, RootEntry.id == FileEntry.root_id)
            .join(PhotoEntry, PhotoEntry.id == FileEntry.photo_id)
            .where(FileEntry.id > bindparam("after"), FileEntry.gone_at.is_(None))
            .order_by(FileEntry.id)
            .limit(_BLOCK)
        )
        after = -1
        while True:
            with self._reading() as connection:
                rows = connection.execute(query, {"after": after}).all()
            if not rows:
                return
            after = rows[-1][7]
            yield [StoredFile(*row[:2], absolute(row[2], row[3]), *row[4:7]) for row in rows]

    def unknown_hashes(self, hashes: list[bytes]) -> set[bytes]:
        """Those content hashes that no photo has."""
        with self._reading() as connection:
            return unknown_hashes(connection, hashes)

    def wrong_runs(self) -> dict[str, int]:
        """By the key of their list, how many rows of runs name the wrong run as the next one."""
        with self._reading() as connection:
            return runs.unchained(connection)

    def wrong_pairs(self) -> int:
        """How many raw files and videos are not one with the photo that their places want."""
        with self._reading() as connection:
            return companions.wrong(connection)

    def wrong_columns(self) -> list[str]:
        """The columns kept beside the catalog that say something else than it; [""]: damaged.

        Columns of another state are no columns of this one, and nothing is wrong with them.
        """
        path = self.path.with_suffix(".columns")
        with self._reading() as connection:
            if path.exists() and not columns_file.is_whole(path):
                return [""]
            kept = columns_file.kept(path, meta.stamp(connection))
            if kept is None:
                return []
            codes = {name: Codes(kept.texts.get(name, ())) for name in TEXTS}
            return [
                f"{name}/{column}" if column else name
                for name, table in kept.tables().items()
                for column in _differing(connection, name, table, codes)
            ]

    @contextmanager
    def _reading(self) -> Generator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            raise LibraryError(sqlite.sentence(self.path, error)) from error


def counted(orphans: list[Orphan], *, derived: bool) -> Counter[str]:
    """How many orphans each table has, of those that can go or of those that cannot."""
    return Counter(each.table for each in orphans if each.derived is derived)


def by_table(orphans: list[Orphan]) -> dict[str, list[int]]:
    """The numbers of the rows that can go, by table; none where a table's rows have no numbers."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for each in orphans:
        if each.derived:
            found[each.table] += [] if each.rowid is None else [each.rowid]
    return dict(found)


def drop(connection: Connection, changes: Changes, orphans: Mapping[str, Sequence[int]]) -> None:
    """See `Transaction.drop_orphans`."""
    for table, rows in orphans.items():
        assert table in DERIVED or table == "tag"
        if table in _DROPPED:
            connection.exec_driver_sql(_DROPPED[table])
            continue
        statement = f"DELETE FROM {table} WHERE rowid = ?"  # noqa: S608 - names of DERIVED and tag
        connection.exec_driver_sql(statement, [(row,) for row in rows])
    if {"file", "vector"} & orphans.keys():
        changes.searchable = changes.broad = True
        models = connection.execute(select(ModelEntry.id)).scalars()
        changes.tables.update((FILE, *map(vectors_of_model, models)))


def _of_runs(connection: Connection, rows: list[int]) -> set[int]:
    """Those of some tags that no person gave."""
    statement = "SELECT id FROM tag WHERE id = ? AND source != 'person'"
    found = (connection.exec_driver_sql(statement, (row,)).scalar() for row in rows)
    return {each for each in found if each is not None}


def _differing(
    connection: Connection, name: str, table: Table, codes: dict[str, Codes]
) -> Iterator[str]:
    """The columns of a kept table that differ from the catalog; "" for its rows themselves."""
    truth = read_rows(connection, name, None)
    if not (np.array_equal(truth.ids, table.ids) and np.array_equal(truth.photos, table.photos)):
        yield ""
        return
    known: dict[str, npt.NDArray[np.generic]] = {}
    for column, values in table.columns.items():
        if column not in known:
            known |= aligned(truth.ids, read_columns(connection, name, column, None, codes))
        if not np.array_equal(known[column], values):
            yield column


def unknown_hashes(connection: Connection, hashes: Sequence[bytes]) -> set[bytes]:
    """Those of some content hashes that no photo has."""
    unknown = set(hashes)
    for part in sqlite.chunks(hashes):
        here = select(PhotoEntry.content_hash).where(PhotoEntry.content_hash.in_(part))
        unknown.difference_update(connection.execute(here).scalars())
    return unknown

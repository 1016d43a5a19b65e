"""Everything that only SQLite knows: connections, bulk lists, loose scans, errors."""

import itertools
import json
import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Select,
    Text,
    column,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, IntegrityError, InterfaceError, ProgrammingError
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from photoclip.catalog import copying, damage, journal
from photoclip.catalog.copying import APPLICATION_ID, PAGE_SIZE
from photoclip.errors import DiskError, LibraryError

_OURS = "SELECT count(*) FROM sqlite_master WHERE name IN ('vector', 'label_list', 'root')"
_BUSY_SECONDS = 30.0
_WRITE = "photoclip_write"
_HASHES_AT_ONCE = 500


def open_engine(path: Path, *, readonly: bool, network: bool) -> Engine:
    """An engine for the database file, tried once.

    Raises:
        LibraryError: the file cannot be opened, is no database or another program's.
    """
    if readonly and not path.is_file():
        raise LibraryError(f"There is no photoclip library at {path.parent}; index a folder first.")
    if not readonly:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The library folder {path.parent} cannot be made: {error.strerror}."
            ) from error
        if network:
            _leave_log(path)
    modes = ("ro", "ro&immutable=1") if readonly else ("rwc",)
    for mode in modes:
        if "immutable" in mode and journal.is_unfinished(path):
            raise LibraryError(
                f"The library {path.parent} was not closed in order, and its last changes cannot "
                "be read where nothing can be written; copy it to a disk of this computer."
            )
        engine = _engine(path, mode, network=network)
        try:
            _check(engine, path)
        except DatabaseError as error:
            engine.dispose()
            if mode != modes[-1] and not _is_no_database(error):
                continue  # without a place for the shared memory file only `immutable` opens
            raise trouble(path, error) from error
        except LibraryError:
            engine.dispose()
            raise
        return engine
    raise AssertionError("unreachable")


def _leave_log(path: Path) -> None:
    try:
        journal.leave_log(path)
    except sqlite3.Error as error:
        raise LibraryError(sentence(path, error)) from error


def _engine(path: Path, mode: str, *, network: bool) -> Engine:
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode="
    modes = itertools.chain([mode], itertools.repeat(mode.removesuffix("c")))  # made only once

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            address + next(modes),
            uri=True,
            timeout=_BUSY_SECONDS,
            check_same_thread=False,
            isolation_level=None,
        )

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=8, max_overflow=24
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        if mode == "rwc":
            cursor.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            cursor.execute(f"PRAGMA journal_mode = {'DELETE' if network else 'WAL'}")
            # with a journal a commit lasts only once the journal's name is surely gone
            cursor.execute(f"PRAGMA synchronous = {'EXTRA' if network else 'FULL'}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA cache_size = -32768")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    _ = prepare, begin
    return engine


def _check(engine: Engine, path: Path) -> None:
    with engine.begin() as connection:
        tables = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
        owner = connection.execute(text("PRAGMA application_id")).scalar_one()
        ours = owner == APPLICATION_ID or connection.execute(text(_OURS)).scalar_one() == 3
    if tables and not ours:
        raise LibraryError(
            f"{path} is a database of another program, not a photoclip library; choose another "
            "library folder."
        )


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """A connection in a write transaction (the write lock is taken at its start)."""
    with engine.connect().execution_options(**{_WRITE: True}) as connection, connection.begin():
        yield connection


def mark_as_ours(connection: Connection) -> None:
    """Write photoclip's mark into the header of the file."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def is_bug(error: DatabaseError) -> bool:
    """Whether a database error is photoclip's own fault."""
    return isinstance(error, IntegrityError | ProgrammingError | InterfaceError)


def _is_no_database(error: DatabaseError) -> bool:
    return copying.is_damage(error.orig)


def trouble(path: Path, error: DatabaseError) -> LibraryError:
    """What to raise for a database error of the file at `path`."""
    if copying.is_damage(error.orig) and path.exists():
        return damage.damaged(path)
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")) or not path.exists():
        return DiskError(sentence(path, error))
    return LibraryError(sentence(path, error))


def gone(path: Path) -> str:
    """What a person is told where the library's file is not where it was opened."""
    return (
        f"The library {path.parent} is not there any more; connect its drive or put its folder "
        "back, and photoclip goes on."
    )


def sentence(path: Path, error: DatabaseError | sqlite3.Error) -> str:  # noqa: PLR0911 - each one
    """What a database error means to a person, and what to do."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    name = str(getattr(cause, "sqlite_errorname", ""))
    if not path.exists():
        return gone(path)
    if copying.is_damage(cause):
        return str(damage.damaged(path))
    if name.startswith("SQLITE_FULL"):
        return f"The disk with the library {path.parent} is full; free some space and try again."
    if name.startswith("SQLITE_READONLY"):
        return f"The library {path.parent} cannot be written: it is read-only."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"Another program keeps the library {path.parent} busy; try again in a moment."
    if name.startswith("SQLITE_CANTOPEN"):
        return (
            f"The library database {path} cannot be opened; check that you may read and write it."
        )
    if name.startswith("SQLITE_IOERR"):
        return (
            f"The disk with the library {path.parent} cannot be read or written ({name}); check "
            "that it is connected and has room, then try again."
        )
    return f"The library database {path} cannot be used: {cause}."


def listed(ids: Iterable[int] | npt.NDArray[np.int64]) -> Select[int]:
    """Whole numbers for `column.in_(...)`: any number of them, bound as one text."""
    if isinstance(ids, np.ndarray):
        ids = ids.tolist()
    numbers = func.json_each(json.dumps([int(each) for each in ids])).table_valued(
        column("value", Integer), name="listed"
    )
    return select(numbers.c.value)


def ids_of(connection: Connection, query: Select[int]) -> npt.NDArray[np.int64]:
    """The single column of a query as int64, in the query's order.

    Many numbers come as one text, which is faster than as many rows.
    """
    numbers = query.cte("numbers")
    joined = connection.execute(select(func.group_concat(numbers.c[0]))).scalar_one()
    if joined is None:
        return np.empty(0, np.int64)
    return np.fromstring(str(joined), dtype=np.int64, sep=",")


def pairs_of(
    connection: Connection, query: Select[int, int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The two columns of a query as int64, in the query's order."""
    numbers = query.cte("numbers")
    pair = numbers.c[0].concat(",").concat(numbers.c[1])
    joined = connection.execute(select(func.group_concat(pair))).scalar_one()
    if joined is None:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    both = np.fromstring(str(joined), dtype=np.int64, sep=",")
    return both[0::2], both[1::2]


def numbers_of(connection: Connection, query: Select[*tuple[Any, ...]]) -> npt.NDArray[np.float64]:
    """The columns of a query, none of them NULL, as float64 (n, columns)."""
    rows = query.cte("numbers")
    joined = rows.c[0].cast(Text)
    for column_ in list(rows.c)[1:]:
        joined = joined.concat(",").concat(column_)
    found = connection.execute(select(func.group_concat(joined))).scalar_one()
    if found is None:
        return np.empty((0, len(rows.c)), np.float64)
    return np.fromstring(str(found), np.float64, sep=",").reshape(-1, len(rows.c))


def text_of(connection: Connection, query: Select[str]) -> bytes:
    """The single column of a query, texts of ASCII letters, one behind the other."""
    texts = query.cte("texts")
    joined = connection.execute(select(func.group_concat(texts.c[0], ""))).scalar_one()
    return str(joined or "").encode("ascii")


def distinct(
    connection: Connection, value: InstrumentedAttribute[str], *where: ColumnElement[bool]
) -> list[str]:
    """The different values of an indexed text column: one step in the index for each."""
    seen = select(func.min(value).label("v")).where(*where).cte("seen", recursive=True)
    following = select(func.min(value)).where(value > seen.c.v, *where).scalar_subquery()
    seen = seen.union_all(select(following).where(seen.c.v.is_not(None)))
    found = connection.execute(select(seen.c.v).where(seen.c.v.is_not(None)))
    return [str(row[0]) for row in found]


def chunks(values: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Parts that are short enough for one IN list of bound values."""
    for start in range(0, len(values), _HASHES_AT_ONCE):
        yield values[start : start + _HASHES_AT_ONCE]

"""Copies of a catalog file without what can be computed again; it knows no tables but `vector`."""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

APPLICATION_ID = 0x70636C70  # "pclp" in the header of the file
PAGE_SIZE = 8192

_LEFT_OUT = frozenset({"vector"})
_BLOCK = 2_048  # vectors read at once
_UNIT = 0.02  # how far the length of a stored vector may be from one
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_SAYINGS = ("Could not decode to UTF-8", "no such table", "no such column")
_TAGS = "SELECT count(*) FROM tag WHERE NOT rejected AND NOT dropped AND superseded_by IS NULL"
_PHOTOS = "SELECT count(DISTINCT photo_id) FROM file WHERE gone_at IS NULL"


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds.

    Attributes:
        photos: those with a present file.
        tags: on all photos, whoever gave them.
        revision: of the schema.
        later: statements that make what is not in the copy: its indexes.
    """

    photos: int
    tags: int
    revision: str
    later: tuple[str, ...]


class Stop:
    """Ends what copies and checks do, from another thread: they raise `Stopped` then."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._connections: set[sqlite3.Connection] = set()

    def set(self) -> None:
        """End what runs, and what would begin."""
        with self._lock:
            self._event.set()
            for each in self._connections:
                each.interrupt()

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until it is set; whether it is."""
        return self._event.wait(seconds)

    def look(self) -> None:
        """Go on, or raise `Stopped`."""
        if self._event.is_set():
            raise Stopped

    @contextlib.contextmanager
    def over(self, connection: sqlite3.Connection) -> Generator[None]:
        """Statements of a connection are ended too."""
        with self._lock:
            self.look()
            self._connections.add(connection)
        try:
            yield
        except sqlite3.OperationalError:
            self.look()
            raise
        finally:
            with self._lock:
                self._connections.discard(connection)


class Stopped(Exception):  # noqa: N818 - it is none
    """What was to be ended has ended."""


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that a file's content makes no sense."""
    if not isinstance(error, sqlite3.Error):
        return False
    code = getattr(error, "sqlite_errorcode", None) or 0
    return code & 0xFF in _BROKEN or any(each in str(error) for each in _SAYINGS)


def copy(source: Path, target: Path, stop: Stop) -> Copied:
    """Write all rows but the vectors into a new file, as of one commit, and check it.

    Writers go on meanwhile (with a write-ahead log). Every row is read by the order of its
    table, so that damage there is met, while damage in indexes and vectors does not matter.

    Raises:
        sqlite3.Error: the source is damaged (see `is_damage`), or the disk refuses.
        sqlite3.IntegrityError: the source is damaged: there are rows twice.
        Stopped: `stop` was set.
    """
    target.unlink(missing_ok=True)
    with _opened(target, "rwc") as connection, stop.over(connection):
        for pragma in (
            f"page_size = {PAGE_SIZE}",
            f"application_id = {APPLICATION_ID}",
            "journal_mode = OFF",
            "synchronous = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("ATTACH ? AS source", (_address(source, "rw"),))
        connection.execute("BEGIN")
        later = _copy_tables(connection)
        connection.execute("COMMIT")
        _check(connection)
        return Copied(
            int(connection.execute(_PHOTOS).fetchone()[0]),
            int(connection.execute(_TAGS).fetchone()[0]),
            str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]),
            later,
        )


def finish(path: Path, later: tuple[str, ...]) -> None:
    """Make a copy's indexes; from then on it is a catalog like any other, but without vectors.

    Raises:
        sqlite3.Error: it is damaged, or the disk refuses.
    """
    with _opened(path, "rw") as connection:
        connection.execute("BEGIN")
        for statement in later:
            connection.execute(statement)
        connection.execute("COMMIT")
        _check(connection)


def take_vectors(target: Path, source: Path) -> int:
    """Fill a catalog with those vectors of another that are of the same bytes; how many.

    What cannot be read of `source`, and what is no unit vector, is left out.

    Raises:
        sqlite3.Error: `target` cannot be written.
    """
    taken = 0
    with _opened(target, "rw") as connection:
        try:
            connection.execute("ATTACH ? AS source", (_address(source, "rw"),))
            found = connection.execute(
                "SELECT max(seq) FROM source.sqlite_sequence WHERE name = 'vector'"
            ).fetchone()[0]
        except sqlite3.DatabaseError:
            return 0
        for first in range(0, int(found or 0) + 1, _BLOCK):
            rows = _readable(connection, first, first + _BLOCK)
            good = [row for row in rows if _is_unit(row[4], row[5])]
            connection.execute("BEGIN")
            connection.executemany(_INSERT, [row[:5] for row in good])
            connection.execute("COMMIT")
            taken += len(good)
    return taken


_SAME_BYTES = """
SELECT v.id, new.id, v.part, known.id, v.data, known.dimension
FROM source.vector AS v
CROSS JOIN source.photo AS old ON old.id = v.photo_id
CROSS JOIN main.photo AS new ON new.content_hash = old.content_hash
CROSS JOIN source.model AS used ON used.id = v.model_id
CROSS JOIN main.model AS known ON known.digest = used.digest
WHERE v.id >= ? AND v.id < ?
"""
_INSERT = "INSERT OR IGNORE INTO vector (id, photo_id, part, model_id, data) VALUES (?, ?, ?, ?, ?)"


def damage(path: Path, stop: Stop) -> str:
    """What SQLite finds wrong with the structure of a file; "" where it is whole.

    Raises:
        Stopped: `stop` was set.
    """
    modes = ("rw", "ro", "ro&immutable=1")  # the last ones on what cannot be written
    for mode in modes:
        try:
            with _opened(path, mode) as connection, stop.over(connection):
                found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                return str(error)
            if mode == modes[-1]:
                raise
        else:
            return "" if found == "ok" else str(found)
    raise AssertionError


def _copy_tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    schema = connection.execute(
        "SELECT type, name, sql FROM source.sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    ).fetchall()
    tables = [(name, sql) for kind, name, sql in schema if kind == "table"]
    for name, sql in tables:
        if not name.startswith("sqlite_"):
            connection.execute(sql)
    for name, _ in tables:
        if name not in _LEFT_OUT and not name.startswith("sqlite_"):
            quoted = name.replace('"', '""')
            connection.execute(
                f'INSERT INTO main."{quoted}" SELECT * FROM source."{quoted}"'  # noqa: S608
            )
    if "sqlite_sequence" in dict(tables):  # vectors' numbers are never used twice
        connection.execute("DELETE FROM main.sqlite_sequence")
        connection.execute("INSERT INTO main.sqlite_sequence SELECT * FROM source.sqlite_sequence")
    return tuple(sql for kind, _, sql in schema if kind != "table")


def _check(connection: sqlite3.Connection) -> None:
    """Raise what SQLite raises on damage where a copy is not whole."""
    for pragma in ("quick_check(1)", "foreign_key_check"):
        found = connection.execute(f"PRAGMA main.{pragma}").fetchall()
        if found not in ([("ok",)], []):
            error = sqlite3.DatabaseError(f"{pragma}: {found[0]}")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error


def _readable(connection: sqlite3.Connection, first: int, end: int) -> list[tuple[Any, ...]]:
    """The vectors of some numbers, but for the pages of a damaged file that cannot be read."""
    try:
        return connection.execute(_SAME_BYTES, (first, end)).fetchall()
    except sqlite3.DatabaseError:
        middle = (first + end) // 2
        if middle == first:
            return []
        return _readable(connection, first, middle) + _readable(connection, middle, end)


def _is_unit(data: object, dimension: object) -> bool:
    if not isinstance(data, bytes) or not isinstance(dimension, int) or len(data) != 2 * dimension:
        return False
    length = float(np.linalg.norm(np.frombuffer(data, "<f2").astype(np.float32)))
    return abs(length - 1) < _UNIT  # not so where it is not a number


@contextlib.contextmanager
def _opened(path: Path, mode: str) -> Generator[sqlite3.Connection]:
    connection = sqlite3.connect(
        _address(path, mode),
        uri=True,
        isolation_level=None,
        timeout=10,
        check_same_thread=False,  # `Stop` interrupts from another
    )
    with contextlib.closing(connection):
        connection.execute("PRAGMA foreign_keys = OFF")
        yield connection


def _address(path: Path, mode: str) -> str:
    return f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"

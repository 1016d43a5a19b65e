"""How SQLite keeps a half-written transaction apart: a write-ahead log, or a rollback journal."""

import contextlib
import sqlite3
from pathlib import Path

_VERSIONS = slice(18, 20)  # in the header of a database: for writing and for reading
_LOGGED = b"\x02\x02"
_BUSY_SECONDS = 10.0
_BESIDE = ("-wal", "-journal")


def leave_log(path: Path) -> None:
    """Let a database work without a write-ahead log, as it must on a network file system.

    The log's index is memory that processes share, which no network file system has; alone, with
    `locking_mode = EXCLUSIVE`, SQLite does without it (sqlite.org/wal.html, section 8).

    Raises:
        sqlite3.Error: another process is using it, or the file system refuses.
    """
    if not has_log(path):
        return
    database = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    with contextlib.closing(database):
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA journal_mode = DELETE").fetchone()
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()


def has_log(path: Path) -> bool:
    """Whether a database is one with a write-ahead log."""
    try:
        with path.open("rb") as file:
            return file.read(_VERSIONS.stop)[_VERSIONS] == _LOGGED
    except OSError:
        return False


def is_unfinished(path: Path) -> bool:
    """Whether beside a database lies what a killed process had not brought into it."""
    for suffix in _BESIDE:
        with contextlib.suppress(OSError):
            if path.with_name(path.name + suffix).stat().st_size:
                return True
    return False

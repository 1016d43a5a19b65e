"""The cache of thumbnails: a file that may be thrown away at any time."""

import logging
import sqlite3
import threading
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
from PIL import Image

from photoclip import mounts
from photoclip.photos.pixels import encoded_jpeg

_log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS thumbnail (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    data BLOB NOT NULL,
    checksum INTEGER
)
"""
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_TRIM_TO = 0.9  # of the cap, so that not every photo causes a trim


def encoded(picture: npt.NDArray[np.uint8]) -> bytes:
    """A thumbnail of small upright pixels (height, width, 3) as the cache keeps it."""
    return encoded_jpeg(Image.fromarray(picture))


class ThumbnailCache:
    """Encoded thumbnails by key, in an SQLite file that is derived from the photos.

    A damaged file is thrown away and begun anew, a damaged thumbnail is made again; a full disk
    only means that nothing is added. No method raises for trouble with the file. `get` may be
    called from any thread, everything else from the one that writes.
    """

    def __init__(
        self,
        path: Path,
        cap_bytes: int = 2 * 2**30,
        *,
        readonly: bool = False,
        on_damage: Callable[[], object] = lambda: None,
    ) -> None:
        """Opens or creates the cache.

        Args:
            path: the SQLite file.
            cap_bytes: size above which the oldest thumbnails go.
            readonly: only `get` works, and nothing on disk is touched.
            on_damage: called where the file or a thumbnail is damaged.
        """
        self._on_damage = on_damage
        self._path = path
        self._cap = cap_bytes
        self._readonly = readonly
        self._read_lock = threading.Lock()
        self._write_lock = threading.Lock()
        self._reader: sqlite3.Connection | None = None
        self._writer: sqlite3.Connection | None = None
        self._broken = False
        self._checksum = "checksum"  # what stands for it in a question
        self._open()

    def get(self, key: bytes) -> bytes | None:
        """The encoded thumbnail of a key, or None when it has to be made again."""
        with self._read_lock:
            if self._reader is None:
                return None
            try:
                row = self._reader.execute(
                    f"SELECT data, {self._checksum} FROM thumbnail WHERE key = ?",  # noqa: S608
                    (key,),
                ).fetchone()
            except sqlite3.Error as error:
                self._note(error)
                return None
        if row is None or not isinstance(row[0], bytes):
            return None
        data, checksum = row
        if checksum is not None and zlib.crc32(data) != checksum:
            _log.warning("a thumbnail in %s is damaged and is made again", self._path)
            self._on_damage()
            return None
        return data

    def put_many(self, items: Sequence[tuple[bytes, bytes]]) -> None:
        """Adds or replaces (key, encoded thumbnail) pairs; trims when the cap is passed."""
        if self._readonly or not items:
            return
        if self._broken:
            self._rebuild()
        try:
            self._put(items)
            if self.size_bytes() > self._cap:
                self.trim()
        except sqlite3.Error as error:
            self._note(error)
            if self._broken:
                self._rebuild()
                with suppress(sqlite3.Error):
                    self._put(items)

    def size_bytes(self) -> int:
        """The bytes in use on disk."""
        with self._write_lock:
            connection = self._writer or self._reader
            return 0 if connection is None else _used(connection)

    def trim(self, cap_bytes: int | None = None) -> None:
        """Removes the oldest thumbnails until what is left is well below the cap."""
        target = int((self._cap if cap_bytes is None else cap_bytes) * _TRIM_TO)
        with self._write_lock:
            if self._writer is None:
                return
            try:
                while _used(self._writer) > target and _drop_oldest(self._writer):
                    pass
                self._writer.execute("PRAGMA incremental_vacuum").fetchall()
            except sqlite3.Error as error:
                self._note(error)

    def drop(self, keys: Sequence[bytes]) -> None:
        """Removes some thumbnails."""
        with self._write_lock:
            if self._writer is None:
                return
            try:
                self._writer.executemany(
                    "DELETE FROM thumbnail WHERE key = ?", [(key,) for key in keys]
                )
            except sqlite3.Error as error:
                self._note(error)

    def clear(self) -> None:
        """Removes all thumbnails."""
        if not self._readonly:
            self._rebuild()

    def reopen(self) -> None:
        """Goes on with the file that lies there now, after its drive was away."""
        with self._write_lock, self._read_lock:
            self._disconnect()
        self._open()

    def close(self) -> None:
        """Closes the file; afterwards `get` gives None."""
        with self._write_lock, self._read_lock:
            self._disconnect()

    def _open(self) -> None:
        try:
            self._connect()
        except (sqlite3.Error, OSError) as error:
            self._disconnect()
            if isinstance(error, sqlite3.Error):
                self._note(error)
            else:
                _log.warning("the thumbnail cache %s cannot be opened: %s", self._path, error)
            if self._broken and not self._readonly:
                self._rebuild()

    def _connect(self) -> None:
        if self._readonly:
            self._reader = _reading(self._path)
            if self._reader is not None and not _has_checksums(self._reader):
                self._checksum = "NULL"
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        writer = sqlite3.connect(
            self._path, timeout=2, isolation_level=None, check_same_thread=False
        )
        self._writer = writer
        shared = mounts.is_shared(self._path.parent)  # no memory is shared there, as a log needs
        if shared:
            writer.execute("PRAGMA locking_mode = EXCLUSIVE")
        writer.execute("PRAGMA page_size = 8192")
        writer.execute("PRAGMA auto_vacuum = INCREMENTAL")
        writer.execute(f"PRAGMA journal_mode = {'DELETE' if shared else 'WAL'}").fetchone()
        writer.execute("PRAGMA locking_mode = NORMAL")
        writer.execute("PRAGMA synchronous = NORMAL")
        writer.execute(_SCHEMA)
        writer.execute("SELECT id, key, data FROM thumbnail LIMIT 1").fetchone()
        if not _has_checksums(writer):  # of an earlier program: those that are there have none
            writer.execute("ALTER TABLE thumbnail ADD COLUMN checksum INTEGER")
        self._reader = _reading(self._path)

    def _disconnect(self) -> None:
        for connection in (self._reader, self._writer):
            if connection is not None:
                with suppress(sqlite3.Error):
                    connection.close()
        self._reader = self._writer = None

    def _rebuild(self) -> None:
        """Begins a new, empty cache in place of the present file."""
        with self._write_lock, self._read_lock:
            self._disconnect()
            try:
                for suffix in ("", "-wal", "-shm", "-journal"):
                    self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
                self._connect()
            except (sqlite3.Error, OSError) as error:
                self._disconnect()
                _log.warning("the thumbnail cache %s cannot be made: %s", self._path, error)
            self._broken = False

    def _put(self, items: Sequence[tuple[bytes, bytes]]) -> None:
        with self._write_lock:
            if self._writer is None:
                return
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                self._writer.executemany(
                    "INSERT OR REPLACE INTO thumbnail (key, data, checksum) VALUES (?, ?, ?)",
                    [(key, data, zlib.crc32(data)) for key, data in items],
                )
                self._writer.execute("COMMIT")
            except sqlite3.Error:
                with suppress(sqlite3.Error):
                    self._writer.execute("ROLLBACK")
                raise

    def _note(self, error: sqlite3.Error) -> None:
        """Says in the log what is wrong, and remembers when the file itself is damaged."""
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in _BROKEN:
            if not self._broken:
                _log.warning("the thumbnail cache %s is damaged and is made anew", self._path)
                self._on_damage()
            self._broken = True
        else:
            _log.warning("the thumbnail cache %s: %s", self._path, error)


def _reading(path: Path) -> sqlite3.Connection | None:
    """A connection that reads only, also where the folder cannot be written; None if missing."""
    if not path.exists():
        return None
    place = f"file:{quote(str(path.absolute()))}"
    for options in ("?mode=ro", "?mode=ro&immutable=1"):
        connection = sqlite3.connect(place + options, uri=True, timeout=2, check_same_thread=False)
        try:
            connection.execute("SELECT data FROM thumbnail LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            continue
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection
    return None


def _has_checksums(connection: sqlite3.Connection) -> bool:
    columns = connection.execute("PRAGMA table_info(thumbnail)").fetchall()
    return any(row[1] == "checksum" for row in columns)


def _used(connection: sqlite3.Connection) -> int:
    """Bytes of the pages that hold something."""
    try:
        pages, free, size = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "freelist_count", "page_size")
        )
    except sqlite3.Error:
        return 0
    return (pages - free) * size


def _drop_oldest(connection: sqlite3.Connection) -> bool:
    """Removes the oldest twentieth; False when nothing is left."""
    count = int(connection.execute("SELECT count(*) FROM thumbnail").fetchone()[0])
    if count == 0:
        return False
    connection.execute(
        "DELETE FROM thumbnail WHERE id IN (SELECT id FROM thumbnail ORDER BY id LIMIT ?)",
        (max(1, count // 20),),
    )
    return True

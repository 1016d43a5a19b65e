"""The cache of thumbnails looked through, read only."""

import io
import sqlite3
import zlib
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from PIL import Image

_BLOCK = 500
_SAMPLED = 2_000  # thumbnails decoded; of the others only the ends are looked at
_STARTS, _ENDS = b"\xff\xd8\xff", b"\xff\xd9"


@dataclass(frozen=True, slots=True)
class ThumbnailBlock:
    """Some thumbnails: their keys, and those among them that are no picture."""

    keys: list[bytes]
    unreadable: list[bytes]


class ThumbnailsDamagedError(Exception):
    """The cache itself cannot be read; it can be thrown away."""


def look(path: Path, *, deep: bool = False) -> Generator[ThumbnailBlock]:
    """All thumbnails of a cache file, in blocks; nothing where there is no file.

    Args:
        path: the cache's file.
        deep: decode each, not only some.

    Raises:
        ThumbnailsDamagedError: the file is damaged.
    """
    if not path.exists():
        return
    with _opened(path) as connection:
        found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise ThumbnailsDamagedError(found[0])
        total = int(connection.execute("SELECT count(*) FROM thumbnail").fetchone()[0])
        every = 1 if deep else max(1, total // _SAMPLED)
        names = {row[1] for row in connection.execute("PRAGMA table_info(thumbnail)")}
        checksum = "checksum" if "checksum" in names else "NULL"  # of an earlier program
        rows = connection.execute(f"SELECT key, data, {checksum} FROM thumbnail ORDER BY id")  # noqa: S608
        number = 0
        while block := rows.fetchmany(_BLOCK):
            bad: list[bytes] = []
            for key, data, summed in block:
                right = summed is None or zlib.crc32(data) == summed
                if not (right and _is_picture(bytes(data), whole=number % every == 0)):
                    bad.append(bytes(key))
                number += 1
            yield ThumbnailBlock([bytes(row[0]) for row in block], bad)


@contextmanager
def _opened(path: Path) -> Generator[sqlite3.Connection]:
    try:
        with closing(_connected(path)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise ThumbnailsDamagedError(str(error)) from error


def _connected(path: Path) -> sqlite3.Connection:
    """A connection that reads only; on read-only media one that takes the file as it is."""
    place = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(place, uri=True, timeout=2)
    try:
        connection.execute("SELECT 1 FROM thumbnail LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        return sqlite3.connect(f"{place}&immutable=1", uri=True)
    return connection


def _is_picture(data: bytes, *, whole: bool) -> bool:
    if not (data.startswith(_STARTS) and data.endswith(_ENDS)):
        return False
    if whole:
        try:
            with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
                picture.load()
        except (OSError, ValueError, SyntaxError):
            return False
    return True

"""Where the file of a catalog lies, and whether it is still the one that was opened."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from photoclip.catalog import sqlite
from photoclip.catalog.meta import draw_commit, last_commit
from photoclip.errors import DiskError


class Place:
    """Watches over the place of an open catalog.

    A drive that is connected anew, and a folder that is put back from a copy, bring the same file
    under another identity; connections that were open lead nowhere.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        """Of the file that was just opened."""
        self._path, self._engine = path, engine
        self._opened = identity(path)
        self._left = ""  # the last commit
        with contextlib.suppress(DatabaseError), engine.begin() as connection:
            self._left = last_commit(connection)

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """A block that writes in a transaction, which is committed at its end.

        An open file can be written to although nobody will find it again.

        Raises:
            DiskError: the file at the path is not the one that was opened; nothing is committed.
        """
        left = self._left
        with sqlite.writing(self._engine) as connection:
            before = _changes(connection)
            yield connection
            if _changes(connection) != before:
                left = draw_commit(connection)
            if identity(self._path) != self._opened:
                raise DiskError(sqlite.gone(self._path))
        self._left = left

    def come_back(self, take: Callable[[], object]) -> bool:
        """Go on with the file that lies there now, where it is in the state that was left.

        Args:
            take: takes the library again, before anything of it is trusted.

        Returns:
            Whether another file lies there than before; all that was open of it is closed.

        Raises:
            DiskError: it is in another state; or what `take` raises.
        """
        now = identity(self._path)
        if now in {self._opened, (0, 0)}:
            return False
        there = _last_commit_at(self._path)
        if there is None:  # it is no catalog, or nothing can be read there yet
            return False
        if there != self._left:
            raise DiskError(_other(self._path))
        take()
        self._engine.dispose()
        self._opened = now
        return True

    def drop_dead(self) -> None:
        """Close what leads to a drive that was away; those connections stay dead."""
        if not self._path.exists():
            self._engine.dispose()


def identity(path: Path) -> tuple[int, int]:
    """Which file lies at `path`: its device and inode; (0, 0) where there is none."""
    try:
        now = path.stat()
    except OSError:
        return 0, 0
    return now.st_dev, now.st_ino


def _changes(connection: Connection) -> int:
    """How many rows were written since the connection was opened."""
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())


def _last_commit_at(path: Path) -> str | None:
    """The last commit of the catalog that lies there now; None where there is none."""
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode=rw"
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool
    )
    try:
        with engine.connect() as connection:
            return last_commit(connection)
    except DatabaseError:
        return None


def _other(path: Path) -> str:
    return (
        f"What lies in {path.parent} now is not the library as it was left; put that back, or "
        "close photoclip and open it again to go on with this one."
    )

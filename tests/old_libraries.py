"""Libraries as earlier releases wrote them, and what must be left of them in any case."""

import contextlib
import sqlite3
from pathlib import Path

from photoclip.catalog import backups
from photoclip.catalog.schema import HEAD, REVISIONS
from photoclip.catalog.store import Catalog

RELEASED = Path(__file__).parent / "catalogs"
OLD = REVISIONS[:-1]


def released(folder: Path, revision: str) -> Path:
    """A library folder as the release with this schema wrote it."""
    folder.mkdir(exist_ok=True)
    with contextlib.closing(sqlite3.connect(folder / "catalog.sqlite")) as connection:
        connection.executescript((RELEASED / f"{revision}.sql").read_text("utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    return folder


def old_or_new(folder: Path, before: dict[str, list[tuple]]) -> str:
    """Which release's the library is; everything that was in it before is in it still."""
    catalog = folder / "catalog.sqlite"
    sound(catalog)
    now = rows(catalog)
    (found,) = now["alembic_version"][0]
    if (found,) == before["alembic_version"][0]:
        assert now == before
    else:
        assert found == HEAD
        assert backed_up(catalog) == {**before, "vector": []}
    with Catalog.open(catalog) as opened:
        assert len(opened.photos(list(range(1, 10)))) == len(before["photo"])
    return str(found)


def backed_up(catalog: Path) -> dict[str, list[tuple]]:
    """Everything in the newest backup before an upgrade."""
    newest = next(each for each in backups.listed(catalog) if each.kind == backups.UPGRADE)
    copy = catalog.with_name("copy.sqlite")
    copy.unlink(missing_ok=True)
    backups.unpack(newest, copy)
    return rows(copy)


def rows(database: Path) -> dict[str, list[tuple]]:
    """Everything in a database."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
            for (name,) in names
        }


def sound(database: Path) -> None:
    """SQLite finds nothing wrong."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

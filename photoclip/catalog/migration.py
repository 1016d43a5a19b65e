"""Brings the database of a library to the newest schema."""

import logging
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from photoclip.catalog import sqlite
from photoclip.catalog.schema import HEAD, REVISIONS
from photoclip.errors import LibraryError

_log = logging.getLogger(__name__)
_SCRIPTS = Path(__file__).parent / "migrations"


def bring_up_to_date(
    engine: Engine,
    path: Path,
    *,
    readonly: bool = False,
    revisions: tuple[str, ...] = REVISIONS,
    scripts: Path = _SCRIPTS,
) -> None:
    """Make the tables of a new database, or upgrade an older one after copying it.

    All steps run in one transaction: a failed upgrade leaves the old database whole.

    Args:
        engine: the opened database.
        path: its file; the copy is put beside it.
        readonly: only check.
        revisions: the known revisions, oldest first.
        scripts: the folder with Alembic's env.py and versions.

    Raises:
        LibraryError: the database is newer than this program, or older and `readonly`.
    """
    with engine.begin() as connection:
        current = _revision(connection)
    if current == revisions[-1]:
        return
    if current is not None and current not in revisions:
        raise LibraryError(
            f"The library {path.parent} was made by a newer photoclip; update photoclip to open it."
        )
    if readonly:
        raise LibraryError(
            f"The library {path.parent} was made by an older photoclip; start photoclip, or "
            "run 'photoclip index', to bring it up to date."
        )
    if current is not None:
        today = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        copy = path.with_name(f"{path.stem}-before-{revisions[-1]}-{today}{path.suffix}")
        sqlite.backup(engine, copy)
        _log.info("copied the library database to %s before its upgrade", copy)
    with sqlite.writing(engine) as connection:
        if _revision(connection) != revisions[-1]:  # another process may have been faster
            _upgrade(connection, scripts)
            sqlite.mark_as_ours(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if found is None else str(found[0])


def _upgrade(connection: Connection, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()  # no file: nothing is printed and logging stays as it is
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


assert REVISIONS[-1] == HEAD

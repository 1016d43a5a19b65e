"""Brings the database of a library to the newest schema."""

import contextlib
import logging
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from photoclip.catalog import backups, meta, renewing, sqlite
from photoclip.catalog.damage import damaged
from photoclip.catalog.schema import HEAD, REVISIONS
from photoclip.errors import LibraryDamagedError, LibraryError

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
        path: its file; the copy is one of its backups.
        readonly: only check.
        revisions: the known revisions, oldest first.
        scripts: the folder with Alembic's env.py and versions.

    Raises:
        LibraryError: the database is newer than this program, older and `readonly`, or cannot
            be upgraded.
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
    if current is None:
        _upgrade(engine, revisions[-1], scripts)
        return
    try:
        copy = _copied(path)
        try:
            _upgrade(engine, revisions[-1], scripts)
        except BaseException:
            with contextlib.suppress(OSError):
                copy.unlink()  # what it is a copy of is whole
            raise
    except LibraryDamagedError:
        raise
    except (DatabaseError, LibraryError, OSError) as error:
        reason = sqlite.sentence(path, error) if isinstance(error, DatabaseError) else str(error)
        raise LibraryError(
            f"The library {path.parent} cannot be brought up to date and stays as the older "
            f"photoclip left it. {reason}"
        ) from error


def _copied(path: Path) -> Path:
    """The file of a backup of the database as it is."""
    try:
        made = backups.make(path, backups.UPGRADE)
    except sqlite3.DatabaseError as error:
        raise damaged(path) from error
    assert made is not None, "only daily ones are left out"
    _log.info("made the backup %s before the upgrade", made.name)
    return made.path


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if found is None else str(found[0])


def _upgrade(engine: Engine, target: str, scripts: Path) -> None:
    """All steps, and what tells the new state from all before, in one transaction."""
    with sqlite.writing(engine) as connection:
        current = _revision(connection)
        if current == target:  # another process was faster
            return
        _run(connection, scripts)
        sqlite.mark_as_ours(connection)
        if current is not None:
            meta.raise_revision(connection)
        else:
            renewing.keep(connection, renewing.Renewal())


def _run(connection: Connection, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()  # no file: nothing is printed and logging stays as it is
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


assert REVISIONS[-1] == HEAD

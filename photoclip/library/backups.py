"""Backups of a library, and putting one back."""

import contextlib
import logging
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from photoclip.atomic import sync_folder
from photoclip.catalog import backups as stored
from photoclip.catalog import copying
from photoclip.catalog.backups import Backup
from photoclip.catalog.copying import Stop
from photoclip.catalog.damage import damaged
from photoclip.catalog.schema import REVISIONS
from photoclip.errors import LibraryDamagedError, LibraryError, UsageError
from photoclip.library.lock import OwnerLock

__all__ = [
    "Backup",
    "Offer",
    "Restored",
    "begin_anew",
    "damage_of",
    "finish",
    "listed",
    "make",
    "offer",
    "restore",
]

log = logging.getLogger(__name__)

_READY, _DRAFT = "catalog-restored.sqlite", "catalog-restoring.sqlite"
_MOST_OF = 0.9
_SIDES = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be put back in the place of a catalog.

    Attributes:
        backup: the best that there is; None: there is nothing.
        rescued: it was just made of what a damaged catalog still holds.
        damaged: whether the catalog is damaged.
    """

    backup: Backup | None
    rescued: bool
    damaged: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back.

    Attributes:
        backup: the one.
        vectors: how many vectors were taken over; the others are made again by indexing.
        aside: the damaged catalog under its new name; None: it was whole, and `before` holds it.
        before: the backup of what was there.
        skipped: newer backups that were damaged themselves.
    """

    backup: Backup
    vectors: int
    aside: Path | None
    before: Backup | None
    skipped: tuple[Backup, ...] = ()


def listed(folder: Path) -> tuple[Backup, ...]:
    """The backups of a library, the newest first; damaged ones last."""
    return stored.listed(_catalog(folder))


def make(folder: Path) -> Backup:
    """Make a backup now, which stays until the person removes it; others may write meanwhile.

    Raises:
        LibraryDamagedError: the catalog is damaged.
        LibraryError: there is no library, or the backup cannot be written.
    """
    catalog = _existing(folder)
    try:
        made = stored.make(catalog, stored.ASKED)
    except sqlite3.DatabaseError as error:
        raise damaged(catalog) from error
    assert made is not None, "only daily ones are left out"
    return made


def damage_of(folder: Path) -> LibraryDamagedError | None:
    """The error that tells of a damaged catalog; None where it is whole or there is none."""
    catalog = _catalog(folder)
    if not catalog.exists():
        return None
    try:
        return damaged(catalog) if copying.damage(catalog, Stop()) else None
    except sqlite3.Error:
        return None


def offer(folder: Path) -> Offer:
    """What could be put back; a damaged catalog is first saved as far as it can be read.

    Raises:
        LibraryLockedError: another process owns the library.
        LibraryError: the disk refuses.
    """
    with _owned(folder):
        return _offer(_catalog(folder))


def restore(folder: Path, name: str = "") -> Restored:
    """Put a backup in the place of the catalog; what is there now is kept.

    A damaged catalog is kept under another name; of a whole one a backup is made. Vectors of the
    same bytes are taken over. Index and columns are made again, thumbnails stay, and photos that
    came after the backup are found again by the next indexing.

    Args:
        folder: the library's.
        name: the backup's, or how its name begins; "": what `offer` finds best.

    Raises:
        UsageError: there is no such backup.
        LibraryLockedError: another process owns the library.
        LibraryError: there is nothing to put back, the backup is damaged or newer than this
            program, or the disk refuses; the catalog is as it was.
    """
    folder = folder.expanduser().absolute()
    catalog = _catalog(folder)
    with _owned(folder):
        candidates = [_named(catalog, name)] if name else _candidates(catalog)
        is_damaged = not catalog.exists() or bool(copying.damage(catalog, Stop()))
        skipped: list[Backup] = []
        for backup in candidates:
            try:
                _unpack(backup, folder / _DRAFT)
            except LibraryError as error:
                if backup is candidates[-1]:
                    raise
                log.warning("%s", error)
                skipped.append(backup)
                continue
            before = None if is_damaged else _before(catalog)
            vectors = copying.take_vectors(folder / _DRAFT, catalog) if catalog.exists() else 0
            aside = _put(folder, keep=is_damaged)
            log.info("The backup %s was put back, with %d vectors", backup.name, vectors)
            return Restored(backup, vectors, aside, before, tuple(skipped))
    raise LibraryError(
        f"There is no backup of the library {folder}, and nothing of it can be read; move "
        f"{catalog} away to begin anew."
    )


def begin_anew(folder: Path) -> Path | None:
    """Put a damaged catalog aside, so that the next opening makes an empty one.

    Returns:
        Where the damaged one lies now.

    Raises:
        LibraryLockedError: another process owns the library.
        LibraryError: the catalog is whole, or the disk refuses.
    """
    folder = folder.expanduser().absolute()
    with _owned(folder):
        catalog = _existing(folder)
        if not copying.damage(catalog, Stop()):
            raise LibraryError(f"The library {folder} is not damaged, so nothing was changed.")
        return _set_aside(folder, datetime.now().astimezone())


def finish(folder: Path) -> Path | None:
    """Bring a restoring to its end, also one that a crash cut off; for the owner of a library.

    Returns:
        Where the earlier catalog lies now, if it was there.

    Raises:
        OSError: the disk refuses; it can be tried again.
    """
    ready, catalog = folder / _READY, _catalog(folder)
    with contextlib.suppress(OSError):
        (folder / _DRAFT).unlink(missing_ok=True)
    if not ready.exists():
        return None
    aside = _set_aside(folder, datetime.fromtimestamp(ready.stat().st_mtime).astimezone())
    ready.replace(catalog)
    sync_folder(folder)
    return aside


def _set_aside(folder: Path, moment: datetime) -> Path | None:
    """Give the catalog another name, and remove what was derived from it."""
    catalog = _catalog(folder)
    aside = folder / f"catalog-damaged-{moment:%Y-%m-%d-%H%M%S}.sqlite"
    for side in _SIDES:
        there = catalog.with_name(catalog.name + side)
        if there.exists():
            there.replace(aside.with_name(aside.name + side))
    shutil.rmtree(folder / "index", ignore_errors=True)
    catalog.with_suffix(".columns").unlink(missing_ok=True)
    sync_folder(folder)
    return aside if aside.exists() else None


def _catalog(folder: Path) -> Path:
    return folder.expanduser().absolute() / "catalog.sqlite"


def _existing(folder: Path) -> Path:
    catalog = _catalog(folder)
    if not catalog.exists():
        raise LibraryError(
            f"There is no library in {catalog.parent} yet; make one with 'photoclip index FOLDER'."
        )
    return catalog


@contextmanager
def _owned(folder: Path) -> Generator[None]:
    """Nobody else writes meanwhile."""
    catalog = _catalog(folder)
    if not catalog.exists() and not stored.listed(catalog):
        _existing(folder)
    lock = OwnerLock(catalog.parent)
    try:
        with _disk(catalog.parent):
            finish(catalog.parent)
            yield
    finally:
        lock.release()


@contextmanager
def _disk(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryError(
            f"The library {folder} cannot be restored: {error.strerror or error}."
        ) from error
    except sqlite3.Error as error:
        raise LibraryError(f"The library {folder} cannot be restored: {error}.") from error


def _offer(catalog: Path) -> Offer:
    newest = next((each for each in stored.listed(catalog) if each.whole), None)
    if not catalog.exists():
        return Offer(newest, rescued=False, damaged=True)
    if not copying.damage(catalog, Stop()):
        return Offer(newest, rescued=False, damaged=False)
    try:
        rescued = stored.make(catalog, stored.RESCUE)
    except sqlite3.DatabaseError as error:
        log.warning("Of the damaged catalog %s nothing can be saved: %s", catalog, error)
        return Offer(newest, rescued=False, damaged=True)
    assert rescued is not None, "only daily ones are left out"
    if newest is not None and _lacks_much(rescued, newest):
        return Offer(newest, rescued=False, damaged=True)
    return Offer(rescued, rescued=True, damaged=True)


def _lacks_much(rescued: Backup, newest: Backup) -> bool:
    """Whether a part seems to be missing, though all that is there could be read."""
    return rescued.photos < _MOST_OF * newest.photos or rescued.tags < _MOST_OF * newest.tags


def _candidates(catalog: Path) -> list[Backup]:
    """What may be put back where nothing is named, the best first."""
    best = _offer(catalog).backup
    rest = [each for each in stored.listed(catalog) if each.whole and each != best]
    return [] if best is None else [best, *rest]


def _named(catalog: Path, name: str) -> Backup:
    every = stored.listed(catalog)
    exact = [each for each in every if each.name == name]
    found = exact or [each for each in every if each.name.startswith(name)]
    if not found:
        raise UsageError(f"There is no backup {name}; 'photoclip backups list' shows them.")
    return found[0]


def _before(catalog: Path) -> Backup | None:
    """What is there now, should the person want it back."""
    try:
        return stored.make(catalog, stored.RESTORE)
    except sqlite3.DatabaseError as error:
        raise damaged(catalog) from error


def _unpack(backup: Backup, target: Path) -> None:
    if backup.whole and backup.revision not in REVISIONS:
        raise LibraryError(
            f"The backup {backup.name} was made by a newer photoclip; update photoclip to use it."
        )
    stored.unpack(backup, target)


def _put(folder: Path, *, keep: bool) -> Path | None:
    """From the renaming on, the draft is what counts."""
    (folder / _DRAFT).replace(folder / _READY)
    sync_folder(folder)
    aside = finish(folder)
    if aside is None or keep:
        return aside
    for side in _SIDES:
        aside.with_name(aside.name + side).unlink(missing_ok=True)
    return None

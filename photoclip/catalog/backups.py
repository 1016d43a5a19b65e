"""Backups of a catalog: one checked file each, without the vectors, which are made again.

A backup is a ZIP file with the facts about it and a copy of the catalog, so that every flipped
bit of it is noticed. It is complete before it gets its name.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from photoclip.atomic import replacing, to_disk
from photoclip.catalog import copying
from photoclip.catalog.copying import Stop, Stopped
from photoclip.errors import LibraryError

DAILY, ASKED, UPGRADE, RESTORE, RESCUE = "daily", "asked", "upgrade", "restore", "rescue"
IMPORT = "import"
"""Why a backup was made: once a day, on demand, before an upgrade, before another backup was put
back, of what a damaged catalog still holds, or before another library came in."""

_FACTS, _CATALOG = "facts.json", "catalog.sqlite"
_FORM = 1
_SUFFIX = ".zip"
_DAYS, _WEEKS = 7, 4  # of so many the newest daily one is kept
_OTHERS = 3  # kept of each kind that is neither daily nor asked for
_BLOCK = 1 << 20
_BAD_ARCHIVE = (
    RecursionError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    NotImplementedError,  # a method of compression that no backup has
    RuntimeError,  # encrypted, says a flipped bit
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        path: its file.
        made_at: when, in UTC.
        kind: why, see above.
        photos: how many had a present file.
        tags: how many tags these had, whoever gave them.
        bytes: size of the file.
        whole: whether its facts could be read.
        revision: of the schema.
        number: rises from one to the next, also where the clock was set back between them.
    """

    path: Path
    made_at: datetime
    kind: str
    photos: int
    tags: int
    bytes: int
    whole: bool = True
    revision: str = ""
    number: int = 0

    @property
    def name(self) -> str:
        """What it is called: the moment at which it was made, local time."""
        return self.path.name.removesuffix(_SUFFIX)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a backup says of itself."""

    made_at: datetime
    kind: str
    photos: int
    tags: int
    revision: str
    later: tuple[str, ...]
    source: str
    checksum: int
    number: int = 0


def folder_of(catalog: Path) -> Path:
    """Where the backups of a catalog lie."""
    return catalog.parent / "backups"


def listed(catalog: Path) -> tuple[Backup, ...]:
    """The backups of a catalog, the newest first; damaged ones last."""
    try:
        found = [_described(path) for path in folder_of(catalog).glob(f"*{_SUFFIX}")]
    except OSError:
        return ()
    return tuple(
        sorted(
            found,
            key=lambda each: (each.whole, each.number, each.made_at, each.name),
            reverse=True,
        )
    )


def is_due(catalog: Path, today: date | None = None) -> bool:
    """Whether today's backup is still to be made: none is there and something was written since."""
    made = [each for each in listed(catalog) if each.whole]
    today = today or datetime.now().astimezone().date()
    if any(each.made_at.astimezone().date() == today for each in made):
        return False
    return not made or _facts(made[0].path).source != state_of(catalog)


def make(catalog: Path, kind: str, stop: Stop | None = None) -> Backup | None:
    """Make a backup, look through it, and let old ones go; others may write meanwhile.

    Returns:
        The backup; None where it is a daily one and equals the newest there is.

    Raises:
        LibraryError: it cannot be written.
        sqlite3.DatabaseError: the catalog is damaged, see `copying.is_damage`.
        Stopped: `stop` was set; nothing is left.
    """
    stop = stop or Stop()
    folder = folder_of(catalog)
    copied = folder / f".copy-{os.getpid()}.sqlite"
    state = state_of(catalog)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _tidy(folder)
        try:
            found = copying.copy(catalog, copied, stop)
        except sqlite3.Error as error:
            if copying.is_damage(error) or isinstance(error, sqlite3.IntegrityError):
                raise
            raise LibraryError(f"The backup in {folder} cannot be made: {error}.") from error
        facts = _Facts(
            datetime.now(UTC),
            kind,
            found.photos,
            found.tags,
            found.revision,
            found.later,
            state,
            _sum(copied),
            1 + max((each.number for each in listed(catalog)), default=0),
        )
        if kind == DAILY and _equals_newest(catalog, facts.checksum):
            return None
        path = _write(folder, copied, facts, stop)
    except OSError as error:
        raise LibraryError(
            f"The backup in {folder} cannot be made: {error.strerror or error}."
        ) from error
    finally:
        with contextlib.suppress(OSError):  # why it could not be made is said already
            copied.unlink()
    rotate(catalog)
    return _described(path)


def rotate(catalog: Path) -> tuple[Path, ...]:
    """Remove old backups; those that a person asked for stay. Which ones went."""
    gone = [each.path for each in outdated(listed(catalog))]
    for path in gone:
        path.unlink(missing_ok=True)
    return tuple(gone)


def outdated(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """Which of some backups, newest first, are no longer kept.

    Kept are the newest of each of the last seven days and of the last four weeks that have any,
    the last few before upgrades, restores and imports, and all that a person asked for. Days
    without backups do not count, so that nothing goes after a pause or when the clock is wrong.
    """
    whole = [each for each in backups if each.whole]
    daily = [each for each in whole if each.kind == DAILY]
    kept = {each.path for each in whole if each.kind == ASKED}
    kept |= {each.path for each in _first_of_each(daily, _day, _DAYS)}
    kept |= {each.path for each in _first_of_each(daily, _week, _WEEKS)}
    for kind in (UPGRADE, RESTORE, RESCUE, IMPORT):
        kept |= {each.path for each in [each for each in whole if each.kind == kind][:_OTHERS]}
    return tuple(each for each in whole if each.path not in kept)


def unpack(backup: Backup, target: Path) -> None:
    """Write the catalog of a backup into a new file, checked.

    Raises:
        LibraryError: the backup is damaged, or the disk refuses; nothing is left.
    """
    damaged = LibraryError(f"The backup {backup.path} is damaged; choose another.")
    try:
        facts = _facts(backup.path)
        with zipfile.ZipFile(backup.path) as archive, target.open("wb") as file:
            with archive.open(_CATALOG) as stored:
                shutil.copyfileobj(stored, file, _BLOCK)
            to_disk(file)
        if _sum(target) != facts.checksum:
            raise damaged
        copying.finish(target, facts.later)
    except (sqlite3.Error, LibraryError, OSError, *_BAD_ARCHIVE) as error:
        target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise LibraryError(
                f"The backup {backup.path} cannot be unpacked: {error.strerror or error}."
            ) from error
        if isinstance(error, sqlite3.Error) and not copying.is_damage(error):
            raise LibraryError(f"The backup {backup.path} cannot be unpacked: {error}.") from error
        raise damaged from error


def _write(folder: Path, copied: Path, facts: _Facts, stop: Stop) -> Path:
    path = _free(folder, facts.made_at)
    with replacing(path) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_FACTS, json.dumps(_document(facts)))
            with archive.open(_CATALOG, "w", force_zip64=True) as stored, copied.open("rb") as rows:
                while block := rows.read(_BLOCK):
                    stop.look()
                    stored.write(block)
        file.flush()
        with zipfile.ZipFile(file.name) as archive:
            if archive.testzip() is not None:
                raise OSError(f"{path.name} reads otherwise than it was written")
    return path


def _free(folder: Path, moment: datetime) -> Path:
    stem = moment.astimezone().strftime("%Y-%m-%d-%H%M%S")
    path, number = folder / f"{stem}{_SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}{_SUFFIX}", number + 1
    return path


def _document(facts: _Facts) -> dict[str, Any]:
    return {
        "form": _FORM,
        "made_at": facts.made_at.isoformat(timespec="microseconds"),
        "kind": facts.kind,
        "photos": facts.photos,
        "tags": facts.tags,
        "revision": facts.revision,
        "later": facts.later,
        "source": facts.source,
        "checksum": facts.checksum,
        "number": facts.number,
    }


def _facts(path: Path) -> _Facts:
    """What a backup says of itself.

    Raises:
        OSError: it cannot be read.
        BadZipFile and others of `_BAD_ARCHIVE`: it is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        stored = json.loads(archive.read(_FACTS))
        archive.getinfo(_CATALOG)
    if stored["form"] != _FORM:
        raise ValueError(f"a backup of form {stored['form']}")
    return _Facts(
        datetime.fromisoformat(stored["made_at"]),
        str(stored["kind"]),
        int(stored["photos"]),
        int(stored["tags"]),
        str(stored["revision"]),
        tuple(map(str, stored["later"])),
        str(stored["source"]),
        int(stored["checksum"]),
        int(stored.get("number", 0)),  # of an earlier program, that gave none
    )


def _described(path: Path) -> Backup:
    found = path.stat()
    try:
        facts = _facts(path)
    except (OSError, *_BAD_ARCHIVE):
        moment = datetime.fromtimestamp(found.st_mtime, UTC)
        return Backup(path, moment, "", 0, 0, found.st_size, whole=False)
    return Backup(
        path,
        facts.made_at,
        facts.kind,
        facts.photos,
        facts.tags,
        found.st_size,
        revision=facts.revision,
        number=facts.number,
    )


def _equals_newest(catalog: Path, checksum: int) -> bool:
    newest = next((each for each in listed(catalog) if each.whole), None)
    return newest is not None and _facts(newest.path).checksum == checksum


def state_of(catalog: Path) -> str:
    """Another text whenever a catalog's files were written to."""
    found: list[str] = []
    for path in (catalog, catalog.with_name(catalog.name + "-wal")):
        try:
            facts = path.stat()
        except OSError:
            continue
        if facts.st_size:
            found.append(f"{facts.st_size}-{facts.st_mtime_ns}")
    return " ".join(found)


def _sum(path: Path) -> int:
    found = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found = zlib.crc32(block, found)
    return found


def _tidy(folder: Path) -> None:
    """Remove what a crash left; only the owner of a library makes backups."""
    for left in folder.glob(".copy-*"):
        left.unlink(missing_ok=True)


def _day(backup: Backup) -> object:
    return backup.made_at.astimezone().date()


def _week(backup: Backup) -> object:
    return backup.made_at.astimezone().isocalendar()[:2]


def _first_of_each(
    backups: Iterable[Backup], of: Callable[[Backup], object], most: int
) -> list[Backup]:
    first: dict[object, Backup] = {}
    for each in backups:
        first.setdefault(of(each), each)
    return list(first.values())[:most]


__all__ = [
    "ASKED",
    "DAILY",
    "IMPORT",
    "RESCUE",
    "RESTORE",
    "UPGRADE",
    "Backup",
    "Stop",
    "Stopped",
    "folder_of",
    "is_due",
    "listed",
    "make",
    "outdated",
    "rotate",
    "state_of",
    "unpack",
]

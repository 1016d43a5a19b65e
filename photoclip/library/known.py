"""On which drive each library lay that was opened, so that one that is away is not made anew."""

import hashlib
import logging
import os
from pathlib import Path

from photoclip import mounts
from photoclip.errors import LibraryError, LibraryGoneError

log = logging.getLogger(__name__)

_FOLDER = "libraries"  # beside the settings, a small file for each


def look_for(folder: Path, settings_path: Path, *, write: bool, anew: bool) -> None:
    """Before a library is opened: whether it is there, or may be made.

    Args:
        folder: the library's, absolute.
        settings_path: of this machine.
        write: it is made where it was never seen.
        anew: the person's yes to a new one in the place of one that was seen there.

    Raises:
        LibraryGoneError: it was opened before, and the drive on which it lay is not there now.
        LibraryError: there is none to read.
    """
    if (folder / "catalog.sqlite").exists() or (write and anew):
        return
    if _is_away(folder, settings_path):
        raise LibraryGoneError(
            f"The library {folder} is not there; connect its drive. To make a new one in its "
            "place, add --new-library before the command."
        )
    if not write:
        raise LibraryError(
            f"There is no library in {folder} yet; make one with 'photoclip index FOLDER'."
        )


def remember(folder: Path, settings_path: Path) -> None:
    """A library was opened."""
    note, place = _note(folder, settings_path), mounts.mount_of(folder).place
    if not place or place == _noted(note):
        return
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_bytes(os.fsencode(place))
    except OSError as error:  # it is open all the same
        log.warning("That the library %s was opened cannot be noted: %s", folder, error)


def _is_away(folder: Path, settings_path: Path) -> bool:
    """Whether it was opened on a drive that is not there; what was only deleted is not away."""
    place = _noted(_note(folder, settings_path))
    return bool(place) and all(mount.place != place for mount in mounts.mounts())


def _noted(note: Path) -> str:
    """Where the drive was mounted, "" for none."""
    try:
        return os.fsdecode(note.read_bytes())
    except OSError:
        return ""


def _note(folder: Path, settings_path: Path) -> Path:
    name = hashlib.sha256(os.fsencode(os.path.normpath(folder))).hexdigest()[:32]
    return settings_path.parent / _FOLDER / name

"""Files and folders that `like:` could name: listed off the GUI thread, a folder at a time."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from photoclip.photos.formats import PICTURE_EXTENSIONS
from photoclip.records import ValueCount

_LOOKED_AT = 20_000  # entries of one folder
_HOME = "~/"


def parted(written: str) -> tuple[str, str]:
    """The folder that is written, with its last stroke, and the name begun in it.

    Without a folder the person's own is meant.
    """
    cut = max(written.rfind("/"), written.rfind(os.sep)) + 1
    return written[:cut] or _HOME, written[cut:]


def listed(folder: str) -> tuple[ValueCount, ...]:
    """Folders (which end in a stroke) and pictures in a folder, by name; hidden ones left out.

    Blocks; a folder that is not there or may not be read has none.
    """
    try:
        with os.scandir(Path(folder).expanduser()) as entries:
            found = [*_usable(islice(entries, _LOOKED_AT))]
    except OSError:
        return ()
    found.sort(key=lambda name: (not name.endswith("/"), name.casefold()))
    return tuple(ValueCount(f"{folder}{name}", 0) for name in found)


def _usable(entries: Iterator[os.DirEntry[str]]) -> Iterator[str]:
    for entry in entries:
        if entry.name.startswith(".") or not entry.name.isprintable() or '"' in entry.name:
            continue
        if entry.is_dir():
            yield f"{entry.name}/"
        elif Path(entry.name).suffix.lower() in PICTURE_EXTENSIONS:
            yield entry.name

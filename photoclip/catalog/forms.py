"""The forms in which the catalog stores moments, names and places."""

import os
import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

from photoclip.records import display_text

_DIGITS = re.compile("[0-9]+")


def now() -> str:
    """This moment, UTC, as ISO text."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def stored_moment(moment: datetime | None) -> tuple[str | None, int | None]:
    """Local time as ISO text and, where known, its offset from UTC in minutes."""
    if moment is None:
        return None, None
    offset = moment.utcoffset()
    minutes = None if offset is None else round(offset.total_seconds() / 60)
    return moment.replace(tzinfo=None).isoformat(), minutes


def moment_of(stored: str | None, offset_minutes: int | None = None) -> datetime | None:
    """The moment that `stored_moment` wrote."""
    if stored is None:
        return None
    moment = datetime.fromisoformat(stored)
    if offset_minutes is None:
        return moment
    return moment.replace(tzinfo=timezone(timedelta(minutes=offset_minutes)))


def key_of(name: str) -> str:
    """A name without regard to capitals, spaces around it and ways of writing accents."""
    if name.isascii():
        return name.strip().lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).casefold())


def natural_key(name: str) -> str:
    """A text by which names sort as people count: "img2" before "IMG10"."""
    return _DIGITS.sub(_counted, key_of(name))


def _counted(digits: re.Match[str]) -> str:
    """A number that sorts by its size: how long it is, and then its digits."""
    number = digits[0].lstrip("0")
    return f"{min(len(number), 99):02}{number}"


def place_of(rel: bytes) -> tuple[str, str, str]:
    """Folder, file name and suffix (lower case, no dot) of a relative path, as display texts."""
    folder, _, name = rel.rpartition(b"/")
    stem, dot, suffix = name.rpartition(b".")
    kind = display_text(suffix).lower() if dot and stem else ""
    return display_text(folder), display_text(name), kind


def absolute(root: bytes, rel: bytes) -> bytes:
    """The absolute path of a file in a root."""
    if os.sep != "/":
        rel = rel.replace(b"/", os.fsencode(os.sep))
    sep = os.fsencode(os.sep)
    return (root if root.endswith(sep) else root + sep) + rel


def relative(root: bytes, path: bytes) -> bytes | None:
    """The path inside a root, b"" for the root itself, None for a path elsewhere."""
    sep = os.fsencode(os.sep)
    if path == root:
        return b""
    start = root if root.endswith(sep) else root + sep
    return path[len(start) :].replace(sep, b"/") if path.startswith(start) else None

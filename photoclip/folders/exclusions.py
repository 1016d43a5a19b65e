"""Folders and files that are never looked at."""

import re
import unicodedata
from collections.abc import Iterable
from fnmatch import translate

from photoclip.records import display_text

_FOLDERS = frozenset(
    {b"@eadir", b"$recycle.bin", b"system volume information", b"lost+found", b"recycler"}
)
_BUNDLES = (b".photoslibrary", b".lrdata", b".photolibrary", b".aplibrary")

_PASSING = (
    *(b"~", b".bak", b".orig", b"_original", b".tmp", b".temp"),
    *(b".part", b".partial", b".filepart", b".crdownload", b".download"),
)

MARKER = b".nomedia"
"""A file of this name excludes its folder with everything below."""


def is_excluded(name: bytes) -> bool:
    """Whether a file or folder is passed over because of its name: hidden, or a program's own."""
    if name.startswith(b"."):
        return True
    lower = name.lower()
    return lower in _FOLDERS or lower.endswith(_BUNDLES)


def is_passing(name: bytes) -> bool:
    """Whether a file without a picture's extension is what programs leave while they save or load.

    Were the backup `a.jpg~` taken for a picture, it would be the photo that `a.jpg` was, and the
    saved one, with its tags left behind, a new photo.
    """
    return name.lower().endswith(_PASSING)


def any_excluded(rel: bytes) -> bool:
    """Whether any part of a relative path is excluded by its name."""
    return any(is_excluded(part) for part in rel.split(b"/") if part)


class Unwanted:
    """The folders inside a root that the person does not want looked at.

    A pattern with a `/` is meant from the root on, another one is a folder's name anywhere; `*`,
    `?` and `[…]` stand for other characters, and capitals do not matter.
    """

    def __init__(self, patterns: Iterable[str] = ()) -> None:
        """Understand the patterns."""
        self._whole: list[re.Pattern[str]] = []
        self._names: list[re.Pattern[str]] = []
        for pattern in patterns:
            plain = _same(pattern.strip().removesuffix("/"))
            if plain:
                kind = self._whole if "/" in plain else self._names
                kind.append(re.compile(translate(plain.removeprefix("/"))))

    def has(self, folder: bytes) -> bool:
        """Whether a folder (relative to the root) itself is unwanted."""
        if not self._whole and not self._names:
            return False
        path = _same(display_text(folder))
        name = path.rpartition("/")[2]
        return any(each.match(path) for each in self._whole) or any(
            each.match(name) for each in self._names
        )

    def covers(self, folder: bytes) -> bool:
        """Whether a folder, or one that it lies in, is unwanted."""
        parts = folder.split(b"/") if folder else []
        return any(self.has(b"/".join(parts[:depth])) for depth in range(1, len(parts) + 1))


def _same(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()

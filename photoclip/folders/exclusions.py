"""Folders and files that are never looked at."""

_FOLDERS = frozenset(
    {b"@eadir", b"$recycle.bin", b"system volume information", b"lost+found", b"recycler"}
)
_BUNDLES = (b".photoslibrary", b".lrdata", b".photolibrary", b".aplibrary")

MARKER = b".nomedia"
"""A file of this name excludes its folder with everything below."""


def is_excluded(name: bytes) -> bool:
    """Whether a file or folder is passed over because of its name: hidden, or a program's own."""
    if name.startswith(b"."):
        return True
    lower = name.lower()
    return lower in _FOLDERS or lower.endswith(_BUNDLES)


def any_excluded(rel: bytes) -> bool:
    """Whether any part of a relative path is excluded by its name."""
    return any(is_excluded(part) for part in rel.split(b"/") if part)

"""Notices changes by listing a folder again and again, where the system tells of none."""

import os

from photoclip.folders import exclusions

Snapshot = dict[bytes, int]
"""A number for every folder (relative path) that changes with its list of files."""


def snapshot(base: bytes) -> Snapshot | None:
    """Lists a folder with everything below it; None when it is not there.

    Excluded and unreadable folders are left out; symbolic links are not followed.
    """
    found: Snapshot = {}
    waiting = [b""]
    while waiting:
        rel = waiting.pop()
        try:
            with os.scandir(base + b"/" + rel if rel else base) as entries:
                listed = [entry for entry in entries if not _passed_over(entry.name)]
        except OSError:
            if not rel:
                return None
            continue
        prefix = rel + b"/" if rel else b""
        files: list[tuple[bytes, int, int]] = []
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(prefix + entry.name)
            elif entry.is_file(follow_symlinks=False):
                files.append(_signature(entry))
        found[rel] = hash(frozenset(files))
    return found


def changed(before: Snapshot, after: Snapshot) -> frozenset[bytes]:
    """The folders that differ between two snapshots, those that came and went among them."""
    return frozenset(
        rel for rel in before.keys() | after.keys() if before.get(rel) != after.get(rel)
    )


def _passed_over(name: bytes) -> bool:
    return name != exclusions.MARKER and exclusions.is_excluded(name)


def _signature(entry: os.DirEntry[bytes]) -> tuple[bytes, int, int]:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return entry.name, -1, -1
    return entry.name, found.st_size, found.st_mtime_ns

"""Gathers touched files and folders until they are quiet."""

import os
from dataclasses import dataclass, field

_Stat = tuple[int, int]

_LONGEST = 10.0
"""Seconds after which a folder that never becomes quiet is reported all the same."""


@dataclass(slots=True)
class _Restless:
    """A folder with recent events, and the files these were about as they were last seen."""

    first: float
    last: float
    files: dict[bytes, _Stat | None] = field(default_factory=dict[bytes, _Stat | None])


class Settling:
    """The restless folders of one root; all times are monotonic seconds. Not thread-safe."""

    def __init__(self, base: bytes, quiet: float) -> None:
        """Begins with nothing restless.

        Args:
            base: absolute path of the root.
            quiet: seconds without events after which a folder is settled.
        """
        self._base = base.rstrip(b"/")
        self._quiet = quiet
        self._folders: dict[bytes, _Restless] = {}

    def touch(self, folder: bytes, file: bytes | None, now: float) -> None:
        """Notes an event in a folder (relative to the root), about a file of that name if given."""
        restless = self._folders.setdefault(folder, _Restless(now, now))
        restless.last = now
        if file is not None:
            restless.files[file] = self._stat(folder, file)

    def settled(self, now: float) -> frozenset[bytes]:
        """Takes out the folders that are quiet now, without those that lie below another one."""
        ready = [
            folder
            for folder, restless in self._folders.items()
            if self._ready(folder, restless, now)
        ]
        for folder in ready:
            self._forget(folder, now)
        return outermost(ready)

    def seconds_left(self, now: float) -> float | None:
        """How long until `settled` may have something; None when nothing is restless."""
        if not self._folders:
            return None
        soonest = min(
            min(restless.last + self._quiet, restless.first + _LONGEST)
            for restless in self._folders.values()
        )
        return max(0.05, soonest - now)

    def _ready(self, folder: bytes, restless: _Restless, now: float) -> bool:
        quiet = now - restless.last >= self._quiet
        if not quiet and now - restless.first < _LONGEST:
            return False
        moving = self._moving(folder, restless)
        if quiet and moving:
            restless.last = now  # it still grows, though without events
        return not moving if quiet else len(moving) < max(1, len(restless.files))

    def _moving(self, folder: bytes, restless: _Restless) -> set[bytes]:
        """The files that changed since they were last looked at; notes how they are now."""
        moving: set[bytes] = set()
        for file, before in restless.files.items():
            now = self._stat(folder, file)
            if now != before:
                moving.add(file)
                restless.files[file] = now
        return moving

    def _forget(self, folder: bytes, now: float) -> None:
        """Drops a reported folder; one that was reported while restless stays under watch."""
        restless = self._folders[folder]
        if now - restless.last >= self._quiet:
            del self._folders[folder]
        else:
            restless.first = now

    def _stat(self, folder: bytes, file: bytes) -> _Stat | None:
        try:
            found = os.lstat(b"/".join((self._base, folder, file)))
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns


def outermost(folders: list[bytes]) -> frozenset[bytes]:
    """The folders that do not lie below another one of them: a scan is recursive anyway."""
    kept: list[bytes] = []
    for folder in sorted(folders):
        if not any(above == b"" or folder.startswith(above + b"/") for above in kept):
            kept.append(folder)
    return frozenset(kept)

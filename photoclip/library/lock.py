"""Who may write a library: one process of one machine at a time."""

import json
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psutil

from photoclip.errors import LibraryError, LibraryLockedError


class OwnerLock:
    """The right to write one library, held from construction to `release`.

    The operating system's file lock says whether a process of this machine still holds it, so
    that a killed owner blocks nobody. A lock written by another machine stays until it is
    released there or broken by an explicit yes.
    """

    def __init__(self, folder: Path, *, break_foreign: bool = False) -> None:
        """Take the lock.

        Raises:
            LibraryLockedError: another process owns the library; it is named.
            LibraryError: the folder cannot be written.
        """
        self.path = folder / "owner.lock"
        try:
            self._file: IO[str] = self.path.open("a+", encoding="utf-8")
        except OSError as error:
            raise LibraryError(
                f"The library {folder} cannot be written ({error.strerror}); "
                "choose another with --library or change its permissions."
            ) from None
        try:
            self._take(folder, break_foreign=break_foreign)
        except BaseException:
            self._file.close()
            raise

    def release(self) -> None:
        """Give the library back; safe to call twice."""
        if self._file.closed:
            return
        self._file.seek(0)
        self._file.truncate()
        self._file.flush()
        _unlock(self._file)
        self._file.close()

    def _take(self, folder: Path, *, break_foreign: bool) -> None:
        free = _try_lock(self._file)
        owner = read_owner(folder)
        if not free:
            raise _locked(folder, owner)
        if owner is not None and owner[0] != socket.gethostname() and not break_foreign:
            _unlock(self._file)
            raise _locked(folder, owner)
        self._file.seek(0)
        self._file.truncate()
        started = datetime.now(UTC).isoformat(timespec="seconds")
        owner_facts = {"host": socket.gethostname(), "pid": os.getpid(), "since": started}
        self._file.write(json.dumps(owner_facts))
        self._file.flush()
        os.fsync(self._file.fileno())


def read_owner(folder: Path) -> tuple[str, int] | None:
    """The host and process id written in the lock file, whether or not they are still there."""
    try:
        facts = json.loads((folder / "owner.lock").read_text("utf-8"))
        return str(facts["host"]), int(facts["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _locked(folder: Path, owner: tuple[str, int] | None) -> LibraryLockedError:
    host, pid = owner or ("an unknown machine", 0)
    here = host == socket.gethostname()
    name = ""
    if here and psutil.pid_exists(pid):
        try:
            name = f" ({psutil.Process(pid).name()})"
        except psutil.Error:
            name = ""
    remedy = (
        "close it or wait until it has finished"
        if here
        else "close photoclip there, or add --break-lock if that machine is surely not using it"
    )
    return LibraryLockedError(
        f"The library {folder} is being written by process {pid}{name} on {host}; {remedy}.",
        host=host,
        pid=pid,
    )


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # locking far behind the text leaves it readable for others

    def _try_lock(file: IO[str]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)

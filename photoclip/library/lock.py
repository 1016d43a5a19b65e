"""Who may write a library: one process of one machine at a time."""

import contextlib
import errno
import hashlib
import json
import os
import socket
import sqlite3
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import IO

import psutil

from photoclip import mounts
from photoclip.catalog import journal
from photoclip.errors import LibraryError, LibraryLockedError, ReadOnlyError

_FILE = "owner.lock"
_MACHINE = ("/etc/machine-id", "/var/lib/dbus/machine-id")
_TRIES, _TRY_SECONDS = 8, 0.02  # who only asks for the owner holds the lock for a moment
_SETTLE_SECONDS = 1.0  # in which another machine's claim of the same moment becomes visible
_NOT_WRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that owns a library, as its lock file names it."""

    host: str
    pid: int
    machine: str = ""  # tells machines of one name apart; "" where that is not known
    door: str = ""  # where it takes work from other processes; "" where it does not

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is, or was, on another machine."""
        other = self.machine and this_machine() and self.machine != this_machine()
        return bool(other) or self.host != socket.gethostname()


class OwnerLock:
    """The right to write one library, held from construction to `release`.

    The operating system's file lock says whether a process of this machine still holds it, so
    that a killed owner blocks nobody, whoever has its process id now. A lock written by another
    machine stays until it is released there or broken by an explicit yes.
    """

    def __init__(self, folder: Path, *, break_foreign: bool = False) -> None:
        """Take the lock.

        Raises:
            LibraryLockedError: another process owns the library; it is named.
            ReadOnlyError: the folder cannot be written.
            LibraryError: the lock cannot be made.
        """
        self.path = folder / _FILE
        self._me = Owner(socket.gethostname(), os.getpid(), this_machine())
        self._file = _opened(self.path)
        try:
            self._take(folder, break_foreign=break_foreign)
        except BaseException:
            self._file.close()
            raise

    def take_again(self) -> None:
        """Take the lock file that lies there now, where it is another than the one that is held.

        Raises:
            LibraryLockedError: another process has taken it meanwhile; what was held stays held.
            LibraryError: the lock cannot be made.
        """
        held = self._file
        if _same_file(held, self.path):
            return
        self._file = _opened(self.path)
        try:
            self._take(self.path.parent, break_foreign=False)
        except BaseException:
            self._file.close()
            self._file = held
            raise
        with contextlib.suppress(OSError):  # its drive may be gone
            held.close()

    def announce(self, door: str) -> None:
        """Let others know where work can be handed in; "": nowhere any more."""
        self._me = Owner(self._me.host, self._me.pid, self._me.machine, door)
        self._write()

    def release(self) -> None:
        """Give the library back; safe to call twice."""
        if self._file.closed:
            return
        with contextlib.suppress(OSError):  # on a vanished drive there is nothing to give back
            self._file.truncate(0)
            _unlock(self._file)
        self._file.close()

    def _take(self, folder: Path, *, break_foreign: bool) -> None:
        if not _locked_soon(self._file, folder):
            raise _taken(folder, read_owner(folder))
        before = read_owner(folder)
        if before is not None and before.is_elsewhere and not break_foreign:
            _unlock(self._file)
            raise _taken(folder, before)
        with _reasons(folder):
            self._write()
            os.fsync(self._file.fileno())
        if mounts.is_shared(folder):
            time.sleep(_SETTLE_SECONDS)  # some such file systems lock for one machine only
            now = read_owner(folder)
            if now != self._me:
                _unlock(self._file)
                raise _taken(folder, now)

    def _write(self) -> None:
        content = json.dumps(asdict(self._me)).encode()
        self._file.seek(0)
        self._file.write(content)  # at once, so that nobody reads half of it
        self._file.truncate(len(content))


def _opened(path: Path) -> IO[bytes]:
    with _reasons(path.parent):
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(path, flags, 0o666), "r+b", buffering=0)


def _same_file(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def owner_of(folder: Path) -> Owner | None:
    """Who owns a library now; None: nobody, whatever a killed owner left in the file."""
    written = read_owner(folder)
    if written is not None and written.is_elsewhere:
        return written
    try:
        with (folder / _FILE).open("rb") as file:
            if not _try_lock(file, shared=True):
                return read_owner(folder) or _unnamed()
            _unlock(file)
    except OSError:
        pass  # there is none, or the file system keeps no locks
    return None


def read_owner(folder: Path) -> Owner | None:
    """What the lock file says, whether or not that process is still there."""
    try:
        facts = json.loads((folder / _FILE).read_bytes())
        texts = (str(facts.get(name, "")) for name in ("machine", "door"))
        return Owner(str(facts["host"]), int(facts["pid"]), *texts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def prepare_to_read(folder: Path, *, break_foreign: bool = False) -> None:
    """What comes before reading: on a network file system, one machine uses a library at a time.

    Raises:
        LibraryLockedError: another machine does.
    """
    if not mounts.is_shared(folder):
        return
    owner = owner_of(folder)
    if owner is not None and owner.is_elsewhere and not break_foreign:
        raise _taken(folder, owner)
    logged = [each for each in folder.glob("*.sqlite") if journal.has_log(each)]
    if owner is None and logged:  # it was copied there
        with contextlib.suppress(LibraryError, sqlite3.Error):  # then it is read as it is
            lock = OwnerLock(folder, break_foreign=break_foreign)
            try:
                for each in logged:
                    journal.leave_log(each)
            finally:
                lock.release()


@cache
def this_machine() -> str:
    """A name for this machine that others do not have; "" where the system gives none."""
    for place in _MACHINE:
        with contextlib.suppress(OSError):
            known = Path(place).read_bytes().strip()
            if known:
                return hashlib.sha256(b"photoclip" + known).hexdigest()[:16]
    return ""


def _locked_soon(file: IO[bytes], folder: Path) -> bool:
    for _ in range(_TRIES):
        with _reasons(folder):
            if _try_lock(file):
                return True
        time.sleep(_TRY_SECONDS)
    return False


def _unnamed() -> Owner:
    """One that has the lock and has not written its name yet."""
    return Owner(socket.gethostname(), 0, this_machine())


def _taken(folder: Path, owner: Owner | None) -> LibraryLockedError:
    owner = owner or _unnamed()
    name = ""
    if not owner.is_elsewhere and psutil.pid_exists(owner.pid):
        with contextlib.suppress(psutil.Error):
            name = f" ({psutil.Process(owner.pid).name()})"
    remedy = "close it or wait until it has finished"
    if owner.is_elsewhere:
        remedy = "close photoclip there, or add --break-lock if that machine is surely not using it"
    return LibraryLockedError(
        f"The library {folder} is being written by process {owner.pid}{name} on {owner.host}; "
        f"{remedy}.",
        host=owner.host,
        pid=owner.pid,
        elsewhere=owner.is_elsewhere,
    )


@contextmanager
def _reasons(folder: Path) -> Generator[None]:
    """What the system refuses, as a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise LibraryError(
                f"The disk with the library {folder} is full; free some space and try again."
            ) from None
        if error.errno in _NO_LOCKS:
            raise LibraryError(
                f"The file system of {folder} keeps no locks ({error.strerror}), so two programs "
                "could write the library at once; put it on a disk of this computer."
            ) from None
        kind = ReadOnlyError if error.errno in _NOT_WRITABLE else LibraryError
        raise kind(
            f"The library {folder} cannot be written ({error.strerror}); "
            "choose another with --library or change its permissions."
        ) from None


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # locking far behind the text leaves it readable for others

    def _try_lock(file: IO[bytes], *, shared: bool = False) -> bool:
        del shared  # there is one kind only
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[bytes], *, shared: bool = False) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def make_folder(folder: Path) -> None:
    """Make the folder of a library.

    Raises:
        LibraryError: the system refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The library folder {folder} cannot be made ({error.strerror}); "
            "choose another with --library."
        ) from None

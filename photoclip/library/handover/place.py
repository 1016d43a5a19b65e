"""Where the owner of a library can be reached, and the key that only this person can read."""

import contextlib
import hashlib
import os
import secrets
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_LONGEST = 100  # bytes in the address of a socket, on any system
_PIPES = r"\\.\pipe" + "\\"


@dataclass(frozen=True, slots=True)
class Door:
    """An address of this machine; `key` proves to both sides that they are of one person."""

    address: str
    key: bytes

    def remove(self) -> None:
        """Take away what lies on the disk."""
        for left in (_key_file(self.address), Path(self.address)):
            with contextlib.suppress(OSError):
                left.unlink()


def new_door(library: Path) -> Door:
    """A door for a library, with a key of its own; what killed owners left is removed.

    Raises:
        OSError: no folder can be made that only this person can enter.
    """
    folder = _own_folder()
    name = f"photoclip-{hashlib.sha256(os.fsencode(os.path.realpath(library))).hexdigest()[:16]}"
    for left in folder.glob(f"{name}-*"):
        with contextlib.suppress(OSError):
            left.unlink()
    name = f"{name}-{secrets.token_hex(4)}"
    address = f"{_PIPES}{name}" if sys.platform == "win32" else str(folder / name)
    door = Door(address, secrets.token_bytes(32))
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(_key_file(address), flags, 0o600), "wb") as file:
        file.write(door.key)
    return door


def find_door(address: str) -> Door | None:
    """The door with an address; None where it is gone, or not this person's."""
    file = _key_file(address)
    try:
        found = file.lstat()
        own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
        if not own or not stat.S_ISREG(found.st_mode) or found.st_size > 64:
            return None
        return Door(address, file.read_bytes())
    except OSError:
        return None


def _key_file(address: str) -> Path:
    if address.startswith(_PIPES):
        return _own_folder() / f"{Path(address.removeprefix(_PIPES)).name}.key"
    return Path(f"{address}.key")


def _own_folder() -> Path:
    """A folder that only this person can enter, short enough for the address of a socket."""
    if sys.platform == "win32":
        folder = Path(platformdirs.user_data_dir("photoclip", appauthor=False)) / "doors"
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    run = os.environ.get("XDG_RUNTIME_DIR", "")
    places = [Path(run) / "photoclip"] if run and Path(run).is_dir() else []
    places += [Path(each) / f"photoclip-{os.getuid()}" for each in (tempfile.gettempdir(), "/tmp")]  # noqa: S108
    refused = OSError("there is no folder for a local socket")
    for folder in places:
        if len(os.fsencode(folder)) + 30 > _LONGEST:
            continue
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            found = folder.lstat()
        except OSError as error:
            refused = error
            continue
        if found.st_uid == os.getuid() and stat.S_IMODE(found.st_mode) == 0o700:
            return folder
    raise refused

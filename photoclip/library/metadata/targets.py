"""The files into which is written back: sidecars, and pictures that hold their words themselves."""

import contextlib
import errno
import os
import shutil
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from photoclip.atomic import replacing
from photoclip.catalog.write_queue import PlacedFile
from photoclip.errors import PhotoError, UnreachableError
from photoclip.library.metadata.sidecars import names_for
from photoclip.photos.decode import content_hash, read_picture
from photoclip.photos.metadata import said_of_xmp
from photoclip.photos.xmp import carriers
from photoclip.photos.xmp.document import MOST_BYTES
from photoclip.photos.xmp.writing import Rewording, reworded
from photoclip.records import FileState
from photoclip.records_metadata import Said

FULL, STEM = "full", "stem"
"""How new sidecars are named: IMG.JPG.xmp, or IMG.xmp as Lightroom wants it."""

_GONE = "The file is not there now."


class WaitError(Exception):
    """Nothing can be written now, but perhaps later; the text says why in one sentence."""


@dataclass(frozen=True, slots=True)
class SidecarFile:
    """A sidecar that is there, or is to be: `packet` is b"" where it is not."""

    path: bytes
    rel: bytes
    packet: bytes
    said: Said


def sidecar_of(file: PlacedFile, naming: str) -> SidecarFile:
    """The sidecar beside a file, read anew; where there is none, the one that it would get.

    Raises:
        WaitError: the folder is not there, or it cannot be read.
        PhotoError: it cannot be understood.
    """
    root = file.path[: len(file.path) - len(file.rel)]
    there = _names_in(_folder(file.path))
    full, stem = names_for(file.rel)
    for rel in (full, stem):
        found = there.get(_name(rel).lower())
        if found is not None:
            rel = rel[: len(rel) - len(_name(rel))] + found  # noqa: PLW2901
            packet = _read(root + rel)
            return SidecarFile(root + rel, rel, packet, said_of_xmp(packet))
    rel = stem if naming == STEM else full
    return SidecarFile(root + rel, rel, b"", Said())


def write_sidecar(sidecar: SidecarFile, wanted: Rewording) -> tuple[FileState, Said]:
    """Write a sidecar whole; what it is and says then.

    Raises:
        WaitError: the disk or the folder refuses now.
        PhotoError: it cannot be understood.
    """
    packet = reworded(sidecar.packet, wanted)
    path = Path(os.fsdecode(sidecar.path))
    with _refusals():
        if sidecar.packet and _read(sidecar.path) != sidecar.packet:
            raise WaitError("Another program is writing the sidecar just now.")
        _replace(path, packet, times=False)
        now = path.stat()
    state = FileState(sidecar.rel, now.st_size, now.st_mtime_ns, now.st_ino, now.st_dev)
    return state, said_of_xmp(packet)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that can hold words: its bytes, and what its packet says."""

    file: PlacedFile
    data: bytes
    packet: bytes
    said: Said


def picture_of(file: PlacedFile) -> Picture:
    """A picture file read anew.

    Raises:
        WaitError: it cannot be read now, or is not what the library knows: a scan comes first.
        PhotoError: it is damaged, or its XMP cannot be understood.
    """
    _folder(file.path)
    try:
        data = read_picture(file.path)
    except UnreachableError as error:
        raise WaitError(str(error)) from error
    if content_hash(data) != file.content_hash:
        raise WaitError("The file has changed since it was last looked at.")
    packet = carriers.packet_in(data)
    said = said_of_xmp(packet)
    more = carriers.extension_in(data, packet)
    if more and said_of_xmp(packet, more) != said:
        raise PhotoError("Its words lie in an extension of its XMP, which is left as it is.")
    return Picture(file, data, packet, said)


def check(picture: Picture) -> None:
    """Whether words find a place in a file.

    Raises:
        PhotoError: its form does not allow it, such as several pictures in one file.
    """
    carriers.with_packet(picture.data, picture.packet or reworded(b"", Rewording()))


def ready(picture: Picture, wanted: Rewording) -> bytes:
    """The file with other words; its picture keeps every byte.

    Raises:
        PhotoError: the file does not allow it.
    """
    return carriers.with_packet(picture.data, reworded(picture.packet, wanted))


def write_picture(picture: Picture, data: bytes) -> tuple[tuple[bytes, int], FileState, Said]:
    """Put a file that is `ready` in the place of what it was, with its time of change.

    Returns:
        Its new hash and size, its new state, and what it says.

    Raises:
        WaitError: the disk or the folder refuses now.
    """
    path = Path(os.fsdecode(picture.file.path))
    with _refusals():
        if content_hash(path.read_bytes()) != picture.file.content_hash:
            raise WaitError("Another program is writing the file just now.")
        _replace(path, data, times=True)
        now = path.stat()
    state = FileState(picture.file.rel, now.st_size, now.st_mtime_ns, now.st_ino, now.st_dev)
    return (content_hash(data), len(data)), state, said_of_xmp(carriers.packet_in(data))


def is_writable(path: bytes) -> bool:
    """Whether a file in this folder could be replaced now."""
    folder = os.path.dirname(path)  # noqa: PTH120 - bytes paths
    return os.access(folder, os.W_OK | os.X_OK)


def _replace(path: Path, data: bytes, *, times: bool) -> None:
    """Put a file in the place of another one, with its rights, marks and (if wanted) its times."""
    earlier = path.stat() if path.exists() else None
    if earlier is not None and not os.access(path, os.W_OK):
        raise WaitError(f"The file {path.name} is write-protected.")
    with replacing(path) as file:
        file.write(data)
        file.flush()
        if earlier is None:
            return
        made = Path(file.name)
        with contextlib.suppress(OSError):
            os.chown(made, earlier.st_uid, earlier.st_gid)
        shutil.copystat(path, made)
        if not times:
            os.utime(made)


@contextlib.contextmanager
def _refusals() -> Generator[None]:
    """Turns what the system refuses into one sentence.

    Raises:
        WaitError: in place of it.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise WaitError(_GONE) from error
    except OSError as error:
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            raise WaitError("The folder is read-only for photoclip.") from error
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise WaitError("The disk is full.") from error
        raise WaitError(f"The disk refuses ({error.strerror or 'no reason given'}).") from error


def _folder(path: bytes) -> bytes:
    """The folder of a file.

    Raises:
        WaitError: it is not there.
    """
    folder = os.path.dirname(path)  # noqa: PTH120 - bytes paths
    if not os.path.isdir(folder):  # noqa: PTH112 - bytes paths
        raise WaitError("The folder is not there now.")
    return folder


def _names_in(folder: bytes) -> dict[bytes, bytes]:
    with _refusals(), os.scandir(folder) as entries:
        names = [each.name for each in entries if each.name[-4:].lower() == b".xmp"]
    return {name.lower(): name for name in sorted(names, reverse=True)}


def _read(path: bytes) -> bytes:
    with _refusals(), open(path, "rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise PhotoError("The sidecar is larger than 16 MB, which photoclip does not read.")
    return data


def _name(rel: bytes) -> bytes:
    return rel.rpartition(b"/")[2]

"""On what kind of file system a folder lies: a disk of this machine, or one that others share."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

import psutil

_SHARED = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "ncpfs", "afs"),
        *("webdav", "davfs", "9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "drvfs"),
        *("fuse", "macfuse", "osxfuse"),  # of what, nobody says: perhaps of a network
        *("ceph", "lustre", "glusterfs", "beegfs", "gpfs", "ocfs2", "gfs2", "orangefs"),
    }
)
_OWN_FUSE = frozenset(  # FUSE that only stands before a disk of this machine
    {"ntfs-3g", "ntfs", "exfat", "ext2", "mergerfs", "bindfs", "encfs", "gocryptfs", "cryfs"}
)


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of a mounts table."""

    place: str  # absolute
    kind: str  # of the file system, such as "ext4" or "nfs4"
    remote: bool = False  # Windows says so itself of a drive


def is_shared(folder: Path, table: Iterable[Mount] | None = None) -> bool:
    """Whether other machines can write a folder too: it lies on a network file system.

    There SQLite's write-ahead log does not work, and a mapped file may vanish under its reader.

    Args:
        folder: it or what is above it must be there.
        table: the mounts; None: those of this machine.
    """
    if os.path.realpath(folder).startswith("\\\\"):
        return True
    found = mount_of(folder, table)
    fuse, _, what = found.kind.lower().partition("fuse.")
    if what and not fuse:
        return what not in _OWN_FUSE
    return found.remote or found.kind.lower() in _SHARED


def mount_of(folder: Path, table: Iterable[Mount] | None = None) -> Mount:
    """The mount that a folder lies on, whether it is there itself or not; empty where none is.

    Args:
        folder: any.
        table: as for `is_shared`.
    """
    place = PurePath(os.path.realpath(folder))
    found = Mount("", "")
    for mount in mounts() if table is None else table:
        inside = place == PurePath(mount.place) or PurePath(mount.place) in place.parents
        if inside and len(mount.place) >= len(found.place):
            found = mount  # of two at one place the later one lies on top
    return found


def mounts() -> list[Mount]:
    """What is mounted; PHOTOCLIP_MOUNTS names a table of the form of /proc/mounts instead."""
    named = os.environ.get("PHOTOCLIP_MOUNTS")
    if named:
        return parsed(Path(named).read_text("utf-8"))
    return [
        Mount(each.mountpoint, each.fstype, "remote" in each.opts.split(","))
        for each in psutil.disk_partitions(all=True)
    ]


def parsed(table: str) -> list[Mount]:
    """A table of the form of /proc/mounts: device, place and kind, with octal escapes."""
    rows = [line.split() for line in table.splitlines()]
    return [Mount(_plain(row[1]), row[2]) for row in rows if len(row) >= 3]


def _plain(escaped: str) -> str:
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        escaped = escaped.replace(code, sign)
    return escaped

"""Files that take another's place whole or not at all, also through a crash or a power loss."""

import contextlib
import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_SUFFIX = ".partial"
_LEFT_SECONDS = 3600.0  # what was not written on for so long, a crash has left


@contextmanager
def replacing(path: Path) -> Generator[BinaryIO]:
    """A new file that is put in the place of `path` at the block's end, and lasts from then on.

    Where the block raises, what is there stays. Several processes may do this at once; the last
    one counts.

    Raises:
        OSError: the disk refuses; what is there stays.
    """
    partial = path.with_name(
        f".{path.name}.{os.getpid()}-{threading.get_ident()}{_SUFFIX}",
    )
    try:
        with partial.open("wb") as file:
            yield file
            to_disk(file)
            written = os.fstat(file.fileno()).st_mtime
        partial.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise
    sync_folder(path.parent)
    _tidy(path, written - _LEFT_SECONDS)


def to_disk(file: BinaryIO) -> None:
    """Wait until what was written to a file lies on the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make new names in a folder last through a power loss, where the system can."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network file systems know no such thing
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _tidy(path: Path, before: float) -> None:
    """Remove what crashes left of earlier files; times are the file system's own."""
    for left in path.parent.glob(f".{path.name}.*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < before:
                left.unlink()

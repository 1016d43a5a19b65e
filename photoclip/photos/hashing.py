"""The identity of a file's bytes, read piece by piece."""

import os
import stat

import blake3

_PIECE = 4 << 20
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0)
    for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)


def hash_of_file(path: bytes) -> bytes:
    """What `decode.content_hash` gives for the bytes of a file, in little memory.

    Raises:
        OSError: it cannot be read, or is no regular file.
    """
    hasher = blake3.blake3()
    descriptor = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{os.fsdecode(path)} is no regular file")
        while piece := os.read(descriptor, _PIECE):
            hasher.update(piece)
    finally:
        os.close(descriptor)
    return hasher.digest(length=16)

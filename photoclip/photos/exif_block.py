"""EXIF as a block of bytes laid out as TIFF: read and changed in place."""

import struct
from collections.abc import Iterator

_ORIENTATION, _GPS = 0x0112, 0x8825
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}


def minimal_exif(orientation: int) -> bytes:
    """A block that says nothing but how the picture is turned."""
    return b"II*\0\x08\0\0\0" + struct.pack("<HHHIHHI", 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def orientation_in(block: bytes) -> int:
    """How the picture is turned, 1 to 8; anything else counts as upright."""
    try:
        order = _order(block)
        for at in _entries(block, order, _first(block, order)):
            if struct.unpack_from(order + "H", block, at)[0] == _ORIENTATION:
                value = struct.unpack_from(order + "H", block, at + 8)[0]
                return value if 1 <= value <= 8 else 1
    except (struct.error, ValueError):
        pass
    return 1


def without_place(block: bytes) -> bytes:
    """The block without its GPS part, whose bytes are overwritten; all else stays in its place.

    Of a block that cannot be read only the orientation is left.
    """
    try:
        return _without_gps(block)
    except (struct.error, ValueError):
        return minimal_exif(orientation_in(block))


def _without_gps(block: bytes) -> bytes:
    order = _order(block)
    first = _first(block, order)
    entries = list(_entries(block, order, first))
    tags = [struct.unpack_from(order + "H", block, at)[0] for at in entries]
    changed = bytearray(block)
    for at in [at for at, tag in zip(entries, tags, strict=True) if tag == _GPS]:
        _wipe(changed, order, struct.unpack_from(order + "I", block, at + 8)[0])
    left = [
        bytes(changed[at : at + 12]) for at, tag in zip(entries, tags, strict=True) if tag != _GPS
    ]
    end = first + 2 + 12 * len(entries)
    follows = bytes(changed[end : end + 4]).ljust(4, b"\0")
    written = struct.pack(order + "H", len(left)) + b"".join(left) + follows
    room = end + 4 - first
    changed[first : first + room] = written.ljust(room, b"\0")
    return bytes(changed)


def _wipe(block: bytearray, order: str, directory: int) -> None:
    """Overwrite a directory and the values that it points to."""
    entries = list(_entries(block, order, directory))
    for at in entries:
        kind, count, where = struct.unpack_from(order + "HII", block, at + 2)
        size = _SIZES.get(kind, 1) * count
        if size > 4:
            if where + size > len(block):
                raise ValueError("a value lies outside the block")
            block[where : where + size] = bytes(size)
    size = 2 + 12 * len(entries)
    block[directory : directory + size] = bytes(size)


def _order(block: bytes) -> str:
    orders = {b"II*\0": "<", b"MM\0*": ">"}
    if block[:4] not in orders:
        raise ValueError("no TIFF header")
    return orders[bytes(block[:4])]


def _first(block: bytes, order: str) -> int:
    return struct.unpack_from(order + "I", block, 4)[0]


def _entries(block: bytes | bytearray, order: str, directory: int) -> Iterator[int]:
    """Where the entries of a directory lie."""
    count = struct.unpack_from(order + "H", block, directory)[0]
    if directory + 2 + 12 * count > len(block):
        raise ValueError("a directory lies outside the block")
    return iter(range(directory + 2, directory + 2 + 12 * count, 12))

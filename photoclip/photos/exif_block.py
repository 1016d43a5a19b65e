"""EXIF as a block of bytes laid out as TIFF: some of its tags read, and it changed in place."""

import math
import struct
from collections.abc import Collection, Iterator
from typing import Any

GPS_BASE = 0x10000
"""Added to the numbers of GPS tags, which would collide with others."""

_ORIENTATION, _EXIF, _GPS = 0x0112, 0x8769, 0x8825
_TEXTS, _RATIOS = {1, 2, 7}, {5, 10}
_NUMBERS = {3: "H", 4: "I", 5: "I", 6: "b", 8: "h", 9: "i", 10: "i", 11: "f", 12: "d", 13: "I"}
_MOST_NUMBERS = 256  # of one tag
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}


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


def tags_in(block: bytes, wanted: Collection[int]) -> dict[int, Any]:
    """The values of some tags, those of the Exif and GPS parts included, GPS under `GPS_BASE`.

    Texts come as bytes, ratios as floats (nan where they are divided by zero), several numbers as
    a tuple. The first of a tag counts; what cannot be read is left out.
    """
    try:
        order = _order(block)
        first = _first(block, order)
    except (struct.error, ValueError):
        return {}
    tags = _values(block, order, first, {*wanted, _EXIF, _GPS}, 0)
    details, place = tags.pop(_EXIF, None), tags.pop(_GPS, None)
    if isinstance(details, int):
        tags |= _values(block, order, details, wanted, 0)
    if isinstance(place, int):
        tags |= _values(block, order, place, wanted, GPS_BASE)
    return tags


def _values(
    block: bytes, order: str, directory: int, wanted: Collection[int], base: int
) -> dict[int, Any]:
    """The wanted values of one directory; `base` is added to the numbers of its tags."""
    if not 0 <= directory <= len(block) - 2:
        return {}
    (count,) = struct.unpack_from(order + "H", block, directory)
    start = directory + 2
    there = 12 * min(count, (len(block) - start) // 12)
    found: dict[int, Any] = {}
    for tag, kind, many, inside in struct.iter_unpack(
        order + "HHI4s", block[start : start + there]
    ):
        number = tag + base
        if number in wanted and number not in found:
            value = _value(block, order, (kind, many), inside)
            if value is not None:
                found[number] = value
    return found


def _value(block: bytes, order: str, form: tuple[int, int], inside: bytes) -> Any:
    """One value, which lies in its entry or where that says; None where it cannot be read."""
    kind, many = form
    size = _SIZES.get(kind, 1) * many
    data = inside[:size]
    if size > len(inside):
        (at,) = struct.unpack(order + "I", inside)
        data = block[at : at + size]
    if not data or len(data) < size:
        return None
    if kind in _TEXTS:
        return data
    if kind not in _NUMBERS or many > _MOST_NUMBERS:
        return None
    numbers: tuple[Any, ...] = struct.unpack(
        f"{order}{size // struct.calcsize(_NUMBERS[kind])}{_NUMBERS[kind]}", data
    )
    if kind in _RATIOS:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        numbers = tuple(above / below if below else math.nan for above, below in pairs)
    return numbers[0] if len(numbers) == 1 else numbers


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

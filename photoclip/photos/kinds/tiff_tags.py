"""The numbers in a TIFF's directories, for what Pillow or LibRaw do not tell."""

import struct
from collections.abc import Iterator

_NUMBERS = {1: "B", 3: "H", 4: "I", 13: "I"}
_INSIDE = 330  # the tag for directories inside
_MOST_DIRECTORIES = 64


def directories(data: bytes) -> Iterator[dict[int, tuple[int, ...]]]:
    """The numbers of each of a TIFF's directories by their tags, those inside others too.

    Raises:
        KeyError, struct.error: it is no TIFF, or cut off.
    """
    order = {b"II*\0": "<", b"MM\0*": ">"}[bytes(data[:4])]
    (first,) = struct.unpack_from(order + "I", data, 4)
    waiting = [first]
    for _ in range(_MOST_DIRECTORIES):
        if not waiting:
            return
        at = waiting.pop()
        (count,) = struct.unpack_from(order + "H", data, at)
        numbers: dict[int, tuple[int, ...]] = {}
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, length = struct.unpack_from(order + "HHI", data, entry)
            if kind not in _NUMBERS or length > len(data):
                continue
            form = f"{order}{length}{_NUMBERS[kind]}"
            where = entry + 8
            if struct.calcsize(form) > 4:
                (where,) = struct.unpack_from(order + "I", data, where)
            numbers[tag] = struct.unpack_from(form, data, where)
        yield numbers
        waiting += [inner for inner in numbers.get(_INSIDE, ()) if inner]
        (following,) = struct.unpack_from(order + "I", data, at + 2 + 12 * count)
        waiting += [following] if following else []

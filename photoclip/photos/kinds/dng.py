"""What a DNG's directories say of its pixels, and whether these are there.

libraw takes what is missing for black, or shows whatever lay in the memory.
"""

import struct

from photoclip.photos.kinds.tiff_tags import directories

_VERSION, _PIXELS = 50706, ((273, 279), (324, 325))  # tags
_WIDTH, _HEIGHT, _ROWS, _TILE_WIDTH, _TILE_HEIGHT = 256, 257, 278, 322, 323
_PURPOSE, _COLOURS, _OF_SENSORS = 254, 262, {32803, 34892}
_BEGINNING = 4096  # bytes

Numbers = dict[int, tuple[int, ...]]
"""The numbers in a directory, by tag."""


def directories_of(data: bytes) -> tuple[Numbers, ...]:
    """The directories of a DNG; none of any other file."""
    try:
        found = tuple(directories(data))
    except (struct.error, KeyError, IndexError):
        return ()
    return found if any(_VERSION in each for each in found) else ()


def _pieces(directory: Numbers) -> list[tuple[int, int]]:
    """Where the strips or tiles of a picture lie, and how long they are."""
    return [
        piece
        for places, sizes in _PIXELS
        for piece in zip(directory.get(places, ()), directory.get(sizes, ()), strict=False)
    ]


def is_cut_off(data: bytes, parts: tuple[Numbers, ...]) -> bool:
    """Whether its pixels end behind the file's end, which libraw takes for black ones."""
    return any(at + size > len(data) for each in parts for at, size in _pieces(each))


def is_empty(data: bytes, parts: tuple[Numbers, ...]) -> bool:
    """Whether the sensor's data were zeroed or left out.

    A sensor that saw nothing still gives noise, so dark pictures are not meant.
    """
    sensors = [
        each
        for each in parts
        if each.get(_COLOURS, (0,))[0] in _OF_SENSORS and each.get(_PURPOSE, (0,))[0] == 0
    ]
    return bool(sensors) and all(
        len(_pieces(each)) < _least_pieces(each)
        or all(_is_zero(data, *piece) for piece in _pieces(each))
        for each in sensors
    )


def _is_zero(data: bytes, at: int, size: int) -> bool:
    beginning = data[at : at + min(size, _BEGINNING)]
    return not beginning.strip(b"\0") and not data[at : at + size].strip(b"\0")


def _least_pieces(directory: Numbers) -> int:
    """How many strips or tiles a picture of its size has."""
    width, height = (directory.get(tag, (1,))[0] for tag in (_WIDTH, _HEIGHT))
    if _TILE_WIDTH in directory:
        wide, high = (max(1, directory.get(tag, (1,))[0]) for tag in (_TILE_WIDTH, _TILE_HEIGHT))
        return -(-width // wide) * -(-height // high)
    return -(-height // max(1, directory.get(_ROWS, (height,))[0]))

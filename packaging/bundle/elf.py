"""Takes a stretch that nobody reads out of a 64-bit ELF library."""

import struct
from dataclasses import dataclass, replace
from pathlib import Path

_PAGE = 0x1000
_LOAD, _NOTE = 1, 4
_SEGMENT = struct.Struct("<IIQQQQQQ")
_TABLE_AT, _SECTIONS_AT, _COUNT_AT, _SECTION_COUNT_AT = 0x20, 0x28, 0x38, 0x3C


@dataclass(frozen=True, slots=True)
class _Segment:
    """A row of the table of what is loaded where, in the order of the file."""

    kind: int
    flags: int
    offset: int
    address: int
    physical: int
    in_file: int
    in_memory: int
    alignment: int


def cut(library: Path, start: int, size: int) -> None:
    """Leave a stretch of the file out; in memory its addresses stay, with nothing behind them.

    The segment that holds it becomes two, for which the first note gives its row up. The table of
    sections, which only debuggers read, goes too.

    Raises:
        ValueError: it does not lie within one loaded segment, or no note is there.
    """
    data = bytearray(library.read_bytes())
    table, count = _number(data, _TABLE_AT, "Q"), _number(data, _COUNT_AT, "H")
    rows = [
        _Segment(*_SEGMENT.unpack_from(data, table + number * _SEGMENT.size))
        for number in range(count)
    ]
    first = -(-start // _PAGE) * _PAGE
    gone = (start + size - first) // _PAGE * _PAGE
    whole = next((row for row in rows if row.kind == _LOAD and _holds(row, first, gone)), None)
    note = next((row for row in rows if row.kind == _NOTE), None)
    if whole is None or note is None or gone <= 0:
        raise ValueError(f"{library.name} is not built as expected; nothing was taken out of it.")
    before = first - whole.offset
    left = replace(whole, in_file=before, in_memory=before)
    right = replace(
        whole,
        offset=first + gone,
        address=whole.address + before + gone,
        physical=whole.physical + before + gone,
        in_file=whole.in_file - before - gone,
        in_memory=whole.in_memory - before - gone,
    )
    rows.remove(note)
    place = rows.index(whole)
    rows[place : place + 1] = [left, right]
    for number, row in enumerate(rows):
        moved = replace(row, offset=row.offset - gone) if row.offset >= first + gone else row
        values = (moved.kind, moved.flags, moved.offset, moved.address, moved.physical)
        values += (moved.in_file, moved.in_memory, moved.alignment)
        _SEGMENT.pack_into(data, table + number * _SEGMENT.size, *values)
    struct.pack_into("<Q", data, _SECTIONS_AT, 0)
    struct.pack_into("<HH", data, _SECTION_COUNT_AT, 0, 0)
    del data[first : first + gone]
    library.write_bytes(data)


def _holds(row: _Segment, start: int, size: int) -> bool:
    return row.offset <= start and start + size <= row.offset + row.in_file


def _number(data: bytearray, place: int, form: str) -> int:
    (found,) = struct.unpack_from(f"<{form}", data, place)
    return found

"""The identifier by which Apple joins the two files of a Live Photo: tag 17 of its maker note."""

HEAD = 2**18
"""Bytes of a picture file in which a maker note lies."""

_NOTE = b"Apple iOS\0"
_NOTE_TABLE = 14  # where the table begins, in which places count from the note's first byte
_CONTENT_ID = 0x11


def content_identifier(data: bytes, end: int = HEAD) -> str:
    """What a picture carries in its first bytes, up to `end`; "" where there is none."""
    note = data.find(_NOTE, 0, min(end, HEAD))
    if note < 0:
        return ""
    table = note + _NOTE_TABLE
    order = "little" if data[table - 2 : table] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], order)

    for index in range(min(number(table, 2), 200)):
        entry = table + 2 + 12 * index
        if number(entry, 2) == _CONTENT_ID and number(entry + 2, 2) == 2:
            length = number(entry + 4, 4)
            at = note + number(entry + 8, 4)
            text = data[at : at + min(length, 64)].split(b"\0")[0]
            return text.decode("ascii", "replace").strip()
    return ""

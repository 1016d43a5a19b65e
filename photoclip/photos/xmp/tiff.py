"""The XMP packet of a TIFF picture: changed in its place, or put at the file's end."""

import struct

from photoclip.errors import PhotoError

_XMP, _BYTE, _UNDEFINED = 700, 1, 7
_ROOM = 2048  # of blanks, so that the next words find their place
_DAMAGED = "The file is damaged: its parts cannot be told apart, so nothing is written into it."


def packet_in(data: bytes) -> bytes:
    """The packet of the first picture; b"" where there is none."""
    order, _, entries = _directory(data)
    found = _entry(order, entries)
    if found is None:
        return b""
    size, at = found
    return data[at : at + size]


def with_packet(data: bytes, packet: bytes) -> bytes:
    """The same file with another packet.

    A packet that is no longer than the old one takes its place. Else it is put at the end with a
    copy of the first directory that names it; not a byte in between is touched, but for the four
    in the header that say where that directory is.

    Raises:
        PhotoError: the file is damaged, or too large for that.
    """
    order, first, entries = _directory(data)
    found = _entry(order, entries)
    if found is not None and len(packet) <= found[0] and found[1] + found[0] <= len(data):
        size, at = found
        return data[:at] + padded(packet, size) + data[at + size :]
    packet = padded(packet, len(packet) + _ROOM)
    even = data + b"\0" * (len(data) % 2)
    at = len(even)
    here = at + len(packet) + len(packet) % 2
    if here + 12 * len(entries) > 2**32 - 64:
        raise PhotoError("The file is too large for anything to be written into it.")
    tag = struct.pack(order + "HHII", _XMP, _BYTE, len(packet), at)
    others = [each for each in entries if _tag(order, each) != _XMP]
    new = sorted([*others, tag], key=lambda each: _tag(order, each))
    follows = data[first + 2 + 12 * len(entries) :][:4].ljust(4, b"\0")
    directory = struct.pack(order + "H", len(new)) + b"".join(new) + follows
    head = data[:4] + struct.pack(order + "I", here)
    return head + even[8:] + packet + b"\0" * (len(packet) % 2) + directory


def padded(packet: bytes, size: int) -> bytes:
    """A packet with blanks before its end, `size` bytes long."""
    body, mark, end = packet.rpartition(b"<?xpacket end")
    blanks = b" " * (size - len(packet))
    return body + blanks + mark + end if mark else packet + blanks


def _directory(data: bytes) -> tuple[str, int, list[bytes]]:
    """Byte order, where the first directory lies, and its entries."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        raise PhotoError("Into a TIFF file of this kind nothing can be written.")
    first = struct.unpack_from(order + "I", data, 4)[0]
    count = struct.unpack_from(order + "H", data, first)[0]
    end = first + 2 + 12 * count
    if end > len(data):
        raise PhotoError(_DAMAGED)
    entries = [data[at : at + 12] for at in range(first + 2, end, 12)]
    return order, first, entries


def _tag(order: str, entry: bytes) -> int:
    return struct.unpack_from(order + "H", entry)[0]


def _entry(order: str, entries: list[bytes]) -> tuple[int, int] | None:
    """How long the packet is, and where it lies."""
    for entry in entries:
        tag, kind, count, at = struct.unpack(order + "HHII", entry)
        if tag == _XMP and kind in {_BYTE, _UNDEFINED} and count > 4:
            return count, at
    return None

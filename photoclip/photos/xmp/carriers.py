"""The XMP packet inside picture files: found, and exchanged with the picture left as it is."""

import re
import struct
import zlib
from collections.abc import Iterator

from photoclip.errors import PhotoError
from photoclip.photos import formats
from photoclip.photos.xmp import tiff
from photoclip.photos.xmp.document import MOST_BYTES

_JPEG_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_EXTENDED = re.compile(rb"""HasExtendedXMP\s*(?:=\s*["']|>)\s*([0-9A-Fa-f]{32})""")
_EXIF, _MPF = b"Exif\0\0", b"MPF\0"
_MOST_IN_JPEG = 65_533 - len(_JPEG_XMP)
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_XMP = b"XML:com.adobe.xmp\0"
_WEBP_FLAGS = {b"XMP ": 0x04, b"EXIF": 0x08, b"ALPH": 0x10, b"ICCP": 0x20, b"ANIM": 0x02}
_BOX_ID = bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC")

EMBEDDING = ("JPEG", "PNG", "WEBP", "TIFF")
"""The formats into which a packet can be put."""

_DAMAGED = "The file is damaged: its parts cannot be told apart, so nothing is written into it."
_NO_PARTS = (struct.error, IndexError, KeyError, ValueError, OverflowError)
_SEVERAL = "The file holds several pictures, whose places inside would be lost."
Part = tuple[bytes, bytes]
"""A part of a file: its kind, and its bytes as they are."""


def with_packet(data: bytes, packet: bytes) -> bytes:
    """The same file with another XMP packet; every byte of the picture stays.

    Raises:
        PhotoError: its format or its parts do not allow it; one sentence.
    """
    name = formats.sniff(data[: formats.SIGNATURE_BYTES])
    try:
        if name == "TIFF":
            return tiff.with_packet(data, packet)
        parts = list(_parts(data, name))
        new = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}[name or ""](parts, packet)
    except _NO_PARTS as error:
        raise PhotoError(_DAMAGED) from error
    if list(_picture(_parts(new, name))) != list(_picture(iter(parts))):
        raise PhotoError("The picture would have changed; the file is left as it is.")
    return new


def packet_in(data: bytes) -> bytes:
    """The XMP packet of a file of one of the formats of `EMBEDDING`; b"" where there is none.

    Raises:
        PhotoError: the file is damaged or of another format.
    """
    name = formats.sniff(data[: formats.SIGNATURE_BYTES])
    try:
        if name == "TIFF":
            return tiff.packet_in(data)
        return next((_content(part) for part in _parts(data, name) if part[0] == b"xmp"), b"")
    except _NO_PARTS as error:
        raise PhotoError(_DAMAGED) from error


def extension_in(data: bytes, packet: bytes) -> bytes:
    """What of a JPEG's XMP found no room in its packet, which names it.

    XMP Specification Part 3 (2020), 1.1.3.1. It is b"" where there is none, where it is not whole
    and where it is larger than packets may be.
    """
    named = _EXTENDED.search(packet) if data[:2] == b"\xff\xd8" else None
    if named is None:
        return b""
    head = _MORE_XMP + named[1]
    try:
        bodies = [part[4:] for kind, part in _jpeg_parts(data) if kind == b"E1"]
        found = [
            (*struct.unpack_from(">II", body, len(head)), body[len(head) + 8 :])
            for body in bodies
            if body.startswith(head)
        ]
    except (PhotoError, struct.error, IndexError):
        return b""
    end = 0
    for _, at, piece in sorted(found):
        if at != end:
            return b""
        end += len(piece)
    whole = b"".join(piece for _, _, piece in sorted(found))
    return whole if {end} == {size for size, *_ in found} and end <= MOST_BYTES else b""


def packet_in_boxes(data: bytes) -> bytes:
    """The XMP packet of a file made of boxes (JPEG 2000, Canon's CR3, JPEG XL); b"" for none."""
    if data[4:8] not in {b"ftyp", b"jP  ", b"JXL "}:
        return b""
    at = 0
    while at + 16 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        end = at + size if size else len(data)
        if kind == b"uuid" and data[at + head : at + head + 16] == _BOX_ID:
            return data[at + head + 16 : end]
        if kind == b"xml " and data[4:8] == b"JXL ":
            return data[at + head : end]
        if end <= at:
            break
        at = end
    return b""


def _parts(data: bytes, name: str | None) -> Iterator[Part]:
    if name == "JPEG":
        return _jpeg_parts(data)
    if name == "PNG":
        return _png_parts(data)
    if name == "WEBP":
        return _webp_parts(data)
    raise PhotoError(f"Into a {name or 'file of this'} file nothing can be written.")


def _picture(parts: Iterator[Part]) -> Iterator[bytes]:
    """All that is no XMP, nor says that there is some."""
    return (body for kind, body in parts if kind not in {b"xmp", b"RIFF", b"VP8X"})


def _content(part: Part) -> bytes:
    """The packet in a part that holds one."""
    body = part[1]
    if body[:2] == b"\xff\xe1":
        return body[4 + len(_JPEG_XMP) :]
    if body[4:8] == b"XMP ":
        return body[8:]
    if body[:4] == b"XMP ":
        return body[8 : 8 + struct.unpack_from("<I", body, 4)[0]]
    text = body[8 + len(_PNG_XMP) : -4]
    rest = text[2:].split(b"\0", 2)[2]
    return _inflated(rest) if text[0] else rest


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, 1 << 24)
    except zlib.error as error:
        raise PhotoError(_DAMAGED) from error


# ── JPEG ────────────────────────────────────────────────────────────────────────────────────


def _jpeg_parts(data: bytes) -> Iterator[Part]:
    """The segments before the picture; then all the rest as one."""
    yield b"start", data[:2]
    at, met = 2, False
    while True:
        if data[at] != 0xFF:
            raise PhotoError(_DAMAGED)
        start = at
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker in {0xDA, 0xD9}:
            yield b"rest", data[start:]
            return
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if end > len(data):
            raise PhotoError(_DAMAGED)
        body = data[at + 4 : end]
        kind = b"%02X" % marker
        if marker == 0xE1 and body.startswith(_JPEG_XMP) and not met:
            kind, met = b"xmp", True
        elif marker == 0xE1 and body.startswith(_EXIF):
            kind = b"exif"
        elif marker == 0xE2 and body.startswith(_MPF):
            kind = b"mpf"
        yield kind, data[start:end]
        at = end


def _jpeg(parts: list[Part], packet: bytes) -> bytes:
    if any(kind == b"mpf" for kind, _ in parts):
        raise PhotoError(_SEVERAL)
    packet = shortened(packet, _MOST_IN_JPEG)
    size = struct.pack(">H", len(packet) + len(_JPEG_XMP) + 2)
    segment = (b"xmp", b"\xff\xe1" + size + _JPEG_XMP + packet)
    kinds = [kind for kind, _ in parts]
    if b"xmp" in kinds:
        parts = [segment if part[0] == b"xmp" else part for part in parts]
    else:
        at = 1
        while kinds[at] in {b"E0", b"exif"}:
            at += 1
        parts = [*parts[:at], segment, *parts[at:]]
    return b"".join(body for _, body in parts)


def shortened(packet: bytes, most: int) -> bytes:
    """A packet without its padding where it is longer than there is room.

    Raises:
        PhotoError: it does not fit without padding either.
    """
    if len(packet) > most:
        body, mark, end = packet.rpartition(b"<?xpacket")
        packet = body.rstrip() + b"\n" + mark + end if mark else packet.rstrip()
    if len(packet) > most:
        raise PhotoError(
            "So many words find no room inside this file; let them be written to a sidecar."
        )
    return packet


# ── PNG ─────────────────────────────────────────────────────────────────────────────────────


def _png_parts(data: bytes) -> Iterator[Part]:
    yield b"start", data[:8]
    at, met = 8, False
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise PhotoError(_DAMAGED)
        if kind == b"iTXt" and data.startswith(_PNG_XMP, at + 8) and not met:
            kind, met = b"xmp", True
        yield kind, data[at:end]
        at = end
        if kind == b"IEND":
            yield b"rest", data[at:]
            return
    raise PhotoError(_DAMAGED)


def _png(parts: list[Part], packet: bytes) -> bytes:
    text = b"iTXt" + _PNG_XMP + b"\0\0\0\0" + packet
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    kinds = [kind for kind, _ in parts]
    if b"xmp" in kinds:
        parts = [(b"xmp", chunk) if part[0] == b"xmp" else part for part in parts]
    else:
        at = kinds.index(b"IDAT")
        parts = [*parts[:at], (b"xmp", chunk), *parts[at:]]
    return b"".join(body for _, body in parts)


# ── WebP ────────────────────────────────────────────────────────────────────────────────────


def _webp_parts(data: bytes) -> Iterator[Part]:
    yield b"RIFF", data[:12]
    at, met = 12, False
    stop = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while at + 8 <= stop:
        kind, size = struct.unpack_from("<4sI", data, at)
        end = at + 8 + size + size % 2
        if at + 8 + size > len(data):
            raise PhotoError(_DAMAGED)
        if kind == b"XMP " and not met:
            kind, met = b"xmp", True
        yield kind, data[at:end]
        at = end
    yield b"rest", data[stop:]


def _webp(parts: list[Part], packet: bytes) -> bytes:
    chunk = b"XMP " + struct.pack("<I", len(packet)) + packet + b"\0" * (len(packet) % 2)
    kinds = [kind for kind, _ in parts]
    if b"xmp" in kinds:
        parts = [(b"xmp", chunk) if part[0] == b"xmp" else part for part in parts]
    else:
        parts = [*parts[:-1], (b"xmp", chunk), parts[-1]]
    if b"VP8X" not in kinds:
        parts.insert(1, (b"VP8X", _canvas(parts)))
    flagged = [(kind, _with_flag(body) if kind == b"VP8X" else body) for kind, body in parts[1:]]
    chunks = b"".join(body for _, body in flagged[:-1])
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks + flagged[-1][1]


def _with_flag(chunk: bytes) -> bytes:
    return chunk[:8] + bytes([chunk[8] | _WEBP_FLAGS[b"XMP "]]) + chunk[9:]


def _canvas(parts: list[Part]) -> bytes:
    """The chunk that a picture needs once it has more than itself (RFC 9649, 2.7)."""
    kind, body = parts[1]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 8 + 6)
        width, height, flags = width & 0x3FFF, height & 0x3FFF, 0
    elif kind == b"VP8L":
        bits = struct.unpack_from("<I", body, 8 + 1)[0]
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        flags = _WEBP_FLAGS[b"ALPH"] if bits >> 28 & 1 else 0
    else:
        raise PhotoError(_DAMAGED)
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"VP8X" + struct.pack("<II", 10, flags) + size

"""A picture file without its metadata, its compressed picture untouched."""

import re
import struct
import zlib
from collections.abc import Iterator
from enum import StrEnum

from photoclip.errors import PhotoError
from photoclip.photos import formats
from photoclip.photos.exif_block import minimal_exif, orientation_in, without_place
from photoclip.photos.failing import CUT_OFF

_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_ICC = b"ICC_PROFILE\0"
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_XMP = b"XML:com.adobe.xmp\0"
_PNG_TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # flags of the VP8X chunk
_DAMAGED = "The file is damaged: its parts cannot be told apart."


class Metadata(StrEnum):
    """What of a file's metadata goes along with a copy."""

    KEEP = "keep"
    NO_PLACE = "no-place"  # all but where it was taken
    NONE = "none"


def stripped(data: bytes, metadata: Metadata) -> bytes:
    """The same picture with less metadata; how it is turned and its colours stay.

    Raises:
        PhotoError: nothing can be taken out of this format, or the file is damaged.
    """
    if metadata is Metadata.KEEP:
        return data
    name = formats.sniff(data[: formats.SIGNATURE_BYTES])
    without = {"JPEG": _jpeg, "MPO": _jpeg, "PNG": _png, "WEBP": _webp}.get(name or "")
    if without is None:
        raise PhotoError(
            f"A {name or 'file of this'} file cannot be copied without its metadata; "
            "export it as JPEG."
        )
    try:
        return without(data, metadata)
    except (struct.error, IndexError) as error:
        raise PhotoError(_DAMAGED) from error


def xmp_without_place(packet: bytes) -> bytes:
    """An XMP packet without coordinates; empty where it cannot be read as text."""
    if b"\0" in packet:  # UTF-16 or UTF-32, which cameras do not write
        return b""
    packet = re.sub(rb"""\s[\w.-]+:GPS\w*\s*=\s*("[^"]*"|'[^']*')""", b"", packet)
    return re.sub(rb"<([\w.-]+:GPS\w*)\b[^>]*?(?:/>|>.*?</\1\s*>)", b"", packet, flags=re.DOTALL)


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of a JPEG's parts up to its end marker; `start` is at the 0xFF.

    Raises:
        PhotoError: the parts cannot be told apart.
    """
    at = 2
    while True:
        if data[at] != 0xFF:
            raise PhotoError(_DAMAGED)
        start = at
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            yield marker, start, at + 2
            return
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 2
        else:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == 0xDA:
            at = _scan_end(data, at)
        yield marker, start, at


def _scan_end(data: bytes, at: int) -> int:
    """Where the compressed data that begin at `at` end: at the next marker that is not theirs."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise PhotoError(CUT_OFF)
        follows = data[at + 1]
        if follows == 0 or 0xD0 <= follows <= 0xD7:
            at += 2
        elif follows == 0xFF:
            at += 1
        else:
            return at


def _jpeg(data: bytes, metadata: Metadata) -> bytes:
    """What lies behind the picture (further pictures with metadata of their own) is cut off."""
    parts: list[bytes] = []
    turned = 1
    for marker, start, end in jpeg_segments(data):
        segment = data[start:end]
        body = segment[segment.index(bytes([marker])) + 3 :] if marker >= 0xE0 else b""
        if marker == 0xE1 and body.startswith(_EXIF):
            turned = orientation_in(body[6:])
        kept = _jpeg_kept(marker, body, metadata)
        if kept is None:
            parts.append(segment)
        elif kept:
            parts.append(b"\xff" + bytes([marker]) + struct.pack(">H", len(kept) + 2) + kept)
    if metadata is Metadata.NONE and turned != 1:
        block = _EXIF + minimal_exif(turned)
        behind = 1 if parts[0][1] == 0xE0 else 0  # JFIF wants to be first
        parts.insert(behind, b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block)
    return data[:2] + b"".join(parts)


def _jpeg_kept(marker: int, body: bytes, metadata: Metadata) -> bytes | None:
    """What stays of a segment's content; None: all of it."""
    if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
        return None
    if marker == 0xE2 and body.startswith(b"MPF\0"):
        return b""  # says where the further pictures lay
    if metadata is Metadata.NONE:
        colours = marker == 0xEE or (marker == 0xE2 and body.startswith(_ICC))
        return None if colours or (marker == 0xE0 and body.startswith(b"JFIF\0")) else b""
    return _without_place(body) if marker == 0xE1 else None


def _without_place(body: bytes) -> bytes | None:
    """The content of a segment of EXIF or XMP; None: all of it."""
    if body.startswith(_EXIF):
        return _EXIF + without_place(body[6:])
    if body.startswith(_XMP):
        packet = xmp_without_place(body[len(_XMP) :])
        return _XMP + packet if packet else b""
    return b"" if body.startswith(_MORE_XMP) else None


def _png(data: bytes, metadata: Metadata) -> bytes:
    parts = [_PNG]
    at = len(_PNG)
    while at < len(data):
        size = struct.unpack_from(">I", data, at)[0]
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise PhotoError(_DAMAGED)
        at += 12 + size
        kept = _png_kept(kind, body, metadata)
        if kept:
            check = struct.pack(">I", zlib.crc32(kind + kept))
            parts.append(struct.pack(">I", len(kept)) + kind + kept + check)
        elif kind == b"IEND":
            parts.append(struct.pack(">I", 0) + kind + struct.pack(">I", zlib.crc32(kind)))
            break
    return b"".join(parts)


def _png_kept(kind: bytes, body: bytes, metadata: Metadata) -> bytes:
    if kind == b"eXIf":
        if metadata is Metadata.NO_PLACE:
            return without_place(body)
        turned = orientation_in(body)
        return b"" if turned == 1 else minimal_exif(turned)
    if metadata is Metadata.NONE:
        return b"" if kind in _PNG_TEXTS or kind == b"tIME" else body
    if kind in _PNG_TEXTS and body.startswith(b"Raw profile type "):
        return b""  # EXIF in an old way, written out in letters
    if kind == b"iTXt" and body.startswith(_PNG_XMP):
        plain = body[len(_PNG_XMP)] == 0
        return _xmp_text_without_place(body) if plain else b""
    return body


def _xmp_text_without_place(body: bytes) -> bytes:
    """A PNG's uncompressed XMP text without coordinates: keyword, flags and two empty names."""
    head = len(_PNG_XMP) + 2
    head = body.index(b"\0", body.index(b"\0", head) + 1) + 1
    return body[:head] + xmp_without_place(body[head:])


def _webp(data: bytes, metadata: Metadata) -> bytes:
    parts: list[tuple[bytes, bytes]] = []
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise PhotoError(_DAMAGED)
        at += 8 + size + size % 2
        if kind == b"EXIF":
            body = _webp_exif(body, metadata)
        elif kind == b"XMP ":
            body = b"" if metadata is Metadata.NONE else xmp_without_place(body)
        if body or kind not in {b"EXIF", b"XMP "}:
            parts.append((kind, body))
    flags = _WEBP_EXIF * any(kind == b"EXIF" for kind, _ in parts)
    flags |= _WEBP_XMP * any(kind == b"XMP " for kind, _ in parts)
    chunks = b"".join(_webp_chunk(kind, body, flags) for kind, body in parts)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def _webp_exif(body: bytes, metadata: Metadata) -> bytes:
    block = body.removeprefix(_EXIF)
    if metadata is Metadata.NO_PLACE:
        return without_place(block)
    turned = orientation_in(block)
    return b"" if turned == 1 else minimal_exif(turned)


def _webp_chunk(kind: bytes, body: bytes, flags: int) -> bytes:
    if kind == b"VP8X":
        rest = body[0] & ~(_WEBP_EXIF | _WEBP_XMP)
        body = bytes([rest | flags]) + body[1:]
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

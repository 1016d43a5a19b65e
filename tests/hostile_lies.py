"""Small files that declare huge pictures, and sound pictures whose metadata lie."""

import io
import struct
import zlib

import numpy as np
from hostile_files import Tag, directory, drawn, saved, small_dng, sound, tiff_block
from PIL import Image
from PIL.ExifTags import Base

DECLARED = (3_000_000, 2_000_000)
"""The size that bombs declare, px, where their format can say so much: 6e12 pixels."""

# ── bombs: small files that declare huge pictures ───────────────────────────────────────────


def bombs() -> dict[str, bytes]:
    """Files by name, each declaring more pixels than any memory holds."""
    wide, high = DECLARED
    big, small, short = struct.pack(">II", wide, high), struct.pack("<II", wide, high), b"\xff" * 4
    tif = sound("tif")
    return {
        "bomb.png": _png([(b"IHDR", big + bytes([8, 2, 0, 0, 0])), (b"IDAT", b"\0" * 40)]),
        "bomb.bmp": sound("bmp")[:18] + small + sound("bmp")[26:],
        "bomb.gif": sound("gif")[:6] + short + sound("gif")[10:],
        "bomb.tif": _retagged(tif, {256: wide, 257: high, 278: high}),
        "bomb.jp2": _patched(sound("jp2"), b"ihdr", struct.pack(">II", high, wide), 0),
        "bomb.j2k": _patched(sound("j2k"), b"\xff\x51", big, 4),
        "bomb.avif": _patched(sound("avif"), b"ispe", big, 4),
        "bomb.heic": sound("heic").replace(struct.pack(">II", 64, 48), big),
        "grid.heic": sound("heic").replace(struct.pack(">HHHH", 0, 0, 64, 48), b"\0\0\xff\xff" * 2),
        "bomb.psd": sound("psd")[:14] + struct.pack(">II", high, wide) + sound("psd")[22:],
        "bomb.qoi": sound("qoi")[:4] + big + sound("qoi")[12:],
        "bomb.sgi": sound("sgi")[:6] + short + sound("sgi")[10:],
        "bomb.tga": sound("tga")[:12] + short + sound("tga")[16:],
        "bomb.pcx": sound("pcx")[:4] + b"\0\0\0\0\xfe\xff\xfe\xff" + sound("pcx")[12:],
        "bomb.ppm": b"P6\n%d %d\n255\n" % DECLARED + bytes(100),
        "bomb.jpg": _jpeg_declaring(65535, 65535),
        "bomb.webp": _webp_declaring(2**16, 2**16),
        "bomb.dng": small_dng(64, 48, declared=(200_000, 100_000)),
        "text.png": _png_with(b"zTXt", b"c\0\0" + zlib.compress(bytes(40 << 20))),
        "profile.png": _png_with(b"iCCP", b"c\0\0" + zlib.compress(bytes(40 << 20))),
    }


def _png(chunks: list[tuple[bytes, bytes]]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _png_with(kind: bytes, body: bytes, *, bare: bool = False) -> bytes:
    """The sound picture, or one without metadata, with one chunk more behind its header."""
    out = io.BytesIO()
    drawn().save(out, "PNG")
    data = out.getvalue() if bare else sound("png")
    return data[:33] + _png([(kind, body)])[8:] + data[33:]


def _patched(data: bytes, mark: bytes, value: bytes, behind: int) -> bytes:
    at = data.index(mark) + len(mark) + behind
    return data[:at] + value + data[at + len(value) :]


def _retagged(data: bytes, values: dict[int, int]) -> bytes:
    """A little-endian TIFF whose tags say other numbers."""
    changed = bytearray(data)
    (first,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, first)
    for at in range(first + 2, first + 2 + 12 * count, 12):
        (number,) = struct.unpack_from("<H", data, at)
        if number in values:
            struct.pack_into("<HII", changed, at + 2, 4, 1, values[number])
    return bytes(changed)


def _jpeg_declaring(width: int, height: int) -> bytes:
    data = sound("jpg")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def _webp_declaring(width: int, height: int) -> bytes:
    data = sound("webp")  # extended, since it has EXIF
    at = data.index(b"VP8X") + 12
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return data[:at] + size + data[at + 6 :]


def exif_block(tags: list[Tag], details: list[Tag] = [], place: list[Tag] = []) -> bytes:  # noqa: B006
    """EXIF as cameras write it: tags, and directories of the exposure's details and the place."""
    pointers: list[Tag] = [(0x8769, 4, 1, b"at 1"), (0x8825, 4, 1, b"at 2")]
    first = 8 + len(directory([*tags, *pointers], 8))
    second = first + len(directory(details, first))
    block = tiff_block([*tags, *pointers]) + directory(details, first) + directory(place, second)
    return block.replace(b"at 1", struct.pack("<I", first)).replace(
        b"at 2", struct.pack("<I", second)
    )


def _text(number: int, said: bytes) -> Tag:
    return number, 2, len(said) + 1, said + b"\0"


def _ratios(number: int, *pairs: tuple[int, int]) -> Tag:
    return number, 5, len(pairs), b"".join(struct.pack("<II", *pair) for pair in pairs)


# ── sound pictures whose metadata lie ───────────────────────────────────────────────────────

_NS = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
)
_END = b"</x:xmpmeta>"


def liars() -> dict[str, bytes]:
    """Sound pictures by name: each can be a photo, upright, without a word of the lies."""
    return {
        **{f"orientation {n}.jpg": _with_tags({Base.Orientation: n}) for n in (0, 9, 65535)},
        **{f"orientation {n}.png": _with_tags({Base.Orientation: n}, "PNG") for n in (0, 9)},
        "orientation of words.jpg": _jpeg_with(exif_block([_MAKER, _text(0x0112, b"sideways")])),
        **{f"date {n}.jpg": _jpeg_with(exif_block([_MAKER], [_text(0x9003, said)]))
           for n, said in enumerate(_DATES)},
        "controls.jpg": _jpeg_with(exif_block([_MAKER, *_CONTROLS])),
        **{f"gps {n}.jpg": _jpeg_with(_placed(*place)) for n, place in enumerate(_PLACES)},
        **{f"block {n}.jpg": _jpeg_with(each) for n, each in enumerate(_blocks())},
        "notes.jpg": _jpeg_with(exif_block([_MAKER], [_notes(60_000)])),
        "notes.png": _png_with(b"eXIf", exif_block([_MAKER], [_notes(10 << 20)]), bare=True),
        "notes.webp": saved("WEBP", exif=exif_block([_MAKER], [_notes(10 << 20)])),
        "notes.tif": _tiff_with(_MAKER, _notes(10 << 20)),
        "nested.png": _with_packet(_NS + b"<dc:title>" * 99_000 + b"</dc:title>" * 99_000 + _END),
        "deep.png": _with_packet(_NS + b"<a>" * 300_000 + b"</a>" * 300_000 + _END),
        "entity.png": _with_packet(_ENTITY + _NS + b"<dc:title>&h;</dc:title>" + _END),
        "entities.png": _with_packet(_ENTITIES + _NS + b"<dc:title>&h;</dc:title>" + _END),
        "outside.png": _with_packet(_OUTSIDE + _NS + b"<dc:title>&h;</dc:title>" + _END),
        "unclosed.png": _with_packet(_NS + b"<dc:subject><rdf:Bag><rdf:li>"),
        "endless.png": _with_packet(bytes(6 << 20)),
        "project.png": _png_with(b"zTXt", b"project\0\0" + zlib.compress(bytes(3 << 20))),
        "profile.jpg": saved("JPEG", icc_profile=b"no profile at all" * 1000),
        "iptc.jpg": _segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0" + b"\xff" * 400),
        "mpf.jpg": _segment(0xE2, b"MPF\0" + tiff_block([(45057, 4, 1, b"\xff" * 4)])),
    }  # fmt: skip


_DATES = (
    b"0000:00:00 00:00:00", b"0000:01:01 00:00:00", b"0001:01:01 00:00:00", b"9999:12:31 23:59:59",
    b"2020:13:45 99:99:99", b"2020:02:30 10:00:00", b"-001:01:01 00:00:00", b"    :  :     :  :  ",
    b"9" * 60_000, b"\x1b[31m2020:02:03 04:05:06", "\u0662\u0660\u0662\u0660:01:01".encode(),
)  # fmt: skip

_MAKER = _text(0x010F, b"Maker")  # what is true
_CONTROLS = (
    _text(0x010E, b"\x1b]0;title\x07 \x9b2J \xe2\x80\xaegnp"), _text(0x0110, b"\x1b[31mModel\x08"),
)  # fmt: skip
_Ratios = tuple[tuple[int, int], ...]
_SOME: _Ratios = ((10, 1), (0, 1), (0, 1))
_PLACES: tuple[tuple[_Ratios, _Ratios], ...] = (
    (((91, 1), (0, 1), (0, 1)), _SOME),
    (_SOME, ((181, 1), (0, 1), (0, 1))),
    (((1, 0), (0, 0), (0, 0)), _SOME),
    (((90, 1), (59, 1), (59, 1)), _SOME),
    (((4_000_000_000, 1), (0, 1), (0, 1)), _SOME),
    (((0, 1), (0, 1), (0, 1)), ((0, 1), (0, 1), (0, 1))),
    (((10, 1),) * 1000, _SOME),
    ((), _SOME),
)


def _placed(latitude: _Ratios, longitude: _Ratios) -> bytes:
    north, east = _text(1, b"N"), _text(3, b"E")
    return exif_block([_MAKER], [], [north, _ratios(2, *latitude), east, _ratios(4, *longitude)])


def _with_tags(tags: dict[int, object], kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif.update(tags)
    return saved(kind, exif=exif)


def _blocks() -> list[bytes]:
    """EXIF blocks that contradict themselves."""
    itself, beyond = struct.pack("<I", 8), struct.pack("<I", 2**31)
    return [
        b"",
        b"II*\0",
        b"XX*\0\x08\0\0\0",
        b"II*\0" + b"\xff" * 40,
        tiff_block([(0x8769, 4, 1, itself), (0x8825, 4, 1, itself)], following=8),
        tiff_block([(0x8769, 4, 1, beyond), (0x8825, 4, 1, beyond)], following=2**31),
        tiff_block([(0x010F, 2, 2**32 - 1, itself), (0x0110, 99, 7, itself)]),
        tiff_block([(0x9003, 12, 2**31, itself), (0x829A, 5, 1, beyond)]),
        tiff_block([(0x010E, 2, 60_000, b"\x1b[2J<b>\0\xff\xfe" * 7_000)])[:60_000],
        struct.pack("<2sHIH", b"II", 42, 8, 65535) + b"\x12\x01\3\0\1\0\0\0\1\0\0\0" * 5000,
    ]


def _notes(size: int) -> Tag:
    return Base.MakerNote, 7, size, b"\xa5" * size


def _tiff_with(*tags: Tag) -> bytes:
    pixels = np.asarray(drawn()).tobytes()
    sizes = ((256, 64), (257, 48), (277, 3), (278, 48), (279, len(pixels)))
    numbers: list[Tag] = [(number, 4, 1, struct.pack("<I", value)) for number, value in sizes]
    kind: list[Tag] = [(258, 3, 3, b"\x08\0" * 3), (262, 3, 1, b"\2\0"), (273, 4, 1, b"DATA")]
    return tiff_block(sorted([*numbers, *kind, *tags]), pixels)


def _jpeg_with(body: bytes) -> bytes:
    """The sound picture with an EXIF segment of these bytes in place of its own."""
    return _segment(0xE1, b"Exif\0\0" + body, _bare())


def _segment(marker: int, body: bytes, data: bytes = b"") -> bytes:
    data = data or sound("jpg")
    return data[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body + data[2:]


def _bare() -> bytes:
    out = io.BytesIO()
    drawn().save(out, "JPEG")
    return out.getvalue()


def _with_packet(packet: bytes) -> bytes:
    return _png_with(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet, bare=True)


_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "%s">%s<!ENTITY h "&a9;">]>' % (
    b"ha" * 500,
    b"".join(
        b'<!ENTITY a%d "%s">' % (n, (b"&a%s;" % (b"" if n == 1 else b"%d" % (n - 1))) * 10)
        for n in range(1, 10)
    ),
)
_ENTITY = b'<!DOCTYPE x [<!ENTITY h "expanded">]>'
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY h SYSTEM "file:///etc/passwd">]>'

"""Pictures of every format that photoclip reads, made here, and damaged by seeds."""

import base64
import io
import random
import re
import struct
from collections.abc import Callable
from functools import cache

import numpy as np
from PIL import Image
from PIL.ExifTags import IFD, Base

from photoclip.photos import dates
from photoclip.records import DecodedPhoto, DecodeFailure, DecodeResult, KnownPhoto

_SENTENCE = re.compile(r"[A-Z][^\n\r<>\x00-\x1f]{5,200}\.")
_INTERNAL = ("Error", "Exception", "Traceback", "object at", "BytesIO", "0x", "None")
_SHOWABLE = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*")

# ── sound pictures ──────────────────────────────────────────────────────────────────────────


@cache
def sound(name: str) -> bytes:
    """A small picture, red on the left and blue on the right, by the extension of its kind."""
    return _MADE[name]() if name in _MADE else saved(*_SAVED[name])


def drawn(width: int = 64, height: int = 48) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), (220, 30, 30))
    image.paste((30, 30, 220), (width // 2, 0, width, height))
    return image


def saved(kind: str, mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    if kind in {"JPEG", "PNG", "WEBP", "TIFF", "AVIF"}:
        options = {"exif": _honest_exif(), **options}
    drawn().convert(mode).save(out, kind, **options)
    return out.getvalue()


def _honest_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model], exif[Base.Orientation] = "Maker", "Model 1", 1
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2020:02:03 04:05:06"
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return exif


def _moving(kind: str) -> bytes:
    out = io.BytesIO()
    drawn().save(out, kind, save_all=True, append_images=[Image.new("RGB", (64, 48), "green")] * 2)
    return out.getvalue()


def _psd() -> bytes:
    head = struct.pack(">4sH6xHIIHH", b"8BPS", 1, 3, 48, 64, 8, 3)
    planes = np.asarray(drawn()).transpose(2, 0, 1).tobytes()
    return head + struct.pack(">IIIH", 0, 0, 0, 0) + planes


def _heic() -> bytes:
    return base64.b64decode(
        "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
        "AAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHRAAEA"
        "AAAAAAAAJAACAAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAV"
        "aW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAAALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAA"
        "AQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAAAwCQAAADAAADAB6gIIEFlurkprm4EBAwIAAA"
        "AwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAQAAAADAAAAAQcGl4"
        "aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZwACAAEAAQAAACxt"
        "ZGF0AAAAICgBrxmA70mlv//cz5/3JS/5Nshf/72Qd9dSn/CLo21v"
    )  # `drawn` by x265; no library here writes it


def _of_formats(name: str) -> bytes:
    import formats_files as files

    if name == "jxl":
        return files.jxl(np.asarray(drawn()), distance=1.0)
    planes = np.asarray(drawn()).transpose(2, 0, 1).astype(np.uint16) * 257
    return files.psd(planes, 3, large=name == "psb", packed=True)


_MATRIX = (9000, -2000, -1000, -4000, 12000, 2000, -500, 1500, 6000)


def small_dng(width: int, height: int, declared: tuple[int, int] | None = None) -> bytes:
    """An uncompressed grey Bayer DNG."""
    pixels = np.full((height, width), 20000, "<u2").tobytes()
    model = b"Test Camera\0"
    wide, high = declared or (width, height)
    return tiff_block(
        [
            (254, 4, 1, struct.pack("<I", 0)),
            (256, 4, 1, struct.pack("<I", wide)),
            (257, 4, 1, struct.pack("<I", high)),
            (258, 3, 1, struct.pack("<H", 16)),
            (259, 3, 1, struct.pack("<H", 1)),
            (262, 3, 1, struct.pack("<H", 32803)),
            (271, 2, 5, b"Test\0"),
            (272, 2, len(model), model),
            (273, 4, 1, b"DATA"),
            (277, 3, 1, struct.pack("<H", 1)),
            (278, 4, 1, struct.pack("<I", high)),
            (279, 4, 1, struct.pack("<I", len(pixels))),
            (33421, 3, 2, struct.pack("<HH", 2, 2)),
            (33422, 1, 4, bytes([0, 1, 1, 2])),
            (50706, 1, 4, bytes([1, 4, 0, 0])),
            (50708, 2, len(model), model),
            (50717, 4, 1, struct.pack("<I", 65535)),
            (50721, 10, 9, b"".join(struct.pack("<ii", v, 10000) for v in _MATRIX)),
            (50778, 3, 1, struct.pack("<H", 21)),
        ],
        pixels,
    )


Tag = tuple[int, int, int, bytes]  # number, type, count, value; a value b"DATA": where data lie


def tiff_block(tags: list[Tag], data: bytes = b"", following: int = 0) -> bytes:
    """One directory laid out as TIFF, little-endian, with what it points to."""
    return struct.pack("<2sHI", b"II", 42, 8) + directory(tags, 8, data, following)


def directory(tags: list[Tag], start: int, data: bytes = b"", following: int = 0) -> bytes:
    """The directory alone, as it is when it begins at `start`."""
    entries, extra = b"", b""
    at = start + 2 + 12 * len(tags) + 4
    data_at = at + sum(len(value) + len(value) % 2 for *_, value in tags if len(value) > 4)
    for number, kind, count, value in tags:
        held = struct.pack("<I", data_at) if value == b"DATA" else value
        if len(held) > 4:
            entries += struct.pack("<HHII", number, kind, count, at + len(extra))
            extra += held + b"\0" * (len(held) % 2)
        else:
            entries += struct.pack("<HHI", number, kind, count) + held.ljust(4, b"\0")
    return struct.pack("<H", len(tags)) + entries + struct.pack("<I", following) + extra + data


_SAVED: dict[str, tuple[str, str] | tuple[str]] = {
    "jpg": ("JPEG",), "grey.jpg": ("JPEG", "L"), "cmyk.jpg": ("JPEG", "CMYK"), "png": ("PNG",),
    "palette.png": ("PNG", "P"), "gif": ("GIF", "P"), "bmp": ("BMP",), "tif": ("TIFF",),
    "webp": ("WEBP",), "jp2": ("JPEG2000",), "avif": ("AVIF",), "pcx": ("PCX",), "tga": ("TGA",),
    "sgi": ("SGI",), "ppm": ("PPM",), "pgm": ("PPM", "L"), "pbm": ("PPM", "1"), "qoi": ("QOI",),
}  # fmt: skip
_MADE: dict[str, Callable[[], bytes]] = {
    "progressive.jpg": lambda: saved("JPEG", progressive=True),
    "lossless.webp": lambda: saved("WEBP", lossless=True),
    "lzw.tif": lambda: saved("TIFF", compression="tiff_lzw"),
    "deflate.tif": lambda: saved("TIFF", compression="tiff_adobe_deflate"),
    "jpeg.tif": lambda: saved("TIFF", compression="jpeg"),
    "fax.tif": lambda: saved("TIFF", "1", compression="group4"),
    "packed.tga": lambda: saved("TGA", compression="tga_rle"),
    "j2k": lambda: saved("JPEG2000", no_jp2=True),
    "moving.gif": lambda: _moving("GIF"),
    "moving.png": lambda: _moving("PNG"),
    "moving.webp": lambda: _moving("WEBP"),
    "mpo": lambda: _moving("MPO"),
    "psd": _psd,
    "deep.psd": lambda: _of_formats("psd"),
    "psb": lambda: _of_formats("psb"),
    "jxl": lambda: _of_formats("jxl"),
    "heic": _heic,
    "dng": lambda: small_dng(64, 48),
}

KINDS = tuple(sorted([*_SAVED, *_MADE]))
"""All kinds that `sound` makes."""

# ── mutations: one seed, one file ───────────────────────────────────────────────────────────

_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF)


def mutated(data: bytes, seed: int) -> bytes:
    """The bytes with a few kinds of damage; the same seed gives the same file."""
    rng = random.Random(seed)
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(_DAMAGES)(rng, data) or b"\0"
    return data


def _place(rng: random.Random, data: bytes) -> int:
    """Somewhere, more often near the beginning, where headers are."""
    return int(len(data) * rng.random() ** rng.choice((1, 3)))


def _flip(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        changed[min(_place(rng, data), len(data) - 1)] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _overwrite(rng: random.Random, data: bytes) -> bytes:
    at, size = _place(rng, data), rng.choice((1, 4, 16, 64))
    filling = rng.choice((b"\0", b"\xff", rng.randbytes(size)))
    return data[:at] + (filling * size)[:size] + data[at + size :]


def _extreme(rng: random.Random, data: bytes) -> bytes:
    form = rng.choice(("<H", ">H", "<I", ">I", "<Q", ">Q"))
    size = struct.calcsize(form)
    at = _place(rng, data)
    return data[:at] + struct.pack(form, rng.choice(_EXTREMES) % 256**size) + data[at + size :]


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: _place(rng, data)]


def _zero_end(rng: random.Random, data: bytes) -> bytes:
    return data[: _place(rng, data)].ljust(len(data), b"\0")


def _take_out(rng: random.Random, data: bytes) -> bytes:
    at = _place(rng, data)
    return data[:at] + data[at + rng.randint(1, 64) :]


def _repeat(rng: random.Random, data: bytes) -> bytes:
    at = _place(rng, data)
    return data[:at] + data[at : at + rng.randint(1, 64)] * rng.randint(1, 20) + data[at:]


def _graft(rng: random.Random, data: bytes) -> bytes:
    other = sound(rng.choice(KINDS))
    at, there = _place(rng, data), _place(rng, other)
    return data[:at] + other[there : there + rng.randint(1, 200)] + data[at:]


_DAMAGES = (_flip, _overwrite, _extreme, _extreme, _cut, _zero_end, _take_out, _repeat, _graft)

# ── what may come of a file ─────────────────────────────────────────────────────────────────


def judged(result: DecodeResult) -> bool:
    """Whether a result is a photo (else it is a failure); either must be fit to be kept."""
    if isinstance(result, DecodeFailure):
        assert _SENTENCE.fullmatch(result.reason), result.reason
        assert not any(word in result.reason for word in _INTERNAL), result.reason
        return False
    if isinstance(result, KnownPhoto):
        return True
    _judge(result)
    return True


def _judge(photo: DecodedPhoto) -> None:
    facts = photo.facts
    assert photo.pixels.dtype == np.uint8
    assert photo.pixels.ndim == 3
    assert photo.pixels.shape[2] == 3
    assert photo.thumbnail.startswith(b"\xff\xd8")
    assert min(facts.width, facts.height) >= 1
    if facts.taken_at is not None:
        assert dates.parse(facts.taken_at.isoformat()) is not None
    if facts.latitude is not None or facts.longitude is not None:
        assert -90 <= (facts.latitude or 0) <= 90
        assert -180 <= (facts.longitude or 0) <= 180
    said = (facts.camera, facts.lens, facts.title, facts.description, *facts.keywords)
    for text in (*said, *facts.exposure.values()):
        assert _SHOWABLE.fullmatch(text), repr(text)
        text.encode("utf-8")

"""A picture file of any format to an upright sRGB JPEG, with as much metadata as is wanted."""

import os
import re
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from photoclip.errors import PhotoError
from photoclip.photos import pixels
from photoclip.photos.decode import content_hash, read_picture
from photoclip.photos.failing import human_errors
from photoclip.photos.opening import Wanted, open_picture
from photoclip.photos.stripping import Metadata, jpeg_segments, xmp_without_place
from photoclip.records import KnownPhoto

_MOST_EXIF, _MOST_VALUE = 65_000, 8_192  # bytes; a segment of a JPEG holds 64 KB
_XMP_TAG, _PNG_XMP = 700, "XML:com.adobe.xmp"
_IPTC = b"Photoshop 3.0\0"
_WORTH_KEEPING = frozenset(
    {
        Base.ImageDescription, Base.Make, Base.Model, Base.Software, Base.DateTime, Base.Artist,
        Base.HostComputer, Base.Copyright, Base.Rating, Base.RatingPercent, Base.XPTitle,
        Base.XPComment, Base.XPAuthor, Base.XPKeywords, Base.XPSubject,
    }
)  # fmt: skip
_OF_THE_PIXELS = frozenset(
    {
        Base.MakerNote,  # its offsets point into the old file
        Base.ExifImageWidth, Base.ExifImageHeight, Base.ExifInteroperabilityOffset,
        Base.ColorSpace, Base.ComponentsConfiguration, Base.CompressedBitsPerPixel,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rendered(KnownPhoto):
    """What a decoder process makes of a file: a JPEG with the hash and size of its bytes."""

    jpeg: bytes


def render(
    path: bytes,
    *,
    short_side: int,
    known: frozenset[bytes],
    long_side: int | None,
    quality: int,
    metadata: Metadata,
) -> Rendered:
    """As `jpeg_of`, called by a `DecoderPool` in place of `photoclip.photos.decode.decode`.

    Raises:
        PhotoError: the file cannot be read.
    """
    del short_side, known  # of indexing
    jpeg = jpeg_of(path, long_side=long_side, quality=quality, metadata=metadata)
    return Rendered(content_hash(jpeg), len(jpeg), jpeg)


def jpeg_of(path: bytes, *, long_side: int | None, quality: int, metadata: Metadata) -> bytes:
    """Reads a picture file and encodes it as an upright JPEG in sRGB.

    Args:
        path: the absolute path.
        long_side: longest side, px, never larger than the picture is; None keeps its size.
        quality: of the JPEG, 1 to 100.
        metadata: what of EXIF, XMP and IPTC goes along. Notes in a maker's own form never do,
            nor does a small preview.

    Raises:
        PhotoError: the file cannot be read; its text says why, in one sentence.
    """
    data = read_picture(path)
    with human_errors():
        extension = os.path.splitext(os.fsdecode(path))[1].lower()  # noqa: PTH122 - bytes
        opened = open_picture(data, extension, Wanted(max_side=long_side))
        image = opened.image
        size = image.size if long_side is None else pixels.bounded(image.size, long_side)
        upright = pixels.upright_rgb(image, opened.orientation, size)
        out = BytesIO()
        upright.save(
            out,
            "JPEG",
            quality=quality,
            optimize=True,
            subsampling=0 if quality >= 90 else 2,
            **_metadata(image, data, metadata),
        )
        return out.getvalue()


def _metadata(image: Image.Image, data: bytes, metadata: Metadata) -> dict[str, bytes]:
    """What Pillow's JPEG writer is given besides the pixels."""
    if metadata is Metadata.NONE:
        return {}
    said = {"exif": _exif(image, data, metadata), "xmp": _xmp(image, metadata)}
    if data[:2] == b"\xff\xd8":
        said["extra"] = _iptc_segments(data)
    return {name: value for name, value in said.items() if value}


def _exif(image: Image.Image, data: bytes, metadata: Metadata) -> bytes:
    source = image.getexif()
    if not source and data[:4] in {b"II*\0", b"MM\0*"}:  # camera raw
        source = Image.Exif()
        source.load(b"Exif\0\0" + data)
    exif = Image.Exif()
    _copy(exif, {tag: value for tag, value in source.items() if tag in _WORTH_KEEPING})
    details = source.get_ifd(IFD.Exif)
    _copy(exif, {t: v for t, v in details.items() if t not in _OF_THE_PIXELS}, IFD.Exif)
    if metadata is Metadata.KEEP:
        _copy(exif, source.get_ifd(IFD.GPSInfo), IFD.GPSInfo)
    if not len(exif):
        return b""
    exif[Base.Orientation] = 1
    block = exif.tobytes()
    return block if len(block) <= _MOST_EXIF else b""


def _copy(exif: Image.Exif, values: Mapping[int, Any], directory: IFD | None = None) -> None:
    """Takes over the values that can be written; cameras write what no reader understands."""
    kept: dict[int, Any] = {}
    for tag, value in values.items():
        alone = Image.Exif()
        alone[directory or tag] = {tag: value} if directory else value
        with suppress(struct.error, TypeError, ValueError, OverflowError, KeyError, AttributeError):
            if len(alone.tobytes()) <= _MOST_VALUE:
                kept[tag] = value
    if directory is None:
        for tag, value in kept.items():
            exif[tag] = value
    elif kept.keys() - {GPS.GPSVersionID}:
        exif[directory] = kept


def _xmp(image: Image.Image, metadata: Metadata) -> bytes:
    info = cast("dict[str, Any]", image.info)
    found: Any = info.get("xmp") or info.get(_PNG_XMP) or image.getexif().get(_XMP_TAG) or b""
    packet = found.encode() if isinstance(found, str) else bytes(found)
    packet = re.sub(rb"(tiff:Orientation(?:=[\"']|>))\d", rb"\g<1>1", packet)
    if metadata is Metadata.NO_PLACE:
        packet = xmp_without_place(packet)
    return packet if len(packet) <= _MOST_EXIF else b""


def _iptc_segments(data: bytes) -> bytes:
    """The segments of a JPEG that hold its IPTC text, as they are."""
    found: list[bytes] = []
    with suppress(PhotoError, IndexError, struct.error):
        for marker, start, end in jpeg_segments(data):
            if marker == 0xED and data[start + 4 : end].startswith(_IPTC):
                found.append(data[start:end])
            if marker == 0xDA:
                break
    return b"".join(found)

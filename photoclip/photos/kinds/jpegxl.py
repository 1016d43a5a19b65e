"""JPEG XL: pixels by libjxl, as imagecodecs brings it; EXIF and XMP from its boxes."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from photoclip.errors import PhotoError
from photoclip.photos.failing import CUT_OFF
from photoclip.photos.kinds import jpegxl_header

_BARE = b"\xff\x0a"
_BESIDE = frozenset({b"Exif", b"xml "})
_MOST_BESIDE = 2**22  # bytes of a compressed part


@dataclass(frozen=True, slots=True)
class Opened:
    """A JPEG XL file: either the JPEG that it was made from, or decoded upright pixels."""

    jpeg: bytes | None
    image: Image.Image | None


def read(data: bytes, check_size: Callable[[tuple[int, int]], None]) -> Opened:
    """Reads a file; what was a JPEG once becomes that JPEG again, to the last bit.

    Args:
        data: the whole file.
        check_size: raises PhotoError for a declared (width, height) that is not acceptable.

    Raises:
        PhotoError: the decoder is not installed. The decoder itself raises anything.
    """
    try:
        from imagecodecs import jpegxl_decode, jpegxl_decode_jpeg
    except ImportError as error:
        raise PhotoError(
            'JPEG XL pictures need the package "imagecodecs"; install it, or convert the picture '
            "to JPEG."
        ) from error
    boxes = dict(_boxes(data))
    try:
        header = jpegxl_header.read(_codestream(data))
    except IndexError as error:
        raise PhotoError(CUT_OFF) from error
    check_size(header.size)
    if b"jbrd" in boxes:
        return Opened(bytes(jpegxl_decode_jpeg(data, numthreads=1)), None)
    values = jpegxl_decode(data, index=0, numthreads=1)
    image = _image(values, header)
    if header.profile is not None:
        image.info["icc_profile"] = header.profile
    if b"Exif" in boxes:
        image.info["exif"] = b"Exif\0\0" + boxes[b"Exif"][4:]
    if b"xml " in boxes:
        image.info["xmp"] = boxes[b"xml "]
    return Opened(None, image)


def _image(values: npt.NDArray[Any], header: jpegxl_header.Header) -> Image.Image:
    """Pixels (height, width) or (height, width, channels) of any depth as a picture."""
    if values.ndim == 3 and values.shape[2] > 4:
        values = values[0]  # grey with channels of other kinds: the planes lie one after another
    if header.floating or values.dtype.kind == "f":
        values = np.clip(np.nan_to_num(values.astype(np.float32)), 0, 1) * 255
    elif header.bits != 8:
        values = values.astype(np.float32) * (255 / (2 ** min(header.bits, 16) - 1))
    pixels = np.rint(values).astype(np.uint8)
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        pixels = pixels[..., 0]
    return Image.fromarray(np.ascontiguousarray(pixels))


def _codestream(data: bytes) -> bytes:
    """The beginning of what is decoded."""
    if data.startswith(_BARE):
        return data[:4096]
    parts = b""
    for kind, body in _raw_boxes(data):
        if kind == b"jxlc":
            return body[:4096]
        if kind == b"jxlp":
            parts += body[4:]
            if len(parts) >= 4096:
                break
    return parts


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a file beside the picture, unpacked."""
    for kind, body in _raw_boxes(data):
        if kind == b"brob" and body[:4] in _BESIDE:
            yield body[:4], _unpacked(body[4:])
        elif kind in _BESIDE or kind == b"jbrd":
            yield kind, body


def _unpacked(packed: bytes) -> bytes:
    from imagecodecs import brotli_decode

    try:
        return bytes(brotli_decode(packed, out=_MOST_BESIDE))
    except Exception:  # noqa: BLE001 - a codec may raise anything; facts are optional
        return b""


def _raw_boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while not data.startswith(_BARE) and at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1 and at + 16 <= len(data):
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        end = at + size if size else len(data)
        yield kind, data[at + head : end]
        if end <= at + head - 1:
            return
        at = end

"""Camera raw files: the embedded preview, or a half-size development."""

import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from PIL import Image

from photoclip.errors import PhotoError
from photoclip.photos.failing import CUT_OFF
from photoclip.photos.kinds import dng
from photoclip.photos.text import clean
from photoclip.records import PhotoFacts

_MOST_JPEGS, _LEAST_SIDE = 64, 320  # px of a preview's longer side
_EMPTY = (
    "The raw file holds no picture: its sensor data are missing; copy it again from its source."
)
_TURN_OF_FLIP = {0: 1, 3: 3, 5: 8, 6: 6}


@dataclass(frozen=True, slots=True)
class Developed:
    """A raw file's picture: an embedded JPEG still to be turned, or developed upright pixels."""

    size: tuple[int, int]  # of the whole picture, upright
    orientation: int  # EXIF orientation of the sensor data; 0: not known
    preview: bytes | None = None  # JPEG
    image: Image.Image | None = None  # upright RGB
    taken_at: datetime | None = None
    lens: str = ""


def develop(
    data: bytes,
    enough: Callable[[bytes, tuple[int, int]], bool],
    check_size: Callable[[tuple[int, int]], None],
) -> Developed:
    """Brings out the embedded preview where it is large enough, else develops at half size.

    Args:
        data: the whole file.
        enough: whether a JPEG preview serves for a whole picture of (width, height) px.
        check_size: raises PhotoError for a declared size that is not acceptable.

    Of a camera that libraw does not know yet, the largest JPEG that lies in the file is taken; of
    a file whose sensor data are gone, its preview.

    Raises:
        PhotoError: libraw does not read it, it is cut off, or nothing is in it.
    """
    import rawpy

    parts = dng.directories_of(data)
    if dng.is_cut_off(data, parts):
        raise PhotoError(CUT_OFF)
    try:
        with rawpy.imread(BytesIO(data)) as opened:
            sizes = opened.sizes
            width, height = int(sizes.width), int(sizes.height)
            check_size((width, height))
            turn = _TURN_OF_FLIP.get(int(sizes.flip), 1)
            whole = (height, width) if turn >= 5 else (width, height)
            image = None
            preview = _preview(opened)
            if preview is None or not enough(preview, whole):
                preview = _at_least(preview) if dng.is_empty(data, parts) else None
            if preview is None:
                array = opened.postprocess(half_size=True, use_camera_wb=True, output_bps=8)
                image = Image.fromarray(array)
            return Developed(
                size=whole,
                orientation=turn,
                preview=preview,
                image=image,
                taken_at=_taken_at(opened),
                lens=_lens(opened),
            )
    except rawpy.LibRawError as error:
        if isinstance(error, rawpy.LibRawFileUnsupportedError):
            found = _largest_jpeg(data)
            if found is not None:
                return Developed(size=found[0], orientation=0, preview=found[1])
        raise PhotoError("The raw file cannot be read: it is damaged or unknown.") from error


def completed(facts: PhotoFacts, developed: Developed) -> PhotoFacts:
    """The facts with what only libraw knew."""
    return replace(
        facts,
        taken_at=facts.taken_at or developed.taken_at,
        taken_source=facts.taken_source or ("exif" if developed.taken_at is not None else ""),
        lens=facts.lens or developed.lens,
    )


def _preview(opened: Any) -> bytes | None:
    """The largest embedded JPEG, if there is one."""
    import rawpy

    with suppress(rawpy.LibRawError):
        found = opened.extract_thumb()
        if found.format == rawpy.ThumbFormat.JPEG:
            return bytes(found.data)
    return None


def _at_least(preview: bytes | None) -> bytes:
    """The preview that is all there is, where it is more than a thumbnail.

    Raises:
        PhotoError: there is none.
    """
    size = None if preview is None else jpeg_size(preview)
    if preview is None or size is None or max(size) < _LEAST_SIDE:
        raise PhotoError(_EMPTY)
    return preview


def _largest_jpeg(data: bytes) -> tuple[tuple[int, int], bytes] | None:
    """Size and bytes of the largest whole JPEG in a file, where it is more than a thumbnail."""
    found: tuple[tuple[int, int], bytes] | None = None
    at = -1
    for _ in range(_MOST_JPEGS):
        at = data.find(b"\xff\xd8\xff", at + 1)
        if at < 0:
            break
        size = jpeg_size(data[at:])
        if size is not None and max(size) >= _LEAST_SIDE and (found is None or size > found[0]):
            found = size, data[at:]
    return found


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """(width, height) of a JPEG, px, as its header says; None where it makes no sense."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "MPO")) as image:
            return image.size
    except (OSError, ValueError, SyntaxError, struct.error):
        return None


def _taken_at(opened: Any) -> datetime | None:
    stamp = getattr(getattr(opened, "other", None), "timestamp", None)
    if isinstance(stamp, datetime) and stamp.year >= 1980:
        return stamp.replace(tzinfo=None)
    return None


def _lens(opened: Any) -> str:
    return clean(getattr(getattr(opened, "lens", None), "model", ""))

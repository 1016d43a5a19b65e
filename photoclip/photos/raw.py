"""Camera raw files: the embedded preview, or a half-size development."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from PIL import Image

from photoclip.errors import PhotoError
from photoclip.photos.text import clean
from photoclip.records import PhotoFacts

_TURN_OF_FLIP = {0: 1, 3: 3, 5: 8, 6: 6}


@dataclass(frozen=True, slots=True)
class Developed:
    """A raw file's picture: an embedded JPEG still to be turned, or developed upright pixels."""

    size: tuple[int, int]  # of the whole picture, upright
    orientation: int  # EXIF orientation of the sensor data
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

    Raises:
        PhotoError: libraw does not read it.
    """
    import rawpy

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
                preview = None
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
        raise PhotoError("The raw file cannot be read: it is damaged or unknown.") from error


def completed(facts: PhotoFacts, developed: Developed) -> PhotoFacts:
    """The facts with what only libraw knew."""
    return replace(
        facts,
        taken_at=facts.taken_at or developed.taken_at,
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


def _taken_at(opened: Any) -> datetime | None:
    stamp = getattr(getattr(opened, "other", None), "timestamp", None)
    if isinstance(stamp, datetime) and stamp.year >= 1980:
        return stamp.replace(tzinfo=None)
    return None


def _lens(opened: Any) -> str:
    return clean(getattr(getattr(opened, "lens", None), "model", ""))

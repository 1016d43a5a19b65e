"""Clips inside pictures: motion photos.

Google, Samsung, Xiaomi and others append an MP4 file to a JPEG, or put one into a box of a HEIF
file (`mpvd`). What XMP says of it (`GCamera:MotionPhoto`, `MicroVideo`) stays in a picture whose
clip an editor has cut off, so the clip itself is looked for.
"""

import os
from io import BytesIO

from photoclip.errors import PhotoError
from photoclip.photos.formats import jpeg_scan
from photoclip.photos.live import HEAD, content_identifier
from photoclip.photos.video.boxes import about, clip_end
from photoclip.photos.video.kinds import sniff_video
from photoclip.records_files import Moving

_FOLLOW = frozenset({b"moov", b"mdat", b"free", b"wide", b"skip", b"uuid", b"moof", b"meta"})
_MOST_TYPES = 256  # bytes of the box that lists what a file is compatible with
_JPEG, _SAYING = b"\xff\xd8", (b"MotionPhoto", b"MicroVideo")
_PADDING = 2**12  # zeros that cameras write behind a picture, at most


def moving_of(data: bytes, kind: str) -> Moving | None:
    """What moves in a picture file, or belongs to it elsewhere; None: nothing.

    Args:
        data: the whole file.
        kind: its format, as in `PhotoFacts`.
    """
    if kind not in {"JPEG", "MPO", "HEIF"}:
        return None
    live_id = content_identifier(data, jpeg_scan(data) if data[:2] == _JPEG else HEAD)
    clip = find_clip(data)
    if clip is not None:
        seconds = about(BytesIO(data[slice(*clip)])).seconds
        return Moving(seconds, inside=True, live_id=live_id)
    return Moving(live_id=live_id) if live_id else None


def find_clip(data: bytes) -> tuple[int, int] | None:
    """Where a video lies in a picture file: first byte and the one after the last; None: none.

    A JPEG that ends with its picture, and says nothing of a clip, is not searched.
    """
    if data[:2] == _JPEG and data[-_PADDING:].rstrip(b"\0")[-2:] == b"\xff\xd9":
        scan = jpeg_scan(data)
        if all(data.find(each, 0, scan) < 0 for each in _SAYING):
            return None
    at = data.find(b"ftyp", 12)
    while at > 0:
        start = at - 4
        if _begins_clip(data, start):
            end = clip_end(data, start)
            if data.find(b"moov", start, end) > 0:
                return start, end
        at = data.find(b"ftyp", at + 4)
    return None


def _begins_clip(data: bytes, start: int) -> bool:
    size = int.from_bytes(data[start : start + 4], "big")
    if not 12 <= size <= _MOST_TYPES or not sniff_video(data[start : start + 64]):
        return False
    return data[start + size + 4 : start + size + 8] in _FOLLOW


def extract(path: bytes) -> bytes:
    """The clip inside a motion photo.

    Raises:
        PhotoError: the file cannot be read, or holds none.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise PhotoError(f"It cannot be read ({os.strerror(error.errno or 0)}).") from error
    clip = find_clip(data)
    if clip is None:
        raise PhotoError("There is no clip inside this picture any more.")
    return data[slice(*clip)]

"""A video file to what the library keeps of it, read as `photos.decode` reads pictures."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import blake3
import numpy as np
from PIL import Image

from photoclip.errors import PhotoError, UnreachableError
from photoclip.photos import pixels
from photoclip.photos.dating import dated
from photoclip.photos.failing import human_errors
from photoclip.photos.formats import SIGNATURE_BYTES, sniff
from photoclip.photos.live import HEAD, content_identifier
from photoclip.photos.metadata import camera_name
from photoclip.photos.opening import Wanted, open_picture
from photoclip.photos.video.boxes import About, about
from photoclip.photos.video.frames import frames_of
from photoclip.photos.video.kinds import (
    HEAD_BYTES,
    STILL_EXTENSIONS,
    VIDEOS_NEED,
    is_readable,
    sniff_video,
)
from photoclip.photos.views import View, seen
from photoclip.records import DecodedPhoto, KnownPhoto, PhotoFacts
from photoclip.records_files import VIDEO, Moving

MOST_BYTES = 2**32
"""Videos larger than this are refused unread."""

LONGEST_LIVE = 10.0  # seconds, as for `catalog.companions`
_BLOCK = 2**20
_ENOUGH = 64  # px: a picture that can be read so small can be read
_NOTHING = np.empty((0, 0, 3), np.uint8)


def is_video(path: bytes) -> bool:
    """Whether a file is a video by its first bytes."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - bytes paths
            return False  # a pipe would be waited for
        with open(path, "rb", buffering=0) as file:
            return sniff_video(file.read(HEAD_BYTES)) is not None
    except (OSError, ValueError):
        return False  # reading it says why


@dataclass(frozen=True, slots=True)
class Glance:
    """What is wanted of a video: sides in px and a view as for `photos.decode.decode`.

    `beside_picture`: also of one that lies beside its picture, the video of a Live Photo.
    """

    short_side: int
    thumbnail_side: int
    view: View | None
    beside_picture: bool


def decode_video(path: bytes, wanted: Glance, known: frozenset[bytes]) -> DecodedPhoto | KnownPhoto:
    """Reads a video; `known` and errors as of `photos.decode.decode`."""
    with _opened(path) as file:
        said = about(file)
        short = bool(said.live_id) or said.seconds <= LONGEST_LIVE
        beside = short and not wanted.beside_picture and _has_picture(path, said.live_id)
        if not (beside or is_readable()):
            raise UnreachableError(VIDEOS_NEED)
        digest, size = _identity(file)
    if digest in known:
        return KnownPhoto(digest, size)
    if beside:
        facts = dated(_facts(said, (0, 0), 0.0), path)
        return DecodedPhoto(digest, size, digest, 0, _NOTHING, b"", facts)
    with human_errors():
        found = frames_of(path)
        images = [Image.fromarray(each) for each in found.pictures]
        best = pixels.with_margin(
            pixels.upright_rgb(pixels.reduced(images[0], wanted.short_side), 1)
        )
        small = pixels.small(images[0], wanted.thumbnail_side)
        array = np.array(best, dtype=np.uint8)
        view = wanted.view
        squares = None if view is None else np.stack([seen(each, view) for each in images])
        return DecodedPhoto(
            content_hash=digest,
            size=size,
            pixel_hash=_pixel_hash(found.pictures[0]),
            perceptual_hash=pixels.perceptual_hash(small),
            pixels=array if squares is None else _NOTHING,
            thumbnail=pixels.encoded_jpeg(small),
            facts=dated(_facts(said, images[0].size, found.seconds), path),
            seen=squares,
        )


def poster(path: bytes, max_side: int | None) -> Image.Image:
    """The frame that stands for a video, upright, for showing.

    Raises:
        PhotoError: it cannot be shown.
    """
    if not is_readable():
        raise PhotoError(VIDEOS_NEED)
    with human_errors():
        image = Image.fromarray(frames_of(path).pictures[0])
        if max_side is not None:
            image.thumbnail((max_side, max_side))
        return image


def _opened(path: bytes) -> BinaryIO:
    try:
        file = open(path, "rb")  # noqa: SIM115 - the caller closes it
    except FileNotFoundError as error:
        raise UnreachableError("The file is no longer there.") from error
    except OSError as error:
        why = error.strerror or "the system refused"
        raise UnreachableError(f"The file cannot be read from its disk ({why}).") from error
    if os.fstat(file.fileno()).st_size > MOST_BYTES:
        file.close()
        raise PhotoError("The video is larger than 4 GB, which photoclip does not read.")
    return file


def _identity(file: BinaryIO) -> tuple[bytes, int]:
    """The hash of a file's bytes, and how many there are."""
    hasher, size = blake3.blake3(), 0
    file.seek(0)
    for block in _blocks(file):
        hasher.update(block)
        size += len(block)
    return hasher.digest(length=16), size


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    try:
        while block := file.read(_BLOCK):
            yield block
    except OSError as error:
        why = error.strerror or "the system refused"
        raise UnreachableError(f"The file cannot be read from its disk ({why}).") from error


def _has_picture(path: bytes, live_id: str) -> bool:
    """Whether a picture of a video's name lies beside it; not one of another identifier."""
    stem = os.path.splitext(path)[0]  # noqa: PTH122 - names are bytes
    endings = (each.encode() for low in STILL_EXTENSIONS for each in (low, low.upper()))
    return any(_is_picture_of(stem + each, live_id) for each in endings)


def _is_picture_of(path: bytes, live_id: str) -> bool:
    try:
        with open(path, "rb", buffering=0) as file:
            head = file.read(HEAD)
            if sniff(head[:SIGNATURE_BYTES]) not in {"JPEG", "MPO", "HEIF"}:
                return False
            if live_id and content_identifier(head) not in {"", live_id}:
                return False
            extension = os.path.splitext(os.fsdecode(path))[1].lower()  # noqa: PTH122
            open_picture(head + file.readall(), extension, Wanted(short_side=_ENOUGH))
    except (OSError, PhotoError):
        return False  # beside a picture that cannot be read the video stands for itself
    return True


def _pixel_hash(array: np.ndarray) -> bytes:
    hasher = blake3.blake3(np.asarray(array.shape, dtype="<i8").tobytes())
    hasher.update(np.ascontiguousarray(array).data)
    return hasher.digest(length=16)


def _facts(said: About, size: tuple[int, int], seconds: float) -> PhotoFacts:
    return PhotoFacts(
        width=size[0] or said.width,
        height=size[1] or said.height,
        format=VIDEO,
        taken_at=said.taken_at,
        taken_source="" if said.taken_at is None else "exif",
        camera=camera_name(said.make, said.model),
        latitude=said.latitude,
        longitude=said.longitude,
        altitude=said.altitude,
        moving=Moving(said.seconds or seconds, live_id=said.live_id),
    )

"""One picture file to upright pixels, identity, thumbnail and facts, read once."""

import os
import stat
from dataclasses import replace

import blake3
import numpy as np
import numpy.typing as npt
from PIL import Image

from photoclip.errors import PhotoError, UnreachableError
from photoclip.photos import pixels
from photoclip.photos.dating import dated
from photoclip.photos.failing import human_errors
from photoclip.photos.formats import PICTURE_EXTENSIONS
from photoclip.photos.motion import moving_of
from photoclip.photos.opening import Wanted, open_picture
from photoclip.photos.video.reading import Glance, decode_video, is_video, poster
from photoclip.photos.views import View, seen
from photoclip.records import DecodedPhoto, KnownPhoto, PhotoFacts

MOST_BYTES = 2**30
"""Files larger than this are refused unread."""

_NO_PIXELS: npt.NDArray[np.uint8] = np.empty((0, 0, 3), np.uint8)

_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)


def content_hash(data: bytes) -> bytes:
    """The identity of a file's bytes: blake3, 16 bytes."""
    return blake3.blake3(data).digest(length=16)


def decode(
    path: bytes,
    *,
    short_side: int,
    known: frozenset[bytes] = frozenset(),
    thumbnail_side: int = 384,
    view: View | None = None,
    indexing: bool = False,
) -> DecodedPhoto | KnownPhoto:
    """Reads a picture file once and brings out everything the library keeps of it.

    Args:
        path: the absolute path.
        short_side: wanted short side of the pixels, px; it may come out up to twice as long.
            Smaller pictures are not enlarged, and the long side of panoramas is bounded to 8 times
            it.
        known: content hashes that need no decoding.
        thumbnail_side: longest side of the thumbnail, px.
        indexing: of a video that lies beside its picture (a Live Photo) no frame is decoded, since
            nobody looks for it alone.
        view: how a model sees pictures; the result has `seen` in place of `pixels` then, unless
            the picture is longer than the view takes.

    Returns:
        The decoded photo, or KnownPhoto when the hash of the bytes is in `known`.

    Raises:
        PhotoError: the file cannot become a photo; its text says why, in one sentence.
    """
    if _may_be_video(path):
        wanted = Glance(short_side, thumbnail_side, view, beside_picture=not indexing)
        return decode_video(path, wanted, known)
    data = read_picture(path)
    digest = content_hash(data)
    if digest in known:
        return KnownPhoto(digest, len(data))
    with human_errors():
        opened = open_picture(data, _extension(path), Wanted(short_side=short_side))
        reduced = pixels.reduced(opened.image, short_side)
        whole = pixels.upright_rgb(reduced, opened.orientation)
        image = pixels.with_margin(whole)
        array: npt.NDArray[np.uint8] = np.asarray(image, np.uint8)
        small = pixels.small(whole, thumbnail_side)
        square = _square(image, opened.facts, view)
        return DecodedPhoto(
            content_hash=digest,
            size=len(data),
            pixel_hash=_pixel_hash(array),
            perceptual_hash=pixels.perceptual_hash(small),
            pixels=array if square is None else _NO_PIXELS,
            thumbnail=pixels.encoded_jpeg(small),
            facts=dated(_moving(opened.facts, data), path),
            seen=square,
        )


def _moving(facts: PhotoFacts, data: bytes) -> PhotoFacts:
    moving = moving_of(data, facts.format)
    return facts if moving is None else replace(facts, moving=moving)


def _may_be_video(path: bytes) -> bool:
    """Files that end like pictures are read as such, without a look before."""
    return _extension(path) not in PICTURE_EXTENSIONS and is_video(path)


def _square(
    image: Image.Image, facts: PhotoFacts, view: View | None
) -> npt.NDArray[np.uint8] | None:
    if view is None:
        return None
    short, long = min(facts.width, facts.height), max(facts.width, facts.height)
    return None if long >= view.longest * max(1, short) else seen(image, view)


def open_upright(path: bytes, max_side: int | None = None) -> Image.Image:
    """The whole picture for showing.

    Args:
        path: the absolute path.
        max_side: bound of the longest side, px; None for full size.

    Returns:
        An upright sRGB picture of mode RGB.

    Raises:
        PhotoError: the file cannot be shown; its text says why, in one sentence.
    """
    if _may_be_video(path):
        return poster(path, max_side)
    data = read_picture(path)
    with human_errors():
        opened = open_picture(data, _extension(path), Wanted(max_side=max_side))
        size = (
            opened.image.size if max_side is None else pixels.bounded(opened.image.size, max_side)
        )
        return pixels.upright_rgb(opened.image, opened.orientation, size)


def read_picture(path: bytes) -> bytes:
    """The bytes of a regular file; nothing else (pipes, devices) is ever read.

    Raises:
        PhotoError: it is empty, too large or no regular file.
        UnreachableError: it is missing, or cannot be read now.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - bytes paths
            raise PhotoError("It is not a regular file.")
        with open(os.open(path, _FLAGS), "rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            if size > MOST_BYTES:
                raise PhotoError("The file is larger than 1 GB, which photoclip does not read.")
            data = file.readall()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreachableError("The file is no longer there.") from error
    except PermissionError as error:
        raise UnreachableError("There is no permission to read the file.") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "the system refused"
        raise UnreachableError(f"The file cannot be read from its disk ({why}).") from error
    if not data:
        raise PhotoError("The file is empty.")
    return data


def _extension(path: bytes) -> str:
    return os.path.splitext(os.fsdecode(path))[1].lower()  # noqa: PTH122 - names need not be UTF-8


def _pixel_hash(array: npt.NDArray[np.uint8]) -> bytes:
    hasher = blake3.blake3(np.asarray(array.shape, dtype="<i8").tobytes())
    hasher.update(array.data)
    return hasher.digest(length=16)

"""Bytes of a picture file to a loaded picture, whatever the format claims to be."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin, UnidentifiedImageError
from PIL.ExifTags import Base
from PIL.JpegImagePlugin import JpegImageFile
from PIL.TiffImagePlugin import TiffImageFile

from photoclip.errors import PhotoError
from photoclip.photos import formats, metadata
from photoclip.photos.colours import declared
from photoclip.photos.failing import CUT_OFF, MOST_PIXELS, check_size
from photoclip.photos.kinds import frames, photoshop, raw
from photoclip.records import PhotoFacts

_MOST_TEXT = 2**24  # bytes that a compressed text in a PNG may have; programs keep projects there


@dataclass(frozen=True, slots=True)
class Opened:
    """A loaded picture that is not upright yet, with the EXIF orientation still to be applied."""

    image: Image.Image
    orientation: int
    facts: PhotoFacts


@dataclass(frozen=True, slots=True)
class Wanted:
    """How large a picture is needed: its short side, or its longest side, in px (None: whole)."""

    short_side: int | None = None
    max_side: int | None = None

    def enough(self, size: tuple[int, int], whole: tuple[int, int]) -> bool:
        """Whether a preview of `size` serves in place of the whole picture."""
        needed = min(whole) // 2 if self.short_side is None else min(self.short_side, *whole)
        return min(size) >= needed


def open_picture(data: bytes, extension: str, wanted: Wanted) -> Opened:
    """Opens and loads by content, reduced while decoding where the format allows it.

    Args:
        data: the whole file.
        extension: the file's extension, lower-case with its dot; helps where content is silent.
        wanted: how large a picture is needed.

    Raises:
        PhotoError: it is no picture that can be read. Foreign libraries may raise anything else
            on hostile input: call it inside `human_errors`.
    """
    head = data[: formats.SIGNATURE_BYTES]
    name = formats.format_of(head, extension)
    if name is None:
        raise PhotoError("It is not a picture in a format that photoclip reads.")
    if name in formats.UNREAD:
        kind = formats.UNREAD[name]
        raise PhotoError(
            f"Files of {kind} are not read; save the picture as JPEG, PNG or TIFF too."
        )
    if name in {formats.RAW, "TIFF"}:
        return _open_raw_or_tiff(data, wanted, raw_first=name == formats.RAW)
    if name == formats.JPEG_XL:
        return _open_jpeg_xl(data, wanted)
    if name == "PSD":
        return _open_photoshop(data, wanted)
    return _load(_header(data, name), data, name, wanted)


def _header(data: bytes, name: str) -> Image.Image:
    """A picture whose header was read, nothing more, and whose declared size is acceptable."""
    prepare_pillow()
    try:
        image = Image.open(BytesIO(data), formats=formats.pillow_formats(name))
    except UnidentifiedImageError as error:
        raise PhotoError(f"The file is damaged: its {name} header makes no sense.") from error
    check_size(image.size)
    return image


def _load(image: Image.Image, data: bytes, name: str, wanted: Wanted) -> Opened:
    size = image.size
    if _tail_is_missing(data, name):
        raise PhotoError(CUT_OFF)
    if name == "JPEG":
        _draft(image, wanted)
    drafted = image.size != size
    exif = metadata.exif_of(image)
    if isinstance(image, JpegImageFile):
        image.decodermaxblock = len(data)  # all at once: its decoder begins anew with each block
    if name in frames.MOVING and getattr(image, "is_animated", False):
        frames.seek_telling(image)
    image.load()
    declared.settle(image, data, name, exif)
    orientation = metadata.orientation_of(image, exif)
    size = size if drafted else image.size  # Pillow turns TIFF pictures upright while loading
    upright = (size[1], size[0]) if orientation >= 5 else size
    facts = metadata.facts_of(image, exif, size=upright, name=name, data=data)
    return Opened(image, orientation, facts)


def _open_raw_or_tiff(data: bytes, wanted: Wanted, *, raw_first: bool) -> Opened:
    """Opens what may be a TIFF picture or a camera raw file laid out as one.

    Pillow would show the small preview of such a raw file as if it were the picture.
    """
    tiff: Image.Image | None = None
    if formats.sniff(data[: formats.SIGNATURE_BYTES]) == "TIFF":
        with suppress(PhotoError):
            tiff = _header(data, "TIFF")
        if tiff is None and not raw_first:
            with suppress(NotImplementedError):
                return _open_rare_tiff(data)
    is_raw = raw_first or tiff is None or _raw_inside(tiff)
    if is_raw:
        try:
            return _open_raw(data, wanted)
        except PhotoError:
            if tiff is None and not raw_first:
                _header(data, "TIFF")  # says what is wrong with it as a TIFF picture
            if tiff is None or _raw_inside(tiff):
                raise
    assert tiff is not None
    return _load(tiff, data, "TIFF", wanted)


def _open_rare_tiff(data: bytes) -> Opened:
    from photoclip.photos.kinds import rare_tiff

    image = rare_tiff.read(data, check_size)
    exif = metadata.exif_of_tiff(data)
    orientation = exif.get(Base.Orientation, 1)
    width, height = image.size
    size = (height, width) if orientation in {5, 6, 7, 8} else (width, height)
    facts = metadata.facts_of(image, exif, size=size, name="TIFF", data=data)
    return Opened(image, orientation, facts)


def _open_raw(data: bytes, wanted: Wanted) -> Opened:
    prepare_pillow()

    def enough(preview: bytes, whole: tuple[int, int]) -> bool:
        size = raw.jpeg_size(preview)
        return size is not None and wanted.enough(size, whole)

    developed = raw.develop(data, enough, check_size)
    exif = metadata.exif_of_tiff(data)
    if developed.preview is None:
        assert developed.image is not None
        image, orientation, size = developed.image, 1, developed.size
    else:
        preview = _load(_header(developed.preview, "JPEG"), developed.preview, "JPEG", wanted)
        image = preview.image
        exif = exif or metadata.exif_of(image)
        declared.settle_preview(image, exif)
        orientation, size = _turned(preview, developed, exif)
    facts = metadata.facts_of(image, exif, size=size, name=formats.RAW, data=data)
    return Opened(image, orientation, raw.completed(facts, developed))


def _turned(
    preview: Opened, developed: raw.Developed, exif: Mapping[int, Any]
) -> tuple[int, tuple[int, int]]:
    """How a raw file's preview still has to be turned, and the size of the upright picture."""
    size = developed.size
    if developed.orientation == 0:
        turn = preview.orientation if preview.orientation > 1 else exif.get(Base.Orientation, 1)
        return turn, (size[1], size[0]) if turn in {5, 6, 7, 8} else size
    orientation = preview.orientation
    lies = (preview.image.width > preview.image.height) != (size[0] > size[1])
    if orientation == 1 and (lies if developed.orientation >= 5 else True):
        orientation = developed.orientation
    return orientation, size


def _open_jpeg_xl(data: bytes, wanted: Wanted) -> Opened:
    from photoclip.photos.kinds import jpegxl

    prepare_pillow()
    name = formats.JPEG_XL
    read = jpegxl.read(data, check_size)
    if read.jpeg is not None:
        opened = _load(_header(read.jpeg, "JPEG"), read.jpeg, "JPEG", wanted)
        return replace(opened, facts=replace(opened.facts, format=name))
    assert read.image is not None
    image, exif = read.image, metadata.exif_of(read.image)
    return Opened(image, 1, metadata.facts_of(image, exif, size=image.size, name=name, data=data))


def _open_photoshop(data: bytes, wanted: Wanted) -> Opened:
    prepare_pillow()
    whole = photoshop.opened(data)
    check_size(whole.size)
    preview = whole.preview()
    exif = metadata.exif_of(whole)
    facts = metadata.facts_of(whole, exif, size=whole.size, name="PSD", data=data)
    if preview is None:
        whole.load()
        return Opened(whole, 1, facts)
    small = _load(_header(preview, "JPEG"), preview, "JPEG", wanted)
    return Opened(small.image, 1, facts)


def _raw_inside(image: Image.Image) -> bool:
    """Whether a TIFF picture is only the small preview of a camera raw file."""
    if not isinstance(image, TiffImageFile):
        return False
    tags = image.tag_v2
    return 50706 in tags or (tags.get(254) == 1 and 330 in tags)


def _draft(image: Image.Image, wanted: Wanted) -> None:
    """Lets the JPEG decoder itself reduce by 2, 4 or 8 while enough pixels stay."""
    width, height = image.size
    if wanted.short_side is not None:
        image.draft(None, (wanted.short_side, wanted.short_side))
    elif wanted.max_side is not None:
        scale = wanted.max_side / max(width, height)
        if scale < 1:
            image.draft(None, (max(1, round(width * scale)), max(1, round(height * scale))))


def _tail_is_missing(data: bytes, name: str) -> bool:
    """Whether a file was only partly copied into its full length: zeros in place of its end.

    Files that simply end too early are noticed by the decoders; these formats decode zeros.
    """
    zeros = len(data) - len(data.rstrip(b"\0"))
    if name == "JPEG":
        return zeros >= 64 and data.find(b"\xff\xd9", formats.jpeg_scan(data)) < 0
    return name in {"WEBP", "AVIF", "HEIF"} and zeros >= max(1024, len(data) // 20)


@cache
def prepare_pillow() -> None:
    """Registers the HEIF plug-in and lifts Pillow's own limits to photoclip's; once."""
    import pi_heif

    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    PngImagePlugin.MAX_TEXT_CHUNK = _MOST_TEXT

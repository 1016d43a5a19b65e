"""Bytes of a picture file to a loaded picture, whatever the format claims to be."""

import logging
import threading
import warnings
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, PngImagePlugin, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile
from PIL.TiffImagePlugin import TiffImageFile

from photoclip.errors import PhotoError
from photoclip.photos import formats, metadata, raw
from photoclip.records import PhotoFacts

MOST_PIXELS = 250_000_000
"""Pictures that declare more pixels are refused before anything is allocated for them."""

_MOST_TEXT = 2**24  # bytes that a compressed text in a PNG may have; programs keep projects there

CUT_OFF = "The file is cut off (incomplete); copy it again from its source."

_log = logging.getLogger(__name__)


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
    if name == formats.JPEG_XL:
        raise PhotoError("JPEG XL pictures cannot be read yet; convert it to JPEG or PNG.")
    if name not in {formats.RAW, "TIFF"}:
        return _load(_header(data, name), data, name, wanted)
    return _open_raw_or_tiff(data, wanted, raw_first=name == formats.RAW)


@contextmanager
def human_errors() -> Generator[None]:
    """Turns whatever an imaging library raises into a PhotoError with one sentence.

    Raises:
        PhotoError: always this, in place of anything that was raised inside.
    """
    try:
        with _quiet():
            yield
    except PhotoError:
        raise
    except MemoryError as error:
        raise PhotoError("Decoding it needs more memory than one picture may take.") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError(_too_large()) from error
    except Exception as error:  # codecs raise anything on hostile input
        _log.debug("picture refused", exc_info=True)
        said = str(error).lower()
        if any(word in said for word in ("truncated", "incomplete", "premature", "end of file")):
            raise PhotoError(CUT_OFF) from error
        if isinstance(error, NotImplementedError) or "unsupported" in said:
            raise PhotoError("It uses a rare variant of its format that cannot be read.") from error
        raise PhotoError("The file is damaged: its picture cannot be decoded.") from error


def _header(data: bytes, name: str) -> Image.Image:
    """A picture whose header was read, nothing more, and whose declared size is acceptable."""
    prepare_pillow()
    try:
        image = Image.open(BytesIO(data), formats=formats.pillow_formats(name))
    except UnidentifiedImageError as error:
        raise PhotoError(f"The file is damaged: its {name} header makes no sense.") from error
    _check_size(image.size)
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
    image.load()
    orientation = metadata.orientation_of(image)
    size = size if drafted else image.size  # Pillow turns TIFF pictures upright while loading
    upright = (size[1], size[0]) if orientation >= 5 else size
    return Opened(image, orientation, metadata.facts_of(image, exif, size=upright, name=name))


def _open_raw_or_tiff(data: bytes, wanted: Wanted, *, raw_first: bool) -> Opened:
    """Opens what may be a TIFF picture or a camera raw file laid out as one.

    Pillow would show the small preview of such a raw file as if it were the picture.
    """
    tiff: Image.Image | None = None
    if formats.sniff(data[: formats.SIGNATURE_BYTES]) == "TIFF":
        with suppress(PhotoError):
            tiff = _header(data, "TIFF")
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


def _open_raw(data: bytes, wanted: Wanted) -> Opened:
    prepare_pillow()

    def enough(preview: bytes, whole: tuple[int, int]) -> bool:
        with Image.open(BytesIO(preview), formats=("JPEG", "MPO")) as image:
            return wanted.enough(image.size, whole)

    developed = raw.develop(data, enough, _check_size)
    container = metadata.exif_of_tiff(data)
    size = developed.size
    if developed.preview is None:
        assert developed.image is not None
        facts = metadata.facts_of(developed.image, container, size=size, name=formats.RAW)
        return Opened(developed.image, 1, raw.completed(facts, developed))
    preview = _load(_header(developed.preview, "JPEG"), developed.preview, "JPEG", wanted)
    orientation = preview.orientation
    lies = (preview.image.width > preview.image.height) != (size[0] > size[1])
    if orientation == 1 and (lies if developed.orientation >= 5 else True):
        orientation = developed.orientation
    exif = container if len(container) else metadata.exif_of(preview.image)
    facts = metadata.facts_of(preview.image, exif, size=size, name=formats.RAW)
    return Opened(preview.image, orientation, raw.completed(facts, developed))


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


def _check_size(size: tuple[int, int]) -> None:
    if min(size) < 1:
        raise PhotoError("The file is damaged: its picture has no pixels.")
    if size[0] * size[1] > MOST_PIXELS:
        raise PhotoError(_too_large())


def _too_large() -> str:
    return f"The picture declares more than {MOST_PIXELS // 1_000_000} million pixels."


def _tail_is_missing(data: bytes, name: str) -> bool:
    """Whether a file was only partly copied into its full length: zeros in place of its end.

    Files that simply end too early are noticed by the decoders; these formats decode zeros.
    """
    zeros = len(data) - len(data.rstrip(b"\0"))
    if name == "JPEG":
        return zeros >= 64 and data.find(b"\xff\xd9", _jpeg_scan(data)) < 0
    return name in {"WEBP", "AVIF", "HEIF"} and zeros >= max(1024, len(data) // 20)


def _jpeg_scan(data: bytes) -> int:
    """Where the compressed data of a JPEG begin, behind its header with thumbnails and all."""
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] not in {b"\xda", b"\xd9", b""}:
        if data[at + 1] == 0xFF:
            at += 1
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return at


@cache
def prepare_pillow() -> None:
    """Registers the HEIF plug-in and lifts Pillow's own limits to photoclip's; once."""
    import pi_heif

    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    PngImagePlugin.MAX_TEXT_CHUNK = _MOST_TEXT


class _Silence:
    """Python warnings off while any thread decodes; the filters are global, hence the count."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._caught: warnings.catch_warnings[None] | None = None

    def enter(self) -> None:
        with self._lock:
            self._users += 1
            if self._users == 1:
                self._caught = warnings.catch_warnings()
                self._caught.__enter__()
                warnings.simplefilter("ignore")

    def leave(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0 and self._caught is not None:
                self._caught.__exit__(None, None, None)
                self._caught = None


_silence = _Silence()


@contextmanager
def _quiet() -> Generator[None]:
    _silence.enter()
    try:
        yield
    finally:
        _silence.leave()

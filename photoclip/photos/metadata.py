"""What a file says about its picture: EXIF, XMP and IPTC, with lies left out."""

import logging
import math
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any, cast

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PsdImagePlugin import PsdImageFile

from photoclip.errors import PhotoError
from photoclip.photos import dates, exif_block, iptc
from photoclip.photos.exif_block import GPS_BASE
from photoclip.photos.text import clean
from photoclip.photos.xmp import reading
from photoclip.photos.xmp.carriers import extension_in, packet_in_boxes
from photoclip.records import PhotoFacts
from photoclip.records_metadata import Said

__all__ = ["exif_of", "exif_of_tiff", "facts_of", "orientation_of", "said_of_xmp"]

_log = logging.getLogger(__name__)

_MAKER_NOISE = frozenset(
    {
        "ag", "camera", "co", "company", "computer", "corp", "corporation", "electric",
        "electronics", "gmbh", "imaging", "inc", "limited", "ltd", "of", "optical", "photo",
        "techwin", "the",
    }
)  # fmt: skip
_XMP_TAG = 700
_READ = frozenset(
    {
        Base.Make, Base.Model, Base.LensModel, Base.ImageDescription, Base.Rating,
        Base.DateTime, Base.DateTimeOriginal, Base.DateTimeDigitized,
        Base.OffsetTime, Base.OffsetTimeOriginal, Base.OffsetTimeDigitized,
        Base.ExposureTime, Base.FNumber, Base.ISOSpeedRatings, Base.FocalLength, Base.Flash,
        Base.Orientation, Base.ColorSpace, _XMP_TAG,
        *(
            GPS_BASE + each
            for each in (
                GPS.GPSLatitude, GPS.GPSLatitudeRef, GPS.GPSLongitude, GPS.GPSLongitudeRef,
                GPS.GPSAltitude, GPS.GPSAltitudeRef, GPS.GPSTimeStamp, GPS.GPSDateStamp,
            )
        ),
    }
)  # fmt: skip
"""The tags that are read out of EXIF."""
_PSD_EXIF, _PSD_XMP = 0x0422, 0x0424
_MARK = b"Exif\0\0"


def exif_of(image: Image.Image) -> Mapping[int, Any]:
    """What of a picture's EXIF is read, by number; {} when broken.

    Those of the Exif and GPS parts are among it; GPS tags lie under their number plus `GPS_BASE`.
    """
    try:
        if isinstance(image, PsdImageFile):
            return exif_of_tiff(iptc.resource(image, _PSD_EXIF))
        block = cast("object", image.info.get("exif"))
        if isinstance(block, bytes):
            return exif_block.tags_in(block.removeprefix(_MARK).removeprefix(_MARK), _READ)
        return _flat(image.getexif())
    except Exception:  # noqa: BLE001 - a hostile tag table may raise anything; facts are optional
        return {}


def exif_of_tiff(data: bytes) -> Mapping[int, Any]:
    """The same of a file that is laid out as TIFF, as most camera raw files are."""
    return exif_block.tags_in(data, _READ)


def orientation_of(image: Image.Image, exif: Mapping[int, Any]) -> int:
    """The EXIF orientation still to be applied, 1 to 8; anything else counts as upright.

    Args:
        image: the picture, loaded: Pillow turns some formats itself.
        exif: its EXIF tags as of `exif_of`.
    """
    try:
        value = exif.get(Base.Orientation) if isinstance(image, JpegImageFile) else None
        value = value or image.getexif().get(Base.Orientation, 1)
        value = int(value[0] if isinstance(value, tuple) else value)
    except Exception:  # noqa: BLE001 - as above
        return 1
    return value if 1 <= value <= 8 else 1


def facts_of(
    image: Image.Image,
    exif: Mapping[int, Any],
    *,
    size: tuple[int, int],
    name: str,
    data: bytes = b"",
) -> PhotoFacts:
    """Collects the facts of a loaded picture; what is missing or impossible stays empty.

    XMP is the later word on what people write, EXIF on what the camera wrote; IPTC is asked where
    XMP is silent (Metadata Working Group, Guidelines for Handling Image Metadata 2.0, 2010).

    Args:
        image: the picture as Pillow opened it, for its XMP and IPTC parts.
        exif: its EXIF tags as of `exif_of`.
        size: (width, height) of the upright picture, px.
        name: the format.
        data: the file, for parts of which Pillow knows nothing.
    """
    xmp, of_camera = _xmp(image, exif, data)
    old = iptc.read(image)
    tags = {**of_camera, **exif}
    taken, source = _taken(exif, xmp, old)
    latitude, longitude, altitude = _position(tags)
    keywords = old.keywords if xmp.keywords is None else xmp.keywords
    return PhotoFacts(
        width=size[0],
        height=size[1],
        format=name,
        taken_at=taken,
        taken_source=source,
        camera=camera_name(clean(tags.get(Base.Make)), clean(tags.get(Base.Model))),
        lens=clean(tags.get(Base.LensModel)),
        latitude=latitude,
        longitude=longitude,
        altitude=altitude,
        exposure=_exposure(tags),
        keywords=keywords or (),
        title=_first(xmp.title, old.title),
        description=_first(
            xmp.description, old.description, clean(exif.get(Base.ImageDescription), 5000)
        ),
        rating=xmp.rating if xmp.rating is not None else _rating(exif.get(Base.Rating)),
        label=xmp.label or "",
    )


def _first(*said: str | None) -> str:
    """The first that says anything; an empty text says that there is none."""
    return next((each for each in said if each is not None), "")


def said_of_xmp(packet: bytes, more: bytes = b"") -> Said:
    """What an XMP packet, such as a sidecar, says of its picture; `more` is its extension.

    Raises:
        PhotoError: it cannot be understood, or defines entities; one sentence.
    """
    said, tags = reading.words_in(packet, more)
    latitude, longitude, altitude = _position(tags)
    return Said(
        taken_at=said.taken_at,
        camera=camera_name(clean(tags.get(Base.Make)), clean(tags.get(Base.Model))) or None,
        lens=clean(tags.get(Base.LensModel)) or None,
        latitude=latitude,
        longitude=longitude,
        altitude=altitude,
        exposure=_exposure(tags) or None,
        keywords=said.keywords,
        title=said.title,
        description=said.description,
        rating=said.rating,
        label=said.label,
    )


def camera_name(make: str, model: str) -> str:
    """One name for a camera: maker and model without repetition and company forms."""
    words = [
        word
        for word in re.split(r"[\s,]+", make)
        if word.strip(".()").lower() not in _MAKER_NOISE and word.strip(".,()")
    ]
    if any(word.lower() in model.lower() for word in words):
        return model
    return " ".join([*words, model]).strip()


def _xmp(
    image: Image.Image, exif: Mapping[int, Any], data: bytes
) -> tuple[Said, Mapping[int, Any]]:
    """What the embedded packet says; one that cannot be understood says nothing."""
    try:
        packet = _packet(image, exif) or packet_in_boxes(data)
        return reading.words_in(packet, extension_in(data, packet))
    except PhotoError as error:
        _log.info("the metadata of a picture are passed over: %s", error)
        return Said(), {}


def _packet(image: Image.Image, exif: Mapping[int, Any]) -> bytes:
    for key in ("xmp", "XML:com.adobe.xmp"):
        found = cast("object", image.info.get(key))
        if isinstance(found, str):
            return found.encode("utf-8", "replace")
        if isinstance(found, bytes):
            return found
    if isinstance(image, PsdImageFile):
        return iptc.resource(image, _PSD_XMP)
    found = cast("object", exif.get(_XMP_TAG))  # of TIFF, and of raw files laid out like it
    if isinstance(found, tuple):
        found = bytes(each & 0xFF for each in cast("tuple[int, ...]", found))
    return found if isinstance(found, bytes) else b""


def _taken(exif: Mapping[int, Any], xmp: Said, old: Said) -> tuple[datetime | None, str]:
    """When the picture was taken, as local time, and which part of the file says so."""
    by_satellite = _satellite_time(exif)
    shot = _date(exif, Base.DateTimeOriginal, Base.OffsetTimeOriginal) or _date(
        exif, Base.DateTimeDigitized, Base.OffsetTimeDigitized
    )
    found = (
        (shot, "exif"),
        (xmp.taken_at, "xmp"),
        (old.taken_at, "iptc"),
        (by_satellite, "gps"),
        (_date(exif, Base.DateTime, Base.OffsetTime), "exif"),
    )
    moment, source = next((each for each in found if each[0] is not None), (None, ""))
    if moment is None:
        return None, ""
    if source == "exif" and xmp.taken_at is not None and moment.utcoffset() is None:
        moment = _completed(moment, xmp.taken_at)
    if by_satellite is not None:
        moment = dates.with_zone(moment, by_satellite)
    return moment, source


def _completed(moment: datetime, said: datetime) -> datetime:
    """EXIF's moment with the offset of XMP's, where both are the same on the clock."""
    same = moment.replace(microsecond=0) == said.replace(tzinfo=None, microsecond=0)
    return said if same else moment


def _satellite_time(exif: Mapping[int, Any]) -> datetime | None:
    """The moment of the last fix, UTC; receivers that have none yet write nonsense."""
    clock = exif.get(GPS_BASE + GPS.GPSTimeStamp)
    day = dates.parse(clean(exif.get(GPS_BASE + GPS.GPSDateStamp)))
    if day is None or day.year < 1995 or not isinstance(clock, tuple):
        return None
    parts = [number_of(part) for part in cast("tuple[Any, ...]", clock)]
    if len(parts) != 3 or any(part is None or not 0 <= part < 60 for part in parts):
        return None
    hour, minute, second = (int(part or 0) for part in parts)
    if hour > 23:
        return None
    return day.replace(tzinfo=UTC) + timedelta(hours=hour, minutes=minute, seconds=second)


def _flat(exif: Image.Exif) -> dict[int, Any]:
    tags: dict[int, Any] = dict(exif)
    with suppress(Exception):
        tags.update(exif.get_ifd(IFD.Exif))
    with suppress(Exception):
        for number, value in exif.get_ifd(IFD.GPSInfo).items():
            tags[GPS_BASE + number] = value
    return tags


def _date(exif: Mapping[int, Any], number: int, offset_number: int) -> datetime | None:
    return dates.parse(clean(exif.get(number)), clean(exif.get(offset_number)))


def _position(exif: Mapping[int, Any]) -> tuple[float | None, float | None, float | None]:
    latitude = _degrees(exif, GPS.GPSLatitude, GPS.GPSLatitudeRef, "S", 90)
    longitude = _degrees(exif, GPS.GPSLongitude, GPS.GPSLongitudeRef, "W", 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None, None
    height = number_of(exif.get(GPS_BASE + GPS.GPSAltitude))
    below = exif.get(GPS_BASE + GPS.GPSAltitudeRef) in {1, b"\x01"}
    if height is None or not -500 <= height <= 100_000:
        return latitude, longitude, None
    return latitude, longitude, -height if below else height


def _degrees(
    exif: Mapping[int, Any], number: int, reference: int, negative: str, limit: int
) -> float | None:
    parts = exif.get(GPS_BASE + number)
    if not isinstance(parts, tuple) or not 1 <= len(cast("tuple[Any, ...]", parts)) <= 3:
        return None
    values = [number_of(part) for part in cast("tuple[Any, ...]", parts)]
    degrees = 0.0
    for value, scale in zip(values, (1, 60, 3600), strict=False):
        if value is None or value < 0:
            return None
        degrees += value / scale
    if degrees > limit:
        return None
    turned = clean(exif.get(GPS_BASE + reference)).upper().startswith(negative)
    return -degrees if turned else degrees


def number_of(value: Any) -> float | None:
    """A finite number out of a tag's value, or None."""
    try:
        number = float(value[0] if isinstance(value, tuple) else value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, IndexError):
        return None
    return number if math.isfinite(number) else None


def _exposure(exif: Mapping[int, Any]) -> dict[str, str]:
    """The exposure as people read it; entries that make no sense are left out."""
    shown: dict[str, str] = {}
    seconds = number_of(exif.get(Base.ExposureTime))
    if seconds is not None and 0 < seconds < 100_000:
        fraction = Fraction(1, max(1, round(1 / seconds)))
        shown["Exposure time"] = f"{fraction} s" if seconds < 0.3 else f"{seconds:g} s"
    aperture = number_of(exif.get(Base.FNumber))
    if aperture is not None and 0 < aperture < 1000:
        shown["Aperture"] = f"f/{aperture:g}"
    iso = number_of(exif.get(Base.ISOSpeedRatings))
    if iso is not None and 0 < iso < 10_000_000:
        shown["ISO"] = f"{iso:.0f}"
    focal = number_of(exif.get(Base.FocalLength))
    if focal is not None and 0 < focal < 10_000:
        shown["Focal length"] = f"{round(focal, 1):g} mm"
    flash = exif.get(Base.Flash)
    if isinstance(flash, int):
        shown["Flash"] = "fired" if flash & 1 else "off"
    return shown


def _rating(value: Any) -> int | None:
    number = number_of(value)
    return int(number) if number is not None and 0 <= number <= 5 else None

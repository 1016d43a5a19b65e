"""What a file says about its picture: EXIF, XMP and IPTC, with lies left out."""

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from fractions import Fraction
from typing import Any, cast

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from photoclip.photos import dates, keywords
from photoclip.photos.text import clean
from photoclip.records import PhotoFacts

_MAKER_NOISE = frozenset(
    {
        "ag", "camera", "co", "company", "computer", "corp", "corporation", "electric",
        "electronics", "gmbh", "imaging", "inc", "limited", "ltd", "of", "optical", "photo",
        "techwin", "the",
    }
)  # fmt: skip


def exif_of(image: Image.Image) -> Mapping[int, Any]:
    """A picture's EXIF tags by number, those of the Exif and GPS parts included; {} when broken.

    GPS tags lie under their number plus `GPS_BASE`.
    """
    try:
        return _flat(image.getexif())
    except Exception:  # noqa: BLE001 - a hostile tag table may raise anything; facts are optional
        return {}


def exif_of_tiff(data: bytes) -> Mapping[int, Any]:
    """The same of a file that is laid out as TIFF, as most camera raw files are."""
    if data[:4] not in {b"II*\0", b"MM\0*"}:
        return {}
    exif = Image.Exif()
    try:
        exif.load(b"Exif\0\0" + data)
        return _flat(exif)
    except Exception:  # noqa: BLE001 - as above
        return {}


GPS_BASE = 0x10000
"""Added to the numbers of GPS tags, which would collide with others."""


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation still to be applied, 1 to 8; anything else counts as upright."""
    try:
        value = image.getexif().get(Base.Orientation, 1)
        value = int(value[0] if isinstance(value, tuple) else value)
    except Exception:  # noqa: BLE001 - as above
        return 1
    return value if 1 <= value <= 8 else 1


def facts_of(
    image: Image.Image, exif: Mapping[int, Any], *, size: tuple[int, int], name: str
) -> PhotoFacts:
    """Collects the facts of a loaded picture; what is missing or impossible stays empty.

    Args:
        image: the picture as Pillow opened it, for its XMP and IPTC parts.
        exif: its EXIF tags as of `exif_of`.
        size: (width, height) of the upright picture, px.
        name: the format.
    """
    said = keywords.read(image)
    taken = taken_at(exif) or said.taken_at or _date(exif, Base.DateTime, Base.OffsetTime)
    latitude, longitude, altitude = _position(exif)
    return PhotoFacts(
        width=size[0],
        height=size[1],
        format=name,
        taken_at=taken,
        camera=camera_name(clean(exif.get(Base.Make)), clean(exif.get(Base.Model))),
        lens=clean(exif.get(Base.LensModel)),
        latitude=latitude,
        longitude=longitude,
        altitude=altitude,
        exposure=_exposure(exif),
        keywords=said.keywords,
        title=said.title,
        description=said.description or clean(exif.get(Base.ImageDescription), 5000),
        rating=said.rating if said.rating is not None else _rating(exif.get(0x4746)),
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


def taken_at(exif: Mapping[int, Any]) -> datetime | None:
    """When the picture was taken, as local time, with an offset where the file tells it."""
    return _date(exif, Base.DateTimeOriginal, Base.OffsetTimeOriginal) or _date(
        exif, Base.DateTimeDigitized, Base.OffsetTimeDigitized
    )


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

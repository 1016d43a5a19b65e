"""What an XMP packet says of a picture."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from itertools import islice
from typing import Any

from PIL.ExifTags import GPS, Base

from photoclip.errors import PhotoError
from photoclip.photos import dates
from photoclip.photos.exif_block import GPS_BASE
from photoclip.photos.text import clean
from photoclip.photos.xmp import keywords, names
from photoclip.photos.xmp.document import Document, parse
from photoclip.records_metadata import REJECTED, Said

_MOST_KEYWORDS = 500
_MOST_TEXT = 5_000
_SPACES = tuple(each.encode() for each in names.SPACES)
_PERCENT = {1: 1, 25: 2, 50: 3, 75: 4, 99: 5}  # Microsoft's stars


def words_in(packet: bytes, more: bytes = b"") -> tuple[Said, Mapping[int, Any]]:
    """What a packet says, and what it says of the camera, as EXIF tags by number.

    Args:
        packet: the packet.
        more: its extension, which says nothing where it cannot be understood.

    Raises:
        PhotoError: it cannot be understood, or defines entities; one sentence.
    """
    document = parse(packet) if packet else None
    if document is None:
        return Said(), {}
    if any(space in more for space in _SPACES):  # else it is a depth map or the like
        document = _extended(document, more)
    return words_of(document), exif_of(document)


def _extended(document: Document, more: bytes) -> Document:
    """With the properties of its extension, for reading only."""
    with suppress(PhotoError):
        further = parse(more)
        if further is not None:
            both = (*document.descriptions, *further.descriptions)
            return replace(document, descriptions=both)
    return document


def words_of(document: Document) -> Said:
    """What people and programs wrote: words, rating, label and date."""
    label = clean(document.simple(names.LABEL))
    return Said(
        taken_at=_taken_at(document),
        keywords=keywords_of(document, most=_MOST_KEYWORDS),
        title=_best(document, names.TITLE),
        description=_best(document, names.SAID),
        rating=rating_of(document),
        label=label or None,
    )


def keywords_of(document: Document, most: int | None = None) -> tuple[str, ...] | None:
    """All keywords, with their levels; None where it says nothing of any."""
    flat = _texts(document, names.SUBJECT)
    listed = _texts(document, names.HIERARCHY)
    slashed = [
        keywords.of_slashes(word)
        for name in (names.TAGS_LIST, *names.LAST_KEYWORD)
        for word in _texts(document, name) or ()
    ]
    if flat is None and listed is None and not slashed:
        return None
    found = keywords.joined(flat or (), [*(listed or ()), *slashed])
    return tuple(islice(found, most))


def rating_of(document: Document) -> int | None:
    """Stars 0 to 5, -1 for a rejected picture; None where nothing sensible is said."""
    number = _number(document.simple(names.RATING))
    if number is not None and REJECTED <= number <= 5:
        return int(number)
    for name in names.MICROSOFT_RATING:
        number = _number(document.simple(name))
        if number is not None and 0 <= number <= 100:
            return max((stars for least, stars in _PERCENT.items() if number >= least), default=0)
    return None


def of_language(document: Document, name: str) -> str | None:
    """A text that may be there in several languages: the one meant for all, else the first."""
    items = document.items(name)
    if items is None:
        value = document.simple(name)
        return value or None
    by_language = {each.attributes.get(names.LANGUAGE, "").lower(): each.text for each in items}
    first = next((each.text for each in items), "")
    return by_language.get("x-default", first)


def exif_of(document: Document) -> Mapping[int, Any]:
    """What the camera said, as EXIF has it: tags by number, those of GPS under `GPS_BASE`."""
    found: dict[int, Any] = {}
    for number, spellings, understood in _TAGS:
        for name in spellings:
            text = next(iter(document.texts(name) or ()), "")
            value = understood(text) if text else None
            if value is not None:
                found[number] = value
                break
    for number, reference, name in _DEGREES:
        place = _degrees(document.simple(names.EXIF + name))
        if place is not None:
            found[GPS_BASE + number], found[GPS_BASE + reference] = place
    below = document.simple(names.EXIF + "GPSAltitudeRef")
    if below:
        found[GPS_BASE + GPS.GPSAltitudeRef] = int(below == "1")
    fired = _fired(document)
    if fired is not None:
        found[Base.Flash] = fired
    return found


def _taken_at(document: Document) -> datetime | None:
    found = (dates.parse(document.simple(name)) for name in names.TAKEN)
    return next((each for each in found if each is not None), None)


def _best(document: Document, name: str) -> str | None:
    said = of_language(document, name)
    return None if said is None else clean(said, _MOST_TEXT)


def _texts(document: Document, name: str) -> list[str] | None:
    found = document.texts(name)
    if found is None:
        return None
    return [text for each in found if (text := clean(each, keywords.LONGEST))]


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1_000 else None


def _ratio(text: str) -> Fraction | None:
    try:
        return Fraction(text.replace(" ", "")) if len(text) < 40 else None
    except (ValueError, ZeroDivisionError):
        return None


def _degrees(text: str) -> tuple[tuple[float, ...], str] | None:
    """Degrees as XMP writes them, "38,42.5N" or "38,42,30N", as EXIF has them."""
    numbers, reference = text[:-1].split(","), text[-1:].upper()
    parsed = [_number(each) for each in numbers]
    if reference not in {"N", "S", "E", "W"} or not 1 <= len(numbers) <= 3:
        return None
    values = tuple(each for each in parsed if each is not None)
    return (values, reference) if len(values) == len(numbers) else None


def _fired(document: Document) -> int | None:
    flash = document.elements(names.EXIF + "Flash")
    for each in flash:
        inner = [each, *each.children]
        for node in inner:
            said = node.attributes.get(names.EXIF + "Fired", "")
            said = said or next((c.text for c in node.children if c.tag.endswith("}Fired")), "")
            if said:
                return int(said.strip().lower() == "true")
    return None


_Understood = Callable[[str], Any]
_TAGS: tuple[tuple[int, tuple[str, ...], _Understood], ...] = (
    (Base.Make, (names.TIFF + "Make",), clean),
    (Base.Model, (names.TIFF + "Model",), clean),
    (Base.LensModel, (names.EXIF_EX + "LensModel", names.AUX + "Lens"), clean),
    (Base.ExposureTime, (names.EXIF + "ExposureTime",), _ratio),
    (Base.FNumber, (names.EXIF + "FNumber",), _ratio),
    (Base.FocalLength, (names.EXIF + "FocalLength",), _ratio),
    (
        Base.ISOSpeedRatings,
        (names.EXIF + "ISOSpeedRatings", names.EXIF_EX + "PhotographicSensitivity"),
        _ratio,
    ),
    (GPS_BASE + GPS.GPSAltitude, (names.EXIF + "GPSAltitude",), _ratio),
)
_DEGREES = (
    (GPS.GPSLatitude, GPS.GPSLatitudeRef, "GPSLatitude"),
    (GPS.GPSLongitude, GPS.GPSLongitudeRef, "GPSLongitude"),
)

"""Words that people and programs wrote into a picture: XMP and IPTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, cast
from xml.etree import ElementTree

from PIL import Image, ImageFile, IptcImagePlugin

from photoclip.photos import dates
from photoclip.photos.text import clean, decoded

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"

_MOST_KEYWORDS = 500
_MOST_PROPERTIES = 8  # of one name; they may lie in each other, so that all would take for ever
_MOST_XMP_BYTES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Words:
    """What was written into a picture; empty where nothing was."""

    keywords: tuple[str, ...] = ()
    title: str = ""
    description: str = ""
    rating: int | None = None  # 0 to 5
    taken_at: datetime | None = None


def read(image: Image.Image) -> Words:
    """The words in a picture's XMP and IPTC parts; XMP goes first, keywords are joined."""
    xmp = _xmp(_packet(image))
    iptc = _iptc(image)
    return Words(
        keywords=_distinct([*xmp.keywords, *iptc.keywords]),
        title=xmp.title or iptc.title,
        description=xmp.description or iptc.description,
        rating=xmp.rating,
        taken_at=xmp.taken_at,
    )


def _packet(image: Image.Image) -> bytes:
    for key in ("xmp", "XML:com.adobe.xmp"):
        found = cast("object", image.info.get(key))
        if isinstance(found, str):
            return found.encode("utf-8", "replace")
        if isinstance(found, bytes):
            return found
    tags = cast("Any", getattr(image, "tag_v2", None))
    found = tags.get(700) if tags is not None else None
    return found if isinstance(found, bytes) else b""


def _xmp(packet: bytes) -> Words:
    packet = packet.strip(b"\0 \t\r\n")
    if not packet or len(packet) > _MOST_XMP_BYTES:
        return Words()
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet or b"\0" in packet:
        return Words()
    try:
        root = ElementTree.fromstring(packet)  # noqa: S314 - no DTD, hence no entities
    except (ElementTree.ParseError, ValueError, LookupError):
        return Words()
    return Words(
        keywords=tuple(_items(root, f"{_DC}subject")),
        title=next(iter(_items(root, f"{_DC}title")), ""),
        description=next(iter(_items(root, f"{_DC}description", 5000)), ""),
        rating=_rating(_simple(root, f"{_XMP}Rating")),
        taken_at=dates.parse(_simple(root, f"{_EXIF}DateTimeOriginal"))
        or dates.parse(_simple(root, f"{_PHOTOSHOP}DateCreated")),
    )


def _items(root: ElementTree.Element, name: str, longest: int = 300) -> list[str]:
    """The texts of a property that is a bag, a list of alternatives or plain."""
    found: list[str] = []
    for element in islice(root.iter(name), _MOST_PROPERTIES):
        entries = islice(element.iter(f"{_RDF}li"), _MOST_KEYWORDS)
        items = [entry.text for entry in entries] or [element.text]
        found += [text for item in items if (text := clean(item, longest))]
    return found


def _simple(root: ElementTree.Element, name: str) -> str:
    """A property written as an element or as an attribute of its description."""
    for element in root.iter(name):
        return clean(element.text)
    for element in root.iter(f"{_RDF}Description"):
        if name in element.attrib:
            return clean(element.attrib[name])
    return ""


def _iptc(image: Image.Image) -> Words:
    if not isinstance(image, ImageFile.ImageFile):
        return Words()
    try:
        records = IptcImagePlugin.getiptcinfo(image)
    except Exception:  # noqa: BLE001 - a hostile IPTC part may raise anything; words are optional
        return Words()
    if not records:
        return Words()

    def texts(number: int, longest: int = 300) -> list[str]:
        value = records.get((2, number), [])
        parts = value if isinstance(value, list) else [value]
        return [text for part in parts if (text := clean(decoded(part), longest))]

    return Words(
        keywords=tuple(texts(25)),
        title=next(iter(texts(5)), ""),
        description=next(iter(texts(120, 5000)), ""),
    )


def _rating(text: str) -> int | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if 0 <= number <= 5 else None


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    """The words without repetition (case does not count), in their order."""
    seen: dict[str, str] = {}
    for word in words:
        seen.setdefault(word.casefold(), word)
        if len(seen) >= _MOST_KEYWORDS:
            break
    return tuple(seen.values())

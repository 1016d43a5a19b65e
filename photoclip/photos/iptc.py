"""IPTC-IIM: what older programs wrote into a picture."""

from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageFile, IptcImagePlugin
from PIL.PsdImagePlugin import PsdImageFile

from photoclip.photos import dates
from photoclip.photos.text import clean, decoded
from photoclip.photos.xmp.keywords import LONGEST, distinct
from photoclip.records_metadata import Said

_MOST_KEYWORDS, _MOST_TEXT = 500, 5_000
_PSD_IPTC = 0x0404


def read(image: Image.Image) -> Said:
    """What a picture's IPTC part says."""
    records = _records(image)
    if not records:
        return Said()

    def texts(number: int, longest: int = 300) -> list[str]:
        value = records.get((2, number), [])
        parts = value if isinstance(value, list) else [value]
        return [text for part in parts if (text := clean(decoded(part), longest))]

    def first(number: int, longest: int = 300) -> str:
        return next(iter(texts(number, longest)), "")

    found = distinct(texts(25, LONGEST)[:_MOST_KEYWORDS])
    return Said(
        keywords=found or None,
        title=first(5) or first(105) or None,
        description=first(120, _MOST_TEXT) or None,
        taken_at=dates.parse_iptc(first(55), first(60)),
    )


def _records(image: Image.Image) -> Mapping[tuple[int, int], Any]:
    if not isinstance(image, ImageFile.ImageFile):
        return {}
    try:
        if isinstance(image, PsdImageFile):
            return _of_block(resource(image, _PSD_IPTC))
        return IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # noqa: BLE001 - a hostile IPTC part may raise anything; words are optional
        return {}


def resource(image: PsdImageFile, number: int) -> bytes:
    """One of the parts that a Photoshop file has beside its picture; b"" where it is missing."""
    return next((bytes(data) for found, _, data in image.resources if found == number), b"")


def _of_block(data: bytes) -> Mapping[tuple[int, int], Any]:
    """Records of a block as it lies in a Photoshop file."""
    found: dict[tuple[int, int], Any] = {}
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        key = (data[at + 1], data[at + 2])
        size = int.from_bytes(data[at + 3 : at + 5], "big")
        found.setdefault(key, []).append(data[at + 5 : at + 5 + size])
        at += 5 + size
    return found

"""What is looked up for the info panel after the picture is there; knows no widgets."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from photoclip.errors import PhotoclipError, PhotoError
from photoclip.library.placing import place_of
from photoclip.records import Photo, PhotoFacts, display_text
from photoclip.ui import images

if TYPE_CHECKING:
    from photoclip.library.describing import LabelFits
    from photoclip.library.library import Library

SIMILAR = 8
_LABELS = 5


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One of a photo's files as its disk has it; `size` is None where it cannot be reached."""

    path: str
    size: int | None
    changed: datetime | None


@dataclass(frozen=True, slots=True)
class SimilarPhoto:
    """A photo that looks like the one shown."""

    id: int
    name: str
    image: QImage | None  # a rounded square


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model makes of a photo; `trouble` is a sentence where it cannot say."""

    fits: "tuple[LabelFits, ...]" = ()
    similar: tuple[SimilarPhoto, ...] = ()
    trouble: str = ""


def files_of(photo: Photo) -> tuple[FileFacts, ...]:
    """Look at a photo's files."""
    return tuple(_file(path) for path in photo.paths)


def place_in(facts: PhotoFacts, language: str) -> str:
    """What the place is called where a photo was taken, "" where that is not known."""
    if facts.latitude is None or facts.longitude is None:
        return ""
    place = place_of(facts.latitude, facts.longitude, language)
    return place.text if place is not None else ""


def seen_in(library: "Library", photo_id: int, side: int) -> Seen:
    """Labels and similar photos from the stored vector; thumbnails are squares of `side` px."""
    try:
        fits = library.asking.describe_photo(photo_id, most=_LABELS)
        hits = library.similar_to(photo_id, limit=SIMILAR).hits
    except PhotoclipError as error:
        return Seen(trouble=str(error))
    photos = library.showing.photos([hit.photo_id for hit in hits])
    return Seen(fits, tuple(_similar(library, photo, side) for photo in photos))


def _file(path: bytes) -> FileFacts:
    text = display_text(path)
    try:
        status = os.stat(path)  # noqa: PTH116 - names are bytes
    except OSError:
        return FileFacts(text, None, None)
    return FileFacts(
        text, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC).astimezone()
    )


def _similar(library: "Library", photo: Photo, side: int) -> SimilarPhoto:
    encoded = library.showing.thumbnail(photo.content_hash)
    try:
        image = None if encoded is None else images.from_bytes(encoded)
    except PhotoError:
        image = None
    cell = None if image is None else images.cell(image, side, side / 12)
    return SimilarPhoto(photo.id, photo.name, cell)

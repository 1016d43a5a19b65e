"""What photoclip makes of a folder of files: seen, embedded, and what it read."""

import io
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from photoclip.library.library import Library
from photoclip.records import Photo, PhotoFacts

_LOOK = (64, 48)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: a photo, or a reason, or neither where it was passed over."""

    photo: Photo | None
    look: Image.Image | None  # its thumbnail
    embedded: bool
    reason: str = ""

    def seen(self, shows: Image.Image, tolerance: float) -> bool:
        """Whether its thumbnail shows a picture, within a mean difference of so many levels."""
        return self.look is not None and difference(self.look, shows) <= tolerance


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean absolute difference of two pictures brought to one size, levels of 255."""
    first, second = (
        np.asarray(each.convert("RGB").resize(_LOOK, Image.Resampling.BOX), np.float64)
        for each in (one, other)
    )
    return float(np.abs(first - second).mean())


@contextmanager
def indexed(folder: Path) -> Generator[Library]:
    """A library of the pictures below `folder`/pictures, beside them."""
    with Library.open(folder / "library") as library:
        library.index([folder / "pictures"])
        yield library


def outcomes(library: Library) -> dict[str, Outcome]:
    """What came of each file, by its name."""
    found: dict[str, Outcome] = {}
    for photo in library.showing.photos(library.showing.browse(()).tolist()):
        thumbnail = library.showing.thumbnail(photo.content_hash)
        look = None if thumbnail is None else Image.open(io.BytesIO(thumbnail))
        embedded = library.vector(photo.id) is not None
        for path in photo.paths:
            found[Path(os.fsdecode(path)).name] = Outcome(photo, look, embedded)
    for failure in library.showing.failures():
        name = Path(os.fsdecode(failure.path)).name
        found[name] = Outcome(None, None, False, failure.reason)
    return found


def metadata(facts: PhotoFacts) -> str:
    """The kinds of metadata that were read from a file, as one cell."""
    kinds = {
        "date": facts.taken_source in {"exif", "xmp", "iptc", "gps"},
        "camera": bool(facts.camera),
        "place": facts.latitude is not None,
        "keywords": bool(facts.keywords),
        "title": bool(facts.title),
        "rating": facts.rating is not None,
    }
    return ", ".join(kind for kind, found in kinds.items() if found) or "none"

"""What files and sidecars say of pictures, and what is written back, as frozen records."""

import json
import unicodedata
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from photoclip.records import PhotoFacts

REJECTED = -1
"""The rating that says a picture is rejected."""

PATH_MARK = "|"
"""Between the levels of a keyword that has levels: Places|Portugal|Lisbon."""

WORDS = ("keywords", "title", "description", "rating", "label")
"""The fields that are written back."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a sidecar, or a part of a file, says of a picture; None: nothing of that."""

    taken_at: datetime | None = None  # local time, with an offset where it is said
    camera: str | None = None
    lens: str | None = None
    latitude: float | None = None  # degrees; said together with the longitude
    longitude: float | None = None
    altitude: float | None = None  # metres
    exposure: dict[str, str] | None = None
    keywords: tuple[str, ...] | None = None  # () where it says that there are none
    title: str | None = None
    description: str | None = None
    rating: int | None = None  # -1 rejected, 0 to 5
    label: str | None = None  # the colour label's name
    taken_source: str | None = None  # as in `PhotoFacts`; of what a file itself says

    def to_json(self) -> str:
        """The record as text; `from_json` reads it."""
        said = {name: value for name, value in asdict(self).items() if value is not None}
        if self.taken_at is not None:
            said["taken_at"] = self.taken_at.isoformat()
        return json.dumps(said)

    @classmethod
    def from_json(cls, text: str) -> "Said":
        """What `to_json` wrote; what a later release added is left out."""
        stored = json.loads(text) if text else {}
        known = {each.name for each in fields(cls)}
        said = {name: value for name, value in stored.items() if name in known}
        if "taken_at" in said:
            said["taken_at"] = datetime.fromisoformat(said["taken_at"])
        if "keywords" in said:
            said["keywords"] = tuple(said["keywords"])
        return cls(**said)


def without_mine(found: Said, agreed: Said, theirs: Said) -> Said:
    """What others say where photoclip has written too.

    Args:
        found: what is said on the disk now.
        agreed: what photoclip wrote there, or found there when it looked before.
        theirs: what others said then.
    """
    words: dict[str, Any] = {}
    for name in WORDS:
        same = (getattr(found, name) or None) == (getattr(agreed, name) or None)
        words[name] = getattr(theirs if same else found, name)
    if found.keywords is not None:
        mine = {key_of(each) for each in agreed.keywords or ()}
        mine -= {key_of(each) for each in theirs.keywords or ()}
        kept = tuple(each for each in found.keywords if key_of(each) not in mine)
        words["keywords"] = kept if kept or theirs.keywords is not None else None
    return replace(found, **words)


def key_of(word: str) -> str:
    """What makes two keywords one: capitals, blanks and ways of writing accents do not count."""
    word = PATH_MARK.join(" ".join(level.split()) for level in word.split(PATH_MARK))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())


def own(facts: PhotoFacts) -> Said:
    """What a sidecar can speak over, as the file itself says it."""
    return Said(
        taken_at=facts.taken_at,
        camera=facts.camera,
        lens=facts.lens,
        latitude=facts.latitude,
        longitude=facts.longitude,
        altitude=facts.altitude,
        exposure=facts.exposure,
        keywords=facts.keywords,
        title=facts.title,
        description=facts.description,
        rating=facts.rating,
        label=facts.label,
        taken_source=facts.taken_source,
    )


def overlaid(facts: PhotoFacts, said: Said) -> PhotoFacts:
    """The facts of a file beside which a sidecar lies.

    The sidecar is the later word on date, place and what people write; what the camera wrote
    (camera, lens, exposure) it only completes.
    """
    place = (facts.latitude, facts.longitude, facts.altitude)
    if said.latitude is not None and said.longitude is not None:
        place = (said.latitude, said.longitude, said.altitude)
    dated = said.taken_at is not None and not _same_moment(facts, said.taken_at)
    return replace(
        facts,
        taken_at=said.taken_at if dated else facts.taken_at,
        taken_source="sidecar" if dated else facts.taken_source,
        camera=facts.camera or said.camera or "",
        lens=facts.lens or said.lens or "",
        latitude=place[0],
        longitude=place[1],
        altitude=place[2],
        exposure={**(said.exposure or {}), **facts.exposure},
        keywords=facts.keywords if said.keywords is None else said.keywords,
        title=facts.title if said.title is None else said.title,
        description=facts.description if said.description is None else said.description,
        rating=facts.rating if said.rating is None else said.rating,
        label=facts.label if said.label is None else said.label,
    )


def _same_moment(facts: PhotoFacts, said: datetime) -> bool:
    """Whether a file already says so itself, and as much: programs copy its date."""
    known = facts.taken_at
    if known is None or facts.taken_source in {"name", "file"}:
        return False
    more = said.utcoffset() is not None and known.utcoffset() is None
    return not more and known.replace(tzinfo=None) == said.replace(tzinfo=None)

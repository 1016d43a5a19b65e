"""How writing back stands, as frozen records."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetadataChoice:
    """What is written back: `way` is "off", "sidecars" or "embedded"."""

    way: str = "off"
    folders: tuple[int, ...] = ()  # ids of roots; (): all
    naming: str = "full"  # of new sidecars: "full" (IMG.JPG.xmp) or "stem" (IMG.xmp)


@dataclass(frozen=True, slots=True)
class MetadataWritten:
    """What one round of writing did."""

    photos: int = 0
    files: int = 0
    conflicts: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class MetadataStatus:
    """How much waits.

    Attributes:
        way: "off", "sidecars" or "embedded".
        waiting: photos to be written.
        conflicts: photos of which the person is asked.
        reasons: why some could not be written, with how many photos.
        unreadable: sidecars that cannot be understood: absolute paths and why.
    """

    way: str
    waiting: int
    conflicts: int
    reasons: tuple[tuple[str, int], ...] = ()
    unreadable: tuple[tuple[bytes, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MetadataConflict:
    """A field that photoclip and another program both changed, as texts."""

    photo_id: int
    path: bytes  # absolute, of the photo's file
    field: str  # "title", "description", "rating" or "label"
    mine: str
    theirs: str

"""The frozen records that cross from one room to another."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from photoclip.records_files import Companion, Moving


class ChangeKind(StrEnum):
    """What happened to a file since the catalog last saw it."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Root:
    """A folder the person gave photoclip to watch; `path` is absolute, as `os.fsencode` bytes."""

    id: int
    path: bytes

    @property
    def text(self) -> str:
        """The path for showing; bytes that are no valid UTF-8 appear as replacement marks."""
        return display_text(self.path)


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as a scan sees it: `rel` is relative to its root, with `/` between folders."""

    rel: bytes
    size: int
    mtime_ns: int
    inode: int
    device: int


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the catalog remembers it; `photo_id` is None for a recorded failure."""

    state: FileState
    file_id: int
    photo_id: int | None


@dataclass(frozen=True, slots=True)
class FileChange:
    """One difference between a folder and the catalog.

    `state` is the file now (for GONE: as last known); `known` is what the catalog had of it:
    None for ADDED, the old entry for the others (for MOVED, `known.state.rel` is the old place).
    """

    kind: ChangeKind
    root_id: int
    state: FileState
    known: KnownFile | None = None


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a scan of one root (or a part of it) found; `online` False: the root is not there."""

    root_id: int
    online: bool
    changes: tuple[FileChange, ...] = ()
    unchanged: int = 0
    ignored: int = 0
    unreadable: tuple[tuple[bytes, str], ...] = ()  # folders: (relative path, reason)
    sidecars: tuple[FileState, ...] = ()  # all that are there
    videos: int = 0  # of the ignored files those that are videos


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a file says about its picture. `width` and `height` are of the upright picture, px."""

    width: int
    height: int
    format: str  # Pillow's name of the format, "JPEG", "HEIF"…; "RAW" for camera raw
    taken_at: datetime | None = None  # local time, with tzinfo where the file says so
    camera: str = ""
    lens: str = ""
    latitude: float | None = None  # degrees, north positive
    longitude: float | None = None  # degrees, east positive
    altitude: float | None = None  # metres
    exposure: dict[str, str] = field(default_factory=dict[str, str])  # shown as they are
    keywords: tuple[str, ...] = ()
    title: str = ""
    description: str = ""
    rating: int | None = None  # 0 to 5, -1: rejected
    moving: Moving | None = None  # of videos and motion photos
    label: str = ""  # the colour label's name
    taken_source: str = ""  # "exif", "xmp", "iptc", "gps", "sidecar", "name" or "file" (its time)


@dataclass(frozen=True, slots=True)
class DecodedPhoto:
    """A picture file read once: identity, pixels for the model, thumbnail and facts."""

    content_hash: bytes  # blake3 of the file's bytes, 16 bytes
    size: int  # bytes read
    pixel_hash: bytes  # blake3 of the upright pixels and their shape, 16 bytes
    perceptual_hash: int  # 64-bit dHash
    pixels: npt.NDArray[np.uint8]  # (height, width, 3) upright RGB; none where there is `seen`
    thumbnail: bytes  # an encoded JPEG, upright
    facts: PhotoFacts
    seen: npt.NDArray[np.uint8] | None = None  # (side, side, 3), of videos (frames, side, side, 3)


@dataclass(frozen=True, slots=True)
class KnownPhoto:
    """A file whose bytes the library knows already: read and hashed, not decoded."""

    content_hash: bytes
    size: int


@dataclass(frozen=True, slots=True)
class DecodeFailure:
    """A file that cannot become a photo, and why, in one sentence.

    `passing` trouble has nothing to do with the file's bytes and may be over at any time.
    """

    reason: str
    passing: bool = False


DecodeResult = DecodedPhoto | KnownPhoto | DecodeFailure


@dataclass(frozen=True, slots=True)
class Failure:
    """A candidate file that is not in the library, with the reason."""

    path: bytes  # absolute
    reason: str

    @property
    def text(self) -> str:
        """The path for showing."""
        return display_text(self.path)


@dataclass(frozen=True, slots=True)
class Tag:
    """One word on a photo and where it comes from."""

    name: str
    source: str  # "person", "run", "file" or "sidecar"
    run_id: int | None = None
    probability: float | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo for showing: a content with the places where it lies."""

    id: int
    content_hash: bytes
    paths: tuple[bytes, ...]  # absolute, present files; the first is the one to show
    facts: PhotoFacts
    tags: tuple[Tag, ...] = ()
    added_at: datetime | None = None
    rating: int = 0  # 0 to 5, the person's or else the file's
    flag: int = 0  # 1 picked, -1 rejected, 0 none
    albums: tuple[str, ...] = ()  # names, sorted
    companions: tuple[Companion, ...] = ()  # files of other contents, which `paths` has last

    @property
    def name(self) -> str:
        """The file name for showing."""
        return display_text(self.paths[0].rpartition(b"/")[2]) if self.paths else "(missing)"


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """The little that a grid cell needs of a photo."""

    id: int
    content_hash: bytes
    name: str
    taken_at: datetime | None
    score: float | None = None
    rating: int = 0  # 0 to 5, the person's or else the file's
    flag: int = 0  # 1 picked, -1 rejected, 0 none
    tags: int = 0  # how many tags hold
    copies: int = 1  # present files of its own content
    online: bool = True  # a present file lies in a root that was there at the last look
    format: str = ""  # as in PhotoFacts
    beside: frozenset[str] = frozenset()  # kinds of its companions
    seconds: float = 0.0  # of a video or a motion photo's clip
    moves: bool = False  # a motion photo
    taken_source: str = ""  # as in PhotoFacts


@dataclass(frozen=True, slots=True)
class Album:
    """Photos that the person put together; `photos` counts those that are present."""

    id: int
    name: str
    photos: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question that the person keeps; `text` as `query.parse` reads it."""

    id: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class FolderNode:
    """A folder with photos in it or below, or a root."""

    root_id: int
    folder: str  # display text inside the root, "" for the root itself
    photos: int  # in it and below
    path: str  # absolute, for showing and for `folder:` filters


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value that a filter takes, and how many present photos meet it."""

    value: str
    photos: int


@dataclass(frozen=True, slots=True)
class Sections:
    """Groups of an ordered list of photos, such as its days."""

    starts: npt.NDArray[np.int64]  # (g,) rising: the index of each group's first photo
    titles: tuple[str, ...]  # g keys: "2024-06-01", "2024-06", "2024" or a folder; "" undated


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing the person did, which can be undone."""

    text: str  # in English, such as 'Tag 3 photos "beach"'
    kind: str  # "tag", "untag", "rate", "flag", "album-add" and so on
    photo_ids: tuple[int, ...]  # the photos that it changed
    name: str = ""  # the tag, album or search; the stars or the flag as text
    target: int = 0  # the album's or search's id
    former: str = ""  # the name of a label list before it was renamed

    @property
    def count(self) -> int:
        """How many photos it changed."""
        return len(self.photo_ids)


@dataclass(frozen=True, slots=True)
class Hit:
    """A photo that answers a question.

    `score` is a cosine (None where only filters were asked); `relevance` is the probability that
    the photo is what was asked for, falling along the ranking, and `band` "likely", "maybe" or
    "rest" by it and the person's line; both are None where only filters were asked. `paths` are
    those of its present files, once they were looked up (`Showing.placed`).
    """

    photo_id: int
    score: float | None
    relevance: float | None = None
    band: str | None = None
    paths: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The ranked answer to one question; `total` counts the whole ranking."""

    query: str
    model: str
    total: int
    hits: tuple[Hit, ...]
    seconds: float
    likely: int | None = None  # photos of the whole ranking in the band; None: only filters
    maybe: int | None = None  # the same
    line: float | None = None  # the relevance from which a hit is likely here
    notes: tuple[str, ...] = ()  # sentences for the person, such as words the model never saw
    unknown_words: tuple[str, ...] = ()  # those words
    foreign_words: tuple[str, ...] = ()  # words in a language that the model has not learned
    failures: tuple[Failure, ...] = ()  # files without a photo that a `failed:` of it means


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How far an index run is; `total` is None while folders are still being listed."""

    phase: str  # "scanning", "indexing", "comparing", "paused", "saving", "done"
    done: int
    total: int | None
    embedded: int
    failed: int
    photos_per_second: float
    seconds_left: float | None
    current: str = ""
    read: int = 0  # files decoded so far; `done` ones are committed
    held: str = ""  # what it waits for: "person", "battery", "busy" or "limit" (only slower)
    compares: bool = False  # photos are held against each other; none are added


@dataclass(frozen=True, slots=True)
class Missing:
    """Photos that are no longer in a folder: so many that the person is asked about them."""

    root_id: int
    path: str  # of the folder, for showing
    photos: int
    of: int  # the folder's photos, these among them


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an index run did; totals are the library's, the other counts this run's."""

    photos: int
    files: int
    embedded: int
    reused: int
    unchanged: int
    moved: int
    gone: int
    ignored: int
    failed: tuple[Failure, ...]
    seconds: float
    offline: tuple[str, ...] = ()
    stopped: bool = False  # interrupted before the end
    missing: tuple[Missing, ...] = ()  # kept until the person agrees that they are forgotten
    unsettled: int = 0  # files that were being written or moved, left to the next run
    described: int = 0  # photos of whose words, in files or sidecars, other ones are known now
    videos: int = 0  # of the ignored files: videos, which need photoclip[video]

    @property
    def photos_per_second(self) -> float:
        """Photos embedded a second."""
        return self.embedded / self.seconds if self.seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class LabelList:
    """A person's own labels; `phrases` are extra wordings of a label."""

    name: str
    labels: tuple[str, ...]
    exclusive: bool = True
    templates: tuple[str, ...] = ()  # empty: the standard set
    phrases: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    thresholds: dict[str, float] = field(default_factory=dict[str, float])
    version: int = 1
    folders: tuple[str, ...] = ()  # absolute; photos that arrive there are tagged by the list


@dataclass(frozen=True, slots=True)
class ProposedTag:
    """A label that a run would give to a photo, with its probability."""

    photo_id: int
    label: str
    probability: float


def one_line(text: str) -> str:
    """A name as it is kept: without blanks around it, and whole characters only."""
    return " ".join(text.split()).encode("utf-8", "replace").decode("utf-8")


def display_text(path: bytes) -> str:
    """A path or name as text for people: undecodable bytes become replacement marks."""
    return os.fsdecode(path).encode("utf-8", "replace").decode("utf-8", "replace")

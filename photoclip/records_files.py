"""Frozen records of what lies beside a picture: its raw file, its moving pictures."""

from dataclasses import dataclass

RAW_FILE, LIVE_VIDEO = "raw", "live"
"""What a photo may be for another one: its camera raw file, or the video of a Live Photo."""

VIDEO = "VIDEO"
"""The format of videos in `PhotoFacts`."""


@dataclass(frozen=True, slots=True)
class Moving:
    """What moves in a file: all of a video, or the clip inside a motion photo.

    Attributes:
        seconds: how long it is; 0: unknown, or nothing moves.
        inside: the file is a picture that holds a video behind it (a motion photo).
        live_id: the identifier by which Apple joins a picture and its video, "" for none.
    """

    seconds: float = 0.0
    inside: bool = False
    live_id: str = ""


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that belongs to a photo beside its own: `kind` is `RAW_FILE` or `LIVE_VIDEO`."""

    kind: str
    path: bytes  # absolute
    photo_id: int  # under which the catalog keeps what is known of this file
    format: str  # as in `PhotoFacts`

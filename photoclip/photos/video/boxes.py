"""What an MP4 or QuickTime file says of itself, read from its boxes (ISO/IEC 14496-12)."""

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from photoclip.photos.text import clean

_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_FIRST = datetime(1980, 1, 1, tzinfo=UTC)  # earlier ones are clocks that were never set
_MOST_META = 2**20  # bytes of a box with texts
_MOST_BOXES = 10_000
_DEEPEST = 6
_CONTAINERS = frozenset({b"moov", b"trak", b"udta", b"mdia"})
_APPLE = "com.apple.quicktime."
_PLACE = re.compile(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?")


@dataclass(frozen=True, slots=True)
class About:
    """What a video file says of itself; sides are those of the upright picture, 0: unknown."""

    seconds: float = 0.0
    width: int = 0
    height: int = 0
    taken_at: datetime | None = None
    make: str = ""
    model: str = ""
    latitude: float | None = None
    longitude: float | None = None
    altitude: float | None = None
    live_id: str = ""


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int  # of what is in it
    end: int


def about(file: BinaryIO) -> About:
    """Read what is known before any frame is; of a damaged file what can be understood.

    Args:
        file: at any place; anything that is no MP4 or QuickTime file gives an empty answer.
    """
    file.seek(0, 2)
    end = file.tell()
    reader = _Reader(file)
    try:
        for box in reader.boxes(0, end):
            if box.kind == b"moov":
                reader.read_movie(box)
    except (struct.error, ValueError, OverflowError, IndexError, OSError):
        pass  # what was understood so far
    return reader.found


def clip_end(data: bytes, start: int) -> int:
    """Where the boxes end that begin at `start`; what follows them is no part of the clip."""
    at = start
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        if size == 1 and at + 16 <= len(data):
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if not kind.isalnum() and kind[:1] != b"\xa9":
            break
        if size < 8 or at + size > len(data):
            return len(data) if size == 0 else at
        at += size
    return at


class _Reader:
    """Goes through the boxes of one file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = _MOST_BOXES
        self.found = About()

    def boxes(self, start: int, end: int) -> Iterator[_Box]:
        at = start
        while at + 8 <= end and self._left > 0:
            self._left -= 1
            self._file.seek(at)
            size, kind = struct.unpack(">I4s", self._file.read(8))
            head = 8
            if size == 1:
                size, head = int.from_bytes(self._file.read(8), "big"), 16
            elif size == 0:
                size = end - at
            if size < head:
                return
            yield _Box(kind, at + head, min(at + size, end))
            at += size

    def read_movie(self, movie: _Box, depth: int = 0) -> None:
        """Everything in `moov`, whose parts may come in any order."""
        for box in self.boxes(movie.start, movie.end):
            if box.kind in _CONTAINERS and depth < _DEEPEST:
                self.read_movie(box, depth + 1)
            elif box.kind == b"meta":
                self._meta(box)
            elif box.kind == b"\xa9xyz":
                self._place(self._text_of(box))
            elif box.kind in _PLAIN:
                _PLAIN[box.kind](self, self._bytes(box))

    def _bytes(self, box: _Box) -> bytes:
        self._file.seek(box.start)
        return self._file.read(min(box.end - box.start, _MOST_META))

    def _text_of(self, box: _Box) -> str:
        data = self._bytes(box)  # a length and a language come first
        return data[4 : 4 + int.from_bytes(data[:2], "big")].decode("utf-8", "replace")

    def header(self, data: bytes) -> None:
        """`mvhd`: how long it is and when it was made."""
        if data[0] == 1:
            made, _, scale, length = struct.unpack(">QQIQ", data[4:32])
        else:
            made, _, scale, length = struct.unpack(">IIII", data[4:20])
        seconds = length / scale if scale else 0.0
        moment = _EPOCH + timedelta(seconds=made)
        if moment >= _FIRST and self.found.taken_at is None:
            self.found = replace(self.found, taken_at=moment.astimezone())
        self.found = replace(self.found, seconds=seconds)

    def track(self, data: bytes) -> None:
        """`tkhd`: the sides of a picture track, turned as its matrix says."""
        at = 52 if data[0] == 1 else 40
        matrix = struct.unpack(">9i", data[at : at + 36])
        width, height = (side >> 16 for side in struct.unpack(">II", data[at + 36 : at + 44]))
        if width and height and not self.found.width:
            if matrix[0] == 0 and matrix[4] == 0:
                width, height = height, width
            self.found = replace(self.found, width=width, height=height)

    def _meta(self, meta: _Box) -> None:
        """Keys and values as QuickTime has them; the MP4 form has four bytes before."""
        self._file.seek(meta.start)
        start = meta.start + (4 if self._file.read(8)[4:8] != b"hdlr" else 0)
        keys: list[str] = []
        for box in self.boxes(start, meta.end):
            if box.kind == b"keys":
                keys = _keys(self._bytes(box))
            elif box.kind == b"ilst":
                for item in self.boxes(box.start, box.end):
                    number = int.from_bytes(item.kind, "big")
                    if 1 <= number <= len(keys):
                        self._say(keys[number - 1], self._bytes(item)[16:])

    def _say(self, key: str, value: bytes) -> None:
        text = clean(value.decode("utf-8", "replace"))
        name = key.removeprefix(_APPLE)
        if name == "content.identifier":
            self.found = replace(self.found, live_id=text)
        elif name == "creationdate":
            moment = _moment(text)
            self.found = replace(self.found, taken_at=moment or self.found.taken_at)
        elif name == "location.ISO6709":
            self._place(text)
        elif name in {"make", "com.android.manufacturer"}:
            self.found = replace(self.found, make=text)
        elif name in {"model", "com.android.model"}:
            self.found = replace(self.found, model=text)

    def _place(self, text: str) -> None:
        said = _PLACE.match(text)
        if said is None:
            return
        latitude, longitude = float(said[1]), float(said[2])
        if abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude or longitude):
            altitude = float(said[3]) if said[3] else None
            self.found = replace(
                self.found, latitude=latitude, longitude=longitude, altitude=altitude
            )


_PLAIN: dict[bytes, Callable[[_Reader, bytes], None]] = {
    b"mvhd": _Reader.header,
    b"tkhd": _Reader.track,
}


def _keys(data: bytes) -> list[str]:
    found: list[str] = []
    at = 8
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < 8:
            break
        found.append(data[at + 8 : at + size].decode("utf-8", "replace"))
        at += size
    return found


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text))
    except ValueError:
        return None

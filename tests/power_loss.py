"""What a disk may hold after the power failed, made from what a process did to its files.

What was synced is there; of the rest each write may be there, be there in part, or not, and names
come and go in their order (Pillai et al. 2014, "All File Systems Are Not Created Equal").
"""

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("<cqqii")
_SECTOR = 512  # bytes that a disk writes wholly or not


@dataclass(frozen=True, slots=True)
class Record:
    """One change of a file, as the shim saw it.

    Attributes:
        kind: W write, T truncate, S sync, C create, R rename, U unlink, M make a folder.
        path: of what.
        other: the new name.
        offset: where it was written.
        data: what was written.
        size: to which it was truncated.
    """

    kind: str
    path: str
    other: str
    offset: int
    data: bytes
    size: int


def read_records(log: Path) -> list[Record]:
    """All changes, in their order."""
    content, at, found = log.read_bytes(), 0, []
    while at < len(content):
        kind, offset, length, path, other = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        name = content[at : at + path].decode("utf-8", "surrogateescape")
        to = content[at + path : at + path + other].decode("utf-8", "surrogateescape")
        at += path + other
        data = content[at : at + length] if kind == b"W" else b""
        at += len(data)
        found.append(Record(kind.decode(), name, to, offset, data, length))
    return found


@dataclass(slots=True)
class _Content:
    """A file: what is surely on the disk, and what came since."""

    synced: bytes = b""
    pending: list[Record] = field(default_factory=list)

    def left(self, rng: random.Random, mood: str) -> bytes:
        found = bytearray(self.synced)
        for each in self.pending:
            if mood == "nothing" or (mood == "some" and rng.random() < 0.5):
                continue
            if each.kind == "T":
                _resize(found, each.size)
            elif mood == "torn" and rng.random() < 0.3:
                _write_torn(found, each, rng)
            else:
                _write(found, each.offset, each.data)
        return bytes(found)


class Disk:
    """A folder on a disk, from its state before the first record on."""

    def __init__(self, folder: Path) -> None:
        """Begin with what lies there, which is synced."""
        self._folder = folder
        self._names: dict[str, _Content | None] = {}  # None: a folder
        for each in folder.rglob("*"):
            self._names[str(each)] = None if each.is_dir() else _Content(each.read_bytes())
        self._synced = dict(self._names)
        self._renamed: list[dict[str, _Content | None]] = []  # the names after each change of them

    def do(self, record: Record) -> None:
        """One more change."""
        content = self._names.get(record.path)
        match record.kind:
            case "W" | "T" if content is not None:
                content.pending.append(record)
            case "S" if content is not None:
                content.synced = content.left(random.Random(0), "all")
                content.pending.clear()
            case "S":
                self._sync_names(record.path)
            case "C" | "M":
                self._name(record.path, _Content() if record.kind == "C" else None)
            case "R":
                self._names.pop(record.path)
                self._name(record.other, content)
            case "U":
                self._names.pop(record.path, None)
                self._renamed.append(dict(self._names))
            case _:
                raise AssertionError(record)

    def lose_power(self, target: Path, rng: random.Random) -> None:
        """Write what may be left into a folder that is not there yet."""
        mood = rng.choice(["nothing", "all", "some", "torn", "torn"])
        kept = [self._synced, *self._renamed]
        names = kept[rng.randrange(len(kept))] if mood != "all" else kept[-1]
        target.mkdir()
        for path, content in sorted(names.items(), key=lambda each: each[0]):
            place = target / Path(path).relative_to(self._folder)
            if content is None:
                place.mkdir(exist_ok=True)
            elif place.parent.is_dir():
                place.write_bytes(content.left(rng, mood))

    def _name(self, path: str, content: _Content | None) -> None:
        self._names[path] = content
        self._renamed.append(dict(self._names))

    def _sync_names(self, folder: str) -> None:
        """Names of one folder last; a journal brings all that changed before with them."""
        self._synced = dict(self._names)
        self._renamed.clear()


def power_losses(
    before: Path, records: list[Record], points: int, rng: random.Random, target: Path
) -> Iterator[int]:
    """Lose power at random points: each time `target` holds what is left of `before`.

    Returns:
        Number by number how many records had been done.
    """
    disk = Disk(before)
    wanted = sorted(rng.choices(range(len(records) + 1), k=points))
    done = 0
    for point in wanted:
        for record in records[done:point]:
            disk.do(record)
        done = point
        shutil.rmtree(target, ignore_errors=True)
        disk.lose_power(target, rng)
        yield point


def _resize(content: bytearray, size: int) -> None:
    if size <= len(content):
        del content[size:]
    else:
        content.extend(bytes(size - len(content)))


def _write(content: bytearray, offset: int, data: bytes) -> None:
    if offset > len(content):
        _resize(content, offset)
    content[offset : offset + len(data)] = data


def _write_torn(content: bytearray, record: Record, rng: random.Random) -> None:
    """Some of its sectors, in any order; a longer file may be longer already."""
    if rng.random() < 0.5:
        _resize(content, max(len(content), record.offset + len(record.data)))
    for start in range(0, len(record.data), _SECTOR):
        if rng.random() < 0.5:
            _write(content, record.offset + start, record.data[start : start + _SECTOR])

"""Segments on disk: written whole, opened as mapped memory that is never written to."""

import base64
import json
import mmap
import os
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from photoclip import mounts
from photoclip.atomic import replacing, to_disk
from photoclip.index.segment import Codes, Ids, Lists, Segment

HEADER = "header.json"
BEHIND = -1  # no catalog's generation: what is in memory, too, is not in the files
_FORM = 3  # of the header and the segments
_SUFFIX = ".vectors"
_OURS = ("*.vectors", "*.faiss", "*.json")  # the second one: from earlier forms
_ALIGNED = 64
_PAGE = 4096
_SAMPLES = 16  # pages of vectors that are looked at before a file is believed
_CHECKED = 1 << 24  # bytes summed up at once


@dataclass(frozen=True, slots=True)
class IndexHeader:
    """What a saved index was made from."""

    model_digest: str  # hex
    dimension: int
    count: int
    generation: int  # of the catalog, or BEHIND
    saving: str = ""  # which saving this was, as the catalog knows it


class OtherFormError(ValueError):
    """An index of an earlier or later program; nothing is wrong with it."""


def new_name() -> str:
    """A file name for a segment."""
    return uuid4().hex + _SUFFIX


def write_segment(
    folder: Path,
    blocks: Iterable[Codes],
    ids: Ids,
    dimension: int,
    lists: Lists | None = None,
    name: str | None = None,
) -> Segment:
    """Write float16 vectors (n, d), in blocks, with their ids (n,), and map them.

    Raises:
        OSError: the disk refuses; nothing is left.
    """
    path = folder / (name or new_name())
    checksum = 0
    try:
        with path.open("wb") as file:
            for part in _parts(blocks, ids, lists):
                file.write(part)
                checksum = zlib.crc32(part, checksum)
            to_disk(file)
        return replace(_mapped(path, len(ids), dimension, lists), checksum=checksum)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _parts(blocks: Iterable[Codes], ids: Ids, lists: Lists | None) -> Iterator[memoryview]:
    """What a segment's file holds, one behind the other."""
    size = 0
    for block in blocks:
        part = np.ascontiguousarray(block, "<f2").reshape(-1).view(np.uint8).data
        size += len(part)
        yield part
    yield memoryview(b"\0" * (-size % _ALIGNED))
    yield ids.astype("<i8").view(np.uint8).data
    if lists is not None:
        yield lists.starts.astype("<i8").view(np.uint8).data
        yield np.ascontiguousarray(lists.centroids, "<f4").reshape(-1).view(np.uint8).data


def is_whole(segment: Segment, stop: threading.Event) -> bool:
    """Whether a mapped file still is what was written; 4 GB a second where memory holds it."""
    found = 0
    for start in range(0, len(segment.content), _CHECKED):
        if stop.is_set():
            return True
        found = zlib.crc32(segment.content[start : start + _CHECKED], found)
    return found == segment.checksum


def open_segment(folder: Path, entry: dict[str, Any], dimension: int) -> Segment:
    """Map the segment that a header's entry is about.

    Raises:
        OSError: it cannot be read.
        ValueError: it is damaged.
        KeyError, TypeError: the entry is incomplete.
    """
    count, lists = int(entry["count"]), None
    if entry["lists"]:
        empty = np.empty((int(entry["lists"]), dimension), np.float32)
        probes = tuple((int(k), int(probed)) for k, probed in entry["probes"])
        lists = Lists(empty, np.empty(0, np.int64), int(entry["trained_on"]), probes)
    found = _mapped(folder / Path(entry["file"]).name, count, dimension, lists)
    if found.seal != entry["seal"]:
        raise ValueError(f"{found.name} is not what was written")
    found = replace(found, checksum=int(entry["checksum"]))
    return found if entry["alive"] is None else _living(found, entry["alive"])


def entry_of(segment: Segment) -> dict[str, Any]:
    """What a header says of a segment with a file."""
    lists, alive = segment.lists, None
    if segment.alive is not None:
        alive = base64.b64encode(zlib.compress(np.packbits(segment.alive).tobytes(), 1)).decode()
    return {
        "file": segment.name,
        "count": len(segment.ids),
        "lists": 0 if lists is None else len(lists.centroids),
        "probes": [] if lists is None else [list(each) for each in lists.probes],
        "trained_on": 0 if lists is None else lists.trained_on,
        "seal": segment.seal,
        "checksum": segment.checksum,
        "alive": alive,
    }


def read_header(folder: Path) -> tuple[IndexHeader, list[dict[str, Any]]]:
    """The header, and what it says of each segment.

    Raises:
        OSError: there is none, or it cannot be read.
        ValueError: it is damaged or of another form.
        KeyError, TypeError: it is no header.
    """
    stored = json.loads((folder / HEADER).read_bytes())
    if stored["form"] != _FORM:
        raise OtherFormError(f"an index of form {stored['form']}")
    if stored.pop("checksum") != _sum_of(stored):
        raise ValueError("the header is not what was written")
    header = IndexHeader(
        str(stored["model_digest"]),
        int(stored["dimension"]),
        int(stored["count"]),
        int(stored["generation"]),
        str(stored.get("saving", "")),
    )
    if header.dimension <= 0:
        raise ValueError(f"vectors of {header.dimension} numbers")
    return header, list(stored["segments"])


def write_header(folder: Path, header: IndexHeader, segments: list[dict[str, Any]]) -> None:
    """Put a header in the place of the one there; never half.

    Segments that it names lie on the disk: their names are brought there with its own.
    """
    stored = {
        "form": _FORM,
        "model_digest": header.model_digest,
        "dimension": header.dimension,
        "count": header.count,
        "generation": header.generation,
        "saving": header.saving,
        "segments": segments,
    }
    stored["checksum"] = _sum_of(stored)
    with replacing(folder / HEADER) as file:
        file.write(json.dumps(stored).encode())


def tidy(folder: Path, keep: set[str]) -> None:
    """Remove what no header names; a file that is mapped on Windows waits for the next time."""
    for pattern in _OURS:
        for old in folder.glob(pattern):
            if old.name not in keep and old.name != HEADER:
                try:
                    old.unlink()
                except OSError:
                    continue


def _end_of_codes(count: int, dimension: int) -> int:
    end = 2 * count * dimension
    return end + -end % _ALIGNED


def _sum_of(header: dict[str, Any]) -> int:
    return zlib.crc32(json.dumps(header, sort_keys=True).encode())


def _mapped(path: Path, count: int, dimension: int, lists: Lists | None) -> Segment:
    """A file as a segment; of `lists` what the file does not hold."""
    end = _end_of_codes(count, dimension)
    places = end + 8 * count
    many = 0 if lists is None else len(lists.centroids)
    expected = places + (8 * (many + 1) + 4 * many * dimension if many else 0)
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size != expected or not count:
            raise ValueError(f"{path.name} has {size} bytes, not {expected}")
        if mounts.is_shared(path.parent):  # who touches a mapped page that is gone, is killed
            mapped = memoryview(file.read())
        else:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    codes = np.frombuffer(mapped, "<f2", count * dimension).reshape(count, dimension)
    if lists is not None:
        starts = np.frombuffer(mapped, "<i8", many + 1, places)
        centroids = np.frombuffer(mapped, "<f4", many * dimension, places + 8 * (many + 1))
        lists = replace(lists, starts=starts, centroids=centroids.reshape(many, dimension))
    ids = np.frombuffer(mapped, "<i8", count, end)
    found = Segment.of(codes, ids, path.name, lists)
    return replace(found, seal=_seal(mapped, end), content=mapped)


def _living(segment: Segment, packed: str) -> Segment:
    try:
        bits = np.frombuffer(zlib.decompress(base64.b64decode(packed)), np.uint8)
    except zlib.error as error:
        raise ValueError(f"what was removed from {segment.name} is damaged: {error}") from error
    if len(bits) != -(-len(segment.ids) // 8):
        raise ValueError(f"{segment.name} does not fit its header")
    alive = np.unpackbits(bits, count=len(segment.ids)).astype(np.bool_)
    return replace(segment, alive=alive, count=int(np.count_nonzero(alive)))


def _seal(content: memoryview, end: int) -> int:
    """A checksum of all but the vectors, and of a few pages of those.

    Reading everything would take as long as the disk does.
    """
    seal = zlib.crc32(content[end:])
    for start in np.linspace(0, max(0, end - _PAGE), _SAMPLES).astype(np.int64).tolist():
        seal = zlib.crc32(content[start : min(start + _PAGE, end)], seal)
    return seal

"""Segments on disk: written whole, opened as mapped memory that is never written to."""

import base64
import json
import mmap
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

import numpy as np

from photoclip.index.segment import Codes, Ids, Lists, Segment

HEADER = "header.json"
_FORM = 2  # of the header and the segments
_SUFFIX = ".vectors"
_OURS = ("*.vectors", "*.faiss", "*.json")  # the second one: from earlier forms
_ALIGNED = 64
_PAGE = 4096
_SAMPLES = 16  # pages of vectors that are looked at before a file is believed


@dataclass(frozen=True, slots=True)
class IndexHeader:
    """What a saved index was made from."""

    model_digest: str  # hex
    dimension: int
    count: int
    generation: int  # of the catalog


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
    try:
        with path.open("wb") as file:
            for block in blocks:
                file.write(np.ascontiguousarray(block, "<f2").view(np.uint8).data)
            file.write(b"\0" * (-file.tell() % _ALIGNED))
            file.write(ids.astype("<i8").data)
            if lists is not None:
                file.write(lists.starts.astype("<i8").data)
                file.write(lists.centroids.astype("<f4").data)
            to_disk(file)
        return _mapped(path, len(ids), dimension, lists)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


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
        raise ValueError(f"an index of form {stored['form']}")
    header = IndexHeader(
        str(stored["model_digest"]),
        int(stored["dimension"]),
        int(stored["count"]),
        int(stored["generation"]),
    )
    if header.dimension <= 0:
        raise ValueError(f"vectors of {header.dimension} numbers")
    return header, list(stored["segments"])


def write_header(folder: Path, header: IndexHeader, segments: list[dict[str, Any]]) -> None:
    """Put a header in the place of the one there; never half."""
    stored = {
        "form": _FORM,
        "model_digest": header.model_digest,
        "dimension": header.dimension,
        "count": header.count,
        "generation": header.generation,
        "segments": segments,
    }
    partial = folder / f"{uuid4().hex}.json"
    try:
        with partial.open("wb") as file:
            file.write(json.dumps(stored).encode())
            to_disk(file)
        partial.replace(folder / HEADER)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _sync_folder(folder)


def tidy(folder: Path, keep: set[str]) -> None:
    """Remove what no header names; a file that is mapped on Windows waits for the next time."""
    for pattern in _OURS:
        for old in folder.glob(pattern):
            if old.name not in keep and old.name != HEADER:
                try:
                    old.unlink()
                except OSError:
                    continue


def to_disk(file: BinaryIO) -> None:
    """Wait until a file lies on the disk."""
    file.flush()
    os.fsync(file.fileno())


def _end_of_codes(count: int, dimension: int) -> int:
    end = 2 * count * dimension
    return end + -end % _ALIGNED


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
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    codes = np.frombuffer(mapped, "<f2", count * dimension).reshape(count, dimension)
    if lists is not None:
        starts = np.frombuffer(mapped, "<i8", many + 1, places)
        centroids = np.frombuffer(mapped, "<f4", many * dimension, places + 8 * (many + 1))
        lists = replace(lists, starts=starts, centroids=centroids.reshape(many, dimension))
    ids = np.frombuffer(mapped, "<i8", count, end)
    found = Segment.of(codes, ids, path.name, lists)
    return replace(found, seal=_seal(mapped, end))


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


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power loss, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Files between the stages of an index run: what is to be read, and what was made of it."""

import os
import queue
import time
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from photoclip.clip.crops import looks_at
from photoclip.library.flow import Flow
from photoclip.records import DecodedPhoto, DecodeResult, FileChange


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read: a change found by a scan, or a photo that a model has not embedded."""

    path: bytes
    change: FileChange | None = None
    known: frozenset[bytes] = frozenset()  # content hashes that need no decoding
    old_pixels: bytes | None = None  # pixel hash of the photo that a changed file was
    photo: tuple[int, bytes] | None = None  # without `change`: id and expected content hash


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A job, what the decoder made of it, and its vectors where they were needed."""

    job: Job
    result: DecodeResult
    vector: npt.NDArray[np.float32] | None = None  # (d,), of long pictures (1 + parts, d)


def collected(reads: "queue.SimpleQueue[Read | None]", flow: Flow) -> list[Read]:
    """The next batch; an empty one ends the row, as None does, which is left for other readers."""
    first = reads.get()
    if first is None:
        reads.put(None)
        return []
    batch = [first]
    until = time.monotonic() + flow.patience
    while not flow.is_full(len(batch)):
        try:
            read = reads.get(timeout=min(0.05, max(0.0, until - time.monotonic())))
        except queue.Empty:
            if time.monotonic() >= until:
                break
            continue
        if read is None:
            reads.put(None)
            break
        batch.append(read)
    return batch


def is_as_seen(job: Job) -> bool:
    """Whether a file is still what the scan saw: not moved away, nor written to since.

    What was read of it otherwise is nothing to keep: half a picture, or a place without one.
    """
    assert job.change is not None, "photos without a vector are no files"
    seen = job.change.state
    try:
        now = os.lstat(job.path)
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns) == (seen.size, seen.mtime_ns)


def size_of(result: DecodeResult) -> int:
    """Bytes of what waits for the tower."""
    if not isinstance(result, DecodedPhoto):
        return 0
    seen = 0 if result.seen is None else result.seen.nbytes
    return result.pixels.nbytes + seen + len(result.thumbnail)


def looks_of(result: DecodeResult) -> list[npt.NDArray[np.uint8]]:
    """The pictures whose vectors stand for a photo; of a video, its frames."""
    assert isinstance(result, DecodedPhoto)
    if result.seen is not None:
        return list(result.seen) if result.seen.ndim == 4 else [result.seen]
    return looks_at(result.pixels, result.facts.width, result.facts.height)


def has_picture(result: DecodedPhoto) -> bool:
    """Whether there is anything to see: of a Live Photo's video nothing is brought."""
    return result.seen is not None or result.pixels.size > 0


def without_pixels(result: DecodeResult) -> DecodeResult:
    """The same for the writer, who needs no pixels."""
    if not isinstance(result, DecodedPhoto):
        return result
    return replace(result, pixels=np.empty((0, 0, 3), np.uint8), seen=None)


def without_thumbnail(read: Read) -> Read:
    """The same once the thumbnail is stored."""
    assert isinstance(read.result, DecodedPhoto)
    return replace(read, result=replace(read.result, thumbnail=b""))

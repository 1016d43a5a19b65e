"""Several segments written into one, beside those that are searched meanwhile."""

import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from photoclip.index import files, lists, scanning
from photoclip.index.segment import Codes, Ids, Lists, Segment

_BLOCK = 16_384  # rows written at once
_SPARSE = 0.75  # share of rows that must count, else a segment is written again
_LARGER = 2  # a segment so many times larger than all later ones is left alone
_LATER = 4  # of a large library, later ones up to a fourth of what is read exactly are


def due(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Which saved segments, side by side, are to become one; none: all is well.

    Sizes fall at least by half, so that each vector is written again a few times only, however
    many small runs there are (O'Neil et al. 1996, the log-structured merge tree).
    """
    group: list[Segment] = []
    together = 0
    for segment in reversed([each for each in segments if each.name is not None]):
        slow = (
            segment.lists is not None
            and _LATER * together * _row_bytes(segment) >= scanning.EXACT_BYTES
        )
        if group and segment.count > _LARGER * together and not slow:
            break
        group.insert(0, segment)
        together += segment.count
    if len(group) > 1:
        return tuple(group)
    return next(((each,) for each in segments if each.name is not None and _worn(each)), ())


def _worn(segment: Segment) -> bool:
    large = segment.count * _row_bytes(segment) >= scanning.EXACT_BYTES
    return segment.count < _SPARSE * len(segment.ids) or (large and segment.lists is None)


def _row_bytes(segment: Segment) -> int:
    return segment.codes.itemsize * segment.codes.shape[1]


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """The rows that count of some segments, numbered by id."""

    segments: tuple[Segment, ...]
    ids: Ids  # sorted
    owners: npt.NDArray[np.int32]  # of each id the segment
    rows: Ids  # and the row in it

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> Self:
        """The rows of some segments as they are now."""
        living = [segment.living() for segment in segments]
        ids = np.concatenate([each.ids[rows] for each, rows in zip(segments, living, strict=True)])
        owners = np.repeat(np.arange(len(segments), dtype=np.int32), [len(each) for each in living])
        order = np.argsort(ids, kind="stable")
        return cls(tuple(segments), ids[order], owners[order], np.concatenate(living)[order])

    def vectors(self, numbers: Ids) -> Codes:
        """Vectors by their numbers, float16 (n, d)."""
        found = np.empty((len(numbers), self.segments[0].codes.shape[1]), np.float16)
        owners, rows = self.owners[numbers], self.rows[numbers]
        for place, segment in enumerate(self.segments):
            mine = np.flatnonzero(owners == place)
            if len(mine) == len(numbers):
                return segment.codes[rows]
            found[mine] = segment.codes[rows[mine]]
        return found

    def blocks(self, order: Ids | None, stop: threading.Event) -> Generator[Codes]:
        """All vectors, in an order of their numbers."""
        for start in range(0, len(self.ids), _BLOCK):
            if stop.is_set():
                raise lists.Stopped
            end = min(start + _BLOCK, len(self.ids))
            yield self.vectors(np.arange(start, end) if order is None else order[start:end])


def write(folder: Path, name: str, segments: Sequence[Segment]) -> Segment:
    """Write the rows that count of some segments as one, in the order of their ids.

    Raises:
        OSError: the disk refuses; nothing is left.
    """
    rows = Together.of(segments)
    dimension = segments[0].codes.shape[1]
    blocks = rows.blocks(None, threading.Event())
    return files.write_segment(folder, blocks, rows.ids, dimension, None, name)


def merge(folder: Path, name: str, segments: Sequence[Segment], stop: threading.Event) -> Segment:
    """Write the rows that count of some segments as one, in lists where they are very many.

    Raises:
        Stopped: `stop` was set; nothing is left.
        OSError: the disk refuses; nothing is left.
    """
    rows = Together.of(segments)
    dimension = segments[0].codes.shape[1]
    if 2 * dimension * len(rows.ids) < scanning.EXACT_BYTES:
        return files.write_segment(folder, rows.blocks(None, stop), rows.ids, dimension, None, name)
    order, found = _in_lists(rows, stop)
    written = files.write_segment(
        folder, rows.blocks(order, stop), rows.ids[order], dimension, found, name
    )
    try:
        return lists.probing(written, stop)
    except BaseException:
        (folder / name).unlink(missing_ok=True)
        raise


def _in_lists(rows: Together, stop: threading.Event) -> tuple[Ids, Lists]:
    """The order of the rows in lists; where lists are kept, what is in them stays there."""
    count = len(rows.ids)
    before = max(
        (each.lists for each in rows.segments if each.lists is not None),
        key=lambda each: each.trained_on,
        default=None,
    )
    if before is not None and lists.still_fit(before, count):
        centroids, trained_on = before.centroids, before.trained_on
    else:
        before, trained_on = None, count
        centroids = lists.learn(rows.vectors, count, stop)
    list_of = np.full(count, -1, np.int32)
    for place, segment in enumerate(rows.segments):
        if before is not None and segment.lists is before:
            mine = rows.owners == place
            list_of[mine] = np.searchsorted(before.starts, rows.rows[mine], side="right") - 1
    new = np.flatnonzero(list_of < 0)
    list_of[new] = lists.assigned(centroids, rows.vectors, new, stop)
    starts = np.concatenate([[0], np.cumsum(np.bincount(list_of, minlength=len(centroids)))])
    return np.argsort(list_of, kind="stable"), Lists(
        np.ascontiguousarray(centroids), starts.astype(np.int64), trained_on
    )

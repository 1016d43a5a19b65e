"""The best rows of some segments for one question, read with all cores."""

import math
import os
import threading
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from photoclip.index.scanner import Scanner, Scanners, Scores, Vector
from photoclip.index.segment import Ids, Mask, Segment

EXACT_BYTES = 2 << 30
"""From so many bytes of vectors on, lists are looked at instead of everything: reading 2 GiB
takes memory 60 ms or more, half of what a person may wait for typed words to become photos."""

_GATHERED = 2 << 20  # bytes brought together at once; they fit into a core's own cache
_ALONE = 8 << 20  # bytes that are not worth a second thread
_PIECE = 256 << 20
_PIECES = 4  # for each thread, so that all end together
_BLOCK = 4096  # rows that are looked at together when it is chosen how to read them
_DENSE = 0.2  # share of rows from which reading all of them beats jumping (measured)
_JUMPING = 3  # a row that is jumped to costs so many times one that is read along
_FEW = 64  # rows for each one that is wanted, from which on a mask of them all is too long
_THREADS = 16  # memory is no faster with more


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """Rows for one thread: from `first` to `end`, or some (`rows`); of the first only `wanted`."""

    segment: Segment
    first: int
    end: int
    wanted: Mask | None = None
    rows: Ids | None = None

    @property
    def cost(self) -> int:
        """Bytes read, as if all were read along."""
        read = self.end - self.first if self.rows is None else _JUMPING * len(self.rows)
        return read * self.segment.codes.itemsize * self.segment.codes.shape[1]


@dataclass(frozen=True, slots=True, eq=False)
class _Wanted:
    """The rows of a segment that are asked for: all, those of a mask, or where few some."""

    segment: Segment
    count: int
    mask: Mask | None = None
    rows: Ids | None = None


class _Best:
    """The k best scores of what came in, from any thread; what is below `floor` is not needed."""

    def __init__(self, k: int) -> None:
        self._k, self._held = k, 0
        self._found: list[tuple[Scores, Ids]] = []
        self._lock = threading.Lock()
        self.floor = -math.inf

    def put(self, scores: Scores, ids: Ids) -> None:
        if not len(scores):
            return
        with self._lock:
            self._found.append((scores, ids))
            self._held += len(scores)
            if self._held >= 4 * self._k:
                self._shrink()

    def _shrink(self) -> None:
        scores, ids = self._together()
        if len(scores) > self._k:
            least = np.partition(scores, len(scores) - self._k)[len(scores) - self._k]
            above, level = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
            room = self._k - len(above)
            if len(level) > room:
                level = level[np.argpartition(ids[level], room - 1)[:room]]
            kept = np.concatenate([above, level])
            scores, ids = scores[kept], ids[kept]
            self.floor = float(np.nextafter(least, np.float32(-np.inf)))
        self._found, self._held = [(scores, ids)], len(scores)

    def _together(self) -> tuple[Scores, Ids]:
        if not self._found:
            return np.empty(0, np.float32), np.empty(0, np.int64)
        scores, ids = zip(*self._found, strict=True)
        return np.concatenate(scores), np.concatenate(ids)

    def ranked(self) -> tuple[Scores, Ids]:
        """The k best, falling; equal ones by id."""
        self._shrink()
        scores, ids = self._together()
        order = np.argsort(-scores)
        same = np.flatnonzero(np.diff(scores[order]) == 0)
        if len(same):
            tied = np.union1d(same, same + 1)
            those = order[tied]
            order[tied] = those[np.lexsort((ids[those], -scores[those]))]
        order = order[: self._k]
        return scores[order], ids[order]


def best_of(
    scanners: Scanners,
    query: Vector,
    k: int,
    segments: Sequence[Segment],
    among: Ids | None,
    *,
    exact: bool = False,
) -> tuple[Scores, Ids]:
    """The `k` best of all, or of those among some ids.

    Args:
        scanners: for vectors of this length.
        query: (d,).
        k: how many.
        segments: where they are.
        among: sorted ids, each once; None: all.
        exact: look at every row; otherwise, where rows are in lists and very many, at so many
            that the share `lists.RECALL` of the best is found.

    Returns:
        Scores, falling, equal ones by id, and ids.
    """
    wanted = [_wanted(segment, among) for segment in segments]
    count = min(k, sum(each.count for each in wanted))
    best = _Best(max(count, 0))
    threads = _threads()
    pieces = deque[_Piece]()
    for each in wanted if count > 0 else ():
        near = None if exact else _near(each, query, k)
        pieces.extend(_pieces(each, near, threads))
    _read(scanners, query, pieces, best)
    scores, ids = best.ranked()
    if len(scores) == count or exact:
        return scores, ids
    return best_of(scanners, query, k, segments, among, exact=True)  # too few in those lists


def _threads() -> int:
    """How many cores this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, _THREADS)


def _read(scanners: Scanners, query: Vector, pieces: deque[_Piece], best: _Best) -> None:
    def work(_: int) -> None:
        with scanners.asking(query) as scanner:
            while pieces:
                try:
                    piece = pieces.popleft()
                except IndexError:  # another thread was quicker
                    return
                _read_piece(scanner, piece, best)

    threads = min(_threads(), len(pieces))
    if threads <= 1 or sum(piece.cost for piece in pieces) <= _ALONE:
        work(0)
        return
    with ThreadPoolExecutor(threads - 1, "index") as pool:
        others = pool.map(work, range(threads - 1))
        work(0)
        list(others)


def _read_piece(scanner: Scanner, piece: _Piece, best: _Best) -> None:
    segment = piece.segment
    if piece.rows is None:
        scores, rows = scanner.above(segment.codes[piece.first : piece.end], best.floor)
        rows += piece.first
        if piece.wanted is not None:
            kept = piece.wanted[rows]
            scores, rows = scores[kept], rows[kept]
        best.put(scores, segment.ids[rows])
        return
    step = _rows_in(segment, _GATHERED)
    together = np.empty((min(step, len(piece.rows)), segment.codes.shape[1]), np.float16)
    for start in range(0, len(piece.rows), step):
        rows = piece.rows[start : start + step]
        codes = together[: len(rows)]
        np.take(segment.codes, rows, axis=0, out=codes, mode="clip")
        scores, at = scanner.above(codes, best.floor)
        best.put(scores, segment.ids[rows[at]])


def _rows_in(segment: Segment, size: float) -> int:
    return max(1, int(size) // (segment.codes.itemsize * segment.codes.shape[1]))


def _wanted(segment: Segment, among: Ids | None) -> _Wanted:
    if among is None:
        return _Wanted(segment, segment.count, segment.alive)
    bounds = (segment.places.first, segment.places.last + 1)
    first, end = np.searchsorted(among, bounds).tolist()
    among = among[first:end]
    if len(among) * _FEW < len(segment.ids):
        rows = np.sort(segment.rows_of(among))
        return _Wanted(segment, len(rows), rows=rows)
    mask = segment.marked(among)
    count = int(np.count_nonzero(mask))
    return _Wanted(segment, count, None if count == len(mask) else mask)


def _near(wanted: _Wanted, query: Vector, k: int) -> list[tuple[int, int]] | None:
    """The rows of the lists that hold the k best, nearest first; None: all are to be read."""
    segment, lists = wanted.segment, wanted.segment.lists
    if lists is None or _rows_in(segment, EXACT_BYTES) > wanted.count:
        return None
    count = lists.probed(k * len(segment.ids) / wanted.count)
    if count is None:
        return None
    nearest = np.argsort(-(lists.centroids @ query))[:count]
    starts, ends = lists.starts[nearest].tolist(), lists.starts[nearest + 1].tolist()
    return [(first, end) for first, end in zip(starts, ends, strict=True) if first < end]


def _pieces(wanted: _Wanted, near: list[tuple[int, int]] | None, threads: int) -> Generator[_Piece]:
    segment = wanted.segment
    total = wanted.count * segment.codes.itemsize * segment.codes.shape[1]
    step = _rows_in(segment, min(max(total / (_PIECES * threads), _ALONE / 2), _PIECE))
    if near is not None:
        yield from (_Piece(segment, first, end, wanted.mask) for first, end in near)
    elif wanted.rows is not None:
        yield from _jumping(segment, wanted.rows, step)
    elif wanted.mask is not None:
        yield from _mixed(segment, wanted.mask, step)
    else:
        yield from _along(segment, 0, len(segment.ids), None, step)


def _along(
    segment: Segment, first: int, end: int, wanted: Mask | None, step: int
) -> Generator[_Piece]:
    for start in range(first, end, step):
        yield _Piece(segment, start, min(start + step, end), wanted)


def _jumping(segment: Segment, rows: Ids, step: int) -> Generator[_Piece]:
    step = max(1, step // _JUMPING)
    for start in range(0, len(rows), step):
        yield _Piece(segment, 0, 0, rows=rows[start : start + step])


def _mixed(segment: Segment, mask: Mask, step: int) -> Generator[_Piece]:
    """Where many rows lie together all are read and the others left out, elsewhere jumps."""
    counts = _counts(mask)
    dense = counts >= _DENSE * _BLOCK
    turns = [0, *(np.flatnonzero(np.diff(dense)) + 1).tolist(), len(dense)]
    for begin, stop in pairwise(turns):
        first, end = begin * _BLOCK, min(stop * _BLOCK, len(mask))
        count = int(counts[begin:stop].sum())
        if dense[begin]:
            first += int(mask[first : first + _BLOCK].argmax())
            end -= int(mask[end - _BLOCK : end][::-1].argmax())
            yield from _along(segment, first, end, mask if end - first > count else None, step)
        elif count:
            yield from _jumping(segment, np.flatnonzero(mask[first:end]) + first, step)


def _counts(mask: Mask) -> Ids:
    """How many rows each block wants; the last one may be short."""
    whole = len(mask) - len(mask) % _BLOCK
    counts = mask[:whole].view(np.uint8).reshape(-1, _BLOCK).sum(axis=1, dtype=np.int64)
    rest = [] if whole == len(mask) else [np.count_nonzero(mask[whole:])]
    return np.append(counts, rest).astype(np.int64)

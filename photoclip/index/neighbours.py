"""Which vectors lie near each other, of a whole library at once, without comparing all with all."""

import math
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

_Ids = npt.NDArray[np.int64]
_Rows = npt.NDArray[np.float16]
_SHARED = 3  # cells that each vector is put into
_TRAINED = 40  # vectors for each cell
_BLOCK = 2_048


def near(
    rows: _Rows, fresh: npt.NDArray[np.bool_], *, least: float, most: int, stop: threading.Event
) -> tuple[_Ids, _Ids, npt.NDArray[np.float32]]:
    """For each fresh vector its nearest others.

    Few fresh ones are held against everything. Many are compared within cells: each vector lies
    in the cells of its three nearest of 2 sqrt(n) centroids (spherical k-means), and only what
    shares one is compared, so that the work grows with n sqrt(n).

    Args:
        rows: float16 (n, d), unit length.
        fresh: bool (n,), whose neighbours are wanted.
        least: the lowest cosine that counts.
        most: how many neighbours of each.
        stop: set, it ends soon with what was found so far.

    Returns:
        Numbers of the fresh row and of the other (int64, aligned), and their cosines. A pair of
        fresh ones may come twice.
    """
    wanted = np.flatnonzero(fresh)
    found: list[tuple[_Ids, _Ids, npt.NDArray[np.float32]]] = []
    if len(wanted) <= 6.5 * math.sqrt(len(rows)):
        found.extend(_against_all(rows, wanted, least, most, stop))
    else:
        for members in _cells(rows, stop):
            if stop.is_set():
                break
            found.append(_within(rows, members, fresh, least, most))
    if not any(len(each[0]) for each in found):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32)
    one = np.concatenate([each[0] for each in found])
    other = np.concatenate([each[1] for each in found])
    cosines = np.concatenate([each[2] for each in found])
    return _nearest(one, other, cosines, most)


def _against_all(
    rows: _Rows, wanted: _Ids, least: float, most: int, stop: threading.Event
) -> Iterator[tuple[_Ids, _Ids, npt.NDArray[np.float32]]]:
    mine = rows[wanted].astype(np.float32)
    for start in range(0, len(rows), 8 * _BLOCK):
        if stop.is_set():
            return
        block = rows[start : start + 8 * _BLOCK].astype(np.float32)
        for first in range(0, len(wanted), _BLOCK):
            part = wanted[first : first + _BLOCK]
            scores = mine[first : first + _BLOCK] @ block.T
            own = part - start
            inside = (own >= 0) & (own < len(block))
            scores[np.flatnonzero(inside), own[inside]] = -1
            yield _best(scores, part, np.arange(start, start + len(block)), least, most)


def _best(
    scores: npt.NDArray[np.float32], mine: _Ids, others: _Ids, least: float, most: int
) -> tuple[_Ids, _Ids, npt.NDArray[np.float32]]:
    """The highest of each row that are high enough."""
    kept = min(most, scores.shape[1])
    at = np.argpartition(scores, -kept, axis=1)[:, -kept:]
    best = np.take_along_axis(scores, at, axis=1)
    row, column = np.nonzero(best >= least)
    return mine[row], others[at[row, column]], best[row, column]


def _cells(rows: _Rows, stop: threading.Event) -> Iterator[_Ids]:
    """Groups of like vectors; each vector is in some."""
    import faiss

    count = max(1, round(2 * math.sqrt(len(rows))))
    random = np.random.default_rng(0)
    sample = np.sort(random.choice(len(rows), min(len(rows), _TRAINED * count), replace=False))
    learning: Any = faiss.Kmeans(
        rows.shape[1], count, niter=4, spherical=True, seed=1, min_points_per_centroid=1
    )
    learning.train(rows[sample].astype(np.float32))
    quantizer: Any = faiss.IndexFlatIP(rows.shape[1])
    quantizer.add(learning.centroids)
    owners = np.empty((len(rows), min(_SHARED, count)), np.int32)
    for start in range(0, len(rows), 8 * _BLOCK):
        if stop.is_set():
            return
        part = slice(start, start + 8 * _BLOCK)
        owners[part] = quantizer.search(rows[part].astype(np.float32), owners.shape[1])[1]
    flat = owners.ravel()
    order = np.argsort(flat, kind="stable")
    starts = np.searchsorted(flat[order], np.arange(count + 1))
    for first, last in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        if last - first > 1:
            yield order[first:last] // owners.shape[1]


def _within(
    rows: _Rows, members: _Ids, fresh: npt.NDArray[np.bool_], least: float, most: int
) -> tuple[_Ids, _Ids, npt.NDArray[np.float32]]:
    all_here = rows[members].astype(np.float32)
    asking = np.flatnonzero(fresh[members])
    parts: list[tuple[_Ids, _Ids, npt.NDArray[np.float32]]] = []
    for start in range(0, len(asking), _BLOCK):
        part = asking[start : start + _BLOCK]
        scores = all_here[part] @ all_here.T
        scores[np.arange(len(part)), part] = -1
        parts.append(_best(scores, members[part], members, least, most))
    if not parts:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32)
    one = np.concatenate([each[0] for each in parts])
    other = np.concatenate([each[1] for each in parts])
    return one, other, np.concatenate([each[2] for each in parts])


def _nearest(
    one: _Ids, other: _Ids, cosines: npt.NDArray[np.float32], most: int
) -> tuple[_Ids, _Ids, npt.NDArray[np.float32]]:
    """Of what was found in several cells or blocks the nearest, each once."""
    order = np.lexsort((other, -cosines, one))
    one, other, cosines = one[order], other[order], cosines[order]
    again = np.concatenate([[False], (one[1:] == one[:-1]) & (other[1:] == other[:-1])])
    one, other, cosines = one[~again], other[~again], cosines[~again]
    starts = np.flatnonzero(np.concatenate([[True], one[1:] != one[:-1]]))
    rank = np.arange(len(one)) - np.repeat(starts, np.diff(np.append(starts, len(one))))
    near_enough = rank < most
    return one[near_enough], other[near_enough], cosines[near_enough]

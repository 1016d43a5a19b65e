"""Which vectors lie near each other, of a whole library at once, without comparing all with all."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.index.lists import Stopped

_Ids = npt.NDArray[np.int64]
_Rows = npt.NDArray[np.float16]
_SHARED = 3  # cells that each vector is put into
_TRAINED = 40  # vectors for each cell
_ROUNDS = 4
_FEW = 6.5  # times the root of all: so many are held against everything as quickly
_BLOCK = 1_024
_READ = 16_384


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Vectors that are read where they lie, some at a time.

    Attributes:
        here: bool (n,), which numbers have one.
        read: gives those of some numbers, float16 (m, d), unit length; zeros where there is none.
    """

    here: npt.NDArray[np.bool_]
    read: Callable[[_Ids], _Rows]


def near(
    rows: Rows,
    fresh: npt.NDArray[np.bool_],
    *,
    least: float,
    most: int,
    ended: Callable[[], bool] = bool,
) -> tuple[_Ids, _Ids, npt.NDArray[np.float32]]:
    """For each fresh vector its nearest others.

    Few fresh ones are held against everything. Many are compared within cells: each vector lies
    in the cells of its three nearest of 2 sqrt(n) centroids (spherical k-means), and only what
    shares one is compared, so that the work grows with n sqrt(n).

    Args:
        rows: all vectors.
        fresh: bool (n,), whose neighbours are wanted.
        least: the lowest cosine that counts, above 0.
        most: how many neighbours of each.
        ended: looked at now and then; True ends it.

    Returns:
        Numbers of the fresh row and of the other (int64, aligned), and their cosines. A pair of
        fresh ones may come twice.

    Raises:
        Stopped: `ended` said so.
    """
    wanted = np.flatnonzero(fresh & rows.here)
    found: list[tuple[_Ids, _Ids, npt.NDArray[np.float32]]] = []
    if len(wanted) <= _FEW * math.sqrt(len(fresh)):
        found.extend(_against_all(rows, wanted, least, most, ended))
    else:
        for members in _cells(rows, ended):
            _go_on(ended)
            found.append(_within(rows, members, fresh, least, most))
    if not any(len(each[0]) for each in found):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32)
    one = np.concatenate([each[0] for each in found])
    other = np.concatenate([each[1] for each in found])
    cosines = np.concatenate([each[2] for each in found])
    return _nearest(one, other, cosines, most)


def _go_on(ended: Callable[[], bool]) -> None:
    if ended():
        raise Stopped


def _against_all(
    rows: Rows, wanted: _Ids, least: float, most: int, ended: Callable[[], bool]
) -> Iterator[tuple[_Ids, _Ids, npt.NDArray[np.float32]]]:
    if not len(wanted):
        return
    mine, all_here = rows.read(wanted).astype(np.float32), np.flatnonzero(rows.here)
    for start in range(0, len(all_here), _READ):
        others = all_here[start : start + _READ]
        block = rows.read(others).astype(np.float32)
        for first in range(0, len(wanted), _BLOCK):
            _go_on(ended)
            part = wanted[first : first + _BLOCK]
            scores = mine[first : first + _BLOCK] @ block.T
            own = np.minimum(np.searchsorted(others, part), len(others) - 1)
            inside = others[own] == part
            scores[np.flatnonzero(inside), own[inside]] = -1
            yield _best(scores, part, others, least, most)


def _best(
    scores: npt.NDArray[np.float32], mine: _Ids, others: _Ids, least: float, most: int
) -> tuple[_Ids, _Ids, npt.NDArray[np.float32]]:
    """The highest of each row that are high enough."""
    kept = min(most, scores.shape[1])
    at = np.argpartition(scores, -kept, axis=1)[:, -kept:]
    best = np.take_along_axis(scores, at, axis=1)
    row, column = np.nonzero(best >= least)
    return mine[row], others[at[row, column]], best[row, column]


def _cells(rows: Rows, ended: Callable[[], bool]) -> Iterator[_Ids]:
    """Groups of like vectors, by their numbers; each vector is in some."""
    import faiss

    here = np.flatnonzero(rows.here)
    centroids = _centroids(rows, here, ended)
    quantizer: Any = faiss.IndexFlatIP(centroids.shape[1])
    quantizer.add(centroids)
    owners = np.empty((len(here), min(_SHARED, len(centroids))), np.int32)
    for start in range(0, len(here), _READ):
        _go_on(ended)
        part = slice(start, start + _READ)
        vectors = rows.read(here[part]).astype(np.float32)
        owners[part] = quantizer.search(vectors, owners.shape[1])[1]
    flat = owners.ravel()
    order = np.argsort(flat, kind="stable")
    starts = np.searchsorted(flat[order], np.arange(len(centroids) + 1))
    for first, last in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        if last - first > 1:
            yield here[order[first:last] // owners.shape[1]]


def _centroids(rows: Rows, here: _Ids, ended: Callable[[], bool]) -> npt.NDArray[np.float32]:
    import faiss

    count = max(1, round(2 * math.sqrt(len(here))))
    random = np.random.default_rng(0)
    sample = np.sort(random.choice(len(here), min(len(here), _TRAINED * count), replace=False))
    vectors, found = rows.read(here[sample]).astype(np.float32), None
    for _ in range(_ROUNDS):
        _go_on(ended)
        learning: Any = faiss.Kmeans(
            vectors.shape[1], count, niter=1, spherical=True, seed=1, min_points_per_centroid=1
        )
        learning.train(vectors, init_centroids=found)
        found = learning.centroids
    return np.asarray(found, np.float32)


def _within(
    rows: Rows, members: _Ids, fresh: npt.NDArray[np.bool_], least: float, most: int
) -> tuple[_Ids, _Ids, npt.NDArray[np.float32]]:
    asking = np.flatnonzero(fresh[members])
    parts: list[tuple[_Ids, _Ids, npt.NDArray[np.float32]]] = []
    if len(asking):
        all_here = rows.read(members).astype(np.float32)
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

"""Lists of like vectors, for libraries too large to read whole for each question."""

import math
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.index.scanner import Scanners
from photoclip.index.scanning import best_of
from photoclip.index.segment import Ids, Lists, Segment

RECALL = 0.995
"""Share of the exact best that is to be found for the library's own vectors; what is wanted of
any question is 0.99."""

_Centroids = npt.NDArray[np.float32]
_Rows = npt.NDArray[np.float16]
_ROUNDS = 10
_TRAINED = 64  # vectors for each list that its centroid is learned from
_BLOCK = 16_384
_QUERIES = 48  # of each kind
_DEPTHS = (100, 1_000, 10_000)
_MOST = 0.5  # share of the lists; where more are needed, reading everything is as quick
_LEAST = 1 / 16  # share of the lists that is always looked at, for what is like nothing here
_AGAIN = 2  # lists are learned anew when a library has grown so many times


class Stopped(Exception):  # noqa: N818 - not an error
    """There is no time for it now."""


def number_for(count: int) -> int:
    """How many lists: a fourth of what each has rows.

    More make reading shorter than it need be, and sorting all vectors into them longer.
    """
    return max(1, round(math.sqrt(count) / 2))


def still_fit(lists: Lists | None, count: int) -> bool:
    """Whether lists that were learned earlier do for so many rows."""
    return lists is not None and count <= _AGAIN * lists.trained_on


def learn(rows: Callable[[Ids], _Rows], count: int, stop: threading.Event) -> _Centroids:
    """Centroids, float32 (lists, d), by spherical k-means (Dhillon and Modha 2001).

    Args:
        rows: gives vectors by their numbers below `count`, which rise.
        count: how many vectors there are.
        stop: set, it raises `Stopped` within seconds.
    """
    import faiss

    lists = number_for(count)
    random = np.random.default_rng(0)
    sample = np.sort(random.choice(count, min(count, _TRAINED * lists), replace=False))
    vectors = rows(sample).astype(np.float32)
    centroids = None
    for _ in range(_ROUNDS):
        if stop.is_set():
            raise Stopped
        learning: Any = faiss.Kmeans(
            vectors.shape[1], lists, niter=1, spherical=True, seed=1, min_points_per_centroid=1
        )
        learning.train(vectors, init_centroids=centroids)
        centroids = learning.centroids
    return np.asarray(centroids, np.float32)


def assigned(
    centroids: _Centroids, rows: Callable[[Ids], _Rows], wanted: Ids, stop: threading.Event
) -> npt.NDArray[np.int32]:
    """The list of each wanted vector: that of the centroid with the highest inner product."""
    import faiss

    quantizer: Any = faiss.IndexFlatIP(centroids.shape[1])
    quantizer.add(centroids)
    found = np.empty(len(wanted), np.int32)
    for start in range(0, len(wanted), _BLOCK):
        if stop.is_set():
            raise Stopped
        part = slice(start, start + _BLOCK)
        found[part] = quantizer.search(rows(wanted[part]).astype(np.float32), 1)[1][:, 0]
    return found


def probing(segment: Segment, stop: threading.Event) -> Segment:
    """Find out how many lists hold the best of a segment, by asking it exactly.

    Asked with some of its own vectors, with the mean of two of them, which like words for more
    than one thing lies between, and with what sets one apart from all, half hidden in noise, as
    words lie far from all pictures (Liang et al. 2022, "Mind the Gap").
    """
    lists = segment.lists
    if lists is None:
        return segment
    random = np.random.default_rng(1)
    chosen = random.choice(len(segment.ids), 3 * min(_QUERIES, len(segment.ids) // 3))
    own, one, other = np.split(segment.codes[np.sort(chosen)].astype(np.float32), 3)
    noise = random.standard_normal(own.shape, dtype=np.float32)
    apart = _units(own - own.mean(axis=0)) + _units(noise)
    plain = replace(segment, lists=None)
    scanners = Scanners(segment.codes.shape[1])
    deepest = min(_DEPTHS[-1], len(segment.ids))
    needed = [
        [_ranks(scanners, plain, lists, query, deepest, stop) for query in queries]
        for queries in (own, one + random.permutation(other), apart)
    ]
    probes: list[tuple[int, int]] = []
    for depth in _DEPTHS:
        ranks = [np.concatenate([each[:depth] for each in kind]) for kind in needed]
        count = 1 + max(int(np.quantile(each, RECALL, method="higher")) for each in ranks)
        count = max(count, round(_LEAST * len(lists.centroids)))
        if count > _MOST * len(lists.centroids):
            break
        probes.append((depth, count))
    return replace(segment, lists=replace(lists, probes=tuple(probes)))


def _ranks(
    scanners: Scanners,
    plain: Segment,
    lists: Lists,
    query: npt.NDArray[np.float32],
    depth: int,
    stop: threading.Event,
) -> Ids:
    """For each of the exact best how many lists are nearer to the query than its own."""
    if stop.is_set():
        raise Stopped
    query = _units(query)
    _, ids = best_of(scanners, query, depth, [plain], None, exact=True)
    owners = np.searchsorted(lists.starts, plain.rows_of(ids), side="right") - 1
    rank = np.empty(len(lists.centroids), np.int64)
    rank[np.argsort(-(lists.centroids @ query))] = np.arange(len(rank))
    return rank[owners]


def _units(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)

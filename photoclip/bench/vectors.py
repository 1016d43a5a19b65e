"""Search among made-up vectors, beside the time to read them once."""

import os
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.bench.clusters import clustered
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes, growth
from photoclip.index.vectors import IndexHeader, VectorIndex

_DIMENSION = 512
_LARGE = 1_000_000  # from here on each size is a step of its own
_K = 100
_DEEP = 2_048  # what a question looks at where photos have several vectors
_TIMES = 15
_QUERIES = 10
_READY = 500.0  # ms
_READ_ALONG = "limit: reading the vectors once, with all cores"

_Vector = npt.NDArray[np.float32]
_Ids = npt.NDArray[np.int64]


def rows(sizes: Sizes, scratch: Path, on_stage: OnStage) -> list[Row]:
    """Questions among all vectors and among some, at growing sizes."""
    counts = set(growth(min(sizes.vectors, _LARGE))) | {sizes.vectors}
    found: list[Row] = []
    for count in sorted(counts):
        folder = scratch / f"index {count}"
        try:
            found += _of_size(count, folder, on_stage)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return found


def _of_size(count: int, folder: Path, on_stage: OnStage) -> list[Row]:
    on_stage(f"Putting {count:,} vectors into an index…")
    making = _make(count, folder)
    on_stage(f"Searching {count:,} vectors…")
    started = time.perf_counter()
    loaded = VectorIndex.load(folder)
    if loaded is None:
        raise AssertionError(f"the index in {folder} was saved and is not there")
    opening = (time.perf_counter() - started) * 1000
    queries = next(iter(clustered(_QUERIES, _DIMENSION, seed=1)))[1].astype(np.float32)
    return [
        Row("P12", "vectors put in and saved", count / making, "vectors/s", size=count),
        Row(
            "P5",
            "index opened",
            opening,
            "ms",
            _READY,
            higher_is_better=False,
            note="mapped, not read",
            size=count,
        ),
        *_searched(loaded[0], queries[0]),
        *_recalled(loaded[0], queries),
    ]


def _make(count: int, folder: Path) -> float:
    """Write an index of made-up vectors; how long that took without making them up, s."""
    index, taken = VectorIndex.create(_DIMENSION, folder), 0.0
    for start, block in clustered(count, _DIMENSION, seed=0):
        ids = np.arange(start, start + len(block), dtype=np.int64)
        taken += _timed(lambda ids=ids, block=block: index.add(ids, block))
    header = IndexHeader("made up", _DIMENSION, count, 1)
    return taken + _timed(lambda: (index.save(folder, header), index.merge()))


def _searched(index: VectorIndex, query: _Vector) -> list[Row]:
    """One question, by how much of the index it is asked of."""
    count = len(index)
    rng = np.random.default_rng(0)

    def some(share: float) -> _Ids:
        chosen = rng.choice(count, max(1, int(count * share)), replace=False)
        return np.sort(chosen).astype(np.int64)

    tenth, most, every = some(0.1), some(0.9), index.ids()
    together = np.arange(count // 3, count // 3 + max(1, count // 10), dtype=np.int64)
    reading, whole, deep, far, near, nearly, named = _in_turns(
        (
            lambda: _read(index),
            lambda: index.search(query, _K),
            lambda: index.search(query, _DEEP),
            lambda: index.search(query, _K, tenth),
            lambda: index.search(query, _K, together),
            lambda: index.search(query, _K, most),
            lambda: index.search(query, _K, every),
        )
    )
    unfiltered = "limit: among all"
    slower = "limit: among all and 10 ms"
    asked = (
        ("vector search", whole, reading, 1.2, _READ_ALONG),
        (f"the best {_DEEP:,}", deep, reading, 1.2, _READ_ALONG),
        ("among a random tenth", far, whole, 0.9, unfiltered),
        ("among a tenth that lies together", near, whole, 0.25, unfiltered),
        ("among nine tenths", nearly, whole + 10, 1.0, slower),
        ("among all by their ids", named, whole + 10, 1.0, slower),
    )
    if count < _LARGE:  # for the curve only: what a call takes is more than what it reads
        return [Row("P12", what, ms, "ms", None, False, size=count) for what, ms, *_ in asked]
    return [
        Row("P5", what, ms, "ms", limit, False, note, target=target, size=count)
        for what, ms, limit, target, note in asked
    ]


def _recalled(index: VectorIndex, queries: _Vector) -> list[Row]:
    """The share of the exact best that is found."""
    count = len(index)
    shares: list[float] = []
    for query in queries:
        best = _exactly(index, query)
        shares.append(len(np.intersect1d(index.search(query, _K)[1], best)) / max(1, len(best)))
    note = "limit: the exact best 100"
    return [
        Row("P5", "recall", sum(shares) / len(shares), "", 1.0, note=note, target=0.99, size=count)
    ]


def _exactly(index: VectorIndex, query: _Vector) -> _Ids:
    """The ids of the highest products, by numpy."""
    ids, scores = np.empty(0, np.int64), np.empty(0, np.float32)
    for block, rows_ in index.blocks():
        ids = np.concatenate([ids, block])
        scores = np.concatenate([scores, rows_.astype(np.float32) @ query])
        order = np.lexsort((ids, -scores))[:_K]
        ids, scores = ids[order], scores[order]
    return ids


def _read(index: VectorIndex) -> None:
    """Read all vectors once, as fast as numpy does."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        blocks = (codes.view(np.uint64) for _, codes in index.blocks())
        list(pool.map(np.max, blocks))


def _in_turns(works: tuple[Callable[[], object], ...]) -> list[float]:
    """The shortest run of each, ms; one after the other, so that all are disturbed alike."""
    shortest = [float("inf")] * len(works)
    for _ in range(_TIMES):
        for place, work in enumerate(works):
            shortest[place] = min(shortest[place], _timed(work) * 1000)
    return shortest


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started

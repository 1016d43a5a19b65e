"""A label list applied to whole libraries from stored vectors: found, compared, written."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from photoclip.bench import made_up
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes, growth
from photoclip.library.library import Library
from photoclip.records import LabelList

T = TypeVar("T")

_COLOURS = ("red", "blue", "green", "white", "black", "old", "small", "wooden", "wet", "broken")
_THINGS = ("door", "lamp", "chair", "basket", "fence", "kite", "bottle", "ladder", "tent", "cart")
_LABELS = tuple(f"{colour} {thing}" for colour in _COLOURS for thing in _THINGS)
_SAMPLE = 2_000  # photos whose probabilities settle the threshold
_LIMIT, _SMALL_LIMIT, _SMALL = 5.0, 2.0, 200_000  # s, s, photos up to which that holds
_WRITTEN = 100_000  # photos of the largest library in which a run is written too


def rows(sizes: Sizes, scratch: Path, on_stage: OnStage) -> list[Row]:
    """A hundred labels, of which every second photo gets one, in libraries of growing size."""
    return [row for count in growth(sizes.library) for row in _tagged(count, scratch, on_stage)]


def _tagged(count: int, scratch: Path, on_stage: OnStage) -> list[Row]:
    on_stage(f"Making up {count:,} photos…")
    folder = made_up.library(scratch, count)
    on_stage(f"Tagging {count:,} photos…")
    with Library.open(folder) as library:
        library.warm_up()
        texts, labels = _timed(lambda: _labels(library))
        tagging = library.tagging
        found, proposal = _timed(lambda: tagging.propose(labels))
        compared, _ = _timed(lambda: tagging.diff(proposal))
        said = _row("P11", "tags of 100 labels found and compared", found + compared, count)
        measured = [said, _row("", "texts of 100 labels embedded, once", texts, count)]
        if count <= _WRITTEN and len(proposal.photo_ids):
            wrote, applied = _timed(lambda: tagging.apply(proposal))
            took_back, _ = _timed(lambda: tagging.undo(applied.run or 0))
            tags = len(proposal.photo_ids)
            measured += [
                Row("", "tags written in steps", tags / wrote, "tags/s", size=count),
                Row("", "tags taken back in steps", tags / took_back, "tags/s", size=count),
            ]
    return measured


def _labels(library: Library) -> LabelList:
    """A list with a threshold that half of the photos reach."""
    labels = LabelList("bench", _LABELS, exclusive=True)
    sample = library.tagging.scores(labels, np.arange(1, _SAMPLE + 1))
    middle = float(np.median(sample.chances.max(axis=1)))
    return LabelList("bench", _LABELS, exclusive=True, thresholds=dict.fromkeys(_LABELS, middle))


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _row(number: str, what: str, seconds: float, count: int) -> Row:
    limit = (_SMALL_LIMIT if count <= _SMALL else _LIMIT) if number else None
    note = "from stored vectors; writing is counted apart" if number else ""
    return Row(number, what, seconds, "s", limit, False, note=note, size=count)

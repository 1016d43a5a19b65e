"""Copies in libraries of growing size: what a background look costs, and stacks in the grid."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from photoclip.bench import made_up
from photoclip.bench.clock import taken
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes, growth
from photoclip.catalog import copies as stored
from photoclip.catalog.copies import Compared, Tier
from photoclip.catalog.edits import Plan
from photoclip.catalog.store import Catalog
from photoclip.library.library import Library

_LIMIT = 200.0  # ms
_TIMES = 3
_FRESH = 100  # photos that came
_STACKED = 5  # one photo in so many has copies behind it
_BEHIND = 2  # so many each


def rows(sizes: Sizes, scratch: Path, on_stage: OnStage) -> list[Row]:
    """The candidates of all photos and of a few new ones; groups and stacks."""
    counts = growth(sizes.compared)[1:]
    return [row for count in counts for row in _measured(count, scratch, on_stage)]


def _measured(count: int, scratch: Path, on_stage: OnStage) -> list[Row]:
    on_stage(f"Making up {count:,} photos…")
    folder = made_up.library(scratch, count)
    on_stage(f"Looking for copies among {count:,} photos…")
    with Library.open(folder) as library:
        every = _until_one_is_compared(library)
    _note(folder, slice(None, -_FRESH))
    with Library.open(folder) as library:
        few = _until_one_is_compared(library)
    _note(folder, slice(-_FRESH, None))
    with Library.open(folder) as library:
        nothing = _seconds(lambda: library.copies.look(0.0))
        ids = library.showing.browse()
        stacked = sorted(taken(lambda: library.copies.stacks(ids), _TIMES))[_TIMES // 2]
        grouped = sorted(taken(library.copies.groups, _TIMES))[_TIMES // 2]
    kept = f"every {_STACKED}th photo with {_BEHIND} behind it"
    plain = partial(_row, count)
    return [
        plain("candidates of all photos", every, "s", "once; looking at them is 10 ms a photo"),
        plain(f"candidates of {_FRESH} new photos", few, "s", "in the background, after indexing"),
        plain("nothing to compare", nothing * 1000, "ms", "looked once after each run"),
        plain("stacks of the whole list", stacked * 1000, "ms", kept, limit=_LIMIT),
        plain("groups for the page", grouped * 1000, "ms", kept),
    ]


def _until_one_is_compared(library: Library) -> float:
    """Seconds until all candidates are there; made-up photos have no pictures to look at."""
    return _seconds(lambda: _first(library))


def _first(library: Library) -> None:
    while True:
        done, left = library.copies.look(0.0)
        if done or not left:
            return


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _note(folder: Path, some: slice) -> None:
    """Say that some photos, in the order of their ids, were compared and what belongs together."""
    with Catalog.open(folder / "catalog.sqlite") as catalog:
        its = catalog.copies(stored.pictures)
        ids, stamps = its.ids[some], its.stamps[some]
        done = Compared(ids, stamps, np.ones(len(ids), np.bool_))
        found = [
            (int(ids[place]), int(ids[place + behind]), Tier.EDITED, 1.0)
            for place in range(0, len(ids) - _BEHIND, _STACKED)
            for behind in range(1, _BEHIND + 1)
        ]
        with catalog.transaction() as transaction:
            transaction.edit(Plan((), partial(stored.note, done=done, found=found)))


def _row(
    count: int, what: str, achieved: float, unit: str, note: str, *, limit: float | None = None
) -> Row:
    return Row("", what, achieved, unit, limit, higher_is_better=False, note=note, size=count)

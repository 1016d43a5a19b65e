"""From typed words to photos, in libraries of growing size."""

import time
from collections.abc import Sequence
from pathlib import Path

from photoclip.bench import made_up
from photoclip.bench.clock import p95
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes, growth
from photoclip.library.library import Library
from photoclip.query import parse

_SHOWN = 1000  # hits that the window fetches of an answer
_TIMES = 20
_LIMIT = 120.0  # ms
_WORDS = ("a red car in the snow", "two dogs", "sunset at the beach", "a birthday cake")
_FILTERED = ("year:2012 a lake", "camera:canon a church", "tag:sea boats", "rating:3 a garden")
_WITHOUT = ("a street -people", "mountains -snow", "a table -food", "a harbour -boats")


def rows(sizes: Sizes, scratch: Path, on_stage: OnStage) -> list[Row]:
    """The first question, and following ones that nobody asked before."""
    return [row for count in growth(sizes.library) for row in _asked(count, scratch, on_stage)]


def _asked(count: int, scratch: Path, on_stage: OnStage) -> list[Row]:
    on_stage(f"Making up {count:,} photos…")
    folder = made_up.library(scratch, count)
    on_stage(f"Asking {count:,} photos…")
    with Library.open(folder) as library:
        started = time.perf_counter()
        library.search(parse("a red sailboat"), limit=_SHOWN)
        first = (time.perf_counter() - started) * 1000
        library.warm_up()
        rows = [Row("", "first question", first, "ms", higher_is_better=False, size=count)]
        for what, words in (
            ("typed words to ids", _WORDS),
            ("words and a filter to ids", _FILTERED),
            ("words without others to ids", _WITHOUT),
        ):
            rows.append(_row(what, _milliseconds(library, words), count))
    return rows


def _milliseconds(library: Library, words: Sequence[str]) -> float:
    """How long a question takes whose words are new to the library, p95."""
    taken: list[float] = []
    for number in range(_TIMES):
        query = parse(f"{words[number % len(words)]} number {number}")
        started = time.perf_counter()
        library.search(query, limit=_SHOWN)
        taken.append(time.perf_counter() - started)
    return p95(taken) * 1000


def _row(what: str, milliseconds: float, count: int) -> Row:
    note = f"p95 of {_TIMES} new questions, text tower warm, the first {_SHOWN:,} photos"
    return Row("P6", what, milliseconds, "ms", _LIMIT, False, note=note, size=count)

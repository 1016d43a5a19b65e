"""What the window asks of the catalog, in libraries of growing size."""

import time
from collections.abc import Callable
from pathlib import Path

from photoclip.bench import made_up
from photoclip.bench.clock import taken
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes, growth
from photoclip.library.library import Library
from photoclip.query import parse

Look = Callable[[], object]

_LIMIT = 200.0  # ms
_TIMES = 3
_VALUES = ("tag", "camera", "lens", "type", "album", "rating", "flag", "orientation", "has", "is")
_ORDERS = ("newest", "oldest", "added", "name", "folder", "rating")
_SECTIONS = ("day", "month", "year")
_FILTERS = (
    "before:2010",
    "after:2018",
    "on:2012-05",
    "year:2010..2012",
    "camera:canon",
    "lens:50",
    "type:jpg",
    "orientation:portrait",
    "size:>20mp",
    "near:48.1,11.5,50km",
    "folder:Backup",
    "tag:sea",
    'album:"Best of 2009"',
    "rating:>=3",
    "flag:picked",
    "is:untagged",
    "is:duplicate",
    "has:gps",
    "has:title",
    "failed:any",
)


def rows(sizes: Sizes, scratch: Path, on_stage: OnStage) -> list[Row]:
    """Each look that the window waits for: the slowest of its kind."""
    return [row for count in growth(sizes.library) for row in _looked(count, scratch, on_stage)]


def _looked(count: int, scratch: Path, on_stage: OnStage) -> list[Row]:
    on_stage(f"Making up {count:,} photos…")
    folder = made_up.library(scratch, count)
    on_stage(f"Looking through {count:,} photos…")
    started = time.perf_counter()
    with Library.open(folder) as library:
        _slowest(_looks(library), 1)
    anew = (time.perf_counter() - started) * 1000
    started = time.perf_counter()
    with Library.open(folder) as library:
        opened = (time.perf_counter() - started) * 1000
        looks = _looks(library)
        first, again = _slowest(looks, 1), _slowest(looks, _TIMES)
    return [
        Row(
            "",
            "all looks, nothing kept of earlier ones",
            anew,
            "ms",
            higher_is_better=False,
            note="after an upgrade or a crash; what all photos have is read once",
            size=count,
        ),
        _row("open", opened, count, ""),
        *(_row(f"{what}, at first", first[what][0], count, first[what][1]) for what in first),
        *(_row(what, again[what][0], count, again[what][1]) for what in again),
    ]


def _slowest(looks: dict[str, dict[str, Look]], times: int) -> dict[str, tuple[float, str]]:
    """Of each kind of look the slowest one's median, ms, and its name."""
    found: dict[str, tuple[float, str]] = {}
    for what, some in looks.items():
        medians = {name: sorted(taken(look, times))[times // 2] for name, look in some.items()}
        name = max(medians, key=lambda each: medians[each])
        found[what] = (medians[name] * 1000, f"the slowest of {len(some)}: {name}")
    return found


def _looks(library: Library) -> dict[str, dict[str, Look]]:
    """What is looked at, by its kind and then by name."""
    showing = library.showing
    return {
        "counts": {"photos and files": showing.counts},
        "folder tree": {"all folders with counts": showing.folders},
        "date scroller": {
            "months with counts": showing.dates,
            **{by: lambda by=by: showing.sections(showing.browse(), by) for by in _SECTIONS},
        },
        "order": {order: lambda order=order: showing.browse((), order) for order in _ORDERS},
        "values of a filter": {name: lambda name=name: showing.values(name) for name in _VALUES},
        "filter": {
            text: lambda text=text: showing.browse(parse(text).filters) for text in _FILTERS
        },
    }


def _row(what: str, milliseconds: float, count: int, note: str) -> Row:
    return Row("P12", what, milliseconds, "ms", _LIMIT, False, note=note, size=count)

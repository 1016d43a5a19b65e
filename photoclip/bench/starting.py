"""From the start of the program to a window with photos, each time in a process of its own."""

import os
import statistics
import sys
import time
from pathlib import Path

from photoclip.bench import made_up
from photoclip.bench.children import Answer, answer_of
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes

_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
_TIMES = 3
_LIMIT = 1.5  # s
_IDLE_SECONDS = 6.0  # until the text tower is warm
_THUMBNAILS = 2_000
_SMALL = 5_000  # photos; fewer are opened for the sake of a test


def rows(sizes: Sizes, scratch: Path, on_stage: OnStage, platform: str) -> list[Row]:
    """Start several times, with modules compiled and files in the cache, as on any later day.

    Args:
        sizes: how many photos the library has.
        scratch: where it is made.
        on_stage: told what is being done.
        platform: Qt's, "" for the screen that is there.
    """
    count = sizes.usable_photos
    on_stage(f"Making up {count:,} photos…")
    folder = made_up.library(scratch, count, thumbnails=min(count, _THUMBNAILS))
    on_stage(f"Starting with {count:,} photos…")
    environment = {name: each for name, each in os.environ.items() if name != _UNCOMPILED}
    environment |= {"PYTHONPYCACHEPREFIX": str(scratch / "compiled"), "PYTHONUTF8": "1"}
    if platform:
        environment["QT_QPA_PLATFORM"] = platform
    large = count >= _SMALL
    if large:
        _start(folder, count, environment, 0.0)  # compiles the modules, as an installation does
    times = _TIMES if large else 1
    starts = [_start(folder, count, environment, 0.0).said for _ in range(times)]
    usable = statistics.median(float(each["usable"]) for each in starts)
    shown = statistics.median(float(each["shown"]) for each in starts)
    loaded = sorted({name for each in starts for name in each["loaded"]})
    note = f"median of {times} starts; loaded by then: {', '.join(loaded) or 'no model library'}"
    idle = _start(folder, count, environment, _IDLE_SECONDS if large else 0.0).said
    return [
        Row(
            "P7",
            "start of the program to a window with photos",
            usable,
            "s",
            _LIMIT,
            False,
            note,
            size=count,
        ),
        Row("", "start of the program to a window", shown, "s", None, False, size=count),
        Row(
            "",
            "memory when first usable",
            float(starts[-1]["memory_mb"]),
            "MB",
            None,
            False,
            size=count,
        ),
        Row(
            "",
            "memory of an idle window, text tower warm",
            float(idle["memory_mb"]),
            "MB",
            None,
            False,
            size=count,
        ),
    ]


def _start(folder: Path, photos: int, environment: dict[str, str], seconds: float) -> Answer:
    words = [sys.executable, "-m", "photoclip.bench.opening", str(folder), str(photos)]
    return answer_of([*words, repr(time.time()), str(seconds)], environment)

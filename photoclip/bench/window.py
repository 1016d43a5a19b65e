"""How fluent the window stays with a large library while photos are being added to it."""

import os
import sys
from pathlib import Path

import numpy as np

from photoclip import app
from photoclip.bench import starting
from photoclip.bench.children import answer_of
from photoclip.bench.made_up import make_up
from photoclip.bench.pictures import camera_files, small_files
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes
from photoclip.library.library import Library

_PHASE_SECONDS, _SHORT_SECONDS = 6.0, 1.0
_SMALL = 5_000  # photos; fewer are shown for the sake of a test
_TICK_LIMIT, _EDIT_LIMIT, _OPEN_LIMIT = 50.0, 100.0, 1500.0  # ms


def rows(sizes: Sizes, scratch: Path, on_stage: OnStage) -> list[Row]:
    """Open the window on many made-up photos, and use it while others come in."""
    if not sizes.window_photos:
        return []
    if app.why_no_window():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # drawn where nobody sees it
    if why := app.why_no_window():
        on_stage(f"The window was not measured: {why}")
        return []
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    started = starting.rows(sizes, scratch, on_stage, platform)
    folder, photos = scratch / "window", sizes.window_photos
    on_stage(f"Making up {photos:,} photos…")
    make_up(folder, photos, thumbnails=photos)
    on_stage("Photographing pictures…")
    with Library.open(folder) as library:
        library.roots.add(camera_files(scratch, sizes.camera_files))
        library.roots.add(small_files(scratch, sizes.small_files))
    on_stage("Using the window…")
    return [*started, *_used(folder, photos)]


def _used(folder: Path, photos: int) -> list[Row]:
    """The figures of a window that is opened, scrolled, filtered and asked."""
    seconds = _PHASE_SECONDS if photos > _SMALL else _SHORT_SECONDS
    words = [sys.executable, "-m", "photoclip.bench.using", str(folder), str(photos), str(seconds)]
    said = answer_of(words, os.environ).said
    return [
        Row(
            "P7",
            "window shows its photos",
            float(said["opened"]),
            "ms",
            _OPEN_LIMIT,
            False,
            size=photos,
        ),
        *(
            Row(
                "P8",
                f"window tick while {name}, p99",
                float(np.percentile(gaps, 99)),
                "ms",
                _TICK_LIMIT,
                higher_is_better=False,
                size=photos,
            )
            for name, gaps in said["held_up"].items()
        ),
        *(
            Row(
                "P8",
                f"{what}, p99 until it is kept",
                float(np.percentile(taken, 99)),
                "ms",
                _EDIT_LIMIT,
                higher_is_better=False,
                note="while photos are added",
                size=photos,
            )
            for what, taken in said["edits"].items()
        ),
    ]

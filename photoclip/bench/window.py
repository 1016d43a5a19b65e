"""How fluent the window stays with a large library while photos are being added to it."""

import os
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from photoclip import app
from photoclip.bench import starting
from photoclip.bench.made_up import make_up
from photoclip.bench.pictures import camera_files, small_files
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes
from photoclip.library.library import Library

_TICK = 4  # ms between two ticks of an idle window
_PHASE_SECONDS, _SHORT_SECONDS = 6.0, 1.0
_SMALL = 5_000  # photos; fewer are shown for the sake of a test
_TICK_LIMIT, _EDIT_LIMIT, _OPEN_LIMIT = 50.0, 100.0, 1500.0  # ms
_EDIT_PAUSE = 0.1  # s between two edits
_MANY = 1_000  # photos edited at once


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


class _Edits:
    """A person who rates and tags, one photo and many, all the time; ms until each is kept."""

    def __init__(self, library: Library, photos: int) -> None:
        self.taken: dict[str, list[float]] = {}
        self._library, self._photos = library, photos
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._work, name="edits", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """No more edits; those under way are waited for."""
        self._end.set()
        self._thread.join()

    def _work(self) -> None:
        organising, rng = self._library.organising, np.random.default_rng(1)
        many = min(_MANY, self._photos)
        count = 0
        while not self._end.wait(_EDIT_PAUSE):
            some = (1 + rng.permutation(self._photos)[:many]).tolist()
            for what, ids in (("one photo", some[:1]), (f"{many:,} photos", some)):
                count += 1
                self._time(f"rate {what}", partial(organising.rate, ids, 1 + count % 5))
                self._time(f"tag {what}", partial(organising.tag, ids, f"day {count}"))

    def _time(self, what: str, edit: Callable[[], object]) -> None:
        started = time.perf_counter()
        edit()
        self.taken.setdefault(what, []).append((time.perf_counter() - started) * 1000)


class _Ticks:
    """The time between two turns of the window's event loop, in ms."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def take(self) -> list[float]:
        """The gaps since the last call; what comes now is counted from now on."""
        gaps, self.gaps = self.gaps, []
        self._last = time.perf_counter()
        return gaps

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


class _Hand:
    """Uses one window and keeps how long its event loop was held up."""

    def __init__(self, folder: Path, seconds: float) -> None:
        from PySide6.QtWidgets import QAbstractItemView, QLineEdit

        from photoclip.app import Desktop, make_application

        self._seconds = seconds
        self.desktop = Desktop(make_application(), folder)
        grid = self.desktop.window.findChild(QAbstractItemView, "photoGrid")
        field = self.desktop.window.findChild(QLineEdit, "searchField")
        assert grid is not None
        assert field is not None
        self._grid, self._field = grid, field
        self._ticks: _Ticks | None = None
        self._rng = np.random.default_rng(0)
        self.held_up: dict[str, list[float]] = {}

    def open(self, photos: int) -> float:
        """Show the window; ms until its photos are there."""
        started = time.perf_counter()
        self.desktop.start()
        while not (self._grid.model() and self._grid.model().rowCount() >= photos):
            self._wait(20)
        opened = (time.perf_counter() - started) * 1000
        self._ticks = _Ticks()
        return opened

    def edit(self, photos: int) -> dict[str, list[float]]:
        """Edit photos as the window does it, away from its thread; ms until they are kept."""
        assert self.desktop.library is not None
        edits = _Edits(self.desktop.library, photos)
        self._phase("editing", lambda _: None, 100)
        edits.stop()
        return edits.taken

    def choose(self) -> None:
        """Choose all photos, and none, again and again."""
        views = (self._grid.selectAll, self._grid.clearSelection)
        self._phase("choosing all photos", lambda count: views[count % 2](), 400)

    def scroll(self) -> None:
        """Roll slowly, then jump about."""
        bar = self._grid.verticalScrollBar()
        self._phase("scrolling", lambda _: bar.setValue(bar.value() + 180), 16)
        self._phase(
            "jumping",
            lambda _: bar.setValue(int(self._rng.integers(0, bar.maximum() + 1))),
            120,
        )

    def ask(self) -> None:
        """Filter, then search."""
        filters = ("folder:2008 ", "camera:canon ", "before:2010 ", "after:2012 ")
        words = ("a red car", "sunset at the beach", "two dogs", "snow")
        self._phase("filtering", lambda count: self._type(filters[count % len(filters)]), 900)
        self._phase("searching", lambda count: self._type(words[count % len(words)]), 900)

    def _type(self, text: str) -> None:
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtWidgets import QApplication, QToolButton

        clear = self.desktop.window.findChild(QToolButton, "clearSearch")
        if clear is not None and clear.isVisible():
            clear.click()
        for letter in text:  # not with QtTest, which an installed program does not bring
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._field, key)

    def _phase(self, name: str, step: Callable[[int], None], pause: int) -> None:
        assert self._ticks is not None
        self._ticks.take()
        ends, count = time.perf_counter() + self._seconds, 0
        while time.perf_counter() < ends:
            step(count)
            self._wait(pause)
            count += 1
        self.held_up[name] = self._ticks.take()

    def _wait(self, milliseconds: int) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def _used(folder: Path, photos: int) -> list[Row]:
    """The figures of a window that is opened, scrolled, filtered and asked."""
    hand = _Hand(folder, _PHASE_SECONDS if photos > _SMALL else _SHORT_SECONDS)
    try:
        opened = hand.open(photos)
        hand.scroll()
        edits = hand.edit(photos)
        hand.choose()
        hand.ask()
    finally:
        hand.desktop.close(seconds=30)
    return [
        Row("P7", "window shows its photos", opened, "ms", _OPEN_LIMIT, False, size=photos),
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
            for name, gaps in hand.held_up.items()
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
            for what, taken in edits.items()
        ),
    ]

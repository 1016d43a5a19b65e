"""Uses the window of a library as a person does, in a process of its own, while photos come in.

    python -m photoclip.bench.using LIBRARY PHOTOS SECONDS

PHOTOS is how many the grid must show before anything is done, SECONDS how long each thing is done.
Prints one JSON object: how long it took to open (ms), the gaps between two turns of the event loop
(ms) by what was being done, and how long edits took until they were kept (ms).
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

import numpy as np

from photoclip.leaving import Leaving
from photoclip.library.library import Library

_TICK = 4  # ms between two ticks of an idle window
_EDIT_PAUSE = 0.1  # s between two edits
_MANY = 1_000  # photos edited at once
_LONGEST_LOADING = 60.0  # s


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
        """Roll slowly, first while the model is loaded, then jump about."""
        bar = self._grid.verticalScrollBar()
        library = self.desktop.library
        assert library is not None

        def roll(_: int) -> None:
            bar.setValue(bar.value() + 180)

        self._phase("the model is loaded", roll, 16, lambda: library.tower().choice is not None)
        self._phase("scrolling", roll, 16)
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

    def _phase(
        self,
        name: str,
        step: Callable[[int], None],
        pause: int,
        until: Callable[[], bool] | None = None,
    ) -> None:
        assert self._ticks is not None
        self._ticks.take()
        seconds = self._seconds if until is None else _LONGEST_LOADING
        ends, count = time.perf_counter() + seconds, 0
        while time.perf_counter() < ends and not (until and until()):
            step(count)
            self._wait(pause)
            count += 1
        self.held_up[name] = self._ticks.take()

    def _wait(self, milliseconds: int) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def main(folder: Path, photos: int, seconds: float) -> None:
    """Open, scroll, edit, choose, filter, ask, and print."""
    hand = _Hand(folder, seconds)
    try:
        opened = hand.open(photos)
        hand.scroll()
        edits = hand.edit(photos)
        hand.choose()
        hand.ask()
    finally:
        hand.desktop.close(seconds=30)
    said = {"opened": opened, "held_up": hand.held_up, "edits": edits}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    leaving = Leaving()
    import_module("photoclip.cli")  # the program loads its command line before its window
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
    leaving.status = 0

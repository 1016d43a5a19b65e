"""How fluent the window stays with a large library while photos are being added to it."""

import io
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from photoclip import paths
from photoclip.bench import Row
from photoclip.catalog.entries import Indexed
from photoclip.catalog.store import Catalog
from photoclip.clip import models
from photoclip.library.library import Library
from photoclip.photos.thumbnails import ThumbnailCache
from photoclip.records import ChangeKind, DecodedPhoto, FileChange, FileState, PhotoFacts
from photoclip.samples.library import write_samples

_TICK = 4  # ms between two ticks of an idle window
_PHASE_SECONDS, _SHORT_SECONDS = 8.0, 1.0
_SMALL = 5_000  # photos; fewer are shown for the sake of a test
_BATCH = 2000
_CAMERAS = ("NIKON Z 6", "Canon EOS R5", "FUJIFILM X-T4", "Pixel 8", "iPhone 14")
_TICK_LIMIT, _OPEN_LIMIT = 50.0, 1500.0  # ms


def run(*, photos: int, added: int, on_stage: Callable[[str], None]) -> list[Row]:
    """Open the window on `photos` made-up photos, and use it while `added` drawn ones come in."""
    with tempfile.TemporaryDirectory(prefix="photoclip-window-") as scratch:
        folder = Path(scratch)
        on_stage(f"Making up {photos:,} photos…")
        make_up_library(folder / "library", photos, folder / "unplugged disk")
        on_stage("Drawing pictures…")
        write_samples(folder / "pictures", count=added, seed=3, processes=os.cpu_count() or 1)
        with Library.open(folder / "library") as library:
            library.add_root(folder / "pictures")
        on_stage("Using the window…")
        return _used(folder / "library", photos)


def make_up_library(folder: Path, photos: int, root: Path) -> None:
    """A library of photos that never were, in a folder that is not there (so it is offline)."""
    with Library.open(folder):
        pass
    model = models.find(models.BUILT_IN, paths.models_folder())
    rng = np.random.default_rng(0)
    thumbnails = ThumbnailCache(folder / "thumbnails.sqlite")
    with Catalog.open(folder / "catalog.sqlite") as catalog:
        model_id = catalog.ensure_model(model.digest, model.name, model.dimension)
        with catalog.transaction() as transaction:
            root_id = transaction.add_root(root).id
        for start in range(0, photos, _BATCH):
            numbers = range(start, min(start + _BATCH, photos))
            made = [_photo(number, rng) for number in numbers]
            with catalog.transaction() as transaction:
                for number, photo in zip(numbers, made, strict=True):
                    change = FileChange(ChangeKind.ADDED, root_id, _state(number))
                    vector = _unit(rng, model.dimension)
                    transaction.record(Indexed(change, photo, vector), model_id)
            thumbnails.put_many([(photo.content_hash, photo.thumbnail) for photo in made])
    thumbnails.close()


def _state(number: int) -> FileState:
    rel = f"{2005 + number // 10_000}/trip {number // 500:04}/IMG_{number:06}.jpg"
    return FileState(os.fsencode(rel), 1_000_000 + number, number, number + 1, 1)


def _photo(number: int, rng: np.random.Generator) -> DecodedPhoto:
    colour = tuple(int(each) for each in rng.integers(0, 256, 3))
    thumbnail = io.BytesIO()
    Image.new("RGB", (256, 192), colour).save(thumbnail, "JPEG", quality=60)
    taken = datetime(2005, 1, 1, tzinfo=UTC) + timedelta(minutes=50 * number)
    return DecodedPhoto(
        content_hash=number.to_bytes(16, "big"),
        size=1_000_000 + number,
        pixel_hash=(number + (1 << 64)).to_bytes(16, "big"),
        perceptual_hash=number,
        pixels=np.zeros((1, 1, 3), np.uint8),
        thumbnail=thumbnail.getvalue(),
        facts=PhotoFacts(4000, 3000, "JPEG", taken, _CAMERAS[number // 700 % len(_CAMERAS)]),
    )


def _unit(rng: np.random.Generator, dimension: int) -> npt.NDArray[np.float32]:
    vector = rng.standard_normal(dimension, dtype=np.float32)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


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
        """The gaps since the last call."""
        gaps, self.gaps = self.gaps, []
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
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QToolButton

        clear = self.desktop.window.findChild(QToolButton, "clearSearch")
        if clear is not None and clear.isVisible():
            clear.click()
        QTest.keyClicks(self._field, text)

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
        hand.ask()
    finally:
        hand.desktop.close(seconds=30)
    return [
        Row(f"window shows {photos:,} photos", opened, "ms", _OPEN_LIMIT, higher_is_better=False),
        *(
            Row(
                f"window tick while {name}, p99",
                float(np.percentile(gaps, 99)),
                "ms",
                _TICK_LIMIT,
                higher_is_better=False,
            )
            for name, gaps in hand.held_up.items()
        ),
    ]

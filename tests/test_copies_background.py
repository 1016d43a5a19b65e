"""Copies are known by themselves while a watched library rests."""

import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from photoclip.library.copies import Tier
from photoclip.library.library import Library
from photoclip.library.manners import Manners
from photoclip.records import IndexProgress, IndexReport

WAIT = 60


def scene(seed: int) -> Image.Image:
    """A picture full of edges, each seed another."""
    random = np.random.default_rng(seed)
    image = Image.new("RGB", (480, 320), tuple(random.integers(60, 200, 3).tolist()))
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y = random.integers(0, (440, 280)).tolist()
        wide, high = random.integers(8, 120, 2).tolist()
        colour = tuple(random.integers(0, 255, 3).tolist())
        draw.rectangle((x, y, x + wide, y + high), colour)
    return image


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for seed in range(3):
        scene(seed).save(folder / f"{seed}.jpg", quality=92)
    scene(0).resize((320, 213)).save(folder / "smaller.jpg", quality=80)
    return folder


class Watched:
    """A library that is being watched, and what it told."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.reports: queue.Queue[IndexReport] = queue.Queue()
        self.told: queue.Queue[IndexProgress] = queue.Queue()
        self.photos: queue.Queue[tuple[int, ...]] = queue.Queue()
        self.stop, self.pause = threading.Event(), threading.Event()

    def watch(self) -> None:
        self.library.watch(
            on_report=self.reports.put,
            on_progress=self.told.put,
            on_photos=self.photos.put,
            stop=self.stop,
            pause=self.pause,
        )

    def comparing(self) -> IndexProgress:
        """What is told next of photos that are compared."""
        while True:
            now = self.told.get(timeout=WAIT)
            if now.compares:
                return now

    def compared(self) -> int:
        """How many photos were compared, once all are."""
        while True:
            now = self.comparing()
            if now.phase == "done":
                assert now.done == now.total
                return now.done

    def look_alike(self, *photos: int) -> None:
        """Wait until the window is told that these are other than before."""
        while set(photos) != set(self.photos.get(timeout=WAIT)):
            pass


@contextmanager
def watched(folder: Path, pictures: Path, *, quiet: float = 0.0) -> Iterator[Watched]:
    with Library.open(folder) as library:
        library.index([pictures])
        library.copies.background.quiet_seconds = quiet
        made = Watched(library)
        thread = threading.Thread(target=made.watch, name="watching")
        thread.start()
        try:
            yield made
        finally:
            made.stop.set()
            thread.join(timeout=WAIT)
        assert not thread.is_alive()


def groups(library: Library) -> list[set[str]]:
    found = library.copies.groups([Tier.EDITED])
    return [{each.name for each in library.showing.photos(group.photos)} for group in found]


def test_copies_are_known_after_indexing_and_only_new_photos_are_compared(
    tmp_path: Path, pictures: Path
) -> None:
    with watched(tmp_path / "library", pictures) as now:
        library = now.library
        assert now.compared() == 4
        assert groups(library) == [{"0.jpg", "smaller.jpg"}]
        now.look_alike(*library.copies.groups()[0].photos)
        scene(1).resize((360, 240)).save(pictures / "another.jpg", quality=85)
        while now.reports.get(timeout=WAIT).embedded != 1:
            pass
        assert now.compared() == 1
        assert groups(library) == [{"0.jpg", "smaller.jpg"}, {"1.jpg", "another.jpg"}]
        assert library.copies.waiting() == 0
    with Library.open(tmp_path / "library", write=False) as reader:
        assert len(groups(reader)) == 2


def test_it_waits_while_the_person_pauses_and_as_long_as_indexing_would(
    tmp_path: Path, pictures: Path
) -> None:
    with watched(tmp_path / "library", pictures, quiet=1e9) as now:
        library = now.library
        assert now.reports.get(timeout=WAIT).unchanged == 4
        now.pause.set()
        library.manners = Manners(cpu_limit=1e-9)
        library.copies.background.quiet_seconds = 0.0
        for _ in range(4):  # meanwhile it is seen that the limit is reached
            assert now.comparing().held == "person"
        now.pause.clear()
        while (told := now.comparing()).held == "person":
            pass
        assert (told.held, told.done, told.total) == ("limit", 0, 4)
        assert library.copies.waiting() == 4
        library.manners = Manners()
        assert now.compared() == 4


def test_it_waits_while_a_person_looks_through_photos(tmp_path: Path, pictures: Path) -> None:
    with watched(tmp_path / "library", pictures, quiet=1e9) as now:
        library = now.library
        until = time.monotonic() + 2
        library.showing.rows([1])
        library.copies.background.quiet_seconds = 0.0
        while time.monotonic() < until:
            library.showing.rows([1])
            time.sleep(0.05)
        assert library.copies.waiting() == 4
        assert now.compared() == 4


def test_it_begins_only_after_a_quiet_while_and_ends_with_the_watching(
    tmp_path: Path, pictures: Path
) -> None:
    with watched(tmp_path / "library", pictures, quiet=1e9) as now:
        assert now.reports.get(timeout=WAIT).unchanged == 4
        scene(9).save(pictures / "later.jpg")
        assert now.reports.get(timeout=WAIT).embedded == 1  # until then it rested several times
        assert not any(now.told.get().compares for _ in range(now.told.qsize()))
        now.library.copies.background.quiet_seconds = 0.0
        assert now.comparing().total == 5
    with Library.open(tmp_path / "library") as library:
        assert not library.copies.look(60.0)[1]
        assert len(groups(library)) == 1

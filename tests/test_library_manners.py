"""When background work holds back."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from photoclip.library.library import Library
from photoclip.library.manners import Governor, Load, Manners, look_at_machine, stand_back
from photoclip.query import parse
from photoclip.records import IndexProgress

QUIET = Load(moment=0.0, own=0.0, everyone=0.0, on_battery=False, processors=4)


def following(loads: Iterable[Load]) -> Callable[[], Load]:
    return iter(loads).__next__


def reasons(manners: Manners, loads: list[Load]) -> list[str]:
    """What is said at each of some looks, which lie in the past and so are due at once."""
    governor = Governor(lambda: manners, following(loads))
    return [governor.reason() for _ in loads]


def test_nothing_is_looked_at_where_nothing_is_limited():
    assert Governor(Manners, following([])).reason() == ""


def test_it_waits_on_battery():
    battery = replace(QUIET, on_battery=True)
    assert reasons(Manners(pause_on_battery=True), [QUIET, battery]) == ["", "battery"]
    assert reasons(Manners(only_when_idle=True), [QUIET, battery]) == ["", ""]


def test_it_waits_while_others_work_but_not_for_itself():
    own = replace(QUIET, moment=1, own=4, everyone=4.5)
    others = replace(QUIET, moment=2, own=4, everyone=6.5)
    rest = replace(QUIET, moment=3, own=4, everyone=6.6)
    assert reasons(Manners(only_when_idle=True), [QUIET, own, others, rest]) == ["", "", "busy", ""]


def test_the_limit_holds_on_average():
    """A worker that takes all four processors unless held back ends at a quarter of them."""
    manners = Manners(cpu_limit=0.25)
    state = {"now": QUIET}
    governor = Governor(lambda: manners, lambda: state["now"])
    for _ in range(400):
        works = governor.reason() == ""
        now = state["now"]
        used = 4 * 0.5 if works else 0.0
        state["now"] = replace(now, moment=now.moment + 0.5, own=now.own + used)
    share = state["now"].own / (4 * state["now"].moment)
    assert 0.2 < share < 0.3


def test_an_idle_hour_does_not_save_up_a_stampede():
    hour = replace(QUIET, moment=3600)
    burst = replace(QUIET, moment=3605, own=20)
    assert reasons(Manners(cpu_limit=0.25), [QUIET, hour, burst]) == ["", "", "limit"]


def test_the_machine_counts_this_program():
    before = look_at_machine()
    deadline = time.process_time() + 0.2
    while time.process_time() < deadline:
        pass
    after = look_at_machine()
    assert after.own - before.own >= 0.15
    assert after.everyone >= after.own - psutil.Process().cpu_times().children_user - 1
    assert after.processors >= 1


def test_indexing_says_what_it_waits_for_and_goes_on(tmp_path):
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for number in range(150):
        Image.new("RGB", (64, 64), (number, 255 - number, 90)).save(pictures / f"{number}.png")
    told: list[str] = []
    waits = threading.Event()
    with Library.open(tmp_path / "library") as library:
        library.manners = Manners(cpu_limit=1e-9)

        def listen(progress: IndexProgress) -> None:
            told.append(progress.held)
            if progress.held == "limit":
                waits.set()
                library.manners = Manners()

        report = library.index([pictures], on_progress=listen)
        assert report.photos > 0
    assert waits.is_set()
    assert told[-1] == ""


def test_asking_from_two_threads_looks_once_in_a_while():
    looks: list[float] = []

    def look() -> Load:
        looks.append(time.monotonic())
        time.sleep(0.02)
        return replace(QUIET, moment=time.monotonic())

    governor = Governor(lambda: Manners(pause_on_battery=True), look)
    threads = [threading.Thread(target=governor.reason) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looks) == 1


def test_the_image_tower_goes_when_idle_and_comes_back_by_itself(own_library_folder: Path):
    with Library.open(own_library_folder) as library:
        photo = int(library.showing.browse()[0])
        before = library.similar_to(photo).hits
        question = parse("a red car")
        words = [hit.photo_id for hit in library.search(question).hits]
        embedder = library.tower().embedder()
        pixels = [np.full((200, 160, 3), 90, np.uint8)]
        vector = embedder.encode_images(pixels)
        assert not library.rest(idle_seconds=1000)  # a picture was looked at just now
        assert embedder.has_images
        assert library.rest(idle_seconds=0)
        assert not embedder.has_images
        assert not library.rest(idle_seconds=0)
        assert [hit.photo_id for hit in library.search(question).hits] == words
        assert library.similar_to(photo).hits == before
        assert not embedder.has_images  # words and stored vectors need none
        assert np.allclose(embedder.encode_images(pixels), vector, atol=1e-5)
        assert embedder.has_images


def test_resting_before_anything_is_loaded_loads_nothing(own_library_folder: Path):
    with Library.open(own_library_folder) as library:
        assert not library.rest(idle_seconds=0)


def test_a_thread_that_stands_back_leaves_the_others_as_they_are():
    if sys.platform != "linux":
        pytest.skip("niceness of single threads is Linux's")
    found: list[int] = []

    def work() -> None:
        stand_back()
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found[0] > before
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before

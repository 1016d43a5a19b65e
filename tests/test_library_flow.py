"""Speed of an index run without loss: how much is under way, and that vectors stay the same."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from photoclip.clip import device
from photoclip.library.flow import Flow
from photoclip.library.library import Library
from photoclip.query import parse
from photoclip.settings import TowerChoice

BATCH = 16


def _run(flow: Flow, batches: int, *, read: float, batch: float, size: int) -> list[int]:
    """Decoders that need `read` seconds a file, a tower that needs `batch` seconds a batch.

    Returns how many batches were in work whenever one was begun.
    """
    busy: list[int] = []
    in_work: list[tuple[float, int]] = []  # when a batch ends, and how many it has
    ready, given, moment = 0, 0, 0.0
    while len(busy) < batches:
        while flow.enter(timeout=0):
            given += 1
        if ready and flow.is_full(ready) and len(in_work) < flow.streams:
            flow.begin(ready)
            in_work.append((moment + batch, ready))
            ready = 0
            busy.append(len(in_work))
        elif given and (not in_work or moment + read < in_work[0][0]):
            moment += read
            ready, given = ready + 1, given - 1
            flow.decoded(size, moment)
        elif in_work:
            ended, count = in_work.pop(0)
            moment = max(moment, ended)
            flow.finish(count, batch)
        else:  # less is allowed ahead than a batch: what there is must do
            flow.begin(ready)
            flow.finish(ready, batch)
            ready = 0
            busy.append(1)
    return busy


def test_a_slow_tower_works_on_several_batches_and_a_quick_one_on_one() -> None:
    slow = _run(Flow(4), 20, read=0.001, batch=4.0, size=200_000)
    assert slow[-1] == 4
    quick = _run(Flow(4), 20, read=0.1, batch=0.01, size=200_000)
    assert set(quick) == {1}


@given(processors=st.integers(1, 128))
def test_batches_in_work_never_have_more_threads_than_processors(processors: int) -> None:
    flow = Flow(processors)
    assert 1 <= flow.streams * flow.threads <= processors


@settings(deadline=None)
@given(
    processors=st.integers(1, 64),
    read=st.floats(1e-4, 2),
    batch=st.floats(1e-3, 20),
    size=st.integers(0, 40_000_000),
)
def test_whatever_the_stages_take_work_is_waiting_and_memory_is_bounded(
    processors: int, read: float, batch: float, size: int
) -> None:
    flow = Flow(processors)
    busy = _run(flow, 8, read=read, batch=batch, size=size)
    assert all(1 <= count <= flow.streams for count in busy)
    assert flow.limit >= 1
    if flow.limit > 1:
        assert flow.limit * size <= 256 << 20
    if size < 500_000:
        ahead = flow.limit - 2 * processors - BATCH * flow.streams
        assert BATCH <= ahead <= 4 * BATCH
    assert 0 < flow.patience <= 2


@given(count=st.integers(1, 60), streams=st.integers(1, 4))
def test_at_the_end_the_rest_is_shared_out_and_waits_for_nothing(count: int, streams: int) -> None:
    flow = Flow(streams)
    for _ in range(count):
        if not flow.enter(timeout=0):
            break
        flow.decoded(100, 1.0)
    else:
        assert flow.is_full(1) == (flow.batch_size == 1)
        flow.end()
        left = count
        for idle in range(streams, 0, -1):
            share = min(-(-left // idle), BATCH)
            if left:
                assert flow.is_full(share)
                assert not flow.is_full(share - 1)
                flow.begin(share)
                left -= share


def test_vectors_of_a_run_are_those_of_the_whole_pictures(
    sample_library_folder: Path, sample_pictures: Path
) -> None:
    files = sorted(sample_pictures.rglob("*.jpg"))[:12]
    with Library.open(sample_library_folder, write=False) as library:
        embedder = library.tower().embedder()
        for file in files:
            photo = library.showing.photo_at(file)
            found = library.vector(photo)
            assert found is not None
            with Image.open(file) as image:
                whole = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
            assert float(embedder.encode_images([whole])[0] @ found) >= 0.999


def test_the_image_tower_is_given_back_and_texts_are_answered(own_library_folder: Path) -> None:
    with Library.open(own_library_folder, write=False) as library:
        tower = library.tower()
        picture = np.zeros((64, 64, 3), np.uint8)
        before = tower.embedder().encode_images([picture])
        assert tower.release_images()
        assert not tower.release_images()
        assert library.search(parse("a red sailboat")).hits
        assert not tower.embedder().has_images
        assert np.array_equal(tower.embedder().encode_images([picture]), before)
        assert tower.embedder().has_images


def test_a_tower_that_is_being_loaded_is_not_given_back(
    own_library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever loads it is about to look at a picture."""
    choosing, goes_on = Event(), Event()
    choose = device.choose

    def slowly(*given: Any, **named: Any) -> TowerChoice:
        choosing.set()
        assert goes_on.wait(60)
        return choose(*given, **named)

    monkeypatch.setattr(device, "choose", slowly)
    with Library.open(own_library_folder, write=False) as library, ThreadPoolExecutor(2) as pool:
        loading = pool.submit(library.tower().embedder)
        assert choosing.wait(60)
        assert not library.rest()  # at once
        resting = [pool.submit(library.rest) for _ in range(3)]
        goes_on.set()
        embedder = loading.result(60)
        assert not any(each.result(60) for each in resting)
        assert embedder.has_images
        assert not library.rest()
        assert library.rest(0.0)
        assert not embedder.has_images

"""Speed of an index run without loss: how much is under way, and that vectors stay the same."""

import itertools
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from photoclip.library.flow import Flow
from photoclip.library.library import Library
from photoclip.query import parse

BATCH = 16


def _run(flow: Flow, batches: int, *, read: float, batch: float, size: int) -> list[int]:
    """Decoders that need `read` seconds a file, a tower that needs `batch` seconds a batch."""
    threads: list[int] = []
    waiting, moment, tower_free, ahead = 0, 0.0, 0.0, 0
    while len(threads) < batches:
        while flow.enter(timeout=0):
            ahead += 1
        if waiting < ahead and (waiting < BATCH or moment + read < tower_free):
            moment += read
            waiting += 1
            flow.decoded(size, moment)
            continue
        waited = moment > tower_free
        begun = max(moment, tower_free)
        count = min(BATCH, waiting)
        flow.begin(count, waited=waited)
        threads.append(flow.threads)
        tower_free = begun + batch
        moment = max(moment, begun)
        waiting -= count
        ahead -= count
        flow.finish(count, batch)
    return threads


def test_a_slow_tower_gets_all_processors_and_a_quick_one_a_single_thread() -> None:
    slow = _run(Flow(4), 20, read=0.001, batch=4.0, size=200_000)
    assert slow[-1] == 4
    assert all(after - before in {0, 1} for before, after in itertools.pairwise(slow))
    quick = _run(Flow(4), 20, read=0.1, batch=0.01, size=200_000)
    assert quick[-1] == 1


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
    threads = _run(flow, 8, read=read, batch=batch, size=size)
    assert all(1 <= count <= processors for count in threads)
    assert flow.limit >= 1
    if flow.limit > 1:
        assert flow.limit * size <= 256 << 20
    if size < 500_000:
        assert 2 * BATCH <= flow.limit - 2 * processors <= 5 * BATCH
    assert 0 < flow.patience <= 2


def test_the_last_batch_waits_for_nothing() -> None:
    flow = Flow(2)
    for _ in range(3):
        assert flow.enter(timeout=0)
        flow.decoded(100, 1.0)
    assert not flow.is_last(3)
    flow.end()
    assert flow.is_last(3)
    assert not flow.is_last(2)
    flow.begin(3, waited=True)
    assert flow.threads == 2, "the decoders are done"


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

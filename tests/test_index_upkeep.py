"""Saving, merging and growing beside searches; what a second process sees."""

import logging
import threading
from pathlib import Path

import numpy as np
import pytest

from photoclip.index import scanning
from photoclip.index.vectors import IndexHeader, VectorIndex

DIMENSION = 16


def unit(count: int, seed: int = 0, dimension: int = DIMENSION) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def header(index: VectorIndex, generation: int = 1) -> IndexHeader:
    return IndexHeader("abc", index.dimension, len(index), generation)


def files(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.vectors")}


@pytest.fixture
def saved(tmp_path: Path) -> VectorIndex:
    index = VectorIndex.create(DIMENSION)
    index.add(np.arange(1, 1001), unit(1000))
    index.save(tmp_path, header(index))
    return index


def test_a_small_save_leaves_what_was_written_before(saved: VectorIndex, tmp_path: Path):
    before = files(tmp_path)
    saved.add([2000, 2001], unit(2, 5))
    saved.remove([3])
    saved.save(tmp_path, header(saved, 2))
    after = files(tmp_path)
    assert before.items() < after.items()
    assert len(after) == 2
    assert not saved.scattered
    loaded = VectorIndex.load(tmp_path)
    assert loaded is not None
    assert loaded[0].ids().tolist() == [1, 2, *range(4, 1001), 2000, 2001]


def test_merging_leaves_out_what_is_gone(saved: VectorIndex, tmp_path: Path):
    saved.add([2000], unit(1, 5))
    saved.remove(np.arange(1, 600))
    saved.save(tmp_path, header(saved, 2))
    size = sum(path.stat().st_size for path in tmp_path.glob("*.vectors"))
    expected = saved.search(unit(1, 9)[0], 50)
    assert saved.scattered
    assert saved.merge()
    assert not saved.scattered
    assert sum(path.stat().st_size for path in tmp_path.glob("*.vectors")) < size / 2
    for read in (saved, VectorIndex.load(tmp_path)[0]):
        for ours, theirs in zip(read.search(unit(1, 9)[0], 50), expected, strict=True):
            np.testing.assert_array_equal(ours, theirs)
    assert not saved.merge()


def test_what_is_in_memory_while_files_are_merged_is_caught_up_with(
    saved: VectorIndex, tmp_path: Path
):
    again = np.arange(1, 1001)
    saved.add(again, unit(1000))  # none of the file's rows counts any more
    assert saved.merge()
    assert saved.holds(np.array([0, 1, 1000, 1001])).tolist() == [False, True, True, False]
    index, read = VectorIndex.load(tmp_path)
    assert not index.holds(again).any()
    assert read.generation != header(saved).generation, "or nobody would look for what lacks"
    saved.save(tmp_path, header(saved))
    index, read = VectorIndex.load(tmp_path)
    assert index.holds(again).all()
    assert read.generation == header(saved).generation


def test_merging_can_be_put_off(saved: VectorIndex, tmp_path: Path):
    saved.remove(np.arange(1, 600))
    before, stop = files(tmp_path), threading.Event()
    stop.set()
    assert not saved.merge(stop)
    assert files(tmp_path) == before
    assert len(saved) == 401


def test_everything_removed_and_merged(saved: VectorIndex, tmp_path: Path):
    saved.remove(saved.ids())
    saved.save(tmp_path, header(saved, 2))
    saved.merge()
    assert not files(tmp_path)
    loaded = VectorIndex.load(tmp_path)
    assert loaded is not None
    assert loaded[0].search(unit(1)[0], 5)[1].size == 0


def test_a_reader_never_writes(saved: VectorIndex, tmp_path: Path):
    reader, _ = VectorIndex.load(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    reader.add(np.arange(5000, 5400), unit(400))
    reader.remove(np.arange(1, 900))
    assert not reader.merge()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert len(reader) == 501


def test_a_reader_keeps_what_a_writer_removes(saved: VectorIndex, tmp_path: Path):
    reader, _ = VectorIndex.load(tmp_path)
    expected = reader.search(unit(1, 9)[0], 20)[1].tolist()
    saved.remove(np.arange(1, 900))
    saved.save(tmp_path, header(saved, 2))
    saved.merge()
    assert reader.search(unit(1, 9)[0], 20)[1].tolist() == expected


def test_much_in_memory_goes_to_files_before_it_is_saved(tmp_path: Path):
    dimension, count = 2048, 20_000  # 80 MB
    index = VectorIndex.create(dimension, tmp_path / "index")
    rows = np.random.default_rng(0).integers(0, 3, (count, dimension)).astype(np.float16)
    for start in range(0, count, 5_000):
        index.add(np.arange(start, start + 5_000), rows[start : start + 5_000])
    assert len(files(tmp_path / "index")) == 1
    assert VectorIndex.load(tmp_path / "index") is None
    np.testing.assert_array_equal(index.vectors([0, count - 1, 7]), rows[[0, -1, 7]])
    index.save(tmp_path / "index", header(index))
    assert VectorIndex.load(tmp_path / "index")[0].ids().tolist() == list(range(count))


def test_saved_in_another_folder(saved: VectorIndex, tmp_path: Path):
    saved.save(tmp_path / "other", header(saved))
    assert VectorIndex.load(tmp_path / "other")[0].ids().tolist() == saved.ids().tolist()
    assert VectorIndex.load(tmp_path) is not None


def test_a_folder_that_cannot_be_written(saved: VectorIndex, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        saved.save(tmp_path / "file" / "index", header(saved))
    assert len(saved) == 1000


def test_an_older_form_is_made_again(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    (tmp_path / "header.json").write_text('{"form": 1}')
    (tmp_path / "old.faiss").write_bytes(b"x")
    with caplog.at_level(logging.WARNING):
        assert VectorIndex.load(tmp_path) is None
    assert "made again" in caplog.text
    index = VectorIndex.create(DIMENSION)
    index.add([1], unit(1))
    index.save(tmp_path, header(index))
    assert not (tmp_path / "old.faiss").exists()


def test_searching_while_saving_and_merging(saved: VectorIndex, tmp_path: Path):
    done, wrong = threading.Event(), []

    def search() -> None:
        while not done.is_set():
            scores, ids = saved.search(unit(1)[0], 20)
            if len(np.unique(ids)) != 20 or np.any(np.diff(scores) > 0):
                wrong.append(ids.tolist())

    def merge() -> None:
        while not done.is_set():
            saved.merge()

    threads = [threading.Thread(target=work) for work in (search, search, merge)]
    for thread in threads:
        thread.start()
    try:
        for step in range(25):
            saved.add(np.arange(2000, 2200), unit(200, step))
            saved.remove(np.arange(2000 + step, 2150))
            saved.save(tmp_path, header(saved, step))
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert not wrong
    expected = [*range(1, 1001), *range(2000, 2024), *range(2150, 2200)]
    assert saved.ids().tolist() == expected
    assert VectorIndex.load(tmp_path)[0].ids().tolist() == expected


# ── lists, from where exact search is too slow ──────────────────────────────────────────────────


@pytest.fixture
def clustered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[VectorIndex, np.ndarray]:
    """So many clustered vectors that not all are read for a question."""
    monkeypatch.setattr(scanning, "EXACT_BYTES", 200_000)
    random, centres = np.random.default_rng(2), unit(150, 3, 32)
    rows = centres[random.integers(0, 150, 12_000)] + 0.1 * random.standard_normal((12_000, 32))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)
    index = VectorIndex.create(32, tmp_path)
    index.add(np.arange(1, 12_001), rows)
    index.save(tmp_path, header(index))
    assert index.merge()
    return index, rows


def exact(rows: np.ndarray, query: np.ndarray, k: int) -> list[int]:
    scores = rows.astype(np.float32) @ query
    return (np.argsort(-scores, kind="stable")[:k] + 1).tolist()


def test_lists_find_nearly_all(clustered: tuple[VectorIndex, np.ndarray], tmp_path: Path):
    index, rows = clustered
    for read in (index, VectorIndex.load(tmp_path)[0]):
        found = [
            len(set(read.search(query, 100)[1].tolist()) & set(exact(rows, query, 100)))
            for query in unit(3, 3, 32)
        ]
        assert np.mean(found) >= 99
        assert read.ids().tolist() == list(range(1, 12_001))


def test_few_or_all_are_exact_beside_lists(clustered: tuple[VectorIndex, np.ndarray]):
    index, rows = clustered
    query = unit(1, 8, 32)[0]
    among = np.arange(1, 12_000, 6)
    found = index.search(query, 30, among)[1]
    assert found.tolist() == [each for each in exact(rows, query, 12_000) if each % 6 == 1][:30]
    assert sorted(index.search(query, 12_000)[1].tolist()) == list(range(1, 12_001))


def test_lists_grow(clustered: tuple[VectorIndex, np.ndarray], tmp_path: Path):
    index, _ = clustered
    index.add(np.arange(20_000, 32_000), unit(12_000, 6, 32))
    index.remove(np.arange(1, 5_000))
    index.save(tmp_path, header(index, 2))
    assert index.scattered
    assert index.merge()
    assert len(files(tmp_path)) == 1
    assert index.ids().tolist() == [*range(5_000, 12_001), *range(20_000, 32_000)]
    assert index.search(unit(12_000, 6, 32)[77], 1)[1].tolist() == [20_077]

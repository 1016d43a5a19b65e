"""The index finds exactly what a brute-force product finds, and survives damage."""

import json
import logging
import threading
from pathlib import Path

import numpy as np
import pytest

from photoclip.index.vectors import IndexHeader, VectorIndex, catch_up

DIMENSION = 16


def unit(count: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def brute(held: dict[int, np.ndarray], query: np.ndarray, k: int) -> list[int]:
    scores = {key: float(row.astype(np.float16).astype(np.float32) @ query)
              for key, row in held.items()}  # fmt: skip
    return sorted(scores, key=lambda key: (-scores[key], key))[:k]


@pytest.fixture
def full() -> VectorIndex:
    index = VectorIndex.create(DIMENSION)
    index.add(np.arange(100, 200), unit(100))
    return index


def test_an_empty_index():
    index = VectorIndex.create(DIMENSION)
    scores, ids = index.search(unit(1)[0], 5)
    assert (len(index), scores.shape, ids.shape) == (0, (0,), (0,))
    assert index.search(unit(3), 5)[1].shape == (3, 0)
    index.remove([1, 2])
    assert index.ids().dtype == np.int64


def test_search_is_exact(full: VectorIndex):
    query = unit(1, 9)[0]
    scores, ids = full.search(query, 7)
    assert ids.tolist() == brute(dict(zip(range(100, 200), unit(100), strict=True)), query, 7)
    assert scores.dtype == np.float32
    assert np.all(np.diff(scores) <= 0)
    assert full.search(query, 1000)[1].shape == (100,)
    both = full.search(unit(2, 9), 3)
    assert both[0].shape == both[1].shape == (2, 3)
    assert both[1][0].tolist() == ids[:3].tolist()
    assert full.search(query, 0)[1].size == 0


def test_search_among_some_ids_only(full: VectorIndex):
    query = unit(1, 9)[0]
    among = np.array([150, 101, 199, 7, 101, 120], np.int64)  # unsorted, twice, unknown
    _, ids = full.search(query, 10, among)
    everything = full.search(query, 100)[1].tolist()
    assert ids.tolist() == [each for each in everything if each in set(among.tolist())]
    assert full.search(query, 10, [])[1].size == 0
    assert full.search(query, 10, [1, 2])[1].size == 0
    assert full.search(query, 100, full.ids())[1].tolist() == everything


def test_ids_that_lie_far_apart():
    index = VectorIndex.create(DIMENSION)
    ids = np.array([1, 10**6, 10**12, 10**15], np.int64)
    index.add(ids, unit(4))
    assert sorted(index.search(unit(4)[2], 9, ids[1:3])[1].tolist()) == ids[1:3].tolist()


@pytest.mark.parametrize("among", [None, np.arange(2, 400)])
def test_equal_scores_are_ordered_by_id(among):
    index = VectorIndex.create(DIMENSION)
    order = np.random.default_rng(1).permutation(np.arange(1, 401))
    rows = np.repeat(unit(4), 100, axis=0)  # four different vectors, a hundred times each
    index.add(order, rows)
    held = dict(zip(order.tolist(), rows, strict=True))
    if among is not None:
        held = {key: held[key] for key in among.tolist()}
    query = unit(1, 5)[0]
    for k in (1, 5, 150, 399):
        assert index.search(query, k, among)[1].tolist() == brute(held, query, k)


def test_adding_replaces_and_never_doubles(full: VectorIndex):
    fresh = unit(3, 4).astype(np.float16)
    full.add([150, 500, 150], fresh)
    assert len(full) == 101
    assert full.ids().tolist() == [*range(100, 200), 500]
    scores, ids = full.search(fresh[2].astype(np.float32), 200)
    assert (ids[0], ids.size) == (150, 101)
    assert scores[0] == pytest.approx(1, abs=2e-3)
    with pytest.raises(ValueError, match="vectors for"):
        full.add([1], unit(2))


def test_removed_vectors_are_not_found(full: VectorIndex):
    full.remove([100, 199, 7, 100])
    assert full.ids().tolist() == list(range(101, 199))
    assert not {100, 199} & set(full.search(unit(1)[0], 100)[1].tolist())


def test_random_changes_agree_with_brute_force():
    random = np.random.default_rng(7)
    index, held = VectorIndex.create(DIMENSION), {}
    for step in range(120):
        ids = random.integers(1, 60, random.integers(1, 12))
        if random.random() < 0.6:
            rows = unit(len(ids), step)
            index.add(ids, rows)
            held.update(zip(ids.tolist(), rows, strict=True))
        else:
            index.remove(ids)
            for each in ids.tolist():
                held.pop(each, None)
        assert index.ids().tolist() == sorted(held)
        query = unit(1, 1000 + step)[0]
        assert index.search(query, 10)[1].tolist() == brute(held, query, 10)


def test_saved_and_loaded(full: VectorIndex, tmp_path: Path):
    folder = tmp_path / "index \udcff"
    header = IndexHeader("abc", DIMENSION, len(full), 12)
    full.save(folder, header)
    full.save(folder, header)
    assert len(list(folder.iterdir())) == 2
    loaded = VectorIndex.load(folder)
    assert loaded is not None
    index, read = loaded
    assert read == header
    query = unit(1, 3)[0]
    for ours, theirs in zip(index.search(query, 20), full.search(query, 20), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    index.add([1], unit(1))
    index.remove([100])
    assert len(index) == 100


def test_a_missing_index_is_no_fault(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    assert VectorIndex.load(tmp_path / "none") is None
    assert caplog.text == ""


def spoil_header(folder: Path) -> None:
    (folder / "header.json").write_text("{")


def spoil_list(folder: Path) -> None:
    (folder / "header.json").write_text("[1]")


def spoil_count(folder: Path) -> None:
    stored = json.loads((folder / "header.json").read_text())
    (folder / "header.json").write_text(json.dumps({**stored, "count": 99}))


def spoil_end(folder: Path) -> None:
    (path,) = folder.glob("*.vectors")
    path.write_bytes(path.read_bytes()[:-10])


def spoil_bytes(folder: Path) -> None:
    (path,) = folder.glob("*.vectors")
    path.write_bytes(b"\xff" * path.stat().st_size)


def spoil_sizes(folder: Path) -> None:
    (path,) = folder.glob("*.vectors")
    data = bytearray(path.read_bytes())
    data[30:120] = b"\x7f" * 90
    path.write_bytes(data)


@pytest.mark.parametrize(
    "spoil", [spoil_header, spoil_list, spoil_count, spoil_end, spoil_bytes, spoil_sizes]
)
def test_a_damaged_index_is_refused_and_named(
    full: VectorIndex, tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil
):
    full.save(tmp_path, IndexHeader("abc", DIMENSION, 100, 1))
    spoil(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert VectorIndex.load(tmp_path) is None
    assert "made again" in caplog.text


def test_a_lost_file_beside_the_header(full: VectorIndex, tmp_path: Path):
    full.save(tmp_path, IndexHeader("abc", DIMENSION, 100, 1))
    (path,) = tmp_path.glob("*.vectors")
    path.unlink()
    assert VectorIndex.load(tmp_path) is None


def test_catching_up(full: VectorIndex):
    asked: list[int] = []

    def fetch(ids: np.ndarray) -> np.ndarray:
        asked.extend(ids.tolist())
        return np.concatenate([unit(1, int(each)) for each in ids]).astype(np.float16)

    assert catch_up(full, np.arange(150, 210), fetch)
    assert asked == list(range(200, 210))
    assert full.ids().tolist() == list(range(150, 210))
    assert full.search(unit(1, 205)[0], 1)[1].tolist() == [205]
    assert not catch_up(full, np.arange(150, 210), fetch)
    assert catch_up(full, [], fetch)
    assert len(full) == 0
    stop = threading.Event()
    stop.set()
    assert catch_up(full, [1, 2], fetch, stop=stop)
    assert len(full) == 0


def test_searching_while_changing(full: VectorIndex):
    done = threading.Event()
    wrong: list[str] = []

    def search() -> None:
        while not done.is_set():
            scores, ids = full.search(unit(1)[0], 20)
            if len(np.unique(ids)) != 20 or (ids < 100).any() or np.any(np.diff(scores) > 0):
                wrong.append(str(ids))

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for step in range(60):
            full.add(np.arange(300, 340), unit(40, step))
            full.remove(np.arange(300 + step % 30, 340))
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert not wrong


@pytest.mark.parametrize("seed", range(8))
def test_filters_that_are_dense_here_and_sparse_there(seed: int):
    random, count = np.random.default_rng(seed), 20_000 + 1_000 * seed
    rows = unit(count, seed).astype(np.float16)
    rows[random.integers(0, count, count // 3)] = rows[0]  # very many equal scores
    index, ids = VectorIndex.create(DIMENSION), np.cumsum(random.integers(1, 4, count))
    for part in np.array_split(np.arange(count), 3):
        index.add(ids[part], rows[part])
    wanted = np.zeros(count, np.bool_)
    for share in (0.003, 0.05, 0.3, 0.95, 1.0):
        first, length = random.integers(0, count), random.integers(1, 9_000)
        part = wanted[first : first + length]
        part |= random.random(len(part)) < share
    gone = random.choice(ids, 500, replace=False)
    index.remove(gone)
    there = wanted & ~np.isin(ids, gone)
    query = unit(1, 77 + seed)[0]
    scores = rows.astype(np.float32) @ query
    scores[(rows == rows[0]).all(axis=1)] = scores[0]
    order = np.lexsort((ids, -scores))
    for k in (1, 300, count):
        found = index.search(query, k, ids[wanted])
        expected = order[there[order]][:k]
        np.testing.assert_allclose(found[0], scores[expected], atol=1e-5)
        assert set(found[1].tolist()) == set(ids[expected].tolist())
        same = np.flatnonzero(np.diff(found[0]) == 0)
        assert (np.diff(found[1])[same] > 0).all()

"""Damaged caches are made again and said once; nothing damaged is believed."""

import contextlib
import os
import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest
from damage_world import Damage, answers, files_of, found, suffer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photoclip.cli import run
from photoclip.index.vectors import IndexHeader, VectorIndex, catch_up
from photoclip.library import backups
from photoclip.library.index_check import IndexCheck
from photoclip.library.library import Library
from photoclip.photos.thumbnails import ThumbnailCache

DIMENSION, COUNT = 64, 20_000  # 2.5 MB: a look at some pages does not see all
EXAMPLES = int(os.environ.get("PHOTOCLIP_DAMAGES", "25"))


def unit(count: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def vectors() -> np.ndarray:
    return unit(COUNT).astype(np.float16)


@pytest.fixture
def saved(tmp_path: Path, vectors: np.ndarray) -> Path:
    index = VectorIndex.create(DIMENSION)
    index.add(np.arange(COUNT), vectors)
    index.save(tmp_path, IndexHeader("abc", DIMENSION, len(index), 1))
    return tmp_path


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x40
    path.write_bytes(content)


def flip_unseen(folder: Path) -> None:
    """Change a vector between the pages that opening looks at."""
    (path,) = folder.glob("*.vectors")
    flip(path, 2 * DIMENSION * COUNT // 15 // 2 + 6000)


# The index


def test_every_byte_of_a_saved_index_is_looked_at(saved: Path, vectors: np.ndarray) -> None:
    flip_unseen(saved)
    loaded = VectorIndex.load(saved)
    assert loaded is not None, "opening reads a sample only"
    index = loaded[0]
    assert index.unseen_bytes() > 2 * DIMENSION * COUNT
    assert index.drop_damaged() == COUNT
    assert catch_up(index, np.arange(COUNT), lambda ids: vectors[ids])
    assert (index.vectors(np.arange(COUNT)) == vectors).all()
    assert index.drop_damaged() == 0


def test_a_whole_index_stays_and_is_looked_through_once(saved: Path) -> None:
    index, _ = VectorIndex.load(saved) or pytest.fail("it is whole")
    assert index.drop_damaged() == 0
    assert index.unseen_bytes() == 0
    assert len(index) == COUNT


def test_what_was_begun_and_stopped_is_looked_through_again(saved: Path) -> None:
    index, _ = VectorIndex.load(saved) or pytest.fail("it is whole")
    stop = threading.Event()
    stop.set()
    assert index.drop_damaged(stop) == 0
    assert index.unseen_bytes()


def test_nothing_damaged_is_written_on_into_a_new_file(saved: Path) -> None:
    index, header = VectorIndex.load(saved, write=True) or pytest.fail("it is whole")
    index.add(np.arange(COUNT, 2 * COUNT), unit(COUNT, 1))
    index.save(saved, header)
    assert index.scattered
    for path in saved.glob("*.vectors"):
        flip(path, path.stat().st_size // 3)
    names = {path.name for path in saved.glob("*.vectors")}
    assert not index.merge()
    assert {path.name for path in saved.glob("*.vectors")} == names


@pytest.mark.parametrize("large", [False, True])
def test_an_index_is_looked_through_at_once_or_meanwhile(
    saved: Path, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr("photoclip.library.index_check._AT_ONCE", 1)
    flip_unseen(saved)
    index, _ = VectorIndex.load(saved) or pytest.fail("a sample is whole")
    heard = threading.Event()
    check = IndexCheck(lambda _index: heard.set())
    check.look_through(index)
    assert heard.wait(20 if large else 0)
    check.stop()
    assert len(index) == 0


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.floats(0, 1, exclude_max=True), st.integers(0, 7))
def test_a_changed_header_is_not_believed(saved: Path, place: float, bit: int) -> None:
    file = saved / "header.json"
    whole = file.read_bytes()
    content = bytearray(whole)
    content[int(place * len(content))] ^= 1 << bit
    file.write_bytes(content)
    heard: list[str] = []
    try:
        assert VectorIndex.load(saved, on_damage=lambda: heard.append("damage")) is None
        assert heard == ["damage"] or b'"form": 3' not in content
    finally:
        file.write_bytes(whole)


def test_a_damaged_index_is_said_once_and_made_again(
    own_library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--library", str(own_library_folder), "search", "a beach", "--json"]
    assert run(command) == 0
    hits = capsys.readouterr().out.split('"seconds"')[0]
    (path,) = (own_library_folder / "index").glob("*.vectors")
    for damage in (lambda: flip(path, 100), lambda: os.truncate(path, 999), path.unlink):
        damage()
        assert run(command) == 0
        told = capsys.readouterr()
        assert told.out.split('"seconds"')[0] == hits
        assert told.err.count("The search index was damaged and has been made again.") == 1
    with Library.open(own_library_folder) as library:
        ids = library.showing.browse().tolist()
        before = found(library, ids)
        assert library.notices.take() == ("The search index was damaged and has been made again.",)
        found(library, ids)
        assert library.notices.take() == ()
        assert before


# Thumbnails


KEY, DATA = b"k" * 32, b"\xff\xd8" + bytes(range(200)) * 40 + b"\xff\xd9"


def stored_at(path: Path, data: bytes) -> int:
    return path.read_bytes().index(data[1000:1100])


def test_a_damaged_thumbnail_is_not_shown_and_can_be_made_again(tmp_path: Path) -> None:
    path, heard = tmp_path / "thumbnails.sqlite", []
    cache = ThumbnailCache(path)
    cache.put_many([(KEY, DATA), (b"other", DATA[::-1])])
    cache.close()
    flip(path, stored_at(path, DATA))
    cache = ThumbnailCache(path, on_damage=lambda: heard.append("damage"))
    assert cache.get(KEY) is None
    assert heard == ["damage"]
    assert cache.get(b"other") == DATA[::-1]
    cache.put_many([(KEY, DATA)])
    assert cache.get(KEY) == DATA
    cache.close()


@pytest.mark.parametrize("readonly", [False, True])
def test_thumbnails_of_an_earlier_program_stay(tmp_path: Path, readonly: bool) -> None:
    path = tmp_path / "thumbnails.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TABLE thumbnail (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, data BLOB"
            " NOT NULL)"
        )
        connection.execute("INSERT INTO thumbnail (key, data) VALUES (?, ?)", (KEY, DATA))
    cache = ThumbnailCache(path, readonly=readonly)
    assert cache.get(KEY) == DATA
    if not readonly:
        cache.put_many([(b"new", DATA)])
        assert cache.get(b"new") == DATA
    cache.close()


def test_a_thumbnail_that_is_missing_is_made_and_kept(own_library_folder: Path) -> None:
    (own_library_folder / "thumbnails.sqlite").write_bytes(os.urandom(9000))
    with Library.open(own_library_folder) as library:
        row = library.showing.rows(library.showing.browse().tolist()[:1])[0]
        assert library.showing.thumbnail(row.content_hash) is None
        assert len(library.notices.take()) == 1
        made = library.showing.thumbnail_again(row.id, row.content_hash)
    with Library.open(own_library_folder, write=False) as library:
        assert library.showing.thumbnail(row.content_hash) == made


# Everything


@pytest.fixture(scope="module")
def whole(sample_library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a backup; never change it."""
    import shutil

    folder = tmp_path_factory.mktemp("whole") / "library"
    shutil.copytree(sample_library_folder, folder)
    with Library.open(folder) as library:
        album = library.organising.new_album("Kept")
        ids = library.showing.browse().tolist()
        library.organising.rate(ids[:9], 4)
        assert album
    backups.make(folder)
    return folder


def test_no_damage_is_believed_and_nothing_is_lost(
    whole: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    truth = answers(whole, write=False, search=True)
    scratch = tmp_path_factory.mktemp("damaged") / "library"
    damages = st.builds(
        Damage,
        st.sampled_from(files_of(whole)),
        st.sampled_from(["flip", "noise", "zeros", "cut"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 1 << 30),
    )

    @settings(max_examples=EXAMPLES, deadline=None, database=None)
    @given(damages, st.booleans())
    def all_is_well(damage: Damage, write: bool) -> None:
        suffer(whole, scratch, damage, truth, write=write)

    all_is_well()

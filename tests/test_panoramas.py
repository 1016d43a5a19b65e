"""Panoramas and tall pictures: several vectors a photo, found by what lies at an end."""

import json
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photoclip.catalog.vectors import Searchable
from photoclip.cli import run
from photoclip.cli.sources import load_picture
from photoclip.clip.crops import is_long, looks_at, squares
from photoclip.clip.pairs import one_per_group, read_pairs
from photoclip.index.vectors import VectorIndex
from photoclip.library.evaluation.panoramas import panorama
from photoclip.library.library import Library
from photoclip.library.negation import Negation, Unwanted
from photoclip.library.ranking import Question, Ranker
from photoclip.library.relevance.calibration import Asked, Curve
from photoclip.library.relevance.noise import measure_noise
from photoclip.query import Query, parse

Scenes = list[tuple[Path, str]]  # file and kind of the only thing


@pytest.fixture(scope="module")
def scenes(sample_pictures: Path) -> Scenes:
    """A few sample scenes, each with a thing of its own kind."""
    found: dict[str, tuple[Path, str]] = {}
    for pair in one_per_group(read_pairs(sample_pictures / "captions.json").pairs):
        things = pair.attributes.get("things") or []
        if len(things) == 1 and things[0]["kind"] not in found:
            found[things[0]["kind"]] = (pair.path, things[0]["kind"])
    return list(found.values())[:6]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, scenes: Scenes) -> Path:
    """A panorama (4:1), a tall picture (1:3) and their single scenes."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "long").mkdir()
    pictures = [load_picture(path) for path, _ in scenes]
    wide = panorama(pictures[:5], 4.0, wide=True, at_start=True)
    tall = panorama(pictures[1:5], 3.0, wide=False, at_start=False)
    Image.fromarray(wide).save(folder / "long" / "wide.png")
    Image.fromarray(tall).save(folder / "long" / "tall.png")
    for number, (path, _) in enumerate(scenes):
        shutil.copyfile(path, folder / f"scene{number}{path.suffix}")
    return folder


@pytest.fixture(scope="module")
def library_folder(
    tmp_path_factory: pytest.TempPathFactory, folder: Path, own_places: Path
) -> Path:
    place = tmp_path_factory.mktemp("panoramas") / "library"
    with Library.open(place) as library:
        report = library.index([folder])
        assert report.embedded == report.photos == 8  # photos, not vectors
    return place


def test_long_pictures_have_a_vector_for_each_part(library_folder: Path) -> None:
    with Library.open(library_folder, write=False) as library:
        # 6 scenes, 4:1 with 1 + 5 looks, 1:3 with 1 + 4
        assert library.vectors() == library.indexed() == 6 + 6 + 5
        assert library.showing.counts()[0] == 8


def test_an_answer_counts_photos_not_vectors(library_folder: Path) -> None:
    with Library.open(library_folder, write=False) as library:
        for text in (
            "a tree",
            "a tree -sky",
            "-tree",
            "a tree folder:long",
            "a tree -sky folder:long",
        ):
            answer = library.search(parse(text))
            photos = [hit.photo_id for hit in answer.hits]
            assert len(photos) == len(set(photos)) == answer.total, text
            assert answer.total == (2 if "folder:" in text else 8), text
            scores = [hit.score or 0.0 for hit in answer.hits]
            assert scores == sorted(scores, reverse=True), text
            for limit in (1, 2, 5, 8, 20):
                short = library.search(parse(text), limit=limit)
                assert [hit.photo_id for hit in short.hits] == photos[:limit], text
                assert short.total == answer.total, text


def test_similar_photos_leave_out_the_photo_itself_with_all_its_parts(
    library_folder: Path, folder: Path
) -> None:
    with Library.open(library_folder, write=False) as library:
        answer = library.showing.placed(library.similar(folder / "long" / "wide.png"))
        names = [hit.paths[0] for hit in answer.hits]
        assert not any(name.endswith(b"wide.png") for name in names)
        assert len(names) == answer.total == 7


def test_what_lies_at_an_end_is_found(library_folder: Path, scenes: Scenes) -> None:
    kind = scenes[0][1]
    with Library.open(library_folder, write=False) as library:
        hits = library.showing.placed(library.search(Query(f"a {kind}"))).hits
        first = [hit.paths[0].rpartition(b"/")[2] for hit in hits[:2]]
        assert b"wide.png" in first, (kind, first)


def test_panoramas_of_an_older_library_get_their_parts_by_the_next_run(
    library_folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "library"
    shutil.copytree(library_folder, place)
    with sqlite3.connect(place / "catalog.sqlite") as catalog:  # as it was before there were parts
        catalog.execute("DELETE FROM vector WHERE part > 0")
        catalog.execute("DELETE FROM meta WHERE key LIKE 'parts%'")
        catalog.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
    catalog.close()
    (place / "catalog.columns").unlink(missing_ok=True)  # nor were there kept columns
    with Library.open(place) as library:
        assert library.vectors() == library.indexed() == 8
        report = library.index()
        assert report.embedded == 2
        assert library.vectors() == library.indexed() == 17
        assert library.index().embedded == 0
    with Library.open(place, write=False) as library:
        assert library.vectors() == library.indexed() == 17


def test_a_panorama_that_is_gone_takes_its_parts_along(
    tmp_path: Path, folder: Path, own_places: Path
) -> None:
    pictures = tmp_path / "pictures"
    shutil.copytree(folder, pictures)
    with Library.open(tmp_path / "library") as library:
        library.index([pictures])
        (pictures / "long" / "wide.png").unlink()
        assert library.index().gone == 1
        assert library.vectors() == library.indexed() == 6 + 5
        assert library.search(Query("a tree")).total == 7
        shutil.copyfile(folder / "long" / "wide.png", pictures / "again.png")
        report = library.index()
        assert report.reused == 1
        assert library.vectors() == library.indexed() == 6 + 6 + 5


@settings(deadline=None)
@given(st.integers(1, 400), st.integers(1, 400))
def test_squares_cover_a_long_picture_without_gap(width: int, height: int) -> None:
    picture = np.arange(width * height * 3).reshape(height, width, 3).astype(np.uint8)
    looks = looks_at(picture, width, height)
    assert looks[0] is picture
    assert (len(looks) > 1) == is_long(width, height)
    if not is_long(width, height):
        return
    short = min(width, height)
    along = np.zeros(max(width, height), np.bool_)
    for square in squares(picture):
        assert square.shape[:2] == (short, short)
        assert np.shares_memory(square, picture)
        offset = square.__array_interface__["data"][0] - picture.__array_interface__["data"][0]
        start = offset // 3 % width if width >= height else offset // 3 // width
        along[start : start + short] = True
    assert along.all()


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 90), st.sampled_from([None, 1, 3, 10]))
def test_the_ranking_equals_a_brute_force_one(seed: int, photos: int, limit: int | None) -> None:
    chance = np.random.default_rng(seed)
    counts = chance.choice([1, 1, 1, 4], photos)
    owners = np.repeat(np.arange(1, photos + 1), counts).astype(np.int64)
    vectors = chance.normal(size=(len(owners), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = np.arange(10, 10 + len(owners), dtype=np.int64)
    index = VectorIndex.create(8)
    index.add(ids, vectors)
    searchable = Searchable(ids, owners, np.unique(owners))
    wanted, unwanted = vectors[0], Unwanted(Asked(vectors[-1]))
    relevant = Curve(np.linspace(1, -1, 9), np.linspace(1, 0, 9))
    noise = measure_noise(10.0, vectors, vectors, photos)
    negation = Negation(noise, wanted, [(unwanted, relevant)])
    for question, against in (
        (Question(wanted), None),
        (Question(wanted, (unwanted,)), negation),
        (Question(None, (unwanted,)), None),
    ):
        whole, total = Ranker(index, searchable, question, against).rank(None, None)
        assert total == photos
        assert sorted(whole.photo_ids.tolist()) == list(range(1, photos + 1))
        assert (np.diff(whole.scores) <= 0).all()
        some, _ = Ranker(index, searchable, question, against).rank(None, limit)
        np.testing.assert_array_equal(some.photo_ids, whole.photo_ids[:limit])
        if question.wanted is None:
            continue
        lost = np.zeros(len(ids)) if against is None else against.penalties(index, ids)
        liked = vectors @ wanted
        expected = [  # its best part, less what its most unwanted part costs
            liked[owners == photo].max() - lost[owners == photo].max()
            for photo in whole.photo_ids.tolist()
        ]
        np.testing.assert_allclose(whole.scores, expected, atol=2e-3)


def test_the_measuring_compares_the_ways_to_look(
    sample_pictures: Path, own_places: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["evaluate", "panoramas", "--data", str(sample_pictures / "captions.json")]
    assert run([*words, "--count", "8", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["panoramas"] == 8
    for kind in ("squash", "shortest"):
        found = figures[kind]
        assert found["several_crops"]["r5"] > found["centre_crop"]["r5"]
        assert found["several_crops"]["median_rank"] < found["pad"]["median_rank"]

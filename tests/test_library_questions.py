"""Whole questions to a library: weights, pictures in the text, groups, drives that are away."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photoclip.errors import PhotoError
from photoclip.library.library import Library
from photoclip.library.negation import unwanted_of
from photoclip.library.search import Weighted, question_vector
from photoclip.query import Filter, parse

AXES = np.eye(4, dtype=np.float32)
TEXTS = {"sea": AXES[0], "boat": AXES[1], "red car": AXES[2], "people": AXES[3]}


def vectors(texts: Any) -> np.ndarray:
    return np.stack([TEXTS[each] for each in texts])


def test_plain_words_are_one_sentence_and_weighted_ones_are_averaged_in() -> None:
    found = question_vector(parse('sea 2:boat 0.5:"red car" -3:people'), vectors)
    expected = np.array([1, 2, 0.5, 0])
    assert found == pytest.approx(expected / np.linalg.norm(expected))
    assert question_vector(parse("-2:people tag:a"), vectors) is None


def test_what_is_not_wanted_weighs_as_it_says() -> None:
    query = parse("sea -people -3:boat")
    found = unwanted_of(query, vectors, lambda _text: (), [Weighted(AXES[2], 3.0)])
    assert [each.weight for each in found] == [0.5, 1.5]  # beside 1 and 3, which are 2 on average
    assert [int(each.asked.vector.argmax()) for each in found] == [3, 1]


@pytest.fixture(scope="module")
def opened(sample_library_folder: Path) -> Iterator[Library]:
    with Library.open(sample_library_folder, write=False) as library:
        yield library


@pytest.fixture
def library(opened: Library) -> Iterator[Library]:
    """The library; its decoder process ends with the test."""
    yield opened
    opened.asking.close()


@pytest.fixture(scope="module")
def pictures(sample_pictures: Path) -> list[Path]:
    rows = json.loads((sample_pictures / "captions.json").read_text("utf-8"))
    return [sample_pictures / row["file"] for row in rows][:3]


def test_a_picture_in_the_text_is_asked_as_one_that_is_given(
    library: Library, pictures: list[Path]
) -> None:
    one, two, _ = pictures
    spelled = library.search(parse(f'boat 2:like:"{one}" -like:"{two}" type:jpg'))
    given = library.search(
        parse("boat type:jpg"), images=[one], unwanted_images=[two], weights=[2.0, 1.0]
    )
    assert [hit.photo_id for hit in spelled.hits] == [hit.photo_id for hit in given.hits]
    assert [hit.score for hit in spelled.hits] == [hit.score for hit in given.hits]
    assert parse(spelled.query) == parse(f'boat 2:like:"{one}" -like:"{two}" type:jpg')


def test_a_picture_that_is_not_there_is_said(library: Library, tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match=r"nowhere\.jpg"):
        library.search(parse(f'like:"{tmp_path}/nowhere.jpg"'))


def test_more_weight_brings_more_of_it(library: Library) -> None:
    def mean(text: str) -> float:
        head = library.search(parse(text), limit=15).hits
        boats = {hit.photo_id: hit.score or 0.0 for hit in library.search(parse("a boat")).hits}
        return float(np.mean([boats[hit.photo_id] for hit in head]))

    assert mean("a dog 0.5:boat") <= mean("a dog 1:boat") <= mean("a dog 3:boat")
    assert mean("a dog 1:boat") < mean("a dog 3:boat") + 1e-6


def test_groups_narrow_before_the_ranking(library: Library) -> None:
    wide = library.search(parse("a boat (orientation:portrait or type:png)"))
    portrait = {each.photo_id for each in library.search(parse("orientation:portrait")).hits}
    png = {each.photo_id for each in library.search(parse("type:png")).hits}
    assert {hit.photo_id for hit in wide.hits} == portrait | png
    assert wide.total == len(portrait | png)
    scores = [hit.score or 0.0 for hit in wide.hits]
    assert scores == sorted(scores, reverse=True)


def test_what_is_away_is_looked_for_when_it_is_asked(
    own_library_folder: Path, tmp_path: Path, sample_pictures: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    source = sorted(sample_pictures.rglob("*.jpg"))[0]
    (drive / "only here.jpg").write_bytes(source.read_bytes() + b"\0")
    with Library.open(own_library_folder) as library:
        library.index([drive])
        assert library.showing.browse([Filter("is", "offline")]).tolist() == []
        picture = f'like:"{drive}/only here.jpg"'
        before = library.search(parse(picture), limit=3)
        shutil.move(drive, tmp_path / "away")
        (photo,) = library.showing.browse([Filter("is", "offline")]).tolist()
        paths = library.showing.paths([photo])[photo]
        assert paths == (os.fsencode(drive / "only here.jpg"),)
        asked = library.search(parse("is:offline"))
        assert [hit.photo_id for hit in asked.hits] == [photo]
        after = library.search(parse(picture), limit=3)  # by the vector that is kept
        assert [hit.photo_id for hit in after.hits] == [hit.photo_id for hit in before.hits]
        counted = {each.value: each.photos for each in library.showing.values("is")}
        assert counted["offline"] == 1
        library.asking.close()

"""Example pictures in a question: wanted, unwanted, weighted, and gone from the disk."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photoclip.errors import PhotoError, UsageError
from photoclip.library.library import Library
from photoclip.library.negation import unwanted_of
from photoclip.library.search import Weighted, question_vector
from photoclip.query import Query, parse


@pytest.fixture(scope="module")
def scenes(sample_pictures: Path) -> dict[bytes, dict[str, Any]]:
    rows = json.loads((sample_pictures / "captions.json").read_text("utf-8"))
    return {os.fsencode(sample_pictures / row["file"]): row["attributes"] for row in rows}


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
def settings_of(opened: Library, scenes: dict[bytes, dict[str, Any]]) -> dict[int, str]:
    """The setting of each photo of a scene, by id."""
    places = opened.showing.paths(opened.showing.browse().tolist())
    return {
        photo: scenes[paths[0]]["setting"]
        for photo, paths in places.items()
        if scenes.get(paths[0], {}).get("setting")
    }


def _front(library: Library, settings_of: dict[int, str], count: int, **asked: Any) -> list[str]:
    hits = library.search(parse(asked.pop("text", "")), **asked).hits
    own = set(asked.get("images", ())) | set(asked.get("unwanted_images", ()))
    ids = [hit.photo_id for hit in hits if hit.photo_id in settings_of and hit.photo_id not in own]
    return [settings_of[each] for each in ids[:count]]


def test_an_unwanted_example_moves_its_kind_back(
    library: Library, settings_of: dict[int, str]
) -> None:
    """Over every setting with enough photos: photos of its kind get rarer at the front."""
    kinds = [kind for kind in set(settings_of.values()) if _count(settings_of, kind) >= 3]
    assert len(kinds) >= 3
    better = 0
    for kind in kinds:
        example = next(photo for photo, setting in settings_of.items() if setting == kind)
        plain = _front(library, settings_of, 15, text="a photo outdoors").count(kind)
        less = _front(
            library, settings_of, 15, text="a photo outdoors", unwanted_images=[example]
        ).count(kind)
        assert less <= plain
        better += less < plain or plain == 0
    assert better >= len(kinds) * 0.7


def test_an_unwanted_example_alone_puts_its_kind_last(
    library: Library, settings_of: dict[int, str]
) -> None:
    kind = max(set(settings_of.values()), key=lambda each: _count(settings_of, each))
    example = next(photo for photo, setting in settings_of.items() if setting == kind)
    everything = library.search(Query(), unwanted_images=[example]).hits
    assert everything[-1].photo_id == example
    assert kind not in _front(library, settings_of, 5, unwanted_images=[example])


def _count(settings_of: dict[int, str], kind: str) -> int:
    return list(settings_of.values()).count(kind)


def test_a_heavier_example_comes_nearer(library: Library, settings_of: dict[int, str]) -> None:
    one, other = next(iter(settings_of)), list(settings_of)[-1]

    def score(weights: tuple[float, ...]) -> float:
        hits = library.search(Query(), images=[one, other], weights=weights).hits
        scores = {hit.photo_id: hit.score for hit in hits}
        return float(scores[one] or 0) - float(scores[other] or 0)

    assert score((2.0, 1.0)) > score(()) > score((0.5, 1.0))
    assert score(()) == pytest.approx(0, abs=1e-3)


def test_words_and_an_example_of_weight_one_count_alike() -> None:
    texts, picture = np.eye(3, dtype=np.float32)[:1], np.eye(3, dtype=np.float32)[1]
    mixed = question_vector(Query("sea"), lambda _texts: texts, [Weighted(picture)])
    assert mixed == pytest.approx(np.array([1, 1, 0]) / np.sqrt(2))
    (against,) = unwanted_of(
        Query("sea"),
        lambda _texts: texts,
        lambda _text: (),
        [Weighted(picture, 3.0)],
        [Weighted(picture, 2.0)],
    )
    assert against.weight == 1.0  # beside words of 1 and a picture of 3, which are 2 on average


def test_the_answer_says_what_was_asked(library: Library, sample_pictures: Path) -> None:
    picture = next(sample_pictures.rglob("*.jpg"))
    ids = library.showing.browse().tolist()
    name = library.showing.photo(ids[0]).name
    found = library.search(parse("sea"), images=[picture], unwanted_images=[ids[0]], limit=1)
    assert found.query == f"sea like:{picture.name} -like:{name}"


def test_weights_that_do_not_fit_are_said(library: Library) -> None:
    with pytest.raises(UsageError, match="2 example pictures and 1 weight"):
        library.search(Query(), images=[1, 2], weights=[1.0])
    with pytest.raises(UsageError, match="above 0"):
        library.search(Query(), images=[1], weights=[-1.0])


def test_a_photo_without_its_file_is_still_an_example(
    tmp_path: Path, sample_pictures: Path
) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for source in sorted(sample_pictures.rglob("*.jpg"))[:4]:
        shutil.copy(source, pictures)
    with Library.open(tmp_path / "library") as library:
        library.index([pictures])
        one, two = library.showing.browse().tolist()[:2]
        before = library.search(Query(), images=[one, two]).hits
        pictures.rename(tmp_path / "unplugged")
        assert library.search(Query(), images=[one, two]).hits == before


def test_an_example_file_is_read_again_only_when_it_changed(
    library: Library, tmp_path: Path, sample_pictures: Path
) -> None:
    """While a person types on, the same example is asked with every letter."""
    example = tmp_path / "example.jpg"
    shutil.copy(next(sample_pictures.rglob("*.jpg")), example)
    state = example.stat()
    before = library.search(parse("sea"), images=[example]).hits
    example.write_bytes(bytes(state.st_size))
    os.utime(example, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert library.search(parse("sea"), images=[example]).hits == before
    os.utime(example, (1, 1))
    with pytest.raises(PhotoError, match=r"example\.jpg"):
        library.search(parse("sea"), images=[example])

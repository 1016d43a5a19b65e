"""The relevance line: likely hits are right, and there are none of what is not there."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.errors import LibraryError, UsageError
from photoclip.library.evaluation.unrelated import absent_questions, nonsense_questions
from photoclip.library.library import Library
from photoclip.library.relevance import band_of, count_bands, maybe_line
from photoclip.library.relevance.bank import bank_vectors
from photoclip.library.relevance.calibration import (
    LOOKED_AT,
    PICTURE_WEIGHTS,
    TEXT_WEIGHTS,
    Asked,
    falling,
    picture_features,
    places_looked_at,
    relevance_curve,
    text_features,
    weighed,
)
from photoclip.library.relevance.noise import measure_noise
from photoclip.query import parse
from photoclip.records import SearchAnswer


@pytest.fixture(scope="module")
def scenes(sample_pictures: Path) -> dict[bytes, dict[str, Any]]:
    """What each sample file shows, by its absolute path."""
    rows = json.loads((sample_pictures / "captions.json").read_text("utf-8"))
    return {os.fsencode(sample_pictures / row["file"]): row for row in rows}


@pytest.fixture
def library(sample_library_folder: Path) -> Iterator[Library]:
    with Library.open(sample_library_folder, write=False) as opened:
        yield opened


def answer_of(library: Library, text: str) -> SearchAnswer:
    return library.showing.placed(library.search(parse(text)))


def likely(answer: SearchAnswer) -> list[bytes]:
    return [hit.paths[0] for hit in answer.hits if hit.band == "likely"]


def test_what_is_there_is_likely_and_what_is_likely_is_there(
    library: Library, scenes: dict[bytes, dict[str, Any]]
) -> None:
    asked = sorted({row["captions"][0] for row in scenes.values()})
    found = told = right = 0
    for text in asked:
        hits = likely(answer_of(library, f'"{text}"'))
        said = [text in scenes[path]["captions"] for path in hits]
        found, told, right = found + any(said), told + len(said), right + sum(said)
    assert found >= 0.7 * len(asked)
    assert right >= 0.8 * told


def test_nonsense_and_absent_things_have_no_likely_hits(
    library: Library, scenes: dict[bytes, dict[str, Any]]
) -> None:
    nonsense = nonsense_questions(20, seed=4)
    said = [text for row in scenes.values() for text in row["captions"]]
    assert [text for text in nonsense if library.search(parse(text), limit=1).likely] == []
    absent = absent_questions(said, 40, seed=4)
    assert sum(bool(library.search(parse(text), limit=1).likely) for text in absent) <= 2


def test_words_never_seen_are_said_and_make_nothing_likely(library: Library) -> None:
    answer = library.search(parse("a qwxzfk"), limit=3)
    assert answer.likely == 0
    assert any("'qwxzfk'" in note and "no photo is likely" in note for note in answer.notes)


def test_likely_hits_are_counted_over_the_whole_ranking(library: Library) -> None:
    whole = answer_of(library, "a cat")
    first = library.search(parse("a cat"), limit=1)
    assert (first.likely, first.maybe, first.total) == (whole.likely, whole.maybe, whole.total)
    assert len(first.hits) == 1
    counts = count_bands([hit.relevance or 0.0 for hit in whole.hits], whole.line or 0.0)
    assert (counts.likely, counts.maybe) == (whole.likely, whole.maybe)
    assert counts.likely == len(likely(whole)) > 0


@pytest.mark.parametrize("text", ["a dog", "the beach at night -boat", "-car", "2:red balloon"])
def test_relevance_falls_along_the_ranking(library: Library, text: str) -> None:
    relevance = [hit.relevance for hit in library.search(parse(text)).hits]
    assert all(each is not None and 0.0 <= each <= 1.0 for each in relevance)
    assert relevance == sorted(relevance, key=lambda each: -(each or 0.0))


def test_filters_alone_have_no_relevance(library: Library) -> None:
    answer = library.search(parse("type:jpeg"), limit=3)
    assert answer.likely is answer.maybe is answer.line is None
    assert all(hit.relevance is hit.band is None for hit in answer.hits)


def test_what_is_not_wanted_loses_its_relevance(
    library: Library, scenes: dict[bytes, dict[str, Any]]
) -> None:
    dogs = {
        path
        for path, row in scenes.items()
        if any(each["kind"] == "dog" for each in row["attributes"].get("things", []))
    }
    plain = answer_of(library, "a mushroom")
    without = answer_of(library, "a mushroom -dog")
    before = sum(hit.relevance or 0.0 for hit in plain.hits if hit.paths[0] in dogs)
    after = sum(hit.relevance or 0.0 for hit in without.hits if hit.paths[0] in dogs)
    assert before > 0.5
    assert after < before / 2


def test_pictures_alike_have_a_scale_of_their_own(
    library: Library, scenes: dict[bytes, dict[str, Any]]
) -> None:
    path = next(path for path, row in scenes.items() if "cat" in row["captions"][0])
    answer = library.similar(Path(os.fsdecode(path)))
    assert answer.likely is not None
    assert answer.maybe is not None
    assert answer.likely + answer.maybe < answer.total // 2
    relevance = [hit.relevance or 0.0 for hit in answer.hits]
    assert relevance[0] > 0.3
    assert relevance[-1] < 0.1
    assert relevance == sorted(relevance, reverse=True)


def test_the_line_is_moved_for_one_answer_or_remembered(own_library_folder: Path) -> None:
    with Library.open(own_library_folder) as library:
        assert library.relevance_line() == 0.5
        usual = library.search(parse("a cat"))
        strict = library.search(parse("a cat"), line=0.99)
        assert strict.line == 0.99
        assert (strict.likely or 0) < (usual.likely or 0)
        assert [hit.relevance for hit in strict.hits] == [hit.relevance for hit in usual.hits]
        with pytest.raises(UsageError, match="above 0 and below 1"):
            library.set_relevance_line(1.5)
        library.set_relevance_line(0.99)
    with Library.open(own_library_folder, write=False) as library:
        assert library.relevance_line() == 0.99
        assert library.search(parse("a cat")).likely == strict.likely
        with pytest.raises(LibraryError, match="reading only"):
            library.set_relevance_line(0.3)
    with Library.open(own_library_folder) as library:
        library.set_relevance_line(None)
        assert library.relevance_line() == 0.5


def test_an_empty_library_has_nothing_likely(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        for text in ("a dog", "-dog"):
            answer = library.search(parse(text))
            assert (answer.likely, answer.maybe, answer.hits) == (0, 0, ())


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_pooling_falls_and_keeps_the_mean(chances: list[float]) -> None:
    pooled = falling(np.array(chances))
    assert (np.diff(pooled) <= 1e-12).all()
    assert pooled.mean() == pytest.approx(np.mean(chances))


@given(st.floats(0.01, 0.99), st.floats(0, 1))
def test_bands_stand_in_order(line: float, relevance: float) -> None:
    assert 0.0 < maybe_line(line) < line
    bands = [band_of(each, line) for each in (1.0, line, maybe_line(line), relevance, 0.0)]
    assert bands[0] == bands[1] == "likely"
    assert (bands[2], bands[4]) == ("maybe", "rest")
    assert (bands[3] == "likely") == (relevance >= line)


@given(st.integers(0, 300_000))
def test_few_places_of_a_long_ranking_are_looked_at(count: int) -> None:
    places = places_looked_at(count)
    assert len(places) <= 128 + 32 * 12
    assert (np.diff(places) > 0).all()
    assert list(places[:128]) == list(range(min(count, 128)))
    assert not count or places[-1] == count - 1


def test_words_with_a_picture_are_judged_more_strictly_than_the_mean_of_both() -> None:
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(700, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    photos, bank = rows[:400], rows[400:]
    noise = measure_noise(20.0, bank, photos, len(photos))
    vector = photos[7] + 0.5 * bank[0]
    vector /= np.linalg.norm(vector)
    order = np.argsort(-(photos @ vector))[:LOOKED_AT]
    ranking = (photos @ vector)[order], photos[order]

    asked = Asked(vector, 1, (1.0,), (1.0,))
    said = weighed(text_features(noise, asked, *ranking), TEXT_WEIGHTS)
    shown = weighed(picture_features(noise, asked, *ranking), PICTURE_WEIGHTS)
    mean = 1.0 / (1.0 + np.exp(-(said[0] + shown[0]) / 2))
    assert 0.0 < relevance_curve(noise, asked, *ranking).relevance[0] < mean - 0.01


@pytest.mark.parametrize("photos", [1, 2, 10, 1000])
def test_libraries_of_chance_have_hardly_anything_likely(photos: int) -> None:
    random = np.random.default_rng(photos)
    rows = random.normal(size=(photos + 450, 256)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    vectors, texts = rows[:photos], rows[photos:]
    noise = measure_noise(30.0, texts[50:], vectors, photos)
    likely = 0
    for text in texts[:50]:
        scores = vectors @ text
        order = np.argsort(-scores)
        places = places_looked_at(photos)
        curve = relevance_curve(
            noise, Asked(text, 3), scores[order][places], vectors[order][places]
        )
        likely += bool(curve.of(scores[order])[0] >= 0.5)
    assert likely <= 1


# ── the bank is embedded once ───────────────────────────────────────────────────────────────────


def test_the_bank_is_read_from_the_cache_and_made_again_when_it_is_damaged(
    library: Library, tmp_path: Path
) -> None:
    tower = library.tower()
    made = bank_vectors(tower, tmp_path)
    (kept,) = tmp_path.iterdir()
    np.save(kept, made[::-1])
    np.testing.assert_array_equal(bank_vectors(tower, tmp_path), made[::-1])  # no model was asked
    for damage in (b"", kept.read_bytes()[:-100], b"x" * 1000):
        kept.write_bytes(damage)
        np.testing.assert_array_equal(bank_vectors(tower, tmp_path), made)
        np.testing.assert_array_equal(np.load(kept), made)
    np.save(kept, np.zeros_like(made))
    np.testing.assert_array_equal(bank_vectors(tower, tmp_path), made)


def test_another_model_has_a_bank_of_its_own_and_renews_only_its_own(
    library: Library, tmp_path: Path
) -> None:
    tower = library.tower()
    others = tmp_path / f"{'0' * 32}-0000000000000000.npy"
    outdated = tmp_path / f"{tower.model.digest}-0000000000000000.npy"
    for each in (others, outdated):
        each.write_bytes(b"of other texts")
    made = bank_vectors(tower, tmp_path)
    assert others.exists()
    assert not outdated.exists()
    assert len(list(tmp_path.iterdir())) == 2
    assert np.linalg.norm(made, axis=1) == pytest.approx(np.ones(len(made)), abs=1e-3)


def test_a_cache_that_cannot_be_written_stops_nothing(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    made = bank_vectors(library.tower(), tmp_path / "file" / "texts")
    np.testing.assert_array_equal(made, bank_vectors(library.tower(), tmp_path / "other"))

"""What is not wanted: it goes, and what is wanted stays."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from photoclip.cli import run
from photoclip.clip.pairs import Pair, one_per_group, read_pairs
from photoclip.errors import DataError
from photoclip.index.vectors import VectorIndex
from photoclip.library.evaluation.facts import facts_of
from photoclip.library.evaluation.negatives import IN_USE, negatives
from photoclip.library.library import Library
from photoclip.library.negation import Negation, Unwanted, unwanted_of
from photoclip.library.relevance.calibration import Asked, Curve
from photoclip.library.relevance.noise import measure_noise
from photoclip.query import Query, parse

Vectors = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def library(sample_library_folder: Path) -> Iterator[Library]:
    with Library.open(sample_library_folder, write=False) as library:
        yield library


@pytest.fixture(scope="module")
def scenes(sample_pictures: Path) -> list[Pair]:
    return one_per_group(read_pairs(sample_pictures / "captions.json").pairs)


def _found(library: Library, text: str, most: int) -> list[Path]:
    answer = library.showing.placed(library.search(parse(text), limit=most))
    return [Path(hit.paths[0].decode()) for hit in answer.hits]


def test_unwanted_photos_go_and_wanted_ones_stay(library: Library, scenes: list[Pair]) -> None:
    paths = [scene.path.resolve() for scene in scenes]
    facts = facts_of(scenes)
    wrong_before = wrong_after = right_before = right_kept = 0
    for wanted in (fact for fact in facts if fact.kind == "setting"):
        for unwanted in (fact for fact in facts if fact.kind == "thing"):
            wrong = {paths[i] for i in np.flatnonzero(wanted.true & unwanted.true)}
            right = {paths[i] for i in np.flatnonzero(wanted.true & ~unwanted.true)}
            if not wrong or len(right) < 2:
                continue
            most = len(wrong) + len(right)
            before = set(_found(library, wanted.text, most))
            after = set(_found(library, f'{wanted.text} -"{unwanted.text}"', most))
            wrong_before += len(before & wrong)
            wrong_after += len(after & wrong)
            right_before += len(before & right)
            right_kept += len(before & right & after)
    assert wrong_before >= 10
    assert 1 - wrong_after / wrong_before >= 0.5
    assert right_kept / right_before >= 0.9


@pytest.mark.parametrize("absent", ['"a grand piano"', '"an octopus"', "xyzzyx", '"flumm grobax"'])
def test_what_is_not_in_the_library_takes_nothing_down(library: Library, absent: str) -> None:
    for wanted in ("a dog", "the beach", "a red car"):
        plain = library.search(parse(wanted)).hits
        without = library.search(parse(f"{wanted} -{absent}")).hits
        assert [hit.photo_id for hit in plain] == [hit.photo_id for hit in without]


def test_only_unwanted_words_bring_the_least_of_it_first(library: Library) -> None:
    liked = [hit.photo_id for hit in library.search(parse("night")).hits]
    refused = [hit.photo_id for hit in library.search(parse("-night")).hits]
    assert refused == liked[::-1] or set(refused[:10]).isdisjoint(liked[:10])


def test_the_negation_never_reaches_the_text_tower() -> None:
    heard: list[str] = []

    def texts(said: Sequence[str]) -> Vectors:
        heard.extend(said)
        return np.eye(4, dtype=np.float32)[: len(said)]

    asked = parse("a beach -people without snow or rain -2:boats")
    found = unwanted_of(asked, texts, lambda text: ("people",) if text == "people" else ())
    assert [each.weight for each in found] == [1.0, 1.0, 2.0]
    assert found[0].understood < 0.1 < found[1].understood == 1.0
    assert not any(word in " ".join(heard) for word in ("-", "without", "no ", "not "))


def _index(vectors: Vectors) -> VectorIndex:
    index = VectorIndex.create(vectors.shape[1])
    index.add(np.arange(1, len(vectors) + 1), vectors)
    return index


def _unit(rows: npt.NDArray[np.floating]) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


@settings(deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 200),
    st.floats(0.1, 5),
    st.lists(st.floats(0, 1), min_size=2, max_size=8),
)
@example(6232, 180, 1.0, [0.0, 1.0])
def test_penalties_are_never_gains_and_grow_with_the_weight(
    seed: int, photos: int, weight: float, told: list[float]
) -> None:
    chance = np.random.default_rng(seed)
    vectors, asked = _unit(chance.normal(size=(photos, 6))), _unit(chance.normal(size=(3, 6)))
    index, ids = _index(vectors), np.arange(1, photos + 1)
    noise = measure_noise(10.0, asked, vectors, photos)
    curve = Curve(np.linspace(1, -1, len(told)), np.sort(told)[::-1])
    first, other = Asked(asked[1]), Asked(asked[2])

    def lost(*unwanted: Unwanted) -> Vectors:
        parts = [(each, curve) for each in unwanted]
        return Negation(noise, asked[0], parts).penalties(index, ids)

    one = lost(Unwanted(first))
    assert np.isfinite(one).all()
    assert (one >= 0).all()
    np.testing.assert_allclose(
        lost(Unwanted(first, 1 + weight)), (1 + weight) * one, rtol=1e-4, atol=1e-6
    )
    both = lost(Unwanted(first), Unwanted(other))  # multiplied together they are rounded otherwise
    assert (both >= one * (1 - 1e-4) - 1e-6).all()
    assert (lost(Unwanted(first, understood=0.5)) <= one + 1e-6).all()
    assert not lost(Unwanted(first, understood=0.0)).any()
    shown = vectors @ first.vector
    assert (np.diff(one[np.argsort(shown)]) >= -1e-2).all()  # the more of it, the more is lost


@pytest.mark.parametrize(("together", "doubtful_go"), [(0.0, True), (0.9, False)])
def test_a_doubtful_photo_stays_where_wanted_and_unwanted_are_alike(
    together: float, *, doubtful_go: bool
) -> None:
    """Of beaches with something like a boat, but not of flowers that are a little like tulips."""
    chance = np.random.default_rng(5)
    wanted, unwanted = np.eye(8, dtype=np.float32)[:2]
    told = chance.normal(size=(400, 8)) * [1, 1, 3, 3, 3, 3, 3, 3]
    told[:, 1] += together / (1 - together) * told[:, 0]
    photos = _unit(told)
    noise = measure_noise(10.0, _unit(chance.normal(size=(3, 8))), photos, len(photos))
    shown = np.sort(photos @ unwanted)[::-1].astype(np.float64)
    curve = Curve(shown, np.interp(np.arange(400), [0, 40, 80, 160], [0.9, 0.9, 0.2, 0.0]))
    negation = Negation(noise, wanted, [(Unwanted(Asked(unwanted)), curve)])
    lost = negation.penalties(_index(photos), np.arange(1, 401))[np.argsort(-(photos @ unwanted))]
    assert (lost[:40] == lost[0]).all()  # what surely shows it goes either way
    assert lost[0] > 0
    assert (lost[78:82] > 0.5 * lost[0]).all() == doubtful_go
    assert lost[78:82].any() == doubtful_go
    assert not lost[200:].any()


# ── the measuring itself ────────────────────────────────────────────────────────────────────────


class _Seer:
    """Knows of each picture what it shows: one direction a word, and some noise."""

    logit_scale = 100.0

    def unknown_words(self, text: str) -> tuple[str, ...]:
        return ()

    words = ("beach", "forest", "noon", "night", "cat", "dog", "red", "blue")

    def encode_images(self, pictures: Sequence[npt.NDArray[np.uint8]]) -> Vectors:
        shown = np.stack([picture.ravel()[: len(self.words)] for picture in pictures])
        return _unit(_wide(shown) + 0.05 * np.random.default_rng(1).normal(size=(len(shown), 64)))

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        said = _wide(np.array([[word in text for word in self.words] for text in texts]))
        unrelated = np.abs(np.random.default_rng(2).normal(size=said.shape))
        unrelated[:, : len(self.words)] /= 4
        return _unit(np.where(said.any(axis=1, keepdims=True), said, unrelated))


def _wide(rows: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    return np.pad(rows.astype(np.float64), ((0, 0), (0, 64 - rows.shape[1])))


def _drawn(number: int) -> Pair:
    setting, light = ("beach", "forest")[number % 2], ("noon", "night")[number // 2 % 2]
    thing, colour = ("cat", "dog")[number // 4 % 2], ("red", "blue")[number // 8 % 2]
    things = [{"kind": thing, "colour": colour, "count": 1}]
    said = f"{colour} {thing} {setting} {light}"
    facts = {"setting": setting, "light": light, "things": things}
    return Pair(Path(f"{number}.png"), (said,), None, str(number), facts)


def test_a_model_that_sees_well_removes_most_that_is_wrong_and_loses_nearly_nothing() -> None:
    pairs = [_drawn(number) for number in range(96)]
    words = ("beach", "forest", "noon", "night", "cat", "dog", "red", "blue")

    def load(path: Path) -> npt.NDArray[np.uint8]:
        said = pairs[int(path.stem)].texts[0]
        return np.array([word in said for word in words], np.uint8).reshape(1, -1, 1)

    figures = negatives(_Seer(), pairs, load)
    assert figures["wrong_hits_removed"] >= 0.6
    assert figures["right_hits_lost"] <= 0.02
    assert figures["kinds"]["thing - coloured thing"]["wrong_hits_removed"] >= 0.95
    assert figures["kinds"]["thing - coloured thing"]["questions"] == 4
    assert figures["methods"][IN_USE]["wrong_hits_removed"] == figures["wrong_hits_removed"]
    assert figures["compositional"]["coloured thing in setting"]["precision"] == 1.0


def test_labelled_pictures_are_asked_for_by_broader_words() -> None:
    labels, words = ("rose", "tulip", "daisy", "pigeon"), ("cat", "dog", "red", "blue")
    pairs = [Pair(Path(f"{n}.png"), (), labels[n % 4], str(n)) for n in range(48)]

    class Seer(_Seer):
        def encode_texts(self, texts: Sequence[str]) -> Vectors:
            said = [text.replace("a flower", "a rose a tulip a daisy") for text in texts]
            for label, word in zip(labels, words, strict=True):
                said = [text.replace(label, word) for text in said]
            return super().encode_texts(said)

    def load(path: Path) -> npt.NDArray[np.uint8]:
        shown = words[labels.index(pairs[int(path.stem)].label or "")]
        return np.array([word == shown for word in _Seer.words], np.uint8).reshape(1, -1, 1)

    figures = negatives(Seer(), pairs, load)
    assert set(figures["kinds"]) == {"broader - label"}
    assert figures["questions"] == 3
    assert figures["wrong_hits_removed"] == 1.0
    assert figures["right_hits_lost"] == figures["absent"]["right_hits_lost"] == 0.0


def test_pictures_that_say_nothing_of_what_is_in_them_are_refused(sample_pictures: Path) -> None:
    pair = Pair(sample_pictures / "x.jpg", ("a dog",), None, "x")
    blank = np.zeros((1, 8, 1), np.uint8)
    with pytest.raises(DataError, match="says what is in it"):
        negatives(_Seer(), [pair], lambda _path: blank + 1)


def test_the_question_of_a_negative_alone_is_read_as_one() -> None:
    assert parse('-"a red car"').without == Query("", ("a red car",), ()).without


def test_the_command_prints_every_method(
    own_places: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", "negatives", "--data", "samples:200", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["questions"] >= 5
    assert len(figures["methods"]) == 14
    assert figures["wrong_hits_removed"] >= 0.5
    assert figures["right_hits_lost"] <= 0.1


def test_measuring_needs_no_library_that_can_be_opened(
    sample_pictures: Path,
    own_places: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    older = sqlite3.connect(tmp_path / "catalog.sqlite")
    older.executescript((Path(__file__).parent / "catalogs" / "0003.sql").read_text("utf-8"))
    older.close()
    before = (tmp_path / "catalog.sqlite").read_bytes()
    data = ["evaluate", "retrieval", "--data", str(sample_pictures / "captions.json"), "--json"]
    assert run(["--library", str(tmp_path), *data]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)
    assert "older photoclip" in said.err
    assert "built-in model is used" in said.err
    assert (tmp_path / "catalog.sqlite").read_bytes() == before


def test_too_few_pictures_are_said_in_one_sentence(
    sample_pictures: Path, own_places: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["evaluate", "negatives", "--data", str(sample_pictures / "captions.json")]
    assert run(words) == 3
    assert "Too few pictures share a thing" in capsys.readouterr().err

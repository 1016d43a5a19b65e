"""Short texts made from a scene's attributes, and how training batches use them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photoclip.clip.pairs import Pair, Source
from photoclip.clip.training.batches import Deck, sayings
from photoclip.clip.training.contraries import nearly_true, worlds
from photoclip.clip.training.mixing import mix_pixels, mix_truths, mixtures
from photoclip.clip.training.pictures import PackedPictures
from photoclip.clip.training.plan import TrainingPlan
from photoclip.clip.vocabulary import words_of
from photoclip.clip.wording import meaning, plural, short_texts, with_article

CATS = {
    "setting": "meadow",
    "light": "night",
    "things": [{"kind": "cat", "colour": "orange", "count": 2}, {"kind": "owl", "count": 1}],
}


def test_short_texts_say_what_is_there():
    texts = short_texts(CATS)
    for text in (
        "cat",
        "an orange cat",
        "two cats at night",
        "two orange cats in the meadow",
        "an owl",
        "owl on the meadow",
    ):
        assert text in texts
    assert not any("two owl" in text or "owls" in text for text in texts)
    assert len(set(texts)) == len(list(texts))


@pytest.mark.parametrize("attributes", [{}, {"things": "cat"}, {"things": ["cat", {}]}])
def test_without_things_there_are_none(attributes):
    assert list(short_texts(attributes)) == []


def test_words():
    assert [plural(word) for word in ("bus", "cherry", "toy", "bench", "cat")] == [
        "buses",
        "cherries",
        "toys",
        "benches",
        "cats",
    ]
    assert with_article("apple") == "an apple"


@pytest.fixture
def pictures(tmp_path) -> PackedPictures:
    (tmp_path / "pixels").write_bytes(bytes(8 * 8 * 8 * 3))
    return PackedPictures(tmp_path / "pixels", np.full((8, 2), 8))


@pytest.fixture
def deck(tmp_path, pictures) -> tuple[Deck, TrainingPlan, list[Pair]]:
    """Eight pictures: four of a labelled cup, four drawn scenes with cats."""
    pairs = [
        *(Pair(Path(f"{n}.png"), (), "cup", str(n)) for n in range(4)),
        *(Pair(Path(f"s{n}.png"), ("two cats out late",), None, f"s{n}", CATS) for n in range(4)),
    ]
    plan = TrainingPlan(
        (Source(tmp_path),),
        tmp_path,
        lambda path: np.zeros((1, 1, 3), np.uint8),
        batch_size=8,
        extra_texts=16,
        nearly_true=0.0,
        short_texts=1.0,
    )
    return Deck(plan, pictures, pairs, [1.0] * 8), plan, pairs


def test_a_batch_knows_what_is_true_of_which_picture(deck):
    cards, plan, pairs = deck
    batch = cards.draw(0, 16)
    assert batch.pixels.shape == (8, 16, 16, 3)
    assert batch.positives.shape == (8, 24)
    assert len(batch.texts) == 24
    assert (batch.positives.diagonal() == 1).all()
    cups = ["cup" in text for text in batch.texts]
    for row in range(8):
        assert batch.positives[row].astype(bool).tolist() == [cup == cups[row] for cup in cups]
    said = set(words_of(" ".join(batch.texts)))
    assert said <= set(words_of(" ".join(sayings(plan, pairs))))


def test_texts_of_one_meaning_are_positives_of_each_other():
    assert len({meaning(text) for text in ("An airplane", "airplane", "the airplanes")}) == 1
    assert meaning("two dogs") != meaning("a dog")
    assert meaning("bus") == meaning("a bus")
    assert meaning("glass") == "glass"


def test_mixed_pictures_are_true_to_both_labels(deck, pictures):
    _, plan, pairs = deck
    some = [
        Pair(pair.path, (), label, pair.group)
        for pair, label in zip(pairs, "abcdefgh", strict=True)
    ]
    mixing = Deck(replace(plan, mixing=1.0, extra_texts=0), pictures, some, [1.0] * 8)
    batch = mixing.draw(0, 16)
    assert batch.mixtures
    weights = mix_truths(batch.positives, batch.mixtures)
    assert np.allclose(weights.sum(axis=1), 1)
    for mixture in batch.mixtures:
        row = weights[mixture.row]
        if mixture.partner != mixture.row:
            assert row[mixture.row] == pytest.approx(mixture.keep)
            assert row[mixture.partner] == pytest.approx(1 - mixture.keep)


def test_mixtures_hold_as_much_of_a_picture_as_its_label_counts():
    pictures = {0: np.zeros((16, 16, 3), np.uint8), 1: np.full((16, 16, 3), 200, np.uint8)}
    kinds = set()
    for seed in range(40):
        for mixture in mixtures([0, 1], 16, 1.0, np.random.default_rng(seed)):
            if mixture.row == 0 and mixture.partner == 1:
                kinds.add(mixture.patch is None)
                mean = mix_pixels(pictures, [mixture])[0].mean() / 200
                assert mean == pytest.approx(1 - mixture.keep, abs=0.01)
    assert kinds == {True, False}
    assert not pictures[0].any()


def test_processes_have_parts_of_one_batch(deck):
    cards, *_ = deck
    whole = cards.draw(2, 16)
    parts = [cards.draw(2, 16, rank, 2) for rank in range(2)]
    assert np.array_equal(np.concatenate([part.pixels for part in parts]), whole.pixels)
    assert parts[0].texts + parts[1].texts == whole.texts
    assert np.array_equal(parts[1].positives, whole.positives)


def test_a_batch_is_fixed_by_seed_and_step(deck):
    cards, *_ = deck
    assert cards.draw(3, 16).texts == cards.draw(3, 16).texts
    assert cards.draw(3, 16).texts != cards.draw(4, 16).texts


def test_nearly_true_texts_change_one_fact():
    boat = {
        "setting": "lake",
        "light": "noon",
        "things": [{"kind": "boat", "colour": "red", "count": 2}],
    }
    known = worlds([boat, CATS])
    assert known["kind"] == ("boat", "cat", "owl")
    assert known["setting"] == ("lake", "meadow")
    true = set(short_texts(boat))
    told = set()
    for seed in range(200):
        false = nearly_true(boat, known, np.random.default_rng(seed))
        assert not true & set(false)
        told |= set(false)
    assert {"a red cat", "an orange boat", "two owls at noon", "the meadow at noon"} <= told
    assert not [text for text in told if "orange" in text and ("cat" in text or "meadow" in text)]


def test_batches_bring_nearly_true_texts_and_know_them_for_wrong(pictures, tmp_path):
    """Cats and dogs in one place: without such texts the word itself would hardly be asked for."""
    kinds = ["cat", "dog"] * 4
    pairs = [
        Pair(Path(f"{n}"), ("a pet",), None, f"{n}", {"things": [{"kind": kind, "count": 1}]})
        for n, kind in enumerate(kinds)
    ]
    plan = TrainingPlan(
        (Source(tmp_path),),
        tmp_path,
        lambda path: np.zeros((1, 1, 3), np.uint8),
        batch_size=8,
        extra_texts=24,
        nearly_true=1.0,
        short_texts=1.0,
    )
    batch = Deck(plan, pictures, pairs, [1.0] * 8).draw(0, 8)
    order = [("cat" if "cat" in truth else "dog") for truth in batch.truths]
    for text, column in zip(batch.texts[8:], batch.positives.T[8:], strict=True):
        assert column.astype(bool).tolist() == [kind in text for kind in order]
    assert {kind for kind in ("cat", "dog") for text in batch.texts[8:] if kind in text} == set(
        kinds
    )

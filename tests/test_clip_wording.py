"""Short texts made from a scene's attributes, and how training batches use them."""

from pathlib import Path

import numpy as np
import pytest

from photoclip.clip.batches import Deck, sayings
from photoclip.clip.pairs import Pair, Source
from photoclip.clip.pictures import PackedPictures
from photoclip.clip.plan import TrainingPlan
from photoclip.clip.wording import plural, short_texts, with_article

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
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("attributes", [{}, {"things": "cat"}, {"things": ["cat", {}]}])
def test_without_things_there_are_none(attributes):
    assert short_texts(attributes) == ()


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
def deck(tmp_path) -> tuple[Deck, TrainingPlan, list[Pair]]:
    """Eight pictures: four of a labelled cup, four drawn scenes with cats."""
    pairs = [
        *(Pair(Path(f"{n}.png"), (), "cup", str(n)) for n in range(4)),
        *(Pair(Path(f"s{n}.png"), ("two cats out late",), None, f"s{n}", CATS) for n in range(4)),
    ]
    (tmp_path / "pixels").write_bytes(bytes(8 * 8 * 8 * 3))
    pictures = PackedPictures(tmp_path / "pixels", np.full((8, 2), 8))
    plan = TrainingPlan(
        (Source(tmp_path),),
        tmp_path,
        lambda path: np.zeros((1, 1, 3), np.uint8),
        batch_size=8,
        extra_texts=16,
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
    assert set(batch.texts) <= set(sayings(plan, pairs))


def test_a_batch_is_fixed_by_seed_and_step(deck):
    cards, *_ = deck
    assert cards.draw(3, 16).texts == cards.draw(3, 16).texts
    assert cards.draw(3, 16).texts != cards.draw(4, 16).texts

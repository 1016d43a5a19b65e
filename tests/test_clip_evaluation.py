"""Evaluation figures and prompts, on vectors whose answers are known."""

from pathlib import Path

import numpy as np
import pytest

from photoclip.clip.evaluation import by_attribute, retrieval, zero_shot
from photoclip.clip.pairs import Pair
from photoclip.clip.prompts import (
    TEMPLATES,
    background_prompts,
    caption_bank,
    fill,
    prototypes,
    standard_templates,
)
from photoclip.errors import DataError, PhotoError

WORDS = ("red", "green", "blue", "sea", "wood", "noon", "night", "boat", "tree")


class WordSpace:
    """An exact space: each word is an axis; the first pixels of a picture say its words."""

    logit_scale = 10.0

    def encode_texts(self, texts):
        return self._unit([[float(word in text.split()) for word in WORDS] for text in texts])

    def encode_images(self, pictures):
        return self._unit([picture[0, : len(WORDS), 0].astype(float) for picture in pictures])

    @staticmethod
    def _unit(rows):
        rows = np.asarray(rows, np.float32) + 1e-4
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def loader(path: Path) -> np.ndarray:
    """A picture that shows the words of its file name."""
    if path.stem == "broken":
        raise PhotoError("It is broken.")
    shown = path.stem.split("-")
    picture = np.zeros((2, 16, 3), np.uint8)
    picture[0, : len(WORDS), 0] = [word in shown for word in WORDS]
    return picture


def captioned(name: str, *texts: str, group: str = "", **attributes) -> Pair:
    return Pair(Path(f"{name}.png"), texts, None, group or name, attributes)


def labelled(name: str, label: str) -> Pair:
    return Pair(Path(f"{name}.png"), (), label, name)


def test_retrieval_of_perfect_vectors():
    pairs = [captioned(f"{c}-{t}", f"{c} {t}") for c in ("red", "blue") for t in ("boat", "tree")]
    figures = retrieval(WordSpace(), [*pairs, captioned("broken", "x")], loader)
    perfect = {"r1": 1.0, "r5": 1.0, "r10": 1.0, "median_rank": 1.0}
    assert figures == {"pairs": 4, "text_to_image": perfect, "image_to_text": perfect}


def test_retrieval_counts_ranks():
    wrong = [
        captioned("red", "blue"),
        captioned("blue", "green"),
        captioned("green", "red"),
    ]
    figures = retrieval(WordSpace(), wrong, loader)
    assert figures["text_to_image"]["r1"] == 0.0
    assert figures["text_to_image"]["median_rank"] == 2.0


def test_equal_captions_count_for_each_other_and_groups_once():
    pairs = [
        captioned("red-boat", "red boat"),
        captioned("red-boat-noon", "red boat"),
        captioned("tree", "tree", group="g"),
        captioned("red", "nonsense", group="g"),
    ]
    figures = retrieval(WordSpace(), pairs, loader)
    assert figures["pairs"] == 3
    assert figures["text_to_image"]["r1"] == 1.0


def test_zero_shot_figures():
    pairs = [
        labelled("red", "red"),
        labelled("red-sea", "red"),
        labelled("blue", "blue"),
        labelled("red-boat", "blue"),
    ]
    figures = zero_shot(WordSpace(), pairs, loader, templates=("{}",))
    assert (figures["images"], figures["classes"]) == (4, 2)
    assert figures["top5"] == 1.0
    assert figures["top1"] == figures["mean_per_class"] == pytest.approx(0.75)
    assert 0 <= figures["ece"] <= 1


def test_attributes_of_scenes():
    def scene(colour, kind, setting, light):
        things = [{"kind": kind, "colour": colour, "count": 1}]
        name = f"{colour}-{kind}-{setting}-{light}"
        return captioned(name, name, things=things, setting=setting, light=light)

    pairs = [scene("red", "boat", "sea", "noon"), scene("green", "tree", "wood", "night")]
    figures = by_attribute(WordSpace(), [*pairs, captioned("sea", "a page")], loader)
    assert figures == {"pictures": 2, "setting": 1, "light": 1, "thing": 1, "colour": 1}


def test_nothing_readable_is_one_sentence():
    with pytest.raises(DataError, match="no readable picture"):
        retrieval(WordSpace(), [captioned("broken", "x")], loader)


def test_templates_take_the_right_article():
    assert fill("a photo of a {}.", "owl") == "a photo of an owl."
    assert fill("a {}", "apple") == "an apple"
    assert fill("a photo of the {}.", "owl") == "a photo of the owl."
    assert fill("a {} in a box", "dog") == "a dog in a box"


def test_prototypes_are_means_over_templates_and_phrases():
    space = WordSpace()
    rows = prototypes(space, ["red", "sea"], ("{}", "{} boat"), {"sea": ("blue",)})
    assert rows.shape == (2, len(WORDS))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    mean = space.encode_texts(["sea", "sea boat", "blue", "blue boat"]).mean(axis=0)
    assert np.allclose(rows[1], mean / np.linalg.norm(mean))


def test_prompt_files_are_whole():
    assert all("{}" in template for template in (*standard_templates(), *TEMPLATES))
    assert len(set(caption_bank())) == len(caption_bank()) >= 300
    assert len(set(background_prompts())) == len(background_prompts()) >= 60

"""Evaluation figures and prompts, on vectors whose answers are known."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoclip.clip.attributes import by_attribute
from photoclip.clip.confusion import MOST_LABELS, draw_confusion
from photoclip.clip.evaluation import classify, questions, retrieval, zero_shot
from photoclip.clip.models import builtin
from photoclip.clip.pairs import Pair
from photoclip.clip.prompts import (
    TEMPLATES,
    background_prompts,
    caption_bank,
    fill,
    prototypes,
    standard_templates,
)
from photoclip.clip.speed import speed
from photoclip.clip.word_search import search_words
from photoclip.errors import DataError, PhotoError

WORDS = (
    *("red", "green", "blue", "sea", "wood", "noon", "night", "boat", "tree"),
    *("two", "boats", "rain", "fog"),
)


class WordSpace:
    """An exact space: each word is an axis; the first pixels of a picture say its words."""

    logit_scale = 10.0

    def encode_texts(self, texts):
        return self._unit(
            [[float(word in re.findall(r"\w+", text)) for word in WORDS] for text in texts]
        )

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
    assert figures["text_to_image"]["median_rank"] == 3.0  # a tie counts against the model


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


def test_first_captions_that_say_the_same_count_both_ways():
    """Capitals and a full stop are no difference; a third picture of another text comes last."""
    pairs = [
        captioned("red-boat", "red boat"),
        captioned("red-boat-noon", "Red Boat."),
        captioned("blue-tree", "blue tree"),
    ]

    class Lower(WordSpace):
        def encode_texts(self, texts):
            return super().encode_texts([text.lower() for text in texts])

    figures = retrieval(Lower(), pairs, loader)
    assert figures["text_to_image"]["r1"] == figures["image_to_text"]["r1"] == 1.0


def test_the_two_directions_are_ranked_each_by_itself():
    """Both texts prefer the first picture, and each picture its own text."""

    texts_of = {"a": (1.0, 0.2), "b": (0.9, 0.3)}

    class Fixed:
        logit_scale = 1.0

        def encode_texts(self, texts):
            return np.array([texts_of[text] for text in texts], np.float32)

        def encode_images(self, pictures):
            return np.array([((1.0, 0.0), (0.0, 1.0))[p[0, 0, 0]] for p in pictures], np.float32)

    def numbered(path):
        return np.full((2, 2, 3), int(path.stem), np.uint8)

    figures = retrieval(Fixed(), [captioned("0", "a"), captioned("1", "b")], numbered)
    assert figures["text_to_image"]["r1"] == 0.5
    assert figures["text_to_image"]["median_rank"] == 1.5
    assert figures["image_to_text"]["r1"] == 1.0


def test_recall_counts_ranks_up_to_its_number():
    """Of 12 texts, the one asked for has 0, 1, … 11 better ones before it."""

    class Ladder:
        logit_scale = 1.0

        def encode_texts(self, texts):
            return np.array([[12.0 - int(text)] for text in texts], np.float32)

        def encode_images(self, pictures):
            return np.ones((len(pictures), 1), np.float32)

    pairs = [captioned(f"p{number}", str(number)) for number in range(12)]
    figures = retrieval(Ladder(), pairs, lambda path: np.zeros((2, 2, 3), np.uint8))
    found = figures["image_to_text"]
    assert [found[key] for key in ("r1", "r5", "r10")] == pytest.approx([1 / 12, 5 / 12, 10 / 12])
    assert found["median_rank"] == 6.5


def test_a_model_that_tells_nothing_apart_finds_nothing():
    class Flat(WordSpace):
        def encode_images(self, pictures):
            return np.full((len(pictures), len(WORDS)), len(WORDS) ** -0.5, np.float32)

    pairs = [captioned(word, word) for word in WORDS]
    figures = retrieval(Flat(), pairs, loader)
    assert figures["text_to_image"]["r10"] == 0.0
    assert figures["text_to_image"]["median_rank"] == len(WORDS)


def test_confusions_name_the_most_frequent_mistakes_first():
    pairs = [
        *(labelled(f"red-{number}", "blue") for number in range(3)),
        *(labelled(f"blue-{number}", "green") for number in range(2)),
        labelled("blue", "blue"),
        labelled("red", "red"),
        labelled("broken", "red"),
    ]
    done = classify(WordSpace(), pairs, loader, templates=("{}",))
    assert done.labels == ("blue", "green", "red")
    assert done.confusion().tolist() == [[1, 0, 3], [2, 0, 0], [0, 0, 1]]
    assert done.figures()["confusions"] == [
        {"truth": "blue", "said": "red", "n": 3},
        {"truth": "green", "said": "blue", "n": 2},
    ]


def test_questions_count_their_first_three_hits():
    """The third boat that is found is labelled otherwise; trees are too few to be asked for."""
    pairs = [
        *(labelled(f"boat-{number}", "boats") for number in range(2)),
        labelled("tree-0", "boats"),
        labelled("tree-1", "trees"),
        labelled("boat-sea", "sea"),
    ]
    figures = questions(WordSpace(), pairs, loader)
    assert (figures["pictures"], figures["questions"]) == (5, 1)
    assert figures["precision_at_3"] == pytest.approx(2 / 3)
    assert figures["none_right"] == []


def test_questions_without_a_right_hit_are_named():
    pairs = [
        *(labelled(f"tree-{number}", "boats") for number in range(3)),
        *(labelled(f"boat-{number}", "trees") for number in range(3)),
    ]
    figures = questions(WordSpace(), pairs, loader)
    assert figures["none_right"] == ["a boat", "a tree"]
    assert figures["precision_at_3"] == 0.0


def test_questions_need_three_pictures_of_a_label():
    with pytest.raises(DataError, match="three readable pictures"):
        questions(WordSpace(), [labelled("red", "red")], loader)


def scene(name, *, weather="", caption="", count=1):
    """A scene whose file name shows the words of the picture; its truth is `name`."""
    colour, kind, setting, light = name.split("-")[:4]
    things = [{"kind": kind, "colour": colour, "count": count}, {"kind": "cat", "count": 1}]
    facts = {"things": things, "setting": setting, "light": light, "weather": weather}
    return captioned(name, caption or name, **facts)


def test_attributes_of_scenes():
    pairs = [
        scene("red-boat-sea-noon-rain", weather="rain", caption="a red boat in rainy weather"),
        scene("green-tree-wood-night-fog", weather="fog", caption="a green tree in the fog"),
        scene("blue-boat-sea-noon-two-boats", weather="rain", count=2),
    ]
    figures = by_attribute(WordSpace(), [*pairs, captioned("sea", "a page")], loader)
    counts = figures.pop("n")
    assert figures.pop("pictures") == 3
    assert set(figures.values()) == {1.0}
    assert counts == {
        **dict.fromkeys(("setting", "light", "thing", "colour", "count"), 3),
        "weather": 2,  # the third picture's caption does not tell it
    }


def test_attributes_that_are_seen_wrongly_are_counted():
    def mistaken(path):
        """Every boat looks like a tree, and the colour is not seen."""
        return loader(Path(path.stem.replace("boat", "tree").replace("red", "green") + ".png"))

    pairs = [scene("red-boat-sea-noon"), scene("green-tree-wood-night")]
    figures = by_attribute(WordSpace(), pairs, mistaken)
    assert figures["thing"] == figures["colour"] == 0.5
    assert figures["setting"] == figures["light"] == 1.0
    assert figures["weather"] is None
    assert figures["n"]["weather"] == 0


def test_attributes_need_scenes():
    with pytest.raises(DataError, match="photoclip samples"):
        by_attribute(WordSpace(), [labelled("red", "red")], loader)


def shades(path: Path) -> tuple[int, int]:
    """How many pixels of a picture are plainly blue, and how many plainly orange."""
    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB"), int)
    blue = (pixels[..., 2] - pixels[..., 0] > 60).sum()
    return int(blue), int((pixels[..., 0] - pixels[..., 2] > 60).sum())


def test_the_confusion_picture_shows_right_answers_and_mistakes(tmp_path):
    labels = ["boat", "tree", "house", "owl"]
    right = np.eye(4, dtype=np.int64) * 5
    draw_confusion(right, labels, tmp_path / "right.png", title="top-1 100.0%")
    draw_confusion(right[::-1], labels, tmp_path / "wrong.png", title="top-1 0.0%")
    blue, orange = shades(tmp_path / "right.png")
    other_blue, other_orange = shades(tmp_path / "wrong.png")
    assert blue - other_blue > 4 * 50 * 50 * 0.8
    assert other_orange - orange > 4 * 50 * 50 * 0.8


def test_the_confusion_picture_shows_rows_as_shares(tmp_path):
    """A label with many pictures and one with few look alike."""
    draw_confusion(np.diag([1, 1]), ["a", "b"], tmp_path / "few.png", title="t")
    draw_confusion(np.diag([1, 900]), ["a", "b"], tmp_path / "many.png", title="t")
    assert (tmp_path / "few.png").read_bytes() == (tmp_path / "many.png").read_bytes()


def test_a_hundred_and_ten_labels_have_room_for_their_names(tmp_path):
    labels = [f"label number {number}" for number in range(110)]
    draw_confusion(np.eye(110, dtype=np.int64), labels, tmp_path / "big.png", title="t")
    with Image.open(tmp_path / "big.png") as picture:
        assert min(picture.size) >= 110 * 20  # a line of 14 px each
        assert max(picture.size) <= 3000


def test_too_many_labels_and_no_place_are_one_sentence(tmp_path):
    labels = [str(number) for number in range(MOST_LABELS + 1)]
    counts = np.eye(len(labels), dtype=np.int64)
    with pytest.raises(DataError, match="room for 300 labels"):
        draw_confusion(counts, labels, tmp_path / "big.png", title="t")
    with pytest.raises(DataError, match="cannot be written"):
        draw_confusion(counts[:2, :2], labels[:2], tmp_path / "no" / "x.png", title="t")


def test_speed_is_told_for_each_precision_and_for_texts():
    figures = speed(builtin(), short_side=120, threads=1, seconds=0.0)
    assert figures["images_per_second"]["fp32"] > 0
    assert set(figures["images_per_second"]) == {"fp32", "bf16"}
    assert figures["ms_per_text"] > 0
    assert (figures["batch"], figures["picture"], figures["threads"]) == (64, [160, 120], 1)


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


class ByBrightness:
    """Every text is brightness; pictures are ranked by it."""

    logit_scale = 1.0

    def encode_images(self, pictures):
        bright = np.array([picture.mean() / 255 for picture in pictures])
        return np.stack([bright, np.sqrt(1 - bright**2)], axis=1).astype(np.float32)

    def encode_texts(self, texts):
        return np.tile(np.array([[1, 0]], np.float32), (len(texts), 1))


def test_words_count_pictures_whose_texts_say_them():
    values = {"a": 250, "b": 200, "c": 150, "d": 100}
    texts = {"a": "Two dogs.", "b": "a cat", "c": "the DOG at home", "d": "doggerel"}
    pairs = [Pair(Path(name), (text,), None, name) for name, text in texts.items()]
    figures = search_words(
        ByBrightness(),
        pairs,
        lambda path: np.full((2, 2, 3), values[path.name], np.uint8),
        ["dog", "horse"],
    )
    assert figures["pictures"] == 4
    assert figures["words"]["horse"] == {"pictures": 0}
    dog = figures["words"]["dog"]
    assert dog["pictures"] == 2
    assert dog["share"] == 0.5
    assert dog["precision_at_10"] == 0.5
    assert dog["average_precision"] == pytest.approx((1 + 2 / 3) / 2)

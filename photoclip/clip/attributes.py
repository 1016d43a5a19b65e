"""How often single facts of drawn scenes are told right: setting, weather, light, thing, colour."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.clip.evaluation import Encoder, Progress, Vectors, encode_pictures
from photoclip.clip.pairs import Pair, PictureLoader, one_per_group
from photoclip.clip.prompts import prototypes, standard_templates
from photoclip.clip.wording import counted, with_article
from photoclip.errors import DataError

_ATTRIBUTES = ("setting", "weather", "light", "thing", "colour", "count")
_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "setting": ("the {}", "a picture of the {}", "a photo of something in the {}"),
    "weather": ("{}", "a picture {}", "a photo taken {}"),
    "light": ("at {}", "a picture at {}", "a photo taken at {}"),
}
"""Places, weathers and times of day are no things: "a photo of a night" would be no English."""
_WEATHERS = {
    "clear": "under a clear sky",
    "clouds": "under a cloudy sky",
    "fog": "in the fog",
    "rain": "in the rain",
    "snow": "in falling snow",
}


def by_attribute(
    encoder: Encoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    *,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """How often single facts of scenes are told right, each among all that occur.

    One picture per group. The thing is the kind of a scene's first one; its colour and its count
    are asked with the kind given ("a red sailboat" against "a blue sailboat", "two sailboats"
    against "three sailboats"); the weather is asked where one of the captions tells it. Things go
    into the standard templates, as labels do everywhere in photoclip.

    Returns:
        {"pictures", "setting", "weather", "light", "thing", "colour", "count", "n"}: shares from
        0 to 1, or None where nothing could be asked, and in `n` how many pictures each stands for.

    Raises:
        DataError: no picture can be read, or none has attributes with a thing.
    """
    scenes = [pair for pair in one_per_group(pairs) if _thing(pair)]
    if not scenes:
        raise DataError(
            "No picture says what is in it (attributes with things); "
            "name a captions.json such as 'photoclip samples' writes."
        )
    images, scenes = encode_pictures(encoder, scenes, loader, on_progress)
    asked = {name: _Question(name, images, scenes) for name in _ATTRIBUTES}
    right = {name: question.right(encoder) for name, question in asked.items()}
    shares = {name: float(np.mean(each)) if each else None for name, each in right.items()}
    return {"pictures": len(scenes), **shares, "n": {name: len(right[name]) for name in right}}


class _Question:
    """One attribute of those scenes that tell it: their vectors and what is true of them."""

    def __init__(self, name: str, images: Vectors, scenes: Sequence[Pair]) -> None:
        self._name = name
        truths = [_truth(name, scene) for scene in scenes]
        told = [number for number, truth in enumerate(truths) if truth]
        self._images = images[told]
        self._truths = [truths[number] for number in told]
        self._kinds = [str(_thing(scenes[number])["kind"]) for number in told]
        self._choices = sorted(set(self._truths))

    def right(self, encoder: Encoder) -> list[bool]:
        """For each scene whether the nearest choice is the true one."""
        given = self._kinds if self._name in {"colour", "count"} else [""] * len(self._kinds)
        heads = {kind: self._heads(encoder, kind) for kind in dict.fromkeys(given)}
        nearest = [
            self._choices[int((heads[kind] @ image).argmax())]
            for kind, image in zip(given, self._images, strict=True)
        ]
        return [said == truth for said, truth in zip(nearest, self._truths, strict=True)]

    def _heads(self, encoder: Encoder, kind: str) -> npt.NDArray[np.float32]:
        """One unit vector a choice, (choices, d)."""
        if self._name == "colour":
            return encoder.encode_texts([with_article(f"{each} {kind}") for each in self._choices])
        if self._name == "count":
            return encoder.encode_texts([counted(kind, int(each)) for each in self._choices])
        labels = [
            _WEATHERS.get(each, each) if self._name == "weather" else each for each in self._choices
        ]
        return prototypes(encoder, labels, _TEMPLATES.get(self._name, standard_templates()))


def _thing(pair: Pair) -> Mapping[str, Any]:
    """The first thing of a scene; empty where there is none."""
    things = pair.attributes.get("things") or ({},)
    first = things[0] if isinstance(things, list | tuple) else {}
    return first if isinstance(first, Mapping) and first.get("kind") else {}


def _truth(name: str, pair: Pair) -> str:
    """What is true of a scene in one respect; "" where it is not told."""
    if name == "thing":
        return str(_thing(pair)["kind"])
    if name in {"colour", "count"}:
        return str(_thing(pair).get(name) or "")
    value = str(pair.attributes.get(name) or "")
    if name == "weather" and not _says(pair, value):
        return ""
    return value


def _says(pair: Pair, word: str) -> bool:
    """Whether a caption has the word or one that it begins, such as rain and rainy."""
    begun = re.compile(rf"\b{re.escape(word.removesuffix('s'))}", re.IGNORECASE)
    return bool(word) and any(begun.search(text) for text in pair.texts)

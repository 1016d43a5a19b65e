"""Why a picture fits some words: where they are in it, and what else it could be said to show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.clip import prompts
from photoclip.clip.crops import looks_at
from photoclip.clip.explanation import heat_map
from photoclip.clip.vocabulary import words_of
from photoclip.errors import UsageError
from photoclip.library.describing import built_in_words
from photoclip.library.tower import Tower

Picture = npt.NDArray[np.uint8]

SEEN = 0.9
"""The share of everyday texts that words must be ahead of to count as seen."""

_RUNNERS_UP = 5
_AGAINST = 16  # texts that fit the picture best, which the map is held against
_LITTLE = frozenset(
    {"a", "an", "the", "and", "or", "of", "in", "on", "at", "with", "by", "to", "for", "from"}
    | {"some", "two", "three", "several", "many", "photo", "picture", "image", "view"}
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a picture fits some words.

    Attributes:
        words: what was asked.
        model: the model's name.
        score: the cosine of picture and words.
        method: how the map was made, as in `clip.explanation`.
        runner_up: texts that say something else and fit best, with their cosines, best first.
        margin: the score less that of the first runner-up.
        ahead: the share of everyday texts that fit worse, 0 to 1; where it is low, the words are
            hardly to be seen, however bright the map, whose strongest place is always 1.
        map: float32 (rows, columns) over the whole upright picture, from 0 to 1 at the strongest
            place; NaN where the model does not look.
    """

    words: str
    model: str
    score: float
    method: str
    runner_up: tuple[tuple[str, float], ...]
    margin: float
    ahead: float
    map: npt.NDArray[np.float32]

    @property
    def is_seen(self) -> bool:
        """Whether the words fit better than nearly all of the everyday texts."""
        return self.ahead >= SEEN


class Explaining:
    """Explains the pictures of one library and others. All calls block; from any thread."""

    def __init__(self, tower: Callable[[], Tower], pixels: Callable[[Path | int], Picture]) -> None:
        """Explain with a model.

        Args:
            tower: the model in use.
            pixels: reads a file, or a photo of the library.
        """
        self._tower, self._pixels = tower, pixels

    def explain(self, picture: Path | int, words: str) -> Explanation:
        """Say where in a picture some words are, and what else it could be said to show.

        Args:
            picture: a file anywhere, or the id of one of the library's photos.
            words: what it should show.

        Raises:
            PhotoError: the file cannot be read.
            UsageError: there are no words.
        """
        said = checked(words)
        tower = self._tower()
        return explain(tower, self._pixels(picture), said)


def explain(tower: Tower, pixels: Picture, words: str) -> Explanation:
    """Say why a picture fits some words, and where.

    Args:
        tower: the model to ask.
        pixels: the upright picture, (height, width, 3) uint8.
        words: what it should show.

    Raises:
        UsageError: there are no words.
        ModelError: the model cannot be loaded.
    """
    said = checked(words)
    embedder = tower.embedder()
    wanted = tower.texts([said])[0]
    height, width = pixels.shape[:2]
    looks = embedder.encode_images(looks_at(pixels, width, height))  # the best of them counts
    others = [text for text in _texts() if not _same_thing(said, text)]
    vectors = tower.texts(others)
    fits = (vectors @ looks.T).max(axis=1)
    best = np.argsort(-fits).tolist()
    rivals = _different([others[i] for i in best])[:_RUNNERS_UP]
    cosine = dict(zip(others, fits.tolist(), strict=True))
    found = heat_map(embedder, pixels, wanted, vectors[best[:_AGAINST]].mean(axis=0))
    score = float((looks @ wanted).max())
    return Explanation(
        words=said,
        model=tower.model.name,
        score=score,
        method=found.method,
        runner_up=tuple((text, cosine[text]) for text in rivals),
        margin=score - cosine[rivals[0]],
        ahead=float(np.mean(fits < score)),
        map=found.strength,
    )


def checked(words: str) -> str:
    """The words without what surrounds them.

    Raises:
        UsageError: there is no letter or digit in them.
    """
    said = " ".join(words.split())
    if not any(each.isalnum() for each in said):
        raise UsageError("Say what to look for in the picture, such as: a dog.")
    return said


def _texts() -> tuple[str, ...]:
    """Everyday sentences and words: what any picture could be said to show."""
    return tuple(dict.fromkeys((*prompts.caption_bank(), *built_in_words().labels)))


def _same_thing(words: str, text: str) -> bool:
    """Whether a text says what was asked, more of it or less of it."""
    asked, said = _weighty(words), _weighty(text)
    return asked <= said or (bool(said) and said <= asked)


def _different(texts: Sequence[str]) -> list[str]:
    """The texts without those that say the same as an earlier one."""
    first: dict[frozenset[str], str] = {}
    for text in texts:
        first.setdefault(_weighty(text), text)
    return list(first.values())


def _weighty(text: str) -> frozenset[str]:
    """The words that mean something; one and many of a thing are the same."""
    found = words_of(text)
    plain = (each[:-1] if len(each) > 3 and each.endswith("s") else each for each in found)
    return frozenset(each for each in plain if each not in _LITTLE)

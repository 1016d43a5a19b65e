"""Training batches: which pictures are drawn, what is said of each, and what is true of which."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.clip.pairs import Pair
from photoclip.clip.prompts import fill, standard_templates
from photoclip.clip.training.contraries import nearly_true, worlds
from photoclip.clip.training.loss import shared_positives
from photoclip.clip.training.mixing import Mixture, mix_pixels, mixtures
from photoclip.clip.training.pictures import Crops, PackedPictures
from photoclip.clip.training.plan import TrainingPlan
from photoclip.clip.wording import ShortTexts, forms, meaning, short_texts

_FRAMES = ("{}",) * 8 + ("a photo of {}", "a picture of {}") * 2
"""Beside the templates, which begin with "a": how short texts of scenes are put."""

_OPENED = {"a", "an", "the", "two", "three", "four", "in", "at"}
_SHARES = (0.12, 0.06, 0.24)
"""How often a short text tells of the place, of another thing, of the main thing in its place."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Pictures with their texts, and which texts are true of which pictures.

    Of n pictures and m texts, where several processes share the work, `pixels` and `texts` are
    those of one of them; everything else is of the whole batch.
    """

    pixels: npt.NDArray[np.uint8]  # (n, side, side, 3)
    texts: tuple[str, ...]  # m >= n: those of the pictures, then others
    positives: npt.NDArray[np.float32]  # (n, m): row: picture, column: text; 0 or 1
    meanings: tuple[str, ...]  # m: what the texts say
    truths: tuple[frozenset[str], ...]  # n: every meaning that is true of a picture
    mixtures: tuple[Mixture, ...] = ()


def part_of(count: int, rank: int, processes: int) -> slice:
    """Which of `count` things are those of one process."""
    return slice(count * rank // processes, count * (rank + 1) // processes)


class Deck:
    """Draws batches: a seed and a step number fix one."""

    def __init__(
        self,
        plan: TrainingPlan,
        pictures: PackedPictures,
        pairs: Sequence[Pair],
        weights: Sequence[float],
        crops: Crops | None = None,
    ) -> None:
        """Draw from `pairs`, whose `pictures` are in the same order, each in its `weight`."""
        self._plan = plan
        self._pictures = pictures
        self._pairs = pairs
        self._weights = _balanced(pairs, np.asarray(weights, np.float64), plan.balance)
        self._templates = plan.templates or standard_templates()
        self._crop = crops or plan.crops
        self._short = [short_texts(pair.attributes) for pair in pairs]
        self._truths = [_truths(pair, more) for pair, more in zip(pairs, self._short, strict=True)]
        self._worlds = worlds(pair.attributes for pair in pairs)
        self._epoch = -1
        self._order = np.empty(0, np.int64)
        size = max(1, round(self._weights.sum()))
        self.batch_size = min(plan.batch_size, size)
        self.steps_per_epoch = max(1, size // self.batch_size)

    def draw(self, step: int, side: int, rank: int = 0, processes: int = 1) -> Batch:
        """The batch of a step, its pictures cropped to `side` px; the part of one process."""
        epoch, place = divmod(step, self.steps_per_epoch)
        if epoch != self._epoch:
            self._epoch, self._order = epoch, self._shuffled(epoch)
        rng = np.random.default_rng((self._plan.seed, 1, step))
        start = place * self.batch_size
        indices = self._order[start : start + self.batch_size].tolist()
        said = [self._say(index, rng) for index in indices] + self._extra(indices, rng)
        meanings = tuple(meaning for _, meaning in said)
        truths = tuple(self._truths[index] for index in indices)
        if self._plan.share_positives:
            positives = shared_positives(meanings, truths)
        else:
            positives = np.eye(len(indices), len(said), dtype=np.float32)
        labelled = [row for row, i in enumerate(indices) if self._pairs[i].label is not None]
        mixed = self._plan.mixing and len(labelled) > 1
        made = mixtures(labelled, side, self._plan.mixing, rng) if mixed else ()
        mine = part_of(len(said), rank, processes)
        return Batch(
            pixels=self._pixels(step, indices, side, made, part_of(len(indices), rank, processes)),
            texts=tuple(text for text, _ in said[mine]),
            positives=positives,
            meanings=meanings,
            truths=truths,
            mixtures=made,
        )

    def _extra(self, indices: Sequence[int], rng: np.random.Generator) -> list[tuple[str, str]]:
        """Texts that were drawn for no picture of the batch, as many as the plan says.

        For scenes they are nearly true ones, with another thing, colour or place (as Yuksekgonul
        et al. 2023 do), for the rest those of other pictures.
        """
        scenes = [index for index in indices if self._short[index].main]
        wrong = round(self._plan.extra_texts * self._plan.nearly_true) if scenes else 0
        said: list[tuple[str, str]] = []
        for number in rng.integers(0, max(1, len(scenes)), wrong).tolist():
            false = nearly_true(self._pairs[scenes[number]].attributes, self._worlds, rng)
            if false:
                said.append(self._put(_one(false, rng), rng))
        others = rng.integers(0, len(self._order), self._plan.extra_texts - len(said))
        return said + [self._say(index, rng) for index in self._order[others].tolist()]

    def _pixels(
        self, step: int, indices: Sequence[int], side: int, made: Sequence[Mixture], part: slice
    ) -> npt.NDArray[np.uint8]:
        rows = range(*part.indices(len(indices)))
        mine = [mixture for mixture in made if mixture.row in rows]
        needed = {*rows, *(mixture.partner for mixture in mine)}
        pictures = {row: self._picture(step, row, indices[row], side) for row in sorted(needed)}
        pictures.update(mix_pixels(pictures, mine))
        return np.stack([pictures[row] for row in rows])

    def _picture(self, step: int, row: int, index: int, side: int) -> npt.NDArray[np.uint8]:
        rng = np.random.default_rng((self._plan.seed, 2, step, row))
        labelled = self._pairs[index].label is not None
        return self._pictures.crop(index, side, self._crop, rng, labelled=labelled)

    def _shuffled(self, epoch: int) -> npt.NDArray[np.int64]:
        rng = np.random.default_rng((self._plan.seed, 0, epoch))
        whole = np.floor(self._weights).astype(np.int64)
        times = whole + (rng.random(len(whole)) < self._weights - whole)
        order = np.repeat(np.arange(len(whole)), times)
        wanted = self.steps_per_epoch * self.batch_size
        if len(order) < wanted:
            order = np.concatenate([order, rng.integers(0, len(whole), wanted - len(order))])
        return rng.permutation(order)

    def _say(self, index: int, rng: np.random.Generator) -> tuple[str, str]:
        """A text for a picture, and its meaning, a key among what is true of pictures."""
        pair = self._pairs[index]
        if pair.label is not None:
            return fill(_one(self._templates, rng), _one(forms(pair.label), rng)), meaning(
                pair.label
            )
        short = self._short[index]
        if short.main and rng.random() < self._plan.short_texts:
            return self._put(_one(_part(short, rng), rng), rng)
        text = _one(pair.texts, rng)
        return text, meaning(text)

    def _put(self, short: str, rng: np.random.Generator) -> tuple[str, str]:
        """A short text in a sentence, and its meaning."""
        return _framed(_one((*_FRAMES, *self._templates), rng), short), meaning(short)


def _part(short: ShortTexts, rng: np.random.Generator) -> tuple[str, ...]:
    """What is told of a scene: mostly the main thing, now and then the place or another thing."""
    chance = rng.random()
    for share, texts in zip(_SHARES, (short.place, short.others, short.placed), strict=True):
        if chance < share and texts:
            return texts
        chance -= share
    return short.main


def _framed(frame: str, text: str) -> str:
    """A short text in a sentence; one with an article or a number keeps them."""
    if text.split(maxsplit=1)[0] in _OPENED:
        frame = frame.replace("a {}", "{}").replace("the {}", "{}")
    return fill(frame, text)


def _one(choices: Sequence[str], rng: np.random.Generator) -> str:
    return choices[int(rng.integers(len(choices)))]


def _truths(pair: Pair, more: ShortTexts) -> frozenset[str]:
    said = (*pair.texts, *more, *(() if pair.label is None else (pair.label,)))
    return frozenset(map(meaning, said))


def _balanced(
    pairs: Sequence[Pair], weights: npt.NDArray[np.float64], balance: float
) -> npt.NDArray[np.float64]:
    """The weights with rare labels raised; the labelled pictures keep their weight as a whole."""
    counts = Counter(pair.label for pair in pairs if pair.label is not None)
    rarity = np.array([counts[pair.label] ** -balance if pair.label else 1.0 for pair in pairs])
    labelled = np.array([pair.label is not None for pair in pairs])
    evened = weights * rarity
    if labelled.any():
        evened[labelled] *= weights[labelled].sum() / evened[labelled].sum()
    return evened


def sayings(plan: TrainingPlan, pairs: Sequence[Pair]) -> list[str]:
    """Every word that may be said of some pairs, in texts as they may be drawn."""
    templates = plan.templates or standard_templates()
    labels = {pair.label for pair in pairs if pair.label is not None}
    short = {text for pair in pairs for text in short_texts(pair.attributes)}
    names = [*(form for label in sorted(labels) for form in forms(label)), *sorted(short)]
    captions = [text for pair in pairs for text in pair.texts]
    frames = [fill(frame, "") for frame in (*_FRAMES, *templates)]
    return [*names, *captions, *frames]

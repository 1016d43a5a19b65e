"""Training batches: which pictures are drawn, what is said of each, and what is true of which."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.clip.loss import shared_positives
from photoclip.clip.pairs import Pair
from photoclip.clip.pictures import PackedPictures
from photoclip.clip.plan import TrainingPlan
from photoclip.clip.prompts import fill, standard_templates
from photoclip.clip.wording import forms, short_texts

_OPENINGS = ("", "", "", "a photo of ", "a picture of ")


@dataclass(frozen=True, slots=True)
class Batch:
    """Pictures with their texts, and which texts are true of which pictures."""

    pixels: npt.NDArray[np.uint8]  # (n, side, side, 3)
    texts: tuple[str, ...]  # m >= n: those of the pictures, then others
    positives: npt.NDArray[np.float32]  # (n, m): row: picture, column: text


class Deck:
    """Draws batches: a seed and a step number fix one."""

    def __init__(
        self,
        plan: TrainingPlan,
        pictures: PackedPictures,
        pairs: Sequence[Pair],
        weights: Sequence[float],
    ) -> None:
        """Draw from `pairs`, whose `pictures` are in the same order, each in its `weight`."""
        self._plan = plan
        self._pictures = pictures
        self._pairs = pairs
        self._weights = _balanced(pairs, np.asarray(weights, np.float64), plan.balance)
        self._templates = plan.templates or standard_templates()
        self._short = [short_texts(pair.attributes) for pair in pairs]
        self._truths = [_truths(pair, more) for pair, more in zip(pairs, self._short, strict=True)]
        self._epoch = -1
        self._order = np.empty(0, np.int64)
        size = max(1, round(self._weights.sum()))
        self.batch_size = min(plan.batch_size, size)
        self.steps_per_epoch = max(1, size // self.batch_size)

    def draw(self, step: int, side: int) -> Batch:
        """The batch of a step, its pictures cropped to `side` px."""
        epoch, place = divmod(step, self.steps_per_epoch)
        if epoch != self._epoch:
            self._epoch, self._order = epoch, self._shuffled(epoch)
        rng = np.random.default_rng((self._plan.seed, 1, step))
        start = place * self.batch_size
        indices = self._order[start : start + self.batch_size].tolist()
        drawn = [self._say(index, rng) for index in indices]
        pixels = self._pictures.crops(indices, side, self._plan.crops, rng)
        others = self._order[rng.integers(0, len(self._order), self._plan.extra_texts)]
        drawn += [self._say(index, rng) for index in others.tolist()]
        if self._plan.share_positives:
            positives = shared_positives([k for _, k in drawn], [self._truths[i] for i in indices])
        else:
            positives = np.eye(len(indices), len(drawn), dtype=np.float32)
        return Batch(pixels, tuple(text for text, _ in drawn), positives)

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
        """A text for a picture, and its key among what is true of pictures."""
        pair = self._pairs[index]
        if pair.label is not None:
            template = self._templates[int(rng.integers(len(self._templates)))]
            wordings = forms(pair.label)
            wording = wordings[int(rng.integers(len(wordings)))]
            return fill(template, wording), pair.label.casefold()
        short = self._short[index]
        if short and rng.random() < self._plan.short_texts:
            text = short[int(rng.integers(len(short)))]
            return _OPENINGS[int(rng.integers(len(_OPENINGS)))] + text, text.casefold()
        text = pair.texts[int(rng.integers(len(pair.texts)))]
        return text, text.casefold()


def _truths(pair: Pair, more: Sequence[str]) -> frozenset[str]:
    said = {text.casefold() for text in (*pair.texts, *more)}
    return frozenset(said | {pair.label.casefold()} if pair.label is not None else said)


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
    """Every text that may be drawn for some pairs; of labels, each template once."""
    templates = plan.templates or standard_templates()
    labels = {pair.label for pair in pairs if pair.label is not None}
    wordings = [wording for label in sorted(labels) for wording in forms(label)]
    texts = [fill(template, wording) for wording in wordings for template in templates]
    captions = [text for pair in pairs for text in pair.texts]
    short = {text for pair in pairs for text in short_texts(pair.attributes)}
    return [*texts, *captions, *(opening + text for opening in _OPENINGS for text in sorted(short))]

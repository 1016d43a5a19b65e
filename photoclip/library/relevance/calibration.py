"""From what a ranking shows to probabilities that its photos are what was asked for."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.library.relevance.noise import RANKS, Noise

Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]

LOOKED_AT = 128
"""The first photos of a ranking, all of which are looked at."""

_A_DOUBLING = 32  # photos looked at between each rank and twice it, from there on
_DUPLICATE = 0.985  # cosine from which two photos are one picture
_CHANCE = 4.0  # evidence above the noise level up to which chance is counted
_SPECIFIC = 4.0  # words beyond the first that make a question wholly specific


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What was asked, as far as relevance goes.

    Attributes:
        vector: unit vector (d,) that ranks the photos.
        words: how many words the question has, small ones such as "a" aside.
        texts: the weight of each of its texts.
        pictures: the weight of each of its example pictures.
    """

    vector: Vectors
    words: int = 0
    texts: tuple[float, ...] = (1.0,)
    pictures: tuple[float, ...] = ()

    @property
    def shown(self) -> float:
        """The share that example pictures have in it, 0 to 1."""
        return sum(self.pictures) / max(sum(self.pictures) + sum(self.texts), 1e-12)


TEXT_WEIGHTS = (3.73, 0.75, 0.26, 0.44, 0.16, 0.70, -2.45, 0.27, 0.37, 0.71, -1.22)
"""For `text_features`; in logits of any model, since all of them are in units of its scale.

Fitted by `packaging/relevance_tables.py --fit` to scenes of the train split.
"""

PICTURE_WEIGHTS = (0.27, 0.38, 0.04)
"""For `picture_features`, fitted likewise."""

BOTH = -1.06
"""For half words, half pictures, fitted likewise: few photos meet both as well as one of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Relevance by score, for one question: both fall along its ranking."""

    scores: Numbers
    relevance: Numbers

    def of(self, scores: npt.NDArray[np.floating]) -> Numbers:
        """The relevance, float64 (n,), of photos by their scores."""
        if not len(self.scores):
            return np.zeros(len(scores))
        return np.interp(scores, self.scores[::-1], self.relevance[::-1])


def places_looked_at(count: int) -> npt.NDArray[np.int64]:
    """Which ranks of a ranking of `count` photos are looked at: the first, then ever fewer."""
    places = [np.arange(min(count, LOOKED_AT))]
    start = LOOKED_AT
    while start < count:
        end = min(2 * start, count)
        places.append(np.unique(np.linspace(start, end - 1, _A_DOUBLING).astype(np.int64)))
        start = end
    return np.concatenate(places).astype(np.int64)


def relevance_curve(noise: Noise, asked: Asked, scores: Vectors, photos: Vectors) -> Curve:
    """How relevance falls with the score, for one question over one library.

    Logistic regression (Platt 1999) on the evidence of the photos and on how they stand to each
    other, then made to fall along the ranking (isotonic regression by pooling adjacent violators;
    Zadrozny and Elkan 2002).

    Args:
        noise: of the library.
        asked: what was asked.
        scores: (n,) falling, of the photos at `places_looked_at`.
        photos: their unit rows (n, d).
    """
    if not len(scores):
        return Curve(np.empty(0), np.empty(0))
    logits = np.zeros(len(scores))
    if asked.shown < 1.0:
        told = text_features(noise, asked, scores, photos)
        logits += (1.0 - asked.shown) * weighed(told, TEXT_WEIGHTS)
    if asked.shown > 0.0:
        seen = picture_features(noise, asked, scores, photos)
        logits += asked.shown * weighed(seen, PICTURE_WEIGHTS)
    logits += BOTH * 4.0 * asked.shown * (1.0 - asked.shown)
    chances = 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
    return Curve(scores.astype(np.float64), falling(chances))


def curve_to_the_end(noise: Noise, asked: Asked, scores: Vectors, photos: Vectors) -> Curve:
    """The same down to the last photo of a library, of a ranking's first photos.

    Further down, the pictures that the noise was measured with stand for all others.
    """
    if not len(scores):
        return relevance_curve(noise, asked, scores, photos)
    others = noise.pictures.vectors
    told = others @ asked.vector
    below = np.argsort(-told)[int((told >= scores[-1]).sum()) :]
    every, rows = np.concatenate([scores, told[below]]), np.concatenate([photos, others[below]])
    return relevance_curve(noise, asked, every, rows)


def weighed(features: Numbers, weights: tuple[float, ...]) -> Numbers:
    """Logits (n,) of rows (n, f); the first weight stands alone."""
    return weights[0] + features @ np.array(weights[1:])


def text_features(noise: Noise, asked: Asked, scores: Vectors, photos: Vectors) -> Numbers:
    """What decides about the answer to words, float64 (n, 10).

    In order: how far the evidence is from what chance reaches, at the rank where it is farthest
    (saturating, so that it counts as long as there is doubt); the best evidence; each photo's own;
    its distance to the first photo; its share in the softmax over the first photos, where copies
    count once; and the specificity of the question with its products, because the more words there
    are, the fewer photos meet all of them.
    """
    evidence = noise.rivals(asked.texts, asked.pictures).evidence(asked.vector, scores, photos)
    best = np.sort(evidence[:4])[-2:].mean()
    doubt = -np.log1p(np.exp(-(_ahead_of_chance(noise, evidence, best) - _CHANCE)))
    gap = noise.scale * (scores - scores[0]).astype(np.float64)
    first = slice(0, LOOKED_AT)
    alike = (photos[first] @ photos[first].T > _DUPLICATE).sum(axis=1)
    share = gap - np.log((np.exp(gap[first]) / np.maximum(alike, 1)).sum())
    specific = float(np.clip((asked.words - 1) / _SPECIFIC, 0.0, 1.0))
    plain = [np.full(len(scores), doubt), np.full(len(scores), best), evidence, gap, share]
    of_all = np.stack([*plain, np.ones(len(scores))], axis=1)
    every = [of_all[:, :5], specific * of_all[:, [5, 2, 3, 4, 1]]]
    return np.concatenate(every, axis=1).astype(np.float64)


def _ahead_of_chance(noise: Noise, evidence: Numbers, best: float) -> float:
    """How far the evidence is from what chance reaches at the same rank, where it is farthest.

    One photo must stand out from the best of all chance hits, but a hundred good ones only from
    the hundredth, as in the false discovery rate (Benjamini and Hochberg 1995).
    """
    falls = np.sort(evidence[:LOOKED_AT])[::-1]
    ranks = np.array([rank for rank in RANKS if rank <= len(falls)])
    found = falls[ranks - 1]
    found[0] = best
    return float((found - noise.reached(ranks)).max())


def picture_features(noise: Noise, asked: Asked, scores: Vectors, photos: Vectors) -> Numbers:
    """What decides about the answer to an example picture, float64 (n, 2).

    In order: each photo's evidence against unrelated photos of the library; its score in robust
    deviations of the example's scores with those.
    """
    rivals = noise.rivals(asked.texts, asked.pictures)
    evidence = rivals.evidence(asked.vector, scores, photos)
    chance = noise.pictures.vectors[~noise.pictures.near(asked.vector)] @ asked.vector
    if not len(chance):
        return np.stack([evidence, np.zeros(len(scores))], axis=1)
    middle = float(np.median(chance))
    spread = max(1.4826 * float(np.median(np.abs(chance - middle))), 1.0 / noise.scale)
    return np.stack([evidence, (scores - middle) / spread], axis=1).astype(np.float64)


def falling(chances: Numbers) -> Numbers:
    """The nearest numbers that fall along the ranking, by pooling adjacent violators."""
    means: list[float] = []
    sizes: list[int] = []
    for chance in chances.tolist():
        means.append(chance)
        sizes.append(1)
        while len(means) > 1 and means[-1] > means[-2]:
            size = sizes[-2] + sizes[-1]
            means[-2] = (means[-2] * sizes[-2] + means[-1] * sizes[-1]) / size
            sizes[-2] = size
            del means[-1], sizes[-1]
    return np.repeat(means, sizes)

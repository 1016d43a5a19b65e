"""What is not wanted: how far it takes photos down, in units of this library's noise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

from photoclip.library.search import Vector, Weighted

Ids = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
_Samples = npt.NDArray[np.float64]

STRENGTH = 2.0
"""Deviations of the wanted scores that one deviation of the unwanted costs."""

TOLERANCE = 0.5
"""Deviations of the unwanted that cost nothing: most photos have none of it."""

PLAIN_STRENGTH = 0.5
"""Share of the unwanted cosine that is subtracted where there are too few photos to know noise."""

FREE_SHARE = 0.4
"""How far towards the photos that have the unwanted a photo may lie at no cost."""

_ROUNDS = 30
_APART = 2.0  # widths between two heaps that are two
_LEAST_SHARE = 0.1  # of the lower heap; a smaller one are odd pictures, not those without it
_SAMPLE = 4096
_FEWEST = 50


class ScoredIndex(Protocol):
    """What is needed of `index.vectors.VectorIndex`."""

    def ids(self) -> Ids:
        """All ids, sorted."""
        ...

    def search(
        self, query: Vector, k: int, among: Sequence[int] | Ids | None = None
    ) -> tuple[Scores, Ids]:
        """Scores and ids of the `k` best for each query, falling."""
        ...


@dataclass(frozen=True, slots=True)
class _Noise:
    """How scores for one unwanted direction follow from those for the wanted one, and stray."""

    slope: float
    middle: float  # median of what the line leaves, cosine
    spread: float  # robust deviation of it, cosine; above 0
    free: float  # deviations that cost nothing


class Negation:
    """Penalties for what is not wanted, fitted to one question over one library.

    A photo is taken down by what it has *more* of the unwanted than photos that fit the wanted as
    well have on average: the unwanted cosine is regressed on the wanted one over a sample of the
    library, and the rest is counted in deviations of those photos that have none of it. So "a
    car" without "a red car" does not punish cars, and no constant belongs to a model. A photo
    with none of it loses nothing, unlike with a difference of vectors (Mikolov et al. 2013,
    arXiv:1301.3781), which also prefers photos that are the unwanted's opposite.
    Measured: `photoclip evaluate negatives`.
    """

    def __init__(
        self, directions: Vector, weights: Vector, noise: tuple[_Noise, ...], unit: float
    ) -> None:
        """Use `fit` instead."""
        self._directions, self._weights, self._noise, self._unit = directions, weights, noise, unit

    @classmethod
    def fit(cls, index: ScoredIndex, wanted: Vector, unwanted: Sequence[Weighted]) -> Self:
        """Learn the noise of a question from up to 4,096 vectors of a library.

        Args:
            index: the library's vectors.
            wanted: unit vector (d,) of what is wanted.
            unwanted: unit vectors (d,), each with its weight beside the wanted.
        """
        directions = np.stack([wanted, *(each.vector for each in unwanted)]).astype(np.float32)
        weights = np.array([each.weight for each in unwanted], np.float32)
        ids = index.ids()
        sample = ids[:: max(1, len(ids) // _SAMPLE)]
        if len(sample) < _FEWEST:
            return cls(directions, weights, (), 0.0)
        liked, *disliked = scores_of(index, directions, sample).astype(np.float64)
        return cls(
            directions, weights, tuple(_noise(liked, each) for each in disliked), float(liked.std())
        )

    def penalties(self, index: ScoredIndex, ids: Ids) -> Scores:
        """What some vectors lose, float32 (n,) >= 0, on the scale of the wanted cosine.

        Args:
            index: the library's vectors.
            ids: int64 (n,), sorted.
        """
        if not len(ids):
            return np.zeros(0, np.float32)
        liked, *disliked = scores_of(index, self._directions, ids)
        if not self._noise:
            each = [PLAIN_STRENGTH * np.maximum(scores, 0) for scores in disliked]
        else:
            each = [
                STRENGTH * self._unit * np.maximum(_deviations(noise, liked, scores), 0)
                for noise, scores in zip(self._noise, disliked, strict=True)
            ]
        return (self._weights[:, None] * np.stack(each)).max(axis=0).astype(np.float32)


def scores_of(index: ScoredIndex, directions: Vector, ids: Ids) -> Scores:
    """Inner products of q directions (q, d) with the vectors of sorted ids: float32 (q, n).

    An id that is no longer in the index has -1.
    """
    scores, found = index.search(directions, len(ids), ids)
    aligned = np.full((len(directions), len(ids)), -1, np.float32)
    np.put_along_axis(aligned, np.searchsorted(ids, found), scores, axis=1)
    return aligned


def _noise(liked: _Samples, disliked: _Samples) -> _Noise:
    varied = float(liked.var())
    slope = float(np.cov(liked, disliked, bias=True)[0, 1]) / varied if varied > 1e-12 else 0.0
    middle, spread, apart = _without_it(disliked - slope * liked)
    return _Noise(slope, middle, max(spread, 1e-4), max(TOLERANCE, FREE_SHARE * apart))


def _without_it(left: _Samples) -> tuple[float, float, float]:
    """Middle and width of those that have nothing unwanted, and how many widths off the others are.

    Where the unwanted is rare that is the median and 1.4826 times the median absolute deviation.
    Where many have it there are two heaps, and the lower one counts: two normal distributions of
    one width are fitted by expectation maximisation (Dempster et al. 1977) and believed when they
    lie more than two widths apart (Ashman et al. 1994, arXiv:astro-ph/9408030).
    """
    middle = float(np.median(left))
    spread = 1.4826 * float(np.median(np.abs(left - middle)))
    means, width = np.quantile(left, (0.1, 0.9)), float(left.std()) / 2 + 1e-9
    share = 0.5  # of the upper heap
    for _ in range(_ROUNDS):
        odds = (
            np.log(share / (1 - share)) + (means[1] - means[0]) * (left - means.mean()) / width**2
        )
        upper = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
        share = float(np.clip(upper.mean(), 1e-3, 1 - 1e-3))
        weights = np.stack([1 - upper, upper])
        means = (weights @ left) / np.maximum(weights.sum(axis=1), 1e-9)
        squares = (weights * (left - means[:, None]) ** 2).sum()
        width = max(float(np.sqrt(squares / len(left))), 1e-6)
    if means[1] - means[0] > _APART * width and 1 - share >= _LEAST_SHARE:
        return float(means[0]), width, float(means[1] - means[0]) / width
    return middle, spread, 0.0


def _deviations(noise: _Noise, liked: Scores, disliked: Scores) -> Scores:
    left = disliked - noise.slope * liked - noise.middle
    return (left / noise.spread - noise.free).astype(np.float32)

"""What is not wanted: how far it takes photos down, by how probable it is that they show it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from photoclip.clip.vocabulary import words_of
from photoclip.library.relevance.calibration import Asked, Curve
from photoclip.library.relevance.judging import content_words, understood
from photoclip.library.relevance.noise import Noise
from photoclip.library.search import Vector, Weighted
from photoclip.query import Query

Ids = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]

STRENGTH = 4.0
"""Deviations of the wanted scores that a photo loses at most."""

FREE, SURE = 0.05, 0.3
"""Relevance of the unwanted up to which a photo loses nothing, and from which it loses all."""

FREE_ALIKE, SURE_ALIKE = 1 / 3, 2 / 3
"""The same where wanted and unwanted are alike, as shares of the unwanted's best relevance."""

APART, ALIKE = 0.2, 0.5
"""How two questions' cosines correlate over a library that tells them apart, and that does not."""

_SAME = 1e-9  # product of deviations below which all photos fit the same


class ScoredIndex(Protocol):
    """What is needed of `index.vectors.VectorIndex`."""

    def search(
        self, query: Vector, k: int, among: Sequence[int] | Ids | None = None
    ) -> tuple[Scores, Ids]:
        """Scores and ids of the `k` best for each query, falling."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Unwanted:
    """Words or a picture that photos should not fit.

    Attributes:
        asked: them as a question of their own.
        weight: how much they count beside what is wanted.
        understood: the share of their relevance that is left, see `judging.understood`.
    """

    asked: Asked
    weight: float = 1.0
    understood: float = 1.0

    @property
    def direction(self) -> Weighted:
        """Their unit vector and weight."""
        return Weighted(self.asked.vector, self.weight)


def unwanted_of(
    query: Query,
    texts: Callable[[Sequence[str]], Vector],
    unknown: Callable[[str], Sequence[str]],
    examples: Sequence[Weighted] = (),
    unwanted_examples: Sequence[Weighted] = (),
) -> tuple[Unwanted, ...]:
    """What is not wanted, each as heavy as it is beside the wanted.

    The negation itself never reaches the text tower.

    Args:
        query: the question.
        texts: unit vectors (n, d) of n texts.
        unknown: the words of a text that the model does not know.
        examples: pictures that are wanted.
        unwanted_examples: pictures that are not.
    """
    wanted = [
        *([1.0] if query.words else []),
        *(each.weight for each in query.weighted if each.weight > 0),
        *(each.weight for each in examples),
    ]
    beside = sum(wanted) / len(wanted) if wanted else 1.0
    said = [(text, 1.0) for text in query.without]
    said += [(each.text, -each.weight) for each in query.weighted if each.weight < 0]
    rows = texts([text for text, _ in said]) if said else ()
    found: list[Unwanted] = []
    for (text, weight), row in zip(said, rows, strict=True):
        words = words_of(text)
        asked = Asked(row, len(content_words(words)))
        found.append(Unwanted(asked, weight / beside, understood(words, unknown(text))))
    for each in unwanted_examples:
        asked = Asked(each.vector, texts=(), pictures=(1.0,))
        found.append(Unwanted(asked, each.weight / beside))
    return tuple(found)


class Negation:
    """Penalties for what is not wanted, for one question to one library.

    A photo loses by how probable it is that it shows the unwanted, judged as if that had been
    asked for, and nothing where that is improbable; so what is not in the library takes nothing
    down, and a sky no dog that stands below it. A difference of vectors (Mikolov et al. 2013,
    arXiv:1301.3781) takes down everything that is only a little like the unwanted, and prefers
    what is its opposite.

    Where wanted and unwanted rise and fall together over the library, as flowers and tulips do,
    photos of the wanted look a little like the unwanted without showing it. There only those go
    that show it nearly as clearly as the clearest. Measured: `photoclip evaluate negatives`.
    """

    def __init__(
        self, noise: Noise, wanted: Vector, unwanted: Sequence[tuple[Unwanted, Curve]]
    ) -> None:
        """Weigh a question's unwanted parts.

        Args:
            noise: of the library.
            wanted: unit vector (d,) of what is wanted.
            unwanted: what is not, at least one part, each with its relevance by score.
        """
        self._unwanted = tuple(unwanted)
        self._directions = np.stack([each.asked.vector for each, _ in unwanted])
        liked = noise.pictures.vectors @ wanted
        self._unit = float(liked.std()) if len(liked) else 0.0
        disliked = noise.pictures.vectors @ self._directions.T
        self._alike = [_alike(liked, each) for each in disliked.T]

    def penalties(self, index: ScoredIndex, ids: Ids) -> Scores:
        """What some vectors lose, float32 (n,) >= 0, on the scale of the wanted cosine.

        Of several unwanted parts the worst counts.

        Args:
            index: the library's vectors.
            ids: int64 (n,), sorted.
        """
        if not len(ids):
            return np.zeros(0, np.float32)
        scores = scores_of(index, self._directions, ids)
        lost = [
            each.weight * _shown(each, curve, alike, row)
            for (each, curve), alike, row in zip(self._unwanted, self._alike, scores, strict=True)
        ]
        return (STRENGTH * self._unit * np.max(lost, axis=0)).astype(np.float32)


def scores_of(index: ScoredIndex, directions: Vector, ids: Ids) -> Scores:
    """Inner products of q directions (q, d) with the vectors of sorted ids: float32 (q, n).

    An id that is no longer in the index has -1.
    """
    scores, found = index.search(directions, len(ids), ids)
    aligned = np.full((len(directions), len(ids)), -1, np.float32)
    np.put_along_axis(aligned, np.searchsorted(ids, found), scores, axis=1)
    return aligned


def _alike(liked: Scores, disliked: Scores) -> float:
    """How far two questions are not told apart by the same photos' cosines (n,), 0 to 1."""
    spread = float(liked.std() * disliked.std()) if len(liked) else 0.0
    if spread < _SAME:
        return 0.0
    together = float(((liked - liked.mean()) * (disliked - disliked.mean())).mean()) / spread
    return float(np.clip((together - APART) / (ALIKE - APART), 0.0, 1.0))


def _shown(unwanted: Unwanted, curve: Curve, alike: float, scores: Scores) -> Numbers:
    """How much of the penalty is due, 0 to 1 for each score."""
    most = alike * float(curve.relevance.max(initial=0.0))
    free, sure = max(FREE, FREE_ALIKE * most), max(SURE, SURE_ALIKE * most)
    told = curve.of(scores) * unwanted.understood
    return np.clip((told - free) / (sure - free), 0.0, 1.0)

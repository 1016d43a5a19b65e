"""From a question to ranked photos: vectors of words and pictures, filters, the index."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from photoclip.query import Query

Vector = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

_CACHED_TEXTS = 4096


@dataclass(frozen=True, slots=True)
class Ranking:
    """Photo ids, best first, each with its score."""

    photo_ids: Ids
    scores: Vector


class TextVectors:
    """Remembers the vectors of the last few thousand texts of one model."""

    def __init__(self, encode: Callable[[list[str]], Vector]) -> None:
        self._encode = encode
        self._known: OrderedDict[str, Vector] = OrderedDict()
        self._lock = Lock()

    def of(self, texts: Sequence[str]) -> Vector:
        """Unit vectors, float32 (n, d), of the texts."""
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            fresh = self._encode(missing)
            with self._lock:
                self._known.update(zip(missing, fresh, strict=True))
        with self._lock:
            rows = [self._known[text] for text in texts]
            for text in texts:
                self._known.move_to_end(text)
            while len(self._known) > max(_CACHED_TEXTS, len(texts)):
                self._known.popitem(last=False)
        return np.stack(rows)


@dataclass(frozen=True, slots=True)
class Weighted:
    """A unit vector, float32 (d,), and how much it counts beside the others (1: as much)."""

    vector: Vector
    weight: float = 1.0


def question_vector(
    query: Query,
    texts: Callable[[Sequence[str]], Vector],
    examples: Sequence[Weighted] = (),
) -> Vector | None:
    """One unit vector, float32 (d,), of all that is wanted; None: nothing is.

    The plain words are one sentence and count 1, as much as an example picture of weight 1; words
    with a weight of their own are texts of their own. All are averaged by weight. What is not
    wanted is no part of it, see `library.negation`.
    """
    wanted = [Weighted(texts([query.words])[0])] if query.words else []
    wanted += [*_terms(query, texts), *examples]
    return mean_direction(wanted) if wanted else None


def best_parts(photo_ids: Ids, scores: Vector) -> Ranking:
    """Give each photo its best part's score and keep the order (`scores` fall)."""
    _, first = np.unique(photo_ids, return_index=True)
    first.sort()
    return Ranking(photo_ids[first], scores[first])


def mean_direction(vectors: Sequence[Weighted]) -> Vector:
    """The unit vector, float32 (d,), in the middle of some, by weight."""
    mean = np.mean([each.weight * each.vector for each in vectors], axis=0)
    return (mean / max(float(np.linalg.norm(mean)), 1e-12)).astype(np.float32)


def _terms(query: Query, texts: Callable[[Sequence[str]], Vector]) -> list[Weighted]:
    """The wanted words that have weights of their own."""
    terms = [each for each in query.weighted if each.weight > 0]
    if not terms:
        return []
    vectors = texts([each.text for each in terms])
    return [Weighted(row, each.weight) for row, each in zip(vectors, terms, strict=True)]

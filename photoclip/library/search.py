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
    wanted is no part of it, see `unwanted_vectors`.
    """
    wanted = [Weighted(texts([query.words])[0])] if query.words else []
    wanted += [*_terms(query, texts, sign=1.0), *examples]
    return mean_direction(wanted) if wanted else None


def unwanted_vectors(
    query: Query,
    texts: Callable[[Sequence[str]], Vector],
    examples: Sequence[Weighted] = (),
    unwanted_examples: Sequence[Weighted] = (),
) -> tuple[Weighted, ...]:
    """What is not wanted, words and pictures, each as heavy as it is beside the wanted.

    `library.negation` says what they do to the ranking; the negation itself never reaches the
    text tower.
    """
    unwanted = [Weighted(each) for each in texts(query.without)] if query.without else []
    unwanted += [*_terms(query, texts, sign=-1.0), *unwanted_examples]
    wanted = [
        *([1.0] if query.words else []),
        *(each.weight for each in query.weighted if each.weight > 0),
        *(each.weight for each in examples),
    ]
    beside = sum(wanted) / len(wanted) if wanted else 1.0
    return tuple(Weighted(each.vector, each.weight / beside) for each in unwanted)


def best_parts(photo_ids: Ids, scores: Vector) -> Ranking:
    """Give each photo its best part's score and keep the order (`scores` fall)."""
    _, first = np.unique(photo_ids, return_index=True)
    first.sort()
    return Ranking(photo_ids[first], scores[first])


def mean_direction(vectors: Sequence[Weighted]) -> Vector:
    """The unit vector, float32 (d,), in the middle of some, by weight."""
    mean = np.mean([each.weight * each.vector for each in vectors], axis=0)
    return (mean / max(float(np.linalg.norm(mean)), 1e-12)).astype(np.float32)


def _terms(
    query: Query, texts: Callable[[Sequence[str]], Vector], *, sign: float
) -> list[Weighted]:
    """The words with weights of their own that are wanted (1) or not wanted (-1)."""
    terms = [each for each in query.weighted if each.weight * sign > 0]
    if not terms:
        return []
    vectors = texts([each.text for each in terms])
    return [Weighted(row, abs(each.weight)) for row, each in zip(vectors, terms, strict=True)]

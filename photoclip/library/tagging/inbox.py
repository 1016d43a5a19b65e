"""What no label of a list explains: photos in groups that look alike, with words for new labels."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip import paths
from photoclip.catalog.forms import key_of
from photoclip.library.labels import read_label_list
from photoclip.records import LabelList

Ids = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]

_MOST_PHOTOS = 20_000  # of more, an even sample is grouped
_ROUNDS = 30
_STARTS = 8  # of which the one whose groups are closest is kept
_LEAST = 2  # photos in a group
_WORDS = 3
_TELLING = 1.0  # standard deviations of the library by which a word must fit a group better


@dataclass(frozen=True, slots=True, eq=False)
class InboxGroup:
    """Photos that look alike, the most typical first, and words that fit them, the best first."""

    photo_ids: Ids
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words that may become labels: unit rows (words, d), and how they fit the whole library."""

    names: tuple[str, ...]
    vectors: Matrix
    usual: Matrix  # (words,) mean cosine over the library
    spread: Matrix  # (words,) its standard deviation

    @classmethod
    def of(cls, names: tuple[str, ...], vectors: Matrix, library: Iterable[Matrix]) -> "Words":
        """Measure how words fit a library, given as blocks of unit rows."""
        count, total, squares = 0, np.zeros(len(names)), np.zeros(len(names))
        for block in library:
            fits = (block @ vectors.T).astype(np.float64)
            count += len(fits)
            total += fits.sum(axis=0)
            squares += np.square(fits).sum(axis=0)
        mean = total / max(count, 1)
        spread = np.sqrt(np.maximum(squares / max(count, 1) - mean**2, 1e-12))
        return cls(names, vectors, mean.astype(np.float32), spread.astype(np.float32))

    def fitting(self, vectors: Matrix) -> tuple[str, ...]:
        """The words that fit photos clearly better than they fit the library, best first."""
        gain = ((vectors @ self.vectors.T).mean(axis=0) - self.usual) / self.spread
        best = np.argsort(-gain, kind="stable")[:_WORDS]
        return tuple(self.names[each] for each in best if gain[each] >= _TELLING)


def grouped(photo_ids: Ids, vectors: Matrix, words: Words, *, most: int) -> tuple[InboxGroup, ...]:
    """Group photos by look, the largest group first; the same photos give the same groups.

    Spherical k-means (Dhillon and Modha 2001) on vectors from which what all these photos share
    is taken away, begun from far-apart photos (Arthur and Vassilvitskii 2007). The number of
    groups grows with the root of that of the photos.

    Args:
        photo_ids: (n,)
        vectors: (n, d) unit rows.
        words: to propose from.
        most: groups, at most.
    """
    if len(photo_ids) > _MOST_PHOTOS:
        few = np.linspace(0, len(photo_ids) - 1, _MOST_PHOTOS).astype(np.int64)
        photo_ids, vectors = photo_ids[few], vectors[few]
    if len(photo_ids) < _LEAST:
        return ()
    apart = vectors - vectors.mean(axis=0)
    apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-6)
    groups = int(np.clip(round(np.sqrt(len(photo_ids))), 1, most))
    starts = [_centres(apart, groups, np.random.default_rng(each)) for each in range(_STARTS)]
    centres = max(starts, key=lambda each: float((apart @ each.T).max(axis=1).sum()))
    fits = apart @ centres.T
    belongs = fits.argmax(axis=1)
    found: list[InboxGroup] = []
    for group in range(len(centres)):
        mine = np.flatnonzero(belongs == group)
        if len(mine) >= _LEAST:
            mine = mine[np.argsort(-fits[mine, group], kind="stable")]
            found.append(InboxGroup(photo_ids[mine], words.fitting(vectors[mine])))
    return tuple(sorted(found, key=lambda each: -len(each.photo_ids)))


def _centres(rows: Matrix, count: int, dice: np.random.Generator) -> Matrix:
    """Unit centres (count or fewer, d) of groups of unit rows."""
    centres = rows[[dice.integers(len(rows))]]
    while len(centres) < count:
        far = np.maximum(1.0 - (rows @ centres.T).max(axis=1), 0.0).astype(np.float64) ** 2
        if far.sum() <= 0:
            break
        centres = np.concatenate([centres, rows[[dice.choice(len(rows), p=far / far.sum())]]])
    for _ in range(_ROUNDS):
        belongs = (rows @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, belongs, rows)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        moved = np.where(lengths > 1e-6, sums / np.maximum(lengths, 1e-6), centres)
        if np.allclose(moved, centres, atol=1e-6):
            break
        centres = moved
    return centres


def new_words(labels: LabelList) -> tuple[str, ...]:
    """The words of the starter lists that a list has not yet."""
    known = {key_of(each) for each in labels.labels}
    known |= {key_of(each) for extra in labels.phrases.values() for each in extra}
    found: dict[str, str] = {}
    for file in sorted((paths.resources() / "labels").glob("*.txt")):
        for word in read_label_list(file).labels:
            found.setdefault(key_of(word), word)
    return tuple(word for key, word in found.items() if key not in known)

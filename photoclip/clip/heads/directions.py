"""Where each label's examples lie: directions in whitened space, with each example left out."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_REJECTED_COUNTS = 0.5
_ALIKE, _MANY = 0.8, 10


@dataclass(frozen=True, slots=True)
class _Families:
    """Marks (k,) of examples, each with the sum (k, d) and number (k,) of what is like it."""

    rows: Places
    columns: Places
    sums: Floats
    counts: Floats

    @classmethod
    def of(cls, vectors: Floats, marks: Floats) -> "_Families":
        """What is like each of n whitened vectors (n, d) among those with the same mark (n, c)."""
        columns, rows = np.nonzero(marks.T)
        unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        sums, counts = np.zeros((len(rows), vectors.shape[1])), np.zeros(len(rows))
        starts = np.searchsorted(columns, np.arange(marks.shape[1] + 1))
        for start, end in pairwise(starts.tolist()):
            mine = rows[start:end]
            alike = unit[mine] @ unit[mine].T >= _ALIKE
            if len(mine) >= _MANY:  # what most are like is the class, no burst
                alike[alike.sum(axis=1) > len(mine) / 2] = False
            alike |= np.eye(len(mine), dtype=bool)
            sums[start:end], counts[start:end] = alike @ vectors[mine], alike.sum(axis=1)
        return cls(rows, columns, sums, counts)


@dataclass(frozen=True, slots=True)
class Examples:
    """Whitened examples (n, d) and which of c classes they are, or are not, (n, c) of 0 and 1."""

    vectors: Floats
    members: Floats
    outside: Floats
    _inside: _Families = field(init=False)
    _apart: _Families = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_inside", _Families.of(self.vectors, self.members))
        object.__setattr__(self, "_apart", _Families.of(self.vectors, self.outside))

    def directions(self, calm: float) -> Floats:
        """One direction for each class, (c, d); zero where there is no example.

        The mean of a class's n examples, at the length sqrt(n / (n + calm)): so much of a mean of
        n examples points, on average, to where the class lies, and the rest is chance. Examples of
        what the class is not are taken off, at half of that (Rocchio 1971).
        """
        return _pointing(self.members.T @ self.vectors, self.members.sum(axis=0), calm) - (
            _REJECTED_COUNTS
            * _pointing(self.outside.T @ self.vectors, self.outside.sum(axis=0), calm)
        )

    def left_out(self, calm: float) -> Floats:
        """Scores (n, c) of each example by all the others that are not near-duplicates of it.

        Exact, and hardly dearer than scores with them: only the means it belongs to change. Were
        near-duplicates left in, a burst of photos would prove that its label is known.
        """
        scores = self.vectors @ self.directions(calm).T
        both = (self.members, self._inside, 1.0), (self.outside, self._apart, -_REJECTED_COUNTS)
        for marks, family, weight in both:
            rows, columns = family.rows, family.columns
            own = self.vectors[rows]
            counts = marks.sum(axis=0)[columns]
            sums = (marks.T @ self.vectors)[columns]
            with_it = np.einsum("nd,nd->n", own, _pointing(sums, counts, calm))
            others = _pointing(sums - family.sums, counts - family.counts, calm)
            scores[rows, columns] += weight * (np.einsum("nd,nd->n", own, others) - with_it)
        return scores

    def alone(self) -> npt.NDArray[np.bool_]:
        """Which examples (n, c) leave none of their class behind when they are left out.

        They can prove nothing: their class would be known by having no example, which no new photo
        tells.
        """
        rows, columns = self._inside.rows, self._inside.columns
        left = self.members.sum(axis=0)[columns] - self._inside.counts
        found = np.zeros(self.members.shape, np.bool_)
        found[rows, columns] = left < 0.5
        return found

    def judged(self) -> npt.NDArray[np.bool_]:
        """Examples (n,) that leave others of their class behind when they are left out."""
        return ~np.any(self.alone(), axis=1)


def _pointing(sums: Floats, counts: Floats, calm: float) -> Floats:
    """Sums (k, d) of `counts` vectors each, at the length that so many deserve."""
    length = np.linalg.norm(sums, axis=1)
    trusted = np.sqrt(np.maximum(counts, 0.0) / (np.maximum(counts, 0.0) + calm))
    known = (counts > 0.5) & (length > 1e-9)
    return sums * np.where(known, trusted / np.maximum(length, 1e-9), 0.0)[:, None]

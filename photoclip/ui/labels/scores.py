"""What a label list says about every photo, cut at a threshold without asking the model again."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from photoclip.library.tagger import DEFAULT_THRESHOLD
from photoclip.records import LabelList

Ids = npt.NDArray[np.int64]
Chances = npt.NDArray[np.float32]

BINS = 40
_FLOOR = 0.5 / BINS  # the lowest borderline photos are not those that nothing speaks for


@dataclass(frozen=True, slots=True, eq=False)
class RankedLabel:
    """One label's probabilities over the library, surest first."""

    photo_ids: Ids  # (n,)
    chances: Chances  # (n,) falling
    counts: Ids  # (BINS,) photos by their probability
    fitting: Ids  # (n + 1,) of the surest k photos, how many the label may be given to

    def above(self, threshold: float) -> int:
        """How many photos would get the label."""
        return int(self.fitting[self._place(threshold)])

    def best(self, most: int) -> tuple[Ids, Chances]:
        """The surest photos."""
        return self.photo_ids[:most], self.chances[:most]

    def borderline(self, threshold: float, most: int) -> tuple[Ids, Chances]:
        """The photos nearest to a threshold, half of them on either side, surest first."""
        place = self._place(threshold)
        first = max(0, place - most // 2)
        end = min(len(self.chances), first + most)
        known = slice(first, max(end, first))
        ids, chances = self.photo_ids[known], self.chances[known]
        near = chances >= _FLOOR
        return ids[near], chances[near]

    def _place(self, threshold: float) -> int:
        """How many photos reach a threshold."""
        return int(np.searchsorted(-self.chances, -np.float32(threshold), "right"))


@dataclass(frozen=True, slots=True, eq=False)
class RankedList:
    """A list's probabilities over the library."""

    labels: LabelList
    by_label: dict[str, RankedLabel]
    photos: int
    decided: dict[str, dict[int, bool]] = field(default_factory=dict[str, dict[int, bool]])
    """What the person said of photos, by label: yes or no."""

    def counts(self, labels: LabelList) -> dict[str, int]:
        """How many photos each label gets at the thresholds of a list."""
        return {
            label: self.by_label[label].above(threshold_of(labels, label))
            for label in labels.labels
            if label in self.by_label
        }


def threshold_of(labels: LabelList, label: str) -> float:
    """The probability from which a label is given."""
    return labels.thresholds.get(label, DEFAULT_THRESHOLD)


def sorted_out(labels: LabelList, photo_ids: Ids, chances: Chances) -> RankedList:
    """Sort a matrix of probabilities by label; blocks, knows no Qt.

    Args:
        labels: L labels; an exclusive list gives a photo its likeliest label only.
        photo_ids: (n,).
        chances: (n, L).
    """
    best = chances.argmax(axis=1) if labels.exclusive and chances.size else None
    found: dict[str, RankedLabel] = {}
    for column, label in enumerate(labels.labels):
        mine = chances[:, column]
        order = np.argsort(-mine, kind="stable")
        may = np.ones(len(mine), np.int64) if best is None else (best == column).astype(np.int64)
        counts, _ = np.histogram(mine, bins=BINS, range=(0.0, 1.0))
        fitting = np.concatenate([[0], np.cumsum(may[order])]).astype(np.int64)
        found[label] = RankedLabel(photo_ids[order], mine[order], counts.astype(np.int64), fitting)
    return RankedList(labels, found, len(photo_ids))

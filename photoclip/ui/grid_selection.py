"""Which photos are chosen, as runs of neighbours: all of 200,000 are one run."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel

from photoclip.ui.grid_layout import Ints, joined

_NONE = np.zeros((0, 2), np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class GridPlace:
    """Where a person was in a list of photos: for going back to it."""

    anchor: int | None  # a photo that was in view; None: the top of the list
    offset: int  # px from the top of the view to it
    current: int | None  # the photo that had the keyboard
    chosen: Ints  # the selected photos


class Chosen:
    """The selected places of a list."""

    def __init__(self, runs: Ints = _NONE) -> None:
        self.runs = runs

    def __len__(self) -> int:
        """How many places are chosen."""
        return int((self.runs[:, 1] - self.runs[:, 0]).sum())

    def __contains__(self, place: int) -> bool:
        """Whether a place is chosen."""
        run = int(np.searchsorted(self.runs[:, 0], place, "right")) - 1
        return run >= 0 and place < int(self.runs[run, 1])

    def among(self, first: int, end: int) -> npt.NDArray[np.bool_]:
        """Which of the places from `first` to before `end` are chosen."""
        mask = np.zeros(max(0, end - first), np.bool_)
        begin = max(0, int(np.searchsorted(self.runs[:, 0], first, "right")) - 1)
        for start, stop in self.runs[begin : int(np.searchsorted(self.runs[:, 0], end))].tolist():
            mask[max(0, start - first) : max(0, stop - first)] = True
        return mask

    def places(self) -> Ints:
        """All chosen places, rising."""
        lengths = self.runs[:, 1] - self.runs[:, 0]
        offsets = np.cumsum(lengths) - lengths
        return np.repeat(self.runs[:, 0] - offsets, lengths) + np.arange(int(lengths.sum()))


def chosen_by(model: QItemSelectionModel) -> Chosen:
    """What a selection model has selected."""
    ranges = [(each.top(), each.bottom() + 1) for each in model.selection().toList()]
    if not ranges:
        return Chosen()
    runs = np.array(ranges, np.int64)
    return Chosen(joined(runs[np.argsort(runs[:, 0])]))


def runs_of(places: Ints) -> Ints:
    """Rising places as runs (k, 2), each end excluded."""
    if not len(places):
        return _NONE
    breaks = np.flatnonzero(np.diff(places) > 1)
    heads = places[np.concatenate([[0], breaks + 1])]
    return np.stack([heads, places[np.concatenate([breaks, [-1]])] + 1], axis=1)


def selection_of(model: QAbstractItemModel, runs: Iterable[Iterable[int]]) -> QItemSelection:
    """Runs of places as Qt takes them."""
    selection = QItemSelection()
    for first, end in runs:
        selection.select(model.index(first, 0), model.index(end - 1, 0))
    return selection

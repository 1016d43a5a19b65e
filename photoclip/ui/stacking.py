"""Copies and bursts as one photo of the list: what is stacked, and which stacks are open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoclip.ui.photo_lists import Shown, taken_apart

if TYPE_CHECKING:
    from photoclip.library.library import Library

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Stacked:
    """A list of photos without those that are behind others.

    Attributes:
        shown: what is left of the list.
        sizes: how many photos a photo on top stands for, itself among them; of stacks only.
    """

    shown: Shown
    sizes: Mapping[int, int]


def stacked(library: "Library", shown: Shown, opened: frozenset[int]) -> Stacked:
    """Put copies and bursts behind the first of them, but for stacks that are open; blocks.

    Of an answer the hits go, so that its bands and counts are those of what is shown.
    """
    found = library.copies.stacks(shown.ids)
    several = found.counts > 1
    sizes = dict(zip(found.ids[several].tolist(), found.counts[several].tolist(), strict=True))
    unfolded = np.fromiter(opened, np.int64, len(opened))
    behind = (found.tops != shown.ids) & np.isin(found.tops, unfolded, invert=True)
    if not behind.any():
        return Stacked(shown, sizes)
    left = shown.ids[~behind]
    answer = shown.answer
    if answer is None:
        return Stacked(replace(shown, ids=left), sizes)
    there = set(left.tolist())
    hits = tuple(hit for hit in answer.hits if hit.photo_id in there)
    bands = {
        name: count - sum(hit.band == name for hit in answer.hits if hit.photo_id not in there)
        for name, count in (("likely", answer.likely), ("maybe", answer.maybe))
        if count is not None
    }
    total = answer.total - (len(answer.hits) - len(hits))
    fewer = replace(answer, hits=hits, total=total, **bands)
    return Stacked(replace(taken_apart(shown.title, fewer), failed=shown.failed), sizes)

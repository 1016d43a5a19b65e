"""Puts a list of photos into an order and into groups; blocks, knows no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoclip.records import SearchAnswer, Sections
from photoclip.ui.bands import Bands, bands_of

if TYPE_CHECKING:
    from photoclip.library.showing import Showing

RELEVANCE = "relevance"  # the order of an answer
OLDEST = "oldest"
BY_DATE = ("newest", OLDEST)


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """Photos as they came, and how a person wants to see them."""

    ids: npt.NDArray[np.int64]
    given: str  # the order they are in
    order: str
    grouping: str  # "none", "day", "month", "event" or "folder"
    parts: tuple[int, ...] = ()  # the first place of each band; each is ordered by itself

    @property
    def is_met(self) -> bool:
        """Whether the photos can be shown as they are."""
        return self.grouping == "none" and self.order == self.given

    @property
    def is_by_date(self) -> bool:
        """Whether the months of the list follow one another."""
        if self.grouping in ("none", "event"):
            return self.order in BY_DATE
        return self.grouping in ("day", "month")


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """Photos in order, with their groups."""

    ids: npt.NDArray[np.int64]
    sections: Sections | None = None


def arranged(showing: "Showing", wish: Wish) -> Arranged:
    """Meet a wish, but for groups of events (see `ui.event_groups`)."""
    if wish.parts:
        ends = (*wish.parts[1:], len(wish.ids))
        parts = [wish.ids[first:end] for first, end in zip(wish.parts, ends, strict=True)]
        return Arranged(np.concatenate([showing.in_order(each, wish.order) for each in parts]))
    ids = wish.ids if wish.order == wish.given else showing.in_order(wish.ids, wish.order)
    if wish.grouping == "none":
        return Arranged(ids)
    groups = "folder" if wish.grouping == "folder" else "newest"
    if groups == "newest" and wish.order in BY_DATE:
        return Arranged(ids, showing.sections(ids, wish.grouping))
    grouped = showing.in_order(ids, groups)
    sections = showing.sections(grouped, wish.grouping)
    return Arranged(within(ids, grouped, sections), sections)


def months_of(showing: "Showing", ids: npt.NDArray[np.int64]) -> Sections:
    """The months of a list by date."""
    return showing.sections(ids, "month")


def within(
    ids: npt.NDArray[np.int64], grouped: npt.NDArray[np.int64], sections: Sections
) -> npt.NDArray[np.int64]:
    """The groups of `grouped`, each in the order of `ids`."""
    sizes = np.diff(sections.starts, append=len(grouped))
    group = np.repeat(np.arange(len(sizes)), sizes)  # of each of `grouped`
    by_id = np.argsort(grouped)
    of_ids = group[by_id[np.searchsorted(grouped, ids, sorter=by_id)]]
    return ids[np.argsort(of_ids, kind="stable")]


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """One list of photos with what is said of it."""

    title: str
    ids: npt.NDArray[np.int64]
    given: str  # the order of `ids`
    answer: SearchAnswer | None = None
    scores: Mapping[int, float | None] | None = None
    bands: Bands | None = None
    failed: bool = False  # files that cannot be read were asked for


def taken_apart(title: str, found: SearchAnswer) -> Shown:
    """An answer as a list of photos."""
    ids = np.array([hit.photo_id for hit in found.hits], np.int64)
    scores = {hit.photo_id: hit.score for hit in found.hits}
    return Shown(title, ids, RELEVANCE, found, scores, bands_of(found), bool(found.failures))


def wants_all(answer: SearchAnswer, order: str) -> bool:
    """Whether an order needs the rest of an answer: of one by filters alone, all count alike."""
    ranked = any(hit.score is not None for hit in answer.hits[:1])
    return order != RELEVANCE and not ranked and len(answer.hits) < answer.total

"""Copies and bursts of one library: groups, stacks, what is best to keep."""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from photoclip.catalog import copies as stored
from photoclip.catalog.copies import Tier
from photoclip.errors import LibraryError, PhotoError
from photoclip.library.copies import choosing, grouping
from photoclip.library.copies.background import Background
from photoclip.library.copies.choosing import Candidate, Proposal
from photoclip.library.copies.comparing import Comparing
from photoclip.library.copies.deciding import Deciding
from photoclip.library.copies.grouping import Group, Stacks
from photoclip.library.organising import Organising
from photoclip.library.showing import Showing
from photoclip.library.stores import Stores
from photoclip.photos import comparing
from photoclip.records import Photo

Ids = npt.NDArray[np.int64]

_MEASURED_SIDE = 1_024  # px of the long side at which sharpness is measured


class Copies(Deciding):
    """Copies and bursts. All calls block and may come from any thread.

    Equal bytes and equal pixels are known at once. Edits and bursts are found by `look`, which
    holds each new photo against all others once; what it found is kept in the catalog.
    """

    def __init__(
        self,
        stores: Stores,
        showing: Showing,
        organising: Organising,
        use_model: Callable[[], object],
        held: Callable[[], str] = str,
    ) -> None:
        """Of what these stores keep.

        Args:
            stores: catalog and index.
            showing: gives photos and their pictures.
            organising: keeps what can be undone.
            use_model: brings the model in use; it raises where there is none.
            held: why work in the background holds back now, "" for going on.
        """
        super().__init__(stores, organising)
        self._showing = showing
        self._comparing = Comparing(stores, showing, use_model)
        self.background = Background(self._comparing, held, stores.unused_for)
        self._sharpness: dict[bytes, float | None] = {}

    def waiting(self) -> int:
        """How many present photos were not yet held against the others."""
        return self._comparing.waiting()

    def look(self, seconds: float = 1.0) -> tuple[int, int]:
        """Hold photos against all others for about so long; call it until nothing is left.

        The first call of many new photos takes longer: their nearest ones are looked up.

        Returns:
            How many photos were looked at in this call, and how many are left.

        Raises:
            LibraryError: the library is open for reading only.
        """
        looked = self._comparing.look(seconds)
        return looked.done, looked.left

    def groups(self, tiers: Collection[Tier] = tuple(Tier)) -> tuple[Group, ...]:
        """What is to be decided, the nearest tier first; what `look` has not seen is missing."""
        catalog = self._stores.catalog
        found = grouping.groups(
            catalog.copies(stored.equal_pixels),
            catalog.copies(stored.pairs),
            catalog.copies(stored.several_files),
            catalog.copies(stored.verdicts),
        )
        return tuple(each for each in found if each.tier in tiers)

    def stacks(self, ids: Sequence[int] | Ids) -> Stacks:
        """A list of photos with copies and bursts behind the first of each."""
        catalog = self._stores.catalog
        known, roots = grouping.labels(
            catalog.copies(stored.equal_pixels),
            catalog.copies(stored.pairs),
            catalog.copies(stored.verdicts),
        )
        return grouping.stacked(np.asarray(ids, np.int64), known, roots)

    def candidates(self, group: Group) -> tuple[Candidate, ...]:
        """The members of a group with what there is to choose by; those that are gone left out.

        Where resolution does not tell them apart, their sharpness is measured.
        """
        photos = self._showing.photos(group.photos)
        if group.files:
            found = [_candidate(photos[0], path) for path in group.files] if photos else []
            return tuple(found)
        found = [_candidate(each, each.paths[0]) for each in photos if each.paths]
        if group.tier >= Tier.EDITED:
            found = [replace(each, sharpness=self.sharpness(each)) for each in found]
        return tuple(found)

    def proposal(self, group: Group, candidates: Sequence[Candidate]) -> Proposal:
        """Which of a group's members is best to keep, and why."""
        return choosing.proposal(group.tier, candidates)

    def sharpness(self, candidate: Candidate) -> float | None:
        """The detail that a photo has where it has most; None where it cannot be read."""
        key = candidate.photo.content_hash
        if key not in self._sharpness:
            try:
                picture = self._showing.picture(candidate.photo.id, _MEASURED_SIDE)
            except (PhotoError, LibraryError):
                self._sharpness[key] = None
            else:
                self._sharpness[key] = comparing.sharpness(comparing.grey_levels(picture))
        return self._sharpness[key]


def _candidate(photo: Photo, path: bytes) -> Candidate:
    try:
        facts = os.stat(path)  # noqa: PTH116 - bytes paths
    except OSError:
        return Candidate(photo, path, 0)
    return Candidate(photo, path, facts.st_size, None, facts.st_mtime_ns)

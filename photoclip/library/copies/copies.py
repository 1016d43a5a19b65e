"""Copies and bursts of one library: finding, grouping, proposing, deciding."""

import os
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np
import numpy.typing as npt

from photoclip.catalog import copies as stored
from photoclip.catalog.copies import DIFFERENT, SETTLED, Compared, Pictures, Tier
from photoclip.catalog.edits import Deed, Plan
from photoclip.catalog.transaction import Transaction
from photoclip.errors import LibraryError, PhotoclipError, PhotoError, UsageError
from photoclip.library.copies import choosing, finding, grouping
from photoclip.library.copies.choosing import Candidate, Proposal
from photoclip.library.copies.grouping import Group, Stacks
from photoclip.library.organising import Done, Organising
from photoclip.library.showing import Showing
from photoclip.library.stores import Stores
from photoclip.photos import comparing
from photoclip.records import Edit, Photo

Ids = npt.NDArray[np.int64]

_MEASURED_SIDE = 1_024  # px of the long side at which sharpness is measured
_NOTED_AT_ONCE = 500  # photos
_JUDGED_AT_ONCE = 100  # pairs
_PLANNED_AT_ONCE = 200_000  # photos held against all others in one go


class Trashed(Protocol):
    """Files that were moved to the trash, and can be put back."""

    def back(self) -> object:
        """Put them back where they lay."""
        ...

    def again(self) -> object:
        """Move them to the trash once more."""
        ...


@dataclass(slots=True)
class _Work:
    """Photos being held against all others, some at a time."""

    pictures: Pictures
    fresh: Ids  # numbers of the photos, rising
    vectors: npt.NDArray[np.float16] | None
    embedded: npt.NDArray[np.bool_]  # of all photos
    lying: list[int]  # the hashes of the fresh ones' thumbnails, lying; those made so far
    hashes: dict[int, bytes]  # of the bytes of the photos that are looked at now
    judge: finding.Judge
    found: finding.Candidates | None = None
    done: int = 0  # of `fresh`
    at: int = 0  # of the candidates


class Copies:
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
    ) -> None:
        """Of what these stores keep.

        Args:
            stores: catalog and index.
            showing: gives photos and their pictures.
            organising: keeps what can be undone.
            use_model: brings the model in use; it raises where there is none.
        """
        self._stores, self._showing, self._organising = stores, showing, organising
        self._use_model = use_model
        self._turn = threading.Lock()
        self._work: _Work | None = None
        self._sharpness: dict[bytes, float | None] = {}

    # ── finding ─────────────────────────────────────────────────────────────────────────────

    def waiting(self) -> int:
        """How many present photos were not yet held against the others."""
        pictures = self._stores.catalog.copies(stored.pictures)
        return int(self._fresh(pictures, self._has_vector(pictures)).sum())

    def look(self, seconds: float = 1.0) -> tuple[int, int]:
        """Hold photos against all others for about so long; call it until nothing is left.

        The first call of many new photos takes longer: their nearest ones are looked up.

        Returns:
            How many photos were looked at in this call, and how many are left.

        Raises:
            LibraryError: the library is open for reading only.
        """
        with self._turn:
            until = time.monotonic() + seconds
            work = self._work or self._planned()
            self._work = None
            if work is None:
                return 0, 0
            before = work.done
            while work.done < len(work.fresh):
                if work.found is None:
                    self._prepare(work)
                else:
                    self._look_at_some(work, work.found)
                if time.monotonic() > until:
                    break
            left = len(work.fresh) - work.done
            if left:
                self._work = work
                return work.done - before, left
            return work.done - before, self.waiting()

    def _planned(self) -> _Work | None:
        catalog = self._stores.catalog
        pictures = catalog.copies(stored.pictures)
        vectors = self._vectors(pictures)
        embedded = self._has_vector(pictures)
        chosen = np.flatnonzero(self._fresh(pictures, embedded))
        if not len(chosen):
            return None
        hashes: dict[int, bytes] = {}
        judge = finding.Judge(pictures, partial(self._thumbnail, pictures, hashes))
        return _Work(pictures, chosen[:_PLANNED_AT_ONCE], vectors, embedded, [], hashes, judge)

    def _prepare(self, work: _Work) -> None:
        """Look at the thumbnails of some more photos; of all of them, look for candidates."""
        first = len(work.lying)
        ids = work.pictures.ids[work.fresh[first : first + _NOTED_AT_ONCE]].tolist()
        known = {row.id: row.content_hash for row in self._showing.rows(ids)}
        cached = (self._showing.thumbnail(known[each]) if each in known else None for each in ids)
        work.lying.extend(0 if each is None else comparing.lying_hash(each) for each in cached)
        if len(work.lying) == len(work.fresh):
            fresh = np.zeros(len(work.pictures.ids), np.bool_)
            fresh[work.fresh] = True
            lying = np.array(work.lying, np.uint64)
            never = threading.Event()
            work.found = finding.candidates(work.pictures, fresh, work.vectors, lying, never)

    def _look_at_some(self, work: _Work, its: finding.Candidates) -> None:
        """Judge the candidates of the next photos, and write down what was found."""
        owners = work.fresh[work.done : work.done + _NOTED_AT_ONCE]
        owners = owners[: max(1, _within(work, its, owners))]
        found: list[tuple[int, int, Tier, float]] = []
        ids, last = work.pictures.ids, int(owners[-1])
        self._look_up(work, its, last)
        while work.at < len(its.owners) and its.owners[work.at] <= last:
            one, other = int(its.owners[work.at]), int(its.others[work.at])
            turn, cosine = int(its.turns[work.at]), float(its.cosines[work.at])
            like = finding.likeness(cosine, its.chance)
            judged = work.judge.judge(one, other, turn, like)
            if judged is not None:
                found.append((int(ids[one]), int(ids[other]), *judged))
            work.at += 1
        done = Compared(ids[owners], work.pictures.stamps[owners], work.embedded[owners])
        plan = Plan((), partial(stored.note, done=done, found=found))
        self._stores.commit(lambda tx: tx.edit(plan)).result()
        work.done += len(owners)

    def _look_up(self, work: _Work, its: finding.Candidates, last: int) -> None:
        """The hashes of all photos that are to be looked at up to an owner."""
        part = slice(work.at, int(np.searchsorted(its.owners, last, "right")))
        numbers = np.unique(np.concatenate([its.owners[part], its.others[part]]))
        rows = self._showing.rows(work.pictures.ids[numbers].tolist())
        work.hashes.clear()
        work.hashes.update((row.id, row.content_hash) for row in rows)

    def _fresh(self, pictures: Pictures, embedded: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Photos that were never held against others, or that changed since."""
        known = self._stores.catalog.copies(stored.compared)
        if not len(known.ids):
            return np.ones(len(pictures.ids), np.bool_)
        order = np.argsort(known.ids)
        ids, stamps, had = known.ids[order], known.stamps[order], known.embedded[order]
        at = np.minimum(np.searchsorted(ids, pictures.ids), len(ids) - 1)
        same = (ids[at] == pictures.ids) & (stamps[at] == pictures.stamps)
        return ~same | (embedded & ~had[at])

    def _has_vector(self, pictures: Pictures) -> npt.NDArray[np.bool_]:
        if not self._has_model():
            return np.zeros(len(pictures.ids), np.bool_)
        photos = self._stores.catalog.searchable(self._stores.model_id).photos
        return np.isin(pictures.ids, photos)

    def _vectors(self, pictures: Pictures) -> npt.NDArray[np.float16] | None:
        """The vector of each whole picture, zeros where there is none; None: no model."""
        if not self._has_model():
            return None
        searchable = self._stores.catalog.searchable(self._stores.model_id)
        whole = searchable.whole()
        owners = searchable.photos_of(whole)
        index = self._stores.index()
        rows = np.zeros((len(pictures.ids), index.dimension), np.float16)
        places = np.searchsorted(pictures.ids, owners)
        places = np.minimum(places, max(0, len(pictures.ids) - 1))
        here = pictures.ids[places] == owners if len(owners) else np.zeros(0, np.bool_)
        rows[places[here]] = index.vectors(whole[here])
        return rows

    def _has_model(self) -> bool:
        try:
            self._use_model()
        except PhotoclipError:
            return False
        return True

    def _thumbnail(self, pictures: Pictures, hashes: dict[int, bytes], number: int) -> bytes | None:
        """A photo's thumbnail, made again where it is not in the cache; None: it cannot be."""
        photo_id = int(pictures.ids[number])
        content_hash = hashes.get(photo_id)
        if content_hash is None:
            return None
        cached = self._showing.thumbnail(content_hash)
        if cached is not None:
            return cached
        try:
            return self._showing.thumbnail_again(photo_id, content_hash)
        except (PhotoError, LibraryError):
            return None

    # ── groups ──────────────────────────────────────────────────────────────────────────────

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
        labels = grouping.labels(
            catalog.copies(stored.equal_pixels),
            catalog.copies(stored.pairs),
            catalog.copies(stored.verdicts),
        )
        return grouping.stacked(np.asarray(ids, np.int64), labels)

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

    # ── deciding ────────────────────────────────────────────────────────────────────────────

    def different(self, photos: Sequence[int]) -> Edit:
        """Say that photos are no copies of each other; they never come up together again."""
        return self._decide("copies-different", DIFFERENT, photos, ())

    def keep_all(self, photos: Sequence[int]) -> Edit:
        """Keep all of a group; it does not come up again until another photo joins it."""
        return self._decide("copies-keep", SETTLED, photos, ())

    def keep_files(self, photo_id: int, files: Sequence[bytes]) -> Edit:
        """Keep all equal files of a photo."""
        return self._decide_files("copies-keep", photo_id, files, (), None)

    def settle(
        self,
        kept: Sequence[int],
        gone: Sequence[int],
        *,
        hand_on: bool = True,
        trashed: Trashed | None = None,
    ) -> Edit:
        """Remember which photos of a group stay, and which went to the trash.

        Args:
            kept: those that stay; the first is the best.
            gone: those whose files went.
            hand_on: give the best what was said of those that went: tags, stars, albums, pins.
            trashed: puts the files back when this is undone.

        Raises:
            UsageError: nothing stays.
        """
        if not kept:
            raise UsageError("One of the copies has to stay; keep at least one.")
        return self._decide("copies-settle", SETTLED, kept, gone if hand_on else (), gone, trashed)

    def settle_files(
        self,
        photo_id: int,
        kept: Sequence[bytes],
        gone: Sequence[bytes],
        *,
        trashed: Trashed | None = None,
    ) -> Edit:
        """Remember which of a photo's equal files stay, and which went to the trash.

        Raises:
            UsageError: nothing stays.
        """
        if not kept:
            raise UsageError("One of the copies has to stay; keep at least one.")
        return self._decide_files("copies-settle", photo_id, kept, gone, trashed)

    def _decide(
        self,
        kind: str,
        verdict: str,
        kept: Sequence[int],
        givers: Sequence[int],
        gone: Sequence[int] = (),
        trashed: Trashed | None = None,
    ) -> Edit:
        photos = tuple(dict.fromkeys((*kept, *gone)))
        if len(photos) < 2:
            raise UsageError("Copies are two photos or more; name all of them.")
        plans = [
            Plan(stored.words_of(kept[0]), partial(stored.hand_on, source=each, target=kept[0]))
            for each in givers
        ]
        edit = Edit(_said(kind, len(gone) or len(photos)), kind, photos)
        decide = partial(stored.decide, verdict=verdict, kept=kept, gone=gone)
        return self._do(edit, decide, plans, trashed)

    def _decide_files(
        self,
        kind: str,
        photo_id: int,
        kept: Sequence[bytes],
        gone: Sequence[bytes],
        trashed: Trashed | None,
    ) -> Edit:
        edit = Edit(_said(kind, len(gone) or len(kept)), kind, (photo_id,))
        decide = partial(stored.decide_files, photo_id=photo_id, kept=kept, gone=gone)
        return self._do(edit, decide, [], trashed)

    def _do(
        self,
        edit: Edit,
        decide: Callable[..., int],
        plans: Sequence[Plan],
        trashed: Trashed | None,
    ) -> Edit:
        numbers: list[int] = []
        deeds: list[Deed] = []

        def remember() -> None:
            def write(tx: Transaction) -> None:
                numbers[:], deeds[:] = [], []
                tx.edit(Plan((), lambda connection: numbers.append(decide(connection))))
                deeds.extend(tx.edit(plan) for plan in plans)

            self._stores.commit(write, edit=True).result()

        def undo() -> None:
            def write(tx: Transaction) -> None:
                for number in numbers:
                    tx.edit(Plan((), partial(stored.withdraw, number=number)))
                for deed in reversed(deeds):
                    tx.undo(deed)

            if trashed is not None:
                trashed.back()
            self._stores.commit(write, edit=True).result()

        def redo() -> Done:
            if trashed is not None:
                trashed.again()
            remember()
            return done

        remember()
        done = Done(edit, 1 + sum(deed.rows for deed in deeds), undo, redo)
        self._organising.keep(done)
        return edit


def _within(work: _Work, its: finding.Candidates, owners: Ids) -> int:
    """How many of the photos have so few candidates together that it takes no second."""
    at = work.at + _JUDGED_AT_ONCE
    if at >= len(its.owners):
        return len(owners)
    return int(np.searchsorted(owners, its.owners[at]))


def _candidate(photo: Photo, path: bytes) -> Candidate:
    try:
        facts = os.stat(path)  # noqa: PTH116 - bytes paths
    except OSError:
        return Candidate(photo, path, 0)
    return Candidate(photo, path, facts.st_size, None, facts.st_mtime_ns)


_SAYINGS = {
    "copies-different": "Say that {photos} are no copies",
    "copies-keep": "Keep {photos} of a group of copies",
    "copies-settle": "Keep the best of some copies and trash {photos}",
}


def _said(kind: str, count: int) -> str:
    return _SAYINGS[kind].format(photos="1 photo" if count == 1 else f"{count:,} photos")

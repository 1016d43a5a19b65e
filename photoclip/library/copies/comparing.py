"""Photos held against all others: each once, some at a time, only new ones against the known."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from photoclip.catalog import copies as stored
from photoclip.catalog.copies import Compared, Pictures, Tier
from photoclip.catalog.edits import Plan
from photoclip.errors import LibraryError, PhotoclipError, PhotoError
from photoclip.index.lists import Stopped
from photoclip.index.neighbours import Rows
from photoclip.library.copies import finding
from photoclip.library.showing import Showing
from photoclip.library.stores import Stores
from photoclip.photos import comparing

Ids = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_NOTED_AT_ONCE = 500  # photos
_JUDGED_AT_ONCE = 100  # pairs
_PLANNED_AT_ONCE = 200_000  # photos held against all others in one go


@dataclass(frozen=True, slots=True)
class Looked:
    """What was done for a while.

    Attributes:
        done: how many photos were held against all others.
        left: how many are not yet.
        found: those that were found to belong together with others.
    """

    done: int
    left: int
    found: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Work:
    """Photos being held against all others, some at a time."""

    pictures: Pictures
    fresh: Ids  # numbers of the photos, rising
    waiting: Flags  # of all photos: these, and those of another time
    vectors: Rows | None
    embedded: Flags  # of all photos
    lying: list[int]  # the hashes of the fresh ones' thumbnails, lying; those made so far
    hashes: dict[int, bytes]  # of the bytes of the photos that are looked at now
    judge: finding.Judge
    found: finding.Candidates | None = None
    done: int = 0  # of `fresh`
    at: int = 0  # of the candidates


class Comparing:
    """Finds edits and bursts; what it finds is kept in the catalog. Safe from any thread."""

    def __init__(self, stores: Stores, showing: Showing, use_model: Callable[[], object]) -> None:
        """See `Copies`."""
        self._stores, self._showing, self._use_model = stores, showing, use_model
        self._turn = threading.Lock()
        self._work: _Work | None = None

    def waiting(self) -> int:
        """How many present photos were not yet held against the others."""
        pictures = self._stores.catalog.copies(stored.pictures)
        return int(self._fresh(pictures, self._has_vector(pictures)).sum())

    def look(self, seconds: float, ended: Callable[[], bool] = bool) -> Looked:
        """Hold photos against all others for about so long.

        The first call of many new photos takes longer: their nearest ones are looked up.

        Args:
            seconds: how long; what has begun is brought to an end.
            ended: looked at now and then; True ends it at once, and the next call goes on.

        Raises:
            LibraryError: the library is open for reading only.
        """
        with self._turn:
            until = time.monotonic() + seconds
            work = self._work or self._planned()
            self._work = None
            if work is None:
                return Looked(0, 0)
            before, found = work.done, set[int]()
            while work.done < len(work.fresh) and not ended():
                if work.found is None:
                    self._prepare(work, ended)
                else:
                    found.update(self._look_at_some(work, work.found))
                if time.monotonic() > until:
                    break
            left = len(work.fresh) - work.done
            if left:
                self._work = work
                left += int(work.waiting.sum()) - len(work.fresh)
            else:
                left = self.waiting()
            return Looked(work.done - before, left, frozenset(found))

    # ── candidates ──────────────────────────────────────────────────────────────────────────

    def _planned(self) -> _Work | None:
        pictures = self._stores.catalog.copies(stored.pictures)
        embedded = self._has_vector(pictures)
        waiting = self._fresh(pictures, embedded)
        chosen = np.flatnonzero(waiting)[:_PLANNED_AT_ONCE]
        if not len(chosen):
            return None
        hashes: dict[int, bytes] = {}
        judge = finding.Judge(pictures, partial(self._thumbnail, pictures, hashes))
        vectors = self._vectors(pictures)
        return _Work(pictures, chosen, waiting, vectors, embedded, [], hashes, judge)

    def _prepare(self, work: _Work, ended: Callable[[], bool]) -> None:
        """Look at the thumbnails of some more photos; of all of them, look for candidates."""
        first = len(work.lying)
        ids = work.pictures.ids[work.fresh[first : first + _NOTED_AT_ONCE]].tolist()
        known = {row.id: row.content_hash for row in self._stores.catalog.rows(ids)}
        cached = (self._showing.thumbnail(known[each]) if each in known else None for each in ids)
        work.lying.extend(0 if each is None else comparing.lying_hash(each) for each in cached)
        if len(work.lying) < len(work.fresh):
            return
        fresh = np.zeros(len(work.pictures.ids), np.bool_)
        fresh[work.fresh] = True
        lying = np.array(work.lying, np.uint64)
        later = work.waiting & ~fresh
        try:
            work.found = finding.candidates(
                work.pictures, fresh, work.vectors, lying, later=later, ended=ended
            )
        except Stopped:
            return

    def _fresh(self, pictures: Pictures, embedded: Flags) -> Flags:
        """Photos that were never held against others, or that changed since."""
        known = self._stores.catalog.copies(stored.compared)
        if not len(known.ids):
            return np.ones(len(pictures.ids), np.bool_)
        order = np.argsort(known.ids)
        ids, stamps, had = known.ids[order], known.stamps[order], known.embedded[order]
        at = np.minimum(np.searchsorted(ids, pictures.ids), len(ids) - 1)
        same = (ids[at] == pictures.ids) & (stamps[at] == pictures.stamps)
        return ~same | (embedded & ~had[at])

    def _has_vector(self, pictures: Pictures) -> Flags:
        if not self._has_model():
            return np.zeros(len(pictures.ids), np.bool_)
        photos = self._stores.catalog.searchable(self._stores.model_id).photos
        return np.isin(pictures.ids, photos)

    def _vectors(self, pictures: Pictures) -> Rows | None:
        """The vectors of whole pictures, where the index has them; None: no model."""
        if not self._has_model():
            return None
        searchable = self._stores.catalog.searchable(self._stores.model_id)
        whole = searchable.whole()
        owners = searchable.photos_of(whole)
        of_number = np.full(len(pictures.ids), -1, np.int64)
        places = np.searchsorted(pictures.ids, owners)
        places = np.minimum(places, max(0, len(pictures.ids) - 1))
        here = pictures.ids[places] == owners if len(owners) else np.zeros(0, np.bool_)
        of_number[places[here]] = whole[here]
        index = self._stores.index()
        here = of_number >= 0
        here[here] = np.isin(of_number[here], index.ids())
        return Rows(here, lambda numbers: index.vectors(of_number[numbers]))

    def _has_model(self) -> bool:
        try:
            self._use_model()
        except PhotoclipError:
            return False
        return True

    # ── a real look at them ─────────────────────────────────────────────────────────────────

    def _look_at_some(self, work: _Work, its: finding.Candidates) -> set[int]:
        """Judge the candidates of the next photos and write down what was found: whose ids."""
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
        return {photo for pair in found for photo in pair[:2]}

    def _look_up(self, work: _Work, its: finding.Candidates, last: int) -> None:
        """The hashes of all photos that are to be looked at up to an owner."""
        part = slice(work.at, int(np.searchsorted(its.owners, last, "right")))
        numbers = np.unique(np.concatenate([its.owners[part], its.others[part]]))
        rows = self._stores.catalog.rows(work.pictures.ids[numbers].tolist())
        work.hashes.clear()
        work.hashes.update((row.id, row.content_hash) for row in rows)

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


def _within(work: _Work, its: finding.Candidates, owners: Ids) -> int:
    """How many of the photos have so few candidates together that it takes no second."""
    at = work.at + _JUDGED_AT_ONCE
    if at >= len(its.owners):
        return len(owners)
    return int(np.searchsorted(owners, its.owners[at]))

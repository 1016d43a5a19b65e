"""Which photos may be copies of each other, and which are: candidates first, then a real look."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.catalog.columns import UNDATED
from photoclip.catalog.copies import Pictures, Tier
from photoclip.index import neighbours
from photoclip.index.neighbours import Rows
from photoclip.library.copies import hashing
from photoclip.photos import comparing
from photoclip.photos.comparing import Grey

_Ids = npt.NDArray[np.int64]

BURST_SECONDS = 10
"""Two shots of a burst are taken with one camera, at most so many seconds apart."""

_LIKE = 0.6  # of the way from two photos by chance (0) to the same one (1): worth a look
_ALIKE = 0.93  # the same: two shots of one moment are of one thing, whatever moved
_MOMENT = 3  # seconds
_SCENE = 0.45  # agreement from which on two shots of a burst show one scene
_NEIGHBOURS = 6  # nearest photos of each that are looked at
_CHANCE = 400  # photos among which the cosine by chance is measured
_SHIFTED = 0.012  # share of the side by which frames of one second are moved, and edits are not
_KEPT_GREYS = 4_000

Encoded = Callable[[int], bytes | None]
"""Gives the thumbnail of a photo; None where it cannot be had."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs worth a look, by the photo that is held against others; numbers of `Pictures`.

    Attributes:
        owners: the photos that are asked about, rising in `order`.
        others: those they may be copies of.
        turns: how the other one may be turned, see `comparing`.
        cosines: of their vectors; NaN where there are none.
        chance: the mean cosine of two photos.
    """

    owners: _Ids
    others: _Ids
    turns: npt.NDArray[np.int8]
    cosines: npt.NDArray[np.float32]
    chance: float


def candidates(
    pictures: Pictures,
    fresh: npt.NDArray[np.bool_],
    vectors: Rows | None,
    lying: npt.NDArray[np.uint64],
    *,
    later: npt.NDArray[np.bool_],
    ended: Callable[[], bool] = bool,
) -> Candidates:
    """What the fresh photos may be copies of.

    Args:
        pictures: all photos.
        fresh: bool (n,), those to be held against all.
        vectors: of all photos; None: no model is in use.
        lying: the perceptual hashes of the fresh photos with rows and columns exchanged, in
            their order; 0: not known.
        later: bool (n,), those that will be held against the fresh ones another time.
        ended: looked at now and then; True ends it.

    Raises:
        Stopped: `ended` said so.
    """
    count = len(pictures.ids)
    wanted = np.flatnonzero(fresh)
    found = [_by_hash(pictures.hashes, wanted, lying, ended), _by_time(pictures, fresh)]
    chance = 0.0
    if vectors is not None:
        chance = _chance(vectors)
        least = chance + _LIKE * (1 - chance)
        near = neighbours.near(vectors, fresh, least=least, most=_NEIGHBOURS, ended=ended)
        found.append((near[0], near[1], np.zeros(len(near[0]), np.int8)))
    one = np.concatenate([each[0] for each in found])
    other = np.concatenate([each[1] for each in found])
    turns = np.concatenate([each[2] for each in found]).astype(np.int64)
    # both fresh: the later one asks
    swap = fresh[other] & (other > one)
    one, other = np.where(swap, other, one), np.where(swap, one, other)
    keys = np.unique((one * count + other) * 8 + turns)
    turns, keys = (keys % 8).astype(np.int8), keys // 8
    one, other = keys // max(1, count), keys % max(1, count)
    out = (pictures.pixels[one] == pictures.pixels[other]) | (one == other) | later[other]
    one, other, turns = one[~out], other[~out], turns[~out]
    return Candidates(one, other, turns, _cosines(vectors, one, other), chance)


def _by_hash(
    hashes: npt.NDArray[np.uint64],
    wanted: _Ids,
    lying: npt.NDArray[np.uint64],
    ended: Callable[[], bool],
) -> tuple[_Ids, _Ids, npt.NDArray[np.int8]]:
    """By perceptual hashes: as they are, mirrored, upside down and on either side."""
    mine = hashes[wanted]
    variants = {
        0: mine,
        comparing.MIRRORED: hashing.mirrored(mine),
        comparing.UPSIDE_DOWN: hashing.upside_down(mine),
        comparing.RIGHT: hashing.flipped(lying),  # what was turned to the left is turned back
        comparing.LEFT: hashing.mirrored(lying),
    }
    known = np.concatenate([*[mine] * 3, lying, lying])
    asked = np.flatnonzero(known != 0)
    one, other = hashing.near(hashes, np.concatenate([*variants.values()]), asked, ended)
    kind, place = np.divmod(one, max(1, len(wanted)))
    return wanted[place], other, np.array(list(variants), np.int8)[kind]


def _by_time(
    pictures: Pictures, fresh: npt.NDArray[np.bool_]
) -> tuple[_Ids, _Ids, npt.NDArray[np.int8]]:
    """Each shot with the next one of the same camera, where that follows soon."""
    known = np.flatnonzero((pictures.seconds != UNDATED) & (pictures.cameras >= 0))
    order = known[np.lexsort((known, pictures.seconds[known], pictures.cameras[known]))]
    one, other = order[1:], order[:-1]
    soon = pictures.seconds[one] - pictures.seconds[other] <= BURST_SECONDS
    together = soon & (pictures.cameras[one] == pictures.cameras[other])
    together &= fresh[one] | fresh[other]
    one, other = one[together], other[together]
    one, other = np.where(fresh[one], one, other), np.where(fresh[one], other, one)
    return one, other, np.zeros(len(one), np.int8)


def _chance(vectors: Rows) -> float:
    """The mean cosine of two photos of the library."""
    here = np.flatnonzero(vectors.here)
    if len(here) < 2:
        return 0.0
    random = np.random.default_rng(0)
    chosen = np.sort(random.choice(here, min(_CHANCE, len(here)), replace=False))
    rows = vectors.read(chosen).astype(np.float32)
    total = float((rows.sum(axis=0) ** 2).sum() - (rows**2).sum())
    return min(0.9, max(0.0, total / (len(rows) * (len(rows) - 1))))


def _cosines(vectors: Rows | None, one: _Ids, other: _Ids) -> npt.NDArray[np.float32]:
    found = np.full(len(one), np.nan, np.float32)
    if vectors is None:
        return found
    for start in range(0, len(one), 8_192):
        part = slice(start, start + 8_192)
        a, b = vectors.read(one[part]), vectors.read(other[part])
        cosines = np.einsum("nd,nd->n", a.astype(np.float32), b.astype(np.float32))
        both = vectors.here[one[part]] & vectors.here[other[part]]
        found[part] = np.where(both, cosines, np.nan)
    return found


class Judge:
    """Looks at pairs of photos; keeps what it decoded last."""

    def __init__(self, pictures: Pictures, encoded: Encoded) -> None:
        """Of these photos, whose thumbnails `encoded` gives by number."""
        self._pictures, self._encoded = pictures, encoded
        self._greys: OrderedDict[int, Grey | None] = OrderedDict()

    def judge(self, one: int, other: int, turn: int, likeness: float) -> tuple[Tier, float] | None:
        """What two photos are to each other, and how much of them agrees; None: two photos.

        Args:
            one: a number in `Pictures`.
            other: another one.
            turn: how the other may be turned.
            likeness: of their vectors, 0 by chance to 1; NaN: not known.
        """
        apart = self._seconds_apart(one, other)
        soon = apart is not None and apart <= BURST_SECONDS
        if apart and apart <= _MOMENT and likeness >= _ALIKE:
            return Tier.BURST, likeness
        first, second = self._grey(one), self._grey(other)
        if first is None or second is None:
            return None
        found = comparing.compare(first, second, turns=(turn,))
        if found is None or found.agreement < (_SCENE if soon and apart else comparing.SAME):
            return None
        moved = apart is not None and found.moved > _SHIFTED and self._same_sides(one, other)
        if soon and (apart or moved):
            return Tier.BURST, found.agreement
        return Tier.EDITED, found.agreement

    def _seconds_apart(self, one: int, other: int) -> int | None:
        """None: another camera, or one of them is undated."""
        its = self._pictures
        if its.cameras[one] < 0 or its.cameras[one] != its.cameras[other]:
            return None
        if UNDATED in (its.seconds[one], its.seconds[other]):
            return None
        return abs(int(its.seconds[one]) - int(its.seconds[other]))

    def _same_sides(self, one: int, other: int) -> bool:
        return bool((self._pictures.sides[one] == self._pictures.sides[other]).all())

    def _grey(self, number: int) -> Grey | None:
        if number in self._greys:
            self._greys.move_to_end(number)
            return self._greys[number]
        encoded = self._encoded(number)
        grey = None if encoded is None else comparing.grey_of(encoded)
        self._greys[number] = grey
        if len(self._greys) > _KEPT_GREYS:
            self._greys.popitem(last=False)
        return grey


def likeness(cosine: float, chance: float) -> float:
    """How far a cosine is on the way from chance (0) to the same picture (1); NaN stays."""
    return (cosine - chance) / (1 - chance)

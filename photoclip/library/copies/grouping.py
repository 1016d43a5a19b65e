"""Photos that belong together, in groups, and what of them is still to be decided."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from photoclip.catalog.copies import DIFFERENT, Pairs, Tier, Verdict

_Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """Photos that are one picture, or one moment.

    Attributes:
        tier: how near they are: that of the farthest two that hold it together.
        photos: their ids, sorted; for `Tier.BYTES` one.
        files: for `Tier.BYTES` the absolute paths of its equal files, else empty.
        decided: those of the photos about which the person decided among themselves already.
    """

    tier: Tier
    photos: tuple[int, ...]
    files: tuple[bytes, ...] = ()
    decided: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Names the group: the same for the same members."""
        return f"{self.tier.name.lower()}-{self.photos[0]}-{max(len(self.photos), len(self.files))}"


@dataclass(frozen=True, slots=True, eq=False)
class Stacks:
    """A list of photos with those that belong together behind one of them.

    Attributes:
        ids: the photos on top, in the order of the list.
        counts: how many photos each stands for, itself among them.
        listed: the whole list.
        tops: for each of the list the photo on top of it; itself where it is alone.
    """

    ids: _Ids
    counts: _Ids
    listed: _Ids
    tops: _Ids

    def members(self, top: int) -> tuple[int, ...]:
        """All photos of a stack, in the order of the list."""
        return tuple(self.listed[self.tops == top].tolist())


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """Photos that belong together two by two, aligned; `first` < `second`."""

    first: _Ids
    second: _Ids
    tiers: npt.NDArray[np.int8]

    def among(self, chosen: npt.NDArray[np.bool_]) -> "_Edges":
        return _Edges(self.first[chosen], self.second[chosen], self.tiers[chosen])


def groups(
    equal: Sequence[tuple[int, ...]],
    pairs: Pairs,
    several: Mapping[int, tuple[bytes, ...]],
    verdicts: Sequence[Verdict],
) -> tuple[Group, ...]:
    """All groups of which something is to be decided, the nearest tier first.

    Copies and bursts are apart: a photo may be in a group of copies and, with others, in a burst.

    Args:
        equal: photos with equal pixels.
        pairs: edits and bursts.
        several: the paths of photos that lie in several places.
        verdicts: what the person decided.
    """
    said = _Said(verdicts)
    found = [
        Group(Tier.BYTES, (photo_id,), paths)
        for photo_id, paths in several.items()
        if not said.settled_files(photo_id, paths)
    ]
    edges = said.kept(_edges(equal, pairs))
    in_burst = edges.tiers == Tier.BURST
    copies = _grouped(edges.among(~in_burst), said)
    found += copies
    together = {each.photos for each in copies}
    found += [each for each in _grouped(edges.among(in_burst), said) if each.photos not in together]
    return tuple(sorted(found, key=lambda each: (each.tier, each.photos)))


def labels(
    equal: Sequence[tuple[int, ...]], pairs: Pairs, verdicts: Sequence[Verdict]
) -> tuple[_Ids, _Ids]:
    """Photos that belong together with others, sorted, and of each the lowest id of these."""
    edges = _Said(verdicts).kept(_edges(equal, pairs))
    return _components(edges.first, edges.second)


def stacked(ids: _Ids, known: _Ids, roots: _Ids) -> Stacks:
    """A list of photos with those that belong together behind the first of them.

    Args:
        ids: the list.
        known: see `labels`.
        roots: aligned with it.
    """
    if not len(known):
        return Stacks(ids, np.ones(len(ids), np.int64), ids, ids)
    at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    of = np.where(known[at] == ids, roots[at], ids)  # a root is a member, so no other photo's id
    _, first, inverse, counts = np.unique(
        of, return_index=True, return_inverse=True, return_counts=True
    )
    places = np.sort(first)
    return Stacks(ids[places], counts[inverse[places]].astype(np.int64), ids, ids[first][inverse])


class _Said:
    """What the person decided, asked pair by pair."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self._of: defaultdict[int, set[int]] = defaultdict(set)
        self._different: set[int] = set()
        self._files: defaultdict[int, list[frozenset[bytes]]] = defaultdict(list)
        for each in verdicts:
            if each.files:
                self._files[each.photos[0]].append(frozenset(each.files))
                continue
            if each.verdict == DIFFERENT:
                self._different.add(each.number)
            for photo_id in each.photos:
                self._of[photo_id].add(each.number)

    def kept(self, edges: _Edges) -> _Edges:
        """The edges but for those of photos that are different, as the person said last."""
        places = self._touching(edges)
        different = [
            place
            for place in places.tolist()
            if self._is_different(int(edges.first[place]), int(edges.second[place]))
        ]
        stays = np.ones(len(edges.first), np.bool_)
        stays[different] = False
        return edges.among(stays)

    def settled(self, edges: _Edges) -> npt.NDArray[np.bool_]:
        """Of which edges anything was decided of both photos together."""
        found = np.zeros(len(edges.first), np.bool_)
        for place in self._touching(edges).tolist():
            a, b = int(edges.first[place]), int(edges.second[place])
            found[place] = bool(self._of[a] & self._of[b])
        return found

    def _touching(self, edges: _Edges) -> _Ids:
        """The places of edges between photos that were decided about."""
        photos = np.fromiter(self._of, np.int64, len(self._of))
        return np.flatnonzero(np.isin(edges.first, photos) & np.isin(edges.second, photos))

    def _is_different(self, a: int, b: int) -> bool:
        common = self._of[a] & self._of[b]
        return bool(common) and max(common) in self._different

    def settled_files(self, photo_id: int, paths: Iterable[bytes]) -> bool:
        """Whether the same files, or more of them, were decided about."""
        return any(set(paths) <= each for each in self._files.get(photo_id, ()))


def _edges(equal: Sequence[tuple[int, ...]], pairs: Pairs) -> _Edges:
    """Photos with equal pixels, and what was found."""
    same = [edge for group in equal for edge in pairwise(group)]
    ends = np.array(same, np.int64).reshape(-1, 2)
    first = np.concatenate([ends[:, 0], pairs.first])
    second = np.concatenate([ends[:, 1], pairs.second])
    tiers = np.concatenate([np.full(len(ends), Tier.PIXELS, np.int8), pairs.tiers])
    return _Edges(first, second, tiers)


def _grouped(edges: _Edges, said: _Said) -> list[Group]:
    """What hangs together and has an edge that nothing was decided of."""
    photos, roots = _components(edges.first, edges.second)
    settled = said.settled(edges)
    of_edge = np.searchsorted(photos, edges.first)
    lowest, number = np.unique(roots, return_inverse=True)  # of each group, and of each photo
    worst = np.zeros(len(lowest), np.int8)
    np.maximum.at(worst, number[of_edge], edges.tiers)
    is_open = np.zeros(len(lowest), np.bool_)
    is_open[number[of_edge[~settled]]] = True
    decided: defaultdict[int, set[int]] = defaultdict(set)
    for place in np.flatnonzero(settled).tolist():
        decided[int(number[of_edge[place]])].update(
            (int(edges.first[place]), int(edges.second[place]))
        )
    order = np.argsort(number, kind="stable")
    members = np.split(photos[order], np.cumsum(np.bincount(number, minlength=1))[:-1])
    return [
        Group(
            Tier(int(worst[each])),
            tuple(members[each].tolist()),
            (),
            tuple(sorted(decided.get(each, ()))),
        )
        for each in np.flatnonzero(is_open).tolist()
    ]


def _components(first: _Ids, second: _Ids) -> tuple[_Ids, _Ids]:
    """The ends of edges, sorted, and of each the lowest id that hangs together with it.

    Each end is hung below the lowest one across its edges, and chains are made short, until
    nothing changes (Shiloach and Vishkin 1982).
    """
    photos, ends = np.unique(np.concatenate([first, second]), return_inverse=True)
    a, b = ends[: len(first)], ends[len(first) :]
    parent = np.arange(len(photos))
    while True:
        one, other = parent[a], parent[b]
        apart = one != other
        if not apart.any():
            return photos, photos[parent]
        low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
        np.minimum.at(parent, high, low)
        while (parent[parent] != parent).any():
            parent = parent[parent]

"""Photos that belong together, in groups, and what of them is still to be decided."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from photoclip.catalog.copies import DIFFERENT, Pairs, Tier, Verdict

_Ids = npt.NDArray[np.int64]
_Edge = tuple[int, int]


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
        members: all of a stack in the order of the list, by the photo on top; of stacks only.
    """

    ids: _Ids
    counts: _Ids
    members: Mapping[int, tuple[int, ...]]


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
    tiers = {edge: Tier.PIXELS for group in equal for edge in pairwise(group)}
    bursts: dict[_Edge, Tier] = {}
    for a, b, tier in zip(
        pairs.first.tolist(), pairs.second.tolist(), pairs.tiers.tolist(), strict=True
    ):
        (bursts if tier == Tier.BURST else tiers).setdefault((a, b), Tier(tier))
    copies = _joined(tiers, said)
    found += copies
    together = {frozenset(each.photos) for each in copies}
    found += [each for each in _joined(bursts, said) if frozenset(each.photos) not in together]
    return tuple(sorted(found, key=lambda each: (each.tier, each.photos)))


def labels(
    equal: Sequence[tuple[int, ...]], pairs: Pairs, verdicts: Sequence[Verdict]
) -> dict[int, int]:
    """For each photo that belongs together with others the lowest id of these, bursts too."""
    said = _Said(verdicts)
    edges = [edge for group in equal for edge in pairwise(group)]
    edges += zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)
    parent = _united(edge for edge in edges if not said.different(*edge))
    return {each: _root(parent, each) for each in parent}


def stacked(ids: _Ids, labels: Mapping[int, int]) -> Stacks:
    """A list of photos with those that belong together behind the first of them."""
    if not labels:
        return Stacks(ids, np.ones(len(ids), np.int64), {})
    known = np.fromiter(labels.keys(), np.int64, len(labels))
    roots = np.fromiter(labels.values(), np.int64, len(labels))
    order = np.argsort(known)
    known, roots = known[order], roots[order]
    at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    groups_ = np.where(known[at] == ids, -roots[at] - 1, ids)  # a number below 0 is a stack's
    _, first, inverse, counts = np.unique(
        groups_, return_index=True, return_inverse=True, return_counts=True
    )
    tops = np.sort(first)
    many = np.flatnonzero(counts[inverse] > 1)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for place in many.tolist():
        members[int(ids[first[inverse[place]]])].append(int(ids[place]))
    return Stacks(
        ids[tops],
        counts[inverse[tops]].astype(np.int64),
        {top: tuple(each) for top, each in members.items()},
    )


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

    def settled(self, a: int, b: int) -> bool:
        """Whether anything was decided of two photos together."""
        return bool(self._of.get(a, set()) & self._of.get(b, set()))

    def different(self, a: int, b: int) -> bool:
        """Whether two photos are different, as the person said last."""
        common = self._of.get(a, set()) & self._of.get(b, set())
        return bool(common) and max(common) in self._different

    def settled_files(self, photo_id: int, paths: Iterable[bytes]) -> bool:
        """Whether the same files, or more of them, were decided about."""
        return any(set(paths) <= each for each in self._files.get(photo_id, ()))


def _joined(tiers: Mapping[_Edge, Tier], said: _Said) -> list[Group]:
    """What hangs together, but what is different, and has an edge that nothing was decided of."""
    edges = {edge: tier for edge, tier in tiers.items() if not said.different(*edge)}
    parent = _united(edges)
    worst: dict[int, Tier] = {}
    is_open: set[int] = set()
    decided: defaultdict[int, set[int]] = defaultdict(set)
    for edge, tier in edges.items():
        root = _root(parent, edge[0])
        worst[root] = max(tier, worst.get(root, tier))
        if said.settled(*edge):
            decided[root].update(edge)
        else:
            is_open.add(root)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for each in sorted(parent):
        members[_root(parent, each)].append(each)
    return [
        Group(worst[root], tuple(members[root]), (), tuple(sorted(decided[root])))
        for root in sorted(is_open)
    ]


def _united(edges: Iterable[_Edge]) -> dict[int, int]:
    """Union-find: each photo to one nearer to its group's lowest id."""
    parent: dict[int, int] = {}
    for a, b in edges:
        x, y = _root(parent, a), _root(parent, b)
        parent[max(x, y)] = min(x, y)
        parent.setdefault(min(x, y), min(x, y))
    return parent


def _root(parent: dict[int, int], each: int) -> int:
    parent.setdefault(each, each)
    while parent[each] != each:
        parent[each] = parent[parent[each]]
        each = parent[each]
    return each

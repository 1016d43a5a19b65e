"""Points of a map that lie close together, as one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.places.mercator import TILE, Numbers, View

Ids = npt.NDArray[np.int64]
_APART = 76.0  # px between the middles of two clusters, about
_TOUCHING = 60.0  # px: nearer ones would cover each other
_MARGIN = 160.0  # px around the view in which clusters are known too


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """Groups of points, those with the most last.

    Attributes:
        middles: their mean places in the flat world, (k, 2).
        counts: how many points each has, (k,).
        firsts: the number of the first point of each, (k,).
        order: the numbers of all grouped points, group after group.
        ends: where each group ends in `order`, (k,).
    """

    middles: Numbers
    counts: Ids
    firsts: Ids
    order: Ids
    ends: Ids

    def members(self, cluster: int) -> Ids:
        """The numbers of a group's points, rising."""
        end = int(self.ends[cluster])
        return np.sort(self.order[end - int(self.counts[cluster]) : end])


def clustered(points: Numbers, view: View) -> Clusters:
    """The groups of points of the flat world, (n, 2), in and around a view.

    Points share a group with those of their cell; the cells stay where they are while a view
    moves, and halve their sides from one zoom to the next. Cells whose points meet at an edge
    become one: the smaller joins the larger.
    """
    left, top, right, bottom = view.box(_MARGIN)
    x, y = points[:, 0], points[:, 1]
    across = (x - left) % 1.0 <= right - left if right - left < 1 else np.ones(len(x), np.bool_)
    inside = np.flatnonzero(across & (y >= top) & (y <= bottom))
    cells = 2.0 ** max(0, round(view.zoom)) * TILE / _APART
    side = int(np.ceil(cells))
    column = np.minimum((x[inside] * side).astype(np.int64), side - 1)
    row = np.clip((y[inside] * side).astype(np.int64), 0, side - 1)
    _, groups = np.unique(row * side + column, return_inverse=True)
    groups = _joined(points[inside], groups, _TOUCHING / view.scale)
    return _summed(points, inside, groups)


def _joined(points: Numbers, groups: Ids, near: float) -> Ids:
    """The groups with those that are nearer to a larger one than `near` put into it."""
    count = np.bincount(groups)
    middles = np.stack([np.bincount(groups, points[:, each]) / count for each in (0, 1)], axis=1)
    if not 1 < len(count) < 3000:
        return groups
    into = np.arange(len(count))
    order = np.argsort(-count, kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    taken = np.zeros(len(count), np.bool_)
    for each in order.tolist():
        if taken[each]:
            continue
        gap = np.abs(middles - middles[each])
        gap[:, 0] = np.minimum(gap[:, 0], 1 - gap[:, 0])
        close = (np.hypot(*gap.T) < near) & ~taken & (place > place[each])
        into[close], taken[close] = each, True
    _, again = np.unique(into[groups], return_inverse=True)
    return again


def _summed(points: Numbers, inside: Ids, groups: Ids) -> Clusters:
    if not len(inside):
        none = np.empty(0, np.int64)
        return Clusters(np.empty((0, 2)), none, none, none, none)
    by_group = np.argsort(groups, kind="stable")
    counts = np.bincount(groups)
    starts = np.cumsum(counts) - counts
    members = inside[by_group]
    x = points[members, 0]
    seam = np.repeat(x[starts], counts)  # a group may lie on both sides of the seam
    x = seam + (x - seam + 0.5) % 1.0 - 0.5
    middles = np.stack(
        [
            np.add.reduceat(x, starts) / counts % 1.0,
            np.add.reduceat(points[members, 1], starts) / counts,
        ],
        axis=1,
    )
    firsts = np.minimum.reduceat(members, starts)
    order = np.argsort(counts, kind="stable")
    spans = [members[starts[each] : starts[each] + counts[each]] for each in order.tolist()]
    return Clusters(
        middles[order],
        counts[order],
        firsts[order],
        np.concatenate(spans),
        np.cumsum(counts[order]),
    )

"""The nearest of many points on the globe, for many at once."""

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from photoclip.places.ranges import chord, kilometres

Ids = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Cost = Callable[[Ids, Ids, Numbers], Numbers]
"""Of queries, points and their distances in km: what the best one has least of."""
_PAIRS = 100_000  # queries times points at once: what fits into the cache
_AROUND = np.stack(np.meshgrid(*[[-1, 0, 1]] * 3, indexing="ij"), axis=-1).reshape(-1, 3)


class Nearest:
    """Points in cubes of the space around the globe, where no pole and no seam is.

    A query looks at its cube and the 26 around it: nothing within a cube's side is missed.
    """

    def __init__(self, points: Numbers, side: float) -> None:
        """Points of length 1, (n, 3); the cubes' side in km on the ground."""
        self._side = chord(side)
        self._row = int(2 / self._side) + 4
        keys = self._keys(self._cubes(points))
        self._order = np.argsort(keys, kind="stable")
        self._sorted = keys[self._order]
        self._points = points

    def best(self, queries: Numbers, cost: Cost) -> tuple[Ids, Numbers]:
        """The point with the least cost near each query and that cost; -1 and inf without one."""
        found = np.full(len(queries), -1, np.int64)
        least = np.full(len(queries), np.inf)
        for which, points, counts in self._pairs(queries):
            nearness = np.einsum("ij,ij->i", queries[which], self._points[points])
            away = np.sqrt(np.maximum(0.0, 2 - 2 * nearness))
            costs = cost(which, points, kilometres(away))
            firsts = np.cumsum(counts) - counts
            lowest = np.minimum.reduceat(costs, firsts)
            hits = np.flatnonzero(costs == np.repeat(lowest, counts))
            query, first = np.unique(which[hits], return_index=True)
            found[query], least[query] = points[hits[first]], lowest
        found[np.isinf(least)] = -1
        return found, least

    def _pairs(self, queries: Numbers) -> Iterator[tuple[Ids, Ids, Ids]]:
        """Queries with points near them, each query's together, and how many each has."""
        cubes = self._cubes(queries)
        _, firsts, inverse = np.unique(self._keys(cubes), return_index=True, return_inverse=True)
        around = self._keys((cubes[firsts][:, None, :] + _AROUND).reshape(-1, 3))
        starts = np.searchsorted(self._sorted, around, "left").reshape(-1, 27)
        counts = np.searchsorted(self._sorted, around, "right").reshape(-1, 27) - starts
        total = counts.sum(axis=1)[inverse]
        some = np.flatnonzero(total)
        if not len(some):
            return
        part = (np.cumsum(total[some]) // _PAIRS).astype(np.int64)
        for which in np.split(some, np.flatnonzero(np.diff(part)) + 1):
            cells = inverse[which]
            lengths = counts[cells].ravel()
            steps = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            places = np.repeat(starts[cells].ravel(), lengths) + steps
            yield np.repeat(which, total[which]), self._order[places], total[which]

    def _cubes(self, points: Numbers) -> Ids:
        return np.floor((points + 1) / self._side).astype(np.int64) + 1

    def _keys(self, cubes: Ids) -> Ids:
        return (cubes[:, 0] * self._row + cubes[:, 1]) * self._row + cubes[:, 2]

"""In which country a point lies."""

import numpy as np
import numpy.typing as npt

from photoclip.places.outlines import NOBODY, Outlines

CELLS = 4
"""Cells of the grid for one degree."""
SEA, SEVERAL = 254, 253
"""What the grid says of a cell wholly at sea, and of one that a line goes through."""
_PAIRS = 100_000  # points times lines at once: what fits into the cache

Numbers = npt.NDArray[np.float64]


class Borders:
    """The countries' areas.

    A grid says what most points are; of the others it is counted how many of each country's lines
    a way due east crosses (odd: inside; Shimrat 1962), among the lines of the point's own belt.
    """

    def __init__(self, world: Outlines, grid: npt.NDArray[np.uint8] | None) -> None:
        """Of the finest outlines; `grid`: (180, 360) x CELLS, None where it is still to be made."""
        self._grid = grid
        lines = [
            (country, copy)
            for country, ring in world.rings()
            if country != NOBODY
            for copy in _copies(ring)
        ]
        country = np.concatenate([np.full(len(ring) - 1, each, np.int32) for each, ring in lines])
        order = np.argsort(country, kind="stable")
        self.segments = np.concatenate([np.hstack([ring[:-1], ring[1:]]) for _, ring in lines])
        self.segments = self.segments[order]
        self._country = country[order]
        self._members, self._starts = self._belts()

    def _belts(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The lines that touch each belt of latitude, in the order of their countries."""
        heights = np.sort(self.segments[:, [1, 3]], axis=1)
        first, last = (np.clip((heights.T + 90) * CELLS, 0, 180 * CELLS - 1)).astype(np.int64)
        count = last - first + 1
        lines = np.repeat(np.arange(len(first)), count)
        steps = np.arange(len(lines)) - np.repeat(np.cumsum(count) - count, count)
        belts = np.repeat(first, count) + steps
        order = np.argsort(belts, kind="stable")
        return lines[order], np.searchsorted(belts[order], np.arange(180 * CELLS + 1))

    def countries(self, latitudes: Numbers, longitudes: Numbers) -> npt.NDArray[np.int32]:
        """The gazetteer's numbers of the countries of points, int32 (n,); -1 at sea."""
        if self._grid is None:
            return self.exactly(latitudes, longitudes)
        rows = np.clip((latitudes + 90) * CELLS, 0, 180 * CELLS - 1).astype(np.int64)
        columns = np.clip((longitudes + 180) * CELLS, 0, 360 * CELLS - 1).astype(np.int64)
        said = self._grid[rows, columns].astype(np.int32)
        found = np.where(said == SEA, -1, said)
        several = np.flatnonzero(said == SEVERAL)
        found[several] = self.exactly(latitudes[several], longitudes[several])
        return found

    def exactly(self, latitudes: Numbers, longitudes: Numbers) -> npt.NDArray[np.int32]:
        """The same without the grid."""
        found = np.full(len(latitudes), -1, np.int32)
        if not len(latitudes):
            return found
        belts = np.clip((latitudes + 90) * CELLS, 0, 180 * CELLS - 1).astype(np.int64)
        order = np.argsort(belts, kind="stable")
        every, starts = np.unique(belts[order], return_index=True)
        for belt, points in zip(every.tolist(), np.split(order, starts[1:]), strict=True):
            lines = self._members[self._starts[belt] : self._starts[belt + 1]]
            if not len(lines):
                continue
            for part in np.array_split(points, len(points) * len(lines) // _PAIRS + 1):
                found[part] = self._inside(latitudes[part], longitudes[part], lines)
        return found

    def _inside(
        self, latitudes: Numbers, longitudes: Numbers, lines: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int32]:
        x0, y0, x1, y1 = self.segments[lines].T
        country = self._country[lines]
        y, x = latitudes[:, None], longitudes[:, None]
        between = (y0 > y) != (y1 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            crossed = between & (x < x0 + (y - y0) * ((x1 - x0) / (y1 - y0)))
        firsts = np.flatnonzero(np.diff(country, prepend=-1))
        odd = np.add.reduceat(crossed, firsts, axis=1, dtype=np.int32) % 2
        which = np.argmax(odd, axis=1)
        return np.where(odd.any(axis=1), country[firsts][which], -1).astype(np.int32)


def _copies(ring: Numbers) -> list[Numbers]:
    """A ring, and where it goes on beyond the 180th meridian once more on the other side."""
    turns = [0.0]
    turns += [360.0] if ring[:, 0].min() < -180 else []
    turns += [-360.0] if ring[:, 0].max() > 180 else []
    return [ring + np.array([turn, 0.0]) for turn in turns]

"""The outlines of the countries, as Natural Earth draws them, in three degrees of detail."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from photoclip import paths

NOBODY = 255
"""The country of an area that belongs to none."""
Detail = Literal["110m", "50m", "10m"]
DETAILS: tuple[Detail, ...] = ("110m", "50m", "10m")
"""Coarse to fine: one millimetre of a map is so many kilometres or, 10m, ten of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """Arcs between the points where three areas meet, and the rings that they make up.

    Attributes:
        points: longitude and latitude in degrees, float64 (n, 2), arc after arc.
        arc_ends: where each arc ends in `points`, int32 (a,).
        ring_arcs: the arcs of each ring, one after another; `~arc` is walked backwards.
        ring_ends: where each ring ends in `ring_arcs`, int32 (r,).
        ring_country: the gazetteer's number of each ring's country, uint8 (r,).
        grid: see `Borders`; only the finest has one.
    """

    points: npt.NDArray[np.float64]
    arc_ends: npt.NDArray[np.int32]
    ring_arcs: npt.NDArray[np.int32]
    ring_ends: npt.NDArray[np.int32]
    ring_country: npt.NDArray[np.uint8]
    grid: npt.NDArray[np.uint8] | None = None

    @classmethod
    def load(cls, detail: Detail) -> "Outlines":
        """Read one of the files that photoclip brings."""
        file = paths.resources() / "places" / f"world-{detail}.npz"
        with np.load(file, allow_pickle=False) as stored:
            return cls.of({name: stored[name] for name in stored.files})

    @classmethod
    def of(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> "Outlines":
        """From steps between points, as TopoJSON keeps them."""
        ends = arrays["arc_ends"]
        steps = np.stack([arrays["across"], arrays["up"]], axis=1).astype(np.int64)
        sums = np.cumsum(steps, axis=0)
        starts = np.concatenate([[0], ends[:-1]])
        before = np.where(starts[:, None] > 0, sums[starts - 1], 0)  # each arc starts anew
        sums -= np.repeat(before, np.diff(np.append(starts, ends[-1])), axis=0)
        return cls(
            sums.astype(np.float64) * arrays["scale"] + arrays["origin"],
            ends,
            arrays["ring_arcs"],
            arrays["ring_ends"],
            arrays["ring_country"],
            arrays.get("grid"),
        )

    def arc(self, number: int) -> npt.NDArray[np.float64]:
        """The points of an arc, (k, 2)."""
        start = int(self.arc_ends[number - 1]) if number else 0
        return self.points[start : int(self.arc_ends[number])]

    def rings(self) -> Iterator[tuple[int, npt.NDArray[np.float64]]]:
        """The country and the closed line, (k, 2), of each ring.

        A ring that crosses the 180th meridian goes on beyond it; one around a pole includes it.
        """
        start = 0
        for country, end in zip(self.ring_country.tolist(), self.ring_ends.tolist(), strict=True):
            arcs = self.ring_arcs[start:end].tolist()
            lines = [self.arc(each) if each >= 0 else self.arc(~each)[::-1] for each in arcs]
            yield country, _unrolled(np.concatenate([lines[0], *(line[1:] for line in lines[1:])]))
            start = end

    def borders(self) -> list[npt.NDArray[np.float64]]:
        """The lines between two countries, where all others are coasts."""
        arcs = np.where(self.ring_arcs < 0, ~self.ring_arcs, self.ring_arcs)
        shared = np.flatnonzero(np.bincount(arcs, minlength=len(self.arc_ends)) > 1)
        return [self.arc(each) for each in shared.tolist()]


def _unrolled(ring: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    steps = np.diff(ring[:, 0])
    if np.abs(steps).max(initial=0.0) < 180:
        return ring
    ring = ring.copy()
    ring[1:, 0] -= 360 * np.cumsum(np.round(steps / 360))
    first, last = ring[0], ring[-1]
    if abs(last[0] - first[0]) < 180:
        return ring
    pole = math.copysign(90.0, float(ring[:, 1].mean()))
    return np.concatenate([ring, [(last[0], pole), (first[0], pole), first]])

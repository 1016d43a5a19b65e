"""Photos on a plane: t-SNE on the graph of nearest neighbours, with repulsion by FFT.

The method is t-SNE (van der Maaten and Hinton 2008) begun from the principal components (Kobak and
Berens 2019), with the same weight for each of the 15 nearest neighbours (as good as weights of a
perplexity: Boehm, Berens and Kobak 2022) and exaggeration at first. Repulsion is
interpolated on a grid and convolved by FFT (Linderman et al. 2019), so that a step costs the same
for each photo however many there are. The learning rate is that of Belkina et al. 2019. The code
is photoclip's own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Points = npt.NDArray[np.float64]
OnStep = Callable[[int, int], object]
_Spectrum = npt.NDArray[np.complexfloating[Any, Any]]

NEIGHBOURS = 15
_EARLY_STEPS, _STEPS = 200, 400
_EARLY, _LATER = 12.0, 1.0  # exaggeration
_EARLY_MOMENTUM, _MOMENTUM = 0.5, 0.8
_LEAST_RATE = 30.0
_CELL = 0.6  # of the repulsion's grid
_SIDES = (24, 40, 60, 80, 108, 144, 192, 240)  # corners of that grid on a side
_LONGEST_STEP = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Who is whose neighbour, both ways: edges sorted by where they begin.

    Attributes:
        starts: int64 (n,) the first edge of each point.
        ends: int64 (e,) where each edge leads.
        weights: float64 (e,) that sum to 1.
    """

    starts: Ints
    ends: Ints
    weights: Points

    @classmethod
    def of(cls, nearest: Ints) -> "Graph":
        """From the nearest neighbours of each point, int64 (n, k)."""
        count, around = nearest.shape
        here = np.repeat(np.arange(count), around)
        pairs = np.concatenate([here * count + nearest.ravel(), nearest.ravel() * count + here])
        once, times = np.unique(pairs, return_counts=True)
        begins, ends = np.divmod(once, count)
        return cls(np.searchsorted(begins, np.arange(count)), ends, times / times.sum())


def projected(
    first: Points, nearest: Ints, on_step: OnStep | None = None
) -> npt.NDArray[np.float32]:
    """Places on the plane, float32 (n, 2), of points with these nearest neighbours.

    Args:
        first: (n, 2) the two strongest principal components.
        nearest: int64 (n, k) neighbours of each point.
        on_step: told each step and how many there are; what it raises ends this.
    """
    graph, count = Graph.of(nearest), len(first)
    begins = np.repeat(np.arange(count), np.diff(np.append(graph.starts, len(graph.ends))))
    places = (first - first.mean(axis=0)) / max(float(first[:, 0].std()), 1e-9) * 1e-2
    motion, gains = np.zeros_like(places), np.ones_like(places)
    rate, repulsion = max(count / _EARLY, _LEAST_RATE), _Repulsion()
    for step in range(_EARLY_STEPS + _STEPS):
        early = step < _EARLY_STEPS
        pull = _attraction(places, graph, begins) * (_EARLY if early else _LATER)
        slope = 4.0 * (pull - repulsion.of(places))
        same = np.sign(slope) == np.sign(motion)
        gains = np.maximum(np.where(same, gains * 0.8, gains + 0.2), 0.01)
        motion = (_EARLY_MOMENTUM if early else _MOMENTUM) * motion - rate * gains * slope
        np.clip(motion, -_LONGEST_STEP, _LONGEST_STEP, out=motion)
        places = places + motion
        places -= places.mean(axis=0)
        if on_step is not None:
            on_step(step + 1, _EARLY_STEPS + _STEPS)
    return places.astype(np.float32)


def _attraction(places: Points, graph: Graph, begins: Ints) -> Points:
    apart = places[begins] - places[graph.ends]
    near = graph.weights / (1.0 + np.einsum("ed,ed->e", apart, apart))
    return np.add.reduceat(apart * near[:, None], graph.starts, axis=0)


class _Repulsion:
    """The same sum over all pairs, each point shared out to the four corners of its cell.

    Grids grow in steps, so that their kernels can be kept.
    """

    def __init__(self) -> None:
        self._kernels: tuple[int, float, _Spectrum, _Spectrum] | None = None

    def of(self, places: Points) -> Points:
        """How much each point is pushed, (n, 2)."""
        low = places.min(axis=0)
        reach = max(float((places.max(axis=0) - low).max()), 1e-3)
        side, spacing = _grid(reach)
        corner, inside = np.divmod((places - low) / spacing, 1.0)
        at = corner.astype(np.int64)
        charges = np.column_stack([np.ones(len(places)), places - low])
        shares = [
            (
                (at[:, 0] + x) * side + at[:, 1] + y,
                np.abs(1 - x - inside[:, 0]) * np.abs(1 - y - inside[:, 1]),
            )
            for x in (0, 1)
            for y in (0, 1)
        ]
        spread = self._potentials(_shared(shares, charges, side), side, spacing)
        felt = np.zeros((len(places), 4))
        for where, share in shares:
            felt += spread[where] * share[:, None]
        total = max(float(felt[:, 3].sum()) - len(places), 1e-9)
        return (charges[:, 1:] * felt[:, :1] - felt[:, 1:3]) / total

    def _potentials(self, grid: Points, side: int, spacing: float) -> Points:
        """Of three charges by 1/(1 + d2)2, and of the first by 1/(1 + d2); (side * side, 4)."""
        if self._kernels is None or self._kernels[:2] != (side, spacing):
            steps = np.minimum(np.arange(2 * side), 2 * side - np.arange(2 * side)) * spacing
            plain = (1.0 / (1.0 + steps[:, None] ** 2 + steps[None, :] ** 2)).astype(np.float32)
            by_plain, by_square = np.fft.rfft2(plain), np.fft.rfft2(plain**2)
            self._kernels = side, spacing, by_plain, by_square
        else:
            by_plain, by_square = self._kernels[2:]
        wide = (2 * side, 2 * side)
        charges = np.fft.rfft2(grid.reshape(3, side, side).astype(np.float32), wide)
        both = np.concatenate([charges * by_square, charges[:1] * by_plain])
        felt = np.fft.irfft2(both, wide)[:, :side, :side]
        return np.ascontiguousarray(felt.reshape(4, side * side).T)


def _grid(reach: float) -> tuple[int, float]:
    """Corners on a side, a number that FFT likes, and how far apart they are."""
    for side in _SIDES:
        if (side - 2) * _CELL >= reach:
            return side, _CELL if side > _SIDES[0] else reach / (side - 2)
    return _SIDES[-1], reach / (_SIDES[-1] - 2)


def _shared(shares: list[tuple[Ints, Points]], charges: Points, side: int) -> Points:
    """What lies on each corner of the grid, (3, side * side)."""
    found = np.zeros((charges.shape[1], side * side))
    for where, share in shares:
        for each in range(charges.shape[1]):
            found[each] += np.bincount(where, share * charges[:, each], side * side)
    return found

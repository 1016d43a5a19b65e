"""How well the map of similarity keeps what is near near, in figures."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.library.likeness.arranging import arranged
from photoclip.library.likeness.neighbours import nearest, unit

Figures = dict[str, Any]
Matrix = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_AROUND = 12
_MOST = 2_000  # photos that are looked at of more
_NUMBERS = 64


def likeness(vectors: Matrix, labels: Sequence[str]) -> Figures:
    """Arrange vectors (n, d) on a plane, and say how well that was done.

    Trustworthiness is that of Venna and Kaski 2001: 1 where all 12 nearest photos on the plane
    are so in the vectors, falling by how far others are. "neighbours_kept" is the share of the 12
    nearest in the vectors that are among the 12 nearest on the plane; "label_purity" the share of
    the 12 nearest that have the same label. The same is said of the two strongest principal
    components, and of the vectors themselves.
    """
    rows = _along_directions(vectors)
    places = arranged(rows)
    figures: Figures = {"photos": len(rows), "labels": len(set(labels))}
    figures["map"] = _compared(rows, places, labels)
    figures["two_components"] = _compared(rows, rows[:, :2], labels)
    around, _ = nearest(unit(rows), unit(rows), _AROUND, itself=True)
    figures["vectors"] = {"label_purity": _purity(around, labels)}
    return figures


def _along_directions(vectors: Matrix) -> Matrix:
    apart = vectors - vectors.mean(axis=0)
    strength, directions = np.linalg.eigh((apart.T @ apart).astype(np.float64))
    order = np.argsort(-strength)[:_NUMBERS]
    return (apart @ directions[:, order]).astype(np.float32)


def _compared(rows: Matrix, places: Matrix, labels: Sequence[str]) -> Figures:
    some = np.linspace(0, len(rows) - 1, min(len(rows), _MOST)).astype(np.int64)
    units, count = unit(rows), len(rows)
    missed, kept = 0, 0
    around = np.empty((len(some), _AROUND), np.int64)
    for each, photo in enumerate(some.tolist()):
        apart = np.square(places - places[photo]).sum(axis=1)
        apart[photo] = np.inf
        around[each] = np.argsort(apart, kind="stable")[:_AROUND]
        cosines = units @ units[photo]
        cosines[photo] = np.inf  # the photo itself has rank 0
        rank = np.empty(count, np.int64)
        rank[np.argsort(-cosines, kind="stable")] = np.arange(count)
        missed += int(np.maximum(rank[around[each]] - _AROUND, 0).sum())
        kept += int((rank[around[each]] <= _AROUND).sum())
    worst = len(some) * _AROUND * (2 * count - 3 * _AROUND - 1) / 2
    return {
        "trustworthiness": 1.0 - missed / worst,
        "neighbours_kept": kept / (len(some) * _AROUND),
        "label_purity": _purity(around, np.array(labels)[some].tolist(), labels),
    }


def _purity(around: Ints, mine: Sequence[str], every: Sequence[str] = ()) -> float:
    others = np.array(every or mine)[around]
    return float((others == np.array(mine)[:, None]).mean())


def stacked(rows: Sequence[Matrix]) -> Matrix:
    """Vectors (d,) as one matrix (n, d)."""
    return np.stack(rows)

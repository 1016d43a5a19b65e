"""Rows of numbers to places on a square: neighbours, projection, and how it is turned."""

import numpy as np
import numpy.typing as npt

from photoclip.library.likeness.neighbours import nearest, unit
from photoclip.library.likeness.projection import NEIGHBOURS, OnStep, projected

Matrix = npt.NDArray[np.float32]


def arranged(rows: Matrix, on_step: OnStep | None = None) -> Matrix:
    """Places float32 (n, 2), 0 to 1, at which rows that are alike are near one another.

    Args:
        rows: float32 (n, k) along principal directions, the strongest first.
        on_step: told each step and how many there are; what it raises ends this.
    """
    if len(rows) <= NEIGHBOURS + 1:
        return _on_a_ring(len(rows))
    around, _ = nearest(unit(rows), unit(rows), NEIGHBOURS, itself=True)
    return _fitted(projected(rows[:, :2].astype(np.float64), around, on_step))


def _fitted(places: Matrix) -> Matrix:
    """The same from 0 to 1, in proportion, with a rim; the longer side lies across."""
    middle = (places.max(axis=0) + places.min(axis=0)) / 2
    apart = places - middle
    _, directions = np.linalg.eigh((apart.T @ apart).astype(np.float64))
    directions = directions[:, ::-1]
    directions = directions * np.sign(directions[np.abs(directions).argmax(axis=0), [0, 1]])
    turned = apart @ directions
    middle = (turned.max(axis=0) + turned.min(axis=0)) / 2
    reach = max(float((turned.max(axis=0) - turned.min(axis=0)).max()), 1e-9)
    return (0.5 + (turned - middle) / reach * 0.94).astype(np.float32)


def _on_a_ring(count: int) -> Matrix:
    """Places for too few photos to tell what is near what."""
    turn = np.arange(count) * 2 * np.pi / max(count, 1)
    return (0.5 + 0.2 * np.column_stack([np.cos(turn), np.sin(turn)])).astype(np.float32)

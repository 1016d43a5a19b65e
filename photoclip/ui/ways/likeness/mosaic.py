"""Which photos are shown as pictures when one looks closely: one for each square of the plane."""

from dataclasses import dataclass

import numpy as np

from photoclip.ui.ways.likeness.dots import Ints
from photoclip.ui.ways.likeness.frame import Frame, Matrix

SQUARE = 88.0  # px from picture to picture
PICTURE = 80.0  # px of a picture
FEW = 420  # photos in view, up to which they are shown as pictures


@dataclass(frozen=True, slots=True, eq=False)
class Tiles:
    """Pictures on a lattice that stays with the plane while one moves over it.

    Attributes:
        photos: int64 (t,) places in the list of photos, the one to show of each square.
        middles: float32 (t, 2) where it is shown, px.
        counts: int64 (t,) how many photos are in the square.
        square: int64 (v,) for each photo in view the tile that stands for it.
    """

    photos: Ints
    middles: Matrix
    counts: Ints
    square: Ints


def tiles(frame: Frame, places: Matrix, seen: Ints) -> Tiles:
    """The tiles of the photos in view (places in the list, the most important first)."""
    lattice = np.floor(places[seen].astype(np.float64) * frame.scale / SQUARE).astype(np.int64)
    key = lattice[:, 0] * (1 << 32) + lattice[:, 1]
    _, first, square, counts = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    middles = (lattice[first] + 0.5) * SQUARE / frame.scale
    return Tiles(seen[first], frame.pixels(middles.astype(np.float32)), counts, square.reshape(-1))

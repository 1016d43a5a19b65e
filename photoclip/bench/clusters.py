"""Vectors that never were, as near to each other as a model's are."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

_BLOCK = 20_000
_CENTRES = 1_024
_COMMON, _OWN = 0.7, 0.65
"""How much all vectors share (pictures lie in a cone: Liang et al. 2022, "Mind the Gap") and how
far a picture is from its cluster's centre, both in units of the centres' spread."""


def clustered(
    count: int, dimension: int, *, seed: int = 0
) -> Iterator[tuple[int, npt.NDArray[np.float16]]]:
    """Unit vectors in clusters of unequal size: blocks of (place of the first, float16 (n, d)).

    The clusters are the same for every seed and count, so that questions made with another seed
    have neighbours.
    """
    centres, share = _centres(dimension)
    rng = np.random.default_rng((seed, dimension))
    for start in range(0, count, _BLOCK):
        size = min(_BLOCK, count - start)
        block = rng.standard_normal((size, dimension), dtype=np.float32)
        block *= _OWN
        block += centres[np.searchsorted(share, rng.random(size))]
        block /= np.sqrt(np.einsum("nd,nd->n", block, block))[:, None]
        yield start, block.astype(np.float16)


def _centres(dimension: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Centres, (n, d), and up to which share of all vectors each goes, (n,), rising to 1."""
    rng = np.random.default_rng(7)
    centres = rng.standard_normal((_CENTRES, dimension), dtype=np.float32)
    centres += _COMMON * rng.standard_normal(dimension, dtype=np.float32)
    weights = 1 / np.arange(1, _CENTRES + 1) ** 0.6  # a few subjects are in many photos
    share = np.cumsum(weights / weights.sum())
    share[-1] = 1.0
    return centres, share

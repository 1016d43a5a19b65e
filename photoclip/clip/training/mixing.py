"""Mixed pictures: two photos in one, true to both labels in their shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_ALPHA = 0.4
"""Of the beta distribution of shares: mostly much of one picture and little of the other."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """One picture of a batch mixed with another: as a whole, or by a square `patch` of it.

    Attributes:
        row: the picture that is changed.
        partner: the picture that is mixed into it.
        keep: the share of the first one that is left.
        patch: (top, left, edge) in px of what is pasted; None: both lie over each other.
    """

    row: int
    partner: int
    keep: float
    patch: tuple[int, int, int] | None


def mixtures(
    rows: Sequence[int], side: int, share: float, rng: np.random.Generator
) -> tuple[Mixture, ...]:
    """Decide which pictures of a batch are mixed, half of them as a whole, half by a patch.

    A few thousand photos are soon known by heart; mixtures are always new. Sources: mixup (Zhang et
    al. 2018) and CutMix (Yun et al. 2019), with weights of texts in the place of those of classes.

    Args:
        rows: the pictures that may be mixed, with each other.
        side: of the pictures, px.
        share: how many of them are.
        rng: decides.
    """
    found: list[Mixture] = []
    partners = rng.permutation(np.asarray(rows)).tolist()
    for row, partner in zip(rows, partners, strict=True):
        keep = float(rng.beta(_ALPHA, _ALPHA))
        keep = max(keep, 1 - keep)
        if rng.random() >= share:
            continue
        if rng.random() < 0.5:
            found.append(Mixture(row, partner, keep, None))
            continue
        edge = round(side * (1 - keep) ** 0.5)
        top, left = (int(value) for value in rng.integers(0, side - edge + 1, 2))
        found.append(Mixture(row, partner, 1 - (edge / side) ** 2, (top, left, edge)))
    return tuple(found)


def mix_pixels(
    pictures: Mapping[int, npt.NDArray[np.uint8]], made: Sequence[Mixture]
) -> dict[int, npt.NDArray[np.uint8]]:
    """The mixed pictures by their rows, each (side, side, 3) uint8; `pictures` stay as they are."""
    mixed: dict[int, npt.NDArray[np.uint8]] = {}
    for mixture in made:
        one, other = pictures[mixture.row], pictures[mixture.partner]
        if mixture.patch is None:
            blend = mixture.keep * one.astype(np.float32) + (1 - mixture.keep) * other
            mixed[mixture.row] = np.rint(blend).astype(np.uint8)
            continue
        top, left, edge = mixture.patch
        picture = one.copy()
        picture[top : top + edge, left : left + edge] = other[top : top + edge, left : left + edge]
        mixed[mixture.row] = picture
    return mixed


def mix_truths(
    positives: npt.NDArray[np.float32], made: Sequence[Mixture]
) -> npt.NDArray[np.float32]:
    """The weight of every text for every picture after mixing.

    Args:
        positives: (n, m) float32 of 0 and 1, every row with a 1.
        made: the mixtures; without any, `positives` come back as they are.

    Returns:
        (n, m) float32; where anything was mixed, rows sum to 1.
    """
    if not made:
        return positives
    weights = positives / positives.sum(axis=1, keepdims=True)
    mixed = weights.copy()
    for mixture in made:
        share = mixture.keep * weights[mixture.row]
        mixed[mixture.row] = share + (1 - mixture.keep) * weights[mixture.partner]
    return mixed.astype(np.float32)

"""Which photo of the plane lies next in a direction, for those who go by the keyboard."""

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.float32]
_ASIDE = 2.0  # how much more a pixel to the side counts than one ahead
_WIDE = 1.5  # how far to the side, in what lies ahead, is still ahead


def next_from(at: Places, here: Places, direction: tuple[int, int]) -> int:
    """The nearest of some points ahead.

    Args:
        at: the points, px (n, 2), y growing downwards.
        here: where one stands, px (2,).
        direction: (1, 0) right, (-1, 0) left, (0, 1) down, (0, -1) up; (0, 0) is all around.

    Returns:
        The number of the point; -1: nothing lies there.
    """
    away = at - here
    if direction == (0, 0):
        return int(np.linalg.norm(away, axis=1).argmin()) if len(at) else -1
    ahead = away @ np.array(direction, np.float32)
    aside = np.abs(away @ np.array(direction[::-1], np.float32))
    there = np.flatnonzero((ahead > 0.5) & (aside <= ahead * _WIDE))
    if not len(there):
        return -1
    return int(there[(ahead[there] + _ASIDE * aside[there]).argmin()])

"""Squares along long pictures, so that the ends of panoramas and tall screenshots are seen."""

import math

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]

LONG = 2.1
"""From this ratio of the sides on a picture has parts of its own: phone screenshots, no 16:9."""


def is_long(width: int, height: int) -> bool:
    """Whether a picture is so long that one look at the whole is not enough."""
    return max(width, height) >= LONG * max(1, min(width, height))


def looks_at(picture: Picture, width: int, height: int) -> list[Picture]:
    """The pictures whose vectors stand for a photo: the whole one, then its parts if it is long.

    Args:
        picture: (h, w, 3) upright RGB, as decoded.
        width: of the file's picture, px, by which the catalog judges as well.
        height: the same.
    """
    return [picture, *(squares(picture) if is_long(width, height) else ())]


def squares(picture: Picture) -> list[Picture]:
    """Overlapping squares from one end to the other, `ceil(ratio) + 1` of them; views, no copies.

    Args:
        picture: (height, width, 3) upright RGB, longer than high or higher than long.

    Returns:
        The squares, from left to right or from top to bottom.
    """
    height, width = picture.shape[:2]
    short, long = min(width, height), max(width, height)
    count = math.ceil(long / short) + 1
    starts = np.linspace(0, long - short, count).round().astype(int).tolist()
    if width >= height:
        return [picture[:, start : start + short] for start in starts]
    return [picture[start : start + short] for start in starts]

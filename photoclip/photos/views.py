"""Pictures as a model sees them, made where they are decoded, so that nothing larger travels."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

RESAMPLING = {"bicubic": Image.Resampling.BICUBIC, "bilinear": Image.Resampling.BILINEAR}
"""The interpolations that a view may have, by open_clip's names."""


@dataclass(frozen=True, slots=True)
class View:
    """The square that a model sees of a picture.

    Attributes:
        side: of the square, px.
        whole: the whole picture is squeezed into the square; False: its middle is cut out.
        interpolation: one of `RESAMPLING`.
        longest: pictures whose sides have this ratio or more are not made into one square.
    """

    side: int
    whole: bool
    interpolation: str
    longest: float


def seen(image: Image.Image, view: View) -> npt.NDArray[np.uint8]:
    """The square of an RGB picture, uint8 (side, side, 3).

    Equal to torchvision's resize of the short side and centre crop, or resize to a square, but
    what the crop would throw away is never computed.
    """
    width, height = image.size
    size = (view.side, view.side)
    box = (0.0, 0.0, float(width), float(height))
    if not view.whole:
        short = min(width, height)
        wide, high = (int(view.side * each / short) for each in (width, height))
        left, top = round((wide - view.side) / 2), round((high - view.side) / 2)
        right, bottom = left + view.side, top + view.side
        box = (left * width / wide, top * height / high, right * width / wide)
        box = (*box, bottom * height / high)
    return np.array(image.resize(size, RESAMPLING[view.interpolation], box=box), np.uint8)

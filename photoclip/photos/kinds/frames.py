"""Moving pictures: the frame that tells what is in them."""

import numpy as np
from PIL import Image

MOVING = frozenset({"AVIF", "GIF", "HEIF", "PNG", "WEBP"})
"""Formats whose further frames belong to one moving picture; elsewhere they are other pages."""

_LOOK = 32  # px: what is flat at this size shows nothing
_LEAST_SPAN = 24  # levels between the darkest and the brightest of a frame that shows something
_PLACES = (0.5, 0.25, 0.75)
_MOST_PIXELS = 400_000_000  # decoded at most on the way to a later frame


def seek_telling(image: Image.Image) -> None:
    """Leaves a moving picture at its first frame, or at a later one where that is empty.

    Many begin with a black, white or transparent frame.
    """
    if _shows_something(image):
        return
    count = int(getattr(image, "n_frames", 1))
    count = min(count, _MOST_PIXELS // max(1, image.width * image.height))
    for place in _PLACES if count > 1 else ():
        image.seek(int(count * place))
        if _shows_something(image):
            return
    image.seek(0)


def _shows_something(image: Image.Image) -> bool:
    image.load()
    small = image.convert("RGBA").resize((_LOOK, _LOOK), Image.Resampling.BOX, reducing_gap=1.5)
    canvas = Image.new("RGBA", small.size, "white")
    canvas.alpha_composite(small)
    values = np.asarray(canvas)
    return int(np.ptp(values, axis=(0, 1)).max()) >= _LEAST_SPAN

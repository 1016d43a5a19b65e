"""Heat-maps in colours, to lie over a picture."""

import numpy as np
import numpy.typing as npt

Map = npt.NDArray[np.float32]
Pixels = npt.NDArray[np.uint8]

_STOPS = (0.0, 0.25, 0.5, 0.75, 1.0)
_COLOURS = ((18, 16, 58), (70, 24, 130), (206, 48, 96), (252, 140, 36), (255, 232, 96))
"""From dark to bright with every step, so that they are told apart without seeing colours."""
_OPACITY = (0.5, 0.44, 0.42, 0.5, 0.58)
_HATCH = 14  # px from line to line where the model does not look
_UNSEEN = (120, 120, 128)


def heat_colours(strength: Map, width: int, height: int) -> Pixels:
    """Colours for a picture of some size, (height, width, 4) uint8, RGB and opacity.

    Args:
        strength: float32 (rows, columns) from 0 to 1, as `Explanation.map`; NaN is hatched.
        width: of the picture, px.
        height: of the picture, px.
    """
    unseen = np.isnan(strength)
    fine = np.clip(_enlarged(np.where(unseen, 0, strength), width, height), 0, 1)
    colours = np.empty((height, width, 4), np.float32)
    for channel in range(3):
        colours[..., channel] = np.interp(fine, _STOPS, [each[channel] for each in _COLOURS])
    colours[..., 3] = 255 * np.interp(fine, _STOPS, _OPACITY)
    if unseen.any():
        _hatch(colours, _enlarged(unseen, width, height) > 0.5)
    return np.rint(colours).astype(np.uint8)


def bar_colours(width: int) -> Pixels:
    """The colours from weak to strong, (1, width, 3) uint8."""
    places = np.linspace(0, 1, width)
    channels = [np.interp(places, _STOPS, [each[c] for each in _COLOURS]) for c in range(3)]
    return np.rint(np.stack(channels, axis=-1)).astype(np.uint8)[None]


def _enlarged(values: npt.NDArray[np.generic], width: int, height: int) -> Map:
    from PIL import Image

    image = Image.fromarray(np.asarray(values, np.float32))
    return np.asarray(image.resize((width, height), Image.Resampling.BICUBIC), np.float32)


def _hatch(colours: Map, unseen: npt.NDArray[np.bool_]) -> None:
    height, width = unseen.shape
    slant = (np.arange(height)[:, None] + np.arange(width)[None]) % _HATCH < 2
    colours[unseen] = (*_UNSEEN, 110)
    colours[unseen & slant] = (235, 235, 240, 170)

"""TIFF pictures of depths that Pillow does not know: floating point, many bits, odd channels."""

import struct
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from photoclip.photos.colours.profiles import linear_to_srgb
from photoclip.photos.kinds.tiff_tags import directories

_WIDTH, _HEIGHT, _COLOURS, _BITS = 256, 257, 262, 258
_DNG_VERSION = 50706
_WHITE_IS_ZERO, _GREY, _RGB = 0, 1, 2


def read(data: bytes, check_size: Callable[[tuple[int, int]], None]) -> Image.Image:
    """The first picture of a TIFF file, 8 bits; floating point is light, 1.0 white.

    Args:
        data: the whole file.
        check_size: raises PhotoError for a declared (width, height) that is not acceptable.

    Raises:
        NotImplementedError: its colours are neither grey nor RGB, or it is no such file.
    """
    try:
        tags = next(directories(data))
        size = tags[_WIDTH][0], tags[_HEIGHT][0]
        colours, bits = tags[_COLOURS][0], tags.get(_BITS, (1,))[0]
    except (KeyError, IndexError, StopIteration, struct.error) as error:
        raise NotImplementedError from error
    if colours not in {_WHITE_IS_ZERO, _GREY, _RGB} or _DNG_VERSION in tags:
        raise NotImplementedError
    check_size(size)
    from imagecodecs import tiff_decode

    values = tiff_decode(data, index=0)
    pixels = _eight_bits(values, bits)
    return _picture(255 - pixels if colours == _WHITE_IS_ZERO else pixels, size)


def _eight_bits(values: npt.NDArray[Any], bits: int) -> npt.NDArray[np.uint8]:
    if values.dtype.kind == "f":
        shown = linear_to_srgb(np.clip(np.nan_to_num(values.astype(np.float64)), 0, 1)) * 255
    else:
        shown = values.astype(np.float64) * (255 / (2**bits - 1))
    return np.clip(np.rint(shown), 0, 255).astype(np.uint8)


def _picture(pixels: npt.NDArray[np.uint8], size: tuple[int, int]) -> Image.Image:
    if pixels.ndim == 3 and pixels.shape[:2] != size[::-1] and pixels.shape[1:] == size[::-1]:
        pixels = pixels.transpose(1, 2, 0)  # a plane for each channel
    if pixels.ndim == 3:
        channels = pixels.shape[2]
        pixels = pixels[..., 0] if channels < 3 else pixels[..., : min(channels, 4)]
    if pixels.shape[:2] != size[::-1]:
        raise NotImplementedError
    return Image.fromarray(np.ascontiguousarray(pixels))

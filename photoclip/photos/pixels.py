"""Pixels of any kind to upright 8-bit sRGB of the wanted size."""

from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.ExifTags import Base
from PIL.TiffImagePlugin import TiffImageFile

from photoclip.photos.colours.srgb import converted, has_other_colours, profile_of

PANORAMA = 8
"""How many times the wanted short side the long side may have."""

_NARROWEST = 20
"""The longest aspect ratio handed on: thinner pictures get a white margin."""

_SCALABLE = frozenset({"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr", "LAB"})

_SCALED = frozenset({"PNG", "PPM"})
"""Formats of which Pillow brings every depth over 8 bits to 16."""

_TURNS: dict[int, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def fitted(size: tuple[int, int], short_side: int) -> tuple[int, int]:
    """The size at which the short side is `short_side` px, never larger than `size`.

    The long side stays within `PANORAMA` times the short side asked for.
    """
    short, long = min(size), max(size)
    scale = min(1.0, short_side / short, PANORAMA * short_side / long)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def bounded(size: tuple[int, int], max_side: int) -> tuple[int, int]:
    """The size at which the long side is at most `max_side` px, never larger than `size`."""
    scale = min(1.0, max_side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def reduced(image: Image.Image, short_side: int) -> Image.Image:
    """The picture by a whole number smaller: its short side from `short_side` to under twice that.

    Averaging whole squares costs a tenth of resampling, and what resamples the result sees a
    picture like the whole one. Colours with a profile are converted one by one, so that such
    pictures are brought down to `short_side` itself.

    Args:
        image: a loaded picture of any mode.
        short_side: px; smaller pictures stay as they are, and the long side stays within
            `PANORAMA` times it.
    """
    image = _scalable(image)
    factor = min(image.size) // short_side
    if factor > 1:
        image = image.reduce(factor)
    size = fitted(image.size, short_side)
    if image.size != size and (max(image.size) > PANORAMA * short_side or has_other_colours(image)):
        image = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)
    return image


def upright_rgb(
    image: Image.Image, orientation: int, size: tuple[int, int] | None = None
) -> Image.Image:
    """The picture as upright sRGB.

    Args:
        image: a loaded picture of any mode.
        orientation: the EXIF orientation still to be applied; values other than 2 to 8 are upright.
        size: (width, height) wanted *before* turning; None: as it is.

    Returns:
        A picture of mode RGB; transparent parts lie over white.
    """
    profile = profile_of(image)
    image = _scalable(image)
    if size is not None and image.size != size:
        image = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)
    rgb = _over_white(image, profile)
    turn = _TURNS.get(orientation)
    return rgb if turn is None else rgb.transpose(turn)


def with_margin(image: Image.Image) -> Image.Image:
    """The picture, or an extremely thin one in the middle of a white one 20 times as long."""
    short, long = min(image.size), max(image.size)
    least = -(-long // _NARROWEST)
    if short >= least:
        return image
    size = (long, least) if image.width == long else (least, long)
    canvas = Image.new("RGB", size, "white")
    canvas.paste(image, ((size[0] - image.width) // 2, (size[1] - image.height) // 2))
    return canvas


def perceptual_hash(image: Image.Image) -> int:
    """A 64-bit difference hash: pictures that look alike differ in few bits."""
    small = image.convert("L").resize((9, 8), Image.Resampling.BOX)
    values = np.asarray(small, dtype=np.int16)
    bits = np.packbits(values[:, 1:] > values[:, :-1])
    return int.from_bytes(bits.tobytes(), "big")


def small(image: Image.Image, side: int) -> Image.Image:
    """An RGB picture for showing it small, its long side at most `side` px."""
    size = bounded(image.size, side)
    return image.resize(size, Image.Resampling.HAMMING, reducing_gap=1.25)


def encoded_jpeg(image: Image.Image) -> bytes:
    """An encoded JPEG of an RGB picture."""
    out = BytesIO()
    image.save(out, "JPEG", quality=85, optimize=False)
    return out.getvalue()


def _scalable(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resized without damage."""
    if image.mode in {"I", "F"} or image.mode.startswith("I;"):
        return _eight_bits(image)
    if image.mode in {"RGBA", "LA"}:
        return image
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in _SCALABLE:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits or floating point, brought to 0 to 255."""
    values: npt.NDArray[np.float32] = np.nan_to_num(np.asarray(image).astype(np.float32))
    low, high = float(values.min()), float(values.max())
    if image.mode.startswith("I;") or (image.format in _SCALED and image.mode == "I"):
        values *= 255 / _most_code(image)
    elif image.mode == "F" and low >= 0 and high <= 1:
        values *= 255
    elif image.mode == "I" and low >= 0 and 4096 <= high <= 65535:
        values /= 257
    elif low < 0 or high > 255:
        values = (values - low) * (255 / max(high - low, 1e-6))
    return Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))


def _most_code(image: Image.Image) -> int:
    """What stands for white in a grey picture of up to 16 bits."""
    if isinstance(image, TiffImageFile) and image.mode.startswith("I;"):
        bits = image.tag_v2.get(Base.BitsPerSample, (16,))
        return 2 ** min(16, max(9, int(bits[0]))) - 1
    return 65535


def _over_white(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode not in {"RGBA", "LA"}:
        return converted(image, profile)
    alpha = image.getchannel("A")
    colours = converted(image.convert("RGB" if image.mode == "RGBA" else "L"), profile)
    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(colours, mask=alpha)
    return canvas

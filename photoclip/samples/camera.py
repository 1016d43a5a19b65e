"""What a camera adds to a scene: white balance, exposure, vignette, tilt, softness, grain."""

import functools
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from photoclip.samples.brush import Floats

_BORDER = 6


@dataclass(frozen=True, slots=True)
class Look:
    """One shot's imperfections: `tilt` in degrees (often 0), `zoom` >= 1, the rest near 0 or 1."""

    warmth: float
    exposure: float
    contrast: float
    vignette: float
    tilt: float
    zoom: float
    softness: float
    grain: float
    seed: int


def make_look(rng: np.random.Generator) -> Look:
    """A random look."""
    return Look(
        warmth=float(rng.normal(0, 0.022)),
        exposure=float(np.clip(rng.normal(1.0, 0.05), 0.86, 1.14)),
        contrast=float(rng.uniform(0.96, 1.1)),
        vignette=float(rng.uniform(0.04, 0.26)),
        tilt=float(np.clip(rng.normal(0, 1.0), -2.2, 2.2)) if rng.random() < 0.5 else 0.0,
        zoom=float(rng.uniform(1.0, 1.05)),
        softness=float(rng.uniform(0.0, 0.0012)),
        grain=float(rng.uniform(1.5, 7.0)),
        seed=int(rng.integers(2**31)),
    )


def develop(pixels: Floats, size: tuple[int, int], look: Look) -> Image.Image:
    """Makes the final RGB picture of `size` (width, height) from floats (h, w, 3) in 0..255."""
    rows, columns = pixels.shape[:2]
    gain: Floats = np.asarray((1 + look.warmth, 1.0, 1 - look.warmth), np.float32)
    gain *= np.float32(look.exposure * look.contrast)
    pixels = pixels * gain + np.float32(118.0 * (1 - look.contrast))
    y = np.linspace(-1, 1, rows, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, columns, dtype=np.float32)[None]
    pixels *= (1 - look.vignette * ((x * x + y * y) * 0.5) ** 1.4)[..., None]
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    short = min(rows, columns)
    if look.softness * short > 0.35:
        picture = picture.filter(ImageFilter.BoxBlur(look.softness * short))
    picture = _turned(picture, size, look)
    return _grained(picture, look)


def _turned(picture: Image.Image, size: tuple[int, int], look: Look) -> Image.Image:
    """Tilts, zooms in so far that no corner is empty, and resizes."""
    turn = math.radians(look.tilt)
    c, s = math.cos(turn), math.sin(turn)
    wide, high = picture.width, picture.height
    if s:
        picture = _widened(picture)
    mx, my = picture.width / 2, picture.height / 2
    if s:
        matrix = (c, s, mx - c * mx - s * my, -s, c, my + s * mx - c * my)
        picture = picture.transform(
            picture.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR
        )
    zoom = look.zoom * (c + abs(s) * max(size) / min(size)) * 2
    box = (mx - wide / zoom, my - high / zoom, mx + wide / zoom, my + high / zoom)
    return picture.resize(size, Image.Resampling.BICUBIC, box)


def _widened(picture: Image.Image) -> Image.Image:
    """Repeats the border: the zoom only just hides it, and resizing looks a few pixels further."""
    pixels = np.pad(np.asarray(picture), ((_BORDER, _BORDER), (_BORDER, _BORDER), (0, 0)), "edge")
    return Image.fromarray(pixels)


@functools.cache
def _grain_tile() -> Floats:
    rng = np.random.default_rng(11)
    tile = rng.standard_normal((512, 512), dtype=np.float32)
    soft = tile + 0.5 * (np.roll(tile, 1, 0) + np.roll(tile, 1, 1))
    return soft / soft.std()


def _grained(picture: Image.Image, look: Look) -> Image.Image:
    """Adds grain; small pictures get less, as shrinking a big one would leave."""
    strength = 0.8 * look.grain * min(1.0, (min(picture.size) / 1400) ** 0.7)
    rng = np.random.default_rng(look.seed)
    dy, dx = (int(v) for v in rng.integers(512, size=2))
    noise = np.clip(np.rint(_grain_tile() * strength + 128), 0, 255).astype(np.uint8)
    tile = Image.fromarray(noise)
    sheet = Image.new("L", picture.size)
    for top in range(-dy, picture.height, 512):
        for left in range(-dx, picture.width, 512):
            sheet.paste(tile, (left, top))
    return ImageChops.add(picture, Image.merge("RGB", (sheet, sheet, sheet)), 1.0, -128)

"""The picture being painted: a float array in unit coordinates, with noise and perspective."""

import functools
import math
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageFilter

from photoclip.samples.brush import Colour, Floats, Sprite

Stops = Sequence[tuple[float, Colour]]

_TILE = 1024
_UNSEEN_BLUR = 0.3


def colour_array(colour: Colour) -> Floats:
    """The colour as a float array (3,)."""
    return np.asarray(colour, dtype=np.float32)


@functools.cache
def _tile_levels(kind: str) -> tuple[Floats, ...]:
    """A repeating noise tile (mean 0, deviation 1) and its halvings, for every distance."""
    rng = np.random.default_rng([7, {"fine": 0, "rough": 1, "ripple": 2}[kind]])
    fy = np.fft.fftfreq(_TILE)[:, None] * _TILE
    fx = np.fft.rfftfreq(_TILE)[None] * _TILE
    if kind == "ripple":
        radius = np.hypot(fy, fx * 3.2)
        band = radius * np.exp(-radius / 60.0)
    else:
        radius = np.hypot(fy, fx)
        band = (radius + 4.0) ** (-0.75 if kind == "fine" else -1.25)
    band[0, 0] = 0
    spectrum = np.fft.rfft2(rng.standard_normal((_TILE, _TILE))) * band
    tile = np.fft.irfft2(spectrum, s=(_TILE, _TILE)).astype(np.float32)
    levels = [tile / tile.std()]
    while levels[-1].shape[0] > 16:
        last = levels[-1]
        half = last.shape[0] // 2
        levels.append(last.reshape(half, 2, half, 2).mean((1, 3)))
    return tuple(np.ascontiguousarray(level) for level in levels)


def stretch(array: Floats, width: int, height: int) -> Floats:
    """An array (h, w) resized smoothly."""
    picture = Image.fromarray(np.ascontiguousarray(array, dtype=np.float32))
    return np.asarray(picture.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32)


def stretch_colours(array: Floats, width: int, height: int) -> Floats:
    """An array (h, w, 3) in 0..255 resized smoothly."""
    return np.stack([stretch(array[..., k], width, height) for k in range(3)], axis=-1)


def clouds_noise(
    rng: np.random.Generator, size: tuple[int, int], grid: tuple[float, float], octaves: int = 5
) -> Floats:
    """Soft noise (h, w) around 0.5 from `grid` cells across and down, finer in each octave."""
    total = np.zeros((size[1], size[0]), dtype=np.float32)
    weight, sum_of_weights = 1.0, 0.0
    for octave in range(octaves):
        across = max(2, round(grid[0] * 2**octave)) + 3
        down = max(2, round(grid[1] * 2**octave)) + 3
        lattice = rng.random((down, across), dtype=np.float32)
        total += weight * stretch(lattice, size[0], size[1])
        sum_of_weights += weight
        weight *= 0.52
    return total / sum_of_weights


def ridge(rng: np.random.Generator, width: float, cells: float, rough: float = 0.5) -> Floats:
    """A mountain line: 512 heights around 0 (about -1..1) along `width` units."""
    x = np.linspace(0, width, 512)
    total = np.zeros(512)
    weight = 1.0
    for octave in range(6):
        count = math.ceil(width * cells * 2**octave) + 4
        knots = rng.uniform(-1, 1, count)
        spots = (np.arange(count) - 1) / (cells * 2**octave)
        total += weight * np.interp(x, spots, knots)
        weight *= rough
    return total.astype(np.float32)


class Canvas:
    """A picture of `width` x `height` units (the short side is 1) of `scale` pixels each."""

    def __init__(self, width: float, height: float, scale: float) -> None:
        self.width = width
        self.height = height
        self.scale = scale
        self.columns = round(width * scale)
        self.rows = round(height * scale)
        self.pixels: Floats = np.zeros((self.rows, self.columns, 3), dtype=np.float32)
        self.shore: Floats | None = None
        """Where water ends, in pixels from the top for each column, if land is in front of it."""

    def row(self, y: float) -> int:
        """The pixel row of a height in units."""
        return min(self.rows, max(0, round(y * self.scale)))

    def along(self, heights: Floats) -> Floats:
        """A line of heights (units, any number along x) as pixels from the top for each column."""
        spots = np.linspace(0, heights.size - 1, self.columns)
        line = np.interp(spots, np.arange(heights.size), heights) * self.scale
        return line.astype(np.float32)

    def gradient(self, y0: float, y1: float, stops: Stops) -> None:
        """Colours from top to bottom between two heights; stops are at 0..1 of the way."""
        top, bottom = self.row(y0), self.row(y1)
        if bottom <= top:
            return
        t = (np.arange(top, bottom) + 0.5 - y0 * self.scale) / max(1e-6, (y1 - y0) * self.scale)
        spots = [s[0] for s in stops]
        for k in range(3):
            line = np.interp(t, spots, [s[1][k] for s in stops])
            self.pixels[top:bottom, :, k] = line[:, None]

    def blend(self, y0: float, opacity: Floats, colour: Colour) -> None:
        """Lays a colour over the rows from `y0` on, with an opacity (h, w) or (h, 1)."""
        top = self.row(y0)
        part = self.pixels[top : top + opacity.shape[0]]
        part += opacity[: part.shape[0], :, None] * (colour_array(colour) - part)

    def haze(self, y0: float, y1: float, colour: Colour, opacity: tuple[float, float]) -> None:
        """Lays a colour over a band; opacity goes from the first to the second value."""
        top, bottom = self.row(y0), self.row(y1)
        if bottom > top:
            ramp = np.linspace(opacity[0], opacity[1], bottom - top, dtype=np.float32)
            self.blend(y0, ramp[:, None], colour)

    def silhouette(self, heights: Floats, near: Colour, foot: Colour, fade: float) -> None:
        """Everything below the line `heights` (y in units, any number of points along x).

        The colour goes from `near` at the line to `foot`, `fade` units lower.
        """
        line = self.along(heights)
        top = max(0, math.floor(float(line.min())) - 1)
        end = math.ceil(float(line.max()) + fade * self.scale) + 1
        first, last = colour_array(near), colour_array(foot)
        self.pixels[max(0, min(end, self.rows)) :] = last
        if top >= self.rows or end <= top:
            return
        y = np.arange(top, min(end, self.rows), dtype=np.float32)[:, None] + 0.5
        depth = y - line[None]
        cover = np.clip(depth + 0.5, 0, 1)[..., None]
        share = np.clip(depth / (fade * self.scale), 0, 1)[..., None]
        part = self.pixels[top:end]
        part += cover * (first + (last - first) * share - part)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """A soft light added around a point."""
        reach = radius * 2.6
        x0, x1 = max(0, int((x - reach) * self.scale)), int((x + reach) * self.scale) + 1
        y0, y1 = self.row(y - reach), self.row(y + reach)
        x1 = min(self.columns, x1)
        if x1 <= x0 or y1 <= y0:
            return
        dx = ((np.arange(x0, x1, dtype=np.float32) + 0.5) / self.scale - x) / radius
        dy = ((np.arange(y0, y1, dtype=np.float32) + 0.5) / self.scale - y) / radius
        shine = np.exp(-(dx * dx))[None] * np.exp(-(dy * dy))[:, None] * strength
        part = self.pixels[y0:y1, x0:x1]
        part += shine[..., None] * (colour_array(colour) - part * 0.6)
        np.minimum(part, 255, out=part)

    def ground_noise(self, horizon: float, *, kind: str, fineness: float, flat: float) -> Floats:
        """Noise (rows below the horizon, columns) drawn in perspective.

        `fineness` is noise cells a unit near the eye; `flat` > 1 lengthens cells across.
        """
        levels = _tile_levels(kind)
        top = self.row(horizon)
        out = np.empty((self.rows - top, self.columns), dtype=np.float32)
        x = (np.arange(self.columns, dtype=np.float32) + 0.5) / self.scale - self.width / 2
        for r in range(self.rows - top):
            below = (r + 0.5) / self.scale + 0.03
            far = 0.5 / below
            step = far * fineness / self.scale
            fall = far * far * 2 * fineness * 0.5 * flat / self.scale
            level = min(len(levels) - 1, max(0, int(math.log2(max(1.0, step, fall * 0.5)) + 0.35)))
            tile = levels[level]
            mask = tile.shape[0] - 1
            across = (x * (far * fineness) + 5000.0).astype(np.int32) >> level
            down = int(far * fineness * flat * 0.5) >> level
            out[r] = tile[down & mask].take(across & mask)
        return out

    def flat_noise(self, y0: float, y1: float, *, kind: str, fineness: float) -> Floats:
        """Noise (h, w) of a wall, seen straight on."""
        levels = _tile_levels(kind)
        step = fineness / self.scale
        level = min(len(levels) - 1, max(0, int(math.log2(max(1.0, step)) + 0.35)))
        tile = levels[level]
        mask = tile.shape[0] - 1
        rows = np.arange(self.row(y0), self.row(y1)) * step
        columns = np.arange(self.columns) * step
        down = (rows.astype(np.int32) >> level) & mask
        across = (columns.astype(np.int32) >> level) & mask
        return tile[down[:, None], across[None]]

    def surface(self, rows: int, columns: int, fineness: float, place: int) -> Floats:
        """Noise (rows, columns) of a thing's surface, from a `place` in the tile."""
        levels = _tile_levels("fine")
        step = fineness / self.scale
        level = min(len(levels) - 1, max(0, int(math.log2(max(1.0, step)) + 0.35)))
        tile = levels[level]
        mask = tile.shape[0] - 1
        down = ((np.arange(rows) * step).astype(np.int32) + place % _TILE) >> level
        across = ((np.arange(columns) * step).astype(np.int32) + place // _TILE % _TILE) >> level
        return tile[(down & mask)[:, None], (across & mask)[None]]

    def multiply(self, y0: float, factor: Floats) -> None:
        """Multiplies the rows from `y0` on by a factor (h, w)."""
        top = self.row(y0)
        part = self.pixels[top : top + factor.shape[0]]
        part *= factor[: part.shape[0], :, None]

    def paste(self, colours: Floats, opacity: Floats, left: int, top: int) -> None:
        """Composites premultiplied colours (h, w, 3) with an opacity (h, w) at a pixel."""
        x0, y0 = max(0, left), max(0, top)
        x1 = min(self.columns, left + opacity.shape[1])
        y1 = min(self.rows, top + opacity.shape[0])
        if x1 <= x0 or y1 <= y0:
            return
        inside = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        part = self.pixels[y0:y1, x0:x1]
        part *= 1 - opacity[inside][..., None]
        part += colours[inside]

    def lay(self, sheet: Sprite, x: float, y: float, tint: Colour = (1, 1, 1)) -> None:
        """Composites a sprite with its upper left corner (inside its margin) at (x, y) units."""
        colours, opacity = sheet.finish()
        left = round((x - sheet.margin) * self.scale)
        top = round((y - sheet.margin) * self.scale)
        self.paste(colours * colour_array(tint), opacity, left, top)

    def water(self, horizon: float, deep: Colour, *, mirror: float, waves: float) -> None:
        """Fills everything below the horizon with water that mirrors what is above it."""
        top = self.row(horizon)
        count = self.rows - top
        if count <= 0 or top <= 2:
            return
        noise = self.ground_noise(horizon, kind="ripple", fineness=300, flat=3.0)
        below = np.arange(count, dtype=np.float32)[:, None]
        distance = below / self.scale
        shift = noise * (0.012 + 0.10 * distance) * waves * self.scale
        source = top - 1 - below * (0.85 * min(1.0, top / max(1, count))) + shift
        rows = np.clip(source, 0, top - 1).astype(np.intp)
        flat = np.minimum(self.pixels[:top], 255).reshape(-1, 3)
        above = flat.take(rows * self.columns + np.arange(self.columns)[None], axis=0)
        share = np.clip(mirror - 0.45 * distance - 0.05 * waves * noise, 0.05, 0.95)[..., None]
        water = above * share + colour_array(deep) * (1 - share)
        crest = np.clip(noise - 1.0, 0, 2) * 0.035 * waves
        water += crest[..., None] * (above.mean() * 0.6 + 110)
        self.pixels[top:] = np.clip(water, 0, 255)

    def blurred(self, radius: float, until: float | None = None) -> None:
        """Blurs everything so far: what lies far behind the thing in focus.

        With `until` (units) only what is above, more and more sharply towards that line.
        """
        end = self.rows if until is None else self.row(until)
        if radius * self.scale < _UNSEEN_BLUR or end < 2:
            return
        picture = Image.fromarray(np.clip(self.pixels[:end], 0, 255).astype(np.uint8))
        soft = np.asarray(picture.filter(ImageFilter.BoxBlur(radius * self.scale)), np.float32)
        if until is None:
            self.pixels = soft.copy()
            return
        share = np.clip(np.linspace(5, 0, end, dtype=np.float32), 0, 1)[:, None, None]
        self.pixels[:end] += share * (soft - self.pixels[:end])

"""Colours and the sprite: shapes in unit coordinates, shaded and anti-aliased with Pillow."""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[float, float, float]
Point = tuple[float, float]
Floats = npt.NDArray[np.float32]

WHITE: Colour = (250, 250, 248)
BLACK: Colour = (28, 28, 32)


def mix(first: Colour, last: Colour, share: float) -> Colour:
    """The colour `share` (0..1) of the way from `first` to `last`."""
    return (
        first[0] + (last[0] - first[0]) * share,
        first[1] + (last[1] - first[1]) * share,
        first[2] + (last[2] - first[2]) * share,
    )


def light(colour: Colour, share: float = 0.25) -> Colour:
    """A lighter form of the colour."""
    return mix(colour, (255, 255, 250), share)


def dark(colour: Colour, share: float = 0.3) -> Colour:
    """A darker form of the colour."""
    return mix(colour, (18, 14, 28), share)


@dataclass(frozen=True, slots=True)
class Ramp:
    """A colour that changes from top to bottom, or from left to right, of a shape."""

    first: Colour
    last: Colour
    sideways: bool = False


Fill = Colour | Ramp


def lit(colour: Colour, amount: float = 0.22) -> Ramp:
    """The colour as daylight falls on it from above."""
    return Ramp(light(colour, amount * 0.8), dark(colour, amount))


def round_lit(colour: Colour, amount: float = 0.3) -> Ramp:
    """The colour as light falls on it from the left."""
    return Ramp(light(colour, amount * 0.7), dark(colour, amount), sideways=True)


@functools.cache
def path(text: str) -> tuple[Point, ...]:
    """An outline written as "x,y x,y ..."."""
    pairs = (pair.split(",") for pair in text.split())
    return tuple((float(x), float(y)) for x, y in pairs)


def _ints(colour: Colour) -> tuple[int, int, int]:
    return (
        min(255, max(0, round(colour[0]))),
        min(255, max(0, round(colour[1]))),
        min(255, max(0, round(colour[2]))),
    )


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 8) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    out: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            corners = [points[(i + k) % count] for k in (-1, 0, 1, 2)]
        else:
            corners = [points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2)]
        out.extend(_catmull(corners, step / steps) for step in range(steps))
    if not closed:
        out.append(points[-1])
    return out


def _catmull(corners: Sequence[Point], t: float) -> Point:
    a = -0.5 * t + t * t - 0.5 * t**3
    b = 1 - 2.5 * t * t + 1.5 * t**3
    c = 0.5 * t + 2 * t * t - 1.5 * t**3
    d = -0.5 * t * t + 0.5 * t**3
    weights = (a, b, c, d)
    x = sum(w * p[0] for w, p in zip(weights, corners, strict=True))
    y = sum(w * p[1] for w, p in zip(weights, corners, strict=True))
    return (x, y)


class Sprite:
    """A see-through sheet, `width` x `height` units of `scale` pixels, drawn twice as fine."""

    def __init__(self, width: float, height: float, scale: float, *, margin: float = 0.0) -> None:
        self.width = width
        self.height = height
        self.scale = scale
        self.margin = margin
        self.fine = 2
        self._unit = scale * self.fine
        columns = max(2, math.ceil((width + 2 * margin) * scale)) * self.fine
        rows = max(2, math.ceil((height + 2 * margin) * scale)) * self.fine
        self._rgb = Image.new("RGB", (columns, rows))
        self._alpha = Image.new("L", (columns, rows))
        self._pen = ImageDraw.Draw(self._rgb)
        self._cut = ImageDraw.Draw(self._alpha)

    def _at(self, point: Point) -> Point:
        return ((point[0] + self.margin) * self._unit, (point[1] + self.margin) * self._unit)

    def shape(self, points: Sequence[Point], fill: Fill) -> None:
        """A filled polygon."""
        spots = [self._at(p) for p in points]
        if isinstance(fill, Ramp):
            self._ramp(spots, fill, "polygon", 0)
            return
        self._pen.polygon(spots, fill=_ints(fill))
        self._cut.polygon(spots, fill=255)

    def soft(self, points: Sequence[Point], fill: Fill) -> None:
        """A filled shape with a smooth outline through the points."""
        self.shape(smooth(points), fill)

    def oval(self, x0: float, y0: float, x1: float, y1: float, fill: Fill) -> None:
        """A filled ellipse in a box."""
        spots = [self._at((min(x0, x1), min(y0, y1))), self._at((max(x0, x1), max(y0, y1)))]
        if isinstance(fill, Ramp):
            self._ramp(spots, fill, "oval", 0)
            return
        self._pen.ellipse(spots, fill=_ints(fill))
        self._cut.ellipse(spots, fill=255)

    def disc(self, x: float, y: float, radius: float, fill: Fill) -> None:
        """A filled circle."""
        self.oval(x - radius, y - radius, x + radius, y + radius, fill)

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: Fill, r: float = 0.0) -> None:
        """A filled rectangle with corners rounded by `r` units."""
        spots = [self._at((min(x0, x1), min(y0, y1))), self._at((max(x0, x1), max(y0, y1)))]
        radius = r * self._unit
        if isinstance(fill, Ramp):
            self._ramp(spots, fill, "box", radius)
            return
        self._pen.rounded_rectangle(spots, radius, fill=_ints(fill))
        self._cut.rounded_rectangle(spots, radius, fill=255)

    def line(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """A line of `width` units with round joints and ends."""
        spots = [self._at(p) for p in points]
        thick = max(1, round(width * self._unit))
        self._pen.line(spots, fill=_ints(colour), width=thick, joint="curve")
        self._cut.line(spots, fill=255, width=thick, joint="curve")
        if thick > 3:
            half = thick / 2
            for x, y in (spots[0], spots[-1]):
                ends = (x - half, y - half, x + half, y + half)
                self._pen.ellipse(ends, fill=_ints(colour))
                self._cut.ellipse(ends, fill=255)

    def curve(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """A smooth line through the points."""
        self.line(smooth(points, closed=False), width, colour)

    def ring(self, x: float, y: float, radius: float, width: float, colour: Colour) -> None:
        """A circle of `width` units whose outer edge has `radius`."""
        a = self._at((x - radius, y - radius))
        b = self._at((x + radius, y + radius))
        thick = max(1, round(width * self._unit))
        self._pen.ellipse([a, b], outline=_ints(colour), width=thick)
        self._cut.ellipse([a, b], outline=255, width=thick)

    def _ramp(self, spots: Sequence[Point], fill: Ramp, kind: str, radius: float) -> None:
        x0 = max(0, math.floor(min(p[0] for p in spots)))
        y0 = max(0, math.floor(min(p[1] for p in spots)))
        x1 = min(self._rgb.width, math.ceil(max(p[0] for p in spots)) + 1)
        y1 = min(self._rgb.height, math.ceil(max(p[1] for p in spots)) + 1)
        if x1 <= x0 or y1 <= y0:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0))
        pen = ImageDraw.Draw(mask)
        moved = [(x - x0, y - y0) for x, y in spots]
        if kind == "polygon":
            pen.polygon(moved, fill=255)
        elif kind == "oval":
            pen.ellipse(moved, fill=255)
        else:
            pen.rounded_rectangle(moved, radius, fill=255)
        self._rgb.paste(_ramp_image(fill, mask.size), (x0, y0), mask)
        self._alpha.paste(255, (x0, y0), mask)

    def finish(
        self, *, volume: float = 0.0, texture: Floats | None = None
    ) -> tuple[Floats, Floats]:
        """The sheet as arrays: colours times opacity (h, w, 3) in 0..255, opacity (h, w) in 0..1.

        `volume` (0..1) rounds the whole thing: lit from the upper left, dark at the lower right.
        """
        colours = np.asarray(self._rgb.reduce(self.fine), dtype=np.float32)
        small = self._alpha.reduce(self.fine)
        opacity = np.asarray(small, dtype=np.float32) / 255.0
        if volume > 0:
            colours = colours * _relief(small, volume)[..., None]
        if texture is not None:
            rows, columns = opacity.shape
            colours = colours * texture[:rows, :columns, None]
        return np.minimum(colours, 255.0 * opacity[..., None]), opacity


def _ramp_image(fill: Ramp, size: tuple[int, int]) -> Image.Image:
    steps = np.linspace(0, 1, 32, dtype=np.float32)[:, None]
    first = np.asarray(_ints(fill.first), dtype=np.float32)
    last = np.asarray(_ints(fill.last), dtype=np.float32)
    ramp = (first + (last - first) * steps).round().astype(np.uint8)
    strip = ramp[None] if fill.sideways else ramp[:, None]
    return Image.fromarray(np.ascontiguousarray(strip)).resize(size, Image.Resampling.BILINEAR)


def _relief(alpha: Image.Image, volume: float) -> Floats:
    """A factor per pixel (h, w) around 1 that makes a flat shape look round."""
    factor = max(1, round(max(alpha.size) / 90))
    little = alpha.reduce(factor)
    radius = max(1.0, max(little.size) * 0.055)
    padded = Image.new("L", (little.width + 16, little.height + 16))
    padded.paste(little, (8, 8))
    blurred = np.asarray(padded.filter(ImageFilter.GaussianBlur(radius)), dtype=np.float32) / 255
    step = max(1, round(radius * 0.8))
    slope = np.roll(blurred, (-step, -step), (0, 1)) - np.roll(blurred, (step, step), (0, 1))
    relief = 1 + volume * np.clip(slope[8:-8, 8:-8], -0.5, 0.5)
    return np.asarray(
        Image.fromarray(relief.astype(np.float32)).resize(alpha.size, Image.Resampling.BILINEAR),
        dtype=np.float32,
    )

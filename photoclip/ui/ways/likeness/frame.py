"""Which part of the plane is seen: between places from 0 to 1 and pixels."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Points = npt.NDArray[np.float64]

CLOSEST = 400.0  # times the whole
_RIM = 0.98


@dataclass(frozen=True, slots=True)
class Frame:
    """A view of the plane on a widget; x and y are the place in its middle."""

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0  # 1: the whole plane fits
    width: float = 1.0  # px
    height: float = 1.0

    @property
    def scale(self) -> float:
        """Pixels for the whole plane."""
        return max(1.0, min(self.width, self.height)) * _RIM * self.zoom

    def resized(self, width: float, height: float) -> "Frame":
        """The same on a widget of another size."""
        return Frame(self.x, self.y, self.zoom, width, height)

    def moved(self, across: float, down: float) -> "Frame":
        """The view pulled by so many pixels."""
        x, y = self.x - across / self.scale, self.y - down / self.scale
        return Frame(_inside(x), _inside(y), self.zoom, self.width, self.height)

    def zoomed(self, factor: float, px: float, py: float) -> "Frame":
        """Nearer by a factor; the place under a pixel stays there."""
        zoom = min(max(self.zoom * factor, 1.0), CLOSEST)
        x, y = self.place(px, py)
        there = Frame(self.x, self.y, zoom, self.width, self.height)
        now_x, now_y = there.place(px, py)
        if zoom == 1.0:
            return Frame(0.5, 0.5, 1.0, self.width, self.height)
        x, y = _inside(self.x + x - now_x), _inside(self.y + y - now_y)
        return Frame(x, y, zoom, self.width, self.height)

    def on(self, low: tuple[float, float], high: tuple[float, float]) -> "Frame":
        """So near that a rectangle of the plane is seen whole, with room around it."""
        wide = max(high[0] - low[0], high[1] - low[1], 1e-4) * 1.25
        zoom = min(max(min(self.width, self.height) / (wide * self.scale / self.zoom), 1.0), 60.0)
        x, y = (low[0] + high[0]) / 2, (low[1] + high[1]) / 2
        return Frame(x, y, zoom, self.width, self.height)

    def between(self, other: "Frame", share: float) -> "Frame":
        """On the way to another view; nearness changes evenly to the eye."""
        zoom = self.zoom * (other.zoom / self.zoom) ** share
        x = self.x + (other.x - self.x) * share
        y = self.y + (other.y - self.y) * share
        return Frame(x, y, zoom, self.width, self.height)

    def place(self, px: float, py: float) -> tuple[float, float]:
        """What is under a pixel."""
        return (
            self.x + (px - self.width / 2) / self.scale,
            self.y + (py - self.height / 2) / self.scale,
        )

    def pixels(self, places: Matrix) -> Matrix:
        """Where places (n, 2) are seen, px."""
        middle = np.array([self.x, self.y], np.float32)
        half = np.array([self.width / 2, self.height / 2], np.float32)
        return (places - middle) * np.float32(self.scale) + half


def _inside(value: float) -> float:
    return min(max(value, 0.0), 1.0)

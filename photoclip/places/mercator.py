"""The flat world of a map: Mercator's projection into the unit square, and views of it."""

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
EDGE = 85.0511287798  # degrees: the latitude at which the flat world is a square
TILE = 256.0  # px of the whole world at zoom 0
CLOSEST = 17.0
_EQUATOR = 40_075.017  # km


def flat(latitudes: Numbers, longitudes: Numbers) -> Numbers:
    """Points in degrees as x and y in 0 to 1, float64 (n, 2); y grows southwards."""
    up = np.radians(np.clip(latitudes, -EDGE, EDGE))
    across = (np.asarray(longitudes) + 180) / 360
    return np.stack([across, 0.5 - np.arcsinh(np.tan(up)) / (2 * np.pi)], axis=-1)


def degrees(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of a point of the flat world; x may lie beyond its edges."""
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * min(max(y, 0.0), 1.0)))))
    return latitude, (x % 1.0) * 360 - 180


@dataclass(frozen=True, slots=True)
class View:
    """A part of the flat world on a screen: its middle, zoom, and size in px.

    At zoom z the world is `TILE` times 2 to the z px wide; east and west it goes on.
    """

    x: float
    y: float
    zoom: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Px of the whole world."""
        return TILE * 2.0**self.zoom

    def bounded(self) -> "View":
        """The nearest view that shows nothing above or below the world."""
        least = math.log2(max(self.width, self.height, 1.0) / TILE)
        zoom = min(max(self.zoom, least), CLOSEST)
        half = min(self.height / (TILE * 2.0**zoom) / 2, 0.5)
        return replace(self, x=self.x % 1.0, y=min(max(self.y, half), 1 - half), zoom=zoom)

    def on_screen(self, points: Numbers) -> Numbers:
        """Where points of the flat world are, px (n, 2): each at its copy nearest the middle."""
        x = (points[:, 0] - self.x + 0.5) % 1.0 - 0.5
        y = points[:, 1] - self.y
        middle = (self.width / 2, self.height / 2)
        return np.stack([x, y], axis=1) * self.scale + middle

    def at(self, left: float, top: float) -> tuple[float, float]:
        """The point of the flat world under a place of the screen."""
        x = self.x + (left - self.width / 2) / self.scale
        return x, self.y + (top - self.height / 2) / self.scale

    def moved(self, right: float, down: float) -> "View":
        """The view so many px further."""
        return replace(self, x=self.x + right / self.scale, y=self.y + down / self.scale).bounded()

    def zoomed(self, steps: float, left: float, top: float) -> "View":
        """The view `steps` doublings closer; what is under a place of the screen stays there."""
        x, y = self.at(left, top)
        closer = replace(self, zoom=self.zoom + steps).bounded()
        new_x, new_y = closer.at(left, top)
        return replace(closer, x=closer.x + x - new_x, y=closer.y + y - new_y).bounded()

    def toward(self, other: "View", part: float) -> "View":
        """A view on the way to another, 0 to 1: the ground passes evenly while it grows."""
        grown = part
        if other.zoom != self.zoom:
            zoom = self.zoom + (other.zoom - self.zoom) * part
            grown = (2.0**-self.zoom - 2.0**-zoom) / (2.0**-self.zoom - 2.0**-other.zoom)
        return replace(
            other,
            x=self.x + (other.x - self.x) * grown,
            y=self.y + (other.y - self.y) * grown,
            zoom=self.zoom + (other.zoom - self.zoom) * part,
        )

    def box(self, margin: float = 0.0) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in the flat world, `margin` px more on each side."""
        half = (self.width / 2 + margin) / self.scale
        tall = (self.height / 2 + margin) / self.scale
        return self.x - half, self.y - tall, self.x + half, self.y + tall

    def showing(self, points: Numbers, margin: float = 72.0) -> "View":
        """The closest view of the same size, of zoom 13 at most, that shows all points."""
        across = np.sort(points[:, 0] % 1.0)
        gaps = np.diff(np.append(across, across[0] + 1))
        last = int(np.argmax(gaps))  # the widest empty stretch is left out
        west, east = across[(last + 1) % len(across)], across[last]
        wide = (east - west) % 1.0
        north, south = float(points[:, 1].min()), float(points[:, 1].max())
        room = max(self.width - 2 * margin, 64.0), max(self.height - 2 * margin, 64.0)
        fits = min(room[0] / max(wide, 1e-9), room[1] / max(south - north, 1e-9))
        zoom = min(math.log2(fits / TILE), 13.0)
        return replace(self, x=west + wide / 2, y=(north + south) / 2, zoom=zoom).bounded()

    @property
    def km_of_pixel(self) -> float:
        """How many km one px in the middle is."""
        latitude, _ = degrees(self.x, self.y)
        return _EQUATOR * math.cos(math.radians(latitude)) / self.scale

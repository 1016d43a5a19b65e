"""What of the plane is in view: dots, or pictures where there are few, and what stands where."""

from functools import cached_property

import numpy as np

from photoclip.ui.ways.likeness import mosaic
from photoclip.ui.ways.likeness.dots import Ints
from photoclip.ui.ways.likeness.frame import Frame, Matrix
from photoclip.ui.ways.likeness.painting import Plane
from photoclip.ui.ways.likeness.stepping import next_from

_REACH = 9.0  # px from a dot that still mean it


class Seen:
    """The photos of a plane in a frame; photos are places in the list."""

    def __init__(self, plane: Plane, frame: Frame) -> None:
        self.plane, self.frame = plane, frame

    @cached_property
    def photos(self) -> Ints:
        """The photos in view, those looked at first."""
        at = self.frame.pixels(self.plane.places.reshape(-1, 2))
        size = np.array([self.frame.width, self.frame.height])
        near = ((at >= -mosaic.SQUARE) & (at <= size + mosaic.SQUARE)).all(axis=1)
        seen = np.flatnonzero(near)
        return seen[np.argsort(~self.plane.shown[seen], kind="stable")]

    @cached_property
    def tiles(self) -> mosaic.Tiles | None:
        """The pictures in view; None: there are too many, and dots are shown."""
        if not len(self.photos) or len(self.photos) > mosaic.FEW:
            return None
        return mosaic.tiles(self.frame, self.plane.places, self.photos)

    def photo_at(self, x: float, y: float) -> int:
        """The photo under a pixel; -1: none."""
        here, tiles = np.array([x, y], np.float32), self.tiles
        if tiles is not None:
            inside = (np.abs(tiles.middles - here) <= mosaic.PICTURE / 2).all(axis=1)
            return int(tiles.photos[inside.argmax()]) if inside.any() else -1
        photos, at = self._looked_at(self.photos)
        if not len(photos):
            return -1
        apart = np.linalg.norm(at - here, axis=1)
        nearest = int(apart.argmin())
        return int(photos[nearest]) if apart[nearest] <= _REACH else -1

    def behind(self, photo: int) -> Ints:
        """A photo, with those that its picture stands for."""
        if self.tiles is None or photo not in self.photos:
            return np.array([photo])
        return self.photos[self.tiles.square == self.tiles.square[self.photos == photo][0]]

    def where(self, photo: int) -> Matrix:
        """Where a photo, or the picture that stands for it, is seen, px (2,)."""
        if self.tiles is not None and photo in self.photos:
            return self.tiles.middles[self.tiles.square[self.photos == photo][0]]
        return self.frame.pixels(self.plane.places[photo][None])[0]

    def next_to(self, photo: int, direction: tuple[int, int]) -> int:
        """The photo that lies next to one in a direction, first of those in view; -1: none.

        Of no photo (-1) it is the one nearest to the middle.
        """
        middle = np.array([self.frame.width / 2, self.frame.height / 2], np.float32)
        here, way = (middle, (0, 0)) if photo < 0 else (self.where(photo), direction)
        tiles = self.tiles
        near = (tiles.photos, tiles.middles) if tiles else self._looked_at(self.photos)
        for photos, at in (near, self._looked_at(np.arange(len(self.plane.places)))):
            found = next_from(at, here, way)
            if found >= 0:
                return int(photos[found])
        return -1

    def _looked_at(self, photos: Ints) -> tuple[Ints, Matrix]:
        """Those of some photos that belong to what is looked at, and where they are, px."""
        photos = photos[self.plane.shown[photos]]
        return photos, self.frame.pixels(self.plane.places[photos])

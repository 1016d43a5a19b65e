"""Where in a picture the words are: how much each place speaks for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.clip import architecture, cells, crops, map_grid
from photoclip.clip.embedder import Embedder, Picture, Preprocess
from photoclip.clip.map_grid import Box, Map

Vector = npt.NDArray[np.float32]

CONTRIBUTIONS, VALUES, OCCLUSION = "contributions", "patch values", "occlusion"
"""The names of the methods: cells that add up to the score; value paths of patches; what is lost
where the picture is blurred."""

AGAINST = 0.5
"""How much of what the picture is anyway said to be is subtracted from the words."""

_LARGER = 9  # along an enlarged square at least
_WINDOWS = 10  # along a square, for an occlusion map
_EXACT = 0.02  # between unit vectors; half precision rounds by less


@dataclass(frozen=True, slots=True)
class HeatMap:
    """How much each place of an upright picture speaks for some words.

    Attributes:
        strength: float32 (rows, columns) over the whole picture, 1 where it is strongest; NaN
            where the model does not look.
        method: CONTRIBUTIONS, VALUES or OCCLUSION.
        contributions: float32 (rows, columns) of what the model sees at its own size; where the
            method is CONTRIBUTIONS their mean is the cosine of picture and words. None for an
            occlusion map.
    """

    strength: Map
    method: str
    contributions: Map | None


def heat_map(
    embedder: Embedder, picture: Picture, words: Vector, against: Vector | None = None
) -> HeatMap:
    """Find the places of a picture that make it fit some words.

    The cells of the tower's last map are compared with the words (see `cells.cells_of` for each
    kind of tower and its sources) at two sizes: as large as the model sees it, shifted by parts
    of a cell, and, where the tower takes that, enlarged for small things. A tower without cells
    gets an occlusion map (Zeiler and Fergus 2014, https://arxiv.org/abs/1311.2901). Cells are
    compared with `words - AGAINST * against`, so that what any text finds there counts less.

    Args:
        embedder: the loaded model.
        picture: upright RGB, (height, width, 3) uint8.
        words: their unit vector, float32 (d,).
        against: the mean vector of texts that fit the picture anyway, float32 (d,); None: none.

    Raises:
        ModelError: the image tower was released.
    """
    wanted = words
    if against is not None:
        wanted = np.asarray(words - AGAINST * against, np.float32)
    look = _Look(embedder)
    height, width = picture.shape[:2]
    parts = _parts(picture)
    boxes = [
        map_grid.within(map_grid.seen_box(part.shape[1], part.shape[0], look.resize_mode), place)
        for part, place in parts
    ]
    layers = zip(*(look.layers(part, wanted) for part, _ in parts), strict=True)
    shape = map_grid.shape(width, height)
    total = sum(
        (map_grid.standard(map_grid.joined(maps, boxes, shape)) for maps in layers), np.float32(0)
    )
    contributions, method = look.contributions(picture, words)
    return HeatMap(map_grid.strength(np.asarray(total, np.float32)), method, contributions)


class _Look:
    """One model's ways to compare the places of a picture with a vector."""

    def __init__(self, embedder: Embedder) -> None:
        config = architecture.read_config(embedder.model.folder / architecture.CONFIG_FILE)
        self._config = config.get("preprocess_cfg") or {}
        self._embedder = embedder
        self._tower = embedder.image_tower
        self._side = embedder.model.image_size
        self._way = cells.cells_of(self._tower)
        self.resize_mode = str(
            self._config.get("resize_mode") or architecture.STANDARD_PREPROCESSING["resize_mode"]
        )

    def layers(self, picture: Picture, wanted: Vector) -> list[Map]:
        """Maps of what the model sees of a picture, compared with a vector."""
        if self._way is None:
            return [self._occluded(picture, wanted)]
        whole = self._prepared(picture, self._side)
        grid = self._cells(whole).shape[1]
        steps = -(-map_grid.CELLS // grid)
        shifted = self._cells(map_grid.shifted(whole, self._side // grid, steps))
        found = [map_grid.interleaved(shifted @ wanted, steps)]
        if cells.grows(self._tower):
            larger = max(2, -(-_LARGER // grid))
            found.append(self._cells(self._prepared(picture, self._side * larger))[0] @ wanted)
        return found

    def contributions(self, picture: Picture, words: Vector) -> tuple[Map | None, str]:
        """The shares of the model's own cells in the cosine of picture and words; the method."""
        if self._way is None:
            return None, OCCLUSION
        found = self._cells(self._prepared(picture, self._side))[0]
        mean = found.mean(axis=(0, 1))
        norm = max(float(np.linalg.norm(mean)), 1e-12)
        own = self._embedder.encode_images([picture])[0]
        exact = bool(np.linalg.norm(mean / norm - own) < _EXACT)
        shares = (found @ words / norm).astype(np.float32)
        return shares, CONTRIBUTIONS if exact else VALUES

    def _cells(self, prepared: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        assert self._way is not None
        return _run(self._tower, self._way, prepared)

    def _prepared(self, picture: Picture, side: int) -> npt.NDArray[np.float32]:
        return Preprocess(side, self._config)([picture])

    def _occluded(self, picture: Picture, wanted: Vector) -> Map:
        """How much is lost where a window of a quarter of the side is blurred away."""
        whole = self._prepared(picture, self._side)
        window = self._side // 4
        blurred = map_grid.blurred(whole)
        starts = np.linspace(0, self._side - window, _WINDOWS).round().astype(int)
        pictures = [whole]
        for top in starts:
            for left in starts:
                place = np.s_[:, :, top : top + window, left : left + window]
                copy = whole.copy()
                copy[place] = blurred[place]
                pictures.append(copy)
        vectors = _run(self._tower, self._tower, np.concatenate(pictures))
        fits = vectors @ wanted / np.maximum(np.linalg.norm(vectors, axis=1), 1e-12)
        lost = (fits[0] - fits[1:]).reshape(_WINDOWS, _WINDOWS)
        return map_grid.around(lost, window / self._side)


def _run(
    tower: Any, encode: Callable[[Any], Any], prepared: npt.NDArray[np.float32], batch: int = 16
) -> npt.NDArray[np.float32]:
    """Bring prepared pictures to where the tower is, a few at a time."""
    import torch

    place = next(tower.parameters())
    done: list[npt.NDArray[np.float32]] = []
    with torch.inference_mode():
        for start in range(0, len(prepared), batch):
            pixels = torch.from_numpy(np.ascontiguousarray(prepared[start : start + batch]))
            done.append(encode(pixels.to(place.device, place.dtype)).float().cpu().numpy())
    return np.concatenate(done)


def _parts(picture: Picture) -> list[tuple[Picture, Box]]:
    """The squares along a long picture, or the picture, each with the place where it lies."""
    height, width = picture.shape[:2]
    if not crops.is_long(width, height):
        return [(picture, (0.0, 0.0, 1.0, 1.0))]
    squares = crops.squares(picture)
    share = min(width, height) / max(width, height)
    starts = np.linspace(0, 1 - share, len(squares)).tolist()
    if width >= height:
        places = [(start, 0.0, start + share, 1.0) for start in starts]
    else:
        places = [(0.0, start, 1.0, start + share) for start in starts]
    return list(zip(squares, places, strict=True))

"""The grids of heat-maps: where what a model sees lies in the picture, and maps between sizes."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Map = npt.NDArray[np.float32]
Box = tuple[float, float, float, float]

CELLS = 12
"""Places along the side of a square at least."""

_FINEST = 48  # places along a map's longer side


def seen_box(width: int, height: int, resize_mode: str) -> Box:
    """What a model sees of a picture: (left, top, right, bottom) as shares of its sides.

    Args:
        width: of the picture, px.
        height: of the picture, px.
        resize_mode: open_clip's: "shortest" crops the middle, "longest" adds margins, which lie
            outside 0 to 1, "squash" sees all of it.
    """
    if resize_mode == "squash":
        return 0.0, 0.0, 1.0, 1.0
    side = min(width, height) if resize_mode == "shortest" else max(width, height)
    across, down = side / width / 2, side / height / 2
    return 0.5 - across, 0.5 - down, 0.5 + across, 0.5 + down


def within(box: Box, place: Box) -> Box:
    """A box inside a part, as one of the whole picture."""
    wide, high = place[2] - place[0], place[3] - place[1]
    return (
        place[0] + box[0] * wide,
        place[1] + box[1] * high,
        place[0] + box[2] * wide,
        place[1] + box[3] * high,
    )


def shape(width: int, height: int) -> tuple[int, int]:
    """Rows and columns of a map over a picture; neither falls below the cells of a square."""
    long = max(width, height)
    return max(CELLS, round(_FINEST * height / long)), max(CELLS, round(_FINEST * width / long))


def joined(maps: Sequence[Map], boxes: Sequence[Box], shape: tuple[int, int]) -> Map:
    """Maps of boxes on one grid over the whole picture; the mean where boxes overlap, else NaN."""
    total, count = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for found, box in zip(maps, boxes, strict=True):
        laid = _laid(found, box, shape)
        seen = ~np.isnan(laid)
        total[seen] += laid[seen]
        count[seen] += 1
    return np.where(count > 0, total / np.maximum(count, 1), np.nan).astype(np.float32)


def _laid(found: Map, box: Box, shape: tuple[int, int]) -> Map:
    """A map of a box on a grid over the whole picture; NaN outside the box."""
    across = (np.arange(shape[1]) + 0.5) / shape[1]
    down = (np.arange(shape[0]) + 0.5) / shape[0]
    x, y = (across - box[0]) / (box[2] - box[0]), (down - box[1]) / (box[3] - box[1])
    laid = at(found, y, x)
    laid[(y < 0) | (y > 1)] = np.nan
    laid[:, (x < 0) | (x > 1)] = np.nan
    return laid


def at(found: Map, y: npt.NDArray[np.float64], x: npt.NDArray[np.float64]) -> Map:
    """Values between the middles of the cells, at shares of the height and the width."""
    rows, columns = found.shape
    place = np.arange(columns)
    across = np.stack([np.interp(x * columns - 0.5, place, row) for row in found])
    place = np.arange(rows)
    down = [np.interp(y * rows - 0.5, place, column) for column in across.T]
    return np.stack(down, axis=1).astype(np.float32)


def shifted(prepared: npt.NDArray[np.float32], cell: int, steps: int) -> npt.NDArray[np.float32]:
    """A prepared picture moved by every fraction of a cell, its border repeated."""
    side = prepared.shape[2]
    by = [round(cell * ((step + 0.5) / steps - 0.5)) for step in range(steps)]
    padded = np.pad(prepared, ((0, 0), (0, 0), (cell, cell), (cell, cell)), "edge")
    return np.concatenate(
        [
            padded[:, :, cell + down : cell + down + side, cell + across : cell + across + side]
            for down in by
            for across in by
        ]
    )


def interleaved(maps: npt.NDArray[np.float32], steps: int) -> Map:
    """Maps of shifted pictures (steps * steps, rows, columns) as one finer map."""
    rows, columns = maps.shape[1:]
    by_place = maps.reshape(steps, steps, rows, columns).transpose(2, 0, 3, 1)
    return by_place.reshape(rows * steps, columns * steps)


def around(lost: Map, window: float) -> Map:
    """Each place as the mean over the windows that cover it."""
    count = len(lost)
    starts = np.linspace(0, 1 - window, count)
    places = (np.arange(2 * CELLS) + 0.5) / (2 * CELLS)
    covers = ((places[:, None] >= starts) & (places[:, None] <= starts + window)).astype(np.float32)
    covers /= covers.sum(axis=1, keepdims=True)
    return covers @ lost @ covers.T


def blurred(prepared: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """A prepared square (1, 3, side, side) without anything smaller than a third of it."""
    side = prepared.shape[2]
    third = side // 3
    blocks = prepared[0, :, : 3 * third, : 3 * third].reshape(3, 3, third, 3, third)
    places = (np.arange(side) + 0.5) / side
    return np.stack([at(channel, places, places) for channel in blocks.mean(axis=(2, 4))])[None]


def standard(found: Map) -> Map:
    """The map with mean 0 and deviation 1."""
    return np.asarray((found - np.nanmean(found)) / max(float(np.nanstd(found)), 1e-9), np.float32)


def strength(found: Map) -> Map:
    """From 0 at the median to 1 at the strongest place."""
    low, high = float(np.nanmedian(found)), float(np.nanmax(found))
    if high - low < 1e-9:
        return np.where(np.isnan(found), np.nan, 0.0).astype(np.float32)
    return np.clip((found - low) / np.float32(high - low), 0, 1).astype(np.float32)

"""Regions of the plane: hills of density, at two depths, with words for what lies on them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]

_CELLS = 112  # of the density on each side
_WIDTHS = (5.0, 2.2)  # cells of the two depths, one standard deviation
_LEAST = (0.012, 0.003)  # share of the photos, or a region has no name
_FEWEST = 4  # photos
_TELLING = 0.8  # standard deviations of the library by which a word must fit a region better
_NAMED_LATER = 0.72  # of a word's fit that is left when another region has it already


@dataclass(frozen=True, slots=True)
class Region:
    """A hill.

    Attributes:
        x: the middle of its photos, 0 to 1.
        y: the same, downwards.
        top: where nearly all of them are below.
        photos: how many.
        name: the word that fits best; "": none does.
        depth: 0 for the large ones, 1 for those to be told apart from nearer.
    """

    x: float
    y: float
    top: float
    photos: int
    name: str
    depth: int


def hills(places: Matrix, depth: int) -> Ints:
    """The hill that each point (n, 2), 0 to 1, stands on, int64 (n,): from each cell uphill."""
    cells = np.clip((places * _CELLS).astype(np.int64), 0, _CELLS - 1)
    where = cells[:, 0] * _CELLS + cells[:, 1]
    density = np.bincount(where, minlength=_CELLS**2).reshape(_CELLS, _CELLS).astype(np.float64)
    smooth = _blurred(density, _WIDTHS[depth])
    uphill = _steepest(smooth)
    while not np.array_equal(uphill[uphill], uphill):
        uphill = uphill[uphill]
    _, hill = np.unique(uphill[where], return_inverse=True)
    return hill.reshape(-1).astype(np.int64)


def regions(
    places: Matrix, hill: Ints, depth: int, fits: Matrix, words: tuple[str, ...]
) -> tuple[Region, ...]:
    """The hills that are large enough, the largest first, each with its word.

    Args:
        places: (n, 2), 0 to 1.
        hill: (n,) as `hills` finds them.
        depth: of those hills.
        fits: (n, w) how well each word fits each photo, in standard deviations of the library.
        words: w of them.
    """
    sizes = np.bincount(hill)
    least = max(_FEWEST, round(len(hill) * _LEAST[depth]))
    kept = [each for each in np.argsort(-sizes, kind="stable").tolist() if sizes[each] >= least]
    means = np.array([fits[hill == each].mean(axis=0) for each in kept]).reshape(-1, len(words))
    names = _named(means, words)
    found: list[Region] = []
    for each, name in zip(kept, names, strict=True):
        mine = places[hill == each]
        x, y = np.median(mine, axis=0).tolist()
        top = float(np.percentile(mine[:, 1], 2))
        found.append(Region(x, y, top, int(sizes[each]), name, depth))
    return tuple(found)


def _named(means: npt.NDArray[np.float64], words: tuple[str, ...]) -> list[str]:
    """A word for each region: the surest choices first, and rather one that is still free."""
    names = [""] * len(means)
    left = means.copy()
    for _ in range(len(means) if left.size else 0):
        region, word = np.unravel_index(int(left.argmax()), left.shape)
        if left[region, word] < _TELLING:
            break
        names[int(region)] = words[int(word)]
        left[region] = -np.inf
        left[:, word] *= np.where(left[:, word] > 0, _NAMED_LATER, 1.0)
    return names


def _blurred(density: npt.NDArray[np.float64], width: float) -> npt.NDArray[np.float64]:
    reach = int(np.ceil(3 * width))
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    bell /= bell.sum()
    for axis in (0, 1):
        wide = np.pad(density, [(reach, reach) if each == axis else (0, 0) for each in (0, 1)])
        views = np.lib.stride_tricks.sliding_window_view(wide, len(bell), axis=axis)
        density = views @ bell
    return density


def _steepest(height: npt.NDArray[np.float64]) -> Ints:
    """For each cell the highest of itself and its eight neighbours, as a number."""
    side = len(height)
    wide = np.pad(height, 1, constant_values=-np.inf)
    numbers = np.pad(np.arange(side * side).reshape(side, side), 1)
    views = [
        (wide[x : x + side, y : y + side], numbers[x : x + side, y : y + side])
        for x, y in [(1, 1), *((x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1))]
    ]
    heights = np.stack([view for view, _ in views])
    best = heights.argmax(axis=0)
    return np.take_along_axis(np.stack([each for _, each in views]), best[None], 0)[0].ravel()

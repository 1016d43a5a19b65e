"""The nearest rows of some rows, exactly, block by block."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]

_BLOCK = 2_048
_FEW = 4  # so many nearest ones are found by looking for the best again and again


def unit(rows: Matrix) -> Matrix:
    """Rows of length one; a row of zeros stays one."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def nearest(
    rows: Matrix,
    among: Matrix,
    count: int,
    *,
    itself: bool = False,
) -> tuple[Ints, Matrix]:
    """The nearest of `among` for each of `rows`, best first: places (n, count) and cosines.

    Args:
        rows: (n, d) unit rows.
        among: (m, d) unit rows, m at least `count`, and one more with `itself`.
        count: how many.
        itself: `rows` are `among`, and no row is its own neighbour.
    """
    places = np.empty((len(rows), count), np.int64)
    alike = np.empty((len(rows), count), np.float32)
    for start in range(0, len(rows), _BLOCK):
        cosines = rows[start : start + _BLOCK] @ among.T
        here = np.arange(len(cosines))
        if itself:
            cosines[here, start + here] = -np.inf
        part = slice(start, start + len(cosines))
        places[part], alike[part] = _best(cosines, count)
    return places, alike


def _best(cosines: Matrix, count: int) -> tuple[Ints, Matrix]:
    """The highest of each row, the highest first: places and values; `cosines` is used up."""
    if count <= _FEW:
        here = np.arange(len(cosines))
        places = np.empty((len(cosines), count), np.int64)
        values = np.empty((len(cosines), count), np.float32)
        for each in range(count):
            places[:, each] = cosines.argmax(axis=1)
            values[:, each] = cosines[here, places[:, each]]
            cosines[here, places[:, each]] = -np.inf
        return places, values
    some = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
    found = np.take_along_axis(cosines, some, 1)
    order = np.argsort(-found, axis=1, kind="stable")
    return np.take_along_axis(some, order, 1), np.take_along_axis(found, order, 1)

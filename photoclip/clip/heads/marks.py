"""What a person said of which photo: rows of feedback as one matrix of marks."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from photoclip.errors import DataError

Marks = npt.NDArray[np.int8]
Ids = npt.NDArray[np.int64]


def marks_of(
    photo_ids: Ids, label_index: Ids, accepted: npt.NDArray[np.bool_], labels: int
) -> tuple[Ids, Marks]:
    """Photos with answers, (n,) rising, and what was said of them, int8 (n, labels).

    1 is yes, -1 no, 0 not asked. The last of several answers about one photo and label counts.
    """
    photos, rows = np.unique(photo_ids, return_inverse=True)
    marks = np.zeros((len(photos), labels), np.int8)
    marks[rows, label_index] = np.where(accepted, 1, -1)
    return photos, marks


def as_marks(labels: npt.ArrayLike | Sequence[int], count: int) -> Marks:
    """Marks, int8 (n, count), from marks or from places of right labels, -1 for none of them.

    Raises:
        DataError: they are neither.
    """
    given = np.asarray(labels)
    if given.ndim == 2 and given.shape[1] == count and np.isin(given, (-1, 0, 1)).all():
        return given.astype(np.int8)
    if given.ndim != 1 or (len(given) and (given.min() < -1 or given.max() >= count)):
        raise DataError(
            f"Answers for {count} labels are places from -1 to {count - 1}, or a table of "
            f"yes (1), no (-1) and unknown (0) with {count} columns."
        )
    marks = np.full((len(given), count), 0, np.int8)
    known = given >= 0
    marks[np.flatnonzero(known), given[known].astype(np.int64)] = 1
    marks[~known] = -1
    return marks

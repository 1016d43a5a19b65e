"""Sets of ids and what belongs to each; ids are small and dense, so tables beat searching."""

import numpy as np
import numpy.typing as npt

_Ids = npt.NDArray[np.int64]


def once(ids: _Ids) -> _Ids:
    """Each id once, sorted; on large arrays much faster than `np.unique`."""
    if len(ids) < 2:
        return ids
    ordered = np.sort(ids)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]


def kept(ids: _Ids, among: _Ids) -> _Ids:
    """The ids that are among others, in their order."""
    return ids[np.isin(ids, among)]


def without(ids: _Ids, others: _Ids) -> _Ids:
    """The ids that are not among others, in their order."""
    return ids[np.isin(ids, others, invert=True)]


def looked_up(ids: _Ids, values: _Ids, wanted: _Ids, missing: int) -> _Ids:
    """The value of each wanted id, `missing` where it has none; of several the last counts."""
    highest = max(int(ids.max(initial=0)), int(wanted.max(initial=0)))
    table = np.full(highest + 1, missing, np.int64)
    table[ids] = values
    return table[wanted]

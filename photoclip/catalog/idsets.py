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


def isin(ids: _Ids, others: _Ids) -> npt.NDArray[np.bool_]:
    """Which ids are among others, -1 never; on large arrays much faster than `np.isin`."""
    beyond = int(others.max(initial=-1)) + 1
    table = np.zeros(beyond + 1, np.bool_)
    table[others] = True
    table[beyond] = False
    return table[np.clip(ids, -1, beyond)]  # -1 is the last


def kept(ids: _Ids, among: _Ids) -> _Ids:
    """The ids that are among others, in their order."""
    return ids[isin(ids, among)]


def without(ids: _Ids, others: _Ids) -> _Ids:
    """The ids that are not among others, in their order."""
    return ids[~isin(ids, others)]


def looked_up(ids: _Ids, values: _Ids, wanted: _Ids, missing: int) -> _Ids:
    """The value of each wanted id, `missing` where it has none; of several the last counts."""
    highest = max(int(ids.max(initial=0)), int(wanted.max(initial=0)))
    table = np.full(highest + 1, missing, np.int64)
    table[ids] = values
    return table[wanted]

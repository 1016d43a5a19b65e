"""Which number a row of an export has in the catalog that it came into."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_Ids = npt.NDArray[np.int64]
LEFT_OUT = 0
"""The number of a row that did not come, so that nothing comes that names it."""


class NoSuchRowError(LookupError):
    """An export names a row that is not in it."""


class Numbers:
    """Of one table; numbers of the export are given once, in ascending order."""

    def __init__(self) -> None:
        self._blocks: list[tuple[_Ids, _Ids]] = []
        self._joined: tuple[_Ids, _Ids] = (np.empty(0, np.int64), np.empty(0, np.int64))

    def add(self, there: Sequence[int], here: Sequence[int]) -> None:
        """Rows of the export, and what they are here."""
        self._blocks.append((np.array(there, np.int64), np.array(here, np.int64)))

    def of(self, there: Sequence[int]) -> list[int]:
        """What rows of the export are here, `LEFT_OUT` included.

        Raises:
            NoSuchRowError: the export has none of them.
        """
        known, here = self._all()
        wanted = np.array(there, np.int64)
        at = np.searchsorted(known, wanted)
        at[at == len(known)] = 0
        if len(wanted) and (not len(known) or (known[at] != wanted).any()):
            raise NoSuchRowError
        return here[at].tolist()

    def holds(self, here: int) -> bool:
        """Whether a row here is one of the export."""
        return bool((self._all()[1] == here).any())

    def newest(self, there: int) -> int:
        """The highest number here of the rows that the export had up to one of its own."""
        known, here = self._all()
        return int(here[known <= there].max(initial=LEFT_OUT))

    def _all(self) -> tuple[_Ids, _Ids]:
        if self._blocks:
            there, here = zip(self._joined, *self._blocks, strict=True)
            self._joined = np.concatenate(there), np.concatenate(here)
            self._blocks.clear()
        return self._joined

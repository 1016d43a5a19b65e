"""A segment: vectors in rows with their ids, never changed once it is there."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Codes = npt.NDArray[np.float16]
Mask = npt.NDArray[np.bool_]

_NOTHING = memoryview(b"")
_PART = 32_768  # ids looked up at once; fresh memory for more takes longer than that
_TABLE_ROOM = 8  # entries a row; ids that lie further apart are searched for


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Rows ordered by what they are like: an inverted file (Sivic and Zisserman 2003).

    Attributes:
        centroids: unit vectors, float32 (lists, d).
        starts: the first row of each list and the end of the last, int64 (lists + 1,).
        trained_on: how many rows there were when the centroids were learned.
        probes: (k, lists to look at for the k best), k rising.
    """

    centroids: npt.NDArray[np.float32]
    starts: Ids
    trained_on: int
    probes: tuple[tuple[int, int], ...] = ()

    def probed(self, k: float) -> int | None:
        """How many lists hold the k best; None where only all do."""
        return next((lists for most, lists in self.probes if k <= most), None)


class Places:
    """In which row of a segment an id lies; what that needs is made when first asked.

    Of several rows with one id the last is meant: the others came before it and count no more.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._table: npt.NDArray[np.int32] | None = None
        self._order: Ids | None = None
        self.first = int(ids.min()) if len(ids) else 0
        self.last = int(ids.max()) if len(ids) else -1

    def rows_of(self, wanted: Ids) -> npt.NDArray[np.integer]:
        """The row of each wanted id, (n,); -1 where it is not here."""
        if not len(self._ids) or not len(wanted):
            return np.full(len(wanted), -1, np.int64)
        if self.last - self.first < _TABLE_ROOM * len(self._ids):
            return self._in_table(wanted)
        if self._order is None:
            self._order = np.argsort(self._ids, kind="stable")
        after = np.searchsorted(self._ids, wanted, side="right", sorter=self._order)
        rows = self._order[np.maximum(after - 1, 0)]
        return np.where(self._ids[rows] == wanted, rows, -1)

    def _in_table(self, wanted: Ids) -> npt.NDArray[np.integer]:
        if self._table is None:
            table = np.full(self.last - self.first + 2, -1, np.int32)  # the last one: ids outside
            table[self._ids - self.first] = np.arange(len(self._ids), dtype=np.int32)
            self._table = table
        offsets = (wanted - self.first).view(np.uint64)  # below the first: huge
        np.minimum(offsets, np.uint64(len(self._table) - 1), out=offsets)
        return self._table.take(offsets.view(np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Some of an index's vectors, each id at most once among the rows alive.

    Attributes:
        codes: the vectors, (n, d), in memory or mapped.
        ids: (n,).
        places: where ids lie.
        alive: which rows count (n,); None: all.
        count: how many rows count.
        name: the file that holds it; None: it is in memory only.
        lists: how the rows are ordered, where they are.
        seal: checksum of a sample of the file, for a quick look.
        checksum: of all of the file.
        content: the mapped file.
    """

    codes: Codes
    ids: Ids
    places: Places
    alive: Mask | None
    count: int
    name: str | None = None
    lists: Lists | None = None
    seal: int = 0
    checksum: int = 0
    content: memoryview = _NOTHING

    @classmethod
    def of(
        cls, codes: Codes, ids: Ids, name: str | None = None, lists: Lists | None = None
    ) -> Self:
        """A segment whose rows all count."""
        return cls(codes, ids, Places(ids), None, len(ids), name, lists)

    def living_rows(self, ids: Ids) -> tuple[Mask, npt.NDArray[np.integer]]:
        """Which of some ids (n,) count here, bool (n,), and the rows of those."""
        rows = self.places.rows_of(ids)
        here = rows >= 0
        if self.alive is not None:
            here[here] = self.alive[rows[here]]
        return here, rows[here]

    def living(self) -> Ids:
        """The rows that count, rising."""
        return np.arange(len(self.ids)) if self.alive is None else np.flatnonzero(self.alive)

    def living_ids(self) -> Ids:
        """The ids of the rows that count, in the order of the rows."""
        return self.ids if self.alive is None else self.ids[self.alive]

    def rows_of(self, wanted: Ids) -> Ids:
        """The rows of those wanted ids that are here, in their order."""
        rows = self.places.rows_of(wanted)
        rows = rows[rows >= 0].astype(np.int64)
        return rows if self.alive is None else rows[self.alive[rows]]

    def marked(self, wanted: Ids) -> Mask:
        """Which rows have one of the wanted ids and count, (n,)."""
        mask = np.zeros(len(self.ids) + 1, np.bool_)  # the last one: ids that are not here
        for start in range(0, len(wanted), _PART):
            mask[self.places.rows_of(wanted[start : start + _PART])] = True
        found = mask[:-1]
        if self.alive is not None:
            found &= self.alive
        return found

    def without(self, ids: Ids) -> "Segment":
        """The same rows; those of some ids count no more."""
        rows = self.rows_of(ids)
        if not len(rows):
            return self
        alive = np.ones(len(self.ids), np.bool_) if self.alive is None else self.alive.copy()
        alive[rows] = False
        return replace(self, alive=alive, count=int(np.count_nonzero(alive)))

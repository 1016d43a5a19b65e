"""The vectors that came last, in memory that grows behind those that are searched."""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.index.segment import Ids, Segment

_LEAST, _MOST = 1_024, 65_536  # rows there is room for


class Tail:
    """Room for more rows; a segment made of it never changes, as rows are only written once."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._codes = np.empty((0, dimension), np.float16)
        self._ids = np.empty(0, np.int64)
        self._filled = 0

    def grown(
        self,
        segments: tuple[Segment, ...],
        ids: Ids,
        vectors: npt.NDArray[Any],
        rows: Ids,
    ) -> tuple[Segment, ...]:
        """Segments with more vectors behind them.

        Args:
            segments: the index's; the last one is this tail's where it has begun.
            ids: int64 (n,), new ones.
            vectors: (m, d).
            rows: of each id its row in `vectors`.
        """
        done = 0
        while done < len(ids):
            if self._filled == len(self._ids):
                self._make_room(len(ids) - done)
            taken = min(len(ids) - done, len(self._ids) - self._filled)
            part, end = slice(done, done + taken), self._filled + taken
            self._codes[self._filled : end] = vectors[rows[part]]
            self._ids[self._filled : end] = ids[part]
            before = segments[-1] if self._filled else None
            segments = (*(segments[:-1] if self._filled else segments), self._segment(before, end))
            self._filled, done = end, done + taken
        return segments

    def _segment(self, before: Segment | None, end: int) -> Segment:
        grown = Segment.of(self._codes[:end], self._ids[:end])
        if before is None or before.alive is None:
            return grown
        alive = np.ones(end, np.bool_)
        alive[: len(before.alive)] = before.alive
        return replace(grown, alive=alive, count=int(np.count_nonzero(alive)))

    def _make_room(self, wanted: int) -> None:
        room = min(max(_LEAST, 4 * len(self._ids), wanted), _MOST)
        self._codes = np.empty((room, self._dimension), np.float16)
        self._ids = np.empty(room, np.int64)
        self._filled = 0

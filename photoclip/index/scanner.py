"""Inner products of one query with float16 rows, wherever they lie, by FAISS."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.index.segment import Codes, Ids

Scores = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]


class Scanner:
    """Scores rows for the query it was asked; for one thread at a time."""

    def __init__(self, dimension: int) -> None:
        """For vectors of this length."""
        import faiss

        self._faiss: Any = faiss
        self._query = np.zeros(dimension, np.float32)
        self._quantizer: Any = faiss.ScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16)
        self._scanner: Any = self._quantizer.select_InvertedListScanner(
            faiss.METRIC_INNER_PRODUCT, None, True, None, False
        )
        self._scanner.set_list(0, 0.0)

    def ask(self, query: Vector) -> None:
        """Score for this query, float32 (d,), from now on."""
        self._query[:] = query
        self._scanner.set_query(self._faiss.swig_ptr(self._query))  # FAISS keeps the address

    def above(self, codes: Codes, floor: float) -> tuple[Scores, Ids]:
        """The scores of the rows (n, d) that are above a floor, and which rows those are."""
        faiss = self._faiss
        result = faiss.RangeSearchResult(1)
        part = faiss.RangeSearchPartialResult(result)
        found = part.new_result(0)
        rows = faiss.swig_ptr(codes.view(np.uint8))
        self._scanner.scan_codes_range(len(codes), rows, None, floor, found)
        part.finalize()
        count = int(found.nres)
        if not count:
            return np.empty(0, np.float32), np.empty(0, np.int64)
        scores: npt.NDArray[np.float32] = faiss.rev_swig_ptr(result.distances, count).copy()
        return scores, faiss.rev_swig_ptr(result.labels, count).copy()


class Scanners:
    """Scanners of one vector length, used again and again.

    FAISS's Python form never frees one, and ends in a crash when told to (`thisown`).
    """

    def __init__(self, dimension: int) -> None:
        """None yet."""
        self._dimension = dimension
        self._spare: list[Scanner] = []

    @contextmanager
    def asking(self, query: Vector) -> Generator[Scanner]:
        """A scanner for one query and one thread."""
        try:
            scanner = self._spare.pop()
        except IndexError:
            scanner = Scanner(self._dimension)
        try:
            scanner.ask(query)
            yield scanner
        finally:
            self._spare.append(scanner)

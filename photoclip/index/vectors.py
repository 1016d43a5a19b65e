"""Nearest vectors by inner product: exact, in memory, with FAISS."""

import contextlib
import json
import logging
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self
from uuid import uuid4

import numpy as np
import numpy.typing as npt

_log = logging.getLogger(__name__)
_Ids = npt.NDArray[np.int64]
_Vectors = npt.NDArray[np.float32] | npt.NDArray[np.float16]
_HEADER = "header.json"
_BLOCK = 50_000  # vectors added at once
_FORM = 1  # of the header file


@dataclass(frozen=True, slots=True)
class IndexHeader:
    """What a saved index was made from."""

    model_digest: str  # hex
    dimension: int
    count: int
    generation: int  # of the catalog


class VectorIndex:
    """Unit vectors by id, kept as float16; each id at most once. Safe from any thread.

    Scores are inner products; equal ones are ordered by id.
    """

    def __init__(self, index: Any, ids: _Ids) -> None:
        self._index = index
        self._ids = ids  # sorted
        self._lock = threading.Lock()

    @classmethod
    def create(cls, dimension: int) -> Self:
        """An empty index for vectors of this length."""
        import faiss

        flat = faiss.IndexScalarQuantizer(
            dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        return cls(faiss.IndexIDMap2(flat), np.empty(0, np.int64))

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self._index.d)

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self) -> _Ids:
        """All ids, sorted; not to be written to."""
        return self._ids

    def add(self, ids: Sequence[int] | _Ids, vectors: _Vectors) -> None:
        """Put vectors in.

        Args:
            ids: int64 (n,); those that are in already are replaced, of equal ones the last counts.
            vectors: float32 or float16 (n, d), unit length.

        Raises:
            ValueError: the shapes do not fit.
        """
        wanted = np.asarray(ids, np.int64)
        if vectors.shape != (len(wanted), self.dimension):
            raise ValueError(f"{vectors.shape} vectors for {len(wanted)} ids of {self.dimension}")
        fresh, last = np.unique(wanted[::-1], return_index=True)
        rows = len(wanted) - 1 - last
        with self._lock:
            self._remove(fresh)
            for start in range(0, len(fresh), _BLOCK):
                part = slice(start, start + _BLOCK)
                block = np.ascontiguousarray(vectors[rows[part]], np.float32)
                self._index.add_with_ids(block, fresh[part])
            self._ids = _sealed(np.insert(self._ids, np.searchsorted(self._ids, fresh), fresh))

    def remove(self, ids: Sequence[int] | _Ids) -> None:
        """Take vectors out; ids that are not in do not matter."""
        with self._lock:
            self._remove(_sorted(ids))

    def _remove(self, ids: _Ids) -> None:
        there = ids[_contains(self._ids, ids)]
        if len(there):
            self._index.remove_ids(there)
            self._ids = _sealed(np.delete(self._ids, np.searchsorted(self._ids, there)))

    def search(
        self, query: npt.NDArray[np.float32], k: int, among: Sequence[int] | _Ids | None = None
    ) -> tuple[npt.NDArray[np.float32], _Ids]:
        """The `k` vectors with the highest inner product, exactly.

        Args:
            query: one vector (d,) or several (q, d).
            k: how many; fewer come back where fewer are there.
            among: search only these ids; None: all.

        Returns:
            Scores (float32, falling) and ids, each (n,) for one query and (q, n) for several.
        """
        queries = np.ascontiguousarray(np.atleast_2d(query), np.float32)
        with self._lock:
            scores, ids = self._search(queries, k, among)
        return (scores[0], ids[0]) if query.ndim == 1 else (scores, ids)

    def _search(
        self, queries: npt.NDArray[np.float32], k: int, among: Sequence[int] | _Ids | None
    ) -> tuple[npt.NDArray[np.float32], _Ids]:
        allowed = self._ids
        selector: Any = None
        if among is not None:
            allowed = _sorted(among)
            allowed = allowed[_contains(self._ids, allowed)]
            if len(allowed) < len(self._ids):
                selector = _selector(allowed, len(self._ids))
        count = min(k, len(allowed))
        if count <= 0:
            shape = (len(queries), 0)
            return np.empty(shape, np.float32), np.empty(shape, np.int64)
        more = min(count + 1, len(allowed))  # one more shows whether the last score is shared
        while True:
            scores, ids = _scan(self._index, queries, more, selector)
            if more == len(allowed) or bool((scores[:, -1] < scores[:, count - 1]).all()):
                break
            more = min(more * 4, len(allowed))
        order = np.lexsort((ids, -scores), axis=-1)[:, :count]
        return np.take_along_axis(scores, order, 1), np.take_along_axis(ids, order, 1)

    def save(self, folder: Path, header: IndexHeader) -> None:
        """Write the index into a folder, in the place of the one there; never half.

        Raises:
            OSError: the disk refuses; the old one stays.
        """
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{uuid4().hex}.faiss"
        partial = path.with_suffix(".json")
        try:
            with self._lock:
                _write_index(path, self._index)
            size = path.stat().st_size
            stored = {**asdict(header), "form": _FORM, "file": path.name, "bytes": size}
            with partial.open("wb") as file:
                file.write(json.dumps(stored).encode())
                _to_disk(file)
            partial.replace(folder / _HEADER)
        except OSError:
            path.unlink(missing_ok=True)
            partial.unlink(missing_ok=True)
            raise
        _sync_folder(folder)
        for old in (*folder.glob("*.faiss"), *folder.glob("*.json")):
            if old.name not in {path.name, _HEADER}:
                with contextlib.suppress(OSError):
                    old.unlink()

    @classmethod
    def load(cls, folder: Path) -> tuple[Self, IndexHeader] | None:
        """The saved index with its header; None where there is none or it is damaged."""
        try:
            header, path, size = _read_header(folder)
            return cls(*_read_index(path, size, header)), header
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, MemoryError) as error:
            _log.warning("the saved index in %s is damaged and is made again: %s", folder, error)
            return None


def catch_up(
    index: VectorIndex,
    wanted: Sequence[int] | _Ids,
    fetch: Callable[[_Ids], _Vectors],
    *,
    stop: threading.Event | None = None,
) -> bool:
    """Give an index exactly the wanted ids: takes out what is too much, fetches what lacks.

    Args:
        index: the index; it can be searched meanwhile.
        wanted: int64 ids.
        fetch: gives the vectors (n, d) of some ids, in their order.
        stop: looked at between blocks; set, the rest is left for another time.

    Returns:
        Whether anything had to be changed.
    """
    target, present = _sorted(wanted), index.ids()
    extra = present[~_contains(target, present)]
    lacking = target[~_contains(present, target)]
    if len(extra):
        index.remove(extra)
    for start in range(0, len(lacking), _BLOCK):
        if stop is not None and stop.is_set():
            break
        block = lacking[start : start + _BLOCK]
        index.add(block, fetch(block))
    return bool(len(extra) or len(lacking))


def _sorted(ids: Sequence[int] | _Ids) -> _Ids:
    """Each id once, in order; quick where they are so already."""
    numbers = np.asarray(ids, np.int64)
    return numbers if (np.diff(numbers) > 0).all() else np.unique(numbers)


def _contains(ids: _Ids, wanted: _Ids) -> npt.NDArray[np.bool_]:
    """For each wanted id (sorted) whether it is in `ids` (sorted)."""
    if not len(ids):
        return np.zeros(len(wanted), np.bool_)
    return ids[np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)] == wanted


def _sealed(ids: _Ids) -> _Ids:
    ids.flags.writeable = False
    return ids


def _selector(allowed: _Ids, total: int) -> Any:
    """What FAISS asks before it scores a vector: a bitmap, or a set where ids lie far apart."""
    import faiss

    bitmap: Any = faiss.IDSelectorBitmap  # its stub describes the C++ form
    highest = int(allowed[-1]) if len(allowed) else 0
    if highest > 256 * total:
        return faiss.IDSelectorBatch(allowed)
    bits = np.zeros(highest + 1, np.bool_)
    bits[allowed] = True
    return bitmap(np.packbits(bits, bitorder="little"))


def _scan(
    index: Any, queries: npt.NDArray[np.float32], k: int, selector: Any
) -> tuple[npt.NDArray[np.float32], _Ids]:
    import faiss

    parameters: Any = faiss.SearchParameters()
    parameters.sel = selector
    threads = faiss.omp_get_max_threads()
    try:
        if len(queries) == 1:  # FAISS shares out queries, so more threads only wait for another
            faiss.omp_set_num_threads(1)  # of the calling thread
        return index.search(queries, k, params=parameters)
    finally:
        faiss.omp_set_num_threads(threads)


def _read_header(folder: Path) -> tuple[IndexHeader, Path, int]:
    """The header, the index file that belongs to it, and how many bytes that must have."""
    stored = json.loads((folder / _HEADER).read_bytes())
    header = IndexHeader(
        str(stored["model_digest"]),
        int(stored["dimension"]),
        int(stored["count"]),
        int(stored["generation"]),
    )
    if stored["form"] != _FORM:
        raise ValueError(f"an index of form {stored['form']}")
    return header, folder / Path(stored["file"]).name, int(stored["bytes"])


def _read_index(path: Path, size: int, header: IndexHeader) -> tuple[Any, _Ids]:
    import faiss

    callbacks: Any = faiss  # its stub lacks the readers and writers
    if path.stat().st_size != size:
        raise ValueError(f"{path.name} has {path.stat().st_size} bytes, not {size}")
    with path.open("rb") as file:  # FAISS itself takes no names that are not UTF-8
        index = faiss.read_index(callbacks.PyCallbackIOReader(file.read))
    if not isinstance(index, faiss.IndexIDMap2):
        raise TypeError(f"{path.name} holds a {type(index).__name__}")
    ids = np.sort(faiss.vector_to_array(index.id_map))
    if (index.d, index.ntotal, len(ids)) != (header.dimension, header.count, header.count):
        raise ValueError(f"{path.name} does not fit its header")
    if index.metric_type != faiss.METRIC_INNER_PRODUCT or (np.diff(ids) <= 0).any():
        raise ValueError(f"{path.name} is another kind of index")
    return index, _sealed(ids)


def _write_index(path: Path, index: Any) -> None:
    import faiss

    callbacks: Any = faiss  # its stub lacks the readers and writers
    with path.open("wb") as file:
        faiss.write_index(index, callbacks.PyCallbackIOWriter(file.write))
        _to_disk(file)


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power loss, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

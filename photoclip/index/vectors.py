"""Nearest vectors by inner product, read from mapped files and a small tail in memory."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from photoclip.index import files, merging
from photoclip.index.files import IndexHeader
from photoclip.index.lists import Stopped
from photoclip.index.scanner import Scanners
from photoclip.index.scanning import best_of
from photoclip.index.segment import Segment
from photoclip.index.tail import Tail

__all__ = ["IndexHeader", "VectorIndex", "catch_up"]

_log = logging.getLogger(__name__)
_Ids = npt.NDArray[np.int64]
_Vectors = npt.NDArray[np.float32] | npt.NDArray[np.float16]
_BAD = (OSError, ValueError, KeyError, TypeError, OverflowError, MemoryError, RecursionError)
_BLOCK = 50_000  # vectors caught up at once
_READ = 16_384  # vectors given out at once
_SPILL = 64 << 20  # bytes in memory from which on they go to a file, where there is one


class VectorIndex:
    """Unit vectors by id, kept as float16; each id at most once. Safe from any thread.

    Scores are inner products; equal ones are ordered by id. What is searched is a row of segments
    that never change: saved ones are mapped files, the last ones lie in memory. A change puts
    another row in the place of the old one, so that a search sees all of it or nothing and waits
    for nobody.
    """

    def __init__(
        self, dimension: int, segments: tuple[Segment, ...] = (), folder: Path | None = None
    ) -> None:
        """Use `create` or `load` instead."""
        self.dimension = dimension
        self._segments = segments
        self._folder = folder  # to write to
        self._tail = Tail(dimension)
        self._scanners = Scanners(dimension)
        self._changing = threading.RLock()
        self._merging = threading.Lock()
        self._sorted: tuple[tuple[Segment, ...], _Ids] | None = None
        self._header: IndexHeader | None = None  # that lies there
        self._room = _SPILL
        self._unnamed: set[str] = set()  # files that no header names yet
        self._whole: set[str] = set()  # files that were looked through

    @classmethod
    def create(cls, dimension: int, folder: Path | None = None) -> Self:
        """An empty index.

        Args:
            dimension: the length of the vectors, 1 or more.
            folder: takes what is too much for the memory; it will be saved there.
        """
        return cls(dimension, (), folder)

    def __len__(self) -> int:
        return sum(segment.count for segment in self._segments)

    def ids(self) -> _Ids:
        """All ids, sorted; not to be written to."""
        segments, known = self._segments, self._sorted
        if known is not None and known[0] is segments:
            return known[1]
        parts = [segment.living_ids() for segment in segments]
        every = np.concatenate(parts) if parts else np.empty(0, np.int64)
        if not (every[1:] > every[:-1]).all():
            every.sort(kind="stable")
        every.flags.writeable = False
        self._sorted = (segments, every)
        return every

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
        with self._changing:
            kept = tuple(segment.without(fresh) for segment in self._segments)
            self._segments = self._tail.grown(kept, fresh, vectors, rows)
            if self._folder is not None and self._in_memory() >= self._room:
                self._make_room(self._folder)

    def remove(self, ids: Sequence[int] | _Ids) -> None:
        """Take vectors out; ids that are not in do not matter."""
        gone = _sorted(ids)
        with self._changing:
            left = tuple(segment.without(gone) for segment in self._segments)
            if left != self._segments:
                self._segments = left

    def search(
        self, query: npt.NDArray[np.float32], k: int, among: Sequence[int] | _Ids | None = None
    ) -> tuple[npt.NDArray[np.float32], _Ids]:
        """The `k` vectors with the highest inner product.

        Exact up to `scanning.EXACT_BYTES`; from there on, unless `among` leaves less or `k` is
        large, at least 0.99 of them.

        Args:
            query: one vector (d,) or several (q, d).
            k: how many; fewer come back where fewer are there.
            among: search only these ids; None: all.

        Returns:
            Scores (float32, falling) and ids, each (n,) for one query and (q, n) for several.
        """
        queries = np.ascontiguousarray(np.atleast_2d(query), np.float32)
        wanted = None if among is None else _sorted(among)
        segments = self._segments
        found = [best_of(self._scanners, each, k, segments, wanted) for each in queries]
        if query.ndim == 1:
            return found[0]
        return np.stack([each[0] for each in found]), np.stack([each[1] for each in found])

    def blocks(self) -> Iterator[tuple[_Ids, npt.NDArray[np.float16]]]:
        """All vectors as they are now: ids int64 (n,), vectors float16 (n, d); not to be changed.

        Read along the disk and the memory; the order of ids is not sorted.
        """
        for segment in self._segments:
            for start in range(0, len(segment.ids), _READ):
                part = slice(start, start + _READ)
                ids, codes = segment.ids[part], segment.codes[part]
                if segment.alive is not None:
                    ids, codes = ids[segment.alive[part]], codes[segment.alive[part]]
                if len(ids):
                    yield ids, codes

    def holds(self, ids: _Ids) -> npt.NDArray[np.bool_]:
        """Which of some ids, int64 (n,), are in."""
        found = np.zeros(len(ids), np.bool_)
        for segment in self._segments:
            found[segment.living_rows(ids)[0]] = True
        return found

    def vectors(self, ids: Sequence[int] | _Ids) -> npt.NDArray[np.float16]:
        """The vectors of some ids, float16 (n, d), row by row; zeros for ids that are not in."""
        wanted = np.asarray(ids, np.int64)
        found = np.zeros((len(wanted), self.dimension), np.float16)
        for segment in self._segments:
            here, rows = segment.living_rows(wanted)
            found[here] = segment.codes[rows]
        return found

    def save(self, folder: Path, header: IndexHeader) -> None:
        """Bring what is new into a folder; what was written there before stays as it is.

        Raises:
            OSError: the disk refuses; the state saved before stays.
        """
        with self._changing:
            if self._folder != folder:
                self._segments = tuple(replace(each, name=None) for each in self._segments)
            self._spill(folder)
            self._write_header(folder, header)

    @classmethod
    def load(
        cls,
        folder: Path,
        *,
        write: bool = False,
        on_damage: Callable[[], object] = lambda: None,
    ) -> tuple[Self, IndexHeader] | None:
        """The saved index with its header; None where there is none or it is damaged.

        Its files are mapped, not read; see `drop_damaged`.

        Args:
            folder: where it was saved.
            write: this process is the one that may write there.
            on_damage: called where it is damaged.
        """
        try:
            header, opened = _opened(folder)
        except files.OtherFormError as error:
            _log.warning("the saved index in %s is made again: %s", folder, error)
            return None
        except _BAD as error:
            if (folder / files.HEADER).exists():
                on_damage()
                _log.warning(
                    "the saved index in %s is damaged and is made again: %s", folder, error
                )
            return None
        index = cls(header.dimension, opened, folder if write else None)
        index._header = header
        return index, header

    def unseen_bytes(self) -> int:
        """How much of its files nobody has looked through since they were opened."""
        return sum(len(each.content) for each in self._segments if each.name not in self._whole)

    def drop_damaged(self, stop: threading.Event | None = None) -> int:
        """Look through all files once and take out those that are not as they were written.

        Opening looks at a sample only. Searches go on meanwhile.

        Returns:
            How many vectors went; `catch_up` brings them again.
        """
        stop, gone = stop or threading.Event(), 0
        for segment in self._segments:
            name = segment.name
            if name is None or name in self._whole:
                continue
            if files.is_whole(segment, stop):
                if stop.is_set():
                    break
                self._whole.add(name)
                continue
            _log.warning("%s of the saved index is damaged and is made again", name)
            with self._changing:
                left = tuple(each for each in self._segments if each.name != name)
                gone += len(self) - sum(each.count for each in left)
                self._segments = left
        return gone

    @property
    def scattered(self) -> bool:
        """Whether `merge` would bring files together."""
        return bool(merging.due(self._segments))

    def merge(self, stop: threading.Event | None = None) -> bool:
        """Bring small files together and leave out what was removed, beside searches and changes.

        Only what was saved, or loaded to write, is written again.

        Args:
            stop: set, it is left for another time.

        Returns:
            Whether it was done.

        Raises:
            OSError: the disk refuses; all stays as it is.
        """
        stop = stop or threading.Event()
        with self._merging:
            done = False
            while (due := merging.due(self._segments)) and self._are_whole(due, stop):
                if not self._merge(due, stop):
                    break
                done = True
            return done

    def _are_whole(self, segments: Sequence[Segment], stop: threading.Event) -> bool:
        """Nothing damaged is written on into a new file."""
        for each in segments:
            if each.name not in self._whole and not files.is_whole(each, stop):
                return False
            if not stop.is_set():
                self._whole.add(str(each.name))
        return True

    def _merge(self, due: tuple[Segment, ...], stop: threading.Event) -> bool:
        with self._changing:
            folder, name = self._folder, files.new_name()
            self._unnamed.add(name)
        try:
            if folder is None:
                return False
            some = any(segment.count for segment in due)
            return self._swap(due, merging.merge(folder, name, due, stop) if some else None)
        except Stopped:
            return False
        finally:
            self._unnamed.discard(name)

    def _swap(self, old: tuple[Segment, ...], merged: Segment | None) -> bool:
        """Search a new segment in the place of old ones; what left these meanwhile is left out."""
        names = [segment.name for segment in old]
        with self._changing:
            now = [segment for segment in self._segments if segment.name in names]
            if len(now) != len(old):  # saved elsewhere meanwhile
                return False
            first = self._segments.index(now[0])
            for before, after in zip(old, now, strict=True):
                if merged is not None and after is not before:
                    merged = merged.without(np.setdiff1d(before.living_ids(), after.living_ids()))
            rest = [segment for segment in self._segments if segment.name not in names]
            rest[first:first] = [] if merged is None else [merged]
            self._segments = tuple(rest)
            self._unnamed.difference_update(map(str, names))
            if self._folder is not None and self._header is not None:
                self._write_header(self._folder, self._header)
        return True

    def _make_room(self, folder: Path) -> None:
        try:
            self._spill(folder)
        except OSError as error:
            self._room *= 2
            _log.warning("the index stays in memory, as %s cannot be written: %s", folder, error)

    def _in_memory(self) -> int:
        return sum(each.codes.nbytes for each in self._segments if each.name is None)

    def _spill(self, folder: Path) -> None:
        """What lies in memory becomes a file."""
        folder.mkdir(parents=True, exist_ok=True)
        fresh = tuple(each for each in self._segments if each.name is None and each.count)
        saved = tuple(each for each in self._segments if each.name is not None)
        if fresh:
            name = files.new_name()
            self._unnamed.add(name)
            saved = (*saved, merging.write(folder, name, fresh))
        self._segments = saved
        self._tail = Tail(self.dimension)

    def _write_header(self, folder: Path, header: IndexHeader) -> None:
        """Say which files are the index; what lies in memory comes with the next catching up."""
        saved = [each for each in self._segments if each.name is not None]
        count = sum(each.count for each in saved)
        header = replace(header, count=count)
        whole = count == len(self)
        said = header if whole else replace(header, generation=files.BEHIND)
        files.write_header(folder, said, [files.entry_of(each) for each in saved])
        self._folder, self._header = folder, header
        named = {str(each.name) for each in saved}
        self._unnamed -= named
        files.tidy(folder, named | self._unnamed)


def _opened(folder: Path) -> tuple[IndexHeader, tuple[Segment, ...]]:
    for last in (False, True):
        try:
            header, entries = files.read_header(folder)
            opened = [files.open_segment(folder, each, header.dimension) for each in entries]
        except FileNotFoundError:
            if last:
                raise
            continue  # a writer may have tidied up between the header and the files
        count = sum(each.count for each in opened)
        if count != header.count:
            raise ValueError(f"{count} vectors, not {header.count}")
        return header, tuple(opened)
    raise AssertionError


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
    return numbers if (numbers[1:] > numbers[:-1]).all() else np.unique(numbers)


def _contains(ids: _Ids, wanted: _Ids) -> npt.NDArray[np.bool_]:
    """For each wanted id (sorted) whether it is in `ids` (sorted)."""
    if not len(ids):
        return np.zeros(len(wanted), np.bool_)
    return ids[np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)] == wanted

"""Writes a whole catalog into a folder, table by table and block by block."""

import glob
import itertools
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import blake3
import numpy as np
from sqlalchemy import Connection, Select, Table, func, select

from photoclip.atomic import sync_folder, to_disk
from photoclip.catalog.exchange import manifest
from photoclip.catalog.exchange.coding import Coder
from photoclip.catalog.exchange.manifest import Content, Manifest
from photoclip.catalog.exchange.tables import DERIVED_NOTES, NUMBER, TRAVELLING, UNFINISHED
from photoclip.catalog.schema import HEAD, MetaEntry, ModelEntry, VectorEntry, table_of
from photoclip.errors import LibraryError

_BLOCK = 1_000  # rows
_PARTIAL, _LEFT_SECONDS = ".partial", 3600.0
_NOTES = table_of(MetaEntry)
_VECTOR_COLUMNS = (VectorEntry.id, VectorEntry.photo_id, VectorEntry.part)
_Tell = Callable[[int, int], object]


def write(connection: Connection, folder: Path, *, program: str, tell: _Tell) -> Manifest:
    """Write all that travels into a new folder; it has its name only once it is complete.

    Args:
        connection: sees one committed state.
        folder: must not be there, or be empty; the one that it lies in is there.
        program: which photoclip writes.
        tell: told of rows written and of all rows; what it raises ends this, and nothing is left.

    Raises:
        LibraryError: a tagging run is being written.
        OSError: the disk refuses.
    """
    if connection.execute(select(_NOTES.c.value).where(_NOTES.c.key == UNFINISHED)).scalar():
        raise LibraryError(
            "A tagging run is not finished yet; export the library when it is, or open photoclip "
            "once to have a broken-off one taken back."
        )
    partial = folder.with_name(f".{folder.name}.{os.getpid()}{_PARTIAL}")
    try:
        (partial / manifest.VECTORS).mkdir(parents=True)
        found = Manifest(HEAD, program, _Writer(connection, partial, tell).files())
        _whole(partial / "README.txt", _about(found).encode())
        _whole(partial / manifest.NAME, found.to_bytes())
        sync_folder(partial)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    sync_folder(folder.parent)
    _tidy(folder)
    return found


def _tidy(folder: Path) -> None:
    """Remove what crashes left of earlier exports to the same place."""
    before = folder.stat().st_mtime - _LEFT_SECONDS
    for left in folder.parent.glob(f".{glob.escape(folder.name)}.*{_PARTIAL}"):
        if left.stat().st_mtime < before:
            shutil.rmtree(left, ignore_errors=True)


class _Writer:
    """Writes the files of one export."""

    def __init__(self, connection: Connection, folder: Path, tell: _Tell) -> None:
        self._connection, self._folder, self._tell = connection, folder, tell
        self._done = self._told = 0
        counts = (self._count(each.table) for each in TRAVELLING)
        self._total = sum(counts) + self._count(table_of(VectorEntry))

    def files(self) -> dict[str, Content]:
        """Write all; by name what was written."""
        found: dict[str, Content] = {}
        for each in TRAVELLING:
            query = select(each.table).order_by(*each.table.primary_key.columns)
            if each.table is _NOTES:
                query = query.where(_NOTES.c.key.not_in(DERIVED_NOTES))
            found[f"{each.name}.jsonl"] = self._rows(f"{each.name}.jsonl", query, each.table)
        models = select(ModelEntry.id, ModelEntry.dimension).order_by(ModelEntry.id)
        for model_id, dimension in self._connection.execute(models).all():
            found |= self._vectors(model_id, dimension)
        return found

    def _rows(self, name: str, query: Select[*tuple[object, ...]], table: Table) -> Content:
        coder = Coder(table)
        streamed = self._connection.execution_options(yield_per=_BLOCK).execute(query)
        with _Hashed(self._folder / name) as file:
            for block in streamed.mappings().partitions():
                file.write(b"".join(coder.line(row) for row in block), len(block))
                self._step(len(block))
        return file.content

    def _vectors(self, model_id: int, dimension: int) -> dict[str, Content]:
        """A model's vectors, float16 (n, d), and whose they are, in the same order."""
        mine = (VectorEntry.model_id == model_id) & (func.length(VectorEntry.data) == 2 * dimension)
        count = self._connection.execute(select(func.count()).where(mine)).scalar_one()
        if not count:
            return {}
        base = f"{manifest.VECTORS}/{model_id}"
        query = select(*_VECTOR_COLUMNS, VectorEntry.data).where(mine).order_by(VectorEntry.id)
        streamed = self._connection.execution_options(yield_per=_BLOCK).execute(query)
        with (
            _Hashed(self._folder / f"{base}.npy") as arrays,
            _Hashed(self._folder / f"{base}.jsonl") as owners,
        ):
            arrays.header((count, dimension))
            for block in streamed.partitions():
                arrays.write(b"".join(row.data for row in block), len(block))
                lines = (
                    f'{{"{NUMBER}":{row.id},"photo_id":{row.photo_id},"part":{row.part}}}\n'
                    for row in block
                )
                owners.write("".join(lines).encode(), len(block))
                self._step(len(block))
        return {f"{base}.npy": arrays.content, f"{base}.jsonl": owners.content}

    def _step(self, rows: int) -> None:
        self._done += rows
        self._tell(self._done, max(self._done, self._total))

    def _count(self, table: Table) -> int:
        return self._connection.execute(select(func.count()).select_from(table)).scalar_one()


class _Hashed:
    """A file that is being written, with what a manifest says of it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._hasher = blake3.blake3()
        self._rows = self._bytes = 0

    @property
    def content(self) -> Content:
        """What was written so far."""
        return Content(self._rows, self._bytes, self._hasher.hexdigest())

    def write(self, data: bytes, rows: int = 0) -> None:
        """Go on with these bytes, which are so many rows."""
        self._file.write(data)
        self._hasher.update(data)
        self._bytes += len(data)
        self._rows += rows

    def header(self, shape: tuple[int, int]) -> None:
        """Begin a file of NumPy's format with float16 numbers of this shape."""
        np.lib.format.write_array_header_1_0(
            self,  # pyright: ignore[reportArgumentType] - it only writes
            {"descr": "<f2", "fortran_order": False, "shape": shape},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if kind is None:
            to_disk(self._file)
        self._file.close()


def _whole(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        to_disk(file)


def _about(found: Manifest) -> str:
    """What the files are, for who finds them without photoclip."""
    return "\n".join(itertools.chain(_HEAD, _tables(found), _TAIL)) + "\n"


def _tables(found: Manifest) -> Iterable[str]:
    for each in TRAVELLING:
        rows = found.files[f"{each.name}.jsonl"].rows
        yield f"{each.name}.jsonl ({rows:,}): {each.says}"
        parents = (f"{column} -> {parent}.id" for column, parent in each.parents.items())
        named = ", ".join(parents)
        if named:
            yield f"    {named}"


_HEAD = (
    "This folder is a photoclip library as open files. 'photoclip library import FOLDER' takes it",
    "into a library again; nothing else is needed to read it. The photos themselves are not in it.",
    "",
    "*.jsonl is JSON Lines in UTF-8: one object in each line, one line for each row of a table.",
    "Whole numbers may need 64 bits. Moments are ISO 8601; those when a photo was taken are local",
    "time, all others UTC. Hashes are hexadecimal: content_hash is the BLAKE3 of a file's bytes.",
    "Other bytes are base64. A path that is no UTF-8 is null, with its bytes in path_bytes or",
    "rel_bytes. Columns whose texts begin with { or [ hold JSON.",
    "",
)
_TAIL = (
    "",
    "vectors/N.npy: the unit vectors of the model with the id N (model.jsonl), float16, one row",
    "    for each line of vectors/N.jsonl, which names the photo (photo.jsonl) and the part of it:",
    "    0 is the whole picture. numpy.load reads it.",
    "manifest.json: rows, size and BLAKE3 of each of these files.",
)

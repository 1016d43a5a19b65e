"""Reads an exported library block by block; nothing in it is believed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from photoclip.catalog.exchange import manifest
from photoclip.catalog.exchange.checks import Wrong
from photoclip.catalog.exchange.coding import Coder, Row
from photoclip.catalog.exchange.manifest import Manifest, refuse
from photoclip.catalog.exchange.tables import NUMBER, Travelling
from photoclip.catalog.schema import VectorEntry, table_of

_BLOCK_ROWS, _BLOCK_BYTES = 1_000, 4 << 20
_LONGEST_LINE = 64 << 20  # bytes
_SPARE, _SPARSEST = 10_000_000, 100  # numbers may go so far beyond, and times, the rows
_UNIT = 0.02  # how far the length of a vector may be from one
_Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class VectorBlock:
    """Some vectors of a model: number, photo and part of each, and the vectors, float16 (n, d)."""

    owners: list[Row]
    vectors: npt.NDArray[np.float16]


class Archive:
    """An exported library."""

    def __init__(self, folder: Path, *, step: _Step | None = None) -> None:
        """Hold the files of a folder against its manifest.

        Args:
            folder: with the export.
            step: every byte is looked at too; this is called now and then, and what it raises ends
                it. None: names and sizes only.

        Raises:
            DataError: it is no export, damaged, incomplete or of a newer photoclip.
            OSError: it cannot be read.
        """
        self.folder = folder
        self._manifest = manifest.read(folder)
        if step is not None:
            manifest.look_through(folder, self._manifest, step)

    @property
    def manifest(self) -> Manifest:
        """What is in it."""
        return self._manifest

    @property
    def rows(self) -> int:
        """How many rows and vectors there are."""
        return sum(
            each.rows for name, each in self._manifest.files.items() if not name.endswith(".npy")
        )

    def blocks(self, table: Travelling) -> Iterator[list[Row]]:
        """The rows of a table in the order of their numbers.

        Raises:
            DataError: a row makes no sense.
        """
        name = f"{table.name}.jsonl"
        if name in self._manifest.files:
            yield from self._read(name, Coder(table.table).row, NUMBER in table.table.columns)

    def vectors(self, model_id: int, dimension: int) -> Iterator[VectorBlock]:
        """The vectors of a model of the export, whose vectors have this many numbers.

        Raises:
            DataError: they make no sense.
        """
        base = f"{manifest.VECTORS}/{model_id}"
        with manifest.opened(self.folder, f"{base}.npy") as file:
            self._skip_header(file, f"{base}.npy", dimension)
            for owners in self._read(f"{base}.jsonl", _OWNER.row, numbered=True, sparse=True):
                data = file.read(len(owners) * dimension * 2)
                found = np.frombuffer(data, "<f2").reshape(len(owners), dimension)
                lengths = np.linalg.norm(found.astype(np.float32), axis=1)
                if not (np.abs(lengths - 1) < _UNIT).all():
                    refuse(self.folder, f"{base}.npy holds what is no unit vector")
                yield VectorBlock(owners, found)

    def _skip_header(self, file: BinaryIO, name: str, dimension: int) -> None:
        """Read the head of a file of NumPy's format, and whether it is what must come."""
        rows = self._manifest.files[name.replace(".npy", ".jsonl")].rows
        shape, size = (rows, dimension), self._manifest.files[name].bytes
        try:
            version = np.lib.format.read_magic(file)
            found = np.lib.format.read_array_header_1_0(file) if version == (1, 0) else None
        except ValueError:
            found = None
        if found != (shape, False, np.dtype("<f2")) or size - file.tell() != rows * dimension * 2:
            refuse(self.folder, f"{name} does not hold {rows} vectors of {dimension} numbers")

    def _read(
        self, name: str, row_of: Callable[[bytes], Row], numbered: bool, sparse: bool = False
    ) -> Iterator[list[Row]]:
        wanted = self._manifest.files[name].rows
        most = 2**53 if sparse else wanted * _SPARSEST + _SPARE
        last, before = 0, 0
        with manifest.opened(self.folder, name) as file:
            for lines in _lines(file):
                block: list[Row] = []
                for number, line in enumerate(lines, before + 1):
                    row = self._row(row_of, line, f"line {number} of {name}")
                    if numbered and not last < row[NUMBER] <= most:
                        refuse(self.folder, f"line {number} of {name}, {NUMBER}")
                    last = row[NUMBER] if numbered else 0
                    block.append(row)
                before += len(block)
                yield block
        if before != wanted:
            refuse(self.folder, f"{name} has {before} lines, not {wanted}")

    def _row(self, row_of: Callable[[bytes], Row], line: bytes, where: str) -> Row:
        try:
            return row_of(line)
        except Wrong as wrong:
            column = f", {wrong}" if str(wrong) else ""
            refuse(self.folder, where + column)


_OWNER = Coder(table_of(VectorEntry), only=(NUMBER, "photo_id", "part"))


def _lines(file: BinaryIO) -> Iterator[list[bytes]]:
    lines: list[bytes] = []
    size = 0
    while line := file.readline(_LONGEST_LINE):
        lines.append(line)
        size += len(line)
        if len(lines) == _BLOCK_ROWS or size > _BLOCK_BYTES:
            yield lines
            lines, size = [], 0
    if lines:
        yield lines

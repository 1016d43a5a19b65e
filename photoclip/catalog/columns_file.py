"""The columns on disk: a cache beside the catalog, so that a start need not read them anew."""

import contextlib
import logging
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import numpy as np
import numpy.typing as npt

from photoclip.atomic import replacing
from photoclip.catalog.columns import Codes, Table, Values
from photoclip.places.locating import edition

_log = logging.getLogger(__name__)
ROWS = ("ids", "photos")
"""What every table has besides its columns."""
_TEXT = "text"
_DAMAGED = (  # what reading an archive of arrays ends in where bytes of it are others
    OSError, ValueError, KeyError, EOFError, RuntimeError,
    struct.error, zlib.error, lzma.LZMAError, zipfile.BadZipFile,
)  # fmt: skip
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What a file has of one state; each column is read when it is asked for.

    Attributes:
        columns: the names of each table's columns.
        texts: the texts that codes stand for, by column.
    """

    columns: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, list[str]]
    _path: Path
    _stamp: str

    @property
    def names(self) -> frozenset[str]:
        """Its columns and rows, each with its table."""
        return frozenset(
            f"{table}/{name}" for table, some in self.columns.items() for name in (*ROWS, *some)
        )

    def read(self, table: str, columns: Iterable[str]) -> dict[str, Values] | None:
        """Some of a table's columns or rows; None where the file is not this one any more."""
        wanted = list(columns)

        def use(stored: Mapping[str, Values]) -> dict[str, Values] | None:
            if _stamp_of(stored) != self._stamp:
                return None
            return {each: stored[f"{table}/{each}"] for each in wanted}

        return _using(self._path, use)

    def tables(self) -> dict[str, Table]:
        """All of it."""
        found = {name: self.read(name, (*ROWS, *some)) for name, some in self.columns.items()}
        return {
            name: Table(each.pop("ids"), each.pop("photos"), each)
            for name, each in found.items()
            if each is not None
        }


def names(tables: Mapping[str, Table]) -> frozenset[str]:
    """The columns that there are, each with its table."""
    return frozenset(
        f"{table}/{name}" for table, rows in tables.items() for name in (*ROWS, *rows.columns)
    )


def save(path: Path, stamp: str, tables: Mapping[str, Table], codes: Mapping[str, Codes]) -> None:
    """Write the columns in the place of those there; where the disk refuses, none are kept."""
    arrays: dict[str, npt.NDArray[Any]] = {}
    for table, rows in tables.items():
        arrays |= {f"{table}/ids": rows.ids, f"{table}/photos": rows.photos}
        arrays |= {f"{table}/{name}": values for name, values in rows.columns.items()}
    arrays |= {
        f"{_TEXT}/{name}": _text("\0".join(["", *each.texts])) for name, each in codes.items()
    }
    # drawn anew, since another file of this state may count its texts otherwise
    said = "\n".join([f"{_stamped(stamp)} {uuid4().hex}", *sorted(arrays)])
    try:
        with replacing(path) as file:
            np.savez(file, stamp=_text(said), **arrays)  # pyright: ignore[reportArgumentType] - of arrays only
    except OSError as error:
        _log.warning("the columns cannot be kept in %s: %s", path, error)
        with contextlib.suppress(OSError):
            path.unlink()


def kept(path: Path, stamp: str) -> Kept | None:
    """The columns of this state; None where the file is of another one, or damaged."""

    def use(stored: Mapping[str, Values]) -> Kept | None:
        said = _stamp_of(stored)
        if not said.startswith(f"{_stamped(stamp)} "):
            return None
        columns: dict[str, tuple[str, ...]] = {}
        texts: dict[str, list[str]] = {}
        for name in stored:
            table, _, column = name.partition("/")
            if table == _TEXT:
                texts[column] = _said(stored[name]).split("\0")[1:]
            elif column:
                more = () if column in ROWS else (column,)
                columns[table] = (*columns.get(table, ()), *more)
        return Kept(columns, texts, path, said)

    return _using(path, use)


def is_whole(path: Path) -> bool:
    """Whether all of a file can be read."""
    return _using(path, lambda stored: bool(_stamp_of(stored)) and bool(dict(stored))) is not None


def _using(path: Path, use: Callable[[Mapping[str, Values]], T | None]) -> T | None:
    """What is made of the arrays, each of which is read when it is looked at; None: damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return use(stored)
    except FileNotFoundError:
        return None
    except _DAMAGED as error:
        _log.warning("the columns in %s are damaged and are read again: %s", path, error)
        return None


def _stamp_of(stored: Mapping[str, Values]) -> str:
    """What tells this file from others.

    Raises:
        ValueError: it does not hold what it was written with; only what is read is summed up.
    """
    stamp, *written = _said(stored["stamp"]).split("\n")
    if written and sorted({*stored} - {"stamp"}) != written:  # earlier forms did not list them
        raise ValueError("it has other columns than were written")
    return stamp


def _stamped(stamp: str) -> str:
    return f"3 {edition()} {stamp}"  # the first number is raised when the form of the file changes


def _text(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8", "surrogateescape"), np.uint8)


def _said(stored: npt.NDArray[Any]) -> str:
    return stored.tobytes().decode("utf-8", "surrogateescape")

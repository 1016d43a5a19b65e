"""The columns on disk: a cache beside the catalog, so that a start need not read them anew."""

import contextlib
import logging
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.atomic import replacing
from photoclip.catalog.columns import Codes, Table
from photoclip.places.locating import edition

_log = logging.getLogger(__name__)
_ROWS = ("ids", "photos")


def names(tables: Mapping[str, Table]) -> frozenset[str]:
    """The columns that there are, each with its table."""
    return frozenset(
        f"{table}/{name}" for table, rows in tables.items() for name in (*_ROWS, *rows.columns)
    )


def save(path: Path, stamp: str, tables: Mapping[str, Table], codes: Mapping[str, Codes]) -> None:
    """Write the columns in the place of those there; where the disk refuses, none are kept."""
    arrays: dict[str, npt.NDArray[Any]] = {"stamp": _text(_stamped(stamp))}
    for table, rows in tables.items():
        arrays |= {f"{table}/ids": rows.ids, f"{table}/photos": rows.photos}
        arrays |= {f"{table}/{name}": values for name, values in rows.columns.items()}
    arrays |= {f"text/{name}": _text("\0".join(["", *each.texts])) for name, each in codes.items()}
    try:
        with replacing(path) as file:
            np.savez(file, **arrays)  # pyright: ignore[reportArgumentType] - of arrays only
    except OSError as error:
        _log.warning("the columns cannot be kept in %s: %s", path, error)
        with contextlib.suppress(OSError):
            path.unlink()


def load(path: Path, stamp: str) -> tuple[dict[str, Table], dict[str, list[str]]] | None:
    """The tables and the texts of their codes; None where they are of another state or damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if _said(stored["stamp"]) != _stamped(stamp):
                return None
            arrays = {name: stored[name] for name in stored.files if name != "stamp"}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        _log.warning("the columns in %s are damaged and are read again: %s", path, error)
        return None
    columns: dict[str, dict[str, npt.NDArray[Any]]] = {}
    texts: dict[str, list[str]] = {}
    for name, values in arrays.items():
        table, _, column = name.partition("/")
        if table == "text":
            texts[column] = _said(values).split("\0")[1:]
        else:
            columns.setdefault(table, {})[column] = values
    tables = {
        table: Table(found.pop("ids"), found.pop("photos"), found)
        for table, found in columns.items()
    }
    return tables, texts


def _stamped(stamp: str) -> str:
    return f"2 {edition()} {stamp}"  # the first number is raised when the form of the file changes


def _text(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8", "surrogateescape"), np.uint8)


def _said(stored: npt.NDArray[Any]) -> str:
    return stored.tobytes().decode("utf-8", "surrogateescape")

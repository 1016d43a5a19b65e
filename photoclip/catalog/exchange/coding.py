"""A row of a table as one line of JSON, and back."""

import base64
import binascii
import json
import math
import os
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, String, Table

from photoclip.catalog.exchange import checks
from photoclip.catalog.exchange.checks import Wrong

Row = dict[str, Any]
_PATHS = frozenset({"path", "rel", "file"})  # bytes that are text nearly always
_EXACT = "_bytes"  # ends the name under which a path that is no text travels
_FAR = (math.inf, -math.inf)
_LARGEST = 2**63


class Coder:
    """Writes and reads the rows of one table."""

    def __init__(self, table: Table, only: Collection[str] = ()) -> None:
        """Of the columns that the table has now, or of some of them."""
        self._columns = {
            column.name: column for column in table.columns if not only or column.name in only
        }
        self._kinds = {name: _kind(column) for name, column in self._columns.items()}
        self._readers = [
            (name, _READ[kind], self._columns[name].nullable) for name, kind in self._kinds.items()
        ]
        texts = {name: kind == "text" for name, kind in self._kinds.items()}
        self._checks = checks.Checks(table.name, texts)
        self._paths = [name for name, kind in self._kinds.items() if kind == "path"]

    def line(self, row: Mapping[Any, Any]) -> bytes:
        """A row as a line."""
        document: Row = {}
        for name, kind in self._kinds.items():
            value = row[name]
            if value is not None and kind == "path":
                exact = _text_of_path(value)
                document[name] = exact
                if exact is None:
                    document[name + _EXACT] = _base64(value)
            elif value is not None and kind in _WRITTEN:
                document[name] = _WRITTEN[kind](value)
            else:
                document[name] = value
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode() + b"\n"

    def row(self, line: bytes) -> Row:
        """The row of a line.

        Raises:
            Wrong: it is no row of this table; its text says which part.
        """
        document = _document(line)
        exact = {
            name: _decoded(_of_base64, document.pop(name + _EXACT), name)
            for name in self._paths
            if name + _EXACT in document
        }
        if document.keys() != self._columns.keys():
            self._complete(document)
        row: Row = {}
        for name, read, nullable in self._readers:
            value = document[name]
            if value is not None:
                row[name] = _decoded(read, value, name)
            elif name in exact or nullable:
                row[name] = exact.get(name)
            else:
                raise Wrong(name)
        self._checks.look(row)
        return row

    def _complete(self, document: Row) -> None:
        """Fill in the columns that came after the export was written."""
        unknown = document.keys() - self._columns.keys()
        if unknown:
            raise Wrong(min(unknown))
        for name in self._columns.keys() - document.keys():
            document[name] = _absent(self._columns[name])


def _kind(column: "Column[Any]") -> str:
    if isinstance(column.type, LargeBinary):
        if column.name in _PATHS:
            return "path"
        return "hash" if column.name.endswith("_hash") else "bytes"
    for type_, kind in ((Boolean, "bool"), (Integer, "int"), (Float, "float"), (String, "text")):
        if isinstance(column.type, type_):
            return kind
    raise TypeError(f"{column} is of a type that has no form in JSON yet")


def _absent(column: "Column[Any]") -> Any:
    """What a column holds that came after the export was written."""
    default = getattr(column.server_default, "arg", None)
    if default is None:
        if column.nullable:
            return None
        raise Wrong(column.name)
    text = str(default)
    return json.loads(text) if isinstance(column.type, Boolean | Integer | Float) else text


def _text_of_path(path: bytes) -> str | None:
    """A path as text; None where it is none, or would be another one."""
    try:
        text = path.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if os.fsencode(text) == path else None


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _written_float(value: float) -> float | str:
    return value if math.isfinite(value) else str(value)


_WRITTEN = {"hash": bytes.hex, "bytes": _base64, "float": _written_float}


def _document(line: bytes) -> Row:
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):
        raise Wrong("") from None
    if not isinstance(document, dict):
        raise Wrong("")
    return document


def _decoded(read: Callable[[Any], Any], value: Any, name: str) -> Any:
    try:
        return read(value)
    except (ValueError, TypeError, OverflowError, binascii.Error):
        raise Wrong(name) from None


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _int(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not -_LARGEST <= value < _LARGEST:
        raise TypeError
    return value


def _float(value: Any) -> float:
    if isinstance(value, str) and float(value) in _FAR:
        return float(value)
    if isinstance(value, bool | str):
        raise TypeError
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode("utf-8")  # half characters are no text
    return value


def _of_base64(value: Any) -> bytes:
    return base64.b64decode(_text(value), validate=True)


_READ = {
    "bool": _bool,
    "int": _int,
    "float": _float,
    "text": _text,
    "path": lambda value: os.fsencode(_text(value)),
    "hash": lambda value: bytes.fromhex(_text(value)),
    "bytes": _of_base64,
}

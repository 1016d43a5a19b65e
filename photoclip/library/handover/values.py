"""What goes from one process to another, as JSON: plain values, arrays and known records."""

import base64
import dataclasses
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from photoclip import records, records_metadata_status
from photoclip.catalog.entries import HeadVersion
from photoclip.clip.models import ModelFiles
from photoclip.library.exchange import Difference, Imported
from photoclip.library.search_health import Found, Health, Moved
from photoclip.library.tagging.learning import Learned
from photoclip.library.tagging.proposals import TagProposal

_KIND, _VALUE = "is", "of"
_NUMBERS = "iufb"  # the kinds of arrays that are sent
_RECORDS: dict[str, Any] = {
    each.__name__: each
    for each in (
        *(
            each
            for room in (records, records_metadata_status)
            for each in vars(room).values()
            if dataclasses.is_dataclass(each)
        ),
        *(HeadVersion, ModelFiles, Learned, TagProposal, Health, Found, Moved),
        *(Imported, Difference),
    )
    if isinstance(each, type)
}


def packed(value: Any) -> Any:
    """A value as JSON can hold it; a relative path becomes one from the root on.

    Raises:
        TypeError: it is of a kind that is not sent.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list):
        return [packed(each) for each in value]
    for kind, name, of in _PACKED:
        if isinstance(value, kind):
            return {_KIND: name, _VALUE: of(value)}
    name = type(value).__name__
    if type(value) is not _RECORDS.get(name):
        raise TypeError(f"a {name} cannot be sent to another process")
    fields = (field.name for field in dataclasses.fields(value))
    return {_KIND: name, _VALUE: {field: packed(getattr(value, field)) for field in fields}}


def unpacked(value: Any) -> Any:
    """The value again.

    Raises:
        ValueError, TypeError, KeyError: it was not made by `packed`.
    """
    if isinstance(value, list):
        return [unpacked(each) for each in value]
    if not isinstance(value, dict):
        return value
    kind, of = str(value[_KIND]), value[_VALUE]
    if kind in _UNPACKED:
        return _UNPACKED[kind](of)
    return _RECORDS[kind](**{str(name): unpacked(each) for name, each in of.items()})


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _content(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _packed_array(array: Any) -> list[Any]:
    if array.dtype.kind not in _NUMBERS:
        raise TypeError(f"an array of {array.dtype} cannot be sent to another process")
    plain = np.ascontiguousarray(array)
    return [plain.dtype.str, list(array.shape), _text(plain.tobytes())]


def _array(stored: Any) -> Any:
    kind, shape, content = stored
    dtype = np.dtype(str(kind))
    if dtype.kind not in _NUMBERS:
        raise ValueError(f"an array of {kind}")
    return np.frombuffer(_content(content), dtype).reshape([int(each) for each in shape])


_PACKED: tuple[tuple[type, str, Callable[[Any], Any]], ...] = (
    (tuple, "tuple", lambda of: [packed(each) for each in of]),
    (dict, "dict", lambda of: [[packed(key), packed(each)] for key, each in of.items()]),
    (bytes, "bytes", _text),
    (Path, "path", lambda of: str(of.expanduser().absolute())),
    (datetime, "time", datetime.isoformat),
    (np.ndarray, "array", _packed_array),
    (np.generic, "array", lambda of: _packed_array(np.asarray(of))),
)
_UNPACKED: dict[str, Callable[[Any], Any]] = {
    "tuple": lambda of: tuple(unpacked(each) for each in of),
    "dict": lambda of: {unpacked(key): unpacked(each) for key, each in of},
    "bytes": _content,
    "path": Path,
    "time": datetime.fromisoformat,
    "array": lambda of: _array(of) if of[1] else _array(of)[()],
}

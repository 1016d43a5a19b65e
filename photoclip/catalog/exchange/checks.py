"""What the values of a row may be: an import takes nothing that photoclip would not have written.

A column without a rule of its own is held to its type alone, and one whose name ends in `_at` to be
a moment.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from photoclip.catalog.exchange.tables import DERIVED_NOTES
from photoclip.catalog.forms import key_of

_LONGEST = 4_000_000  # characters of a text
_LONGEST_NAME = 10_000
_NAMES = frozenset({"name", "key", "list_name", "list_key"})
_TAKEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?")
_Check = Callable[[Any], bool]


class Wrong(ValueError):  # noqa: N818 - it is said of a row
    """A row makes no sense; its text names the column, "" for the whole."""


class Checks:
    """What the rows of one table have to keep to."""

    def __init__(self, table: str, columns: Mapping[str, bool]) -> None:
        """Of these columns; those that hold texts are True."""
        self._longest = [
            (name, _LONGEST_NAME if name in _NAMES else _LONGEST)
            for name, is_text in columns.items()
            if is_text
        ]
        rules = {
            name: _RULES.get((table, name)) or (_moment if is_text and _is_moment(name) else None)
            for name, is_text in columns.items()
        }
        self._rules = [(name, rule) for name, rule in rules.items() if rule is not None]
        self._whole = _ROWS.get(table)

    def look(self, row: Mapping[str, Any]) -> None:
        """Look at the values of a row.

        Raises:
            Wrong: one of them cannot be.
        """
        for name, most in self._longest:
            if len(row[name] or "") > most:
                raise Wrong(name)
        for name, rule in self._rules:
            value = row[name]
            if value is not None and not _holds(rule, value):
                raise Wrong(name)
        if self._whole is not None and not _holds(self._whole, row):
            raise Wrong("")


def _is_moment(name: str) -> bool:
    return name.endswith("_at") or name == "at"


def _holds(rule: _Check, value: Any) -> bool:
    try:
        return rule(value)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return False


@lru_cache(1_000)
def _moment(text: str) -> bool:
    return datetime.fromisoformat(text).year > 0


def _taken(text: str) -> bool:
    return _TAKEN.fullmatch(text) is not None and _moment(text)


def _between(least: float, most: float) -> _Check:
    return lambda value: least <= value <= most


def _one_of(*values: object) -> _Check:
    return lambda value: value in values


def _length(least: int, most: int) -> _Check:
    return lambda value: least <= len(value) <= most


def _texts(text: str) -> bool:
    found = json.loads(text)
    return isinstance(found, list) and all(isinstance(each, str) for each in found)


def _facts(text: str) -> bool:
    """What a file says of itself: a part that is there is of its type."""
    found = json.loads(text)
    parts = {"exposure": dict, "keywords": list, "title": str, "description": str}
    rating = found.get("rating")
    return (
        all(isinstance(found.get(name, kind()), kind) for name, kind in parts.items())
        and all(isinstance(each, str) for each in found.get("keywords", []))
        and (rating is None or rating in range(6))
    )


def _object(text: str) -> bool:
    return isinstance(json.loads(text), dict)


def _object_or_nothing(text: str) -> bool:
    return not text or _object(text)


def _counts(text: str) -> bool:
    found = json.loads(text)
    return all(len(each) == 3 and all(type(n) is int for n in each) for each in found.values())


def _settings(text: str) -> bool:
    return all(isinstance(each, str) for each in json.loads(text).values())


def _pin_places(text: str) -> bool:
    kinds = (int, int | None, bool | None)
    return all(len(each) == 3 and all(map(isinstance, each, kinds)) for each in json.loads(text))


def _inside(rel: bytes) -> bool:
    """A place inside a folder, on every system."""
    parts = rel.split(b"/")
    return b"\0" not in rel and not {b"", b".", b".."} & set(parts)


def _named(row: Mapping[str, Any]) -> bool:
    return row["key"] in (key_of(row["name"]), key_of(" ".join(row["name"].split())))


def _tag(row: Mapping[str, Any]) -> bool:
    of_run = row["source"] == "run"
    return _named(row) and of_run == (row["run_id"] is not None) and bool(row["name"])


def _note(row: Mapping[str, Any]) -> bool:
    """A key of `meta`, and a text that fits it."""
    key, value = row["key"], row["value"]
    if key in DERIVED_NOTES:
        return False
    if key.startswith("poll:"):
        return key[5:].isdecimal() and (not value or 1 <= int(value) <= 86_400)
    if key == "relevance_line":
        return not value or 0 < float(value) < 1
    if key.startswith("review ") and value:
        begun = json.loads(value)
        numbers = begun["version"], begun["newest"]
        return isinstance(begun["texts"], str) and all(type(each) is int for each in numbers)
    return True


_SHARE = _between(0, 1)
_SIDE = _between(0, 10**7)
_RULES: Mapping[tuple[str, str], _Check] = {
    ("root", "path"): lambda path: bool(path) and b"\0" not in path,
    ("photo", "content_hash"): _length(8, 64),
    ("photo", "pixel_hash"): _length(8, 64),
    ("photo", "size"): _between(0, 2**60),
    ("photo", "width"): _SIDE,
    ("photo", "height"): _SIDE,
    ("photo", "taken_at"): _taken,
    ("photo", "taken_offset_minutes"): _between(-1439, 1439),
    ("photo", "latitude"): _between(-90, 90),
    ("photo", "longitude"): _between(-180, 180),
    ("photo", "facts"): _facts,
    ("photo", "rating"): _one_of(*range(6)),
    ("photo", "flag"): _one_of(-1, 0, 1),
    ("file", "rel"): _inside,
    ("sidecar", "rel"): _inside,
    ("sidecar", "said"): _object,
    ("sidecar_photo", "own"): _object,
    ("metadata_agreed", "said"): _object,
    ("metadata_agreed", "theirs"): _object,
    ("metadata_write", "base"): _object,
    ("metadata_write", "conflict"): _object_or_nothing,
    ("metadata_write", "settled"): _object_or_nothing,
    ("moving", "seconds"): _between(0, 10**9),
    ("copy_verdict", "verdict"): _one_of("different", "settled"),
    ("failure", "rel"): _inside,
    ("model", "digest"): _length(1, 200),
    ("model", "name"): _length(1, 500),
    ("model", "dimension"): _between(1, 65_536),
    ("label_list", "templates"): _texts,
    ("label_list", "folders"): _texts,
    ("label", "phrases"): _texts,
    ("label", "threshold"): _SHARE,
    ("run", "changes"): _counts,
    ("label_head", "labels"): _texts,
    ("label_review", "answer"): _one_of(-1, 0, 1),
    ("label_review", "probability"): _SHARE,
    ("tag", "source"): _one_of("person", "run", "file", "sidecar"),
    ("tag", "probability"): _SHARE,
    ("decision", "rating"): _one_of(*range(6)),
    ("decision", "flag"): _one_of(-1, 0, 1),
    ("search_health", "recall"): _SHARE,
    ("search_health", "settings"): _settings,
    ("search_health", "places"): _pin_places,
}
_ROWS: Mapping[str, _Check] = {
    "tag": _tag,
    "label_list": _named,
    "album": _named,
    "saved_search": _named,
    "meta": _note,
}

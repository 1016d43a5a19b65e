"""Photos by what their files say: dates, cameras, types, shapes, sizes, copies, failures."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from photoclip.catalog import decisions, moving
from photoclip.catalog.columns import NOWHERE, UNDATED, Values, moments_of
from photoclip.catalog.companion_reading import (
    seen_as,
    with_live_videos,
    with_raw_files,
)
from photoclip.catalog.forms import key_of
from photoclip.catalog.schema import FailureEntry, FileEntry
from photoclip.catalog.snapshot import Snapshot
from photoclip.errors import QueryError
from photoclip.query import FILTERS
from photoclip.query.values import Between, dates, is_date, size, years
from photoclip.records_files import RAW_FILE, VIDEO

_Ids = npt.NDArray[np.int64]
_SAME_TYPE = (
    frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    frozenset({"tif", "tiff"}),
    frozenset({"heic", "heif", "hif"}),
)
_FIRST, _LAST = "0000-01-01T00:00:00.000000", "9999-12-31T23:59:59.999999"
_SHAPES: Mapping[str, Callable[[Values, Values], Values]] = {
    "landscape": np.greater,  # of width and height
    "portrait": np.less,
    "square": np.equal,
}
_THERE: Mapping[str, Callable[[Snapshot], Values]] = {
    "gps": lambda look: np.maximum(look.column("latitude"), look.column("longitude")) < NOWHERE,
    "date": lambda look: (
        (look.column("moment") != UNDATED)
        & _coded(look, "taken_source", lambda text: text != "file")
    ),
    "camera": lambda look: _coded(look, "camera", bool),
    "lens": lambda look: _coded(look, "lens", bool),
    "title": lambda look: look.column("title"),
    "description": lambda look: look.column("description"),
}


def _moment(text: str, rest: str) -> int:
    """A year, month or day as a moment: its first, or its last one."""
    letters = np.frombuffer((text + rest[len(text) :]).encode("ascii"), np.uint8)
    return int(moments_of(letters.reshape(1, -1))[0])


def _taken(look: Snapshot, first: str, last: str) -> _Ids:
    """Photos taken from the first moment of `first` to the last of `last`; "" has no end."""
    moments = look.column("moment")
    here = (moments >= _moment(first, _FIRST)) & (moments <= _moment(last, _LAST))
    return look.photos[here & (moments != UNDATED)]


def before(look: Snapshot, value: str) -> _Ids:
    """Photos taken before a year, month or day begins, in local time."""
    if not is_date(value):
        raise _unfit("before", value)
    return look.photos[look.column("moment") < _moment(value, _FIRST)]


def after(look: Snapshot, value: str) -> _Ids:
    """Photos taken in a year, month or day or later, in local time."""
    if not is_date(value):
        raise _unfit("after", value)
    return _taken(look, value, "")


def on(look: Snapshot, value: str) -> _Ids:
    """Photos taken in a year, month or day, or from one to another."""
    span = dates(value)
    if span is None:
        raise _unfit("on", value)
    return _taken(look, *span)


def in_years(look: Snapshot, value: str) -> _Ids:
    """Photos taken in a year or in some years."""
    span = years(value)
    if span is None:
        raise _unfit("year", value)
    return _taken(look, *span)


def with_camera(look: Snapshot, value: str) -> _Ids:
    """Photos of cameras whose names hold a text."""
    return _named(look, "camera", value)


def with_lens(look: Snapshot, value: str) -> _Ids:
    """Photos through lenses whose names hold a text."""
    return _named(look, "lens", value)


def _named(look: Snapshot, column: str, value: str) -> _Ids:
    part = key_of(value)
    return look.photos[_coded(look, column, lambda text: bool(text) and part in key_of(text))]


def _coded(look: Snapshot, column: str, fits: Callable[[str], bool]) -> Values:
    """Which photos have a text that fits."""
    codes = look.column(column)
    return np.array([fits(each) for each in look.texts(column)], np.bool_)[codes]


def of_type(look: Snapshot, value: str) -> _Ids:
    """Photos of a format, or with a present file of such an ending."""
    kind = key_of(value).removeprefix(".")
    kinds = next((same for same in _SAME_TYPE if kind in same), frozenset({kind}))
    codes = look.file_column("suffix")
    files = np.array([each in kinds for each in look.texts("suffix")], np.bool_)[codes]
    by_format = look.photos[_coded(look, "format", lambda text: key_of(text) in kinds)]
    raw = with_raw_files(look) if key_of(RAW_FILE) in kinds else np.empty(0, np.int64)
    return np.concatenate([look.files.photos[files], by_format, raw])


def being(look: Snapshot, value: str) -> _Ids:
    """Photos with other files, or that move: pair, live, motion or video."""
    if value == "pair":
        return with_raw_files(look)
    if value == "live":
        return with_live_videos(look)
    if value == "motion":
        return moving.motion_photos(look.connection)
    return look.photos[_coded(look, "format", lambda text: text == VIDEO)]


def oriented(look: Snapshot, value: str) -> _Ids:
    """Photos whose upright picture is wider than high, higher than wide, or neither."""
    if value not in _SHAPES:
        raise _unfit("orientation", value)
    return look.photos[_SHAPES[value](look.column("width"), look.column("height"))]


def of_size(look: Snapshot, value: str) -> _Ids:
    """Photos by the size of their file, their pixels, or their two sides."""
    wanted = size(value)
    if wanted is None:
        raise _unfit("size", value)
    if wanted.of == "bytes":
        return look.photos[_within(look.column("size"), wanted.number)]
    width, height = look.column("width"), look.column("height")
    if wanted.of == "pixels":
        return look.photos[_within(width.astype(np.int64) * height, wanted.number)]
    assert wanted.height is not None, "sides are two"
    return look.photos[_within(width, wanted.number) & _within(height, wanted.height)]


def _within(values: Values, wanted: Between) -> Values:
    fits = np.ones(len(values), np.bool_)
    if wanted.low is not None:
        fits &= values > wanted.low if wanted.above else values >= wanted.low
    if wanted.high is not None:
        fits &= values < wanted.high if wanted.below else values <= wanted.high
    return fits


def having(look: Snapshot, value: str) -> _Ids:
    """Photos whose files say something: a place, a date, a camera and so on."""
    if value not in _THERE:
        raise _unfit("has", value)
    return look.photos[_THERE[value](look)]


def flagged(connection: Connection) -> _Ids:
    """Photos that the person picked or rejected."""
    return np.concatenate([decisions.flagged(connection, each) for each in (1, -1)])


def failed(look: Snapshot, value: str) -> _Ids:
    """Photos that have (or had) a file which cannot be read now, for a reason or "any"."""
    part = "" if key_of(value) == "any" else key_of(value)
    same = (FileEntry.root_id == FailureEntry.root_id) & (FileEntry.rel == FailureEntry.rel)
    rows = look.connection.execute(
        select(FileEntry.photo_id, FailureEntry.reason)
        .select_from(FailureEntry)
        .join(FileEntry, same)
    )
    found = [photo_id for photo_id, reason in rows if part in key_of(reason)]
    return seen_as(look, np.array(found, np.int64))


def _unfit(name: str, value: str) -> QueryError:
    return QueryError(f"'{name}:{value}' needs {FILTERS[name]}.", filter_name=name)

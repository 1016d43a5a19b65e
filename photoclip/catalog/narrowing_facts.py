"""Photos by what their files say: dates, cameras, types, shapes, sizes, copies, failures."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.orm import InstrumentedAttribute

from photoclip.catalog import decisions, reading
from photoclip.catalog.forms import key_of
from photoclip.catalog.schema import FailureEntry, FileEntry, PhotoEntry
from photoclip.catalog.sqlite import distinct, ids_of, pairs_of
from photoclip.errors import QueryError
from photoclip.query import FILTERS
from photoclip.query.values import AFTER_ALL, Between, dates, size, years

_Ids = npt.NDArray[np.int64]
_PRESENT = FileEntry.gone_at.is_(None)
_MOMENT = PhotoEntry.taken_at
_SAME_TYPE = (
    frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    frozenset({"tif", "tiff"}),
    frozenset({"heic", "heif", "hif"}),
)
_SHAPES: Mapping[str, ColumnElement[bool]] = {
    "landscape": PhotoEntry.width > PhotoEntry.height,
    "portrait": PhotoEntry.width < PhotoEntry.height,
    "square": PhotoEntry.width == PhotoEntry.height,
}
_THERE: Mapping[str, ColumnElement[bool]] = {
    "gps": PhotoEntry.latitude.is_not(None) & PhotoEntry.longitude.is_not(None),
    "date": _MOMENT.is_not(None),
    "camera": PhotoEntry.camera != "",
    "lens": PhotoEntry.lens != "",
    "title": func.json_extract(PhotoEntry.facts, "$.title") != "",
    "description": func.json_extract(PhotoEntry.facts, "$.description") != "",
}


def _photos(connection: Connection, *where: ColumnElement[bool]) -> _Ids:
    return ids_of(connection, select(PhotoEntry.id).where(*where))


def before(connection: Connection, value: str) -> _Ids:
    """Photos taken before a year, month or day begins, in local time."""
    return _photos(connection, value > _MOMENT)


def after(connection: Connection, value: str) -> _Ids:
    """Photos taken in a year, month or day or later, in local time."""
    return _photos(connection, value <= _MOMENT)


def on(connection: Connection, value: str) -> _Ids:
    """Photos taken in a year, month or day, or from one to another."""
    span = dates(value)
    if span is None:
        raise _unfit("on", value)
    return _photos(connection, span[0] <= _MOMENT, span[1] + AFTER_ALL > _MOMENT)


def in_years(connection: Connection, value: str) -> _Ids:
    """Photos taken in a year or in some years."""
    span = years(value)
    if span is None:
        raise _unfit("year", value)
    first, last = span
    until = [last + AFTER_ALL > _MOMENT] if last else []
    return _photos(connection, first <= _MOMENT, *until)


def with_camera(connection: Connection, value: str) -> _Ids:
    """Photos of cameras whose names hold a text."""
    return _named(connection, PhotoEntry.camera, value)


def with_lens(connection: Connection, value: str) -> _Ids:
    """Photos through lenses whose names hold a text."""
    return _named(connection, PhotoEntry.lens, value)


def _named(connection: Connection, column: InstrumentedAttribute[str], value: str) -> _Ids:
    part = key_of(value)
    named = [each for each in distinct(connection, column) if each and part in key_of(each)]
    return _photos(connection, column.in_(named))


def of_type(connection: Connection, value: str) -> _Ids:
    """Photos of a format, or with a present file of such an ending."""
    kind = key_of(value).removeprefix(".")
    kinds = next((same for same in _SAME_TYPE if kind in same), frozenset({kind}))
    files = select(FileEntry.photo_id).where(FileEntry.suffix.in_(sorted(kinds)), _PRESENT)
    formats = [each for each in distinct(connection, PhotoEntry.format) if key_of(each) in kinds]
    by_format = _photos(connection, PhotoEntry.format.in_(formats))
    return np.concatenate([ids_of(connection, files), by_format])


def oriented(connection: Connection, value: str) -> _Ids:
    """Photos whose upright picture is wider than high, higher than wide, or neither."""
    if value not in _SHAPES:
        raise _unfit("orientation", value)
    return _photos(connection, _SHAPES[value])


def of_size(connection: Connection, value: str) -> _Ids:
    """Photos by the size of their file, their pixels, or their two sides."""
    wanted = size(value)
    if wanted is None:
        raise _unfit("size", value)
    if wanted.of == "bytes":
        return _photos(connection, *_within(PhotoEntry.size, wanted.number))
    if wanted.of == "pixels":
        return _photos(connection, *_within(PhotoEntry.width * PhotoEntry.height, wanted.number))
    assert wanted.height is not None, "sides are two"
    across = _within(PhotoEntry.width, wanted.number)
    return _photos(connection, *across, *_within(PhotoEntry.height, wanted.height))


def _within(
    value: InstrumentedAttribute[int] | ColumnElement[int], wanted: Between
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.low is not None:
        found.append(value > wanted.low if wanted.above else value >= wanted.low)
    if wanted.high is not None:
        found.append(value < wanted.high if wanted.below else value <= wanted.high)
    return found


def having(connection: Connection, value: str) -> _Ids:
    """Photos whose files say something: a place, a date, a camera and so on."""
    if value not in _THERE:
        raise _unfit("has", value)
    return _photos(connection, _THERE[value])


def flagged(connection: Connection) -> _Ids:
    """Photos that the person picked or rejected."""
    return np.concatenate([decisions.flagged(connection, each) for each in (1, -1)])


def failed(connection: Connection, value: str) -> _Ids:
    """Photos that have (or had) a file which cannot be read now, for a reason or "any"."""
    part = "" if key_of(value) == "any" else key_of(value)
    same = (FileEntry.root_id == FailureEntry.root_id) & (FileEntry.rel == FailureEntry.rel)
    rows = connection.execute(
        select(FileEntry.photo_id, FailureEntry.reason)
        .select_from(FailureEntry)
        .join(FileEntry, same)
    )
    found = [photo_id for photo_id, reason in rows if part in key_of(reason)]
    return np.array(found, np.int64)


def duplicates(connection: Connection) -> _Ids:
    """Photos with several present files, and those whose pixels equal a present one's."""
    file, photo = FileEntry.photo_id, PhotoEntry.pixel_hash
    copied = select(file).where(_PRESENT).group_by(file).having(func.count() > 1)
    repeated = select(photo).group_by(photo).having(func.count() > 1)
    number = func.dense_rank().over(order_by=photo)
    ids, groups = pairs_of(connection, select(PhotoEntry.id, number).where(photo.in_(repeated)))
    here = np.isin(ids, reading.present(connection))
    ids, groups = ids[here], groups[here]
    alike = np.bincount(groups)[groups] > 1 if len(groups) else np.zeros(0, np.bool_)
    return np.concatenate([ids_of(connection, copied), ids[alike]])


def _unfit(name: str, value: str) -> QueryError:
    return QueryError(f"'{name}:{value}' needs {FILTERS[name]}.", filter_name=name)

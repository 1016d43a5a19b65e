"""What all photos, present files or vectors have, read from the catalog as columns of numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from photoclip.catalog.idsets import isin, looked_up, without
from photoclip.catalog.schema import FileEntry, PhotoEntry, VectorEntry
from photoclip.catalog.schema_files import JOINED, CompanionEntry
from photoclip.catalog.sqlite import ids_of, listed, numbers_of, pairs_of, text_of
from photoclip.places.locating import locator

_Ids = npt.NDArray[np.int64]
Values = npt.NDArray[Any]
Found = tuple[_Ids, Mapping[str, Values]]
"""Ids of rows, and aligned with them the values of some columns."""

PHOTO, FILE = "photo", "file"
UNDATED = np.iinfo(np.int64).max
"""The moment of an undated photo."""
NOWHERE = 1e9
"""The latitude or longitude of a photo that has none."""
_VECTOR = "vector "
_MOMENT = 26  # characters of 2024-06-01T10:20:30.123456
_HASH = 32  # hexadecimal digits of a pixel hash
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio


def vectors_of_model(model_id: int) -> str:
    """The table of a model's vectors."""
    return f"{_VECTOR}{model_id}"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows sorted by their ids, each with its photo, and the columns read so far."""

    ids: _Ids
    photos: _Ids
    columns: Mapping[str, Values]

    def renewed(self, changed: _Ids, fresh: "Table") -> "Table":
        """The same with the rows of some photos (sorted) read anew; both have the same columns."""
        stays = ~isin(self.photos, changed)
        ids = np.concatenate([self.ids[stays], fresh.ids])
        order = np.argsort(ids, kind="stable")
        return Table(
            ids[order],
            np.concatenate([self.photos[stays], fresh.photos])[order],
            {
                name: np.concatenate([values[stays], fresh.columns[name]])[order]
                for name, values in self.columns.items()
            },
        )


class Codes:
    """A number for each text of a column; a number once given stays."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        """Start with these texts, numbered from 0 on."""
        self.texts = list(texts)
        self._numbers = {text: number for number, text in enumerate(texts)}

    def of(self, text: str) -> int:
        """The number of a text."""
        if text not in self._numbers:
            self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return self._numbers[text]


AllCodes = Mapping[str, Codes]
_Reader = Callable[[Connection, _Ids | None, AllCodes], Found]


def read_rows(connection: Connection, table: str, photos: _Ids | None) -> Table:
    """The rows of a table without columns; of some photos, or (None) of all."""
    if table == PHOTO:
        ids = np.sort(ids_of(connection, _of(select(PhotoEntry.id), PhotoEntry.id, photos)))
        return Table(ids, ids, {})
    if table == FILE:
        query = select(FileEntry.id, FileEntry.photo_id).where(FileEntry.gone_at.is_(None))
        owner = FileEntry.photo_id
    else:
        model_id = int(table.removeprefix(_VECTOR))
        query = select(VectorEntry.id, VectorEntry.photo_id).where(VectorEntry.model_id == model_id)
        owner = VectorEntry.photo_id
    ids, owners = pairs_of(connection, _of(query, owner, photos))
    order = np.argsort(ids, kind="stable")
    if table == FILE:
        owners = _shown_photos(connection, owners, photos)
    return Table(ids[order], owners[order], {})


def _shown_photos(connection: Connection, owners: _Ids, photos: _Ids | None) -> _Ids:
    """The photos that files are shown as: their own, or the ones those are parts of."""
    query = select(CompanionEntry.photo_id, CompanionEntry.lead_id).where(
        CompanionEntry.state == JOINED
    )
    parts, leads = pairs_of(connection, _of(query, CompanionEntry.photo_id, photos))
    if not len(parts):
        return owners
    found = looked_up(parts, leads, owners, missing=-1)
    return np.where(found < 0, owners, found)


def read_columns(
    connection: Connection, table: str, name: str, photos: _Ids | None, codes: AllCodes
) -> Found:
    """A column, and those that are read with it; of some photos, or (None) of all."""
    return _READERS[table][name](connection, photos, codes)


def aligned(ids: _Ids, found: Found) -> dict[str, Values]:
    """The columns in the order of `ids`, which are sorted and are the ids found."""
    order = np.argsort(found[0], kind="stable")
    assert np.array_equal(found[0][order], ids), "a column belongs to the rows of its table"
    return {name: values[order] for name, values in found[1].items()}


def _of(
    query: Select[*tuple[Any, ...]], owner: InstrumentedAttribute[int], photos: _Ids | None
) -> Any:
    return query if photos is None else query.where(owner.in_(listed(photos)))


def _numbers(
    columns: Mapping[str, tuple[ColumnElement[Any] | InstrumentedAttribute[Any], type]],
) -> _Reader:
    def read(connection: Connection, photos: _Ids | None, _codes: AllCodes) -> Found:
        query = select(PhotoEntry.id, *(expression for expression, _ in columns.values()))
        rows = numbers_of(connection, _of(query, PhotoEntry.id, photos))
        found = {
            name: rows[:, place].astype(kind)
            for place, (name, (_, kind)) in enumerate(columns.items(), start=1)
        }
        return rows[:, 0].astype(np.int64), found

    return read


def _texts(
    name: str,
    entry: type[PhotoEntry | FileEntry],
    owner: InstrumentedAttribute[int],
    *parts: InstrumentedAttribute[Any],
) -> _Reader:
    def read(connection: Connection, photos: _Ids | None, codes: AllCodes) -> Found:
        query = _of(select(*parts, func.group_concat(entry.id)), owner, photos)
        if entry is FileEntry:
            query = query.where(FileEntry.gone_at.is_(None))
        ids, numbers = [np.empty(0, np.int64)], [np.empty(0, np.int32)]
        for *text, joined in connection.execute(query.group_by(*parts)):
            ids.append(np.fromstring(joined, np.int64, sep=","))
            number = codes[name].of("/".join(map(str, text)))
            numbers.append(np.full(len(ids[-1]), number, np.int32))
        return np.concatenate(ids), {name: np.concatenate(numbers)}

    return read


def _moments(connection: Connection, photos: _Ids | None, _codes: AllCodes) -> Found:
    """Local moments as whole numbers that sort like their texts."""
    every = _of(select(PhotoEntry.id), PhotoEntry.id, photos)
    dated = every.where(PhotoEntry.taken_at.is_not(None))
    order = (PhotoEntry.taken_at, PhotoEntry.id)
    ids = ids_of(connection, dated.order_by(*order))
    full = PhotoEntry.taken_at.concat(".000000")
    texts = dated.with_only_columns(func.printf(f"%-{_MOMENT}.{_MOMENT}s", full)).order_by(*order)
    moments = moments_of(np.frombuffer(text_of(connection, texts), np.uint8).reshape(-1, _MOMENT))
    undated = without(ids_of(connection, every), ids)
    moments = np.concatenate([moments, np.full(len(undated), UNDATED, np.int64)])
    return np.concatenate([ids, undated]), {"moment": moments}


def moments_of(texts: npt.NDArray[np.uint8]) -> _Ids:
    """Moments such as 2024-06-01T10:20:30.123456, uint8 (n, 26), as numbers, int64 (n,)."""

    def number(first: int, last: int) -> _Ids:
        found = np.zeros(len(texts), np.int64)
        for place in range(first, last):
            found = found * 10 + (texts[:, place] - ord("0"))
        return found

    months = number(0, 4) * 12 + number(5, 7) - 1
    minutes = ((months * 31 + number(8, 10) - 1) * 24 + number(11, 13)) * 60 + number(14, 16)
    return (minutes * 60 + number(17, 19)) * 10**6 + number(20, 26)


def seconds_of(moments: _Ids) -> _Ids:
    """Moments as seconds of local time since 1970, int64; undated ones stay UNDATED."""
    minutes, microseconds = np.divmod(moments, 60 * 10**6)
    days, minutes = np.divmod(minutes, 24 * 60)
    months, day = np.divmod(days, 31)
    since = (months - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    seconds = ((since + day) * 24 * 60 + minutes) * 60 + microseconds // 10**6
    return np.where(moments == UNDATED, UNDATED, seconds)


def days_of(moments: _Ids) -> npt.NDArray[np.int32]:
    """The days (20240601) of moments; 0 for undated ones."""
    months, days = np.divmod(moments // (86_400 * 10**6), 31)
    years, months = np.divmod(months, 12)
    found = (years * 100 + months + 1) * 100 + days + 1
    return np.where(moments == UNDATED, 0, found).astype(np.int32)


def _names(connection: Connection, _photos: _Ids | None, _codes: AllCodes) -> Found:
    """The place of each present file among all by name; read of all files only."""
    order = (FileEntry.name_key, FileEntry.photo_id)
    here = select(FileEntry.id).where(FileEntry.gone_at.is_(None))
    ids = ids_of(connection, here.order_by(*order))
    return ids, {"name": np.arange(len(ids), dtype=np.int32)}


def _pixels(connection: Connection, photos: _Ids | None, _codes: AllCodes) -> Found:
    """Pixel hashes folded to 64 bits: equal ones are equal, others hardly ever."""
    query = _of(select(PhotoEntry.id), PhotoEntry.id, photos)
    order = (PhotoEntry.pixel_hash, PhotoEntry.id)
    ids = ids_of(connection, query.order_by(*order))
    digits = func.printf(f"%-{_HASH}.{_HASH}s", func.hex(PhotoEntry.pixel_hash))
    texts = text_of(connection, query.with_only_columns(digits).order_by(*order))
    halves = np.frombuffer(bytes.fromhex(texts.replace(b" ", b"0").decode()), "<u8").reshape(-1, 2)
    return ids, {"pixels": halves[:, 0] * _MIX + halves[:, 1]}


def _perceptual(connection: Connection, photos: _Ids | None, _codes: AllCodes) -> Found:
    query = select(PhotoEntry.id, PhotoEntry.perceptual_hash)
    ids, hashes = pairs_of(connection, _of(query, PhotoEntry.id, photos))
    return ids, {"perceptual": hashes}


_MEASURES = _numbers(
    {
        "width": (PhotoEntry.width, np.int32),
        "height": (PhotoEntry.height, np.int32),
        "size": (PhotoEntry.size, np.int64),
    }
)
_PLACES = _numbers(
    {
        "latitude": (func.coalesce(PhotoEntry.latitude, NOWHERE), np.float64),
        "longitude": (func.coalesce(PhotoEntry.longitude, NOWHERE), np.float64),
    }
)
_WORDS = _numbers(
    {
        each: (case((func.json_extract(PhotoEntry.facts, f"$.{each}") != "", 1), else_=0), np.bool_)
        for each in ("title", "description")
    }
)


def _located(connection: Connection, photos: _Ids | None, codes: AllCodes) -> Found:
    ids, found = _PLACES(connection, photos, codes)
    return ids, _spots(found["latitude"], found["longitude"])


def located(photos: Table, before: Table | None) -> dict[str, Values]:
    """The columns `LOCATED` of photos whose coordinates are known.

    Args:
        photos: with their coordinates.
        before: with their coordinates and `LOCATED`, as of an earlier state: only what lies
            elsewhere than then is looked up.
    """
    latitude, longitude = (photos.columns[each] for each in _COORDINATES)
    if before is None or not len(before.ids):
        return _spots(latitude, longitude)
    at = np.minimum(np.searchsorted(before.ids, photos.ids), len(before.ids) - 1)
    stayed = before.ids[at] == photos.ids
    for each in _COORDINATES:
        stayed &= before.columns[each][at] == photos.columns[each]
    new = np.flatnonzero(~stayed)
    found = _spots(latitude[new], longitude[new])
    columns = {each: before.columns[each][at] for each in LOCATED}
    for each in LOCATED:
        columns[each][new] = found[each]
    return columns


def _spots(latitude: Values, longitude: Values) -> dict[str, Values]:
    """The gazetteer's numbers of where points lie, -1: nowhere."""
    found = locator().locate(latitude, longitude)
    return {each: getattr(found, each) for each in LOCATED}


def _of_photos(name: str, column: InstrumentedAttribute[str]) -> _Reader:
    return _texts(name, PhotoEntry, PhotoEntry.id, column)


_COORDINATES = ("latitude", "longitude")
LOCATED = ("country", "region", "city", "quarter")
"""The columns that follow from the coordinates, and from the gazetteer that photoclip brings."""
_READERS: Mapping[str, Mapping[str, _Reader]] = {
    PHOTO: {
        "moment": _moments,
        "pixels": _pixels,
        "perceptual": _perceptual,
        "camera": _of_photos("camera", PhotoEntry.camera),
        "lens": _of_photos("lens", PhotoEntry.lens),
        "format": _of_photos("format", PhotoEntry.format),
        "taken_source": _of_photos("taken_source", PhotoEntry.taken_source),
        **dict.fromkeys(("width", "height", "size"), _MEASURES),
        **dict.fromkeys(("latitude", "longitude"), _PLACES),
        **dict.fromkeys(LOCATED, _located),
        **dict.fromkeys(("title", "description"), _WORDS),
    },
    FILE: {
        "folder": _texts(
            "folder", FileEntry, FileEntry.photo_id, FileEntry.root_id, FileEntry.folder
        ),
        "suffix": _texts("suffix", FileEntry, FileEntry.photo_id, FileEntry.suffix),
        "name": _names,
    },
}
OF_ALL = frozenset({"name"})
"""The columns in which a row depends on all others: they are read anew after every change."""
TEXTS = ("camera", "lens", "format", "taken_source", "folder", "suffix")
"""The columns that hold codes of texts; a folder's text is its root's id, "/" and its place."""

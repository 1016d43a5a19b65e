"""Photos in an order, and the sections of such an order."""

from collections.abc import Callable, Collection, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, Integer, Select, cast, func, select

from photoclip.catalog import decisions, narrowing
from photoclip.catalog.forms import natural_key
from photoclip.catalog.idsets import kept, looked_up, without
from photoclip.catalog.reading import present
from photoclip.catalog.schema import FileEntry, PhotoEntry, RootEntry
from photoclip.catalog.sqlite import ids_of, listed, pairs_of
from photoclip.query import Condition
from photoclip.records import Sections, display_text

_Ids = npt.NDArray[np.int64]
_PRESENT = FileEntry.gone_at.is_(None)
_FEW = 5_000  # up to here the database looks each photo up; above, everything is put in order
_DIGITS = {"day": 8, "month": 6, "year": 4}
ORDERS = ("newest", "oldest", "added", "name", "folder", "rating")


def browse(
    connection: Connection,
    order: str,
    filters: Sequence[Condition] = (),
    offline: Collection[int] = (),
) -> _Ids:
    """See `Catalog.browse`."""
    here = present(connection)
    among = narrowing.matching(connection, filters, here, offline) if filters else None
    ordered = _ordered(connection, order, among)
    return kept(ordered, here if among is None else among)


def in_order(connection: Connection, ids: _Ids, order: str) -> _Ids:
    """See `Catalog.in_order`."""
    ordered = kept(kept(_ordered(connection, order, ids), ids), present(connection))
    return np.concatenate([ordered, without(ids, ordered)])


def _ordered(connection: Connection, order: str, among: _Ids | None) -> _Ids:
    """All photos in an order; where there are few `among`, these only."""
    few = among if among is not None and len(among) <= _FEW else None
    if order in {"name", "folder"}:
        return _by_place(connection, few, folders=order == "folder")
    if order == "rating":
        ordered = _by_date(connection, few, newest=True)
        stars = np.zeros(len(ordered), np.int64)
        for least in range(1, 6):
            stars += np.isin(ordered, decisions.rated(connection, least))
        return ordered[np.argsort(-stars, kind="stable")]
    if order == "added":
        return ids_of(connection, _of(few, select(PhotoEntry.id)).order_by(PhotoEntry.id.desc()))
    if order in {"newest", "oldest"}:
        return _by_date(connection, few, newest=order == "newest")
    raise ValueError(f"no such order: {order}; there are {', '.join(ORDERS)}")


def _of(few: _Ids | None, query: Select[int]) -> Select[int]:
    return query if few is None else query.where(PhotoEntry.id.in_(listed(few)))


def _by_date(connection: Connection, few: _Ids | None, *, newest: bool) -> _Ids:
    moment, number = PhotoEntry.taken_at, PhotoEntry.id
    order = (moment.desc(), number.desc()) if newest else (moment, number)
    query = _of(few, select(PhotoEntry.id))
    dated = ids_of(connection, query.where(moment.is_not(None)).order_by(*order))
    undated = ids_of(connection, query.where(moment.is_(None)).order_by(order[1]))
    return np.concatenate([dated, undated])


def _by_place(connection: Connection, few: _Ids | None, *, folders: bool) -> _Ids:
    """By the names of the files that are shown, or by their folders first."""
    query = select(FileEntry.photo_id, FileEntry.id).where(_PRESENT)
    if few is not None:
        query = query.where(FileEntry.photo_id.in_(listed(few)))
    photos, files = pairs_of(connection, query.order_by(FileEntry.name_key, FileEntry.photo_id))
    ordered = photos[_first_files(photos, files)]
    if folders:
        places, _ = _folder_of(connection, ordered)
        ordered = ordered[np.argsort(places, kind="stable")]
    return ordered


def _first_files(photos: _Ids, files: _Ids) -> _Ids:
    """Where in the arrays, rising, each photo's first file is: the one that stands for it."""
    if not len(photos):
        return photos
    latest_first = np.argsort(-files)
    stand_in = looked_up(photos[latest_first], latest_first, photos, missing=-1)
    return np.flatnonzero(stand_in == np.arange(len(photos)))


def _folder_of(connection: Connection, ids: _Ids) -> tuple[_Ids, list[str]]:
    """The number of each photo's folder, -1 for none, and the folders' sorted paths."""
    rows = connection.execute(
        select(
            RootEntry.path,
            FileEntry.folder,
            func.group_concat(FileEntry.photo_id),
            func.group_concat(FileEntry.id),
        )
        .join(RootEntry, RootEntry.id == FileEntry.root_id)
        .where(_PRESENT)
        .group_by(FileEntry.root_id, FileEntry.folder)
    ).all()
    if not rows:
        return np.full(len(ids), -1, np.int64), []
    paths = [folder_path(root, folder) for root, folder, _, _ in rows]
    by_path = tree_order(paths)
    photos = [np.fromstring(rows[each][2], np.int64, sep=",") for each in by_path]
    files = [np.fromstring(rows[each][3], np.int64, sep=",") for each in by_path]
    numbers = np.repeat(np.arange(len(by_path)), [len(each) for each in photos])
    every = np.concatenate(photos)
    first = _first_files(every, np.concatenate(files))
    found = looked_up(every[first], numbers[first], ids, missing=-1)
    return found, [paths[each] for each in by_path]


def tree_order(paths: Sequence[str]) -> list[int]:
    """The places of paths in the order of a tree: folders before what is in them, naturally."""
    parts = [path.split("/") for path in paths]
    known = {part: natural_key(part) for part in set(chain.from_iterable(parts))}
    keys = ["\0".join([known[part] for part in each]) for each in parts]
    return sorted(range(len(paths)), key=lambda each: (keys[each], paths[each]))


def folder_path(root: bytes, folder: str) -> str:
    """The absolute path of a folder inside a root, for showing."""
    text = display_text(root)
    return f"{text.rstrip('/')}/{folder}" if folder else text


def sections(connection: Connection, ids: _Ids, by: str) -> Sections:
    """See `Catalog.sections`."""
    if not len(ids):
        return Sections(np.empty(0, np.int64), ())
    if by == "folder":
        keys, paths = _folder_of(connection, ids)
        titles = [*paths, ""]  # -1 is the last
        return _sections(keys, lambda key: titles[key])
    if by not in _DIGITS:
        raise ValueError(f"no such sections: {by}; there are {', '.join(_DIGITS)}, folder")
    digits = _DIGITS[by]
    return _sections(_dates_of(connection, ids, digits), lambda key: _date_text(key, digits))


def _sections(keys: _Ids, title: Callable[[int], str]) -> Sections:
    starts = np.concatenate([[0], np.flatnonzero(np.diff(keys)) + 1]).astype(np.int64)
    return Sections(starts, tuple(title(key) for key in keys[starts].tolist()))


def _dates_of(connection: Connection, ids: _Ids, digits: int) -> _Ids:
    """The day (20240601), month (202406) or year of each photo; 0 for undated ones."""
    day = func.replace(func.substr(PhotoEntry.taken_at, 1, 10), "-", "")
    number: ColumnElement[int] = cast(func.substr(day, 1, digits), Integer)
    dated = PhotoEntry.taken_at.is_not(None)
    photos = select(PhotoEntry.id, number).where(dated)  # the index on taken_at holds both
    if len(ids) <= _FEW:
        photos = photos.where(PhotoEntry.id.in_(listed(ids)))
    known, dates = pairs_of(connection, photos)
    return looked_up(known, dates, ids, missing=0)


def _date_text(number: int, digits: int) -> str:
    text = f"{number:0{digits}}"
    return "-".join(filter(None, (text[:4], text[4:6], text[6:8]))) if number else ""

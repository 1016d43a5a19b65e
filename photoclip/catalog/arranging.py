"""Photos in an order, and the sections of such an order."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import select

from photoclip.catalog import decisions, narrowing
from photoclip.catalog.columns import LOCATED, NOWHERE, UNDATED, seconds_of
from photoclip.catalog.companion_reading import files_of_others
from photoclip.catalog.forms import natural_key
from photoclip.catalog.idsets import isin, kept, looked_up, without
from photoclip.catalog.schema import RootEntry
from photoclip.catalog.snapshot import Snapshot
from photoclip.query import Condition
from photoclip.records import Sections, display_text

_Ids = npt.NDArray[np.int64]
_DIGITS = {"day": 8, "month": 6, "year": 4}
_BEHIND = 2**40  # added to files that come after all of a photo's own


def browse(
    look: Snapshot,
    order: str,
    filters: Sequence[Condition] = (),
    offline: Collection[int] = (),
) -> _Ids:
    """See `Catalog.browse`."""
    ordered = _ordered(look, order)
    if not filters:
        return ordered.copy()
    return kept(ordered, narrowing.matching(look, filters, look.present, offline))


def in_order(look: Snapshot, ids: _Ids, order: str) -> _Ids:
    """See `Catalog.in_order`."""
    ordered = kept(_ordered(look, order), ids)
    return np.concatenate([ordered, without(ids, ordered)])


def _ordered(look: Snapshot, order: str) -> _Ids:
    """All present photos in an order."""
    if order not in ORDERS:
        raise ValueError(f"no such order: {order}; there are {', '.join(ORDERS)}")
    if order == "rating":
        newest = _ordered(look, "newest")
        stars = np.zeros(len(newest), np.int8)
        for least in range(1, 6):
            stars += isin(newest, decisions.rated(look.connection, least))
        return newest[np.argsort(-stars, kind="stable")]
    return look.memo(f"order {order}", lambda: _ARRANGED[order](look))


def _by_arrival(look: Snapshot) -> _Ids:
    return look.present[::-1]


def _oldest_first(look: Snapshot) -> _Ids:
    moments = look.of(look.present, look.column("moment"), UNDATED)
    return look.present[np.argsort(moments, kind="stable")]


def _newest_first(look: Snapshot) -> _Ids:
    oldest = _ordered(look, "oldest")
    undated = int((look.of(oldest, look.column("moment"), UNDATED) == UNDATED).sum())
    dated = len(oldest) - undated
    return np.concatenate([oldest[:dated][::-1], oldest[dated:][::-1]])


def _by_name(look: Snapshot) -> _Ids:
    """By the names of the files that are shown."""
    order = np.argsort(look.file_column("name"))
    photos, files = look.files.photos[order], look.files.ids[order]
    beside, _ = files_of_others(look)
    behind = np.where(isin(files, beside), files + _BEHIND, files)
    return photos[_first_files(photos, behind)]


def _by_folder(look: Snapshot) -> _Ids:
    """By the folders of the files that are shown, then by name."""
    ordered = _ordered(look, "name")
    places, _ = _folder_of(look, ordered)
    return ordered[np.argsort(places, kind="stable")]


_ARRANGED: Mapping[str, Callable[[Snapshot], _Ids]] = {
    "newest": _newest_first,
    "oldest": _oldest_first,
    "added": _by_arrival,
    "name": _by_name,
    "folder": _by_folder,
}
ORDERS = (*_ARRANGED, "rating")


def _first_files(photos: _Ids, files: _Ids) -> _Ids:
    """Where in the arrays, rising, each photo's first file is: the one that stands for it."""
    if not len(photos):
        return photos
    latest_first = np.argsort(-files)
    stand_in = looked_up(photos[latest_first], latest_first, photos, missing=-1)
    return np.flatnonzero(stand_in == np.arange(len(photos)))


def _folder_of(look: Snapshot, ids: _Ids) -> tuple[_Ids, list[str]]:
    """The number of each photo's folder, -1 for none, and the folders' sorted paths."""
    numbers, paths = look.memo("folders of photos", lambda: _folders_of_all(look))
    return look.of(ids, numbers, missing=-1), paths


def _folders_of_all(look: Snapshot) -> tuple[_Ids, list[str]]:
    """The same, aligned with all photos."""
    query = select(RootEntry.id, RootEntry.path)
    roots: dict[int, bytes] = dict(look.connection.execute(query).all())
    files, codes = look.files, look.file_column("folder")
    places = list[str]()
    for text in look.texts("folder"):
        root, _, folder = text.partition("/")
        places.append(folder_path(roots.get(int(root), b""), folder))
    there = np.flatnonzero(np.bincount(codes, minlength=len(places)))
    by_path = tree_order([places[each] for each in there.tolist()])
    numbers = np.full(len(places) + 1, -1, np.int64)
    numbers[there[by_path]] = np.arange(len(there))
    own = ~isin(files.ids, files_of_others(look)[0])
    # the last written counts, so a photo's first file
    backwards = np.concatenate([np.flatnonzero(~own), np.flatnonzero(own)[::-1]])
    found = looked_up(files.photos[backwards], numbers[codes][backwards], look.photos, missing=-1)
    return found, [places[each] for each in there[by_path].tolist()]


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


def sections(look: Snapshot, ids: _Ids, by: str) -> Sections:
    """See `Catalog.sections`."""
    if not len(ids):
        return Sections(np.empty(0, np.int64), ())
    if by == "folder":
        keys, paths = _folder_of(look, ids)
        titles = [*paths, ""]  # -1 is the last
        return _sections(keys, lambda key: titles[key])
    if by not in _DIGITS:
        raise ValueError(f"no such sections: {by}; there are {', '.join(_DIGITS)}, folder")
    digits = _DIGITS[by]
    dates = look.of(ids, look.days, missing=0) // 10 ** (8 - digits)
    return _sections(dates, lambda key: _date_text(key, digits))


def column(look: Snapshot, name: str, ids: _Ids) -> npt.NDArray[Any]:
    """What photos have, in the order of `ids`.

    Args:
        look: the catalog.
        name: "moment": local time as int64 seconds since 1970, UNDATED where there is none; or
            "latitude" or "longitude": float64 degrees, NaN where there is none; or a column of
            `LOCATED`: int32, -1 where there is none.
        ids: int64 (n,).
    """
    if name == "moment":
        seconds = look.memo("seconds", lambda: seconds_of(look.column("moment")))
        return look.of(ids, seconds, UNDATED)
    if name in LOCATED:
        return look.of(ids, look.column(name), -1)
    degrees = look.of(ids, look.column(name), NOWHERE)
    return np.where(degrees == NOWHERE, np.nan, degrees)


def _sections(keys: _Ids, title: Callable[[int], str]) -> Sections:
    starts = np.concatenate([[0], np.flatnonzero(np.diff(keys)) + 1]).astype(np.int64)
    return Sections(starts, tuple(title(key) for key in keys[starts].tolist()))


def _date_text(number: int, digits: int) -> str:
    text = f"{number:0{digits}}"
    return "-".join(filter(None, (text[:4], text[4:6], text[6:8]))) if number else ""

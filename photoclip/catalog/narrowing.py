"""Which photos meet the filters of a query."""

import os
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, false, or_, select

from photoclip.catalog import albums, decisions, tagging
from photoclip.catalog.forms import key_of
from photoclip.catalog.schema import FileEntry, PhotoEntry, RootEntry, TagEntry
from photoclip.catalog.sqlite import distinct, ids_of
from photoclip.errors import QueryError
from photoclip.query import FILTERS, FLAGS, Filter
from photoclip.records import display_text

_Ids = npt.NDArray[np.int64]
_PRESENT = FileEntry.gone_at.is_(None)
_SAME_TYPE = (
    frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    frozenset({"tif", "tiff"}),
    frozenset({"heic", "heif", "hif"}),
)


def matching(connection: Connection, filters: Sequence[Filter], among: _Ids) -> _Ids:
    """Ids of the photos of `among` (sorted, each once) that meet all filters, sorted."""
    kept = among
    for each in filters:
        if not len(kept):
            break
        meeting, beside = _meeting(connection, each)
        kept = kept[np.isin(kept, meeting, invert=each.negated != beside)]
    return kept


def _meeting(connection: Connection, wanted: Filter) -> tuple[_Ids, bool]:
    """Ids of the photos that meet one filter, or (True) of those that do not; negation aside."""
    name, value = wanted.name, wanted.value.strip()
    if name == "rating":
        stars = int(value)
        return decisions.rated(connection, max(stars, 1)), stars == 0
    if name == "flag":
        flag = FLAGS[value.casefold()]
        if not flag:
            either = [decisions.flagged(connection, each) for each in (1, -1)]
            return np.concatenate(either), True
        return decisions.flagged(connection, flag), False
    return _having(connection, name, value), False


def _having(connection: Connection, name: str, value: str) -> _Ids:
    if name == "folder":
        return _in_folder(connection, value)
    if name == "type":
        return _of_type(connection, value)
    if name == "tag":
        return ids_of(
            connection,
            select(TagEntry.photo_id).where(TagEntry.key == key_of(value), *tagging.HOLDS),
        )
    if name == "album":
        return albums.named(connection, value)
    photos = select(PhotoEntry.id)
    if name in {"before", "after"}:
        earlier = PhotoEntry.taken_at < value
        return ids_of(
            connection,
            photos.where(earlier if name == "before" else PhotoEntry.taken_at >= value),
        )
    if name in {"camera", "lens"}:
        column, part = (PhotoEntry.camera if name == "camera" else PhotoEntry.lens), key_of(value)
        named = [each for each in distinct(connection, column) if each and part in key_of(each)]
        return ids_of(connection, photos.where(column.in_(named)))
    raise QueryError(f"'{name}:' is not a filter; known are {', '.join(f'{n}:' for n in FILTERS)}.")


def _of_type(connection: Connection, value: str) -> _Ids:
    kind = key_of(value).removeprefix(".")
    kinds = next((same for same in _SAME_TYPE if kind in same), frozenset({kind}))
    files = select(FileEntry.photo_id).where(FileEntry.suffix.in_(sorted(kinds)), _PRESENT)
    formats = [each for each in distinct(connection, PhotoEntry.format) if key_of(each) in kinds]
    photos = select(PhotoEntry.id).where(PhotoEntry.format.in_(formats))
    return np.concatenate([ids_of(connection, files), ids_of(connection, photos)])


def _in_folder(connection: Connection, value: str) -> _Ids:
    """Photos with a present file in (or below) a folder of this name or path.

    The parts of `value` must be consecutive whole parts of the folder's absolute path; a value
    that begins with the root of the file system must match from there.
    """
    anchored = value.startswith("/") or os.path.isabs(value)  # noqa: PTH117 - a text, no path
    wanted = _parts(value)
    places: list[ColumnElement[bool]] = []
    for root_id, path, folders in _folders(connection):
        above = _parts(path)
        inside = [
            each for each in folders if _contains(above + _parts(each), wanted, anchored=anchored)
        ]
        if inside:
            places.append((FileEntry.root_id == root_id) & FileEntry.folder.in_(inside))
    return ids_of(connection, select(FileEntry.photo_id).where(or_(false(), *places), _PRESENT))


def _contains(parts: list[str], wanted: list[str], *, anchored: bool) -> bool:
    if anchored:
        return parts[: len(wanted)] == wanted
    last = len(parts) - len(wanted)
    return bool(wanted) and any(
        parts[start : start + len(wanted)] == wanted for start in range(last + 1)
    )


def _parts(path: str) -> list[str]:
    if os.sep != "/":
        path = path.replace(os.sep, "/")
    return [key_of(part) for part in path.split("/") if part]


def _folders(connection: Connection) -> list[tuple[int, str, list[str]]]:
    """(root id, display path, folders with files inside it) of each watched root."""
    roots = connection.execute(
        select(RootEntry.id, RootEntry.path).where(RootEntry.removed_at.is_(None))
    ).all()
    return [
        (
            root_id,
            display_text(path),
            distinct(connection, FileEntry.folder, FileEntry.root_id == root_id),
        )
        for root_id, path in roots
    ]


def cameras(connection: Connection) -> tuple[str, ...]:
    """See `Catalog.cameras`."""
    return tuple(sorted(filter(None, distinct(connection, PhotoEntry.camera)), key=key_of))


def folder_names(connection: Connection) -> tuple[str, ...]:
    """See `Catalog.folder_names`."""
    names: set[str] = set()
    for _, root, folders in _folders(connection):
        for folder in folders:
            names.add((folder or root.rstrip("/")).rpartition("/")[2])
    return tuple(sorted(filter(None, names), key=key_of))

"""How many present photos lie in each folder, and have each value that a filter takes."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import InstrumentedAttribute

from photoclip.catalog import albums, decisions, narrowing, roots, tagging
from photoclip.catalog.arranging import folder_path, tree_order
from photoclip.catalog.forms import key_of
from photoclip.catalog.idsets import without
from photoclip.catalog.reading import present
from photoclip.catalog.schema import FileEntry, PhotoEntry, TagEntry
from photoclip.catalog.sqlite import ids_of, listed
from photoclip.query import CLOSED
from photoclip.records import FolderNode, ValueCount

_Ids = npt.NDArray[np.int64]
_PRESENT = FileEntry.gone_at.is_(None)
_FLAGS = {"picked": 1, "rejected": -1}
_COLUMNS = {
    "camera": PhotoEntry.camera,
    "lens": PhotoEntry.lens,
    "type": PhotoEntry.format,
}
VALUES = ("tag", *_COLUMNS, "folder", "album", "rating", "label", "year", *CLOSED)


def values(
    connection: Connection, name: str, offline: Collection[int] = ()
) -> tuple[ValueCount, ...]:
    """See `Catalog.values`."""
    if name == "tag":
        found = _tags(connection)
    elif name in _COLUMNS:
        found = _column(connection, _COLUMNS[name])
    elif name == "folder":
        found = _folder_names(connection)
    elif name == "album":
        stored = albums.stored(connection, present(connection))
        found = {each.name: each.photos for each in stored}
    elif name in {"rating", "flag"}:
        found = _decided(connection, name)
    elif name == "label":
        found = narrowing.label_counts(connection, present(connection))
    elif name == "year":
        found = narrowing.year_counts(dates(connection))
    elif name in CLOSED:
        found = narrowing.counted(connection, name, present(connection), offline)
    else:
        raise ValueError(f"no values of {name}; there are those of {', '.join(VALUES)}")
    by_count = sorted(found.items(), key=lambda each: (-each[1], key_of(each[0])))
    return tuple(ValueCount(value, count) for value, count in by_count)


def dates(connection: Connection) -> tuple[ValueCount, ...]:
    """See `Catalog.dates`."""
    month = func.substr(PhotoEntry.taken_at, 1, 7)
    query = select(month, func.count()).where(PhotoEntry.taken_at.is_not(None)).group_by(month)
    found = Counter[str]({row[0]: row[1] for row in connection.execute(query)})
    absent = listed(_absent(connection))
    for row in connection.execute(query.where(PhotoEntry.id.in_(absent))):
        found[row[0]] -= row[1]
    return tuple(
        ValueCount(value, count) for value, count in sorted(found.items(), reverse=True) if count
    )


def _absent(connection: Connection) -> _Ids:
    """Ids of the photos that have no present file; mostly few."""
    every = ids_of(connection, select(PhotoEntry.id))
    return without(every, present(connection))


def _column(connection: Connection, column: InstrumentedAttribute[str]) -> dict[str, int]:
    query = select(column, func.count()).where(column != "").group_by(column)
    found = Counter[str]({row[0]: row[1] for row in connection.execute(query)})
    absent = listed(_absent(connection))
    for row in connection.execute(query.where(PhotoEntry.id.in_(absent))):
        found[row[0]] -= row[1]
    return {value: count for value, count in found.items() if count}


def _tags(connection: Connection) -> dict[str, int]:
    key, photos = TagEntry.key, func.count(TagEntry.photo_id.distinct())
    query = select(key, photos).where(*tagging.HOLDS).group_by(key)
    found = Counter[str]({row[0]: row[1] for row in connection.execute(query)})
    absent = listed(_absent(connection))
    for row in connection.execute(query.where(TagEntry.photo_id.in_(absent))):
        found[row[0]] -= row[1]
    names = tagging.names_of(connection, [key for key, count in found.items() if count])
    return {names[key]: count for key, count in found.items() if count}


def _decided(connection: Connection, name: str) -> dict[str, int]:
    here = present(connection)
    if name == "rating":
        sets = {str(stars): decisions.rated(connection, stars) for stars in range(1, 6)}
        rest = sets["1"]
    else:
        sets = {text: decisions.flagged(connection, flag) for text, flag in _FLAGS.items()}
        rest = np.concatenate(list(sets.values()))
    found = {value: int(np.isin(photos, here).sum()) for value, photos in sets.items()}
    found["0" if name == "rating" else "none"] = len(here) - int(np.isin(rest, here).sum())
    return {value: count for value, count in found.items() if count}


@dataclass(slots=True)
class _Folder:
    """A folder while it is counted: its own and its subfolders' photos."""

    single: int = 0  # photos of which there is one present file in the library
    several: set[int] = field(default_factory=set[int])  # the others


def folders(connection: Connection) -> tuple[FolderNode, ...]:
    """See `Catalog.folders`."""
    found: list[FolderNode] = []
    counted = _counted(connection)
    for root in roots.watched(connection):
        inside = counted.get(root.id, {})
        inside.setdefault("", _Folder())
        found += [
            FolderNode(
                root.id,
                folder,
                each.single + len(each.several),
                folder_path(root.path, folder),
            )
            for folder, each in inside.items()
        ]
    return tuple(found[each] for each in tree_order([node.path for node in found]))


def _counted(connection: Connection) -> dict[int, dict[str, _Folder]]:
    """By root and folder, with every folder above one that holds photos."""
    files = select(FileEntry.root_id, FileEntry.folder, func.count()).where(_PRESENT)
    several = _several(connection)
    found: defaultdict[int, dict[str, _Folder]] = defaultdict(dict)
    for root_id, folder, count in connection.execute(
        files.group_by(FileEntry.root_id, FileEntry.folder)
    ):
        copies = several.get((root_id, folder), ())
        for place in _upwards(folder):
            counts = found[root_id].setdefault(place, _Folder())
            counts.single += count - len(copies)
            counts.several.update(copies)
    return found


def _several(connection: Connection) -> dict[tuple[int, str], list[int]]:
    """By root and folder, the photo of each file that has a copy anywhere."""
    photo = FileEntry.photo_id
    copied = select(photo).where(_PRESENT).group_by(photo).having(func.count() > 1)
    files = select(FileEntry.root_id, FileEntry.folder, photo).where(
        _PRESENT, photo.in_(listed(ids_of(connection, copied)))
    )
    found: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for root_id, folder, photo_id in connection.execute(files):
        found[root_id, folder].append(photo_id)
    return found


def _upwards(folder: str) -> list[str]:
    """A folder inside a root and all those above it, the root "" last."""
    parts = folder.split("/") if folder else []
    return ["/".join(parts[:depth]) for depth in range(len(parts), -1, -1)]


def _folder_names(connection: Connection) -> dict[str, int]:
    """By the name alone, as `folder:NAME` finds them: all folders of that name together."""
    counted = _counted(connection)
    places: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    names: dict[str, str] = {}
    for root in roots.watched(connection):
        for folder in counted.get(root.id, {}):
            name = folder_path(root.path, folder).rstrip("/").rpartition("/")[2]
            if name:
                names.setdefault(key_of(name), name)
                places[key_of(name)].append((root.id, folder))
    found: dict[str, int] = {}
    for key, name in names.items():
        top = _topmost(places[key])
        several = set[int]().union(*(counted[root][folder].several for root, folder in top))
        found[name] = len(several) + sum(counted[root][folder].single for root, folder in top)
    return found


def _topmost(places: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The folders that do not lie in another one of them."""
    every = set(places)
    return [
        (root, folder)
        for root, folder in places
        if not any((root, above) in every for above in _upwards(folder)[1:])
    ]

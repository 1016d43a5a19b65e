"""How many present photos lie in each folder, and have each value that a filter takes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import func, select

from photoclip.catalog import albums, companion_reading, decisions, narrowing, roots, tagging
from photoclip.catalog.arranging import folder_path, tree_order
from photoclip.catalog.forms import key_of
from photoclip.catalog.idsets import isin, kept, once, without
from photoclip.catalog.schema import TagEntry
from photoclip.catalog.snapshot import Snapshot
from photoclip.catalog.sqlite import listed
from photoclip.query import CLOSED, Filter
from photoclip.records import FolderNode, ValueCount

_FLAGS = {"picked": 1, "rejected": -1}
_COLUMNS = {"camera": "camera", "lens": "lens", "type": "format"}
VALUES = ("tag", *_COLUMNS, "folder", "album", "rating", "label", "year", *CLOSED)


def values(look: Snapshot, name: str, offline: Collection[int] = ()) -> tuple[ValueCount, ...]:
    """See `Catalog.values`."""
    if name == "tag":
        found = _tags(look)
    elif name in _COLUMNS:
        found = _column(look, _COLUMNS[name])
        pairs = len(kept(companion_reading.with_raw_files(look), look.present))
        if name == "type" and pairs:  # their pictures count for their own types as well
            found["RAW"] = found.get("RAW", 0) + pairs
    elif name == "folder":
        found = _folder_names(look)
    elif name == "album":
        stored = albums.stored(look.connection, look.present)
        found = {each.name: each.photos for each in stored}
    elif name in {"rating", "flag"}:
        found = _decided(look, name)
    elif name == "label":
        found = narrowing.label_counts(look)
    elif name == "year":
        found = narrowing.year_counts(dates(look))
    elif name in CLOSED:
        found = narrowing.counted(look, name, look.present, offline)
    else:
        raise ValueError(f"no values of {name}; there are those of {', '.join(VALUES)}")
    by_count = sorted(found.items(), key=lambda each: (-each[1], key_of(each[0])))
    return tuple(ValueCount(value, count) for value, count in by_count)


def dates(look: Snapshot) -> tuple[ValueCount, ...]:
    """See `Catalog.dates`."""
    months = look.of(look.present, look.days, missing=0) // 100
    counts = np.bincount(months)
    found = np.flatnonzero(counts)[::-1]
    return tuple(
        ValueCount(f"{month // 100:04}-{month % 100:02}", count)
        for month, count in zip(found.tolist(), counts[found].tolist(), strict=True)
        if month
    )


def _column(look: Snapshot, name: str) -> dict[str, int]:
    counts = np.bincount(look.of(look.present, look.column(name), missing=0))
    return {
        text: count
        for text, count in zip(look.texts(name), counts.tolist(), strict=False)
        if text and count
    }


def _tags(look: Snapshot) -> dict[str, int]:
    """The photos of each tag, each once, whoever gave it."""
    key, photos = TagEntry.key, func.count(TagEntry.photo_id.distinct())
    query = select(key, photos).where(*tagging.HOLDS).group_by(key)
    found = Counter[str]({row[0]: row[1] for row in look.connection.execute(query)})
    absent = listed(without(look.photos, look.present))
    for row in look.connection.execute(query.where(TagEntry.photo_id.in_(absent))):
        found[row[0]] -= row[1]
    for key in narrowing.levels_of_others(found):
        found[key] = len(narrowing.matching(look, [Filter("tag", key)], look.present))
    names = tagging.names_of(look.connection, [key for key, count in found.items() if count])
    return {names[key]: count for key, count in found.items() if count}


def _decided(look: Snapshot, name: str) -> dict[str, int]:
    here, connection = look.present, look.connection
    if name == "rating":
        sets = {str(stars): decisions.rated(connection, stars) for stars in range(1, 6)}
        rest = sets["1"]
    else:
        sets = {text: decisions.flagged(connection, flag) for text, flag in _FLAGS.items()}
        rest = np.concatenate(list(sets.values()))
    found = {value: int(isin(photos, here).sum()) for value, photos in sets.items()}
    found["0" if name == "rating" else "none"] = len(here) - int(isin(rest, here).sum())
    return {value: count for value, count in found.items() if count}


@dataclass(slots=True)
class _Folder:
    """A folder's own and its subfolders' photos."""

    single: int = 0  # photos that lie in this folder only
    several: set[int] = field(default_factory=set[int])  # the others


def folders(look: Snapshot) -> tuple[FolderNode, ...]:
    """See `Catalog.folders`."""
    found: list[FolderNode] = []
    counted = _counted(look)
    for root in roots.watched(look.connection):
        top = folder_path(root.path, "")
        below = top.rstrip("/")
        found += [
            FolderNode(
                root.id,
                folder,
                each.single + len(each.several),
                f"{below}/{folder}" if folder else top,
            )
            for folder, each in counted.get(root.id, {"": _Folder()}).items()
        ]
    return tuple(found[each] for each in tree_order([node.path for node in found]))


def _counted(look: Snapshot) -> dict[int, dict[str, _Folder]]:
    """By root and folder, with every folder above one that holds photos; not to be changed."""
    return look.memo("folders", lambda: _count(look))


def _count(look: Snapshot) -> dict[int, dict[str, _Folder]]:
    codes, photos = look.file_column("folder"), look.files.photos
    texts = look.texts("folder")
    copied = np.bincount(photos)[photos] > 1
    alone = np.bincount(codes[~copied], minlength=len(texts))
    # several files in one folder, such as those of a pair, count once
    lying = once(photos[copied].astype(np.int64) * len(texts) + codes[copied])
    owners, folders_of = np.divmod(lying, max(1, len(texts)))
    spread = np.bincount(owners)[owners] > 1
    single = (alone + np.bincount(folders_of[~spread], minlength=len(texts))).tolist()
    several: defaultdict[int, list[int]] = defaultdict(list)
    for code, photo_id in zip(folders_of[spread].tolist(), owners[spread].tolist(), strict=True):
        several[code].append(photo_id)
    found: defaultdict[int, dict[str, _Folder]] = defaultdict(dict)
    for code, text in enumerate(texts):
        if single[code] or code in several:
            root, _, folder = text.partition("/")
            counts = _placed(found[int(root)], folder)
            counts.single, counts.several = single[code], set(several.get(code, ()))
    for inside in found.values():
        for folder, counts in reversed(inside.items()):  # what lies in a folder before itself
            if folder:
                above = inside[_above(folder)]
                above.single += counts.single
                above.several.update(counts.several)
    return found


def _placed(inside: dict[str, _Folder], folder: str) -> _Folder:
    """A folder inside a root, put in behind all those above it."""
    way = [folder]
    while way[-1] and way[-1] not in inside:
        way.append(_above(way[-1]))
    for each in reversed(way):
        if each not in inside:
            inside[each] = _Folder()
    return inside[folder]


def _all_above(folder: str) -> Iterator[str]:
    """The folders above one, the root "" last."""
    while folder:
        folder = _above(folder)
        yield folder


def _above(folder: str) -> str:
    return folder.rpartition("/")[0]


def _folder_names(look: Snapshot) -> dict[str, int]:
    """By the name alone, as `folder:NAME` finds them: all folders of that name together."""
    counted = _counted(look)
    places: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    names: dict[str, str] = {}
    for root in roots.watched(look.connection):
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
        if not any((root, above) in every for above in _all_above(folder))
    ]

"""Present files by their folder and stem: which lie beside each other under one name."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from photoclip.catalog.schema import FileEntry
from photoclip.catalog.sqlite import listed

Place = tuple[int, bytes]
"""A root, and in it a relative path without the file's suffix."""

_AT_ONCE = 250  # places a statement

# One step in the index of (root_id, rel) for each place; "/" is the character after ".".
_BESIDE = """
WITH place(root, low, high) AS (VALUES {})
SELECT file.root_id, file.rel, file.photo_id, photo.format
FROM place
CROSS JOIN file ON file.root_id = place.root AND file.rel > place.low AND file.rel < place.high
CROSS JOIN photo ON photo.id = file.photo_id
WHERE file.gone_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A photo that has a file at a place."""

    place: Place
    photo_id: int
    format: str


def stem_of(rel: bytes) -> bytes:
    """A relative path without its suffix; names that begin with their only dot have none."""
    folder, slash, name = rel.rpartition(b"/")
    stem, dot, _ = name.rpartition(b".")
    return folder + slash + (stem if dot and stem else name)


def places_of(connection: Connection, photo_ids: Collection[int]) -> dict[int, list[Place]]:
    """Where the present files of photos lie, by photo; those without any are left out."""
    query = select(FileEntry.photo_id, FileEntry.root_id, FileEntry.rel).where(
        FileEntry.photo_id.in_(listed(photo_ids)), FileEntry.gone_at.is_(None)
    )
    found: defaultdict[int, list[Place]] = defaultdict(list)
    for photo_id, root_id, rel in connection.execute(query):
        found[photo_id].append((root_id, stem_of(rel)))
    return dict(found)


def beside(connection: Connection, places: Collection[Place]) -> Iterator[Found]:
    """The photos with present files of these stems, whatever their suffixes."""
    wanted = sorted(set(places))
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        values = tuple(value for root, stem in part for value in (root, stem + b".", stem + b"/"))
        asked = set(part)
        statement = _BESIDE.format(", ".join(["(?, ?, ?)"] * len(part)))
        for root, rel, photo_id, shown in connection.exec_driver_sql(statement, values).all():
            place = (root, stem_of(rel))
            if place in asked:  # not of "a.b.jpg" where "a.raw" was asked for
                yield Found(place, photo_id, shown)

"""Photos by the folders they lie in, by the drives that are away, and by where they were taken."""

import math
import os
from collections.abc import Collection

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, false, or_, select

from photoclip.catalog.forms import key_of
from photoclip.catalog.idsets import once, without
from photoclip.catalog.schema import FileEntry, PhotoEntry, RootEntry
from photoclip.catalog.sqlite import distinct, ids_of, numbers_of
from photoclip.errors import QueryError
from photoclip.query import FILTERS
from photoclip.query.values import place
from photoclip.records import display_text

_Ids = npt.NDArray[np.int64]
_PRESENT = FileEntry.gone_at.is_(None)
EARTH = 6371.0088
"""The earth's mean radius in km (IUGG)."""
_MARGIN = 1e-6  # degrees added to a box, so that rounding leaves nothing out


def in_folder(connection: Connection, value: str) -> _Ids:
    """Photos with a present file in (or below) a folder of this name or path.

    The parts of `value` must be consecutive whole parts of the folder's absolute path; a value
    that begins with the root of the file system must match from there.
    """
    anchored = value.startswith("/") or os.path.isabs(value)  # noqa: PTH117 - a text, no path
    wanted = _parts(value)
    where: list[ColumnElement[bool]] = []
    for root_id, path, folders in _folders(connection):
        above = _parts(path)
        inside = [
            each for each in folders if _contains(above + _parts(each), wanted, anchored=anchored)
        ]
        if inside:
            where.append((FileEntry.root_id == root_id) & FileEntry.folder.in_(inside))
    return ids_of(connection, select(FileEntry.photo_id).where(or_(false(), *where), _PRESENT))


def only_in(connection: Connection, root_ids: Collection[int]) -> _Ids:
    """Photos whose present files all lie in these roots."""
    if not root_ids:
        return np.empty(0, np.int64)
    here = select(FileEntry.photo_id).where(_PRESENT)
    inside = ids_of(connection, here.where(FileEntry.root_id.in_(root_ids)))
    elsewhere = ids_of(connection, here.where(FileEntry.root_id.not_in(root_ids)))
    return without(once(inside), elsewhere)


def near(connection: Connection, value: str) -> _Ids:
    """Photos taken within a distance of a place, as the crow flies on a sphere.

    A box around the place is looked up first, and the great-circle distance decides.
    """
    wanted = place(value)
    if wanted is None:
        raise QueryError(f"'near:{value}' needs {FILTERS['near']}.", filter_name="near")
    latitude, longitude, distance = wanted
    columns = (PhotoEntry.id, PhotoEntry.latitude, PhotoEntry.longitude)
    rows = numbers_of(
        connection,
        select(*columns).where(*_box(latitude, longitude, distance)),
    )
    there = great_circle(latitude, longitude, rows[:, 1], rows[:, 2]) <= distance
    return rows[there, 0].astype(np.int64)


def great_circle(
    latitude: float,
    longitude: float,
    latitudes: npt.NDArray[np.float64],
    longitudes: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Distances in km, (n,), from one place to others given in degrees, by the haversine."""
    up, down = np.radians(latitudes), math.radians(latitude)
    across = np.radians(longitudes - longitude)
    half = np.sin((up - down) / 2) ** 2 + np.cos(up) * math.cos(down) * np.sin(across / 2) ** 2
    return 2 * EARTH * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))


def _box(latitude: float, longitude: float, distance: float) -> list[ColumnElement[bool]]:
    """Conditions that hold everywhere within the distance, and in little more."""
    angle = distance / EARTH
    reach = math.degrees(angle) + _MARGIN
    lowest, highest = latitude - reach, latitude + reach
    inside: list[ColumnElement[bool]] = [
        PhotoEntry.latitude.between(lowest, highest),
        PhotoEntry.longitude.is_not(None),
    ]
    if lowest <= -90 or highest >= 90:
        return inside  # a pole lies within: all longitudes
    across = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(latitude)))))
    west, east = longitude - across - _MARGIN, longitude + across + _MARGIN
    around = [PhotoEntry.longitude.between(west + turn, east + turn) for turn in (-360, 0, 360)]
    return [*inside, or_(*around)]


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


def folder_names(connection: Connection) -> tuple[str, ...]:
    """See `Catalog.folder_names`."""
    names: set[str] = set()
    for _, root, folders in _folders(connection):
        for folder in folders:
            names.add((folder or root.rstrip("/")).rpartition("/")[2])
    return tuple(sorted(filter(None, names), key=key_of))

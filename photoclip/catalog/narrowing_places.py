"""Photos by the folders they lie in, by the drives that are away, and by where they were taken."""

import math
import os
from collections.abc import Collection

import numpy as np
import numpy.typing as npt
from sqlalchemy import select

from photoclip.catalog.columns import NOWHERE
from photoclip.catalog.forms import key_of
from photoclip.catalog.schema import RootEntry
from photoclip.catalog.snapshot import Snapshot
from photoclip.errors import QueryError
from photoclip.places.gazetteer import Kind, Spot, gazetteer
from photoclip.places.ranges import EARTH
from photoclip.query import FILTERS
from photoclip.query.values import around, box
from photoclip.records import display_text

_Ids = npt.NDArray[np.int64]
_KINDS_OF = {"near": "town", "place": "place", "region": "region", "country": "country"}
_MARGIN = 1e-6  # degrees added to a belt, so that rounding leaves nothing out


def in_folder(look: Snapshot, value: str) -> _Ids:
    """Photos with a present file in (or below) a folder of this name or path.

    The parts of `value` must be consecutive whole parts of the folder's absolute path; a value
    that begins with the root of the file system must match from there.
    """
    anchored = value.startswith("/") or os.path.isabs(value)  # noqa: PTH117 - a text, no path
    wanted = _parts(value)
    inside = [
        _contains(_parts(root) + _parts(folder), wanted, anchored=anchored)
        for root, folder in _folders(look)
    ]
    return look.files.photos[np.array(inside, np.bool_)[look.file_column("folder")]]


def only_in(look: Snapshot, root_ids: Collection[int]) -> _Ids:
    """Photos whose present files all lie in these roots."""
    if not root_ids:
        return np.empty(0, np.int64)
    codes = look.file_column("folder")
    roots = [int(text.partition("/")[0]) for text in look.texts("folder")]
    there, photos = np.isin(roots, list(root_ids))[codes], look.files.photos
    found = np.zeros(int(photos.max(initial=-1)) + 1, np.bool_)
    found[photos[there]] = True
    found[photos[~there]] = False
    return np.flatnonzero(found)


def near(look: Snapshot, value: str) -> _Ids:
    """Photos taken within a distance of a place, as the crow flies on a sphere.

    A belt of latitudes around the place is looked up first, and the great-circle distance decides.
    """
    latitude, longitude, distance = _around(value)
    latitudes, longitudes = look.column("latitude"), look.column("longitude")
    belt = math.degrees(distance / EARTH) + _MARGIN
    inside = np.flatnonzero((np.abs(latitudes - latitude) <= belt) & (longitudes < NOWHERE))
    found = great_circle(latitude, longitude, latitudes[inside], longitudes[inside]) <= distance
    return look.photos[inside[found]]


def within(look: Snapshot, value: str) -> _Ids:
    """Photos taken between two latitudes and two longitudes, the edges included."""
    wanted = box(value)
    if wanted is None:
        raise QueryError(f"'within:{value}' needs {FILTERS['within']}.", filter_name="within")
    south, west, north, east = wanted
    latitudes, longitudes = look.column("latitude"), look.column("longitude")
    after, before = longitudes >= west, (longitudes <= east) & (longitudes < NOWHERE)
    across = after & before if west <= east else (after & (longitudes < NOWHERE)) | before
    return look.photos[(latitudes >= south) & (latitudes <= north) & across]


def _around(value: str) -> tuple[float, float, float]:
    wanted = around(value)
    if wanted is None:
        raise QueryError(f"'near:{value}' needs {FILTERS['near']}.", filter_name="near")
    if len(wanted) == 3:
        return wanted
    name, distance = wanted
    town = next((each.number for each in gazetteer().named(name) if each.kind == "town"), None)
    if town is None:
        raise _unknown("near", name)
    return float(gazetteer().latitude[town]), float(gazetteer().longitude[town]), distance


def in_place(look: Snapshot, value: str) -> _Ids:
    """Photos taken in a quarter, town, region or country of this name."""
    spots = gazetteer().meant(value)
    if not spots:
        raise _unknown("place", value)
    return _inside(look, spots)


def in_region(look: Snapshot, value: str) -> _Ids:
    """Photos taken in a region of this name."""
    return _inside(look, _only("region", value))


def in_country(look: Snapshot, value: str) -> _Ids:
    """Photos taken in a country, by its name in any language or its letters."""
    return _inside(look, _only("country", value))


def _only(kind: Kind, value: str) -> list[Spot]:
    spots = [each for each in gazetteer().named(value) if each.kind == kind]
    if not spots:
        raise _unknown(kind, value)
    return spots


def _inside(look: Snapshot, spots: Collection[Spot]) -> _Ids:
    levels = {"country": ("country",), "region": ("region",), "town": ("city", "quarter")}
    inside = np.zeros(len(look.photos), np.bool_)
    for kind, columns in levels.items():
        numbers = [each.number for each in spots if each.kind == kind]
        if numbers:
            for column in columns:
                inside |= np.isin(look.column(column), numbers)
    return look.photos[inside]


def _unknown(name: str, value: str) -> QueryError:
    """No place is called so; some that sound alike are named."""
    kind = _KINDS_OF[name]
    others = ", ".join(gazetteer().alike(value, {"near": "town", "place": None}.get(name, name)))
    if not others:
        return QueryError(f"photoclip knows no {kind} called '{value}'.", filter_name=name)
    return QueryError(
        f"photoclip knows no {kind} called '{value}'; there are {others}.", filter_name=name
    )


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


def _folders(look: Snapshot) -> list[tuple[str, str]]:
    """The display paths of root and folder for each code of the files' column "folder"."""
    look.file_column("folder")
    query = select(RootEntry.id, RootEntry.path)
    roots = {root_id: display_text(path) for root_id, path in look.connection.execute(query)}
    parts = [text.partition("/") for text in look.texts("folder")]
    return [(roots.get(int(root), ""), folder) for root, _, folder in parts]


def folder_names(look: Snapshot) -> tuple[str, ...]:
    """See `Catalog.folder_names`."""
    every = _folders(look)
    used = np.flatnonzero(np.bincount(look.file_column("folder"), minlength=len(every)))
    paths = [every[each][1] or every[each][0].rstrip("/") for each in used.tolist()]
    return tuple(sorted(filter(None, {path.rpartition("/")[2] for path in paths}), key=key_of))

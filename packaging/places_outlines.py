"""The outlines of countries as they lie in resources/places, from a TopoJSON file."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.places.borders import CELLS, SEA, SEVERAL, Borders
from photoclip.places.outlines import NOBODY, Outlines

_WITHOUT_CODE = {
    "Kosovo": "XK",
    "Somaliland": "SO",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "CY",
    "Akrotiri": "CY",
    "USNB Guantanamo Bay": "CU",
    "Baikonur": "KZ",
    "Indian Ocean Ter.": "CX",
    "Coral Sea Is.": "AU",
    "Clipperton I.": "FR",
}
"""Areas that ISO 3166 has no number for; those that stand neither here are of no country."""


def outlines(
    topology: Mapping[str, Any], numbers: Mapping[str, str], codes: Sequence[str]
) -> dict[str, npt.NDArray[Any]]:
    """The arrays of one file; that of the finest outlines has the grid of `Borders` as well.

    Args:
        topology: world-atlas' countries.
        numbers: from ISO's three digits to its two letters.
        codes: the two letters in the gazetteer's order.
    """
    steps = [np.array(arc, np.int32) for arc in topology["arcs"]]
    rings: list[list[int]] = []
    owners: list[int] = []
    for area in topology["objects"]["countries"]["geometries"]:
        code = numbers.get(area.get("id") or "", _WITHOUT_CODE.get(area["properties"]["name"], ""))
        found = _rings(area)
        rings += found
        owners += [codes.index(code) if code in codes else NOBODY] * len(found)
    together = np.concatenate(steps)
    arrays: dict[str, npt.NDArray[Any]] = {
        "across": together[:, 0],
        "up": together[:, 1],
        "arc_ends": np.cumsum([len(each) for each in steps]).astype(np.int32),
        "scale": np.array(topology["transform"]["scale"]),
        "origin": np.array(topology["transform"]["translate"]),
        "ring_arcs": np.array([arc for ring in rings for arc in ring], np.int32),
        "ring_ends": np.cumsum([len(ring) for ring in rings]).astype(np.int32),
        "ring_country": np.array(owners, np.uint8),
    }
    if len(together) > 200_000:
        arrays["grid"] = _grid(Outlines.of(arrays))
    return arrays


def _rings(area: Mapping[str, Any]) -> list[list[int]]:
    if area["type"] == "Polygon":
        return list(area["arcs"])
    if area["type"] == "MultiPolygon":
        return [ring for polygon in area["arcs"] for ring in polygon]
    return []


def _grid(world: Outlines) -> npt.NDArray[np.uint8]:
    """What each cell of the world wholly is, from south to north and west to east."""
    exact = Borders(world, None)
    crossed = np.zeros((180 * CELLS, 360 * CELLS), np.bool_)
    for x0, y0, x1, y1 in exact.segments.tolist():
        west, east = sorted(min(max(each, -180.0), 180.0) for each in (x0, x1))
        south, north = sorted((y0, y1))
        rows = slice(int((south + 90) * CELLS), int((north + 90) * CELLS) + 1)
        crossed[rows, int((west + 180) * CELLS) : int((east + 180) * CELLS) + 1] = True
    row, column = np.nonzero(~crossed)
    inside = exact.exactly((row + 0.5) / CELLS - 90, (column + 0.5) / CELLS - 180)
    grid = np.full(crossed.shape, SEVERAL, np.uint8)
    grid[row, column] = np.where(inside < 0, SEA, inside)
    return grid

"""Distances on the globe, and how far a town reaches."""

import numpy as np
import numpy.typing as npt

EARTH = 6371.0088
"""The earth's mean radius in km (IUGG)."""
WIDEST = 30.0
"""How far the largest city reaches, in km."""

Numbers = npt.NDArray[np.float64]


def reach(people: npt.ArrayLike) -> Numbers:
    """Km from its centre that a town of so many people about takes up: 7 for half a million."""
    return np.clip(np.sqrt(np.asarray(people, np.float64)) / 100, 0.3, WIDEST)


def unit(latitudes: Numbers, longitudes: Numbers) -> Numbers:
    """Points on the globe of radius 1, float64 (n, 3), from degrees: without poles and seams."""
    up, across = np.radians(latitudes), np.radians(longitudes)
    return np.stack([np.cos(up) * np.cos(across), np.cos(up) * np.sin(across), np.sin(up)], axis=1)


def kilometres(chords: Numbers) -> Numbers:
    """Great-circle distances of points whose straight distance on the globe of radius 1 is this."""
    return 2 * EARTH * np.arcsin(np.clip(chords / 2, 0.0, 1.0))


def chord(distance: float) -> float:
    """The straight distance on the globe of radius 1 of points so many km apart."""
    return 2 * float(np.sin(min(distance / EARTH, np.pi) / 2))


def quarters_of(
    latitudes: Numbers, longitudes: Numbers, people: npt.NDArray[np.int64], city: int
) -> npt.NDArray[np.int64]:
    """Which towns belong to a city by where they lie and how small they are beside it.

    A quarter of its people is few enough well within its reach, a twenty-fifth as far as it goes.
    """
    near = np.flatnonzero(np.abs(latitudes - latitudes[city]) < 0.3)
    points = unit(latitudes[near], longitudes[near])
    here = unit(latitudes[city : city + 1], longitudes[city : city + 1])
    away = kilometres(np.linalg.norm(points - here, axis=1))
    whole = float(reach(people[city]))
    small, tiny = people[near] * 4 <= people[city], people[near] * 25 <= people[city]
    return near[(small & (away <= 0.6 * whole)) | (tiny & (away <= whole))]

"""From coordinates to country, region, city and quarter."""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from photoclip import paths
from photoclip.places.borders import Borders
from photoclip.places.gazetteer import Gazetteer, gazetteer
from photoclip.places.nearest import Ids, Nearest, Numbers
from photoclip.places.outlines import Outlines
from photoclip.places.ranges import kilometres, unit

_RULES = 1  # to be raised when the rules of this module change
FAR = 30.0
"""Km from a town's centre from which on a photo was not taken in or near that town."""
_STEPS = (12.0, 60.0, 300.0)  # km: how far towns are looked for, one after another
_LARGE = 100_000  # people: such cities are looked for farther away
_LARGE_SIDE = 45.0  # km
_HEART = 2.5  # km: so near to a town's centre its own country counts, not the drawn border
_ROUND = 3  # decimals of a degree (110 m): photos that are nearer to each other are looked up once
_ALL_ICE = -85.0  # degrees: the outlines end here
_FAMILY = {
    "FR": ("GP", "MQ", "RE", "GF", "YT"),
    "NO": ("SJ", "BV"),
    "NL": ("BQ",),
    "NZ": ("TK",),
    "CX": ("CC",),
}
"""Countries of ISO 3166 that the outlines draw as parts of another."""


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """The gazetteer's numbers of where points lie, int32 (n,) each; -1: in none.

    `quarter` is a part of `city`; a country may be known where region and city are not.
    """

    country: npt.NDArray[np.int32]
    region: npt.NDArray[np.int32]
    city: npt.NDArray[np.int32]
    quarter: npt.NDArray[np.int32]


class Locator:
    """Tells where points lie: the country by its outlines, the rest by the towns around."""

    def __init__(self, towns: Gazetteer) -> None:
        """With the towns of a gazetteer; the outlines are read when the first point is asked."""
        self._towns = towns
        families = np.arange(len(towns.codes), dtype=np.int32)
        for parent, parts in _FAMILY.items():
            for each in parts:
                families[towns.codes.index(each)] = towns.codes.index(parent)
        self._families = np.append(families, -1)  # of no country
        self._family = families[towns.country]
        self._alone = np.flatnonzero(towns.owner < 0)
        self._large = np.flatnonzero((towns.owner < 0) & (towns.people >= _LARGE))

    def locate(self, latitudes: Numbers, longitudes: Numbers) -> Located:
        """Where points in degrees, float64 (n,) each, lie; those outside the globe lie nowhere."""
        out = np.full((4, len(latitudes)), -1, np.int32)
        there = np.flatnonzero((np.abs(latitudes) <= 90) & (np.abs(longitudes) <= 180))
        if len(there):
            pairs = np.stack([latitudes[there], longitudes[there]], axis=1).round(_ROUND)
            folded = np.ascontiguousarray(pairs).view(np.complex128).ravel()
            _, firsts, inverse = np.unique(folded, return_index=True, return_inverse=True)
            out[:, there] = self._locate(*pairs[firsts].T)[:, inverse]
        return Located(*out)

    @cached_property
    def _borders(self) -> Borders:
        world = Outlines.load("10m")
        return Borders(world, world.grid)

    @cached_property
    def _points(self) -> Numbers:
        return unit(self._towns.latitude, self._towns.longitude)

    @cached_property
    def _near(self) -> tuple[Nearest, ...]:
        return tuple(Nearest(self._points, side) for side in _STEPS)

    @cached_property
    def _cities(self) -> tuple[Nearest, Nearest]:
        return (
            Nearest(self._points[self._alone], _STEPS[0]),
            Nearest(self._points[self._large], _LARGE_SIDE),
        )

    def _locate(self, latitudes: Numbers, longitudes: Numbers) -> npt.NDArray[np.int32]:
        towns, points = self._towns, unit(latitudes, longitudes)
        drawn = self._borders.countries(latitudes, longitudes)
        drawn[latitudes < _ALL_ICE] = towns.codes.index("AQ")
        family = self._at_heart(points, self._families[drawn])
        town, away = self._nearest(points, family)
        known = town >= 0
        region = np.where(known, towns.region[town], -1)
        country = np.where(known, towns.country[town], np.where(family < 0, -1, drawn))
        city, quarter = self._within(points, np.where(away <= FAR, town, -1))
        return np.stack([country, region, city, quarter]).astype(np.int32)

    def _at_heart(self, points: Numbers, family: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Countries by their outlines, but for the hearts of towns just across a coarse line."""
        town, away = self._near[0].best(points, lambda _q, _p, km: km)
        other = (town >= 0) & (away <= _HEART) & (self._family[town] != family)
        which = np.flatnonzero(other & (family >= 0))
        own, own_away = self._near[0].best(points[which], self._among(family[which]))
        believed = which[(own < 0) | (away[which] * 2 < own_away)]
        family = family.copy()
        family[believed] = self._family[town[believed]]
        return family

    def _nearest(self, points: Numbers, family: npt.NDArray[np.int32]) -> tuple[Ids, Numbers]:
        """The nearest town of each point's country, and how far it is; at sea only near ones."""
        found, away = np.full(len(points), -1, np.int64), np.full(len(points), np.inf)
        left = np.arange(len(points))
        for side, near in zip(_STEPS, self._near, strict=True):
            town, km = near.best(points[left], self._among(family[left]))
            sure = km <= side
            found[left[sure]], away[left[sure]] = town[sure], km[sure]
            left = left[~sure & ((family[left] >= 0) | (side < FAR))]
        for each in np.unique(family[left][family[left] >= 0]).tolist():
            mine, those = left[family[left] == each], np.flatnonzero(self._family == each)
            for part in np.array_split(mine, len(mine) * len(those) // 4_000_000 + 1):
                if len(part) and len(those):
                    near = points[part] @ self._points[those].T
                    best = those[np.argmax(near, axis=1)]
                    found[part] = best
                    gone = np.linalg.norm(points[part] - self._points[best], axis=1)
                    away[part] = kilometres(gone)
        at_sea = (family < 0) & (away > FAR)
        found[at_sea] = -1
        return found, away

    def _within(self, points: Numbers, town: Ids) -> tuple[Ids, Ids]:
        """City and quarter: the nearest town and what it is a part of.

        A town that stands for itself is not the city where another of its region, of which the
        edge is nearer, only has its centre farther away.
        """
        owner = np.where(town >= 0, self._towns.owner[town], -1)
        loose = np.flatnonzero((town >= 0) & (owner < 0))
        city = np.where(owner >= 0, owner, town)
        for near, numbers in zip(self._cities, (self._alone, self._large), strict=True):
            some, cost = near.best(points[loose], self._reaching(town[loose], numbers))
            better = (some >= 0) & (cost < self._cost_of(points[loose], city[loose]))
            city[loose[better]] = numbers[some[better]]
        return city, np.where(owner >= 0, town, -1)

    def _cost_of(self, points: Numbers, town: Ids) -> Numbers:
        km = kilometres(np.linalg.norm(points - self._points[town], axis=1))
        return km - self._towns.reach[town] * 0.4

    def _among(self, family: npt.NDArray[np.int32]):  # noqa: ANN202 - a `Cost`
        def cost(which: Ids, towns: Ids, km: Numbers) -> Numbers:
            wanted = family[which]
            return np.where((wanted < 0) | (self._family[towns] == wanted), km, np.inf)

        return cost

    def _reaching(self, beside: Ids, numbers: Ids):  # noqa: ANN202 - a `Cost`
        towns = self._towns
        areas = towns.country * 10_000 + towns.region

        def cost(which: Ids, some: Ids, km: Numbers) -> Numbers:
            near = numbers[some]
            same = areas[near] == areas[beside[which]]
            return np.where(same, km - towns.reach[near] * 0.4, np.inf)

        return cost


@cache
def edition() -> str:
    """A short text that is another one where the same points may be found to lie elsewhere."""
    folder = paths.resources() / "places"
    sizes = [(folder / name).stat().st_size for name in ("gazetteer.npz", "world-10m.npz")]
    return ".".join(map(str, (_RULES, *sizes)))


@cache
def locator() -> Locator:
    """With the gazetteer that photoclip brings, made once."""
    return Locator(gazetteer())

"""Where photos were taken: coordinates, names and how many there are in each place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.catalog.store import Catalog
from photoclip.places.gazetteer import Kind, Spot, gazetteer
from photoclip.places.locating import Located, locator
from photoclip.places.names import key_of
from photoclip.places.place import Place, PlaceNode
from photoclip.query import Condition, Filter, Query, Understood, may_name_places, understood
from photoclip.query.values import around
from photoclip.records import ValueCount

_Ids = npt.NDArray[np.int64]
_Counted = dict[tuple[int, int, int], int]  # how many photos by country, region and city
_LEVELS = ("country", "region", "city", "quarter")
_KINDS: dict[str, Kind] = {
    "country": "country",
    "region": "region",
    "city": "town",
    "quarter": "town",
}
_BITS = 2**20 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Photos with coordinates: ids int64 (n,), degrees float64 (n,) each."""

    ids: _Ids
    latitudes: npt.NDArray[np.float64]
    longitudes: npt.NDArray[np.float64]


class Placing:
    """The places of one library. All calls block and may come from any thread."""

    def __init__(self, catalog: Catalog) -> None:
        """Of the photos that a catalog holds."""
        self._catalog = catalog

    def points(self, ids: _Ids) -> Points:
        """Those of some photos that have coordinates."""
        latitudes = self._catalog.column("latitude", ids)
        longitudes = self._catalog.column("longitude", ids)
        there = np.isfinite(latitudes) & np.isfinite(longitudes)
        return Points(ids[there], latitudes[there], longitudes[there])

    def tree(self, language: str = "en") -> tuple[PlaceNode, ...]:
        """Countries, regions and cities with photos, each level with the most photos first.

        Photos of a country whose region is not known count for the country only, and so on.
        """
        ids = self._catalog.browse("added")
        country, region, city = (self._numbers(level, ids) + 1 for level in _LEVELS[:3])
        folded, counts = np.unique(country << 40 | region << 20 | city, return_counts=True)
        counted = {
            ((each >> 40) - 1, (each >> 20 & _BITS) - 1, (each & _BITS) - 1): photos
            for each, photos in zip(folded.tolist(), counts.tolist(), strict=True)
        }
        countries = {each[0] for each in counted if each[0] >= 0}
        return _ordered([self._country(each, counted, language) for each in countries])

    def names(self, levels: Sequence[str] = _LEVELS) -> tuple[ValueCount, ...]:
        """What `place:` finds here, most photos first: quarters, cities, regions and countries.

        A place with another name in another of the window's languages stands under both.
        """
        ids, found = self._catalog.browse("added"), Counter[str]()
        for level in levels:
            counts = np.bincount(self._numbers(level, ids) + 1)
            for number in np.flatnonzero(counts[1:]).tolist():
                for name in _names(Spot(_KINDS[level], number)):
                    found[name] = max(found[name], int(counts[number + 1]))
        return tuple(ValueCount(name, photos) for name, photos in found.most_common())

    def understood(self, query: Query) -> Understood:
        """A question as this library understands it: words may name places of its photos."""
        if may_name_places(query) and self.have_photos([Filter("has", "gps")]):
            return understood(query, self)
        return Understood(query)

    def filter(self, name: str, value: str) -> Filter | None:
        """The filter "place", "country" or "near" for a name; None where no photo meets it."""
        if name == "near":
            meant = around(value)
            spots = gazetteer().named(str(meant[0])) if meant and len(meant) == 2 else ()
            spots = tuple(each for each in spots if each.kind == "town")
        else:
            spots = gazetteer().meant(value)
            spots = tuple(each for each in spots if name in {"place", each.kind})
        if not spots:
            return None
        found = Filter(name, _spelled(value, spots))
        return found if self.have_photos([found]) else None

    def have_photos(self, filters: Sequence[Condition]) -> bool:
        """Whether any present photo meets all of these filters."""
        return len(self._catalog.browse("added", filters)) > 0

    def _numbers(self, level: str, ids: _Ids) -> _Ids:
        return self._catalog.column(level, ids).astype(np.int64)

    def _country(self, country: int, counted: _Counted, language: str) -> PlaceNode:
        of_country = {each: count for each, count in counted.items() if each[0] == country}
        regions = [
            self._region(region, of_country, language)
            for region in {numbers[1] for numbers in of_country}
            if region >= 0
        ]
        spot = Spot("country", country)
        return _node("country", spot, sum(of_country.values()), language, _ordered(regions))

    def _region(self, region: int, counted: _Counted, language: str) -> PlaceNode:
        of_region = {each: count for each, count in counted.items() if each[1] == region}
        cities = [
            _node("city", Spot("town", numbers[2]), count, language)
            for numbers, count in of_region.items()
            if numbers[2] >= 0
        ]
        spot = Spot("region", region)
        return _node("region", spot, sum(of_region.values()), language, _ordered(cities))


def place_of(latitude: float, longitude: float, language: str = "en") -> Place | None:
    """What a point in degrees lies in; None at sea and away from every country."""
    found = locator().locate(np.array([latitude]), np.array([longitude]))
    return _place(found, 0, language) if found.country[0] >= 0 else None


def places_said(
    latitudes: npt.NDArray[np.float64], longitudes: npt.NDArray[np.float64], language: str = "en"
) -> str:
    """What points in degrees have in common: a quarter, city, region or country.

    Of several countries the two with the most points; "" at sea.
    """
    found = locator().locate(latitudes, longitudes)
    land = np.flatnonzero(found.country >= 0)
    if not len(land):
        return ""
    countries, firsts, counts = np.unique(
        found.country[land], return_index=True, return_counts=True
    )
    if len(countries) > 1:
        most = land[firsts[np.argsort(-counts, kind="stable")[:2]]].tolist()
        said = ", ".join(_place(found, at, language).country for at in most)
        return said if len(countries) == 2 else f"{said} …"
    shared = [np.where(_is_one(each[land]), each, -1) for each in (found.city, found.quarter)]
    region = np.where(_is_one(found.region[land]), found.region, -1)
    common = Located(found.country, region, *shared)
    return _place(common, int(land[0]), language).text


def _is_one(numbers: npt.NDArray[np.int32]) -> bool:
    return bool((numbers == numbers[0]).all())


def _place(found: Located, at: int, language: str) -> Place:
    known = gazetteer()

    def name(kind: Kind, number: int) -> str:
        return known.name(Spot(kind, number), language) if number >= 0 else ""

    return Place(
        name("country", int(found.country[at])),
        known.codes[int(found.country[at])],
        name("region", int(found.region[at])),
        name("town", int(found.city[at])),
        name("town", int(found.quarter[at])),
    )


def _node(
    level: str, spot: Spot, photos: int, language: str, inside: tuple[PlaceNode, ...] = ()
) -> PlaceNode:
    known = gazetteer()
    code = known.codes[known.country_of(spot)]
    name = known.name(spot, language)
    asks = {"country": ("country", code), "region": ("region", f"{known.name(spot)}, {code}")}
    return PlaceNode(
        level, name, photos, asks.get(level, ("place", f"{known.name(spot)}, {code}")), inside
    )


def _names(spot: Spot) -> Iterator[str]:
    yield from dict.fromkeys(gazetteer().name(spot, language) for language in ("en", "de"))


def _spelled(value: str, spots: Sequence[Spot]) -> str:
    """A name with its capitals where it was written without any."""
    if not value.islower():
        return value
    names = (each for spot in spots for each in _names(spot))
    return next((each for each in names if key_of(each) == key_of(value)), value)


def _ordered(nodes: list[PlaceNode]) -> tuple[PlaceNode, ...]:
    return tuple(sorted(nodes, key=lambda node: (-node.photos, node.name)))

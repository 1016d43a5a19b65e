"""Countries, regions and towns by number, and what they are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from photoclip import paths
from photoclip.places.names import key_of
from photoclip.places.ranges import reach

Kind = Literal["country", "region", "town"]
_KINDS: dict[str, Kind] = {"c": "country", "r": "region", "t": "town"}
_KNOWN_TOWN = 15_000  # people: a region that is called like such a town in it means the town
LANGUAGES = ("en", "de")
"""Languages in which places are shown, as far as they have names there."""

Found = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spot:
    """A country, a region or a town (also a town's quarter) by its number in the gazetteer."""

    kind: Kind
    number: int


class Gazetteer:
    """GeoNames' countries, first-level regions and towns of a thousand people or more.

    Numbers stand in the order of people, so that of two towns the smaller number is the larger
    town. Texts are taken apart when they are first asked for.
    """

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        """From the tables that `packaging/places.py` makes."""
        self._arrays = arrays
        self.latitude = arrays["latitude"] / 1e5
        self.longitude = arrays["longitude"] / 1e5
        self.country = arrays["country"].astype(np.int32)
        self.people = arrays["people"]
        self.owner = arrays["owner"]
        regions = len(arrays["region_country"])
        region = arrays["region"].astype(np.int32)
        self.region = np.where(region < regions, region, -1)
        self.region_country = arrays["region_country"].astype(np.int32)
        self.reach = reach(self.people)
        self._keys = arrays["keys"].tobytes()

    def _lines(self, name: str) -> list[str]:
        return self._arrays[name].tobytes().decode().split("\n")

    @cached_property
    def codes(self) -> list[str]:
        """The countries' two letters."""
        return [each.partition("\t")[0] for each in self._lines("countries")]

    @cached_property
    def _names(self) -> dict[tuple[Kind, str], list[str]]:
        names: dict[tuple[Kind, str], list[str]] = {}
        for language in LANGUAGES:
            names["country", language] = self._lines(f"countries_{language}")
            names["region", language] = self._lines(f"regions_{language}")
        names["town", "en"] = self._lines("name")
        return names

    @cached_property
    def _german(self) -> dict[int, str]:
        numbers = self._arrays["name_de_of"].tolist()
        return dict(zip(numbers, self._lines("name_de"), strict=True))

    def name(self, spot: Spot, language: str = "en") -> str:
        """What a place is called in a language; in English where it has no name there."""
        if spot.kind == "town":
            usual = self._names["town", "en"][spot.number]
            return self._german.get(spot.number, usual) if language == "de" else usual
        return self._names[spot.kind, language if language in LANGUAGES else "en"][spot.number]

    def full_name(self, spot: Spot, language: str = "en") -> str:
        """The name with the country behind it, as `named` reads it: "Lisbon, Portugal"."""
        name = self.name(spot, language)
        if spot.kind == "country":
            return name
        return f"{name}, {self.name(Spot('country', self.country_of(spot)), language)}"

    def country_of(self, spot: Spot) -> int:
        """The number of the country in which a place lies."""
        if spot.kind == "country":
            return spot.number
        countries = self.region_country if spot.kind == "region" else self.country
        return int(countries[spot.number])

    def named(self, text: str) -> tuple[Spot, ...]:
        """Every place of this name, in any language; "Paris, Texas" names what lies inside.

        Larger things come first: countries, regions, towns by their people.
        """
        first, *around = [key_of(part) for part in text.split(",") if part.strip()] or [""]
        spots = self._called(first)
        for each in around:
            outer = self._called(each)
            spots = [spot for spot in spots if any(self._inside(spot, one) for one in outer)]
        return tuple(spots)

    def meant(self, text: str) -> tuple[Spot, ...]:
        """The same without regions that are called like a town in them: the town is meant."""
        spots = self.named(text)
        towns = [
            s.number for s in spots if s.kind == "town" and self.people[s.number] > _KNOWN_TOWN
        ]
        named = {int(self.region[each]) for each in towns}
        return tuple(s for s in spots if s.kind != "region" or s.number not in named)

    def beginning(self, text: str, limit: int = 8) -> tuple[Spot, ...]:
        """Places of which a name begins so, larger things first; only the `limit` largest."""
        key = key_of(text).encode()
        start = self._keys.find(b"\n" + key) if key else -1
        found: dict[Spot, None] = {}
        while start >= 0 and self._keys.startswith(key, start + 1) and len(found) < 20_000:
            end = self._keys.find(b"\n", start + 1)
            found |= dict.fromkeys(_spots(self._keys[start + 1 : end].partition(b"\t")[2]))
            start = end
        return tuple(sorted(found, key=_size)[:limit])

    def alike(self, text: str, kind: str | None = None, limit: int = 3) -> list[str]:
        """Names like this one, that a slip of the finger may have meant."""
        key = key_of(text)
        known: dict[str, str] = {}
        for spot in self.beginning(key[:3], 4000):
            if kind in (None, spot.kind):
                known.setdefault(key_of(self.name(spot)), self.name(spot))
        return [known[each] for each in get_close_matches(key, known, limit, 0.7)]

    def _called(self, key: str) -> list[Spot]:
        start = self._keys.find(b"\n" + key.encode() + b"\t") if key else -1
        if start < 0:
            return []
        end = self._keys.find(b"\n", start + 1)
        return sorted(_spots(self._keys[start + 1 : end].partition(b"\t")[2]), key=_size)

    def _inside(self, spot: Spot, outer: Spot) -> bool:
        if outer.kind == "country":
            return self.country_of(spot) == outer.number
        if spot.kind != "town":
            return False
        if outer.kind == "region":
            return int(self.region[spot.number]) == outer.number
        return int(self.owner[spot.number]) == outer.number


def _spots(places: bytes) -> Iterable[Spot]:
    return (Spot(_KINDS[each[0]], int(each[1:])) for each in places.decode().split(","))


def _size(spot: Spot) -> tuple[int, int]:
    return ("country", "region", "town").index(spot.kind), spot.number


@cache
def gazetteer() -> Gazetteer:
    """The one that photoclip brings, read once."""
    with np.load(paths.resources() / "places" / "gazetteer.npz", allow_pickle=False) as stored:
        return Gazetteer({name: stored[name] for name in stored.files})

"""Where a photo was taken, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Names of what a point lies in, in one language; "" where that is not known.

    Attributes:
        country: the country's name.
        code: its two letters.
        region: state, province or district.
        city: the town, or the nearest one within 30 km.
        quarter: a part of the city.
    """

    country: str
    code: str
    region: str = ""
    city: str = ""
    quarter: str = ""

    @property
    def text(self) -> str:
        """As people say it: "Alfama, Lisbon, Portugal"; away from towns the region."""
        near = (self.quarter, self.city) if self.city else (self.region,)
        return ", ".join(dict.fromkeys(each for each in (*near, self.country) if each))


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A country, region or city with photos, and what lies in it.

    Attributes:
        kind: "country", "region" or "city".
        name: in the language that was asked for.
        photos: how many were taken there.
        filter: the name and the value of the filter that finds them.
        inside: the regions of a country, the cities of a region.
    """

    kind: str
    name: str
    photos: int
    filter: tuple[str, str]
    inside: "tuple[PlaceNode, ...]" = ()

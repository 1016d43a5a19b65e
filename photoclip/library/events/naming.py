"""What events are called by where they were: towns at home, towns and countries of journeys."""

import numpy as np

from photoclip.library.events.occasions import Floats, Ints
from photoclip.places.gazetteer import Spot, gazetteer
from photoclip.places.locating import locator


def place_names(latitude: Floats, longitude: Floats, days: Ints, language: str) -> list[str]:
    """A name for the middle of each event, "" where no place is known or it is at sea.

    Args:
        latitude: float64 (n,) degrees, NaN where unknown.
        longitude: the same.
        days: int64 (n,) how long each event lasted; one of several days says its country, too.
        language: "en" or "de".
    """
    names = [""] * len(latitude)
    known = np.flatnonzero(~np.isnan(latitude))
    if not len(known):
        return names
    found, words = locator().locate(latitude[known], longitude[known]), gazetteer()
    for at, each in enumerate(known.tolist()):
        country, region, city = (
            int(part[at]) for part in (found.country, found.region, found.city)
        )
        near = [words.name(Spot("town", city), language)] if city >= 0 else []
        if not near and region >= 0:
            near = [words.name(Spot("region", region), language)]
        if country >= 0 and (days[each] > 1 or not near):
            near.append(words.name(Spot("country", country), language))
        names[each] = ", ".join(dict.fromkeys(near))
    return names

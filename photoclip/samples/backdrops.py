"""Which painter paints which setting."""

from collections.abc import Callable

from photoclip.samples import land, rooms, town
from photoclip.samples.stage import Stage

BACKDROPS: dict[str, Callable[[Stage], None]] = {
    "beach": land.beach,
    "mountains": land.mountains,
    "forest": land.forest,
    "city": town.city,
    "snowfield": land.snowfield,
    "desert": land.desert,
    "lake": land.lake,
    "meadow": land.meadow,
    "harbour": town.harbour,
    "street": town.street,
    "living room": rooms.living_room,
    "kitchen": rooms.kitchen,
    "sky": land.high_sky,
    "sea": land.sea,
}

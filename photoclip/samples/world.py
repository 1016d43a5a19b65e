"""Which things, settings and colours go together, and which are held out of training."""

import functools
import zlib
from typing import Literal

from photoclip.samples.kinds import COLOURS, LIGHTS, THINGS, WEATHERS, Thing
from photoclip.samples.places import SETTINGS, Setting, Zone

__all__ = [
    "COLOURS",
    "HELDOUT",
    "LIGHTS",
    "SETTINGS",
    "THINGS",
    "WEATHERS",
    "Split",
    "possible",
    "zone_of",
]

Split = Literal["train", "heldout"]


def zone_of(thing: Thing, setting: Setting) -> Zone:
    """Where in a setting the thing goes; a thing made for a table stands on any ground."""
    for zone in (thing.zone, "ground", "table"):
        if zone in setting.zones:
            return zone
    raise AssertionError(f"{thing.name} has no place in {setting.name}")


def possible(thing: Thing, setting: str, colour: str) -> bool:
    """Whether a combination is ever drawn: white things are not drawn on snow, and so on."""
    if setting not in thing.settings or colour not in thing.colours:
        return False
    lost = {("white", "snowfield"), ("green", "forest")}
    return thing.name in {"snowman", "moon"} or (colour, setting) not in lost


@functools.cache
def _held_out() -> frozenset[tuple[str, str, str]]:
    out: set[tuple[str, str, str]] = set()
    for thing in THINGS.values():
        for colour in thing.colours:
            places = [s for s in thing.settings if possible(thing, s, colour)]
            ranked = sorted(places, key=lambda s: zlib.crc32(f"{thing.name}|{s}|{colour}".encode()))
            limit = (2**32) // 6
            for place in ranked[: (len(places) - 1) // 2 + (len(places) == 2)]:
                if zlib.crc32(f"{thing.name}|{place}|{colour}".encode()) < limit:
                    out.add((thing.name, place, colour))
    return frozenset(out)


HELDOUT: frozenset[tuple[str, str, str]] = _held_out()
"""Combinations (thing, setting, colour) that the train split never draws.

The rule: a combination whose CRC-32 of "thing|setting|colour" is in the lowest sixth, as long as
at least half of the thing's settings in that colour (one, when there are only two) stay with the
train split. So every thing is still seen in every one of its colours, but somewhere else.
"""

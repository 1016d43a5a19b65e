"""Which things, settings and colours go together, and which are held out of training."""

import csv
from pathlib import Path
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

_HELDOUT_FILE = Path(__file__).with_name("heldout.csv")


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


def _held_out() -> frozenset[tuple[str, str, str]]:
    with _HELDOUT_FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return frozenset((row["thing"], row["setting"], row["colour"]) for row in rows)


HELDOUT: frozenset[tuple[str, str, str]] = _held_out()
"""Combinations (thing, setting, colour) that the train split never draws: heldout.csv.

About a sixth of what is possible. At least half of a thing's settings in a colour (one, when there
are only two) stay with the train split, so that every thing is still seen in every one of its
colours, but somewhere else. The file is the truth and is not computed: a model trained on what it
leaves in is only tested fairly as long as it stays as it is.
"""

"""Scenes that every library of some size holds, so that what people try first finds something."""

from dataclasses import dataclass

_EVERY = 8
_FIRST = 3
_LAST = 450  # larger libraries go on at random


@dataclass(frozen=True, slots=True)
class Motif:
    """What a scene shows above all; the rest of it is drawn at random."""

    thing: str
    setting: str
    colour: str
    light: str


MOTIFS: tuple[Motif, ...] = (
    Motif("sailboat", "sea", "red", "sunset"),
    Motif("dog", "snowfield", "brown", "noon"),
    Motif("hot-air balloon", "mountains", "yellow", "dawn"),
    Motif("car", "city", "red", "night"),
    Motif("sailboat", "harbour", "red", "sunset"),
    Motif("cat", "living room", "orange", "noon"),
    Motif("lighthouse", "beach", "red", "sunset"),
    Motif("cake", "kitchen", "pink", "noon"),
    Motif("sailboat", "beach", "red", "sunset"),
    Motif("tent", "forest", "orange", "dawn"),
    Motif("hot-air balloon", "mountains", "red", "sunset"),
    Motif("umbrella", "street", "yellow", "noon"),
    Motif("dog", "snowfield", "orange", "dawn"),
    Motif("duck", "lake", "yellow", "noon"),
)
"""In the order of a library; none is one of the combinations that are held out."""


def motif_of(number: int) -> Motif | None:
    """The motif of the group at a place; most groups have none."""
    if number % _EVERY != _FIRST or number > _LAST:
        return None
    return MOTIFS[number // _EVERY % len(MOTIFS)]

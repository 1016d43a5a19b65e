"""The settings of sample scenes: where things can stand there, and their weather."""

from dataclasses import dataclass
from typing import Literal

Zone = Literal["ground", "water", "sky", "table"]


@dataclass(frozen=True, slots=True)
class Setting:
    """A place: where things can stand (shares of the picture's height) and what suits it.

    `noun` takes "the" or "a"; `at` is the phrase for things on the ground there.
    """

    name: str
    at: tuple[str, ...]
    over: tuple[str, ...]
    zones: dict[Zone, tuple[float, float]]
    weathers: tuple[str, ...] = ("clear", "clouds", "fog", "rain")
    indoors: bool = False


_OUTDOORS: tuple[str, ...] = ("clear", "clouds", "fog", "rain")
_COLD = ("clear", "clouds", "fog", "rain", "snow")

_EVERY: tuple[Setting, ...] = (
    Setting(
        "beach",
        ("on the beach", "on a sandy beach", "at the beach"),
        ("over the beach", "above a sandy beach"),
        {"ground": (0.76, 0.95), "water": (0.5, 0.62), "sky": (0.2, 0.3)},
        ("clear", "clouds", "fog", "rain"),
    ),
    Setting(
        "mountains",
        ("in the mountains", "below snowy mountains", "in a mountain valley"),
        ("over the mountains", "above snowy mountains"),
        {"ground": (0.84, 0.96), "sky": (0.2, 0.32)},
        _COLD,
    ),
    Setting(
        "forest",
        ("in the forest", "in a quiet forest", "in the woods"),
        ("in the forest",),
        {"ground": (0.84, 0.96)},
        _COLD,
    ),
    Setting(
        "city",
        ("in the city", "in a big city", "in front of the city skyline"),
        ("over the city", "above the city skyline"),
        {"ground": (0.88, 0.96), "sky": (0.16, 0.26)},
        _COLD,
    ),
    Setting(
        "snowfield",
        ("in the snow", "on a snowy field", "on a snowfield"),
        ("over a snowy field", "above the snowfield"),
        {"ground": (0.74, 0.95), "sky": (0.18, 0.34)},
        ("clear", "clouds", "fog", "snow"),
    ),
    Setting(
        "desert",
        ("in the desert", "among the dunes", "in a sandy desert"),
        ("over the desert", "above the dunes"),
        {"ground": (0.78, 0.95), "sky": (0.18, 0.3)},
        ("clear", "clouds"),
    ),
    Setting(
        "lake",
        ("on the lake", "on a lake", "on a quiet lake"),
        ("over the lake", "above a lake"),
        {"water": (0.66, 0.86), "sky": (0.16, 0.26)},
        _OUTDOORS,
    ),
    Setting(
        "meadow",
        ("in the meadow", "on a green meadow", "in a field of grass"),
        ("over the meadow", "above a green meadow"),
        {"ground": (0.76, 0.95), "sky": (0.18, 0.32)},
        _OUTDOORS,
    ),
    Setting(
        "harbour",
        ("in the harbour", "at the harbour", "in a small port"),
        ("over the harbour", "above a small port"),
        {"ground": (0.92, 0.97), "water": (0.62, 0.76), "sky": (0.14, 0.22)},
        _OUTDOORS,
    ),
    Setting(
        "street",
        ("on the street", "in the street", "on a town street"),
        ("over the street",),
        {"ground": (0.84, 0.95)},
        _COLD,
    ),
    Setting(
        "living room",
        ("in the living room", "in a cosy living room", "in a lounge"),
        ("in the living room",),
        {"ground": (0.86, 0.95)},
        ("clear",),
        indoors=True,
    ),
    Setting(
        "kitchen",
        ("on the kitchen table", "in the kitchen", "on a table in a kitchen"),
        ("in the kitchen",),
        {"table": (0.84, 0.93)},
        ("clear",),
        indoors=True,
    ),
    Setting(
        "sky",
        ("in the sky", "high in the sky", "above the clouds"),
        ("in the sky", "high in the sky", "above the clouds"),
        {"sky": (0.32, 0.6)},
        ("clear", "clouds"),
    ),
    Setting(
        "sea",
        ("at sea", "on the open sea", "on the ocean"),
        ("over the sea", "above the ocean"),
        {"water": (0.64, 0.84), "sky": (0.16, 0.28)},
        _OUTDOORS,
    ),
)

SETTINGS: dict[str, Setting] = {place.name: place for place in _EVERY}

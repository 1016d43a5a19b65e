"""True sentences about a scene, differently worded, and the record of what is in it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from photoclip.samples.scene import Scene, ThingCount
from photoclip.samples.world import SETTINGS, THINGS, zone_of

_COUNTS = ("", "two", "three", "four")
_LIGHT_PHRASES = {
    "dawn": ("at dawn", "at dawn", "at sunrise", "in the early morning"),
    "noon": ("at noon", "at noon", "in the daytime", "in bright daylight"),
    "sunset": ("at sunset", "at sunset", "at sunset", "at dusk", "in the evening light"),
    "night": ("at night", "at night", "at night", "by night", "after dark"),
}
_WEATHER_PHRASES = {
    "clouds": ("under a cloudy sky", "under clouds", "in cloudy weather"),
    "fog": ("in the fog", "in thick fog", "in foggy weather"),
    "rain": ("in the rain", "in pouring rain", "in rainy weather"),
    "snow": ("in falling snow", "while snow is falling", "in snowy weather"),
    "clear": ("under a clear sky", "in clear weather"),
}
_NOUNS = {
    "mountains": ("the mountains", "snowy mountains"),
    "forest": ("the forest", "a forest", "the woods"),
    "city": ("the city", "a big city", "the city skyline"),
    "sea": ("the sea", "the open sea", "the ocean"),
    "sky": ("the sky", "the sky above the clouds"),
    "living room": ("the living room", "a living room", "a lounge"),
    "harbour": ("the harbour", "a harbour", "a small port"),
    "meadow": ("the meadow", "a green meadow", "a grassy field"),
    "snowfield": ("a snowfield", "a snowy field", "the snow"),
}


@dataclass(frozen=True, slots=True)
class SceneTruth:
    """What a sample picture shows; `captions` starts with the most complete sentence.

    Pages have the kind "screenshot" or "document", no things, and empty words for the rest.
    Pictures of one `group` are copies, edits or shots of one burst.
    """

    captions: tuple[str, ...]
    kind: Literal["scene", "screenshot", "document"]
    setting: str
    light: str
    weather: str
    things: tuple[ThingCount, ...]
    group: int


def article(words: str) -> str:
    """The words with "a" or "an" before them."""
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def thing_phrase(entry: ThingCount, rng: np.random.Generator, *, plain: bool = False) -> str:
    """Says "a red sailboat", "two yellow balloons"; unless `plain`, sometimes another name."""
    thing = THINGS[entry.kind]
    name = thing.name
    if not plain and thing.other_names and rng.random() < 0.35:
        name = _one(rng, thing.other_names)
    if entry.count == 1:
        return article(f"{entry.colour} {name}")
    several = thing.plural if name == thing.name else _plural(name)
    return f"{_COUNTS[entry.count - 1]} {entry.colour} {several}"


def bare_phrase(entry: ThingCount) -> str:
    """Says "a sailboat", "balloons": the thing without its colour, as people ask for it."""
    thing = THINGS[entry.kind]
    return article(thing.name) if entry.count == 1 else thing.plural


def _plural(name: str) -> str:
    if name.endswith("y") and name[-2] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if name.endswith(("ch", "sh", "s", "x")) else "s")


def _one(rng: np.random.Generator, words: tuple[str, ...]) -> str:
    return words[int(rng.integers(len(words)))]


def _place(scene: Scene, rng: np.random.Generator) -> str:
    place = SETTINGS[scene.setting]
    thing = THINGS[scene.things[0].kind]
    zone = zone_of(thing, place)
    if zone == "sky":
        return _one(rng, place.over)
    if zone == "water" and scene.setting == "beach":
        return _one(rng, ("off the beach", "on the water at the beach", "near a sandy beach"))
    return _one(rng, place.at)


def _noun(scene: Scene, rng: np.random.Generator) -> str:
    name = scene.setting
    return _one(rng, _NOUNS.get(name, (f"the {name}", f"a {name}")))


def _in_the_air(entry: ThingCount, setting: str) -> bool:
    return zone_of(THINGS[entry.kind], SETTINGS[setting]) == "sky"


class _Words:
    """The parts of the sentences about one scene, chosen anew each time they are asked for."""

    def __init__(self, scene: Scene, rng: np.random.Generator) -> None:
        self._scene = scene
        self._rng = rng
        indoors = SETTINGS[scene.setting].indoors
        told = not indoors and (scene.weather != "clear" or rng.random() < 0.15)
        self.weather = " " + _one(rng, _WEATHER_PHRASES[scene.weather]) if told else ""
        bright = scene.weather == "clear"
        self._lights = tuple(p for p in _LIGHT_PHRASES[scene.light] if bright or "bright" not in p)

    def light(self) -> str:
        """Says "at sunset"."""
        return _one(self._rng, self._lights)

    def main(self, *, plain: bool = False) -> str:
        """Says "two yellow balloons"."""
        return thing_phrase(self._scene.things[0], self._rng, plain=plain)

    def bare(self) -> str:
        """The main thing without its colour."""
        return bare_phrase(self._scene.things[0])

    def things(self) -> str:
        """All things, "a red sailboat and a white duck"."""
        return " and ".join(thing_phrase(t, self._rng) for t in self._scene.things)

    def placed(self, *, plain: bool = False) -> str:
        """All things where they are, "a house in the meadow with a blue kite in the sky"."""
        scene, rng = self._scene, self._rng
        main = self.main(plain=plain)
        if len(scene.things) == 1:
            return f"{main} {_place(scene, rng)}"
        extra = thing_phrase(scene.things[1], rng, plain=plain)
        high, extra_high = (_in_the_air(t, scene.setting) for t in scene.things[:2])
        if high == extra_high:
            return f"{main} and {extra} {_place(scene, rng)}"
        return f"{main} {_place(scene, rng)} with {extra} {'below' if high else 'in the sky'}"

    def scenic(self) -> str:
        """The place first, "sunset over the lake"."""
        noun = _noun(self._scene, self._rng)
        if SETTINGS[self._scene.setting].indoors or self._rng.random() < 0.5:
            return f"{noun} {self.light()}{self.weather}"
        return f"{self._scene.light} over {noun}{self.weather}"


def scene_captions(scene: Scene, rng: np.random.Generator) -> tuple[str, ...]:
    """Nine or so sentences, the most complete one first, no two the same."""
    words = _Words(scene, rng)
    plain_light = _LIGHT_PHRASES[scene.light][0]
    opener = _one(rng, ("a photo of ", "a picture of ", "photo of ", "a snapshot of "))
    candidates = (
        f"{words.placed(plain=True)} {plain_light}{words.weather}",
        f"{words.scenic()} with {words.things()}",
        f"{opener}{words.placed()}",
        words.main(plain=True),
        f"{words.main()} {_place(scene, rng)} {words.light()}",
        words.scenic(),
        f"{words.things()} {words.light()}{words.weather}",
        words.bare(),
        f"{words.bare()} {_place(scene, rng)}",
        f"{words.bare()} {words.light()}",
    )
    return tuple(dict.fromkeys(candidates))


def scene_truth(scene: Scene, rng: np.random.Generator, group: int) -> SceneTruth:
    """The truth about a scene."""
    return SceneTruth(
        captions=scene_captions(scene, rng),
        kind="scene",
        setting=scene.setting,
        light=scene.light,
        weather=scene.weather,
        things=scene.things,
        group=group,
    )

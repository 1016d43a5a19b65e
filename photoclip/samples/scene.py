"""A seeded random scene: what is where, before anything is painted."""

from dataclasses import dataclass

import numpy as np

from photoclip.samples.kinds import Thing
from photoclip.samples.motifs import Motif
from photoclip.samples.world import (
    HELDOUT,
    SETTINGS,
    THINGS,
    Split,
    possible,
    zone_of,
)

_SHAPES = ((1.5, 1.0), (4 / 3, 1.0), (4 / 3, 1.0), (1.5, 1.0), (1.0, 1.0), (1.0, 4 / 3))


@dataclass(frozen=True, slots=True)
class Placed:
    """One thing in the picture: its base's middle (x, y), its height, all in units."""

    kind: str
    colour: str
    zone: str
    x: float
    y: float
    height: float
    flip: bool
    seed: int


@dataclass(frozen=True, slots=True)
class ThingCount:
    """A kind of thing with its colour and how many of it there are."""

    kind: str
    colour: str
    count: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything about a picture; `width` and `height` are in units of the short side."""

    seed: int
    width: float
    height: float
    setting: str
    light: str
    weather: str
    things: tuple[ThingCount, ...]
    placed: tuple[Placed, ...]

    def random(self, stream: int) -> np.random.Generator:
        """Random numbers for one purpose, the same at every size."""
        return np.random.default_rng([self.seed, stream])


def make_scene(rng: np.random.Generator, split: Split, motif: Motif | None = None) -> Scene:
    """Draws a scene at random; `train` avoids HELDOUT, `heldout` is always one of it."""
    setting, thing, colour = _main(rng, split)
    light = _pick(rng, thing.lights, (0.22, 0.34, 0.24, 0.2)) if len(thing.lights) > 1 else "night"
    if motif is not None:
        setting, thing, colour = motif.setting, THINGS[motif.thing], motif.colour
        light = motif.light
    elif colour == "black" and light == "night" and not SETTINGS[setting].indoors:
        light = "sunset"
    weather = _weather(rng, setting, light) if motif is None else SETTINGS[setting].weathers[0]
    count = min(thing.most, int(rng.choice(4, p=(0.62, 0.2, 0.1, 0.08))) + 1)
    width, height = _SHAPES[int(rng.integers(len(_SHAPES)))]
    things = [ThingCount(thing.name, colour, count)]
    extra = _extra(rng, split, setting, light, thing)
    if extra is not None and count <= 2 and rng.random() < 0.38:
        things.append(extra)
    placed = _layout(rng, things, setting, (width, height))
    seed = int(rng.integers(2**31))
    return Scene(seed, width, height, setting, light, weather, tuple(things), placed)


def _pick(rng: np.random.Generator, names: tuple[str, ...], weights: tuple[float, ...]) -> str:
    share = np.asarray(weights[: len(names)])
    return names[int(rng.choice(len(names), p=share / share.sum()))]


def _main(rng: np.random.Generator, split: Split) -> tuple[str, Thing, str]:
    if split == "heldout":
        every = sorted(HELDOUT)
        kind, setting, colour = every[int(rng.integers(len(every)))]
        return setting, THINGS[kind], colour
    names = tuple(THINGS)
    while True:
        if rng.random() < 0.5:  # half of the pictures are even over settings, half over things
            setting = tuple(SETTINGS)[int(rng.integers(len(SETTINGS)))]
            fitting = [t for t in THINGS.values() if setting in t.settings]
            thing = fitting[int(rng.integers(len(fitting)))]
        else:
            thing = THINGS[names[int(rng.integers(len(names)))]]
            setting = thing.settings[int(rng.integers(len(thing.settings)))]
        colour = thing.colours[int(rng.integers(len(thing.colours)))]
        if possible(thing, setting, colour) and (thing.name, setting, colour) not in HELDOUT:
            return setting, thing, colour


def _weather(rng: np.random.Generator, setting: str, light: str) -> str:
    place = SETTINGS[setting]
    if len(place.weathers) == 1:
        return place.weathers[0]
    weights = {"clear": 0.5, "clouds": 0.2, "fog": 0.1, "rain": 0.12, "snow": 0.14}
    if light in {"sunset", "dawn"}:  # a sunset is seen when the sky is open
        weights |= {"clear": 0.62, "fog": 0.06, "rain": 0.05}
    return _pick(rng, place.weathers, tuple(weights[w] for w in place.weathers))


def _extra(
    rng: np.random.Generator, split: Split, setting: str, light: str, main: Thing
) -> ThingCount | None:
    place = SETTINGS[setting]
    fitting = [t for t in THINGS.values() if setting in t.settings and t.name != main.name]
    fitting = [t for t in fitting if light in t.lights and t.size[0] * t.width < 0.75]
    if "sky" in place.zones and main.zone != "sky":
        fitting = [t for t in fitting if t.zone == "sky" or rng.random() < 0.4]
    if not fitting:
        return None
    thing = fitting[int(rng.integers(len(fitting)))]
    colour = thing.colours[int(rng.integers(len(thing.colours)))]
    held = split == "train" and (thing.name, setting, colour) in HELDOUT
    if held or not possible(thing, setting, colour) or (colour == "black" and light == "night"):
        return None
    return ThingCount(thing.name, colour, 1)


def _layout(
    rng: np.random.Generator, things: list[ThingCount], setting: str, size: tuple[float, float]
) -> tuple[Placed, ...]:
    width, height = size
    slots = _slots(rng, things, width)
    placed: list[Placed] = []
    for number, (entry, x, room) in enumerate(slots):
        thing = THINGS[entry.kind]
        zone = zone_of(thing, SETTINGS[setting])
        shrink = (1.0, 0.76, 0.62, 0.56)[entry.count - 1] * (0.62 if entry is not things[0] else 1)
        tall = float(rng.uniform(*thing.size)) * shrink
        tall = max(0.18 if entry is things[0] else 0.12, tall)
        tall = min(tall, room * 1.08 / thing.width, 0.8 * height)
        top, bottom = SETTINGS[setting].zones[zone]
        depth = float(rng.uniform(0, 1)) if entry is things[0] else float(rng.uniform(0, 0.5))
        if zone == "sky":
            y = height * (top + (bottom - top) * depth) + tall / 2
            y = max(y, tall + 0.04)
        else:
            y = max(height * (top + (bottom - top) * depth), tall + 0.05)
            y = min(y, 0.97 * height)
            tall *= 0.88 + 0.2 * depth
        if entry is things[0]:  # it spans a sixth of the short side at the least
            tall = max(tall, 0.176 / max(1.0, thing.width))
        flip = bool(rng.random() < 0.5)
        seed = int(rng.integers(2**31)) + number
        placed.append(Placed(entry.kind, entry.colour, zone, x, y, tall, flip, seed))
    return tuple(sorted(placed, key=lambda p: (p.zone != "sky", p.y)))


def _slots(
    rng: np.random.Generator, things: list[ThingCount], width: float
) -> list[tuple[ThingCount, float, float]]:
    """Side by side places: (what, middle x, width to use), wider for the main thing."""
    order = [entry for entry in things for _ in range(entry.count)]
    rng.shuffle(order)  # pyright: ignore[reportArgumentType] - numpy shuffles any list in place
    wanted = [
        max(0.2, THINGS[e.kind].width * THINGS[e.kind].size[1]) * (1 if e is things[0] else 0.6)
        for e in order
    ]
    free = width * 0.94
    scale = min(1.0, free / sum(wanted))
    rooms = [w * scale for w in wanted]
    spare = free - sum(rooms)
    gaps = rng.dirichlet(np.full(len(order) + 1, 2.5)) * spare
    slots: list[tuple[ThingCount, float, float]] = []
    x = width * 0.03
    for entry, room, gap in zip(order, rooms, gaps[:-1], strict=True):
        x += float(gap)
        slots.append((entry, x + room / 2, room))
        x += room
    return slots

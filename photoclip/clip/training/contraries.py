"""Nearly true descriptions of scenes: one fact is another one."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from photoclip.clip.wording import things_of

_CHANGES = ("kind", "kind", "colour", "colour", "setting")
"""Which fact is changed; things are the hardest to learn."""


def worlds(scenes: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """All kinds, colours and settings that occur in some scenes, sorted."""
    found: dict[str, set[str]] = {"kind": set(), "colour": set(), "setting": set()}
    for attributes in scenes:
        for thing in things_of(attributes):
            found["kind"].add(str(thing.get("kind", "")))
            found["colour"].add(str(thing.get("colour", "")))
        found["setting"].add(str(attributes.get("setting", "")))
    return {fact: tuple(sorted(values - {""})) for fact, values in found.items()}


def nearly(
    attributes: Mapping[str, Any], known: Mapping[str, tuple[str, ...]], rng: np.random.Generator
) -> dict[str, Any]:
    """The attributes of a scene with another main thing, colour of it, or setting.

    Args:
        attributes: of a scene with things.
        known: what there is to choose from, as of `worlds`.
        rng: decides.
    """
    fact = _CHANGES[int(rng.integers(len(_CHANGES)))]
    value = known[fact][int(rng.integers(len(known[fact])))] if known[fact] else ""
    if fact == "setting":
        return {**attributes, "setting": value}
    main, *others = things_of(attributes)
    return {**attributes, "things": [{**main, fact: value}, *others]}

"""Nearly true descriptions of scenes: one fact is another one."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from photoclip.clip.wording import short_texts, things_of

_CHANGES = ("kind", "kind", "colour", "colour", "colour", "setting")
"""Which fact is changed: places are learned soonest, colours last."""

_PLACED = 0.25
"""How often a changed thing is told with its place or hour."""


def worlds(scenes: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """All kinds, colours and settings that occur in some scenes, sorted."""
    found: dict[str, set[str]] = {"kind": set(), "colour": set(), "setting": set()}
    for attributes in scenes:
        for thing in things_of(attributes):
            found["kind"].add(str(thing.get("kind", "")))
            found["colour"].add(str(thing.get("colour", "")))
        found["setting"].add(str(attributes.get("setting", "")))
    return {fact: tuple(sorted(values - {""})) for fact, values in found.items()}


def nearly_true(
    attributes: Mapping[str, Any], known: Mapping[str, tuple[str, ...]], rng: np.random.Generator
) -> tuple[str, ...]:
    """Short texts of a scene with another main thing, colour of it, or setting; all are false.

    Args:
        attributes: of a scene with things.
        known: what there is to choose from, as of `worlds`.
        rng: decides.

    Returns:
        Those that tell of the changed fact; none where it changed into itself.
    """
    fact = _CHANGES[int(rng.integers(len(_CHANGES)))]
    value = known[fact][int(rng.integers(len(known[fact])))] if known[fact] else ""
    main, *others = things_of(attributes)
    changed = (
        {**attributes, "setting": value}
        if fact == "setting"
        else {**attributes, "things": [{**main, fact: value}, *others]}
    )
    true, false = set(short_texts(attributes)), short_texts(changed)
    told = false.placed if rng.random() < _PLACED else (*false.main, *false.place)
    return tuple(text for text in told if text not in true)

"""What is true of pictures, as questions that people type: things, colours, places, hours."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.clip.pairs import Pair
from photoclip.clip.wording import forms, things_of, with_article
from photoclip.errors import DataError
from photoclip.paths import resources


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """Something that can be asked for, and which of n pictures it is true of.

    `kind` is "thing", "setting", "light", "coloured thing", "thing in setting",
    "coloured thing in setting", or of labelled pictures "label" and "broader" ("a flower").
    """

    kind: str
    text: str
    thing: str  # "" where it names none
    true: npt.NDArray[np.bool_]  # (n,)


def facts_of(scenes: Sequence[Pair]) -> list[Fact]:
    """Every fact of some scenes or labelled pictures, in the order in which they occur.

    Raises:
        DataError: no picture says what is in it.
    """
    broader = _broader()
    found: dict[tuple[str, str, str], npt.NDArray[np.bool_]] = {}
    for place, scene in enumerate(scenes):
        labelled = [] if scene.label is None else _of_label(scene.label, broader)
        for key in (*_keys(scene.attributes), *labelled):
            found.setdefault(key, np.zeros(len(scenes), np.bool_))[place] = True
    facts = [Fact(kind, text, thing, true) for (kind, text, thing), true in found.items()]
    if not any(fact.thing for fact in facts):
        raise DataError(
            "No picture says what is in it; name a captions.json such as 'photoclip samples' "
            "writes (attributes with things), or pictures with labels."
        )
    return facts


def _keys(attributes: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    setting, light = str(attributes.get("setting", "")), str(attributes.get("light", ""))
    keys = [("setting", f"the {setting}", "")] if setting else []
    keys += [("light", light, "")] if light else []
    for each in things_of(attributes):
        thing, colour = str(each.get("kind", "")), str(each.get("colour", ""))
        if not thing:
            continue
        named = [("thing", with_article(thing))]
        if colour:
            named.append(("coloured thing", with_article(f"{colour} {thing}")))
        for kind, text in named:
            keys.append((kind, text, thing))
            if setting:
                keys.append((f"{kind} in setting", f"{text} in the {setting}", thing))
    return keys


def _of_label(label: str, broader: Mapping[str, Sequence[str]]) -> list[tuple[str, str, str]]:
    own = ("label", with_article(forms(label)[-1]), label)
    return [own, *(("broader", text, "") for text in broader.get(label, ()))]


def _broader() -> dict[str, list[str]]:
    """The broader words of each label that has any."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in (resources() / "words" / "broader.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            text, _, labels = line.partition(":")
            for label in labels.split(","):
                found[label.strip()].append(text)
    return found

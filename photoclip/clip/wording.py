"""Short texts that are true of a scene, made from its attributes."""

from collections.abc import Mapping
from typing import Any, cast

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def short_texts(attributes: Mapping[str, Any]) -> tuple[str, ...]:
    """What people type: "cat", "a red sailboat", "two dogs at night", "a house in the meadow".

    Args:
        attributes: of a captions.json: things (kind, colour, count), setting and light; whatever is
            missing is left out.

    Returns:
        Every such text that is true, each once; none without things.
    """
    things = attributes.get("things")
    if not isinstance(things, list | tuple):
        return ()
    ends = ["", *_ends(attributes)]
    texts: dict[str, None] = {}
    for thing in cast("list[Any]", things):
        if isinstance(thing, Mapping):
            for name in _names(cast("Mapping[str, Any]", thing)):
                texts.update(dict.fromkeys(name + end for end in ends))
    return tuple(texts)


def _names(thing: Mapping[str, Any]) -> list[str]:
    kind, colour = str(thing.get("kind", "")), str(thing.get("colour", ""))
    count = int(thing.get("count", 1))
    if not kind:
        return []
    names: list[str] = []
    for words in (kind, f"{colour} {kind}") if colour else (kind,):
        names += [words, with_article(words)]
        if count > 1:
            number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
            names += [plural(words), f"{number} {plural(words)}"]
    return names


def _ends(attributes: Mapping[str, Any]) -> list[str]:
    setting, light = str(attributes.get("setting", "")), str(attributes.get("light", ""))
    ends = [f" at {light}"] if light else []
    if setting:
        ends += [f" in the {setting}", f" on the {setting}"]
    return ends


def forms(label: str) -> tuple[str, ...]:
    """A label, and its singular where it looks like a plural: people ask for "an airplane"."""
    if label.endswith("s") and not label.endswith(("ss", "us", "is", "ops")) and len(label) > 3:
        return label, label[:-1]
    return (label,)


def with_article(words: str) -> str:
    """The words with "a" or "an" before them."""
    return f"an {words}" if words[:1].lower() in tuple("aeiou") else f"a {words}"


def plural(words: str) -> str:
    """The words with the last one in the plural."""
    if words.endswith("y") and words[-2:-1] not in tuple("aeiou"):
        return f"{words[:-1]}ies"
    return words + ("es" if words.endswith(("ch", "sh", "s", "x")) else "s")

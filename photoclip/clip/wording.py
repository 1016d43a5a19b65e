"""Short texts that are true of a scene, made from its attributes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

_WEATHERS = {"fog": "in the fog", "rain": "in the rain", "snow": "in falling snow"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


@dataclass(frozen=True, slots=True)
class ShortTexts:
    """Short texts that are true of one scene.

    Attributes:
        main: name the main thing: "cat", "two orange cats".
        placed: tell also where or when it is.
        others: name the other things.
        place: name no thing: "the beach at sunset".
    """

    main: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    place: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        """All of them, each once."""
        return iter(dict.fromkeys((*self.main, *self.placed, *self.others, *self.place)))


def short_texts(attributes: Mapping[str, Any]) -> ShortTexts:
    """What people type: "cat", "a red sailboat", "two dogs at night", "the beach at sunset".

    Args:
        attributes: of a captions.json: things (kind, colour, count; the main one first), setting,
            light and weather; whatever is missing is left out.

    Returns:
        Every such text that is true; none without things.
    """
    things = things_of(attributes)
    named = [names for names in map(_names, things) if names]
    if not named:
        return ShortTexts()
    ends = _ends(attributes)
    main, *others = named
    return ShortTexts(
        main=tuple(main),
        placed=tuple(name + end for name in main for end in ends),
        others=tuple(name + end for names in others for name in names for end in ("", *ends)),
        place=tuple(_places(attributes)),
    )


def things_of(attributes: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The things of a scene, the main one first; empty where attributes are of another form."""
    things = attributes.get("things")
    if not isinstance(things, list | tuple):
        return []
    return [
        cast("Mapping[str, Any]", thing)
        for thing in cast("list[Any]", things)
        if isinstance(thing, Mapping)
    ]


def _names(thing: Mapping[str, Any]) -> list[str]:
    kind, colour = str(thing.get("kind", "")), str(thing.get("colour", ""))
    count = int(thing.get("count", 1))
    if not kind:
        return []
    names: list[str] = []
    for words in (kind, f"{colour} {kind}") if colour else (kind,):
        names += [words, with_article(words)]
        if count > 1:
            names += [plural(words), counted(words, count)]
    return names


def _ends(attributes: Mapping[str, Any]) -> list[str]:
    setting, light = str(attributes.get("setting", "")), str(attributes.get("light", ""))
    ends = [f" at {light}"] if light else []
    if setting:
        ends += [f" in the {setting}", f" on the {setting}"]
    return ends


def _places(attributes: Mapping[str, Any]) -> list[str]:
    setting, light = str(attributes.get("setting", "")), str(attributes.get("light", ""))
    weather = _WEATHERS.get(str(attributes.get("weather", "")), "")
    if not setting:
        return []
    places = [setting, f"the {setting}", with_article(setting)]
    hours = [f" at {light}"] if light else []
    texts = [place + end for place in places for end in ("", *hours)]
    texts += [f"{place} {weather}" for place in places[1:] if weather]
    return [*texts, *([f"at {light}", light] if light else []), *([weather] if weather else [])]


def meaning(text: str) -> str:
    """What two texts have in common that say the same: lower case, no article, singular.

    "An airplane", "airplane" and "airplanes" have one meaning, so that a drawn airplane's text is
    no false negative of a photo with the label "airplanes".
    """
    words = text.casefold().split()
    if len(words) > 1 and words[0] in {"a", "an", "the"}:
        words = words[1:]
    return " ".join([*words[:-1], forms(words[-1])[-1]]) if words else ""


def forms(label: str) -> tuple[str, ...]:
    """A label, and its singular where it looks like a plural: people ask for "an airplane"."""
    if label.endswith("s") and not label.endswith(("ss", "us", "is", "ops")) and len(label) > 3:
        return label, label[:-1]
    return (label,)


def with_article(words: str) -> str:
    """The words with "a" or "an" before them."""
    return f"an {words}" if words[:1].lower() in tuple("aeiou") else f"a {words}"


def counted(words: str, count: int) -> str:
    """Says "a dog", "two dogs"."""
    if count == 1:
        return with_article(words)
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} {plural(words)}"


def plural(words: str) -> str:
    """The words with the last one in the plural."""
    if words.endswith("y") and words[-2:-1] not in tuple("aeiou"):
        return f"{words[:-1]}ies"
    return words + ("es" if words.endswith(("ch", "sh", "s", "x")) else "s")

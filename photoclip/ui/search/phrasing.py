"""Parts of a question as people say them: `in Norway or in Sweden`, `without people`."""

from collections.abc import Mapping

from photoclip.query import AllOf, AnyOf, Condition, Filter, Query, Term
from photoclip.ui.speech import tr

TIMES = "\u00d7"


def times(weight: float) -> str:
    """How much something counts, its sign aside, with a times sign before it."""
    size = abs(weight)
    return f"{TIMES}½" if size == 0.5 else f"{TIMES}{size:g}"


def phrases(query: Query) -> list[str]:
    """All of a question but its pictures, part by part."""
    said = [tr("Search", "“{words}”").format(words=query.words)] if query.words else []
    said += [term(each) for each in query.weighted if each.weight > 0]
    said += [tr("Search", "without {words}").format(words=each) for each in query.without]
    said += [term(each) for each in query.weighted if each.weight < 0]
    return said + [condition(each) for each in query.filters]


def term(part: Term) -> str:
    """Words with a weight."""
    said = tr("Search", "“{words}”") if part.weight > 0 else tr("Search", "without {words}")
    words = said.format(words=part.text)
    return words if abs(part.weight) == 1 else f"{words} {times(part.weight)}"


def condition(part: Condition, *, inside: bool = False) -> str:
    """A filter or a group; `inside` another group it stands in parentheses."""
    if isinstance(part, Filter):
        said = _plain(part.name, part.value)
        return tr("Search", "not {what}").format(what=said) if part.negated else said
    if isinstance(part, AllOf | AnyOf):
        between = tr("Search", " or ") if isinstance(part, AnyOf) else tr("Search", " and ")
        said = between.join(condition(each, inside=True) for each in part.parts)
        return f"({said})" if inside else said
    return tr("Search", "not {what}").format(what=condition(part.part, inside=True))


def _plain(name: str, value: str) -> str:
    if name in {"flag", "is", "orientation", "has"}:
        said = _closed().get((name, value))
        if said is not None:
            return said
    if (name, value) == ("rating", "0"):
        return tr("Search", "unrated")
    if name == "rating" and value.isdigit():
        return tr("Search", "rated {value} or more").format(value=value)
    if name == "failed" and value.casefold() == "any":
        return tr("Search", "with a file that cannot be read")
    patterns: Mapping[str, str] = {
        "folder": tr("Search", "in {value}"),
        "before": tr("Search", "before {value}"),
        "after": tr("Search", "from {value} on"),
        "on": tr("Search", "on {value}"),
        "year": tr("Search", "in the year {value}"),
        "camera": tr("Search", "camera {value}"),
        "lens": tr("Search", "lens {value}"),
        "type": tr("Search", "type {value}"),
        "tag": tr("Search", "tagged {value}"),
        "label": tr("Search", "labelled {value}"),
        "album": tr("Search", "in album {value}"),
        "rating": tr("Search", "rated {value}"),
        "size": tr("Search", "size {value}"),
        "near": tr("Search", "near {value}"),
        "within": tr("Search", "in the area {value}"),
        "place": tr("Search", "in {value}"),
        "region": tr("Search", "in {value}"),
        "country": tr("Search", "in {value}"),
        "failed": tr("Search", "with a file that failed: {value}"),
    }
    return patterns.get(name, f"{name} {value}").format(value=_places(value, name))


def _places(value: str, name: str) -> str:
    """Ranges and places with the spaces that people expect."""
    if name == "near":
        parts = [each.strip().removesuffix("km").strip() for each in value.split(",")]
        return f"{parts[0]}, {parts[1]} ({parts[2]} km)" if len(parts) == 3 else value
    return value.replace("..", "\u2013") if name in {"on", "year", "rating", "size"} else value


def _closed() -> Mapping[tuple[str, str], str]:
    return {
        ("flag", "picked"): tr("Search", "picked"),
        ("flag", "rejected"): tr("Search", "rejected"),
        ("flag", "none"): tr("Search", "unflagged"),
        ("is", "untagged"): tr("Search", "untagged"),
        ("is", "duplicate"): tr("Search", "with a duplicate"),
        ("is", "burst"): tr("Search", "in a burst"),
        ("is", "offline"): tr("Search", "offline"),
        ("is", "pair"): tr("Search", "RAW with a picture"),
        ("is", "live"): tr("Search", "Live Photo"),
        ("is", "motion"): tr("Search", "motion photo"),
        ("is", "video"): tr("Search", "video"),
        ("orientation", "landscape"): tr("Search", "landscape format"),
        ("orientation", "portrait"): tr("Search", "portrait format"),
        ("orientation", "square"): tr("Search", "square"),
        ("has", "gps"): tr("Search", "with a place"),
        ("has", "date"): tr("Search", "with a date"),
        ("has", "camera"): tr("Search", "with a camera"),
        ("has", "lens"): tr("Search", "with a lens"),
        ("has", "rating"): tr("Search", "with stars"),
        ("has", "flag"): tr("Search", "picked or rejected"),
        ("has", "tags"): tr("Search", "with tags"),
        ("has", "labels"): tr("Search", "with automatic tags"),
        ("has", "albums"): tr("Search", "in an album"),
        ("has", "title"): tr("Search", "with a title"),
        ("has", "description"): tr("Search", "with a description"),
    }


def hint_of(name: str, value: str) -> str:
    """What a value of a filter means, where the value alone does not say it."""
    said = _closed().get((name, value), "")
    return "" if said == value else said

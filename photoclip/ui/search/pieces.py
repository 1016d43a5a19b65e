"""The text of a question in pieces: what becomes a chip, what stays text, and what is wrong."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from photoclip import query as language
from photoclip.errors import QueryError
from photoclip.query import (
    AllOf,
    AnyOf,
    Condition,
    Element,
    Filter,
    Not,
    Query,
    Term,
    Unwanted,
    format_condition,
    format_query,
    parse,
    read,
)
from photoclip.ui.search.question import Example, Question, example_of
from photoclip.ui.search.unclear import unclear
from photoclip.ui.search.writing import is_begun, open_quotation, touched

_GROUPS = Filter | AllOf | AnyOf | Not
_ALONE = re.compile(r"(?:or|and|not|without|-|\()(?:\s+(?:not|without|-|\())*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Without:
    """Words that must not fit a photo."""

    words: str


Piece = Condition | Without | Term
"""What stands in a chip of its own and is not a picture."""
Content = Piece | Example


@dataclass(frozen=True, slots=True)
class Taken:
    """A text whose finished parts were taken out, all but plain words."""

    text: str
    cursor: int
    pieces: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A place in a text that cannot be understood, with the reason in one sentence."""

    start: int
    end: int
    sentence: str


def take(text: str, cursor: int | None = None) -> Taken:
    """Take what is finished out of a text, all but plain words.

    Args:
        text: as a person typed it.
        cursor: what it touches is still being written, and what is unfinished stays; None:
            nothing is being written, all is finished.
    """
    place = len(text) if cursor is None else cursor
    try:
        elements = read(text)
    except QueryError:
        return Taken(text, place, ())
    limit = len(text) + 1 if cursor is None else _limit(text, cursor)
    finished = [each for each in elements if _end(each, elements, text, cursor) < limit]
    taken = _without(text, place, finished)
    if taken.pieces and _means_the_same(text, taken):
        return taken
    return Taken(text, place, ())


def take_joined(
    before: Condition, text: str, cursor: int | None = None, seam: int = 0
) -> Taken | None:
    """Take an `or` with its filter out of a text, and join it to the chip before it.

    None where no `or` stands behind `seam`, the place that the chip was taken from, or where it
    is not finished.
    """
    behind = text[seam:]
    if not re.match(r"\s*or\s", behind, re.IGNORECASE):
        return None
    front = f"{format_condition(before)} "
    try:
        first = read(front + behind)[0]
    except QueryError:
        return None
    both, end = first.meaning, first.end - len(front)
    limit = len(text) + 1 if cursor is None else _limit(text, cursor)
    if not isinstance(both, AnyOf) or not 0 < end < limit - seam:
        return None
    if isinstance(before, AnyOf):
        both = AnyOf((*before.parts, *both.parts[1:]))
    rest = text[:seam] + behind[end:].lstrip()
    place = len(text) if cursor is None else cursor
    return Taken(rest, max(seam, place - (len(text) - len(rest))), (both,))


def compose(text: str, contents: Sequence[Content], seam: int = 0) -> str:
    """One text for `query.parse` from what stands in the field and in the chips.

    An `or` behind `seam`, the place that the last chip was taken from, belongs to that chip.
    """
    if not contents:
        return text
    chips, words = spelled(contents), text.strip()
    if not words:
        return chips
    chipped = query_of(contents)
    try:
        alone = parse(words)
    except QueryError as error:
        if error.problem in {"or", "and"} and re.match(
            r"\s*(or|and)\b", text[seam:], re.IGNORECASE
        ):
            return f"{text[:seam]} {chips} {text[seam:]}".strip()
        is_open = error.problem in {"open", "quote"}
        return f"{chips} {words}" if is_open else f"{words} {chips}"
    meant = Query(
        alone.words,
        alone.without + chipped.without,
        alone.filters + chipped.filters,
        alone.weighted + chipped.weighted,
        alone.examples + chipped.examples,
        alone.quoted,
    )
    for attempt in (f"{words} {chips}", f"{chips} {words}"):
        if _reads_as(attempt, meant):
            return attempt
    return format_query(meant)


def spelled(contents: Sequence[Content]) -> str:
    """Chips as text."""
    return format_query(query_of(contents))


def query_of(contents: Sequence[Content]) -> Query:
    """What chips ask for; pictures that no text can name are left out."""
    pictures = [each.as_text for each in contents if isinstance(each, Example)]
    return Query(
        "",
        tuple(each.words for each in contents if isinstance(each, Without)),
        tuple(each for each in contents if isinstance(each, _GROUPS)),
        tuple(each for each in contents if isinstance(each, Term)),
        tuple(each for each in pictures if each is not None),
    )


def last_condition(contents: Sequence[Content]) -> Condition | None:
    """The last filter or group among chips."""
    return next((each for each in reversed(contents) if isinstance(each, _GROUPS)), None)


def plain(text: str) -> str:
    """A question in its one usual spelling; what cannot be understood stays as it is."""
    return Question(text).whole


def mistake(text: str) -> Mistake | None:
    """The first thing in a text that cannot be understood."""
    try:
        parse(text)
    except QueryError as error:
        start, end = error.span or (0, len(text))
        return Mistake(start, end, unclear(error))
    return None


def is_half_written(text: str, cursor: int) -> bool:
    """Whether something is not written to its end yet: `folder:`, `after:2024-0`, `(tag:a or`."""
    if _ALONE.fullmatch(text.strip()):
        return True
    try:
        parse(text)
    except QueryError as error:
        _, end = error.span or (0, 0)
        at_end = end >= len(text.rstrip())
        if error.problem in {"open", "quote"}:
            return True
        if at_end and error.problem in {"or", "and", "weight-alone"}:
            return True
        return error.problem == "value" and is_begun(text, cursor)
    writing = touched(text, cursor)
    if writing is None:
        return False
    names_file = re.match(
        r"-?(?:[\d.]+:)?like:", writing.text, re.IGNORECASE
    )  # how far, nobody knows
    return bool(names_file) or (open_quotation(writing.text) and writing.text[:1] != '"')


def _limit(text: str, cursor: int) -> int:
    writing = touched(text, cursor)
    return writing.start if writing else cursor


def _end(each: Element, elements: Sequence[Element], text: str, cursor: int | None) -> int:
    """Where an element ends; words after "without" may go on, unless nothing is written."""
    goes_on = cursor is not None and each.goes_on and each is elements[-1]
    return len(text) if goes_on else each.end


def _without(text: str, cursor: int, elements: Sequence[Element]) -> Taken:
    pieces: list[Content] = []
    rest = text
    for each in reversed(elements):
        found = _piece(each)
        if found is not None:
            pieces[:0] = [found]
            gap = len(rest[each.end :]) - len(rest[each.end :].lstrip())
            rest = rest[: each.start] + rest[each.end + gap :]
            cursor -= min(max(cursor - each.start, 0), each.end + gap - each.start)
    return Taken(rest, min(cursor, len(rest)), tuple(pieces))


def _piece(element: Element) -> Content | None:
    """The chip of an element; None for plain words and for a quotation left open."""
    meaning = element.meaning
    if isinstance(meaning, Unwanted):
        return None if '"' in meaning.text else Without(meaning.text)
    if isinstance(meaning, language.Example):
        return example_of(meaning)
    return meaning if isinstance(meaning, Term | _GROUPS) else None


def _means_the_same(text: str, taken: Taken) -> bool:
    """Whether a text with its chips asks the same as before; what is wrong never does."""
    try:
        before, after = parse(text), parse(compose(taken.text, taken.pieces))
    except QueryError:
        return False
    return _sorted(before) == _sorted(after)


def _reads_as(text: str, meant: Query) -> bool:
    try:
        return _sorted(parse(text)) == _sorted(meant)
    except QueryError:
        return False


def _sorted(query: Query) -> tuple[str, set[object]]:
    """A question as it counts: chips stand once, and their order says nothing."""
    pictures: Iterable[Example] = map(example_of, query.examples)
    return query.words, {*query.without, *query.filters, *query.weighted, *pictures}

"""The text of a question in pieces: what becomes a chip, what stays text, and what is wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from photoclip.errors import QueryError
from photoclip.query import FILTERS, Filter, Query, format_query, parse
from photoclip.ui.search.unclear import unclear

_TOKEN = re.compile(r'-?(?:[A-Za-z]\w*:(?=\S))?(?:"[^"]*"|\S+)')  # as query.parse cuts a text
_IS_PIECE = re.compile(r"-?[A-Za-z]\w*:(?=\S)|-(?=\S)")
_UNFINISHED = re.compile(r"-?(?P<name>[A-Za-z]\w*):(?P<value>.*)", re.DOTALL)
_OPEN_QUOTE = re.compile(r'-?(?:[A-Za-z]\w*:)?"[^"]*')
_DATE = "0000-00-00"


@dataclass(frozen=True, slots=True)
class Without:
    """Words that must not fit a photo."""

    words: str


Piece = Filter | Without
"""What stands in a chip of its own."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, filter or minus word with its place in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Taken:
    """A text whose finished filters and minus words were taken out."""

    text: str
    cursor: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A place in a text that cannot be understood, with the reason in one sentence."""

    start: int
    end: int
    sentence: str


def tokens(text: str) -> list[Token]:
    """Cut a text as `query.parse` does."""
    return [Token(found[0], found.start()) for found in _TOKEN.finditer(text)]


def touched(text: str, cursor: int) -> Token | None:
    """What is being written at the cursor, with all of a quotation that is not closed yet."""
    cut = tokens(text)
    for token in cut:
        if token.start < cursor and _OPEN_QUOTE.fullmatch(token.text):
            return Token(text[token.start : cursor], token.start)
    return next((each for each in cut if each.start < cursor <= each.end), None)


def take(text: str, cursor: int | None = None) -> Taken:
    """Take finished filters, minus words and words after "without" out of a text.

    Args:
        text: as a person typed it.
        cursor: what it touches is still being written, and what is unfinished stays; None:
            nothing is being written, all is finished.
    """
    spans = _spans(text)
    if cursor is None:
        finished = spans
    else:
        writing = touched(text, cursor)
        limit = writing.start if writing else cursor
        finished = [(start, end) for start, end in spans if end < limit]
    taken = _without_spans(text, len(text) if cursor is None else cursor, finished)
    if taken.pieces and _means_the_same(text, taken):
        return taken
    return Taken(text, len(text) if cursor is None else cursor, ())


def _without_spans(text: str, cursor: int, spans: Sequence[tuple[int, int]]) -> Taken:
    pieces: list[Piece] = []
    rest = text
    for start, end in reversed(spans):
        found = _pieces(text[start:end])
        if found is not None:
            pieces[:0] = found
            gap = len(rest[end:]) - len(rest[end:].lstrip())
            rest = rest[:start] + rest[end + gap :]
            cursor -= min(max(cursor - start, 0), end + gap - start)
    return Taken(rest, min(cursor, len(rest)), tuple(pieces))


def _means_the_same(text: str, taken: Taken) -> bool:
    """Whether a text with its chips asks the same as before; what is wrong never does."""
    try:
        before, after = parse(text), parse(compose(taken.text, taken.pieces))
    except QueryError:
        return False
    return before.words == after.words and _conditions(before) == _conditions(after)


def _conditions(query: Query) -> tuple[set[str], set[Filter]]:
    return {" ".join(words.split()) for words in query.without}, set(query.filters)


def compose(text: str, pieces: Sequence[Piece]) -> str:
    """One text for `query.parse` from what stands in the field and in the chips."""
    if not pieces:
        return text
    chips = spelled(pieces)
    words = text.strip()
    if not words:
        return chips
    try:
        alone = parse(words)
    except QueryError:
        is_open = any(_OPEN_QUOTE.fullmatch(each.text) for each in tokens(words))
        return f"{chips} {words}" if is_open else f"{words} {chips}"
    chipped = query_of(pieces)
    meant = Query(alone.words, alone.without + chipped.without, alone.filters + chipped.filters)
    after = f"{words} {chips}"
    return after if _reads_as(after, meant) else f"{chips} {words}"


def spelled(pieces: Sequence[Piece]) -> str:
    """Chips as text."""
    return format_query(query_of(pieces))


def query_of(pieces: Sequence[Piece]) -> Query:
    """What chips ask for."""
    return Query(
        "",
        tuple(each.words for each in pieces if isinstance(each, Without)),
        tuple(each for each in pieces if isinstance(each, Filter)),
    )


def plain(text: str) -> str:
    """A question in its one usual spelling; what cannot be understood stays as it is."""
    try:
        return format_query(parse(text))
    except QueryError:
        return text.strip()


def mistake(text: str) -> Mistake | None:
    """The first thing in a text that cannot be understood."""
    try:
        parse(text)
    except QueryError as error:
        for token in tokens(text):
            if not _is_understood(token.text):
                return Mistake(token.start, token.end, unclear(error))
        return Mistake(0, len(text), unclear(error))
    return None


def is_half_written(text: str, cursor: int) -> bool:
    """Whether the cursor stands in a filter that says little yet: `folder:`, `after:2024-0`."""
    token = touched(text, cursor)
    found = _UNFINISHED.fullmatch(token.text) if token else None
    if found is None or found["name"].casefold() not in FILTERS:
        return False
    if _OPEN_QUOTE.fullmatch(found[0]):
        return True
    value = found["value"].strip('"')
    if found["name"].casefold() not in {"before", "after"}:
        return not value
    shape = "".join("0" if each.isdigit() else each for each in value)
    return not _is_understood(found[0]) and _DATE.startswith(shape)


def _spans(text: str) -> list[tuple[int, int]]:
    """Where pieces stand; the words after "without" are one with it."""
    spans: list[tuple[int, int]] = []
    avoiding: tuple[int, int] | None = None
    for token in tokens(text):
        is_piece = _IS_PIECE.match(token.text) is not None
        begins = token.text.casefold() == "without"
        if avoiding is not None and (begins or is_piece):
            spans.append(avoiding)
            avoiding = None
        if begins:
            avoiding = (token.start, token.end)
        elif is_piece:
            spans.append((token.start, token.end))
        elif avoiding is not None:
            avoiding = (avoiding[0], token.end)
    if avoiding is not None:
        spans.append((avoiding[0], len(text)))  # it may go on: only the end finishes it
    return spans


def _pieces(text: str) -> list[Piece] | None:
    """What a span asks for; None where it is wrong, only a word or a quotation left open."""
    try:
        query = parse(text)
    except QueryError:
        return None
    if query.words or any('"' in each for each in (*query.without, *_values(query))):
        return None
    return [*(Without(" ".join(words.split())) for words in query.without), *query.filters]


def _values(query: Query) -> list[str]:
    return [each.value for each in query.filters]


def _is_understood(text: str) -> bool:
    try:
        parse(text)
    except QueryError:
        return False
    return True


def _reads_as(text: str, meant: Query) -> bool:
    try:
        return parse(text) == meant
    except QueryError:
        return False

"""Reads a search text."""

from dataclasses import replace

from photoclip.errors import QueryError
from photoclip.query.filters import FILTERS, LIKE, settled
from photoclip.query.language import (
    AllOf,
    AnyOf,
    Condition,
    Element,
    Example,
    Filter,
    Not,
    Query,
    Span,
    Term,
    Unwanted,
    Words,
)
from photoclip.query.scanning import Kind, Token, scan
from photoclip.query.whereabouts import telling


def parse(text: str) -> Query:
    """Read a search text: `red car -people 2:dog (folder:Norway or folder:Sweden) not tag:old`.

    - A word that begins with `-`, and everything after `without` or `not` up to the next filter,
      weight or minus, is not wanted; directly before a filter, a group, a weight or an example
      they turn only that round. None of these signs is part of what the text tower reads.
    - Filters all hold; `or` joins the filters or groups on its two sides and binds more closely
      than standing side by side (`a or b c` is `(a or b) c`), a written `and` more closely still.
      Away from filters `or`, `and` and parentheses are words.
    - Quotes keep several words together; inside them `""` is a quotation mark.

    Raises:
        QueryError: a filter is unknown or its value is wrong, parentheses do not match, `or` lacks
            a side, a weight is wrong; the sentence names the place.
    """
    read_parts = read(text)
    elements = [each.meaning for each in read_parts]
    words, quotations = list[str](), list[Span]()
    for each in read_parts:
        if isinstance(each.meaning, Words):
            own = each.meaning.text.split()
            if text[each.start] == '"':
                quotations.append((len(words), len(words) + len(own)))
            words += own
    query = Query(
        " ".join(words),
        tuple(each.text for each in elements if isinstance(each, Unwanted)),
        tuple(each for each in elements if isinstance(each, Filter | AllOf | AnyOf | Not)),
        tuple(each for each in elements if isinstance(each, Term)),
        tuple(each for each in elements if isinstance(each, Example)),
    )
    return replace(query, quoted=telling(query, quotations)) if quotations else query


def read(text: str) -> tuple[Element, ...]:
    """The parts of a search text in their order, each with its place.

    Raises:
        QueryError: as for `parse`.
    """
    return tuple(_Parser(text, scan(text)).elements())


def negative(condition: Condition) -> Condition:
    """The opposite of a condition."""
    if isinstance(condition, Filter):
        return replace(condition, negated=not condition.negated)
    return condition.part if isinstance(condition, Not) else Not(condition)


class _Parser:
    """Goes through the tokens once; `_at` is the next."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text, self._tokens, self._at = text, tokens, 0
        self._depth = 0  # open groups

    def elements(self) -> list[Element]:
        found: list[Element] = []
        while (token := self._peek()) is not None:
            if self._begins_condition(self._at):
                found += self._joined()
            elif token.kind is Kind.CLOSE:
                raise self._wrong(token, "close")
            elif self._is_operator(self._at):
                self._stray_operator(token)
            elif token.negates:
                found += self._after_negation(token)
            else:
                found += self._plain(token)
                self._at += 1
        return found

    # ── words, terms, examples ──────────────────────────────────────────────────────────────

    def _plain(
        self, token: Token, *, turned: bool = False, start: int | None = None
    ) -> list[Element]:
        """The element of one token that is no condition; nothing where it says nothing."""
        value, place = " ".join(token.value.split()), token.start if start is None else start
        sign = -1.0 if token.minus != turned else 1.0
        if token.kind is Kind.LIKE:
            if not token.value:
                raise self._wrong(token, "value")
            return [Element(place, token.end, Example(token.value, sign * token.weight))]
        if token.kind is Kind.TERM:
            if not value:
                raise self._wrong(token, "value")
            return [Element(place, token.end, Term(value, sign * token.weight))]
        if not token.minus:
            return [Element(place, token.end, Words(value))] if value else []
        return [Element(place, token.end, Unwanted(value))] if value.strip("- ") else []

    def _after_negation(self, first: Token) -> list[Element]:
        self._at += 1
        token = self._peek()
        if token is not None and token.kind in {Kind.LIKE, Kind.TERM}:
            self._at += 1
            return self._plain(token, turned=True, start=first.start)
        avoided: list[Token] = []
        while (token := self._peek()) is not None and token.is_word:
            if token.negates or self._is_operator(self._at):
                break
            avoided.append(token)
            self._at += 1
        text = " ".join(" ".join(each.value for each in avoided).split())
        if not text.strip("- "):
            return []
        return [Element(first.start, avoided[-1].end, Unwanted(text), goes_on=True)]

    # ── conditions ──────────────────────────────────────────────────────────────────────────

    def _joined(self) -> list[Element]:
        """Filters and groups joined by `or` and `and`; without `or`, each for itself."""
        choices = [self._all_of()]
        while (token := self._peek()) is not None and token.says("or"):
            self._at += 1
            if not self._begins_condition(self._at):
                raise self._wrong(token, "or")
            choices.append(self._all_of())
        if len(choices) == 1:
            return choices[0]
        parts = tuple(_one([part.meaning for part in each]) for each in choices)
        return [Element(choices[0][0].start, choices[-1][-1].end, AnyOf(parts))]

    def _all_of(self) -> list[Element]:
        found = [self._condition()]
        while (token := self._peek()) is not None and token.says("and"):
            following = self._peek(1)
            if following is None or following.kind is Kind.CLOSE:
                raise self._wrong(token, "and")
            self._at += 1
            if not self._begins_condition(self._at):
                break  # before words it only says what is the rule
            found.append(self._condition())
        return found

    def _condition(self) -> Element:
        start, turns = self._tokens[self._at].start, 0
        while self._tokens[self._at].negates:
            self._at, turns = self._at + 1, turns + 1
        token = self._tokens[self._at]
        self._at += 1
        if token.kind is Kind.FILTER:
            found = Element(start, token.end, self._filter(token))
        else:
            found = replace(self._group(token), start=start)
        if turns % 2:
            return replace(found, meaning=negative(_as_condition(found.meaning)))
        return found

    def _group(self, opening: Token) -> Element:
        inside: list[Element] = []
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong(opening, "deep")
        while (token := self._peek()) is not None and token.kind is not Kind.CLOSE:
            if self._begins_condition(self._at):
                inside += self._joined()
            elif token.says("or"):
                raise self._wrong(token, "or")
            elif token.says("and"):
                raise self._wrong(token, "and")
            else:
                raise self._wrong(token, "word-in-group")
        if token is None:
            raise self._wrong(opening, "open")
        self._at += 1
        self._depth -= 1
        if not inside:
            raise self._wrong(replace(opening, end=token.end), "empty")
        whole = _one([each.meaning for each in inside])
        return Element(opening.start, token.end, negative(whole) if opening.minus else whole)

    def _filter(self, token: Token) -> Filter:
        if token.name not in FILTERS:
            raise self._wrong(token, "unknown")
        value = settled(token.name, token.value)
        if value is None:
            raise self._wrong(token, "value")
        return Filter(token.name, value, token.minus)

    # ── looking around ──────────────────────────────────────────────────────────────────────

    def _peek(self, further: int = 0) -> Token | None:
        place = self._at + further
        return self._tokens[place] if place < len(self._tokens) else None

    def _begins_condition(self, place: int) -> bool:
        while place < len(self._tokens) and self._tokens[place].negates:
            place += 1
        tokens = self._tokens
        return place < len(tokens) and tokens[place].kind in {Kind.FILTER, Kind.OPEN}

    def _is_operator(self, place: int) -> bool:
        """Whether `or` or `and` stands beside a filter, a group or an example."""
        if not self._tokens[place].says("or", "and"):
            return False
        before = self._tokens[place - 1].kind if place else Kind.WORD
        after = self._tokens[place + 1].kind if place + 1 < len(self._tokens) else Kind.WORD
        beside = {Kind.FILTER, Kind.LIKE, Kind.CLOSE}
        return (
            before in beside
            or after in {Kind.FILTER, Kind.LIKE, Kind.OPEN}
            or self._begins_condition(place + 1)
        )

    def _stray_operator(self, token: Token) -> None:
        """An operator with a word on one side."""
        if token.says("or") or self._peek(1) is None or not self._at:
            raise self._wrong(token, "or" if token.says("or") else "and")
        self._at += 1  # "and" says only what is the rule

    def _wrong(self, token: Token, problem: str) -> QueryError:
        piece, place = self._text[token.start : token.end], token.start + 1
        name = token.name if token.name in FILTERS or token.name == LIKE else ""
        if problem == "unknown":
            piece = f"{token.name}:"
            said = (
                f"'{piece}' (at character {place}) is not a filter; known are "
                f"{', '.join(f'{each}:' for each in (*FILTERS, LIKE))}. To search for words with "
                f"a colon, put them in quotes."
            )
        elif problem == "value":
            piece = f"{token.name}:{token.value}" if name else piece
            wants = FILTERS.get(name, "a picture file, such as like:boat.jpg" if name else "words")
            said = f"'{piece}' (at character {place}) needs {wants}."
        else:
            said = _SENTENCES[problem].format(piece=piece, place=place)
        span = (token.start, token.end)
        return QueryError(said, wrong=piece, filter_name=name, problem=problem, span=span)


_DEEPEST = 40
_SENTENCES = {
    "deep": "The '{piece}' at character {place} stands inside too many others; write the filters "
    "with fewer parentheses.",
    "close": "The ')' at character {place} closes nothing; parentheses stand around filters, as "
    "in (folder:Norway or folder:Sweden).",
    "open": "The '{piece}' at character {place} is not closed; write ')' behind the last filter "
    "that belongs to it.",
    "empty": "The parentheses '{piece}' at character {place} are empty; put filters in them, as in "
    "(folder:Norway or folder:Sweden), or take them away.",
    "or": "The '{piece}' at character {place} needs a filter or a group on both sides, as in "
    "folder:Norway or folder:Sweden; words and pictures cannot be joined by it.",
    "and": "The '{piece}' at character {place} has nothing to join; filters hold together without "
    "it.",
    "word-in-group": "'{piece}' (at character {place}) is no filter, and parentheses hold only "
    "filters; put words and pictures outside.",
}


def _one(conditions: list[Words | Unwanted | Term | Example | Condition]) -> Condition:
    parts = tuple(_as_condition(each) for each in conditions)
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _as_condition(meaning: Words | Unwanted | Term | Example | Condition) -> Condition:
    assert isinstance(meaning, Filter | AllOf | AnyOf | Not), "only conditions are joined"
    return meaning

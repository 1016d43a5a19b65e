"""Cuts a search text into tokens: words, filters, weights, parentheses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from photoclip.errors import QueryError
from photoclip.query.filters import FILTERS, LIKE

_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"(?P<name>[A-Za-z]\w*):")
_WEIGHT = re.compile(r"(?P<weight>\d+(?:\.\d+)?|\.\d+):(?!\d)")  # 10:30 is a time
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_BARE = re.compile(r"\S+")
_OPENS_GROUP = re.compile(
    r"-?\(\s*(?:(?:-|\()\s*|(?:not|without|or|and)\s+)*(?:[A-Za-z]\w*:(?:\S|$)|\)|$)", re.IGNORECASE
)


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    FILTER = "filter"
    LIKE = "like"
    TERM = "term"
    OPEN = "("
    CLOSE = ")"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text, `text[start:end]`; `value` is without quotes."""

    kind: Kind
    start: int
    end: int
    value: str = ""
    minus: bool = False
    quoted: bool = False
    name: str = ""
    weight: float = 1.0

    def says(self, *words: str) -> bool:
        """Whether it is one of these plain words, capitals aside."""
        return self.is_word and not self.quoted and self.value.casefold() in words

    @property
    def negates(self) -> bool:
        """Whether it is "not" or "without", as it may stand in brackets in plain words."""
        bare = self.is_word and not self.quoted
        return bare and self.value.strip("()").casefold() in {"not", "without"}

    @property
    def is_word(self) -> bool:
        """Whether it is a word without a minus."""
        return self.kind is Kind.WORD and not self.minus


def scan(text: str) -> list[Token]:
    """The tokens of a text.

    Raises:
        QueryError: a quotation is not closed, or a weight has nothing to weigh.
    """
    return list(_Scanner(text).tokens())


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._groups = 0  # open parentheses around filters
        self._brackets = 0  # open ones that are only part of words

    def tokens(self) -> Iterator[Token]:
        place = self._skip(0)
        while place < len(self._text):
            token = self._token(place)
            yield token
            place = self._skip(token.end)

    def _skip(self, place: int) -> int:
        found = _SPACE.match(self._text, place)
        return found.end() if found else place

    def _token(self, start: int) -> Token:
        text = self._text
        if text[start] == ")" and (self._groups or self._brackets <= 0):
            self._groups = max(0, self._groups - 1)
            return Token(Kind.CLOSE, start, start + 1)
        minus = text.startswith("-", start)
        place = start + minus
        if text.startswith("(", place) and (self._groups or _OPENS_GROUP.match(text, start)):
            self._groups += 1
            return Token(Kind.OPEN, start, place + 1, minus=minus)
        weight = _WEIGHT.match(text, place)
        if weight is not None:
            return self._weighted(start, weight, minus=minus)
        named = self._named(start, place, minus=minus)
        if named is None:
            return self._word(start, place, minus=minus)
        self._brackets = 0  # words in brackets end before a filter
        return named

    def _weighted(self, start: int, found: re.Match[str], *, minus: bool) -> Token:
        place, weight = found.end(), float(found["weight"])
        piece = self._text[start:place]
        following = self._text[place : place + 1]
        if not following or following.isspace() or following in "-)":
            raise QueryError(
                f"The weight '{piece}' (at character {start + 1}) needs words or a picture "
                f"directly behind it, such as 2:dog or 2:like:boat.jpg; a minus comes first, as "
                f"in -2:dog. To search for it as it stands, put it in quotes.",
                wrong=piece,
                problem="weight-alone",
                span=(start, place),
            )
        named = self._named(start, place, minus=minus)
        if named is None:
            value, end, is_quoted = self._value(start, place, must_close=True)
            token = Token(Kind.TERM, start, end, value, minus, is_quoted, weight=weight)
        elif named.kind is Kind.LIKE:
            token = Token(Kind.LIKE, start, named.end, named.value, minus, weight=weight)
        else:
            raise QueryError(
                f"'{self._text[start : named.end]}' (at character {start + 1}) gives a weight to a "
                f"filter, which holds or does not; only words and like: have weights.",
                wrong=self._text[start : named.end],
                problem="weighted-filter",
                span=(start, named.end),
            )
        if weight == 0 or weight == float("inf"):
            raise QueryError(
                f"The weight of '{self._text[start : token.end]}' (at character {start + 1}) must "
                f"be a number above 0; leave out what should not count.",
                wrong=self._text[start : token.end],
                problem="weight-zero",
                span=(start, token.end),
            )
        return token

    def _named(self, start: int, place: int, *, minus: bool) -> Token | None:
        """A filter or an example; None where no name stands here."""
        found = _NAME.match(self._text, place)
        if found is None:
            return None
        name, behind = found["name"].casefold(), self._text[found.end() : found.end() + 1]
        nothing = not behind or behind.isspace()
        if nothing and name not in FILTERS and name != LIKE:
            return None  # a word with a colon at its end
        kind = Kind.LIKE if name == LIKE else Kind.FILTER
        value, end = "", found.end()
        if not nothing:
            value, end, is_quoted = self._value(start, end, must_close=True)
            if is_quoted and self._text.startswith(",", end):  # near:"New York",25km
                rest, end, _ = self._value(start, end, must_close=True)
                value += rest
        shown = found["name"] if name not in FILTERS else name
        return Token(kind, start, end, value.strip(), minus, name=shown)

    def _word(self, start: int, place: int, *, minus: bool) -> Token:
        if minus and self._text[place : place + 1].strip() == "":
            return Token(Kind.WORD, start, place, "-")  # a dash
        value, end, is_quoted = self._value(start, place, must_close=False)
        if not is_quoted:
            self._brackets += value.count("(") - value.count(")")
        return Token(Kind.WORD, start, end, value, minus, is_quoted)

    def _value(self, start: int, place: int, *, must_close: bool) -> tuple[str, int, bool]:
        """A quotation or what stands up to the next space; its end, and whether it was quoted."""
        found = _QUOTED.match(self._text, place)
        if found is not None:
            return found[1].replace('""', '"'), found.end(), True
        if must_close and self._text.startswith('"', place):
            raise QueryError(
                f"The quotation at character {place + 1} is not closed; write a second quotation "
                f"mark behind its last word.",
                wrong=self._text[start:],
                problem="quote",
                span=(start, len(self._text)),
            )
        bare = _BARE.match(self._text, place)
        value = bare[0] if bare else ""
        if must_close or self._groups:
            value = value[: _unmatched(value)]
        return value, place + len(value), False


def _unmatched(value: str) -> int:
    """Where in a value the first parenthesis closes that was not opened in it; else its end."""
    depth = 0
    for place, letter in enumerate(value):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return place
    return len(value)

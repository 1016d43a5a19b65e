"""What is being written at the cursor, however unfinished it is."""

import re
from dataclasses import dataclass

from photoclip.query import CLOSED, FILTERS

_TOKEN = re.compile(r'-?(?:[A-Za-z]\w*:(?=\S))?(?:"[^"]*"|\S+)')
_OPENING = re.compile(r"-?\(+")
_PIECE = re.compile(r"-?(?P<name>[A-Za-z]\w*):(?P<value>.*)", re.DOTALL)
_OPEN_QUOTE = re.compile(r'-?(?:(?:\d*\.?\d+:)?(?:[A-Za-z]\w*:)?)?"[^"]*')
_DATE = "0000-00-00"
_BEGUN = {
    "on": re.compile(r"[\d-]*(?:\.{1,2}[\d-]*)?"),
    "year": re.compile(r"[<>=]{0,2}\d{0,4}(?:\.{1,2}\d{0,4})?"),
    "rating": re.compile(r"[<>=]{1,2}|[0-5]\.{1,2}|\.{1,2}"),
    "size": re.compile(r"[<>=]{0,2}(?:\d[\d.]*\s*[a-z]{0,3}[\dx.]*[a-z]{0,3})?", re.IGNORECASE),
    "near": re.compile(r"[\d.,+\-\s]*k?"),
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, filter or minus word with its place in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.start + len(self.text)


def touched(text: str, cursor: int) -> Token | None:
    """What is being written at the cursor, with all of a quotation that is not closed yet.

    Parentheses that open a group before it do not belong to it.
    """
    cut = [_inside(Token(found[0], found.start())) for found in _TOKEN.finditer(text)]
    for token in cut:
        if token.start < cursor and open_quotation(token.text):
            return Token(text[token.start : cursor], token.start)
    return next((each for each in cut if each.start < cursor <= each.end), None)


def open_quotation(text: str) -> bool:
    """Whether a quotation begins here and is not closed."""
    return _OPEN_QUOTE.fullmatch(text) is not None


def is_begun(text: str, cursor: int) -> bool:
    """Whether the cursor stands in a filter whose value may still become a right one."""
    token = touched(text, cursor)
    found = _PIECE.fullmatch(token.text) if token else None
    if found is None:
        return False
    name, value = found["name"].casefold(), found["value"].strip('"')
    if name not in FILTERS or not value:
        return not value
    if name in CLOSED:
        return any(each.startswith(value.casefold()) for each in CLOSED[name])
    if name in {"before", "after"}:
        shape = "".join("0" if each.isdigit() else each for each in value)
        return _DATE.startswith(shape)
    return name in _BEGUN and _BEGUN[name].fullmatch(value) is not None


def _inside(token: Token) -> Token:
    found = _OPENING.match(token.text)
    if found is None or found.end() == len(token.text):
        return token
    return Token(token.text[found.end() :], token.start + found.end())

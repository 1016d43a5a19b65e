"""Prints a question as the text that reads back as the same question."""

import re
from decimal import Decimal

from photoclip.query.language import AllOf, AnyOf, Condition, Example, Filter, Query, Term

_OPERATORS = {"and", "or"}  # beside a filter
_NEGATIONS = {"not", "without"}


def format_query(query: Query) -> str:
    """The text that `parse` reads back as the same query."""
    parts = _words(query)
    parts += ["-" + quoted(words) for words in query.without]
    parts += [_term(each) for each in query.weighted]
    parts += [_example(each) for each in query.examples]
    parts += [format_condition(each) for each in query.filters]
    return " ".join(parts)


def format_condition(condition: Condition, *, bare: bool = False) -> str:
    """A filter, or a group in parentheses; `bare` leaves them away around the whole."""
    if isinstance(condition, Filter):
        minus = "-" if condition.negated else ""
        return f"{minus}{condition.name}:{quoted(condition.value)}"
    if isinstance(condition, AllOf | AnyOf):
        between = " or " if isinstance(condition, AnyOf) else " "
        inside = between.join(format_condition(each) for each in condition.parts)
        return inside if bare else f"({inside})"
    return f"-{format_condition(condition.part)}"


def quoted(value: str) -> str:
    """A value, in quotes where it would be read as something else."""
    if value and not re.search(r'[\s:()"]|^-', value):
        return value
    return _in_quotes(value)


def _in_quotes(value: str) -> str:
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


def _words(query: Query) -> list[str]:
    words, quoted = query.words.split(), dict(query.quoted)
    parts, at = list[str](), 0
    while at < len(words):
        end = quoted.get(at, at)
        if end > at:
            parts.append(_in_quotes(" ".join(words[at:end])))
        else:
            end = at + 1
            parts.append(_word(words[at], is_last=end == len(words)))
        at = end
    return parts


def _word(word: str, *, is_last: bool) -> str:
    plain = word.casefold()
    special = plain in _NEGATIONS or (is_last and plain in _OPERATORS)
    return _in_quotes(word) if special or re.search(r'[:()]|^[-"]', word) else word


def _term(term: Term) -> str:
    text = term.text if re.match(r"[^\W\d]", term.text) else None
    shown = quoted(term.text) if text else _in_quotes(term.text)
    return f"{_number(term.weight)}:{shown}"


def _example(example: Example) -> str:
    if abs(example.weight) == 1:
        return f"{'-' if example.weight < 0 else ''}like:{quoted(example.file)}"
    return f"{_number(example.weight)}:like:{quoted(example.file)}"


def _number(weight: float) -> str:
    """A weight with all its digits and no exponent."""
    return f"{Decimal(repr(weight)):f}".removesuffix(".0")

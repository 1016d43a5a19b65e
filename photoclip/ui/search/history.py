"""The questions of the past, newest first."""

from photoclip.errors import QueryError
from photoclip.query import parse

KEPT = 50


def remembered(history: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The history with a question at its top; what is empty or wrong is not remembered."""
    text = " ".join(text.split())
    try:
        if parse(text).is_empty:
            return history
    except QueryError:
        return history
    others = (each for each in history if each.casefold() != text.casefold())
    return (text, *others)[:KEPT]

"""Text from anywhere, as a terminal shows it without obeying it."""

import json
import logging
import re
from collections.abc import Iterable
from typing import Any, Literal

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text
from typing_extensions import override

# What steers a terminal (C0, DEL, C1), breaks lines, turns the direction of reading, or is no
# character at all (half of a surrogate pair).
_STEERING = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_EVERY = re.compile(_STEERING)
_WITHIN_LINES = re.compile(_STEERING.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))


def visible(text: str) -> str:
    """A text in one line, with what would steer a terminal written out, such as an escape."""
    return _EVERY.sub(_written_out, text)


def shown(
    text: str,
    style: str = "",
    *,
    overflow: Literal["fold", "crop", "ellipsis", "ignore"] | None = None,
    no_wrap: bool | None = None,
) -> Text:
    """The same for a cell of a table."""
    return Text(visible(text), style, overflow=overflow, no_wrap=no_wrap)


def as_json(document: dict[str, Any]) -> str:
    """One line of JSON: exact, with what would steer a terminal as JSON writes it out."""
    text = json.dumps(document, ensure_ascii=False)
    return _EVERY.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


class PlainConsole(Console):
    """Prints what it is given as it is: no markup, no emoji codes, no orders to the terminal."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False, soft_wrap=True, markup=False, emoji=False)

    @override
    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            plain = text if control else _WITHIN_LINES.sub(_written_out, text)
            yield Segment(plain, style, control)


class PlainLines(logging.Formatter):
    """Log lines that no file name can break or forge; a traceback follows as it is."""

    @override
    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = visible(record.message)
        return super().formatMessage(record)


def _written_out(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode("ascii")

"""The relevance line: which hits are likely, which are maybe, and where the rest begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from photoclip.errors import UsageError

Band = Literal["likely", "maybe", "rest"]

DEFAULT_LINE = 0.5
"""The relevance from which a hit is likely, where the person moved nothing."""

_MAYBE = 9.0


@dataclass(frozen=True, slots=True)
class BandCounts:
    """How many photos of a ranking are in each band."""

    likely: int
    maybe: int
    rest: int


def maybe_line(line: float) -> float:
    """The relevance from which a hit may be one, below the line above which it is likely.

    Its odds are a ninth of the line's: 0.1 for a line at 0.5. So it moves along with the line
    and stays between it and 0.
    """
    return line / (line + _MAYBE * (1.0 - line)) if line < 1.0 else 1.0


def band_of(relevance: float, line: float = DEFAULT_LINE) -> Band:
    """The band of one hit."""
    if relevance >= line:
        return "likely"
    return "maybe" if relevance >= maybe_line(line) else "rest"


def count_bands(relevances: Iterable[float], line: float = DEFAULT_LINE) -> BandCounts:
    """How many hits of these relevances are in each band."""
    told = np.fromiter(relevances, np.float64)
    likely = int((told >= line).sum())
    hits = int((told >= maybe_line(line)).sum())
    return BandCounts(likely, hits - likely, len(told) - hits)


def checked_line(value: float) -> float:
    """The line, where it can be one.

    Raises:
        UsageError: it is not above 0 and below 1.
    """
    if not 0.0 < value < 1.0:
        raise UsageError(
            f"The relevance line is a probability above 0 and below 1, such as 0.5; "
            f"{value:g} is none."
        )
    return float(value)

"""The relevance line: how probable it is that a hit is what was asked for, and where it ends."""

from photoclip.library.relevance.bands import (
    DEFAULT_LINE,
    Band,
    BandCounts,
    band_of,
    checked_line,
    count_bands,
    maybe_line,
)

__all__ = [
    "DEFAULT_LINE",
    "Band",
    "BandCounts",
    "band_of",
    "checked_line",
    "count_bands",
    "maybe_line",
]

"""What the person asked for: words, weights, example pictures and filters; parsed and printed."""

from photoclip.query.filters import CLOSED, FILTERS, FLAGS, LIKE, describe
from photoclip.query.language import (
    AllOf,
    AnyOf,
    Condition,
    Element,
    Example,
    Filter,
    Not,
    Query,
    Term,
    Unwanted,
    Words,
    every_filter,
)
from photoclip.query.parsing import negative, parse, read
from photoclip.query.printing import format_condition, format_query, quoted
from photoclip.query.renaming import with_album_renamed, with_filter, with_list_renamed

__all__ = [
    "CLOSED",
    "FILTERS",
    "FLAGS",
    "LIKE",
    "AllOf",
    "AnyOf",
    "Condition",
    "Element",
    "Example",
    "Filter",
    "Not",
    "Query",
    "Term",
    "Unwanted",
    "Words",
    "describe",
    "every_filter",
    "format_condition",
    "format_query",
    "negative",
    "parse",
    "quoted",
    "read",
    "with_album_renamed",
    "with_filter",
    "with_list_renamed",
]

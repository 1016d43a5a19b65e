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
from photoclip.query.whereabouts import (
    Place,
    Understood,
    Whereabouts,
    may_name_places,
    understood,
)

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
    "Place",
    "Query",
    "Term",
    "Understood",
    "Unwanted",
    "Whereabouts",
    "Words",
    "describe",
    "every_filter",
    "format_condition",
    "format_query",
    "may_name_places",
    "negative",
    "parse",
    "quoted",
    "read",
    "understood",
    "with_album_renamed",
    "with_filter",
    "with_list_renamed",
]

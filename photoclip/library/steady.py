"""Answers that are of one model wholly, also while another one comes into use."""

import time
from collections.abc import Callable
from typing import TypeVar

from photoclip.library.showing import Showing
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower
from photoclip.query import Query, format_query
from photoclip.records import Hit, SearchAnswer

T = TypeVar("T")


def steady(stores: Stores, tower: Callable[[], Tower], ask: Callable[[], T]) -> T:
    """What `ask` answers; it is asked again where another model came into use meanwhile.

    A question takes the vectors of its words, the catalog's rows and the index one after the
    other: those of two models do not fit each other.

    Args:
        stores: the library's.
        tower: the model in use.
        ask: the question; it only reads.

    Raises:
        ModelError: no model is in use.
    """
    while True:
        tower()
        changes = stores.model_changes
        try:
            answer = ask()
        except Exception:
            if stores.model_changes == changes:
                raise
        else:
            if stores.model_changes == changes:
                return answer


def browsed(showing: Showing, query: Query, limit: int | None, note: str) -> SearchAnswer:
    """The photos that meet filters, the newest first: what can be said without a model."""
    started = time.monotonic()
    ids = showing.browse(query.filters)
    hits = tuple(Hit(photo, None) for photo in ids[:limit].tolist())
    seconds = time.monotonic() - started
    return SearchAnswer(format_query(query), "", len(ids), hits, seconds, notes=(note,))

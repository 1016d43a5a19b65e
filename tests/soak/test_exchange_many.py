"""The long form of the random libraries of `test_exchange`: EXCHANGE_EXAMPLES (100)."""

import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from test_exchange import comes_back, empty, seeds, what_is_here_stays

EXAMPLES = int(os.environ.get("EXCHANGE_EXAMPLES", "100"))

__all__ = ["empty"]


@settings(max_examples=EXAMPLES, deadline=None)
@given(seeds)
def test_many_libraries_come_back_as_they_were(empty: Path, seed: int) -> None:
    comes_back(empty, seed)


@settings(max_examples=EXAMPLES, deadline=None)
@given(seeds, seeds, st.booleans())
def test_what_was_decided_stays_in_many(
    empty: Path,
    mine: int,
    theirs: int,
    shared: bool,
) -> None:
    what_is_here_stays(empty, mine, theirs, shared=shared)

"""What a photo's row says of its file."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from photoclip.catalog.forms import moment_of
from photoclip.records import PhotoFacts
from photoclip.records_files import Moving

_log = logging.getLogger(__name__)


def facts_of(
    row: Mapping[Any, Any], words: Mapping[str, str] | None = None, moves: Moving | None = None
) -> PhotoFacts:
    """The facts of a row of photos.

    Args:
        row: with all columns.
        words: title and description that the person wrote in place of the file's.
        moves: what of it moves.
    """
    rest: dict[str, Any] = {**_other_facts(row["facts"]), **(words or {})}
    return PhotoFacts(
        row["width"],
        row["height"],
        row["format"],
        moment_of(row["taken_at"], row["taken_offset_minutes"]),
        row["camera"],
        row["lens"],
        row["latitude"],
        row["longitude"],
        row["altitude"],
        rest["exposure"],
        tuple(rest["keywords"]),
        rest["title"],
        rest["description"],
        rest["rating"],
        moves,
        rest["label"],
        row["taken_source"],
    )


def _other_facts(text: str) -> dict[str, Any]:
    """What a file says besides the columns; of a damaged text what can be understood."""
    texts = dict.fromkeys(("title", "description", "label"), "")
    nothing: dict[str, Any] = {"exposure": {}, "keywords": [], "rating": None, **texts}
    try:
        found = json.loads(text)
    except ValueError as error:
        _log.warning("what a file says of itself is damaged in the catalog: %s", error)
        return nothing
    return {**nothing, **found}

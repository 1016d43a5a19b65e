"""The date of a picture whose file says none: from its name, else the time of its last change."""

import os
from dataclasses import replace

from photoclip.photos import dates
from photoclip.records import PhotoFacts, display_text


def dated(facts: PhotoFacts, path: bytes) -> PhotoFacts:
    """The facts with a date; `taken_source` says where it comes from.

    Args:
        facts: what the file says.
        path: where it lies, absolute.
    """
    if facts.taken_at is not None:
        return facts
    named = dates.of_name(display_text(os.path.basename(path)))  # noqa: PTH119 - bytes paths
    if named is not None:
        return replace(facts, taken_at=named, taken_source="name")
    try:
        changed = dates.of_file(os.stat(path).st_mtime)  # noqa: PTH116 - bytes paths
    except OSError:
        return facts
    return facts if changed is None else replace(facts, taken_at=changed, taken_source="file")

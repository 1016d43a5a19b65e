"""What the dialog on search health shows, gathered away from the GUI thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from photoclip.library.search_health import Health, Moved
from photoclip.ui import images

if TYPE_CHECKING:
    from photoclip.library.library import Library

MOST_PICTURES = 24  # of one search


@dataclass(frozen=True, slots=True)
class LostPhoto:
    """A right answer that is no longer found, with its thumbnail where there is one."""

    moved: Moved
    name: str
    picture: QImage | None


@dataclass(frozen=True, slots=True)
class Report:
    """The health of a search, and its lost photos, the first ones with pictures."""

    health: Health
    lost: tuple[LostPhoto, ...]


def reports(library: "Library", *, again: bool) -> tuple[Report, ...]:
    """The health of all searches with right answers; blocks, knows no widget.

    Args:
        library: whose searches.
        again: ask them anew rather than say what is known.
    """
    care = library.search_health
    checked = care.check() if again else care.latest()
    return tuple(Report(each, _lost(library, each.lost)) for each in checked)


def _lost(library: "Library", lost: Sequence[Moved]) -> tuple[LostPhoto, ...]:
    few = lost[:MOST_PICTURES]
    rows = {row.id: row for row in library.showing.rows([each.photo_id for each in few])}
    found: list[LostPhoto] = []
    for each in few:
        row = rows.get(each.photo_id)
        if row is not None:
            encoded = library.showing.thumbnail(row.content_hash)
            picture = images.from_bytes(encoded) if encoded is not None else None
            found.append(LostPhoto(each, row.name, picture))
    return tuple(found)

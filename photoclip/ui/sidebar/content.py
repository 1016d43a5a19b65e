"""What a library has to list in the sidebar, gathered away from the GUI thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from photoclip.library.search_health import Health
from photoclip.places.place import PlaceNode
from photoclip.records import Album, FolderNode, SavedSearch, ValueCount

if TYPE_CHECKING:
    from photoclip.library.library import Library


@dataclass(frozen=True, slots=True)
class Content:
    """One look at a library."""

    photos: int = 0
    picked: int = 0
    rated: int = 0
    failures: int = 0
    folders: tuple[FolderNode, ...] = ()
    offline: frozenset[int] = frozenset()  # ids of roots that are not there
    albums: tuple[Album, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    health: tuple[Health, ...] = ()  # of the searches with right answers
    places: tuple[PlaceNode, ...] = ()  # countries, most photos first
    tags: tuple[ValueCount, ...] = ()  # most frequent first
    label_lists: tuple[str, ...] = ()
    roots: tuple[int, ...] = ()
    writable: bool = True


def gather(library: "Library") -> Content:
    """Look at a library; blocks, knows no widgets."""
    showing = library.showing
    roots = library.roots.all()
    return Content(
        photos=showing.counts()[0],
        picked=_count(showing.values("flag"), "picked"),
        rated=_count(showing.values("rating"), "1"),  # at least one star
        failures=len(showing.failures()),
        folders=showing.folders(),
        offline=frozenset(root.id for root in roots if not library.roots.is_online(root)),
        albums=library.organising.albums(),
        searches=library.organising.searches(),
        health=library.search_health.latest(),
        tags=showing.values("tag"),
        label_lists=tuple(labels.name for labels in library.tagging.lists()),
        roots=tuple(root.id for root in roots),
        writable=library.writable,
    )


def gather_places(library: "Library") -> tuple[PlaceNode, ...]:
    """Where the photos were taken; apart from the rest, because the first time may take long."""
    return library.placing.tree(QLocale().name()[:2])


def _count(values: Sequence[ValueCount], wanted: str) -> int:
    return next((each.photos for each in values if each.value == wanted), 0)

"""The table of ways to look: the View menu, the palette and the switcher are made from it."""

from collections.abc import Callable
from dataclasses import dataclass

from photoclip.ui.jobs import Jobs
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.way import Way

GRID = "grid"


@dataclass(frozen=True, slots=True)
class WayEntry:
    """One way to look.

    Attributes:
        name: for finding it.
        text: for menus; "&" marks its letter.
        icon: a name of `ui.icons`.
        keys: its shortcut.
        make: builds its page when it is first wanted; None: the grid, which is always there.
    """

    name: str
    text: str
    icon: str
    keys: str
    make: Callable[[Theme, Jobs], Way] | None


def entries() -> tuple[WayEntry, ...]:
    """All ways, in the order in which they are offered."""
    return (
        WayEntry(GRID, tr("Ways", "&Grid"), "grid", "Ctrl+1", None),
        WayEntry("timeline", tr("Ways", "&Timeline"), "timeline", "Ctrl+2", _timeline),
        WayEntry("events", tr("Ways", "&Events"), "events", "Ctrl+3", _events),
        WayEntry("map", tr("Ways", "&Map"), "map", "Ctrl+4", _map),
        WayEntry("likeness", tr("Ways", "Map of &similarity"), "likeness", "Ctrl+5", _likeness),
        WayEntry("copies", tr("Ways", "&Copies and bursts"), "copies", "Ctrl+6", _copies),
    )


def _timeline(theme: Theme, jobs: Jobs) -> Way:
    from photoclip.ui.ways.timeline.page import TimelinePage

    return TimelinePage(theme, jobs)


def _events(theme: Theme, jobs: Jobs) -> Way:
    from photoclip.ui.ways.events.page import EventsPage

    return EventsPage(theme, jobs)


def _map(theme: Theme, jobs: Jobs) -> Way:
    from photoclip.ui.ways.map.page import MapPage

    return MapPage(theme, jobs)


def _likeness(theme: Theme, jobs: Jobs) -> Way:
    from photoclip.ui.ways.likeness.page import LikenessPage

    return LikenessPage(theme, jobs)


def _copies(theme: Theme, jobs: Jobs) -> Way:
    from photoclip.ui.ways.copies.page import CopiesPage

    return CopiesPage(theme, jobs)

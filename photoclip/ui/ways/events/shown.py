"""An event as it is shown: what it is called, when it was, and which of its photos are shown."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoclip.library.events.events import Event
from photoclip.library.showing import UNDATED
from photoclip.ui.speech import tr
from photoclip.ui.ways.timeline import scale
from photoclip.ui.ways.timeline.scale import Span, Unit
from photoclip.ui.ways.way import Ids

if TYPE_CHECKING:
    from photoclip.library.library import Library

_JOURNEY_DAYS = 2


@dataclass(frozen=True, slots=True, eq=False)
class ShownEvent:
    """One event with those of its photos that are among what is shown."""

    event: Event
    ids: Ids  # by time
    cover: int

    @property
    def is_journey(self) -> bool:
        """Whether it lasted for days."""
        return self.event.days >= _JOURNEY_DAYS

    @property
    def dates(self) -> str:
        """`1 June 2024`, or from one day to another."""
        first = scale.unit_at(Unit.DAY, self.event.first)
        return scale.title(first.united(scale.unit_at(Unit.DAY, self.event.last)))

    @property
    def title(self) -> str:
        """Its place, of an outing with what it shows; else that alone, else its dates."""
        event = self.event
        if event.place and event.words and not self.is_journey:
            return f"{event.place}: {event.words[0]}"
        return event.place or self.words or self.dates

    @property
    def words(self) -> str:
        """What it shows more than others: `Beach, harbour`."""
        said = ", ".join(self.event.words)
        return said[:1].upper() + said[1:]

    @property
    def when(self) -> str:
        """Its dates, unless that is what it is called."""
        return "" if self.title == self.dates else self.dates

    @property
    def details(self) -> str:
        """When, unless that is the title, and how many photos."""
        photos = tr("Grid", "%Ln photo(s)", "", len(self.ids))
        return f"{self.when}  ·  {photos}" if self.when else photos

    @property
    def spoken(self) -> str:
        """All of it, for who hears it."""
        parts = (self.title, self.words if self.event.place else "", self.details)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, eq=False)
class ShownEvents:
    """All events of what is shown, the latest first; and its photos that are in none."""

    events: tuple[ShownEvent, ...]
    undated: Ids


def shown_events(library: "Library", ids: Ids, language: str) -> ShownEvents:
    """The events of the library, as far as these photos belong to them; blocks."""
    wanted = np.sort(ids)
    found: list[ShownEvent] = []
    for event in library.events.found(language):
        here = event.ids[_among(wanted, event.ids)]
        if len(here):
            cover = event.cover if event.cover in here else int(here[0])
            found.append(ShownEvent(event, here, cover))
    undated = ids[library.showing.moments(ids) == UNDATED]
    return ShownEvents(tuple(found), undated)


def _among(wanted: Ids, ids: Ids) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    if not len(wanted):
        return np.zeros(len(ids), np.bool_)
    at = np.minimum(np.searchsorted(wanted, ids), len(wanted) - 1)
    return wanted[at] == ids


def whole(event: Event) -> Span:
    """From the first day of an event to its last one."""
    first = scale.unit_at(Unit.DAY, event.first)
    return first.united(scale.unit_at(Unit.DAY, event.last))

"""Groups photos by the events that they belong to; what is asked meanwhile is asked afterwards."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from photoclip.records import Sections
from photoclip.ui import wording
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.photo_lists import OLDEST, Arranged, Wish, within
from photoclip.ui.section_lines import BETWEEN
from photoclip.ui.ways.events.shown import shown_events

if TYPE_CHECKING:
    from photoclip.library.library import Library

_Done = Callable[[Arranged], object]


class EventGroups(QObject):
    """Finds events one list after another, since that may take a while: only the newest waits."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._running = False
        self._next: tuple[Library, Wish, _Done] | None = None

    def arrange(self, library: "Library", wish: Wish, done: _Done) -> None:
        """Group photos; of several lists that are asked for only the newest is sure to come."""
        if self._running:
            self._next = library, wish, done
            return
        self._running = True
        work = partial(by_event, library, wish, wording.locale().name()[:2])
        self._jobs.run(Lane.LOOK, work, partial(self._arrived, done), self._failed)

    def _arrived(self, done: _Done, found: Arranged) -> None:
        self._go_on()
        done(found)

    def _failed(self, sentence: str) -> None:
        self._go_on()
        self._jobs.failed.emit(sentence)

    def _go_on(self) -> None:
        waiting, self._next, self._running = self._next, None, False
        if waiting is not None:
            self.arrange(*waiting)


def by_event(library: "Library", wish: Wish, language: str) -> Arranged:
    """Photos by events, the latest first unless the oldest are; blocks, knows no Qt.

    Within an event they are as the wish orders them; those without a date come last.
    """
    ids = wish.ids
    if wish.order != wish.given:
        ids = library.showing.in_order(ids, wish.order)
    events = shown_events(library, ids, language).events
    events = events[::-1] if wish.order == OLDEST else events
    groups = [each.ids for each in events]
    titles = [f"{each.title}{BETWEEN}{each.when}" for each in events]
    rest = ids[~np.isin(ids, np.concatenate(groups))] if groups else ids
    if len(rest):
        groups.append(rest)
        titles.append("")
    starts = np.cumsum([0, *(len(each) for each in groups[:-1])])
    sections = Sections(starts.astype(np.int64), tuple(titles))
    return Arranged(within(ids, np.concatenate(groups), sections), sections)

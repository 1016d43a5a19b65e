"""The page of events: the gallery, and one event opened from it with its photos."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui import wording
from photoclip.ui.elided import Elided
from photoclip.ui.icons import dress
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.language import LANGUAGES
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.pages import MessagePage
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.events.gallery import EventGallery
from photoclip.ui.ways.events.shown import ShownEvent, ShownEvents, shown_events
from photoclip.ui.ways.segments import Segments
from photoclip.ui.ways.shelf import Shelf
from photoclip.ui.ways.way import Ids, Way

if TYPE_CHECKING:
    from photoclip.library.library import Library

_ALL, _JOURNEYS = "all", "journeys"


class EventsPage(Way):
    """Events of what is shown; Esc goes from one event back to all of them, then to the grid."""

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(theme, jobs, parent)
        self.setObjectName("eventsPage")
        self._library: Library | None = None
        self._found = ShownEvents((), np.zeros(0, np.int64))
        self._kind = _ALL
        self._opened: ShownEvent | None = None
        self._running, self._next = False, False
        self._ids: Ids = np.zeros(0, np.int64)
        self._gallery = EventGallery(theme, jobs)
        self._shelf = Shelf(theme, jobs, "eventGrid")
        self._kinds = Segments("eventKinds", tr("Events", "Which events"), _kinds())
        self._back = named(QToolButton(), "eventBack", tr("Events", "All events"))
        self._name = named(Elided(), "eventName")
        self._when = named(QLabel(), "eventWhen")
        self._in_grid = named(QPushButton(tr("Ways", "Show in the grid")), "eventToGrid")
        self._nothing = MessagePage(theme, "events", "eventsNothing")
        self._stack = QStackedWidget()
        self._one = QWidget()
        self._arrange()
        self._connect()
        self._dress()

    @override
    def set_library(self, library: "Library") -> None:
        self._library = library
        self._gallery.set_library(library)
        self._shelf.set_library(library)

    @override
    def come(self, ids: Ids) -> None:
        self._ids = ids
        if self._running:
            self._next = True
            return
        if self._library is None:
            return
        self._running, self._next = True, False
        if not self._found.events:
            self._say_waiting()
        work = partial(shown_events, self._library, ids, _language())
        self.jobs.run(Lane.LOOK, work, self._arrived, self._refused)

    @override
    def returned(self, photo_id: int) -> None:
        self._shelf.go_to(photo_id)
        self._shelf.setFocus()

    @override
    def selected_ids(self) -> list[int]:
        if self._stack.currentWidget() is self._one:
            current = self._shelf.current_id()
            return self._shelf.selected_ids() or ([] if current is None else [current])
        chosen = [each.ids for each in self._gallery.selected_events()]
        return np.concatenate(chosen).tolist() if chosen else []

    @override
    def selectAll(self) -> None:
        self._view.selectAll()

    @override
    def clearSelection(self) -> None:
        self._view.clearSelection()

    @override
    def zoom(self, steps: float) -> None:
        self._view.zoom(steps)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        leaves = event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
        if leaves and not event.modifiers() and self._stack.currentWidget() is self._one:
            self._close()
        else:
            super().keyPressEvent(event)

    @property
    def _view(self) -> EventGallery | Shelf:
        return self._shelf if self._stack.currentWidget() is self._one else self._gallery

    # What is shown

    def _arrived(self, found: ShownEvents) -> None:
        self._running = False
        self._found = found
        self._show()
        if self._next:
            self.come(self._ids)

    def _refused(self, sentence: str) -> None:
        self._running = False
        self.failed.emit(sentence)

    def _show(self) -> None:
        journeys = [each for each in self._found.events if each.is_journey]
        events = journeys if self._kind == _JOURNEYS else list(self._found.events)
        self._kinds.show_choice(self._kind)
        self._kinds.setVisible(bool(journeys))
        said = [tr("Events", "%Ln event(s)", "", len(events))]
        if len(self._found.undated):
            said.append(tr("Timeline", "%Ln without a date", "", len(self._found.undated)))
        self.head.detail("  ·  ".join(said))
        self._gallery.show_events(events)
        if self._opened is not None:
            self._follow_opened()
        elif events:
            self._stack.setCurrentWidget(self._gallery)
        else:
            self._nothing.say(
                tr("Events", "No events here"),
                tr("Events", "Photos with a date are put together by time, place and look."),
            )
            self._stack.setCurrentWidget(self._nothing)

    def _say_waiting(self) -> None:
        self.head.detail("")
        self._nothing.say(
            tr("Events", "Finding events…"), tr("Events", "The first time this takes a moment.")
        )
        self._stack.setCurrentWidget(self._nothing)

    def _follow_opened(self) -> None:
        """The event that is open may have other photos now, or be gone."""
        opened = self._opened
        assert opened is not None
        same = [each for each in self._found.events if each.event.first == opened.event.first]
        if not same:
            self._close()
        elif not np.array_equal(same[0].ids, opened.ids):
            self._show_one(same[0], anew=False)

    def _open(self, place: int) -> None:
        if 0 <= place < len(self._gallery.events):
            self._gallery.go_to(place)
            self._show_one(self._gallery.events[place])
            self._shelf.setFocus()

    def _show_one(self, event: ShownEvent, *, anew: bool = True) -> None:
        self._opened = event
        self._name.show_text(event.title)
        parts = (event.words if event.event.place else "", event.details)
        self._when.setText("  ·  ".join(part for part in parts if part))
        self._shelf.show_photos(event.ids, "day" if event.is_journey else "", anew=anew)
        self._stack.setCurrentWidget(self._one)
        self.setFocusProxy(self._shelf)
        self.selection_changed.emit()

    def _close(self) -> None:
        self._opened = None
        self.setFocusProxy(self._gallery)
        self._show()
        self._gallery.setFocus()
        self.selection_changed.emit()

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._opened = None
        self._show()

    def _send(self) -> None:
        if self._opened is not None:
            title = self._opened.title
            if title != self._opened.dates:
                title = f"{title}, {self._opened.dates}"
            self.chosen.emit(self._opened.ids, title)

    # Parts

    def _arrange(self) -> None:
        self._kinds.hide()
        self.head.add(self._kinds)
        self._back.setToolTip(tr("Events", "All events (Esc)"))
        self._back.setIconSize(QSize(18, 18))
        self._in_grid.setProperty("quiet", True)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addWidget(self._name)
        row.addWidget(self._when)
        row.addStretch(1)
        row.addWidget(self._in_grid)
        column = QVBoxLayout(self._one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._shelf, 1)
        for page in (self._nothing, self._gallery, self._one):
            self._stack.addWidget(page)
        self.set_body(self._stack)
        self.setFocusProxy(self._gallery)

    def _connect(self) -> None:
        self._gallery.opened.connect(self._open)
        self._gallery.selection_changed.connect(self.selection_changed)
        self._gallery.menu_wanted.connect(self.menu_wanted)
        self._back.clicked.connect(self._close)
        self._in_grid.clicked.connect(self._send)
        self._kinds.chosen.connect(self._choose_kind)
        self._shelf.opened.connect(lambda photo: self.opened.emit(self._shelf.ids, photo))
        self._shelf.selection_changed.connect(self.selection_changed)
        self._shelf.context_menu_wanted.connect(self.menu_wanted)
        self.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        dress(self._back, "back", self.theme)


def _language() -> str:
    """In which places are named."""
    code = wording.locale().name().partition("_")[0]
    return code if code in LANGUAGES else "en"


def _kinds() -> dict[str, str]:
    return {_ALL: tr("Events", "All"), _JOURNEYS: tr("Events", "Journeys")}

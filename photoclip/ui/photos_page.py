"""The page of photos: a line about what is shown, the grid, and what stands in its place."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.records import SearchAnswer, Sections
from photoclip.ui.band_note import BandNote
from photoclip.ui.bands import BAND, Cut, RelevanceLine
from photoclip.ui.date_scroller import DateScroller
from photoclip.ui.event_groups import EventGroups
from photoclip.ui.grid_selection import GridPlace
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.overrides import override
from photoclip.ui.photo_grid import PhotoGrid
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.photo_lists import (
    RELEVANCE,
    Arranged,
    Shown,
    Wish,
    arranged,
    months_of,
    taken_apart,
    wants_all,
)
from photoclip.ui.photos_head import PhotosHead
from photoclip.ui.place_note import PlaceNote
from photoclip.ui.search.question import Question, title
from photoclip.ui.stacking import Stacked, stacked
from photoclip.ui.theme import Theme
from photoclip.ui.vacancies import Vacancies
from photoclip.ui.view_bar import GROUPINGS, ORDERS

if TYPE_CHECKING:
    from photoclip.library.library import Library

_COMPACT = 760  # px; a narrower page shows only the signs of its controls
_AT_ONCE = 5000  # hits that are taken apart here; more of them are elsewhere


class PhotosPage(QWidget):
    """Shows a list of photos of the library, or an answer."""

    more_wanted = Signal()
    all_wanted = Signal()
    presented = Signal(str, object)  # title and ids of what is shown, the rest of an answer not
    sort_wanted = Signal(str)  # a person chose an order; the page shows it by itself
    grouping_wanted = Signal(str)  # a person chose groups; likewise

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photosPage")
        self._jobs = jobs
        self._library: Library | None = None
        self._question: Question | None = None
        self._photos: PhotoListModel | None = None
        self._shown: Shown | None = None
        self._whole: Shown | None = None  # the same before copies were put behind others
        self._stacks, self._opened = False, frozenset[int]()
        self._order, self._answer_order, self._grouping = "newest", RELEVANCE, "none"
        self._ticket = 0
        self._coming = False
        self._start_over = self._typed = False
        self._return: GridPlace | None = None
        self._unfolded = False  # the rest of an answer without likely hits is shown
        self.line = RelevanceLine(jobs, self)
        self.grid = PhotoGrid(theme)
        self._dates = DateScroller(theme, self)
        self._head = PhotosHead(theme)
        self._events = EventGroups(jobs, self)
        self._vacancies = Vacancies(theme, self)
        self._band_note = BandNote(theme)
        self.place_note = PlaceNote(theme)
        self._body = QWidget()
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()

    @property
    def photos(self) -> PhotoListModel | None:
        """The list shown in the grid."""
        return self._photos

    @property
    def question(self) -> Question | None:
        """The question whose answer is shown; None: photos of the library are shown."""
        return self._question

    def set_library(self, library: "Library") -> None:
        """Show photos of this library."""
        self._library = library
        self.line.set_library(library)
        self._photos = PhotoListModel(library, self._jobs, self)
        self._photos.more_wanted.connect(self.more_wanted)
        self.grid.show_list(self._photos)

    @property
    def order(self) -> str:
        """The order in which photos of the library are shown."""
        return self._order

    # What is shown

    def show_all(
        self,
        ids: npt.NDArray[np.int64],
        *,
        title: str = "",
        order: str = "newest",
        typed: bool = False,
        failed: bool = False,
    ) -> None:
        """Show photos of the library.

        Args:
            ids: which ones.
            title: what they are, such as "Album Norway"; empty: all photos.
            order: the one that `ids` are in; the order that was chosen is made from it.
            typed: they meet filters that a person asked for; having none means finding nothing.
            failed: one of these asks for files that cannot be read.
        """
        shown = self._shown
        if self._question is not None or (shown is not None and shown.title != title):
            self._begin_anew()
        self._question, self._typed = None, typed
        self._present(Shown(title, ids, order, failed=failed))

    def show_answer(self, question: Question, found: SearchAnswer, name: str = "") -> None:
        """Show the ranked answer to a question; `name` is what it is saved under."""
        if question != self._question:
            self._begin_anew()
            self._answer_order = RELEVANCE
        self._question = question
        if len(found.hits) <= _AT_ONCE:
            self._present(taken_apart(name or title(question), found))
            return
        ticket = self._next_ticket()
        self._jobs.run(
            Lane.READ,
            partial(taken_apart, name or title(question), found),
            lambda shown: self._present(shown) if ticket == self._ticket else None,
        )

    def title(self, text: str) -> None:
        """Say what the photos are, such as another name of the album."""
        self._head.title(text)

    def show_busy(self, *, adding: bool) -> None:
        """What an empty library says: that photos are on their way, or that there are none."""
        self._vacancies.show_busy(adding=adding)

    # The place and the view, for going back and for the next start

    def place(self) -> GridPlace:
        """Where a person is in the list."""
        return self._return or self.grid.place()

    def return_to(self, place: GridPlace) -> None:
        """Go back to a place of the list that is shown, or that is about to be."""
        if self._coming:
            self._return = place
        else:
            self.grid.return_to(place)

    def view_state(self) -> dict[str, str | int | bool]:
        """How the photos are shown: plain values, for `set_view_state`."""
        return {
            "order": self._order,
            "grouping": self._grouping,
            "size": self.grid.thumbnail_size,
            "whole": self.grid.shows_whole,
            "stacks": self._stacks,
        }

    def set_view_state(self, state: Mapping[str, object]) -> None:
        """Show photos as in an earlier `view_state`; what is not understood is left as it is."""
        order, grouping, size = state.get("order"), state.get("grouping"), state.get("size")
        if isinstance(order, str) and order in ORDERS and order != RELEVANCE:
            self._order = order
        if isinstance(grouping, str) and grouping in GROUPINGS:
            self._grouping = grouping
        if isinstance(size, int):
            self.grid.set_thumbnail_size(size)
        self.grid.show_whole(bool(state.get("whole", self.grid.shows_whole)))
        self._stacks = bool(state.get("stacks", self._stacks))
        self._show_view()
        self._present_again()

    # From a wish to the grid

    def _begin_anew(self) -> None:
        self._start_over, self._return, self._unfolded = True, None, False
        self._opened = frozenset()

    def _next_ticket(self) -> int:
        self._ticket += 1
        self._coming = True
        return self._ticket

    def _wish(self, shown: Shown) -> Wish:
        cut = self._cut(shown)
        if cut is not None:
            ids = shown.ids[: cut.rest_from] if self._folds(cut) else shown.ids
            return Wish(ids, shown.given, self._answer_order, "none", cut.parts(len(ids)))
        if shown.answer is not None:
            return Wish(shown.ids, shown.given, self._answer_order, "none")
        return Wish(shown.ids, shown.given, self._order, self._grouping)

    def _cut(self, shown: Shown) -> Cut | None:
        """Where an answer is cut into bands."""
        return shown.bands.cut(self.line.value) if shown.bands is not None else None

    def _folds(self, cut: Cut) -> bool:
        """Whether the rest is folded away: where nothing is likely, until a person wants it."""
        return not cut.likely and not self._unfolded

    def _present(self, shown: Shown) -> None:
        library, self._whole = self._library, shown
        if library is None:
            return
        ticket = self._next_ticket()
        if self._stacks and len(shown.ids):
            work = partial(stacked, library, shown, self._opened)
            self._jobs.run(Lane.READ, work, partial(self._order_stacked, ticket))
        else:
            self._order_shown(ticket, Stacked(shown, {}))

    def _order_stacked(self, ticket: int, found: Stacked) -> None:
        if ticket == self._ticket:
            self._order_shown(ticket, found)

    def _order_shown(self, ticket: int, found: Stacked) -> None:
        library, shown = self._library, found.shown
        if library is None:
            return
        if self._photos is not None:
            self._photos.show_stacks(found.sizes)
        wish = self._wish(shown)
        if wish.is_met or not len(wish.ids):
            self._show(ticket, shown, Arranged(wish.ids))
        elif wish.grouping == "event":
            self._show_by_event(library, ticket, shown, wish)
        else:
            work = partial(arranged, library.showing, wish)
            self._jobs.run(Lane.READ, work, partial(self._show, ticket, shown))

    def _show_by_event(self, library: "Library", ticket: int, shown: Shown, wish: Wish) -> None:
        """Group by events; what was not on the screen before is there without groups meanwhile."""
        show = partial(self._show, ticket, shown)
        group = partial(self._events.arrange, library, wish, show)
        if self._start_over or self._shown is None:
            work = partial(arranged, library.showing, replace(wish, grouping="none"))
            self._jobs.run(Lane.READ, work, lambda done: (show(done), group()))
        else:
            group()

    def _present_again(self) -> None:
        if self._whole is not None:
            self._present(self._whole)

    def _show(self, ticket: int, shown: Shown, done: Arranged) -> None:
        photos, library = self._photos, self._library
        if ticket != self._ticket or photos is None or library is None:
            return
        self._shown, self._coming = shown, False
        wish, answer, cut = self._wish(shown), shown.answer, self._cut(shown)
        self._head.say(shown, wish.order, cut)
        self._show_view()
        with self.grid.keeping_place():
            if self._start_over:
                self.grid.start_over()
            if cut is None:
                self.grid.set_sections(done.sections, wish.grouping)
            else:
                sections, counts = cut.sections(len(done.ids))
                self.grid.set_sections(sections, BAND, counts)
            photos.show_ids(done.ids, scores=shown.scores, total=self._total(shown))
        self._start_over = False
        if self._return is not None:
            self.grid.return_to(self._return)
            self._return = None
        self._stack.setCurrentWidget(self._page_for(shown, len(done.ids)))
        self._show_note(cut)
        self._show_band()
        if answer is None and wish.is_by_date and len(done.ids):
            self._jobs.run(
                Lane.READ,
                partial(months_of, library.showing, done.ids),
                partial(self._show_months, ticket, len(done.ids)),
            )
        else:
            self._dates.set_months(None, 0)
        self.presented.emit(shown.title, shown.ids[: cut.rest_from] if cut else shown.ids)
        if answer is not None and wants_all(answer, self._answer_order):
            self.more_wanted.emit()

    def _total(self, shown: Shown) -> int:
        answer, cut = shown.answer, self._cut(shown)
        if cut is not None and self._folds(cut) and cut.rest_from < len(shown.ids):
            return cut.rest_from
        return answer.total if answer and self._answer_order == RELEVANCE else len(shown.ids)

    def _page_for(self, shown: Shown, count: int) -> QWidget:
        if len(shown.ids):
            return self._body if count else self._vacancies.unlike
        if shown.answer is not None or self._typed:
            return self._vacancies.nothing
        return self._vacancies.vacant if shown.title else self._vacancies.empty

    def _show_note(self, cut: Cut | None) -> None:
        unlikely = cut is not None and not cut.likely
        if unlikely:
            self._band_note.show_rest(shown=self._unfolded)
        self._band_note.setVisible(unlikely and self._stack.currentWidget() is self._body)

    def _show_band(self) -> None:
        """Say which band is in view, where its heading is not."""
        cut = self._cut(self._shown) if self._shown is not None else None
        if cut is not None:
            first, end = self.grid.top_row()
            away = end > first and self.grid.verticalOffset() > 0
            self._head.show_band(cut.band_at(first) if away else "")

    def _show_rest(self, shown: bool) -> None:
        self._unfolded = shown
        self._present_again()
        self.grid.setFocus()

    def _line_moved(self, line: float) -> None:
        """Photos go to their other bands at once; nothing is asked again."""
        self._head.bar.show_line(line)
        if self._shown is not None and self._shown.bands is not None:
            self._present_again()

    def _show_months(self, ticket: int, count: int, months: Sections) -> None:
        if ticket == self._ticket:
            self._dates.set_months(months, count)
            self._show_date()

    # What a person chooses

    def _show_view(self) -> None:
        answer = self._question is not None
        self._head.bar.show_order(self._answer_order if answer else self._order, answer=answer)
        banded = self._shown is not None and self._shown.bands is not None
        self._head.bar.show_line(self.line.value if answer and banded else None)
        self._head.bar.show_grouping(self._grouping)
        self._head.bar.show_size(self.grid.thumbnail_size)
        self._head.bar.show_whole(self.grid.shows_whole)
        self._head.bar.show_stacks(self._stacks)

    def choose_order(self, order: str) -> None:
        """Show the photos in another order."""
        if self._question is None and order == RELEVANCE:
            return  # chosen from a menu that was open before the answer went
        if self._question is None:
            self.order_photos(order)
        else:
            self._answer_order = order
            self._show_ordered()
        self.sort_wanted.emit(order)

    def order_photos(self, order: str) -> None:
        """Show photos of the library in another order, now or when they are shown next."""
        self._order = order
        if self._question is None:
            self._show_ordered()

    def _show_ordered(self) -> None:
        self._show_view()
        self.grid.verticalScrollBar().setValue(0)
        self._present_again()

    def stack_copies(self, stacks: bool) -> None:
        """Show copies and bursts as one photo with a number, or each for itself."""
        self._stacks, self._opened = stacks, frozenset()
        self._show_view()
        self._present_again()

    def open_stack(self, photo_id: int) -> None:
        """Show what is behind a photo, or put it back there."""
        self._opened ^= {photo_id}
        self._present_again()

    def _choose_grouping(self, grouping: str) -> None:
        self._grouping = grouping
        self._show_view()
        self._present_again()
        self.grouping_wanted.emit(grouping)

    def _show_date(self) -> None:
        self._dates.show_place(*self.grid.top_row())

    # The page itself

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.bar.set_compact(self.width() < _COMPACT)

    def _connect(self) -> None:
        self._head.bar.order_chosen.connect(self.choose_order)
        self._head.bar.grouping_chosen.connect(self._choose_grouping)
        self._head.bar.size_chosen.connect(self.grid.set_thumbnail_size)
        self._head.bar.whole_chosen.connect(self.grid.show_whole)
        self._head.bar.stacks_chosen.connect(self.stack_copies)
        self.grid.stack_wanted.connect(self.open_stack)
        self._head.bar.line_moved.connect(self.line.move_to)
        self._head.bar.line_back_wanted.connect(self.line.back)
        self.line.changed.connect(self._line_moved)
        self._band_note.rest_wanted.connect(self._show_rest)
        self._vacancies.rest_wanted.connect(lambda: self._show_rest(True))
        self._vacancies.all_wanted.connect(self.all_wanted)
        self.grid.scrolled.connect(self._show_band)
        self.grid.thumbnail_size_changed.connect(self._head.bar.show_size)
        self.grid.scrolled.connect(self._show_date)
        self._dates.wanted.connect(self.grid.show_at_top)
        self._dates.wheeled.connect(self.grid.wheelEvent)

    def _arrange(self) -> None:
        self._show_view()
        self._dates.hide()
        across = QHBoxLayout(self._body)
        across.addWidget(self.grid, 1)
        across.addWidget(self._dates)
        for page in (self._body, *self._vacancies.pages()):
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._vacancies.empty)
        column = QVBoxLayout(self)
        column.addWidget(self._head)
        column.addWidget(self.place_note)
        column.addWidget(self._band_note)
        column.addWidget(self._stack, 1)
        for layout in (across, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

"""What is asked of the library and what is shown of it: answers, parts of it, and the way back."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.errors import QueryError
from photoclip.query import (
    Condition,
    Understood,
    every_filter,
    format_query,
    may_name_places,
    parse,
    with_list_renamed,
)
from photoclip.records import SearchAnswer
from photoclip.ui.grid_selection import GridPlace
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.photos_page import PhotosPage
from photoclip.ui.search import pieces
from photoclip.ui.search.asking import Asking
from photoclip.ui.search.bar import SearchBar
from photoclip.ui.search.question import Example, Picked, Question
from photoclip.ui.search.question import title as headline
from photoclip.ui.search.trail import QuestionTrail, Step
from photoclip.ui.sidebar import RECENT

if TYPE_CHECKING:
    from photoclip.library.library import Library

_REFRESH = 1000  # ms between two looks at a list of photos while photos are being added
_ASK_AGAIN = 3000  # ms between two looks at an answer meanwhile
_ADDED = "added"  # the order of what was added recently
_WARM_UP = 2500  # ms after the photos are shown until the model is loaded for the first question


class Finding(QObject):
    """Brings questions to the library and what it answers to the page of photos.

    A question of filters alone is a part of the library: it is shown like all photos, in an
    order of its own, and needs no model.
    """

    waiting = Signal(bool)  # an answer is awaited
    shown = Signal()  # the page shows something new
    counted = Signal(int)  # how many photos the whole library has
    failed = Signal(str)
    trail_changed = Signal(bool, bool)  # one can go back, forward

    def __init__(
        self, jobs: Jobs, search: SearchBar, page: PhotosPage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._search, self._page = jobs, search, page
        self._library: Library | None = None
        self._asking: Asking | None = None
        self._question = Question()
        self._meant: Understood | None = Understood(parse(""))  # None: it cannot be understood
        self._titles: dict[str, str] = {}  # of parts that were chosen by name
        self._searches: dict[str, str] = {}  # names of saved ones
        self._trail: QuestionTrail[Question, GridPlace] = QuestionTrail(Question())
        self._returning: GridPlace | None = None
        self._order_before = ""  # the order that comes back after what was added recently
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH)
        self._again = QTimer(self, singleShot=True, interval=_ASK_AGAIN)
        self._warm_up = QTimer(self, singleShot=True, interval=_WARM_UP)
        self._refresh.timeout.connect(self._look_again)
        self._again.timeout.connect(self._look_again)
        search.asked.connect(self._asked)
        page.more_wanted.connect(self._more_wanted)
        page.sort_wanted.connect(self._sorted)
        page.place_note.words_wanted.connect(self._ask_words)

    def set_library(self, library: "Library") -> None:
        """Ask this library, beginning with what was typed while it was being opened."""
        self._library = library
        asking = self._asking = Asking(library, self._jobs, self)
        asking.waiting.connect(self.waiting)
        asking.answered.connect(self._show_answer)
        asking.unclear.connect(self._search.show_message)
        asking.failed.connect(self.failed)
        self._warm_up.timeout.connect(asking.warm_up)
        self._asked(self._search.question)

    @property
    def question(self) -> Question:
        """What is asked now."""
        return self._question

    @property
    def meant(self) -> str:
        """The text of the question, with filters for the words that name places."""
        found = self._meant
        return format_query(found.query) if found and found.places else self._question.text

    @property
    def part(self) -> str | None:
        """The part of the library that is shown, as the sidebar marks it; None: no part."""
        if self._question.examples or self._question.picked:
            return None
        return RECENT if self._order_before and self._question.is_empty else self._question.text

    @property
    def can_back(self) -> bool:
        """Whether there is an earlier question."""
        return self._trail.can_back

    @property
    def can_forward(self) -> bool:
        """Whether one came back from a question."""
        return self._trail.can_forward

    # What a person does

    def show_part(self, text: str, title: str) -> None:
        """Show a part of the library, given as a question of filters, under a name."""
        self._titles[pieces.plain(text)] = title
        self._search.set_text(text)
        self._leave_recent()

    def name_searches(self, names: dict[str, str]) -> None:
        """The names of the saved searches, by their questions in plain spelling."""
        text = pieces.plain(self._question.text)
        before, self._searches = self._searches.get(text), names
        if text and names.get(text) != before:
            self._look_again()

    def show_picked(self, picked: Picked) -> None:
        """Show photos that were picked by hand."""
        self._search.set_question(Question(picked=picked))

    def show_all(self) -> None:
        """Ask nothing: all photos."""
        self._search.clear()
        self._leave_recent()

    def show_recent(self) -> None:
        """Show all photos, those that were added last first, until something else is asked."""
        before = self._order_before or self._page.order
        self._search.clear()
        self._order_before = before
        self._page.order_photos(_ADDED)

    def find_like(self, examples: tuple[Example, ...]) -> None:
        """Find photos like these."""
        self._search.set_examples(examples)

    def back(self) -> None:
        """The question before this one, where it was left."""
        self._return(self._trail.back(self._page.place()))

    def forward(self) -> None:
        """The question one came back from."""
        self._return(self._trail.forward(self._page.place()))

    def move_line(self, steps: int) -> None:
        """Make the relevance line of answers stricter (positive), or less so."""
        self._page.line.step(steps)

    # What happens meanwhile

    def photos_changed(self, ids: Sequence[int]) -> None:
        """Some photos are new or other than before: look again soon."""
        if self._page.photos:
            self._page.photos.forget(ids)
        timer = self._refresh if self._filters() is not None else self._again
        if not timer.isActive():
            timer.start()

    def look(self) -> None:
        """Look at once."""
        self._look_again()

    def warm_up(self) -> None:
        """Load the model soon, so that the first question need not wait for it."""
        self._warm_up.start()

    def stop(self) -> None:
        """Look no more."""
        for timer in (self._refresh, self._again, self._warm_up):
            timer.stop()

    def follow_list(self, old: str, new: str) -> None:
        """A label list has another name: what was asked of it is asked by the new one."""

        def renamed(question: Question) -> Question:
            return replace(question, text=with_list_renamed(question.text, old, new))

        self._trail.change(renamed)
        question = renamed(self._question)
        if question != self._question:
            self._question = question  # so that asking it is no new step
            self._search.set_question(question)

    # Within

    def _leave_recent(self) -> None:
        """What else is shown has the order from before again."""
        before, self._order_before = self._order_before, ""
        if before and before != self._page.order:
            self._page.order_photos(before)

    def _sorted(self, _order: str) -> None:
        """Another order was chosen: all photos are shown, and no longer what was added last."""
        if self._order_before and self._page.question is None and self._page.order != _ADDED:
            self._order_before = ""
            self.shown.emit()

    def _asked(self, question: Question) -> None:
        if question != self._question:
            self._step(question)
            self._leave_recent()
        self._question = question
        self._understand()

    def _understand(self) -> None:
        """Find out what is meant, and ask for it; words may name places of the library."""
        question, library = self._question, self._library
        if library is None:
            return
        try:
            query = parse(question.text)
        except QueryError:
            self._ask(question, None)
            return
        if may_name_places(query):  # beside the model, which may still be loading
            self.waiting.emit(True)
            work = partial(library.placing.understood, query)
            self._jobs.run(Lane.MAP, work, partial(self._ask, question), self._not_understood)
        else:
            self._ask(question, Understood(query))

    def _not_understood(self, sentence: str) -> None:
        self.waiting.emit(False)
        self.failed.emit(sentence)

    def _ask(self, question: Question, meant: Understood | None) -> None:
        if question != self._question or self._asking is None:
            return
        self._meant = meant
        filters = self._filters()
        if filters is None:
            self._asking.ask(question, meant.query if meant else None)
        else:
            self._asking.ask(Question())  # an answer that is on its way is not wanted any more
            self._browse(filters)

    def _ask_words(self) -> None:
        """Search for the words that were read as a place."""
        if self._meant is not None and self._meant.as_words is not None:
            text = format_query(self._meant.as_words)
            self._search.set_question(replace(self._question, text=text))

    def _step(self, question: Question) -> None:
        """Remember the way: what is still being typed is one step."""
        if self._search.is_refined:
            self._trail.amend(question)
        else:
            self._trail.push(question, self._page.place())
        self._tell_trail()

    def _return(self, step: Step[Question, GridPlace] | None) -> None:
        if step is None:
            return
        self._returning = step.place
        self._question = step.question  # so that asking it is no new step
        self._search.set_question(step.question)
        self._tell_trail()

    def _tell_trail(self) -> None:
        self.trail_changed.emit(self._trail.can_back, self._trail.can_forward)

    def _filters(self) -> tuple[Condition, ...] | None:
        """The filters of a question that has nothing else; None for one that needs the model."""
        if self._question.examples or self._meant is None:
            return None
        query = self._meant.query
        return query.filters if query.has_only_filters else None

    def _look_again(self) -> None:
        self._understand()

    def _browse(self, filters: tuple[Condition, ...]) -> None:
        library = self._library
        if library:
            self._jobs.run(
                Lane.READ,
                partial(_browsed, library, filters, self._question.picked),
                partial(self._show_part, self._question, _asks_for_failures(filters)),
                self.failed.emit,
            )

    def _show_part(self, question: Question, failed: bool, ids: npt.NDArray[np.int64]) -> None:
        if question != self._question:
            return
        text = pieces.plain(question.text)
        typed = bool(text) and text not in self._titles
        title = self._searches.get(text) or self._titles.get(text, self._headline(question))
        self._page.show_all(ids, title=title, typed=typed, failed=failed)
        if question.is_empty:
            self.counted.emit(len(ids))
        self._shown()

    def _show_answer(self, question: Question, found: SearchAnswer) -> None:
        if question == self._question:
            named = "" if question.examples else self._searches.get(pieces.plain(question.text))
            self._page.show_answer(question, found, named or self._headline(question))
            self._shown()

    def _headline(self, question: Question) -> str:
        return headline(replace(question, text=self.meant))

    def _shown(self) -> None:
        self._page.place_note.tell(self._meant.places if self._meant else ())
        if self._returning is not None:
            self._page.return_to(self._returning)
            self._returning = None
        self.shown.emit()

    def _more_wanted(self) -> None:
        if self._asking and self._filters() is None:
            self._asking.ask_more()


def _browsed(
    library: "Library", filters: Sequence[Condition], picked: Picked | None
) -> npt.NDArray[np.int64]:
    """The photos that meet all filters, or of those the picked ones."""
    ids = library.showing.browse(filters)
    return ids if picked is None else ids[np.isin(ids, picked.ids)]


def _asks_for_failures(filters: Sequence[Condition]) -> bool:
    return any(each.name == "failed" for each in every_filter(filters))

"""Turns what stands in the search bar into an answer of the library."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoclip.errors import QueryError
from photoclip.query import Query, parse
from photoclip.records import SearchAnswer
from photoclip.ui.jobs import Jobs, Lane, nothing
from photoclip.ui.search.question import Example, Question
from photoclip.ui.search.unclear import unclear

if TYPE_CHECKING:
    from photoclip.library.library import Library

FIRST_LIMIT = 1000  # the head of a ranking that is shown first
_MORE = 10  # times as many when a person scrolls to its end


class Asking(QObject):
    """Asks the newest question; an older answer never comes after it."""

    waiting = Signal(bool)  # whether an answer is awaited
    answered = Signal(Question, SearchAnswer)
    unclear = Signal(str)  # the question itself is wrong
    failed = Signal(str)  # it cannot be answered

    def __init__(self, library: "Library", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._limit = FIRST_LIMIT
        self._question = Question()
        self._meant: Query | None = None

    def ask(self, question: Question, meant: Query | None = None) -> None:
        """Ask; an empty question only forgets the earlier one.

        Args:
            question: what a person asks; its answer comes with it.
            meant: what its text was understood as; None: as it is written.
        """
        if question != self._question:
            self._limit = FIRST_LIMIT
        self._question, self._meant = question, meant
        if question.is_empty:
            self.forget()
            return
        try:
            query = parse(question.text) if meant is None else meant
        except QueryError as error:
            self.forget()
            self.unclear.emit(unclear(error))
            return
        self.unclear.emit("")
        self.waiting.emit(True)
        work = partial(answer, self._library, query, question.examples, limit=self._limit)
        self._jobs.run(Lane.SEARCH, work, partial(self._done, question), self._failed)

    def warm_up(self) -> None:
        """Load what the first question needs, unless one is being answered.

        What cannot be loaded is said when a question needs it.
        """
        if self._question.is_empty:
            self._jobs.run(Lane.SEARCH, self._library.warm_up, nothing, nothing)

    def ask_more(self) -> None:
        """A longer part of the same ranking."""
        self._limit *= _MORE
        self.ask(self._question, self._meant)

    def ask_again(self) -> None:
        """The same question to a library that changed."""
        self.ask(self._question, self._meant)

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._jobs.forget(Lane.SEARCH)
        self.waiting.emit(False)
        self.unclear.emit("")

    def _done(self, question: Question, found: SearchAnswer) -> None:
        self.waiting.emit(False)
        self.answered.emit(question, found)

    def _failed(self, sentence: str) -> None:
        self.waiting.emit(False)
        self.failed.emit(sentence)


def answer(
    library: "Library", query: Query, examples: tuple[Example, ...], *, limit: int
) -> SearchAnswer:
    """Ask a library; blocks, knows no Qt.

    Raises:
        PhotoclipError: it cannot be answered.
    """
    wanted = [each for each in examples if not each.negative]
    unwanted = [each for each in examples if each.negative]
    if query.is_empty and not unwanted and len(wanted) == 1:
        return _similar(library, wanted[0], limit)
    return library.search(
        query,
        images=[each.picture for each in wanted],
        unwanted_images=[each.picture for each in unwanted],
        weights=[each.weight for each in (*wanted, *unwanted)],
        limit=limit,
    )


def _similar(library: "Library", example: Example, limit: int) -> SearchAnswer:
    """Photos like one alone: itself is no answer."""
    if isinstance(example.picture, int):
        return library.similar_to(example.picture, limit=limit)
    return library.similar(example.picture, limit=limit)

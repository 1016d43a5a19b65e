"""Turns what stands in the search bar into an answer of the library."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoclip.errors import PhotoError, QueryError
from photoclip.query import Query, parse
from photoclip.records import SearchAnswer
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.search_bar import Example, Question

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

    def ask(self, question: Question) -> None:
        """Ask; an empty question only forgets the earlier one."""
        if question != self._question:
            self._limit = FIRST_LIMIT
        self._question = question
        if question.is_empty:
            self.forget()
            return
        try:
            query = parse(question.text)
        except QueryError as error:
            self.forget()
            self.unclear.emit(str(error))
            return
        self.unclear.emit("")
        self.waiting.emit(True)
        work = partial(answer, self._library, query, question.examples, limit=self._limit)
        self._jobs.run(Lane.SEARCH, work, partial(self._done, question), self._failed)

    def warm_up(self) -> None:
        """Load what the first question needs, unless one is being answered."""
        if self._question.is_empty:
            self._jobs.run(Lane.SEARCH, self._library.warm_up, _nothing, _nothing)

    def ask_more(self) -> None:
        """A longer part of the same ranking."""
        self._limit *= _MORE
        self.ask(self._question)

    def ask_again(self) -> None:
        """The same question to a library that changed."""
        self.ask(self._question)

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


def _nothing(_: object) -> None:
    """What cannot be loaded is said when a question needs it."""


def answer(
    library: "Library", query: Query, examples: tuple[Example, ...], *, limit: int
) -> SearchAnswer:
    """Ask a library; blocks, knows no Qt.

    Raises:
        PhotoclipError: it cannot be answered.
    """
    if query.is_empty and len(examples) == 1:
        only = examples[0]
        if only.photo_id is not None:
            return library.similar_to(only.photo_id, limit=limit)
        if only.path is not None:
            return library.similar(only.path, limit=limit)
    pictures = [_path(library, example) for example in examples]
    return library.search(query, images=pictures, limit=limit)


def _path(library: "Library", example: Example) -> Path:
    if example.path is not None:
        return example.path
    if example.photo_id is None:
        raise PhotoError(f"{example.name} is no picture.")
    paths = library.showing.photo(example.photo_id).paths
    if not paths:
        raise PhotoError(f"{example.name} is not there any more; choose another example.")
    return Path(paths[0].decode("utf-8", "surrogateescape"))

"""Leads a review of a label: asks the library what to ask next, and tells it the answers."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from photoclip.records import LabelList
from photoclip.ui import wording
from photoclip.ui.jobs import Lane
from photoclip.ui.labels.review_dialog import Asked, ReviewDialog
from photoclip.ui.labels.work import LabelLists
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library
    from photoclip.library.tagging.review import Knowledge, LabelReview

T = TypeVar("T")

_TEN = 10  # answers that are enough for most labels


class Reviewing(QObject):
    """One review at a time; every answer is worked on away from the GUI thread."""

    finished = Signal(object)  # LabelList, with the threshold that was found
    left = Signal(object)  # ids of the photos that were answered, a tuple
    failed = Signal(str)

    def __init__(self, lists: LabelLists, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._lists, self._theme, self._window = lists, theme, window
        self._dialog: ReviewDialog | None = None
        self._review: LabelReview | None = None
        self._answered: list[int] = []

    def begin(self, labels: LabelList, label: str) -> None:
        """Ask about a label of a list, which is kept first."""
        library = self._lists.library
        if self._dialog is not None or not library.writable:
            return
        dialog = ReviewDialog(library, self._lists.jobs, self._theme, label, self._window)
        self._dialog, self._review, self._answered = dialog, None, []
        dialog.answered.connect(self._answer)
        dialog.back_wanted.connect(self._back)
        dialog.finish_wanted.connect(self._finish)
        dialog.finished.connect(self._closed)
        dialog.open()
        self._run(partial(_begun, library, labels, label), self._begun)

    def _begun(self, begun: "tuple[LabelReview, Asked]") -> None:
        self._review, asked = begun
        self._show(asked)

    def _answer(self, photo: int, fits: bool | None) -> None:
        if self._review is not None:
            self._answered.append(photo)
            self._run(partial(_answered, self._review, photo, fits), self._show)

    def _back(self) -> None:
        if self._review is not None:
            self._run(partial(_taken_back, self._review), self._show)

    def _finish(self) -> None:
        if self._review is not None:
            self._run(self._review.finish, self._finished)

    def _finished(self, labels: LabelList) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.finished.emit(labels)

    def _show(self, asked: Asked) -> None:
        if self._dialog is not None:
            self._dialog.show_asked(asked)

    def _closed(self, _result: int) -> None:
        self._dialog = self._review = None
        self.left.emit(tuple(dict.fromkeys(self._answered)))

    def _run(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        self._lists.jobs.run(Lane.LABELS, work, then, self._trouble)

    def _trouble(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.show_trouble(sentence)
        else:
            self.failed.emit(sentence)


def said_of(known: "Knowledge") -> str:
    """What is known, in one sentence."""
    threshold, photos = wording.percent(known.threshold), wording.number(known.photos)
    if not known.checking:
        return tr("Labels", "Looking for the place where photos begin to fit…")
    if not known.photos:
        return tr("Labels", "No photo reaches {threshold}.").format(threshold=threshold)
    low, high = wording.percent(known.low), wording.percent(known.high)
    if known.right is None:
        said = tr(
            "Labels",
            "Too few answers to say how many of the {photos} photos from {threshold} on are "
            "right; between {low} and {high}.",
        )
        return said.format(photos=photos, threshold=threshold, low=low, high=high)
    said = tr("Labels", "{right} right on %n answer(s), range {low} to {high}", "", known.answers)
    about = tr("Labels", "for the {photos} photos from {threshold} on")
    first = said.format(right=wording.percent(known.right), low=low, high=high)
    return f"{first}\n{about.format(photos=photos, threshold=threshold)}"


def _begun(library: "Library", labels: LabelList, label: str) -> "tuple[LabelReview, Asked]":
    library.tagging.save(labels)
    review = library.tagging.review(labels.name, label)
    return review, _asked(review)


def _answered(review: "LabelReview", photo: int, fits: bool | None) -> Asked:
    review.answer(photo, fits)
    return _asked(review)


def _taken_back(review: "LabelReview") -> Asked:
    review.back()
    return _asked(review)


def _asked(review: "LabelReview") -> Asked:
    known = review.knowledge
    coming = (*review.questions(2), None, None)
    return Asked(
        photo=coming[0],
        soon=coming[1],
        answers=known.clicks,
        wanted=_TEN,
        known=said_of(known),
        can_go_back=known.clicks > 0,
        can_finish=review.can_finish,
    )

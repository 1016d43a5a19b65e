"""The page of photos: a line about what is shown, the grid, and what stands in its place."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from photoclip.records import SearchAnswer
from photoclip.ui import wording
from photoclip.ui.jobs import Jobs
from photoclip.ui.naming import named
from photoclip.ui.pages import MessagePage
from photoclip.ui.photo_grid import PhotoGrid
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.search_bar import Question
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library


class PhotosPage(QWidget):
    """Shows either all photos or an answer."""

    more_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photosPage")
        self._jobs = jobs
        self._question: Question | None = None
        self._photos: PhotoListModel | None = None
        self.grid = PhotoGrid(theme)
        self._headline = named(QLabel(), "headline")
        self._detail = named(QLabel(), "headlineDetail")
        self._note = named(QLabel(), "answerNote")
        self._relevance = named(QLabel(), "relevanceBand")  # empty until bands are calibrated
        self._nothing = MessagePage(theme, "nothing", "nothingFound")
        self._empty = MessagePage(theme, "photos", "emptyLibrary")
        self._stack = QStackedWidget()
        self._arrange()

    @property
    def photos(self) -> PhotoListModel | None:
        """The list shown in the grid."""
        return self._photos

    @property
    def question(self) -> Question | None:
        """The question whose answer is shown; None: all photos are shown."""
        return self._question

    def set_library(self, library: "Library") -> None:
        """Show photos of this library."""
        self._photos = PhotoListModel(library, self._jobs, self)
        self._photos.more_wanted.connect(self.more_wanted)
        self.grid.show_list(self._photos)

    def show_all(self, ids: npt.NDArray[np.int64]) -> None:
        """Show all photos, newest first."""
        photos = self._photos
        if photos is None:
            return
        if self._question is not None:
            self.grid.start_over()
        self._question = None
        self._headline.setText("All photos")
        self._detail.setText(f"{len(ids):,}" if len(ids) else "")
        self._note.hide()
        photos.show_ids(ids)
        self._stack.setCurrentWidget(self.grid if len(ids) else self._empty)

    def show_answer(self, question: Question, found: SearchAnswer) -> None:
        """Show the ranked answer to a question."""
        photos = self._photos
        if photos is None:
            return
        if question != self._question:
            self.grid.start_over()
        self._question = question
        self._headline.setText(_asked(question))
        self._detail.setText(
            f"{wording.count(found.total, 'photo')} in {wording.seconds(found.seconds)}"
        )
        self._note.setText(" ".join(found.notes))
        self._note.setVisible(bool(found.notes))
        ids = np.array([hit.photo_id for hit in found.hits], np.int64)
        scores = {hit.photo_id: hit.score for hit in found.hits}
        photos.show_ids(ids, scores=scores, total=found.total)
        self._stack.setCurrentWidget(self.grid if len(ids) else self._nothing)

    def show_busy(self, *, adding: bool) -> None:
        """What an empty library says: that photos are on their way, or that there are none."""
        if adding:
            self._empty.say("Looking for photos…", "They appear here while they are being added.")
        else:
            self._empty.say(
                "No photos here yet",
                "The folders in this library hold no pictures that photoclip can read.",
            )

    def _arrange(self) -> None:
        self._note.setAccessibleName("Note on this answer")
        self._note.setWordWrap(True)
        self._note.hide()
        self._relevance.setAccessibleName("Relevance of the photos in view")
        self._nothing.say(
            "Nothing found",
            "No photo meets this search. Try other words, or take away a filter.",
        )
        again = self._nothing.add_button("Show all photos", "showAll")
        again.clicked.connect(self.all_wanted)
        self.show_busy(adding=True)
        head = named(QFrame(), "answerHead")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(8)
        row.addWidget(self._headline)
        row.addWidget(self._detail)
        row.addWidget(self._note, 1)
        row.addStretch(1)
        row.addWidget(self._relevance)
        head.setMinimumHeight(40)
        for page in (self.grid, self._nothing, self._empty):
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)


def _asked(question: Question) -> str:
    words = " ".join(question.text.split())
    examples = ", ".join(example.name for example in question.examples)
    if examples and words:
        return f"Like {examples}, “{words}”"
    return f"Like {examples}" if examples else f"“{words}”"

"""The line over the photos: what they are, how many, and the controls of the view."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from photoclip.records import SearchAnswer
from photoclip.ui import wording
from photoclip.ui.bands import Cut, title_of
from photoclip.ui.elided import Elided
from photoclip.ui.naming import named
from photoclip.ui.photo_lists import RELEVANCE, Shown
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.view_bar import ViewBar


class PhotosHead(QWidget):
    """Headline and count on the left, `bar` on the right; notes on an answer go below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("answerHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = ViewBar(theme)
        self._headline = named(Elided(), "headline")
        self._detail = named(QLabel(), "headlineDetail")
        self._note = named(QLabel(), "answerNote", tr("Grid", "Note on this answer"))
        self._relevance = named(
            QLabel(), "relevanceBand", tr("Grid", "Relevance of the photos in view")
        )
        self._arrange()

    def title(self, text: str) -> None:
        """Say what the photos are."""
        self._headline.show_text(text)

    def say(self, shown: Shown, order: str, cut: Cut | None = None) -> None:
        """Say what is shown, in which order, and where an answer is cut."""
        answer = shown.answer
        self.title(shown.title or tr("Grid", "All photos"))
        if answer is None:
            self._detail.setText(wording.number(len(shown.ids)) if len(shown.ids) else "")
        elif cut is not None:
            self._detail.setText(cut.said())
            took = wording.seconds(answer.seconds)
            self._detail.setToolTip(tr("Grid", "answered in {time}").format(time=took))
        else:
            self._detail.setText(_found(answer, order))
        if cut is None:
            self._detail.setToolTip("")
            self.show_band("")
        said = (_foreign(answer), _never_seen(answer)) if answer else ()
        notes = " ".join(filter(None, (*said, _elsewhere() if shown.failed else "")))
        self._note.setText(notes)
        self._note.setVisible(bool(notes))

    def show_band(self, band: str) -> None:
        """Say which band the photos in view are of; empty: of none."""
        if band != self._relevance.property("band"):
            self._relevance.setText(title_of(band) if band else "")
            self._relevance.setProperty("band", band)
            self._relevance.style().unpolish(self._relevance)
            self._relevance.style().polish(self._relevance)
            self._relevance.setVisible(bool(band))

    def _arrange(self) -> None:
        self._headline.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._note.setWordWrap(True)
        self._note.setIndent(0)  # below the headline to the pixel
        self._note.hide()
        self._relevance.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._relevance.hide()
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._headline)
        row.addWidget(self._detail)
        row.addWidget(self._relevance, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.bar)
        row.setAlignment(self.bar, Qt.AlignmentFlag.AlignVCenter)
        self.bar.setMinimumHeight(40)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._note)


def _foreign(answer: SearchAnswer) -> str:
    if not answer.foreign_words:
        return ""
    said = tr(
        "Grid",
        "The model {model} knows English only, not {words}; ask in English, or choose a "
        "multilingual model in the settings.",
    )
    return said.format(model=answer.model, words=_listed(answer.foreign_words))


def _never_seen(answer: SearchAnswer) -> str:
    if not answer.unknown_words:
        return ""
    said = tr("Grid", "The model {model} has never seen {words}; the answer goes by the rest.")
    return said.format(model=answer.model, words=_listed(answer.unknown_words))


def _elsewhere() -> str:
    """Where the files are that cannot be read and are no photos."""
    return tr(
        "Grid",
        "Only photos are shown here, of which another file cannot be read. Files that never became "
        "a photo, with their reasons, are under “Problem files” in the sidebar.",
    )


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(tr("Grid", "“{word}”").format(word=word) for word in words)


def _found(answer: SearchAnswer, order: str) -> str:
    took = wording.seconds(answer.seconds)
    if order != RELEVANCE and len(answer.hits) < answer.total:
        best, all_of_them = wording.number(len(answer.hits)), wording.number(answer.total)
        said = tr("Grid", "the best {best} of {total} photos in {time}")
        return said.format(best=best, total=all_of_them, time=took)
    photos = tr("Grid", "%Ln photo(s)", "", answer.total)
    return tr("Grid", "{photos} in {time}").format(photos=photos, time=took)

"""One label: its words, how sure it is of the photos, and which photos lie at its threshold."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from photoclip.library.tagger import DEFAULT_THRESHOLD
from photoclip.records import LabelList
from photoclip.ui.elided import Elided
from photoclip.ui.jobs import Jobs
from photoclip.ui.labels.forms import button, column, heading, hint, line
from photoclip.ui.labels.histogram import ScoreHistogram
from photoclip.ui.labels.photo_strip import PhotoStrip
from photoclip.ui.labels.scores import Chances, Ids, RankedLabel, RankedList, threshold_of
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

_SIDE = 76  # px, of a thumbnail
_BEST, _NEAR = 24, 24  # photos


class LabelDetail(QWidget):
    """What a person sets follows at once; the photos come from scores that are there already."""

    phrases_typed = Signal(str, str)  # label, words with commas
    threshold_moved = Signal(str, float)  # label, 0 to 1
    judged = Signal(str, int, bool)  # label, photo id, whether it fits
    opened = Signal(int)  # photo id
    review_wanted = Signal(str)  # label

    def __init__(self, library: "Library", jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        self._label = ""
        self._scores: RankedLabel | None = None
        self._decided: dict[int, bool] = {}  # what the person said of photos
        self._title = named(Elided(), "labelTitle")
        self._phrases = named(QLineEdit(), "labelPhrases", tr("Labels", "Other words for it"))
        self._histogram = ScoreHistogram(theme)
        self._count = named(QLabel(), "thresholdSaid")
        self._usual = button(
            "usualThreshold",
            tr("Labels", "Usual threshold"),
            tr("Labels", "From 50% on, as for any label"),
        )
        self._review = button(
            "reviewLabel",
            tr("Labels", "Set it with ten answers…"),
            tr("Labels", "Look at single photos and say yes or no; photoclip finds the threshold"),
        )
        self._nothing = hint("", "scoresNote")
        self._best = named(
            PhotoStrip(library, jobs, theme, side=_SIDE), "bestPhotos", tr("Labels", "Surest")
        )
        self._near = named(
            PhotoStrip(library, jobs, theme, side=_SIDE),
            "borderlinePhotos",
            tr("Labels", "At the threshold"),
        )
        self._photos = QWidget()
        self._arrange()
        self._connect()

    def show_label(self, labels: LabelList | None, label: str, *, writable: bool) -> None:
        """Show a label of a list, "" for none."""
        self._label = label
        self.setVisible(bool(label))
        if labels is None or not label:
            return
        self._title.show_text(label)
        words = ", ".join(labels.phrases.get(label, ()))
        if not self._phrases.hasFocus():
            self._phrases.setText(words)
        for widget in (self._phrases, self._histogram, self._review):
            widget.setEnabled(writable)
        threshold = threshold_of(labels, label)
        self._histogram.show_threshold(threshold)
        self._usual.setEnabled(writable and threshold != DEFAULT_THRESHOLD)
        self._show_photos()

    def show_scores(self, scores: RankedList | None) -> None:
        """Show what the list says of the photos; None: not known yet."""
        self._scores = scores.by_label.get(self._label) if scores is not None else None
        self._decided = scores.decided.get(self._label, {}) if scores is not None else {}
        self._histogram.show_counts(
            self._scores.counts.tolist() if self._scores is not None else ()
        )
        self._show_photos()

    def say(self, sentence: str) -> None:
        """Say why no photos are shown; empty: there are some."""
        self._nothing.setText(sentence)
        self._nothing.setVisible(bool(sentence))
        self._photos.setVisible(not sentence)

    def _show_photos(self) -> None:
        scores = self._scores
        threshold = self._histogram.value() / 100
        if scores is None:
            self._count.setText("")
            return
        self._count.setText(tr("Labels", "%Ln photo(s) get it", "", scores.above(threshold)))
        self._fill(self._best, *scores.best(_BEST))
        self._fill(self._near, *scores.borderline(threshold, _NEAR))
        self._middle(threshold)

    def _fill(self, strip: PhotoStrip, ids: Ids, chances: Chances) -> None:
        said: dict[int, float | None] = dict(zip(ids.tolist(), chances.tolist(), strict=True))
        strip.show_photos(ids, said, self._label, self._decided)

    def _middle(self, threshold: float) -> None:
        """Show the photos at the threshold in the middle of their row."""
        chances = np.array(list(self._near.chances.values()), np.float32)
        place = int((chances >= threshold).sum())
        model = self._near.model()
        if 0 < place < model.rowCount():
            at = PhotoStrip.ScrollHint.PositionAtCenter
            self._near.scrollTo(model.index(place, 0), at)

    def _moved(self, percent: int) -> None:
        self._show_photos()
        self._usual.setEnabled(percent / 100 != DEFAULT_THRESHOLD)
        self.threshold_moved.emit(self._label, percent / 100)

    def _connect(self) -> None:
        self._histogram.valueChanged.connect(self._moved)
        self._usual.clicked.connect(
            lambda: self._histogram.setValue(round(DEFAULT_THRESHOLD * 100))
        )
        self._review.clicked.connect(lambda: self.review_wanted.emit(self._label))
        self._phrases.textEdited.connect(lambda text: self.phrases_typed.emit(self._label, text))
        for strip in (self._best, self._near):
            strip.opened.connect(self.opened)
            strip.judged.connect(lambda photo, right: self.judged.emit(self._label, photo, right))

    def _arrange(self) -> None:
        self._phrases.setPlaceholderText(tr("Labels", "other words for it, with commas"))
        self._phrases.setToolTip(
            tr("Labels", "Photos that look like any of these words get the label, too")
        )
        photos = QVBoxLayout(self._photos)
        photos.setContentsMargins(0, 0, 0, 0)
        photos.setSpacing(4)
        photos.addWidget(heading(tr("Labels", "Surest")))
        photos.addWidget(self._best)
        photos.addSpacing(8)
        photos.addWidget(heading(tr("Labels", "At the threshold")))
        photos.addWidget(self._near)
        photos.addWidget(hint(tr("Labels", "Choose a photo and press Y if it fits, N if not.")))
        inside = QWidget()
        inside.setObjectName("labelDetailBody")
        made = column(self._title, self._phrases, space=8)
        made.setContentsMargins(0, 0, 12, 8)
        made.addSpacing(4)
        made.addWidget(self._histogram)
        made.addWidget(self._count)
        made.addLayout(line(self._review, self._usual, None))
        made.addSpacing(4)
        made.addWidget(self._nothing)
        made.addWidget(self._photos)
        made.addStretch(1)
        inside.setLayout(made)
        scroll = named(QScrollArea(), "labelDetailScroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(self._title.focusPolicy())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._nothing.hide()

"""The labels of a list beside what the one that is looked at says of the photos."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from photoclip.records import LabelList
from photoclip.ui.jobs import Jobs
from photoclip.ui.labels import changing
from photoclip.ui.labels.label_detail import LabelDetail
from photoclip.ui.labels.label_table import LabelTable
from photoclip.ui.labels.scores import RankedList
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library


class EditorPage(QWidget):
    """Every change gives another list at once; scores follow when they are known."""

    edited = Signal(object)  # LabelList
    renamed = Signal(str, str)  # a label, its new name
    judged = Signal(str, int, bool)  # label, photo id, whether it fits
    opened = Signal(int)  # photo id
    review_wanted = Signal(str)  # label

    def __init__(self, library: "Library", jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        named(self, "editorPage", tr("Labels", "Labels"))
        self._labels: LabelList | None = None
        self._scores: RankedList | None = None
        self._writable = False
        self._table = LabelTable()
        self._detail = LabelDetail(library, jobs, theme)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._table)
        split.addWidget(self._detail)
        split.setSizes([264, 520])
        split.setStretchFactor(1, 1)
        self._table.setMinimumWidth(184)
        self._detail.setMinimumWidth(340)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(20)
        made = QVBoxLayout(self)
        made.setContentsMargins(0, 16, 0, 0)
        made.addWidget(split)
        self._connect()

    def show_list(self, labels: LabelList | None, *, writable: bool) -> None:
        """Show a list."""
        self._labels, self._writable = labels, writable
        self._table.show_list(labels, writable=writable)
        self._show_label()
        self._show_counts()
        if labels is not None and not labels.labels:
            self._table.focus_field()

    def show_scores(self, scores: RankedList | None, why_not: str = "") -> None:
        """Show what the list says of the photos; None: not known, for a reason that is said."""
        self._scores = scores
        self._detail.show_scores(scores)
        self._detail.say(why_not)
        self._show_counts()

    def choose(self, label: str) -> None:
        """Look at a label."""
        self._table.choose(label)

    def _show_label(self) -> None:
        self._detail.show_label(self._labels, self._table.current(), writable=self._writable)
        self._detail.show_scores(self._scores)

    def _show_counts(self) -> None:
        known = self._scores is not None and self._labels is not None
        self._table.show_counts(
            self._scores.counts(self._labels) if known and self._scores and self._labels else {}
        )

    def _edit(self, labels: LabelList) -> None:
        if labels != self._labels:
            self._labels = labels
            self._show_counts()
            self.edited.emit(labels)

    def _add(self, text: str) -> None:
        if self._labels is not None:
            labels = changing.with_label(self._labels, text)
            label = changing.tidy(text.split(",", maxsplit=1)[0])
            self._edit(labels)
            self._table.show_list(labels, writable=self._writable)
            self._table.choose(label)

    def _remove(self, label: str) -> None:
        if self._labels is not None:
            labels = changing.without_label(self._labels, label)
            self._edit(labels)
            self._table.show_list(labels, writable=self._writable)

    def _phrases(self, label: str, text: str) -> None:
        if self._labels is not None:
            self._edit(changing.with_phrases(self._labels, label, text))

    def _threshold(self, label: str, threshold: float) -> None:
        if self._labels is not None:
            self._edit(changing.with_threshold(self._labels, label, threshold))

    def _connect(self) -> None:
        table, detail = self._table, self._detail
        table.chosen.connect(lambda _label: self._show_label())
        table.added.connect(self._add)
        table.removed.connect(self._remove)
        table.renamed.connect(self.renamed)
        detail.phrases_typed.connect(self._phrases)
        detail.threshold_moved.connect(self._threshold)
        detail.judged.connect(self.judged)
        detail.opened.connect(self.opened)
        detail.review_wanted.connect(self.review_wanted)

"""Why this photo: how well the words fit it, beside the texts that fit it next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from photoclip.ui import wording
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.viewer.sections import ElidedLabel, Section, value_label

if TYPE_CHECKING:
    from photoclip.library.explaining import Explanation


class WhySection(Section):
    """The words and their rivals as bars, the margin in a sentence; hidden while unasked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "infoWhy", tr("Viewer", "Why this photo?"))
        self._shown: QWidget | None = None
        self.hide()

    def show_explanation(self, explanation: "Explanation | None") -> None:
        """Show an explanation; None hides the section."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        if explanation is not None:
            self._shown = _body(explanation)
            self.column.addWidget(self._shown)
        self.setVisible(explanation is not None)


def verdict(explanation: "Explanation") -> str:
    """What the margin says."""
    rival = explanation.runner_up[0][0]
    by = wording.locale().toString(abs(explanation.margin), "f", 2)
    if not explanation.is_seen:
        return tr("Viewer", "Hardly to be seen here; “{rival}” fits better.").format(rival=rival)
    said = (
        tr("Viewer", "Fits better than “{rival}”, by {margin}.")
        if explanation.margin >= 0
        else tr("Viewer", "“{rival}” fits better, by {margin}.")
    )
    return said.format(rival=rival, margin=by)


def _body(explanation: "Explanation") -> QWidget:
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    texts = ((explanation.words, explanation.score), *explanation.runner_up)
    for row, (text, score) in enumerate(texts):
        _add_row(grid, row, text, score, asked=row == 0)
    sentence = value_label(verdict(explanation), "", "whyVerdict")
    grid.addWidget(sentence, len(texts), 0, 1, 3)
    how = tr("Viewer", "The numbers are similarities of picture and text, as {model} sees them.")
    remark = value_label(how.format(model=explanation.model), "", "factsRemark")
    grid.addWidget(remark, len(texts) + 1, 0, 1, 3)
    return body


def _add_row(grid: QGridLayout, row: int, text: str, score: float, *, asked: bool) -> None:
    number = wording.locale().toString(score, "f", 2)
    spoken = f"{text}: {number}"
    label = named(ElidedLabel(text, 140), "whyAsked" if asked else "whyRival", spoken)
    grid.addWidget(label, row, 0)
    bar = named(QProgressBar(), "seenBar" if asked else "whyRivalBar", spoken)
    bar.setTextVisible(False)
    bar.setRange(0, 1000)
    bar.setValue(round(1000 * min(max(score, 0.0), 1.0)))
    bar.setFixedHeight(4)
    grid.addWidget(bar, row, 1, Qt.AlignmentFlag.AlignVCenter)
    said = named(QLabel(number), "seenChance", spoken)
    said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    grid.addWidget(said, row, 2)

"""Why this photo: asks for explanations of the photo shown and hands them to what shows them."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from photoclip.errors import QueryError
from photoclip.query import parse
from photoclip.ui import images
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.speech import tr
from photoclip.ui.viewer.bar import ViewerBar
from photoclip.ui.viewer.explanation_bar import ExplanationBar
from photoclip.ui.viewer.info_panel import InfoPanel
from photoclip.ui.viewer.stage import Stage
from photoclip.ui.viewer.why_section import verdict

if TYPE_CHECKING:
    from photoclip.library.explaining import Explanation
    from photoclip.library.library import Library

_PAUSE = 150  # ms that a photo is shown before it is looked at, so that pages turn fast
_FAINT = 0.5  # opacity of the map of what is hardly to be seen
_SIDE = 512  # px, the longer side of a map in colours


@dataclass(frozen=True, slots=True)
class _Reason:
    """An explanation, and its map in colours."""

    explanation: "Explanation"
    colours: QImage


class Reasons(QObject):
    """Stays on while pages turn; only the photo and the words of now are ever answered."""

    def __init__(
        self, jobs: Jobs, tools: ViewerBar, stage: Stage, bar: ExplanationBar, panel: InfoPanel
    ) -> None:
        super().__init__(stage)
        self._jobs, self._tools, self._stage = jobs, tools, stage
        self._bar, self._panel = bar, panel
        self._library: Library | None = None
        self._words = ""
        self._photo = -1
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        tools.why.toggled.connect(self._toggled)
        bar.asked.connect(self._look_for)
        bar.closed.connect(partial(tools.why.setChecked, False))
        bar.left.connect(stage.setFocus)
        bar.hide()

    def set_library(self, library: "Library") -> None:
        """Ask this library."""
        self._library = library

    def set_question(self, text: str) -> None:
        """Look for what a search asked for."""
        words = wanted_words(text)
        if words:
            self._words = words
            self._bar.show_words(words)

    def show_photo(self, photo_id: int) -> None:
        """Another photo is shown."""
        self._photo = photo_id
        if self._tools.why.isChecked():
            self._begin()

    def stop(self) -> None:
        """The viewer is left: nothing is looked for any more."""
        self._photo, self._words = -1, ""
        self._bar.show_words("")
        self._tools.why.setChecked(False)

    # Within

    def _toggled(self, on: bool) -> None:
        self._bar.setVisible(on)
        if on:
            self._begin()
            if not self._words:
                self._bar.field.setFocus()
        else:
            self._clear()
            self._stage.setFocus()

    def _look_for(self, words: str) -> None:
        self._words = " ".join(words.split())
        self._begin()

    def _begin(self) -> None:
        self._clear()
        if self._words and self._photo >= 0:
            self._bar.say(tr("Viewer", "Looking…"))
            self._pause.start()
        else:
            self._bar.say("")

    def _clear(self) -> None:
        self._pause.stop()
        self._jobs.forget(Lane.EXPLAIN)
        self._stage.heat.show_image(QImage())
        self._panel.show_explanation(None)

    def _ask(self) -> None:
        library = self._library
        if library is not None:
            self._jobs.run(
                Lane.EXPLAIN,
                partial(_reason, library, self._photo, self._words),
                self._answered,
                self._bar.say,
            )

    def _answered(self, reason: _Reason) -> None:
        opacity = 1.0 if reason.explanation.is_seen else _FAINT
        self._stage.heat.show_image(reason.colours, opacity)
        self._panel.show_explanation(reason.explanation)
        seen = reason.explanation.is_seen
        short = tr("Viewer", "Hardly to be seen here.")
        self._bar.say(verdict(reason.explanation) if seen else short, colours=True)


def wanted_words(text: str) -> str:
    """What a search text asks to see, without filters and what is not wanted."""
    try:
        query = parse(text)
    except QueryError:
        return ""
    weighted = [term.text for term in query.weighted if term.weight > 0]
    return " ".join(part for part in (query.words, *weighted) if part)


def _reason(library: "Library", photo_id: int, words: str) -> _Reason:
    from photoclip.library.heat_colours import heat_colours

    explanation = library.explain(photo_id, words)
    facts = library.showing.photo(photo_id).facts
    by = _SIDE / max(facts.width, facts.height, 1)
    size = max(1, round(facts.width * by)), max(1, round(facts.height * by))
    return _Reason(explanation, images.from_rgba(heat_colours(explanation.map, *size)))

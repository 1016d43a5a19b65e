"""One of some copies: its picture, its facts, and whether it stays."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from photoclip.library.copies import Candidate
from photoclip.records import display_text
from photoclip.ui import wording
from photoclip.ui.elided import Elided
from photoclip.ui.icons import dress, icon
from photoclip.ui.jobs import Jobs
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.copies.pane import ComparePane, SharedView

if TYPE_CHECKING:
    from photoclip.library.library import Library

_SIGN = 16  # px
_LEAST_WIDTH = 248


class Member(QFrame):
    """A picture with what there is to know, and a button that says whether it stays or goes."""

    chosen = Signal()  # it has the keyboard
    fate_chosen = Signal(bool)  # it goes

    def __init__(
        self,
        library: "Library",
        jobs: Jobs,
        theme: Theme,
        view: SharedView,
        shown: Candidate,
        best: str,
    ) -> None:
        """`best`: why it is proposed; empty where another one is."""
        super().__init__()
        named(self, "copyMember", shown.photo.name)
        self._theme, self.shown = theme, shown
        self._goes = False
        self._pane = ComparePane(library, jobs, theme, view, shown)
        self._fate = named(QToolButton(), "copyFate")
        self._best = named(Elided(best), "copyBest")
        self._sign = named(QLabel(), "copyBestSign")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._arrange()
        self._best.setVisible(bool(best))  # laid out, so that it is no window of its own
        self._sign.setVisible(bool(best))
        self._pane.pressed.connect(self.chosen)
        self._fate.clicked.connect(lambda: self.fate_chosen.emit(not self._goes))
        theme.changed.connect(self._dress)
        self.show_fate(goes=False)

    @property
    def goes(self) -> bool:
        """Whether it goes to the trash."""
        return self._goes

    def show_fate(self, *, goes: bool) -> None:
        """Show whether it stays."""
        self._goes = goes
        self._pane.show_fate(goes)
        text = tr("Copies", "To the trash") if goes else tr("Copies", "Keep")
        self._fate.setText(text)
        self._fate.setAccessibleName(f"{self.shown.photo.name}: {text}")
        self._fate.setToolTip(tr("Copies", "Keep it or trash it (Space)"))
        self.setProperty("goes", goes)
        self._polish()
        self._dress()

    def show_current(self, current: bool) -> None:
        """Mark it as the one that the keyboard is about."""
        self.setProperty("current", current)
        self._polish()

    def _polish(self) -> None:
        for each in (self, self._fate):
            each.setProperty("goes", self._goes)
            each.style().unpolish(each)
            each.style().polish(each)

    def _arrange(self) -> None:
        photo, facts = self.shown.photo, self.shown.photo.facts
        folder, _, name = display_text(self.shown.path).replace("\\", "/").rpartition("/")
        megabytes = wording.locale().toString(self.shown.bytes / 1e6, "f", 1)
        size = f"{facts.width} × {facts.height}  ·  {megabytes} MB"  # noqa: RUF001
        said = [size, f"{facts.format}"]
        if facts.taken_at is not None:
            said.append(wording.day_and_time(facts.taken_at))
        marks = [facts.camera] if facts.camera else []
        marks += ["★" * photo.rating] if photo.rating else []
        marks += [tr("Grid", "%Ln tag(s)", "", len(photo.tags))] if photo.tags else []
        lines = [
            named(Elided(name, Qt.TextElideMode.ElideMiddle), "copyName", name),
            named(Elided(folder, Qt.TextElideMode.ElideLeft), "copyFact"),
            named(Elided("  ·  ".join(said)), "copyFact"),
            named(Elided("  ·  ".join(marks)), "copyFact"),
        ]
        self._fate.setIconSize(QSize(_SIGN, _SIGN))
        self._fate.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fate.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        proposed = QHBoxLayout()
        proposed.setSpacing(4)
        proposed.addWidget(self._sign)
        proposed.addWidget(self._best, 1)
        proposed.addStretch()
        proposed.addWidget(self._fate)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self._pane, 1)
        column.addSpacing(4)
        column.addLayout(proposed)
        for each in lines:
            column.addWidget(each)

    def _dress(self) -> None:
        dress(self._fate, "trash" if self._goes else "check", self._theme)
        sign = icon("starFull", self._theme.colours.accent)
        self._sign.setPixmap(sign.pixmap(QSize(14, 14), self.devicePixelRatioF()))

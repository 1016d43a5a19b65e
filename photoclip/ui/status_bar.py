"""The bottom line: what indexing does, what could not be read, which model answers."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from photoclip.records import IndexProgress
from photoclip.ui import wording
from photoclip.ui.icons import dress
from photoclip.ui.naming import caption, named, tip
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

DEMO_MODEL = "photoclip-mini"
_SAID = 10_000  # ms that a notice stands


class StatusBar(QFrame):
    """Progress with pause and resume on the left, facts of the library on the right."""

    pause_wanted = Signal(bool)
    failures_wanted = Signal()
    activity_wanted = Signal()
    model_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self._theme = theme
        self._paused = False
        self._now: IndexProgress | None = None
        self._activity = named(QToolButton(), "activityButton", tr("Status", "Activity in detail"))
        self._toggle = named(QToolButton(), "pauseIndexing")
        self._bar = named(QProgressBar(), "indexProgress")
        self._state = named(QLabel(), "indexState")
        self._failures = named(QPushButton(), "failures")
        self._said = named(QLabel(), "statusNotice", tr("Status", "What was just done"))
        self._chosen = named(QLabel(), "selectionCount", tr("Status", "Selected photos"))
        self._photos = named(QLabel(), "photoCount")
        self._model = named(QPushButton(), "modelNote")
        self._forget = QTimer(self, singleShot=True, interval=_SAID)
        self._forget.timeout.connect(self._said.clear)
        self._arrange()
        self._toggle.clicked.connect(lambda: self.pause_wanted.emit(not self._paused))
        self._failures.clicked.connect(self.failures_wanted)
        self._activity.clicked.connect(self.activity_wanted)
        self._model.clicked.connect(self.model_wanted)
        theme.changed.connect(self._dress)
        self._dress()

    def show_progress(self, now: IndexProgress) -> None:
        """Show how far indexing is."""
        self._now = now
        if not now.compares:
            self.show_failures(now.failed)
        self._refresh()

    def show_paused(self, paused: bool) -> None:
        """Show whether indexing pauses."""
        self._paused = paused
        self._dress()
        self._refresh()

    def show_idle(self, sentence: str = "") -> None:
        """Nothing is being indexed."""
        self._now = None
        self._refresh()
        self._state.setText(sentence)

    def show_failures(self, number: int) -> None:
        """How many files could not be read."""
        self._failures.setVisible(number > 0)
        self._failures.setText(tr("Status", "%n file(s) could not be read", "", number))

    def show_photos(self, number: int) -> None:
        """How many photos the library has."""
        self._photos.setText(tr("Status", "%n photo(s)", "", number) if number else "")

    def show_selection(self, number: int) -> None:
        """How many photos are selected; one alone is not worth a word."""
        self._chosen.setText(tr("Status", "%n selected", "", number) if number > 1 else "")

    def say(self, sentence: str) -> None:
        """What was just done; it goes after a while."""
        self._said.setText(sentence)
        self._forget.start()

    def show_model(self, name: str) -> None:
        """Which model answers; a demo model is called one."""
        demo = name == DEMO_MODEL
        self._model.setText(tr("Status", "Small demo model") if demo else caption(name))
        note = tr(
            "Status",
            "A small built-in demo model is in use. It knows everyday things and simple scenes; "
            "a larger CLIP model finds much more. Click to choose one.",
        )
        searching = tr("Status", "Searching with {model}. Click to choose another one.")
        self._model.setToolTip(note if demo else tip(searching.format(model=name)))
        self._model.setAccessibleDescription(self._model.toolTip())
        self._model.setVisible(bool(name))

    def _refresh(self) -> None:
        now = self._now
        busy = now is not None and now.phase != "done"
        self._toggle.setVisible(busy)
        self._bar.setVisible(busy)
        if now is None or not busy:
            self._state.setText("")
            return
        self._bar.setRange(0, (now.total or 0) if now.done else 0)
        self._bar.setValue(now.done if now.total else -1)
        if self._paused:
            self._bar.setRange(0, max(1, now.total or 1))
            self._state.setText(wording.paused(now))
        else:
            self._state.setText(wording.progress(now))

    def _arrange(self) -> None:
        self._bar.setFixedSize(140, 4)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Status", "Progress of adding photos"))
        self._state.setAccessibleName(tr("Status", "What is being done"))
        self._failures.setAccessibleName(tr("Status", "Show the files that could not be read"))
        self._failures.setFlat(True)
        self._photos.setAccessibleName(tr("Status", "Photos in the library"))
        self._model.setAccessibleName(tr("Status", "Model in use"))
        self._model.setFlat(True)
        self._activity.setToolTip(self._activity.accessibleName())
        for hidden in (self._toggle, self._bar, self._failures, self._model):
            hidden.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(12)
        for widget in (self._activity, self._toggle, self._bar, self._state, self._failures):
            row.addWidget(widget)
        row.addWidget(self._said)
        row.addStretch(1)
        for widget in (self._chosen, self._photos, self._model):
            row.addWidget(widget)
        self.setFixedHeight(32)

    def _dress(self) -> None:
        resume, pause = tr("Status", "Resume adding photos"), tr("Status", "Pause adding photos")
        label = resume if self._paused else pause
        self._toggle.setAccessibleName(label)
        self._toggle.setToolTip(label)
        dress(self._toggle, "resume" if self._paused else "pause", self._theme)
        dress(self._activity, "activity", self._theme, "quiet")

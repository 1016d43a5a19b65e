"""What goes on behind the photos: shown in the status bar and, in detail, in the activity panel."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoclip.library.manners import Manners
from photoclip.records import IndexProgress, IndexReport
from photoclip.ui import summary
from photoclip.ui.activity import ActivityPanel
from photoclip.ui.dialogs import Dialogs
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.preferences import Preferences
from photoclip.ui.speech import tr
from photoclip.ui.status_bar import StatusBar
from photoclip.ui.summary import Summary
from photoclip.ui.told import told
from photoclip.ui.upkeep import Upkeep

if TYPE_CHECKING:
    from photoclip.library.library import Library

_MANNERS = {"only_when_idle", "pause_on_battery", "cpu_limit"}


class Background(QObject):
    """Tells the status bar and the activity panel what `Upkeep` does, and it what they want."""

    learned = Signal(Summary)  # how the library stands
    failed = Signal(str, str)  # a sentence, and what a button may do about it
    _noticed = Signal(str)  # what was damaged and has been mended; comes from any thread

    def __init__(
        self,
        jobs: Jobs,
        preferences: Preferences,
        upkeep: Upkeep,
        status: StatusBar,
        activity: ActivityPanel,
    ) -> None:
        """Join the parts, which live as long as this."""
        super().__init__(status)
        self._jobs, self._preferences, self._upkeep = jobs, preferences, upkeep
        self._status, self._activity = status, activity
        self._library: Library | None = None
        self._held_up = False
        self._connect()
        self._show_manners("cpu_limit")

    def set_library(self, library: "Library") -> None:
        """Look after this library."""
        self._library = library
        library.notices.listen(self._noticed.emit)

    def look(self) -> None:
        """Learn how the library stands; `learned` follows."""
        if self._library:
            self._jobs.run(Lane.READ, partial(summary.of, self._library), self._show)

    def show_activity(self) -> None:
        """Open the panel; looking at it begins nothing that has stopped."""
        if self._library:
            self._jobs.run(Lane.READ, partial(summary.of, self._library), self._tell)
        self._activity.show_above(self._status)

    def serve(self, dialogs: Dialogs) -> None:
        """Open dialogs from the status bar and the panel, and do what is asked for in them."""
        upkeep = self._upkeep
        for part in (self._status, self._activity):
            part.failures_wanted.connect(dialogs.problem_files)
        self._status.model_wanted.connect(dialogs.models)
        dialogs.folders_changed.connect(upkeep.start_again)
        dialogs.retry_wanted.connect(upkeep.retry)
        dialogs.folders_changed.connect(self.look)
        upkeep.folders_changed.connect(dialogs.folders_counted)
        upkeep.reported.connect(lambda _report: dialogs.folders_counted.emit())

    def _show(self, facts: Summary) -> None:
        self._tell(facts)
        self.learned.emit(facts)

    def _tell(self, facts: Summary) -> None:
        self._status.show_photos(facts.photos)
        self._status.show_failures(len(facts.failures))
        self._status.show_model(facts.model)
        self._activity.show_failures(facts.failures)
        self._activity.show_device(facts.runs_on, facts.model)
        self._upkeep.know(facts.roots, facts.offline)

    def _progressed(self, now: IndexProgress) -> None:
        if self._held_up:
            return  # it is from before
        self._status.show_progress(now)
        self._activity.show_progress(now)

    def _reported(self, report: IndexReport) -> None:
        self._status.show_photos(report.photos)
        self._status.show_failures(len(report.failed))
        self._activity.show_failures(report.failed)

    def _stopped(self, sentence: str) -> None:
        self._held_up = False
        self._status.show_idle(tr("Window", "Adding photos stopped"))
        self._activity.show_progress(None)
        self.failed.emit(sentence, tr("Window", "Try again"))

    def _held(self, sentence: str) -> None:
        self._held_up = bool(sentence)
        waiting = tr("Window", "Waiting for the disk; it goes on by itself") if sentence else ""
        self._status.show_idle(waiting)
        self._activity.show_progress(None)
        self.failed.emit(sentence, tr("Window", "Try again") if sentence else "")

    def _show_manners(self, setting: str) -> None:
        if setting in _MANNERS:
            chosen = self._preferences.now
            self._activity.show_manners(
                Manners(chosen.only_when_idle, chosen.pause_on_battery, chosen.cpu_limit / 100)
            )

    def _choose_manners(self, manners: Manners) -> None:
        self._preferences.choose(
            only_when_idle=manners.only_when_idle,
            pause_on_battery=manners.pause_on_battery,
            cpu_limit=round(manners.cpu_limit * 100),
        )

    def _connect(self) -> None:
        upkeep, status, activity = self._upkeep, self._status, self._activity
        self._noticed.connect(lambda sentence: status.say(told(sentence)))
        upkeep.progressed.connect(self._progressed)
        upkeep.reported.connect(self._reported)
        upkeep.stopped.connect(self._stopped)
        upkeep.held.connect(self._held)
        upkeep.folders_changed.connect(self.look)
        for part in (status, activity):
            upkeep.paused_changed.connect(part.show_paused)
            part.pause_wanted.connect(upkeep.pause)
        status.activity_wanted.connect(self.show_activity)
        activity.manners_wanted.connect(self._choose_manners)
        self._preferences.changed.connect(self._show_manners)

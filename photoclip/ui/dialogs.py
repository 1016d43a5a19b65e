"""The dialogs that the window opens, each with what it needs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from photoclip import paths
from photoclip.records import Failure
from photoclip.ui.failures_dialog import FailuresDialog
from photoclip.ui.help_window import HelpWindow
from photoclip.ui.jobs import Lane
from photoclip.ui.palette import Palette
from photoclip.ui.settings.dialog import SettingsDialog, Surroundings
from photoclip.ui.shortcut_sheet import ShortcutSheet
from photoclip.ui.welcome.model_chooser import ModelChooser

if TYPE_CHECKING:
    from photoclip.library.library import Library

_COMMANDS_REMEMBERED = 12


class Dialogs(QObject):
    """Opens dialogs over one window."""

    folders_changed = Signal()
    model_chosen = Signal(str, bool)  # a model's name; whether it is in use at once
    retry_wanted = Signal()  # read the problem files again

    def __init__(
        self, around: Surroundings, actions: Callable[[], Sequence[QAction]], window: QWidget
    ) -> None:
        """Open dialogs over `window`; `actions` is what the palette and the sheet list."""
        super().__init__(window)
        self._around, self._actions, self._window = around, actions, window

    def set_library(self, library: "Library") -> None:
        """The dialogs are about this library."""
        clear = library.showing.clear_thumbnails
        self._around = replace(self._around, library=library, clear_thumbnails=clear)

    def settings(self, page: str = "") -> None:
        """All that a person may decide, beginning with a page."""
        dialog = SettingsDialog(self._around, self._window)
        dialog.folders_changed.connect(self.folders_changed)
        dialog.model_chosen.connect(self.model_chosen)
        if page:
            dialog.show_page(page)
        dialog.open()

    def models(self) -> None:
        """Choose a model."""
        ModelChooser(self._around.store, self._around.theme, self._window).open()

    def palette(self) -> None:
        """Everything one can do, by name."""
        preferences = self._around.preferences
        palette = Palette(self._actions, preferences.now.recent_actions, self._window)
        palette.used.connect(
            lambda name: preferences.remember("recent_actions", name, _COMMANDS_REMEMBERED)
        )
        palette.appear()

    def keys(self) -> None:
        """The sheet of shortcuts."""
        ShortcutSheet(self._actions(), self._window).open()

    def help(self) -> None:
        """How searching works, and where it fails."""
        language = QLocale().name().partition("_")[0]
        HelpWindow(self._around.theme, paths.resources(), language, self._window).show()

    def about(self) -> None:
        """What this program is."""
        self.settings("about")

    def problem_files(self) -> None:
        """The files that could not be read."""
        library = self._around.library
        if library:
            self._around.jobs.run(Lane.READ, library.showing.failures, self._list_failures)

    def _list_failures(self, failures: tuple[Failure, ...]) -> None:
        dialog = FailuresDialog(failures, self._window)
        dialog.retry_wanted.connect(self.retry_wanted)
        dialog.open()

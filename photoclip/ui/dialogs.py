"""The dialogs that the window opens, each with what it needs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from photoclip import paths
from photoclip.query import with_list_renamed
from photoclip.records import Failure, LabelList
from photoclip.ui.finding import Finding
from photoclip.ui.jobs import Lane
from photoclip.ui.labels.list_naming import ListNaming
from photoclip.ui.labels.work import LabelLists, Written
from photoclip.ui.organise.organiser import Organiser
from photoclip.ui.settings.surroundings import Surroundings
from photoclip.ui.sidebar import Sidebar

if TYPE_CHECKING:
    from photoclip.library.library import Library

_COMMANDS_REMEMBERED = 12


class Dialogs(QObject):
    """Opens dialogs over one window."""

    folders_changed = Signal()
    folders_counted = Signal()  # the folders, or the photos in them, are others than before
    model_chosen = Signal(str, bool)  # a model's name; whether it is in use at once
    retry_wanted = Signal()  # read the problem files again
    photos_changed = Signal(object)  # ids of photos whose tags are others now, a tuple
    lists_changed = Signal()  # label lists came or went
    list_renamed = Signal(str, str)  # old, new
    failed = Signal(str)  # one sentence, when no dialog is there to say it

    def __init__(
        self, around: Surroundings, actions: Callable[[], Sequence[QAction]], window: QWidget
    ) -> None:
        """Open dialogs over `window`; `actions` is what the palette and the sheet list."""
        super().__init__(window)
        self._around, self._actions, self._window = around, actions, window
        self._labels: LabelLists | None = None
        self._labels_shown = False

    def set_library(self, library: "Library") -> None:
        """The dialogs are about this library."""
        clear = library.showing.clear_thumbnails
        self._around = replace(self._around, library=library, clear_thumbnails=clear)
        labels = LabelLists(library, self._around.jobs, paths.resources() / "labels", self)
        labels.applied.connect(self._tags_changed)
        labels.taken_back.connect(self._tags_changed)
        labels.reviewed.connect(self.photos_changed)
        labels.judged.connect(lambda edit: self.photos_changed.emit(edit.photo_ids))
        labels.renamed.connect(lambda _list: self.lists_changed.emit())
        labels.list_renamed.connect(self.list_renamed)
        labels.learned.connect(lambda _name, _version: self.photos_changed.emit(()))
        labels.edited.connect(lambda edit: self.photos_changed.emit(edit.photo_ids))
        labels.saved.connect(lambda _list: self.lists_changed.emit())
        labels.imported.connect(lambda _list: self.lists_changed.emit())
        labels.deleted.connect(lambda _name: self.lists_changed.emit())
        labels.failed.connect(self._labels_failed)
        self._labels = labels

    def serve(self, sidebar: Sidebar, finding: Finding, organiser: Organiser) -> None:
        """Open what is asked for in a sidebar, and keep it up to date."""
        self.list_renamed.connect(self._follow)
        self.list_renamed.connect(finding.follow_list)
        organiser.list_renamed.connect(self.list_renamed)
        organiser.carrier.taken_in.connect(self.folders_changed)
        sidebar.failures_wanted.connect(self.problem_files)
        sidebar.label_list_wanted.connect(self.label_list)
        sidebar.label_list_rename_wanted.connect(self.rename_label_list)
        self.photos_changed.connect(lambda _ids: sidebar.refresh())
        self.lists_changed.connect(sidebar.refresh)

    def settings(self, page: str = "") -> None:
        """All that a person may decide, beginning with a page."""
        from photoclip.ui.settings.dialog import SettingsDialog

        dialog = SettingsDialog(self._around, self._window)
        dialog.folders_changed.connect(self.folders_changed)
        self.folders_counted.connect(dialog.look_at_folders)
        dialog.model_chosen.connect(self.model_chosen)
        if page:
            dialog.show_page(page)
        dialog.open()

    def models(self) -> None:
        """Choose a model."""
        from photoclip.ui.welcome.model_chooser import ModelChooser

        ModelChooser(self._around.store, self._around.theme, self._window).open()

    def palette(self) -> None:
        """Everything one can do, by name."""
        from photoclip.ui.palette import Palette

        preferences = self._around.preferences
        palette = Palette(self._actions, preferences.now.recent_actions, self._window)
        palette.used.connect(
            lambda name: preferences.remember("recent_actions", name, _COMMANDS_REMEMBERED)
        )
        palette.appear()

    def keys(self) -> None:
        """The sheet of shortcuts."""
        from photoclip.ui.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self._actions(), self._window).open()

    def help(self) -> None:
        """How searching works, and where it fails."""
        from photoclip.ui.help_window import HelpWindow

        language = QLocale().name().partition("_")[0]
        HelpWindow(self._around.theme, paths.resources(), language, self._window).show()

    def about(self) -> None:
        """What this program is."""
        self.settings("about")

    def label_list(self, name: str = "") -> None:
        """Tag by a label list; without a name choose one there."""
        from photoclip.ui.labels.dialog import LabelListDialog

        if self._labels is not None and not self._labels_shown:
            dialog = LabelListDialog(self._labels, self._around.theme, name, self._window)
            dialog.finished.connect(self._labels_closed)
            self._labels_shown = True
            dialog.open()

    def rename_label_list(self, name: str) -> None:
        """Ask for another name of a label list."""
        library, labels = self._around.library, self._labels
        if library is None or labels is None:
            return

        def ask(every: tuple[LabelList, ...]) -> None:
            known = {each.name: each for each in every}
            if name in known:
                dialog = ListNaming(known, self._window, name)
                dialog.chosen.connect(partial(labels.rename_list, known[name]))
                dialog.open()

        self._around.jobs.run(Lane.READ, library.tagging.lists, ask)

    def problem_files(self) -> None:
        """The files that could not be read."""
        library = self._around.library
        if library:
            self._around.jobs.run(Lane.READ, library.showing.failures, self._list_failures)

    def _list_failures(self, failures: tuple[Failure, ...]) -> None:
        from photoclip.ui.failures_dialog import FailuresDialog

        dialog = FailuresDialog(failures, self._window)
        dialog.retry_wanted.connect(self.retry_wanted)
        dialog.open()

    def _follow(self, old: str, new: str) -> None:
        """What was searched for names a list as it is called now."""
        preferences = self._around.preferences
        before = preferences.now.searches
        preferences.choose(searches=tuple(with_list_renamed(each, old, new) for each in before))

    def _labels_closed(self, _result: int) -> None:
        self._labels_shown = False

    def _labels_failed(self, sentence: str) -> None:
        if not self._labels_shown:
            self.failed.emit(sentence)

    def _tags_changed(self, done: Written) -> None:
        self.photos_changed.emit(done.photo_ids)

"""The window: puts the parts together and says what follows from what a person does."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from photoclip.records import Edit, IndexProgress, IndexReport
from photoclip.ui import deeds
from photoclip.ui.actions import Actions
from photoclip.ui.activity import ActivityPanel
from photoclip.ui.background import Background
from photoclip.ui.coming import Coming
from photoclip.ui.dialogs import Dialogs
from photoclip.ui.finding import Finding
from photoclip.ui.first_run import FirstRun
from photoclip.ui.health import SearchCare
from photoclip.ui.jobs import Lane
from photoclip.ui.naming import named
from photoclip.ui.organise import system
from photoclip.ui.organise.organiser import Organiser
from photoclip.ui.overrides import override
from photoclip.ui.paging import Paging
from photoclip.ui.parts import Parts
from photoclip.ui.remembering import Remembering
from photoclip.ui.search.drop import DropTarget
from photoclip.ui.search.incoming import Dropped
from photoclip.ui.search.question import Example
from photoclip.ui.settings.surroundings import Surroundings
from photoclip.ui.speech import tr
from photoclip.ui.summary import Summary
from photoclip.ui.upkeep import Upkeep

if TYPE_CHECKING:
    from photoclip.library.library import Library

_SMALLEST = QSize(640, 440)
_MOST_EXAMPLES = 8  # photos that are looked for at once


class MainWindow(QMainWindow):
    """The one window. It is shown before there is a library, and then given one."""

    retry_wanted = Signal()  # the library could not be opened; a person wants to try again
    anew_wanted = Signal()  # the library is not there; a person wants a new one in its place
    closing = Signal()
    quitting = Signal()  # a person wants the program to end, and not only the window to go

    def __init__(self, around: Surroundings, *, pictures: Path) -> None:
        """A window for what stands around it; `pictures` is the platform's picture folder."""
        super().__init__()
        theme, jobs = around.theme, around.jobs
        self._around, self._jobs, self._pictures = around, jobs, pictures
        self._library: Library | None = None
        self._refused = ""  # why the last edit was not made
        self._unread = ""  # why the last look was not
        named(self, "mainWindow", "photoclip")
        self.setWindowTitle("photoclip")
        self.setWindowIcon(around.picture)
        self.resize(1280, 832)
        self.setMinimumSize(_SMALLEST)
        self._parts = Parts(around, pictures)
        self._activity = ActivityPanel(theme, self)
        self._drop = DropTarget(theme, jobs, self)
        self._finding = Finding(jobs, self._parts.top.search, self._parts.photos, self)
        self._paging = Paging(around, self._parts, self._finding, self)
        self._upkeep = Upkeep(jobs, pictures, self)
        self._background = Background(
            jobs, around.preferences, self._upkeep, self._parts.status, self._activity
        )
        self.coming = Coming(jobs, self._parts, self._paging, self._finding, self._upkeep)
        self._organiser = Organiser(jobs, theme, self, self._paging.selected)
        self._care = SearchCare(jobs, self, self._paging.selected, self._parts.photos)
        self._actions = Actions(self, self._parts.pages)
        self._dialogs = Dialogs(around, lambda: list(self._actions), self)
        self._first_run = FirstRun(self._parts.welcome, self._upkeep, self._dialogs, pictures)
        self.setCentralWidget(self._parts)
        self._fill_menus()
        self._parts.retry.clicked.connect(self.retry_wanted)
        self._parts.anew.clicked.connect(self.anew_wanted)
        self._connect()
        if around.preferences.trouble:
            self._parts.banner.say(around.preferences.trouble)
        self._remembering = Remembering(around.preferences, self, self._parts)
        self._paging.show(self._parts.blank)

    # A library comes, or does not

    def set_library(self, library: "Library", notice: str = "") -> None:
        """Show a library; `notice` is a sentence a person should know, such as who owns it."""
        self._library = library
        self._drop.set_library(library)
        self._parts.top.search.set_library(library, self._jobs)
        for part in (
            self._parts.photos,
            self._parts.viewer,
            self._paging,
            self.coming,
            self._parts.sidebar,
            self._upkeep,
            self._background,
            self._organiser,
            self._care,
            self._dialogs,
        ):
            part.set_library(library)
        self._allow()
        if notice:
            self._parts.banner.say(notice)
        self._finding.set_library(library)
        self._background.look()

    def show_trouble(self, sentence: str) -> None:
        """The library cannot be opened."""
        self._parts.anew.hide()
        self._parts.trouble.say(tr("Window", "The library cannot be opened"), sentence)
        self._paging.show(self._parts.trouble)

    def show_gone(self, folder: Path) -> None:
        """The library was opened before, and is not there."""
        said = tr(
            "Window",
            "{folder} cannot be found. Connect its drive or put its folder back, and it opens by "
            "itself.",
        )
        self._parts.trouble.say(
            tr("Window", "The library is not there"), said.format(folder=folder)
        )
        self._parts.anew.show()
        self._paging.show(self._parts.trouble)
        self._parts.retry.setFocus()

    def stop(self) -> None:
        """Ask everything that runs to end."""
        self._finding.stop()
        self._paging.ways.stop()
        self._upkeep.stop()
        self._care.stop()
        self._organiser.stop()
        self._first_run.stop()

    def add_folders(self, folders: tuple[Path, ...]) -> None:
        """Add folders to the library and begin to index them."""
        self._upkeep.add(folders)

    def _learned(self, facts: Summary) -> None:
        """What is known of the library decides what is shown first."""
        if facts.trouble:
            self._parts.banner.say(facts.trouble)
        if not facts.roots:
            if self._parts.page is not self._parts.welcome:
                self._jobs.run(Lane.READ, self._pictures.is_dir, self._welcome_person)
            return
        if facts.photos:
            self._finding.warm_up()
        self._parts.sidebar.refresh()
        if self._parts.page in (self._parts.blank, self._parts.welcome, self._parts.trouble):
            self._paging.show(self._parts.photos)
            self._parts.top.search.focus()
            self._finding.look()
        self._upkeep.start()

    def _welcome_person(self, pictures_there: bool) -> None:
        self._paging.show(self._parts.welcome)
        self._parts.welcome.propose(pictures_there)

    # Photos are being added

    def _progressed(self, now: IndexProgress) -> None:
        self._parts.photos.show_busy(adding=now.phase != "done" and not now.compares)

    def _reported(self, _report: IndexReport) -> None:
        self._parts.photos.show_busy(adding=False)
        self._added(())

    def _added(self, ids: tuple[int, ...]) -> None:
        self._finding.photos_changed(ids)
        self._parts.sidebar.refresh()

    def _try_again(self) -> None:
        self._parts.banner.say("")
        self._upkeep.start_again()

    def _model_chosen(self, name: str, at_once: bool) -> None:
        self._parts.welcome.show_model(name)
        self._background.look()
        if at_once:
            self._finding.look()
        self._upkeep.start_again()  # its vectors are made beside the old ones, or no longer

    # Photos

    def _not_read(self, sentence: str) -> None:
        self._unread = sentence
        self._parts.banner.say(sentence)

    def _read(self) -> None:
        self._parts.banner.take_back(self._unread)
        self._unread = ""

    def _not_edited(self, sentence: str) -> None:
        self._refused = sentence
        self._parts.banner.say(sentence)

    def _edited(self, ids: tuple[int, ...]) -> None:
        self._parts.banner.take_back(self._refused)
        self._read()
        self._allow()
        self._finding.photos_changed(ids)
        self._paging.forget(ids)
        if self._paging.viewing:
            self._parts.viewer.refresh()

    def _can_undo(self, undo: Edit | None, redo: Edit | None) -> None:
        self._actions["undo"].setEnabled(undo is not None)
        self._actions["redo"].setEnabled(redo is not None)

    def _tag(self) -> None:
        if self._paging.viewing:
            self._parts.viewer.focus_tag_field()
        else:
            self._organiser.ask_tags()

    def _show_menu(self, place: QPoint) -> None:
        actions = self._actions.by_name()
        if self._paging.viewing:  # it is open
            del actions["open"]
        self._organiser.context_menu(self, actions).popup(place)

    def _find_similar(self, photo_id: int) -> None:
        if (photos := self._parts.photos.photos) is not None and photo_id >= 0:
            self._paging.show_photos()
            self._finding.find_like((Example(photos.name_of(photo_id), photo_id=photo_id),))

    def _find_like_chosen(self) -> None:
        photos, ids = self._parts.photos.photos, self._paging.selected()
        if photos is not None and ids:
            self._paging.show_photos()
            few = ids[:_MOST_EXAMPLES]
            self._finding.find_like(
                tuple(Example(photos.name_of(each), photo_id=each) for each in few)
            )

    def _question_shown(self) -> None:
        self._organiser.show_question(self._finding.question.text)
        self._parts.sidebar.mark_chosen(self._finding.part)
        if (
            self._parts.page in (self._parts.blank, self._parts.welcome)
            and not self._finding.question.is_empty
        ):
            self._paging.show(self._parts.photos)

    def _selection_changed(self) -> None:
        self._allow()
        if self._paging.browsing:
            way = self._paging.way
            count = len(way.selected_ids()) if way else self._parts.photos.grid.selected_count()
            self._parts.status.show_selection(count)

    def _allow(self) -> None:
        writable = self._library is not None and self._library.writable
        self._actions.allow(photos=self._paging.has_selection, writable=writable)
        organising = self._library.organising if self._library is not None and writable else None
        self._can_undo(
            organising.can_undo() if organising else None,
            organising.can_redo() if organising else None,
        )
        self._tell_trail(self._finding.can_back, self._finding.can_forward)

    def _tell_trail(self, back: bool, forward: bool) -> None:
        self._actions["back"].setEnabled(back or self._paging.way is not None)
        self._actions["forward"].setEnabled(forward)

    # Dropping and pasting

    def _dropped(self, dropped: Dropped) -> None:
        if dropped.folders:
            if self._parts.page is self._parts.welcome:
                self._parts.welcome.add_folders(dropped.folders)
            else:
                self._upkeep.add(dropped.folders)
        if dropped.examples:
            self._paging.show(self._parts.photos)
            self._parts.top.search.add_examples(dropped.examples)

    def _paste(self) -> None:
        if self._parts.page is self._parts.photos and not self._parts.top.search.paste():
            self._parts.status.say(tr("Window", "There is no picture on the clipboard."))

    # The window itself

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        self._remembering.keep()
        self.closing.emit()
        super().closeEvent(event)

    def _fill_menus(self) -> None:
        hands = deeds.Hands(
            find_similar=self._find_like_chosen,
            tag=self._tag,
            paste=self._paste,
            save_search=lambda: self._organiser.save_search(self._parts.top.search.question.text),
            start_slideshow=partial(self._paging.in_viewer, self._parts.viewer.start_slideshow),
            explain=partial(self._paging.in_viewer, self._parts.viewer.explain),
            show_activity=self._background.show_activity,
            right_answer=self._care.toggle,
            close=lambda: (self.quitting.emit(), self.close()),
        )
        for group, table in deeds.menus(
            hands,
            finding=self._finding,
            organiser=self._organiser,
            upkeep=self._upkeep,
            dialogs=self._dialogs,
            pages=self._paging,
        ):
            self._actions.add(group, table)
        self._care.follow(self._actions["rightAnswer"])
        self._actions.fill(self.menuBar())
        self._parts.top.follow(self._actions)
        self._paging.follow(self._actions)

    def _connect(self) -> None:
        self._jobs.failed.connect(self._not_read)
        self._jobs.unexpected.connect(self._parts.banner.say)
        self._around.preferences.failed.connect(self._parts.banner.say)
        self._parts.banner.acted.connect(self._try_again)
        self._connect_finding()
        self._connect_sidebar()
        self._connect_viewer()
        self._connect_ways()
        self._connect_upkeep()

    def _connect_finding(self) -> None:
        finding, search = self._finding, self._parts.top.search
        finding.waiting.connect(search.show_waiting)
        finding.shown.connect(self._question_shown)
        finding.counted.connect(self._parts.status.show_photos)
        finding.failed.connect(self._not_read)
        finding.shown.connect(self._read)
        finding.trail_changed.connect(self._tell_trail)
        search.left.connect(self._paging.focus)
        search.save_wanted.connect(self._organiser.save_search)
        search.refused.connect(self._parts.banner.say)
        self._parts.photos.all_wanted.connect(self._paging.show_all)
        grid = self._parts.photos.grid
        grid.opened.connect(self._paging.open)
        grid.similar_wanted.connect(self._find_similar)
        grid.typed.connect(self._paging.focus_search)
        grid.selection_changed.connect(self._selection_changed)
        grid.context_menu_wanted.connect(self._show_menu)
        self._drop.dropped.connect(self._dropped)
        self._drop.refused.connect(self._parts.banner.say)
        self._drop.lay_photo_wells_on(self._parts.top)

    def _connect_sidebar(self) -> None:
        sidebar, organiser = self._parts.sidebar, self._organiser
        organiser.serve(sidebar)
        organiser.changed.connect(self._edited)
        organiser.said.connect(self._parts.status.say)
        organiser.failed.connect(self._not_edited)
        organiser.undo_changed.connect(self._can_undo)
        sidebar.chosen.connect(self._finding.show_part)
        sidebar.search_chosen.connect(self._finding.show_part)
        sidebar.recent_wanted.connect(self._finding.show_recent)
        self._dialogs.serve(sidebar, self._finding, organiser)
        self._dialogs.photos_changed.connect(self._edited)
        self._dialogs.failed.connect(self._parts.banner.say)
        self._upkeep.serve(sidebar)
        self._care.serve(self._finding, organiser, sidebar, self._upkeep)
        self._care.warned.connect(
            lambda said, show: self._parts.banner.say(said, show, self._care.show)
        )
        sidebar.show_folder_wanted.connect(lambda path: system.open_with_default(Path(path)))
        sidebar.left.connect(self._paging.focus)

    def _connect_viewer(self) -> None:
        viewer, organiser = self._parts.viewer, self._organiser
        viewer.similar_wanted.connect(self._find_similar)
        organiser.serve_viewer(viewer)
        viewer.menu_wanted.connect(self._show_menu)

    def _connect_ways(self) -> None:
        self._paging.turned.connect(self._selection_changed)
        self._paging.ways.said.connect(self._parts.status.say)
        self._paging.ways.failed.connect(self._parts.banner.say)
        self._paging.ways.edited.connect(self._organiser.tell)
        self._paging.ways.menu_wanted.connect(self._show_menu)
        self._paging.ways.deed_wanted.connect(lambda name: self._actions[name].trigger())

    def _connect_upkeep(self) -> None:
        upkeep, background = self._upkeep, self._background
        upkeep.photos_changed.connect(self._added)
        upkeep.progressed.connect(self._progressed)
        upkeep.reported.connect(self._reported)
        upkeep.adding.connect(partial(self._parts.photos.show_busy, adding=True))
        upkeep.failed.connect(self._parts.banner.say)
        background.learned.connect(self._learned)
        background.learned.connect(lambda _facts: self.coming.go())
        background.failed.connect(self._parts.banner.say)
        background.serve(self._dialogs)
        self._around.store.chosen.connect(self._model_chosen)
        self._first_run.failed.connect(self._parts.banner.say)

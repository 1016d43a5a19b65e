"""The window: puts the parts together and says what follows from what a person does."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget
from typing_extensions import override

from photoclip.records import Edit, IndexProgress, IndexReport
from photoclip.ui import deeds
from photoclip.ui.actions import Actions
from photoclip.ui.activity import ActivityPanel
from photoclip.ui.background import Background
from photoclip.ui.dialogs import Dialogs
from photoclip.ui.finding import Finding
from photoclip.ui.first_run import FirstRun
from photoclip.ui.health import SearchCare
from photoclip.ui.jobs import Lane
from photoclip.ui.naming import named
from photoclip.ui.organise import system
from photoclip.ui.organise.organiser import Organiser
from photoclip.ui.parts import Parts
from photoclip.ui.photo_grid import PhotoGrid
from photoclip.ui.remembering import Remembering
from photoclip.ui.search.drop import DropTarget
from photoclip.ui.search.incoming import Dropped
from photoclip.ui.search.question import Example
from photoclip.ui.settings.surroundings import Surroundings
from photoclip.ui.speech import tr
from photoclip.ui.summary import Summary
from photoclip.ui.upkeep import Upkeep
from photoclip.ui.window_state import FullScreen

if TYPE_CHECKING:
    from photoclip.library.library import Library

_SMALLEST = QSize(640, 440)
_MOST_EXAMPLES = 8  # photos that are looked for at once


class MainWindow(QMainWindow):
    """The one window. It is shown before there is a library, and then given one."""

    retry_wanted = Signal()  # the library could not be opened; a person wants to try again
    closing = Signal()
    quitting = Signal()  # a person wants the program to end, and not only the window to go

    def __init__(self, around: Surroundings, *, pictures: Path) -> None:
        """A window for what stands around it; `pictures` is the platform's picture folder."""
        super().__init__()
        theme, jobs = around.theme, around.jobs
        self._around, self._jobs, self._pictures = around, jobs, pictures
        self._library: Library | None = None
        self._full_screen = FullScreen(self)
        named(self, "mainWindow", "photoclip")
        self.setWindowTitle("photoclip")
        self.setWindowIcon(around.picture)
        self.resize(1280, 832)
        self.setMinimumSize(_SMALLEST)
        self._parts = Parts(around, pictures)
        self._activity = ActivityPanel(theme, self)
        self._drop = DropTarget(theme, jobs, self)
        self._finding = Finding(jobs, self._parts.top.search, self._parts.photos, self)
        self._upkeep = Upkeep(jobs, pictures, self)
        self._background = Background(
            jobs, around.preferences, self._upkeep, self._parts.status, self._activity
        )
        self._organiser = Organiser(jobs, theme, self, self._chosen)
        self._care = SearchCare(jobs, self, self._chosen, self._parts.photos)
        self._actions = Actions(self, self._parts.pages)
        self._dialogs = Dialogs(around, lambda: list(self._actions), self)
        self._first_run = FirstRun(self._parts.welcome, self._upkeep, self._dialogs, pictures)
        self.setCentralWidget(self._parts)
        self._fill_menus()
        self._parts.retry.clicked.connect(self.retry_wanted)
        self._connect()
        if around.preferences.trouble:
            self._parts.banner.say(around.preferences.trouble)
        self._remembering = Remembering(around.preferences, self, self._parts)
        self._allow()
        self._show_page(self._parts.blank)

    # A library comes, or does not

    def set_library(self, library: "Library", notice: str = "") -> None:
        """Show a library; `notice` is a sentence a person should know, such as who owns it."""
        self._library = library
        self._drop.set_library(library)
        self._parts.top.search.set_library(library, self._jobs)
        for part in (
            self._parts.photos,
            self._parts.viewer,
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
        self._parts.trouble.say(tr("Window", "The library cannot be opened"), sentence)
        self._show_page(self._parts.trouble)

    def stop(self) -> None:
        """Ask everything that runs to end."""
        self._finding.stop()
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
            self._show_page(self._parts.photos)
            self._parts.top.search.focus()
            self._finding.look()
        self._upkeep.start()

    def _welcome_person(self, pictures_there: bool) -> None:
        self._show_page(self._parts.welcome)
        self._parts.welcome.propose(pictures_there)

    # Photos are being added

    def _progressed(self, now: IndexProgress) -> None:
        self._parts.photos.show_busy(adding=now.phase != "done")

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

    def _chosen(self) -> list[int]:
        """The photos that an action is about."""
        if self._viewing:
            return [self._parts.viewer.current_id()]
        if self._parts.page is not self._parts.photos:
            return []
        current = self._grid.current_id()
        return self._grid.selected_ids() or ([] if current is None else [current])

    def _edited(self, ids: tuple[int, ...]) -> None:
        self._allow()
        self._finding.photos_changed(ids)
        if self._viewing:
            self._parts.viewer.refresh()

    def _can_undo(self, undo: Edit | None, redo: Edit | None) -> None:
        self._actions["undo"].setEnabled(undo is not None)
        self._actions["redo"].setEnabled(redo is not None)

    def _tag(self) -> None:
        if self._viewing:
            self._parts.viewer.focus_tag_field()
        else:
            self._organiser.ask_tags()

    def _show_menu(self, place: QPoint) -> None:
        actions = self._actions.by_name()
        if self._viewing:  # it is open
            del actions["open"]
        self._organiser.context_menu(self, actions).popup(place)

    def _find_similar(self, photo_id: int) -> None:
        if (photos := self._parts.photos.photos) is not None and photo_id >= 0:
            self._show_page(self._parts.photos)
            self._finding.find_like((Example(photos.name_of(photo_id), photo_id=photo_id),))
            self._grid.setFocus()

    def _find_like_chosen(self) -> None:
        photos, ids = self._parts.photos.photos, self._chosen()
        if photos is not None and ids:
            self._show_page(self._parts.photos)
            few = ids[:_MOST_EXAMPLES]
            self._finding.find_like(
                tuple(Example(photos.name_of(each), photo_id=each) for each in few)
            )
            self._grid.setFocus()

    def _open_current(self) -> None:
        current = self._grid.current_id()
        if current is not None and self._parts.page is self._parts.photos:
            self._open(current)

    def _in_viewer(self, do: Callable[[], object]) -> None:
        self._open_current()
        if self._viewing:
            do()

    # Pages

    @property
    def _grid(self) -> PhotoGrid:
        return self._parts.photos.grid

    @property
    def _viewing(self) -> bool:
        return self._parts.page is self._parts.viewer

    def _show_page(self, page: QWidget) -> None:
        self._parts.show_page(page)
        self._slash.setEnabled(page in (self._parts.photos, self._parts.viewer))
        self._show_sidebar()
        for name, keys in deeds.VIEWER_KEYS.items():
            self._actions.use_keys(name, keys if page is self._parts.viewer else None)
        self._allow()

    def _show_sidebar(self) -> None:
        wanted = self._around.preferences.now.sidebar_shown
        self._actions["sidebar"].setChecked(wanted)
        self._parts.sidebar.setVisible(wanted and self._parts.page is self._parts.photos)

    def _toggle_sidebar(self) -> None:
        shown = not self._around.preferences.now.sidebar_shown
        self._around.preferences.choose(sidebar_shown=shown)
        self._show_sidebar()

    def _open(self, photo_id: int) -> None:
        if photos := self._parts.photos.photos:
            self._show_page(self._parts.viewer)
            self._parts.viewer.show_photo(photos, photo_id, self._finding.question.text)

    def _leave_viewer(self, photo_id: int) -> None:
        self._show_full_screen(False)
        self._show_page(self._parts.photos)
        self._grid.go_to(photo_id)
        self._grid.setFocus()

    def _focus_search(self, typed: str = "") -> None:
        if self._viewing:
            self._parts.viewer.leave()
        if self._parts.top.isVisible():
            self._parts.top.search.focus(typed)

    def _show_all(self) -> None:
        if self._viewing:
            self._parts.viewer.leave()
        self._finding.show_all()
        self._grid.setFocus()

    def _question_shown(self) -> None:
        self._organiser.show_question(self._finding.question.text)
        self._parts.sidebar.mark_chosen(self._finding.part)
        if (
            self._parts.page in (self._parts.blank, self._parts.welcome)
            and not self._finding.question.is_empty
        ):
            self._show_page(self._parts.photos)

    def _selection_changed(self) -> None:
        self._allow()
        if self._parts.page is self._parts.photos:
            self._parts.status.show_selection(self._grid.selected_count())

    def _allow(self) -> None:
        chosen = self._viewing or self._grid.selected_count() > 0
        chosen = chosen or self._grid.current_id() is not None
        writable = self._library is not None and self._library.writable
        self._actions.allow(photos=chosen, writable=writable)
        organising = self._library.organising if self._library is not None and writable else None
        self._can_undo(
            organising.can_undo() if organising else None,
            organising.can_redo() if organising else None,
        )
        self._tell_trail(self._finding.can_back, self._finding.can_forward)

    def _tell_trail(self, back: bool, forward: bool) -> None:
        self._actions["back"].setEnabled(back)
        self._actions["forward"].setEnabled(forward)

    # Dropping and pasting

    def _dropped(self, dropped: Dropped) -> None:
        if dropped.folders:
            if self._parts.page is self._parts.welcome:
                self._parts.welcome.add_folders(dropped.folders)
            else:
                self._upkeep.add(dropped.folders)
        if dropped.examples:
            self._show_page(self._parts.photos)
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

    def _toggle_full_screen(self) -> None:
        self._show_full_screen(not self.isFullScreen())

    def _show_full_screen(self, full: bool) -> None:
        self._full_screen.show(full)
        for part in (self.menuBar(), self._parts.status):
            part.setVisible(not (full and self._viewing))

    def _fill_menus(self) -> None:
        hands = deeds.Hands(
            open_current=self._open_current,
            find_similar=self._find_like_chosen,
            tag=self._tag,
            paste=self._paste,
            focus_search=self._focus_search,
            save_search=lambda: self._organiser.save_search(self._parts.top.search.question.text),
            toggle_sidebar=self._toggle_sidebar,
            toggle_full_screen=self._toggle_full_screen,
            start_slideshow=partial(self._in_viewer, self._parts.viewer.start_slideshow),
            explain=partial(self._in_viewer, self._parts.viewer.explain),
            show_activity=self._background.show_activity,
            show_all=self._show_all,
            right_answer=self._care.toggle,
            close=lambda: (self.quitting.emit(), self.close()),
        )
        for group, table in deeds.menus(
            hands,
            finding=self._finding,
            organiser=self._organiser,
            upkeep=self._upkeep,
            dialogs=self._dialogs,
            grid=self._grid,
        ):
            self._actions.add(group, table)
        self._care.follow(self._actions["rightAnswer"])
        self._actions.fill(self.menuBar())
        self._parts.top.follow(self._actions)
        self._slash = QAction(tr("Window", "Search"), self, shortcut=QKeySequence("/"))
        self.addAction(self._slash)

    def _connect(self) -> None:
        self._jobs.unexpected.connect(self._parts.banner.say)
        self._around.preferences.failed.connect(self._parts.banner.say)
        self._slash.triggered.connect(lambda _checked: self._focus_search())
        self._parts.banner.acted.connect(self._try_again)
        self._connect_finding()
        self._connect_sidebar()
        self._connect_viewer()
        self._connect_upkeep()

    def _connect_finding(self) -> None:
        finding, search = self._finding, self._parts.top.search
        finding.waiting.connect(search.show_waiting)
        finding.shown.connect(self._question_shown)
        finding.counted.connect(self._parts.status.show_photos)
        finding.failed.connect(self._parts.banner.say)
        finding.trail_changed.connect(self._tell_trail)
        search.left.connect(self._grid.setFocus)
        search.save_wanted.connect(self._organiser.save_search)
        search.refused.connect(self._parts.banner.say)
        self._parts.photos.all_wanted.connect(self._show_all)
        grid = self._grid
        grid.opened.connect(self._open)
        grid.similar_wanted.connect(self._find_similar)
        grid.typed.connect(self._focus_search)
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
        organiser.failed.connect(self._parts.banner.say)
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
        sidebar.left.connect(self._grid.setFocus)

    def _connect_viewer(self) -> None:
        viewer, organiser = self._parts.viewer, self._organiser
        viewer.closed.connect(self._leave_viewer)
        viewer.similar_wanted.connect(self._find_similar)
        organiser.serve_viewer(viewer)
        viewer.full_screen_wanted.connect(self._show_full_screen)
        viewer.menu_wanted.connect(self._show_menu)

    def _connect_upkeep(self) -> None:
        upkeep, background = self._upkeep, self._background
        upkeep.photos_changed.connect(self._added)
        upkeep.progressed.connect(self._progressed)
        upkeep.reported.connect(self._reported)
        upkeep.adding.connect(partial(self._parts.photos.show_busy, adding=True))
        upkeep.failed.connect(self._parts.banner.say)
        background.learned.connect(self._learned)
        background.failed.connect(self._parts.banner.say)
        background.serve(self._dialogs)
        self._around.store.chosen.connect(self._model_chosen)
        self._first_run.failed.connect(self._parts.banner.say)

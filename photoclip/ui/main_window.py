"""The window: puts the parts together and says what follows from what a person does."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QIcon,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from photoclip.records import Failure, IndexProgress, IndexReport, SearchAnswer
from photoclip.ui import drop, menus, summary
from photoclip.ui.asking import Asking
from photoclip.ui.banner import Banner
from photoclip.ui.failures_dialog import FailuresDialog
from photoclip.ui.indexing import Indexing
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.menus import Entry
from photoclip.ui.naming import named
from photoclip.ui.pages import MessagePage, WelcomePage
from photoclip.ui.photos_page import PhotosPage
from photoclip.ui.search_bar import Example, Question
from photoclip.ui.status_bar import StatusBar
from photoclip.ui.summary import Summary
from photoclip.ui.theme import Theme
from photoclip.ui.top_bar import TopBar
from photoclip.ui.viewer import Viewer

if TYPE_CHECKING:
    from photoclip.library.library import Library

_REFRESH = 1000  # ms between two looks at the list of all photos while photos are being added
_ASK_AGAIN = 3000  # ms between two looks at an answer meanwhile
_WARM_UP = 2500  # ms after the photos are shown until the model is loaded for the first question


class MainWindow(QMainWindow):
    """The one window. It is shown before there is a library, and then given one."""

    retry_wanted = Signal()  # the library could not be opened; a person wants to try again
    closing = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, *, pictures: Path, picture: QIcon) -> None:
        super().__init__()
        self._jobs = jobs
        self._pictures = pictures
        self._library: Library | None = None
        self._indexing: Indexing | None = None
        self._asking: Asking | None = None
        self._question = Question()
        self.setObjectName("mainWindow")
        self.setWindowTitle("photoclip")
        self.setWindowIcon(picture)
        self.resize(1200, 800)
        self.setMinimumSize(640, 440)
        self._banner = Banner(theme)
        self._top = TopBar(theme)
        self._photos = PhotosPage(theme, jobs)
        self._viewer = Viewer(theme, jobs)
        self._welcome = WelcomePage(theme, pictures, picture)
        self._trouble = MessagePage(theme, "notice", "troublePage")
        self._blank = named(QWidget(), "openingPage")
        self._pages = QStackedWidget()
        self._status = StatusBar(theme)
        self._drop = drop.DropTarget(theme, jobs, self)
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH)
        self._again = QTimer(self, singleShot=True, interval=_ASK_AGAIN)
        self._warm_up = QTimer(self, singleShot=True, interval=_WARM_UP)
        self._arrange()
        self._actions = menus.fill(self.menuBar(), self._menus())
        self._slash = QAction("Search", self, shortcut=QKeySequence("/"))
        self.addAction(self._slash)
        self._connect()
        self._allow_adding(False)

    # A library comes, or does not

    def set_library(self, library: "Library", notice: str = "") -> None:
        """Show a library; `notice` is a sentence a person should know, such as who owns it."""
        self._library = library
        self._drop.is_open = True
        self._photos.set_library(library)
        self._viewer.set_library(library)
        asking = self._asking = Asking(library, self._jobs, self)
        asking.waiting.connect(self._top.show_waiting)
        asking.answered.connect(self._show_answer)
        asking.unclear.connect(self._top.search.show_message)
        asking.failed.connect(self._banner.say)
        self._warm_up.timeout.connect(asking.warm_up)
        if library.writable:
            indexing = self._indexing = Indexing(library, self._jobs, self)
            indexing.photos_changed.connect(self._photos_changed)
            indexing.progressed.connect(self._status.show_progress)
            indexing.progressed.connect(self._progressed)
            indexing.reported.connect(self._reported)
            indexing.failed.connect(self._indexing_failed)
            indexing.paused_changed.connect(self._status.show_paused)
        self._allow_adding(library.writable)
        if notice:
            self._banner.say(notice)
        self._look()
        self._ask(self._top.search.question)  # typed while the library was being opened

    def show_trouble(self, sentence: str) -> None:
        """The library cannot be opened."""
        self._trouble.say("The library cannot be opened", sentence)
        self._show_page(self._trouble)

    def stop(self) -> None:
        """Ask everything that runs to end."""
        for timer in (self._refresh, self._again, self._warm_up):
            timer.stop()
        if self._indexing:
            self._indexing.stop()

    def _look(self) -> None:
        """Learn how the library stands; its first photos follow at once."""
        library = self._library
        if library:
            self._jobs.run(Lane.READ, partial(summary.of, library), self._learned)

    def _learned(self, facts: Summary) -> None:
        if facts.photos:
            self._warm_up.start()
        self._status.show_photos(facts.photos)
        self._status.show_failures(facts.failures)
        self._status.show_model(facts.model)
        if facts.trouble:
            self._banner.say(facts.trouble)
        if not facts.roots:
            self._jobs.run(Lane.READ, self._pictures.is_dir, self._welcome_person)
            return
        if self._pages.currentWidget() in (self._blank, self._welcome, self._trouble):
            self._show_page(self._photos)
            self._top.search.focus()
        self._browse()
        if self._indexing and not self._indexing.is_running:
            self._indexing.start()

    def _welcome_person(self, pictures_there: bool) -> None:
        self._show_page(self._welcome)
        self._welcome.propose(pictures_there)

    # Folders

    def _choose_folder(self) -> None:
        if not self._actions["addFolder"].isEnabled():
            return
        dialog = QFileDialog(self, "Add a folder with photos", str(self._pictures))
        dialog.setObjectName("folderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Add folder")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.add_folders((Path(chosen),)))
        dialog.open()

    def add_folders(self, folders: tuple[Path, ...]) -> None:
        """Add folders to the library and begin to index them."""
        library, indexing = self._library, self._indexing
        if not library or not indexing:
            return

        def add() -> None:
            for folder in folders:
                library.add_root(folder)

        self._photos.show_busy(adding=True)
        self._jobs.run(Lane.EDIT, add, lambda _nothing: self._added(indexing), self._banner.say)

    def _added(self, indexing: Indexing) -> None:
        indexing.restart()
        self._look()

    def _indexing_failed(self, sentence: str) -> None:
        self._status.show_idle("Adding photos stopped")
        self._banner.say(sentence, "Try again")

    def _progressed(self, now: IndexProgress) -> None:
        self._photos.show_busy(adding=now.phase != "done")

    def _reported(self, report: IndexReport) -> None:
        self._status.show_photos(report.photos)
        self._status.show_failures(len(report.failed))
        self._photos.show_busy(adding=False)
        self._photos_changed(())

    # Photos

    def _photos_changed(self, ids: tuple[int, ...]) -> None:
        photos = self._photos.photos
        if photos:
            photos.forget(ids)
        timer = self._refresh if self._question.is_empty else self._again
        if not timer.isActive():
            timer.start()

    def _refresh_now(self) -> None:
        if self._question.is_empty:
            self._browse()

    def _ask_again_now(self) -> None:
        if self._asking and not self._question.is_empty:
            self._asking.ask_again()

    def _browse(self) -> None:
        library = self._library
        if library and self._question.is_empty:
            self._jobs.run(Lane.READ, library.showing.browse, self._show_all)

    def _show_all(self, ids: npt.NDArray[np.int64]) -> None:
        if self._question.is_empty:
            self._photos.show_all(ids)
            self._top.show_way_back(False)
            if len(ids):
                self._status.show_photos(len(ids))

    def _ask(self, question: Question) -> None:
        self._question = question
        if self._asking is None or (question.is_empty and self._photos.question is None):
            return
        self._asking.ask(question)
        if question.is_empty:
            self._browse()

    def _show_answer(self, question: Question, found: SearchAnswer) -> None:
        if question != self._question:
            return
        self._photos.show_answer(question, found)
        self._top.show_way_back(True)
        if self._pages.currentWidget() is not self._viewer:
            self._show_page(self._photos)

    def _find_similar(self, photo_id: int) -> None:
        photos = self._photos.photos
        if photos is None or photo_id < 0:
            return
        self._show_page(self._photos)
        self._top.search.set_examples((Example(photos.name_of(photo_id), photo_id=photo_id),))
        self._photos.grid.setFocus()

    def _find_similar_to_current(self) -> None:
        photo_id = self._photos.grid.current_id()
        if photo_id is not None and self._pages.currentWidget() is self._photos:
            self._find_similar(photo_id)

    # Pages

    def _show_page(self, page: QWidget) -> None:
        viewing = page is self._viewer
        self._pages.setCurrentWidget(page)
        self._top.setVisible(page is self._photos)
        self._slash.setEnabled(page is self._photos or viewing)

    def _open(self, photo_id: int) -> None:
        photos = self._photos.photos
        if photos:
            self._show_page(self._viewer)
            self._viewer.show_photo(photos, photo_id)

    def _leave_viewer(self, photo_id: int) -> None:
        self._show_page(self._photos)
        self._photos.grid.go_to(photo_id)
        self._photos.grid.setFocus()

    def _focus_search(self, typed: str = "") -> None:
        if self._pages.currentWidget() is self._viewer:
            self._viewer.leave()
        if self._top.isVisible():
            self._top.search.focus(typed)

    def _show_failures(self) -> None:
        library = self._library
        if library:
            self._jobs.run(Lane.READ, library.showing.failures, self._list_failures)

    def _list_failures(self, failures: tuple[Failure, ...]) -> None:
        FailuresDialog(failures, self).open()

    def _show_all_wanted(self) -> None:
        if self._pages.currentWidget() is self._viewer:
            self._viewer.leave()
        self._top.search.clear()
        self._photos.grid.setFocus()

    # Dropping

    def _dropped(self, dropped: drop.Dropped) -> None:
        if dropped.folders:
            if self._indexing:
                self.add_folders(dropped.folders)
            else:
                self._banner.say("Folders cannot be added to a library that is open for reading.")
        if dropped.pictures:
            self._show_page(self._photos)
            examples = tuple(Example(path.name, path) for path in dropped.pictures)
            self._top.search.set_examples(examples)

    # The window itself

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        self.closing.emit()
        super().closeEvent(event)

    def _allow_adding(self, allowed: bool) -> None:
        self._top.allow_adding(allowed)
        self._actions["addFolder"].setEnabled(allowed)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _menus(self) -> dict[str, list[Entry | None]]:
        zoom = self._photos.grid.zoom
        keys = QKeySequence.StandardKey
        return {
            "&File": [
                Entry("addFolder", "&Add folder…", [keys.Open], self._choose_folder),
                None,
                Entry("quit", "&Quit", ["Ctrl+Q"], self.close),
            ],
            "&Find": [
                Entry("search", "&Search", [keys.Find], self._focus_search),
                Entry("similar", "Find si&milar", ["Ctrl+Shift+F"], self._find_similar_to_current),
                Entry("allPhotos", "&All photos", ["Ctrl+Home"], self._show_all_wanted),
            ],
            "&View": [
                Entry("larger", "&Larger thumbnails", ["Ctrl++", "Ctrl+="], partial(zoom, 1)),
                Entry("smaller", "S&maller thumbnails", ["Ctrl+-"], partial(zoom, -1)),
                None,
                Entry("fullScreen", "&Full screen", ["F11"], self._toggle_full_screen),
                Entry("failures", "Files that could n&ot be read", [], self._show_failures),
            ],
            "&Help": [
                Entry("keys", "&Keyboard shortcuts", ["F1"], partial(menus.show_keys, self)),
                Entry("about", "&About photoclip", [], partial(menus.show_about, self)),
            ],
        }

    def _connect(self) -> None:
        self._refresh.timeout.connect(self._refresh_now)
        self._again.timeout.connect(self._ask_again_now)
        self._slash.triggered.connect(lambda _checked: self._focus_search())
        self._jobs.unexpected.connect(self._banner.say)
        self._drop.dropped.connect(self._dropped)
        self._banner.acted.connect(self._try_again)
        self._top.folder_wanted.connect(self._choose_folder)
        self._top.all_wanted.connect(self._show_all_wanted)
        self._top.search.asked.connect(self._ask)
        self._top.search.left.connect(self._photos.grid.setFocus)
        self._photos.more_wanted.connect(self._more_wanted)
        self._photos.all_wanted.connect(self._show_all_wanted)
        self._photos.grid.opened.connect(self._open)
        self._photos.grid.similar_wanted.connect(self._find_similar)
        self._photos.grid.typed.connect(self._focus_search)
        self._viewer.closed.connect(self._leave_viewer)
        self._viewer.similar_wanted.connect(self._find_similar)
        self._welcome.folder_wanted.connect(self._choose_folder)
        self._welcome.folder_chosen.connect(lambda folder: self.add_folders((folder,)))
        self._status.failures_wanted.connect(self._show_failures)
        self._status.pause_wanted.connect(self._pause)

    def _try_again(self) -> None:
        self._banner.say("")
        if self._indexing:
            self._indexing.restart()

    def _pause(self, paused: bool) -> None:
        if self._indexing:
            self._indexing.set_paused(paused)

    def _more_wanted(self) -> None:
        if self._asking and not self._question.is_empty:
            self._asking.ask_more()

    def _arrange(self) -> None:
        self._trouble.add_button("Try again", "retry", primary=True).clicked.connect(
            self.retry_wanted
        )
        for page in (self._blank, self._welcome, self._photos, self._viewer, self._trouble):
            self._pages.addWidget(page)
        body = named(QWidget(), "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._banner, self._top, self._pages, self._status):
            column.addWidget(widget)
        column.setStretchFactor(self._pages, 1)
        self.setCentralWidget(body)

"""The folders of a library: adding and removing them, and keeping their photos up to date."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from photoclip.folders.limits import Polled
from photoclip.records import IndexProgress, IndexReport, Root
from photoclip.ui.indexing import Indexing
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.missing_photos import MissingPhotos
from photoclip.ui.naming import named
from photoclip.ui.sidebar import Sidebar
from photoclip.ui.speech import tr

if TYPE_CHECKING:
    from photoclip.library.library import Library

_WATCHING, _SCANNING, _OFFLINE, _POLLED = "watching", "scanning", "offline", "polled"


class Upkeep(QObject):
    """What happens to folders; a library that is open for reading only is left as it is."""

    photos_changed = Signal(tuple)  # ids just committed
    progressed = Signal(IndexProgress)
    reported = Signal(IndexReport)
    paused_changed = Signal(bool)
    adding = Signal()  # folders are on their way into the library
    folders_changed = Signal()
    states_changed = Signal(object)  # dict: root id -> one of the states above
    stopped = Signal(str)  # why nothing is kept up to date any more
    held = Signal(str)  # what it waits for; "": it goes on
    failed = Signal(str)

    def __init__(self, jobs: Jobs, pictures: Path, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._pictures, self._window = jobs, pictures, window
        self._library: Library | None = None
        self._indexing: Indexing | None = None
        self._roots: tuple[Root, ...] = ()
        self._offline: frozenset[int] = frozenset()
        self._scanning = False
        self._polled: set[int] = set()  # ids of roots that are looked through on a timer
        self._missing = MissingPhotos(window, self._forget)

    def set_library(self, library: "Library") -> None:
        """Keep up with the folders of this library."""
        self._library = library
        if not library.writable:
            return
        indexing = self._indexing = Indexing(library, self._jobs, self)
        indexing.photos_changed.connect(self.photos_changed)
        indexing.progressed.connect(self._progressed)
        indexing.reported.connect(self._reported)
        indexing.paused_changed.connect(self.paused_changed)
        indexing.failed.connect(self.stopped)
        indexing.held.connect(self.held)
        indexing.edited.connect(self.folders_changed)
        indexing.edited.connect(lambda: self.photos_changed.emit(()))
        indexing.serve()
        indexing.polled.connect(self._polled_now)

    def serve(self, sidebar: Sidebar) -> None:
        """Do what is asked for in a sidebar, and show there how the folders are."""
        sidebar.add_folder_wanted.connect(self.choose)
        sidebar.remove_folder_wanted.connect(self.remove)
        sidebar.rescan_wanted.connect(lambda _root: self.start_again())
        sidebar.relocate_wanted.connect(self.relocate)
        self.states_changed.connect(sidebar.show_state)

    @property
    def can_add(self) -> bool:
        """Whether folders can be added."""
        return self._indexing is not None

    @property
    def is_running(self) -> bool:
        """Whether the folders are being kept up with."""
        return self._indexing is not None and self._indexing.is_running

    def know(self, roots: tuple[Root, ...], offline: tuple[Root, ...]) -> None:
        """These are the folders, and those of them that are not there."""
        self._roots, self._offline = roots, frozenset(root.id for root in offline)
        self._tell_states()

    def start(self) -> None:
        """Begin to keep up, unless it was begun."""
        if self._indexing and not self._indexing.is_running:
            self._indexing.start()

    def start_again(self) -> None:
        """Look through all folders again, now."""
        if self._indexing:
            self._indexing.restart()

    def retry(self) -> None:
        """Read all files again that could not be read."""
        if self._library is not None:
            self._edit(self._library.retry_failures)

    def pause(self, paused: bool) -> None:
        """Pause or go on."""
        if self._indexing:
            self._indexing.set_paused(paused)

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        if self._indexing:
            self._indexing.set_paused(not self._indexing.is_paused)

    def stop(self) -> None:
        """End."""
        if self._indexing:
            self._indexing.stop()

    # What a person does with folders

    def choose(self) -> None:
        """Let the person choose a folder to add."""
        if self._indexing:
            title = tr("Folders", "Add a folder with photos")
            accept = tr("Folders", "Add folder")
            self._ask_folder(title, accept, lambda folder: self.add((folder,)))

    def add(self, folders: tuple[Path, ...]) -> None:
        """Add folders and begin to index them."""
        library = self._library
        if library is None or self._indexing is None:
            self.failed.emit(
                tr("Folders", "Folders cannot be added to a library that is open for reading.")
            )
            return

        def work() -> None:
            for folder in folders:
                library.roots.add(folder)

        self.adding.emit()
        self._edit(work)

    def remove(self, root_id: int) -> None:
        """Ask, then forget a folder; its files stay where they are."""
        root, library = self._root(root_id), self._library
        if root is None or library is None or self._indexing is None:
            return
        box = named(QMessageBox(self._window), "removeFolder")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Folders", "Remove folder"))
        box.setText(tr("Folders", "Remove “{folder}” from photoclip?").format(folder=root.text))
        box.setInformativeText(
            tr(
                "Folders",
                "The files stay where they are. Tags, ratings and albums are kept in case the "
                "folder is added again.",
            )
        )
        remove = box.addButton(tr("Folders", "Remove"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        remove.clicked.connect(lambda: self._edit(partial(library.roots.remove, root_id)))
        box.open()

    def relocate(self, root_id: int) -> None:
        """Let the person say where a folder lies now."""
        root, library = self._root(root_id), self._library
        if root is None or library is None or self._indexing is None:
            return
        title = tr("Folders", "Where is “{folder}” now?").format(folder=root.text)
        accept = tr("Folders", "It is here")

        def moved(folder: Path) -> None:
            self._edit(partial(library.roots.relocate, Path(root.text), folder))

        self._ask_folder(title, accept, moved)

    # Within

    def _forget(self, root_id: int, photos: int) -> None:
        """The person agreed that photos which are gone from a folder leave the library."""
        if self._library is not None:
            self._library.roots.forget_missing(root_id, photos)
            self.start_again()

    def _edit(self, work: Callable[[], object]) -> None:
        def done(_result: object) -> None:
            self.start_again()
            self.folders_changed.emit()

        self._jobs.run(Lane.EDIT, work, done, self.failed.emit)

    def _ask_folder(self, title: str, accept: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._window, title, str(_nearest(self._pictures)))
        dialog.setObjectName("folderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, accept)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def _root(self, root_id: int) -> Root | None:
        return next((root for root in self._roots if root.id == root_id), None)

    def _polled_now(self, polled: Polled) -> None:
        """A folder must be looked through on a timer; a limit that can be raised is named once."""
        if polled.why == "limit" and polled.root.id not in self._polled:
            self.failed.emit(polled.sentence)
        self._polled.add(polled.root.id)
        self._tell_states()

    def _progressed(self, now: IndexProgress) -> None:
        if self._scanning != (now.phase == "scanning"):
            self._scanning = now.phase == "scanning"
            self._tell_states()
        self.progressed.emit(now)

    def _reported(self, report: IndexReport) -> None:
        if self._library is not None:
            self._offline = self._library.roots.presence.offline()
        self._scanning = False
        self._tell_states()
        self.reported.emit(report)
        self._missing.ask(report.missing)

    def _tell_states(self) -> None:
        self.states_changed.emit({root.id: self._state(root.id) for root in self._roots})

    def _state(self, root_id: int) -> str:
        if root_id in self._offline:
            return _OFFLINE
        if self._scanning:
            return _SCANNING
        return _POLLED if root_id in self._polled else _WATCHING


def _nearest(folder: Path) -> Path:
    """A folder, or the first one above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.is_dir()), Path.home())

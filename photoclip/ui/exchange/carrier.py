"""Runs the exports and imports of a whole library beside everything else, with their dialogs."""

import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from photoclip.library.exchange import Exported, Imported
from photoclip.ui.errand import Errand, Steps
from photoclip.ui.exchange.carry_dialog import CarryDialog
from photoclip.ui.exchange.export_library import ExportLibraryDialog
from photoclip.ui.exchange.import_library import ImportLibraryDialog
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.organise import system
from photoclip.ui.speech import tr
from photoclip.ui.told import told

if TYPE_CHECKING:
    from photoclip.library.library import Library


class Carrier(QObject):
    """One export or import at a time."""

    taken_in = Signal()  # the library holds more than before
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window
        self._library: Library | None = None
        self._dialog: CarryDialog | None = None
        self._stop = threading.Event()
        self._errand = Errand("exchange", self)
        self._errand.progressed.connect(self._progressed)
        self._errand.done.connect(self._done)
        self._errand.failed.connect(self._not_done)

    def set_library(self, library: "Library") -> None:
        """Export from, and import into, a library."""
        self._library = library

    def ask_export(self) -> None:
        """Ask where the library is written to."""
        if self._library is None or self._is_busy():
            return
        dialog = ExportLibraryDialog(_proposed(), self._window)
        dialog.wanted.connect(partial(self._export, self._library))
        dialog.folder_wanted.connect(system.open_with_default)
        self._open(dialog)

    def ask_import(self) -> None:
        """Ask what is taken in."""
        library = self._library
        if library is None or self._is_busy():
            return
        dialog = ImportLibraryDialog(self._window)

        def look(folder: Path) -> None:
            self._jobs.run(
                Lane.READ,
                lambda: library.exchange.look(folder),
                dialog.show_offer,
                dialog.show_no_offer,
            )

        dialog.look_wanted.connect(look)
        dialog.wanted.connect(partial(self._import, library))
        self._open(dialog)

    def stop(self) -> None:
        """End for good, such as when the window closes."""
        self._stop.set()
        self._errand.close()

    def _is_busy(self) -> bool:
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
        elif self._errand.is_running:
            self.failed.emit(tr("Carry", "The last export or import is just ending; try again."))
        return self._dialog is not None or self._errand.is_running

    def _open(self, dialog: CarryDialog) -> None:
        self._dialog = dialog
        dialog.stop_wanted.connect(self._stop.set)
        dialog.finished.connect(self._closed)
        dialog.show()

    def _export(self, library: "Library", folder: Path) -> None:
        self._stop.clear()
        stop = self._stop

        def work(steps: Steps) -> Exported:
            return library.exchange.export(folder, on_step=steps.report, stop=stop)

        self._errand.start(work)

    def _import(self, library: "Library", folder: Path, places: Sequence[tuple[str, str]]) -> None:
        self._stop.clear()
        stop = self._stop

        def work(steps: Steps) -> Imported:
            return library.exchange.bring_in(folder, places, on_step=steps.report, stop=stop)

        self._errand.start(work)

    def _closed(self, _result: int) -> None:
        self._dialog = None

    def _progressed(self, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(done, total)

    def _done(self, done: Exported | Imported) -> None:
        if isinstance(done, Imported):
            self.taken_in.emit()
            if isinstance(self._dialog, ImportLibraryDialog):
                self._dialog.show_imported(done)
            self.said.emit(tr("Carry", "The library was imported"))
            return
        if isinstance(self._dialog, ExportLibraryDialog):
            self._dialog.show_exported(done)
        self.said.emit(tr("Carry", "The library was exported"))

    def _not_done(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.show_failure(told(sentence))
        elif not self._stop.is_set():
            self.failed.emit(told(sentence))


def _proposed() -> Path:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    day = QDate.currentDate().toString("yyyy-MM-dd")
    return Path(documents or Path.home()) / f"photoclip {day}"

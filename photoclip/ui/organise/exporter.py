"""Runs an export beside everything else, and its dialog."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from photoclip.library.exporting import ExportPlan, ExportProgress, ExportReport, export
from photoclip.ui.errand import Errand, Steps
from photoclip.ui.organise import system
from photoclip.ui.organise.export_dialog import ExportDialog
from photoclip.ui.speech import tr

if TYPE_CHECKING:
    from photoclip.library.library import Library


class Exporter(QObject):
    """One export at a time."""

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._library: Library | None = None
        self._dialog: ExportDialog | None = None
        self._stop = threading.Event()
        self._errand = Errand("export", self)
        self._plan = ExportPlan(_proposed())
        self._errand.progressed.connect(self._progressed)
        self._errand.done.connect(self._done)
        self._errand.failed.connect(self._not_done)

    def set_library(self, library: "Library") -> None:
        """Export from a library."""
        self._library = library

    def ask(self, ids: Sequence[int]) -> None:
        """Ask where and how; an export that runs is shown instead."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
        elif self._errand.is_running:
            self.failed.emit(tr("Export", "The last export is just ending; try again."))
        elif ids and self._library is not None:
            self._open(tuple(ids), self._library)

    def stop(self) -> None:
        """End for good, such as when the window closes."""
        self._stop.set()
        self._errand.close()

    def _open(self, ids: tuple[int, ...], library: "Library") -> None:
        dialog = self._dialog = ExportDialog(len(ids), self._plan, self._window)
        dialog.wanted.connect(lambda plan: self._start(ids, plan, library))
        dialog.stop_wanted.connect(self._stop.set)
        dialog.folder_wanted.connect(system.open_with_default)
        dialog.finished.connect(self._closed)
        dialog.show()

    def _start(self, ids: tuple[int, ...], plan: ExportPlan, library: "Library") -> None:
        self._plan = plan
        self._stop.clear()
        stop, showing = self._stop, library.showing

        def work(steps: Steps) -> ExportReport:
            def tell(now: ExportProgress) -> None:
                steps.report(now.done, now.total)

            return export(showing, ids, plan, on_progress=tell, stop=stop)

        self._errand.start(work)

    def _closed(self, _result: int) -> None:
        self._dialog = None

    def _progressed(self, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(done, total)

    def _done(self, report: ExportReport) -> None:
        if self._dialog is not None:
            self._dialog.show_report(report)
        if not report.stopped:
            self.said.emit(tr("Export", "Exported %n photo(s)", "", report.written))

    def _not_done(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.show_failure(sentence)
        else:
            self.failed.emit(sentence)

    def propose(self, folder: Path) -> None:
        """Propose this folder in the next dialog."""
        self._plan = replace(self._plan, folder=folder)


def _proposed() -> Path:
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(pictures or Path.home()) / tr("Export", "Exported photos")

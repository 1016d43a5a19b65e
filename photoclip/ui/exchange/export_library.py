"""Asks where the library is written to as open files."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from photoclip.library.exchange import Exported
from photoclip.ui import wording
from photoclip.ui.exchange.carry_dialog import CarryDialog
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.welcome.model_words import size


class ExportLibraryDialog(CarryDialog):
    """One folder, and what was written there."""

    wanted = Signal(object)  # a Path
    folder_wanted = Signal(object)  # a Path, to be shown in the file manager

    def __init__(self, folder: Path, parent: QWidget) -> None:
        """Propose a folder, which is made."""
        super().__init__(
            "exportLibraryDialog",
            tr("Carry", "Export library"),
            tr(
                "Carry",
                "Writes tags, stars, albums, label lists, searches and vectors into a new folder, "
                "as open files that other programs can read. The photos themselves stay where they "
                "are.",
            ),
            str(folder),
            parent,
        )
        self._show = named(QPushButton(tr("Carry", "Show folder")), "showCarried")
        self._show.setAccessibleName(self._show.text())
        self._show.clicked.connect(lambda: self.folder_wanted.emit(self.folder))
        self._show.hide()
        self._buttons.insertWidget(0, self._show)
        self._look()

    def show_exported(self, done: Exported) -> None:
        """The export ended."""
        said = tr(
            "Carry", "Exported %n photo(s) with {tags} tags ({size}).", "", done.rows["photo"]
        )
        tags = wording.number(done.rows["tag"])
        self.show_outcome(said.format(tags=tags, size=size(done.bytes)))
        self._show.show()

    def _begin(self) -> None:
        self.wanted.emit(self.folder)

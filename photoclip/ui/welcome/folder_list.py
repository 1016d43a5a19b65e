"""The folders that are about to be added, each with a way to leave it out again."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from photoclip.ui.elided import Elided
from photoclip.ui.icons import dress, icon
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme


class FolderList(QFrame):
    """A few folders; those inside another one of them are left out."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "folderChoices", tr("Welcome", "Folders to add"))
        self._theme = theme
        self._folders: list[Path] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        theme.changed.connect(self._show)

    @property
    def folders(self) -> tuple[Path, ...]:
        """What is listed, in order."""
        return tuple(self._folders)

    def add(self, folder: Path) -> None:
        """One more folder, once."""
        if any(folder == each or each in folder.parents for each in self._folders):
            return
        self._folders = [each for each in self._folders if folder not in each.parents]
        self._folders.append(folder)
        self._show()
        self.changed.emit()

    def remove(self, folder: Path) -> None:
        """Leave a folder out."""
        self._folders.remove(folder)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for folder in self._folders:
            self._column.addWidget(self._row(folder))

    def _row(self, folder: Path) -> QWidget:
        row = named(QWidget(), "folderChoice", str(folder))
        picture = named(QLabel(), "folderSign")
        line = icon("folder", self._theme.colours.accent)
        picture.setPixmap(line.pixmap(QSize(20, 20), self.devicePixelRatioF()))
        name = named(Elided(folder.name or str(folder)), "folderName")
        place = named(Elided(str(folder), Qt.TextElideMode.ElideMiddle), "folderPlace")
        out = named(
            QToolButton(), "leaveOut", tr("Welcome", "Do not add {name}").format(name=folder.name)
        )
        out.setToolTip(tr("Welcome", "Do not add this folder"))
        out.setIconSize(QSize(16, 16))
        dress(out, "close", self._theme, "quiet")
        out.clicked.connect(lambda: self.remove(folder))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(name)
        told.addWidget(place)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(12)
        across.addWidget(picture)
        across.addLayout(told, 1)
        across.addWidget(out)
        return row

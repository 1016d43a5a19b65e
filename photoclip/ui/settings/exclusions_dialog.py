"""Asks which folders inside a folder of the library are left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from photoclip.ui.elided import Elided
from photoclip.ui.naming import named
from photoclip.ui.organise.closing_row import accept_button, cancel_button, closing_row
from photoclip.ui.room import take_room
from photoclip.ui.settings.forms import hint_label
from photoclip.ui.speech import tr


class ExclusionsDialog(QDialog):
    """One pattern a line."""

    chosen = Signal(tuple)  # all patterns, in the order written

    def __init__(self, name: str, patterns: Sequence[str], parent: QWidget) -> None:
        """Ask.

        Args:
            name: the folder's.
            patterns: those it has now.
            parent: the page.
        """
        super().__init__(parent)
        title = tr("Settings", "Leave out of “{name}”").format(name=name)
        named(self, "exclusionsDialog", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(420, 320)
        take_room(self, 480, 360)
        self._field = named(
            QPlainTextEdit("\n".join(patterns)),
            "exclusionsField",
            tr("Settings", "Folders to leave out, one a line"),
        )
        self._field.setPlaceholderText(tr("Settings", "One folder a line"))
        self._field.setTabChangesFocus(True)
        self._field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._field.moveCursor(QTextCursor.MoveOperation.End)
        hint = tr(
            "Settings",
            "“Cache” leaves out every folder of this name, “2019/Drafts” the one at this place, "
            "and “old*” all whose names begin so. The files stay where they are.",
        )
        self._field.setAccessibleDescription(hint)
        save = accept_button("saveExclusions", tr("Settings", "Save"))
        save.setToolTip(tr("Settings", "Save and look through the folder again"))
        save.clicked.connect(self._save)
        cancel = cancel_button()
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(named(Elided(title), "dialogHeading"))
        column.addWidget(hint_label(hint))
        column.addSpacing(4)
        column.addWidget(self._field, 1)
        column.addSpacing(8)
        column.addLayout(closing_row(cancel, save))
        self._field.setFocus()

    def _save(self) -> None:
        lines = (line.strip() for line in self._field.toPlainText().splitlines())
        self.chosen.emit(tuple(line for line in lines if line))
        self.accept()

"""What the dialogs of exporting and importing a library share: a folder, progress, an outcome."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.buttons import own_enter
from photoclip.ui.naming import named
from photoclip.ui.organise.closing_row import accept_button
from photoclip.ui.overrides import override
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr


class CarryDialog(QDialog):
    """Stays open beside the window while it works; closing it then stops the work."""

    stop_wanted = Signal()

    def __init__(self, name: str, title: str, hint: str, folder: str, parent: QWidget) -> None:
        """Ask about `folder` first; `name` is the dialog's for finding it."""
        super().__init__(parent)
        named(self, name, title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(520, 280)
        take_room(self, 560, 320)
        self._running = False
        self._folder = named(QLineEdit(folder), "carryFolder", tr("Carry", "Folder"))
        self._choose = own_enter(named(QPushButton(tr("Carry", "Choose…")), "chooseCarryFolder"))
        self._choose.setAccessibleName(tr("Carry", "Choose the folder"))
        self._form = QWidget()
        self._body = QVBoxLayout(self._form)
        self._progress = named(QProgressBar(), "carryProgress", tr("Carry", "Progress"))
        self._said = named(QLabel(), "carrySaid")
        self._lines = named(QListWidget(), "carryLines", tr("Carry", "Kept as it is here"))
        self._end = own_enter(named(QPushButton(tr("Carry", "Cancel")), "endCarrying"))
        self._go = accept_button("startCarrying", title)
        self._buttons = QHBoxLayout()
        self._arrange(title, hint)
        self._choose.clicked.connect(self._ask_folder)
        self._folder.textChanged.connect(lambda _text: self._look())
        self._go.clicked.connect(self._start)
        self._end.clicked.connect(self._end_clicked)

    @property
    def folder(self) -> Path:
        """The folder as it stands there."""
        return Path(self._folder.text().strip()).expanduser()

    def show_progress(self, done: int, total: int) -> None:
        """So many rows are done."""
        self._progress.setRange(0, 1000)
        self._progress.setValue(round(1000 * done / max(1, total)))

    def show_outcome(self, sentence: str, lines: Sequence[str] = ()) -> None:
        """It ended well; `lines` say what is to be known beside it."""
        self._finish(sentence)
        self._form.hide()
        self._end.setText(tr("Carry", "Close"))
        self._lines.addItems(list(lines))
        self._lines.setVisible(bool(lines))
        self._end.setFocus()

    def show_failure(self, sentence: str) -> None:
        """It could not be done; the form can be mended."""
        self._finish(sentence)
        self._end.setText(tr("Carry", "Cancel"))
        self._form.setEnabled(True)
        self._go.show()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)

    @override
    def reject(self) -> None:
        self._stop()
        super().reject()

    def _begin(self) -> None:
        """Begin what was asked for; for the dialog that asks."""
        raise NotImplementedError

    def _look(self) -> None:
        """Only what can be done can be begun."""
        self._go.setEnabled(bool(self._folder.text().strip()))

    def _start(self) -> None:
        self._running = True
        self._form.setEnabled(False)
        self._lines.clear()
        self._lines.hide()
        self._go.hide()
        self._said.clear()
        self._progress.setRange(0, 0)
        self._progress.show()
        self._end.setText(tr("Carry", "Stop"))
        self._end.setFocus()
        self._begin()

    def _finish(self, sentence: str) -> None:
        self._running = False
        self._progress.hide()
        self._said.setText(sentence)

    def _stop(self) -> None:
        if self._running:
            self.stop_wanted.emit()

    def _end_clicked(self) -> None:
        if self._running:
            self.stop_wanted.emit()
        else:
            self.close()

    def _ask_folder(self) -> None:
        self._ask(self._folder, tr("Carry", "Choose a folder"))

    def _ask(self, field: QLineEdit, title: str) -> None:
        """Let the person choose what stands in a field."""
        dialog = QFileDialog(self, title, field.text())
        dialog.setObjectName("carryFolderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(field.setText)
        dialog.open()

    def _arrange(self, title: str, hint: str) -> None:
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(named(QLabel(tr("Carry", "Folder")), "exportLabel"))
        first.addWidget(self._folder, 1)
        first.addWidget(self._choose)
        self._body.addLayout(first)
        said = named(QLabel(hint), "exportHint")
        for label in (said, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._lines.setWordWrap(True)
        self._lines.hide()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        for button in (self._end, self._go):
            button.setMinimumWidth(88)
            self._buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        heading = named(QLabel(title), "dialogHeading")
        for widget in (heading, said, self._form, self._progress, self._said):
            column.addWidget(widget)
        column.addWidget(self._lines, 100)
        column.addStretch(1)
        column.addLayout(self._buttons)

"""The card that offers the sample library and shows how drawing it gets on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.welcome.samples import COUNT, SampleDrawing


class SampleCard(QFrame):
    """Nothing to lose: drawn pictures in a folder of their own."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "sampleCard")
        self.setProperty("card", True)
        self._said = named(QLabel(self._offer()), "cardText")
        self._said.setWordWrap(True)
        self._try = named(QPushButton(tr("Welcome", "Try the sample library")), "trySamples")
        self._try.setAccessibleName(self._try.text())
        self._try.clicked.connect(self.wanted)
        self._bar = named(QProgressBar(), "sampleProgress", tr("Welcome", "Pictures drawn"))
        self._bar.setTextVisible(False)
        self._stop = named(QPushButton(tr("Welcome", "Cancel")), "stopSamples")
        self._stop.setAccessibleName(tr("Welcome", "Cancel drawing the sample library"))
        going_on = QHBoxLayout()
        going_on.setSpacing(12)
        going_on.addWidget(self._bar, 1)
        going_on.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(named(QLabel(tr("Welcome", "Just looking?")), "cardTitle"))
        column.addWidget(self._said, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(going_on)
        self._show_running(False)

    def follow(self, drawing: SampleDrawing) -> None:
        """Show the progress of a drawing, and let it be stopped."""
        drawing.progressed.connect(self._progressed)
        drawing.done.connect(self._done)
        drawing.stopped.connect(self._stopped)
        drawing.failed.connect(self._failed)
        self._stop.clicked.connect(drawing.stop)

    def _offer(self) -> str:
        return tr("Welcome", "%n drawn picture(s) to try photoclip with, in a minute.", "", COUNT)

    def _progressed(self, done: int, total: int) -> None:
        self._show_running(True)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._said.setText(
            tr("Welcome", "Drawing pictures: {done} of {total}").format(done=done, total=total)
        )

    def _done(self, folder: Path) -> None:
        self._show_running(False)
        self._said.setText(tr("Welcome", "The pictures lie in {folder}.").format(folder=folder))

    def _stopped(self) -> None:
        self._show_running(False)
        self._said.setText(self._offer())
        self._try.setFocus()

    def _failed(self, sentence: str) -> None:
        self._show_running(False)
        self._said.setText(sentence)

    def _show_running(self, running: bool) -> None:
        had_focus = self._try.hasFocus()
        self._try.setVisible(not running)
        self._bar.setVisible(running)
        self._stop.setVisible(running)
        if running and had_focus:
            self._stop.setFocus()

"""Asks where copies go and how they are made, then shows how far the export is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from photoclip.library.exporting import ExportPlan, ExportReport, Metadata
from photoclip.ui import wording
from photoclip.ui.buttons import own_enter
from photoclip.ui.elided import Elided
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr

_SIDES = (None, 4096, 2560, 2048, 1600, 1280, 1024, 640)


class ExportDialog(QDialog):
    """Stays open beside the window while it works; closing it then stops the export."""

    wanted = Signal(ExportPlan)
    stop_wanted = Signal()
    folder_wanted = Signal(object)  # a Path, to be shown in the file manager

    def __init__(self, photos: int, plan: ExportPlan, parent: QWidget) -> None:
        """Ask about so many photos; `plan` is what the form says at first."""
        super().__init__(parent)
        title = tr("Export", "Export %n photo(s)", "", photos)
        named(self, "exportDialog", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(520, 420)
        self._running = False
        self._plan = plan
        self._heading = named(QLabel(title), "dialogHeading")
        self._folder = named(QLineEdit(str(plan.folder)), "exportFolder", tr("Export", "Folder"))
        self._choose = named(QPushButton(tr("Export", "Choose…")), "chooseExportFolder")
        self._choose.setAccessibleName(tr("Export", "Choose the folder"))
        self._as_is = QRadioButton(tr("Export", "As they are"))
        self._as_jpeg = QRadioButton(tr("Export", "As JPEG"))
        self._kinds = QButtonGroup(self)
        self._side = self._made_sides(plan)
        self._quality = named(
            QSlider(Qt.Orientation.Horizontal), "jpegQuality", tr("Export", "Quality of the JPEGs")
        )
        self._quality_said = named(QLabel(), "jpegQualitySaid")
        self._metadata = self._made_metadata(plan)
        self._files = self._made_files(plan)
        self._progress = named(QProgressBar(), "exportProgress", tr("Export", "Progress"))
        self._said = named(Elided(), "exportSaid")
        self._failed = named(QListWidget(), "exportFailed", tr("Export", "What was not exported"))
        self._go = named(QPushButton(tr("Export", "Export")), "startExport")
        self._end = named(QPushButton(tr("Export", "Cancel")), "endExport")
        self._show = named(QPushButton(tr("Export", "Show folder")), "showExportFolder")
        self._form = QWidget()
        self._set_up(plan)
        self._arrange()
        self._connect()

    def show_progress(self, done: int, total: int) -> None:
        """So many photos are done."""
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)
        said = tr("Export", "{done} of {total}")
        self._said.show_text(said.format(done=wording.number(done), total=wording.number(total)))

    def show_report(self, report: ExportReport) -> None:
        """The export ended."""
        self._finish()
        said = tr("Export", "Exported %n photo(s) to {folder}", "", report.written)
        if report.stopped:
            said = tr("Export", "Stopped; %n photo(s) are in {folder}", "", report.written)
        self._said.show_text(said.format(folder=report.folder))
        for each in report.failed:
            self._failed.addItem(f"{each.name}: {each.reason}")
        self._failed.setVisible(bool(report.failed))
        self._show.setVisible(report.written > 0)
        self._end.setFocus()

    def show_failure(self, sentence: str) -> None:
        """The export could not go on; the form can be mended."""
        self._finish()
        self._form.setEnabled(True)
        self._go.setVisible(True)
        self._said.show_text(sentence)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)

    @override
    def reject(self) -> None:
        self._stop()
        super().reject()

    def _stop(self) -> None:
        if self._running:
            self.stop_wanted.emit()

    def _start(self) -> None:
        plan = ExportPlan(
            Path(self._folder.text().strip()).expanduser(),
            as_jpeg=self._as_jpeg.isChecked(),
            long_side=self._side.currentData(),
            quality=self._quality.value(),
            metadata=Metadata(self._metadata.currentData()),
            all_files=bool(self._files.currentData()),
        )
        self._plan = plan
        self._running = True
        self._form.setEnabled(False)
        self._failed.clear()
        self._go.hide()
        self._progress.setRange(0, 0)
        self._progress.show()
        self._said.show()
        self._end.setText(tr("Export", "Stop"))
        self._end.setFocus()
        self.wanted.emit(plan)

    def _end_clicked(self) -> None:
        if self._running:
            self.stop_wanted.emit()
        else:
            self.close()

    def _finish(self) -> None:
        self._running = False
        self._progress.hide()
        self._end.setText(tr("Export", "Close"))

    def _look(self) -> None:
        """Only what has a meaning can be set."""
        jpeg = self._as_jpeg.isChecked()
        for widget in (self._side, self._quality, self._quality_said):
            widget.setEnabled(jpeg)
        self._quality_said.setText(f"{self._quality.value()}")
        self._go.setEnabled(bool(self._folder.text().strip()))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, tr("Export", "Export to"), self._folder.text())
        dialog.setObjectName("exportFolderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()

    # The dialog itself

    def _made_sides(self, plan: ExportPlan) -> QComboBox:
        box = named(QComboBox(), "jpegSide", tr("Export", "Longest side of the JPEGs"))
        for side in _SIDES:
            shown = tr("Export", "{pixels} px at most").format(pixels=wording.number(side or 0))
            box.addItem(shown if side else tr("Export", "Full size"), side)
        box.setCurrentIndex(max(0, box.findData(plan.long_side)) if plan.long_side else 0)
        return box

    def _made_metadata(self, plan: ExportPlan) -> QComboBox:
        box = named(QComboBox(), "exportMetadata", tr("Export", "Metadata"))
        box.addItem(tr("Export", "Keep all"), Metadata.KEEP.value)
        box.addItem(tr("Export", "Leave out the place (GPS)"), Metadata.NO_PLACE.value)
        box.addItem(tr("Export", "Leave out everything"), Metadata.NONE.value)
        box.setToolTip(
            tr("Export", "Date, camera, place and captions that the files carry (EXIF, IPTC, XMP)")
        )
        box.setCurrentIndex(box.findData(plan.metadata.value))
        return box

    def _made_files(self, plan: ExportPlan) -> QComboBox:
        box = named(QComboBox(), "exportFiles", tr("Export", "Files"))
        box.addItem(tr("Export", "The picture that is shown"), False)
        box.addItem(tr("Export", "Also its raw file or video"), True)
        box.setToolTip(tr("Export", "Of RAW + JPEG pairs and Live Photos"))
        box.setCurrentIndex(box.findData(plan.all_files))
        return box

    def _set_up(self, plan: ExportPlan) -> None:
        for button, name in ((self._as_is, "exportAsIs"), (self._as_jpeg, "exportAsJpeg")):
            named(button, name, button.text())
            self._kinds.addButton(button)
        (self._as_jpeg if plan.as_jpeg else self._as_is).setChecked(True)
        self._quality.setRange(40, 100)
        self._quality.setValue(plan.quality)
        self._progress.setTextVisible(False)
        self._go.setProperty("primary", True)
        self._go.setDefault(True)
        own_enter(self._choose)
        own_enter(self._end)
        for widget in (self._progress, self._said, self._failed, self._show):
            widget.hide()
        self._failed.setMaximumHeight(140)
        self._failed.setWordWrap(True)
        self._failed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._quality_said.setMinimumWidth(28)
        self._quality_said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._look()

    def _arrange(self) -> None:
        form = QGridLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setColumnStretch(1, 1)
        rows = (
            (tr("Export", "Folder"), _row(self._folder, self._choose)),
            (tr("Export", "Copies"), _row(self._as_is, self._as_jpeg, stretch=True)),
            (tr("Export", "Files"), _row(self._files, stretch=True)),
            (tr("Export", "Size"), _row(self._side, stretch=True)),
            (tr("Export", "Quality"), _row(self._quality, self._quality_said)),
            (tr("Export", "Metadata"), _row(self._metadata, stretch=True)),
        )
        for at, (text, row) in enumerate(rows):
            label = named(QLabel(text), "exportLabel")
            form.addWidget(
                label, at, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            form.addLayout(row, at, 1)
            form.setRowMinimumHeight(at, 32)
        note = tr("Export", "Your originals are only read; files in the folder are never replaced.")
        hint = named(QLabel(note), "exportHint")
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for widget in (self._heading, self._form, hint, self._progress, self._said):
            column.addWidget(widget)
        column.addWidget(self._failed, 1)
        column.addStretch(1)
        column.addLayout(self._button_row())

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._show)
        row.addStretch(1)
        row.addWidget(self._end)
        row.addWidget(self._go)
        return row

    def _connect(self) -> None:
        self._choose.clicked.connect(self._ask_folder)
        self._as_jpeg.toggled.connect(lambda _on: self._look())
        self._quality.valueChanged.connect(lambda _value: self._look())
        self._folder.textChanged.connect(lambda _text: self._look())
        self._go.clicked.connect(self._start)
        self._end.clicked.connect(self._end_clicked)
        self._show.clicked.connect(lambda: self.folder_wanted.emit(self._plan.folder))


def _row(*widgets: QWidget, stretch: bool = False) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row

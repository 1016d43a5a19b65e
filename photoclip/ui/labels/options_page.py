"""How a list is used: one label or several, its sentences, the folders that it tags by itself."""

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from photoclip.clip.prompts import standard_templates
from photoclip.records import LabelList
from photoclip.ui.labels.changing import with_templates, wrong_templates
from photoclip.ui.labels.forms import button, heading, hint, line
from photoclip.ui.naming import named, tip
from photoclip.ui.speech import tr

_REST = 400  # ms after typing


class OptionsPage(QWidget):
    """Every change gives another list at once."""

    edited = Signal(object)  # LabelList

    def __init__(self) -> None:
        super().__init__()
        named(self, "labelOptions", tr("Labels", "Options"))
        self._labels: LabelList | None = None
        self._several = named(
            QCheckBox(tr("Labels", "Several labels may fit one photo")), "severalFit"
        )
        self._templates = named(QPlainTextEdit(), "labelTemplates", tr("Labels", "Sentences"))
        self._wrong = named(QLabel(), "templatesTrouble")
        self._folders = named(QListWidget(), "labelFolders", tr("Labels", "Folders"))
        self._add = button("addLabelFolder", tr("Labels", "Add folder…"))
        self._remove = button("removeLabelFolder", tr("Labels", "Remove"))
        self._typing = QTimer(self, singleShot=True, interval=_REST)
        self._arrange()
        self._several.toggled.connect(self._toggled)
        self._templates.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._typed)
        self._add.clicked.connect(self._ask_folder)
        self._remove.clicked.connect(self._remove_folder)
        self._folders.currentRowChanged.connect(lambda _row: self._allow())

    def show_list(self, labels: LabelList | None, *, writable: bool) -> None:
        """Show how a list is used."""
        same = labels is not None and self._labels is not None and labels.name == self._labels.name
        self._labels = labels
        self.setEnabled(writable and labels is not None)
        if labels is None:
            return
        self._several.blockSignals(True)
        self._several.setChecked(not labels.exclusive)
        self._several.blockSignals(False)
        if not (same and self._templates.hasFocus()):
            self._templates.blockSignals(True)
            self._templates.setPlainText("\n".join(labels.templates))
            self._templates.blockSignals(False)
        self._say_wrong(labels)
        shown = [self._folders.item(row).toolTip() for row in range(self._folders.count())]
        if shown != list(labels.folders):
            self._folders.clear()
            for folder in labels.folders:
                item = QListWidgetItem(folder, self._folders)
                item.setToolTip(tip(folder))
        self._allow()

    def _toggled(self, several: bool) -> None:
        if self._labels is not None:
            self._give(replace(self._labels, exclusive=not several))

    def _typed(self) -> None:
        if self._labels is not None:
            labels = with_templates(self._labels, self._templates.toPlainText())
            self._say_wrong(labels)
            if labels != self._labels and not wrong_templates(labels):
                self._give(labels)

    def _say_wrong(self, labels: LabelList) -> None:
        wrong = wrong_templates(labels)
        said = tr("Labels", "“{sentence}” needs {{}} where the label goes.")
        self._wrong.setText(said.format(sentence=wrong[0]) if wrong else "")
        self._wrong.setVisible(bool(wrong))

    def _ask_folder(self) -> None:
        title = tr("Labels", "Tag new photos in a folder")
        dialog = named(QFileDialog(self, title), "labelFolderChoice", title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._add_folder)
        dialog.open()

    def _add_folder(self, folder: str) -> None:
        labels, path = self._labels, os.fspath(Path(folder))
        if labels is not None and folder and path not in labels.folders:
            self._give(replace(labels, folders=(*labels.folders, path)))

    def _remove_folder(self) -> None:
        labels, row = self._labels, self._folders.currentRow()
        if labels is not None and row >= 0:
            rest = (*labels.folders[:row], *labels.folders[row + 1 :])
            self._give(replace(labels, folders=rest))

    def _give(self, labels: LabelList) -> None:
        self.edited.emit(labels)

    def _allow(self) -> None:
        self._remove.setEnabled(self._folders.currentRow() >= 0)

    def _arrange(self) -> None:
        self._several.setToolTip(tr("Labels", "Else a photo gets only the label that fits best"))
        self._templates.setPlaceholderText("\n".join(standard_templates()))
        self._templates.setTabChangesFocus(True)
        self._templates.setMaximumHeight(152)
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self._folders.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._folders.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._folders.setMaximumHeight(120)
        made = QVBoxLayout(self)
        made.setContentsMargins(0, 16, 0, 0)
        made.setSpacing(8)
        made.addWidget(self._several)
        made.addWidget(
            hint(tr("Labels", "Otherwise each photo gets only the label that fits best, or none."))
        )
        made.addSpacing(16)
        made.addWidget(heading(tr("Labels", "Sentences")))
        made.addWidget(self._templates)
        made.addWidget(self._wrong)
        made.addWidget(
            hint(
                tr(
                    "Labels",
                    "One a line; {} stands for the label. With none, the usual ones are used.",
                )
            )
        )
        made.addSpacing(16)
        made.addWidget(heading(tr("Labels", "Tags new photos by itself in")))
        made.addWidget(self._folders)
        made.addLayout(line(self._add, self._remove, None))
        made.addStretch(1)

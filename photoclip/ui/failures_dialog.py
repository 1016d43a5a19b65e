"""The files that could not be read, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.records import Failure
from photoclip.ui import wording
from photoclip.ui.naming import named


class FailuresDialog(QDialog):
    """A plain list; nothing is done to the files."""

    def __init__(self, failures: Sequence[Failure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("failuresDialog")
        self.setWindowTitle("Files that could not be read")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 420)
        said = QLabel(
            f"{wording.count(len(failures), 'file')} could not be read. photoclip tries again "
            "when a file changes."
        )
        said.setWordWrap(True)
        table = named(QTreeWidget(), "failureList")
        table.setAccessibleName("Files that could not be read")
        table.setHeaderLabels(["File", "Reason", "Folder"])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for failure in failures:
            folder, _, name = failure.text.rpartition("/")
            item = QTreeWidgetItem([name, failure.reason, folder])
            item.setToolTip(0, failure.text)
            item.setToolTip(1, failure.reason)
            table.addTopLevelItem(item)
        table.resizeColumnToContents(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(said)
        column.addWidget(table, 1)
        column.addWidget(buttons)

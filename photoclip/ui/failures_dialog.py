"""Files that something did not work with, and why: found, copied, looked at, tried again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.records import Failure
from photoclip.ui import wording
from photoclip.ui.buttons import own_enter
from photoclip.ui.naming import named, tip
from photoclip.ui.organise import system
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr
from photoclip.ui.told import told

_PATH = Qt.ItemDataRole.UserRole
_ROW = QSize(0, 28)
_MOST_OPEN = 200  # files; groups of so many in all begin unfolded


class FailuresDialog(QDialog):
    """The files, in groups by reason where there are several; nothing is done to them."""

    retry_wanted = Signal()  # read them again

    def __init__(
        self,
        failures: Sequence[Failure],
        parent: QWidget | None = None,
        *,
        title: str = "",
        note: str = "",
    ) -> None:
        """List files; without `title` and `note` those that could not be read."""
        super().__init__(parent)
        title = title or tr("Failures", "Files that could not be read")
        named(self, "failuresDialog", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(560, 320)
        take_room(self, 760, 480)
        self._failures = tuple(replace(each, reason=told(each.reason)) for each in failures)
        self._shown: list[Failure] = []
        said = note or tr(
            "Failures",
            "%n file(s) could not be read. photoclip tries again when a file changes.",
            "",
            len(self._failures),
        )
        if not self._failures:
            said = tr("Failures", "Every file could be read.")
        self._said = named(QLabel(said), "failuresSaid")
        self._said.setWordWrap(True)
        self._field = named(QLineEdit(), "failureFilter", tr("Failures", "Find a file or reason"))
        self._table = named(QTreeWidget(), "failureList", title)
        self._none = named(QLabel(), "failuresNone")
        self._open = self._button("openFailureFolder", tr("Failures", "Open folder"))
        self._copy = self._button("copyFailures", tr("Failures", "Copy list"))
        self._retry = self._button("retryFailures", tr("Failures", "Try again"))
        self._retry.setVisible(not note)
        self._close = self._button("closeFailures", tr("Failures", "Close"))
        self._set_up()
        self._arrange()
        self._connect()
        self._show("")

    def _show(self, wanted: str) -> None:
        needle = wanted.casefold().strip()
        self._shown = [
            each
            for each in self._failures
            if needle in each.text.casefold() or needle in each.reason.casefold()
        ]
        groups: dict[str, list[Failure]] = defaultdict(list)
        for each in self._shown:
            groups[each.reason].append(each)
        table = self._table
        table.setUpdatesEnabled(False)
        table.clear()
        if len({each.reason for each in self._failures}) <= 1:
            table.addTopLevelItems([_item(each) for each in self._shown])
        else:
            ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
            table.addTopLevelItems([_group(reason, files) for reason, files in ordered])
            for row in range(table.topLevelItemCount()):
                table.setFirstColumnSpanned(row, QModelIndex(), True)
            if len(self._shown) <= _MOST_OPEN:
                table.expandAll()
        table.setUpdatesEnabled(True)
        self._none.setVisible(bool(self._failures) and not self._shown)
        self._copy.setEnabled(bool(self._shown))
        first = table.topLevelItem(0)
        if first is not None:
            table.setCurrentItem(first.child(0) or first)
        self._look()

    def _look(self) -> None:
        self._open.setEnabled(self._current() != "")

    def _current(self) -> str:
        item = self._table.currentItem()
        return "" if item is None else item.data(0, _PATH) or ""

    def _open_folder(self) -> None:
        path = self._current()
        if path:
            system.open_with_default(Path(path).parent)

    def _copy_list(self) -> None:
        lines = (f"{each.text}\t{each.reason}" for each in self._shown)
        QGuiApplication.clipboard().setText("\n".join(lines))
        said = tr("Failures", "Copied %n line(s) to the clipboard.", "", len(self._shown))
        self._said.setText(said)

    def _retry_now(self) -> None:
        self.retry_wanted.emit()
        self.accept()

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opened = menu.addAction(tr("Failures", "Open folder"))
        opened.setEnabled(self._current() != "")
        opened.triggered.connect(lambda _checked=False: self._open_folder())
        copied = menu.addAction(tr("Failures", "Copy path"))
        copied.setEnabled(self._current() != "")
        copied.triggered.connect(
            lambda _checked=False: QGuiApplication.clipboard().setText(self._current())
        )
        menu.popup(self._table.viewport().mapToGlobal(place))

    # The dialog itself

    def _button(self, name: str, text: str) -> QPushButton:
        button = named(QPushButton(text), name, text)
        own_enter(button)
        return button

    def _set_up(self) -> None:
        self._field.setPlaceholderText(tr("Failures", "Find a file or reason"))
        self._field.setClearButtonEnabled(True)
        self._none.setText(tr("Failures", "No file has this in its name or reason."))
        table = self._table
        table.setHeaderLabels(
            [tr("Failures", "File"), tr("Failures", "Reason"), tr("Failures", "Folder")]
        )
        several = len({each.reason for each in self._failures}) > 1
        table.setRootIsDecorated(several)
        table.setIndentation(16 if several else 0)
        table.setUniformRowHeights(True)
        table.setColumnHidden(1, several)
        table.header().setStretchLastSection(True)
        table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        table.setColumnWidth(0, 260)
        table.setColumnWidth(1, 280)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self._said, 1)
        self._field.setMinimumWidth(220)
        top.addWidget(self._field)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._open)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(self._retry)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        column.addWidget(self._none)
        column.addLayout(buttons)
        self._table.setFocus()

    def _connect(self) -> None:
        self._field.textChanged.connect(self._show)
        self._table.currentItemChanged.connect(lambda _now, _before: self._look())
        self._table.itemActivated.connect(lambda _item, _column: self._open_folder())
        self._table.customContextMenuRequested.connect(self._show_menu)
        self._open.clicked.connect(self._open_folder)
        self._copy.clicked.connect(self._copy_list)
        self._retry.clicked.connect(self._retry_now)
        self._close.clicked.connect(self.reject)


def _item(failure: Failure) -> QTreeWidgetItem:
    folder, _, name = failure.text.rpartition("/")
    item = QTreeWidgetItem([name, failure.reason, folder])
    item.setData(0, _PATH, failure.text)
    item.setSizeHint(0, _ROW)
    for column, text in enumerate((failure.text, failure.reason, folder)):
        item.setToolTip(column, tip(text))
    return item


def _group(reason: str, failures: Sequence[Failure]) -> QTreeWidgetItem:
    """A reason with its files below; it spans all columns."""
    item = QTreeWidgetItem([f"{reason}  ({wording.number(len(failures))})"])
    item.setToolTip(0, tip(reason))
    item.setSizeHint(0, _ROW)
    font = item.font(0)
    font.setBold(True)
    item.setFont(0, font)
    item.addChildren([_item(each) for each in failures])
    return item

"""The lists of the library, and those to begin with, to choose from."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.labels.forms import button, line
from photoclip.ui.labels.list_naming import ListNaming
from photoclip.ui.labels.tasks import Lists
from photoclip.ui.naming import named, tip
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr

_NAME = Qt.ItemDataRole.UserRole
_ROW = QSize(0, 28)
_WIDE = 216  # px


class _Names(QListWidget):
    """Tells of F2 and Delete."""

    rename_wanted = Signal()
    delete_wanted = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


class ListsSide(QWidget):
    """Names of lists, and what is done with whole lists."""

    chosen = Signal(str)  # a list's name, "" for none
    new_named = Signal(str)
    file_chosen = Signal(Path)  # to import
    export_chosen = Signal(Path)
    delete_wanted = Signal(str)
    renamed = Signal(str)  # the chosen list, to this name

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDE)
        self._own: set[str] = set()
        self._may_rename = False
        self._names: list[str] = []
        self._list = named(_Names(), "labelLists", tr("Labels", "Label lists"))
        self._list.setToolTip(tr("Labels", "F2 renames a list, Delete deletes it"))
        self._new = button("newLabels", tr("Labels", "New…"))
        self._import = button(
            "importLabels",
            tr("Labels", "Import…"),
            tr("Labels", "One label a line, or CSV or JSON"),
        )
        self._export = button("exportLabels", tr("Labels", "Export…"))
        self._delete = button("deleteLabels", tr("Labels", "Delete…"))
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made = QVBoxLayout(self)
        made.setContentsMargins(0, 0, 0, 0)
        made.setSpacing(8)
        made.addWidget(self._list, 1)
        made.addLayout(line(self._new, self._import))
        made.addLayout(line(self._export, self._delete))
        self._list.currentItemChanged.connect(lambda _now, _old: self.chosen.emit(self.current()))
        self._new.clicked.connect(self._ask_name)
        self._list.rename_wanted.connect(self._ask_new_name)
        self._list.delete_wanted.connect(self._delete.click)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._show_menu)
        self._import.clicked.connect(self._ask_file)
        self._export.clicked.connect(self._ask_place)
        self._delete.clicked.connect(self._ask_delete)

    def current(self) -> str:
        """The list that is chosen, "" for none."""
        row = self._list.currentRow()
        return "" if row < 0 else str(self._list.item(row).data(_NAME) or "")

    def show_lists(self, lists: Lists, wanted: str) -> None:
        """Show lists and choose one; `chosen` tells of it."""
        own = [each.name for each in lists.own]
        starters = [each.name for each in lists.starters]
        self._own, self._names = set(own), [*own, *starters]
        self._list.blockSignals(True)
        self._list.clear()
        if own:
            self._add_group(tr("Labels", "In this library"), own)
        if starters:
            self._add_group(tr("Labels", "To begin with"), starters)
        self._list.blockSignals(False)
        key, first = wanted.casefold(), self._names[0] if self._names else ""
        self.choose(next((each for each in self._names if each.casefold() == key), first))

    def choose(self, name: str) -> None:
        """Choose a list."""
        rows = (row for row in range(self._list.count()) if name)
        there = next((row for row in rows if self._list.item(row).data(_NAME) == name), -1)
        self._list.blockSignals(True)
        self._list.setCurrentRow(there)
        self._list.blockSignals(False)
        self.chosen.emit(self.current())

    def allow(self, *, free: bool, writable: bool) -> None:
        """Enable what can be done now."""
        name = self.current()
        self._list.setEnabled(free)
        self._new.setEnabled(free and writable)
        self._import.setEnabled(free and writable)
        self._export.setEnabled(free and bool(name))
        self._delete.setEnabled(free and writable and name in self._own)
        self._may_rename = free and writable and bool(name)

    def focus_list(self) -> None:
        """Give the lists the keyboard."""
        self._list.setFocus()

    def _add_group(self, title: str, names: Iterable[str]) -> None:
        head = QListWidgetItem(title, self._list)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        font = head.font()
        font.setPixelSize(11)
        font.setBold(True)
        head.setFont(font)
        for name in names:
            item = QListWidgetItem(name, self._list)
            item.setData(_NAME, name)
            item.setToolTip(tip(name))
        for row in range(self._list.count()):
            self._list.item(row).setSizeHint(_ROW)

    def _ask_name(self) -> None:
        dialog = ListNaming(self._names, self.window())
        dialog.chosen.connect(self.new_named)
        dialog.open()

    def _ask_new_name(self) -> None:
        if self._may_rename:
            dialog = ListNaming(self._names, self.window(), self.current())
            dialog.chosen.connect(self.renamed)
            dialog.open()

    def _show_menu(self, place: QPoint) -> None:
        """The menu of the list under the pointer, or of the chosen one."""
        if not self.current():
            return
        menu = named(QMenu(self), "labelListMenu", tr("Labels", "Label list menu"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rename = menu.addAction(tr("Labels", "Rename…"), Qt.Key.Key_F2, self._ask_new_name)
        rename.setEnabled(self._may_rename)
        menu.addAction(self._export.text(), self._ask_place)
        menu.addSeparator()
        delete = menu.addAction(self._delete.text(), Qt.Key.Key_Delete, self._ask_delete)
        delete.setEnabled(self._delete.isEnabled())
        menu.popup(self._list.viewport().mapToGlobal(place))

    def _file_dialog(self, name: str, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = named(QFileDialog(self.window(), title), name, title)
        dialog.setFileMode(mode)
        dialog.setNameFilter(tr("Labels", "Label lists") + " (*.txt *.csv *.json)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _ask_file(self) -> None:
        title = tr("Labels", "Import a label list")
        dialog = self._file_dialog("labelFile", title, QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: self.file_chosen.emit(Path(file)))
        dialog.open()

    def _ask_place(self) -> None:
        title = tr("Labels", "Export this list")
        dialog = self._file_dialog("labelExport", title, QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"{self.current().replace('/', '-')}.json")
        dialog.fileSelected.connect(lambda file: self.export_chosen.emit(Path(file)))
        dialog.open()

    def _ask_delete(self) -> None:
        name = self.current()
        asking = named(QMessageBox(self.window()), "deleteLabelList")
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setText(tr("Labels", "Delete the label list “{name}”?").format(name=name))
        asking.setInformativeText(tr("Labels", "The tags that it gave stay."))
        delete = asking.addButton(tr("Labels", "Delete"), QMessageBox.ButtonRole.DestructiveRole)
        asking.setDefaultButton(asking.addButton(QMessageBox.StandardButton.Cancel))
        delete.clicked.connect(lambda _checked=False: self.delete_wanted.emit(name))
        asking.open()

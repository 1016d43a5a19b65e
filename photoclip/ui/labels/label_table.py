"""The labels of a list, with how many photos each would get, and a field for one more."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.records import LabelList
from photoclip.ui import wording
from photoclip.ui.labels.changing import knows, tidy
from photoclip.ui.labels.forms import lay_columns
from photoclip.ui.naming import named, tip
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr

_LABEL = Qt.ItemDataRole.UserRole
_ROW = QSize(0, 28)
_PHOTOS = 64  # px
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Tree(QTreeWidget):
    """Tells of Delete."""

    removed = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not editing:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class LabelTable(QWidget):
    """F2 renames, Delete removes, the field below adds."""

    chosen = Signal(str)  # the label that is looked at, "" for none
    added = Signal(str)
    removed = Signal(str)
    renamed = Signal(str, str)  # old, new

    def __init__(self) -> None:
        super().__init__()
        self._labels: LabelList | None = None
        self._counts: dict[str, int] = {}
        self._tree = named(_Tree(), "labelTable", tr("Labels", "Labels"))
        self._field = named(QLineEdit(), "newLabel", tr("Labels", "Add a label"))
        self._field.setPlaceholderText(tr("Labels", "Add a label…"))
        self._field.setToolTip(
            tr("Labels", "Type a label and press Enter; other words for it may follow with commas")
        )
        self._field.setMaxLength(200)
        self._set_up()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._tree, 1)
        column.addWidget(self._field)
        self._field.returnPressed.connect(self._add)
        self._tree.removed.connect(self._remove)
        self._tree.currentItemChanged.connect(lambda _now, _old: self.chosen.emit(self.current()))
        self._tree.itemChanged.connect(self._changed)

    def current(self) -> str:
        """The label that is looked at, "" for none."""
        item = self._tree.currentItem()
        return str(item.data(0, _LABEL)) if item is not None else ""

    def show_list(self, labels: LabelList | None, *, writable: bool) -> None:
        """Show the labels of a list; the one that was looked at stays so, or else its place."""
        before, row = self.current(), self._tree.currentIndex().row()
        self._labels = labels
        names = labels.labels if labels is not None else ()
        self._field.setEnabled(writable and labels is not None)
        tree = self._tree
        tree.blockSignals(True)
        tree.clear()
        tree.addTopLevelItems([self._item(each, writable=writable) for each in names])
        row = min(max(row, 0), len(names) - 1)
        wanted = before if before in names else (names[row] if names else "")
        item = tree.topLevelItem(names.index(wanted)) if wanted else None
        if item is not None:
            tree.setCurrentItem(item)
        tree.blockSignals(False)
        if wanted != before:
            self.chosen.emit(wanted)

    def choose(self, label: str) -> None:
        """Look at a label."""
        for row in range(self._tree.topLevelItemCount()):
            item = self._tree.topLevelItem(row)
            if item is not None and item.data(0, _LABEL) == label:
                self._tree.setCurrentItem(item)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Say how many photos each label would get; what is not there is not known."""
        self._counts = counts
        tree = self._tree
        tree.blockSignals(True)
        for row in range(tree.topLevelItemCount()):
            item = tree.topLevelItem(row)
            if item is not None:
                item.setText(1, self._said(str(item.data(0, _LABEL))))
        tree.blockSignals(False)

    def focus_field(self) -> None:
        """Type one more label."""
        self._field.setFocus()

    def _item(self, label: str, *, writable: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem([label, self._said(label)])
        item.setData(0, _LABEL, label)
        item.setTextAlignment(1, _RIGHT)
        item.setSizeHint(0, _ROW)
        phrases = self._labels.phrases.get(label, ()) if self._labels is not None else ()
        item.setToolTip(0, tip(", ".join((label, *phrases))))
        if writable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        return item

    def _said(self, label: str) -> str:
        count = self._counts.get(label)
        return "" if count is None else wording.number(count)

    def _add(self) -> None:
        text = tidy(self._field.text())
        self._field.clear()
        if text:
            self.added.emit(text)

    def _remove(self) -> None:
        label = self.current()
        if label and self._field.isEnabled():
            self.removed.emit(label)

    def _changed(self, item: QTreeWidgetItem, place: int) -> None:
        old, new = str(item.data(0, _LABEL)), tidy(item.text(0))
        if place != 0 or self._labels is None or new == old:
            return
        if new and (not knows(self._labels, new) or new.casefold() == old.casefold()):
            self.renamed.emit(old, new)
        else:  # an empty name, or one that is there
            self._tree.blockSignals(True)
            item.setText(0, old)
            self._tree.blockSignals(False)

    def _set_up(self) -> None:
        tree = self._tree
        tree.setHeaderLabels([tr("Labels", "Label"), tr("Labels", "Photos")])
        tree.headerItem().setTextAlignment(1, _RIGHT)
        tree.setRootIsDecorated(False)
        tree.setIndentation(0)
        tree.setUniformRowHeights(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        tree.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        tree.setToolTip("")
        tree.header().setSectionsMovable(False)
        lay_columns(tree, (0, _PHOTOS))

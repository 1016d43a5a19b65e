"""Tagging the library by a label list: see what fits, write it, take it back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.records import LabelList
from photoclip.ui import wording
from photoclip.ui.elided import Elided
from photoclip.ui.label_lists import LabelLists, Lists, Looked, Written
from photoclip.ui.naming import named
from photoclip.ui.speech import tr

_NAME = Qt.ItemDataRole.UserRole
_ROW = QSize(0, 28)
_SIDE = 208  # px
_PHOTOS = 112  # px
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LabelListDialog(QDialog):
    """The lists on the left; on the right the labels of one, and the photos they would get."""

    def __init__(self, lists: LabelLists, name: str = "", parent: QWidget | None = None) -> None:
        """Show the list of this name first; empty: any."""
        super().__init__(parent)
        named(self, "labelListDialog", tr("Labels", "Label lists"))
        self.setWindowTitle(tr("Labels", "Label lists"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(640, 400)
        self.resize(800, 560)
        self._lists, self._wanted = lists, name
        self._own: dict[str, LabelList] = {}
        self._starters: dict[str, LabelList] = {}
        self._looked: Looked | None = None  # what can be applied
        self._counts: dict[str, int] = {}  # photos of the labels that are shown
        self._news = ""  # said when the lists were looked at again
        self._side = named(QListWidget(), "labelLists", tr("Labels", "Label lists"))
        self._title = named(Elided(), "labelListTitle")
        self._about = named(QLabel(), "labelListAbout")
        self._several = named(
            QCheckBox(tr("Labels", "Several labels may fit one photo")), "severalFit"
        )
        self._table = named(QTreeWidget(), "labelTable", tr("Labels", "Labels"))
        self._said = named(QLabel(), "labelsSaid")
        self._busy = named(QProgressBar(), "labelsBusy", tr("Labels", "Working"))
        self._import = self._button("importLabels", tr("Labels", "Import…"))
        self._delete = self._button("deleteLabels", tr("Labels", "Delete…"))
        self._look = self._button("lookLabels", tr("Labels", "Look"))
        self._undo = self._button("undoLabels", tr("Labels", "Take back"))
        self._apply = self._button("applyLabels", tr("Labels", "Apply"))
        self._close = self._button("closeLabels", tr("Labels", "Close"))
        self._set_up()
        self._arrange()
        self._connect()
        self._show(None)
        lists.list_all()

    # The lists

    def _show_lists(self, found: Lists) -> None:
        self._own = {each.name: each for each in found.own}
        self._starters = {each.name: each for each in found.starters}
        side = self._side
        side.blockSignals(True)
        side.clear()
        if found.own:
            self._add_group(tr("Labels", "In this library"), tuple(self._own))
        if found.starters:
            self._add_group(tr("Labels", "To begin with"), tuple(self._starters))
        side.blockSignals(False)
        names = [*self._own, *self._starters]
        wanted = self._wanted.casefold()
        first = names[0] if names else ""
        self._choose(next((each for each in names if each.casefold() == wanted), first))

    def _add_group(self, title: str, names: Sequence[str]) -> None:
        head = QListWidgetItem(title, self._side)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        font = head.font()
        font.setPixelSize(11)
        font.setBold(True)
        head.setFont(font)
        for name in names:
            item = QListWidgetItem(name, self._side)
            item.setData(_NAME, name)
            item.setToolTip(name)
        for row in range(self._side.count()):
            self._side.item(row).setSizeHint(_ROW)

    def _choose(self, name: str) -> None:
        rows = (row for row in range(self._side.count()) if name)
        there = next((row for row in rows if self._side.item(row).data(_NAME) == name), -1)
        self._side.blockSignals(True)
        self._side.setCurrentRow(there)
        self._side.blockSignals(False)
        self._show(self._chosen())

    def _chosen(self) -> LabelList | None:
        row = self._side.currentRow()
        name: str = "" if row < 0 else self._side.item(row).data(_NAME) or ""
        return self._own.get(name) or self._starters.get(name)

    def _labels(self) -> LabelList | None:
        """The list that is shown, as it is to be used."""
        labels = self._chosen()
        return labels and replace(labels, exclusive=not self._several.isChecked())

    def _show(self, labels: LabelList | None) -> None:
        self._looked = None
        self._table.clear()
        if labels is None or labels.name != self._wanted:
            self._counts = {}
        if labels is None:
            self._title.show_text(tr("Labels", "No label list"))
            self._about.setText(tr("Labels", "Import a list of words to tag photos by."))
        else:
            self._wanted = labels.name
            self._title.show_text(labels.name)
            self._about.setText(tr("Labels", "%n label(s)", "", len(labels.labels)))
            self._several.blockSignals(True)
            self._several.setChecked(not labels.exclusive)
            self._several.blockSignals(False)
            self._table.addTopLevelItems(
                [_row(labels, each, self._counts.get(each)) for each in labels.labels]
            )
        self._say(self._news)
        self._news = ""
        self._allow()

    def _forget_look(self) -> None:
        """What was found holds no longer."""
        labels, several = self._chosen(), self._several.isChecked()
        self._counts = {}
        self._show(labels and replace(labels, exclusive=not several))

    # What a person does

    def _look_now(self) -> None:
        labels = self._labels()
        if labels is not None:
            self._say(tr("Labels", "Looking which photos fit…"))
            self._lists.look(labels)

    def _apply_now(self) -> None:
        if self._looked is not None:
            self._say(tr("Labels", "Writing tags…"))
            self._lists.apply(self._looked.proposal)

    def _undo_now(self) -> None:
        labels = self._chosen()
        if labels is not None:
            self._say(tr("Labels", "Taking tags back…"))
            self._lists.take_back(labels.name)

    def _ask_file(self) -> None:
        title = tr("Labels", "Import a label list")
        dialog = named(QFileDialog(self, title), "labelFile", title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Labels", "Label lists") + " (*.txt *.csv *.json)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self._lists.import_file(Path(file)))
        dialog.open()

    def _ask_delete(self) -> None:
        labels = self._chosen()
        if labels is None:
            return
        asking = named(QMessageBox(self), "deleteLabelList")
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setText(tr("Labels", "Delete the label list “{name}”?").format(name=labels.name))
        asking.setInformativeText(tr("Labels", "The tags that it gave stay."))
        delete = asking.addButton(tr("Labels", "Delete"), QMessageBox.ButtonRole.DestructiveRole)
        asking.setDefaultButton(asking.addButton(QMessageBox.StandardButton.Cancel))
        delete.clicked.connect(lambda _checked=False: self._lists.delete(labels.name))
        asking.open()

    # What came of it

    def _show_looked(self, looked: Looked) -> None:
        if looked.proposal.labels != self._labels():
            return
        labels, self._counts = looked.proposal.labels, looked.counts
        self._show(labels)
        self._looked = looked
        self._say(
            tr("Labels", "%n photo(s) would be tagged.", "", looked.photos)
            if looked.photos
            else tr("Labels", "No photo fits these labels.")
        )
        self._allow()
        if self._apply.isEnabled():
            self._apply.setFocus()

    def _show_applied(self, done: Written) -> None:
        self._looked = None
        self._list_again(
            done.name,
            tr("Labels", "%n tag(s) written. What you tagged yourself stays.", "", done.tags),
        )

    def _show_taken_back(self, done: Written) -> None:
        self._counts = {}
        self._list_again(done.name, tr("Labels", "%n tag(s) taken back.", "", done.tags))

    def _show_imported(self, labels: LabelList) -> None:
        self._counts = {}
        said = tr("Labels", "“{name}” is in the library now.").format(name=labels.name)
        self._list_again(labels.name, said)

    def _show_deleted(self, name: str) -> None:
        said = tr("Labels", "“{name}” is deleted; its tags stay.").format(name=name)
        self._list_again(name, said)

    def _list_again(self, name: str, news: str) -> None:
        self._wanted, self._news = name, news
        self._lists.list_all()

    def _show_trouble(self, sentence: str) -> None:
        self._say(sentence, trouble=True)
        self._allow()

    # The dialog itself

    def _say(self, sentence: str, *, trouble: bool = False) -> None:
        self._said.setText(sentence)
        self._said.setProperty("trouble", trouble)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def _busy_or_free(self, _busy: bool) -> None:
        self._allow()

    def _allow(self) -> None:
        labels, free, writable = self._chosen(), not self._lists.busy, self._lists.writable
        may = free and writable
        own = labels is not None and labels.name in self._own
        self._side.setEnabled(free)
        self._several.setEnabled(free and labels is not None)
        self._look.setEnabled(free and labels is not None)
        self._import.setEnabled(may)
        self._delete.setEnabled(may and own)
        self._apply.setEnabled(may and self._looked is not None and self._looked.photos > 0)
        self._undo.setEnabled(
            may and labels is not None and self._lists.run_of(labels.name) is not None
        )
        self._busy.setRange(0, 1 if free else 0)
        self._busy.setProperty("idle", free)
        self._busy.style().unpolish(self._busy)
        self._busy.style().polish(self._busy)

    def _button(self, name: str, text: str) -> QPushButton:
        button = named(QPushButton(text), name, text)
        button.setAutoDefault(False)
        return button

    def _set_up(self) -> None:
        self._apply.setProperty("primary", True)
        self._several.setToolTip(tr("Labels", "Else a photo gets only the label that fits best"))
        self._look.setToolTip(tr("Labels", "Find the photos that fit; nothing is changed"))
        self._apply.setToolTip(tr("Labels", "Give the photos these tags"))
        self._undo.setToolTip(tr("Labels", "Take off the tags that this list gave last"))
        self._import.setToolTip(tr("Labels", "One label a line, or CSV or JSON"))
        for label in (self._about, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._busy.setTextVisible(False)
        table = self._table
        table.setHeaderLabels([tr("Labels", "Label"), tr("Labels", "Photos")])
        table.headerItem().setTextAlignment(1, _RIGHT)
        table.setRootIsDecorated(False)
        table.setIndentation(0)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(1, _PHOTOS)
        self._side.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._side, 1)
        left.addLayout(_line(self._import, self._delete))
        side = QWidget()
        side.setFixedWidth(_SIDE)
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._title)
        right.addSpacing(4)
        about = _line(self._about, None, self._several)
        right.addLayout(about)
        right.addSpacing(12)
        right.addWidget(self._table, 1)
        right.addWidget(self._busy)
        right.addSpacing(4)
        right.addWidget(self._said)
        right.addSpacing(12)
        right.addLayout(_line(self._look, self._undo, None, self._close, self._apply))
        across = QHBoxLayout(self)
        across.setContentsMargins(20, 20, 20, 16)
        across.setSpacing(20)
        across.addWidget(side)
        across.addLayout(right, 1)
        self._side.setFocus()

    def _connect(self) -> None:
        lists = self._lists
        lists.busy_changed.connect(self._busy_or_free)
        lists.listed.connect(self._show_lists)
        lists.looked.connect(self._show_looked)
        lists.applied.connect(self._show_applied)
        lists.taken_back.connect(self._show_taken_back)
        lists.imported.connect(self._show_imported)
        lists.deleted.connect(self._show_deleted)
        lists.failed.connect(self._show_trouble)
        self._side.currentItemChanged.connect(lambda _now, _old: self._show(self._chosen()))
        self._several.toggled.connect(lambda _on: self._forget_look())
        self._look.clicked.connect(self._look_now)
        self._apply.clicked.connect(self._apply_now)
        self._undo.clicked.connect(self._undo_now)
        self._import.clicked.connect(self._ask_file)
        self._delete.clicked.connect(self._ask_delete)
        self._close.clicked.connect(self.reject)


def _row(labels: LabelList, label: str, count: int | None) -> QTreeWidgetItem:
    item = QTreeWidgetItem([label, "" if count is None else wording.number(count)])
    item.setTextAlignment(1, _RIGHT)
    item.setSizeHint(0, _ROW)
    item.setToolTip(0, ", ".join((label, *labels.phrases.get(label, ()))))
    item.setDisabled(count == 0)
    return item


def _line(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets beside one another; None takes the room that is left."""
    line = QHBoxLayout()
    line.setSpacing(8)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    return line

"""What a run would change, label by label and photo by photo, before it is applied."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui import wording
from photoclip.ui.jobs import Jobs
from photoclip.ui.labels.forms import button, column, emphasise, line
from photoclip.ui.labels.photo_strip import PhotoStrip
from photoclip.ui.labels.scores import Ids
from photoclip.ui.naming import named
from photoclip.ui.pages import MessagePage
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

_SIDE = 96  # px, of a thumbnail
_ROW = QSize(0, 28)
_NUMBER = 72  # px
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What a run changes about one label: ids of photos that get it, and that lose it."""

    label: str
    added: Ids
    removed: Ids
    kept: int


class RunPage(QWidget):
    """Looked at first, applied then; what a person tagged is never touched."""

    look_wanted = Signal()
    apply_wanted = Signal()
    opened = Signal(int)  # photo id

    def __init__(self, library: "Library", jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        named(self, "runPage", tr("Labels", "Apply"))
        self._changes: tuple[Change, ...] = ()
        self._sum = named(QLabel(), "runSum")
        self.look = button(
            "lookLabels",
            tr("Labels", "Find photos"),
            tr("Labels", "See which photos fit; nothing is changed yet"),
        )
        self.apply = button(
            "applyLabels",
            tr("Labels", "Apply"),
            tr("Labels", "Give and take these tags; the run can be taken back whole"),
            primary=True,
        )
        self._table = named(QTreeWidget(), "changeTable", tr("Labels", "Changes by label"))
        self._sides = named(QTabBar(), "changeSides", tr("Labels", "Added or taken off"))
        self._photos = named(
            PhotoStrip(library, jobs, theme, side=_SIDE, rows=0),
            "changedPhotos",
            tr("Labels", "Photos that change"),
        )
        self._before = MessagePage(theme, "labelList", "runBefore")
        self._none = MessagePage(theme, "check", "runNothing")
        self._stack = QStackedWidget()
        self._arrange()
        self._table.currentItemChanged.connect(lambda _now, _old: self._show_label())
        self._sides.currentChanged.connect(lambda _side: self._show_photos())
        self.look.clicked.connect(self.look_wanted)
        self.apply.clicked.connect(self.apply_wanted)
        self._photos.opened.connect(self.opened)

    @property
    def has_changes(self) -> bool:
        """Whether there is something to apply."""
        return any(len(each.added) or len(each.removed) for each in self._changes)

    def forget(self) -> None:
        """What was found holds no longer."""
        self._changes = ()
        self._sum.setText("")
        self._stack.setCurrentWidget(self._before)
        emphasise(self.look, True)

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show what a run would change."""
        self._changes = tuple(changes)
        emphasise(self.look, False)
        added = sum(len(each.added) for each in self._changes)
        removed = sum(len(each.removed) for each in self._changes)
        kept = sum(each.kept for each in self._changes)
        self._sum.setText(
            tr("Labels", "{change} · {kept} stay").format(
                change=change_said(added, removed), kept=wording.number(kept)
            )
        )
        if not self.has_changes:
            self._stack.setCurrentWidget(self._none)
            return
        self._table.blockSignals(True)
        self._table.clear()
        rows = [_row(tr("Labels", "All labels"), added, removed, -1)]
        rows += [
            _row(each.label, len(each.added), len(each.removed), place)
            for place, each in enumerate(self._changes)
        ]
        self._table.addTopLevelItems(rows)
        self._table.setCurrentItem(rows[0])
        self._table.blockSignals(False)
        self._stack.setCurrentIndex(self._stack.count() - 1)
        self._sides.setCurrentIndex(0 if added else 1)
        self._show_label()

    def _chosen(self) -> tuple[Ids, Ids]:
        item = self._table.currentItem()
        place = int(item.data(0, _PLACE)) if item is not None else -1
        chosen = self._changes if place < 0 else self._changes[place : place + 1]
        return _together([each.added for each in chosen]), _together(
            [each.removed for each in chosen]
        )

    def _show_label(self) -> None:
        added, removed = self._chosen()
        self._sides.setTabText(
            0, tr("Labels", "Added · {count}").format(count=wording.number(len(added)))
        )
        self._sides.setTabText(
            1, tr("Labels", "Taken off · {count}").format(count=wording.number(len(removed)))
        )
        self._show_photos()

    def _show_photos(self) -> None:
        self._photos.show_photos(self._chosen()[self._sides.currentIndex()])

    def _arrange(self) -> None:
        self._before.say(
            tr("Labels", "Nothing is tagged yet"),
            tr("Labels", "Find the photos that fit, look at them, and apply the tags then."),
        )
        self._none.say(
            tr("Labels", "Nothing would change"),
            tr("Labels", "Every photo that fits these labels has them already, or none fits."),
        )
        for text in (tr("Labels", "Added"), tr("Labels", "Taken off")):
            self._sides.addTab(text)
        self._sides.setDrawBase(False)
        self._sides.setExpanding(False)
        _set_up(self._table)
        right = QWidget()
        right.setLayout(column(self._sides, self._photos))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._table)
        split.addWidget(right)
        split.setSizes([300, 480])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        for page in (self._before, self._none, split):
            self._stack.addWidget(page)
        made = QVBoxLayout(self)
        made.setContentsMargins(0, 16, 0, 0)
        made.setSpacing(12)
        made.addWidget(self._stack, 1)
        made.addLayout(line(self._sum, None, self.look, self.apply))
        self.forget()


def change_said(added: int, removed: int) -> str:
    """How many tags come and go, such as "+212" and "-40" with a real minus sign."""
    return f"+{wording.number(added)} \u2212{wording.number(removed)}"


def _together(ids: Sequence[Ids]) -> Ids:
    return np.unique(np.concatenate(ids)) if ids else np.zeros(0, np.int64)


def _row(label: str, added: int, removed: int, place: int) -> QTreeWidgetItem:
    plus = f"+{wording.number(added)}" if added else ""
    minus = f"\u2212{wording.number(removed)}" if removed else ""
    item = QTreeWidgetItem([label, plus, minus])
    for side in (1, 2):
        item.setTextAlignment(side, _RIGHT)
    item.setSizeHint(0, _ROW)
    item.setToolTip(0, label)
    item.setData(0, _PLACE, place)
    return item


def _set_up(table: QTreeWidget) -> None:
    table.setHeaderLabels([tr("Labels", "Label"), tr("Labels", "Added"), tr("Labels", "Off")])
    for side in (1, 2):
        table.headerItem().setTextAlignment(side, _RIGHT)
    table.setRootIsDecorated(False)
    table.setIndentation(0)
    table.setUniformRowHeights(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.header()
    header.setStretchLastSection(False)
    header.setSectionsMovable(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for side in (1, 2):
        header.setSectionResizeMode(side, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(side, _NUMBER)

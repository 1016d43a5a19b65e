"""What becomes other by a list: label by label, with the photos that change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSplitter,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui import wording
from photoclip.ui.jobs import Jobs
from photoclip.ui.labels.forms import column, lay_columns
from photoclip.ui.labels.photo_strip import PhotoStrip
from photoclip.ui.labels.scores import Ids
from photoclip.ui.naming import named, tip
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
    """What changes about one label: ids of photos that get it, and that lose it."""

    label: str
    added: Ids
    removed: Ids
    kept: int


class ChangeView(QWidget):
    """A table of labels, and the photos of the chosen one that come or go."""

    opened = Signal(int)  # photo id

    def __init__(self, library: "Library", jobs: Jobs, theme: Theme, *, of: str = "") -> None:
        """Show nothing yet.

        Args:
            library: whose photos.
            jobs: the threads that bring thumbnails.
            theme: the colours.
            of: goes before the names of the parts, where there are two such views.
        """
        super().__init__()
        self._changes: tuple[Change, ...] = ()
        self._table = named(
            QTreeWidget(), _name(of, "changeTable"), tr("Labels", "Changes by label")
        )
        self._sides = named(QTabBar(), _name(of, "changeSides"), tr("Labels", "Added or taken off"))
        self._photos = named(
            PhotoStrip(library, jobs, theme, side=_SIDE, rows=0),
            _name(of, "changedPhotos"),
            tr("Labels", "Photos that change"),
        )
        self._arrange()
        self._table.currentItemChanged.connect(lambda _now, _old: self._show_label())
        self._sides.currentChanged.connect(lambda _side: self._show_photos())
        self._photos.opened.connect(self.opened)

    @property
    def has_changes(self) -> bool:
        """Whether anything changes."""
        return any(len(each.added) or len(each.removed) for each in self._changes)

    @property
    def told(self) -> str:
        """All of it in figures, such as "+212 -40 · 80 stay"."""
        added, removed = self._sums()
        return tr("Labels", "{change} · {kept} stay").format(
            change=change_said(added, removed),
            kept=wording.number(sum(each.kept for each in self._changes)),
        )

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show what changes."""
        self._changes = tuple(changes)
        added, removed = self._sums()
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
        self._sides.setCurrentIndex(0 if added else 1)
        self._show_label()

    def _sums(self) -> tuple[int, int]:
        return (
            sum(len(each.added) for each in self._changes),
            sum(len(each.removed) for each in self._changes),
        )

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
        for text in (tr("Labels", "Added"), tr("Labels", "Taken off")):
            self._sides.addTab(text)
        self._sides.setDrawBase(False)
        self._sides.setExpanding(False)
        _set_up(self._table)
        photos = QWidget()
        photos.setLayout(column(self._sides, self._photos))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._table)
        split.addWidget(photos)
        split.setSizes([300, 480])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        made = QVBoxLayout(self)
        made.setContentsMargins(0, 0, 0, 0)
        made.addWidget(split)


def _name(of: str, part: str) -> str:
    return f"{of}{part[0].upper()}{part[1:]}" if of else part


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
    item.setToolTip(0, tip(label))
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
    table.header().setSectionsMovable(False)
    lay_columns(table, (0, _NUMBER, _NUMBER))

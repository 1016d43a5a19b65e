"""The runs so far, with what each changed; one is taken back whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui import wording
from photoclip.ui.labels.change_view import change_said
from photoclip.ui.labels.forms import button, hint, lay_columns, line
from photoclip.ui.naming import named, tip
from photoclip.ui.pages import MessagePage
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_ROW = QSize(0, 30)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_RUN = Qt.ItemDataRole.UserRole
_NUMBERS = (2, 3, 4)  # columns
_WIDTHS = (196, 0, 72, 112, 80, 96)  # px; 0 takes what is left


@dataclass(frozen=True, slots=True)
class Run:
    """One run: when, of which list, and what it changed."""

    id: int
    when: datetime
    list_name: str
    version: int
    added: int
    removed: int
    standing: int  # tags that it gives now
    by_itself: bool  # it tagged photos as they arrived
    undone: bool


class RunsPage(QWidget):
    """The latest run first."""

    undo_wanted = Signal(int, str)  # run id, list name

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "runsPage", tr("Labels", "Runs"))
        self._runs: dict[int, Run] = {}
        self._may = False
        self._table = named(QTreeWidget(), "runTable", tr("Labels", "Runs"))
        self.undo = button(
            "undoRun",
            tr("Labels", "Take back this run"),
            tr("Labels", "The tags are then as if this run had never been"),
        )
        self._none = MessagePage(theme, "recent", "noRuns")
        self._stack = QStackedWidget()
        self._arrange()
        self._table.currentItemChanged.connect(lambda _now, _old: self._allow())
        self.undo.clicked.connect(self._ask)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show runs, the latest first."""
        before = self._current()
        self._runs = {each.id: each for each in runs}
        self._table.clear()
        self._table.addTopLevelItems([_row(each) for each in runs])
        for place, each in enumerate(runs):
            item = self._table.topLevelItem(place)
            if item is not None and (before is None or each.id == before.id):
                self._table.setCurrentItem(item)
                break
        self._stack.setCurrentIndex(1 if runs else 0)
        self._allow()

    def allow(self, may: bool) -> None:
        """Whether a run may be taken back now."""
        self._may = may
        self._allow()

    def _current(self) -> Run | None:
        item = self._table.currentItem()
        return self._runs.get(int(item.data(0, _RUN))) if item is not None else None

    def _allow(self) -> None:
        run = self._current()
        self.undo.setEnabled(self._may and run is not None and not run.undone)

    def _ask(self) -> None:
        run = self._current()
        if run is not None:
            self.undo_wanted.emit(run.id, run.list_name)

    def _arrange(self) -> None:
        self._none.say(
            tr("Labels", "No runs yet"),
            tr("Labels", "Each time a list tags photos, it is noted here and can be taken back."),
        )
        table = self._table
        table.setHeaderLabels(
            [
                tr("Labels", "When"),
                tr("Labels", "List"),
                tr("Labels", "Version"),
                tr("Labels", "Changed"),
                tr("Labels", "Tags now"),
                "",
            ]
        )
        for place in _NUMBERS:
            table.headerItem().setTextAlignment(place, _RIGHT)
        table.setRootIsDecorated(False)
        table.setIndentation(0)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        lay_columns(table, _WIDTHS)
        self._stack.addWidget(self._none)
        self._stack.addWidget(table)
        made = QVBoxLayout(self)
        made.setContentsMargins(0, 16, 0, 0)
        made.setSpacing(12)
        made.addWidget(self._stack, 1)
        stays = hint(tr("Labels", "What you said yourself stays, whatever is taken back."))
        foot = line(stays, self.undo)
        foot.setStretch(0, 1)
        made.addLayout(foot)


def _row(run: Run) -> QTreeWidgetItem:
    state = ""
    if run.undone:
        state = tr("Labels", "taken back")
    elif run.by_itself:
        state = tr("Labels", "by itself")
    item = QTreeWidgetItem(
        [
            wording.day_and_time(run.when),
            run.list_name,
            wording.number(run.version),
            change_said(run.added, run.removed),
            wording.number(run.standing),
            state,
        ]
    )
    for place in _NUMBERS:
        item.setTextAlignment(place, _RIGHT)
    item.setSizeHint(0, _ROW)
    item.setToolTip(1, tip(run.list_name))
    item.setData(0, _RUN, run.id)
    return item

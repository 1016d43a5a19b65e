"""What a list has learned, version by version: what each gained, changes, and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.library.tagging import History, KnownVersion
from photoclip.ui import wording
from photoclip.ui.labels.change_view import Change, ChangeView
from photoclip.ui.labels.forms import button, lay_columns, line
from photoclip.ui.labels.work import LabelLists
from photoclip.ui.naming import named, tip
from photoclip.ui.overrides import override
from photoclip.ui.pages import MessagePage
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_ROW = QSize(0, 30)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NUMBER = Qt.ItemDataRole.UserRole
_NUMBERS = (2, 3)  # columns
_WIDTHS = (0, 196, 64, 128, 100)  # px; 0 takes what is left
_UNKEPT = -1  # stands for what is known now and not kept as a version
_LEAST = 126  # px: three versions
_REST = 150  # ms on a version until it is compared


class LearningPage(QWidget):
    """The newest version first; what is chosen is compared with what counts now."""

    opened = Signal(int)  # photo id

    def __init__(self, lists: LabelLists, theme: Theme) -> None:
        super().__init__()
        named(self, "learningPage", tr("Labels", "Learning"))
        self._lists = lists
        self._name = ""
        self._history = History((), 0, 0)
        self._awaited = False  # what it has learned is on its way
        self._stays = False  # what is chosen, when the versions come anew
        self._table = named(QTreeWidget(), "versionTable", tr("Labels", "What was learned"))
        self._said = named(QLabel(), "versionSaid")
        self.keep = button(
            "keepVersion",
            tr("Labels", "Keep as a version"),
            tr("Labels", "So that you can come back to what is known now"),
        )
        self.back = button(
            "goBack",
            tr("Labels", "Go back to it"),
            tr("Labels", "Judge by this version until your next answer; your answers stay"),
        )
        self._view = ChangeView(lists.library, lists.jobs, theme, of="version")
        self._note = MessagePage(theme, "check", "versionNote")
        self._below, self._nothing = QStackedWidget(), QWidget()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._arrange()
        self._connect()
        self._show_history()

    def show_list(self, name: str) -> None:
        """Show what a list of the library has learned; "": it is not in the library."""
        if name != self._name:
            self._name, self._history, self._stays = name, History((), 0, 0), False
            self._awaited = bool(name)
            self._show_history()
        self.look()

    def look(self) -> None:
        """Look again, where the page is shown."""
        if self._name and self.isVisible():
            self._lists.list_versions(self._name)

    def allow(self, *, free: bool) -> None:
        """Enable what can be done now."""
        may = free and self._lists.writable and bool(self._name)
        known = self._chosen()
        now = self._history.now
        self.keep.setEnabled(may and now is None and self._history.answers > 0)
        self.back.setEnabled(may and known is not None and known.number != now and not known.other)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    # Within

    def _remember(self, name: str, history: History) -> None:
        if name == self._name:
            self._history, self._awaited = history, False
            self._show_history()

    def _let_go(self) -> None:
        self._stays = False

    def _show_history(self) -> None:
        before, history = self._number(), self._history
        rows = [_row(each, history) for each in history.versions]
        if history.now is None and history.answers:
            rows.insert(0, _unkept(history))
        numbers = [int(row.data(0, _NUMBER)) for row in rows]
        now = _UNKEPT if history.now is None else history.now
        self._table.blockSignals(True)
        self._table.clear()
        self._table.addTopLevelItems(rows)
        wanted = before if before in numbers and self._stays else now
        self._stays = True
        if wanted in numbers:
            self._table.setCurrentItem(rows[numbers.index(wanted)])
        self._table.blockSignals(False)
        self._choose()

    def _number(self) -> int | None:
        item = self._table.currentItem()
        return int(item.data(0, _NUMBER)) if item is not None else None

    def _chosen(self) -> KnownVersion | None:
        number = self._number()
        return next((each for each in self._history.versions if each.number == number), None)

    def _choose(self) -> None:
        """Compare what is chosen, or say why not."""
        self._rest.stop()
        known = self._chosen()
        self._said.setText("")
        if self._awaited:
            self._below.setCurrentWidget(self._nothing)
        elif known is None or known.number == self._history.now:
            self._note.say(*self._now_said())
            self._below.setCurrentWidget(self._note)
        elif known.other:
            self._note.say(tr("Labels", "This version cannot be used any more"), _why(known))
            self._below.setCurrentWidget(self._note)
        else:
            self._rest.start()
        self.allow(free=not self._lists.busy)

    def _now_said(self) -> tuple[str, str]:
        if not self._history.answers and self._history.now == 0:
            return (
                tr("Labels", "Nothing is learned yet"),
                tr(
                    "Labels",
                    "Say yes or no to photos under Labels; each answer makes this list better.",
                ),
            )
        return (
            tr("Labels", "This is what counts now"),
            tr("Labels", "Choose another version to see what would change by going back to it."),
        )

    def _compare(self) -> None:
        known = self._chosen()
        if known is not None:
            self._lists.compare(self._name, known.number)

    def _show_changes(self, name: str, version: int, changes: Sequence[Change]) -> None:
        if (name, version) != (self._name, self._number()) or version == self._history.now:
            return
        self._view.show_changes(changes)
        self._said.setText(self._view.told)
        if self._view.has_changes:
            self._below.setCurrentWidget(self._view)
            return
        self._note.say(
            tr("Labels", "Nothing would change"),
            tr("Labels", "This version gives every photo the labels that it gets now."),
        )
        self._below.setCurrentWidget(self._note)

    def _go_back(self) -> None:
        known = self._chosen()
        if known is not None:
            self._lists.go_back(self._name, known.number)

    def _connect(self) -> None:
        self._table.currentItemChanged.connect(lambda _now, _old: self._choose())
        self._rest.timeout.connect(self._compare)
        self._view.opened.connect(self.opened)
        self.keep.clicked.connect(lambda: self._lists.keep_version(self._name))
        self.back.clicked.connect(self._go_back)
        for changed in (self._lists.learned, self._lists.undone):
            changed.connect(self._let_go)
        self._lists.remembered.connect(self._remember)
        self._lists.compared.connect(self._show_changes)

    def _arrange(self) -> None:
        _set_up(self._table)
        for page in (self._note, self._view, self._nothing):
            self._below.addWidget(page)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._table)
        split.addWidget(self._below)
        self._table.setMinimumHeight(_LEAST)
        split.setSizes([208, 300])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        made = QVBoxLayout(self)
        made.setContentsMargins(0, 16, 0, 0)
        made.setSpacing(12)
        made.addWidget(split, 1)
        made.addLayout(line(self._said, None, self.keep, self.back))


def _row(known: KnownVersion, history: History) -> QTreeWidgetItem:
    if known.restored_from is not None:
        title = tr("Labels", "{number}: back to {earlier}").format(
            number=_named(known.number), earlier=_named(known.restored_from)
        )
    else:
        title = _named(known.number)
    states = {
        "model": tr("Labels", "of another model"),
        "labels": tr("Labels", "of other labels"),
        "": tr("Labels", "counts now") if known.number == history.now else "",
    }
    made = known.made_at.astimezone().replace(tzinfo=None) if known.made_at else None
    item = _item(
        known.number,
        title,
        wording.day_and_time(made) if made else "",
        wording.number(known.answers) if known.answers else "",
        _gain(known),
        states[known.other],
    )
    if known.judged:
        said = tr(
            "Labels",
            "Of {judged} answers, each told without itself, the texts alone tell {before} right "
            "and this version {after}.",
        )
        item.setToolTip(
            3,
            said.format(
                judged=wording.number(known.judged),
                before=wording.number(known.right_before),
                after=wording.number(known.right),
            ),
        )
    return item


def _unkept(history: History) -> QTreeWidgetItem:
    return _item(
        _UNKEPT,
        tr("Labels", "All answers so far"),
        tr("Labels", "not kept yet"),
        wording.number(history.answers),
        "",
        tr("Labels", "counts now"),
    )


def _item(number: int, *texts: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem(list(texts))
    item.setData(0, _NUMBER, number)
    item.setSizeHint(0, _ROW)
    item.setToolTip(0, tip(texts[0]))
    for place in _NUMBERS:
        item.setTextAlignment(place, _RIGHT)
    return item


def _named(number: int) -> str:
    if not number:
        return tr("Labels", "The texts alone")
    return tr("Labels", "Version {number}").format(number=wording.number(number))


def _gain(known: KnownVersion) -> str:
    if not known.judged:
        return ""
    before, after = (
        wording.percent(right / known.judged) for right in (known.right_before, known.right)
    )
    return f"{before} → {after}"


def _why(known: KnownVersion) -> str:
    if known.other == "model":
        return tr(
            "Labels",
            "It was learned with another model. Your answers are kept; the list learns from them "
            "with the model in use.",
        )
    return tr(
        "Labels",
        "It was learned when the list had other labels. Your answers are kept; the list learns "
        "from them for the labels it has.",
    )


def _set_up(table: QTreeWidget) -> None:
    table.setHeaderLabels(
        [
            tr("Labels", "Version"),
            tr("Labels", "Learned on"),
            tr("Labels", "Answers"),
            tr("Labels", "Told right"),
            "",
        ]
    )
    said = tr("Labels", "How many answers are told right by the texts alone, and by this version")
    table.headerItem().setToolTip(3, said)
    for place in _NUMBERS:
        table.headerItem().setTextAlignment(place, _RIGHT)
    table.setRootIsDecorated(False)
    table.setIndentation(0)
    table.setUniformRowHeights(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    lay_columns(table, _WIDTHS)

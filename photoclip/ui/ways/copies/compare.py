"""The members of one group side by side, with what is proposed and what can be done."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photoclip.library.copies import Candidate, Group, Proposal
from photoclip.ui.elided import Elided
from photoclip.ui.jobs import Jobs
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.copies import words
from photoclip.ui.ways.copies.member import Member
from photoclip.ui.ways.copies.pane import SharedView

if TYPE_CHECKING:
    from photoclip.library.library import Library


class Comparison(QWidget):
    """Which of the copies stay and which go is chosen here; the buttons say what is done."""

    settle_wanted = Signal()
    keep_all_wanted = Signal()
    different_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("copyComparison")
        self._theme, self._jobs = theme, jobs
        self.view = SharedView(self)
        self._members: list[Member] = []
        self._proposal = Proposal(0, ())
        self._current = 0
        self._title = named(Elided(), "copyTitle")
        self._why = named(QLabel(), "copyWhy")
        self._scroll = named(QScrollArea(), "copyMembers", tr("Copies", "Copies side by side"))
        text = tr("Copies", "Keep the best, trash the others")
        self._settle = _button("copySettle", text, tr("Copies", "Enter"), primary=True)
        self._keep_all = _button("copyKeepAll", tr("Copies", "Keep all"), "A")
        self._different = _button("copyDifferent", tr("Copies", "Not the same"), "N")
        self._later = _button("copyLater", tr("Copies", "Later"), tr("Copies", "Down"))
        self._arrange()
        for button, signal in (
            (self._settle, self.settle_wanted),
            (self._keep_all, self.keep_all_wanted),
            (self._different, self.different_wanted),
            (self._later, self.later_wanted),
        ):
            button.clicked.connect(signal)

    def show_waiting(self, group: Group) -> None:
        """Say which group is being looked at."""
        self._title.show_text(words.tier_name(group.tier))
        self._why.setText(tr("Copies", "Comparing…"))
        self._put([])
        self._allow(False)

    def show_group(
        self, library: "Library", group: Group, found: Sequence[Candidate], proposal: Proposal
    ) -> None:
        """Show the members of a group with what is proposed."""
        self._proposal = proposal
        reasons = "; ".join(words.reason(each) for each in proposal.reasons)
        self._title.show_text(
            f"{words.tier_name(group.tier)}, {words.count_of(group.tier, len(found))}"
        )
        self._why.setText(tr("Copies", "Best to keep: {reasons}").format(reasons=reasons))
        self.view.fit()
        made = [
            Member(
                library, self._jobs, self._theme, self.view, each,
                best=tr("Copies", "Best") if place == proposal.best else "",
            )
            for place, each in enumerate(found)
        ]  # fmt: skip
        for place, member in enumerate(made):
            member.chosen.connect(partial(self.go_to, place))
            member.fate_chosen.connect(partial(self._choose, place))
        self._put(made)
        self.propose()
        self._allow(library.writable)
        self._different.setEnabled(library.writable and not group.files)
        self.go_to(proposal.best)

    def propose(self) -> None:
        """Keep the best only."""
        for place, member in enumerate(self._members):
            member.show_fate(goes=place != self._proposal.best)
        self._say_settle()

    def go_to(self, place: int) -> None:
        """Let the keyboard be about this member."""
        if not self._members:
            return
        self._current = place % len(self._members)
        for number, member in enumerate(self._members):
            member.show_current(number == self._current)
        self._scroll.ensureWidgetVisible(self._members[self._current])

    def step(self, by: int) -> None:
        """Go to the next member, or the one before."""
        self.go_to(self._current + by)

    def turn(self, goes: bool | None = None) -> None:
        """Keep the member that has the keyboard, trash it, or (None) the other of the two."""
        if self._members:
            now = self._members[self._current].goes
            self._choose(self._current, not now if goes is None else goes)

    def pan(self, across: int, down: int) -> None:
        """Look further in a direction, each of -1, 0, 1."""
        step = 0.15 / self.view.factor
        self.view.pan(QPointF(-across * step, -down * step))

    def chosen(self) -> tuple[list[Candidate], list[Candidate]]:
        """What stays, the best first, and what goes."""
        best = self._proposal.best
        order = sorted(range(len(self._members)), key=lambda place: place != best)
        stays = [self._members[each].shown for each in order if not self._members[each].goes]
        return stays, [each.shown for each in self._members if each.goes]

    @property
    def is_ready(self) -> bool:
        """Whether a group is shown that may be decided about."""
        return bool(self._members) and self._keep_all.isEnabled()

    def _choose(self, place: int, goes: bool) -> None:
        self.go_to(place)
        self._members[place].show_fate(goes=goes)
        self._say_settle()

    def _say_settle(self) -> None:
        stays, goes = self.chosen()
        best = len(stays) == 1 and stays[0] is self._members[self._proposal.best].shown
        text = (
            tr("Copies", "Keep the best, trash the others")
            if best
            else tr("Copies", "Keep %n", "", len(stays)) + tr("Copies", ", trash %n", "", len(goes))
        )
        key = tr("Copies", "Enter")
        self._settle.setText(f"{text}  ({key})")
        self._settle.setAccessibleName(text)
        self._settle.setEnabled(self._keep_all.isEnabled() and bool(stays) and bool(goes))

    def _allow(self, allowed: bool) -> None:
        for button in (self._settle, self._keep_all, self._different):
            button.setEnabled(allowed)

    def _put(self, members: list[Member]) -> None:
        self._members = members
        row = QWidget()
        row.setObjectName("copyRow")
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        for member in members:
            across.addWidget(member, 1)
        self._scroll.setWidget(row)

    def _arrange(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._why.setWordWrap(True)
        keys = tr("Copies", "← → photo  ·  Space keep or trash  ·  B best  ·  Z zoom")
        above = QHBoxLayout()
        above.setSpacing(16)
        above.addWidget(self._title, 1)
        above.addWidget(named(QLabel(keys), "copyKeys"))
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addLayout(above)
        head.addWidget(self._why)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._different, self._keep_all, self._later):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._settle)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(row)


def _button(name: str, text: str, key: str, *, primary: bool = False) -> QPushButton:
    button = named(QPushButton(f"{text}  ({key})"), name, text)
    button.setToolTip(f"{text} ({key})")
    button.setProperty("primary", primary)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button

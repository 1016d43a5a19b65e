"""What a run would change, label by label and photo by photo, before it is applied."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from photoclip.ui.jobs import Jobs
from photoclip.ui.labels.change_view import Change, ChangeView
from photoclip.ui.labels.forms import button, emphasise, line
from photoclip.ui.naming import named
from photoclip.ui.pages import MessagePage
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library


class RunPage(QWidget):
    """Looked at first, applied then; what a person tagged is never touched."""

    look_wanted = Signal()
    apply_wanted = Signal()
    opened = Signal(int)  # photo id

    def __init__(self, library: "Library", jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        named(self, "runPage", tr("Labels", "Apply"))
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
        self._view = ChangeView(library, jobs, theme)
        self._before = MessagePage(theme, "labelList", "runBefore")
        self._none = MessagePage(theme, "check", "runNothing")
        self._stack = QStackedWidget()
        self._arrange()
        self.look.clicked.connect(self.look_wanted)
        self.apply.clicked.connect(self.apply_wanted)
        self._view.opened.connect(self.opened)

    @property
    def has_changes(self) -> bool:
        """Whether there is something to apply."""
        return self._view.has_changes

    def forget(self) -> None:
        """What was found holds no longer."""
        self._view.show_changes(())
        self._sum.setText("")
        self._stack.setCurrentWidget(self._before)
        emphasise(self.look, True)

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show what a run would change."""
        self._view.show_changes(changes)
        self._sum.setText(self._view.told)
        self._stack.setCurrentWidget(self._view if self._view.has_changes else self._none)
        emphasise(self.look, False)

    def _arrange(self) -> None:
        self._before.say(
            tr("Labels", "Which photos fit?"),
            tr("Labels", "Find the photos that fit, look at them, and apply the tags then."),
        )
        self._none.say(
            tr("Labels", "Nothing would change"),
            tr("Labels", "Every photo that fits these labels has them already, or none fits."),
        )
        for page in (self._before, self._none, self._view):
            self._stack.addWidget(page)
        made = QVBoxLayout(self)
        made.setContentsMargins(0, 16, 0, 0)
        made.setSpacing(12)
        made.addWidget(self._stack, 1)
        made.addLayout(line(self._sum, None, self.look, self.apply))
        self.forget()

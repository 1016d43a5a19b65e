"""One photo after another with a label as a question; yes and no set the label's threshold."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.elided import Elided
from photoclip.ui.icons import dress
from photoclip.ui.jobs import Jobs
from photoclip.ui.labels.big_photo import BigPhoto
from photoclip.ui.labels.forms import button, line
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

_SIGN = 16  # px
_KEYS: dict[int, bool | None] = {
    Qt.Key.Key_Y: True,
    Qt.Key.Key_Right: True,
    Qt.Key.Key_N: False,
    Qt.Key.Key_Left: False,
    Qt.Key.Key_S: None,
    Qt.Key.Key_Down: None,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a review is: the photo to be asked about (None: enough), and what is known."""

    photo: int | None
    soon: int | None  # the one that may come after it
    answers: int  # given so far
    wanted: int  # that are enough for most labels
    known: str  # one sentence
    can_go_back: bool
    can_finish: bool


class ReviewDialog(QDialog):
    """Y, N and S answer; Backspace takes the last answer back; Enter sets the threshold."""

    answered = Signal(int, object)  # photo id; True, False or None for not sure
    back_wanted = Signal()
    finish_wanted = Signal()

    def __init__(
        self, library: "Library", jobs: Jobs, theme: Theme, label: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        title = tr("Labels", "Is this: {label}?").format(label=label)
        named(self, "reviewDialog", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(560, 440)
        take_room(self, 880, 720)
        self._asked: Asked | None = None
        self._theme = theme
        self._question = named(Elided(title), "reviewQuestion", title)
        self._picture = BigPhoto(library, jobs, theme)
        self._known = named(QLabel(), "reviewKnown")
        self._progress = named(QProgressBar(), "reviewProgress", tr("Labels", "Answers"))
        self._answers = named(QLabel(), "reviewAnswers")
        self._no = self._answer_button("reviewNo", tr("Labels", "No"), "N", False)
        self._skip = self._answer_button("reviewSkip", tr("Labels", "Not sure"), "S", None)
        self._yes = self._answer_button("reviewYes", tr("Labels", "Yes"), "Y", True)
        back = tr("Labels", "Take back the last answer")
        self._back = button("reviewBack", tr("Labels", "Back"), f"{back} (Backspace)")
        self._leave = button("reviewLeave", tr("Labels", "Cancel"))
        self._finish = button("reviewFinish", tr("Labels", "Set threshold"), primary=True)
        self._arrange()
        self._back.clicked.connect(self.back_wanted)
        self._leave.clicked.connect(self.reject)
        self._finish.clicked.connect(self.finish_wanted)
        theme.changed.connect(self._dress)
        self._dress()
        self._allow(free=False)

    def show_asked(self, asked: Asked) -> None:
        """Show the next photo, and what is known."""
        self._asked = asked
        nothing = tr("Labels", "There is no further photo to ask about.")
        self._picture.show_photo(asked.photo, asked.soon, nothing=nothing)
        self._known.setText(asked.known)
        self._progress.setRange(0, max(asked.wanted, asked.answers, 1))
        self._progress.setValue(asked.answers)
        self._answers.setText(tr("Labels", "%n answer(s)", "", asked.answers))
        self._allow(free=True)
        if asked.photo is None and asked.can_finish:
            self._finish.setFocus()
        else:
            self.setFocus()

    def show_trouble(self, sentence: str) -> None:
        """Say what went wrong."""
        self._known.setText(sentence)
        self._allow(free=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        key = arg__1.key()
        if arg__1.isAutoRepeat():
            return
        if key in _KEYS:
            self._answer(_KEYS[key])
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Up) and self._back.isEnabled():
            self._back.click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._finish.isEnabled():
                self._finish.click()
        else:
            super().keyPressEvent(arg__1)

    def _answer(self, right: bool | None) -> None:
        """Answer about the photo in view; while the next one is fetched nothing can be said."""
        if self._yes.isEnabled() and self._asked is not None and self._asked.photo is not None:
            photo = self._asked.photo
            self._allow(free=False)
            self.answered.emit(photo, right)

    def _allow(self, *, free: bool) -> None:
        asked = self._asked
        asking = free and asked is not None and asked.photo is not None
        for each in (self._no, self._skip, self._yes):
            each.setEnabled(asking)
        self._back.setEnabled(free and asked is not None and asked.can_go_back)
        self._finish.setEnabled(free and asked is not None and asked.can_finish)
        if free:
            self.setFocus()

    def _answer_button(self, name: str, text: str, key: str, right: bool | None) -> QPushButton:
        made = button(name, f"{text}  ({key})", "")
        made.setAccessibleName(text)
        made.setMinimumWidth(112)
        made.setIconSize(QSize(_SIGN, _SIGN))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self._answer(right))
        return made

    def _arrange(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for label in (self._known, self._answers):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._known.setWordWrap(True)
        self._known.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._known.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._question.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        answers = QHBoxLayout()
        answers.setSpacing(12)
        answers.addStretch(1)
        for each in (self._no, self._skip, self._yes):
            answers.addWidget(each)
        answers.addStretch(1)
        made = QVBoxLayout(self)
        made.setContentsMargins(20, 16, 20, 16)
        made.setSpacing(12)
        made.addWidget(self._question)
        made.addWidget(self._picture, 1)
        made.addLayout(answers)
        made.addWidget(self._progress)
        made.addWidget(self._known)
        made.addLayout(line(self._back, self._answers, None, self._leave, self._finish))

    def _dress(self) -> None:
        for each, sign in ((self._no, "close"), (self._skip, "help"), (self._yes, "check")):
            dress(each, sign, self._theme)

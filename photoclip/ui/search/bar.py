"""The search bar: words, chips, example pictures, and what is wrong with them."""

import re
import time
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from photoclip.query import AnyOf, Filter
from photoclip.ui.icons import dress
from photoclip.ui.jobs import Jobs
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.search import pieces
from photoclip.ui.search.chip_line import ChipLine
from photoclip.ui.search.completer import Completer
from photoclip.ui.search.example_pictures import ExamplePictures
from photoclip.ui.search.field import WordField
from photoclip.ui.search.flow import LINE, ChipFlow
from photoclip.ui.search.glass import Glass
from photoclip.ui.search.history import remembered
from photoclip.ui.search.incoming import Dropped, Incoming, offered
from photoclip.ui.search.question import Example, Question, joined
from photoclip.ui.search.suggestions import Kind, Suggestion
from photoclip.ui.search.values import FilterValues
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

PAUSE = 200  # ms without typing before the question is asked
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_BUTTON = 28  # px
_SETTLED = 3.0  # seconds an answer was looked at before it is a step of its own


class SearchBar(QWidget):
    """One rounded field; `asked` follows every change after a short pause."""

    asked = Signal(Question)
    left = Signal()  # the keyboard is wanted elsewhere: Down, or Esc in an empty field
    save_wanted = Signal(str)  # the question's text
    history_changed = Signal(tuple)  # of texts, newest first
    refused = Signal(str)  # why something pasted was not taken, in one sentence

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._history: tuple[str, ...] = ()
        self._frame = named(QFrame(), "searchFrame")
        self._row = QHBoxLayout(self._frame)
        self._glass = Glass(theme)
        self._field = named(WordField(theme), "searchField", tr("Search", "Search photos"))
        self._flow = ChipFlow(self._field)
        self._chips = ChipLine(theme, self._flow, self)
        self._completer = Completer(theme, self._field, self._frame)
        self._save = named(QToolButton(), "saveSearch", tr("Search", "Save this search"))
        self._clear = named(QToolButton(), "clearSearch", tr("Search", "Clear search"))
        self._message = named(QLabel(), "searchMessage")
        self._incoming: Incoming | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._asked = Question()
        self._asked_at = 0.0
        self._is_going_on = False  # the next question is this one written on
        self._is_refined = False
        self._before_chip = ""  # the text before the chip that was taken last
        self._arrange()
        self._connect()
        self._dress()
        self._show_state()

    # What stands here

    @property
    def question(self) -> Question:
        """What stands here now."""
        text = pieces.compose(self._field.text(), self._chips.pieces, self._seam)
        return Question(text, self._chips.examples)

    @property
    def _seam(self) -> int:
        """Where in the text the last chip was taken from: an "or" here belongs to it."""
        before = self._before_chip
        return len(before) if self._field.text().startswith(before) else 0

    @property
    def is_refined(self) -> bool:
        """Whether the question asked last is only the one before, written on.

        Such a question takes the other's place on the way back; any other is a step of its own.
        """
        return self._is_refined

    def set_library(self, library: "Library", jobs: Jobs) -> None:
        """Propose this library's values, show its photos, and take pasted pictures."""
        self._completer.propose(FilterValues(library, jobs, self))
        self._chips.show_pictures_of(ExamplePictures(library, jobs, self))
        incoming = self._incoming = Incoming(jobs, self)
        incoming.set_library(library)
        incoming.arrived.connect(self._pasted)
        incoming.refused.connect(self.refused)

    def set_history(self, history: tuple[str, ...]) -> None:
        """The questions of earlier days, newest first."""
        self._history = tuple(history)

    def focus(self, typed: str = "") -> None:
        """Take the keyboard; letters typed elsewhere are added, else all is selected."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if typed:
            self._field.setText(self._field.text() + typed)
        else:
            self._field.selectAll()

    def set_question(self, question: Question) -> None:
        """Ask exactly this, in place of all that stood here."""
        taken = pieces.take(question.text)
        self._put(taken.text)
        self._before_chip = ""
        self._chips.show((*question.examples, *taken.pieces))
        names_pictures = any(isinstance(each, Example) for each in taken.pieces)
        self._ask(self.question if names_pictures else question, going_on=False)

    def set_text(self, text: str) -> None:
        """Ask a text as the command line takes it, such as a saved search."""
        self.set_question(Question(text))

    def set_examples(self, examples: tuple[Example, ...]) -> None:
        """Ask for photos like these, in place of all that stood here."""
        self.set_question(Question(examples=examples))

    def add_examples(self, examples: tuple[Example, ...]) -> None:
        """Ask for photos like (or unlike) these too; one that is there changes its side."""
        self._chips.show((*joined(self._chips.examples, examples), *self._chips.pieces))
        self.ask_now()

    def add_filter(self, name: str, value: str, *, negated: bool = False) -> None:
        """Ask for less: one more filter, in place of its opposite."""
        opposite = Filter(name, value, not negated)
        others = (each for each in self._chips.contents if each != opposite)
        self._chips.show((*others, Filter(name, value, negated)))
        self.ask_now()

    def clear(self) -> None:
        """Ask nothing."""
        self.set_question(Question())

    def ask_now(self) -> None:
        """Ask without waiting for the pause."""
        self._ask(self.question, going_on=False)

    def show_message(self, sentence: str) -> None:
        """Say under the field what is wrong; an empty sentence takes it away."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def show_waiting(self, waiting: bool) -> None:
        """Show quietly that an answer is awaited."""
        self._glass.show_waiting(waiting)

    def paste(self) -> bool:
        """Take a picture, files or photos from the clipboard; False where it holds none."""
        mime = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        if mime is None:  # nothing was ever copied
            return False
        offer = offered(mime)
        is_text = mime.hasText() and not mime.urls()
        if self._incoming is None or not offer.has_pictures or (offer.has_image and is_text):
            return False
        return self._incoming.take(mime)

    # What a person does

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self._keyboard_came_or_went(event)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._completer.takes(event) or self._key(event) or self._editing_key(event)
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._completer.follow()

    def _keyboard_came_or_went(self, event: QFocusEvent) -> None:
        self._frame.setProperty("focused", event.gotFocus())
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)
        self._set_margins(focused=event.gotFocus())
        if event.gotFocus():
            self._completer.prepare()
        elif event.reason() not in _PASSING:
            self._completer.hide()
            self._is_going_on = False
            self._remember()

    def _key(self, event: QKeyEvent) -> bool:
        key, empty = event.key(), not self._field.text()
        if key == Qt.Key.Key_Escape:
            self.left.emit() if self.question.is_empty else self.clear()
        elif key == Qt.Key.Key_Slash and empty:
            pass  # the key that leads here, pressed once more
        elif key == Qt.Key.Key_Down:
            proposes = empty and not self._chips.contents and self._history
            if not (proposes and self._completer.show_recent(self._history)):
                self.left.emit()
        elif key in _ENTER:
            self._finish()
        else:
            return False
        return True

    def _editing_key(self, event: QKeyEvent) -> bool:
        at_start = self._field.cursorPosition() == 0 and not self._field.hasSelectedText()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy) and not self._field.hasSelectedText():
            QGuiApplication.clipboard().setText(self.question.whole)
        elif event.matches(QKeySequence.StandardKey.Paste):
            if not self.paste():
                self._paste_text()
        elif at_start and event.key() == Qt.Key.Key_Backspace and self._chips.contents:
            self._chips.remove_last()
        elif at_start and plain and event.key() == Qt.Key.Key_Left:
            return self._chips.enter()
        else:
            return False
        return True

    def _paste_text(self) -> None:
        """A pasted text is a finished one: its filters become chips."""
        text = QGuiApplication.clipboard().text()
        self._field.insert(re.sub(r"\s*[\r\n\t]+\s*", " ", text))
        if self._field.cursorPosition() == len(self._field.text()):
            self._take_all()

    def _finish(self) -> None:
        self._take_all()
        self._completer.hide()
        self.ask_now()
        self._remember()

    def _take_all(self) -> None:
        self._take_finished(None)
        self._show_state()

    def _take_finished(self, cursor: int | None) -> None:
        """What is finished leaves the field for chips; an "or" at its start joins the last one."""
        text, before = self._field.text(), pieces.last_condition(self._chips.contents)
        joined = pieces.take_joined(before, text, cursor, self._seam) if before else None
        while joined is not None and isinstance(joined.pieces[0], AnyOf):
            self._chips.join(joined.pieces[0])
            self._put(joined.text, joined.cursor)
            text, cursor = joined.text, None if cursor is None else joined.cursor
            joined = pieces.take_joined(joined.pieces[0], text, cursor, self._seam)
        taken = pieces.take(text, cursor)
        if taken.pieces:
            self._put(taken.text, taken.cursor)
            self._before_chip = taken.text[: taken.cursor]
            self._chips.add(taken.pieces)

    def _text_changed(self) -> None:
        self._take_finished(self._field.cursorPosition())
        text, cursor = self._field.text(), self._field.cursorPosition()
        self._field.mark(None)
        self._show_state()
        self._completer.refresh()
        if pieces.is_half_written(text, cursor):
            self._pause.stop()
        else:
            self._pause.start()

    def _complete(self, suggestion: Suggestion) -> None:
        if suggestion.kind is Kind.RECENT:
            self.set_text(suggestion.replacement)
            return
        text = self._field.text()
        behind = text[suggestion.end :].lstrip()
        space = " " if suggestion.is_whole else ""
        before = f"{text[: suggestion.start]}{suggestion.replacement}{space}"
        self._put(before + behind, len(before))
        self._text_changed()

    def _edit(self, text: str) -> None:
        """A chip's text comes back into the field, to be written on."""
        written = self._field.text().strip()
        self.focus()
        self._field.setText(f"{written} {text}" if written else text)
        self._field.deselect()
        self._field.end(False)

    def _keyboard_from_chips(self, typed: str) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.insert(typed)

    def _pasted(self, dropped: Dropped) -> None:
        self.add_examples(dropped.examples)

    # Asking

    def _ask(self, question: Question, *, going_on: bool) -> None:
        self._pause.stop()
        before = self._asked
        is_fresh = time.monotonic() - self._asked_at < _SETTLED
        writes_on = going_on and self._is_going_on and is_fresh
        is_refined = writes_on and not (question.is_empty or before.is_empty)
        self._is_going_on, self._asked_at = going_on, time.monotonic()
        is_wrong = pieces.mistake(question.text)
        self._field.mark(is_wrong and pieces.mistake(self._field.text()))
        self._show_state()
        if not _same(question, before):
            if not is_refined and not going_on:
                self._remember()
            self._is_refined = is_refined
            self._asked = question
            self.asked.emit(question)

    def _remember(self) -> None:
        history = remembered(self._history, self._asked.whole)
        if history != self._history:
            self._history = history
            self.history_changed.emit(history)

    # How it looks

    def _put(self, text: str, cursor: int | None = None) -> None:
        """Change the text as if nobody typed."""
        with QSignalBlocker(self._field):
            self._field.setText(text)
            if cursor is not None:
                self._field.setCursorPosition(cursor)

    def _show_state(self) -> None:
        question = self.question
        self._clear.setVisible(not question.is_empty)
        can_save = question.can_be_written and not question.is_empty
        self._save.setVisible(can_save and pieces.mistake(question.text) is None)
        self._field.setPlaceholderText(
            tr("Search", "Add words")
            if self._chips.contents
            else tr("Search", "Search by what is in the picture")
        )

    def _set_margins(self, *, focused: bool) -> None:
        """The focused border is one pixel wider; what is inside stays where it is."""
        edge = 0 if focused else 1
        self._row.setContentsMargins(12 + edge, edge, 4 + edge, edge)

    def _connect(self) -> None:
        self._pause.timeout.connect(lambda: self._ask(self.question, going_on=True))
        self._field.textChanged.connect(self._text_changed)
        self._field.installEventFilter(self)
        self._chips.changed.connect(self.ask_now)
        self._chips.edited.connect(self._edit)
        self._chips.left.connect(self._keyboard_from_chips)
        self._completer.chosen.connect(self._complete)
        self._flow.grown.connect(self._completer.follow)
        self._clear.clicked.connect(self.clear)
        self._save.clicked.connect(lambda: self.save_wanted.emit(self.question.whole))
        self._theme.changed.connect(self._dress)

    def _arrange(self) -> None:
        self._clear.setToolTip(tr("Search", "Clear search (Esc)"))
        self._save.setToolTip(tr("Search", "Save this search"))
        self._message.setAccessibleName(tr("Search", "What is wrong with the search"))
        self._message.setWordWrap(True)
        self._message.hide()
        top = Qt.AlignmentFlag.AlignTop
        self._glass.setFixedHeight(LINE)
        self._row.setSpacing(8)
        self._row.addWidget(self._glass, 0, top)
        self._row.addWidget(self._flow, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, (LINE - _BUTTON) // 2, 0, 0)
        buttons.setSpacing(0)
        for button in (self._save, self._clear):
            button.setFixedSize(_BUTTON, _BUTTON)
            button.setIconSize(QSize(16, 16))
            buttons.addWidget(button)
        self._row.addLayout(buttons)
        self._row.setAlignment(buttons, top)
        self._set_margins(focused=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._frame)
        column.addWidget(self._message)
        column.addStretch(1)

    def _dress(self) -> None:
        dress(self._clear, "close", self._theme, "quiet")
        dress(self._save, "star", self._theme, "quiet")


def _same(one: Question, other: Question) -> bool:
    """Whether two questions mean the same, however they are spelled."""
    others = one.examples == other.examples and one.picked is other.picked
    return others and pieces.plain(one.text) == pieces.plain(other.text)

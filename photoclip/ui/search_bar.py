"""The search field: words, example pictures, and what is wrong with them."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from photoclip.ui.icons import dress, icon
from photoclip.ui.naming import named
from photoclip.ui.theme import Theme

PAUSE = 200  # ms without typing before the question is asked
_NAME_LENGTH = 22


@dataclass(frozen=True, slots=True)
class Example:
    """A picture to find similar ones of: a file anywhere, or a photo of the library."""

    name: str
    path: Path | None = None
    photo_id: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What stands in the search bar."""

    text: str = ""
    examples: tuple[Example, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.text.strip() or self.examples)


class SearchBar(QWidget):
    """One rounded field; `asked` follows every change after a short pause."""

    asked = Signal(Question)
    left = Signal()  # the keyboard is wanted elsewhere: Down, or Esc in an empty field

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._examples: tuple[Example, ...] = ()
        self._frame = named(QFrame(), "searchFrame")
        self._glass = QLabel()
        self._chips = QHBoxLayout()
        self._field = named(QLineEdit(), "searchField")
        self._clear = named(QToolButton(), "clearSearch")
        self._message = named(QLabel(), "searchMessage")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._asked: Question = Question()
        self._arrange()
        self._pause.timeout.connect(self.ask_now)
        self._field.textChanged.connect(self._text_changed)
        self._clear.clicked.connect(self.clear)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def question(self) -> Question:
        """What stands here now."""
        return Question(self._field.text(), self._examples)

    def focus(self, typed: str = "") -> None:
        """Take the keyboard; letters typed elsewhere are added, else all is selected."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if typed:
            self._field.setText(self._field.text() + typed)
        else:
            self._field.selectAll()

    def set_examples(self, examples: tuple[Example, ...]) -> None:
        """Ask for photos like these, in place of all that stood here."""
        self._field.clear()
        self._change_examples(examples)
        self.ask_now()

    def clear(self) -> None:
        """Ask nothing."""
        self._field.clear()
        self._change_examples(())
        self.ask_now()

    def ask_now(self) -> None:
        """Ask without waiting for the pause."""
        self._pause.stop()
        if self.question != self._asked:
            self._asked = self.question
            self.asked.emit(self._asked)

    def show_message(self, sentence: str) -> None:
        """Say under the field what is wrong; an empty sentence takes it away."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._frame.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self._frame.style().unpolish(self._frame)
            self._frame.style().polish(self._frame)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.question.is_empty:
                self.left.emit()
            else:
                self.clear()
            return True
        if key == Qt.Key.Key_Slash and not self._field.text():
            return True  # the key that leads here, pressed once more
        if key == Qt.Key.Key_Down:
            self.left.emit()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask_now()
            return True
        if key == Qt.Key.Key_Backspace and self._examples and not self._field.text():
            self._drop_example(len(self._examples) - 1)
            return True
        return False

    def _text_changed(self) -> None:
        self._clear.setVisible(not self.question.is_empty)
        self._pause.start()

    def _change_examples(self, examples: tuple[Example, ...]) -> None:
        self._examples = examples
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, example in enumerate(examples):
            self._chips.addWidget(self._chip(place, example))
        self._field.setPlaceholderText(
            "Add words" if examples else "Search by what is in the picture"
        )
        self._text_changed()

    def _chip(self, place: int, example: Example) -> QPushButton:
        name = example.name
        short = name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1]}…"
        chip = named(QPushButton(f"Like {short}"), "exampleChip")
        chip.setAccessibleName(f"Remove the example {name}")
        chip.setToolTip(f"Photos like {name}\nClick to remove")
        chip.setIcon(icon("close", self._theme.colours.quiet))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.clicked.connect(lambda: self._drop_example(place))
        return chip

    def _drop_example(self, place: int) -> None:
        self._change_examples(self._examples[:place] + self._examples[place + 1 :])
        self.ask_now()
        self.focus()

    def _arrange(self) -> None:
        self._field.setAccessibleName("Search photos")
        self._field.setPlaceholderText("Search by what is in the picture")
        self._field.setFrame(False)
        self._field.setAcceptDrops(False)  # pictures dropped here belong to the window
        self._field.installEventFilter(self)
        self._clear.setAccessibleName("Clear search")
        self._clear.setToolTip("Clear search (Esc)")
        self._clear.hide()
        self._message.setAccessibleName("What is wrong with the search")
        self._message.setWordWrap(True)
        self._message.hide()
        self._chips.setSpacing(4)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(14, 0, 6, 0)
        row.setSpacing(8)
        row.addWidget(self._glass)
        row.addLayout(self._chips)
        row.addWidget(self._field, 1)
        row.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._frame)
        column.addWidget(self._message)

    def _dress(self) -> None:
        quiet = self._theme.colours.quiet
        self._glass.setPixmap(icon("search", quiet).pixmap(18, 18))
        dress(self._clear, "close", self._theme, "quiet")

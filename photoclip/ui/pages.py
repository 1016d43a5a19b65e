"""Full pages for when there is nothing to show: nothing found, trouble."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoclip.ui.icons import icon
from photoclip.ui.naming import named
from photoclip.ui.theme import Theme

_WIDTH = 520


class MessagePage(QWidget):
    """A sign, a heading, a sentence and up to two buttons in the middle of the window."""

    def __init__(self, theme: Theme, sign: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._sign = sign
        self._picture = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "pageSign")
        self._heading = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "pageHeading")
        self._sentence = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "pageSentence")
        self._hint = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "pageHint")
        self._buttons, self._below = QHBoxLayout(), QHBoxLayout()
        self._arrange()
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, heading: str, sentence: str, hint: str = "") -> None:
        """Set the texts."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(heading)

    def add_button(
        self, text: str, name: str, *, primary: bool = False, below: bool = False
    ) -> QPushButton:
        """One more button under the sentence, or below the others."""
        button = named(QPushButton(text), name)
        button.setProperty("primary", primary)
        button.setAccessibleName(text)
        row = self._below if below else self._buttons
        row.setContentsMargins(0, 12 if below else 0, 0, 0)
        row.insertWidget(row.count() - 1, button)
        return button

    def set_sign(self, picture: QIcon) -> None:
        """Show a picture of its own in place of the line icon."""
        self._sign = ""
        self._picture.setPixmap(picture.pixmap(QSize(96, 96), self.devicePixelRatioF()))

    def _arrange(self) -> None:
        for label in (self._sentence, self._hint):
            label.setWordWrap(True)
        for row in (self._buttons, self._below):
            row.setSpacing(12)
            row.addStretch(1)
            row.addStretch(1)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        across = QHBoxLayout(self)
        across.setContentsMargins(32, 32, 32, 32)
        across.addWidget(middle)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(4)
        column.addWidget(self._picture)
        column.addSpacing(24)
        column.addWidget(self._heading)
        column.addSpacing(8)
        column.addWidget(self._sentence)
        column.addSpacing(24)
        column.addLayout(self._buttons)
        column.addLayout(self._below)
        column.addSpacing(24)
        column.addWidget(self._hint)
        column.addStretch(5)

    def _dress(self) -> None:
        if self._sign:
            line = icon(self._sign, self._theme.colours.quiet)
            self._picture.setPixmap(line.pixmap(QSize(64, 64), self.devicePixelRatioF()))

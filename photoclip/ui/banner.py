"""A line at the top of the window for what a person should know, with an optional remedy."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from photoclip.ui.icons import dress, icon
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.told import told


class Banner(QFrame):
    """One sentence; it stays until it is closed or replaced."""

    acted = Signal()  # the button that offers a remedy

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._theme = theme
        self._sign = QLabel()
        self._sentence = named(QLabel(), "bannerSentence")
        self._action = named(QPushButton(), "bannerAction", tr("Window", "Try again"))
        self._close = named(QToolButton(), "bannerClose")
        self._sentence.setWordWrap(True)
        self._sentence.setAccessibleName(tr("Window", "Notice"))
        close = tr("Window", "Close this notice")
        self._close.setAccessibleName(close)
        self._close.setToolTip(close)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._do: Callable[[], object] | None = None
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.hide)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def say(self, sentence: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Show a sentence, with a button when `action` names one; empty hides the line.

        The button does `do`, or else `acted` tells of it.
        """
        self._do = do
        self._sentence.setText(told(sentence))
        self._action.setText(action)
        self._action.setAccessibleName(action or tr("Window", "Try again"))
        self._action.setVisible(bool(action))
        self.setVisible(bool(sentence))

    def take_back(self, sentence: str) -> None:
        """This is true no longer: hide the line, unless it says something else by now."""
        if sentence and self._sentence.text() == told(sentence):
            self.hide()

    def _act(self) -> None:
        do = self._do
        if do is None:
            self.acted.emit()
        else:
            self.hide()
            do()

    def _dress(self) -> None:
        self._sign.setPixmap(icon("notice", self._theme.colours.on_warning).pixmap(18, 18))
        dress(self._close, "close", self._theme, "on_warning")

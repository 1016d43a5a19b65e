"""The line above an answer in which nothing is likely, and the way to its rest."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from photoclip.ui.elided import Elided
from photoclip.ui.icons import icon
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_SIGN = 18  # px


def nothing_likely() -> str:
    """What is said where no hit is likely."""
    return tr("Grid", "Nothing here looks like that")


def show_rest() -> str:
    """What the button says that shows the rest."""
    return tr("Grid", "Show the rest")


class BandNote(QFrame):
    """Says that nothing is likely; its button shows or hides the rest."""

    rest_wanted = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "bandNote", nothing_likely())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._shown = False
        self._sign = named(QLabel(), "bandNoteSign")
        self._heading = named(QLabel(nothing_likely()), "bandNoteHeading")
        self._sentence = named(
            Elided(tr("Grid", "What comes nearest is below.")), "bandNoteSentence"
        )
        self._button = named(QPushButton(), "showRest")
        self._button.setAutoDefault(True)
        self._button.clicked.connect(lambda: self.rest_wanted.emit(not self._shown))
        self._heading.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._heading)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._button)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_rest(shown=False)
        self.hide()

    def show_rest(self, *, shown: bool) -> None:
        """Say what the button does: the rest is `shown`, or it is not."""
        self._shown = shown
        said = tr("Grid", "Hide the rest") if shown else show_rest()
        self._button.setText(said)
        self._button.setAccessibleName(said)

    def _dress(self) -> None:
        sign = icon("nothing", self._theme.colours.quiet)
        self._sign.setPixmap(sign.pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatioF()))

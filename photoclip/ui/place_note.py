"""The line above photos of a place that a question names, and the way back to its words."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from photoclip.query import Place
from photoclip.ui.elided import Elided
from photoclip.ui.icons import icon
from photoclip.ui.naming import named
from photoclip.ui.search.phrasing import condition
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_SIGN = 16  # px


class PlaceNote(QFrame):
    """Says which words were read as a place; its button asks for them as words."""

    words_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "placeNote", tr("Grid", "Note on this answer"))
        self._theme = theme
        self._sign = named(QLabel(), "placeNoteSign")
        self._sentence = named(Elided(), "placeNoteSentence")
        self._sentence.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._button = named(
            QPushButton(tr("Grid", "Search for the words instead")),
            "searchWords",
            tr("Grid", "Search for the words instead"),
        )
        self._button.setAutoDefault(True)
        self._button.clicked.connect(self.words_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 4)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._sentence)
        row.addWidget(self._button)
        row.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def tell(self, places: Sequence[Place]) -> None:
        """Say what was read as a place; nothing hides the line."""
        where = tr("Search", " and ").join(condition(each.filter) for each in places)
        self._sentence.show_text(tr("Grid", "Photos {where}").format(where=where))
        words = ", ".join(tr("Search", "“{words}”").format(words=each.words) for each in places)
        said = tr("Grid", "Look for {words} in the pictures, wherever they were taken")
        self._button.setToolTip(said.format(words=words))
        self.setVisible(bool(places))

    def _dress(self) -> None:
        sign = icon("place", self._theme.colours.quiet)
        self._sign.setPixmap(sign.pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatioF()))

"""The bar over the picture that says what is looked for in it, and what the colours mean."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from photoclip.library.heat_colours import bar_colours
from photoclip.ui import images
from photoclip.ui.icons import dress
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.viewer.sections import ElidedLabel

HEIGHT = 48
WIDEST = 720
_ROOMY = 520  # px from which the scale of colours has room
_SCALE = QSize(96, 6)


class ExplanationBar(QFrame):
    """A field for words, what came of them, and the scale of colours."""

    asked = Signal(str)
    left = Signal()  # back to the picture
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "explanationBar", tr("Viewer", "Why this photo?"))
        self._theme = theme
        self._colours = False  # a map is shown
        self.field = named(QLineEdit(), "explanationField", tr("Viewer", "What to look for"))
        self.field.setPlaceholderText(tr("Viewer", "Where is …?"))
        self._said = named(ElidedLabel(), "explanationSaid")
        self._weak = named(QLabel(tr("Viewer", "little")), "explanationEnd")
        self._strong = named(QLabel(tr("Viewer", "much")), "explanationEnd")
        self._scale = named(_Scale(), "explanationScale", tr("Viewer", "Colours, little to much"))
        self._close = named(QToolButton(), "explanationClose", tr("Viewer", "Hide the heat-map"))
        self._close.setToolTip(tr("Viewer", "Hide the heat-map (W)"))
        self._close.setIconSize(QSize(14, 14))
        self._arrange()
        self.field.returnPressed.connect(self._enter)
        self._close.clicked.connect(self.closed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_words(self, words: str) -> None:
        """The words that are looked for."""
        self.field.setText(words)
        self.field.setCursorPosition(0)

    def say(self, sentence: str, *, colours: bool = False) -> None:
        """What came of it; the scale is shown where there are `colours`."""
        self._said.setText(sentence)
        self._said.setAccessibleName(sentence)
        self._said.setVisible(bool(sentence))
        self._colours = colours
        self._show_scale()

    @override
    def event(self, event: QEvent) -> bool:
        """Escape in the field is for the field, and no key of the viewer's."""
        escaping = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escaping and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if escaping and event.type() == QEvent.Type.KeyPress:
            self.left.emit()
            return True
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_scale()

    def _show_scale(self) -> None:
        roomy = self._colours and self.width() >= _ROOMY
        for each in (self._weak, self._scale, self._strong):
            each.setVisible(roomy)

    def _enter(self) -> None:
        self.asked.emit(self.field.text())
        self.left.emit()

    def _arrange(self) -> None:
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self._said)
        row.addSpacing(4)
        for each in (self._weak, self._scale, self._strong, self._close):
            row.addWidget(each)
        self.field.setMinimumWidth(120)
        self.say("")

    def _dress(self) -> None:
        dress(self._close, "close", self._theme, "quiet")


class _Scale(QWidget):
    """The colours from weak to strong."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SCALE)
        self._colours: QImage = images.from_array(bar_colours(_SCALE.width()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.drawImage(self.rect(), self._colours)

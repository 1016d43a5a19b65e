"""The line of words in the search bar."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from photoclip.ui.overrides import override
from photoclip.ui.search.pieces import Mistake
from photoclip.ui.theme import Theme

_LINE = 2.0  # px, of the mark under a mistake


class WordField(QLineEdit):
    """A field without a frame; what cannot be understood is underlined."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mistake: Mistake | None = None
        self.setFrame(False)
        self.setAcceptDrops(False)  # pictures dropped here belong to the window

    @property
    def mistake(self) -> Mistake | None:
        """What is marked as wrong."""
        return self._mistake

    def mark(self, mistake: Mistake | None) -> None:
        """Underline a mistake; None takes the mark away."""
        self._mistake = mistake
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        super().paintEvent(arg__1)
        if self._mistake is None:
            return
        advance = self.fontMetrics().horizontalAdvance
        text = self.text()
        cursor = self.cursorRect()
        origin = cursor.center().x() - advance(text[: self.cursorPosition()])
        left = origin + advance(text[: self._mistake.start])
        right = origin + advance(text[: self._mistake.end])
        bottom = (self.height() + self.fontMetrics().height()) / 2 + _LINE / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(QColor(self._theme.colours.danger), _LINE)
            pen.setStyle(Qt.PenStyle.DotLine)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))

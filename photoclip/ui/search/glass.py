"""The sign at the start of the search bar: a magnifying glass, or that an answer is awaited."""

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from photoclip.ui.icons import icon
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_PATIENCE = 300  # ms; most answers are there before a sign is needed
_FRAME = 40  # ms
_TURN = 20  # degrees a frame
_SIDE = 18  # px


class Glass(QWidget):
    """Turns into a quiet running arc while a person waits."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._angle = 0
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._frames = QTimer(self, interval=_FRAME)
        self._patience.timeout.connect(self._frames.start)
        self._frames.timeout.connect(self._turn)
        theme.changed.connect(self.update)
        self.setObjectName("searchGlass")
        self.setFixedSize(_SIDE, _SIDE)
        self.show_waiting(False)

    @property
    def is_turning(self) -> bool:
        """Whether a person sees that an answer is awaited."""
        return self._frames.isActive()

    def show_waiting(self, waiting: bool) -> None:
        """An answer is awaited, or not any more."""
        if not waiting:
            self._patience.stop()
            self._frames.stop()
            self.update()
        elif not self.is_turning and not self._patience.isActive():
            self._patience.start()
        self.setAccessibleName(tr("Search", "Searching") if waiting else tr("Search", "Search"))

    def _turn(self) -> None:
        self._angle = (self._angle + _TURN) % 360
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours = self._theme.colours
            square = QRect(0, (self.height() - _SIDE) // 2, _SIDE, _SIDE)
            if not self.is_turning:
                icon("search", colours.quiet).paint(painter, square)
                return
            pen = QPen(QColor(colours.accent), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            circle = QRectF(square).adjusted(2, 2, -2, -2)
            painter.drawArc(circle, -self._angle * 16, 270 * 16)

"""What lies over the plane: the photo under the pointer, what to do with those selected."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_SIDE, _RIM, _FOOT = 176, 8, 24  # px
_AWAY = 18  # px from the pointer


class Preview(QWidget):
    """A card with one photo and its name, beside the pointer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "likenessPreview", tr("Likeness", "Photo under the pointer"))
        self._under = parent
        self._theme = theme
        self._picture: QPixmap | None = None
        self._name = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(_SIDE + 2 * _RIM, _SIDE + 2 * _RIM + _FOOT)
        self.hide()

    def show_photo(self, picture: QPixmap | None, name: str, at: QPointF) -> None:
        """Show a photo beside a place of the parent, wherever there is room."""
        self._picture, self._name = picture, name
        area = self._under.rect()
        left = at.x() + _AWAY
        if left + self.width() > area.width() - 4:
            left = at.x() - _AWAY - self.width()
        top = min(max(at.y() - self.height() / 2, 4.0), area.height() - self.height() - 4.0)
        self.move(round(max(4.0, left)), round(top))
        self.show()
        self.raise_()
        self.update()

    def renew(self, picture: QPixmap | None, name: str) -> None:
        """The same photo, when more of it is known."""
        self._picture, self._name = picture, name
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.setBrush(QColor(colours.raised))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
            box = QRectF(_RIM, _RIM, _SIDE, _SIDE)
            if self._picture is not None:
                painter.drawPixmap(box.toRect(), self._picture)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.cell))
                painter.drawRoundedRect(box, 8, 8)
            painter.setPen(QColor(colours.quiet))
            font = painter.font()
            font.setPixelSize(12)
            painter.setFont(font)
            line = QRectF(_RIM + 2, _RIM + _SIDE, _SIDE - 4, _FOOT)
            said = painter.fontMetrics().elidedText(
                self._name, Qt.TextElideMode.ElideMiddle, int(line.width())
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, said)


class SelectionBar(QFrame):
    """How many photos are selected, and three things to do with them."""

    grid_wanted = Signal()
    tags_wanted = Signal()
    none_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "likenessSelection", tr("Likeness", "Selected photos"))
        self._under = parent
        self._count = named(QLabel(), "likenessSelected")
        self.grid = named(QPushButton(tr("Ways", "Show in the grid")), "likenessToGrid")
        self.tags = named(QPushButton(tr("Likeness", "Add tags…")), "likenessTags")
        self.none = named(QPushButton(tr("Likeness", "Select nothing")), "likenessNone")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addSpacing(8)
        for button, signal in (
            (self.grid, self.grid_wanted),
            (self.tags, self.tags_wanted),
            (self.none, self.none_wanted),
        ):
            button.setProperty("quiet", True)
            button.setAutoDefault(True)
            button.clicked.connect(signal)
            row.addWidget(button)
        self.grid.setProperty("primary", True)
        self.hide()

    def show_count(self, count: int, *, writable: bool) -> None:
        """Show it for some photos; 0 hides it."""
        self._count.setText(tr("Likeness", "%Ln selected", "", count))
        self.tags.setEnabled(writable)
        self.setVisible(bool(count))
        self.place()

    def place(self) -> None:
        """Stand in the middle of the lower edge."""
        self.adjustSize()
        area = self._under.rect()
        self.move((area.width() - self.width()) // 2, area.height() - self.height() - 16)
        self.raise_()


class Making(QWidget):
    """How far the map is, and a way to stop it; or why there is none."""

    stop_wanted = Signal()
    start_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "likenessMaking", tr("Likeness", "Making the map"))
        centre = Qt.AlignmentFlag.AlignCenter
        self._heading = named(QLabel(alignment=centre), "pageHeading")
        self._sentence = named(QLabel(alignment=centre), "pageSentence")
        self._sentence.setWordWrap(True)
        self._bar = named(QProgressBar(), "likenessProgress", tr("Likeness", "Progress"))
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(QSize(280, 4))
        self._bar.setRange(0, 100)
        self._stop = named(QPushButton(tr("Likeness", "Stop")), "likenessStop")
        self._start = named(QPushButton(tr("Likeness", "Make the map")), "likenessStart")
        self._start.setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(12)
        column.addStretch(4)
        for widget in (self._heading, self._sentence):
            column.addWidget(widget)
        column.addSpacing(8)
        for widget in (self._bar, self._stop, self._start):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)
        for button in (self._stop, self._start):
            button.setAutoDefault(True)
        self._stop.clicked.connect(self.stop_wanted)
        self._start.clicked.connect(self.start_wanted)

    def show_progress(self, percent: int, sentence: str) -> None:
        """It is being made."""
        self._heading.setText(tr("Likeness", "Making the map…"))
        self._sentence.setText(sentence)
        self._bar.setValue(percent)
        self._show(running=True, start=False)

    def show_reason(self, heading: str, sentence: str, *, start: bool) -> None:
        """There is none, and why; `start`: it could be made now."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._show(running=False, start=start)

    def _show(self, *, running: bool, start: bool) -> None:
        self._bar.setVisible(running)
        self._stop.setVisible(running)
        self._start.setVisible(start)

"""The slider that moves the relevance line of an answer."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider

from photoclip.ui import wording
from photoclip.ui.bands import LEAST, MOST, STEP
from photoclip.ui.icons import icon
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_SIGN = 14  # px
_WIDE, _NARROW = 88, 56  # px


class _Slider(QSlider):
    """A slider that a double click puts back."""

    doubled = Signal()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.doubled.emit()
        event.accept()


class LineSlider(QFrame):
    """How sure a photo must be to count as likely: to the right, surer."""

    moved = Signal(float)  # a person moved it, 0 to 1
    back_wanted = Signal()  # a person wants it where it was at first

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("relevanceLineFrame")
        self._theme = theme
        self._sign = named(QLabel(), "relevanceLineSign")
        self._slider = named(
            _Slider(Qt.Orientation.Horizontal), "relevanceLine", tr("Grid", "Relevance line")
        )
        self._said = named(QLabel(), "relevanceLineSaid")
        self._slider.setRange(round(LEAST * 100), round(MOST * 100))
        self._slider.setSingleStep(round(STEP * 100))
        self._slider.setPageStep(10)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._said.setFixedWidth(self._said.fontMetrics().horizontalAdvance("100 %") + 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self._sign, self._slider, self._said):
            row.addWidget(widget)
        self._slider.valueChanged.connect(self._moved)
        self._slider.doubled.connect(self.back_wanted)
        theme.changed.connect(self._dress)
        self._dress()
        self.set_compact(False)

    def show_line(self, value: float) -> None:
        """Show where the line is."""
        self._slider.blockSignals(True)
        self._slider.setValue(round(value * 100))
        self._slider.blockSignals(False)
        self._say(value)

    def set_compact(self, compact: bool) -> None:
        """Take less room."""
        self._slider.setFixedWidth(_NARROW if compact else _WIDE)
        self._said.setVisible(not compact)

    def _moved(self, percent: int) -> None:
        self._say(percent / 100)
        self.moved.emit(percent / 100)

    def _say(self, value: float) -> None:
        percent = wording.percent(value)
        self._said.setText(percent)
        hint = tr(
            "Grid",
            "Photos count as likely from {percent} on.\n"
            "Ctrl+] is stricter, Ctrl+[ less so; a double click puts it back.",
        ).format(percent=percent)
        for widget in (self._slider, self._said, self._sign):
            widget.setToolTip(hint)

    def _dress(self) -> None:
        sign = icon("relevanceLine", self._theme.colours.quiet)
        self._sign.setPixmap(sign.pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatioF()))

"""Chips in lines, and the field behind the last of them, as in a line of addresses."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from photoclip.ui.overrides import override
from photoclip.ui.search.chips import HEIGHT, Chip
from photoclip.ui.search.field import WordField

LINE = 32  # px, the height of a field without chips
MOST_LINES = 4  # more can be scrolled to
_GAP = 4  # px between chips
_STEP = HEIGHT + _GAP
_MARGIN = (LINE - HEIGHT) // 2  # px above and below the lines
_FIELD = 130  # px that the field needs at least beside a chip


class ChipFlow(QScrollArea):
    """Lays out chips and a field; grows with its lines up to MOST_LINES."""

    grown = Signal()  # its height changed

    def __init__(self, field: WordField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chipArea")
        self._field = field
        self._chips: tuple[Chip, ...] = ()
        self._inside = QWidget()
        self._inside.setObjectName("chipLines")
        field.setParent(self._inside)
        self.setWidget(self._inside)
        self.setWidgetResizable(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(LINE)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show other chips in place of those shown."""
        for chip in self._chips:
            if chip not in chips:
                if chip.hasFocus():
                    self._field.setFocus(Qt.FocusReason.OtherFocusReason)
                chip.hide()
                chip.deleteLater()
        self._chips = tuple(chips)
        for chip in self._chips:
            chip.setParent(self._inside)
            chip.show()
        self._lay_out()
        self.reveal(self._field)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a chip or the field."""
        top, bottom = widget.y() - _MARGIN, widget.y() + widget.height() + _MARGIN
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setValue(max(min(bar.value(), top), bottom - height))

    @override
    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        if arg__1.size().width() != arg__1.oldSize().width():
            self._lay_out()
        self.reveal(next((chip for chip in self._chips if chip.hasFocus()), self._field))

    def _lay_out(self) -> None:
        width = max(self.viewport().width(), 80)
        place = QPoint(0, _MARGIN)
        for chip in self._chips:
            side = min(chip.sizeHint().width(), width)
            if place.x() and place.x() + side > width:
                place = QPoint(0, place.y() + _STEP)
            chip.setGeometry(QRect(place.x(), place.y(), side, HEIGHT))
            place.setX(place.x() + side + _GAP)
        if place.x() and place.x() + _FIELD > width:
            place = QPoint(0, place.y() + _STEP)
        left = place.x() + (_GAP if place.x() else 0)
        self._field.setGeometry(QRect(left, place.y(), width - left, HEIGHT))
        height = place.y() + HEIGHT + _MARGIN
        self._inside.resize(width, height)
        shown = min(height, LINE + (MOST_LINES - 1) * _STEP)
        if shown != self.height():
            self.setFixedHeight(shown)
            self.grown.emit()

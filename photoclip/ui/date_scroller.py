"""A strip beside the grid that shows which years its photos are from, and leads to them."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QLabel, QWidget

from photoclip.records import Sections
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.section_lines import month_title
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

WIDTH = 56  # px
_EDGE = 12  # px above the first mark and below the last one
_LETTERS = 11  # px
_APART = 22  # px between two years that are written out
_DOT_APART = 9  # px between two marks
_UNDATED = "–"  # noqa: RUF001 - the bubble says it in words


class DateScroller(QAbstractSlider):
    """Years at heights that follow from how many photos are older; its value is a place."""

    wanted = Signal(int)  # the place of a photo to scroll to
    wheeled = Signal(QWheelEvent)  # the grid scrolls

    def __init__(self, theme: Theme, bubble_on: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._months: Sections | None = None
        self._count = 0
        self._years: list[tuple[int, str]] = []  # first place, year
        self._pointed: float | None = None
        self._bubble_on = bubble_on
        self._bubble = named(QLabel(bubble_on), "dateBubble")
        self._bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._bubble.hide()
        named(self, "dateScroller", tr("Grid", "Dates"))
        self.setToolTip("")
        self.setFixedWidth(WIDTH)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def set_months(self, months: Sections | None, count: int) -> None:
        """Show the months of a list of `count` photos; None: it is in no order of dates."""
        self._months, self._count = months, count
        self._years = _years(months) if months is not None else []
        self.setRange(0, max(0, count - 1))
        self.setVisible(months is not None and len(months.starts) > 1)
        self.update()

    def show_place(self, first: int, end: int) -> None:
        """Mark where the view is: its first row has the places from `first` to before `end`."""
        if not first <= self.value() < end:  # else it is where a person wanted it
            self.setValue(first)
        self._describe()

    # Painting

    @override
    def paintEvent(self, ev: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = QFont(self.font())
            font.setPixelSize(_LETTERS)
            painter.setFont(font)
            words = self._written()
            heights = [self._height_of(place) for place, _ in words]
            painter.setPen(QColor(colours.quiet))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            for y, (_, year) in zip(heights, words, strict=True):
                area = QRectF(2, y - _LETTERS, self.width() - 11, 2 * _LETTERS)
                painter.drawText(area, right, year)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.border))
            for y in (self._height_of(place) for place, _ in self._years):
                if all(abs(y - other) >= _DOT_APART for other in heights):
                    painter.drawEllipse(QPointF(self.width() - 14, y), 1.5, 1.5)
                    heights.append(y)
            self._paint_here(painter)

    def _paint_here(self, painter: QPainter) -> None:
        colours = self._theme.colours
        if self._pointed is not None:
            painter.setPen(QPen(QColor(colours.quiet), 1))
            painter.drawLine(QPointF(4, self._pointed), QPointF(self.width() - 6, self._pointed))
        y = self._height_of(self.value())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(QRectF(self.width() - 6, y - 8, 3, 16), 1.5, 1.5)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    # Heights and places

    def _written(self) -> list[tuple[int, str]]:
        """The years that there is room for, those with most photos first."""
        ends = [place for place, _ in self._years[1:]] + [self._count]
        sizes = {each: end - each[0] for each, end in zip(self._years, ends, strict=True)}
        found: list[tuple[int, str]] = []
        for each in sorted(sizes, key=lambda each: -sizes[each]):
            y = self._height_of(each[0])
            if all(abs(y - self._height_of(other)) >= _APART for other, _ in found):
                found.append(each)
        return found

    def _height_of(self, place: int) -> float:
        return _EDGE + (self.height() - 2 * _EDGE) * place / max(1, self._count)

    def _place_at(self, y: float) -> int:
        part = (y - _EDGE) / max(1, self.height() - 2 * _EDGE)
        return min(max(int(part * self._count), 0), max(0, self._count - 1))

    def _month_at(self, place: int) -> int:
        if self._months is None:
            return -1
        return int(np.searchsorted(self._months.starts, place, "right")) - 1

    def _title(self, month: int) -> str:
        return month_title(self._months.titles[month]) if self._months is not None else ""

    # Pointer and keyboard

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._point(event.position())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._unpoint()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())
        else:
            self._point(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.rect().contains(event.position().toPoint()):
            self._unpoint()

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        self.wheeled.emit(e)

    @override
    def keyPressEvent(self, ev: QKeyEvent) -> None:
        months, keys = self._months, Qt.Key
        if months is None:
            return
        here = self._month_at(self.value())
        starts: list[int] = months.starts.tolist()
        earlier = starts[here] if starts[here] < self.value() else starts[max(0, here - 1)]
        years = [place for place, _ in self._years]
        goals = {
            keys.Key_Down: starts[min(here + 1, len(starts) - 1)],
            keys.Key_Up: earlier,
            keys.Key_PageDown: next((each for each in years if each > self.value()), starts[-1]),
            keys.Key_PageUp: next((each for each in years[::-1] if each < self.value()), 0),
            keys.Key_Home: 0,
            keys.Key_End: self._count - 1,
        }
        goal = goals.get(Qt.Key(ev.key()))
        if goal is None:
            ev.ignore()
        else:
            self._want(goal)

    def _go(self, position: QPointF) -> None:
        self._point(position)
        self._want(self._place_at(position.y()))

    def _want(self, place: int) -> None:
        self.setValue(place)
        self._describe()
        self.wanted.emit(place)

    def _describe(self) -> None:
        month = self._month_at(self.value())
        self.setAccessibleDescription(self._title(month) if month >= 0 else "")
        self.update()

    def _point(self, position: QPointF) -> None:
        y = min(max(position.y(), _EDGE), self.height() - _EDGE)
        self._pointed = y
        self._bubble.setText(self._title(self._month_at(self._place_at(y))))
        self._bubble.adjustSize()
        there = self.mapTo(self._bubble_on, QPoint(0, round(y)))
        self._bubble.move(
            there.x() - self._bubble.width() - 6, there.y() - self._bubble.height() // 2
        )
        self._bubble.show()
        self._bubble.raise_()
        self.update()

    def _unpoint(self) -> None:
        self._pointed = None
        self._bubble.hide()
        self.update()


def _years(months: Sections) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for place, key in zip(months.starts.tolist(), months.titles, strict=True):
        year = key[:4] or _UNDATED
        if not found or found[-1][1] != year:
            found.append((place, year))
    return found

"""The chart of the timeline: bars of photos over time, zoomed, panned and brushed."""

import math

import numpy as np
from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.timeline import scale
from photoclip.ui.ways.timeline.painting import Bars, ChartPainter
from photoclip.ui.ways.timeline.scale import Ints, Span, Unit

_NARROWEST = 9.0  # px of a bar with the space beside it
_SHORTEST = 6.0 * scale.HOUR_SECONDS  # of a view
_STEP = 1.6  # one step of zoom, as a factor
_DRAGGED = 4  # px from which on a press is a brush
_MOVES = 220  # ms that a view moves to another
_EDGE = 16  # px left and right of the bars
_HEIGHT = 208  # px
_KEYBOARD = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}
_CLOSER = (Qt.Key.Key_Up, Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_FARTHER = (Qt.Key.Key_Down, Qt.Key.Key_Minus)


class TimelineChart(QWidget):
    """Wheel and pinch zoom about the pointer, a drag brushes, a click chooses one bar.

    Keys: left and right go from bar to bar, with Shift they stretch what is chosen; up and down
    zoom; Home and End go to the first and the last photo.
    """

    view_changed = Signal(object)  # the Span in view
    chosen_changed = Signal(object)  # the Span that was chosen; None: no longer one
    entered = Signal()  # Enter, or a double click: go to the photos

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "timelineChart", tr("Timeline", "Photos over time"))
        self._theme = theme
        self._times: Ints = np.zeros(0, np.int64)
        self._all = self._view = Span(0.0, 1.0)
        self._chosen: Span | None = None
        self._anchor: Span | None = None  # the bar that a brush began at
        self._pressed: QPointF | None = None
        self._hovered: float | None = None  # a moment
        self._painter = ChartPainter()
        self._motion = QVariantAnimation(self, duration=_MOVES)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.valueChanged.connect(self._moved)
        self._way = (self._view, self._view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    # What is shown

    def show_times(self, times: Ints) -> None:
        """Show photos taken at these seconds of local time, rising; the view stays if it can."""
        before, self._times = self._all, times
        if len(times):
            room = max((float(times[-1]) - float(times[0])) * 0.02, _SHORTEST / 2)
            self._all = Span(float(times[0]) - room, float(times[-1]) + 1 + room)
        whole = self._view == before or not self._all.holds(self._view)
        if whole and before != self._all:
            self._motion.stop()
            self._show(self._all)
        self.update()

    @property
    def view(self) -> Span:
        """What is in view."""
        return self._view

    @property
    def whole(self) -> Span:
        """From the first photo to the last."""
        return self._all

    @property
    def chosen(self) -> Span | None:
        """What is brushed."""
        return self._chosen

    @property
    def unit(self) -> Unit:
        """What one bar stands for."""
        return scale.unit_for(self._view.seconds / self._room(), _NARROWEST)

    def count(self, span: Span) -> int:
        """How many photos were taken then."""
        first, end = np.searchsorted(self._times, [math.ceil(span.first), math.ceil(span.end)])
        return int(end - first)

    def show_span(self, span: Span) -> None:
        """Let the view glide to a stretch of time."""
        self._way = (self._view, self._bounded(span))
        self._motion.stop()
        self._motion.start()

    def show_at_once(self, span: Span) -> None:
        """Show a stretch of time, as it is dragged elsewhere."""
        self._motion.stop()
        self._show(self._bounded(span))

    def choose(self, span: Span | None) -> None:
        """Brush a stretch of time, or nothing."""
        if span != self._chosen:
            self._chosen = span
            self._describe()
            self.update()
            self.chosen_changed.emit(span)

    def zoom(self, steps: float, about: float | None = None) -> None:
        """Look more closely (positive) at a moment; None: at what is chosen, or the middle."""
        middle = self._chosen or self._view
        at = (middle.first + middle.end) / 2 if about is None else about
        if not self._view.first <= at <= self._view.end:
            at = (self._view.first + self._view.end) / 2
        factor = _STEP**-steps
        first = at - (at - self._view.first) * factor
        self.show_at_once(Span(first, first + self._view.seconds * factor))

    def zoom_to(self, unit: Unit) -> None:
        """Show so much that a bar is one such unit, about what is chosen or the newest photos."""
        here = self._chosen or self._view
        middle = (
            (here.first + here.end) / 2
            if self._chosen or self._view != self._all
            else (float(self._times[-1]) if len(self._times) else 0.0)
        )
        seconds = min(unit.seconds * self._room() / (_NARROWEST * 2.2), self._all.seconds)
        self.show_span(Span(middle - seconds / 2, middle + seconds / 2))

    # Qt's side

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        bars = self._bars()
        hovered = self._hovered if self._pressed is None else None
        with QPainter(self) as painter:
            self._painter.paint(
                painter,
                bars,
                self._theme.colours,
                chosen=self._chosen,
                hovered=scale.unit_at(bars.unit, hovered) if hovered is not None else None,
                focused=self.hasFocus(),
            )

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turn, pixels = event.angleDelta(), event.pixelDelta()
        sideways = abs(turn.x()) > abs(turn.y())
        if sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            steps = (turn.x() if sideways else turn.y()) / 120
            px = pixels.x() if sideways and pixels.x() else 60 * steps
            self._pan(-px * self._view.seconds / self._room())
        else:
            self.zoom(turn.y() / 240, self._moment(event.position().x()))
        event.accept()

    @override
    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            steps = math.log(max(0.1, 1 + event.value()), _STEP)
            self.zoom(steps, self._moment(event.position().x()))
            return True
        if event.type() == QEvent.Type.Leave:
            self._hovered = None
            self.update()
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._anchor = scale.unit_at(self.unit, self._moment(event.position().x()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._moment(event.position().x())
        pressed, anchor = self._pressed, self._anchor
        dragged = pressed is not None and abs(event.position().x() - pressed.x()) >= _DRAGGED
        if anchor is not None and dragged:
            self.choose(anchor.united(scale.unit_at(self.unit, self._hovered)))
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, anchor = self._pressed, self._anchor
        self._pressed = None
        if pressed is None or anchor is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if abs(event.position().x() - pressed.x()) < _DRAGGED:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._chosen:
                self.choose(self._chosen.united(anchor))
            else:
                self.choose(anchor if self.count(anchor) else None)
        self.update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look into the bar that was clicked."""
        bar = scale.unit_at(self.unit, self._moment(event.position().x()))
        if self.count(bar):
            room = bar.seconds * 0.04
            self.show_span(Span(bar.first - room, bar.end + room))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            event.ignore()
        elif key in _KEYBOARD:
            self._step(_KEYBOARD[Qt.Key(key)], stretch=shift)
        elif key in _CLOSER:
            self.zoom(1)
        elif key in _FARTHER:
            self.zoom(-1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and len(self._times):
            self._go_to(float(self._times[0 if key == Qt.Key.Key_Home else -1]), stretch=shift)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None)
        elif key == Qt.Key.Key_0:
            self.show_span(self._all)
        else:
            event.ignore()

    # Within

    def _room(self) -> float:
        return max(1.0, self.width() - 2.0 * _EDGE)

    def _moment(self, x: float) -> float:
        share = (x - _EDGE) / self._room()
        return self._view.first + min(max(share, 0.0), 1.0) * self._view.seconds

    def _bars(self) -> Bars:
        unit = self.unit
        edges = scale.edges(unit, self._view)
        counts = np.diff(np.searchsorted(self._times, edges))
        return Bars(unit, edges, counts, self._view, self.rect(), _EDGE)

    def _step(self, by: int, *, stretch: bool) -> None:
        """To the next bars that hold photos; beyond the last one nothing happens."""
        if not len(self._times):
            return
        unit, here = self.unit, self._chosen
        if here is None:
            moment = float(self._times[-1] if by < 0 else self._times[0])
            inside = self._times[(self._times >= self._view.first) & (self._times < self._view.end)]
            if len(inside):
                moment = float(inside[-1] if by < 0 else inside[0])
        else:
            moment = here.end - 1 if by > 0 else here.first
            for _ in range(abs(by)):
                bar = scale.unit_at(unit, moment)
                at = int(np.searchsorted(self._times, bar.end if by > 0 else bar.first))
                at = at if by > 0 else at - 1
                if not 0 <= at < len(self._times):
                    break
                moment = float(self._times[at])
        self._go_to(moment, stretch=stretch)

    def _go_to(self, moment: float, *, stretch: bool) -> None:
        bar = scale.unit_at(self.unit, moment)
        self.choose(self._chosen.united(bar) if stretch and self._chosen is not None else bar)
        if not self._view.holds(bar):
            half = self._view.seconds / 2
            self.show_span(Span(moment - half, moment + half))

    def _pan(self, seconds: float) -> None:
        self.show_at_once(Span(self._view.first + seconds, self._view.end + seconds))

    def _bounded(self, span: Span) -> Span:
        """The same inside all there is, no shorter than can be told apart."""
        seconds = min(max(span.seconds, _SHORTEST), self._all.seconds)
        middle = (span.first + span.end) / 2
        first = min(max(middle - seconds / 2, self._all.first), self._all.end - seconds)
        return Span(first, first + seconds)

    def _moved(self, share: float) -> None:
        old, new = self._way
        first = old.first + (new.first - old.first) * share
        end = old.end + (new.end - old.end) * share
        self._show(Span(first, end))

    def _show(self, view: Span) -> None:
        if view != self._view:
            self._view = view
            self.update()
            self.view_changed.emit(view)

    def _describe(self) -> None:
        said = ""
        if self._chosen is not None:
            photos = tr("Grid", "%Ln photo(s)", "", self.count(self._chosen))
            said = f"{scale.title(self._chosen)}: {photos}"
        self.setAccessibleDescription(said)

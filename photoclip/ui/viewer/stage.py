"""The stage: one picture, fitted or zoomed, moved by mouse, wheel, fingers and keys."""

from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QSizePolicy, QWidget

from photoclip.ui import wording
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.viewer.framing import STEP, Framing
from photoclip.ui.viewer.heat_layer import HeatLayer

MARGIN = 24  # px around a fitted picture
_NEAREST_FROM = 2.0  # zoom above which pixels are shown as they are
_PAN_STEP = 0.15  # of the viewport, by an arrow key
_SETTLE = 120  # ms after the last zoom until sharper pixels are asked for
_MOVED = 3  # px of the mouse that count as moving it
_BUBBLE = 900  # ms that the zoom is shown


class Stage(QWidget):
    """Shows one picture or a sentence. Previews are replaced by sharper pixels as they come."""

    zoomed = Signal()  # the zoom changed, or whether the picture is fitted
    detail_wanted = Signal(int)  # longest side, px, that would be sharp at this zoom
    stepped = Signal(int)  # an arrow key where there is nothing to move
    touched = Signal()  # the mouse moved
    menu_wanted = Signal(QPoint)  # at this place of the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture")
        self.setAccessibleName(tr("Viewer", "Picture"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._framing = Framing()
        self._image = QImage()  # a preview, then as large as the screen
        self._detail = QImage()  # sharper pixels, while zoomed in
        self._fitted = QImage()
        self.heat = HeatLayer(self)
        self._sentence = ""
        self._remark = ""
        self._margin = MARGIN
        self._pointer_hidden = False
        self._pointer: QPointF | None = None  # where the mouse was last, on the screen
        self._grabbed: QPointF | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._ask_for_detail)
        self._bubble = QTimer(self, singleShot=True, interval=_BUBBLE)
        self._bubble.timeout.connect(self.update)

    # What is shown

    @property
    def has_image(self) -> bool:
        """Whether a picture is shown."""
        return not self._image.isNull()

    @property
    def shown_size(self) -> QSize:
        """The size of the sharpest pixels at hand."""
        return (self._image if self._detail.isNull() else self._detail).size()

    @property
    def zoom(self) -> float:
        """Device pixels of the screen for each pixel of the photo."""
        return self._framing.zoom

    @property
    def is_fitted(self) -> bool:
        """Whether the whole photo is shown."""
        return self._framing.is_fitted

    @property
    def can_pan(self) -> bool:
        """Whether some of the photo lies outside."""
        return self.has_image and self._framing.overflows

    def show_image(self, image: QImage, natural: QSize, *, same: bool = False) -> None:
        """Show a photo that is `natural` pixels large in its file, fitted.

        Args:
            image: its pixels, fewer or all; a null one clears the stage.
            natural: the size of the photo.
            same: it replaces a preview of the photo that is shown, and the zoom is kept.
        """
        keep = same and self.has_image
        self._image, self._fitted, self._sentence = image, QImage(), ""
        if keep:
            self._framing.correct(natural)
        else:
            self._detail = QImage()
            self._framing.show(natural)
        self.setAccessibleDescription("")
        self._changed(bubble=False)

    def show_detail(self, image: QImage) -> None:
        """Sharper pixels of the photo shown."""
        self._detail = image
        self.update()

    def show_sentence(self, sentence: str) -> None:
        """Show words in place of a picture."""
        self.show_image(QImage(), QSize())
        self._sentence = sentence
        self.setAccessibleDescription(sentence)

    def show_remark(self, remark: str) -> None:
        """A word over the picture, such as "Paused"; empty takes it away."""
        self._remark = remark
        self.update()

    def set_immersed(self, immersed: bool) -> None:
        """Fill the screen with the picture on black, or lay it out on the window's ground."""
        self._margin = 0 if immersed else MARGIN
        self.setProperty("immersed", immersed)
        self.style().unpolish(self)
        self.style().polish(self)
        self._measure()

    def hide_pointer(self, hidden: bool) -> None:
        """Whether the mouse cursor is seen over the picture."""
        self._pointer_hidden = hidden
        self._point()

    # Zoom

    def fit(self) -> None:
        """Show the whole photo."""
        self._framing.fit()
        self._changed()

    def toggle(self, at: QPointF | None = None) -> None:
        """Between the whole photo and its real pixels, around a point or the middle."""
        if self.has_image:
            self._framing.toggle(self._device(at))
            self._changed()

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Show the photo at a zoom, around a point or the middle."""
        if self.has_image:
            self._framing.zoom_to(zoom, self._device(at))
            self._changed()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge or, with a factor below one, reduce."""
        self.zoom_to(self._framing.zoom * factor, at)

    def pan(self, across: int, down: int) -> None:
        """Look further in a direction, each of -1, 0, 1."""
        room = self.size() * self.devicePixelRatioF()
        by = QPointF(-across * room.width(), -down * room.height()) * _PAN_STEP
        self._framing.pan(by)
        self.update()

    # Qt's side

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            if self._sentence:
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(64, 0, -64, 0), flags, self._sentence)
            elif self.has_image:
                self._paint_picture(painter)
                remark = wording.percent(self.zoom) if self._bubble.isActive() else self._remark
                if remark:
                    self._paint_remark(painter, remark)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.NativeGesture:
            return self._native_gesture(cast("QNativeGestureEvent", event))
        if event.type() == QEvent.Type.Gesture:
            return self._gesture(cast("QGestureEvent", event))
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._measure()
        return super().event(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        moved = event.pixelDelta()
        by_fingers = event.phase() != Qt.ScrollPhase.NoScrollPhase and not moved.isNull()
        if by_fingers and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if self.can_pan:
                self._framing.pan(QPointF(moved) * self.devicePixelRatioF())
                self.update()
        elif event.angleDelta().y():
            self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.can_pan:
            self._grabbed = event.position()
            self._point()
        else:
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.globalPosition()
        if self._pointer is None or (here - self._pointer).manhattanLength() >= _MOVED:
            if self._pointer is not None:  # the first is told when the stage comes under it
                self.touched.emit()
            self._pointer = here
        if self._grabbed is not None:
            by = event.position() - self._grabbed
            self._grabbed = event.position()
            self._framing.pan(by * self.devicePixelRatioF())
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self._point()
        super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle(event.position())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_Backspace:
            self.stepped.emit(-1)
        else:
            super().keyPressEvent(event)

    # Within

    def _native_gesture(self, event: QNativeGestureEvent) -> bool:
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1.0 + event.value(), event.position())
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            self.toggle(event.position())
        else:
            return super().event(event)
        event.accept()
        return True

    def _gesture(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return super().event(event)
        self.zoom_by(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.centerPoint())))
        event.accept()
        return True

    def _device(self, at: QPointF | None) -> QPointF:
        return (QPointF(self.rect().center()) if at is None else at) * self.devicePixelRatioF()

    def _measure(self) -> None:
        scale = self.devicePixelRatioF()
        self._framing.set_room(self.size() * scale, self._margin * scale)
        self._changed(bubble=False)

    def _changed(self, *, bubble: bool = True) -> None:
        if self._framing.is_fitted:
            self._detail = QImage()
        if bubble:
            self._bubble.start()
        self._point()
        self._settle.start()
        self.zoomed.emit()
        self.update()

    def _ask_for_detail(self) -> None:
        size = self._framing.target().size()
        longest = round(max(size.width(), size.height()))
        if self.has_image and longest > max(self.shown_size.width(), self.shown_size.height()):
            self.detail_wanted.emit(longest)

    def _point(self) -> None:
        if self._pointer_hidden:
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self._grabbed is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self.can_pan:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def _paint_picture(self, painter: QPainter) -> None:
        scale = self.devicePixelRatioF()
        painter.scale(1 / scale, 1 / scale)
        target = self._framing.target()
        if self._framing.is_fitted:
            painter.drawImage(target.topLeft(), self._fit(target.size().toSize()))
        else:
            room = QRectF(0, 0, self.width() * scale, self.height() * scale)
            self._paint_part(painter, target, room)
        self.heat.paint(painter, target)
        painter.resetTransform()

    def _paint_part(self, painter: QPainter, target: QRectF, room: QRectF) -> None:
        """Only what is seen is drawn, from the smallest pixels that are sharp enough."""
        enough = self._detail.isNull() or self._image.width() >= target.width()
        image = self._image if enough else self._detail
        by = image.width() / target.width()
        seen = target.intersected(room)
        part = QRectF(
            (seen.x() - target.x()) * by,
            (seen.y() - target.y()) * image.height() / target.height(),
            seen.width() * by,
            seen.height() * image.height() / target.height(),
        )
        exact = self._framing.zoom > _NEAREST_FROM and by * self._framing.zoom >= 1 - 1e-2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        painter.drawImage(seen, image, part)

    def _fit(self, size: QSize) -> QImage:
        """The picture in device pixels, scaled once for each size."""
        if self._fitted.size() != size:
            self._fitted = self._image.scaled(
                size.expandedTo(QSize(1, 1)),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return self._fitted

    def _paint_remark(self, painter: QPainter, text: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(text) + 24
        bubble = QRectF((self.width() - width) / 2, self.height() - 24 - 28, width, 28)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().toolTipBase())
        painter.setOpacity(0.9)
        painter.drawRoundedRect(bubble, 14, 14)
        painter.setOpacity(1)
        painter.setPen(self.palette().toolTipText().color())
        painter.drawText(bubble, Qt.AlignmentFlag.AlignCenter, text)

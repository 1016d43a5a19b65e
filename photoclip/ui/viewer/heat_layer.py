"""The heat-map over the picture: it fades in, and lies where the picture lies."""

from PySide6.QtCore import QEasingCurve, QRectF, QVariantAnimation
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

_FADES = 220  # ms


class HeatLayer(QVariantAnimation):
    """One translucent image as large as the picture, whatever its own size is."""

    def __init__(self, canvas: QWidget) -> None:
        """`canvas` is painted anew while the map fades in."""
        super().__init__(canvas)
        self._image = QImage()
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setDuration(_FADES)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(lambda _value: canvas.update())

    @property
    def is_shown(self) -> bool:
        """Whether there is a map."""
        return not self._image.isNull()

    def show_image(self, image: QImage, opacity: float = 1.0) -> None:
        """Fade a map in, up to an opacity; a null one takes it away at once."""
        self.stop()
        self.setEndValue(opacity)
        self._image = image
        self.setCurrentTime(0)
        if self.is_shown:
            self.start()
        self.valueChanged.emit(0.0)

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Paint the map over the whole picture, which lies at `target`."""
        if self.is_shown:
            painter.save()
            painter.setOpacity(float(self.currentValue()))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, self._image)
            painter.restore()

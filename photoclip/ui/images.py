"""Encoded bytes and arrays as QImage: upright pictures and square thumbnails."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QTransform

from photoclip.errors import PhotoError


def from_bytes(encoded: bytes) -> QImage:
    """Decode a thumbnail.

    Raises:
        PhotoError: the bytes are no picture.
    """
    image = QImage.fromData(encoded)
    if image.isNull():
        raise PhotoError("The stored thumbnail of this photo is damaged.")
    return image


def from_array(pixels: npt.NDArray[np.uint8]) -> QImage:
    """An upright RGB array (height, width, 3) as a picture of its own memory."""
    height, width = pixels.shape[:2]
    tight = np.ascontiguousarray(pixels)
    shared = QImage(tight.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return shared.convertToFormat(QImage.Format.Format_RGB32)


def cell(image: QImage, side: int, radius: float) -> QImage:
    """The middle square of a picture, `side` px, with rounded corners."""
    edge = min(image.width(), image.height())
    middle = QRect((image.width() - edge) // 2, (image.height() - edge) // 2, edge, edge)
    square = image.copy(middle).scaled(
        side,
        side,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    rounded = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    rounded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(rounded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    brush = QBrush(square)
    brush.setTransform(QTransform())
    painter.setBrush(brush)
    painter.drawRoundedRect(QRectF(0, 0, side, side), radius, radius)
    painter.end()
    return rounded

"""Encoded bytes and arrays as QImage: upright pictures and square thumbnails."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColorSpace, QImage, QPainter, QTransform

from photoclip.errors import PhotoError
from photoclip.ui.speech import tr


def from_bytes(encoded: bytes) -> QImage:
    """Decode a thumbnail, a JPEG.

    Naming the format is what lets threads do this: asked to guess, Qt tries its SVG reader, which
    connects objects while it holds Python's lock, and the window's thread may wait for that lock
    while it holds Qt's.

    Raises:
        PhotoError: the bytes are no picture.
    """
    image = QImage()
    if not image.loadFromData(encoded, "JPEG"):
        raise PhotoError(tr("Grid", "The stored thumbnail of this photo is damaged."))
    return _srgb(image)


def from_array(pixels: npt.NDArray[np.uint8], *, lean: bool = False) -> QImage:
    """An upright sRGB array (height, width, 3) as a picture of its own memory.

    Args:
        pixels: what `Showing.picture` gives.
        lean: three bytes for each pixel in place of four, slower to paint: for huge pictures.
    """
    height, width = pixels.shape[:2]
    tight = np.ascontiguousarray(pixels)
    shared = QImage(tight.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return _srgb(shared.copy() if lean else shared.convertToFormat(QImage.Format.Format_RGB32))


def from_rgba(pixels: npt.NDArray[np.uint8]) -> QImage:
    """An upright sRGB array with opacity (height, width, 4) as a picture of its own memory."""
    height, width = pixels.shape[:2]
    tight = np.ascontiguousarray(pixels)
    shared = QImage(tight.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return _srgb(shared.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))


def _srgb(image: QImage) -> QImage:
    """The picture, said to be what it is: its profile was applied when it was decoded."""
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return image


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
    with QPainter(rounded) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        brush = QBrush(square)
        brush.setTransform(QTransform())
        painter.setBrush(brush)
        painter.drawRoundedRect(QRectF(0, 0, side, side), radius, radius)
    return rounded

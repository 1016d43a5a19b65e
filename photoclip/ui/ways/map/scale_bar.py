"""How far it is on the map: a bar of a round length in its corner."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from photoclip.places.mercator import View
from photoclip.ui import wording
from photoclip.ui.ways.map.ground import Tints

_LONGEST = 110  # px


def paint_scale(painter: QPainter, view: View, tints: Tints) -> None:
    """Paint it for the middle of a view."""
    longest = view.km_of_pixel * _LONGEST
    unit = 10.0 ** math.floor(math.log10(longest))
    km = max(each for each in (1, 2, 5) if each * unit <= longest) * unit
    length, base = km / view.km_of_pixel, view.height - 14.0
    backing = QColor(tints.land)
    backing.setAlphaF(0.7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(backing)
    painter.drawRoundedRect(QRectF(10, base - 19, max(length, 40.0) + 12, 26), 6, 6)
    painter.setPen(QPen(tints.quiet, 1.5))
    ends = (16.0, 16.0 + length)
    painter.drawPolyline(
        [
            QPointF(ends[0], base - 4),
            QPointF(ends[0], base),
            QPointF(ends[1], base),
            QPointF(ends[1], base - 4),
        ]
    )
    font = QFont(painter.font())
    font.setPixelSize(10)
    painter.setFont(font)
    text = f"{wording.number(round(km))} km" if km >= 1 else f"{round(km * 1000)} m"
    painter.drawText(QPointF(22, base - 5), text)

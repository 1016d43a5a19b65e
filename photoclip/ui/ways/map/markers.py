"""Clusters of photos on the map: a thumbnail with how many there are."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from photoclip.places.clusters import Clusters, Ids
from photoclip.places.mercator import View
from photoclip.ui.theme import Colours

SIDE = 56.0  # px of a cluster's picture
_ALONE = 44.0  # px of a single photo's
_FRAME = 2.5  # px
_RADIUS = 9.0
_BADGE = 19.0  # px high
_SHADOW = 4  # px


@dataclass(frozen=True, slots=True)
class Marker:
    """One cluster on the screen."""

    cluster: int
    rect: QRectF
    count: int
    photo: int  # the id of its first one


def markers_of(clusters: Clusters, ids: Ids, view: View) -> list[Marker]:
    """The clusters in view in the order in which they are painted: from north, front ones last.

    `ids` are the photos that were grouped, (n,).
    """
    if not len(clusters.counts):
        return []
    places = view.on_screen(clusters.middles)
    near = (
        np.abs(places - (view.width / 2, view.height / 2))
        < (view.width / 2 + SIDE, view.height / 2 + SIDE)
    ).all(axis=1)
    found: list[Marker] = []
    for each in np.flatnonzero(near)[np.argsort(places[near, 1], kind="stable")].tolist():
        count = int(clusters.counts[each])
        side = SIDE if count > 1 else _ALONE
        x, y = places[each].tolist()
        rect = QRectF(x - side / 2, y - side / 2, side, side)
        found.append(Marker(each, rect, count, int(ids[clusters.firsts[each]])))
    return found


class MarkerPainter:
    """Paints markers in a theme's colours."""

    def __init__(self, painter: QPainter, colours: Colours, *, dark: bool) -> None:
        self._painter, self._colours = painter, colours
        self._frame = QColor("#f5f5f7" if dark else "#ffffff")

    def paint(
        self, marker: Marker, picture: QPixmap | None, text: str, *, chosen: bool, over: bool
    ) -> None:
        """One marker; `text` is how many photos it has, "" for one."""
        rect = marker.rect.adjusted(-3, -3, 3, 3) if over or chosen else marker.rect
        self._shadow(rect)
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.accent) if chosen else self._frame)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        inner = rect.adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)
        path = QPainterPath()
        path.addRoundedRect(inner, _RADIUS - _FRAME, _RADIUS - _FRAME)
        painter.fillPath(path, QColor(self._colours.cell))
        if picture is not None:
            painter.save()
            painter.setClipPath(path)
            painter.drawPixmap(inner, picture, QRectF(picture.rect()))
            painter.restore()
        if text:
            self._badge(rect, text)

    def _shadow(self, rect: QRectF) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        for step in range(_SHADOW, 0, -1):
            self._painter.setBrush(QColor(0, 0, 0, 9 + 5 * (_SHADOW - step)))
            spread = rect.adjusted(-step, -step + 1.5, step, step + 1.5)
            self._painter.drawRoundedRect(spread, _RADIUS + step, _RADIUS + step)

    def _badge(self, rect: QRectF, text: str) -> None:
        painter = self._painter
        font = QFont(painter.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.DemiBold)
        width = max(_BADGE, QFontMetricsF(font).horizontalAdvance(text) + 11)
        corner = QPointF(rect.right() - width + 9, rect.top() - _BADGE / 2 + 1)
        badge = QRectF(corner.x(), corner.y(), width, _BADGE)
        painter.setPen(QPen(self._frame, 1.5))
        painter.setBrush(QColor(self._colours.accent))
        painter.drawRoundedRect(badge, _BADGE / 2, _BADGE / 2)
        painter.setPen(QColor(self._colours.on_accent))
        painter.setFont(font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

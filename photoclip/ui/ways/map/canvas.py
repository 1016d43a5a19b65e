"""The map on the screen: moved, zoomed, and asked for what lies somewhere."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from photoclip.places.clusters import Clusters, Ids, clustered
from photoclip.places.mercator import Numbers, View, degrees, flat
from photoclip.ui import wording
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.map.ground import Tints, paint_ground
from photoclip.ui.ways.map.markers import SIDE, Marker, MarkerPainter, markers_of
from photoclip.ui.ways.map.scale_bar import paint_scale

_AROUND = 192.0  # px of ground painted beyond each edge of the view
_MOVES = 240  # ms that a view moves to another
_DRAGGED = 4  # px from which on a press is a drag
_STEP = 96.0  # px of an arrow key
_ARROWS = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -_STEP),
    Qt.Key.Key_Down: (0.0, _STEP),
}
_CLOSER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_WORLD = View(0.5, 0.42, 0.0, 640, 480)


@dataclass(frozen=True, slots=True, eq=False)
class _Grouped:
    """Photos with their clusters: of one list, also while those of another are being made."""

    ids: Ids
    points: Numbers
    clusters: Clusters

    @classmethod
    def none(cls) -> "_Grouped":
        """No photos."""
        points = np.zeros((0, 2))
        return cls(np.zeros(0, np.int64), points, clustered(points, _WORLD))

    def markers(self, view: View) -> list[Marker]:
        """The clusters in a view."""
        return markers_of(self.clusters, self.ids, view)


class MapCanvas(QWidget):
    """A drag moves the map, wheel and pinch zoom about the pointer, a click chooses a cluster.

    Double click zooms to what a cluster holds. Shift and a drag draw an area. Keys: arrows move,
    + and - zoom, 0 shows all photos, Page Down and Page Up go from cluster to cluster, Enter
    zooms to the chosen one.
    """

    view_changed = Signal()
    cluster_chosen = Signal(object)  # the ids of its photos; None: no more
    area_chosen = Signal(float, float, float, float)  # south, west, north, east in degrees

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "mapCanvas", tr("Map", "Map of photos"))
        self._theme, self._jobs = theme, jobs
        self.view = _WORLD
        self._grouped = _Grouped.none()
        self._ids, self._points = self._grouped.ids, self._grouped.points
        self._thumbnails: PhotoListModel | None = None
        self._markers: list[Marker] = []
        self._chosen: int | None = None  # the first photo of the chosen cluster
        self._over: int | None = None
        self._ground: tuple[View, QImage] | None = None
        self._busy: set[str] = set()  # what is being made in the background
        self._late: set[str] = set()  # what is to be made once more after that
        self._pressed: tuple[QPointF, View] | None = None
        self._area: QRectF | None = None
        self.draws_areas = False
        self._motion = QVariantAnimation(self, duration=_MOVES)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.valueChanged.connect(self._moved)
        self._way = (self.view, self.view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self._theme_changed)

    # What is shown

    def show_points(self, ids: Ids, points: Numbers) -> None:
        """Show photos at these points of the flat world, (n, 2); the view stays."""
        self._ids, self._points = ids, points
        self._make("clusters")

    def use_thumbnails(self, photos: PhotoListModel) -> None:
        """Take the clusters' pictures from here."""
        self._thumbnails = photos
        photos.set_thumbnail_side(round(SIDE * self.devicePixelRatioF()))
        photos.dataChanged.connect(self.update)

    def show_view(self, view: View, *, at_once: bool = False) -> None:
        """Glide to a view, or be there."""
        view = replace(view, width=self.width(), height=self.height()).bounded()
        self._motion.stop()
        if at_once:
            self._show(view)
        else:
            turn = round(self.view.x - view.x)  # the shorter way around the world
            self._way = (self.view, replace(view, x=view.x + turn))
            self._motion.start()

    def show_all(self) -> None:
        """Show every photo."""
        view = _WORLD if not len(self._points) else self.view.showing(self._points)
        self.show_view(view, at_once=not self.isVisible())

    def sees_any(self) -> bool:
        """Whether a photo lies in the view."""
        return bool(len(self._points)) and bool(self.within(*self.box()).size)

    def sees_all(self) -> bool:
        """Whether every photo lies in the view."""
        return len(self.within(*self.box())) == len(self._points)

    def box(self) -> tuple[float, float, float, float]:
        """South, west, north and east of the view in degrees."""
        return self._degrees(QRectF(0, 0, self.width(), self.height()))

    def within(self, south: float, west: float, north: float, east: float) -> Ids:
        """The numbers of the photos in an area; where west is larger it goes over 180 degrees."""
        (left, bottom), (right, top) = flat(np.array([south, north]), np.array([west, east]))
        x, y = self._points.T
        across = (x >= left) & (x <= right) if left <= right else (x >= left) | (x <= right)
        return np.flatnonzero(across & (y >= top) & (y <= bottom))

    @property
    def markers(self) -> tuple[Marker, ...]:
        """The clusters on the screen, from north to south."""
        return tuple(self._markers)

    def choose(self, marker: Marker | None) -> None:
        """Mark a cluster and say so."""
        self._chosen = None if marker is None else marker.photo
        said = "" if marker is None else tr("Grid", "%Ln photo(s)", "", marker.count)
        self.setAccessibleDescription(said)
        self.cluster_chosen.emit(
            None if marker is None else self._grouped.ids[self._members(marker)]
        )
        self.update()

    def zoom(self, steps: float) -> None:
        """Closer or farther away, about the middle."""
        self.show_view(self._target().zoomed(steps, self.width() / 2, self.height() / 2))

    # Moving

    def _target(self) -> View:
        """The view that is shown, or that will be when the map has glided there."""
        return self._way[1] if self._motion.state() == self._motion.State.Running else self.view

    def _moved(self, part: float) -> None:
        one, other = self._way
        self._show(one.toward(other, part))

    def _show(self, view: View) -> None:
        self.view = view
        self._markers = self._grouped.markers(view)
        self._make("ground")
        self._make("clusters")
        self.view_changed.emit()
        self.update()

    # In the background

    def _make(self, what: str) -> None:
        """Have the ground or the clusters of the view made; one of each at a time."""
        if what in self._busy:
            self._late.add(what)
            return
        self._busy.add(what)
        if what == "ground":
            view = replace(
                self.view,
                width=self.width() + 2 * _AROUND,
                height=self.height() + 2 * _AROUND,
            )
            tints = Tints.of(self._theme.colours, dark=self._theme.is_dark)
            pixels = self.devicePixelRatioF()
            work = partial(paint_ground, view, tints, wording.locale().name()[:2], pixels)
            self._jobs.run(Lane.MAP, work, partial(self._ground_made, view))
        else:
            work = partial(clustered, self._points, self.view)
            self._jobs.run(Lane.MAP, work, partial(self._clusters_made, self._ids, self._points))

    def _ground_made(self, view: View, picture: QImage) -> None:
        self._ground = (view, picture)
        self._again("ground")
        self.update()

    def _clusters_made(self, ids: Ids, points: Numbers, clusters: Clusters) -> None:
        if ids is self._ids:
            self._grouped = _Grouped(ids, points, clusters)
            self._markers = self._grouped.markers(self.view)
            if self._thumbnails is not None:
                self._thumbnails.show_ids(
                    np.array([each.photo for each in self._markers], np.int64)
                )
        self._again("clusters")
        self.update()

    def _again(self, what: str) -> None:
        self._busy.discard(what)
        if what in self._late:
            self._late.discard(what)
            self._make(what)

    def _theme_changed(self) -> None:
        self._make("ground")
        self.update()

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            tints = Tints.of(self._theme.colours, dark=self._theme.is_dark)
            painter.fillRect(self.rect(), tints.water)
            self._paint_ground(painter)
            self._paint_markers(painter)
            paint_scale(painter, self.view, tints)
            if self._area is not None:
                accent = QColor(self._theme.colours.accent)
                painter.setPen(QPen(accent, 1.5))
                accent.setAlphaF(0.14)
                painter.setBrush(accent)
                painter.drawRoundedRect(self._area, 4, 4)
            if self.hasFocus():
                painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_ground(self, painter: QPainter) -> None:
        if self._ground is None:
            return
        view, picture = self._ground
        grown = self.view.scale / view.scale
        x, y = self.view.on_screen(np.array([[view.x, view.y]]))[0].tolist()
        width, height = view.width * grown, view.height * grown
        target = QRectF(x - width / 2, y - height / 2, width, height)
        if grown == 1.0:  # whole px keep names sharp
            target.moveTo(round(target.x()), round(target.y()))
        painter.drawImage(target, picture, QRectF(picture.rect()))

    def _paint_markers(self, painter: QPainter) -> None:
        colours = self._theme.colours
        marks = MarkerPainter(painter, colours, dark=self._theme.is_dark)
        last = (self._over, self._chosen)
        for each in sorted(self._markers, key=lambda one: one.photo in last):
            marks.paint(
                each,
                self._picture(each),
                wording.number(each.count) if each.count > 1 else "",
                chosen=each.photo == self._chosen,
                over=each.photo == self._over,
            )

    def _picture(self, marker: Marker) -> QPixmap | None:
        photos = self._thumbnails
        row = photos.row_of(marker.photo) if photos is not None else -1
        if photos is None or row < 0:
            return None
        found = photos.index(row).data(Qt.ItemDataRole.DecorationRole)
        return found if isinstance(found, QPixmap) else None

    # Hands

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.show_view(self._target(), at_once=True)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120 * 0.5
        if steps:
            self._zoom_at(steps, event.position())
        event.accept()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom_at(float(np.log2(max(0.1, 1 + event.value()))), event.position())
                return True
        elif event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().event(event)

    def _zoom_at(self, steps: float, place: QPointF) -> None:
        self._motion.stop()
        self._show(self.view.zoomed(steps, place.x(), place.y()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._motion.stop()
            self._pressed = (event.position(), self.view)
            if self.draws_areas or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._area = QRectF(event.position(), event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(self._at(event.position()))
            return
        start, view = self._pressed
        way = event.position() - start
        if self._area is not None:
            self._area = QRectF(start, event.position()).normalized()
            self.update()
        elif way.manhattanLength() > _DRAGGED or view != self.view:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._show(view.moved(-way.x(), -way.y()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        (start, view), self._pressed = self._pressed, None
        self.unsetCursor()
        area, self._area = self._area, None
        if area is not None and min(area.width(), area.height()) > _DRAGGED:
            self.area_chosen.emit(*self._degrees(area))
        elif (event.position() - start).manhattanLength() <= _DRAGGED and view == self.view:
            self.choose(self._at(event.position()))
        self.update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        marker = self._at(event.position())
        if marker is None:
            self.show_view(self.view.zoomed(1, event.position().x(), event.position().y()))
        else:
            self._zoom_to(marker)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.show_view(self._target().moved(*_ARROWS[key]))
        elif key in _CLOSER or key == Qt.Key.Key_Minus:
            self.zoom(1 if key in _CLOSER else -1)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.show_all()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._step(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (marker := self._chosen_marker()):
            self._zoom_to(marker)
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Choose the next cluster from west to east."""
        order = sorted(self._markers, key=lambda each: each.rect.left())
        if order:
            at = next((n for n, each in enumerate(order) if each.photo == self._chosen), None)
            first = 0 if by > 0 else -1
            self.choose(order[first if at is None else (at + by) % len(order)])

    def _zoom_to(self, marker: Marker) -> None:
        points = self._grouped.points[self._members(marker)]
        closer = self.view.showing(points)
        if np.ptp(points, axis=0).max(initial=0.0) < 1e-7 or closer.zoom < self.view.zoom + 0.5:
            closer = replace(closer, zoom=self.view.zoom + 2)
        self.show_view(closer)

    def _members(self, marker: Marker) -> Ids:
        """The numbers of a cluster's photos among those that are grouped."""
        return self._grouped.clusters.members(marker.cluster)

    def _chosen_marker(self) -> Marker | None:
        return next((each for each in self._markers if each.photo == self._chosen), None)

    def _at(self, place: QPointF) -> Marker | None:
        return next((each for each in reversed(self._markers) if each.rect.contains(place)), None)

    def _hover(self, marker: Marker | None) -> None:
        over = None if marker is None else marker.photo
        if over != self._over:
            self._over = over
            self.setCursor(
                Qt.CursorShape.ArrowCursor if marker is None else Qt.CursorShape.PointingHandCursor
            )
            self.update()

    def _degrees(self, area: QRectF) -> tuple[float, float, float, float]:
        north, west = degrees(*self.view.at(area.left(), area.top()))
        south, east = degrees(*self.view.at(area.right(), area.bottom()))
        if area.width() >= self.view.scale:
            west, east = -180.0, 180.0
        return south, west, north, east

"""The plane as a widget: one moves over it, looks closer, and draws round photos to select them."""

import math
from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QSize, Qt, QVariantAnimation, Signal
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
from PySide6.QtWidgets import QWidget

from photoclip.library.likeness.regions import Region
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.likeness import painting
from photoclip.ui.ways.likeness.dots import Ints
from photoclip.ui.ways.likeness.frame import Frame
from photoclip.ui.ways.likeness.painting import PictureOf, Plane
from photoclip.ui.ways.likeness.seen import Seen

_STEP = 1.5  # one step of zoom, as a factor
_PULL = 90.0  # px that an arrow key moves
_EDGE = 60.0  # px that a photo with the keyboard stays away from the edges
_DRAGGED = 4.0  # px from which on a press is a drag
_CORNERS_APART = 3.0  # px between two points of a lasso
_MOVES = 260  # ms that a view glides to another
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
MOVE, RECTANGLE, LASSO = "move", "rectangle", "lasso"
_NOBODY = np.zeros(0, np.int64)


class LikenessCanvas(QWidget):
    """Wheel and pinch look closer; a drag moves, or draws a rectangle or a lasso.

    Keys: arrows move, plus and minus look closer and back, 0 shows all; Page Down and Page Up go
    from region to region, Ctrl and an arrow from photo to photo. Space selects the photo, or the
    region's photos; Enter asks for what is selected, or opens the photo.
    """

    selection_changed = Signal()
    hovered = Signal(int, QPointF)  # the place of a photo in the list, -1 none; where it is
    opened = Signal(int)  # the place of a photo in the list
    entered = Signal()  # Enter: go to the selected photos
    menu_wanted = Signal(QPointF)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "likenessCanvas", tr("Likeness", "Map of similar photos"))
        self._theme = theme
        nothing = np.zeros(0, np.bool_)
        self._plane = Plane(np.zeros((0, 2), np.float32), _NOBODY, nothing, nothing, ())
        self._frame = Frame()
        self._picture: PictureOf = _none
        self.tool = MOVE
        self._region: Region | None = None
        self._current = -1  # the place in the list of the photo that has the keyboard
        self._pressed: tuple[str, QPointF, Frame] | None = None
        self._outline: list[QPointF] = []
        self._dots: tuple[object, QImage] | None = None
        self._view = Seen(self._plane, self._frame)
        self._motion = QVariantAnimation(self, duration=_MOVES)
        self._motion.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.valueChanged.connect(self._glide)
        self._way = (self._frame, self._frame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self._repaint)

    # What is shown

    def show_plane(self, plane: Plane) -> None:
        """Show photos on the plane; where one stands stays."""
        if len(plane.places) != len(self._plane.places):
            self._current = -1
        self._plane = plane
        if self._region is not None and self._region not in plane.regions:
            self._region = None
        self._repaint()

    def show_pictures(self, picture: PictureOf) -> None:
        """What gives the picture of the photo at a place of the list, once it is there."""
        self._picture = picture

    @property
    def plane(self) -> Plane:
        """What is shown."""
        return self._plane

    @property
    def frame(self) -> Frame:
        """Which part of it is seen."""
        return self._frame

    @property
    def current(self) -> int:
        """The place in the list of the photo that has the keyboard; -1: none."""
        return self._current

    def chosen(self) -> Ints:
        """The places in the list of the selected photos."""
        return np.flatnonzero(self._plane.chosen)

    def choose(self, chosen: npt.NDArray[np.bool_], *, more: bool = False) -> None:
        """Select photos, bool (n,); only such as belong to what is looked at."""
        now = chosen & self._plane.shown
        if more:
            now |= self._plane.chosen
        if not np.array_equal(now, self._plane.chosen):
            old = self._plane
            self._plane = Plane(old.places, old.hills, old.shown, now, old.regions)
            self._repaint()
            self.selection_changed.emit()

    def choose_none(self) -> None:
        """Select nothing."""
        self.choose(np.zeros(len(self._plane.chosen), np.bool_))

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Closer (positive) or farther from a place; None: the middle."""
        where = at or QPointF(self.width() / 2, self.height() / 2)
        self._motion.stop()
        self._look(self._frame.zoomed(_STEP**steps, where.x(), where.y()))

    def show_all(self) -> None:
        """The whole plane."""
        self._region = None
        self._go(Frame().resized(self.width(), self.height()))

    def in_view(self) -> Ints:
        """The places in the list of the photos in view, those looked at first."""
        return self._seen.photos

    # Regions and photos by the keyboard

    def step_photo(self, across: int, down: int) -> None:
        """To the next photo in a direction, first of those in view."""
        found = self._seen.next_to(self._current, (across, down))
        if found >= 0:
            self._stand_on(found)

    def _stand_on(self, photo: int) -> None:
        """Give a photo the keyboard, or none (-1), and bring it into view."""
        self._current = photo
        if photo >= 0:
            at, size = self._seen.where(photo), np.array([self.width(), self.height()])
            x, y = (np.clip(at, _EDGE, size - _EDGE) - at).tolist()
            self._look(self._frame.moved(x, y))
        beside = painting.PICTURE / 2 if self._seen.tiles is not None else 0.0
        at = self._seen.where(photo) + beside if photo >= 0 else (0.0, 0.0)
        self.hovered.emit(photo, QPointF(*map(float, at)))
        self.update()

    def _enter(self) -> None:
        """What is selected, else the photo or the region that has the keyboard."""
        if self._current >= 0 and not self._plane.chosen.any():
            self.opened.emit(self._current)
            return
        if self._region is not None and not self._plane.chosen.any():
            self.choose_region()
        self.entered.emit()

    def step_region(self, by: int) -> None:
        """To the next region with a name, the largest first."""
        regions = [each for each in self._plane.regions if each.name and each.depth == 0]
        if not regions:
            return
        here = regions.index(self._region) if self._region in regions else (-1 if by > 0 else 0)
        region = self._region = regions[(here + by) % len(regions)]
        self._stand_on(-1)
        photos = tr("Grid", "%Ln photo(s)", "", region.photos)
        self.setAccessibleDescription(f"{region.name}: {photos}")
        mine = self._plane.places[self._of(region)]
        low, high = np.percentile(mine, [3, 97], axis=0) if len(mine) else (mine, mine)
        self._go(self._frame.on(tuple(low.tolist()), tuple(high.tolist())))

    def choose_region(self, *, more: bool = False) -> None:
        """Select the photo or the region that has the keyboard, or else the photos in view."""
        chosen = np.zeros(len(self._plane.chosen), np.bool_)
        if self._current >= 0:
            chosen[self._seen.behind(self._current)] = True
        elif self._region is not None:
            chosen[self._of(self._region)] = True
        else:
            at = self._frame.pixels(self._plane.places)
            chosen = (at >= 0).all(axis=1)
            chosen &= (at[:, 0] < self.width()) & (at[:, 1] < self.height())
        self.choose(chosen, more=more)

    def _of(self, region: Region) -> Ints:
        """The photos on the same hill as a region's middle."""
        if not len(self._plane.places):
            return _NOBODY
        middle = np.array([region.x, region.y], np.float32)
        nearest = int(np.linalg.norm(self._plane.places - middle, axis=1).argmin())
        return np.flatnonzero(self._plane.hills == self._plane.hills[nearest])

    # Qt's side

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._motion.stop()
        self._look(self._frame.resized(self.width(), self.height()))
        super().resizeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            seen, colours = self.in_view(), self._theme.colours
            tiles = self._seen.tiles
            if tiles is None:
                key = (self._frame, id(self._plane), colours.window, self.devicePixelRatioF())
                if self._dots is None or self._dots[0] != key:
                    image = painting.picture_of_dots(
                        self._plane, self._frame, seen, colours, self.devicePixelRatioF()
                    )
                    self._dots = key, image
                painter.drawImage(0, 0, self._dots[1])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if tiles is not None:
                painting.paint_tiles(painter, self._plane, tiles, self._picture, colours)
            painting.paint_names(painter, self._plane, self._frame, colours, self._region)
            if self._current >= 0 and self.hasFocus():
                at = QPointF(*self._seen.where(self._current).tolist())
                painting.paint_ring(painter, at, colours, is_picture=tiles is not None)
            if len(self._outline) > 1:
                painting.paint_outline(painter, self._outline, colours)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(event.angleDelta().y() / 180, event.position())
        event.accept()

    @override
    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom(math.log(max(0.1, 1 + event.value()), _STEP), event.position())
            return True
        if event.type() == QEvent.Type.Leave:
            self.hovered.emit(-1, QPointF())
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            tool = RECTANGLE if shift and self.tool == MOVE else self.tool
            self._motion.stop()
            self._pressed = (tool, event.position(), self._frame)
            self._outline = [event.position()]
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._pressed = (MOVE, event.position(), self._frame)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        if self._pressed is None:
            self.hovered.emit(self.photo_at(here), here)
            return
        tool, began, frame = self._pressed
        if tool == MOVE:
            if (here - began).manhattanLength() >= _DRAGGED:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._outline = []
                self._look(frame.moved(here.x() - began.x(), here.y() - began.y()))
        elif tool == RECTANGLE:
            corners = ((began.x(), began.y()), (here.x(), began.y()))
            corners += ((here.x(), here.y()), (began.x(), here.y()))
            self._outline = [QPointF(*each) for each in corners]
        elif (here - self._outline[-1]).manhattanLength() >= _CORNERS_APART:
            self._outline.append(here)
        self.hovered.emit(-1, here)
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        tool, began, _ = self._pressed
        outline, self._outline, self._pressed = self._outline, [], None
        self.unsetCursor()
        adds = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        more = bool(
            event.modifiers()
            & (
                adds
                if tool != RECTANGLE or self.tool == RECTANGLE
                else Qt.KeyboardModifier.ControlModifier
            )
        )
        if (event.position() - began).manhattanLength() < _DRAGGED:
            self._click(event.position(), more=more)
        elif tool != MOVE and len(outline) > 2:
            at = self._frame.pixels(self._plane.places)
            self.choose(painting.inside(outline, at), more=more)
        self.update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        photo = self.photo_at(event.position())
        if photo >= 0:
            self.opened.emit(photo)
        else:
            self.zoom(2, event.position())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = QPointF(event.pos())
        photo = self.photo_at(where)
        if photo >= 0 and not self._plane.chosen[photo]:
            self._click(where, more=False)
        if self._plane.chosen.any():
            self.menu_wanted.emit(where)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = (
            event.key(),
            not event.modifiers()
            & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier),
        )
        more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        deeds: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: partial(self.zoom, 1),
            Qt.Key.Key_Equal: partial(self.zoom, 1),
            Qt.Key.Key_Minus: partial(self.zoom, -1),
            Qt.Key.Key_0: self.show_all,
            Qt.Key.Key_PageDown: partial(self.step_region, 1),
            Qt.Key.Key_PageUp: partial(self.step_region, -1),
            Qt.Key.Key_Space: partial(self.choose_region, more=more),
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
        }
        if key in _ARROWS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            across, down = _ARROWS[Qt.Key(key)]
            self.step_photo(-across, -down)
        elif plain and key in _ARROWS:
            across, down = _ARROWS[Qt.Key(key)]
            self._look(self._frame.moved(across * _PULL, down * _PULL))
        elif plain and key in deeds:
            deeds[key]()
        elif plain and key == Qt.Key.Key_Escape and self._plane.chosen.any():
            self.choose_none()
        elif plain and key == Qt.Key.Key_Escape and self._current >= 0:
            self._stand_on(-1)
        elif plain and key == Qt.Key.Key_Escape and self._region is not None:
            self.show_all()
        else:
            event.ignore()

    # Within

    def photo_at(self, where: QPointF) -> int:
        """The photo under a pixel, by its place in the list; -1: none."""
        return self._seen.photo_at(where.x(), where.y())

    @property
    def _seen(self) -> Seen:
        """What is in view now."""
        if self._view.plane is not self._plane or self._view.frame != self._frame:
            self._view = Seen(self._plane, self._frame)
        return self._view

    def _click(self, where: QPointF, *, more: bool) -> None:
        photo = self.photo_at(where)
        chosen = np.zeros(len(self._plane.chosen), np.bool_)
        if photo >= 0:
            chosen[self._seen.behind(photo)] = True
            if more and self._plane.chosen[photo]:
                self.choose(self._plane.chosen & ~chosen)
                return
        self.choose(chosen, more=more)

    def _go(self, frame: Frame) -> None:
        self._way = (self._frame, frame)
        self._motion.stop()
        self._motion.start()

    def _glide(self, share: float) -> None:
        self._look(self._way[0].between(self._way[1], share))

    def _look(self, frame: Frame) -> None:
        if frame != self._frame:
            self._frame = frame
            self.update()

    def _repaint(self) -> None:
        self._dots = None
        self.update()


def _none(_photo: int) -> None:
    """Nothing has a picture."""

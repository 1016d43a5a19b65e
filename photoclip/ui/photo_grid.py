"""The grid of thumbnails: what a person does with photos in it."""

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDrag,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from photoclip.ui.grid_layout import LARGEST, SMALLEST
from photoclip.ui.grid_selection import selection_of
from photoclip.ui.grid_view import AnyIndex, Flag
from photoclip.ui.overrides import override
from photoclip.ui.photo_drag import PhotoMime, drag_picture
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.placed_grid import PlacedGrid
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

DEFAULT_SIZE = 168  # px
_STEP = 1.25  # one step larger, as a factor
_SETTLED = 120  # ms without a change of size until thumbnails of the new size are made
_ANNOUNCE = 30  # ms in which changes of the selection are one
_IN_HAND = 3  # pictures that hang on the pointer
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_STACK_MARK = (36, 26)  # px: where the number of a stack takes a click
_STARS = frozenset("012345")  # keys that judge photos, and no beginning of a search


class PhotoGrid(PlacedGrid):
    """What a person does here goes out by signals; the photos are known by their ids."""

    opened = Signal(int)  # photo id
    similar_wanted = Signal(int)  # photo id
    stack_wanted = Signal(int)  # photo id: what is behind it is to be shown, or hidden again
    typed = Signal(str)  # letters typed here belong to the search field
    selection_changed = Signal()  # other photos are selected, or another one has the keyboard
    context_menu_wanted = Signal(QPoint)  # on the screen
    thumbnail_size_changed = Signal(int)  # px
    scrolled = Signal()  # other photos are in view, or the list is another one

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._whole = False
        self._pressed_line = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._announce = QTimer(self, singleShot=True, interval=_ANNOUNCE)
        self.setObjectName("photoGrid")
        self.setAccessibleName(tr("Grid", "Photos"))
        self.setDragEnabled(True)
        self.doubleClicked.connect(self._open)
        self._settle.timeout.connect(self._show_settled)
        self._announce.timeout.connect(self._announce_selection)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # The photos

    @override
    def show_list(self, photos: PhotoListModel) -> None:
        """Show a list of photos."""
        super().show_list(photos)
        photos.modelReset.connect(self._announce.start)  # which is no change that Qt tells of
        self.selectionModel().currentChanged.connect(self._announce.start)
        self.selectionModel().selectionChanged.connect(self._announce.start)
        self.lay_out()
        self._show_settled()

    def find_similar(self) -> None:
        """Ask for photos like the current one."""
        photo_id = self.current_id()
        if photo_id is not None:
            self.similar_wanted.emit(photo_id)

    # What is in view

    def top_row(self) -> tuple[int, int]:
        """The places of the first row that is seen, the end excluded."""
        top = self.verticalOffset() + self._layout.gap
        return self._layout.places_between(top, top + 1)

    def show_at_top(self, place: int) -> None:
        """Scroll until a place of the list is at the top."""
        photos = self.photos()
        if photos and 0 <= place < photos.rowCount():
            self.scrollTo(photos.index(place), self.ScrollHint.PositionAtTop)

    # Size of the thumbnails

    @property
    def thumbnail_size(self) -> int:
        """The side that was chosen, px; the columns are filled evenly near it."""
        return round(self._target)

    def set_thumbnail_size(self, px: float) -> None:
        """Show thumbnails of about this side, from 64 to 360 px."""
        target = min(max(float(px), SMALLEST), LARGEST)
        if target != self._target:
            with self.keeping_place():
                self._target = target
            self.thumbnail_size_changed.emit(round(target))

    def zoom(self, steps: float) -> None:
        """Larger (positive) or smaller thumbnails."""
        self.set_thumbnail_size(self._target * _STEP**steps)

    @property
    def shows_whole(self) -> bool:
        """Whether whole pictures are shown rather than their middle squares."""
        return self._whole

    def show_whole(self, whole: bool) -> None:
        """Show whole pictures rather than their middle squares."""
        self._whole = whole
        self._show_settled()

    @override
    def lay_out(self) -> None:
        """Lay out anew; thumbnails of the new size follow when it settles."""
        side = self._layout.side
        super().lay_out()
        if self._layout.side != side:
            self._smooth = False
            self._settle.start()
        self.scrolled.emit()

    def _show_settled(self) -> None:
        self._settle.stop()
        self._smooth = True
        photos = self.photos()
        if photos:
            side = round(self._layout.side * self.devicePixelRatioF())
            photos.set_thumbnail_side(side, whole=self._whole)
        self.viewport().update()

    # The selection

    def _announce_selection(self) -> None:
        photos = self.photos()
        if photos:
            photos.files.want(self.selected())
        self.selection_changed.emit()

    def _choose_section(self, section: int, modifiers: Qt.KeyboardModifier) -> None:
        photos = self.photos()
        if photos is None:
            return
        first, end = self._layout.bounds(section)
        command = Flag.ClearAndSelect
        if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            command = Flag.Deselect if self.chosen().among(first, end).all() else Flag.Select
        self.selectionModel().setCurrentIndex(photos.index(first), Flag.NoUpdate)
        self.selectionModel().select(selection_of(photos, [(first, end)]), command)

    # The mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        section = self._line_at(event.position().toPoint())
        self._pressed_line = section >= 0 and event.button() == Qt.MouseButton.LeftButton
        top = self._stack_at(event.position().toPoint())
        if top is not None and event.button() == Qt.MouseButton.LeftButton:
            self.stack_wanted.emit(top)
            return
        if self._pressed_line:
            self._choose_section(section, event.modifiers())
            return
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            self._hover(event.position().toPoint())
        if not self._pressed_line:
            super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._band is not None:
            self._band = None
            self.viewport().update()
        super().mouseReleaseEvent(event)
        self._pressed_line = False

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(event.angleDelta().y() / 120)
            event.accept()
            return
        super().wheelEvent(event)
        self._hover(event.position().toPoint())

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(QPoint(-1, -1))
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.set_thumbnail_size(self._target * (1 + event.value()))
            return True
        if isinstance(event, QHelpEvent) and self._line_at(event.pos()) >= 0:
            first, end = self._layout.bounds(self._line_at(event.pos()))
            hint = tr("Grid", "Select %Ln photo(s)", "", end - first)
            QToolTip.showText(event.globalPos(), hint, self.viewport())
            return True
        return super().viewportEvent(event)

    @override
    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        place = arg__1.globalPos()
        if arg__1.reason() == QContextMenuEvent.Reason.Keyboard:
            middle = self.visualRect(self.currentIndex()).center()
            place = self.viewport().mapToGlobal(middle)
        if self.current_id() is not None:
            self.context_menu_wanted.emit(place)

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        photos = self.photos()
        if photos is None or not self.chosen():
            return
        drag = QDrag(self)
        drag.setMimeData(self.dragged())
        drag.setPixmap(self._drag_picture(photos))
        drag.setHotSpot(QPoint(-12, -8))
        drag.exec(Qt.DropAction.CopyAction)

    def dragged(self) -> PhotoMime:
        """What a drag of the selected photos carries."""
        ids = self.selected_ids()
        photos = self.photos()
        return PhotoMime(ids, photos.files.uris(ids) if photos else None)

    def _drag_picture(self, photos: PhotoListModel) -> QPixmap:
        top = self.verticalOffset()
        first, end = self._layout.places_between(top, top + self.viewport().height())
        places = [self.currentIndex().row(), *range(first, end)]
        rows = [photos.row_at(place) for place in places if place in self.chosen()]
        known = [photos.picture_of(row) for row in rows[:_IN_HAND] if row is not None]
        pictures = list(dict.fromkeys(picture for picture in known if picture is not None))
        count, colours = len(self.chosen()), self._theme.colours
        return drag_picture(pictures, count, self.devicePixelRatioF(), colours)

    def _stack_at(self, point: QPoint) -> int | None:
        """The photo on top of a stack whose number is at a point."""
        photos = self.photos()
        place = self._layout.at(point.x(), point.y() + self.verticalOffset())
        if photos is None or place < 0:
            return None
        photo_id = int(photos.ids[place])
        corner = self._square(place)
        corner.setTopLeft(corner.bottomRight() - QPoint(*_STACK_MARK))
        there = photos.stack_of(photo_id) > 1 and corner.contains(point)
        return photo_id if there else None

    def _line_at(self, point: QPoint) -> int:
        return self._layout.section_line_at(point.y() + self.verticalOffset())

    def _hover(self, point: QPoint) -> None:
        inside = self.viewport().rect().contains(point)
        place = self._layout.at(point.x(), point.y() + self.verticalOffset()) if inside else -1
        line = self._line_at(point) if inside else -1
        if (place, line) != (self._hovered, self._hovered_line):
            for changed in (self._hovered, place):
                self.viewport().update(self._square(changed))
            if line != self._hovered_line:
                self.viewport().update()
            self._hovered, self._hovered_line = place, line

    # The keyboard

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        current = self.current_id()
        if alt and event.key() in _OPENING_KEYS[:2] and current is not None:
            self.stack_wanted.emit(current)
        elif plain and event.key() in _OPENING_KEYS:
            self._open(self.currentIndex())
        elif plain and event.key() == Qt.Key.Key_Escape and len(self.chosen()):
            self.clearSelection()
        elif plain and event.text().lower() in _STARS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)

    def _open(self, index: AnyIndex) -> None:
        if index.isValid():
            self.opened.emit(int(index.data(PhotoListModel.ID)))

    def _scrolled(self) -> None:
        if self._hovered >= 0 or self._hovered_line >= 0:
            self._hover(self.viewport().mapFromGlobal(QCursor.pos()))
        self.scrolled.emit()

"""Where dragged pictures and folders may be dropped on the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from photoclip.ui.jobs import Jobs
from photoclip.ui.overrides import override
from photoclip.ui.search.incoming import Dropped, Incoming, Offer, offered
from photoclip.ui.search.wells import DropOverlay
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library


class DropTarget(QObject):
    """Takes drops anywhere on a window; `dropped` follows once they were looked at."""

    dropped = Signal(Dropped)
    refused = Signal(str)  # why something was not taken, in one sentence

    def __init__(self, theme: Theme, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._overlay = DropOverlay(theme, window)
        self._incoming = Incoming(jobs, self)
        self._offer = Offer()
        self.is_open = False  # nothing is taken before there is a library
        self._incoming.arrived.connect(self.dropped)
        self._incoming.refused.connect(self.refused)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def set_library(self, library: "Library") -> None:
        """Take drops from now on; photos that come by their ids are this library's."""
        self._incoming.set_library(library)
        self.is_open = True

    def lay_photo_wells_on(self, widget: QWidget) -> None:
        """Photos dragged inside the window find their wells over this widget, not over all."""
        self._overlay.lay_photo_wells_on(widget)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and self.is_open:  # entering and moving are such too
            return self._drag(event)
        if event.type() == QEvent.Type.DragLeave:
            self._overlay.hide()
        elif event.type() == QEvent.Type.Resize and self._overlay.isVisible():
            self._overlay.cover(self._offer)
        return super().eventFilter(watched, event)

    def _drag(self, event: QDropEvent) -> bool:
        """True: the event was for us."""
        place = event.position().toPoint()
        if event.type() == QEvent.Type.DragEnter:
            self._offer = offered(event.mimeData())
            if self._offer.is_empty:
                return False
            self._overlay.cover(self._offer)
            self._overlay.point_at(place)
            event.acceptProposedAction()
            return True
        if not self._overlay.isVisible():
            return False
        side = self._overlay.point_at(place)
        if isinstance(event, QDragMoveEvent):
            event.setAccepted(side is not None)
            return True
        return event.type() == QEvent.Type.Drop and self._drop(event, place)

    def _drop(self, event: QDropEvent, place: QPoint) -> bool:
        side = self._overlay.point_at(place)
        self._overlay.hide()
        if side is None:
            event.ignore()
            return True
        event.acceptProposedAction()
        self._incoming.take(event.mimeData(), side)
        return True

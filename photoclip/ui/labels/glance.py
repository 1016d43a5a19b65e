"""A short look at one photo over the label lists."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from photoclip.ui.jobs import Jobs
from photoclip.ui.labels.big_photo import BigPhoto
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

_CLOSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Glance(QObject):
    """Opens a dialog with a photo."""

    def __init__(self, library: "Library", jobs: Jobs, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._jobs, self._theme, self._window = library, jobs, theme, window

    def show_photo(self, photo: int) -> None:
        """Show a photo; Space, Enter or Escape close it."""
        dialog = _Glance(BigPhoto(self._library, self._jobs, self._theme), self._window)
        dialog.show_photo(photo)
        dialog.open()


class _Glance(QDialog):
    def __init__(self, picture: BigPhoto, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "glance", tr("Labels", "Photo"))
        self.setWindowTitle(tr("Labels", "Photo"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        take_room(self, 840, 640)
        self._picture = picture
        made = QVBoxLayout(self)
        made.setContentsMargins(12, 12, 12, 12)
        made.addWidget(picture)

    def show_photo(self, photo: int) -> None:
        """Show a photo."""
        self._picture.show_photo(photo)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() in _CLOSING:
            self.accept()
        else:
            super().keyPressEvent(arg__1)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.accept()

"""What a file manager drops on the window: folders to add, pictures to find similar ones of."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Dropped:
    """Paths sorted by what is done with them."""

    folders: tuple[Path, ...]
    pictures: tuple[Path, ...]


def local_paths(mime: QMimeData) -> list[Path]:
    """The files and folders of this computer in a drag."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def sort(paths: list[Path]) -> Dropped:
    """Look at the disk what each path is; blocks, knows no Qt."""
    return Dropped(
        tuple(path for path in paths if path.is_dir()),
        tuple(path for path in paths if path.is_file()),
    )


class DropTarget(QObject):
    """Takes drops anywhere on a window; `dropped` follows once the paths were looked at."""

    dropped = Signal(Dropped)

    def __init__(self, theme: Theme, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._overlay = DropOverlay(theme, window)
        self.is_open = False  # nothing is taken before there is a library
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and self.is_open:  # entering is one too
            paths = local_paths(event.mimeData())
            if paths and event.type() == QEvent.Type.DragEnter:
                event.acceptProposedAction()
                self._overlay.cover()
                return True
            if paths and event.type() == QEvent.Type.Drop:
                event.acceptProposedAction()
                self._overlay.hide()
                self._jobs.run(Lane.EDIT, partial(sort, paths), self.dropped.emit)
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self._overlay.hide()
        elif event.type() == QEvent.Type.Resize and self._overlay.isVisible():
            self._overlay.cover()
        return super().eventFilter(watched, event)


class DropOverlay(QWidget):
    """A veil over the window while something is dragged above it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self.setObjectName("dropOverlay")
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Drop a picture to find similar photos, or a folder to add it")
        self.hide()

    def cover(self) -> None:
        """Show it over the whole parent."""
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(colours.window)
        veil.setAlphaF(0.94)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(24, 24, -24, -24), 16, 16)
        middle = self.rect().center()
        large = QFont(self.font())
        large.setPointSizeF(large.pointSizeF() * 1.6)
        large.setWeight(QFont.Weight.DemiBold)
        painter.setFont(large)
        painter.setPen(QColor(colours.text))
        line = painter.fontMetrics().height()
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        top = self.rect().adjusted(0, middle.y() - line, 0, 0)
        painter.drawText(top, flags, "Drop a picture to find similar photos")
        painter.setFont(self.font())
        painter.setPen(QColor(colours.quiet))
        below = self.rect().adjusted(0, middle.y() + 12, 0, 0)
        painter.drawText(below, flags, "or a folder to add it to your library")

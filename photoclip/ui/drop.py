"""What a file manager drops on the window: folders to add, pictures to find similar ones of."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

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

"""Plays what moves in a photo, over its picture."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from photoclip.records import Photo
from photoclip.records_files import LIVE_VIDEO, VIDEO
from photoclip.ui import wording
from photoclip.ui.icons import dress
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_MARGIN = 16  # px from the edges of the picture's room
_HEIGHT = 32
_AROUND = 50  # px that icon and space take beside the text


class PlayButton(QToolButton):
    """A pill in the upper left corner: the video's length, or that it is a Live or motion photo."""

    def __init__(self, theme: Theme, stage: QWidget) -> None:
        super().__init__(stage)
        self._theme = theme
        self._icon = "moving"
        named(self, "viewerPlay", tr("Viewer", "Play"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        self.setFixedHeight(_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        stage.installEventFilter(self)
        theme.changed.connect(self._dress)

    def show_photo(self, photo: Photo) -> None:
        """Say how this photo moves; nothing is shown where it does not."""
        text, name, spoken = _said(photo)
        self.setVisible(bool(text))
        if not text:
            return
        self.setText(text)
        self._icon = name
        self._dress()
        self.setAccessibleName(spoken)
        self.setToolTip(f"{spoken} (V)")
        self.ensurePolished()
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(text) + _AROUND)
        self.move(_MARGIN, _MARGIN)

    def _dress(self) -> None:
        dress(self, self._icon, self._theme)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.move(_MARGIN, _MARGIN)
        return super().eventFilter(watched, event)


def _said(photo: Photo) -> tuple[str, str, str]:
    """What the button shows, its icon, and what it does; "" for photos that do not move."""
    moving = photo.facts.moving
    if photo.facts.format == VIDEO:
        length = wording.length(moving.seconds if moving else 0.0)
        return length or tr("Viewer", "Video"), "moving", tr("Viewer", "Play the video")
    if any(each.kind == LIVE_VIDEO for each in photo.companions):
        return tr("Viewer", "Live"), "live", tr("Viewer", "Play the Live Photo")
    if moving is not None and moving.inside:
        return tr("Viewer", "Motion"), "live", tr("Viewer", "Play the motion photo")
    return "", "", ""

"""The tools above the picture."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from photoclip.ui import wording
from photoclip.ui.icons import dress
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.viewer.marks import Flags, Stars
from photoclip.ui.viewer.sections import ElidedLabel

HEIGHT = 52
_ZOOMS = (0.5, 1.0, 2.0, 4.0)
_NARROW = 860  # px below which stars and flags are left to the panel and the keys


class ViewerBar(QFrame):
    """Back, name and place in the list, marks, steps, zoom, slideshow, info, menu."""

    rating_wanted = Signal(int)
    flag_wanted = Signal(int)
    zoom_wanted = Signal(float)  # 0: the whole photo
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QFrame | None = None) -> None:
        super().__init__(parent)
        named(self, "viewerStrip")
        self._theme = theme
        self._own_marks = False
        self._title = named(ElidedLabel(), "viewerTitle", tr("Viewer", "Name of this photo"))
        self._position = named(ElidedLabel(), "viewerPosition", tr("Viewer", "Place in the list"))
        self.back = self._button("viewerBack", "back", tr("Viewer", "Back"), "Esc")
        self._stars = Stars(theme, "viewerRating")
        self._flags = Flags(theme, "viewerFlag")
        self.previous = self._button("viewerPrevious", "previous", tr("Viewer", "Previous"), "Left")
        self.next = self._button("viewerNext", "next", tr("Viewer", "Next"), "Right")
        self._zoom = self._button("viewerZoom", "", tr("Viewer", "Zoom"), "Z")
        self.similar = self._button(
            "viewerSimilar", "similar", tr("Viewer", "Find similar photos"), "Ctrl+Shift+F"
        )
        self.show_slides = self._button(
            "viewerSlideshow", "slideshow", tr("Viewer", "Slideshow"), "S"
        )
        self.why = self._button("viewerWhy", "why", tr("Viewer", "Why this photo?"), "W")
        self.info = self._button("viewerInfo", "info", tr("Viewer", "Show or hide the facts"), "I")
        self.more = self._button("viewerMore", "more", tr("Viewer", "More actions"), "")
        self._arrange()
        self._stars.wanted.connect(self.rating_wanted)
        self._flags.wanted.connect(self.flag_wanted)
        self.more.clicked.connect(self._ask_for_menu)
        theme.changed.connect(self._dress)
        self._dress()

    def show_name(self, name: str) -> None:
        """The photo's name."""
        self._title.setText(name)

    def show_place(self, row: int, count: int) -> None:
        """Where the photo stands in its list; below 0: it is not in it."""
        text = tr("Viewer", "{place} of {count}").format(
            place=wording.number(row + 1), count=wording.number(count)
        )
        self._position.setText(text if row >= 0 else "")
        self.previous.setEnabled(row > 0)
        self.next.setEnabled(0 <= row < count - 1)

    def show_marks(self, rating: int, flag: int, *, writable: bool) -> None:
        """The photo's rating and flag."""
        self._stars.show_rating(rating)
        self._flags.show_flag(flag)
        self._stars.setEnabled(writable)
        self._flags.setEnabled(writable)

    def show_own_marks(self, shown: bool) -> None:
        """Whether stars and flags stand here, because they stand nowhere else."""
        self._own_marks = shown
        self._arrange_marks()

    def show_zoom(self, zoom: float, *, fitted: bool) -> None:
        """How large the photo is shown."""
        self._zoom.setText(wording.percent(zoom))
        said = (
            tr("Viewer", "Zoom: {zoom}, the whole photo")
            if fitted
            else tr("Viewer", "Zoom: {zoom}")
        )
        self._zoom.setAccessibleName(said.format(zoom=wording.percent(zoom)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_marks()

    def _arrange_marks(self) -> None:
        roomy = self._own_marks and self.width() >= _NARROW
        self._stars.setVisible(roomy)
        self._flags.setVisible(roomy)

    def _button(self, name: str, picture: str, text: str, key: str) -> QToolButton:
        button = named(QToolButton(), name, text)
        keys = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{text} ({keys})" if key else text)
        button.setIconSize(QSize(20, 20))
        button.setProperty("picture", picture)
        return button

    def _arrange(self) -> None:
        self.why.setCheckable(True)
        self.info.setCheckable(True)
        self.info.setChecked(True)
        self._zoom.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._zoom.setFixedWidth(68)
        self._zoom.setMenu(self._zooms())
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._position)
        row.addStretch(1)
        for group in (
            (self._stars, self._flags),
            (self.previous, self.next),
            (self._zoom, self.show_slides, self.similar, self.why, self.info, self.more),
        ):
            row.addSpacing(8)
            for widget in group:
                row.addWidget(widget)

    def _zooms(self) -> QMenu:
        menu = named(QMenu(self), "zoomMenu", tr("Viewer", "Zoom"))
        whole = menu.addAction(tr("Viewer", "Whole photo"))
        whole.triggered.connect(partial(self._zoom_chosen, 0.0))
        menu.addSeparator()
        for zoom in _ZOOMS:
            menu.addAction(wording.percent(zoom)).triggered.connect(
                partial(self._zoom_chosen, zoom)
            )
        return menu

    def _zoom_chosen(self, zoom: float, _checked: bool = False) -> None:
        self.zoom_wanted.emit(zoom)

    def _ask_for_menu(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _dress(self) -> None:
        for button in self.findChildren(QToolButton):
            picture = button.property("picture")
            if picture:
                dress(button, str(picture), self._theme)

"""One photo, as large as the window lets it be, with its facts."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QHideEvent,
    QImage,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from photoclip.records import Photo
from photoclip.ui import images
from photoclip.ui.facts_panel import FactsPanel
from photoclip.ui.icons import dress
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

_MAX_SIDE = 4096  # px, of the picture asked for
_MARGIN = 24  # px around the picture
_PATIENCE = 400  # ms before a missing picture is said to be on its way


class PictureView(QWidget):
    """Paints one picture fitted into itself, or a sentence."""

    double_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture")
        self._image = QImage()
        self._natural = QSize()
        self._fitted = QImage()
        self._sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Picture")

    @property
    def has_image(self) -> bool:
        """Whether a picture is shown."""
        return not self._image.isNull()

    def show_image(self, image: QImage, natural: QSize) -> None:
        """Show a picture that is `natural` pixels large in its file; a null one clears."""
        self._image, self._natural, self._fitted = image, natural, QImage()
        self._sentence = ""
        self.setAccessibleDescription("")
        self.update()

    def show_sentence(self, sentence: str) -> None:
        """Show words in place of a picture."""
        self.show_image(QImage(), QSize())
        self._sentence = sentence
        self.setAccessibleDescription(sentence)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._sentence:
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(64, 0, -64, 0), flags, self._sentence)
        elif self.has_image:
            fitted = self._fit()
            size = fitted.deviceIndependentSize().toSize()
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            painter.drawImage(QRect(left, top, size.width(), size.height()), fitted)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()

    def _fit(self) -> QImage:
        """The picture in device pixels, never larger than its file has them."""
        scale = self.devicePixelRatioF()
        room = QSize(self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN) * scale
        size = QSize(self._natural)
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room.expandedTo(QSize(1, 1)), Qt.AspectRatioMode.KeepAspectRatio)
        if self._fitted.size() != size:
            self._fitted = self._image.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._fitted.setDevicePixelRatio(scale)
        return self._fitted


class Viewer(QFrame):
    """The full picture of one photo of a list: back, previous, next, facts."""

    closed = Signal(int)  # the photo shown last
    similar_wanted = Signal(int)

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self._theme = theme
        self._jobs = jobs
        self._library: Library | None = None
        self._photos: PhotoListModel | None = None
        self._row = -1
        self._id = -1
        self._complete = False
        self._late = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._late.timeout.connect(self._say_wait)
        self._picture = PictureView()
        self._panel = FactsPanel()
        self._title = named(QLabel(), "viewerTitle")
        self._position = named(QLabel(), "viewerPosition")
        self._back = self._button("viewerBack", "Back to the grid", "Esc")
        self._similar = self._button("viewerSimilar", "Find similar photos", "Ctrl+Shift+F")
        self._info = self._button("viewerInfo", "Show or hide the facts", "I")
        self._before = self._button("viewerPrevious", "Previous photo", "Left")
        self._after = self._button("viewerNext", "Next photo", "Right")
        self._arrange()
        self._connect()
        theme.changed.connect(self._dress)
        self._dress()

    def set_library(self, library: "Library") -> None:
        """Show photos of this library."""
        self._library = library

    def show_photo(self, photos: PhotoListModel, photo_id: int) -> None:
        """Show a photo of a list; previous and next follow that list."""
        self._photos = photos
        self._row = photos.row_of(photo_id)
        self._load(photo_id)
        self._picture.setFocus()

    def step(self, by: int) -> None:
        """Go on in the list; at its ends nothing happens."""
        photos = self._photos
        if photos is None:
            return
        here = photos.row_of(self._id)
        row = (here if here >= 0 else self._row) + by
        if 0 <= row < photos.rowCount():
            self._row = row
            self._load(int(photos.ids[row]))

    def leave(self) -> None:
        """Back to where the person came from."""
        self.closed.emit(self._id)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._late.stop()
        self._jobs.forget(Lane.PICTURE)
        super().hideEvent(event)

    def _load(self, photo_id: int) -> None:
        library = self._library
        if library is None or self._photos is None:
            return
        self._id, self._complete = photo_id, False
        count = self._photos.rowCount()
        self._position.setText(f"{self._row + 1:,} of {count:,}")
        self._before.setEnabled(self._row > 0)
        self._after.setEnabled(self._row < count - 1)
        self._late.start()
        self._jobs.run(
            Lane.READ,
            partial(_look, library, photo_id),
            partial(self._show_facts, photo_id),
            partial(self._show_trouble, photo_id),
        )
        self._jobs.run(
            Lane.PICTURE,
            partial(_picture, library, photo_id),
            partial(self._show_picture, photo_id),
            partial(self._show_trouble, photo_id),
        )

    def _show_facts(self, photo_id: int, looked: tuple[Photo, QImage | None]) -> None:
        photo, thumbnail = looked
        if photo_id != self._id:
            return
        self._title.setText(photo.name)
        self._picture.setAccessibleName(f"Picture {photo.name}")
        self._panel.show_photo(photo)
        if thumbnail is not None and not self._complete:
            self._picture.show_image(thumbnail, QSize(photo.facts.width, photo.facts.height))

    def _show_picture(self, photo_id: int, loaded: tuple[QImage, QSize]) -> None:
        if photo_id == self._id:
            self._complete = True
            self._late.stop()
            self._picture.show_image(*loaded)

    def _show_trouble(self, photo_id: int, sentence: str) -> None:
        if photo_id == self._id:
            self._complete = True
            self._late.stop()
            self._picture.show_sentence(sentence)

    def _say_wait(self) -> None:
        if not self._complete and not self._picture.has_image:
            self._picture.show_sentence("Opening…")

    def _button(self, name: str, text: str, key: str) -> QToolButton:
        button = named(QToolButton(), name)
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({key})")
        button.setIconSize(QSize(20, 20))
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(button.click)
        self.addAction(action)
        return button

    def _arrange(self) -> None:
        self._picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._info.setCheckable(True)
        self._info.setChecked(True)
        self._title.setAccessibleName("Name of this photo")
        self._position.setAccessibleName("Place in the list")
        strip = named(QFrame(), "viewerStrip")
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        for widget in (self._back, self._title, self._position):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self._before, self._after, self._similar, self._info):
            row.addWidget(widget)
        strip.setFixedHeight(56)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._picture, 1)
        below.addWidget(self._panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.leave)
        self._picture.double_clicked.connect(self.leave)
        self._before.clicked.connect(lambda: self.step(-1))
        self._after.clicked.connect(lambda: self.step(1))
        self._similar.clicked.connect(lambda: self.similar_wanted.emit(self._id))
        self._info.toggled.connect(self._panel.setVisible)

    def _dress(self) -> None:
        for button, name in (
            (self._back, "back"),
            (self._before, "previous"),
            (self._after, "next"),
            (self._similar, "similar"),
            (self._info, "info"),
        ):
            dress(button, name, self._theme)


def _look(library: "Library", photo_id: int) -> tuple[Photo, QImage | None]:
    """The facts, and the thumbnail to stand in until the picture is decoded."""
    photo = library.showing.photo(photo_id)
    encoded = library.showing.thumbnail(photo.content_hash)
    return photo, None if encoded is None else images.from_bytes(encoded)


def _picture(library: "Library", photo_id: int) -> tuple[QImage, QSize]:
    image = images.from_array(library.showing.picture(photo_id, _MAX_SIDE))
    facts = library.showing.photo(photo_id).facts
    return image, QSize(facts.width, facts.height)

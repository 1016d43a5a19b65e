"""One photo, as large as the window lets it be, with its tools and facts."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from photoclip.records import Photo
from photoclip.ui.jobs import Jobs
from photoclip.ui.overrides import override
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.viewer.bar import ViewerBar
from photoclip.ui.viewer.chrome import Chrome
from photoclip.ui.viewer.explanation_bar import ExplanationBar
from photoclip.ui.viewer.filmstrip import Filmstrip
from photoclip.ui.viewer.framing import STEP
from photoclip.ui.viewer.info_panel import InfoPanel
from photoclip.ui.viewer.keys import add_key
from photoclip.ui.viewer.loading import PictureLoader
from photoclip.ui.viewer.lookup import Lookup
from photoclip.ui.viewer.play_button import PlayButton
from photoclip.ui.viewer.reasons import Reasons
from photoclip.ui.viewer.seen_section import SIDE
from photoclip.ui.viewer.slideshow import Slideshow
from photoclip.ui.viewer.stage import Stage

if TYPE_CHECKING:
    from photoclip.library.library import Library

_PATIENCE = 400  # ms before a missing picture is said to be on its way


class Viewer(QFrame):
    """The full picture of one photo of a list: zoom, previous, next, marks, facts, slideshow."""

    closed = Signal(int)  # the photo shown last
    shown = Signal(int)  # another photo is shown now
    similar_wanted = Signal(int)
    rating_wanted = Signal(int)
    flag_wanted = Signal(int)
    tag_wanted = Signal(str)
    untag_wanted = Signal(str)
    play_wanted = Signal(int)
    full_screen_wanted = Signal(bool)
    menu_wanted = Signal(QPoint)  # actions on the photo shown, at this place of the screen

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self._library: Library | None = None
        self._photos: PhotoListModel | None = None
        self._row = -1
        self._id = -1
        self._on_stage = -1  # the photo whose picture or sentence is shown
        self._was_immersed = False  # before the slideshow
        self._bar = ViewerBar(theme, self)
        self._stage = Stage(self)
        self._play = PlayButton(theme, self._stage)
        self._strip = Filmstrip(theme, self)
        self._panel = InfoPanel(theme, self)
        explained = ExplanationBar(theme, self)
        self._chrome = Chrome(self, self._bar, self._stage, self._panel, self._strip, explained)
        self._reasons = Reasons(jobs, self._bar, self._stage, explained, self._panel)
        self._loader = PictureLoader(jobs, self)
        self._lookup = Lookup(jobs, self)
        self._slides = Slideshow(self)
        self._late = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._connect_parts()
        self._connect_tools()
        self._add_keys()

    # What is shown

    def set_library(self, library: "Library") -> None:
        """Show photos of this library."""
        self._library = library
        self._loader.set_library(library)
        self._lookup.set_library(library)
        self._reasons.set_library(library)

    def show_photo(self, photos: PhotoListModel, photo_id: int, question: str = "") -> None:
        """Show a photo of a list, the answer to a question; previous and next follow that list."""
        self._photos = photos
        self._reasons.set_question(question)
        self._load(photo_id)
        self._stage.setFocus()

    def current_id(self) -> int:
        """The photo shown last, -1 before any was."""
        return self._id

    def refresh(self) -> None:
        """The facts of the photo shown changed."""
        if self._id >= 0 and self.isVisible():
            self._loader.look_again()

    def explain(self) -> None:
        """Show or hide where in the photo is what was looked for."""
        self._bar.why.toggle()

    def step(self, by: int) -> None:
        """Go on in the list; at its ends nothing happens."""
        photos = self._photos
        if photos is not None:
            here = photos.row_of(self._id)
            self._go_to((here if here >= 0 else self._row) + by)

    def leave(self) -> None:
        """Back to where the person came from."""
        if self._chrome.is_immersed:
            self.full_screen_wanted.emit(False)
        self.closed.emit(self._id)

    def focus_tag_field(self) -> None:
        """Let a tag be typed; the panel is opened for it."""
        self._bar.info.setChecked(True)
        self._panel.focus_tag_field()

    def start_slideshow(self, interval: int = 0) -> None:
        """Show one photo after the other, filling the screen.

        Args:
            interval: ms for each photo; 0: as it was, four seconds at first.
        """
        if self._id < 0 or self._slides.is_running:
            return
        if interval:
            self._slides.set_interval(interval)
        self._was_immersed = self._chrome.is_immersed
        self._stage.fit()
        self._stage.setFocus()
        self._chrome.set_immersed(True)
        self._chrome.rest()
        self._slides.start()
        if not self._was_immersed:
            self.full_screen_wanted.emit(True)

    # Qt's side

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange and watched is self.window():
            self._follow_window()
        return super().eventFilter(watched, event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.window().installEventFilter(self)
        self._follow_window()
        self._lookup.set_active(self._chrome.has_facts)
        super().showEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # else the window was minimised
            self._late.stop()
            self._slides.stop()
            self._loader.stop()
            self._lookup.stop()
            self._reasons.stop()
            self._on_stage = -1
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._chrome.place()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)

    # Loading

    def _go_to(self, row: int) -> None:
        photos = self._photos
        if photos is not None and 0 <= row < photos.rowCount():
            self._load(int(photos.ids[row]))

    def _load(self, photo_id: int) -> None:
        photos = self._photos
        if self._library is None or photos is None:
            return
        self._id = photo_id
        row = photos.row_of(photo_id)
        if row >= 0:
            self._row = row
            self._strip.show_row(photos, row)
        self._bar.show_place(row, photos.rowCount())
        around = [each for each in (row + 1, row - 1) if row >= 0 and 0 <= each < photos.rowCount()]
        size = self.screen().size() * self.devicePixelRatioF()
        self._loader.set_screen(max(size.width(), size.height()))
        self._late.start()
        self._loader.load(photo_id, [int(photos.ids[each]) for each in around])
        self._reasons.show_photo(photo_id)
        self.shown.emit(photo_id)

    def _open_similar(self, photo_id: int) -> None:
        self._stage.setFocus()
        self._load(photo_id)

    def _show_facts(self, photo_id: int, photo: Photo) -> None:
        if photo_id != self._id or self._library is None:
            return
        writable = self._library.writable
        self._stage.setAccessibleName(tr("Viewer", "Picture {name}").format(name=photo.name))
        self._bar.show_name(photo.name)
        self._bar.show_marks(photo.rating, photo.flag, writable=writable)
        self._panel.show_photo(photo, writable=writable)
        self._play.show_photo(photo)
        self._lookup.look(photo, round(SIDE * self.devicePixelRatioF()))

    def _show_picture(self, photo_id: int, image: QImage, natural: QSize) -> None:
        if photo_id != self._id:
            return
        self._late.stop()
        self._stage.show_image(image, natural, same=self._on_stage == photo_id)
        self._on_stage = photo_id

    def _show_whole(self, photo_id: int, image: QImage, natural: QSize) -> None:
        self._show_picture(photo_id, image, natural)
        self._slides.restart()

    def _show_trouble(self, photo_id: int, sentence: str) -> None:
        if photo_id == self._id:
            self._late.stop()
            self._on_stage = photo_id
            self._stage.show_sentence(sentence)
            self._slides.restart()

    def _say_wait(self) -> None:
        if self._on_stage != self._id:
            self._stage.show_sentence(tr("Viewer", "Opening…"))

    def _zoomed(self) -> None:
        if self._stage.is_fitted:
            self._loader.forget_detail()
        self._bar.show_zoom(self._stage.zoom, fitted=self._stage.is_fitted)

    def _choose_zoom(self, zoom: float) -> None:
        if zoom:
            self._stage.zoom_to(zoom)
        else:
            self._stage.fit()

    # Keys

    def _play_photo(self) -> None:
        if self._play.isVisible():
            self.play_wanted.emit(self._id)

    def _across(self, by: int) -> None:
        if self._stage.can_pan:
            self._stage.pan(by, 0)
        else:
            self.step(by)

    def _space(self, by: int) -> None:
        if self._slides.is_running:
            self._slides.toggle_pause()
        else:
            self.step(by)

    def _escape(self) -> None:
        if self._slides.is_running:
            self._end_slideshow()
        elif self._chrome.is_immersed:
            self._leave_full_screen()
        else:
            self.leave()

    # Full screen

    def _toggle_slideshow(self) -> None:
        if self._slides.is_running:
            self._end_slideshow()
        else:
            self.start_slideshow()

    def _end_slideshow(self) -> None:
        self._slides.stop()
        if not self._was_immersed:
            self._leave_full_screen()

    def _next_slide(self) -> None:
        photos = self._photos
        if photos is not None and photos.rowCount():
            self._go_to((photos.row_of(self._id) + 1) % photos.rowCount())
            if photos.rowCount() == 1:
                self._slides.restart()

    def _toggle_full_screen(self) -> None:
        if self._chrome.is_immersed:
            self._leave_full_screen()
        else:
            self._chrome.set_immersed(True)
            self.full_screen_wanted.emit(True)

    def _leave_full_screen(self) -> None:
        self._chrome.set_immersed(False)
        self._stage.setFocus()  # the facts that come back would take the keyboard
        self.full_screen_wanted.emit(False)

    def _follow_window(self) -> None:
        """Whoever makes the window fill the screen, the viewer does as well."""
        full = self.window().isFullScreen()
        if self.isVisible() or full:
            self._chrome.set_immersed(full)
        if not full:
            self._slides.stop()

    def _slides_changed(self) -> None:
        paused = self._slides.is_paused
        self._stage.show_remark(tr("Viewer", "Paused") if paused else "")

    # Putting together

    def _connect_parts(self) -> None:
        self._late.timeout.connect(self._say_wait)
        self._loader.facts_ready.connect(self._show_facts)
        self._loader.preview_ready.connect(self._show_picture)
        self._loader.picture_ready.connect(self._show_whole)
        self._loader.detail_ready.connect(self._show_detail)
        self._loader.failed.connect(self._show_trouble)
        self._lookup.files_ready.connect(self._panel.show_files)
        self._lookup.seen_ready.connect(self._panel.show_seen)
        self._lookup.place_ready.connect(self._panel.show_place)
        self._lookup.tags_ready.connect(self._panel.show_known_tags)
        self._slides.due.connect(self._next_slide)
        self._slides.changed.connect(self._slides_changed)
        self._chrome.facts_shown.connect(self._lookup.set_active)
        self._stage.zoomed.connect(self._zoomed)
        self._stage.detail_wanted.connect(self._loader.detail)
        self._stage.stepped.connect(self._space)
        self._stage.menu_wanted.connect(self.menu_wanted)

    def _connect_tools(self) -> None:
        self._bar.back.clicked.connect(self._escape)
        self._bar.previous.clicked.connect(lambda: self.step(-1))
        self._bar.next.clicked.connect(lambda: self.step(1))
        self._bar.similar.clicked.connect(lambda: self.similar_wanted.emit(self._id))
        self._play.clicked.connect(self._play_photo)
        self._bar.show_slides.clicked.connect(self._toggle_slideshow)
        self._bar.zoom_wanted.connect(self._choose_zoom)
        self._bar.menu_wanted.connect(self.menu_wanted)
        self._bar.rating_wanted.connect(self.rating_wanted)
        self._bar.flag_wanted.connect(self.flag_wanted)
        self._panel.rating_wanted.connect(self.rating_wanted)
        self._panel.flag_wanted.connect(self.flag_wanted)
        self._panel.tag_wanted.connect(self.tag_wanted)
        self._panel.untag_wanted.connect(self.untag_wanted)
        self._panel.known_tags_wanted.connect(self._lookup.look_for_tags)
        self._panel.left.connect(self._stage.setFocus)
        self._panel.photo_wanted.connect(self._open_similar)
        self._strip.chosen.connect(self._go_to)

    def _show_detail(self, photo_id: int, image: QImage) -> None:
        if photo_id == self._id and not self._stage.is_fitted:
            self._stage.show_detail(image)

    def _add_keys(self) -> None:
        stage = self._stage
        for name, text, keys, do in (
            ("viewerKeyBack", tr("Viewer", "Back"), ["Esc"], self._escape),
            (
                "viewerKeyPrevious",
                tr("Viewer", "Previous photo"),
                ["Left"],
                partial(self._across, -1),
            ),
            ("viewerKeyNext", tr("Viewer", "Next photo"), ["Right"], partial(self._across, 1)),
            ("viewerKeyUp", tr("Viewer", "Look further up"), ["Up"], partial(stage.pan, 0, -1)),
            (
                "viewerKeyDown",
                tr("Viewer", "Look further down"),
                ["Down"],
                partial(stage.pan, 0, 1),
            ),
            (
                "viewerKeyPageUp",
                tr("Viewer", "Previous photo, also zoomed in"),
                ["PgUp"],
                partial(self.step, -1),
            ),
            (
                "viewerKeyPageDown",
                tr("Viewer", "Next photo, also zoomed in"),
                ["PgDown"],
                partial(self.step, 1),
            ),
            ("viewerKeyPlay", tr("Viewer", "Play video or Live Photo"), ["V"], self._play_photo),
            ("viewerKeyLarger", tr("Viewer", "Zoom in"), ["+", "="], partial(stage.zoom_by, STEP)),
            ("viewerKeySmaller", tr("Viewer", "Zoom out"), ["-"], partial(stage.zoom_by, 1 / STEP)),
            ("viewerKeyZoom", tr("Viewer", "Whole photo or real pixels"), ["Z"], stage.toggle),
            ("viewerKeyInfo", tr("Viewer", "Show or hide the facts"), ["I"], self._bar.info.toggle),
            (
                "viewerKeyStrip",
                tr("Viewer", "Show or hide the filmstrip"),
                ["B"],
                self._chrome.toggle_strip,
            ),
            ("viewerKeySlideshow", tr("Viewer", "Slideshow"), ["S", "F5"], self._toggle_slideshow),
            ("viewerKeyFullScreen", tr("Viewer", "Full screen"), ["F"], self._toggle_full_screen),
        ):
            add_key(self, name, text, keys, do)

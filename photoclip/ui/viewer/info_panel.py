"""What is known of one photo, beside its picture."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from photoclip.records import Photo
from photoclip.records_files import LIVE_VIDEO, RAW_FILE, VIDEO
from photoclip.ui import colour_labels, wording
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.viewer.marks import Flags, Stars
from photoclip.ui.viewer.sections import CopyLine, Facts, Section, value_label
from photoclip.ui.viewer.seeing import FileFacts, Seen
from photoclip.ui.viewer.seen_section import SeenSection, SimilarSection
from photoclip.ui.viewer.tags_section import TagsSection
from photoclip.ui.viewer.why_section import WhySection

if TYPE_CHECKING:
    from photoclip.library.explaining import Explanation

WIDTH = 312


class InfoPanel(QScrollArea):
    """Facts, marks, tags and what the model sees; sections that are empty are not shown."""

    rating_wanted = Signal(int)
    flag_wanted = Signal(int)
    tag_wanted = Signal(str)
    untag_wanted = Signal(str)
    photo_wanted = Signal(int)
    known_tags_wanted = Signal()
    left = Signal()  # back to the picture

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "factsPanel", tr("Viewer", "Facts of this photo"))
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._photo: Photo | None = None
        self._place = ""
        self._stars = Stars(theme, "infoRating")
        self._flags = Flags(theme, "infoFlag")
        self._head = QVBoxLayout()
        self._tags = TagsSection(theme)
        self._details = Section(theme, "infoDetails", tr("Viewer", "Photo"))
        self._file = Section(theme, "infoFile", tr("Viewer", "File"))
        self._albums = Section(theme, "infoAlbums", tr("Viewer", "Albums"))
        self._why = WhySection(theme)
        self._seen = SeenSection(theme)
        self._similar = SimilarSection(theme)
        self._filled: dict[Section, QWidget] = {}
        self._title: QWidget | None = None
        self._arrange()
        self._connect()

    def show_photo(self, photo: Photo, *, writable: bool) -> None:
        """Show one photo's facts; what is looked up later is kept while it is the same photo."""
        if self._photo is None or self._photo.id != photo.id:
            self._seen.show_seen(Seen())
            self._similar.show_similar(())
            self.verticalScrollBar().setValue(0)
            self._show_file(photo, ())
            self._place = ""
        self._photo = photo
        self._show_head(photo)
        self._stars.show_rating(photo.rating)
        self._flags.show_flag(photo.flag)
        for marks in (self._stars, self._flags):
            marks.setEnabled(writable)
        self._tags.show_tags(photo.tags, writable=writable)
        self._fill(self._details, _details(photo, self._place))
        albums = value_label("\n".join(photo.albums), tr("Viewer", "Albums"))
        self._fill(self._albums, albums if photo.albums else None)

    def show_place(self, place: str) -> None:
        """Show what the place is called where the photo was taken; "": it has no name."""
        self._place = place
        if self._photo is not None and place:
            self._fill(self._details, _details(self._photo, place))

    def show_files(self, files: tuple[FileFacts, ...]) -> None:
        """Show what the disk says of the photo's files."""
        if self._photo is not None:
            self._show_file(self._photo, files)

    def show_seen(self, seen: Seen) -> None:
        """Show what the model sees."""
        self._seen.show_seen(seen)
        self._similar.show_similar(seen.similar)

    def show_explanation(self, explanation: "Explanation | None") -> None:
        """Show why the photo fits what was looked for; None: nothing is."""
        self._why.show_explanation(explanation)

    def show_known_tags(self, names: tuple[str, ...]) -> None:
        """Complete these in the field for tags."""
        self._tags.show_known(names)

    def focus_tag_field(self) -> None:
        """Let a tag be typed."""
        self.ensureWidgetVisible(self._tags.field)
        self._tags.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_head(self, photo: Photo) -> None:
        if self._title is not None:
            self._title.deleteLater()
        self._title = QWidget()
        column = QVBoxLayout(self._title)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        facts = photo.facts
        column.addWidget(value_label(facts.title or photo.name, tr("Viewer", "Name"), "factsTitle"))
        if facts.title:
            column.addWidget(value_label(photo.name, tr("Viewer", "File"), "factsSaid"))
        if facts.description and facts.description != facts.title:
            said = value_label(facts.description, tr("Viewer", "Description"), "factsSaid")
            column.addWidget(said)
        self._head.insertWidget(0, self._title)

    def _show_file(self, photo: Photo, files: tuple[FileFacts, ...]) -> None:
        facts = Facts()
        facts.add_text(tr("Viewer", "Format"), _kind(photo))
        facts.add_text(tr("Viewer", "Size"), wording.dimensions(photo.facts))
        moving = photo.facts.moving
        if moving is not None and moving.seconds:
            facts.add_text(tr("Viewer", "Length"), wording.length(moving.seconds))
        sizes = [
            wording.locale().formattedDataSize(each, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
            for each in dict.fromkeys(each.size for each in files)  # copies have the same
            if each is not None
        ]
        if sizes:
            facts.add_text(tr("Viewer", "On disk"), " + ".join(sizes))
        changed = [each.changed for each in files if each.changed is not None]
        if changed:
            facts.add_text(tr("Viewer", "Changed"), wording.day(changed[0]))
        if photo.added_at is not None:
            facts.add_text(tr("Viewer", "Added"), wording.day(photo.added_at))
        for number, each in enumerate(files):
            name = "" if number else tr("Viewer", "Path")
            facts.add(name, CopyLine(each.path, "infoPath", tr("Viewer", "Path")))
            if each.size is None:
                facts.add("", value_label(tr("Viewer", "not reachable now"), "", "factsRemark"))
        if not photo.paths:
            facts.add("", value_label(tr("Viewer", "The file is not there."), "", "factsRemark"))
        self._fill(self._file, facts)

    def _fill(self, section: Section, widget: QWidget | None) -> None:
        earlier = self._filled.pop(section, None)
        if earlier is not None:
            earlier.hide()
            earlier.deleteLater()
        if widget is not None:
            section.column.addWidget(widget)
            self._filled[section] = widget
        section.setVisible(widget is not None)

    def _arrange(self) -> None:
        body = named(QWidget(), "factsBody")
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(0, 20, 14, 8)
        column.setSpacing(0)
        self._head.setContentsMargins(20, 0, 6, 12)
        self._head.setSpacing(8)
        marks = QHBoxLayout()
        marks.setSpacing(0)
        marks.setContentsMargins(-3, 0, -3, 0)  # the icons, not their buttons, are in line
        marks.addWidget(self._stars)
        marks.addStretch(1)
        marks.addWidget(self._flags)
        self._head.addLayout(marks)
        column.addLayout(self._head)
        for section in (
            self._why,
            self._tags,
            self._details,
            self._file,
            self._albums,
            self._seen,
            self._similar,
        ):
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(body)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    def _make_room(self, _lowest: int, highest: int) -> None:
        """The right edge of the texts stays where it is when the scroll bar comes."""
        right = 0 if highest else self.verticalScrollBar().sizeHint().width()
        self._column.setContentsMargins(0, 20, right, 8)

    def _connect(self) -> None:
        self._stars.wanted.connect(self.rating_wanted)
        self._flags.wanted.connect(self.flag_wanted)
        self._tags.tag_wanted.connect(self.tag_wanted)
        self._tags.untag_wanted.connect(self.untag_wanted)
        self._tags.known_wanted.connect(self.known_tags_wanted)
        self._tags.left.connect(self.left)
        self._similar.photo_wanted.connect(self.photo_wanted)


def _kind(photo: Photo) -> str:
    """The format, with those of its other files and how it moves."""
    shown = photo.facts.format
    kinds = [tr("Viewer", "Video") if shown == VIDEO else shown]
    kinds += [each.format for each in photo.companions if each.kind == RAW_FILE]
    said = " + ".join(dict.fromkeys(reversed(kinds)))
    if any(each.kind == LIVE_VIDEO for each in photo.companions):
        return f"{said}, {tr('Viewer', 'Live Photo')}"
    moving = photo.facts.moving
    return f"{said}, {tr('Viewer', 'motion photo')}" if moving and moving.inside else said


def _details(photo: Photo, where: str) -> Facts | None:
    """What the camera wrote, and what the place that it wrote is called."""
    known = photo.facts
    facts = Facts()
    exposure = dict(known.exposure)
    flash = wording.flash(exposure.pop("Flash", ""))
    unbroken = {name: value.replace(" ", "\u00a0") for name, value in exposure.items()}
    if known.taken_at is not None:
        facts.add_text(
            tr("Viewer", "Date"), wording.day_and_time(known.taken_at), wording.date_source(known)
        )
    for name, value in (
        (tr("Viewer", "Camera"), known.camera),
        (tr("Viewer", "Lens"), known.lens),
        (tr("Viewer", "Exposure"), wording.exposure(replace(known, exposure=unbroken))),
        (tr("Viewer", "Flash"), flash),
        (tr("Viewer", "Colour label"), colour_labels.shown(known.label)),
    ):
        if value:
            facts.add_text(name, value)
    place = wording.place(replace(known, altitude=None))
    if place:
        if where:
            facts.add_text(tr("Viewer", "Place"), where)
        label = "" if where else tr("Viewer", "Place")
        facts.add(label, CopyLine(place, "infoPlace", tr("Viewer", "Coordinates")))
    if known.altitude is not None:
        facts.add_text(tr("Viewer", "Altitude"), f"{wording.number(round(known.altitude))} m")
    return facts if facts.lines else None

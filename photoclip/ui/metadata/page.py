"""Settings: whether and where tags, stars and titles are written back, and how that stands."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.records import Root
from photoclip.records_metadata_status import MetadataChoice, MetadataStatus, MetadataWritten
from photoclip.ui.buttons import own_enter
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.metadata.conflicts import ConflictsDialog
from photoclip.ui.naming import named
from photoclip.ui.settings.forms import CalmBox, Page, hint_label, labelled
from photoclip.ui.speech import tr
from photoclip.ui.told import told

if TYPE_CHECKING:
    from photoclip.library.library import Library


_INDENT = 26  # px: under the text of a radio button
_NARROWEST = 160  # px, on small screens


class MetadataPage(Page):
    """What the library writes back; each choice takes effect at once."""

    def __init__(self, library: "Library | None", jobs: Jobs) -> None:
        super().__init__(
            "metadataPage",
            tr("Settings", "Metadata"),
            tr(
                "Settings",
                "Tags, stars, titles, descriptions and colour labels can be written so that "
                "digiKam, Lightroom, darktable and others read them. What these write in between "
                "is kept, and their changes are read.",
            ),
        )
        self._jobs = jobs
        self._library = library
        self._metadata = None if library is None else library.metadata
        self._ways = {way: self._radio(way, text) for way, text in _ways()}
        notes = {way: hint_label(text) for way, text in _notes().items()}
        for note in notes.values():
            note.setIndent(_INDENT)
        self.group(
            self._ways["off"],
            self._ways["sidecars"],
            notes["sidecars"],
            self._ways["embedded"],
            notes["embedded"],
        )
        self._roots: list[tuple[int, QCheckBox]] = []
        self._folders = QVBoxLayout()
        self._folders.setSpacing(8)
        folders = QWidget()
        folders.setLayout(self._folders)
        self._folders.setContentsMargins(0, 0, 0, 0)
        self._naming = named(CalmBox(), "sidecarNaming", tr("Settings", "Name new sidecars"))
        self._naming.addItem(tr("Settings", "IMG.JPG.xmp (digiKam, darktable)"), "full")
        self._naming.addItem(tr("Settings", "IMG.xmp (Lightroom)"), "stem")
        self._naming.setMinimumWidth(_NARROWEST)
        self._naming.activated.connect(lambda _row: self._choose())
        self._where = self.group(
            QLabel(tr("Settings", "In these folders")),
            folders,
            labelled(tr("Settings", "Name new sidecars"), self._naming),
        )
        self._status = hint_label("", "metadataStatus")
        self._write = self._button("writeMetadata", tr("Settings", "Write now"), self._write_now)
        self._ask = self._button(
            "metadataConflicts", tr("Settings", "Conflicts…"), self._show_conflicts
        )
        self._arrange()
        self.setEnabled(False)
        self.look()

    def look(self) -> None:
        """Show how it stands."""
        library, metadata = self._library, self._metadata
        if library is None or metadata is None:
            return

        def read() -> tuple[MetadataChoice, MetadataStatus, tuple[Root, ...]]:
            return metadata.choice(), metadata.status(), library.roots.all()

        self._jobs.run(Lane.READ, read, self._show, self._say)

    def _radio(self, way: str, text: str) -> QRadioButton:
        button = named(QRadioButton(text), f"metadata-{way}", text)
        button.clicked.connect(lambda _on: self._choose())
        return button

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = named(QPushButton(text), name, text)
        button.clicked.connect(act)
        own_enter(button)
        return button

    def _arrange(self) -> None:
        self._ask.setToolTip(tr("Settings", "What you and another program changed differently"))
        self._write.setToolTip(tr("Settings", "Write what waits, without waiting any longer"))
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self._write)
        last.addWidget(self._ask)
        last.addStretch(1)
        self.column.addWidget(self._status)
        self.column.addLayout(last)
        self.column.addStretch(1)

    def _show(self, found: tuple[MetadataChoice, MetadataStatus, tuple[Root, ...]]) -> None:
        choice, status, roots = found
        self.setEnabled(self._library is not None and self._library.writable)
        self._ways[choice.way].setChecked(True)
        with QSignalBlocker(self._naming):
            self._naming.setCurrentIndex(self._naming.findData(choice.naming))
        self._show_roots(roots, choice)
        self._where.setEnabled(choice.way != "off")
        self._show_status(status)

    def _show_roots(self, roots: tuple[Root, ...], choice: MetadataChoice) -> None:
        if [root.id for root in roots] != [each for each, _ in self._roots]:
            for _, box in self._roots:
                box.hide()
                box.deleteLater()
            self._roots = [(root.id, self._box(root)) for root in roots]
        for root_id, box in self._roots:
            box.setChecked(not choice.folders or root_id in choice.folders)

    def _box(self, root: Root) -> QCheckBox:
        box = named(QCheckBox(root.text.replace("&", "&&")), f"metadataRoot-{root.id}", root.text)
        box.clicked.connect(lambda _on: self._choose())
        self._folders.addWidget(box)
        return box

    def _show_status(self, status: MetadataStatus) -> None:
        lines = [tr("Settings", "%n photo(s) to be written.", "", status.waiting)]
        if not status.waiting:
            done = status.way != "off" and not status.conflicts
            lines = [tr("Settings", "Everything is written.")] * done
        lines += [
            f"{tr('Settings', '%n photo(s) wait:', '', count)} {told(reason)}"
            for reason, count in status.reasons
        ]
        lines += [
            tr("Settings", "%n sidecar(s) cannot be understood.", "", len(status.unreadable))
        ] * bool(status.unreadable)
        if status.conflicts:
            lines.append(tr("Settings", "%n photo(s) changed elsewhere too.", "", status.conflicts))
        self._say("\n".join(lines))
        self._write.setEnabled(bool(status.waiting))
        self._ask.setEnabled(bool(status.conflicts))

    def _say(self, sentence: str) -> None:
        self._status.setText(sentence)
        self._status.setVisible(bool(sentence))

    def _choose(self) -> None:
        metadata = self._metadata
        if metadata is None:
            return
        way = next(way for way, button in self._ways.items() if button.isChecked())
        chosen = [root_id for root_id, box in self._roots if box.isChecked()]
        if not chosen and self._roots:  # nowhere is off
            way, chosen = "off", []
        folders = [] if len(chosen) == len(self._roots) else chosen
        naming = str(self._naming.currentData())
        work = partial(metadata.choose, way, folders, naming)
        self._jobs.run(Lane.EDIT, work, lambda _none: self.look(), self._say)

    def _write_now(self) -> None:
        if self._metadata is not None:
            self._write.setEnabled(False)
            self._say(tr("Settings", "Writing…"))
            self._jobs.run(Lane.CARE, self._metadata.write, self._written, self._say)

    def _written(self, _done: MetadataWritten) -> None:
        self.look()

    def _show_conflicts(self) -> None:
        if self._metadata is not None:
            dialog = ConflictsDialog(self._metadata, self._jobs, self.window())
            dialog.finished.connect(lambda _result: self.look())
            dialog.open()


def _ways() -> tuple[tuple[str, str], ...]:
    return (
        ("off", tr("Settings", "Write nothing back")),
        ("sidecars", tr("Settings", "To sidecars (a small .xmp file beside each photo)")),
        ("embedded", tr("Settings", "Into the photos themselves")),
    )


def _notes() -> dict[str, str]:
    return {
        "sidecars": tr("Settings", "The photos themselves are never changed."),
        "embedded": tr(
            "Settings",
            "JPEG, PNG, WebP and TIFF: their pictures keep every byte. Others get a sidecar.",
        ),
    }

"""What is known of one photo, beside its picture."""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from photoclip.records import Photo, Tag, display_text
from photoclip.ui import wording
from photoclip.ui.naming import named

_WIDTH = 288


class FactsPanel(QScrollArea):
    """Name, place and origin of a photo, as far as its file says them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("factsPanel")
        self.setAccessibleName("Facts of this photo")
        self.setFixedWidth(_WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)

    def show_photo(self, photo: Photo) -> None:
        """Show one photo's facts."""
        body = named(QWidget(), "factsBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(0)
        title = _label(photo.name, "factsTitle", "Name")
        column.addWidget(title)
        if photo.facts.title or photo.facts.description:
            column.addSpacing(4)
            said = photo.facts.title or photo.facts.description
            column.addWidget(_label(said, "factsSaid", "Title"))
        for name, value in facts(photo):
            column.addSpacing(16)
            column.addWidget(_label(name, "factsName"))
            column.addSpacing(2)
            column.addWidget(_label(value, "factsValue", name))
        column.addStretch(1)
        self.setWidget(body)

    def clear(self) -> None:
        """Show nothing."""
        self.setWidget(named(QWidget(), "factsBody"))


def facts(photo: Photo) -> list[tuple[str, str]]:
    """Pairs of name and value, only those that are known."""
    known = photo.facts
    pairs = [
        ("Date", wording.day_and_time(known.taken_at) if known.taken_at else ""),
        ("Camera", known.camera),
        ("Lens", known.lens),
        ("Exposure", wording.exposure(known)),
        ("Size", f"{wording.dimensions(known)}, {known.format}".rstrip(", ")),
        ("Place", wording.place(known)),
        ("Tags", "\n".join(_tag(tag) for tag in photo.tags if not tag.rejected)),
        ("Folder", "\n".join(dict.fromkeys(_folder(path) for path in photo.paths))),
        ("Added", wording.day(photo.added_at) if photo.added_at else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def _tag(tag: Tag) -> str:
    return tag.name if tag.probability is None else f"{tag.name} ({tag.probability:.0%})"


def _folder(path: bytes) -> str:
    folder = display_text(os.path.dirname(path))  # noqa: PTH120 - names are bytes
    home = str(Path.home())
    return f"~{folder[len(home) :]}" if folder.startswith(home + os.sep) else folder


def _label(text: str, name: str, accessible: str = "") -> QLabel:
    label = named(QLabel(_breakable(text)), name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAccessibleName(f"{accessible}: {text}" if accessible else text)
    if accessible:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _breakable(text: str) -> str:
    """Long paths may break after a slash, underscore or dash."""
    zero_width = "\u200b"
    for mark in "/_-":
        text = text.replace(mark, mark + zero_width)
    return text

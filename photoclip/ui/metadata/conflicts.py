"""What the person and another program changed differently: whose word counts."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.records import display_text
from photoclip.records_metadata_status import MetadataConflict
from photoclip.ui import colour_labels
from photoclip.ui.buttons import own_enter
from photoclip.ui.elided import Elided
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named, tip
from photoclip.ui.organise.closing_row import accept_button, closing_row
from photoclip.ui.room import take_room
from photoclip.ui.scrolling import scrolled_rows
from photoclip.ui.speech import tr

if TYPE_CHECKING:
    from photoclip.library.metadata import Metadata

_WIDEST = 170  # px of a value: two find room beside each other in the smallest dialog
_MOST = 200  # photos shown at once


class ConflictsDialog(QDialog):
    """A card for each photo; each field is settled by a press on what is to count."""

    def __init__(self, metadata: "Metadata", jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        title = tr("Metadata", "Changed here and elsewhere")
        named(self, "conflictsDialog", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(640, 360)
        take_room(self, 680, 520)
        self._metadata, self._jobs = metadata, jobs
        self._said = named(QLabel(), "conflictsSaid")
        self._said.setWordWrap(True)
        self._cards = QVBoxLayout()
        self._mine = self._button("keepAllMine", tr("Metadata", "Keep all of photoclip's"), "mine")
        self._theirs = self._button(
            "keepAllTheirs", tr("Metadata", "Keep all of the files'"), "theirs"
        )
        self._found: tuple[MetadataConflict, ...] = ()
        self._arrange(title)
        self._look()

    def _button(self, name: str, text: str, whose: str) -> QPushButton:
        button = named(QPushButton(text), name, text)
        button.setEnabled(False)
        button.clicked.connect(partial(self._keep_all, whose))
        own_enter(button)
        return button

    def _arrange(self, title: str) -> None:
        self._cards.setSpacing(12)
        photos = tr("Metadata", "Photos")
        area = scrolled_rows(self._cards, "conflictsGround", "conflictsArea", photos)
        close = accept_button("closeConflicts", tr("Metadata", "Close"))
        close.clicked.connect(self.accept)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self._mine)
        last.addWidget(self._theirs)
        last.addLayout(closing_row(close), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(named(QLabel(title), "dialogHeading"))
        column.addWidget(self._said)
        column.addWidget(area, 1)
        column.addLayout(last)

    def _look(self) -> None:
        self._jobs.run(Lane.READ, self._metadata.conflicts, self._show, self._said.setText)

    def _show(self, found: tuple[MetadataConflict, ...]) -> None:
        self._found = found
        by_photo: dict[int, list[MetadataConflict]] = {}
        for each in found:
            by_photo.setdefault(each.photo_id, []).append(each)
        self._said.setText(
            tr(
                "Metadata",
                "You changed these here, and another program changed them in the file. Choose what "
                "is to count; it is written at once.",
            )
            if found
            else tr("Metadata", "There is nothing left to decide.")
        )
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for fields in list(by_photo.values())[:_MOST]:
            self._cards.addWidget(self._card(fields))
        self._mine.setEnabled(bool(found))
        self._theirs.setEnabled(bool(found))

    def _card(self, fields: list[MetadataConflict]) -> QFrame:
        path = display_text(fields[0].path)
        folder, _, name = path.rpartition("/")
        card = named(QFrame(), "conflictCard", path)
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        title = QVBoxLayout()
        title.setSpacing(0)
        title.addWidget(named(QLabel(name), "folderName"))
        title.addWidget(named(Elided(folder), "folderPlace"))
        column.addLayout(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column_number, text in ((1, "photoclip"), (2, tr("Metadata", "In the file"))):
            head = named(QLabel(text), "conflictHead")
            head.setProperty("quiet", True)
            grid.addWidget(head, 0, column_number)
        for row, each in enumerate(fields, start=1):
            grid.addWidget(QLabel(field_name(each.field)), row, 0)
            for place, whose in ((1, "mine"), (2, "theirs")):
                grid.addWidget(self._choice(each, whose), row, place)
        column.addLayout(grid)
        return card

    def _choice(self, conflict: MetadataConflict, whose: str) -> QPushButton:
        value = conflict.mine if whose == "mine" else conflict.theirs
        text = shown_value(conflict.field, value)
        spoken = tr("Metadata", "{field}: keep {value}").format(
            field=field_name(conflict.field), value=text
        )
        button = named(QPushButton(), f"keep-{whose}-{conflict.photo_id}-{conflict.field}", spoken)
        button.setText(
            button.fontMetrics()
            .elidedText(text, Qt.TextElideMode.ElideRight, _WIDEST)
            .replace("&", "&&")
        )
        button.setToolTip(tip(spoken))
        button.clicked.connect(partial(self._keep, whose, (conflict.photo_id,), (conflict.field,)))
        own_enter(button)
        return button

    def _keep_all(self, whose: str, _checked: bool = False) -> None:
        self._keep(whose, tuple({each.photo_id for each in self._found}), ())

    def _keep(
        self,
        whose: str,
        photo_ids: tuple[int, ...],
        fields: tuple[str, ...],
        _checked: bool = False,
    ) -> None:
        metadata = self._metadata

        def work() -> None:
            metadata.decide(photo_ids, whose, fields)
            metadata.write()

        self._jobs.run(Lane.EDIT, work, lambda _none: self._look(), self._said.setText)


def field_name(field: str) -> str:
    """What a field is called."""
    return {
        "title": tr("Metadata", "Title"),
        "description": tr("Metadata", "Description"),
        "rating": tr("Metadata", "Stars"),
        "label": tr("Metadata", "Colour label"),
    }.get(field, field)


def shown_value(field: str, value: str) -> str:
    """A value as people read it."""
    if field == "rating" and value == "-1":
        return tr("Metadata", "rejected")
    if field == "rating":
        return "★" * int(value or 0) or tr("Metadata", "no stars")
    if field == "label":
        value = colour_labels.shown(value)
    return value or tr("Metadata", "nothing")

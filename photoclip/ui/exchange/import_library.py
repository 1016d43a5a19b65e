"""Asks which exported library is taken in, and where its folders lie on this computer."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from photoclip.library.exchange import Difference, Imported, Offer
from photoclip.ui import wording
from photoclip.ui.buttons import own_enter
from photoclip.ui.elided import Elided
from photoclip.ui.exchange.carry_dialog import CarryDialog
from photoclip.ui.naming import named
from photoclip.ui.speech import tr

_PAUSE = 300  # ms of typing no more


class ImportLibraryDialog(CarryDialog):
    """The folder of an export, what is in it, and a field for each of its photo folders."""

    look_wanted = Signal(object)  # a Path; `show_offer` or `show_no_offer` is the answer
    wanted = Signal(object, object)  # a Path, and (there, here) pairs of texts

    def __init__(self, parent: QWidget) -> None:
        """Ask."""
        super().__init__(
            "importLibraryDialog",
            tr("Carry", "Import library"),
            tr(
                "Carry",
                "Takes in what photoclip exported, here or on another computer. The same photos "
                "become one. What you decided here stays; the rest comes.",
            ),
            "",
            parent,
        )
        self._offer: Offer | None = None
        self._places: list[QLineEdit] = []
        self._holds = named(QLabel(), "carryHolds")
        self._holds.setWordWrap(True)
        self._holds.hide()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._table.hide()
        self._body.addWidget(self._holds)
        self._body.addWidget(self._table)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: self.look_wanted.emit(self.folder))
        self._folder.setPlaceholderText(tr("Carry", "The folder with manifest.json in it"))
        self._go.setEnabled(False)

    def show_offer(self, offer: Offer) -> None:
        """This is in the folder."""
        self._offer = offer
        said = tr("Carry", "%n photo(s), {tags} tags", "", offer.photos)
        self._holds.setText(said.format(tags=wording.number(offer.tags)))
        self._holds.show()
        self._ask_places(offer.folders)
        self._go.setEnabled(True)

    def show_no_offer(self, sentence: str) -> None:
        """There is none, and why."""
        self._offer = None
        self._holds.setText(sentence)
        self._holds.show()
        self._table.hide()
        self._go.setEnabled(False)

    def show_imported(self, done: Imported) -> None:
        """The import ended."""
        said = tr("Carry", "Imported: {what}.").format(what=", ".join(_came(done)))
        if not _came(done):
            said = tr("Carry", "Everything in it was here already.")
        if done.difference_count:
            kept = tr("Carry", "Kept as it is here: %n thing(s).", "", done.difference_count)
            said = f"{said} {kept}"
        away = [tr("Carry", "{folder} is not there now.").format(folder=each) for each in done.away]
        self.show_outcome(said, [*away, *map(_said, done.differences)])

    def _look(self) -> None:
        self._go.setEnabled(False)
        self._pause.start()

    def _begin(self) -> None:
        assert self._offer is not None
        pairs = [
            (there, field.text().strip())
            for there, field in zip(self._offer.folders, self._places, strict=True)
            if field.text().strip() not in ("", there)
        ]
        self.wanted.emit(self.folder, pairs)

    def _ask_places(self, folders: Sequence[str]) -> None:
        """A line for each folder: where it was, and where it is."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._places = []
        heads = (tr("Carry", "Photos were in"), tr("Carry", "Here they are in"))
        for column, text in enumerate(heads):
            self._grid.addWidget(named(QLabel(text), "exportLabel"), 0, column)
        for row, folder in enumerate(folders, 1):
            field = named(QLineEdit(folder), "placeHere", f"{heads[1]}: {folder}")
            choose = own_enter(named(QPushButton(tr("Carry", "Choose…")), "choosePlace"))
            choose.setAccessibleName(
                tr("Carry", "Choose where {folder} is here").format(folder=folder)
            )
            title = tr("Carry", "Where is “{folder}” here?").format(folder=Path(folder).name)
            choose.clicked.connect(partial(self._ask, field, title))
            self._places.append(field)
            there = named(Elided(folder, Qt.TextElideMode.ElideMiddle), "placeThere")
            for column, widget in enumerate((there, field, choose)):
                self._grid.addWidget(widget, row, column)
        self._table.setVisible(bool(folders))


def _came(done: Imported) -> list[str]:
    """What is here now that was not."""
    counts = (
        (done.added("photo"), lambda n: tr("Carry", "%n photo(s)", "", n)),
        (done.added("tag"), lambda n: tr("Carry", "%n tag(s)", "", n)),
        (done.added("decision"), lambda n: tr("Carry", "%n rating(s) or flag(s)", "", n)),
        (done.added("album"), lambda n: tr("Carry", "%n album(s)", "", n)),
        (done.added("label_list"), lambda n: tr("Carry", "%n label list(s)", "", n)),
        (done.added("saved_search"), lambda n: tr("Carry", "%n saved search(es)", "", n)),
    )
    return [said(number) for number, said in counts if number]


def _said(each: Difference) -> str:
    """One difference in a line."""
    kinds = {
        "tag": tr("Carry", "Tag"),
        "list": tr("Carry", "Label list"),
        "search": tr("Carry", "Saved search"),
        "folder": tr("Carry", "Folder that you removed"),
        "setting": tr("Carry", "Setting"),
        "stars": tr("Carry", "Stars"),
        "flag": tr("Carry", "Flag"),
        "title": tr("Carry", "Title"),
        "description": tr("Carry", "Description"),
        "label": tr("Carry", "Colour label"),
    }
    parts = [" ".join(filter(None, (kinds.get(each.kind, each.kind), each.name)))]
    if each.photo:
        parts.append(Path(each.photo).name)
    if each.here:
        both = tr("Carry", "here {here}, there {there}")
        parts.append(both.format(here=_word(each.here), there=_word(each.there)))
    return " · ".join(parts)


def _word(said: str) -> str:
    """Yes and no in the person's language; other values as they are."""
    return {"yes": tr("Carry", "yes"), "no": tr("Carry", "no")}.get(said, said)

"""Asks for the title, description and colour label of photos."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from photoclip.records import Photo
from photoclip.ui import colour_labels
from photoclip.ui.naming import named
from photoclip.ui.organise.closing_row import accept_button, cancel_button, closing_row
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr

_LONGEST = 500  # characters of a title


class WordsDialog(QDialog):
    """Three fields; of several photos those stay as they are in which nothing is changed."""

    chosen = Signal(object)  # dict of field to text, of the fields that were changed

    def __init__(self, photos: Sequence[Photo], parent: QWidget) -> None:
        super().__init__(parent)
        title = tr("Organise", "Title and description of %n photo(s)", "", len(photos))
        named(self, "wordsDialog", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        take_room(self, 480, 380)
        self._before = {
            name: _common([getattr(each.facts, name) for each in photos])
            for name in ("title", "description", "label")
        }
        several = tr("Organise", "Several; they stay unless you write here")
        self._title = named(QLineEdit(), "titleField", tr("Organise", "Title"))
        self._title.setMaxLength(_LONGEST)
        self._text = named(QPlainTextEdit(), "descriptionField", tr("Organise", "Description"))
        self._text.setTabChangesFocus(True)
        self._label = named(QComboBox(), "labelField", tr("Organise", "Colour label"))
        self._fill_labels()
        for field, name in ((self._title, "title"), (self._text, "description")):
            if self._before[name] is None:
                field.setPlaceholderText(several)
        self._title.setText(self._before["title"] or "")
        self._text.setPlainText(self._before["description"] or "")
        self._arrange(title)
        self._title.setFocus()

    def _fill_labels(self) -> None:
        before = self._before["label"]
        if before is None:
            self._label.addItem(tr("Organise", "Several; they stay"), None)
        self._label.addItem(tr("Organise", "None"), "")
        for name in colour_labels.NAMES:
            self._label.addItem(colour_labels.shown(name), name)
        if before and before not in colour_labels.NAMES:
            self._label.addItem(before, before)
        self._label.setCurrentIndex(max(0, self._label.findData(before)))

    def _arrange(self, title: str) -> None:
        ok = accept_button("giveWords", tr("Organise", "Save"))
        ok.clicked.connect(self._give)
        cancel = cancel_button()
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(named(QLabel(title), "dialogHeading"))
        column.addSpacing(4)
        for text, field in (
            (tr("Organise", "Title"), self._title),
            (tr("Organise", "Description"), self._text),
            (tr("Organise", "Colour label"), self._label),
        ):
            label = QLabel(text)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field, 1 if field is self._text else 0)
        column.addSpacing(8)
        column.addLayout(closing_row(cancel, ok))

    def _give(self) -> None:
        now = {
            "title": " ".join(self._title.text().split()),
            "description": self._text.toPlainText().strip(),
            "label": self._label.currentData(),
        }
        changed = {
            name: text
            for name, text in now.items()
            if text is not None and text != (self._before[name] or "")
        }
        if changed:
            self.chosen.emit(changed)
        self.accept()


def _common(texts: Sequence[str]) -> str | None:
    """What all say; None where they differ."""
    return texts[0] if len(set(texts)) == 1 else None

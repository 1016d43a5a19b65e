"""Asks before files go to the trash."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from photoclip.records import display_text
from photoclip.ui.buttons import own_enter
from photoclip.ui.elided import Elided
from photoclip.ui.naming import named
from photoclip.ui.organise.closing_row import cancel_button, closing_row
from photoclip.ui.speech import tr

_MOST_FOLDERS = 4  # named


class TrashDialog(QDialog):
    """Says how many files go and where they lie; Enter keeps them."""

    confirmed = Signal()

    def __init__(self, photos: int, paths: Sequence[bytes], parent: QWidget) -> None:
        super().__init__(parent)
        title = tr("Organise", "Move %n file(s) to the trash?", "", len(paths))
        named(self, "trashDialog", title)
        self.setWindowTitle(tr("Organise", "Move to the trash"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(named(QLabel(title), "dialogHeading"))
        if len(paths) > photos:
            copies = tr(
                "Organise", "Some of these %n photo(s) have copies, which go too.", "", photos
            )
            column.addWidget(_sentence("trashCopies", copies))
        column.addLayout(_folders(paths))
        back = tr("Organise", "You can put them back from the trash of your system.")
        column.addWidget(_sentence("trashBack", back))
        text = tr("Organise", "Move to trash")
        move = named(QPushButton(text), "moveToTrash", text)
        own_enter(move)
        keep = cancel_button("keepFiles")
        keep.setDefault(True)
        column.addSpacing(4)
        column.addLayout(closing_row(keep, move))
        move.clicked.connect(self._confirm)
        keep.clicked.connect(self.reject)
        keep.setFocus()

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()


def _folders(paths: Sequence[bytes]) -> QVBoxLayout:
    """Where the files lie."""
    column = QVBoxLayout()
    column.setSpacing(4)
    folders = sorted({display_text(path.rpartition(b"/")[0]) for path in paths})
    for folder in folders[:_MOST_FOLDERS]:
        column.addWidget(named(Elided(folder, Qt.TextElideMode.ElideMiddle), "trashFolder"))
    if len(folders) > _MOST_FOLDERS:
        more = tr("Organise", "and %n more folder(s)", "", len(folders) - _MOST_FOLDERS)
        column.addWidget(named(QLabel(more), "trashFolder"))
    return column


def _sentence(name: str, text: str) -> QLabel:
    label = named(QLabel(text), name)
    label.setWordWrap(True)
    return label

"""Chooses an album for photos from however many there are, or makes a new one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.records import Album
from photoclip.ui.icons import dress
from photoclip.ui.naming import named, tip
from photoclip.ui.organise.closing_row import accept_button, cancel_button, closing_row
from photoclip.ui.overrides import override
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_NEW = -1


class AlbumDialog(QDialog):
    """A field that finds or names, and the albums below it; arrows move while one types."""

    album_chosen = Signal(int)
    new_named = Signal(str)

    def __init__(self, theme: Theme, albums: Sequence[Album], photos: int, parent: QWidget) -> None:
        super().__init__(parent)
        title = tr("Organise", "Add %n photo(s) to an album", "", photos)
        named(self, "albumDialog", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(380, 360)
        take_room(self, 380, 420)
        self._theme, self._albums = theme, sorted(albums, key=lambda each: each.name.casefold())
        heading = named(QLabel(title), "dialogHeading")
        self._field = named(QLineEdit(), "albumField", tr("Organise", "Find or name an album"))
        self._field.setPlaceholderText(tr("Organise", "Find an album, or name a new one"))
        self._field.setMaxLength(200)
        self._field.installEventFilter(self)
        self._list = named(QListWidget(), "albumList", tr("Organise", "Albums"))
        self._list.setUniformItemSizes(True)
        self._ok = accept_button("addToAlbum", tr("Organise", "Add"))
        self._ok.clicked.connect(self._give)
        cancel = cancel_button()
        cancel.clicked.connect(self.reject)
        self._field.textChanged.connect(self._fill)
        self._list.itemActivated.connect(lambda _item: self._give())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for widget in (heading, self._field, self._list):
            column.addWidget(widget)
        column.addLayout(closing_row(cancel, self._ok))
        self._fill("")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            step = steps.get(Qt.Key(event.key()), 0)
            if step and event.type() == QEvent.Type.KeyPress:
                row = self._list.currentRow() + step
                self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        name = " ".join(typed.split())
        self._list.clear()
        for album in self._albums:
            if name.casefold() in album.name.casefold():
                self._add(album.name, album.id, "album")
        if name and not any(each.name.casefold() == name.casefold() for each in self._albums):
            self._add(tr("Organise", "New album “{name}”").format(name=name), _NEW, "plus")
        self._list.setCurrentRow(0)
        self._ok.setEnabled(self._list.count() > 0)

    def _add(self, text: str, number: int, picture: str) -> None:
        item = QListWidgetItem(text)
        item.setToolTip(tip(text))
        item.setData(Qt.ItemDataRole.UserRole, number)
        dress(item, picture, self._theme, "accent")
        self._list.addItem(item)

    def _give(self) -> None:
        number = self._list.currentIndex().data(Qt.ItemDataRole.UserRole)
        if number is None:
            return
        name = " ".join(self._field.text().split())
        self.accept()
        if number == _NEW:
            self.new_named.emit(name)
        else:
            self.album_chosen.emit(number)

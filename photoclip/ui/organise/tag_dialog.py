"""The tags of the selected photos: new ones are typed, those that are there are ticked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui import wording
from photoclip.ui.buttons import own_enter
from photoclip.ui.naming import caption, named, tip
from photoclip.ui.organise.closing_row import accept_button, cancel_button, closing_row
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr

_NAME, _BEFORE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class TagChoice:
    """What a person wants of the tags of some photos."""

    add: tuple[str, ...]
    remove: tuple[str, ...]


class TagDialog(QDialog):
    """Opens at once; names to complete and the tags of the photos are shown when they come."""

    chosen = Signal(TagChoice)

    def __init__(self, photos: int, recent: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        title = tr("Organise", "Tags of %n photo(s)", "", photos)
        named(self, "tagDialog", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(400, 360)
        take_room(self, 400, 440)
        self._photos = photos
        self._field = named(QLineEdit(), "tagField", tr("Organise", "Tags to add"))
        self._field.setPlaceholderText(tr("Organise", "Add tags, with commas between them"))
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._offered = QListView()
        self._list = named(QListWidget(), "tagList", tr("Organise", "Tags of these photos"))
        self._list.setUniformItemSizes(True)
        self._said = named(QLabel(tr("Organise", "Looking at the tags…")), "tagListNote")
        self._arrange(title, recent)
        self._set_up_completion()

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these names while one types, the first ones first."""
        self._names.setStringList(list(names))

    def show_tags(self, tags: dict[str, int], looked_at: int) -> None:
        """The tags of the photos so far and how many have each; `looked_at` photos are counted."""
        complete = looked_at >= self._photos
        if not complete:
            share = round(100 * looked_at / max(1, self._photos))
            self._said.setText(tr("Organise", "Looking at the tags… {share} %").format(share=share))
            return
        self._said.setText("" if tags else tr("Organise", "These photos have no tags yet."))
        self._said.setVisible(not tags)
        self._list.setVisible(bool(tags))
        for name in sorted(tags, key=str.casefold):
            self._list.addItem(self._item(name, tags[name]))

    def _item(self, name: str, count: int) -> QListWidgetItem:
        everywhere = count >= self._photos
        part = tr("Organise", "{name}  ({count} of {photos})").format(
            name=name, count=wording.number(count), photos=wording.number(self._photos)
        )
        item = QListWidgetItem(name if everywhere else part)
        state = _ON if everywhere else Qt.CheckState.PartiallyChecked
        flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
        item.setFlags(flags | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(state)
        item.setToolTip(tip(name))
        item.setData(_NAME, name)
        item.setData(_BEFORE, state.value)
        return item

    def _give(self) -> None:
        add = list(typed_names(self._field.text()))
        remove: list[str] = []
        for row in range(self._list.count()):
            item = self._list.item(row)
            now = item.checkState()
            if now.value != item.data(_BEFORE) and now in {_ON, _OFF}:
                (add if now == _ON else remove).append(item.data(_NAME))
        self.accept()
        if add or remove:
            self.chosen.emit(TagChoice(tuple(dict.fromkeys(add)), tuple(remove)))

    # Completing the name after the last comma

    def _set_up_completion(self) -> None:
        completer = self._completer
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        completer.setWidget(self._field)
        completer.setPopup(named(self._offered, "tagCompletions", tr("Organise", "Known tags")))
        completer.activated.connect(self._complete)
        self._field.textEdited.connect(self._offer)
        self._field.returnPressed.connect(self._enter_over_names)

    def _offer(self, text: str) -> None:
        typed = text.rpartition(",")[2].strip()
        self._completer.setCompletionPrefix(typed)
        if typed and self._completer.completionCount():
            self._completer.complete()
        else:
            self._offered.hide()

    def _complete(self, name: str) -> None:
        before = self._field.text().rpartition(",")[0]
        self._field.setText(f"{before}, {name}, " if before else f"{name}, ")

    def _enter_over_names(self) -> None:
        """Enter applies even while names are offered, unless one of them is pointed at."""
        if self._offered.isVisible() and not self._offered.currentIndex().isValid():
            self._offered.hide()
            self._give()

    def _add_recent(self, name: str) -> None:
        kept = typed_names(self._field.text())
        if name not in kept:
            self._field.setText(", ".join((*kept, name)) + ", ")
        self._field.setFocus()

    # The dialog itself

    def _arrange(self, title: str, recent: Sequence[str]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(named(QLabel(title), "dialogHeading"))
        column.addWidget(self._field)
        if recent:
            column.addLayout(self._recent_row(recent))
        self._list.hide()
        column.addWidget(self._list, 1)
        column.addWidget(self._said, 1, Qt.AlignmentFlag.AlignTop)
        ok, cancel = accept_button("applyTags", tr("Organise", "Apply")), cancel_button()
        ok.clicked.connect(self._give)
        cancel.clicked.connect(self.reject)
        column.addLayout(closing_row(cancel, ok))

    def _recent_row(self, recent: Sequence[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name in recent:
            spoken = tr("Organise", "Add the recent tag {name}").format(name=name)
            shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 96)
            button = named(QPushButton(caption(shown)), "recentTag", spoken)
            button.setToolTip(tip(spoken))
            own_enter(button)
            button.clicked.connect(lambda _checked=False, name=name: self._add_recent(name))
            row.addWidget(button)
        row.addStretch(1)
        return row


def typed_names(text: str) -> tuple[str, ...]:
    """Names with commas between them, each once."""
    tidy = (" ".join(part.split()) for part in text.split(","))
    seen: dict[str, str] = {}
    for name in tidy:
        if name:
            seen.setdefault(name.casefold(), name)
    return tuple(seen.values())

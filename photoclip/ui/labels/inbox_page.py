"""Photos that no label explains, in groups that look alike, with words that could name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.jobs import Jobs
from photoclip.ui.labels.forms import button, emphasise, line
from photoclip.ui.labels.photo_strip import PhotoStrip
from photoclip.ui.labels.scores import Ids
from photoclip.ui.naming import named
from photoclip.ui.pages import MessagePage
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.viewer.sections import Flow

if TYPE_CHECKING:
    from photoclip.library.library import Library

_SIDE = 88  # px, of a thumbnail
_MOST = 24  # photos that a row shows


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Photos that look alike, and words for them, the best first."""

    photo_ids: Ids
    words: tuple[str, ...]


class InboxPage(QWidget):
    """A word that is clicked becomes a label of the list; a group can be dismissed."""

    look_wanted = Signal()
    label_wanted = Signal(str)
    dismissed = Signal(object)  # photo ids of the group
    opened = Signal(int)  # photo id

    def __init__(self, library: "Library", jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        named(self, "inboxPage", tr("Labels", "None of these"))
        self._library, self._jobs, self._theme = library, jobs, theme
        self._groups: list[Group] = []
        self._rows: list[QFrame] = []
        self._writable = True
        self.look = button(
            "lookUnlabelled",
            tr("Labels", "Find what is missing"),
            tr("Labels", "Look for photos that none of the labels explains"),
        )
        self._said = named(QLabel(), "inboxSaid")
        self._before = MessagePage(theme, "photos", "inboxBefore")
        self._none = MessagePage(theme, "check", "inboxNothing")
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._stack = QStackedWidget()
        self._arrange()
        self.look.clicked.connect(self.look_wanted)
        self.forget()

    def forget(self) -> None:
        """What was found holds no longer."""
        self._clear()
        self._said.setText("")
        self._stack.setCurrentWidget(self._before)
        emphasise(self.look, True)

    def show_groups(self, groups: Sequence[Group], *, writable: bool) -> None:
        """Show groups, the largest first."""
        self._clear()
        self._writable = writable
        emphasise(self.look, False)
        for group in groups:
            self._groups.append(group)
            row = self._row(group)
            self._rows.append(row)
            self._column.insertWidget(self._column.count() - 1, row)
        self._tell()

    def _tell(self) -> None:
        photos = sum(len(each.photo_ids) for each in self._groups)
        self._said.setText(
            tr("Labels", "%Ln photo(s) that no label explains", "", photos) if photos else ""
        )
        self._stack.setCurrentIndex(2 if self._groups else 1)

    def _clear(self) -> None:
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows, self._groups = [], []

    def _row(self, group: Group) -> QFrame:
        count = tr("Labels", "%Ln photo(s)", "", len(group.photo_ids))
        row = named(QFrame(), "inboxGroup", count)
        strip = named(
            PhotoStrip(self._library, self._jobs, self._theme, side=_SIDE), "groupPhotos", count
        )
        strip.show_photos(group.photo_ids[:_MOST])
        strip.opened.connect(self.opened)
        dismiss = button(
            "dismissGroup",
            tr("Labels", "Dismiss"),
            tr("Labels", "These photos need no label; they are not shown here again"),
        )
        dismiss.setEnabled(self._writable)
        dismiss.clicked.connect(lambda: self._dismiss(group, row))
        words = QWidget()
        flow = Flow()
        words.setLayout(flow)
        for word in group.words:
            flow.addWidget(self._chip(word, group, row))
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(named(QLabel(count), "groupCount"), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(words, 1)
        across.addWidget(dismiss, 0, Qt.AlignmentFlag.AlignTop)
        made = QVBoxLayout(row)
        made.setContentsMargins(12, 12, 12, 8)
        made.setSpacing(8)
        made.addLayout(across)
        made.addWidget(strip)
        return row

    def _chip(self, word: str, group: Group, row: QFrame) -> QWidget:
        said = tr("Labels", "Add the label {word}").format(word=word)
        chip = button("proposedLabel", f"+ {word}".replace("&", "&&"), said)
        chip.setAccessibleName(said)
        chip.setProperty("word", word)
        chip.setEnabled(self._writable)
        chip.clicked.connect(lambda: self._take(word, group, row))
        return chip

    def _take(self, word: str, group: Group, row: QFrame) -> None:
        self.label_wanted.emit(word)
        for other in self._rows:
            for chip in other.findChildren(QPushButton, "proposedLabel"):
                chip.setVisible(chip.property("word") != word)
        self._drop(group, row)

    def _dismiss(self, group: Group, row: QFrame) -> None:
        self.dismissed.emit(group.photo_ids)
        self._drop(group, row)

    def _drop(self, group: Group, row: QFrame) -> None:
        place = self._rows.index(row)
        self._rows.remove(row)
        self._groups.remove(group)
        row.setParent(None)
        row.deleteLater()
        self._tell()
        if self._rows:
            next_row = self._rows[min(place, len(self._rows) - 1)]
            buttons = next_row.findChildren(QPushButton)
            next(each for each in buttons if not each.isHidden()).setFocus()
        else:
            self.look.setFocus()

    def _arrange(self) -> None:
        self._before.say(
            tr("Labels", "What is missing in this list?"),
            tr("Labels", "Photos that none of its labels explains are put in groups here, "
               "with words that could become labels."),
        )  # fmt: skip
        self._none.say(
            tr("Labels", "Nothing is missing"),
            tr("Labels", "The labels of this list explain every photo that is like others."),
        )
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        scroll = named(QScrollArea(), "inboxScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self._body)
        self._body.setObjectName("inboxBody")
        for page in (self._before, self._none, scroll):
            self._stack.addWidget(page)
        made = QVBoxLayout(self)
        made.setContentsMargins(0, 16, 0, 0)
        made.setSpacing(12)
        made.addWidget(self._stack, 1)
        made.addLayout(line(self._said, None, self.look))

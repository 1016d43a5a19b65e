"""The tags of a photo as chips, and a field that gives it one more."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QToolButton,
)

from photoclip.records import Tag
from photoclip.ui import wording
from photoclip.ui.icons import dress, icon
from photoclip.ui.naming import named, tip
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.viewer.sections import ElidedLabel, Flow, Section

_WIDEST_NAME = 150  # px
_ICON = 12
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class TagsSection(Section):
    """Chips with where each tag came from; the field completes the library's tags."""

    tag_wanted = Signal(str)
    untag_wanted = Signal(str)
    known_wanted = Signal()  # the field is used: which tags are there?
    left = Signal()  # Escape in the field

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "infoTags", tr("Viewer", "Tags"))
        self._theme = theme
        self._tags: tuple[Tag, ...] = ()
        self._writable = True
        self._chips = Flow()
        self.column.addLayout(self._chips)
        self.field = named(QLineEdit(), "tagField", tr("Viewer", "Add a tag"))
        self.field.setPlaceholderText(tr("Viewer", "Add a tag…"))
        self.field.setToolTip(tr("Viewer", "Type a tag and press Enter (T)"))
        self.field.setMaxLength(200)
        self.field.returnPressed.connect(self._entered)
        self.field.installEventFilter(self)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._offered = named(QListView(), "tagCompletions", tr("Viewer", "Known tags"))
        completer.setPopup(self._offered)
        self._offered.installEventFilter(self)
        completer.activated.connect(self._completed, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(completer)
        self.column.addWidget(self.field)
        theme.changed.connect(self._fill)

    def show_tags(self, tags: tuple[Tag, ...], *, writable: bool) -> None:
        """Show a photo's tags; rejected ones do not count, nor a run's that a person gave too."""
        said = {tag.name.casefold() for tag in tags if tag.source == "person"}
        hold = tuple(
            tag
            for tag in tags
            if not tag.rejected and not (tag.source == "run" and tag.name.casefold() in said)
        )
        changed = (hold, writable) != (self._tags, self._writable)
        self._tags, self._writable = hold, writable
        self.field.setVisible(writable)
        self.setVisible(writable or bool(self._tags))
        if changed:
            self._fill()

    def show_known(self, names: tuple[str, ...]) -> None:
        """Complete these names."""
        self._known.setStringList(list(names))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._offered or watched is self.field:
            arrow = isinstance(event, QKeyEvent) and event.key() in _LIST_KEYS
            if arrow and event.type() == QEvent.Type.ShortcutOverride:  # the viewer's otherwise
                event.accept()
                return True
        if watched is self.field:
            if event.type() == QEvent.Type.FocusIn:
                self.known_wanted.emit()
            escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
            if escape and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if escape and event.type() == QEvent.Type.KeyPress:
                self.field.clear()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _completed(self, _name: str) -> None:
        """Comes queued: the field has the chosen name by now."""
        self._enter()

    def _entered(self) -> None:
        if self._offered.isVisible() and self._offered.currentIndex().isValid():
            return  # the completer is about to bring this name
        self._enter()

    def _enter(self) -> None:
        name = " ".join(self.field.text().split())
        if name:
            self.tag_wanted.emit(name)
        self.field.clear()

    def _fill(self) -> None:
        self._chips.clear()
        for tag in self._tags:
            self._chips.addWidget(self._chip(tag))
        self._chips.invalidate()
        self.body.updateGeometry()

    def _chip(self, tag: Tag) -> QFrame:
        chip = named(QFrame(), "tagChip", f"{tag.name}, {origin(tag)}")
        row = QHBoxLayout(chip)
        row.setContentsMargins(8, 2, 2 if self._writable else 8, 2)
        row.setSpacing(4)
        mark = named(QLabel(), "tagOrigin", origin(tag))
        source = {"person": "byPerson", "file": "byFile", "sidecar": "byFile"}.get(
            tag.source, "byModel"
        )
        picture = icon(source, self._theme.colours.quiet)
        mark.setPixmap(picture.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        row.addWidget(mark)
        row.addWidget(named(ElidedLabel(tag.name, _WIDEST_NAME), "tagName", tag.name))
        if tag.probability is not None:
            row.addWidget(named(QLabel(wording.percent(tag.probability)), "tagChance", origin(tag)))
        if self._writable and tag.source == "run":
            row.addWidget(self._confirm(tag))
        if self._writable:
            row.addWidget(self._remove(tag))
        chip.setToolTip(tip(origin(tag)))
        return chip

    def _confirm(self, tag: Tag) -> QToolButton:
        text = tr("Viewer", "The tag {name} is right").format(name=tag.name)
        confirm = named(QToolButton(), "tagConfirm", text)
        confirm.setToolTip(tip(text))
        confirm.setIconSize(QSize(_ICON, _ICON))
        confirm.clicked.connect(partial(self._confirmed, tag.name))
        dress(confirm, "check", self._theme, "quiet")
        return confirm

    def _confirmed(self, name: str, _checked: bool = False) -> None:
        self.field.setFocus()  # the chip is about to be another
        self.tag_wanted.emit(name)

    def _remove(self, tag: Tag) -> QToolButton:
        text = tr("Viewer", "Remove the tag {name}").format(name=tag.name)
        remove = named(QToolButton(), "tagRemove", text)
        remove.setToolTip(tip(text))
        remove.setIconSize(QSize(_ICON, _ICON))
        remove.clicked.connect(partial(self._removed, tag.name))
        dress(remove, "close", self._theme, "quiet")
        return remove

    def _removed(self, name: str, _checked: bool = False) -> None:
        self.field.setFocus()  # the chip is about to go
        self.untag_wanted.emit(name)


def origin(tag: Tag) -> str:
    """Where a tag came from, in words."""
    if tag.source == "person":
        return tr("Viewer", "given by you")
    if tag.source == "file":
        return tr("Viewer", "from the file")
    if tag.source == "sidecar":
        return tr("Viewer", "from the sidecar")
    if tag.probability is None:
        return tr("Viewer", "tagged automatically")
    return tr("Viewer", "tagged automatically, {chance} sure").format(
        chance=wording.percent(tag.probability)
    )

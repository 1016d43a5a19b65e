"""Settings: the folders that photoclip keeps up with."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.records import Root
from photoclip.ui.buttons import own_enter
from photoclip.ui.elided import Elided
from photoclip.ui.icons import icon
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.scrolling import scrolled_rows
from photoclip.ui.settings.exclusions_dialog import ExclusionsDialog
from photoclip.ui.settings.forms import CalmBox, Page, hint_label, labelled
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

_Edit = Callable[["Library"], object]
_POLLS = (60, 300, 900, 3600)  # seconds that are offered


@dataclass(frozen=True, slots=True)
class _Standing:
    """One folder as it is now."""

    root: Root
    online: bool
    photos: int
    unwanted: tuple[str, ...]  # patterns of folders inside that are left out
    poll: int | None  # seconds between two looks; None: the system tells of changes

    @property
    def path(self) -> Path:
        return Path(os.fsdecode(self.root.path))


class FoldersPage(Page):
    """Add, remove, leave parts out, say where a folder lies now; the folders are never touched."""

    folders_changed = Signal()

    def __init__(self, library: "Library | None", jobs: Jobs, theme: Theme) -> None:
        super().__init__(
            "foldersPage",
            tr("Settings", "Folders"),
            tr("Settings", "photoclip shows the photos of these folders and keeps up with them."),
        )
        self._library, self._jobs, self._theme = library, jobs, theme
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._message = hint_label("", "settingsMessage")
        self._message.hide()
        self._add = named(QPushButton(tr("Settings", "Add a folder…")), "settingsAddFolder")
        self._add.setAccessibleName(self._add.text())
        self._add.clicked.connect(self._choose)
        self._arrange()
        self._add.setEnabled(library is not None and library.writable)
        if library is not None and not library.writable:
            self._say(tr("Settings", "This library is open for reading only."))
        self._last: tuple[_Standing, ...] = ()
        self._cards: dict[int, QFrame] = {}  # by root
        theme.changed.connect(self._dress)
        self.look()

    def look(self) -> None:
        """Show the folders as they are now."""
        library = self._library
        if library is not None:
            self._jobs.run(Lane.READ, partial(_standings, library), self._show, self._say)

    def _arrange(self) -> None:
        folders = tr("Settings", "Folders")
        area = scrolled_rows(self._rows, "settingsGround", "foldersArea", folders)
        self.column.addWidget(area, 1)
        self.column.addWidget(self._message)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(
            hint_label(
                tr(
                    "Settings",
                    "Hidden folders, and folders that hold a file named .nomedia, are left out.",
                )
            )
        )

    def _dress(self) -> None:
        self._show(self._last)

    def _show(self, standings: tuple[_Standing, ...]) -> None:
        self._last = standings
        before = self._keyboard()
        self._cards.clear()
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for standing in standings:
            card = self._cards[standing.root.id] = self._row(standing)
            self._rows.addWidget(card)
        if not standings:
            self._rows.addWidget(hint_label(tr("Settings", "There is no folder yet.")))
        if before is not None:
            self._give_keyboard(*before)

    def _keyboard(self) -> tuple[int, str] | None:
        """The folder, and its button, that the keyboard is on."""
        widget = self.window().focusWidget()
        if not widget:
            return None
        on = (each for each, card in self._cards.items() if card.isAncestorOf(widget))
        root_id = next(on, None)
        return None if root_id is None else (root_id, widget.objectName())

    def _give_keyboard(self, root_id: int, name: str) -> None:
        card = self._cards.get(root_id)
        control = card.findChild(QWidget, name) if card is not None else None
        (control or self._add).setFocus()

    def _row(self, standing: _Standing) -> QFrame:
        row = named(QFrame(), "settingsFolder", standing.root.text)
        row.setProperty("card", True)
        sign = QLabel()
        colours = self._theme.colours
        colour = colours.accent if standing.online else colours.quiet
        picture = icon("folder", colour).pixmap(QSize(24, 24), self.devicePixelRatioF())
        sign.setPixmap(picture)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(named(Elided(standing.path.name or str(standing.path)), "folderName"))
        place = Elided(standing.root.text, Qt.TextElideMode.ElideMiddle)
        told.addWidget(named(place, "folderPlace"))
        state = named(QLabel(_state(standing)), "folderState")
        state.setProperty("online", standing.online)
        state.setWordWrap(True)
        told.addWidget(state)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._buttons(standing):
            buttons.addWidget(button)
        buttons.addStretch(1)
        told.addSpacing(8)
        told.addWidget(self._watch_line(standing))
        told.addSpacing(8)
        told.addLayout(buttons)
        across = QHBoxLayout(row)
        across.setContentsMargins(16, 12, 16, 12)
        across.setSpacing(12)
        across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(told, 1)
        return row

    def _buttons(self, standing: _Standing) -> tuple[QPushButton, ...]:
        name = standing.path.name
        out = named(
            QPushButton(tr("Settings", "Leave out…")),
            "excludeFolders",
            tr("Settings", "Leave out folders inside {name}").format(name=name),
        )
        out.setToolTip(tr("Settings", "Choose folders inside whose photos are not shown"))
        out.clicked.connect(partial(self._ask_exclusions, standing))
        moved = named(
            QPushButton(tr("Settings", "It moved…")),
            "relocateFolder",
            tr("Settings", "{name} lies at another place now").format(name=name),
        )
        moved.setToolTip(
            tr("Settings", "Say where it lies now; tags stay, and nothing is read again")
        )
        moved.clicked.connect(partial(self._choose_new_place, standing))
        away = named(
            QPushButton(tr("Settings", "Remove…")),
            "removeFolder",
            tr("Settings", "Remove {name} from the library").format(name=name),
        )
        away.setToolTip(tr("Settings", "No longer show its photos; the files stay"))
        away.clicked.connect(partial(self._ask_remove, standing))
        for button in (out, moved, away):
            own_enter(button)
            button.setEnabled(self._library is not None and self._library.writable)
        return out, moved, away

    def _watch_line(self, standing: _Standing) -> QWidget:
        """How changes in a folder are noticed."""
        spoken = tr("Settings", "How changes in {name} are noticed").format(name=standing.path.name)
        box = named(CalmBox(), "watchMode", spoken)
        for seconds in _modes(standing.poll):
            box.addItem(_mode_text(seconds), seconds)
        box.setCurrentIndex(box.findData(standing.poll or 0))
        box.setEnabled(self._library is not None and self._library.writable)
        box.setToolTip(
            tr(
                "Settings",
                "Folders on a network often tell of no changes; such ones are looked through "
                "on a timer",
            )
        )
        root_id = standing.root.id
        box.activated.connect(
            lambda _row: self._edit(
                lambda library: library.watch_modes.poll(root_id, box.currentData() or None)
            )
        )
        return labelled(tr("Settings", "Changes are noticed"), box)

    def _choose(self) -> None:
        title = tr("Settings", "Add a folder with photos")
        self._folder_dialog(title, "settingsFolderDialog", "").fileSelected.connect(
            lambda chosen: self._edit(lambda library: library.roots.add(Path(chosen)))
        )

    def _choose_new_place(self, standing: _Standing) -> None:
        title = tr("Settings", "Where does “{name}” lie now?").format(name=standing.path.name)
        dialog = self._folder_dialog(title, "relocateDialog", str(standing.path.parent))
        dialog.fileSelected.connect(
            lambda chosen: self._edit(
                lambda library: library.roots.relocate(standing.path, Path(chosen))
            )
        )

    def _folder_dialog(self, title: str, name: str, begin: str) -> QFileDialog:
        dialog = named(QFileDialog(self, title, begin), name, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _ask_exclusions(self, standing: _Standing) -> None:
        root_id = standing.root.id
        name = standing.path.name or str(standing.path)
        dialog = ExclusionsDialog(name, standing.unwanted, self)
        dialog.chosen.connect(
            lambda patterns: self._edit(lambda library: library.roots.exclude(root_id, patterns))
        )
        dialog.open()

    def _ask_remove(self, standing: _Standing) -> None:
        box = named(QMessageBox(self), "removeFolderBox")
        box.setWindowTitle(tr("Settings", "Remove folder"))
        box.setText(
            tr("Settings", "Remove “{name}” from photoclip?").format(name=standing.path.name)
        )
        box.setInformativeText(
            tr(
                "Settings",
                "The files stay where they are. Tags and ratings are remembered, should the "
                "folder come back.",
            )
        )
        yes = box.addButton(tr("Settings", "Remove"), QMessageBox.ButtonRole.AcceptRole)
        yes.setObjectName("reallyRemove")
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        root_id = standing.root.id
        yes.clicked.connect(lambda: self._edit(lambda library: library.roots.remove(root_id)))
        box.open()

    def _edit(self, do: _Edit) -> None:
        library = self._library
        if library is not None:
            self._say("")
            self._jobs.run(Lane.EDIT, lambda: do(library), self._edited, self._say)

    def _edited(self, _result: object) -> None:
        self.folders_changed.emit()
        self.look()

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))


def _standings(library: "Library") -> tuple[_Standing, ...]:
    counts = {node.root_id: node.photos for node in library.showing.folders() if not node.folder}
    return tuple(
        _Standing(
            root,
            library.roots.is_online(root),
            counts.get(root.id, 0),
            library.roots.exclusions(root.id),
            library.watch_modes.poll_seconds(root.id),
        )
        for root in library.roots.all()
    )


def _state(standing: _Standing) -> str:
    said = [tr("Settings", "%n photo(s)", "", standing.photos)]
    if standing.unwanted:
        said.append(tr("Settings", "%n pattern(s) left out", "", len(standing.unwanted)))
    if not standing.online:
        said.append(tr("Settings", "not there now: its photos are kept and can still be found"))
    return " · ".join(said)


def _modes(poll: int | None) -> list[int]:
    """Seconds that can be chosen, 0 for events; what is set is among them."""
    return sorted({0, *_POLLS, poll or 0})


def _mode_text(seconds: int) -> str:
    if not seconds:
        return tr("Settings", "as the system tells of them")
    if seconds % 60:
        return tr("Settings", "every %n second(s)", "", seconds)
    minutes = seconds // 60
    if minutes % 60:
        return tr("Settings", "every %n minute(s)", "", minutes)
    return tr("Settings", "every %n hour(s)", "", minutes // 60)

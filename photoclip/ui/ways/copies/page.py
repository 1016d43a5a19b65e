"""The page of copies and bursts: groups on the left, the photos of one side by side."""

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from photoclip.library.copies import Candidate, Group, Proposal, Tier
from photoclip.records import Edit
from photoclip.ui import wording
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.overrides import override
from photoclip.ui.pages import MessagePage
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.copies.compare import Comparison
from photoclip.ui.ways.copies.group_list import GroupList
from photoclip.ui.ways.copies.pane import STEP
from photoclip.ui.ways.copies.trash import Throwing
from photoclip.ui.ways.segments import Segments
from photoclip.ui.ways.way import Ids, Way

if TYPE_CHECKING:
    from photoclip.library.library import Library

_ALL = "all"
_KINDS = {
    _ALL: tuple(Tier),
    "files": (Tier.BYTES,),
    "pictures": (Tier.PIXELS, Tier.EDITED),
    "bursts": (Tier.BURST,),
}
_STEP_SECONDS = 1.0
_SHOW_EVERY = 5  # steps of comparing between two looks at the groups
Described = tuple[Group, tuple[Candidate, ...], Proposal]


class CopiesPage(Way):
    """Goes through groups of copies; every choice has a key, and all can be undone."""

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(theme, jobs, parent)
        self.setObjectName("copiesPage")
        self._library: Library | None = None
        self._ids: Ids = np.zeros(0, np.int64)
        self._groups: tuple[Group, ...] = ()
        self._kind = _ALL
        self._place = 0
        self._shown: Group | None = None
        self._here, self._looking, self._left, self._steps = False, False, 0, 0
        self._list = GroupList(theme, jobs)
        self._comparison = Comparison(theme, jobs)
        self._nothing = MessagePage(theme, "copies", "copiesNothing")
        self._choices = Segments("copyKinds", tr("Copies", "Which groups"), _kinds())
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()

    @override
    def set_library(self, library: "Library") -> None:
        self._library = library
        self._groups, self._shown, self._place = (), None, 0
        self._list.set_library(library)

    @override
    def come(self, ids: Ids) -> None:
        self._ids, self._here = ids, True
        self._read_groups()
        self._look()

    @override
    def leave(self) -> None:
        self._here = False

    @override
    def selected_ids(self) -> list[int]:
        return list(self._shown.photos) if self._shown is not None else []

    @override
    def zoom(self, steps: float) -> None:
        self._comparison.view.zoom_by(STEP**steps)

    # Finding

    def _look(self) -> None:
        """Compare photos for a while, as long as the page is shown and any are left."""
        library = self._library
        if library is None or not library.writable or self._looking or not self._here:
            return
        self._looking = True
        look = partial(library.copies.look, _STEP_SECONDS)
        self.jobs.run(Lane.CARE, look, self._looked, self._could_not_look)

    def _looked(self, answer: tuple[int, int]) -> None:
        self._looking = False
        done, self._left = answer
        self._steps += 1
        if done and (not self._left or self._steps % _SHOW_EVERY == 0):
            self._read_groups()
        self._say_counts()
        if self._left:
            self._look()
        self._say_nothing()

    def _could_not_look(self, sentence: str) -> None:
        self._looking, self._left = False, 0
        self._say_nothing()
        self.failed.emit(sentence)

    def _read_groups(self) -> None:
        library = self._library
        if library is not None:
            read = partial(_groups_of, library, self._ids)
            self.jobs.run(Lane.LOOK, read, self._arrived, self.failed.emit)

    def _arrived(self, groups: tuple[Group, ...]) -> None:
        self._groups = groups
        self._show()

    # What is shown

    def _show(self) -> None:
        groups = [each for each in self._groups if each.tier in _KINDS[self._kind]]
        place = next(
            (n for n, each in enumerate(groups) if self._shown and each.key == self._shown.key),
            min(self._place, max(0, len(groups) - 1)),
        )
        self._choices.show_choice(self._kind)
        self._say_counts()
        self._list.show_groups(groups, place)
        if groups:
            self._stack.setCurrentIndex(1)
            self._reach(place)
        else:
            self._shown = None
            self._say_nothing()
            self._stack.setCurrentIndex(0)

    def _say_counts(self) -> None:
        groups = [each for each in self._groups if each.tier in _KINDS[self._kind]]
        said = [tr("Copies", "%Ln group(s) to decide", "", len(groups))]
        if self._left:
            left = wording.number(self._left)
            said.append(tr("Copies", "comparing, {count} photos left").format(count=left))
        self.head.detail("  ·  ".join(said))

    def _say_nothing(self) -> None:
        if self._left or self._looking:
            self._nothing.say(
                tr("Copies", "Looking for copies…"),
                tr("Copies", "Each photo is compared with all others once; groups come up here."),
            )
        else:
            self._nothing.say(
                tr("Copies", "No copies to decide about"),
                tr("Copies", "Copies, edits and bursts come up here as photos are added."),
            )

    def _reach(self, place: int) -> None:
        group, library = self._list.group_at(place), self._library
        if group is None or library is None:
            return
        self._place = place
        if group == self._shown:
            return
        self._shown = group
        self._comparison.show_waiting(group)
        self.selection_changed.emit()
        describe = partial(_described, library, group)
        self.jobs.run(Lane.LOOK, describe, self._describe, self.failed.emit)

    def _describe(self, described: Described) -> None:
        group, found, proposal = described
        if group != self._shown or self._library is None:
            return
        if len(found) < 2:
            self._read_groups()
            return
        self._comparison.show_group(self._library, group, found, proposal)

    # Deciding

    def _settle(self) -> None:
        stays, goes = self._comparison.chosen()
        library, group = self._library, self._shown
        if library is None or group is None or not stays or not goes:
            return
        thrown = Throwing(library, _paths(goes, group), self.failed.emit)
        self._decide(group, partial(_settled, library, group, stays, goes, thrown))

    def _keep_all(self) -> None:
        library, group = self._library, self._shown
        if library is not None and group is not None:
            copies = library.copies
            keep = (
                partial(copies.keep_files, group.photos[0], group.files)
                if group.files
                else partial(copies.keep_all, group.photos)
            )
            self._decide(group, lambda: (keep(), ""))

    def _different(self) -> None:
        library, group = self._library, self._shown
        if library is not None and group is not None and not group.files:
            different = partial(library.copies.different, group.photos)
            self._decide(group, lambda: (different(), ""))

    def _decide(self, group: Group, work: Callable[[], tuple[Edit | None, str]]) -> None:
        """Do what was chosen; the group leaves the list at once, and the next one comes up."""
        if not self._comparison.is_ready:
            return
        self._groups = tuple(each for each in self._groups if each != group)
        self._shown = None
        self._show()
        self.jobs.run(Lane.EDIT, work, self._decided, self._refused)

    def _decided(self, answer: tuple[Edit | None, str]) -> None:
        edit, trouble = answer
        if edit is not None:
            self.edited.emit((edit,))
        if trouble:
            self.failed.emit(trouble)
            self._read_groups()

    def _refused(self, sentence: str) -> None:
        self.failed.emit(sentence)
        self._read_groups()

    # Keys

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in self._keys():
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys().get(event.key())
        if act is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._pan(event.key())
        else:
            act()

    def _keys(self) -> dict[int, Callable[[], object]]:
        key, comparison = Qt.Key, self._comparison
        return {
            key.Key_Up: partial(self._step, -1),
            key.Key_Down: partial(self._step, 1),
            key.Key_Left: partial(comparison.step, -1),
            key.Key_Right: partial(comparison.step, 1),
            key.Key_Space: comparison.turn,
            key.Key_K: partial(comparison.turn, False),
            key.Key_T: partial(comparison.turn, True),
            key.Key_B: comparison.propose,
            key.Key_Z: comparison.view.toggle,
            key.Key_Plus: partial(comparison.view.zoom_by, STEP),
            key.Key_Minus: partial(comparison.view.zoom_by, 1 / STEP),
            key.Key_Return: self._settle,
            key.Key_Enter: self._settle,
            key.Key_A: self._keep_all,
            key.Key_N: self._different,
        }

    def _pan(self, key: int) -> None:
        across = (key == Qt.Key.Key_Right) - (key == Qt.Key.Key_Left)
        down = (key == Qt.Key.Key_Down) - (key == Qt.Key.Key_Up)
        self._comparison.pan(across, down)

    def _step(self, by: int) -> None:
        place = self._place + by
        if self._list.group_at(place) is not None:
            self._list.setCurrentIndex(self._list.model().index(place, 0))

    def _choose_kind(self, kind: str) -> None:
        self._kind, self._place, self._shown = kind, 0, None
        self._show()

    # Parts

    def _arrange(self) -> None:
        self.head.add(self._choices)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._comparison, 1)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(both)
        self.set_body(self._stack)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(None)  # pyright: ignore[reportArgumentType] - Qt takes nothing for none
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        self._list.reached.connect(self._reach)
        self._choices.chosen.connect(self._choose_kind)
        self._comparison.settle_wanted.connect(self._settle)
        self._comparison.keep_all_wanted.connect(self._keep_all)
        self._comparison.different_wanted.connect(self._different)
        self._comparison.later_wanted.connect(partial(self._step, 1))


def _kinds() -> dict[str, str]:
    return {
        _ALL: tr("Copies", "All"),
        "files": tr("Copies", "Same file"),
        "pictures": tr("Copies", "Same picture"),
        "bursts": tr("Copies", "Bursts"),
    }


def _groups_of(library: "Library", ids: Ids) -> tuple[Group, ...]:
    """The groups with a photo among these."""
    among: Collection[int] = set(ids.tolist())
    return tuple(
        each for each in library.copies.groups() if any(photo in among for photo in each.photos)
    )


def _described(library: "Library", group: Group) -> Described:
    found = library.copies.candidates(group)
    proposal = library.copies.proposal(group, found) if found else Proposal(0, ())
    return group, found, proposal


def _paths(goes: list[Candidate], group: Group) -> tuple[bytes, ...]:
    """The files that go: of a photo all, of equal files the chosen ones."""
    if group.files:
        return tuple(each.path for each in goes)
    return tuple(path for each in goes for path in each.photo.paths)


def _settled(
    library: "Library",
    group: Group,
    stays: list[Candidate],
    goes: list[Candidate],
    thrown: Throwing,
) -> tuple[Edit | None, str]:
    """Move files to the trash, then remember it; a photo goes with all its files or stays."""
    stayed = {each.path: each.reason for each in thrown.throw()}
    gone = [each for each in goes if not stayed.keys() & set(_paths([each], group))]
    thrown.take_back(_paths([each for each in goes if each not in gone], group))
    edit = None
    if gone and group.files:
        kept, away = [each.path for each in stays], [each.path for each in gone]
        edit = library.copies.settle_files(group.photos[0], kept, away, trashed=thrown)
    elif gone:
        keep, away = [each.photo.id for each in stays], [each.photo.id for each in gone]
        edit = library.copies.settle(keep, away, trashed=thrown)
    if not stayed:
        return edit, ""
    reason = next(iter(stayed.values()))
    said = tr("Copies", "%n file(s) stayed where they are. {reason}", "", len(stayed))
    return edit, said.format(reason=reason)

"""What is done with label lists, away from the GUI thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from photoclip.records import Edit, LabelList
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.labels import tasks
from photoclip.ui.labels.tasks import Found, Lists, Written

if TYPE_CHECKING:
    from photoclip.library.library import Library


class LabelLists(QObject):
    """The label lists of one library.

    One run at a time is found, applied or taken back; of previews only the newest is told.
    """

    busy_changed = Signal(bool)
    listed = Signal(object)  # Lists
    scored = Signal(object)  # RankedList
    found = Signal(object)  # Found
    applied = Signal(object)  # Written
    taken_back = Signal(object)  # Written
    saved = Signal(object)  # LabelList
    imported = Signal(object)  # LabelList
    exported = Signal(str)  # the file's name
    renamed = Signal(object)  # LabelList: a label has another name
    list_renamed = Signal(str, str)  # from, to
    edited = Signal(object)  # Edit: otherwise done, or taken back
    deleted = Signal(str)
    runs_listed = Signal(object)  # Run, a tuple
    grouped = Signal(str, object)  # the list; Group, a tuple
    judged = Signal(object)  # Edit
    undone = Signal(object)  # Edit
    remembered = Signal(str, object)  # the list; History
    compared = Signal(str, int, object)  # the list, a version; Change, a tuple
    learned = Signal(str, int)  # the list, the version it went back to; -1: a new one is kept
    reviewed = Signal(object)  # ids of photos that were answered in a review, a tuple
    failed = Signal(str)  # one sentence
    preview_failed = Signal(str)  # one sentence

    def __init__(
        self, library: "Library", jobs: Jobs, starters: Path, parent: QObject | None = None
    ) -> None:
        """`starters` is the folder of the lists that come with photoclip."""
        super().__init__(parent)
        self._library, self._jobs, self._starters = library, jobs, starters
        self._busy = self._scoring = False
        self._wanted: LabelList | None = None  # is scored when the list that is has been

    @property
    def library(self) -> "Library":
        """Whose lists these are."""
        return self._library

    @property
    def jobs(self) -> Jobs:
        """The threads that work."""
        return self._jobs

    @property
    def busy(self) -> bool:
        """Whether a run is being found, applied or taken back."""
        return self._busy

    @property
    def writable(self) -> bool:
        """Whether the library may be changed."""
        return self._library.writable

    # What is looked at

    def list_all(self) -> None:
        """Look which lists there are."""
        self._ask(Lane.READ, partial(tasks.lists, self._library, self._starters), self.listed)

    def list_runs(self) -> None:
        """Look which runs there were."""
        self._ask(Lane.READ, partial(tasks.runs, self._library), self.runs_listed)

    def score(self, labels: LabelList) -> None:
        """Look what a list says of every photo; what was wanted before it is not told any more."""
        self._wanted = labels
        if not self._scoring:
            self._score_next()

    def find(self, labels: LabelList) -> None:
        """Find what a run would change; nothing is written."""
        self._do(Lane.LABELS, partial(tasks.find, self._library, labels), self.found)

    def group(self, labels: LabelList) -> None:
        """Look for photos that no label explains."""

        def work() -> tuple[object, ...]:
            return tasks.groups(self._library, labels)

        def tell(found: object) -> None:
            self.grouped.emit(labels.name, found)

        self._do(Lane.LABELS, work, tell)

    def list_versions(self, name: str) -> None:
        """Look what a list has learned."""
        work = partial(self._library.tagging.history, name)
        self._ask(Lane.LABELS, work, partial(self.remembered.emit, name))

    def compare(self, name: str, version: int) -> None:
        """Find what a list would tag otherwise by a version of what it learned."""
        work = partial(tasks.compare, self._library, name, version)
        self._ask(Lane.LABELS, work, partial(self.compared.emit, name, version))

    # What is changed

    def apply(self, found: Found) -> None:
        """Write what was found as one run."""
        self._do(Lane.LABELS, partial(tasks.apply, self._library, found), self.applied)

    def take_back(self, run: int, name: str) -> None:
        """Undo a run of a list."""
        work = partial(tasks.take_back, self._library, name, run)
        self._do(Lane.LABELS, work, self.taken_back)

    def save(self, labels: LabelList) -> None:
        """Keep a list."""
        self._ask(Lane.EDIT, partial(self._library.tagging.save, labels), self.saved)

    def rename_label(self, name: str, old: str, new: str) -> None:
        """Give a label another name; its tags and answers follow."""
        work = partial(self._library.tagging.rename_label, name, old, new)
        self._ask(Lane.EDIT, work, self.renamed)

    def rename_list(self, labels: LabelList, name: str) -> None:
        """Give a list another name; what a person changed in it before is kept."""
        work = partial(tasks.rename_list, self._library, labels, name)
        self._ask(Lane.EDIT, work, self._list_renamed)

    def undo(self) -> None:
        """Take back the latest edit of the library."""
        self._ask(Lane.EDIT, self._library.organising.undo, self._undone)

    def go_back(self, name: str, version: int) -> None:
        """Let a list judge by an earlier version of what it learned; 0: by the texts alone."""
        work = partial(self._library.tagging.revert, name, version)
        self._do(Lane.LABELS, work, lambda _head: self.learned.emit(name, version))

    def keep_version(self, name: str) -> None:
        """Store what a list knows now as a version."""
        work = partial(self._library.tagging.learn, name)
        self._do(Lane.LABELS, work, lambda _head: self.learned.emit(name, -1))

    def judge(self, labels: LabelList, label: str, photo: int, right: bool) -> None:
        """Say whether a label fits a photo; the list is kept first, for it learns from that."""
        library = self._library

        def work() -> Edit:
            library.tagging.save(labels)
            return tasks.judge(library, photo, labels.name, label, right=right)

        self._ask(Lane.EDIT, work, self.judged)

    def dismiss(self, name: str, photo_ids: npt.NDArray[np.int64]) -> None:
        """Photos need no label of a list."""
        work = partial(self._library.tagging.dismiss, name, photo_ids)
        self._jobs.run(Lane.EDIT, work, lambda _done: None, self.failed.emit)

    def import_file(self, file: Path) -> None:
        """Take a list into the library."""
        self._ask(Lane.EDIT, partial(self._library.tagging.import_file, file), self.imported)

    def export(self, labels: LabelList, file: Path) -> None:
        """Write a list to a file."""
        self._ask(Lane.EDIT, partial(tasks.export, labels, file), self.exported)

    def delete(self, name: str) -> None:
        """Delete a list; the tags it gave stay."""
        work = partial(self._library.tagging.delete, name)
        self._ask(Lane.EDIT, work, lambda _nothing: self.deleted.emit(name))

    # Within

    def _list_renamed(self, edit: Edit) -> None:
        self.list_renamed.emit(edit.former, edit.name)
        self.edited.emit(edit)

    def _undone(self, edit: Edit | None) -> None:
        if edit is not None:
            if edit.former:
                self.list_renamed.emit(edit.name, edit.former)
            self.undone.emit(edit)
            self.edited.emit(edit)

    def _score_next(self) -> None:
        labels, self._wanted = self._wanted, None
        if labels is None:
            return
        self._scoring = True

        def end(tell: Callable[[Any], object], result: object) -> None:
            self._scoring = False
            if self._wanted is None:
                tell(result)
            else:
                self._score_next()

        self._jobs.run(
            Lane.LABELS,
            partial(tasks.scores, self._library, labels),
            partial(end, self.scored.emit),
            partial(end, self.preview_failed.emit),
        )

    def _ask(self, lane: Lane, work: Callable[[], Any], tell: Any) -> None:
        self._jobs.run(lane, work, getattr(tell, "emit", tell), self.failed.emit)

    def _do(self, lane: Lane, work: Callable[[], Any], tell: Any) -> None:
        def end(then: Callable[[Any], object], result: object) -> None:
            self._set_busy(False)
            then(result)

        if not self._busy:
            self._set_busy(True)
            then = getattr(tell, "emit", tell)
            self._jobs.run(lane, work, partial(end, then), partial(end, self.failed.emit))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)


__all__ = ["Found", "LabelLists", "Lists", "Written"]

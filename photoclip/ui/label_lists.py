"""What is done with label lists, away from the GUI thread, and which runs can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from photoclip.library.labels import read_label_list
from photoclip.records import LabelList
from photoclip.ui.jobs import Jobs, Lane

if TYPE_CHECKING:
    from photoclip.library.library import Library
    from photoclip.library.tagging import TagProposal


@dataclass(frozen=True, slots=True)
class Lists:
    """The label lists that there are, by name."""

    own: tuple[LabelList, ...] = ()
    starters: tuple[LabelList, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a label list says about the library."""

    proposal: "TagProposal"
    counts: dict[str, int]  # photos of each label, in the list's order
    photos: int  # that get a label


@dataclass(frozen=True, slots=True)
class Written:
    """A run that was written, or taken back."""

    name: str  # of the list
    run: int
    tags: int
    photo_ids: tuple[int, ...]  # whose tags may be others now


class LabelLists(QObject):
    """The label lists of one library. One thing is done at a time."""

    busy_changed = Signal(bool)
    listed = Signal(object)  # Lists
    looked = Signal(object)  # Looked
    applied = Signal(object)  # Written
    taken_back = Signal(object)  # Written
    imported = Signal(object)  # LabelList
    deleted = Signal(str)
    failed = Signal(str)  # one sentence

    def __init__(
        self, library: "Library", jobs: Jobs, starters: Path, parent: QObject | None = None
    ) -> None:
        """`starters` is the folder of the lists that come with photoclip."""
        super().__init__(parent)
        self._library, self._jobs, self._starters = library, jobs, starters
        self._runs: dict[str, int] = {}
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._busy

    @property
    def writable(self) -> bool:
        """Whether the library may be changed."""
        return self._library.writable

    def run_of(self, name: str) -> int | None:
        """The latest run of a list since the start that was not taken back."""
        return self._runs.get(name.casefold())

    def list_all(self) -> None:
        """Look which lists there are."""
        work = partial(_lists, self._library, self._starters)
        self._jobs.run(Lane.READ, work, self.listed.emit, self.failed.emit)

    def look(self, labels: LabelList) -> None:
        """Find what fits, from stored vectors; nothing is written."""
        self._do(partial(_look, self._library, labels), self.looked.emit)

    def apply(self, proposal: "TagProposal") -> None:
        """Write a proposal as one run."""
        self._do(partial(_apply, self._library, proposal), self._applied)

    def take_back(self, name: str) -> None:
        """Undo the latest run of a list."""
        run = self.run_of(name)
        if run is not None:
            self._do(partial(_take_back, self._library, name, run), self._taken_back)

    def import_file(self, file: Path) -> None:
        """Take a list into the library."""
        tagging = self._library.tagging
        self._do(lambda: tagging.save(read_label_list(file)), self.imported.emit)

    def delete(self, name: str) -> None:
        """Delete a list; the tags it gave stay."""
        work = partial(self._library.tagging.delete, name)
        self._do(work, lambda _nothing: self.deleted.emit(name))

    def _applied(self, done: Written) -> None:
        self._runs[done.name.casefold()] = done.run
        self.applied.emit(done)

    def _taken_back(self, done: Written) -> None:
        self._runs.pop(done.name.casefold(), None)
        self.taken_back.emit(done)

    def _do(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        def end(tell: Callable[[Any], object], result: Any) -> None:
            self._set_busy(False)
            tell(result)

        if not self._busy:
            self._set_busy(True)
            self._jobs.run(Lane.EDIT, work, partial(end, then), partial(end, self.failed.emit))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)


def _lists(library: "Library", folder: Path) -> Lists:
    own = library.tagging.lists()
    names = {each.name.casefold() for each in own}
    files = (file for file in sorted(folder.glob("*.txt")) if file.stem.casefold() not in names)
    return Lists(own, tuple(map(read_label_list, files)))


def _look(library: "Library", labels: LabelList) -> Looked:
    proposal = library.tagging.propose(labels)
    photos = len({each.photo_id for each in proposal.tags})
    return Looked(proposal, proposal.counts(), photos)


def _apply(library: "Library", proposal: "TagProposal") -> Written:
    done = library.tagging.apply(proposal)
    return _written(library, done.labels.name, done.run or 0, len(done.tags))


def _take_back(library: "Library", name: str, run: int) -> Written:
    return _written(library, name, run, library.tagging.undo(run))


def _written(library: "Library", name: str, run: int, tags: int) -> Written:
    """A run also takes off what earlier ones gave, so any photo may be another now."""
    return Written(name, run, tags, tuple(library.showing.browse().tolist()))

"""Files of copies on their way to the trash, and back from there."""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from photoclip.records import Failure, display_text
from photoclip.ui.organise import system
from photoclip.ui.organise.system import InTrash
from photoclip.ui.speech import tr

if TYPE_CHECKING:
    from photoclip.library.library import Library


@dataclass(slots=True)
class Throwing:
    """Files that go to the trash, may come back, and go again; see `library.copies.Trashed`.

    Attributes:
        library: is told, so that nobody is asked where they are.
        paths: absolute.
        failed: told, from any thread, what could not be moved, as one sentence.
    """

    library: "Library"
    paths: tuple[bytes, ...]
    failed: Callable[[str], object]
    _gone: list[InTrash] = field(default_factory=list[InTrash])

    def throw(self) -> tuple[Failure, ...]:
        """Move the files to the trash; those that stayed, with reasons. Blocks."""
        self.library.roots.let_go(self.paths)
        stayed: list[Failure] = []
        for path in self.paths:
            moved = system.throw_away(path)
            if isinstance(moved, InTrash):
                self._gone.append(moved)
            else:
                stayed.append(Failure(path, moved))
        return tuple(stayed)

    def take_back(self, paths: Collection[bytes]) -> None:
        """Put some of them back at once, because another file of their photo stayed."""
        for each in [gone for gone in self._gone if gone.path in paths]:
            if system.put_back(each):
                self._gone.remove(each)

    def back(self) -> None:
        """Put the files back where they lay, as far as the system says where they are now."""
        stuck = [each for each in self._gone if not system.put_back(each)]
        self._gone.clear()
        if stuck:
            names = _names([each.path for each in stuck])
            said = tr("Copies", "Put these back from the trash of your system: {names}.")
            self.failed(said.format(names=names))

    def again(self) -> None:
        """Move the files to the trash once more."""
        stayed = self.throw()
        if stayed:
            said = tr("Copies", "These could not be moved to the trash: {names}.")
            self.failed(said.format(names=_names([each.path for each in stayed])))


def _names(paths: Sequence[bytes]) -> str:
    return ", ".join(display_text(os.path.basename(path)) for path in paths)  # noqa: PTH119

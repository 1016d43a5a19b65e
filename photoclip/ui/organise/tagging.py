"""Opens the dialog of tags and brings it what the library knows, bit by bit."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from photoclip.records import ValueCount
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.organise.tag_dialog import TagChoice, TagDialog

if TYPE_CHECKING:
    from photoclip.library.library import Library

_AT_ONCE = 400  # photos whose tags are read between two looks at other reading


class TagAsking(QObject):
    """One dialog of tags; it goes with its dialog."""

    chosen = Signal(TagChoice)

    def __init__(
        self,
        library: "Library",
        jobs: Jobs,
        ids: Sequence[int],
        recent: Sequence[str],
        window: QWidget,
    ) -> None:
        self._dialog = TagDialog(len(ids), recent, window)
        super().__init__(self._dialog)
        self._library, self._jobs, self._ids = library, jobs, ids
        self._found: Counter[str] = Counter()
        self._is_open = True
        self._dialog.chosen.connect(self.chosen)
        self._dialog.finished.connect(self._end)

    def open(self) -> None:
        """Show the dialog, and look."""
        self._dialog.open()
        self._jobs.run(Lane.READ, partial(self._library.showing.values, "tag"), self._know)
        self._look(0)

    def _end(self, _result: int) -> None:
        self._is_open = False

    def _know(self, values: Sequence[ValueCount]) -> None:
        if self._is_open:
            self._dialog.show_names([each.value for each in values])

    def _look(self, start: int) -> None:
        part = self._ids[start : start + _AT_ONCE]
        library = self._library

        def work() -> Counter[str]:
            photos = library.showing.photos(part)
            return Counter(
                name
                for photo in photos
                for name in {tag.name for tag in photo.tags if not tag.rejected}
            )

        self._jobs.run(Lane.READ, work, partial(self._looked, start + len(part)))

    def _looked(self, so_far: int, found: Counter[str]) -> None:
        if not self._is_open:
            return
        self._found += found
        self._dialog.show_tags(dict(self._found), so_far)
        if so_far < len(self._ids):
            self._look(so_far)

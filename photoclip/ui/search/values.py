"""The values of filters, asked of the library off the GUI thread and kept for a while."""

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoclip.query import LIKE
from photoclip.records import ValueCount
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.search import files

if TYPE_CHECKING:
    from photoclip.library.library import Library

_FRESH = 10.0  # seconds until a list is asked for again

DATE = "date"
PLACES = {
    "place": ("country", "region", "city", "quarter"),
    "region": ("region",),
    "country": ("country",),
}
"""The filters of places, and the levels that they find."""


class FilterValues(QObject):
    """What completion proposes; the last known list is there at once, a fresh one follows."""

    changed = Signal(str)  # the filter whose values came

    def __init__(self, library: "Library", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._known: dict[str, tuple[ValueCount, ...]] = {}
        self._asked: dict[str, float] = {}

    def of(self, name: str) -> tuple[ValueCount, ...]:
        """The values of a filter that are known now ("date": months with photos)."""
        return self._known.get(name, ())

    def want(self, name: str) -> None:
        """Ask for the values of a filter (or `like:FOLDER`), unless that was done just now."""
        now = time.monotonic()
        if now - self._asked.get(name, -_FRESH) < _FRESH:
            return
        self._asked[name] = now
        lane = Lane.THUMBNAIL if _is_folder(name) else Lane.READ  # a slow disk holds up no list
        lane = Lane.MAP if name in PLACES else lane  # the first time they may take long
        self._jobs.run(lane, partial(_load, self._library, name), partial(self._came, name))

    def _came(self, name: str, values: tuple[ValueCount, ...]) -> None:
        if values != self._known.get(name):
            self._known[name] = values
            self.changed.emit(name)


def _is_folder(name: str) -> bool:
    return name.startswith(f"{LIKE}:")


def _load(library: "Library", name: str) -> tuple[ValueCount, ...]:
    if _is_folder(name):
        return files.listed(name.removeprefix(f"{LIKE}:"))
    if name in PLACES:
        return library.placing.names(PLACES[name])
    return library.showing.dates() if name == DATE else library.showing.values(name)

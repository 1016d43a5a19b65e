"""An answer cut into likely, maybe and the rest; and the line where likely ends."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.library.relevance import DEFAULT_LINE, maybe_line
from photoclip.records import SearchAnswer, Sections
from photoclip.ui import wording
from photoclip.ui.jobs import Jobs, Lane, nothing
from photoclip.ui.speech import tr

if TYPE_CHECKING:
    from photoclip.library.library import Library

BAND = "band"  # the grouping of an answer
LIKELY, MAYBE, REST = "likely", "maybe", "rest"
LEAST, MOST, STEP = 0.05, 0.95, 0.05  # where a person can move the line
_REST = 500  # ms without a move until the line is kept


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the bands of an answer end at one line. Counts are of the whole ranking.

    `certain` False: more hits of the last band may follow than are known yet.
    """

    line: float
    likely: int
    maybe: int
    known: int  # hits at hand
    total: int
    certain: bool = True

    @property
    def rest_from(self) -> int:
        """The place of the first hit of the rest, among those at hand."""
        return min(self.likely + self.maybe, self.known)

    def sections(self, shown: int) -> tuple[Sections, tuple[str, ...]]:
        """The lines above the first `shown` hits, and how many photos stand under each."""
        sizes = {LIKELY: self.likely, MAYBE: self.maybe, REST: self.total - self.rest_from}
        starts: list[int] = []
        titles: list[str] = []
        counts: list[str] = []
        first = 0
        for band, size in sizes.items():
            if size and first < shown:
                starts.append(first)
                titles.append(band)
                counts.append(self._said(size, last=first + size >= self.known))
            first += size
        return Sections(np.array(starts, np.int64), tuple(titles)), tuple(counts)

    def parts(self, shown: int) -> tuple[int, ...]:
        """The first place of each band among the first `shown` hits."""
        return tuple(self.sections(shown)[0].starts.tolist())

    def band_at(self, place: int) -> str:
        """The band of a place of the ranking."""
        if place < self.likely:
            return LIKELY
        return MAYBE if place < self.likely + self.maybe else REST

    def said(self) -> str:
        """How much of the answer is likely: `12 likely of 3,400`."""
        total = wording.number(self.total)
        if not self.likely:
            return tr("Grid", "none likely of {total}").format(total=total)
        likely = self._said(self.likely, last=self.likely >= self.known)
        return tr("Grid", "{count} likely of {total}").format(count=likely, total=total)

    def _said(self, size: int, *, last: bool) -> str:
        open_end = last and not self.certain
        return f"{wording.number(size)}+" if open_end else wording.number(size)


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """How relevant the hits of an answer are, so that it can be cut anew without asking again."""

    relevance: npt.NDArray[np.float64]  # (n,) falling
    answer: SearchAnswer

    def cut(self, line: float) -> Cut:
        """Cut at a line."""
        answer, known = self.answer, len(self.relevance)
        likely = self._from(line)
        maybe = self._from(maybe_line(line)) - likely
        if line == answer.line and answer.likely is not None and answer.maybe is not None:
            return Cut(line, answer.likely, answer.maybe, known, answer.total)
        certain = likely + maybe < known or known >= answer.total
        return Cut(line, likely, maybe, known, answer.total, certain)

    def _from(self, least: float) -> int:
        """How many hits are at least so relevant."""
        return int(np.searchsorted(-self.relevance, -least, "right"))


def bands_of(found: SearchAnswer) -> Bands | None:
    """The bands of an answer; None where relevance means nothing."""
    relevance = [each.relevance for each in found.hits if each.relevance is not None]
    if not relevance or len(relevance) < len(found.hits):
        return None
    return Bands(np.minimum.accumulate(np.array(relevance, np.float64)), found)


def title_of(band: str) -> str:
    """A band's heading."""
    return {
        LIKELY: tr("Grid", "Likely"),
        MAYBE: tr("Grid", "Maybe"),
        REST: tr("Grid", "Rest"),
    }[band]


class RelevanceLine(QObject):
    """The person's own line: read from the library, moved at once, kept soon after."""

    changed = Signal(float)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Library | None = None
        self._value = DEFAULT_LINE
        self._keep = QTimer(self, singleShot=True, interval=_REST)
        self._keep.timeout.connect(self._write)

    @property
    def value(self) -> float:
        """The relevance from which a hit is likely."""
        return self._value

    def set_library(self, library: "Library") -> None:
        """Read where the line of a library is."""
        self._library = library
        self._jobs.run(Lane.READ, library.relevance_line, self._learned)

    def move_to(self, value: float) -> None:
        """Move the line; it is remembered where the library may be written."""
        value = round(min(max(value, LEAST), MOST), 2)
        if value != self._value:
            self._value = value
            self.changed.emit(value)
            self._keep.start()

    def step(self, steps: int) -> None:
        """A bit stricter (positive), or less so."""
        self.move_to(self._value + steps * STEP)

    def back(self) -> None:
        """To where it is until a person moves it."""
        self.move_to(DEFAULT_LINE)

    def _learned(self, value: float) -> None:
        if value != self._value and not self._keep.isActive():
            self._value = value
            self.changed.emit(value)

    def _write(self) -> None:
        library = self._library
        if library is not None and library.writable:
            self._jobs.run(Lane.EDIT, partial(library.set_relevance_line, self._value), nothing)


__all__ = ["BAND", "Bands", "Cut", "RelevanceLine", "bands_of", "title_of"]

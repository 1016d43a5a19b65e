"""Where every photo of a grid lies: arithmetic only, for any number of photos."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

SMALLEST, LARGEST = 64, 360  # px, the sides a person can choose
HEADER = 44  # px, the line above a section
_MARGIN = 16  # px left of the first column
_TOP = 4  # px above the first row
_DENSE = 110  # px, smaller thumbnails stand closer together


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the grid's own coordinates, px."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class GridLayout:
    """Even columns of squares, in sections with a line above each.

    A place is the index of a photo in the list. Coordinates begin at the top left of the whole
    grid, however far it is scrolled. Every question takes O(log sections).
    """

    count: int
    starts: Ints  # (g,) the first place of each section, rising, the first is 0
    tops: Ints  # (g + 1,) where each section begins, px; the last one is the height of all
    lefts: Ints  # (columns,) where each column begins, px
    side: int  # px, of a thumbnail
    gap: int  # px between thumbnails
    header: int  # px, 0 without sections

    @property
    def columns(self) -> int:
        """How many photos stand side by side."""
        return len(self.lefts)

    @property
    def step(self) -> int:
        """From one row to the next, px."""
        return self.side + self.gap

    @property
    def height(self) -> int:
        """Of everything, px."""
        return int(self.tops[-1])

    @property
    def sections(self) -> int:
        """How many sections with a line above them there are."""
        return len(self.starts) if self.header else 0

    # Where things are

    def section_of(self, place: int) -> int:
        """The section a photo stands in."""
        return int(np.searchsorted(self.starts, place, "right")) - 1

    def bounds(self, section: int) -> tuple[int, int]:
        """The first place of a section, and the one after its last."""
        last = section + 1 >= len(self.starts)
        return int(self.starts[section]), self.count if last else int(self.starts[section + 1])

    def box(self, place: int) -> Box:
        """Where a photo's square is."""
        section = self.section_of(place)
        row, column = divmod(place - int(self.starts[section]), self.columns)
        top = int(self.tops[section]) + self.header + row * self.step
        return Box(int(self.lefts[column]), top, self.side, self.side)

    def squares(self, first: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The places from `first` to before `end`, each with the x and y of its square."""
        lefts: list[int] = self.lefts.tolist()
        columns, step = self.columns, self.step
        while first < end:
            section = self.section_of(first)
            start, stop = self.bounds(section)
            top = int(self.tops[section]) + self.header
            for place in range(first, min(stop, end)):
                row, column = divmod(place - start, columns)
                yield place, lefts[column], top + row * step
            first = stop

    def line(self, section: int) -> Box:
        """Where the line above a section is."""
        left = int(self.lefts[0])
        width = int(self.lefts[-1]) + self.side - left
        return Box(left, int(self.tops[section]), width, self.header)

    # What is at a point or in a stretch

    def at(self, x: int, y: int) -> int:
        """The photo at a point, -1 between the photos."""
        section = self._section_at(y)
        if section < 0:
            return -1
        row, below = divmod(y - int(self.tops[section]) - self.header, self.step)
        column = int(np.searchsorted(self.lefts, x, "right")) - 1
        if row < 0 or below >= self.side or column < 0:
            return -1
        first, end = self.bounds(section)
        place = first + row * self.columns + column
        return place if x < int(self.lefts[column]) + self.side and place < end else -1

    def section_line_at(self, y: int) -> int:
        """The section whose line is at a height, -1 when there is none."""
        section = self._section_at(y) if self.header else -1
        return section if section >= 0 and y < int(self.tops[section]) + self.header else -1

    def places_between(self, top: int, bottom: int) -> tuple[int, int]:
        """The photos that show between two heights: the first place and the one after the last."""
        if not self.count or bottom <= top:
            return 0, 0
        return self._row_from(top)[0], self._row_from(bottom - 1)[1]

    def sections_between(self, top: int, bottom: int) -> tuple[int, int]:
        """The sections that show between two heights, as `places_between`."""
        if not self.sections:
            return 0, 0
        first = max(0, int(np.searchsorted(self.tops, top, "right")) - 1)
        return first, min(self.sections, int(np.searchsorted(self.tops, bottom, "left")))

    def runs_in(self, box: Box) -> Ints:
        """The photos that a rectangle touches: (k, 2) runs of places, each end excluded."""
        left = int(np.searchsorted(self.lefts + self.side, box.x, "right"))
        right = int(np.searchsorted(self.lefts, box.x + box.width, "left"))
        first, end = self.places_between(box.y, box.y + box.height)
        if right <= left or end <= first:
            return np.zeros((0, 2), np.int64)
        runs: list[Ints] = []
        for section in range(self.section_of(first), self.section_of(end - 1) + 1):
            start, stop = self.bounds(section)
            rows = np.arange(
                (max(first, start) - start) // self.columns,
                (min(end, stop) - 1 - start) // self.columns + 1,
                dtype=np.int64,
            )
            heads = start + rows * self.columns
            tops = int(self.tops[section]) + self.header + rows * self.step
            heads = heads[(tops < box.y + box.height) & (tops + self.side > box.y)]
            runs.append(np.stack([heads + left, np.minimum(heads + right, stop)], axis=1))
        return joined(np.concatenate(runs))

    # Going from one photo to another

    def below(self, place: int, *, up: bool = False) -> int:
        """The photo under (or above) another one in its column, or the nearest; else itself."""
        section = self.section_of(place)
        row, column = divmod(place - int(self.starts[section]), self.columns)
        row += -1 if up else 1
        if row < 0:
            section -= 1
            row = self._rows(section) - 1 if section >= 0 else 0
        elif row >= self._rows(section) and section + 1 < len(self.starts):
            section, row = section + 1, 0
        if section < 0:
            return place
        first, end = self.bounds(section)
        row = min(row, self._rows(section) - 1)
        return min(first + row * self.columns + column, end - 1)

    def beside(self, place: int, height: int) -> int:
        """The photo about `height` px further down (negative: up) in the same column."""
        box = self.box(place)
        y = min(max(box.y + box.height // 2 + height, 0), self.height - 1)
        first, end = self._row_from(y)
        return min(first + int(np.searchsorted(self.lefts, box.x)), end - 1)

    def _rows(self, section: int) -> int:
        first, end = self.bounds(section)
        return -(-(end - first) // self.columns)

    def _section_at(self, y: int) -> int:
        if not 0 <= y < self.height or not self.count:
            return -1
        return max(0, min(int(np.searchsorted(self.tops, y, "right")) - 1, len(self.starts) - 1))

    def _row_from(self, y: int) -> tuple[int, int]:
        """The row that ends below a height, or else the last one: its places."""
        y = min(max(y, 0), self.height - 1)
        section = self._section_at(y)
        first, end = self.bounds(section)
        row = max(0, (y - int(self.tops[section]) - self.header) // self.step)
        row = min(row, self._rows(section) - 1)
        start = first + row * self.columns
        return start, min(start + self.columns, end)


def laid_out(count: int, width: int, target: float, starts: Ints | None = None) -> GridLayout:
    """Lay out some photos.

    Args:
        count: how many photos there are.
        width: px that there are for them.
        target: the side a person would like, px; the columns are filled evenly near it.
        starts: the first place of each section; None: all in one, without lines.
    """
    gap = 4 if target < _DENSE else 8
    room = max(width - 2 * _MARGIN, SMALLEST // 2)
    columns = max(1, round((room + gap) / (target + gap)))
    side = (room + gap) // columns - gap
    spread = room - side
    lefts = _MARGIN + np.arange(columns, dtype=np.int64) * spread // max(1, columns - 1)
    header = 0 if starts is None else HEADER
    starts = np.zeros(1, np.int64) if starts is None or not count else starts[starts < count]
    sizes = np.diff(starts, append=count)
    heights = -(-sizes // columns) * (side + gap) + header
    tops = np.concatenate([[0], np.cumsum(heights)]).astype(np.int64)
    if header:
        tops[-1] += gap
    else:
        tops += _TOP
        tops[-1] += _TOP
    return GridLayout(count, starts, tops, lefts, side, gap, header)


def joined(runs: Ints) -> Ints:
    """Runs, rising, with those that touch made one, and empty ones left out."""
    runs = runs[runs[:, 0] < runs[:, 1]]
    if not len(runs):
        return runs
    breaks = np.flatnonzero(runs[1:, 0] > runs[:-1, 1]) + 1
    heads = np.concatenate([[0], breaks])
    tails = np.concatenate([breaks - 1, [len(runs) - 1]])
    return np.stack([runs[heads, 0], runs[tails, 1]], axis=1)

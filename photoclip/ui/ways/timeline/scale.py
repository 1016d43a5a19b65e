"""Years, months, days and hours of local time as numbers, and what they are called."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QDate, QDateTime, QLocale, QTime, QTimeZone

from photoclip.ui import wording
from photoclip.ui.speech import tr

Ints = npt.NDArray[np.int64]

HOUR_SECONDS, DAY_SECONDS = 3600, 86_400


class Unit(Enum):
    """What one bar stands for: numpy's letter, and its mean length in seconds."""

    YEAR = ("Y", 365.25 * DAY_SECONDS)
    MONTH = ("M", 30.44 * DAY_SECONDS)
    DAY = ("D", float(DAY_SECONDS))
    HOUR = ("h", float(HOUR_SECONDS))

    def __init__(self, letter: str, seconds: float) -> None:
        self.letter = letter
        self.seconds = seconds


COARSER = {Unit.HOUR: Unit.DAY, Unit.DAY: Unit.MONTH, Unit.MONTH: Unit.YEAR}
_FINEST_FIRST = (Unit.HOUR, Unit.DAY, Unit.MONTH, Unit.YEAR)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, `first` to before `end`, seconds of local time since 1970."""

    first: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.first

    def holds(self, other: "Span") -> bool:
        """Whether another one lies within it."""
        return self.first <= other.first and other.end <= self.end

    def united(self, other: "Span") -> "Span":
        """From where the earlier one begins to where the later one ends."""
        return Span(min(self.first, other.first), max(self.end, other.end))


def unit_for(seconds_a_pixel: float, narrowest: float) -> Unit:
    """The finest unit of which each is at least `narrowest` px wide; else years."""
    for unit in _FINEST_FIRST:
        if unit.seconds / seconds_a_pixel >= narrowest:
            return unit
    return Unit.YEAR


def edges(unit: Unit, span: Span) -> Ints:
    """Where the units that touch a span begin, and where the last of them ends; seconds."""
    moments = np.array([int(np.floor(span.first)), int(np.ceil(span.end)) - 1], "datetime64[s]")
    first, last = moments.astype(f"datetime64[{unit.letter}]")
    return np.arange(first, last + 2).astype("datetime64[s]").astype(np.int64)


def unit_at(unit: Unit, moment: float) -> Span:
    """The unit that holds a moment."""
    found = edges(unit, Span(moment, moment + 1))
    return Span(float(found[0]), float(found[1]))


def is_unit(unit: Unit, span: Span) -> bool:
    """Whether a span is exactly one such unit."""
    return unit_at(unit, span.first) == span


def title(span: Span) -> str:
    """A span for people: `2024`, `June 2024`, `1 June 2024`, or from one day to another."""
    first, last = _moment(span.first), _moment(span.end - 1)
    if is_unit(Unit.YEAR, span):
        return str(first.date().year())
    if is_unit(Unit.MONTH, span):
        return _month(first.date())
    if first.date() == last.date():
        said = day(first.date())
        if is_unit(Unit.DAY, span):
            return said
        return f"{said}, {_clock(first.time())}–{_clock(_moment(span.end).time())}"  # noqa: RUF001
    return _from_to(first.date(), last.date())


def day(date: QDate) -> str:
    """`1 June 2024`."""
    return wording.locale().toString(date, wording.date_order())


def _from_to(first: QDate, last: QDate) -> str:
    """What both dates share is said once, in languages that begin with the day."""
    before, _, _ = wording.date_order().partition("MMMM")
    locale = wording.locale()
    if before.strip() and (first.year(), first.month()) == (last.year(), last.month()):
        return f"{locale.toString(first, before.strip())}–{day(last)}"  # noqa: RUF001 - from, to
    if before.strip() and first.year() == last.year():
        return f"{locale.toString(first, before + 'MMMM')} – {day(last)}"  # noqa: RUF001
    return f"{day(first)} – {day(last)}"  # noqa: RUF001


def minor(unit: Unit, moment: float) -> str:
    """What stands under a bar: `2024`, `Jun`, `14`, `18`."""
    at = _moment(moment)
    if unit is Unit.YEAR:
        return str(at.date().year())
    if unit is Unit.MONTH:
        short = QLocale.FormatType.ShortFormat
        return wording.locale().standaloneMonthName(at.date().month(), short)
    return str(at.date().day()) if unit is Unit.DAY else _clock(at.time())


def major(unit: Unit, moment: float) -> str:
    """What stands over it: the year, the month, the day."""
    at = _moment(moment)
    coarser = COARSER.get(unit)
    if coarser is None:
        return ""
    if coarser is Unit.YEAR:
        return str(at.date().year())
    return _month(at.date()) if coarser is Unit.MONTH else day(at.date())


def _month(date: QDate) -> str:
    name = wording.locale().standaloneMonthName(date.month())
    return tr("Grid", "{month} {year}").format(month=name, year=date.year())


def _clock(time: QTime) -> str:
    return wording.locale().toString(time, "HH:mm")


def _moment(seconds: float) -> QDateTime:
    """Local time as it was; counted in UTC, for it has no time zone."""
    return QDateTime.fromSecsSinceEpoch(int(np.floor(seconds)), QTimeZone.utc())

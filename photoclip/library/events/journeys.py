"""Which outings belong to one journey: days away from home that follow one another."""

import numpy as np
import numpy.typing as npt

from photoclip.library.events.occasions import Flags, Floats, Ints, Shots, distance_km

_AWAY_KM = 60.0  # from home
_CELL = 0.25  # degrees: a place where a person lives is one such cell, with its neighbours
_YEAR = 365 * 86_400
_SEASON = 91 * 86_400  # in which home stays the same
_NEVER = np.iinfo(np.int64).max
_HOURS = 3600
_JOURNEY_GAP = 60 * _HOURS  # away from home, days without photos between two outings
_SAME_NIGHT = 30 * _HOURS  # where no place is known: photos on the next day, too
_DAYS_IN_A_ROW = 3  # with photos, which make a journey where no place is known
_PLACE_LASTS = 20 * _HOURS  # for an outing without a place of its own


def joined(shots: Shots, begins: Flags) -> Flags:
    """Which of the cuts between outings are cuts between events, too; bool (n,).

    Two outings are one event where both are more than 60 km from home and at most two and a half
    days lie between them. Home is the place with photos on most days within a year of them. Where
    no place is known, three days in a row with photos are a journey.
    """
    starts = np.flatnonzero(begins)
    if len(starts) < 2:
        return begins.copy()
    ends = np.append(starts[1:], len(begins)) - 1
    first, last = shots.seconds[starts], shots.seconds[ends]
    latitude, longitude = _places(shots, starts, ends)
    away = _away(first, latitude, longitude)
    known = ~np.isnan(latitude)
    gap = first[1:] - last[:-1]
    both_away = away[1:] & away[:-1] & (gap <= _JOURNEY_GAP)
    unknown = ~known[1:] & ~known[:-1] & _in_a_row(first, last)
    kept = np.append([True], ~(both_away | unknown))
    events = np.zeros(len(begins), np.bool_)
    events[starts[kept]] = True
    return events


def _places(shots: Shots, starts: Ints, ends: Ints) -> tuple[Floats, Floats]:
    """The middle of each outing, or of the one next to it in time; NaN where unknown."""
    latitude, longitude = middles(shots, starts)
    known = np.flatnonzero(~np.isnan(latitude))
    lost = np.flatnonzero(np.isnan(latitude))
    if not len(known) or not len(lost):
        return latitude, longitude
    first, last = shots.seconds[starts], shots.seconds[ends]
    after = np.searchsorted(known, lost)
    earlier, later = known[np.maximum(after - 1, 0)], known[np.minimum(after, len(known) - 1)]
    since = np.where(after > 0, first[lost] - last[earlier], _NEVER)
    until = np.where(after < len(known), first[later] - last[lost], _NEVER)
    near = np.minimum(since, until) <= _PLACE_LASTS
    source = np.where(since <= until, earlier, later)[near]
    latitude[lost[near]], longitude[lost[near]] = latitude[source], longitude[source]
    return latitude, longitude


def middles(shots: Shots, starts: Ints) -> tuple[Floats, Floats]:
    """The mean place of each group of photos, degrees; NaN where none is known.

    `starts`: int64 (g,) rising from 0, where each group begins.
    """
    placed = shots.placed
    counts = np.add.reduceat(placed.astype(np.float64), starts)
    with np.errstate(invalid="ignore"):
        north = np.add.reduceat(np.where(placed, shots.latitude, 0.0), starts) / counts
        east = np.add.reduceat(np.where(placed, shots.longitude, 0.0), starts) / counts
    return north, east


def _away(first: Ints, latitude: Floats, longitude: Floats) -> Flags:
    """Which outings were away from home; those of unknown place were not."""
    away = np.zeros(len(first), np.bool_)
    known = np.flatnonzero(~np.isnan(latitude))
    if len(known) < 2:
        return away
    moments, north, east = first[known], latitude[known], longitude[known]
    days, season = moments // 86_400, moments // _SEASON
    cells = np.floor(np.column_stack([north, east]) / _CELL).astype(np.int64)
    for each in np.unique(season).tolist():
        here = np.flatnonzero(season == each)
        begin = int(np.searchsorted(moments, each * _SEASON - _YEAR))
        end = int(np.searchsorted(moments, (each + 1) * _SEASON + _YEAR))
        home = np.array(_home(days, cells, north, east, slice(begin, end)))
        away[known[here]] = distance_km(north[here], east[here], home[:1], home[1:]) > _AWAY_KM
    return away


def _home(
    days: Ints, cells: npt.NDArray[np.int64], north: Floats, east: Floats, window: slice
) -> tuple[float, float]:
    """The middle of the cell with photos on most days; of equal ones the first."""
    there, number = np.unique(cells[window], axis=0, return_inverse=True)
    each_day = np.unique(np.column_stack([number.reshape(-1), days[window]]), axis=0)
    counts = np.bincount(each_day[:, 0], minlength=len(there))
    inside = number.reshape(-1) == int(np.argmax(counts))
    return float(np.median(north[window][inside])), float(np.median(east[window][inside]))


def _in_a_row(first: Ints, last: Ints) -> Flags:
    """Whether outings that follow one another lie in a row of days with photos."""
    close = first[1:] - last[:-1] <= _SAME_NIGHT
    edges = np.flatnonzero(np.diff(np.concatenate([[False], close, [False]]).astype(np.int8)))
    row = np.zeros(len(close), np.bool_)
    for start, end in edges.reshape(-1, 2).tolist():
        days = np.unique(first[start : end + 1] // 86_400)
        if len(days) >= _DAYS_IN_A_ROW:
            row[start:end] = True
    return row

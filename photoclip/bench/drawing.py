"""A run of measurements as a picture: bars against what they have to reach, and growth curves."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from photoclip.bench.report import Report, figure, value
from photoclip.bench.rows import Row

_FINE = 2  # drawn so many times larger, then shrunk, for smooth lines
_WIDTH, _EDGE = 1280, 56
_BAR_AT, _BAR_WIDTH, _LINE_AT = 456, 420, 0.5  # where bars begin; the line, in shares of a bar
_ROW, _HEAD, _SECTION = 30, 118, 64
_PLOTS, _PLOT_TALL, _PLOT_GAP = 4, 150, 34
_INK, _FAINT, _GRID, _TRACK = "#20242c", "#6b7280", "#e4e7ec", "#f3f5f8"
_GOOD, _BAD, _RIVAL, _LINE = "#3a9d5d", "#d0453b", "#e07b1a", "#20242c"
_CURVE = "#2f6fde"


@dataclass(frozen=True, slots=True)
class Curve:
    """The same measurement at several sizes, rising."""

    what: str
    rows: tuple[Row, ...]


def draw(report: Report, path: Path) -> None:
    """Write a PNG of a run."""
    bars = [row for row in _largest(report.rows) if row.limit is not None]
    sections = [
        ("Has to reach the line", [row for row in bars if row.higher_is_better]),
        ("Has to stay before the line", [row for row in bars if not row.higher_is_better]),
    ]
    sections = [(title, rows) for title, rows in sections if rows]
    curves = curves_of(report.rows)
    lines = math.ceil(len(curves) / _PLOTS)
    tall = _HEAD + sum(_SECTION + _ROW * len(rows) for _, rows in sections)
    tall += (_SECTION + lines * (_PLOT_TALL + _PLOT_GAP + 30) if curves else 0) + _EDGE
    pen = _Pen(tall)
    pen.text(_EDGE, 56, "photoclip bench", 30)
    pen.text(_EDGE, 86, f"{report.machine}", 15, _FAINT)
    pen.text(_WIDTH - _EDGE, 56, report.at[:10], 15, _FAINT, "rs")
    y = _HEAD
    for title, rows in sections:
        y = _bars(pen, y, title, rows)
    if curves:
        _plots(pen, y, curves)
    pen.save(path)


def curves_of(rows: Sequence[Row]) -> list[Curve]:
    """Measurements that were made at several sizes."""
    together: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.size and row.achieved > 0:
            together.setdefault((row.what, row.unit), []).append(row)
    return [
        Curve(what, tuple(sorted(same, key=lambda row: row.size)))
        for (what, _), same in together.items()
        if len({row.size for row in same}) > 1
    ]


def _largest(rows: Sequence[Row]) -> list[Row]:
    """Each measurement once, at its largest size."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        kept = found.get((row.what, row.unit))
        if kept is None or row.size >= kept.size:
            found[row.what, row.unit] = row
    return list(found.values())


class _Pen:
    """Draws on a light page in px of the finished picture."""

    def __init__(self, tall: int) -> None:
        self._tall = tall
        self._picture = Image.new("RGB", (_WIDTH * _FINE, tall * _FINE), "white")
        self._draw = ImageDraw.Draw(self._picture)

    def text(
        self, x: float, y: float, words: str, size: int, colour: str = _INK, anchor: str = "ls"
    ) -> None:
        font = _font(size)
        self._draw.text((x * _FINE, y * _FINE), words, colour, font, anchor=anchor)

    def label(self, x: float, y: float, words: str) -> None:
        """A figure in a curve, readable across its lines."""
        place, font, wide = (x * _FINE, y * _FINE), _font(13), 3 * _FINE
        self._draw.text(
            place, words, _INK, font, anchor="ms", stroke_width=wide, stroke_fill=_TRACK
        )

    def width(self, words: str, size: int) -> float:
        return self._draw.textlength(words, _font(size)) / _FINE

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        corners = [each * _FINE for each in (left, top, max(right, left + 3), bottom)]
        self._draw.rounded_rectangle(corners, 3 * _FINE, colour)

    def line(self, points: Sequence[tuple[float, float]], colour: str, thick: float = 1) -> None:
        places = [(x * _FINE, y * _FINE) for x, y in points]
        self._draw.line(places, colour, round(thick * _FINE), joint="curve")

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        self._draw.ellipse([each * _FINE for each in _around(x, y, radius)], colour)

    def save(self, path: Path) -> None:
        small = self._picture.resize((_WIDTH, self._tall), Image.Resampling.LANCZOS)
        small.save(path, "PNG", optimize=True)


def _around(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return x - radius, y - radius, x + radius, y + radius


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size * _FINE)


def _bars(pen: _Pen, top: float, title: str, rows: Sequence[Row]) -> float:
    """One group of bars below `top`; where the next thing may begin."""
    pen.text(_EDGE, top + 34, title, 18)
    if any(row.rival is not None for row in rows):
        pen.dot(_BAR_AT + 6, top + 28, 5, _RIVAL)
        pen.text(_BAR_AT + 18, top + 34, "rclip", 15, _FAINT)
    top += 50
    for place, row in enumerate(rows):
        _bar(pen, top + place * _ROW, row)
    line = _BAR_AT + _BAR_WIDTH * _LINE_AT
    pen.line([(line, top - 4), (line, top + _ROW * len(rows))], _LINE, 1.5)
    return top + _ROW * len(rows) + _SECTION - 50


def _bar(pen: _Pen, top: float, row: Row) -> None:
    assert row.limit is not None
    middle, bound = top + _ROW / 2, row.target * row.limit
    pen.text(_EDGE, middle + 5, row.number, 14, _FAINT)
    pen.text(_EDGE + 44, middle + 5, _shortened(pen, row.what, _BAR_AT - _EDGE - 60), 15)
    pen.box(_BAR_AT, top + 6, _BAR_AT + _BAR_WIDTH, top + _ROW - 6, _TRACK)
    colour = _GOOD if row.holds else _BAD
    pen.box(_BAR_AT, top + 6, _BAR_AT + _along(row.achieved, bound), top + _ROW - 6, colour)
    if row.rival is not None:
        pen.dot(_BAR_AT + _along(row.rival, bound), middle, 5, "white")
        pen.dot(_BAR_AT + _along(row.rival, bound), middle, 4, _RIVAL)
    x = _BAR_AT + _BAR_WIDTH + 16
    pen.text(x, middle + 5, value(row.achieved, row.unit), 15)
    word = "at least" if row.higher_is_better else "at most"
    pen.text(_WIDTH - _EDGE, middle + 5, f"{word} {value(bound, row.unit)}", 14, _FAINT, "rs")


def _along(number: float, bound: float) -> float:
    """How far along a bar a number lies: the bound at the line, twice of it at the end."""
    share = number / bound if bound else float(number > 0) * 2
    return _BAR_WIDTH * min(share * _LINE_AT, 1.0)


def _shortened(pen: _Pen, words: str, room: float) -> str:
    if pen.width(words, 15) <= room:
        return words
    while pen.width(f"{words}…", 15) > room:
        words = words[:-1].rstrip()
    return f"{words}…"


def _plots(pen: _Pen, top: float, curves: Sequence[Curve]) -> None:
    pen.text(_EDGE, top + 34, "Growth with the size of the library", 18)
    wide = (_WIDTH - 2 * _EDGE - (_PLOTS - 1) * _PLOT_GAP) / _PLOTS
    for place, curve in enumerate(curves):
        left = _EDGE + place % _PLOTS * (wide + _PLOT_GAP)
        above = top + _SECTION + 16 + place // _PLOTS * (_PLOT_TALL + _PLOT_GAP + 30)
        _plot(pen, (left, above, left + wide, above + _PLOT_TALL), curve)


def _plot(pen: _Pen, box: tuple[float, float, float, float], curve: Curve) -> None:
    """One curve over logarithmic axes; its limit is the thin line."""
    left, top, right, bottom = box
    unit = curve.rows[0].unit
    pen.text(left, top - 10, _shortened(pen, curve.what, right - left - 60), 14)
    pen.text(right, top - 10, unit, 13, _FAINT, "rs")
    pen.box(left, top, right, bottom, _TRACK)
    limits = [(row.size, row.target * row.limit) for row in curve.rows if row.limit]
    points = [(row.size, row.achieved) for row in curve.rows]
    lowest, highest = _decades([number for _, number in (*points, *limits)])
    first, last = (math.log10(curve.rows[at].size) for at in (0, -1))

    def place(point: tuple[float, float]) -> tuple[float, float]:
        across = (math.log10(point[0]) - first) / (last - first)
        up = (math.log10(point[1]) - lowest) / (highest - lowest)
        return left + 24 + (right - left - 48) * across, bottom - 8 - (bottom - top - 34) * up

    if len(limits) > 1:
        pen.line([place(limit) for limit in limits], _FAINT, 1)
    pen.line([place(point) for point in points], _CURVE, 2.5)
    for row, point in zip(curve.rows, points, strict=True):
        x, y = place(point)
        pen.dot(x, y, 4, _BAD if row.holds is False else _CURVE)
        pen.label(x, y - 9, figure(row.achieved))
        pen.text(x, bottom + 16, _counted(row.size), 13, _FAINT, "ms")


def _decades(numbers: Sequence[float]) -> tuple[float, float]:
    """Lowest and highest power of ten of an axis, a decade at least."""
    lowest, highest = math.log10(min(numbers)), math.log10(max(numbers))
    middle = (lowest + highest) / 2
    return min(lowest, middle - 0.5), max(highest, middle + 0.5)


def _counted(number: int) -> str:
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if number >= size:
            return f"{number / size:g}{letter}"
    return str(number)

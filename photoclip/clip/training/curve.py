"""The curve of a training as a picture: loss above, recall below."""

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_FINE = 2
"""Drawn so many times larger, then shrunk, for smooth lines."""

_SIZE = (1200 * _FINE, 880 * _FINE)
_LEFT, _RIGHT, _TOP, _GAP, _BOTTOM = (_FINE * px for px in (96, 44, 116, 96, 76))
_INK, _FAINT, _GRID = "#20242c", "#6b7280", "#e4e7ec"
_LOSS, _RECALL, _HELDOUT = "#2f6fde", "#3a9d5d", "#e07b1a"

Line = Sequence[tuple[float, float]]


def draw_curve(path: Path, title: str, loss: Line, recall: Line, heldout: Line = ()) -> None:
    """Write a PNG of what happened by the step.

    Args:
        path: the picture to write.
        title: the line above.
        loss: (step, running mean of the loss).
        recall: (step, share of a batch's pictures that chose a true text).
        heldout: (step, the same for held-out pictures among all their texts).
    """
    picture = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(picture)
    pen.text((_LEFT, 30 * _FINE), title, _INK, _font(26))
    tall = (_SIZE[1] - _TOP - _GAP - _BOTTOM) // 2
    last = max([1.0, *(step for step, _ in (*loss, *recall, *heldout))])
    highest = math.ceil(max([0.1, *(value for _, value in loss)]))
    upper = (_LEFT, _TOP, _SIZE[0] - _RIGHT, _TOP + tall)
    lower = (_LEFT, _TOP + tall + _GAP, _SIZE[0] - _RIGHT, _SIZE[1] - _BOTTOM)
    _panel(pen, upper, last, highest, "loss", [(loss, _LOSS, "batches")])
    shown = [(recall, _RECALL, "batches"), (heldout, _HELDOUT, "held-out pictures")]
    _panel(pen, lower, last, 1.0, "recall", [line for line in shown if line[0]])
    pen.text((_SIZE[0] - _RIGHT, _SIZE[1] - 18 * _FINE), "steps", _FAINT, _font(16), anchor="rs")
    small = picture.resize((_SIZE[0] // _FINE, _SIZE[1] // _FINE), Image.Resampling.LANCZOS)
    small.save(path, "PNG")


def _panel(
    pen: ImageDraw.ImageDraw,
    box: tuple[int, int, int, int],
    last: float,
    highest: float,
    name: str,
    lines: Sequence[tuple[Line, str, str]],
) -> None:
    left, top, right, bottom = box
    for part in range(5):
        y = bottom - (bottom - top) * part / 4
        pen.line((left, y, right, y), _GRID, _FINE)
        pen.text(
            (left - 12 * _FINE, y), f"{highest * part / 4:.2f}", _FAINT, _font(16), anchor="rm"
        )
    for step in _round_steps(last):
        x = left + (right - left) * step / last
        pen.text((x, bottom + 10 * _FINE), f"{step:,}", _FAINT, _font(16), anchor="mt")
    pen.text((left, top - 14 * _FINE), name, _INK, _font(19), anchor="ls")
    x = float(right)
    for points, colour, label in reversed(lines):
        places = [
            (left + (right - left) * step / last, bottom - (bottom - top) * value / highest)
            for step, value in points
        ]
        pen.line(places, colour, 3 * _FINE, joint="curve")
        x -= pen.textlength(label, _font(17))
        pen.text((x, top - 14 * _FINE), label, colour, _font(17), anchor="ls")
        x -= 28 * _FINE


def _round_steps(last: float) -> list[int]:
    """Four to ten round numbers from 0 to the last step."""
    rough = last / 5
    power = 10 ** math.floor(math.log10(max(1.0, rough)))
    width = max(1, round(next(power * f for f in (1, 2, 5, 10) if power * f >= rough)))
    return list(range(0, int(last) + 1, width))


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size * _FINE)

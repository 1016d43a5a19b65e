"""The confusion picture: what each label was taken for, drawn as a table of shades."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from photoclip.errors import DataError

MOST_LABELS = 300
"""With more, the picture would become too big for most viewers."""

Colour = tuple[int, int, int]
Shares = npt.NDArray[np.float64]

_PAPER, _INK, _FAINT, _RULE = (255, 255, 255), (32, 34, 38), (110, 114, 122), (226, 228, 233)
_EMPTY = (247, 248, 250)
_RIGHT: tuple[Colour, ...] = ((226, 236, 248), (104, 162, 214), (16, 72, 138))
_WRONG: tuple[Colour, ...] = ((253, 229, 208), (243, 142, 74), (168, 44, 12))
_MARGIN, _GAP, _HEAD = 36, 10, 124
_CAPTION = "A row is what is true, a column what was said; the shares of a row make 100 %."
_SMALLEST, _LARGEST, _TABLE = 20, 64, 1300
_LABEL_FONT, _LONGEST_LABEL = 14, 30
_SCALE_WIDTH, _SCALE_HEIGHT = 220, 14


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand, px: the table's corner, the side of a cell, the whole picture."""

    left: int
    top: int
    cell: int
    width: int
    height: int


def draw_confusion(
    counts: npt.NDArray[np.int64], labels: Sequence[str], path: Path, *, title: str
) -> None:
    """Write a PNG of the row-normalised confusion matrix.

    Rows are what is true, columns what the model said; the diagonal is blue, mistakes are
    orange. Shades follow the square root of the share, so that rare mistakes can be seen.

    Args:
        counts: how often label i (row) was taken for label j; (c, c).
        labels: the c labels.
        path: the PNG.
        title: what stands above it.

    Raises:
        DataError: there are more than MOST_LABELS labels, or the file cannot be written.
    """
    if len(labels) > MOST_LABELS:
        raise DataError(
            f"A confusion picture has room for {MOST_LABELS} labels, not for {len(labels):,}; "
            "leave the picture out or measure with fewer labels."
        )
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    names = [_short(label) for label in labels]
    font = ImageFont.load_default(_LABEL_FONT)
    layout = _lay_out(names, font)
    picture = Image.new("RGB", (layout.width, layout.height), _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.text((_MARGIN, _MARGIN - 10), title, _INK, ImageFont.load_default(26))
    draw.text((_MARGIN, _MARGIN + 26), _CAPTION, _FAINT, ImageFont.load_default(16))
    _draw_scales(draw, layout, font)
    _draw_cells(draw, layout, shares)
    _draw_rules(draw, layout, len(names))
    _draw_labels(picture, layout, names, font)
    if layout.cell >= 34:
        _draw_figures(draw, layout, shares)
    try:
        picture.save(path, "PNG")
    except OSError as error:
        raise DataError(f"The picture {path} cannot be written: {error.strerror}.") from None


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"


def _lay_out(names: Sequence[str], font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> _Layout:
    cell = min(max(_TABLE // len(names), _SMALLEST), _LARGEST)
    longest = int(max(font.getlength(name) for name in names)) + _GAP
    side = cell * len(names)
    left, top = _MARGIN + longest, _MARGIN + _HEAD + longest
    width = max(left + side + longest, 2 * _SCALE_WIDTH + 300) + _MARGIN
    return _Layout(left, top, cell, width, top + side + _MARGIN)


def _shade(share: float, *, right: bool) -> Colour:
    if share <= 0:
        return _EMPTY
    stops = _RIGHT if right else _WRONG
    place = float(np.sqrt(min(share, 1.0))) * (len(stops) - 1)
    low = min(int(place), len(stops) - 2)
    part = place - low
    first, second = stops[low], stops[low + 1]
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _draw_cells(draw: ImageDraw.ImageDraw, layout: _Layout, shares: Shares) -> None:
    for row, column in np.ndindex(shares.shape):
        x, y = layout.left + column * layout.cell, layout.top + row * layout.cell
        colour = _shade(float(shares[row, column]), right=row == column)
        draw.rectangle((x, y, x + layout.cell - 1, y + layout.cell - 1), colour)


def _draw_rules(draw: ImageDraw.ImageDraw, layout: _Layout, count: int) -> None:
    """Hairlines between the cells, and at every fifth label one that leads the eye to it."""
    side = layout.cell * count
    for number in range(count + 1):
        at = number * layout.cell
        colour = (190, 194, 202) if number % 5 == 0 or number == count else _RULE
        draw.line((layout.left, layout.top + at, layout.left + side, layout.top + at), colour)
        draw.line((layout.left + at, layout.top, layout.left + at, layout.top + side), colour)


def _draw_labels(
    picture: Image.Image,
    layout: _Layout,
    names: Sequence[str],
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> None:
    """Labels at the left and right of the rows, and, turned, above the columns."""
    draw = ImageDraw.Draw(picture)
    side = layout.cell * len(names)
    for number, name in enumerate(names):
        middle = number * layout.cell + layout.cell // 2
        draw.text((layout.left - _GAP, layout.top + middle), name, _INK, font, anchor="rm")
        draw.text((layout.left + side + _GAP, layout.top + middle), name, _FAINT, font, anchor="lm")
        _paste_turned(picture, name, font, _INK, (layout.left + middle, layout.top - _GAP))


def _paste_turned(
    picture: Image.Image,
    text: str,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    colour: Colour,
    foot: tuple[int, int],
) -> None:
    """Write a text upwards from its foot, its middle line standing there."""
    size = (int(font.getlength(text)) + 4, 24)
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).text((0, size[1] // 2), text, 255, font, anchor="lm")
    turned = mask.rotate(90, expand=True)
    place = (foot[0] - turned.width // 2, foot[1] - turned.height)
    picture.paste(Image.new("RGB", turned.size, colour), place, turned)


def _draw_figures(draw: ImageDraw.ImageDraw, layout: _Layout, shares: Shares) -> None:
    """Per cent in every cell that is not empty."""
    font = ImageFont.load_default(max(12, layout.cell // 3))
    for row, column in zip(*np.nonzero(shares), strict=True):
        share = float(shares[row, column])
        middle = layout.cell // 2
        place = (
            layout.left + column * layout.cell + middle,
            layout.top + row * layout.cell + middle,
        )
        colour = _PAPER if share > 0.3 else _INK
        draw.text(place, f"{100 * share:.0f}", colour, font, anchor="mm")


def _draw_scales(
    draw: ImageDraw.ImageDraw,
    layout: _Layout,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> None:
    """Two bars below the title: shades of right answers and of mistakes, from 0 to 100 %."""
    top = _MARGIN + 62
    for number, (word, right) in enumerate((("right", True), ("wrong", False))):
        left = _MARGIN + number * (_SCALE_WIDTH + 130)
        draw.text((left, top + _SCALE_HEIGHT // 2), word, _INK, font, anchor="lm")
        left += 48
        for step in range(_SCALE_WIDTH):
            share = (step + 1) / _SCALE_WIDTH
            draw.line(
                (left + step, top, left + step, top + _SCALE_HEIGHT), _shade(share, right=right)
            )
        for share in (0, 25, 50, 100):
            x = left + _SCALE_WIDTH * share // 100
            draw.text((x, top + _SCALE_HEIGHT + 3), f"{share} %", _FAINT, font, anchor="ma")

"""Whether probabilities mean what they say: calibration error and the reliability picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from photoclip.errors import DataError

BINS = 15

Floats = npt.NDArray[np.floating]
Bools = npt.NDArray[np.bool_]
Colour = tuple[int, int, int]

_PAPER, _INK, _FAINT, _RULE = (255, 255, 255), (32, 34, 38), (110, 114, 122), (226, 228, 233)
_BARS: tuple[Colour, ...] = ((190, 194, 202), (45, 116, 190))
_GAP, _SIDE, _MARGIN, _TOP, _COUNTS = 24, 520, 84, 128, 96


@dataclass(frozen=True, slots=True)
class Reliability:
    """Predictions in bins of equal width: how many, how sure on average, how often right."""

    counts: npt.NDArray[np.int64]  # (bins,)
    sure: Floats  # (bins,), 0 where the bin is empty
    right: Floats  # (bins,)

    @classmethod
    def of(cls, sure: Floats, right: Bools, bins: int = BINS) -> "Reliability":
        """Sort n predictions, told with probability `sure`, into bins; `right` says if they were.

        Args:
            sure: (n,) probabilities.
            right: (n,) whether each prediction was right.
            bins: how many of equal width.
        """
        places = np.clip((np.asarray(sure) * bins).astype(np.int64), 0, bins - 1)
        counts = np.bincount(places, minlength=bins)
        shared = np.maximum(counts, 1)
        return cls(
            counts,
            np.bincount(places, sure, bins) / shared,
            np.bincount(places, right, bins) / shared,
        )

    @property
    def error(self) -> float:
        """Expected calibration error (Naeini et al. 2015): the mean distance of sure and right."""
        total = max(int(self.counts.sum()), 1)
        return float((self.counts * np.abs(self.sure - self.right)).sum() / total)


def average_precision(scores: Floats, right: Bools) -> float:
    """Area under the precision-recall curve of n scores; ties count against the scores.

    Raises:
        DataError: nothing is right, so there is no such curve.
    """
    if not right.any():
        raise DataError("Without a right answer there is no precision and recall.")
    order = np.lexsort((right, -np.asarray(scores)))
    ranked = np.asarray(right)[order]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precision[ranked].mean())


def draw_reliability(curves: Sequence[tuple[str, Reliability]], path: Path, *, title: str) -> None:
    """Write a PNG of reliability diagrams beside each other, such as before and after feedback.

    A bar is as high as its predictions were right; on the diagonal they were as often right as
    they said. Below, how many predictions each bar stands for.

    Args:
        curves: what each is called, and its bins.
        path: the PNG.
        title: what stands above.

    Raises:
        DataError: the file cannot be written.
    """
    width = _MARGIN + len(curves) * (_SIDE + _MARGIN)
    picture = Image.new("RGB", (width, _TOP + _SIDE + _GAP + _COUNTS + 80), _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.text((_MARGIN, 28), title, _INK, ImageFont.load_default(26))
    for number, (name, bins) in enumerate(curves):
        left = _MARGIN + number * (_SIDE + _MARGIN)
        said = f"{name}: calibration error {bins.error:.3f}"
        draw.text((left, 84), said, _INK, ImageFont.load_default(20))
        _draw_axes(draw, left)
        _draw_bins(draw, left, bins, _BARS[min(number, len(_BARS) - 1)])
    try:
        picture.save(path, "PNG")
    except OSError as error:
        raise DataError(f"The picture {path} cannot be written: {error.strerror}.") from None


def _draw_axes(draw: ImageDraw.ImageDraw, left: int) -> None:
    font, bottom = ImageFont.load_default(15), _TOP + _SIDE
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = bottom - round(share * _SIDE)
        draw.line((left, y, left + _SIDE, y), _RULE, 1)
        draw.text((left - 8, y), f"{share:.0%}", _FAINT, font, anchor="rm")
        below = bottom + _GAP + _COUNTS
        draw.text((left + round(share * _SIDE), below + 8), f"{share:.0%}", _FAINT, font, "ma")
    middle = left + _SIDE // 2
    draw.text((middle, bottom + _GAP + _COUNTS + 34), "how sure it was", _FAINT, font, "ma")
    draw.text((left + 8, _TOP + 8), "how often it was right", _FAINT, font)


def _draw_bins(draw: ImageDraw.ImageDraw, left: int, bins: Reliability, colour: Colour) -> None:
    wide, bottom = _SIDE / len(bins.counts), _TOP + _SIDE
    most = max(int(bins.counts.max()), 1)
    base = bottom + _GAP + _COUNTS
    for number, (count, right) in enumerate(zip(bins.counts, bins.right, strict=True)):
        x = left + number * wide
        if not count:
            continue
        draw.rectangle((x + 1, bottom - float(right) * _SIDE, x + wide - 2, bottom), colour)
        high = max(round(_COUNTS * int(count) / most), 1)
        draw.rectangle((x + 1, base - high, x + wide - 2, base), _RULE)
    draw.line((left, bottom, left + _SIDE, _TOP), _INK, 2)
    draw.line((left, bottom, left + _SIDE, bottom), _FAINT, 1)
    draw.line((left, base, left + _SIDE, base), _FAINT, 1)
    font = ImageFont.load_default(15)
    draw.text((left - 8, base - _COUNTS), f"{most:,}", _FAINT, font, anchor="rm")

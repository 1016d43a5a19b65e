"""Up to a hundred thousand points as a picture, in a few milliseconds: stamped by numpy."""

import colorsys
from functools import cache

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from photoclip.ui.theme import Colours
from photoclip.ui.ways.likeness.frame import Matrix

MOST = 100_000  # points painted; of more in view, every second or third
HUES = 12
_LEVELS = 4  # of a dot's edge between clear and full
_SIZES = ((2_500, 4.0), (12_000, 3.0), (40_000, 2.2), (MOST, 1.6))  # in view at most, radius px
Ints = npt.NDArray[np.int64]


def tints(colours: Colours) -> list[QColor]:
    """A colour for each region: the accent's kind, turned round the circle of hues."""
    accent = QColor(colours.accent)
    hue, light, strong = colorsys.rgb_to_hls(accent.redF(), accent.greenF(), accent.blueF())
    found: list[QColor] = []
    for each in range(HUES):
        turned = (hue + each * 5 / HUES) % 1.0  # neighbours in the list are far apart
        yellow = 1.0 - min(abs(turned - 0.17), 0.2) / 0.2  # yellow and green look lighter
        lightness = light - 0.1 * yellow if light < 0.6 else light
        found.append(QColor.fromRgbF(*colorsys.hls_to_rgb(turned, lightness, strong * 0.72)))
    return found


def radius(count: int) -> float:
    """Of a dot, px, where so many are in view."""
    return next((size for most, size in _SIZES if count <= most), _SIZES[-1][1])


def painted(
    size: tuple[int, int],
    at: Matrix,
    group: Ints,
    inks: list[QColor],
    paper: QColor,
    *,
    dot: float,
) -> QImage:
    """A picture of dots on paper.

    Args:
        size: width and height, device px.
        at: (n, 2) the middles, device px; later ones lie above earlier ones.
        group: (n,) the ink of each.
        inks: colours.
        paper: what lies behind.
        dot: the radius, device px.
    """
    width, height = size
    pixels = np.full(width * height, _number(paper, paper, 1.0), np.uint32)
    rim = int(np.ceil(dot)) + 1
    whole = np.round(at).astype(np.int64)
    here = (whole[:, 0] >= rim) & (whole[:, 0] < width - rim)
    here &= (whole[:, 1] >= rim) & (whole[:, 1] < height - rim)
    base, ink = whole[here, 1] * width + whole[here, 0], group[here]
    for level, offsets in enumerate(_stamp(dot), start=1):  # edges first, middles over them
        mixed = np.array([_number(each, paper, level / _LEVELS) for each in inks], np.uint32)[ink]
        for across, down in offsets:
            pixels[base + (down * width + across)] = mixed
    image = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32)
    return image.copy()


@cache
def _stamp(dot: float) -> list[list[tuple[int, int]]]:
    """Pixels of a round dot by how much of each is covered, the least first."""
    reach = int(np.ceil(dot))
    found: list[list[tuple[int, int]]] = [[] for _ in range(_LEVELS)]
    for down in range(-reach, reach + 1):
        for across in range(-reach, reach + 1):
            cover = min(max(dot + 0.5 - float(np.hypot(across, down)), 0.0), 1.0)
            level = round(cover * _LEVELS)
            if level:
                found[level - 1].append((across, down))
    return found


def _number(ink: QColor, paper: QColor, share: float) -> int:
    """A mixture as 0xffRRGGBB."""
    share *= ink.alphaF()
    parts = (
        round(over * share + under * (1 - share))
        for over, under in zip(ink.getRgb()[:3], paper.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    red, green, blue = parts
    return 0xFF000000 | red << 16 | green << 8 | blue

"""A picture with its heat-map over it and the reasons below it."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from photoclip.library.explaining import Explanation
from photoclip.library.heat_colours import bar_colours, heat_colours

_NARROWEST, _MARGIN, _BAR = 640, 24, (160, 10)
_PAPER, _INK, _QUIET = (24, 25, 28), (236, 236, 238), (163, 163, 169)


def write_explained(pixels: npt.NDArray[np.uint8], explanation: Explanation, path: Path) -> None:
    """Write a PNG.

    Args:
        pixels: the upright picture, (height, width, 3) uint8.
        explanation: of that picture.
        path: the file to write.
    """
    picture = Image.fromarray(pixels)
    if picture.width < _NARROWEST and picture.height < _NARROWEST:  # small, not narrow
        by = _NARROWEST / max(picture.size)
        size = (round(picture.width * by), round(picture.height * by))
        picture = picture.resize(size, Image.Resampling.BICUBIC)
    heat = Image.fromarray(heat_colours(explanation.map, picture.width, picture.height))
    picture.paste(heat, mask=heat.getchannel("A"))
    width = max(picture.width, _NARROWEST)
    large, small = ImageFont.load_default(22), ImageFont.load_default(15)
    lines = _wrapped(_reasons(explanation), small, width - 2 * _MARGIN)
    head = picture.height + _MARGIN
    sheet = Image.new("RGB", (width, head + 44 + 22 * len(lines) + _MARGIN), _PAPER)
    sheet.paste(picture, ((width - picture.width) // 2, 0))
    draw = ImageDraw.Draw(sheet)
    bar = Image.fromarray(bar_colours(_BAR[0])).resize(_BAR)
    sheet.paste(bar, (width - _MARGIN - _BAR[0], head + 9))
    said = f"“{explanation.words}”  {explanation.score:.3f}"
    room = width - 3 * _MARGIN - _BAR[0]
    draw.text((_MARGIN, head), _elided(said, large, room), _INK, large)
    for number, line in enumerate(lines):
        draw.text((_MARGIN, head + 40 + 22 * number), line, _QUIET, small)
    sheet.save(path, "PNG")


def _reasons(explanation: Explanation) -> str:
    others = ", ".join(f"{text} {score:.3f}" for text, score in explanation.runner_up)
    hardly = "" if explanation.is_seen else "Hardly to be seen here. "
    seen = "; hatched: not looked at" if np.isnan(explanation.map).any() else ""
    return (
        f"{hardly}Next: {others}. Margin {explanation.margin:+.3f}. "
        f"{explanation.model}, {explanation.method}{seen}."
    )


def _wrapped(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, room: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _elided(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, room: int) -> str:
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text}…"

"""The sheet that screenshots and documents are drawn on, one unit wide."""

import functools
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

RGB = tuple[int, int, int]
Spot = tuple[float, float]

WHITE: RGB = (255, 255, 255)

_TEXT = (
    "the meeting is moved to friday please bring your notes and the plan for spring we will "
    "walk along the lake and have lunch at the old mill the train leaves at nine from the main "
    "station tickets are in the drawer with best wishes from all of us here the garden needs "
    "water twice a week until the end of june see you soon"
)
_WORDS = _TEXT.split()


@functools.lru_cache(maxsize=64)
def _font(pixels: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(pixels)


class Page:
    """A sheet one unit wide with simple marks on it."""

    def __init__(self, short_side: int, tall: float, paper: RGB) -> None:
        self.unit = float(short_side)
        self.tall = tall
        self.image = Image.new("RGB", (short_side, round(short_side * tall)), paper)
        self._pen = ImageDraw.Draw(self.image)

    def _spots(self, points: list[Spot]) -> list[Spot]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: RGB, r: float = 0.0) -> None:
        """A rectangle with rounded corners."""
        spots = self._spots([(x0, y0), (x1, y1)])
        self._pen.rounded_rectangle(spots, r * self.unit, fill=fill)

    def frame(self, x0: float, y0: float, x1: float, y1: float, ink: RGB, r: float = 0.0) -> None:
        """The outline of a rectangle."""
        spots = self._spots([(x0, y0), (x1, y1)])
        wide = max(1, round(0.003 * self.unit))
        self._pen.rounded_rectangle(spots, r * self.unit, outline=ink, width=wide)

    def disc(self, x: float, y: float, r: float, fill: RGB) -> None:
        """A circle."""
        self._pen.ellipse(self._spots([(x - r, y - r), (x + r, y + r)]), fill=fill)

    def shape(self, points: list[Spot], fill: RGB) -> None:
        """A polygon."""
        self._pen.polygon(self._spots(points), fill=fill)

    def line(self, points: list[Spot], width: float, fill: RGB) -> None:
        """A line."""
        wide = max(1, round(width * self.unit))
        self._pen.line(self._spots(points), fill=fill, width=wide, joint="curve")

    def text(self, x: float, y: float, words: str, size: float, fill: RGB, at: str = "la") -> None:
        """A line of text; `at` is Pillow's anchor: "la" has its upper left corner at (x, y)."""
        font = _font(max(4, round(size * self.unit)))
        self._pen.text((x * self.unit, y * self.unit), words, fill=fill, font=font, anchor=at)

    def wide(self, words: str, size: float) -> float:
        """The width of a line of text in units."""
        return _font(max(4, round(size * self.unit))).getlength(words) / self.unit

    def written(
        self, rng: np.random.Generator, x: float, y: float, words: str, size: float, ink: RGB
    ) -> None:
        """A line as a hand writes it: letters that lean, jump and stand unevenly close."""
        for letter in words:
            tall = size * float(rng.uniform(0.92, 1.1))
            step = self.wide(letter, tall)
            pixels = round(tall * self.unit * 1.6)
            mark = Image.new("L", (pixels, pixels))
            ImageDraw.Draw(mark).text(
                (pixels * 0.2, pixels * 0.75), letter, fill=255, anchor="ls",
                font=_font(max(4, round(tall * self.unit))),
                stroke_width=round(size * self.unit * 0.02),
            )  # fmt: skip
            lean = float(rng.uniform(0.16, 0.26))
            skew = (1.0, lean, -lean * pixels * 0.75, 0.0, 1.0, 0.0)
            mark = mark.transform(
                mark.size, Image.Transform.AFFINE, skew, Image.Resampling.BILINEAR
            )
            jump = float(rng.uniform(-0.05, 0.05)) * size
            corner = (round(x * self.unit - pixels * 0.2), round((y + jump) * self.unit))
            self.image.paste(ink, corner, mark)
            x += step * float(rng.uniform(1.0, 1.1))

    def shaded(self, rng: np.random.Generator) -> None:
        """Light that falls unevenly on paper, and a fold across it on some."""
        corners = rng.uniform(222, 256, (2, 2))
        rows = np.linspace(0, 1, 60)[:, None]
        columns = np.linspace(0, 1, 42)[None]
        across = corners[:, :1] * (1 - columns) + corners[:, 1:] * columns
        veil = across[:1] * (1 - rows) + across[1:] * rows
        if rng.random() < 0.5:
            fold = rows - float(rng.choice([0.34, 0.5, 0.66]))
            veil = (
                veil - 14 * np.exp(-((fold * 70) ** 2)) + 4 * np.exp(-(((fold - 0.03) * 50) ** 2))
            )
        shade = Image.fromarray(np.clip(veil, 0, 255).astype(np.uint8))
        shade = shade.resize(self.image.size, Image.Resampling.BICUBIC)
        self.image = ImageChops.multiply(self.image, Image.merge("RGB", (shade, shade, shade)))


Painter = Callable[[Page, np.random.Generator], None]


def pick(rng: np.random.Generator, choices: tuple[RGB, ...]) -> RGB:
    """One of the colours."""
    return choices[int(rng.integers(len(choices)))]


def pick_name(rng: np.random.Generator, choices: tuple[str, ...]) -> str:
    """One of the names."""
    return choices[int(rng.integers(len(choices)))]


def sentence(page: Page, rng: np.random.Generator, wide: float, size: float) -> str:
    """As many words as fit into a width in units."""
    start = int(rng.integers(len(_WORDS)))
    words = _WORDS[start].capitalize()
    for k in range(1, 30):
        longer = f"{words} {_WORDS[(start + k) % len(_WORDS)]}"
        if page.wide(longer, size) > wide:
            break
        words = longer
    return words

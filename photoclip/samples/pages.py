"""Screenshots and documents: drawn pages that lie among everyone's photos."""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFont

_TEXT = (
    "the meeting is moved to friday please bring your notes and the plan for spring we will "
    "walk along the lake and have lunch at the old mill the train leaves at nine from the main "
    "station tickets are in the drawer with best wishes from all of us here the garden needs "
    "water twice a week until the end of june see you soon"
)
_WORDS = _TEXT.split()

RGB = tuple[int, int, int]


class Page:
    """A sheet one unit wide with simple marks on it."""

    def __init__(self, short_side: int, tall: float, paper: RGB) -> None:
        self.unit = float(short_side)
        self.tall = tall
        self.image = Image.new("RGB", (short_side, round(short_side * tall)), paper)
        self._pen = ImageDraw.Draw(self.image)

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: RGB, r: float = 0.0) -> None:
        """A rectangle with rounded corners."""
        u = self.unit
        self._pen.rounded_rectangle([x0 * u, y0 * u, x1 * u, y1 * u], r * u, fill=fill)

    def disc(self, x: float, y: float, r: float, fill: RGB) -> None:
        """A circle."""
        u = self.unit
        self._pen.ellipse([(x - r) * u, (y - r) * u, (x + r) * u, (y + r) * u], fill=fill)

    def line(self, points: list[tuple[float, float]], width: float, fill: RGB) -> None:
        """A line."""
        u = self.unit
        spots = [(x * u, y * u) for x, y in points]
        self._pen.line(spots, fill=fill, width=max(1, round(width * u)), joint="curve")

    def text(self, x: float, y: float, words: str, size: float, fill: RGB) -> None:
        """A line of text whose upper left corner is at (x, y)."""
        font = ImageFont.load_default(size * self.unit)
        self._pen.text((x * self.unit, y * self.unit), words, fill=fill, font=font)


def _sentence(rng: np.random.Generator, count: int) -> str:
    start = int(rng.integers(len(_WORDS)))
    words = [_WORDS[(start + k) % len(_WORDS)] for k in range(count)]
    return " ".join(words).capitalize()


def _chat(page: Page, rng: np.random.Generator) -> None:
    _phone(page, rng, "Messages")
    y = 0.28
    own = ((44, 120, 240), (40, 160, 90), (150, 70, 200))[int(rng.integers(3))]
    while y < page.tall - 0.3:
        mine = bool(rng.random() < 0.5)
        lines = int(rng.integers(1, 4))
        wide = float(rng.uniform(0.4, 0.68))
        x = 0.96 - wide if mine else 0.04
        page.box(x, y, x + wide, y + 0.06 + 0.055 * lines, own if mine else (255, 255, 255), 0.04)
        for k in range(lines):
            ink = (255, 255, 255) if mine else (40, 44, 52)
            page.text(x + 0.035, y + 0.026 + k * 0.055, _sentence(rng, int(wide * 9)), 0.036, ink)
        y += 0.1 + 0.055 * lines
    page.box(0.04, page.tall - 0.14, 0.82, page.tall - 0.05, (255, 255, 255), 0.045)
    page.disc(0.91, page.tall - 0.095, 0.045, own)


def _forecast(page: Page, rng: np.random.Generator) -> None:
    _phone(page, rng, "Weather", ink=(255, 255, 255))
    page.text(0.32, 0.3, f"{int(rng.integers(2, 32))}°", 0.24, (255, 255, 255))
    page.text(0.33, 0.6, "Partly cloudy", 0.055, (226, 238, 250))
    for k in range(7):
        y = 0.78 + k * 0.14
        page.box(0.05, y, 0.95, y + 0.115, (96, 152, 214), 0.025)
        page.text(
            0.09,
            y + 0.035,
            ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[k],
            0.046,
            (255, 255, 255),
        )
        page.disc(0.48, y + 0.057, 0.032, (255, 214, 80))
        if rng.random() < 0.6:
            page.box(0.46, y + 0.055, 0.56, y + 0.085, (236, 242, 248), 0.015)
        page.text(0.76, y + 0.035, f"{int(rng.integers(2, 32))}°", 0.046, (255, 255, 255))


def _settings(page: Page, rng: np.random.Generator) -> None:
    _phone(page, rng, "Settings")
    names = (
        "Sound",
        "Display",
        "Network",
        "Storage",
        "Battery",
        "Language",
        "Privacy",
        "Updates",
        "About",
        "Help",
    )
    for k, name in enumerate(names):
        y = 0.28 + k * 0.155
        if y > page.tall - 0.2:
            break
        page.box(0.04, y, 0.96, y + 0.14, (255, 255, 255), 0.02)
        tone = tuple(int(v) for v in rng.integers(60, 230, size=3))
        page.box(0.07, y + 0.035, 0.14, y + 0.105, (tone[0], tone[1], tone[2]), 0.015)
        page.text(0.18, y + 0.045, name, 0.046, (30, 32, 38))
        on = bool(rng.random() < 0.5)
        page.box(0.79, y + 0.045, 0.9, y + 0.095, (60, 190, 100) if on else (200, 202, 208), 0.025)
        page.disc(0.875 if on else 0.815, y + 0.07, 0.022, (255, 255, 255))


def _phone(page: Page, rng: np.random.Generator, title: str, ink: RGB = (24, 26, 32)) -> None:
    """The status bar and the title of a telephone's screen."""
    page.text(0.06, 0.035, f"{int(rng.integers(7, 23))}:{int(rng.integers(10, 60))}", 0.036, ink)
    page.box(0.86, 0.04, 0.93, 0.07, ink, 0.006)
    page.text(0.06, 0.13, title, 0.07, ink)


_INK: RGB = (44, 44, 50)


def _paragraphs(page: Page, rng: np.random.Generator, y: float, end: float) -> None:
    while y < end:
        for k in range(int(rng.integers(3, 7))):
            if y < end:
                page.text(0.1, y, _sentence(rng, 11 if k else 10), 0.026, _INK)
            y += 0.042
        y += 0.04


def _letter(page: Page, rng: np.random.Generator) -> None:
    page.text(
        0.62, 0.1, f"{int(rng.integers(1, 29))} May {int(rng.integers(2015, 2025))}", 0.03, _INK
    )
    page.text(0.1, 0.24, "Dear friends,", 0.036, _INK)
    _paragraphs(page, rng, 0.34, page.tall - 0.34)
    page.text(0.1, page.tall - 0.26, "With best wishes", 0.032, _INK)
    wave = [
        (0.1 + k * 0.02, page.tall - 0.16 + float(rng.uniform(-0.025, 0.025))) for k in range(14)
    ]
    page.line(wave, 0.005, (30, 50, 140))


def _report(page: Page, rng: np.random.Generator) -> None:
    page.text(0.1, 0.1, "Annual report", 0.07, (24, 40, 80))
    page.line([(0.1, 0.2), (0.9, 0.2)], 0.004, (24, 40, 80))
    _paragraphs(page, rng, 0.24, 0.5)
    page.line([(0.14, 0.56), (0.14, 0.98), (0.9, 0.98)], 0.004, _INK)
    tones: tuple[RGB, ...] = ((46, 110, 190), (230, 130, 40), (70, 160, 90))
    tone = tones[int(rng.integers(3))]
    for k in range(7):
        x = 0.19 + k * 0.1
        page.box(x, 0.98 - float(rng.uniform(0.08, 0.4)), x + 0.06, 0.98, tone)
    _paragraphs(page, rng, 1.04, page.tall - 0.12)


def _receipt(page: Page, rng: np.random.Generator) -> None:
    page.text(0.3, 0.1, "GROCERY", 0.09, _INK)
    y = 0.3
    for name in ("Bread", "Milk", "Apples", "Cheese", "Coffee", "Honey", "Rice", "Tea", "Salt"):
        if rng.random() < 0.7:
            page.text(0.1, y, name, 0.048, _INK)
            page.text(0.72, y, f"{float(rng.uniform(0.5, 9.9)):.2f}", 0.048, _INK)
            y += 0.072
    page.line([(0.1, y + 0.03), (0.9, y + 0.03)], 0.005, _INK)
    page.text(0.1, y + 0.06, "TOTAL", 0.07, _INK)
    page.text(0.66, y + 0.06, f"{float(rng.uniform(12, 60)):.2f}", 0.07, _INK)
    x = 0.14
    while x < 0.86:
        wide = float(rng.uniform(0.004, 0.014))
        page.box(x, page.tall - 0.26, x + wide, page.tall - 0.1, _INK)
        x += wide + float(rng.uniform(0.004, 0.014))


Painter = Callable[[Page, np.random.Generator], None]

SCREENSHOTS: tuple[tuple[str, RGB, Painter], ...] = (
    ("a chat app", (242, 244, 248), _chat),
    ("a weather app", (70, 130, 200), _forecast),
    ("a settings screen", (238, 238, 243), _settings),
)
DOCUMENTS: tuple[tuple[str, RGB, Painter], ...] = (
    ("a letter", (250, 249, 244), _letter),
    ("a report with a chart", (252, 252, 252), _report),
    ("a receipt", (246, 245, 240), _receipt),
)


def paint_page(kind: str, seed: int, short_side: int) -> tuple[Image.Image, tuple[str, ...]]:
    """A page of the kind "screenshot" or "document" (RGB) and its captions."""
    rng = np.random.default_rng([seed, 9])
    choices = SCREENSHOTS if kind == "screenshot" else DOCUMENTS
    name, paper, painter = choices[int(rng.integers(len(choices)))]
    side = short_side if short_side >= 400 else short_side * 3
    page = Page(side, 2.0 if kind == "screenshot" else 1.414, paper)
    painter(page, rng)
    picture = page.image if side == short_side else page.image.reduce(3)
    return picture, _page_captions(kind, name)


def _page_captions(kind: str, name: str) -> tuple[str, ...]:
    if kind == "screenshot":
        return (
            f"a screenshot of {name} on a phone",
            "a screenshot",
            f"a phone screen showing {name}",
            f"screenshot: {name.removeprefix('a ')}",
            "a picture of a phone screen with text",
        )
    return (
        f"a scanned document: {name}",
        "a document",
        f"a photo of {name} on paper",
        f"a page of text, {name}",
        "a sheet of paper with printed text",
    )

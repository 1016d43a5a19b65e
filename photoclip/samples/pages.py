"""Screenshots and documents: drawn pages that lie among everyone's photos."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from photoclip.samples import pages_paper as paper
from photoclip.samples import pages_screen as screen
from photoclip.samples.pages_sheet import RGB, Page, Painter


@dataclass(frozen=True, slots=True)
class Layout:
    """One sort of page: what it is called, its ground, its painter, what is to be seen on it."""

    name: str
    ground: RGB
    painter: Painter
    marks: str


SCREENSHOTS = (
    Layout("a chat app", (236, 240, 246), screen.chat, "messages"),
    Layout("a weather app", (70, 130, 200), screen.forecast, "the weather of a week"),
    Layout("a settings screen", (238, 238, 243), screen.settings, "switches"),
    Layout("a map", (240, 238, 232), screen.street_map, "streets and a route"),
    Layout("a shopping app", (246, 247, 250), screen.shop, "products and prices"),
    Layout("a code editor", (36, 40, 50), screen.code, "lines of a program"),
    Layout("a calendar", (255, 255, 255), screen.calendar, "the days of a month"),
    Layout("a music player", (60, 60, 80), screen.music, "a song and buttons"),
)
DOCUMENTS = (
    Layout("a letter", (250, 249, 244), paper.letter, "printed text"),
    Layout("a report with a chart", (252, 252, 252), paper.report, "printed text and bars"),
    Layout("a receipt", (246, 245, 240), paper.receipt, "printed prices"),
    Layout("an invoice", (252, 252, 252), paper.invoice, "a printed table"),
    Layout("a handwritten note", (252, 248, 226), paper.note, "handwriting"),
    Layout("a boarding pass", (252, 252, 252), paper.boarding_pass, "printed text and a code"),
    Layout("a filled-in form", (250, 250, 246), paper.form, "boxes and handwriting"),
    Layout("a sheet of music", (251, 248, 238), paper.music_sheet, "printed notes"),
)
_SHARP = 400
"""Smaller pages are drawn larger first, so that their text is a grey texture and not noise."""


def paint_page(kind: str, seed: int, short_side: int) -> tuple[Image.Image, tuple[str, ...]]:
    """A page of the kind "screenshot" or "document" (RGB) and its captions."""
    rng = np.random.default_rng([seed, 9])
    layouts = SCREENSHOTS if kind == "screenshot" else DOCUMENTS
    layout = layouts[int(rng.integers(len(layouts)))]
    finer = 2 if short_side >= _SHARP else 3
    page = Page(short_side * finer, 2.0 if kind == "screenshot" else 1.414, layout.ground)
    layout.painter(page, rng)
    if kind == "document":
        page.shaded(rng)
    return page.image.reduce(finer), _page_captions(kind, layout)


def _page_captions(kind: str, layout: Layout) -> tuple[str, ...]:
    bare = layout.name.removeprefix("a ").removeprefix("an ")
    if kind == "screenshot":
        return (
            f"a screenshot of {layout.name} on a phone",
            "a screenshot",
            f"a phone screen showing {layout.name}",
            f"screenshot: {bare}",
            f"a picture of a phone screen with {layout.marks}",
        )
    return (
        f"a scanned document: {layout.name}",
        "a document",
        f"a photo of {layout.name} on paper",
        f"a scan of {layout.name}",
        f"a sheet of paper with {layout.marks}",
    )

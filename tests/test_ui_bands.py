"""An answer in bands: likely, maybe, rest; the line between them, moved by the person."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot
from ui_driver import driven, elsewhere

from photoclip import paths
from photoclip.app import make_application
from photoclip.library.library import Library
from photoclip.library.relevance import band_of
from photoclip.query import parse
from photoclip.records import Hit, SearchAnswer
from photoclip.ui.bands import LEAST, LIKELY, MAYBE, MOST, REST, bands_of
from photoclip.ui.jobs import Jobs
from photoclip.ui.photo_grid import PhotoGrid
from photoclip.ui.photos_page import PhotosPage
from photoclip.ui.search.question import Question
from photoclip.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

LINE = 0.5

W = TypeVar("W", bound=QObject)


def answer(
    relevance: Sequence[float], ids: Sequence[int] = (), total: int | None = None
) -> SearchAnswer:
    """A ranking with these relevances; what lies beyond it is not known."""
    photos = ids or range(1, len(relevance) + 1)
    hits = tuple(
        Hit(photo, 0.2, each, band_of(each, LINE))
        for photo, each in zip(photos, relevance, strict=False)
    )
    whole = total is None or total == len(hits)
    return SearchAnswer(
        "boat",
        "mini",
        total or len(hits),
        hits,
        0.01,
        likely=sum(each.band == LIKELY for each in hits) if whole else None,
        maybe=sum(each.band == MAYBE for each in hits) if whole else None,
        line=LINE,
    )


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=60).map(lambda each: sorted(each)[::-1]),
    st.floats(LEAST, MOST),
)
def test_every_hit_stands_under_the_heading_of_its_band(
    relevance: list[float], line: float
) -> None:
    bands = bands_of(answer(relevance))
    assert bands is not None
    cut = bands.cut(line)
    sections, counts = cut.sections(len(relevance))
    ends = [*sections.starts.tolist()[1:], len(relevance)]
    shown = [
        band
        for band, first, end in zip(sections.titles, sections.starts.tolist(), ends, strict=True)
        for _ in range(end - first)
    ]
    assert shown == [band_of(each, line) for each in relevance]
    assert [int(each) for each in counts] == [shown.count(band) for band in sections.titles]
    assert [cut.band_at(place) for place in range(len(relevance))] == shown


def test_a_longer_ranking_says_what_is_not_known_yet() -> None:
    bands = bands_of(answer([0.9] * 10, total=3400))
    assert bands is not None
    cut = bands.cut(LINE)
    assert cut.said() == "10+ likely of 3,400"
    assert cut.sections(10)[1] == ("10+",)
    known = bands_of(answer([0.9] * 8 + [0.01, 0.01], total=3400))
    assert known is not None
    assert known.cut(LINE).said() == "8 likely of 3,400"
    assert known.cut(LINE).sections(10)[1] == ("8", "3,392")


def test_an_answer_to_filters_alone_has_no_bands() -> None:
    hits = tuple(Hit(photo, None) for photo in (1, 2))
    assert bands_of(SearchAnswer("", "mini", 2, hits, 0.01)) is None
    assert bands_of(SearchAnswer("", "mini", 0, (), 0.01)) is None


class Bands:
    """A page of photos on its own, with a real library, and what it says."""

    def __init__(self, qtbot: QtBot, library: Library, page: PhotosPage) -> None:
        self.qtbot, self.library, self.page = qtbot, library, page
        self.ids: list[int] = elsewhere(library.showing.browse).tolist()
        self.slider = self.find(QSlider, "relevanceLine")

    def find(self, kind: type[W], name: str) -> W:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def is_shown(self, name: str) -> bool:
        return self.find(QWidget, name).isVisible()

    def shown(self) -> list[int]:
        photos = self.page.photos
        return [] if photos is None else photos.ids.tolist()

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)

    def show(self, relevance: Sequence[float], words: str = "a boat") -> None:
        """Show an answer of the library's first photos."""
        self.page.show_answer(Question(words), answer(relevance, self.ids[: len(relevance)]))

    def headings(self) -> list[tuple[str, int]]:
        """The bands in view order, with their first places."""
        sections = self.page.grid.sections()
        starts = [] if sections is None else sections.starts.tolist()
        return list(zip(() if sections is None else sections.titles, starts, strict=True))


@contextmanager
def shown_page(qtbot: QtBot, folder: Path) -> Iterator[Bands]:
    application = make_application()
    theme, jobs = Theme(application, paths.resources()), Jobs()
    library = elsewhere(lambda: Library.open(folder))
    page = PhotosPage(theme, jobs)
    page.resize(1000, 600)
    try:
        page.set_library(library)
        page.show()
        yield Bands(qtbot, library, page)
    finally:
        assert jobs.close(seconds=30)
        elsewhere(library.close)
        page.deleteLater()
        application.setStyleSheet("")
        theme.deleteLater()


@pytest.fixture
def bands(qtbot: QtBot, own_library_folder: Path) -> Iterator[Bands]:
    with shown_page(qtbot, own_library_folder) as shown:
        yield shown


def test_headings_follow_the_line_at_once(bands: Bands) -> None:
    bands.show([0.95, 0.9, 0.7, 0.55, 0.4, 0.2, 0.02, 0.01])
    assert bands.headings() == [(LIKELY, 0), (MAYBE, 4), (REST, 6)]
    assert bands.text("headlineDetail") == "4 likely of 8"
    assert bands.is_shown("relevanceLine")
    before = bands.shown()
    bands.slider.setFocus()
    for _ in range(4):
        bands.qtbot.keyClick(bands.slider, Qt.Key.Key_Right)
    assert bands.slider.value() == 70
    assert bands.headings() == [(LIKELY, 0), (MAYBE, 3), (REST, 5)]
    assert bands.text("headlineDetail") == "3 likely of 8"
    assert bands.shown() == before
    QTest.mouseDClick(bands.slider, Qt.MouseButton.LeftButton)
    assert bands.text("headlineDetail") == "4 likely of 8"


def test_the_line_is_kept_in_the_library(bands: Bands) -> None:
    bands.show([0.9, 0.6, 0.52, 0.1])
    bands.page.line.step(2)
    assert bands.text("headlineDetail") == "2 likely of 4"
    bands.qtbot.waitUntil(lambda: elsewhere(bands.library.relevance_line) == 0.6)
    bands.page.line.step(-1)
    bands.qtbot.waitUntil(lambda: elsewhere(bands.library.relevance_line) == 0.55)


def test_the_line_is_where_it_was_left(qtbot: QtBot, own_library_folder: Path) -> None:
    def move() -> None:
        with Library.open(own_library_folder) as library:
            library.set_relevance_line(0.8)

    elsewhere(move)
    with shown_page(qtbot, own_library_folder) as bands:
        bands.show([0.9, 0.7, 0.3])
        qtbot.waitUntil(lambda: bands.slider.value() == 80)
        assert bands.text("headlineDetail") == "1 likely of 3"


def test_nothing_likely_is_said_and_the_rest_can_be_shown(bands: Bands) -> None:
    bands.show([0.3, 0.2, 0.02, 0.01, 0.01])
    assert bands.is_shown("bandNote")
    assert bands.text("bandNoteHeading") == "Nothing here looks like that"
    assert bands.text("headlineDetail") == "none likely of 5"
    assert bands.headings() == [(MAYBE, 0)]
    assert bands.shown() == bands.ids[:2]
    button = bands.find(QPushButton, "showRest")
    assert button.text() == "Show the rest"
    bands.qtbot.keyClick(button, Qt.Key.Key_Space)
    assert bands.shown() == bands.ids[:5]
    assert bands.headings() == [(MAYBE, 0), (REST, 2)]
    bands.press("showRest")
    assert bands.shown() == bands.ids[:2]
    bands.show([0.9, 0.1], words="a house")
    assert not bands.is_shown("bandNote")


def test_where_not_even_maybe_is_left_a_page_says_so(bands: Bands) -> None:
    bands.show([0.02, 0.01, 0.01])
    assert bands.is_shown("nothingLikely")
    assert not bands.is_shown("photoGrid")
    bands.press("showRestInstead")
    assert bands.shown() == bands.ids[:3]
    assert bands.is_shown("bandNote")
    bands.press("showRest")
    assert bands.is_shown("nothingLikely")
    with bands.qtbot.waitSignal(bands.page.all_wanted):
        bands.press("showAllPhotos")


def test_another_order_holds_within_each_band(bands: Bands) -> None:
    shuffled = np.random.default_rng(3).permutation(bands.ids[:8]).tolist()
    found = answer([0.9, 0.8, 0.7, 0.3, 0.2, 0.2, 0.01, 0.01], shuffled)
    bands.page.show_answer(Question("a boat"), found)
    assert bands.shown() == shuffled
    bands.find(QAction, "sortChoice-newest").trigger()
    newest = [
        photo
        for part in (shuffled[:3], shuffled[3:6], shuffled[6:])
        for photo in bands.ids
        if photo in part
    ]
    bands.qtbot.waitUntil(lambda: bands.shown() == newest)
    assert bands.headings() == [(LIKELY, 0), (MAYBE, 3), (REST, 6)]


def test_keys_go_from_one_band_to_the_next(bands: Bands) -> None:
    bands.show([0.9, 0.2, 0.01])
    grid = bands.page.grid
    grid.setCurrentIndex(grid.model().index(0, 0))
    for expected in (1, 2, 2):
        bands.qtbot.keyClick(grid, Qt.Key.Key_Down)
        assert grid.currentIndex().row() == expected


def test_a_real_question_is_cut_as_the_library_says(qtbot: QtBot, own_library_folder: Path) -> None:
    """By meaning: what is in the sample library is likely, gibberish is not."""

    def look() -> SearchAnswer:
        with Library.open(own_library_folder, write=False) as library:
            return library.search(parse("a boat"))

    found = elsewhere(look)
    assert found.likely
    with driven(qtbot, own_library_folder) as desk:
        desk.wait_for_photos(found.total)
        desk.ask("a boat")
        assert desk.text("headlineDetail") == f"{found.likely} likely of {found.total}"
        grid = desk.find(PhotoGrid, "photoGrid")
        sections = grid.sections()
        assert sections is not None
        assert sections.titles[0] == LIKELY
        assert sections.starts.tolist()[1] == found.likely
        desk.find(QAction, "stricter").trigger()
        assert desk.find(QSlider, "relevanceLine").value() == 55
        desk.field.clear()
        desk.ask("qwxz blorpf")
        assert desk.text("headlineDetail") == f"none likely of {found.total}"
        assert desk.is_shown("bandNote") or desk.is_shown("nothingLikely")

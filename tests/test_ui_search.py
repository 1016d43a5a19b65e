"""Searching in the window: words, pictures, errors, and the way back."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.library import Library
from photoclip.query import parse
from photoclip.records import Hit

WORDS = "a sailboat at sunset"


@pytest.fixture(scope="module")
def total(sample_library_folder: Path) -> int:
    """How many photos the sample library has; some of its files are copies."""
    with Library.open(sample_library_folder, write=False) as library:
        return library.showing.counts()[0]


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path, total: int) -> Iterator[Driver]:
    """A window on the sample library."""
    with driven(qtbot, own_library_folder) as driver:
        driver.wait_for_photos(total)
        yield driver


@pytest.fixture(scope="module")
def opened(sample_library_folder: Path) -> Iterator[Library]:
    """The same library, opened before any window watches for SQL."""
    with Library.open(sample_library_folder, write=False) as library:
        assert library.model_name()
        yield library


@pytest.fixture
def library(opened: Library) -> Iterator[Library]:
    """The same library, to ask without a window; its decoder process ends with the test."""
    yield opened
    opened.asking.close()


def _ids(hits: Iterable[Hit]) -> list[int]:
    return [hit.photo_id for hit in hits]


def test_results_follow_what_is_typed(desk: Driver, library: Library, total: int) -> None:
    newest_first = desk.shown_ids()
    desk.ask(WORDS)
    expected = elsewhere(lambda: library.search(parse(WORDS))).hits
    assert desk.shown_ids() == _ids(expected)
    assert desk.text("headlineDetail").endswith(f" of {total}")
    desk.find(QToolButton, "clearSearch").click()
    desk.wait(lambda: desk.text("headline") == "All photos")
    assert desk.shown_ids() == newest_first
    assert desk.field.text() == ""


def test_an_older_answer_never_overwrites_a_newer_one(desk: Driver, library: Library) -> None:
    headlines: list[str] = []
    desk.grid.model().modelReset.connect(lambda: headlines.append(desk.text("headline")))
    for words in ("boat", "mountain", "a red car"):
        desk.field.clear()
        desk.type(words)
        desk.key(Qt.Key.Key_Return)  # asked at once, without the pause
    desk.wait(lambda: desk.text("headline") == "“a red car”")
    desk.qtbot.wait(300)
    assert headlines[-1] == "“a red car”"
    assert desk.shown_ids() == _ids(elsewhere(lambda: library.search(parse("a red car"))).hits)


def test_a_wrong_filter_is_explained_under_the_field(desk: Driver) -> None:
    before = desk.shown_ids()
    desk.type("boat camra:nikon")
    desk.wait(lambda: desk.is_shown("searchMessage"))
    assert "camra" in desk.text("searchMessage")
    assert desk.shown_ids() == before
    assert not desk.is_shown("banner")
    for _ in "camra:nikon":
        desk.key(Qt.Key.Key_Backspace)
    desk.wait(lambda: desk.text("headline") == "“boat”")
    assert not desk.is_shown("searchMessage")


def test_escape_clears_then_goes_back_to_the_photos(desk: Driver) -> None:
    desk.ask(WORDS)
    desk.key(Qt.Key.Key_Escape)
    assert desk.field.text() == ""
    assert desk.field.hasFocus()
    desk.wait(lambda: desk.text("headline") == "All photos")
    desk.key(Qt.Key.Key_Escape)
    assert desk.grid.hasFocus()


def test_letters_typed_in_the_grid_go_to_the_search(desk: Driver) -> None:
    desk.grid.setFocus()
    desk.qtbot.keyClicks(desk.grid, "b")
    assert desk.field.hasFocus()
    desk.qtbot.keyClicks(desk.field, "oat")
    desk.wait(lambda: desk.text("headline") == "“boat”")


def test_nothing_found_is_a_page_that_leads_back(desk: Driver, total: int) -> None:
    desk.type("boat before:1900")
    desk.wait(lambda: desk.is_shown("nothingFound"))
    assert not desk.is_shown("answerNote")
    desk.find(QPushButton, "showAll").click()
    desk.wait_for_photos(total)


def test_asked_for_unreadable_files_it_says_where_they_are_named(desk: Driver, total: int) -> None:
    desk.type("failed:any")
    desk.wait(lambda: desk.is_shown("answerNote"))
    assert "Problem files" in desk.text("answerNote")
    desk.find(QToolButton, "clearSearch").click()
    desk.wait_for_photos(total)
    assert not desk.is_shown("answerNote")


def test_dropped_picture_finds_similar_ones_and_is_not_added(
    desk: Driver, library: Library, sample_pictures: Path, tmp_path: Path, total: int
) -> None:
    original = sorted(sample_pictures.rglob("*.jpg"))[3]
    outside = tmp_path / "Grüße aus Kiel.jpg"
    outside.write_bytes(original.read_bytes())
    desk.drop(outside)
    desk.wait(lambda: desk.text("headline") == "Like Grüße aus Kiel.jpg")
    assert desk.shown_ids() == _ids(elsewhere(lambda: library.similar(outside)).hits)
    chip = desk.find(QPushButton, "exampleChip")
    assert "Grüße aus Kiel.jpg" in chip.accessibleName()
    chip.findChild(QToolButton, "removeChip").click()
    desk.wait(lambda: desk.text("headline") == "All photos")
    assert len(desk.shown_ids()) == total


def test_several_dropped_pictures_and_words_are_one_question(
    desk: Driver, library: Library, sample_pictures: Path
) -> None:
    pictures = sorted(sample_pictures.rglob("*.jpg"))[:2]
    desk.drop(*pictures)
    names = ", ".join(picture.name for picture in pictures)
    desk.wait(lambda: desk.text("headline") == f"Like {names}")
    desk.type("boat")
    desk.wait(lambda: desk.text("headline") == f"Like {names}, “boat”")
    assert desk.shown_ids() == _ids(
        elsewhere(lambda: library.search(parse("boat"), images=pictures)).hits
    )
    desk.find(QToolButton, "clearSearch").click()
    desk.wait(lambda: desk.text("headline") == "All photos")


def test_a_dropped_file_that_is_no_picture_is_said(desk: Driver, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Anna")
    desk.drop(letter)
    desk.wait(lambda: desk.is_shown("banner"))
    assert desk.text("bannerSentence")


def test_find_similar_from_the_grid(desk: Driver, library: Library) -> None:
    desk.grid.setFocus()
    desk.grid.setCurrentIndex(desk.grid.model().index(5, 0))
    chosen = desk.shown_ids()[5]
    desk.wait(lambda: bool(desk.grid.currentIndex().data()))
    desk.wait(desk.find(QAction, "similar").isEnabled)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    desk.key(Qt.Key.Key_F, modifier=both)
    desk.wait(lambda: desk.text("headline").startswith("Like "))
    assert chosen not in desk.shown_ids()
    assert desk.shown_ids() == _ids(elsewhere(lambda: library.similar_to(chosen)).hits)

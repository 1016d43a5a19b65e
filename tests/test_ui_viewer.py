"""The viewer in the window: facts, previous and next, and back to the same place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.library import Library
from photoclip.records import Photo
from photoclip.ui.viewer.stage import Stage


@pytest.fixture(scope="module")
def total(sample_library_folder: Path) -> int:
    """How many photos the sample library has; some of its files are copies."""
    with Library.open(sample_library_folder, write=False) as library:
        return library.showing.counts()[0]


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path, total: int) -> Iterator[Driver]:
    """A window on the sample library, the keyboard in the grid."""
    with driven(qtbot, own_library_folder) as driver:
        driver.wait_for_photos(total)
        driver.grid.setFocus()
        driver.grid.selectionModel().setCurrentIndex(
            driver.grid.model().index(2, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        yield driver


def _photo(folder: Path, photo_id: int) -> Photo:
    with Library.open(folder, write=False) as library:
        return library.showing.photo(photo_id)


def _open(desk: Driver) -> Stage:
    desk.key(Qt.Key.Key_Return)
    picture = desk.find(Stage, "picture")
    desk.wait(lambda: picture.isVisible() and picture.has_image)
    return picture


def test_the_picture_comes_with_its_facts(
    desk: Driver, sample_library_folder: Path, total: int
) -> None:
    chosen = desk.shown_ids()[2]
    photo = elsewhere(lambda: _photo(sample_library_folder, chosen))
    _open(desk)
    desk.wait(lambda: desk.text("viewerTitle") == photo.name)
    assert desk.text("viewerPosition") == f"3 of {total}"
    panel = desk.find(QWidget, "factsPanel")
    said = " ".join(label.accessibleName() for label in panel.findChildren(QLabel))
    assert photo.name in said
    assert f"{photo.facts.width:,}" in said
    assert photo.facts.camera in said
    if photo.facts.taken_at is not None:
        assert str(photo.facts.taken_at.year) in said


def test_left_and_right_go_on_and_escape_comes_back_to_the_photo(desk: Driver, total: int) -> None:
    ids = desk.shown_ids()
    _open(desk)
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Left)
    assert desk.text("viewerPosition") == f"4 of {total}"
    desk.key(Qt.Key.Key_Escape)
    assert desk.grid.isVisible()
    assert desk.grid.hasFocus()
    assert desk.shown_ids()[desk.grid.currentIndex().row()] == ids[3]


def test_the_ends_of_the_list_are_ends(desk: Driver, total: int) -> None:
    _open(desk)
    for _ in range(4):
        desk.key(Qt.Key.Key_Left)
    assert desk.text("viewerPosition") == f"1 of {total}"
    assert not desk.find(QToolButton, "viewerPrevious").isEnabled()


def test_the_facts_can_be_hidden(desk: Driver) -> None:
    _open(desk)
    assert desk.is_shown("factsPanel")
    desk.key(Qt.Key.Key_I)
    assert not desk.is_shown("factsPanel")


def test_a_double_click_opens_and_the_search_key_leaves(desk: Driver, total: int) -> None:
    grid = desk.grid
    place = grid.visualRect(grid.model().index(7, 0)).center()
    desk.qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.wait(lambda: desk.is_shown("viewer"))
    assert desk.text("viewerPosition") == f"8 of {total}"
    desk.key(Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    assert not desk.is_shown("viewer")
    assert desk.field.hasFocus()


def test_similar_photos_from_the_viewer(desk: Driver, total: int) -> None:
    _open(desk)
    desk.find(QToolButton, "viewerSimilar").click()
    desk.wait(lambda: desk.text("headline").startswith("Like "))
    assert not desk.is_shown("viewer")
    assert len(desk.shown_ids()) == total - 1


def test_a_photo_whose_file_vanished_says_so(desk: Driver, sample_pictures: Path) -> None:
    hidden = sample_pictures.rename(sample_pictures.with_name("hidden"))
    try:
        desk.key(Qt.Key.Key_Return)
        picture = desk.find(Stage, "picture")
        desk.wait(lambda: picture.isVisible() and not picture.has_image)
        desk.wait(lambda: bool(picture.accessibleDescription()))
    finally:
        hidden.rename(sample_pictures)

"""Why this photo? in the viewer: the map, the reasons, words of one's own, keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven

from photoclip.ui.viewer.stage import Stage


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path) -> Iterator[Driver]:
    """A window on the sample library that was asked for dogs; the keyboard is in the grid."""
    with driven(qtbot, own_library_folder) as driver:
        driver.wait(lambda: driver.grid.isVisible() and driver.grid.model().rowCount() > 20)
        driver.ask("a dog")
        driver.wait(lambda: driver.grid.model().rowCount() > 3)
        driver.grid.setFocus()
        driver.grid.setCurrentIndex(driver.grid.model().index(0, 0))
        yield driver


def _stage(desk: Driver) -> Stage:
    return desk.find(Stage, "picture")


def _open(desk: Driver) -> Stage:
    desk.key(Qt.Key.Key_Return)
    stage = _stage(desk)
    desk.wait(lambda: stage.isVisible() and stage.has_image)
    return stage


def _reasons(desk: Driver) -> list[str]:
    """What the panel says of the words and their rivals."""
    labels = [*desk.window.findChildren(QLabel, "whyAsked")]
    labels += desk.window.findChildren(QLabel, "whyRival")
    return [label.accessibleName() for label in labels if label.isVisible()]


def _mean(stage: Stage) -> tuple[float, float, float]:
    image = stage.grab().toImage().scaled(1, 1)
    colour = image.pixelColor(0, 0)
    return colour.redF(), colour.greenF(), colour.blueF()


def test_w_shows_where_the_searched_words_are_and_hides_it_again(desk: Driver) -> None:
    stage = _open(desk)
    before = _mean(stage)
    desk.key(Qt.Key.Key_W)
    assert desk.find(QLineEdit, "explanationField").text() == "a dog"
    desk.wait(lambda: stage.heat.is_shown)
    desk.wait(lambda: _mean(stage) != before)
    said = _reasons(desk)
    assert said[0].startswith("a dog: ")
    assert len(said) == 6
    assert desk.text("explanationSaid")
    assert desk.is_shown("explanationScale")
    desk.key(Qt.Key.Key_W)
    assert not stage.heat.is_shown
    assert not desk.is_shown("explanationBar")
    assert not _reasons(desk)


def test_it_stays_on_while_pages_turn_and_never_shows_an_older_photo(desk: Driver) -> None:
    stage = _open(desk)
    desk.key(Qt.Key.Key_W)
    desk.wait(lambda: stage.heat.is_shown)
    first = _reasons(desk)
    desk.key(Qt.Key.Key_Right)
    assert not stage.heat.is_shown  # at once, before there is another
    desk.key(Qt.Key.Key_Right)
    desk.wait(lambda: stage.heat.is_shown)
    third = _reasons(desk)
    desk.key(Qt.Key.Key_Left)
    desk.key(Qt.Key.Key_Left)
    desk.wait(lambda: stage.heat.is_shown)
    assert _reasons(desk) == first
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Right)
    desk.wait(lambda: stage.heat.is_shown)
    assert _reasons(desk) == third


def test_other_words_are_typed_and_escape_goes_back_to_the_picture(desk: Driver) -> None:
    stage = _open(desk)
    desk.key(Qt.Key.Key_W)
    desk.wait(lambda: stage.heat.is_shown)
    field = desk.find(QLineEdit, "explanationField")
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, "a window")  # a w in the field is a letter
    assert field.text() == "a window"
    desk.key(Qt.Key.Key_Return)
    assert stage.hasFocus()
    desk.wait(lambda: bool(_reasons(desk)) and _reasons(desk)[0].startswith("a window: "))
    field.setFocus()
    desk.key(Qt.Key.Key_Escape)
    assert stage.hasFocus()
    assert desk.is_shown("viewer")


def test_without_a_search_it_asks_what_to_look_for(qtbot: QtBot, own_library_folder: Path) -> None:
    with driven(qtbot, own_library_folder) as desk:
        desk.wait(lambda: desk.grid.isVisible() and desk.grid.model().rowCount() > 20)
        desk.grid.setFocus()
        desk.grid.setCurrentIndex(desk.grid.model().index(0, 0))
        stage = _open(desk)
        desk.find(QToolButton, "viewerWhy").click()
        field = desk.find(QLineEdit, "explanationField")
        assert field.hasFocus()
        assert not field.text()
        assert not stage.heat.is_shown
        desk.qtbot.keyClicks(field, "sky")
        desk.key(Qt.Key.Key_Return)
        desk.wait(lambda: stage.heat.is_shown)
        desk.find(QToolButton, "explanationClose").click()
        assert not stage.heat.is_shown
        assert not desk.find(QToolButton, "viewerWhy").isChecked()


def test_the_map_follows_the_zoom(desk: Driver) -> None:
    stage = _open(desk)
    desk.key(Qt.Key.Key_W)
    desk.wait(lambda: stage.heat.is_shown)
    desk.qtbot.wait(400)  # it has faded in
    fitted = stage.grab().toImage()
    stage.zoom_to(2.0)
    assert stage.heat.is_shown
    zoomed = stage.grab().toImage()
    stage.heat.show_image(type(fitted)())
    plain = stage.grab().toImage()
    assert zoomed != plain
    middle = stage.rect().center()
    assert zoomed.pixelColor(middle) != plain.pixelColor(middle)


def test_a_vanished_file_is_a_sentence(desk: Driver, sample_pictures: Path) -> None:
    stage = _open(desk)
    hidden = sample_pictures.rename(sample_pictures.with_name("hidden"))
    try:
        desk.key(Qt.Key.Key_W)
        desk.wait(lambda: "no longer there" in desk.text("explanationSaid"))
        assert not stage.heat.is_shown
        assert not desk.is_shown("explanationScale")
    finally:
        hidden.rename(sample_pictures)


def test_leaving_the_viewer_ends_it(desk: Driver) -> None:
    stage = _open(desk)
    desk.key(Qt.Key.Key_W)
    desk.wait(lambda: stage.heat.is_shown)
    desk.key(Qt.Key.Key_Escape)
    assert not desk.is_shown("viewer")
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: stage.isVisible() and stage.has_image)
    assert not desk.is_shown("explanationBar")
    assert not stage.heat.is_shown
    assert desk.find(QLineEdit, "explanationField").text() == "a dog"


def test_the_key_is_listed(desk: Driver) -> None:
    _open(desk)
    found = desk.window.findChildren(QAction)
    (why,) = [each for each in found if each.text().replace("&", "") == "Why this photo?"]
    assert [key.toString() for key in why.shortcuts()] == ["W"]
    desk.key(Qt.Key.Key_Escape)
    assert "W" not in [key.toString() for key in why.shortcuts()]  # a letter is a search there

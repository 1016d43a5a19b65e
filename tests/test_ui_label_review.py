"""Answers one photo at a time: the ten-click threshold, and yes and no in the grid."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QProgressBar, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.library import Library
from photoclip.records import LabelList
from photoclip.ui.labels.big_photo import BigPhoto
from photoclip.ui.photo_grid import PhotoGrid

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

WORDS = ("boat", "castle", "cat")


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path) -> Iterator[Driver]:
    """A window on a library with a list that was applied."""

    def prepare() -> None:
        with Library.open(own_library_folder) as library:
            labels = library.tagging.save(LabelList("things", WORDS, exclusive=False))
            library.tagging.apply(library.tagging.propose(labels))

    elsewhere(prepare)
    with driven(qtbot, own_library_folder) as driver:
        driver.wait(lambda: driver.grid.isVisible() and driver.grid.model().rowCount() > 20)
        yield driver


def said_of(desk: Driver, photo: int, label: str = "boat") -> bool | None:
    """What the person said of a label on a photo; None: nothing."""

    def look() -> bool | None:
        with Library.open(desk.folder, write=False) as library:
            said = library.tagging.feedback("things")
        mine = (said.photo_ids == photo) & (said.label_index == WORDS.index(label))
        found = said.accepted[mine].tolist()
        return found[0] if found else None

    return elsewhere(look)


class Review:
    """The dialog that asks."""

    def __init__(self, desk: Driver) -> None:
        self.desk = desk
        desk.find(QAction, "labelLists").trigger()
        desk.wait(lambda: desk.is_shown("labelListDialog"))
        desk.wait(lambda: bool(desk.text("thresholdSaid")))
        button = desk.find(QPushButton, "reviewLabel")
        desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        desk.wait(lambda: desk.is_shown("reviewDialog"))
        self.dialog = desk.find(QDialog, "reviewDialog")
        self.picture = desk.find(BigPhoto, "bigPhoto")
        self.ready()

    def ready(self) -> int:
        """Wait until a photo is asked about; which one."""
        self.desk.wait(
            lambda: self.desk.find(QPushButton, "reviewYes").isEnabled() and self.picture.is_there
        )
        assert self.picture.photo is not None
        return self.picture.photo

    def answer(self, key: Qt.Key) -> int:
        """Answer about the photo in view; the photo."""
        photo = self.ready()
        count = self.answers()
        self.desk.qtbot.keyClick(self.dialog, key)
        step = -1 if key == Qt.Key.Key_Backspace else 1
        self.desk.wait(lambda: self.answers() == count + step)
        return photo

    def answers(self) -> int:
        return self.desk.find(QProgressBar, "reviewProgress").value()

    def known(self) -> str:
        return self.desk.find(QLabel, "reviewKnown").text()


def test_ten_answers_set_the_threshold(desk: Driver) -> None:
    review = Review(desk)
    assert desk.find(QLabel, "reviewQuestion").text() == "Is this: boat?"
    assert not desk.find(QPushButton, "reviewFinish").isEnabled()
    yes = review.answer(Qt.Key.Key_Y)
    no = review.answer(Qt.Key.Key_N)
    unsure = review.answer(Qt.Key.Key_S)
    assert len({yes, no, unsure}) == 3
    assert said_of(desk, yes) is True
    assert said_of(desk, no) is False
    assert said_of(desk, unsure) is None
    review.answer(Qt.Key.Key_Backspace)  # the one that was not sure
    assert review.ready() == unsure
    review.answer(Qt.Key.Key_Backspace)
    assert review.ready() == no
    assert said_of(desk, no) is None
    while review.answers() < 10:
        review.answer(Qt.Key.Key_Left if review.answers() % 2 else Qt.Key.Key_Right)
    desk.wait(lambda: desk.find(QPushButton, "reviewFinish").isEnabled())
    assert re.search(r"\d+%", review.known())
    desk.qtbot.keyClick(review.dialog, Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.findChild(QDialog, "reviewDialog") is None)

    def kept() -> dict[str, float]:
        with Library.open(desk.folder, write=False) as library:
            return library.tagging.label_list("things").thresholds

    assert set(elsewhere(kept)) == {"boat"}


def test_what_is_claimed_names_its_range(desk: Driver) -> None:
    review = Review(desk)
    claims: list[str] = []
    for _ in range(14):
        if not desk.find(QPushButton, "reviewYes").isEnabled():
            break
        review.answer(Qt.Key.Key_Y)
        claims.append(review.known())
        desk.wait(
            lambda: (
                desk.find(QPushButton, "reviewYes").isEnabled()
                or desk.find(QPushButton, "reviewFinish").isEnabled()
            )
        )
    assert "%" not in claims[0]  # one answer allows no claim
    assert re.search(r"right on \d+ answer", claims[-1])
    assert re.search(r"range \d+% to \d+%", claims[-1])


def test_a_review_that_is_left_keeps_its_answers(desk: Driver) -> None:
    review = Review(desk)
    photo = review.answer(Qt.Key.Key_Y)
    desk.qtbot.keyClick(review.dialog, Qt.Key.Key_Escape)
    desk.wait(lambda: desk.window.findChild(QDialog, "reviewDialog") is None)
    assert said_of(desk, photo) is True


def do(desk: Driver, name: str) -> None:
    """Do what an entry of the menus does, as soon as it can be done."""
    action = desk.find(QAction, name)
    desk.wait(action.isEnabled)
    action.trigger()


def browse_tag(desk: Driver, word: str) -> list[int]:
    """Show the photos of a tag; which they are."""
    everything = len(desk.shown_ids())
    desk.type(f"tag:{word} ")
    desk.wait(lambda: 0 < len(desk.shown_ids()) < everything)
    desk.grid.setFocus()
    return desk.shown_ids()


def test_a_tag_is_confirmed_and_rejected_in_the_grid(desk: Driver) -> None:
    photos = browse_tag(desk, "boat")
    assert len(photos) > 1
    desk.grid.setCurrentIndex(desk.grid.model().index(0, 0))
    do(desk, "tagIsRight")
    desk.wait(lambda: said_of(desk, photos[0]) is True)
    desk.grid.setCurrentIndex(desk.grid.model().index(1, 0))
    do(desk, "tagIsWrong")
    desk.wait(lambda: said_of(desk, photos[1]) is False)
    desk.wait(lambda: photos[1] not in desk.shown_ids())
    do(desk, "undo")
    desk.wait(lambda: photos[1] in desk.shown_ids())


def test_the_menu_of_photos_asks_about_the_tag_that_is_shown(desk: Driver) -> None:
    browse_tag(desk, "boat")
    desk.grid.setCurrentIndex(desk.grid.model().index(0, 0))
    grid = desk.find(PhotoGrid, "photoGrid")
    grid.context_menu_wanted.emit(grid.mapToGlobal(grid.rect().center()))
    menu = desk.find(QMenu, "photoMenu")
    said = [each.text().split("\t")[0] for each in menu.actions()]
    assert "Yes, this is “boat”" in said
    assert "No, not “boat”" in said
    menu.close()


def test_a_tag_of_a_run_is_confirmed_in_the_viewer(desk: Driver) -> None:
    photos = browse_tag(desk, "boat")
    desk.grid.setCurrentIndex(desk.grid.model().index(0, 0))
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.is_shown("viewer"))
    desk.wait(lambda: desk.window.findChild(QToolButton, "tagConfirm") is not None)
    confirm = desk.find(QToolButton, "tagConfirm")
    desk.qtbot.mouseClick(confirm, Qt.MouseButton.LeftButton)
    desk.wait(lambda: said_of(desk, photos[0]) is True)

"""The window while its library is away: it says so, keeps showing, and goes on by itself."""

import random
import threading
from pathlib import Path

import pytest
from full_disk_world import draw
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven

from photoclip.errors import DiskError
from photoclip.library.library import Library
from tests.drives import Drives

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")


def rate_while_away(desk: Driver, folder: Path, away: Path) -> None:
    """Rate the first photo when the library has just gone away, and be told."""
    desk.grid.setFocus()
    desk.key(Qt.Key.Key_Home)
    desk.wait(desk.find(QAction, "rate4").isEnabled)
    folder.rename(away)
    desk.key(Qt.Key.Key_4)
    desk.wait(lambda: "is not there any more" in desk.text("bannerSentence"))


def test_the_window_says_that_its_library_is_away_and_goes_on_when_it_is_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    pictures, folder, away = (tmp_path / each for each in ("pictures", "library", "away"))
    pictures.mkdir()
    draw(pictures / "first.png", random.Random(1))
    with Library.open(folder) as library:
        library.index([pictures])
    with driven(qtbot, folder) as desk:
        desk.wait_for_photos(1)
        rate_while_away(desk, folder, away)
        draw(pictures / "second.png", random.Random(2))
        desk.wait(lambda: "Waiting for the disk" in desk.text("indexState"))
        qtbot.wait(400)  # what was reported before comes a moment later
        assert "Waiting for the disk" in desk.text("indexState")
        assert desk.is_shown("banner")
        assert desk.shown_ids() == [1], "what is there can be looked at meanwhile"
        away.rename(folder)
        desk.wait_for_photos(2)
        assert not desk.is_shown("banner")
        assert "Waiting" not in desk.text("indexState")
        desk.key(Qt.Key.Key_3)
        desk.wait(desk.find(QAction, "undo").isEnabled)
    with Library.open(folder, write=False) as library:
        assert sorted(photo.rating for photo in library.showing.photos([1, 2])) == [0, 3]


def test_what_was_said_of_a_refused_edit_goes_with_the_next_that_is_made(
    qtbot: QtBot, own_library_folder: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    with driven(qtbot, own_library_folder) as desk:
        desk.wait(lambda: desk.grid.isVisible() and desk.grid.model().rowCount() > 0)
        rate_while_away(desk, own_library_folder, away)
        away.rename(own_library_folder)
        desk.key(Qt.Key.Key_3)
        desk.wait(desk.find(QAction, "undo").isEnabled)
        desk.wait(lambda: not desk.is_shown("banner"))


@pytest.mark.parametrize(
    "look", ["browse", "rows"]
)  # one with its own place for errors, one without
def test_what_was_said_of_a_look_that_failed_goes_with_the_next_that_works(
    look: str, qtbot: QtBot, own_library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with driven(qtbot, own_library_folder) as desk:
        desk.wait(lambda: desk.grid.isVisible() and desk.grid.model().rowCount() > 0)
        assert desk.desktop.library is not None
        showing = desk.desktop.library.showing
        plain = getattr(showing, look)

        def looked(*given: object) -> object:
            if away.is_set():
                raise DiskError("The library is away.")
            return plain(*given)

        away = threading.Event()
        away.set()
        monkeypatch.setattr(showing, look, looked)
        desk.type("has:gps")
        desk.wait(lambda: desk.text("bannerSentence") == "The library is away.")
        assert desk.is_shown("banner")
        away.clear()
        desk.type(" has:title")
        desk.wait(lambda: not desk.is_shown("banner"))


def test_what_was_said_of_a_refused_edit_stays_while_others_look(
    qtbot: QtBot, own_library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with driven(qtbot, own_library_folder) as desk:
        desk.wait(lambda: desk.grid.isVisible() and desk.grid.model().rowCount() > 0)
        assert desk.desktop.library is not None

        def refuse(*_given: object) -> object:
            raise DiskError("The disk is full.")

        monkeypatch.setattr(desk.desktop.library.organising, "rate", refuse)
        desk.grid.setFocus()
        desk.key(Qt.Key.Key_Home)
        desk.wait(desk.find(QAction, "rate4").isEnabled)
        desk.key(Qt.Key.Key_4)
        desk.wait(lambda: desk.text("bannerSentence") == "The disk is full.")
        before = desk.grid.model().rowCount()
        desk.type("has:gps")
        desk.wait(lambda: 0 < desk.grid.model().rowCount() < before)
        assert desk.is_shown("banner")


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_library_that_is_away_at_the_start_is_waited_for_and_made_anew_only_by_a_yes(
    qtbot: QtBot, tmp_path: Path, drives: Drives, comes_back: bool
) -> None:
    folder, away = tmp_path / "<b>drive" / "library", tmp_path / "away"
    drives.mount(folder.parent)
    Library.open(folder).close()
    drives.take_away(folder.parent, away)
    with driven(qtbot, folder) as desk:
        desk.wait(lambda: desk.is_shown("troublePage"))
        page = desk.find(QWidget, "troublePage")
        said = [each.text() for each in page.findChildren(QLabel)]
        assert "The library is not there" in said
        assert any(str(folder) in each for each in said)
        assert not folder.parent.exists()
        if comes_back:
            drives.bring_back(folder.parent, away)
        else:
            desk.find(QPushButton, "makeAnew").click()
        desk.wait(lambda: desk.desktop.library is not None)
        assert desk.desktop.library is not None
        assert desk.desktop.library.writable
        desk.wait(lambda: desk.is_shown("welcomePage"))
    assert away.exists() != comes_back

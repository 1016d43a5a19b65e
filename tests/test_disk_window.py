"""The window while its library is away: it says so, keeps showing, and goes on by itself."""

import random
from pathlib import Path

import pytest
from full_disk_world import draw
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from ui_driver import driven

from photoclip.library.library import Library

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")


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
        desk.grid.setFocus()
        desk.key(Qt.Key.Key_Home)
        desk.wait(desk.find(QAction, "rate4").isEnabled)
        folder.rename(away)
        desk.key(Qt.Key.Key_4)
        desk.wait(lambda: "is not there any more" in desk.text("bannerSentence"))
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

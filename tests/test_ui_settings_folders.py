"""Folders in the settings: how they are watched, and counts that follow; what the panel leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from photoclip.cli import run
from photoclip.library.library import Library
from tests.ui_driver import Driver, driven, elsewhere

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def paint(path: Path, colour: str) -> None:
    Image.new("RGB", (64, 48), colour).save(path)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    paint(folder / "a.png", "red")
    return folder


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path, pictures: Path) -> Iterator[Driver]:
    with Library.open(tmp_path / "library") as library:
        library.index([pictures])
    with driven(qtbot, tmp_path / "library") as running:
        running.wait_for_photos(1)
        yield running


def boxes(driver: Driver) -> list[QComboBox]:
    return [each for each in driver.window.findChildren(QComboBox, "watchMode") if each.isVisible()]


def states(driver: Driver) -> list[str]:
    labels = driver.window.findChildren(QLabel, "folderState")
    return [each.text() for each in labels if each.isVisible()]


def test_a_folder_is_polled_from_then_on(driver: Driver, pictures: Path) -> None:
    driver.find(QAction, "settings").trigger()
    driver.wait(lambda: len(boxes(driver)) == 1)
    (box,) = boxes(driver)
    assert box.currentData() == 0
    assert "share" in box.accessibleName()
    box.setFocus()
    driver.qtbot.keyClick(box, Qt.Key.Key_Down)  # the next one: every minute
    driver.wait(lambda: [each.currentData() for each in boxes(driver)] == [60])


def test_counts_follow_while_the_settings_are_open(driver: Driver, pictures: Path) -> None:
    driver.find(QAction, "settings").trigger()
    driver.wait(lambda: states(driver) == ["1 photo"])
    paint(pictures / "b.png", "blue")
    driver.wait(lambda: states(driver) == ["2 photos"])


def test_looking_at_the_panel_begins_nothing_that_stopped(driver: Driver) -> None:
    driver.window.stop()
    driver.find(QAction, "activity").trigger()
    assert driver.is_shown("activityPanel")
    driver.qtbot.wait(1500)
    paint(driver.folder.parent / "share" / "c.png", "green")
    driver.qtbot.wait(3000)
    assert len(driver.shown_ids()) == 1


def test_the_command_line_says_how_folders_are_watched(
    tmp_path: Path, pictures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = ["--library", str(tmp_path / "cli")]

    def call(*words: str, status: int = 0) -> str:
        assert run([*library, *words]) == status
        captured = capsys.readouterr()
        return captured.out + captured.err

    assert '"poll": 5' in call("folders", "add", str(pictures), "--poll", "5", "--json")
    assert "looked through every 5 s" in call("folders", "list")
    assert '"poll": null' in call("folders", "watch", str(pictures), "--events", "--json")
    assert "looked through" not in call("folders", "list")
    assert "every 90 s" in call("folders", "watch", str(pictures), "--poll", "90")
    assert "1 to 86400 seconds" in call("folders", "watch", str(pictures), "--poll", "0", status=2)
    assert "either --events or --poll" in call("folders", "watch", str(pictures), status=2)


def test_a_polled_folder_is_followed(tmp_path: Path, pictures: Path, qtbot: QtBot) -> None:
    with Library.open(tmp_path / "library") as library:
        root = library.roots.add(pictures)
        library.watch_modes.poll(root.id, 1)
        assert library.watch_modes.polled(library.roots.all()) == {root.id: 1.0}
    with driven(qtbot, tmp_path / "library") as driver:
        driver.wait_for_photos(1)
        paint(pictures / "late.png", "blue")
        driver.wait_for_photos(2)
    with Library.open(tmp_path / "library") as library:  # and it is remembered
        assert elsewhere(lambda: library.watch_modes.poll_seconds(1)) == 1

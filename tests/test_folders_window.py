"""The window asks before many photos leave, and says when a folder is polled."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QTreeView
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven
from watchdog.observers import Observer

from photoclip.library.library import Library
from tests.folder_play import paint_small

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PHOTOS = 10


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    for seed in range(PHOTOS):
        paint_small(tmp_path / "pictures" / f"f{seed % 2}" / f"{seed}.jpg", seed)
    with Library.open(tmp_path / "library") as library:
        library.index([tmp_path / "pictures"])
    return tmp_path / "pictures"


@pytest.fixture
def emptied(qtbot: QtBot, pictures: Path) -> Iterator[Driver]:
    """A window on a library whose photos are gone."""
    pictures.rename(pictures.with_name("away"))
    pictures.mkdir()
    with driven(qtbot, pictures.with_name("library")) as driver:
        driver.wait(lambda: driver.is_shown("missingPhotos"))
        yield driver


def press(driver: Driver, name: str) -> None:
    driver.find(QPushButton, name).click()
    driver.wait(lambda: driver.window.findChild(QMessageBox, "missingPhotos") is None)


def test_it_asks_once_and_keeps_them(emptied: Driver, pictures: Path) -> None:
    box = emptied.find(QMessageBox, "missingPhotos")
    assert box.text().startswith(f"{PHOTOS} photo")
    assert box.text().endswith(f"of “{pictures}” cannot be found")
    names = {each.objectName(): each.text() for each in box.buttons()}
    assert names["keepMissing"] == "Keep them"
    assert names["forgetMissing"].startswith(f"Forget {PHOTOS} photo")
    assert box.defaultButton().objectName() == box.escapeButton().objectName() == "keepMissing"
    press(emptied, "keepMissing")
    paint_small(pictures / "new.jpg", 500)
    emptied.wait_for_photos(PHOTOS + 1)
    assert not emptied.is_shown("missingPhotos")
    (pictures / "new.jpg").unlink()
    pictures.rmdir()
    pictures.with_name("away").rename(pictures)
    emptied.wait_for_photos(PHOTOS)


def test_they_leave_after_a_yes_and_come_back(emptied: Driver, pictures: Path) -> None:
    press(emptied, "forgetMissing")
    emptied.wait(lambda: emptied.grid.model().rowCount() == 0)
    pictures.rmdir()
    pictures.with_name("away").rename(pictures)
    emptied.wait_for_photos(PHOTOS)


def test_a_folder_that_must_be_polled_shows_it(
    qtbot: QtBot, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = pictures.with_name("mounts")
    table.write_text(f"disk / ext4 rw\nserver:/photos {pictures} nfs4 rw\n")
    monkeypatch.setenv("PHOTOCLIP_MOUNTS", os.fspath(table))
    with driven(qtbot, pictures.with_name("library")) as driver:
        driver.wait(lambda: "Looked through on a timer" in root_row(driver))
        assert not driver.is_shown("banner")


def test_the_limit_of_watches_is_named(
    qtbot: QtBot, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refuse)
    with driven(qtbot, pictures.with_name("library")) as driver:
        driver.wait(lambda: driver.is_shown("banner"))
        said = driver.text("bannerSentence")
        assert f"{pictures} is looked through every 10 s instead" in said
        driver.wait(lambda: "Looked through on a timer" in root_row(driver))


def root_row(driver: Driver) -> str:
    """What the sidebar says of the one folder."""
    model = driver.find(QTreeView, "sidebarTree").model()
    found = model.match(
        model.index(0, 0),
        Qt.ItemDataRole.DisplayRole,
        "pictures",
        flags=Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly,
    )
    return str(found[0].data(Qt.ItemDataRole.AccessibleTextRole)) if found else ""

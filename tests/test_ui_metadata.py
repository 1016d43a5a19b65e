"""Writing back in the window: chosen, done as one edits, and asked about where others edited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from metadata_world import packet, paint, photo_of, write
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from photoclip.library.library import Library
from photoclip.photos.metadata import said_of_xmp
from tests.ui_driver import Driver, driven, elsewhere

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = paint(tmp_path / "pictures" / "IMG_20230405_123456.jpg", 900)
    write(path.with_name(path.name + ".xmp"), packet("Sea", title="Old"))
    return path


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path, photo: Path) -> Iterator[Driver]:
    with Library.open(tmp_path / "library") as library:
        library.index([photo.parent])
        library.metadata.choose("sidecars")
        library.organising.describe([photo_of(library, photo).id], {"title": "Mine"})
        write(photo.with_name(photo.name + ".xmp"), packet("Sea", title="Theirs"))
        library.metadata.write()
        library.metadata.choose("off")
    with driven(qtbot, tmp_path / "library") as running:
        running.wait_for_photos(1)
        yield running


def test_conflicts_are_settled_and_stars_are_written(driver: Driver, photo: Path) -> None:
    library = driver.desktop.library
    assert library is not None
    sidecar = photo.with_name(photo.name + ".xmp")
    driver.find(QAction, "settings").trigger()
    pages = driver.find(QListWidget, "settingsPages")
    (row,) = [each for each in range(pages.count()) if pages.item(each).text() == "Metadata"]
    pages.setCurrentRow(row)
    ask = driver.find(QPushButton, "metadataConflicts")
    driver.wait(ask.isEnabled)
    assert "changed elsewhere too." in driver.find(QLabel, "metadataStatus").text()
    radio = driver.find(QRadioButton, "metadata-sidecars")
    driver.find(QDialog, "settingsDialog").resize(720, 440)  # as on a small screen: it scrolls
    driver.wait(lambda: driver.find(QDialog, "settingsDialog").height() == 440)
    assert radio.height() >= radio.sizeHint().height()
    driver.qtbot.mouseClick(ask, Qt.MouseButton.LeftButton)
    number = driver.shown_ids()[0]
    driver.wait(lambda: driver.is_shown(f"keep-mine-{number}-title"))
    keep = driver.find(QPushButton, f"keep-mine-{number}-title")
    assert (keep.text(), keep.accessibleName()) == ("Mine", "Title: keep Mine")
    driver.find(QDialog, "conflictsDialog").accept()
    driver.qtbot.mouseClick(radio, Qt.MouseButton.LeftButton)
    driver.wait(lambda: elsewhere(library.metadata.choice).way == "sidecars")
    driver.wait(ask.isEnabled)
    driver.qtbot.mouseClick(ask, Qt.MouseButton.LeftButton)
    driver.wait(lambda: driver.is_shown(f"keep-mine-{number}-title"))
    driver.find(QPushButton, f"keep-mine-{number}-title").click()
    driver.wait(lambda: said_of_xmp(sidecar.read_bytes()).title == "Mine")
    driver.wait(lambda: not driver.find(QPushButton, "keepAllMine").isEnabled())
    driver.find(QDialog, "conflictsDialog").accept()
    driver.find(QDialog, "settingsDialog").accept()
    elsewhere(lambda: library.organising.rate([number], 4))  # and nothing else is to be done
    driver.wait(lambda: said_of_xmp(sidecar.read_bytes()).rating == 4)
    driver.qtbot.keyClick(driver.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    driver.wait(driver.find(QAction, "describe").isEnabled)
    driver.find(QAction, "describe").trigger()
    driver.wait(lambda: driver.is_shown("wordsDialog"))
    field = driver.find(QLineEdit, "titleField")
    assert field.text() == "Mine"
    field.setText("A  boat")
    driver.find(QPlainTextEdit, "descriptionField").setPlainText("At dusk\nin May")
    driver.find(QPushButton, "giveWords").click()
    driver.wait(lambda: said_of_xmp(sidecar.read_bytes()).title == "A boat")
    driver.wait(lambda: said_of_xmp(sidecar.read_bytes()).description == "At dusk\nin May")
    undo = driver.find(QAction, "undo")
    driver.wait(undo.isEnabled)
    undo.trigger()
    driver.wait(lambda: not said_of_xmp(sidecar.read_bytes()).description)
    assert said_of_xmp(sidecar.read_bytes()).title == "Mine"  # one dialog is one edit

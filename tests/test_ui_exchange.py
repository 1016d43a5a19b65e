"""Exporting and importing the whole library from the window's File menu."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.library import Library

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def ask(window: Driver, action: str, folder: Path) -> QPushButton:
    """Open a dialog and name a folder; the button that begins."""
    window.find(QAction, action).trigger()
    window.find(QLineEdit, "carryFolder").setText(str(folder))
    return window.find(QPushButton, "startCarrying")


def close(window: Driver) -> None:
    window.find(QPushButton, "endCarrying").click()
    window.wait(lambda: window.window.findChild(QPushButton, "endCarrying") is None)


def test_a_library_goes_out_and_comes_into_another_window(
    qtbot: QtBot, own_library_folder: Path, sample_pictures: Path, tmp_path: Path
) -> None:
    moved = shutil.copytree(sample_pictures, tmp_path / "moved")
    out = tmp_path / "out"
    with Library.open(own_library_folder) as library:
        library.organising.rate(library.showing.browse()[:3], 5)
        library.organising.new_album("Sea", library.showing.browse()[:4])
    with driven(qtbot, own_library_folder) as window:
        window.wait_for_photos(56)
        go = ask(window, "exportLibrary", out)
        qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
        window.wait(lambda: "56" in window.text("carrySaid"))
        assert (out / "manifest.json").is_file()
        assert window.is_shown("showCarried")
        close(window)
        go = ask(window, "exportLibrary", out)
        go.click()
        window.wait(lambda: "is not empty" in window.text("carrySaid"))
        assert go.isVisible()
        close(window)
    with driven(qtbot, tmp_path / "new") as window:
        window.wait(lambda: window.is_shown("welcomePage"))
        go = ask(window, "importLibrary", tmp_path / "nothing")
        window.wait(lambda: "manifest.json" in window.text("carryHolds"))
        assert not go.isEnabled()
        window.find(QLineEdit, "carryFolder").setText(str(out))
        window.wait(go.isEnabled)
        place = window.find(QLineEdit, "placeHere")
        assert place.text() == str(sample_pictures)
        place.setText(str(moved))
        go.click()
        window.wait_for_photos(56)
        window.wait(lambda: "56" in window.text("carrySaid"))
        close(window)
        library = window.desktop.library
        assert library is not None
        found = elsewhere(lambda: [library.showing.photo(int(each)) for each in window.shown_ids()])
        assert sum(each.rating == 5 for each in found) == 3
        assert sum(each.albums != () for each in found) == 4
        assert str(moved).encode() in found[0].paths[0]


def test_what_stayed_as_it_was_is_listed(
    qtbot: QtBot, own_library_folder: Path, tmp_path: Path
) -> None:
    with Library.open(own_library_folder) as library:
        first = library.showing.browse()[:1]
        library.organising.tag(first, "sea")
        library.exchange.export(tmp_path / "out")
        library.organising.refuse(first, "sea")
    with driven(qtbot, own_library_folder) as window:
        window.wait_for_photos(56)
        go = ask(window, "importLibrary", tmp_path / "out")
        window.wait(go.isEnabled)
        go.click()
        window.wait(lambda: window.is_shown("carryLines"))
        lines = window.find(QListWidget, "carryLines")
        assert lines.count() == 1
        assert "sea" in lines.item(0).text()
        assert window.find(QLabel, "carrySaid").text()
        close(window)

"""Folders that are left out, from the settings of a window to what the library has."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.library import Library
from photoclip.ui.settings.dialog import SettingsDialog
from photoclip.ui.settings.exclusions_dialog import ExclusionsDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

PHOTOS = ("shore.png", "Cache/copy.png", "2019/Drafts/one.png", "2019/two.png")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, own_places: Path) -> Iterator[Driver]:
    """A window on a library of one folder, Photos, with four photos."""
    for number, name in enumerate(PHOTOS):
        file = tmp_path / "Photos" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (96, 64), (60 * number, 90, 200 - 40 * number)).save(file)
    folder = tmp_path / "library"
    with Library.open(folder) as library:
        assert not library.index([tmp_path / "Photos"]).failed
    with driven(qtbot, folder) as driver:
        driver.wait_for_photos(len(PHOTOS))
        yield driver


@pytest.fixture
def settings(desk: Driver) -> SettingsDialog:
    """The settings of that window, at the folders, with the keyboard on "Leave out…"."""
    desk.find(QAction, "settings").trigger()
    dialog = desk.find(SettingsDialog, "settingsDialog")
    dialog.show_page("folders")
    desk.wait(lambda: button(dialog) is not None)
    keyboard_to(desk, dialog, "excludeFolders")
    return dialog


def button(dialog: SettingsDialog) -> QPushButton | None:
    found = dialog.findChildren(QPushButton, "excludeFolders")
    return next((each for each in found if each.isVisible()), None)


def keyboard_to(desk: Driver, dialog: QWidget, name: str) -> None:
    """Press Tab until the keyboard is on a widget."""
    for _step in range(20):
        if dialog.focusWidget().objectName() == name:
            return
        desk.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not come to {name}")


def ask(desk: Driver, settings: SettingsDialog) -> tuple[ExclusionsDialog, QPlainTextEdit]:
    """Press the button that has the keyboard; the dialog and its field."""
    desk.qtbot.keyClick(settings.focusWidget(), Qt.Key.Key_Space)
    dialogs = settings.findChildren(ExclusionsDialog, "exclusionsDialog")
    dialog = next(each for each in dialogs if each.isVisible())
    field = dialog.findChild(QPlainTextEdit, "exclusionsField")
    assert field is not None
    assert dialog.focusWidget() is field
    return dialog, field


def said(settings: SettingsDialog) -> list[str]:
    labels = settings.findChildren(QLabel, "folderState")
    return [label.text() for label in labels if label.isVisible()]


def names(desk: Driver) -> Callable[[], set[str]]:
    """The photos that the library has, seen by a second reader."""

    def look() -> set[str]:
        with Library.open(desk.folder, write=False) as library:
            ids = library.showing.browse().tolist()
            return {photo.name for photo in library.showing.photos(ids)}

    return lambda: elsewhere(look)


def test_photos_of_a_folder_that_is_left_out_leave_the_library_and_come_back(
    desk: Driver, settings: SettingsDialog
) -> None:
    assert said(settings) == ["4 photos"]
    dialog, field = ask(desk, settings)
    desk.qtbot.keyClicks(field, "cache")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.qtbot.keyClicks(field, " 2019/Drafts ")
    keyboard_to(desk, dialog, "saveExclusions")
    desk.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.wait_for_photos(2)
    assert names(desk)() == {"shore.png", "two.png"}
    desk.wait(lambda: said(settings)[0].endswith(" · 2 patterns left out"))
    assert settings.focusWidget() is button(settings)
    dialog, field = ask(desk, settings)
    assert field.toPlainText().splitlines() == ["2019/Drafts", "cache"]
    field.selectAll()
    desk.qtbot.keyClick(field, Qt.Key.Key_Delete)
    keyboard_to(desk, dialog, "saveExclusions")
    desk.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.wait_for_photos(4)
    desk.wait(lambda: "pattern" not in said(settings)[0])
    assert names(desk)() == {Path(each).name for each in PHOTOS}


@pytest.mark.parametrize("way", ["escape", "button"])
def test_cancel_changes_nothing(desk: Driver, settings: SettingsDialog, way: str) -> None:
    changes: list[None] = []
    settings.folders_changed.connect(lambda: changes.append(None))
    dialog, field = ask(desk, settings)
    desk.qtbot.keyClicks(field, "2019")
    if way == "escape":
        desk.qtbot.keyClick(field, Qt.Key.Key_Escape)
    else:
        keyboard_to(desk, dialog, "cancelDialog")
        desk.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    _dialog, field = ask(desk, settings)
    assert field.toPlainText() == ""
    assert not changes
    assert said(settings) == ["4 photos"]


def test_everything_in_the_dialog_has_a_name(desk: Driver, settings: SettingsDialog) -> None:
    leave_out = button(settings)
    assert leave_out is not None
    assert leave_out.accessibleName() == "Leave out folders inside Photos"
    dialog, field = ask(desk, settings)
    assert dialog.accessibleName() == "Leave out of “Photos”"
    assert field.accessibleName()
    hint = dialog.findChild(QLabel, "settingsHint")
    assert hint is not None
    assert "2019/Drafts" in hint.text()
    assert field.accessibleDescription() == hint.text()
    assert all(each.accessibleName() for each in dialog.findChildren(QAbstractButton))

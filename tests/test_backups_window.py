"""A damaged library in the window, and its backups in the settings."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from ui_driver import PATIENCE, driven, elsewhere

from photoclip import app, paths
from photoclip.bench.made_up import make_up
from photoclip.catalog import backups as stored
from photoclip.library import backups
from photoclip.library.library import Library
from photoclip.ui.recovery import Recovery

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PHOTOS = 40


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up library with a backup and an album that came later; copy it."""
    folder = tmp_path_factory.mktemp("made") / "library"
    make_up(folder, PHOTOS)
    backups.make(folder)
    with Library.open(folder) as library:
        library.organising.new_album("Later")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "library"
    shutil.copytree(made, copy)
    return copy


def albums(folder: Path) -> list[str]:
    with Library.open(folder, write=False) as library:
        return [each.name for each in library.organising.albums()]


def damage(folder: Path, table: str) -> None:
    """Make a table unreadable."""
    catalog = folder / "catalog.sqlite"
    with closing(sqlite3.connect(catalog)) as connection:
        found = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        page = int(connection.execute(found, (table,)).fetchone()[0])
    with catalog.open("r+b") as file:
        file.seek((page - 1) * 8192)
        file.write(b"\xa5" * 8192)


@contextmanager
def recovering(qtbot: QtBot, folder: Path, name: str = "") -> Iterator[Recovery]:
    recovery = Recovery(app.make_application(), folder, paths.settings_file(), name)
    recovery.start()
    try:
        yield recovery
    finally:
        assert recovery.close()


def button(recovery: Recovery, name: str) -> QPushButton:
    found = recovery.window.findChild(QPushButton, name)
    assert found is not None
    return found


def sentence(recovery: Recovery) -> str:
    return recovery.window.findChild(QLabel, "pageSentence").text()


def test_a_damaged_library_makes_room_for_its_recovery(qtbot: QtBot, folder: Path) -> None:
    (folder / "catalog.sqlite").write_bytes(os.urandom(40_000))
    with driven(qtbot, folder) as driver:
        wanted: list[str] = []
        driver.desktop.on_restore = wanted.append
        driver.wait(lambda: wanted == [""])
        assert driver.is_shown("troublePage")


def test_damage_that_comes_later_does_so_too(qtbot: QtBot, folder: Path) -> None:
    with driven(qtbot, folder) as driver:
        wanted: list[str] = []
        driver.desktop.on_restore = wanted.append
        driver.wait(lambda: driver.desktop.library is not None and driver.is_shown("photosPage"))
        damage(folder, "tag")
        library = driver.desktop.library
        assert library is not None
        library.safekeeping.start(after=0)  # as it does by itself a little later
        driver.wait(lambda: bool(wanted))


def test_one_button_brings_back_what_can_be_read(qtbot: QtBot, folder: Path) -> None:
    damage(folder, "vector")
    with recovering(qtbot, folder) as recovery:
        restore = button(recovery, "restoreBackup")
        qtbot.waitUntil(restore.isVisible, timeout=PATIENCE)
        assert restore.text().startswith("Restore backup of ")
        assert "Nothing of it is lost" in sentence(recovery)
        assert f"{PHOTOS} photo" in sentence(recovery)
        with qtbot.waitSignal(recovery.finished, timeout=PATIENCE):
            qtbot.keyClick(restore, Qt.Key.Key_Return)
        assert recovery.again
    assert "Later" in albums(folder)
    assert len(list(folder.glob("catalog-damaged-*.sqlite"))) == 1


def test_or_the_last_backup_or_another(qtbot: QtBot, folder: Path) -> None:
    older = elsewhere(lambda: backups.make(folder))
    elsewhere(lambda: backups.make(folder))
    (folder / "catalog.sqlite").write_bytes(b"nothing")
    with recovering(qtbot, folder) as recovery:
        qtbot.waitUntil(button(recovery, "restoreBackup").isVisible, timeout=PATIENCE)
        assert "is lost; newer photos are found again" in sentence(recovery)
        menu = recovery.window.findChild(QMenu, "backupsMenu")
        assert menu is not None
        assert len(menu.actions()) == 2
        assert button(recovery, "otherBackups").isVisible()
        with qtbot.waitSignal(recovery.finished, timeout=PATIENCE):
            menu.actions()[0].trigger()
    assert older.photos == PHOTOS
    assert "Later" in albums(folder)


def test_without_any_backup_one_begins_anew(qtbot: QtBot, folder: Path) -> None:
    (folder / "catalog.sqlite").write_bytes(b"nothing")
    shutil.rmtree(folder / "backups")
    with recovering(qtbot, folder) as recovery:
        begin = button(recovery, "restoreBackup")
        qtbot.waitUntil(begin.isVisible, timeout=PATIENCE)
        assert begin.text() == "Begin a new library"
        with qtbot.waitSignal(recovery.finished, timeout=PATIENCE):
            begin.click()
        assert recovery.again
    assert not (folder / "catalog.sqlite").exists()


def test_leaving_changes_nothing(qtbot: QtBot, folder: Path) -> None:
    (folder / "catalog.sqlite").write_bytes(b"nothing")
    with recovering(qtbot, folder) as recovery:
        leave = button(recovery, "leaveRecovery")
        qtbot.waitUntil(leave.isVisible, timeout=PATIENCE)
        with qtbot.waitSignal(recovery.finished, timeout=PATIENCE):
            leave.click()
        assert not recovery.again
    assert (folder / "catalog.sqlite").read_bytes() == b"nothing"


def test_a_library_that_another_process_has_is_left_alone(qtbot: QtBot, folder: Path) -> None:
    with Library.open(folder), recovering(qtbot, folder) as recovery:
        again = button(recovery, "restoreBackup")
        qtbot.waitUntil(again.isVisible, timeout=PATIENCE)
        assert again.text() == "Try again"
        assert "is being written by process" in sentence(recovery)


def test_the_settings_list_make_and_restore_backups(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "library"  # without photos no model is loaded
    Library.open(folder).close()
    before = backups.make(folder)
    with driven(qtbot, folder) as driver:
        wanted: list[str] = []
        driver.desktop.on_restore = wanted.append
        driver.wait(lambda: driver.desktop.library is not None)
        driver.find(QAction, "settings").trigger()
        dialog = driver.find(QDialog, "settingsDialog")
        dialog.show_page("backups")  # pyright: ignore[reportAttributeAccessIssue]
        driver.wait(lambda: driver.is_shown(f"backup-{before.name}"))
        driver.find(QPushButton, "backUpNow").click()
        driver.wait(lambda: len(dialog.findChildren(QLabel, "backupSize")) == 2)
        driver.find(QPushButton, f"restore-{before.name}").click()
        box = driver.find(QMessageBox, "restoreBackup")
        assert "Go back to the backup of" in box.text()
        accept = next(
            each
            for each in box.buttons()
            if box.buttonRole(each) == QMessageBox.ButtonRole.AcceptRole
        )
        accept.click()
        assert wanted == [before.name]
        dialog.close()
    assert [each.kind for each in backups.listed(folder)] == [stored.ASKED] * 2


def test_a_chosen_backup_is_put_back(qtbot: QtBot, folder: Path) -> None:
    (before,) = backups.listed(folder)
    with recovering(qtbot, folder, before.name) as recovery:
        qtbot.waitUntil(lambda: recovery.again, timeout=PATIENCE)
    assert "Later" not in albums(folder)

"""The icon in the tray: closing the window leaves photoclip running, and Quit ends it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu
from pytestqt.qtbot import QtBot

from photoclip import paths
from photoclip.ui.tray import Tray
from tests.ui_driver import Driver, driven

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "This plugin does not support")


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with driven(qtbot, tmp_path / "library") as running:
        running.wait(lambda: running.is_shown("welcomePage"))
        yield running
    QApplication.setQuitOnLastWindowClosed(True)


def tray_of(driver: Driver, *, available: bool = True) -> Tray:
    picture = QIcon(str(paths.resources() / "icons" / "photoclip-64.png"))
    return Tray(driver.window, driver.desktop.preferences, picture, lambda: available)


def entry(driver: Driver, name: str) -> QAction:
    menus = driver.window.findChildren(QMenu, "trayMenu")
    return next(each for each in menus[-1].actions() if each.objectName() == name)


def test_it_is_off_until_it_is_wanted(driver: Driver) -> None:
    tray = tray_of(driver)
    assert not tray.is_kept
    driver.window.close()
    assert driver.window.isHidden()
    assert QApplication.quitOnLastWindowClosed()


def test_closing_hides_the_window_and_the_tray_brings_it_back(driver: Driver, qtbot: QtBot) -> None:
    tray = tray_of(driver)
    closed: list[bool] = []
    driver.window.closing.connect(lambda: closed.append(True))
    driver.desktop.preferences.choose(tray=True)
    assert tray.is_kept
    driver.window.close()
    assert driver.window.isHidden()
    assert not closed  # it goes on
    assert not QApplication.quitOnLastWindowClosed()
    entry(driver, "trayShow").trigger()
    assert driver.window.isVisible()
    driver.window.close()
    driver.desktop.preferences.choose(tray=False)  # nobody could bring it back
    assert driver.window.isVisible()
    driver.window.close()
    assert closed


@pytest.mark.parametrize("where", ["trayQuit", "quit"])
def test_quit_ends_it(driver: Driver, where: str) -> None:
    tray = tray_of(driver)
    driver.desktop.preferences.choose(tray=True)
    closed: list[bool] = []
    driver.window.closing.connect(lambda: closed.append(True))
    if where == "trayQuit":
        entry(driver, where).trigger()
    else:
        driver.find(QAction, where).trigger()
    assert closed
    assert not tray.is_kept
    assert QApplication.quitOnLastWindowClosed()


def test_where_there_is_no_tray_closing_closes(driver: Driver) -> None:
    tray = tray_of(driver, available=False)
    driver.desktop.preferences.choose(tray=True)
    assert not tray.is_kept
    closed: list[bool] = []
    driver.window.closing.connect(lambda: closed.append(True))
    driver.window.close()
    assert closed


def test_the_setting_says_when_there_is_no_tray(driver: Driver) -> None:
    driver.find(QAction, "settings").trigger()
    box = driver.find(QCheckBox, "setting-tray")
    assert not box.isEnabled()  # the tests have no desktop
    assert box.toolTip() == "This desktop has no tray"

"""The settings' page of models: it scrolls as one, and what it says is seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from photoclip.clip.download import RECOMMENDED
from tests.ui_driver import Driver, driven

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with driven(qtbot, tmp_path / "library") as running:
        yield running


@pytest.fixture
def page(driver: Driver) -> QWidget:
    driver.find(QAction, "settings").trigger()
    driver.wait(lambda: driver.is_shown("settingsDialog"))
    driver.find(QWidget, "settingsDialog").resize(720, 440)
    pages = driver.find(QListWidget, "settingsPages")
    (row,) = [n for n in range(pages.count()) if pages.item(n).text() == "Model and device"]
    pages.setCurrentRow(row)
    page = driver.find(QWidget, "modelPage")
    driver.wait(lambda: len(page.findChildren(QPushButton)) >= len(RECOMMENDED))
    return page


def area_around(page: QWidget) -> QScrollArea:
    around = page.parentWidget()
    while not isinstance(around, QScrollArea):
        assert around is not None
        around = around.parentWidget()
    return around


def test_it_scrolls_as_one(driver: Driver, page: QWidget) -> None:
    driver.wait(lambda: area_around(page).verticalScrollBar().maximum() > 0)
    assert page.findChildren(QScrollArea) == []


def test_what_went_wrong_is_in_sight(
    driver: Driver, page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    message = driver.find(QLabel, "modelMessage")
    first = next(each for each in page.findChildren(QPushButton) if each.text() == "Download")
    driver.qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    driver.wait(lambda: "no connection" in message.text())
    driver.wait(lambda: message.visibleRegion().boundingRect() == message.rect())


def test_the_wheel_chooses_nothing(driver: Driver, page: QWidget) -> None:
    bar = area_around(page).verticalScrollBar()
    driver.wait(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    box = driver.find(QComboBox, "setting-precision")
    driver.wait(lambda: not box.visibleRegion().isEmpty())
    middle = QPointF(box.rect().center())
    wheel = QWheelEvent(
        middle,
        box.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    box.setCurrentIndex(1)
    QApplication.sendEvent(box, wheel)
    assert box.currentIndex() == 1
    assert not wheel.isAccepted()  # it is left to the page


def test_tab_goes_from_the_models_down(driver: Driver, page: QWidget) -> None:
    driver.wait(lambda: any(each.text() == "In use" for each in page.findChildren(QLabel)))
    first = next(each for each in page.findChildren(QPushButton) if each.text() == "Download")
    first.setFocus()
    heights: list[int] = []
    while (now := QApplication.focusWidget()) is not None and page.isAncestorOf(now):
        heights.append(now.mapTo(page, QPoint()).y())
        driver.qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert len(heights) > len(RECOMMENDED)
    assert heights == sorted(heights)

"""Right answers of saved searches in the window: marked, counted, and missed when they get lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from photoclip.library.library import Library
from photoclip.query import parse
from photoclip.ui.photo_list_model import PhotoListModel
from tests.ui_driver import Driver, driven

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

QUESTION, OTHER = "a car", "a mountain at night"


@pytest.fixture
def folder(own_library_folder: Path) -> Path:
    with Library.open(own_library_folder) as library:
        library.organising.save_search("Cars", QUESTION)
    return own_library_folder


@pytest.fixture
def driver(qtbot: QtBot, folder: Path) -> Iterator[Driver]:
    with driven(qtbot, folder) as running:
        yield running


def rows(driver: Driver) -> Iterator[QModelIndex]:
    model = driver.find(QTreeView, "sidebarTree").model()
    for row in range(model.rowCount()):
        above = model.index(row, 0)
        yield from (model.index(each, 0, above) for each in range(model.rowCount(above)))


def row_of(driver: Driver, title: str) -> QModelIndex:
    def there() -> bool:
        return any(index.data() == title for index in rows(driver))

    driver.wait(there)
    return next(index for index in rows(driver) if index.data() == title)


def spoken(driver: Driver, title: str) -> str:
    return row_of(driver, title).data(Qt.ItemDataRole.AccessibleTextRole)


def choose(driver: Driver, title: str) -> None:
    tree = driver.find(QTreeView, "sidebarTree")
    index = row_of(driver, title)
    tree.scrollTo(index)
    place = tree.visualRect(index).center()
    driver.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def menu_of(driver: Driver, title: str) -> dict[str, QAction]:
    tree = driver.find(QTreeView, "sidebarTree")
    tree.setCurrentIndex(row_of(driver, title))
    keyboard, place = QContextMenuEvent.Reason.Keyboard, QPoint(0, 0)
    QApplication.sendEvent(tree.viewport(), QContextMenuEvent(keyboard, place, place))
    menu = driver.find(QMenu, "sidebarMenu")
    return {action.objectName(): action for action in menu.actions()}


def show_cars(driver: Driver) -> list[int]:
    choose(driver, "Cars")
    driver.wait(lambda: driver.text("headline") == "Cars")
    driver.wait(lambda: driver.is_shown("photoGrid") and len(driver.shown_ids()) > 3)
    return driver.shown_ids()


def pinned_names(driver: Driver) -> list[str]:
    model = driver.grid.model()
    said = (
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        for row in range(model.rowCount())
    )
    return [text.partition("\n")[0] for text in said if text and "Right answer" in text]


def select_first(driver: Driver, count: int) -> None:
    driver.grid.setFocus()
    driver.qtbot.keyClick(driver.grid, Qt.Key.Key_Home)
    for _ in range(count - 1):
        driver.qtbot.keyClick(driver.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def test_right_answers_are_marked_counted_and_missed(driver: Driver) -> None:
    action = driver.find(QAction, "rightAnswer")
    driver.wait(lambda: driver.is_shown("photoGrid") and bool(driver.shown_ids()))
    assert not action.isVisible()  # no saved search is shown
    ids = show_cars(driver)
    driver.wait(action.isVisible)
    select_first(driver, 3)
    driver.wait(action.isEnabled)
    assert not action.isChecked()
    action.trigger()
    driver.wait(lambda: "right answers of “Cars” now" in driver.text("statusNotice"))
    assert driver.text("statusNotice").startswith("3 ")
    driver.wait(lambda: len(pinned_names(driver)) == 3)
    driver.wait(action.isChecked)
    model = driver.grid.model()
    assert isinstance(model, PhotoListModel)
    assert [model.is_pinned(each) for each in ids[:4]] == [True, True, True, False]
    driver.wait(lambda: "of 3" in spoken(driver, "Cars"))  # measured by itself
    assert "3 of 3 right answer" in row_of(driver, "Cars").data(Qt.ItemDataRole.ToolTipRole)
    driver.find(QAction, "undo").trigger()
    driver.wait(lambda: not pinned_names(driver))
    driver.wait(lambda: "of 3" not in spoken(driver, "Cars"))


def test_a_search_is_renamed_in_the_sidebar(driver: Driver) -> None:
    show_cars(driver)
    tree = driver.find(QTreeView, "sidebarTree")
    tree.setCurrentIndex(row_of(driver, "Cars"))
    driver.qtbot.keyClick(tree, Qt.Key.Key_F2)
    field = driver.find(QLineEdit, "nameField")
    assert field.text() == "Cars"
    field.selectAll()
    driver.qtbot.keyClicks(field, "Vehicles")
    driver.qtbot.keyClick(field, Qt.Key.Key_Return)
    row_of(driver, "Vehicles")
    driver.wait(lambda: driver.text("headline") == "Vehicles")
    driver.find(QAction, "undo").trigger()
    row_of(driver, "Cars")
    driver.wait(lambda: driver.text("headline") == "Cars")


@pytest.fixture
def worse(folder: Path) -> Path:
    """Right answers were measured, and then the question became a worse one."""
    with Library.open(folder) as library:
        search = library.organising.search("Cars")
        ranking = [hit.photo_id for hit in library.search(parse(QUESTION)).hits]
        other = [hit.photo_id for hit in library.search(parse(OTHER)).hits]
        lost = [each for each in ranking[:50] if each in other[50:]][:4]
        assert lost
        library.organising.pin(search.id, lost)
        library.search_health.check()
        library.organising.save_search("Cars", OTHER)
    return folder


def test_the_hint_opens_the_figures_before_and_now(qtbot: QtBot, worse: Path) -> None:
    with driven(qtbot, worse) as driver:
        driver.wait(lambda: driver.is_shown("bannerSentence"))
        assert driver.text("bannerSentence").startswith("1 saved search")
        driver.wait(lambda: "0 of" in spoken(driver, "Cars"))
        qtbot.mouseClick(driver.find(QPushButton, "bannerAction"), Qt.MouseButton.LeftButton)
        driver.wait(lambda: driver.is_shown("healthCard"))
        dialog = driver.find(QDialog, "healthDialog")
        said = {label.objectName(): label.text() for label in dialog.findChildren(QLabel)}
        strip = driver.find(QListWidget, "healthPhotos")
        pins = strip.count()
        assert said["healthReason"] == "Changed in between: its words"
        shares = [label.text() for label in dialog.findChildren(QLabel, "healthBefore")]
        assert shares[0] == f"{pins} of {pins}"
        now = dialog.findChildren(QLabel, "healthNow")
        assert now[0].text() == f"0 of {pins}"
        assert now[0].property("worse") is True
        assert not strip.item(0).icon().isNull()
        assert "→" in strip.item(0).text()
        qtbot.mouseClick(driver.find(QPushButton, "checkHealth"), Qt.MouseButton.LeftButton)
        driver.wait(driver.find(QPushButton, "checkHealth").isEnabled)
        qtbot.mouseClick(driver.find(QPushButton, "showAnswer"), Qt.MouseButton.LeftButton)
        driver.wait(lambda: driver.text("headline") == "Cars")
        assert "health" in menu_of(driver, "Cars")

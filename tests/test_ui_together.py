"""The parts of the window at work together: what one of them does shows in the others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSlider, QToolButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.library import Library

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path) -> Iterator[Driver]:
    """A window on the sample library, with the keyboard on its first photo."""
    with driven(qtbot, own_library_folder) as driver:
        driver.wait(lambda: driver.grid.isVisible() and driver.grid.model().rowCount() > 20)
        driver.grid.setFocus()
        driver.key(Qt.Key.Key_Home)
        driver.wait(driver.find(QAction, "rate4").isEnabled)
        yield driver


def stored(desk: Driver, photo_id: int) -> tuple[int, int]:
    """Stars and flag of a photo as the library has them, seen by a second reader."""

    def look() -> tuple[int, int]:
        with Library.open(desk.folder, write=False) as library:
            photo = library.showing.photo(photo_id)
            return photo.rating, photo.flag

    return elsewhere(look)


def rows(desk: Driver) -> dict[str, str]:
    """What the sidebar lists: the texts of all rows that can be seen, with their counts."""
    model = desk.find(QTreeView, "sidebarTree").model()
    found: dict[str, str] = {}

    def walk(parent: object) -> None:
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found[str(index.data())] = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            walk(index)

    walk(desk.find(QTreeView, "sidebarTree").rootIndex())
    return found


def test_a_digit_rates_and_undo_takes_it_back(desk: Driver) -> None:
    first = desk.shown_ids()[0]
    desk.key(Qt.Key.Key_4)
    desk.wait(desk.find(QAction, "undo").isEnabled)
    assert stored(desk, first) == (4, 0)
    assert desk.text("statusNotice")
    desk.key(Qt.Key.Key_Z, modifier=CTRL)
    desk.wait(desk.find(QAction, "redo").isEnabled)
    assert stored(desk, first) == (0, 0)
    desk.key(Qt.Key.Key_Y, modifier=CTRL)
    desk.wait(desk.find(QAction, "undo").isEnabled)
    assert stored(desk, first) == (4, 0)


def test_letters_flag_in_the_viewer_and_search_in_the_grid(desk: Driver) -> None:
    first = desk.shown_ids()[0]
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.is_shown("viewer"))
    desk.key(Qt.Key.Key_X)
    desk.wait(desk.find(QAction, "undo").isEnabled)
    assert stored(desk, first) == (0, -1)
    desk.key(Qt.Key.Key_Escape)
    desk.wait(lambda: desk.is_shown("photoGrid"))
    desk.qtbot.keyClicks(desk.grid, "p")
    assert desk.field.text() == "p"
    assert stored(desk, first) == (0, -1)


def test_all_selected_photos_are_flagged_at_once(desk: Driver) -> None:
    ids = desk.shown_ids()
    desk.key(Qt.Key.Key_A, modifier=CTRL)
    desk.wait(lambda: desk.text("selectionCount").startswith(str(len(ids))))
    desk.key(Qt.Key.Key_P, modifier=ALT)
    desk.wait(desk.find(QAction, "undo").isEnabled)
    assert {stored(desk, each)[1] for each in ids[:3]} == {1}
    desk.wait(lambda: str(len(ids)) in rows(desk)["Picked"])


def test_back_and_forward_walk_through_what_was_asked(desk: Driver) -> None:
    everything = len(desk.shown_ids())
    desk.ask("a boat")
    desk.key(Qt.Key.Key_Return)
    answer = desk.shown_ids()
    back, forward = (desk.find(QToolButton, name) for name in ("goBack", "goForward"))
    back.click()
    desk.wait(lambda: desk.text("headline") == "All photos")
    assert len(desk.shown_ids()) == everything
    assert not back.isEnabled()
    forward.click()
    desk.wait(lambda: desk.text("headline") == "“a boat”")
    assert desk.shown_ids() == answer
    assert desk.field.text() == "a boat"


def test_the_palette_does_what_is_typed(desk: Driver) -> None:
    assert desk.is_shown("sidebar")
    desk.key(Qt.Key.Key_K, modifier=CTRL)
    field = desk.find(QLineEdit, "paletteField")
    desk.qtbot.keyClicks(field, "sidebar")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.wait(lambda: not desk.is_shown("sidebar"))
    assert not desk.find(QAction, "sidebar").isChecked()


def test_the_activity_panel_changes_how_photos_are_added(desk: Driver) -> None:
    desk.find(QToolButton, "activityButton").click()
    desk.wait(lambda: desk.is_shown("activityPanel"))
    desk.find(QCheckBox, "mannersIdle").click()
    desk.find(QSlider, "mannersLimit").setValue(40)
    kept = desk.desktop.preferences.now
    assert (kept.only_when_idle, kept.cpu_limit) == (True, 40)
    desk.wait(lambda: "up to date" in desk.text("activityTitle"))
    desk.find(QWidget, "activityPanel").close()


def test_how_photos_are_shown_is_remembered(qtbot: QtBot, own_library_folder: Path) -> None:
    with driven(qtbot, own_library_folder) as driver:
        driver.wait(lambda: driver.grid.isVisible() and driver.grid.model().rowCount() > 20)
        driver.find(QAction, "sortChoice-oldest").trigger()
        driver.find(QAction, "larger").trigger()
        driver.find(QAction, "sidebar").trigger()
        newest_last = driver.shown_ids()
        driver.wait(lambda: driver.shown_ids() != newest_last)
        shown = driver.shown_ids()
        driver.window.close()
    with driven(qtbot, own_library_folder, remembering=True) as driver:
        driver.wait(lambda: driver.grid.isVisible() and driver.grid.model().rowCount() > 20)
        driver.wait(lambda: driver.shown_ids() == shown)
        assert not driver.is_shown("sidebar")

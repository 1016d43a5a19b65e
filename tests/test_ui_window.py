"""The window as a whole: opening, adding folders, states, names, closing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFileDialog,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven

from photoclip import paths
from photoclip.library.library import Library

# Said by the offscreen platform whenever a dialog is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def total(sample_library_folder: Path) -> int:
    """How many photos the sample library has; some of its files are copies."""
    with Library.open(sample_library_folder, write=False) as library:
        return library.showing.counts()[0]


@pytest.fixture
def fresh(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    """A window that is opened for the first time, by a person who has a picture folder."""
    pictures = tmp_path / "Pictures"
    pictures.mkdir()
    monkeypatch.setattr(paths, "pictures_folder", lambda: pictures)
    with driven(qtbot, tmp_path / "library") as driver:
        yield driver


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path, total: int) -> Iterator[Driver]:
    """A window on the sample library."""
    with driven(qtbot, own_library_folder) as driver:
        driver.wait_for_photos(total)
        yield driver


@pytest.fixture
def few_pictures(sample_pictures: Path, tmp_path: Path) -> Path:
    """A folder with eight pictures and a file that only pretends to be one."""
    folder = tmp_path / "Holidays"
    folder.mkdir()
    contents = {each.read_bytes() for each in sample_pictures.rglob("*.jpg")}
    for number, content in enumerate(sorted(contents)[:8]):
        (folder / f"{number}.jpg").write_bytes(content)
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture at all")
    return folder


def add(driver: Driver, folder: Path) -> None:
    """Drop a folder on the welcome page and add what is listed there."""
    driver.wait(lambda: driver.is_shown("welcomePage"))
    button = driver.find(QPushButton, "addPictures")
    before = button.text()
    driver.drop(folder)
    driver.wait(lambda: button.text() != before)
    button.click()


def test_nothing_heavy_is_loaded_when_the_window_opens(own_library_folder: Path) -> None:
    program = f"""
import sys
from pathlib import Path
import photoclip.app
heavy = {{"torch", "torchvision", "faiss", "open_clip", "rawpy", "timm"}}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
assert "PySide6.QtWidgets" not in sys.modules
application = photoclip.app.make_application()
desktop = photoclip.app.Desktop(application, Path({str(own_library_folder)!r}))
desktop.start()
assert desktop.window.isVisible()
application.processEvents()
assert not heavy & set(sys.modules), heavy & set(sys.modules)
assert desktop.close(seconds=30)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr.strip()


def test_first_run_proposes_the_picture_folder(fresh: Driver) -> None:
    fresh.wait(lambda: fresh.is_shown("welcomePage"))
    assert "photoclip" in fresh.window.windowTitle()
    assert fresh.find(QPushButton, "addPictures").text() == "Add “Pictures”"
    assert fresh.find(QPushButton, "addPictures").hasFocus()
    fresh.find(QPushButton, "chooseFolder").click()
    dialog = fresh.find(QFileDialog, "folderDialog")
    assert dialog.isVisible()
    dialog.reject()
    assert fresh.is_shown("welcomePage")


def test_dropped_folder_is_added_and_its_photos_appear(fresh: Driver, few_pictures: Path) -> None:
    add(fresh, few_pictures)
    fresh.wait(lambda: fresh.is_shown("indexProgress"))
    fresh.wait_for_photos(8)
    fresh.wait(lambda: not fresh.is_shown("indexProgress"))
    assert fresh.text("headline") == "All photos"
    assert fresh.text("photoCount") == "8 photos"
    assert fresh.find(QPushButton, "modelNote").text() == "Small demo model"
    failures = fresh.find(QPushButton, "failures")
    assert failures.text() == "1 file could not be read"
    failures.click()
    fresh.wait(lambda: fresh.is_shown("failureList"))
    table = fresh.find(QTreeWidget, "failureList")
    item = table.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "broken.jpg"
    assert item.text(1)


def test_indexing_is_paused_and_resumed(fresh: Driver, sample_pictures: Path, total: int) -> None:
    add(fresh, sample_pictures)
    fresh.wait(lambda: fresh.is_shown("pauseIndexing"))
    toggle = fresh.find(QToolButton, "pauseIndexing")
    toggle.click()
    fresh.wait(lambda: fresh.text("indexState").startswith("Paused"))
    assert toggle.accessibleName() == "Resume adding photos"
    toggle.click()
    fresh.wait_for_photos(total)


def test_new_files_in_a_watched_folder_appear(fresh: Driver, few_pictures: Path) -> None:
    late = few_pictures.parent / "late.jpg"
    (few_pictures / "0.jpg").rename(late)
    add(fresh, few_pictures)
    fresh.wait_for_photos(7)
    fresh.wait(lambda: not fresh.is_shown("indexProgress"))
    late.rename(few_pictures / "late.jpg")
    fresh.wait_for_photos(8)


def test_folder_without_pictures_says_so(fresh: Driver, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    add(fresh, empty)
    page = fresh.find(QWidget, "emptyLibrary")
    fresh.wait(lambda: page.isVisible() and page.accessibleName() == "No photos here yet")


def test_library_of_another_process_is_opened_for_reading(
    qtbot: QtBot, own_library_folder: Path, total: int
) -> None:
    with Library.open(own_library_folder), driven(qtbot, own_library_folder) as driver:
        driver.wait_for_photos(total)
        assert driver.is_shown("banner")
        assert "process" in driver.text("bannerSentence")
        assert not driver.find(QPushButton, "addFolder").isEnabled()
        driver.type("before:2200")
        driver.wait(lambda: driver.text("headline") == "Before 2200")


def test_library_that_cannot_be_opened_is_a_page_with_a_remedy(
    qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "library"
    place.write_text("not a folder")
    with driven(qtbot, place) as driver:
        driver.wait(lambda: driver.is_shown("troublePage"))
        place.unlink()
        driver.find(QPushButton, "retry").click()
        driver.wait(lambda: driver.is_shown("welcomePage"))


def test_every_control_has_an_accessible_name(desk: Driver) -> None:
    for kind in (QAbstractButton, QAbstractItemView, QLineEdit, QProgressBar):
        for control in desk.window.findChildren(kind):
            inner = control.objectName().startswith("qt_") or not control.objectName()
            if not inner:
                assert control.accessibleName(), control.objectName()


def test_the_keyboard_alone_reaches_everything(desk: Driver) -> None:
    desk.wait(desk.field.hasFocus)
    desk.key(Qt.Key.Key_Down)
    assert desk.grid.hasFocus()
    desk.key(Qt.Key.Key_Slash)
    assert desk.field.hasFocus()
    desk.key(Qt.Key.Key_Tab)
    assert not desk.field.hasFocus()
    desk.key(Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    assert desk.field.hasFocus()
    desk.key(Qt.Key.Key_Escape)
    assert desk.grid.hasFocus()


def test_down_and_return_open_the_first_answer(desk: Driver) -> None:
    desk.ask("a house")
    desk.key(Qt.Key.Key_Down)
    assert desk.grid.currentIndex().row() == 0
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.text("viewerPosition").startswith("1 of "))


def test_closing_while_indexing_asks_nothing(
    qtbot: QtBot, tmp_path: Path, sample_pictures: Path
) -> None:
    folder = tmp_path / "library"
    with driven(qtbot, folder) as driver:
        add(driver, sample_pictures)
        driver.wait(lambda: driver.is_shown("indexProgress"))
        driver.window.close()
        assert not driver.window.isVisible()
    with Library.open(folder) as library:
        assert len(library.roots.all()) == 1

"""The page of copies in the window, by keyboard alone, and stacks in the grid."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.copies import Tier
from photoclip.library.evaluation import duplicates as measuring
from photoclip.library.library import Library
from photoclip.samples import retouching
from photoclip.samples.library import CAPTIONS
from photoclip.ui.organise import system


@pytest.fixture(scope="module")
def copied_folder(tmp_path_factory: pytest.TempPathFactory, sample_pictures: Path) -> Path:
    """A library of a few samples and their copies, edits and bursts, compared."""
    place = tmp_path_factory.mktemp("copied")
    truth = measuring.truth_of_samples(sample_pictures / CAPTIONS)
    copies = {each.group for each in truth.made if each.kind != retouching.ORIGINAL}
    for each in truth.made:
        if each.group in copies or each.group < 3:
            target = place / "pictures" / each.file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(sample_pictures / each.file, target)
    with Library.open(place / "library") as library:
        library.index([place / "pictures"])
        while library.copies.look(5.0)[1]:
            pass
    return place


@pytest.fixture
def driver(
    qtbot: QtBot, tmp_path: Path, copied_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Driver]:
    """A window on a copy of it, whose trash is the test's own."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    place = tmp_path / "copied"
    shutil.copytree(copied_folder, place)
    with Library.open(place / "library") as library:
        library.roots.relocate(copied_folder / "pictures", place / "pictures")
    with driven(qtbot, place / "library") as made:
        yield made


def opened(driver: Driver) -> Library:
    driver.wait(lambda: driver.desktop.library is not None)
    library = driver.desktop.library
    assert library is not None
    return library


def open_page(driver: Driver) -> QListView:
    driver.wait_for_photos(len(elsewhere(opened(driver).showing.browse)))
    driver.key(Qt.Key.Key_6, modifier=Qt.KeyboardModifier.ControlModifier)
    driver.wait(lambda: driver.is_shown("copyMember"))
    return driver.find(QListView, "copyGroups")


def members(driver: Driver) -> list[QWidget]:
    row = driver.find(QWidget, "copyRow")
    return row.findChildren(QWidget, "copyMember")


def wait_for_group(driver: Driver, tier: str) -> None:
    """Down until a group of a tier is compared side by side."""
    for _ in range(60):
        driver.wait(lambda: driver.text("copyWhy") != "Comparing…")
        if driver.find(QWidget, "copyTitle").property("text").startswith(tier):
            return
        driver.key(Qt.Key.Key_Down)
    raise AssertionError(tier)


def count(groups: QListView) -> int:
    return groups.model().rowCount()


def test_a_review_by_keyboard_alone(driver: Driver) -> None:
    groups = open_page(driver)
    library = opened(driver)
    before = count(groups)
    assert before == len(elsewhere(library.copies.groups))
    wait_for_group(driver, "Edited")
    assert len(members(driver)) == 2
    assert "largest" in driver.text("copyWhy")
    driver.key(Qt.Key.Key_N)
    driver.wait(lambda: count(groups) == before - 1)
    wait_for_group(driver, "Burst")
    driver.key(Qt.Key.Key_A)
    driver.wait(lambda: count(groups) == before - 2)
    driver.wait(lambda: len(elsewhere(library.copies.groups)) == before - 2)


def test_the_others_go_to_the_trash_and_come_back(driver: Driver, tmp_path: Path) -> None:
    groups = open_page(driver)
    library = opened(driver)
    before = count(groups)
    wait_for_group(driver, "Edited")
    edited = elsewhere(lambda: library.copies.groups([Tier.EDITED]))[0]
    places = elsewhere(lambda: library.showing.paths(edited.photos))
    files = {Path(os.fsdecode(path)) for paths in places.values() for path in paths}
    contents = {path: path.read_bytes() for path in files}
    driver.key(Qt.Key.Key_Return)
    driver.wait(lambda: sum(path.exists() for path in files) == 1)
    (kept,) = (path for path in files if path.exists())
    assert not kept.name.endswith("-edited.jpg")
    trashed = list((tmp_path / "data" / "Trash" / "files").iterdir())
    assert [path.read_bytes() for path in trashed] == [contents[(files - {kept}).pop()]]
    driver.wait(lambda: elsewhere(library.organising.can_undo) is not None)
    driver.wait(lambda: driver.find(QAction, "undo").isEnabled())
    assert count(groups) == before - 1
    driver.key(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    driver.wait(lambda: all(path.exists() for path in files))
    assert {path: path.read_bytes() for path in files} == contents
    assert not list((tmp_path / "data" / "Trash" / "info").iterdir())
    driver.wait(lambda: len(elsewhere(library.copies.groups)) == before)


def test_each_photo_can_be_kept_or_trashed(driver: Driver) -> None:
    open_page(driver)
    wait_for_group(driver, "Burst")
    settle = driver.find(QPushButton, "copySettle")
    assert [each.property("goes") for each in members(driver)].count(False) == 1
    for _ in range(3):
        driver.key(Qt.Key.Key_K)
        driver.key(Qt.Key.Key_Right)
    assert not any(each.property("goes") for each in members(driver))
    assert not settle.isEnabled()
    driver.key(Qt.Key.Key_Space)
    assert [each.property("goes") for each in members(driver)].count(True) == 1
    assert settle.isEnabled()
    driver.key(Qt.Key.Key_B)
    assert [each.property("goes") for each in members(driver)].count(False) == 1


def test_pictures_are_zoomed_and_moved_in_step(driver: Driver) -> None:
    open_page(driver)
    wait_for_group(driver, "Edited")
    panes = driver.find(QWidget, "copyRow").findChildren(QWidget, "comparePane")
    assert len(panes) == 2
    driver.qtbot.wait(50)
    driver.wait(lambda: all(varied(pane) for pane in panes))
    fitted = [pane.grab().toImage() for pane in panes]
    driver.key(Qt.Key.Key_Z)
    zoomed = [pane.grab().toImage() for pane in panes]
    assert all(a != b for a, b in zip(fitted, zoomed, strict=True))
    driver.key(Qt.Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert all(a != pane.grab().toImage() for a, pane in zip(zoomed, panes, strict=True))
    driver.key(Qt.Key.Key_Z)
    assert [pane.grab().toImage() for pane in panes] == fitted


def varied(pane: QWidget) -> bool:
    image = pane.grab().toImage()
    middle = image.height() // 2
    return len({image.pixel(x, middle) for x in range(0, image.width(), 7)}) > 5


def test_the_grid_stacks_copies_and_opens_them(driver: Driver) -> None:
    library = opened(driver)
    every = elsewhere(library.showing.browse)
    driver.wait_for_photos(len(every))
    stacks = elsewhere(lambda: library.copies.stacks(every))
    driver.find(QToolButton, "stackCopies").click()
    driver.wait_for_photos(len(stacks.ids))
    assert driver.shown_ids() == stacks.ids.tolist()
    top, behind = next(iter(stacks.members.items()))
    grid = driver.grid
    index = grid.model().index(driver.shown_ids().index(top), 0)
    grid.setFocus()
    grid.setCurrentIndex(index)
    spoken = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    driver.wait(lambda: str(len(behind)) in index.data(Qt.ItemDataRole.AccessibleDescriptionRole))
    assert spoken
    driver.key(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.AltModifier)
    driver.wait_for_photos(len(stacks.ids) + len(behind) - 1)
    index = grid.model().index(driver.shown_ids().index(top), 0)
    corner = grid.visualRect(index).bottomRight() - QPoint(14, 10)
    driver.qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    driver.wait_for_photos(len(stacks.ids))
    driver.find(QToolButton, "stackCopies").click()
    driver.wait_for_photos(len(every))


def test_a_library_without_copies_says_so(
    qtbot: QtBot, tmp_path: Path, sample_pictures: Path
) -> None:
    truth = measuring.truth_of_samples(sample_pictures / CAPTIONS)
    (tmp_path / "pictures").mkdir()
    for each in truth.made[:2]:
        shutil.copy2(sample_pictures / each.file, tmp_path / "pictures" / Path(each.file).name)
    with Library.open(tmp_path / "library") as library:
        library.index([tmp_path / "pictures"])
    with driven(qtbot, tmp_path / "library") as driver:
        driver.wait_for_photos(2)
        driver.key(Qt.Key.Key_6, modifier=Qt.KeyboardModifier.ControlModifier)
        driver.wait(lambda: driver.is_shown("copiesNothing"))
        page = driver.find(QWidget, "copiesNothing")
        driver.wait(lambda: page.accessibleName() == "No copies to decide about")


def test_nothing_is_written_over_by_what_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / "a.jpg"
    path.write_bytes(b"first")
    gone = system.throw_away(os.fsencode(path))
    assert isinstance(gone, system.InTrash)
    path.write_bytes(b"second")
    assert not system.put_back(gone)
    assert path.read_bytes() == b"second"
    path.unlink()
    assert system.put_back(gone)
    assert path.read_bytes() == b"first"
    assert isinstance(system.throw_away(b"/nowhere/at/all.jpg"), str)

"""The page of copies in the window, by keyboard alone, and stacks in the grid."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hostile_files import small_dng
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip import paths
from photoclip.app import make_application
from photoclip.library.copies import Group, Tier
from photoclip.library.evaluation import duplicates as measuring
from photoclip.library.library import Library
from photoclip.records import IndexProgress
from photoclip.samples import retouching
from photoclip.samples.library import CAPTIONS
from photoclip.ui.activity import ActivityPanel
from photoclip.ui.organise import system
from photoclip.ui.theme import Theme

PAIR, RAW, SMALLER = "pair.jpg", "pair.dng", "smaller.jpg"


@pytest.fixture(scope="module")
def copied_folder(tmp_path_factory: pytest.TempPathFactory, sample_pictures: Path) -> Path:
    """A library of a few samples and their copies, edits and bursts, compared."""
    place = tmp_path_factory.mktemp("copied")
    truth = measuring.truth_of_samples(sample_pictures / CAPTIONS)
    kinds = {each.group: each.kind for each in truth.made if each.kind != retouching.ORIGINAL}
    copies = {group for kind in set(kinds.values()) for group in _of_kind(kinds, kind)[:2]}
    for each in truth.made:
        if each.group in copies or each.group < 3:
            target = place / "pictures" / each.file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(sample_pictures / each.file, target)
    with Image.open(sample_pictures / truth.made[5].file) as picture:
        turned = picture.convert("RGB").transpose(Image.Transpose.ROTATE_180)
    turned.save(place / "pictures" / PAIR, quality=92)
    turned.resize((turned.width // 2, turned.height // 2)).save(
        place / "pictures" / SMALLER, quality=85
    )
    (place / "pictures" / RAW).write_bytes(small_dng(64, 48))
    with Library.open(place / "library") as library:
        library.index([place / "pictures"])
        while library.copies.look(5.0)[1]:
            pass
    return place


def _of_kind(kinds: dict[int, str], kind: str) -> list[int]:
    return [group for group, its in kinds.items() if its == kind]


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
    look_closer(driver)
    driver.key(Qt.Key.Key_N)
    driver.wait(lambda: count(groups) == before - 1)
    wait_for_group(driver, "Burst")
    choose_each(driver)
    driver.key(Qt.Key.Key_A)
    driver.wait(lambda: count(groups) == before - 2)
    driver.wait(lambda: len(elsewhere(library.copies.groups)) == before - 2)
    for left in range(before - 2, 0, -1):
        driver.wait(lambda: driver.text("copyWhy") != "Comparing…")
        driver.key(Qt.Key.Key_A)
        driver.wait(lambda left=left: count(groups) == left - 1)
    page = driver.find(QWidget, "copiesNothing")
    driver.wait(lambda: page.accessibleName() == "No copies to decide about")
    assert driver.is_shown("copiesNothing")


def test_a_look_that_finds_no_more_ends_the_waiting(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last group is decided while photos are still compared, and nothing comes of that."""
    compared = threading.Event()

    def look(_copies: object, _seconds: float) -> tuple[int, int]:
        if threading.current_thread().name.startswith("photoclip-care"):  # the page's own
            compared.wait(60)
        return 0, 0

    monkeypatch.setattr(type(opened(driver).copies), "look", look)
    groups = open_page(driver)
    for left in range(count(groups), 0, -1):
        driver.wait(lambda: driver.text("copyWhy") != "Comparing…")
        driver.key(Qt.Key.Key_A)
        driver.wait(lambda left=left: count(groups) == left - 1)
    page = driver.find(QWidget, "copiesNothing")
    driver.wait(lambda: page.accessibleName() == "Looking for copies…")
    library = opened(driver)
    driver.wait(lambda: not elsewhere(library.copies.groups))
    driver.qtbot.wait(1500)  # until what the last edit showed anew has come, too
    compared.set()
    driver.wait(lambda: page.accessibleName() == "No copies to decide about")


def look_closer(driver: Driver) -> None:
    """Pictures are zoomed and moved in step."""
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


def choose_each(driver: Driver) -> None:
    """Each photo can be kept or trashed."""
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


def test_the_others_go_to_the_trash_and_come_back_also_both_files_of_a_pair(
    driver: Driver, tmp_path: Path
) -> None:
    groups = open_page(driver)
    library = opened(driver)
    before = count(groups)
    wait_for_group(driver, "Edited")
    (pair,) = elsewhere(lambda: [each for each in edited(library) if PAIR in named(library, each)])
    places = elsewhere(lambda: library.showing.paths(pair.photos))
    files = {Path(os.fsdecode(path)) for paths in places.values() for path in paths}
    assert {path.name for path in files} == {PAIR, RAW, SMALLER}
    contents = {path: path.read_bytes() for path in files}
    let_the_pair_go(driver, groups)
    driver.key(Qt.Key.Key_Return)
    driver.wait(lambda: {path.name for path in files if path.exists()} == {SMALLER})
    trash = tmp_path / "data" / "Trash"
    assert {path.name for path in (trash / "files").iterdir()} == {PAIR, RAW}
    assert {path.name for path in (trash / "info").iterdir()} == {
        f"{each}.trashinfo" for each in (PAIR, RAW)
    }
    driver.wait(lambda: elsewhere(library.organising.can_undo) is not None)
    driver.wait(lambda: driver.find(QAction, "undo").isEnabled())
    driver.wait(lambda: count(groups) == before - 1)
    driver.key(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    driver.wait(lambda: all(path.exists() for path in files))
    assert {path: path.read_bytes() for path in files} == contents
    driver.wait(lambda: not [*(trash / "info").iterdir(), *(trash / "files").iterdir()])
    driver.wait(lambda: len(elsewhere(library.copies.groups)) == before)
    assert elsewhere(lambda: [each for each in edited(library) if each.photos == pair.photos])
    driver.wait(lambda: count(groups) == before)
    let_the_pair_go(driver, groups)
    next(path for path in files if path.name == RAW).unlink()  # half of it cannot go: none does
    driver.key(Qt.Key.Key_Return)
    driver.wait(lambda: "1 file stayed" in driver.text("bannerSentence"))
    assert {path.name for path in files if path.exists()} == {PAIR, SMALLER}
    assert not list((trash / "files").iterdir())


def let_the_pair_go(driver: Driver, groups: QListView) -> None:
    """Choose otherwise than proposed: the smaller picture stays."""
    groups.setCurrentIndex(groups.model().index(0, 0))
    driver.wait(lambda: bool(members(driver)))
    while PAIR not in [each.accessibleName() for each in members(driver)]:
        driver.key(Qt.Key.Key_Down)
        driver.wait(lambda: driver.text("copyWhy") != "Comparing…")
    assert "largest" in driver.text("copyWhy")
    for _ in range(2):
        driver.key(Qt.Key.Key_Space)
        driver.key(Qt.Key.Key_Right)


def edited(library: Library) -> list[Group]:
    return list(library.copies.groups([Tier.EDITED]))


def named(library: Library, group: Group) -> set[str]:
    return {each.name for each in library.showing.photos(group.photos)}


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
    top = int(stacks.ids[stacks.counts > 1][0])
    behind = stacks.members(top)
    grid = driver.grid
    index = grid.model().index(driver.shown_ids().index(top), 0)
    grid.setFocus()
    grid.setCurrentIndex(index)
    driver.wait(lambda: str(len(behind)) in described(driver, top))
    driver.key(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.AltModifier)
    driver.wait_for_photos(len(stacks.ids) + len(behind) - 1)
    index = grid.model().index(driver.shown_ids().index(top), 0)
    corner = grid.visualRect(index).bottomRight() - QPoint(14, 10)
    driver.qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    driver.wait_for_photos(len(stacks.ids))
    a_copy_is_put_behind_by_itself(driver, int(stacks.ids[stacks.counts == 1][0]))
    driver.find(QToolButton, "stackCopies").click()
    driver.wait_for_photos(len(every) + 1)


def a_copy_is_put_behind_by_itself(driver: Driver, alone: int) -> None:
    """A smaller copy comes into the folder; nobody asks for anything."""
    library, before = opened(driver), len(driver.shown_ids())
    library.copies.background.quiet_seconds = 0.0
    (place,) = elsewhere(lambda: library.showing.photo(alone).paths)
    with Image.open(place) as picture:
        picture.resize((picture.width // 2, picture.height // 2)).save(
            Path(os.fsdecode(place)).with_name("came later.jpg"), quality=85
        )
    driver.wait(lambda: alone not in elsewhere(lambda: stacks_of_one(library)))
    driver.wait(lambda: stacked_together(driver, alone))
    driver.wait_for_photos(before)


def stacks_of_one(library: Library) -> list[int]:
    stacks = library.copies.stacks(library.showing.browse())
    return stacks.ids[stacks.counts == 1].tolist()


def stacked_together(driver: Driver, alone: int) -> bool:
    """Whether the grid shows a photo, or the one it is behind, as a stack of two."""
    library = opened(driver)
    stacks = elsewhere(lambda: library.copies.stacks(library.showing.browse()))
    return "Stack of 2" in described(driver, int(stacks.tops[stacks.listed == alone][0]))


def described(driver: Driver, photo: int) -> str:
    """What is said of a photo in the grid; "" until that is known."""
    shown = driver.shown_ids()
    index = driver.grid.model().index(shown.index(photo) if photo in shown else -1, 0)
    return index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or ""


def test_the_activity_says_what_is_compared_and_what_it_waits_for(qtbot: QtBot) -> None:
    panel = ActivityPanel(Theme(make_application(), paths.resources()))
    qtbot.addWidget(panel)
    now = IndexProgress("comparing", 3, 9, 0, 0, 1.0, 6.0, compares=True)
    panel.show_progress(now)
    title = panel.findChild(QLabel, "activityTitle")
    assert title is not None
    assert "Looking for copies: 3 of 9" in title.text()
    panel.show_progress(replace(now, phase="paused", held="battery"))
    assert title.text() == "Waiting for mains power · 3 of 9"
    counts = panel.findChild(QLabel, "activity-embedded")
    assert counts is not None
    assert not counts.isVisibleTo(panel)  # nothing is added
    panel.show_progress(replace(now, phase="done"))
    assert title.text() == "Everything is up to date"


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

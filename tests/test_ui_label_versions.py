"""Versions of what a list learned, and other names of lists, in the window."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTabBar,
    QTreeView,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.library import Library
from photoclip.records import LabelList
from photoclip.ui.labels.photo_strip import PhotoStrip

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

SCENES = LabelList("places", ("beach", "forest", "living room", "street"))


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path, sample_pictures: Path) -> Iterator[Driver]:
    """A window on a library whose list has learned twice, with a search that names it."""

    def teach() -> None:
        drawn = json.loads((sample_pictures / "captions.json").read_text("utf-8"))
        shows = {Path(each["file"]).name: each["attributes"].get("setting") for each in drawn}
        with Library.open(own_library_folder) as library:
            tagging = library.tagging
            tagging.save(SCENES)
            paths = library.showing.paths(library.showing.browse().tolist())
            where = {photo: shows[Path(at[0].decode()).name] for photo, at in paths.items()}
            beach = [photo for photo, place in where.items() if place == "beach"]
            tagging.reject(beach[:1], "places", "beach")
            tagging.learn("places")
            for label in SCENES.labels:
                fit = [photo for photo, place in where.items() if place == label]
                tagging.accept(fit[:3], "places", label)
            tagging.learn("places")
            tagging.apply(tagging.propose(SCENES))
            library.organising.save_search("by the sea", "label:places/beach")

    elsewhere(teach)
    with driven(qtbot, own_library_folder) as driver:
        driver.wait(lambda: driver.grid.isVisible() and driver.grid.model().rowCount() > 20)
        driver.find(QAction, "labelLists").trigger()
        driver.wait(lambda: driver.is_shown("labelListDialog") and "places" in lists(driver))
        yield driver


def lists(desk: Driver) -> list[str]:
    side = desk.find(QListWidget, "labelLists")
    return [side.item(row).text() for row in range(side.count())]


def press(desk: Driver, name: str) -> None:
    """Press a button by Enter."""
    button = desk.find(QPushButton, name)
    desk.wait(button.isEnabled)
    button.setFocus()
    desk.qtbot.keyClick(button, Qt.Key.Key_Return)


def turn(desk: Driver, title: str) -> None:
    tabs = desk.find(QTabBar, "labelTabs")
    place = next(each for each in range(tabs.count()) if tabs.tabText(each) == title)
    desk.qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(place).center())


def versions(desk: Driver) -> list[tuple[str, str]]:
    """What stands in the table: the version and its state."""
    table = desk.find(QTreeWidget, "versionTable")
    items = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return [(item.text(0), item.text(4)) for item in items if item is not None]


def choose(desk: Driver, version: str) -> None:
    table = desk.find(QTreeWidget, "versionTable")
    row = [title for title, _ in versions(desk)].index(version)
    item = table.topLevelItem(row)
    assert item is not None
    place = table.visualItemRect(item).center()
    desk.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def said(desk: Driver, part: str) -> None:
    desk.wait(lambda: part in desk.text("labelsSaid"))


def undo(desk: Driver) -> None:
    dialog = desk.find(QDialog, "labelListDialog")
    dialog.activateWindow()
    desk.wait(dialog.isActiveWindow)
    desk.qtbot.keySequence(dialog, QKeySequence(QKeySequence.StandardKey.Undo))


def test_versions_are_compared_gone_back_to_and_undone(desk: Driver) -> None:
    turn(desk, "Learning")
    two = [("Version 2", "counts now"), ("Version 1", ""), ("The texts alone", "")]
    desk.wait(lambda: versions(desk) == two)
    table = desk.find(QTreeWidget, "versionTable")
    newest = table.topLevelItem(0)
    assert newest is not None
    assert (newest.text(2), "→" in newest.text(3)) == ("12", True)
    assert "each told without itself" in newest.toolTip(3)
    assert not desk.find(QPushButton, "goBack").isEnabled()

    def difference() -> tuple[dict[str, int], str]:
        with Library.open(desk.folder, write=False) as library:
            diff = library.tagging.changes_by("places", 1)
            return diff.added, diff.text

    added, text = elsewhere(difference)
    choose(desk, "Version 1")
    desk.wait(lambda: desk.text("versionSaid").startswith(text))
    if sum(added.values()):
        strip = desk.find(PhotoStrip, "versionChangedPhotos")
        assert len(strip.ids()) == sum(added.values())

    press(desk, "goBack")
    said(desk, "judges by it now")
    back = [("Version 3: back to Version 1", "counts now"), ("Version 2", ""), *two[1:]]
    desk.wait(lambda: versions(desk) == back)
    undo(desk)
    said(desk, "Undone")
    desk.wait(lambda: versions(desk) == two)


def test_an_answer_makes_what_can_be_kept_as_a_version(desk: Driver) -> None:
    strip = desk.find(PhotoStrip, "bestPhotos")
    desk.wait(lambda: len(strip.ids()) > 3)
    strip.setFocus()
    strip.setCurrentIndex(strip.model().index(0, 0))
    judged = strip.ids()[:2]
    desk.qtbot.keyClick(strip, Qt.Key.Key_N)
    said(desk, "No: not")
    desk.wait(lambda: strip.current_id() not in (None, judged[0]))
    desk.wait(lambda: strip.decided.get(judged[0]) is False)  # it is marked
    desk.qtbot.keyClick(strip, Qt.Key.Key_Y)  # the next photo has the keyboard
    said(desk, "Yes:")
    turn(desk, "Learning")
    desk.wait(lambda: ("All answers so far", "counts now") in versions(desk))
    press(desk, "keepVersion")
    said(desk, "Kept as a version")
    desk.wait(lambda: versions(desk)[0] == ("Version 3", "counts now"))


def rename(desk: Driver, name: str) -> None:
    """Press F2 on the chosen list, type and press Enter."""
    side = desk.find(QListWidget, "labelLists")
    side.setFocus()
    desk.qtbot.keyClick(side, Qt.Key.Key_F2)
    desk.wait(lambda: desk.is_shown("listNaming"))
    field = desk.find(QLineEdit, "listName")
    assert field.selectedText() == side.currentItem().text()
    desk.qtbot.keyClicks(field, name)
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)


def searches(desk: Driver) -> list[str]:
    def look() -> list[str]:
        with Library.open(desk.folder, write=False) as library:
            return [each.text for each in library.organising.searches()]

    return elsewhere(look)


def test_a_list_is_renamed_by_keys_and_gets_its_name_back(desk: Driver) -> None:
    side = desk.find(QListWidget, "labelLists")
    rename(desk, "pets")  # a list to begin with has this name
    assert desk.text("nameTrouble") == "There is a list of this name."
    assert not desk.find(QPushButton, "makeList").isEnabled()
    desk.qtbot.keyClick(desk.find(QDialog, "listNaming"), Qt.Key.Key_Escape)
    desk.wait(lambda: not desk.is_shown("listNaming"))
    rename(desk, "Where we were")
    said(desk, "is called “Where we were” now")
    desk.wait(lambda: "Where we were" in lists(desk))
    assert "places" not in lists(desk)
    assert side.currentItem().text() == desk.text("labelListTitle") == "Where we were"
    assert searches(desk) == ['label:"Where we were/beach"']
    turn(desk, "Runs")
    runs = desk.find(QTreeWidget, "runTable")
    desk.wait(lambda: runs.topLevelItem(0) is not None)
    desk.wait(lambda: getattr(runs.topLevelItem(0), "text", str)(1) == "Where we were")
    undo(desk)
    said(desk, "Undone")
    desk.wait(lambda: "places" in lists(desk))
    assert desk.text("labelListTitle") == "places"
    assert searches(desk) == ["label:places/beach"]


def entry(desk: Driver, title: str) -> QModelIndex | None:
    model = desk.find(QTreeView, "sidebarTree").model()
    for row in range(model.rowCount()):
        section = model.index(row, 0)
        for place in range(model.rowCount(section)):
            found = model.index(place, 0, section)
            if str(found.data()) == title:
                return found
    return None


def test_what_is_asked_of_a_list_follows_its_name(desk: Driver) -> None:
    dialog = desk.find(QDialog, "labelListDialog")
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    desk.type("label:places/beach ")
    desk.wait(lambda: 0 < desk.grid.model().rowCount() < 20)
    shown = desk.shown_ids()
    tree = desk.find(QTreeView, "sidebarTree")
    desk.wait(lambda: entry(desk, "places") is not None)
    index = entry(desk, "places")
    assert index is not None
    tree.expand(index.parent())
    tree.scrollTo(index)
    QApplication.processEvents()
    tree.setCurrentIndex(index)
    desk.qtbot.keyClick(tree, Qt.Key.Key_F2)
    desk.wait(lambda: desk.is_shown("listNaming"))
    desk.qtbot.keyClicks(desk.find(QLineEdit, "listName"), "spots")
    press(desk, "makeList")
    desk.wait(lambda: entry(desk, "spots") is not None)
    desk.wait(lambda: desk.shown_ids() == shown)
    model = desk.grid.model()
    desk.qtbot.wait(300)  # it would be asked again by now
    assert model.rowCount() == len(shown)
    undo_action = desk.find(QAction, "undo")
    desk.wait(undo_action.isEnabled)
    undo_action.trigger()
    desk.wait(lambda: entry(desk, "places") is not None)
    desk.wait(lambda: desk.shown_ids() == shown)

"""Label lists in the window: seen, applied, taken back, imported; and ways back to all photos."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QMessageBox,
    QPushButton,
    QTreeView,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.library import Library
from photoclip.records import LabelList
from photoclip.ui.sidebar.row_delegate import RowDelegate

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

WORDS = ("boat", "castle", "cat")


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path) -> Iterator[Driver]:
    """A window on a library that has one label list."""

    def save() -> None:
        with Library.open(own_library_folder) as library:
            library.tagging.save(LabelList("things", WORDS))

    elsewhere(save)
    with driven(qtbot, own_library_folder) as driver:
        driver.wait(lambda: driver.grid.isVisible() and driver.grid.model().rowCount() > 20)
        driver.wait(lambda: "things" in rows(driver))
        yield driver


def rows(desk: Driver) -> dict[str, QModelIndex]:
    model = desk.find(QTreeView, "sidebarTree").model()
    found: dict[str, QModelIndex] = {}

    def walk(parent: QModelIndex) -> None:
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found[str(index.data())] = index
            walk(index)

    walk(QModelIndex())
    return found


def choose(desk: Driver, title: str) -> None:
    """Click a row of the sidebar; its section is unfolded first."""
    tree = desk.find(QTreeView, "sidebarTree")
    index = rows(desk)[title]
    tree.expand(index.parent())
    tree.scrollTo(index)
    QApplication.processEvents()
    place = tree.visualRect(index).center()
    desk.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def marked(desk: Driver) -> str:
    delegate = desk.find(QTreeView, "sidebarTree").itemDelegate()
    assert isinstance(delegate, RowDelegate)
    return delegate.chosen.title if delegate.chosen else ""


def press(desk: Driver, name: str) -> None:
    button = desk.find(QPushButton, name)
    assert button.isEnabled(), name
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def counts(desk: Driver) -> dict[str, str]:
    table = desk.find(QTreeWidget, "labelTable")
    items = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return {item.text(0): item.text(1) for item in items if item is not None}


def lists(desk: Driver) -> list[str]:
    side = desk.find(QListWidget, "labelLists")
    return [side.item(row).text() for row in range(side.count())]


def open_list(desk: Driver, title: str) -> None:
    choose(desk, title)
    desk.wait(lambda: desk.is_shown("labelListDialog") and len(lists(desk)) > 1)


def wait_until_said(desk: Driver, part: str) -> None:
    desk.wait(lambda: part in desk.text("labelsSaid"))


def test_a_list_is_looked_at_applied_and_taken_back(desk: Driver) -> None:
    open_list(desk, "things")
    assert desk.text("labelListTitle") == "things"
    assert counts(desk) == dict.fromkeys(WORDS, "")
    assert not desk.find(QPushButton, "applyLabels").isEnabled()
    press(desk, "lookLabels")
    wait_until_said(desk, "would be tagged")
    found = {word: int(count) for word, count in counts(desk).items()}
    assert list(found) == list(WORDS)
    assert sum(found.values()) > 0
    assert not set(WORDS) & set(rows(desk))  # nothing is written yet

    press(desk, "applyLabels")
    wait_until_said(desk, f"{sum(found.values())} tags written")
    given = {word for word, count in found.items() if count}
    desk.wait(lambda: given <= set(rows(desk)))
    spoken = Qt.ItemDataRole.AccessibleTextRole
    for word in given:
        assert rows(desk)[word].data(spoken) == f"{word}, {found[word]}"
    assert not desk.find(QPushButton, "applyLabels").isEnabled()

    press(desk, "undoLabels")
    wait_until_said(desk, f"{sum(found.values())} tags taken back")
    desk.wait(lambda: not given & set(rows(desk)))
    assert not desk.find(QPushButton, "undoLabels").isEnabled()
    press(desk, "closeLabels")
    desk.wait(lambda: not desk.is_shown("labelListDialog"))


def test_a_run_can_still_be_taken_back_when_the_dialog_is_opened_again(desk: Driver) -> None:
    open_list(desk, "things")
    press(desk, "lookLabels")
    wait_until_said(desk, "would be tagged")
    press(desk, "applyLabels")
    wait_until_said(desk, "written")
    press(desk, "closeLabels")
    desk.wait(lambda: desk.window.findChild(QLabel, "labelsSaid") is None)
    open_list(desk, "things")
    press(desk, "undoLabels")
    wait_until_said(desk, "taken back")


def test_another_rule_wants_another_look(desk: Driver) -> None:
    open_list(desk, "things")
    press(desk, "lookLabels")
    wait_until_said(desk, "would be tagged")
    desk.find(QCheckBox, "severalFit").click()
    assert set(counts(desk).values()) == {""}
    assert not desk.find(QPushButton, "applyLabels").isEnabled()


def test_a_file_is_imported_and_deleted(desk: Driver, tmp_path: Path) -> None:
    file = tmp_path / "pets.txt"
    file.write_text("dog, a puppy\nbird\n", "utf-8")
    open_list(desk, "things")
    assert lists(desk)[:2] == ["In this library", "things"]
    press(desk, "importLabels")
    desk.find(QFileDialog, "labelFile").fileSelected.emit(str(file))
    desk.wait(lambda: desk.text("labelListTitle") == "pets")
    assert list(counts(desk)) == ["dog", "bird"]
    desk.wait(lambda: "pets" in rows(desk))

    press(desk, "deleteLabels")
    asking = desk.find(QMessageBox, "deleteLabelList")
    assert "pets" in asking.text()
    next(each for each in asking.buttons() if each.text() == "Delete").click()
    wait_until_said(desk, "deleted")
    desk.wait(lambda: "pets" not in rows(desk))
    assert "pets" in lists(desk)  # the list of that name that comes with photoclip


def test_a_file_that_holds_no_label_is_refused(desk: Driver, tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.write_text("# nothing\n", "utf-8")
    open_list(desk, "things")
    press(desk, "importLabels")
    desk.find(QFileDialog, "labelFile").fileSelected.emit(str(file))
    wait_until_said(desk, "holds no label")
    assert desk.find(QPushButton, "importLabels").isEnabled()


def test_without_lists_the_sidebar_leads_to_those_to_begin_with(
    qtbot: QtBot, own_library_folder: Path
) -> None:
    with driven(qtbot, own_library_folder) as desk:
        desk.wait(lambda: desk.is_shown("photoGrid") and desk.is_shown("sidebar"))
        desk.wait(lambda: "Tag by a list of words…" in rows(desk))
        open_list(desk, "Tag by a list of words…")
        assert lists(desk) == [
            "To begin with",
            *("everyday", "light", "papers", "pets", "scenes"),
        ]
        assert desk.text("labelListTitle") == "everyday"
        assert not desk.find(QPushButton, "deleteLabels").isEnabled()
        press(desk, "lookLabels")
        wait_until_said(desk, "would be tagged")
        press(desk, "applyLabels")
        wait_until_said(desk, "written")
        desk.wait(lambda: "everyday" in rows(desk))
        assert lists(desk)[:2] == ["In this library", "everyday"]


def test_recently_added_stays_marked_until_another_order(desk: Driver) -> None:
    desk.wait(lambda: marked(desk) == "All photos")
    newest = desk.shown_ids()
    choose(desk, "Recently added")
    desk.wait(lambda: desk.shown_ids() != newest)
    desk.qtbot.wait(50)
    assert marked(desk) == "Recently added"
    added = desk.shown_ids()
    choose(desk, "All photos")
    desk.wait(lambda: desk.shown_ids() == newest)
    desk.wait(lambda: marked(desk) == "All photos")
    choose(desk, "Recently added")
    desk.wait(lambda: desk.shown_ids() == added)
    desk.ask("a boat")
    desk.wait(lambda: marked(desk) == "")


def test_filters_that_find_nothing_have_a_way_back(desk: Driver) -> None:
    count = len(desk.shown_ids())
    desk.type("tag:nowhere ")
    desk.wait(lambda: desk.is_shown("nothingFound"))
    press(desk, "showAll")
    desk.wait_for_photos(count)


def test_an_empty_part_has_a_way_back(desk: Driver) -> None:
    count = len(desk.shown_ids())
    choose(desk, "Picked")
    desk.wait(lambda: desk.is_shown("emptyList"))
    press(desk, "showAllInstead")
    desk.wait_for_photos(count)

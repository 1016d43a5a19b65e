"""Label lists in the window: edited, applied, taken back, judged; and ways back to all photos."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTreeView,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.labels import read_label_list
from photoclip.library.library import Library
from photoclip.records import LabelList
from photoclip.ui.labels.histogram import ScoreHistogram
from photoclip.ui.labels.photo_strip import PhotoStrip
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


def known(desk: Driver) -> dict[str, int]:
    """The preview's counts, once they are there."""
    desk.wait(lambda: "" not in counts(desk).values() and bool(counts(desk)))
    return {label: int(count) for label, count in counts(desk).items()}


def lists(desk: Driver) -> list[str]:
    side = desk.find(QListWidget, "labelLists")
    return [side.item(row).text() for row in range(side.count())]


def open_list(desk: Driver, title: str) -> None:
    choose(desk, title)
    desk.wait(lambda: desk.is_shown("labelListDialog") and len(lists(desk)) > 1)


def turn(desk: Driver, title: str) -> None:
    tabs = desk.find(QTabBar, "labelTabs")
    place = next(each for each in range(tabs.count()) if tabs.tabText(each) == title)
    desk.qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(place).center())


def add_label(desk: Driver, text: str) -> None:
    field = desk.find(QLineEdit, "newLabel")
    field.setFocus()
    desk.qtbot.keyClicks(field, text)
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)


def wait_until_said(desk: Driver, part: str) -> None:
    desk.wait(lambda: part in desk.text("labelsSaid"))


def find_photos(desk: Driver) -> None:
    turn(desk, "Apply")
    press(desk, "lookLabels")
    wait_until_said(desk, "fit these labels")


def changes(desk: Driver) -> dict[str, tuple[str, str]]:
    table = desk.find(QTreeWidget, "changeTable")
    items = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return {item.text(0): (item.text(1), item.text(2)) for item in items if item is not None}


def stored(desk: Driver, name: str) -> LabelList | None:
    """A list as the library has it."""

    def look() -> LabelList | None:
        with Library.open(desk.folder, write=False) as library:
            return next((each for each in library.tagging.lists() if each.name == name), None)

    return elsewhere(look)


def tags_of(desk: Driver, word: str) -> dict[int, str]:
    """The photos that have a tag, with where it comes from."""

    def look() -> dict[int, str]:
        with Library.open(desk.folder, write=False) as library:
            photos = library.showing.photos(library.showing.browse().tolist())
        return {
            photo.id: tag.source
            for photo in photos
            for tag in photo.tags
            if tag.name == word and not tag.rejected
        }

    return elsewhere(look)


def test_a_run_is_seen_applied_and_taken_back(desk: Driver) -> None:
    open_list(desk, "things")
    assert desk.text("labelListTitle") == "things"
    preview = known(desk)
    assert list(preview) == list(WORDS)
    assert sum(preview.values()) > 0
    assert not desk.find(QPushButton, "applyLabels").isEnabled()
    find_photos(desk)
    total = sum(preview.values())
    assert changes(desk)["All labels"] == (f"+{total}", "")
    assert changes(desk) == {
        "All labels": (f"+{total}", ""),
        **{word: (f"+{count}" if count else "", "") for word, count in preview.items()},
    }
    assert len(desk.find(PhotoStrip, "changedPhotos").ids()) == total
    assert not set(WORDS) & set(rows(desk))  # nothing is written yet

    press(desk, "applyLabels")
    wait_until_said(desk, f"{total} tag")
    given = {word for word, count in preview.items() if count}
    desk.wait(lambda: given <= set(rows(desk)))
    for word in given:
        assert set(tags_of(desk, word).values()) == {"run"}
    assert not desk.find(QPushButton, "applyLabels").isEnabled()

    turn(desk, "Runs")
    desk.wait(lambda: desk.find(QTreeWidget, "runTable").topLevelItemCount() == 1)
    run = desk.find(QTreeWidget, "runTable").topLevelItem(0)
    assert run is not None
    assert (run.text(1), run.text(3)) == ("things", f"+{total} \N{MINUS SIGN}0")
    press(desk, "undoRun")
    wait_until_said(desk, "taken back")
    desk.wait(lambda: not given & set(rows(desk)))
    desk.wait(lambda: not desk.find(QPushButton, "undoRun").isEnabled())
    press(desk, "closeLabels")
    desk.wait(lambda: not desk.is_shown("labelListDialog"))


def test_the_handle_changes_the_counts_at_once_and_the_next_run(desk: Driver) -> None:
    open_list(desk, "things")
    before = known(desk)
    handle = desk.find(ScoreHistogram, "scoreHistogram")
    handle.setFocus()
    desk.qtbot.keyClick(handle, Qt.Key.Key_Home)
    lower = known(desk)
    assert lower["boat"] > before["boat"]
    assert {word: lower[word] for word in ("castle", "cat")} == {
        word: before[word] for word in ("castle", "cat")
    }
    desk.wait(lambda: (stored(desk, "things") or LabelList("", ())).thresholds == {"boat": 0.01})
    press(desk, "usualThreshold")
    assert known(desk) == before
    find_photos(desk)
    assert changes(desk)["boat"] == (f"+{before['boat']}", "")


def test_labels_are_added_worded_renamed_and_removed_by_keys(desk: Driver) -> None:
    open_list(desk, "things")
    known(desk)
    add_label(desk, "lighthouse, a beacon")
    assert list(counts(desk)) == [*WORDS, "lighthouse"]
    assert desk.find(QLineEdit, "labelPhrases").text() == "a beacon"
    assert known(desk)["lighthouse"] >= 0
    desk.wait(lambda: "lighthouse" in (stored(desk, "things") or LabelList("", ())).labels)
    table = desk.find(QTreeWidget, "labelTable")
    table.setFocus()
    desk.qtbot.keyClick(table, Qt.Key.Key_F2)
    field = table.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    desk.qtbot.keyClicks(field, "tower")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.wait(lambda: list(counts(desk)) == [*WORDS, "tower"])
    desk.wait(lambda: "tower" in (stored(desk, "things") or LabelList("", ())).labels)
    table.setFocus()
    desk.qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert list(counts(desk)) == list(WORDS)
    desk.wait(lambda: (stored(desk, "things") or LabelList("", ())).labels == WORDS)


def test_an_older_preview_never_overwrites_a_newer_one(desk: Driver) -> None:
    open_list(desk, "things")
    known(desk)
    for word in ("house", "tree", "car"):
        add_label(desk, word)
        desk.qtbot.wait(260)  # each asks for a preview of its own
    found = known(desk)
    assert list(found) == [*WORDS, "house", "tree", "car"]
    desk.qtbot.wait(300)
    assert known(desk) == found


def test_options_are_kept_and_wrong_sentences_are_said(desk: Driver, tmp_path: Path) -> None:
    open_list(desk, "things")
    one_each = known(desk)
    turn(desk, "Options")
    desk.find(QCheckBox, "severalFit").click()
    sentences = desk.find(QPlainTextEdit, "labelTemplates")
    sentences.setFocus()
    desk.qtbot.keyClicks(sentences, "a drawing")
    desk.wait(lambda: "{}" in desk.text("templatesTrouble"))
    desk.qtbot.keyClicks(sentences, " of {}")
    desk.wait(lambda: not desk.is_shown("templatesTrouble"))
    press(desk, "addLabelFolder")
    desk.find(QFileDialog, "labelFolderChoice").fileSelected.emit(str(tmp_path))
    desk.wait(lambda: (stored(desk, "things") or LabelList("", ())).folders == (str(tmp_path),))
    kept = stored(desk, "things")
    assert kept is not None
    assert not kept.exclusive
    assert kept.templates == ("a drawing of {}",)
    turn(desk, "Labels")
    desk.wait(lambda: known(desk) != one_each)
    turn(desk, "Options")
    desk.find(QListWidget, "labelFolders").setCurrentRow(0)
    press(desk, "removeLabelFolder")
    desk.wait(lambda: (stored(desk, "things") or LabelList("", ())).folders == ())


def test_a_photo_is_judged_from_the_preview(desk: Driver) -> None:
    open_list(desk, "things")
    known(desk)
    strip = desk.find(PhotoStrip, "bestPhotos")
    first, second = strip.ids()[:2]
    strip.setFocus()
    strip.setCurrentIndex(strip.model().index(0, 0))
    desk.qtbot.keyClick(strip, Qt.Key.Key_Y)
    wait_until_said(desk, "Yes: “boat”")
    assert tags_of(desk, "boat") == {first: "person"}
    desk.wait(lambda: second in strip.ids())
    strip.setCurrentIndex(strip.model().index(strip.ids().index(second), 0))
    desk.qtbot.keyClick(strip, Qt.Key.Key_N)
    wait_until_said(desk, "No: not “boat”")
    assert tags_of(desk, "boat") == {first: "person"}
    find_photos(desk)
    assert second not in desk.find(PhotoStrip, "changedPhotos").ids()


def test_lists_are_made_imported_exported_and_deleted(desk: Driver, tmp_path: Path) -> None:
    file = tmp_path / "pets.txt"
    file.write_text("dog, a puppy\nbird\n", "utf-8")
    open_list(desk, "things")
    assert lists(desk)[:2] == ["In this library", "things"]
    press(desk, "importLabels")
    desk.find(QFileDialog, "labelFile").fileSelected.emit(str(file))
    desk.wait(lambda: desk.text("labelListTitle") == "pets")
    assert list(counts(desk)) == ["dog", "bird"]
    desk.wait(lambda: "pets" in rows(desk))

    out = tmp_path / "out.json"
    press(desk, "exportLabels")
    desk.find(QFileDialog, "labelExport").fileSelected.emit(str(out))
    wait_until_said(desk, "out.json")
    assert read_label_list(out).phrases == {"dog": ("a puppy",)}

    press(desk, "deleteLabels")
    asking = desk.find(QMessageBox, "deleteLabelList")
    assert "pets" in asking.text()
    next(each for each in asking.buttons() if each.text() == "Delete").click()
    wait_until_said(desk, "deleted")
    desk.wait(lambda: "pets" not in rows(desk))
    assert "pets" in lists(desk)  # the list of that name that comes with photoclip

    press(desk, "newLabels")
    field = desk.find(QLineEdit, "listName")
    desk.qtbot.keyClicks(field, "THINGS")
    assert not desk.find(QPushButton, "makeList").isEnabled()
    field.clear()
    desk.qtbot.keyClicks(field, "Holidays")
    press(desk, "makeList")
    desk.wait(lambda: desk.text("labelListTitle") == "Holidays")
    add_label(desk, "beach")
    desk.wait(lambda: "Holidays" in lists(desk))
    desk.wait(lambda: "Holidays" in rows(desk))


def test_a_file_that_holds_no_label_is_refused(desk: Driver, tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.write_text("# nothing\n", "utf-8")
    open_list(desk, "things")
    press(desk, "importLabels")
    desk.find(QFileDialog, "labelFile").fileSelected.emit(str(file))
    wait_until_said(desk, "holds no label")
    assert desk.find(QPushButton, "importLabels").isEnabled()


def test_closing_keeps_what_was_just_typed(desk: Driver) -> None:
    open_list(desk, "things")
    add_label(desk, "bridge")
    press(desk, "closeLabels")
    desk.wait(lambda: "bridge" in (stored(desk, "things") or LabelList("", ())).labels)


def test_photos_that_no_label_explains_propose_new_ones(desk: Driver) -> None:
    open_list(desk, "things")
    turn(desk, "None of these")
    press(desk, "lookUnlabelled")
    desk.wait(lambda: desk.window.findChild(QPushButton, "proposedLabel") is not None)
    groups = len(desk.window.findChildren(PhotoStrip, "groupPhotos"))
    chip = desk.find(QPushButton, "proposedLabel")
    word = chip.text().removeprefix("+ ")
    desk.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    wait_until_said(desk, f"“{word}”")
    desk.wait(lambda: word in (stored(desk, "things") or LabelList("", ())).labels)
    desk.wait(lambda: len(desk.window.findChildren(PhotoStrip, "groupPhotos")) == groups - 1)
    if groups > 1:
        photos = set(desk.find(PhotoStrip, "groupPhotos").ids())
        press(desk, "dismissGroup")
        desk.wait(lambda: len(desk.window.findChildren(PhotoStrip, "groupPhotos")) == groups - 2)
        press(desk, "lookUnlabelled")
        desk.wait(lambda: desk.find(QPushButton, "lookUnlabelled").isEnabled())
        shown = desk.window.findChildren(PhotoStrip, "groupPhotos")
        assert not photos & {photo for strip in shown for photo in strip.ids()}


def test_without_lists_the_sidebar_leads_to_those_to_begin_with(
    qtbot: QtBot, own_library_folder: Path
) -> None:
    with driven(qtbot, own_library_folder) as desk:
        desk.wait(lambda: desk.is_shown("photoGrid") and desk.is_shown("sidebar"))
        desk.wait(lambda: "Tag by a list of words…" in rows(desk))
        open_list(desk, "Tag by a list of words…")
        assert lists(desk)[0] == "To begin with"
        starter = lists(desk)[1]
        assert desk.text("labelListTitle") == starter
        assert not desk.find(QPushButton, "deleteLabels").isEnabled()
        known(desk)
        assert stored(desk, starter) is None  # looking at one takes up nothing
        find_photos(desk)
        press(desk, "applyLabels")
        wait_until_said(desk, "stand")
        desk.wait(lambda: starter in rows(desk))
        desk.wait(lambda: lists(desk)[:2] == ["In this library", starter])


def test_a_library_without_photos_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with driven(qtbot, tmp_path / "library") as desk:
        desk.wait(lambda: desk.is_shown("welcomePage"))
        desk.find(QAction, "labelLists").trigger()
        desk.wait(lambda: desk.is_shown("labelListDialog") and len(lists(desk)) > 1)
        desk.wait(lambda: "No photo has been looked at yet" in desk.text("scoresNote"))
        turn(desk, "Apply")
        press(desk, "lookLabels")
        desk.wait(lambda: desk.is_shown("runNothing"))
        assert not desk.find(QPushButton, "applyLabels").isEnabled()
        turn(desk, "None of these")
        press(desk, "lookUnlabelled")
        desk.wait(lambda: desk.is_shown("inboxNothing"))
        turn(desk, "Runs")
        desk.wait(lambda: desk.is_shown("noRuns"))


def test_a_list_is_opened_and_left_by_keys_alone(desk: Driver) -> None:
    desk.find(QAction, "labelLists").trigger()
    desk.wait(lambda: desk.is_shown("labelListDialog"))
    dialog = desk.find(QDialog, "labelListDialog")
    known(desk)
    reached = set()
    for _ in range(40):
        desk.qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
        focused = dialog.focusWidget()
        reached.add(focused.objectName() if focused is not None else "")
    assert reached >= {
        *("labelLists", "newLabels", "labelTabs", "labelTable", "newLabel", "labelPhrases"),
        *("scoreHistogram", "reviewLabel", "bestPhotos", "borderlinePhotos", "closeLabels"),
    }
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    desk.wait(lambda: not desk.is_shown("labelListDialog"))


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

"""The sidebar as a person uses it: clicks, keys, drops, menus; on a real library."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenu, QTreeView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine

from photoclip import paths
from photoclip.app import make_application
from photoclip.library.library import Library
from photoclip.query import Filter, parse
from photoclip.records import Album, FolderNode, SavedSearch, ValueCount
from photoclip.ui.jobs import Jobs
from photoclip.ui.organise.organiser import Organiser
from photoclip.ui.sidebar import MIME, RECENT, Sidebar
from photoclip.ui.sidebar.content import Content
from photoclip.ui.sidebar.entries import tree
from photoclip.ui.sidebar.tree_model import TreeModel
from photoclip.ui.theme import Theme
from tests.ui_driver import elsewhere

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # windows, offscreen


class Side:
    """A sidebar on a library, with an organiser behind it."""

    def __init__(self, qtbot: QtBot, library: Library, jobs: Jobs) -> None:
        self.qtbot, self.library = qtbot, library
        theme = Theme(make_application(), paths.resources())
        self.bar = Sidebar(theme, jobs)
        self.window = QMainWindow()
        self.window.setMinimumSize(240, 900)
        self.window.setCentralWidget(self.bar)
        qtbot.addWidget(self.window)
        self.organiser = Organiser(jobs, theme, self.bar, list)
        self.organiser.serve(self.bar)
        self.bar.set_library(library)
        self.organiser.set_library(library)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.wait_for("All photos")
        qtbot.waitUntil(lambda: bool(self.organiser.albums), timeout=20_000)

    @property
    def view(self) -> QTreeView:
        found = self.bar.findChild(QTreeView, "sidebarTree")
        assert found is not None
        return found

    def rows(self, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
        model = self.view.model()
        above = parent or QModelIndex()
        for row in range(model.rowCount(above)):
            index = model.index(row, 0, above)
            yield index
            yield from self.rows(index)

    def titles(self) -> list[str]:
        return [index.data() for index in self.rows()]

    def has(self, title: str) -> bool:
        return title in self.titles()

    def wait_for(self, title: str) -> QModelIndex:
        self.qtbot.waitUntil(lambda: self.has(title), timeout=20_000)
        return next(index for index in self.rows() if index.data() == title)

    def spoken(self, title: str) -> str:
        return self.wait_for(title).data(Qt.ItemDataRole.AccessibleTextRole)

    def middle(self, title: str) -> QPoint:
        index = self.wait_for(title)
        self.view.scrollTo(index)
        return self.view.visualRect(index).center()

    def click(self, title: str) -> None:
        place = self.middle(title)
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.view, key)

    def drop(self, title: str, ids: list[int]) -> bool:
        mime = QMimeData()
        mime.setData(MIME, json.dumps(ids).encode())
        place, view = self.middle(title), self.view.viewport()
        copy, button, keys = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, QDragEnterEvent(place, copy, mime, button, keys))
        move = QDragMoveEvent(place, copy, mime, button, keys)
        QApplication.sendEvent(view, move)
        if not move.isAccepted():
            return False
        QApplication.sendEvent(view, QDropEvent(place, copy, mime, button, keys))
        return True


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    assert made.close(seconds=30)


@pytest.fixture
def no_sql_here() -> Iterator[None]:
    here, on_gui = threading.get_ident(), []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.get_ident() == here:
            on_gui.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield
    event.remove(Engine, "before_cursor_execute", note)
    assert not on_gui, f"SQL on the GUI thread: {on_gui[0]}"


@pytest.fixture
def library(own_library_folder: Path) -> Iterator[Library]:
    opened = elsewhere(lambda: Library.open(own_library_folder))
    yield opened
    elsewhere(opened.close)


@pytest.fixture
def side(qtbot: QtBot, library: Library, jobs: Jobs, no_sql_here: None) -> Side:
    ids = elsewhere(lambda: [int(each) for each in library.showing.browse()])
    elsewhere(lambda: library.organising.new_album("Rome", ids[:3]))
    elsewhere(lambda: library.organising.tag(ids[:7], "beach"))
    elsewhere(lambda: library.organising.flag(ids[:2], 1))
    elsewhere(lambda: library.organising.save_search("Red things", "red car"))
    return Side(qtbot, library, jobs)


def test_it_lists_what_the_library_holds(side: Side) -> None:
    photos = elsewhere(lambda: side.library.showing.counts()[0])
    assert side.spoken("All photos") == f"All photos, {photos}"
    assert side.spoken("Picked") == "Picked, 2"
    assert side.spoken("Rome") == "Rome, 3"
    assert side.spoken("beach") == "beach, 7"
    assert side.has("Red things")
    root = elsewhere(lambda: side.library.roots.all()[0])
    assert side.spoken(Path(root.text).name) == f"{Path(root.text).name}, {photos}"
    assert not side.has("Problem files")


def test_a_click_asks_for_the_photos(side: Side) -> None:
    asked: list[tuple[str, str]] = []
    side.bar.chosen.connect(lambda text, title: asked.append((text, title)))
    side.bar.search_chosen.connect(lambda text, name: asked.append((text, name)))
    for title in ("Rome", "beach", "Picked", "All photos", "Red things"):
        side.click(title)
    assert asked == [
        ("album:Rome", "Rome"),
        ("tag:beach", "beach"),
        ("flag:picked", "Picked"),
        ("", "All photos"),
        ("red car", "Red things"),
    ]
    with side.qtbot.waitSignal(side.bar.recent_wanted):
        side.click("Recently added")


def test_folders_ask_for_exactly_what_is_below_them(side: Side) -> None:
    asked: list[str] = []
    side.bar.chosen.connect(lambda text, _title: asked.append(text))
    nodes = elsewhere(side.library.showing.folders)
    below = next(node for node in nodes if node.folder and "/" not in node.folder)
    root = Path(next(node for node in nodes if not node.folder).path).name
    side.click(root)
    side.key(Qt.Key.Key_Right)
    side.click(below.folder)
    assert parse(asked[-1]).filters == (Filter("folder", below.path),)
    found = elsewhere(lambda: len(side.library.showing.browse(parse(asked[-1]).filters)))
    assert found == below.photos > 0


def test_it_is_used_with_the_keyboard_alone(side: Side) -> None:
    asked: list[str] = []
    side.bar.chosen.connect(lambda text, _title: asked.append(text))
    side.bar.focus()
    assert side.view.currentIndex().data() == "All photos"
    side.key(Qt.Key.Key_Down)
    side.key(Qt.Key.Key_Down)
    assert side.view.currentIndex().data() == "Picked"
    side.key(Qt.Key.Key_Return)
    assert asked == ["flag:picked"]
    side.key(Qt.Key.Key_Left)  # to the section
    assert side.view.currentIndex().data() == "Library"
    side.key(Qt.Key.Key_Left)
    assert not side.view.isExpanded(side.view.currentIndex())
    side.key(Qt.Key.Key_Right)
    assert side.view.isExpanded(side.view.currentIndex())
    with side.qtbot.waitSignal(side.bar.left):
        side.key(Qt.Key.Key_Escape)


def test_the_filter_finds_folders_albums_and_tags(side: Side) -> None:
    field = side.bar.findChild(QLineEdit, "sidebarFilter")
    assert field is not None
    field.setFocus()
    side.qtbot.keyClicks(field, "bEa")
    side.qtbot.waitUntil(lambda: not side.has("Rome"))
    assert side.titles() == ["Tags", "beach"]
    side.qtbot.keyClick(field, Qt.Key.Key_Return)
    side.qtbot.waitUntil(lambda: side.view.currentIndex().data() == "beach")
    with side.qtbot.waitSignal(side.bar.chosen) as asked:
        side.key(Qt.Key.Key_Return)
    assert asked.args == ["tag:beach", "beach"]
    side.key(Qt.Key.Key_Escape)
    side.wait_for("Rome")


def test_photos_dropped_on_an_album_are_in_it(side: Side) -> None:
    ids = elsewhere(lambda: [int(each) for each in side.library.showing.browse()])
    with side.qtbot.waitSignal(side.organiser.said, timeout=20_000):
        assert side.drop("Rome", ids[:20])
    side.qtbot.waitUntil(lambda: side.spoken("Rome") == "Rome, 20", timeout=20_000)
    with side.qtbot.waitSignal(side.organiser.said, timeout=20_000):
        assert side.drop("beach", ids[:9])
    side.qtbot.waitUntil(lambda: side.spoken("beach") == "beach, 9", timeout=20_000)
    assert not side.drop("All photos", ids[:2])
    mime = QMimeData()
    mime.setData(MIME, b'["no", "ids"]')


def test_photos_dropped_on_the_albums_make_a_new_one(side: Side) -> None:
    assert side.drop("Albums", [1, 2])
    field = side.bar.findChild(QLineEdit, "nameField")
    assert field is not None
    side.qtbot.keyClicks(field, "Two of them")
    side.qtbot.keyClick(field, Qt.Key.Key_Return)
    side.qtbot.waitUntil(lambda: side.has("Two of them"), timeout=20_000)
    assert side.spoken("Two of them") == "Two of them, 2"


def test_an_album_is_renamed_deleted_and_comes_back(side: Side) -> None:
    side.click("Rome")
    side.key(Qt.Key.Key_F2)
    field = side.bar.findChild(QLineEdit, "nameField")
    assert field is not None
    assert field.text() == "Rome"
    field.selectAll()
    side.qtbot.keyClicks(field, "Roma")
    side.qtbot.keyClick(field, Qt.Key.Key_Return)
    side.wait_for("Roma")
    assert not side.has("Rome")
    side.click("Roma")
    side.key(Qt.Key.Key_Delete)
    side.qtbot.waitUntil(lambda: not side.has("Roma"), timeout=20_000)
    side.organiser.undo()
    side.wait_for("Roma")
    assert side.spoken("Roma") == "Roma, 3"


def test_the_menu_key_opens_the_menu_of_the_row(side: Side) -> None:
    root = Path(elsewhere(lambda: side.library.roots.all()[0]).text).name
    side.click(root)
    wanted: list[tuple[str, int]] = []
    side.bar.rescan_wanted.connect(lambda number: wanted.append(("rescan", number)))
    side.bar.remove_folder_wanted.connect(lambda number: wanted.append(("remove", number)))
    for name in ("rescan", "delete"):
        place = QPoint(0, 0)
        QApplication.sendEvent(
            side.view.viewport(),
            QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place),
        )
        menu = side.bar.findChild(QMenu, "sidebarMenu")
        assert menu is not None
        names = [action.objectName() for action in menu.actions()]
        assert names[:2] == ["show", "showFolder"]
        next(action for action in menu.actions() if action.objectName() == name).trigger()
        menu.close()
        side.qtbot.waitUntil(lambda: side.bar.findChild(QMenu, "sidebarMenu") is None)
    assert wanted == [("rescan", 1), ("remove", 1)]


def test_what_is_folded_is_remembered(side: Side, jobs: Jobs, qtbot: QtBot) -> None:
    side.click("Albums")
    assert not side.view.isExpanded(side.wait_for("Albums"))
    root = Path(elsewhere(lambda: side.library.roots.all()[0]).text).name
    side.click(root)
    side.key(Qt.Key.Key_Right)
    state = json.loads(json.dumps(side.bar.state()))
    other = Side(qtbot, side.library, jobs)
    other.bar.set_state(state)
    assert not other.view.isExpanded(other.wait_for("Albums"))
    assert other.view.isExpanded(other.wait_for("Tags"))
    assert other.view.isExpanded(other.wait_for(root))
    other.bar.set_state({"collapsed": 7, "unfolded": None})


def test_a_folders_state_is_said(side: Side) -> None:
    root = elsewhere(lambda: side.library.roots.all()[0])
    for state, words in (("scanning", "looked through"), ("offline", "unplugged")):
        side.bar.show_state({root.id: state})
        assert words in side.spoken(Path(root.text).name)
        assert words in side.wait_for(Path(root.text).name).data(Qt.ItemDataRole.ToolTipRole)


def test_a_refresh_keeps_what_is_unfolded_and_chosen(side: Side) -> None:
    root = Path(elsewhere(lambda: side.library.roots.all()[0]).text).name
    side.click(root)
    side.key(Qt.Key.Key_Right)
    elsewhere(lambda: side.library.organising.new_album("Aachen", [1]))
    for _ in range(50):
        side.bar.refresh()
    side.wait_for("Aachen")
    assert side.view.isExpanded(side.wait_for(root))
    assert side.view.currentIndex().data() == root


def large() -> Content:
    folders = [FolderNode(1, "", 10_000, "/p")]
    for year in range(100):
        folders.append(FolderNode(1, f"y{year:03}", 100, f"/p/y{year:03}"))
        folders += [
            FolderNode(1, f"y{year:03}/d{day:02}", 1, f"/p/y{year:03}/d{day:02}")
            for day in range(99)
        ]
    tags = tuple(ValueCount(f"tag {number}", 5000 - number) for number in range(5000))
    return Content(photos=10_000, folders=tuple(folders), tags=tags, roots=(1,))


def test_of_many_tags_the_most_frequent_are_shown_until_all_are_wanted() -> None:
    top = tree(large())
    tags = next(each for each in top.children if each.key == "tags").children
    assert len(tags) == 31
    assert tags[-1].title == "Show all 5,000"
    every = next(each for each in tree(large(), all_tags=True).children if each.key == "tags")
    assert len(every.children) == 5001


def test_a_large_tree_changes_only_where_it_is_different(qtmodeltester: ModelTester) -> None:
    model = TreeModel()
    model.show(tree(large(), all_tags=True))
    changed: list[str] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.data()))
    model.rowsInserted.connect(lambda above, first, last: changed.append(f"+{first}-{last}"))
    model.rowsRemoved.connect(lambda above, first, last: changed.append(f"-{first}-{last}"))
    model.show(tree(large(), all_tags=True))
    assert changed == []
    folders = list(large().folders)
    folders[2] = FolderNode(1, "y000/d00", 5, "/p/y000/d00")
    folders.append(FolderNode(1, "z", 1, "/p/z"))
    model.show(tree(Content(photos=10_000, folders=tuple(folders)), all_tags=True))
    assert "d00" in changed
    assert "+100-100" in changed
    assert len(changed) < 10


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = TreeModel()
    first = Content(
        photos=3,
        albums=(Album(1, "Rome", 2), Album(2, "Aachen", 1)),
        searches=(SavedSearch(1, "Cars", "car"),),
        folders=(FolderNode(1, "", 3, "/p"), FolderNode(1, "a", 1, "/p/a")),
    )
    model.show(tree(first))
    qtmodeltester.check(model)
    second = Content(photos=4, albums=(Album(1, "A first", 2), Album(2, "Z", 1), Album(3, "M", 1)))
    model.show(tree(second))
    albums = next(each for each in model.sections() if each.key == "albums")
    assert [each.title for each in albums.children] == ["A first", "M", "Z"]
    assert model.asking('album:"A first"') is albums.children[0]
    assert model.asking("album:Rome") is None
    assert model.asking(RECENT) is not None
    assert model.asking("red car") is None

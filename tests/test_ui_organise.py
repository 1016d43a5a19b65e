"""What is done to selected photos: through dialogs, keys, the clipboard and the trash."""

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine

from photoclip import paths
from photoclip.app import make_application
from photoclip.library.library import Library
from photoclip.query import Filter
from photoclip.records import Edit, Failure
from photoclip.ui.failures_dialog import FailuresDialog
from photoclip.ui.jobs import Jobs
from photoclip.ui.organise import system
from photoclip.ui.organise.organiser import Organiser
from photoclip.ui.organise.tag_dialog import TagDialog, typed_names
from photoclip.ui.theme import Theme
from tests.ui_driver import elsewhere

PATIENCE = 20_000

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # windows, offscreen


class Desk:
    """An organiser in a window, with a selection that a test chooses."""

    def __init__(self, qtbot: QtBot, library: Library, jobs: Jobs) -> None:
        self.qtbot, self.library = qtbot, library
        self.ids = elsewhere(lambda: [int(each) for each in library.showing.browse()])
        self.selected: list[int] = []
        self.said: list[str] = []
        self.failed: list[str] = []
        self.changed: list[tuple[int, ...]] = []
        self.undo: Edit | None = None
        self.redo: Edit | None = None
        self.window = QMainWindow()
        self.window.setMinimumSize(900, 700)
        self.window.setCentralWidget(QWidget())
        qtbot.addWidget(self.window)
        theme = Theme(make_application(), paths.resources())
        self.organiser = Organiser(jobs, theme, self.window, lambda: self.selected)
        self.organiser.said.connect(self.said.append)
        self.organiser.failed.connect(self.failed.append)
        self.organiser.changed.connect(self.changed.append)
        self.organiser.undo_changed.connect(self.keep)
        self.organiser.set_library(library)
        self.window.show()
        qtbot.waitExposed(self.window)

    def keep(self, undo: Edit | None, redo: Edit | None) -> None:
        self.undo, self.redo = undo, redo

    def find(self, kind: type, name: str) -> QWidget:
        self.qtbot.waitUntil(lambda: self.window.findChild(kind, name) is not None)
        return self.window.findChild(kind, name)

    def is_gone(self, name: str) -> bool:
        return self.window.findChild(QWidget, name) is None

    def wait_said(self, part: str) -> None:
        self.qtbot.waitUntil(lambda: any(part in each for each in self.said), timeout=PATIENCE)

    def count(self, name: str, value: str) -> int:
        return len(elsewhere(lambda: self.library.showing.browse((Filter(name, value),))))


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    assert made.close(seconds=30)


@pytest.fixture
def library(own_library_folder: Path) -> Iterator[Library]:
    opened = elsewhere(lambda: Library.open(own_library_folder))
    yield opened
    elsewhere(opened.close)


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
def desk(qtbot: QtBot, library: Library, jobs: Jobs, no_sql_here: None) -> Iterator[Desk]:
    made = Desk(qtbot, library, jobs)
    yield made
    made.organiser.stop()


def test_all_photos_are_tagged_with_the_keyboard_and_it_is_undone(desk: Desk) -> None:
    desk.selected = desk.ids
    desk.organiser.ask_tags()
    field = desk.find(QLineEdit, "tagField")
    note = desk.find(QLabel, "tagListNote")
    desk.qtbot.waitUntil(lambda: not note.text().startswith("Looking"), timeout=PATIENCE)
    desk.qtbot.keyClicks(field, "summer,  family trip ,summer")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.wait_said("summer")
    assert desk.count("tag", "summer") == desk.count("tag", "family trip") == len(desk.ids)
    assert set(desk.changed[-1]) == set(desk.ids)
    assert desk.undo is not None
    assert desk.undo.name == "family trip"
    for name in ("family trip", "summer"):
        desk.organiser.undo()
        desk.qtbot.waitUntil(lambda name=name: desk.redo is not None and desk.redo.name == name)
        assert desk.count("tag", name) == 0
    desk.organiser.redo()
    desk.wait_said("Done again")
    assert desk.count("tag", "summer") == len(desk.ids)


def test_the_dialog_shows_which_tags_some_of_the_photos_have(desk: Desk) -> None:
    elsewhere(lambda: desk.library.organising.tag(desk.ids[:10], "all"))
    elsewhere(lambda: desk.library.organising.tag(desk.ids[:4], "some"))
    elsewhere(lambda: desk.library.organising.tag(desk.ids[20:], "other"))
    desk.selected = desk.ids[:10]
    desk.organiser.ask_tags()
    tags = desk.find(QListWidget, "tagList")
    desk.qtbot.waitUntil(lambda: tags.count() > 0, timeout=PATIENCE)
    items = {tags.item(row).toolTip(): tags.item(row) for row in range(tags.count())}
    assert "other" not in items
    assert items["all"].checkState() == Qt.CheckState.Checked
    assert items["some"].checkState() == Qt.CheckState.PartiallyChecked
    assert "4 of 10" in items["some"].text()
    items["all"].setCheckState(Qt.CheckState.Unchecked)
    items["some"].setCheckState(Qt.CheckState.Checked)
    desk.find(QPushButton, "applyTags").click()
    desk.wait_said("some")
    assert desk.count("tag", "all") == 0
    assert desk.count("tag", "some") == 10
    assert desk.count("tag", "other") == len(desk.ids) - 20


def test_known_tags_are_offered_behind_the_last_comma(desk: Desk) -> None:
    elsewhere(lambda: desk.library.organising.tag(desk.ids[:2], "mountain lake"))
    desk.selected = desk.ids[:1]
    desk.organiser.ask_tags()
    dialog = desk.find(TagDialog, "tagDialog")
    dialog.show_names(["mountain lake", "boat"])
    field = desk.find(QLineEdit, "tagField")
    desk.qtbot.keyClicks(field, "red, lak")

    def lists() -> list[QWidget]:
        every = QApplication.topLevelWidgets()
        return [
            each for each in every if each.objectName() == "tagCompletions" and each.isVisible()
        ]

    desk.qtbot.waitUntil(lambda: bool(lists()))
    (offered,) = lists()
    desk.qtbot.keyClick(offered, Qt.Key.Key_Down)
    desk.qtbot.keyClick(offered, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: field.text() == "red, mountain lake, ")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.wait_said("red")
    desk.organiser.ask_tags()
    desk.qtbot.waitUntil(lambda: desk.window.findChild(QPushButton, "recentTag") is not None)
    spoken = [each.toolTip() for each in desk.window.findChildren(QPushButton, "recentTag")]
    assert any("mountain lake" in each for each in spoken)


def test_what_is_typed_becomes_names() -> None:
    assert typed_names(" a , b  c,,A, ") == ("a", "b c")


def test_stars_and_flags(desk: Desk) -> None:
    desk.selected = desk.ids[:5]
    desk.organiser.rate(4)
    desk.wait_said("★★★★")
    assert desk.count("rating", "4") == 5
    desk.selected = desk.ids[:2]
    desk.organiser.flag(1)
    desk.wait_said("Picked")
    desk.organiser.flag(-1)
    desk.wait_said("Rejected")
    assert desk.count("flag", "rejected") == 2
    desk.organiser.undo()
    desk.wait_said("Undone")
    assert desk.count("flag", "picked") == 2


def test_nothing_selected_changes_nothing(desk: Desk) -> None:
    desk.organiser.rate(3)
    desk.organiser.ask_tags()
    desk.organiser.ask_album()
    desk.organiser.move_to_trash()
    desk.organiser.export()
    desk.selected = desk.ids[:1]
    desk.organiser.rate(1)
    desk.wait_said("Rated")
    assert len(desk.said) == 1
    assert desk.window.findChild(QWidget, "tagDialog") is None


def test_photos_go_into_a_new_album_then_an_old_one_and_out_again(desk: Desk) -> None:
    desk.selected = desk.ids[:6]
    desk.organiser.ask_album()
    field = desk.find(QLineEdit, "albumField")
    desk.qtbot.keyClicks(field, "Rome")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.wait_said("Made the album")
    assert desk.count("album", "Rome") == 6
    desk.qtbot.waitUntil(lambda: bool(desk.organiser.albums) and desk.is_gone("albumDialog"))
    desk.selected = desk.ids[:9]
    desk.organiser.ask_album()
    field = desk.find(QLineEdit, "albumField")
    desk.qtbot.keyClicks(field, "ro")
    desk.qtbot.keyClick(field, Qt.Key.Key_Down)
    desk.qtbot.keyClick(field, Qt.Key.Key_Up)
    assert desk.find(QListWidget, "albumList").currentItem().text() == "Rome"
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.wait_said("Added")
    assert desk.count("album", "Rome") == 9
    desk.organiser.remove_from_album()
    desk.organiser.show_question("album:rome red")
    desk.selected = desk.ids[:2]
    desk.organiser.remove_from_album()
    desk.wait_said("Removed")
    assert desk.count("album", "Rome") == 7


def test_a_name_that_is_taken_cannot_be_given(desk: Desk) -> None:
    elsewhere(lambda: desk.library.organising.new_album("Rome"))
    desk.selected = desk.ids[:1]
    desk.organiser.rate(1)  # the albums are looked at again
    desk.qtbot.waitUntil(lambda: bool(desk.organiser.albums), timeout=PATIENCE)
    desk.organiser.new_album()
    field, give = desk.find(QLineEdit, "nameField"), desk.find(QPushButton, "giveName")
    assert not give.isEnabled()
    desk.qtbot.keyClicks(field, "rome ")
    assert not give.isEnabled()
    assert desk.find(QLabel, "nameTrouble").text()
    desk.qtbot.keyClicks(field, "2")
    assert give.isEnabled()


def test_a_library_for_reading_says_so(
    qtbot: QtBot, sample_library_folder: Path, jobs: Jobs
) -> None:
    library = elsewhere(lambda: Library.open(sample_library_folder, write=False))
    desk = Desk(qtbot, library, jobs)
    desk.selected = desk.ids[:1]
    desk.organiser.rate(2)
    desk.organiser.undo()
    assert len(desk.failed) == 2
    assert "reading only" in desk.failed[0]
    qtbot.waitUntil(lambda: not desk.organiser.can_edit)
    elsewhere(library.close)


# Files


class Programs(QObject):
    """Stands for the programs of the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def programs(qtbot: QtBot) -> Iterator[Programs]:
    made = Programs()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def places(desk: Desk, ids: list[int]) -> list[str]:
    found = elsewhere(lambda: desk.library.showing.paths(ids))
    return [os.fsdecode(found[each][0]) for each in ids]


def test_paths_and_pictures_are_copied(desk: Desk) -> None:
    desk.selected = desk.ids[:3]
    desk.organiser.copy_paths()
    desk.wait_said("path")
    assert QGuiApplication.clipboard().text().split("\n") == places(desk, desk.ids[:3])
    desk.organiser.copy_picture()
    desk.wait_said("picture")
    with Image.open(places(desk, desk.ids[:1])[0]) as image:
        copied = QGuiApplication.clipboard().image()
        assert {copied.width(), copied.height()} == set(image.size)


def test_photos_are_opened_with_other_programs(desk: Desk, programs: Programs) -> None:
    desk.selected = desk.ids[:2]
    desk.organiser.open_with_default()
    desk.qtbot.waitUntil(lambda: len(programs.opened) == 2, timeout=PATIENCE)
    assert programs.opened == places(desk, desk.ids[:2])


def test_the_file_manager_is_asked_or_else_the_folder_opened(
    desk: Desk, programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = tmp_path / "noted"
    fake = tmp_path / "bin" / "gdbus"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{noted}"\n')
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    desk.selected = desk.ids[:1]
    place = Path(places(desk, desk.ids[:1])[0])
    desk.organiser.show_in_file_manager()
    desk.qtbot.waitUntil(lambda: noted.exists() and noted.stat().st_size > 0, timeout=PATIENCE)
    said = noted.read_text().split("\n")
    assert "org.freedesktop.FileManager1.ShowItems" in said
    assert f"['{place.as_uri()}']" in said
    fake.write_text("#!/bin/sh\nexit 1\n")
    desk.organiser.show_in_file_manager()
    desk.qtbot.waitUntil(lambda: bool(programs.opened), timeout=PATIENCE)
    assert programs.opened == [str(place.parent)]


def test_each_platform_has_its_command(tmp_path: Path) -> None:
    name = tmp_path / 'it\'s, a "photo".jpg'
    assert system.reveal_command([name], "darwin") == ["open", "-R", str(name)]
    assert system.reveal_command([name], "win32") == ["explorer", f"/select,{name}"]
    linux = system.reveal_command([name], "linux")
    assert "%27s%2C%20a%20%22photo%22.jpg" in " ".join(linux)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(3):
        Image.new("RGB", (90 + number, 60), (number * 60, 90, 30)).save(folder / f"{number}.jpg")
    (folder / "copy of 0.jpg").write_bytes((folder / "0.jpg").read_bytes())
    return folder


@pytest.fixture
def small(
    qtbot: QtBot, tmp_path: Path, pictures: Path, jobs: Jobs, no_sql_here: None
) -> Iterator[Desk]:
    opened = elsewhere(lambda: Library.open(tmp_path / "library"))
    elsewhere(lambda: opened.index([pictures]))
    made = Desk(qtbot, opened, jobs)
    yield made
    made.organiser.stop()
    elsewhere(opened.close)


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname != "Linux", reason="its own trash")
def test_the_trash_is_asked_for_and_takes_every_copy(
    small: Desk, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    first = elsewhere(lambda: small.library.showing.photo_at(pictures / "0.jpg"))
    small.selected = [first]
    small.organiser.move_to_trash()
    box = small.find(QWidget, "trashDialog")
    assert "2 file" in box.accessibleName()
    assert small.find(QLabel, "trashFolder").text() == str(pictures)
    assert small.find(QLabel, "trashCopies").text()
    small.find(QPushButton, "keepFiles").click()
    small.qtbot.waitUntil(lambda: small.is_gone("trashDialog"))
    assert (pictures / "0.jpg").exists()
    small.organiser.move_to_trash()
    small.find(QPushButton, "moveToTrash").click()
    small.wait_said("to the trash")
    assert sorted(each.name for each in pictures.iterdir()) == ["1.jpg", "2.jpg"]
    trashed = tmp_path / "data" / "Trash" / "files"
    assert sorted(each.name for each in trashed.iterdir()) == ["0.jpg", "copy of 0.jpg"]
    assert small.changed[-1] == (first,)


def test_what_cannot_be_trashed_is_listed(small: Desk, pictures: Path) -> None:
    second = elsewhere(lambda: small.library.showing.photo_at(pictures / "1.jpg"))
    small.selected = [second]
    small.organiser.move_to_trash()
    assert "1 file" in small.find(QWidget, "trashDialog").accessibleName()
    (pictures / "1.jpg").unlink()
    small.find(QPushButton, "moveToTrash").click()
    table = small.find(QTreeWidget, "failureList")
    assert table.topLevelItem(0).text(0) == "1.jpg"
    assert not small.find(QPushButton, "retryFailures").isVisible()


def test_photos_are_exported_through_the_dialog(desk: Desk, tmp_path: Path) -> None:
    desk.selected = desk.ids[:8]
    desk.organiser.export()
    folder = desk.find(QLineEdit, "exportFolder")
    folder.setText(str(tmp_path / "out"))
    side = desk.find(QComboBox, "jpegSide")
    assert not side.isEnabled()
    desk.find(QRadioButton, "exportAsJpeg").click()
    assert side.isEnabled()
    side.setCurrentIndex(side.findData(640))
    metadata = desk.find(QComboBox, "exportMetadata")
    metadata.setCurrentIndex(metadata.findData("none"))
    desk.find(QPushButton, "startExport").click()
    said = desk.find(QLabel, "exportSaid")
    desk.qtbot.waitUntil(lambda: said.text().startswith("Exported"), timeout=60_000)
    made = list((tmp_path / "out").iterdir())
    assert len(made) == 8
    with Image.open(made[0]) as image:
        assert max(image.size) == 640
    desk.find(QPushButton, "endExport").click()
    desk.qtbot.waitUntil(lambda: desk.is_gone("exportDialog"))
    desk.organiser.export()
    assert desk.find(QLineEdit, "exportFolder").text() == str(tmp_path / "out")


def test_an_export_that_cannot_begin_is_said_and_can_be_mended(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    desk.selected = desk.ids[:2]
    desk.organiser.export()
    folder = desk.find(QLineEdit, "exportFolder")
    folder.setText(str(tmp_path / "file" / "below"))
    start = desk.find(QPushButton, "startExport")
    start.click()
    said = desk.find(QLabel, "exportSaid")
    desk.qtbot.waitUntil(lambda: "cannot be made" in said.text(), timeout=PATIENCE)
    folder.setText(str(tmp_path / "good"))
    start.click()
    desk.qtbot.waitUntil(lambda: said.text().startswith("Exported"), timeout=PATIENCE)
    assert len(list((tmp_path / "good").iterdir())) == 2


def test_the_menu_is_made_of_the_windows_actions(desk: Desk) -> None:
    elsewhere(lambda: desk.library.organising.new_album("Fish & chips"))
    desk.selected = desk.ids[:3]
    desk.organiser.rate(1)
    desk.qtbot.waitUntil(lambda: bool(desk.organiser.albums), timeout=PATIENCE)
    names = ("open", "addTags", "rate3", "pick", "export", "trash", "removeFromAlbum")
    actions = {name: QAction(name, desk.window) for name in names}
    menu = desk.organiser.context_menu(desk.window, actions)
    shown = [action for action in menu.actions() if not action.isSeparator()]
    texts = [action.text() for action in shown]
    assert texts == ["open", "addTags", "Rate", "Flag", "Add to album", "export", "trash"]
    albums = menu.findChild(QMenu, "albumMenu")
    assert albums is not None
    albums.actions()[0].trigger()
    desk.wait_said("Fish & chips")
    assert desk.count("album", "Fish & chips") == 3
    desk.organiser.show_question('album:"Fish & chips"')
    again = desk.organiser.context_menu(desk.window, actions)
    assert actions["removeFromAlbum"] in again.actions()


# Problem files


def test_problem_files_are_grouped_found_and_copied(qtbot: QtBot, programs: Programs) -> None:
    make_application()
    failures = [Failure(f"/p/a/{n}.jpg".encode(), "The file is empty.") for n in range(5)]
    failures += [Failure(b"/p/b/x.jpg", "There is no permission to read the file.")]
    window = QMainWindow()
    window.setMinimumSize(900, 700)
    qtbot.addWidget(window)
    dialog = FailuresDialog(failures, window)
    dialog.open()
    table = dialog.findChild(QTreeWidget, "failureList")
    assert table is not None
    groups = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    assert [each.text(0) for each in groups] == [
        "The file is empty.  (5)",
        "There is no permission to read the file.  (1)",
    ]
    field = dialog.findChild(QLineEdit, "failureFilter")
    assert field is not None
    qtbot.keyClicks(field, "permission")
    assert table.topLevelItemCount() == 1
    copy = dialog.findChild(QPushButton, "copyFailures")
    assert copy is not None
    copy.click()
    copied = "/p/b/x.jpg\tThere is no permission to read the file."
    assert QGuiApplication.clipboard().text() == copied
    opener = dialog.findChild(QPushButton, "openFailureFolder")
    assert opener is not None
    opener.click()
    assert programs.opened == ["/p/b"]
    retry = dialog.findChild(QPushButton, "retryFailures")
    assert retry is not None
    with qtbot.waitSignal(dialog.retry_wanted):
        retry.click()

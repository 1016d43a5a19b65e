"""The search bar with a real library and no window around it: chips, completion, drops, history."""

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine
from ui_driver import elsewhere

from photoclip import paths
from photoclip import query as language
from photoclip.app import make_application
from photoclip.library.library import Library
from photoclip.query import Query, parse
from photoclip.records import SearchAnswer
from photoclip.ui.jobs import Jobs, Lane, nothing
from photoclip.ui.search.asking import Asking
from photoclip.ui.search.bar import SearchBar
from photoclip.ui.search.drop import DropTarget
from photoclip.ui.search.incoming import PHOTOS, Dropped
from photoclip.ui.search.question import Example, Question
from photoclip.ui.theme import Theme

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # menus, offscreen
PATIENCE = 60_000  # ms; the first question loads torch


@dataclass
class Bench:
    """A bar, what it asks and what is answered."""

    qtbot: QtBot
    window: QMainWindow
    bar: SearchBar
    target: DropTarget
    library: Library
    asking: Asking
    jobs: Jobs
    asked: list[Question] = field(default_factory=list)
    answers: list[tuple[Question, SearchAnswer]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def field(self) -> QLineEdit:
        found = self.bar.findChild(QLineEdit, "searchField")
        assert found is not None
        return found

    @property
    def chips(self) -> list[QPushButton]:
        every = self.bar.findChildren(QPushButton)
        chips = [each for each in every if each.objectName().endswith("Chip") and each.isVisible()]
        return sorted(chips, key=lambda chip: (chip.y(), chip.x()))

    @property
    def names(self) -> list[str]:
        return [chip.accessibleName() for chip in self.chips]

    @property
    def suggestions(self) -> list[str]:
        view = self.window.findChild(QListView, "searchSuggestions")
        if view is None or not view.isVisible():
            return []
        model = view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @contextmanager
    def pictures_held_up(self) -> Iterator[None]:
        """No picture is read while the block runs."""
        free = threading.Event()
        for _ in range(Lane.THUMBNAIL.threads):
            self.jobs.run(Lane.THUMBNAIL, free.wait, nothing)
        try:
            yield
        finally:
            free.set()

    def type(self, text: str) -> None:
        self.field.setFocus()
        self.qtbot.keyClicks(self.field, text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        target = self.window.focusWidget()
        assert target is not None
        self.qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def choose(self, chip: int, action: str) -> None:
        """Choose from a chip's menu."""
        self.chips[chip].setFocus()
        self.key(Key.Key_Menu)
        menus = [each for each in self.bar.findChildren(QMenu, "chipMenu") if each.isVisible()]
        (menu,) = menus
        found = next(each for each in menu.actions() if each.objectName() == action)
        found.trigger()
        menu.close()

    def wait_for(self, text: str) -> SearchAnswer:
        self.qtbot.waitUntil(
            lambda: bool(self.answers) and self.answers[-1][0].text == text, timeout=PATIENCE
        )
        return self.answers[-1][1]

    def drag(self, mime: QMimeData, place: QPoint) -> bool:
        """Drag over a place of the window; whether a drop would be taken there."""
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(place, copy, mime, buttons, keys)
        QApplication.sendEvent(self.window, enter)
        if not enter.isAccepted():
            return False
        move = QDragMoveEvent(place, copy, mime, buttons, keys)
        QApplication.sendEvent(self.window, move)
        return move.isAccepted()

    def drop(self, mime: QMimeData, place: QPoint) -> None:
        assert self.drag(mime, place)
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        drop = QDropEvent(place, Qt.DropAction.CopyAction, mime, buttons, keys)
        QApplication.sendEvent(self.window, drop)

    @property
    def left(self) -> QPoint:
        return QPoint(self.window.width() // 4, self.window.height() // 2)

    @property
    def right(self) -> QPoint:
        return QPoint(self.window.width() * 7 // 8, self.window.height() // 2)


@pytest.fixture(scope="module")
def opened(
    sample_library_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """The sample library with two tags, opened before SQL is watched for."""
    folder = tmp_path_factory.mktemp("tagged") / "library"
    shutil.copytree(sample_library_folder, folder)
    with Library.open(folder) as library:
        ids = library.showing.browse().tolist()
        library.organising.tag(ids[:5], "beach")
        library.organising.tag(ids[:2], "old boats")
        assert library.model_name()
        yield library


@pytest.fixture
def bench(qtbot: QtBot, opened: Library) -> Iterator[Bench]:
    gui = threading.get_ident()
    on_gui: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.get_ident() == gui:
            on_gui.append(statement)

    application = make_application()
    theme, jobs, window = Theme(application, paths.resources()), Jobs(), QMainWindow()
    bar, body = SearchBar(theme), QWidget()
    column = QVBoxLayout(body)
    column.addWidget(bar)
    column.addStretch(1)
    window.setCentralWidget(body)
    target = DropTarget(theme, jobs, window)
    target.lay_photo_wells_on(bar)
    asking = Asking(opened, jobs)
    made = Bench(qtbot, window, bar, target, opened, asking, jobs)
    bar.asked.connect(made.asked.append)
    bar.asked.connect(asking.ask)
    asking.answered.connect(lambda question, found: made.answers.append((question, found)))
    asking.unclear.connect(bar.show_message)
    asking.waiting.connect(bar.show_waiting)
    target.dropped.connect(made.dropped.append)
    target.dropped.connect(lambda dropped: bar.add_examples(dropped.examples))
    target.refused.connect(made.said.append)
    event.listen(Engine, "before_cursor_execute", note)
    bar.set_library(opened, jobs)
    target.set_library(opened)
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bar.focus()
    yield made
    assert jobs.close(30)
    event.remove(Engine, "before_cursor_execute", note)
    opened.asking.close()
    window.close()
    window.deleteLater()
    application.setStyleSheet("")
    theme.deleteLater()
    assert not on_gui, f"SQL on the GUI thread: {on_gui[0]}"


# Chips


def test_finished_filters_and_minus_words_become_chips(bench: Bench) -> None:
    bench.type("sunset tag:beach -people bo")
    assert bench.names == ["tag: beach", "Without people"]
    assert bench.field.text() == "sunset bo"
    assert bench.bar.question.text == "sunset bo -people tag:beach"
    bench.type("at folder:Nor")
    assert len(bench.chips) == 2
    bench.key(Key.Key_Return)
    assert bench.names[-1] == "folder: Nor"
    assert parse(bench.asked[-1].text) == parse("sunset boat -people tag:beach folder:Nor")


def test_the_answer_is_the_command_lines(bench: Bench) -> None:
    bench.type("boat tag:beach ")
    found = bench.wait_for("boat tag:beach")
    expected = elsewhere(lambda: bench.library.search(parse("boat tag:beach")))
    assert [hit.photo_id for hit in found.hits] == [hit.photo_id for hit in expected.hits]
    assert found.total == 5


def test_chips_are_used_with_the_keyboard_alone(bench: Bench) -> None:
    bench.type("tag:beach -people type:png x")
    bench.key(Key.Key_Home)
    bench.key(Key.Key_Left)
    assert bench.chips[2].hasFocus()
    bench.key(Key.Key_Left)
    bench.key(Key.Key_Left)
    bench.key(Key.Key_Left)
    assert bench.chips[0].hasFocus()
    bench.key(Key.Key_Minus)
    assert bench.names[0] == "Not tag: beach"
    assert bench.asked[-1].text == "x -people -tag:beach type:png"
    bench.key(Key.Key_Right)
    bench.key(Key.Key_Delete)
    assert bench.names == ["Not tag: beach", "type: png"]
    assert bench.chips[1].hasFocus()
    bench.key(Key.Key_Return)
    assert bench.field.hasFocus()
    assert bench.field.text() == "x type:png"
    assert bench.names == ["Not tag: beach"]
    bench.key(Key.Key_Home)
    bench.key(Key.Key_Left)
    bench.qtbot.keyClicks(bench.window.focusWidget(), "y")
    assert bench.field.text().startswith("y")
    assert bench.field.hasFocus()


def test_chips_are_used_with_the_mouse(bench: Bench) -> None:
    bench.type("tag:beach type:png ")
    cross = bench.chips[1].findChild(QToolButton, "removeChip")
    assert cross is not None
    bench.qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert bench.names == ["tag: beach"]
    assert bench.asked[-1].text == "tag:beach"
    bench.qtbot.mouseClick(bench.chips[0], Qt.MouseButton.LeftButton)
    assert (bench.names, bench.field.text()) == ([], "tag:beach")


def test_backspace_at_the_start_takes_the_last_chip(bench: Bench) -> None:
    bench.type("tag:beach type:png ")
    bench.key(Key.Key_Backspace)
    assert bench.names == ["tag: beach"]


def test_a_minus_word_turns_into_a_wanted_one(bench: Bench) -> None:
    bench.type("sea -boats ")
    bench.choose(0, "chipTurn")
    bench.key(Key.Key_Return)
    assert bench.asked[-1].text == "sea boats"
    assert not bench.chips


def test_a_filter_is_added_once_and_takes_the_place_of_its_opposite(bench: Bench) -> None:
    bench.bar.add_filter("tag", "beach")
    bench.bar.add_filter("tag", "beach")
    assert bench.asked == [Question("tag:beach")]
    bench.bar.add_filter("tag", "beach", negated=True)
    assert bench.names == ["Not tag: beach"]


def test_many_chips_stay_in_a_narrow_bar(bench: Bench) -> None:
    bench.window.resize(420, 500)
    for number in range(12):
        bench.bar.add_filter("tag", f"a rather long tag, number {number}")
    frame = bench.bar.findChild(QFrame, "searchFrame")
    assert frame is not None
    bench.qtbot.waitUntil(lambda: frame.height() > 100)
    assert frame.height() < 180
    bench.bar.focus()
    place = bench.field.mapTo(frame, bench.field.rect().center())
    assert frame.rect().contains(place)
    assert all(chip.width() <= frame.width() for chip in bench.chips)


def test_the_whole_question_is_copied_and_pasted(bench: Bench) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    bench.type("sunset tag:beach -people ")
    bench.key(Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == "sunset -people tag:beach"
    bench.bar.clear()
    assert not bench.chips
    bench.key(Key.Key_V, control)
    assert bench.names == ["Without people", "tag: beach"]
    assert bench.field.text().strip() == "sunset"
    bench.field.selectAll()
    bench.key(Key.Key_C, control)
    assert QGuiApplication.clipboard().text().strip() == "sunset"


def test_an_or_typed_behind_a_chip_joins_it(bench: Bench) -> None:
    bench.type("sea tag:beach or type:png tag:x ")
    assert bench.names == ["tag:beach or type:png", "tag: x"]
    assert bench.field.text() == "sea "
    bench.bar.ask_now()
    asked = parse(bench.asked[-1].text)
    assert asked == parse("sea (tag:beach or type:png) tag:x")
    assert asked == parse("sea tag:beach or type:png tag:x")


def test_a_group_is_a_chip_that_can_be_turned_and_edited(bench: Bench) -> None:
    bench.type("(tag:beach or type:png")
    bench.qtbot.wait(300)
    assert not bench.chips
    assert not bench.asked
    bench.type(") ")
    assert bench.names == ["tag:beach or type:png"]
    bench.choose(0, "chipTurn")
    assert bench.names == ["Not tag:beach or type:png"]
    assert bench.asked[-1].text == "-(tag:beach or type:png)"
    bench.choose(0, "chipEdit")
    assert not bench.chips
    assert bench.field.text() == "-(tag:beach or type:png)"
    bench.key(Key.Key_Return)
    assert bench.asked[-1].text == "-(tag:beach or type:png)"


def test_a_weight_is_shown_and_changed_by_keys_and_menu(bench: Bench) -> None:
    bench.type("sea 2:boats -people ")
    assert bench.names == ["boats, counts \u00d72", "Without people"]
    bench.key(Key.Key_Home)
    bench.key(Key.Key_Left)
    bench.key(Key.Key_Up)
    assert bench.asked[-1].text == "sea 2:boats -2:people"
    assert bench.names[1] == "Without people, counts \u00d72"
    bench.key(Key.Key_Down)
    bench.key(Key.Key_Left)
    bench.key(Key.Key_Up)
    bench.key(Key.Key_Minus)
    assert bench.asked[-1].text == "sea -people -3:boats"
    bench.choose(0, "chipWeight\u00d7½")
    assert parse(bench.asked[-1].text) == parse("sea -people -0.5:boats")


def test_a_picture_is_named_in_the_text(bench: Bench, two: tuple[Path, Path]) -> None:
    bench.bar.set_text(f'sea 2:like:"{two[0]}" tag:beach')
    assert bench.names == [f"Like {two[0].name}, counts \u00d72", "tag: beach"]
    (example,) = bench.asked[-1].examples
    assert (example.path, example.weight) == (two[0], 2.0)
    found = bench.wait_for("sea tag:beach")
    asked = parse(f'sea 2:like:"{two[0]}" tag:beach')
    expected = elsewhere(lambda: bench.library.search(asked))
    assert [hit.photo_id for hit in found.hits] == [hit.photo_id for hit in expected.hits]
    star = bench.bar.findChild(QToolButton, "saveSearch")
    assert star is not None
    with bench.qtbot.waitSignal(bench.bar.save_wanted) as saved:
        star.click()
    assert parse(saved.args[0]) == asked
    control = Qt.KeyboardModifier.ControlModifier
    bench.key(Key.Key_C, control)
    bench.bar.clear()
    bench.key(Key.Key_V, control)
    assert bench.bar.question.examples == (example,)


def test_a_dropped_picture_can_be_saved(bench: Bench, two: tuple[Path, Path]) -> None:
    bench.drop(_urls(two[0]), bench.right)
    bench.qtbot.waitUntil(lambda: len(bench.chips) == 1)
    star = bench.bar.findChild(QToolButton, "saveSearch")
    assert star is not None
    with bench.qtbot.waitSignal(bench.bar.save_wanted) as saved:
        star.click()
    assert parse(saved.args[0]) == Query(examples=(language.Example(str(two[0]), -1.0),))
    bench.wait_for("")


def test_few_values_are_completed_with_their_counts(bench: Bench) -> None:
    bench.type("orientation:")
    bench.qtbot.waitUntil(
        lambda: bench.suggestions == ["landscape", "portrait", "square"], timeout=PATIENCE
    )
    bench.key(Key.Key_Down)
    bench.qtbot.waitUntil(lambda: "photo" in bench.field.accessibleDescription())
    bench.key(Key.Key_Return)
    assert bench.names == ["orientation: landscape"]
    bench.type("(ye")
    assert bench.suggestions == ["year:"]
    bench.key(Key.Key_Down)
    bench.key(Key.Key_Return)
    bench.qtbot.waitUntil(lambda: bool(bench.suggestions))
    assert bench.suggestions[0].isdigit()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("sea tag:beach) ", "closes nothing"),
        ("sea () ", "empty"),
        ("boat or tag:beach", "joins two filters"),
        ("0:boat", "above 0"),
        ("is:new", "untagged, duplicate, burst, offline"),
    ],
)
def test_what_is_wrong_with_a_group_is_said(bench: Bench, typed: str, says: str) -> None:
    bench.type(typed)
    message = bench.bar.findChild(QLabel, "searchMessage")
    assert message is not None
    bench.qtbot.waitUntil(message.isVisible)
    assert says in message.text()


# What is asked when


def test_nothing_is_asked_while_a_filter_is_half_written(bench: Bench) -> None:
    bench.type("tag:")
    bench.qtbot.wait(300)
    assert bench.asked == []
    bench.type("beach")
    bench.qtbot.waitUntil(lambda: bool(bench.asked))
    assert bench.asked == [Question("tag:beach")]


def test_a_second_enter_asks_nothing_new(bench: Bench) -> None:
    bench.type("boat")
    bench.key(Key.Key_Return)
    bench.key(Key.Key_Return)
    bench.qtbot.wait(300)
    assert bench.asked == [Question("boat")]


def test_an_older_answer_never_follows_a_newer_one(bench: Bench) -> None:
    for words in ("boat", "mountain", "a red car"):
        bench.field.clear()
        bench.type(words)
        bench.key(Key.Key_Return)
    bench.wait_for("a red car")
    bench.qtbot.wait(200)
    assert bench.answers[-1][0] == Question("a red car")


def test_writing_on_is_the_same_step_and_a_chip_is_a_new_one(bench: Bench) -> None:
    bench.type("boa")
    bench.qtbot.waitUntil(lambda: len(bench.asked) == 1)
    assert not bench.bar.is_refined
    bench.type("t")
    bench.qtbot.waitUntil(lambda: len(bench.asked) == 2)
    assert bench.bar.is_refined
    bench.bar.add_filter("tag", "beach")
    assert not bench.bar.is_refined


def test_a_mistake_is_marked_and_explained(bench: Bench) -> None:
    bench.type("boat camra:nikon")
    message = bench.bar.findChild(QLabel, "searchMessage")
    assert message is not None
    bench.qtbot.waitUntil(message.isVisible)
    assert "camra" in message.text()
    before = bench.field.grab().toImage()
    bench.field.setText("boat camera:nikon")
    bench.qtbot.waitUntil(message.isHidden)
    assert _reddish(before) > _reddish(bench.field.grab().toImage())


def _reddish(image: QImage) -> int:
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(each.red() > each.blue() + 60 for each in colours)


def test_a_quiet_sign_while_an_answer_is_awaited(bench: Bench) -> None:
    glass = bench.bar.findChild(QWidget, "searchGlass")
    assert glass is not None
    still = glass.grab().toImage()
    bench.bar.show_waiting(True)
    assert glass.grab().toImage() == still  # most answers are faster than the sign
    bench.qtbot.waitUntil(lambda: glass.grab().toImage() != still)
    bench.bar.show_waiting(False)
    assert glass.grab().toImage() == still


# Completion


def test_a_filter_and_its_value_are_completed_with_the_arrows(bench: Bench) -> None:
    bench.type("sunset ta")
    assert bench.suggestions[0] == "tag:"
    bench.key(Key.Key_Down)
    bench.key(Key.Key_Return)
    assert bench.field.text() == "sunset tag:"
    bench.qtbot.waitUntil(lambda: bench.suggestions == ["beach", "old boats"])
    bench.key(Key.Key_Down)
    bench.key(Key.Key_Down)
    assert "2 photo" in bench.field.accessibleDescription()
    bench.key(Key.Key_Tab)
    assert bench.names == ["tag: old boats"]
    assert bench.field.text().strip() == "sunset"
    assert bench.suggestions == []
    bench.wait_for('sunset tag:"old boats"')


def test_enter_is_the_questions_unless_a_suggestion_was_moved_to(bench: Bench) -> None:
    bench.type("ta")
    assert bench.suggestions
    bench.key(Key.Key_Return)
    assert bench.asked[-1].text == "ta"
    assert bench.suggestions == []


def test_escape_closes_the_suggestions_before_it_clears(bench: Bench) -> None:
    bench.type("fo")
    bench.key(Key.Key_Escape)
    assert (bench.suggestions, bench.field.text()) == ([], "fo")
    bench.type("l")
    assert bench.suggestions == ["folder:"]
    bench.key(Key.Key_Escape)
    bench.key(Key.Key_Escape)
    assert bench.field.text() == ""
    with bench.qtbot.waitSignal(bench.bar.left):
        bench.key(Key.Key_Escape)


def test_a_suggestion_is_clicked(bench: Bench) -> None:
    bench.type("after:")
    bench.qtbot.waitUntil(lambda: bool(bench.suggestions))
    year = bench.suggestions[0]
    view = bench.window.findChild(QListView, "searchSuggestions")
    assert view is not None
    place = view.visualRect(view.model().index(0, 0)).center()
    bench.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.names == [f"after: {year}"]
    assert bench.field.hasFocus()


def test_tags_are_proposed_for_plain_words(bench: Bench) -> None:
    bench.type("bea")
    bench.qtbot.waitUntil(lambda: bench.suggestions == ["tag:beach"])


def test_folders_and_cameras_have_counts(bench: Bench) -> None:
    for name in ("folder", "camera", "type"):
        bench.type(f"{name}:")
        bench.qtbot.waitUntil(lambda: bool(bench.suggestions))
        bench.key(Key.Key_Down)
        assert "photo" in bench.field.accessibleDescription()
        bench.key(Key.Key_Escape)
        bench.bar.clear()


# History and saving


def test_down_in_the_empty_field_offers_earlier_questions(bench: Bench) -> None:
    bench.bar.set_history(("red car -people", "boat"))
    bench.key(Key.Key_Down)
    assert bench.suggestions == ["red car -people", "boat"]
    bench.key(Key.Key_Down)
    bench.key(Key.Key_Return)
    assert bench.asked[-1].text == "boat"


def test_questions_are_remembered_when_they_are_done(bench: Bench) -> None:
    kept: list[tuple[str, ...]] = []
    bench.bar.history_changed.connect(kept.append)
    bench.type("boat")
    bench.key(Key.Key_Return)
    bench.field.clear()
    bench.type("tag:beach sea")
    bench.qtbot.waitUntil(lambda: len(bench.asked) == 2)
    assert kept[-1] == ("boat",)
    bench.bar.clear()
    assert kept[-1] == ("sea tag:beach", "boat")


def test_only_what_can_be_written_is_saved(bench: Bench) -> None:
    star = bench.bar.findChild(QToolButton, "saveSearch")
    assert star is not None
    assert not star.isVisible()
    bench.type("sunset tag:beach ")
    assert star.isVisible()
    with bench.qtbot.waitSignal(bench.bar.save_wanted) as saved:
        star.click()
    assert saved.args == ["sunset tag:beach"]
    bench.bar.add_examples((Example("pasted", Path("/tmp/1.png")),))
    assert not star.isVisible()
    bench.bar.set_text("sunset camra:x")
    assert not star.isVisible()


def test_photos_like_one_of_the_library_are_saved_and_come_back(bench: Bench) -> None:
    star = bench.bar.findChild(QToolButton, "saveSearch")
    assert star is not None
    bench.bar.set_examples((Example("a boat.jpg", photo_id=1),))
    bench.qtbot.waitUntil(lambda: len(bench.answers) == 1)
    with bench.qtbot.waitSignal(bench.bar.save_wanted) as saved:
        star.click()
    (text,) = saved.args or ()
    assert text == 'like:"photo:1:a boat.jpg"'
    bench.bar.clear()
    bench.bar.set_text(text)
    assert bench.names == ["Like a boat.jpg"]
    bench.qtbot.waitUntil(lambda: len(bench.answers) == 2)
    first, again = (answer.hits[:10] for _, answer in bench.answers)
    assert [hit.photo_id for hit in first] == [hit.photo_id for hit in again]


def test_files_and_folders_are_proposed_for_an_example(bench: Bench, tmp_path: Path) -> None:
    for name in ("Boats/old ones/red boat.jpg", "Boats/blue.JPG", "Boats/list.txt", "Boats/.x.jpg"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    bench.type(f"like:{tmp_path}/bo")
    bench.qtbot.waitUntil(lambda: bench.suggestions == ["Boats/"])
    bench.key(Key.Key_Down)
    bench.key(Key.Key_Tab)  # a folder is gone into
    bench.qtbot.waitUntil(lambda: bench.suggestions == ["old ones/", "blue.JPG"])
    bench.key(Key.Key_Down)
    bench.key(Key.Key_Tab)
    assert bench.field.text() == f'like:"{tmp_path}/Boats/old ones/'
    bench.qtbot.waitUntil(lambda: bench.suggestions == ["red boat.jpg"])
    bench.key(Key.Key_Down)
    bench.key(Key.Key_Tab)
    assert bench.names == ["Like red boat.jpg"]
    bench.bar.clear()
    bench.type(f"-2:like:{tmp_path}/nowhere/")
    assert bench.suggestions == []


def test_a_saved_search_comes_back_as_chips(bench: Bench) -> None:
    bench.bar.set_text('sunset -people -folder:"New York"')
    assert bench.names == ["Without people", "Not folder: New York"]
    assert bench.field.text().strip() == "sunset"
    bench.bar.set_question(Question("boat", (Example("one", photo_id=1),)))
    assert bench.names == ["Like one"]
    assert bench.asked[-1] == Question("boat", (Example("one", photo_id=1),))


# Example pictures


def _urls(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


@pytest.fixture(scope="module")
def two(sample_pictures: Path) -> tuple[Path, Path]:
    first, second = sorted(sample_pictures.rglob("*.jpg"))[:2]
    return first, second


def test_pictures_are_dropped_on_either_well(bench: Bench, two: tuple[Path, Path]) -> None:
    bench.drop(_urls(two[0]), bench.left)
    bench.qtbot.waitUntil(lambda: len(bench.chips) == 1)
    bench.drop(_urls(two[1]), bench.right)
    bench.qtbot.waitUntil(lambda: len(bench.chips) == 2)
    assert bench.names == [f"Like {two[0].name}", f"Less like {two[1].name}"]
    found = bench.wait_for("")
    bench.qtbot.waitUntil(lambda: len(bench.answers[-1][0].examples) == 2, timeout=PATIENCE)
    found = bench.answers[-1][1]
    assert found.query == f"like:{two[0].name} -like:{two[1].name}"
    assert not bench.window.findChild(QWidget, "dropOverlay").isVisible()


def test_photos_of_the_grid_find_their_wells_over_the_bar(bench: Bench) -> None:
    mime = QMimeData()
    mime.setData(PHOTOS, json.dumps([3, 4]).encode())
    assert not bench.drag(mime, bench.left)  # the rest of the window stays free for albums
    QApplication.sendEvent(bench.window, QDragLeaveEvent())
    place = bench.bar.mapTo(bench.window, QPoint(40, bench.bar.height() // 2))
    bench.drop(mime, place)
    bench.qtbot.waitUntil(lambda: len(bench.chips) == 2)
    assert [each.photo_id for each in bench.asked[-1].examples] == [3, 4]
    assert all(each.name for each in bench.asked[-1].examples)


def test_folders_and_pictures_dropped_together(bench: Bench, two: tuple[Path, Path]) -> None:
    mime = _urls(two[0], two[0].parent)
    below = QPoint(bench.window.width() // 2, bench.window.height() - 60)
    bench.drop(mime, below)
    bench.qtbot.waitUntil(lambda: bool(bench.dropped))
    assert bench.dropped == [Dropped((two[0].parent,))]
    assert not bench.chips
    bench.drop(mime, bench.right - QPoint(0, 100))
    bench.qtbot.waitUntil(lambda: len(bench.dropped) == 2)
    assert bench.dropped[1].folders == (two[0].parent,)
    assert [each.negative for each in bench.dropped[1].examples] == [True]


def test_a_picture_of_a_browser_is_kept_only_for_now(bench: Bench, two: tuple[Path, Path]) -> None:
    mime = QMimeData()
    mime.setImageData(QImage(str(two[0])))
    mime.setUrls([QUrl("https://example.org/pictures/boat.jpg")])
    photos = bench.library.folder
    before = sorted(photos.rglob("*"))
    bench.drop(mime, bench.left)
    bench.qtbot.waitUntil(lambda: len(bench.chips) == 1)
    (example,) = bench.asked[-1].examples
    assert example.name == "boat.jpg"
    assert example.path is not None
    assert example.path.is_file()
    assert photos not in example.path.parents
    assert sorted(photos.rglob("*")) == before
    bench.wait_for("")


def test_an_address_of_the_web_is_never_fetched(bench: Bench) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/pictures/boat.jpg")])
    bench.drop(mime, bench.left)
    assert len(bench.said) == 1
    assert "never fetches" in bench.said[0]
    assert not bench.asked


def test_words_dragged_over_the_window_are_not_taken(bench: Bench) -> None:
    mime = QMimeData()
    mime.setText("hello")
    assert not bench.drag(mime, bench.left)


def test_a_picture_is_pasted(bench: Bench, two: tuple[Path, Path]) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QGuiApplication.clipboard().clear()
    assert not bench.bar.paste()
    QGuiApplication.clipboard().setImage(QImage(str(two[0])))
    bench.key(Key.Key_V, control)
    bench.qtbot.waitUntil(lambda: len(bench.chips) == 1)
    QGuiApplication.clipboard().setMimeData(_urls(two[1]))
    assert bench.bar.paste()
    bench.qtbot.waitUntil(lambda: len(bench.chips) == 2)
    QGuiApplication.clipboard().setText("sunset")
    assert not bench.bar.paste()
    bench.key(Key.Key_V, control)
    assert bench.field.text() == "sunset"


def test_an_example_counts_as_its_menu_says(bench: Bench) -> None:
    bench.bar.set_examples((Example("one", photo_id=1), Example("two", photo_id=2)))
    bench.choose(0, "chipWeight\u00d72")
    bench.choose(1, "chipLess")
    assert bench.asked[-1].examples == (
        Example("one", photo_id=1, weight=2.0),
        Example("two", photo_id=2, negative=True),
    )
    assert bench.names == ["Like one, counts \u00d72", "Less like two"]
    bench.choose(0, "chipRemove")
    assert bench.names == ["Less like two"]
    assert [each.name for each in bench.asked[-1].examples] == ["two"]


def test_examples_show_their_picture(bench: Bench, tmp_path: Path) -> None:
    red = QImage(300, 200, QImage.Format.Format_RGB32)
    red.fill(QColor(220, 20, 30))
    assert red.save(str(tmp_path / "red.png"))
    middle = QPoint(13, 13)
    with bench.pictures_held_up():
        bench.bar.set_examples((Example("red", tmp_path / "red.png"), Example("one", photo_id=1)))
        file, _photo = bench.chips
        assert file.grab().toImage().pixelColor(middle).red() != 220
        assert _colours(bench.chips[1].grab().toImage()) <= 60
    bench.qtbot.waitUntil(
        lambda: file.grab().toImage().pixelColor(middle) == QColor(220, 20, 30), timeout=PATIENCE
    )
    bench.qtbot.waitUntil(lambda: _colours(bench.chips[1].grab().toImage()) > 60, timeout=PATIENCE)


def test_the_same_examples_shown_again_have_their_picture_at_once(bench: Bench) -> None:
    example = Example("one", photo_id=1)

    def shows_photo() -> bool:
        return _colours(bench.chips[0].grab().toImage()) > 60

    with bench.pictures_held_up():
        bench.bar.set_examples((example,))
        assert not shows_photo()
    bench.qtbot.waitUntil(shows_photo, timeout=PATIENCE)
    bench.bar.clear()
    assert not bench.chips
    with bench.pictures_held_up():
        bench.bar.set_examples((example,))
        assert shows_photo()


def _colours(image: QImage) -> int:
    """How many colours stand where a chip has its picture: a sign has few, a photo many."""
    return len({image.pixel(x, y) for x in range(4, 24) for y in range(4, 24)})


def test_an_example_that_cannot_be_read_is_said(bench: Bench, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Anna")
    with bench.qtbot.waitSignal(bench.asking.failed, timeout=PATIENCE) as failed:
        bench.bar.set_examples((Example("letter.txt", letter),))
    assert "letter.txt" in failed.args[0]


def test_another_spelling_is_no_new_question(bench: Bench) -> None:
    bench.type("sea without boats")
    bench.qtbot.waitUntil(lambda: bool(bench.asked))
    bench.key(Key.Key_Return)
    assert bench.names == ["Without boats"]
    bench.bar.set_text("sea -boats")
    assert bench.asked == [Question("sea without boats")]
    bench.bar.set_question(Question("tag:beach sea"))
    assert bench.asked[-1] == Question("tag:beach sea")


def test_the_keyboard_stays_in_the_bar_when_its_chip_goes(bench: Bench) -> None:
    bench.type("tag:beach ")
    bench.key(Key.Key_Left)
    bench.key(Key.Key_Left)
    assert bench.chips[0].hasFocus()
    bench.bar.clear()
    assert bench.field.hasFocus()

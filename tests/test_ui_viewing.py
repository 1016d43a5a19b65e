"""The viewer by itself: stage, zoom, colours, what is loaded when, marks, tags, slideshow."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QColorSpace,
    QContextMenuEvent,
    QImage,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine
from ui_driver import elsewhere

from photoclip import paths
from photoclip.app import make_application
from photoclip.errors import PhotoError
from photoclip.library.library import Library
from photoclip.ui.jobs import Jobs
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.theme import Theme
from photoclip.ui.viewer.filmstrip import Filmstrip
from photoclip.ui.viewer.loading import MOST_PIXELS, detail_side
from photoclip.ui.viewer.stage import Stage
from photoclip.ui.viewer.viewer import Viewer

W = TypeVar("W", bound=QWidget)

PATIENCE = 60_000  # ms; the first look of the model loads torch
WIDE = (100, 150, 100)  # in Adobe RGB
BIG = (3000, 2000)
EDGE = 120  # px from the left, in the picture of two colours
PLAIN = ("a-red.png", "b-green.png", "c-blue.png", "d-grey.png")


def _draw(folder: Path) -> None:
    """A picture of single pixels, one of another colour space, and four plain ones."""
    folder.mkdir()
    pattern = np.zeros((BIG[1], BIG[0], 3), np.uint8)
    pattern[::2, ::2] = (255, 0, 0)
    pattern[1::2, 1::2] = (0, 0, 255)
    Image.fromarray(pattern).save(folder / "big.png")
    profile = QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb).iccProfile().data()
    Image.new("RGB", (400, 300), WIDE).save(folder / "wide.png", icc_profile=profile)
    halves = Image.new("RGB", (400, 300), "#808080")
    halves.paste("#c03030", (0, 0, EDGE, 300))
    halves.save(folder / "halves.png")
    colours = ("#c03030", "#30a030", "#3030c0", "#808080")
    for number, (name, colour) in enumerate(zip(PLAIN, colours, strict=True)):
        Image.new("RGB", (400 + 10 * number, 300), colour).save(folder / name)


@pytest.fixture(scope="module")
def drawn_library(tmp_path_factory: pytest.TempPathFactory, own_places: Path) -> Path:
    """An indexed library of six pictures."""
    folder = tmp_path_factory.mktemp("viewing")
    _draw(folder / "pictures")
    with Library.open(folder / "library") as library:
        report = library.index([folder / "pictures"])
    assert not report.failed
    return folder / "library"


@dataclass
class Room:
    """One viewer on a library, with what it asked for."""

    qtbot: QtBot
    viewer: Viewer
    library: Library
    photos: PhotoListModel
    ids: dict[str, int]
    decoded: list[tuple[int, int]]  # photo id, longest side asked for

    @property
    def stage(self) -> Stage:
        return self.find(Stage, "picture")

    def find(self, kind: type[W], name: str) -> W:
        found = self.viewer.findChild(kind, name)
        assert found is not None, name
        return found

    def all(self, kind: type[W], name: str) -> list[W]:
        return [each for each in self.viewer.findChildren(kind, name) if each.isVisible()]

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    def open(self, name: str) -> Stage:
        """Show a photo and wait for its picture, as large as the screen."""
        photo_id = self.ids[name]
        self.viewer.show_photo(self.photos, photo_id)
        self.wait(lambda: self.title() == name and self.stage.has_image)
        self.wait(lambda: any(each == photo_id for each, _ in self.decoded))
        facts = elsewhere(lambda: self.library.showing.photo(photo_id)).facts
        least = min(384 + 1, facts.width)
        self.wait(lambda: self.stage.shown_size.width() >= least)
        return self.stage

    def title(self) -> str:
        return self.find(QLabel, "viewerTitle").text()

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.viewer.window().focusWidget() or self.viewer, key)

    def colour(self, at: QPoint | None = None) -> QColor:
        """The colour of the stage at a point, or in its middle."""
        image = self.stage.grab().toImage()
        return image.pixelColor(at or self.stage.rect().center())

    def wheel(self, at: QPoint, turns: int) -> None:
        """Turn the wheel of a mouse."""
        self.send_wheel(at, QPoint(), QPoint(0, 120 * turns), Qt.ScrollPhase.NoScrollPhase)

    def send_wheel(self, at: QPoint, moved: QPoint, turned: QPoint, phase: Qt.ScrollPhase) -> None:
        stage = self.stage
        place = QPointF(at)
        there = QPointF(stage.mapToGlobal(at))
        none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        wheel = QWheelEvent(place, there, moved, turned, none, keys, phase, False)
        QApplication.sendEvent(stage, wheel)


@pytest.fixture
def room(
    qtbot: QtBot, drawn_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Room]:
    """A viewer that may change its library; fails when the GUI thread decodes or runs SQL."""
    folder = tmp_path / "library"
    shutil.copytree(drawn_library, folder)
    with _room(qtbot, folder, monkeypatch, write=True) as made:
        made.find(QToolButton, "viewerInfo").click()
        yield made


@pytest.fixture
def facts(room: Room) -> Room:
    """The same, with the facts shown, which the model is loaded for."""
    room.find(QToolButton, "viewerInfo").click()
    return room


@pytest.fixture
def reading_room(
    qtbot: QtBot, drawn_library: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Room]:
    """A viewer on a library that another process writes."""
    with _room(qtbot, drawn_library, monkeypatch, write=False) as made:
        yield made


class _room:  # noqa: N801 - reads as a function
    def __init__(
        self, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch, *, write: bool
    ) -> None:
        self._gui = threading.get_ident()
        self._on_gui: list[str] = []
        self._library = elsewhere(lambda: Library.open(folder, write=write))
        showing, decoded = self._library.showing, list[tuple[int, int]]()
        picture = showing.picture

        def noted(photo_id: int, max_side: int) -> object:
            if threading.get_ident() == self._gui:
                self._on_gui.append("decoding")
            decoded.append((photo_id, max_side))
            return picture(photo_id, max_side)

        monkeypatch.setattr(showing, "picture", noted)
        theme = Theme(make_application(), paths.resources())  # type: ignore[arg-type]
        self._jobs = Jobs()
        self._jobs.failed.connect(self._on_gui.append)
        self._jobs.unexpected.connect(self._on_gui.append)
        photos = PhotoListModel(self._library, self._jobs)
        ids = elsewhere(showing.browse)
        named = elsewhere(lambda: showing.photos([int(each) for each in ids]))
        by_name = {photo.name: photo.id for photo in named}
        photos.show_ids(np.array([by_name[name] for name in sorted(by_name)], np.int64))
        viewer = Viewer(theme, self._jobs)
        viewer.set_library(self._library)
        viewer.resize(1100, 700)
        viewer.show()
        qtbot.waitExposed(viewer)
        self._room = Room(qtbot, viewer, self._library, photos, by_name, decoded)

    def __enter__(self) -> Room:
        event.listen(Engine, "before_cursor_execute", self._note)
        return self._room

    def __exit__(self, *_error: object) -> None:
        self._room.viewer.hide()
        assert self._jobs.close(30)
        self._room.viewer.deleteLater()
        event.remove(Engine, "before_cursor_execute", self._note)
        elsewhere(self._library.close)
        assert not self._on_gui, self._on_gui[0]

    def _note(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.get_ident() == self._gui:
            self._on_gui.append(statement)


# Colours and pixels


def test_a_wide_gamut_picture_is_shown_in_srgb(room: Room) -> None:
    room.open("wide.png")
    adobe = QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb)
    to_srgb = adobe.transformationToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    expected = to_srgb.map(QColor(*WIDE))
    shown = room.colour()
    assert abs(expected.red() - WIDE[0]) > 20  # the profile matters
    for channel in (QColor.red, QColor.green, QColor.blue):
        assert abs(channel(shown) - channel(expected)) <= 3


@pytest.mark.parametrize("kind", ["Landscape", "Portrait"])
def test_every_orientation_is_shown_upright(
    shared_data: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for file in (shared_data / "data" / "orientation").glob(f"{kind}_*.jpg"):
        (pictures / file.name).write_bytes(file.read_bytes())
    with Library.open(tmp_path / "library") as library:
        library.index([pictures])
    with _room(qtbot, tmp_path / "library", monkeypatch, write=False) as room:
        shown: list[QImage] = []
        for number in (1, 3, 6, 8):
            room.decoded.clear()
            room.open(f"{kind}_{number}.jpg")
            small = room.stage.grab().toImage().scaled(32, 24)
            shown.append(small.convertToFormat(QImage.Format.Format_Grayscale8))
        first = np.array([_grey(each) for each in shown], np.int16)
        assert np.abs(first - first[0]).mean(axis=1).max() < 8


def _grey(image: QImage) -> list[int]:
    return [
        QColor(image.pixel(x, y)).red() for y in range(image.height()) for x in range(image.width())
    ]


def test_the_real_pixels_are_loaded_at_full_zoom_and_let_go_when_fitted(room: Room) -> None:
    stage = room.open("big.png")
    screen = max(size for _, size in room.decoded)
    assert stage.is_fitted
    assert stage.shown_size.width() <= screen < BIG[0]
    room.key(Qt.Key.Key_Z)
    assert stage.zoom == 1.0
    room.wait(lambda: stage.shown_size.width() == BIG[0])
    image = stage.grab().toImage()
    middle = stage.rect().center()
    seen = {image.pixelColor(middle + QPoint(x, y)).name() for x in (0, 1) for y in (0, 1)}
    assert seen == {"#ff0000", "#000000", "#0000ff"}
    room.key(Qt.Key.Key_Z)
    assert stage.is_fitted
    assert stage.shown_size.width() < BIG[0]


def test_pixels_stay_pixels_beyond_twice_their_size(room: Room) -> None:
    stage = room.open("big.png")
    stage.zoom_to(8.0)
    room.wait(lambda: stage.shown_size.width() == BIG[0])
    image = stage.grab().toImage()
    row = {image.pixelColor(x, stage.height() // 2).name() for x in range(100, 160)}
    assert row <= {"#ff0000", "#000000", "#0000ff"}
    assert len(row) == 2


def test_what_is_decoded_is_bounded() -> None:
    assert detail_side(QSize(6000, 4000), 6000) == 6000
    assert detail_side(QSize(6000, 4000), 2900) == 3000
    side = detail_side(QSize(20_000, 12_500), 20_000)
    assert 0.95 * MOST_PIXELS < side * side * 12_500 / 20_000 <= MOST_PIXELS


# Zoom and pan


def test_the_wheel_zooms_around_the_cursor(room: Room) -> None:
    stage = room.open("big.png")
    corner = QPoint(200, 150)
    before = stage.zoom
    room.wheel(corner, 3)
    assert stage.zoom > before * 1.5
    assert stage.can_pan
    room.wheel(corner, -3)
    assert stage.is_fitted


def test_what_lies_under_the_cursor_stays_there(room: Room) -> None:
    stage = room.open("halves.png")
    edge = QPoint((stage.width() - 400) // 2 + EDGE, stage.height() // 2)
    inside, outside = edge - QPoint(4, 0), edge + QPoint(4, 0)
    for turns in (0, 9):
        room.wheel(edge, turns)
        assert room.colour(inside) == QColor("#c03030")
        assert room.colour(outside) == QColor("#808080")
    assert stage.zoom > 5


def test_a_double_click_shows_the_real_pixels_there_and_again_the_whole(room: Room) -> None:
    stage = room.open("big.png")
    room.qtbot.mouseDClick(stage, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert stage.zoom == 1.0
    room.qtbot.mouseDClick(stage, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert stage.is_fitted


def test_fingers_pinch(room: Room) -> None:
    stage = room.open("big.png")
    before = stage.zoom
    place = QPointF(stage.rect().center())
    kind = Qt.NativeGestureType.ZoomNativeGesture
    device = QPointingDevice.primaryPointingDevice()
    QApplication.sendEvent(
        stage, QNativeGestureEvent(kind, device, 2, place, place, place, 0.5, QPointF())
    )
    assert stage.zoom == pytest.approx(1.5 * before)


def test_two_fingers_move_the_photo_and_do_not_zoom_it(room: Room) -> None:
    stage = room.open("a-red.png")
    stage.zoom_to(4.0)
    assert room.colour(QPoint(5, stage.height() // 2)) == QColor("#c03030")
    room.send_wheel(
        stage.rect().center(), QPoint(2000, 0), QPoint(240, 0), Qt.ScrollPhase.ScrollUpdate
    )
    assert stage.zoom == 4.0


def test_dragging_and_arrows_move_a_zoomed_photo(room: Room) -> None:
    stage = room.open("big.png")
    position = room.find(QLabel, "viewerPosition").text()
    room.key(Qt.Key.Key_Z)
    assert stage.cursor().shape() == Qt.CursorShape.OpenHandCursor
    room.wait(lambda: stage.shown_size.width() == BIG[0])
    left = Qt.MouseButton.LeftButton
    room.qtbot.mousePress(stage, left, pos=QPoint(300, 300))
    assert stage.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    before = stage.grab().toImage()
    room.qtbot.mouseMove(stage, QPoint(301, 300))
    room.qtbot.mouseRelease(stage, left, pos=QPoint(301, 300))
    after = stage.grab().toImage()
    assert before.pixelColor(100, 100) == after.pixelColor(101, 100)
    assert before.pixelColor(100, 100) != after.pixelColor(100, 100)
    for _ in range(30):
        room.key(Qt.Key.Key_Right)
    assert room.find(QLabel, "viewerPosition").text() == position
    room.key(Qt.Key.Key_Z)
    room.key(Qt.Key.Key_Right)
    assert room.find(QLabel, "viewerPosition").text() != position


def test_plus_minus_and_the_zoom_menu(room: Room) -> None:
    stage = room.open("big.png")
    button = room.find(QToolButton, "viewerZoom")
    room.key(Qt.Key.Key_Plus)
    zoomed = stage.zoom
    assert button.text() == f"{zoomed:.0%}"
    room.key(Qt.Key.Key_Minus)
    assert stage.zoom < zoomed
    menu = button.menu()
    assert menu is not None
    next(each for each in menu.actions() if each.text() == "200%").trigger()
    assert stage.zoom == 2.0
    menu.actions()[0].trigger()
    assert stage.is_fitted


# Loading


def test_the_neighbours_are_decoded_ahead_and_not_again(room: Room) -> None:
    room.open("b-green.png")
    wanted = {room.ids[name] for name in ("a-red.png", "b-green.png", "big.png")}
    room.wait(lambda: {each for each, _ in room.decoded} == wanted)
    room.key(Qt.Key.Key_Left)
    room.wait(lambda: room.colour() == QColor("#c03030"))
    assert [each for each, _ in room.decoded].count(room.ids["a-red.png"]) == 1


def test_the_last_of_many_steps_is_what_is_shown(room: Room) -> None:
    room.open("a-red.png")
    for _ in range(4):
        room.key(Qt.Key.Key_PageDown)
    assert room.viewer.current_id() == room.ids["d-grey.png"]
    room.wait(lambda: room.colour() == QColor("#808080") and room.title() == "d-grey.png")


def test_a_photo_that_cannot_be_read_says_so_whatever_comes_first(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    thumbnail, picture = room.library.showing.thumbnail, room.library.showing.picture
    refused = threading.Event()

    def late(content_hash: bytes) -> bytes | None:
        refused.wait(10)
        return thumbnail(content_hash)

    def gone(photo_id: int, max_side: int) -> object:
        if photo_id != room.ids["a-red.png"]:
            return picture(photo_id, max_side)
        raise PhotoError("The file is no longer there.")

    monkeypatch.setattr(room.library.showing, "thumbnail", late)
    monkeypatch.setattr(room.library.showing, "picture", gone)
    room.viewer.show_photo(room.photos, room.ids["a-red.png"])
    room.wait(lambda: room.stage.accessibleDescription() == "The file is no longer there.")
    refused.set()
    room.wait(lambda: room.title() == "a-red.png")
    assert not room.stage.has_image


def test_each_photo_is_announced(room: Room) -> None:
    shown: list[int] = []
    room.viewer.shown.connect(shown.append)
    room.open("a-red.png")
    room.key(Qt.Key.Key_Space)
    room.key(Qt.Key.Key_Backspace)
    first, second = room.ids["a-red.png"], room.ids["b-green.png"]
    assert shown == [first, second, first]


# Marks and tags


def test_stars_and_flags_say_what_is_wanted(facts: Room) -> None:
    facts.open("a-red.png")
    ratings: list[int] = []
    flags: list[int] = []
    facts.viewer.rating_wanted.connect(ratings.append)
    facts.viewer.flag_wanted.connect(flags.append)
    facts.find(QToolButton, "infoRating4").click()
    facts.find(QToolButton, "infoFlagPick").click()
    facts.find(QToolButton, "infoFlagReject").click()
    assert ratings == [4]
    assert flags == [1, -1]


def test_a_change_is_seen_after_a_refresh_and_a_second_click_takes_it_off(facts: Room) -> None:
    facts.open("a-red.png")
    photo_id = facts.ids["a-red.png"]
    stars = facts.find(QWidget, "infoRating")
    elsewhere(lambda: facts.library.organising.rate([photo_id], 3))
    facts.viewer.refresh()
    facts.wait(lambda: stars.accessibleDescription().startswith("3"))
    wanted: list[int] = []
    facts.viewer.rating_wanted.connect(wanted.append)
    facts.find(QToolButton, "infoRating3").click()
    assert wanted == [0]


def test_tags_are_chips_that_come_off_and_a_field_that_adds_one(facts: Room) -> None:
    photo_id = facts.ids["a-red.png"]
    elsewhere(lambda: facts.library.tagging.tag([photo_id], "poppy"))
    facts.open("a-red.png")
    facts.wait(lambda: len(facts.all(QWidget, "tagChip")) == 1)
    assert facts.all(QWidget, "tagChip")[0].accessibleName() == "poppy, given by you"
    added: list[str] = []
    removed: list[str] = []
    facts.viewer.tag_wanted.connect(added.append)
    facts.viewer.untag_wanted.connect(removed.append)
    facts.all(QToolButton, "tagRemove")[0].click()
    facts.viewer.focus_tag_field()
    field = facts.find(QLineEdit, "tagField")
    facts.wait(field.hasFocus)
    model = field.completer().model()
    facts.wait(lambda: model.rowCount() == 1)
    assert model.index(0, 0).data() == "poppy"
    facts.qtbot.keyClicks(field, " sunny  side ")
    facts.key(Qt.Key.Key_Return)
    assert removed == ["poppy"]
    assert added == ["sunny side"]
    assert field.text() == ""


@pytest.mark.qt_log_ignore("This plugin does not support")  # pop-ups, offscreen
def test_return_on_the_completion_list_gives_the_offered_tag(facts: Room) -> None:
    elsewhere(lambda: facts.library.tagging.tag([facts.ids["b-green.png"]], "poppy"))
    facts.open("a-red.png")
    added: list[str] = []
    facts.viewer.tag_wanted.connect(added.append)
    facts.viewer.focus_tag_field()
    field = facts.find(QLineEdit, "tagField")
    facts.wait(field.hasFocus)
    completer = field.completer()
    assert completer is not None
    facts.wait(lambda: completer.model().rowCount() == 1)
    facts.qtbot.keyClicks(field, "po")
    offered = completer.popup()
    assert offered is not None
    facts.wait(offered.isVisible)
    facts.qtbot.keyClick(offered, Qt.Key.Key_Down)
    assert offered.currentIndex().data() == "poppy"
    facts.qtbot.keyClick(offered, Qt.Key.Key_Return)
    facts.wait(lambda: bool(added))
    QApplication.processEvents()
    assert added == ["poppy"]
    assert field.text() == ""
    assert not offered.isVisible()


def test_keys_are_letters_in_the_field_and_escape_goes_back_to_the_picture(facts: Room) -> None:
    stage = facts.open("a-red.png")
    closed: list[int] = []
    facts.viewer.closed.connect(closed.append)
    facts.viewer.focus_tag_field()
    field = facts.find(QLineEdit, "tagField")
    facts.wait(field.hasFocus)
    facts.qtbot.keyClicks(field, "zis")
    assert field.text() == "zis"
    assert stage.is_fitted
    facts.key(Qt.Key.Key_Escape)
    assert stage.hasFocus()
    assert not closed
    facts.key(Qt.Key.Key_Escape)
    assert closed == [facts.ids["a-red.png"]]


def test_a_library_that_is_only_read_offers_no_changes(reading_room: Room) -> None:
    reading_room.open("a-red.png")
    assert not reading_room.find(QLineEdit, "tagField").isVisible()
    assert not reading_room.find(QToolButton, "infoRating1").isEnabled()


# What is looked up


def test_labels_similar_photos_and_the_file_follow_the_picture(facts: Room) -> None:
    facts.open("a-red.png")
    facts.wait(lambda: len(facts.all(QToolButton, "similarPhoto")) == len(facts.ids) - 1)
    said = facts.all(QProgressBar, "seenBar") or facts.all(QLabel, "infoSentence")
    assert said
    path = facts.find(QPushButton, "infoPath")
    path.click()
    copied = QApplication.clipboard().text()
    assert copied.endswith("a-red.png")
    assert path.toolTip().startswith(copied)
    other = facts.all(QToolButton, "similarPhoto")[0]
    name = other.toolTip()
    other.click()
    facts.wait(lambda: facts.title() == name)
    assert facts.stage.hasFocus()


def test_the_labels_are_those_of_the_own_lists(room: Room) -> None:
    from photoclip.library.labels import from_labels

    photo_id = room.ids["a-red.png"]
    own = from_labels(["poppy", "brick"], "reds")
    built_in = elsewhere(lambda: room.library.asking.describe_photo(photo_id))
    elsewhere(lambda: room.library.tagging.save(own))
    fits = elsewhere(lambda: room.library.asking.describe_photo(photo_id))
    assert [each.name for each in built_in] == [""]
    assert [each.name for each in fits] == ["reds"]
    assert {label for label, _ in fits[0].labels} <= {"poppy", "brick"}
    assert sum(chance for _, chance in fits[0].labels) <= 1.0001


def test_empty_sections_are_not_shown_and_others_collapse(facts: Room) -> None:
    facts.open("a-red.png")
    labels = facts.find(QWidget, "infoDetails").findChildren(QLabel)
    said = [each.text() for each in labels if each.text()]
    assert "Date" in said  # that of the file: no camera wrote anything
    assert not {"Camera", "Lens", "Exposure", "Place"} & set(said)
    assert not facts.find(QWidget, "infoAlbums").isVisible()
    facts.wait(lambda: bool(facts.all(QPushButton, "infoPath")))
    facts.find(QToolButton, "infoFileHeading").click()
    assert not facts.all(QPushButton, "infoPath")


# Slideshow, full screen, filmstrip


def test_a_slideshow_goes_on_pauses_and_ends(facts: Room) -> None:
    stage = facts.open("a-red.png")
    wanted: list[bool] = []
    shown: list[int] = []
    facts.viewer.full_screen_wanted.connect(wanted.append)
    facts.viewer.shown.connect(shown.append)
    facts.viewer.start_slideshow(50)
    assert wanted == [True]
    assert stage.cursor().shape() == Qt.CursorShape.BlankCursor
    assert not facts.find(QWidget, "viewerStrip").isVisible()
    assert not facts.find(QWidget, "factsPanel").isVisible()
    facts.wait(lambda: len(shown) >= len(facts.ids))  # it begins again after the last
    assert shown[: len(facts.ids)] == _after_first(facts)
    facts.key(Qt.Key.Key_Space)
    count = len(shown)
    facts.qtbot.wait(200)
    assert len(shown) == count
    facts.key(Qt.Key.Key_Escape)
    assert wanted == [True, False]
    assert facts.find(QWidget, "viewerStrip").isVisible()
    assert facts.find(QWidget, "factsPanel").isVisible()


def _after_first(room: Room) -> list[int]:
    ids = [int(each) for each in room.photos.ids]
    return [*ids[1:], ids[0]]


def test_full_screen_shows_the_picture_alone_until_the_mouse_moves(facts: Room) -> None:
    stage = facts.open("a-red.png")
    tools = facts.find(QWidget, "viewerStrip")
    facts.viewer.window().showFullScreen()
    facts.wait(lambda: not tools.isVisible())
    assert stage.size() == facts.viewer.size()
    facts.qtbot.mouseMove(stage, QPoint(200, 300))
    facts.qtbot.mouseMove(stage, QPoint(220, 310))
    assert tools.isVisible()
    assert stage.size() == facts.viewer.size()  # the tools lie over it
    facts.viewer.window().showNormal()
    facts.wait(lambda: facts.find(QWidget, "factsPanel").isVisible())


def test_the_key_for_full_screen_asks_for_it(room: Room) -> None:
    room.open("a-red.png")
    wanted: list[bool] = []
    room.viewer.full_screen_wanted.connect(wanted.append)
    room.key(Qt.Key.Key_F)
    room.key(Qt.Key.Key_Escape)
    assert wanted == [True, False]


def test_the_filmstrip_opens_what_is_clicked(room: Room) -> None:
    room.open("b-green.png")
    strip = room.find(Filmstrip, "filmstrip")
    assert not strip.isVisible()
    room.key(Qt.Key.Key_B)
    assert strip.isVisible()
    room.qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.cell(0).center())
    assert room.viewer.current_id() == room.ids["a-red.png"]
    painted = strip.grab().toImage()
    room.wait(lambda: strip.grab().toImage().pixelColor(strip.cell(0).center()).red() > 150)
    assert painted.size() == strip.grab().toImage().size()


# Manners


def test_every_control_has_a_name_that_can_be_heard(facts: Room) -> None:
    elsewhere(lambda: facts.library.tagging.tag([facts.ids["a-red.png"]], "poppy"))
    facts.open("a-red.png")
    facts.wait(lambda: bool(facts.all(QToolButton, "similarPhoto")))
    controls = [
        each
        for each in facts.viewer.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QLineEdit)
        or each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    silent = [
        each.objectName() or type(each).__name__
        for each in controls
        if not each.accessibleName() and each.isVisible()
    ]
    assert len(controls) > 20
    assert not silent


def test_the_menu_is_asked_for_where_the_mouse_is(room: Room) -> None:
    stage = room.open("a-red.png")
    places: list[QPoint] = []
    room.viewer.menu_wanted.connect(places.append)
    room.find(QToolButton, "viewerMore").click()
    there = stage.mapToGlobal(QPoint(40, 40))
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(stage, QContextMenuEvent(reason, QPoint(40, 40), there))
    assert len(places) == 2
    assert places[1] == there


def test_nothing_is_decoded_once_the_viewer_is_hidden(room: Room) -> None:
    room.open("a-red.png")
    room.viewer.hide()
    room.qtbot.wait(300)
    before = len(room.decoded)
    QApplication.sendEvent(room.viewer, QEvent(QEvent.Type.WindowStateChange))
    room.viewer.refresh()
    room.qtbot.wait(200)
    assert len(room.decoded) == before

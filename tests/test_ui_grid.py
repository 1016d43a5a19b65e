"""The grid of photos: where things lie, what a person does there, and how it is shown."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine
from ui_driver import elsewhere

from photoclip import paths
from photoclip.app import make_application
from photoclip.library.library import Library
from photoclip.query import parse
from photoclip.records import PhotoRow, Sections
from photoclip.ui.badges import marks_of
from photoclip.ui.date_scroller import DateScroller
from photoclip.ui.grid_layout import Box, GridLayout, laid_out
from photoclip.ui.grid_selection import Chosen, runs_of
from photoclip.ui.jobs import Jobs
from photoclip.ui.photo_grid import PhotoGrid
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.photos_page import PhotosPage
from photoclip.ui.search.question import Question
from photoclip.ui.theme import Theme

NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton

# Said by the offscreen platform whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Desk:
    """A page of photos on its own, with a real library."""

    def __init__(self, qtbot: QtBot, library: Library, page: PhotosPage) -> None:
        self.qtbot, self.library, self.page, self.grid = qtbot, library, page, page.grid
        self.ids: npt.NDArray[np.int64] = elsewhere(library.showing.browse)

    @property
    def model(self) -> PhotoListModel:
        photos = self.page.photos
        assert photos is not None
        return photos

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=30_000)

    def show(self) -> None:
        self.page.show_all(self.ids)
        self.wait(lambda: self.shown() == self.ids.tolist())
        self.wait(self.page.findChild(DateScroller).isVisible)  # they make the grid narrower
        self.grid.setFocus()

    def shown(self) -> list[int]:
        return self.model.ids.tolist()

    def middle(self, place: int) -> QPoint:
        return self.grid.visualRect(self.model.index(place)).center()

    def click(self, place: int, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.qtbot.mouseClick(self.grid.viewport(), LEFT, keys, self.middle(place))

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.qtbot.keyClick(self.grid, key, keys)

    def current(self) -> int:
        return self.grid.currentIndex().row()

    def selected(self) -> list[int]:
        return [self.shown().index(each) for each in self.grid.selected_ids()]

    def choose(self, action: str) -> None:
        found = self.page.findChild(QAction, action)
        assert found is not None, action
        found.trigger()

    def wheel(self, place: int, up: int, keys: Qt.KeyboardModifier) -> None:
        at = QPointF(self.middle(place))
        none = QPoint(0, 0)
        turned = QWheelEvent(
            at, at, none, QPoint(0, 120 * up), Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.grid.viewport(), turned)


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path) -> Iterator[Desk]:
    gui = threading.get_ident()
    on_gui: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.get_ident() == gui:
            on_gui.append(statement)

    application = make_application()
    theme, jobs = Theme(application, paths.resources()), Jobs()
    library = elsewhere(lambda: Library.open(own_library_folder))
    page = PhotosPage(theme, jobs)
    page.resize(900, 600)
    event.listen(Engine, "before_cursor_execute", note)
    try:
        page.set_library(library)
        page.show()
        shown = Desk(qtbot, library, page)
        shown.show()
        yield shown
    finally:
        assert jobs.close(seconds=30)
        event.remove(Engine, "before_cursor_execute", note)
        elsewhere(library.close)
        page.deleteLater()
        application.setStyleSheet("")
        theme.deleteLater()
    assert not on_gui, f"SQL on the GUI thread: {on_gui[0]}"


# Where things lie


def _layouts() -> Iterator[GridLayout]:
    for starts in (None, np.array([0]), np.array([0, 1, 9, 20, 21, 22, 70])):
        for width in (90, 500, 1003):
            yield laid_out(80, width, 100, starts)


def test_every_photo_is_where_the_layout_says() -> None:
    for layout in _layouts():
        boxes = [layout.box(place) for place in range(80)]
        assert [(x, y) for _, x, y in layout.squares(0, 80)] == [(box.x, box.y) for box in boxes]
        for place, box in enumerate(boxes):
            right, low = box.x + box.width - 1, box.y + box.height - 1
            assert layout.at(box.x, box.y) == layout.at(right, low) == place
            assert layout.at(box.x, low + 1) == -1
            assert layout.section_line_at(box.y) == -1
            assert low < layout.height
        for section in range(layout.sections):
            line = layout.line(section)
            assert layout.section_line_at(line.y) == section
            assert layout.at(line.x, line.y) == -1


def test_what_is_seen_is_what_overlaps() -> None:
    for layout in _layouts():
        boxes = [layout.box(place) for place in range(80)]
        for top in range(0, layout.height, 37):
            first, end = layout.places_between(top, top + 50)
            seen = {place for place, box in enumerate(boxes) if top - box.height < box.y < top + 50}
            assert seen <= set(range(first, end))
            assert end - first <= 3 * layout.columns
            band = Box(30, top, 170, 90)
            touched = [
                place
                for place, box in enumerate(boxes)
                if band.x - box.width < box.x < band.x + band.width
                and band.y - box.height < box.y < band.y + band.height
            ]
            assert Chosen(layout.runs_in(band)).places().tolist() == touched


def test_columns_fill_the_width_evenly() -> None:
    for layout in _layouts():
        lefts = layout.lefts.tolist()
        gaps = {after - before - layout.side for before, after in pairwise(lefts)}
        assert not gaps or max(gaps) - min(gaps) <= 1
        assert all(gap >= layout.gap for gap in gaps)


def test_chosen_places_are_runs() -> None:
    places = np.array([0, 1, 2, 7, 9, 10])
    chosen = Chosen(runs_of(places))
    assert chosen.runs.tolist() == [[0, 3], [7, 8], [9, 11]]
    assert chosen.places().tolist() == places.tolist()
    assert len(chosen) == 6
    assert [place for place in range(12) if place in chosen] == places.tolist()
    assert np.flatnonzero(chosen.among(2, 10)).tolist() == [0, 5, 7]
    assert runs_of(places[:0]).tolist() == []


# The mouse


def test_clicks_choose_as_everywhere(desk: Desk) -> None:
    desk.click(3)
    assert desk.selected() == [3]
    desk.click(6, SHIFT)
    assert desk.selected() == [3, 4, 5, 6]
    desk.click(4, CTRL)
    desk.click(9, CTRL)
    assert desk.selected() == [3, 5, 6, 9]
    desk.click(5)
    with desk.qtbot.waitSignal(desk.grid.opened) as opened:
        desk.qtbot.mouseDClick(desk.grid.viewport(), LEFT, NO_KEYS, desk.middle(5))
    assert opened.args == [desk.shown()[5]]
    desk.qtbot.mouseClick(desk.grid.viewport(), LEFT, NO_KEYS, QPoint(3, 300))
    assert desk.selected() == []


def test_a_rubber_band_chooses_what_it_touches(desk: Desk) -> None:
    view = desk.grid.viewport()
    columns = sum(1 for place in range(20) if desk.middle(place).y() == desk.middle(0).y())
    desk.qtbot.mousePress(view, LEFT, NO_KEYS, QPoint(4, 1))
    for part in (2, 1):
        desk.qtbot.mouseMove(view, desk.middle(columns + 1) / part)
    desk.qtbot.mouseRelease(view, LEFT, NO_KEYS, desk.middle(columns + 1))
    assert desk.selected() == [0, 1, columns, columns + 1]


def test_a_click_on_a_line_chooses_its_photos(desk: Desk) -> None:
    desk.choose("groupChoice-month")
    months = elsewhere(lambda: desk.library.showing.sections(desk.ids, "month"))
    desk.wait(lambda: desk.middle(0).y() > 100)
    assert desk.shown() == desk.ids.tolist()
    bounds = [*months.starts.tolist(), len(desk.ids)]
    first = desk.grid.visualRect(desk.model.index(0)).topLeft()
    desk.qtbot.mouseClick(desk.grid.viewport(), LEFT, NO_KEYS, first - QPoint(-30, 15))
    assert desk.selected() == list(range(bounds[1]))
    second = desk.grid.visualRect(desk.model.index(bounds[1])).topLeft()
    desk.qtbot.mouseClick(desk.grid.viewport(), LEFT, CTRL, second - QPoint(-30, 15))
    assert desk.selected() == list(range(bounds[2]))


def test_photos_are_dragged_out_as_files(desk: Desk) -> None:
    desk.click(2)
    desk.click(4, SHIFT)
    desk.wait(lambda: desk.grid.dragged().hasUrls())
    mime = desk.grid.dragged()
    chosen = desk.grid.selected_ids()
    assert json.loads(bytes(mime.data("application/x-photoclip-photos").data())) == chosen
    found = elsewhere(lambda: desk.library.showing.paths(chosen))
    assert [url.toLocalFile().encode() for url in mime.urls()] == [
        found[each][0] for each in chosen
    ]


def test_the_context_menu_is_asked_for_where_the_pointer_is(desk: Desk) -> None:
    from PySide6.QtGui import QContextMenuEvent

    desk.qtbot.mouseClick(desk.grid.viewport(), Qt.MouseButton.RightButton, NO_KEYS, desk.middle(1))
    there = desk.grid.viewport().mapToGlobal(desk.middle(1))
    with desk.qtbot.waitSignal(desk.grid.context_menu_wanted) as wanted:
        QApplication.sendEvent(
            desk.grid.viewport(),
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, desk.middle(1), there),
        )
    assert wanted.args == [there]
    assert desk.selected() == [1]


# The keyboard


def test_keys_lead_through_the_photos(desk: Desk) -> None:
    columns = sum(1 for place in range(20) if desk.middle(place).y() == desk.middle(0).y())
    last = len(desk.ids) - 1
    desk.click(0)
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Down)
    assert desk.current() == columns + 1
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Left)
    assert desk.current() == 0
    desk.key(Qt.Key.Key_PageDown)
    assert columns < desk.current() < last
    assert desk.current() % columns == 0
    desk.key(Qt.Key.Key_End)
    assert desk.current() == last
    assert desk.grid.viewport().rect().contains(desk.middle(last))
    desk.key(Qt.Key.Key_Home, SHIFT)
    assert desk.selected() == list(range(last + 1))
    desk.key(Qt.Key.Key_Escape)
    assert desk.selected() == []
    desk.key(Qt.Key.Key_A, CTRL)
    assert len(desk.grid.selected_ids()) == last + 1
    with desk.qtbot.waitSignal(desk.grid.opened) as opened:
        desk.key(Qt.Key.Key_Space)
    assert opened.args == [desk.shown()[0]]


def test_up_and_down_cross_from_one_group_to_the_next(desk: Desk) -> None:
    last = len(desk.ids) - 1
    desk.grid.set_sections(Sections(np.array([0, 2, 3], np.int64), ("2024", "2023", "")), "year")
    desk.click(1)
    for expected in (2, 3):
        desk.key(Qt.Key.Key_Down)
        assert desk.current() == expected
    for expected in (2, 0, 0):
        desk.key(Qt.Key.Key_Up)
        assert desk.current() == expected
    desk.key(Qt.Key.Key_End, SHIFT)
    assert len(desk.selected()) == last + 1


def test_letters_are_for_the_search_but_stars_are_not(desk: Desk) -> None:
    typed: list[str] = []
    desk.grid.typed.connect(typed.append)
    for key in (Qt.Key.Key_0, Qt.Key.Key_3):
        desk.key(key)
    desk.qtbot.keyClicks(desk.grid, "p7")
    assert typed == ["p", "7"]


# Keeping the place


def test_the_place_is_kept_when_photos_come_in_front(desk: Desk) -> None:
    desk.model.show_ids(desk.ids[5:])
    desk.grid.set_thumbnail_size(200)
    desk.grid.verticalScrollBar().setValue(300)
    watched = desk.grid.indexAt(desk.grid.viewport().rect().center() + QPoint(20, 20))
    photo, top = watched.data(PhotoListModel.ID), desk.grid.visualRect(watched).top()
    desk.grid.select_ids(desk.ids[10:30])
    desk.model.show_ids(desk.ids)
    now = desk.grid.visualRect(desk.model.index(desk.model.row_of(photo))).top()
    assert abs(now - top) < 210  # in another column now, but still in view
    assert desk.grid.selected_ids() == desk.ids[10:30].tolist()


def test_the_place_is_kept_when_thumbnails_grow_and_shrink_again(desk: Desk) -> None:
    bar = desk.grid.verticalScrollBar()
    bar.setValue(280)
    for _ in range(3):
        desk.wheel(12, 1, CTRL)
    assert desk.grid.thumbnail_size > 300
    for _ in range(3):
        desk.wheel(12, -1, CTRL)
    assert desk.grid.thumbnail_size == 168
    assert bar.value() == 280


def test_back_to_an_earlier_place(desk: Desk) -> None:
    desk.click(1)
    desk.click(3, CTRL)
    desk.grid.verticalScrollBar().setValue(100)
    assert desk.grid.verticalScrollBar().value() == 100
    place = desk.page.place()
    found = elsewhere(lambda: desk.library.search(parse("a boat"), limit=20))
    desk.page.show_answer(Question("a boat"), found)
    assert desk.grid.verticalScrollBar().value() == 0
    assert desk.grid.selected_ids() == []
    desk.page.show_all(desk.ids)
    desk.page.return_to(place)
    desk.wait(lambda: desk.grid.verticalScrollBar().value() == 100)
    assert desk.selected() == [1, 3]
    assert desk.current() == 3


def test_changes_of_the_selection_are_told_once(desk: Desk) -> None:
    desk.qtbot.wait(60)
    told: list[int] = []
    desk.grid.selection_changed.connect(lambda: told.append(len(desk.grid.selected_ids())))
    for place in range(5):
        desk.click(place, CTRL)
    desk.wait(lambda: bool(told))
    desk.qtbot.wait(60)
    assert told == [5]


# How photos are shown


def test_orders_are_the_librarys(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.page.sort_wanted) as wanted:
        desk.choose("sortChoice-name")
    assert wanted.args == ["name"]
    by_name = elsewhere(lambda: desk.library.showing.browse((), "name")).tolist()
    desk.wait(lambda: desk.shown() == by_name)
    desk.page.show_all(desk.ids)  # as when photos were added meanwhile
    desk.qtbot.wait(100)
    assert desk.shown() == by_name
    assert desk.page.view_state()["order"] == "name"
    desk.page.choose_order("relevance")  # from a menu that was open while there was an answer
    desk.page.show_all(desk.ids)
    desk.qtbot.wait(100)
    assert desk.shown() == by_name


def test_folders_are_groups_in_the_chosen_order(desk: Desk) -> None:
    desk.choose("sortChoice-oldest")
    desk.choose("groupChoice-folder")
    oldest = elsewhere(lambda: desk.library.showing.browse((), "oldest")).tolist()
    desk.wait(lambda: desk.shown() not in (oldest, desk.ids.tolist()))
    assert sorted(desk.shown()) == sorted(oldest)
    rank = {photo: place for place, photo in enumerate(oldest)}
    found = elsewhere(lambda: desk.library.showing.paths(desk.shown()))
    folders = [found[each][0].rpartition(b"/")[0] for each in desk.shown()]
    changes = sum(one != other for one, other in pairwise(folders))
    assert changes == len(set(folders)) - 1
    inside = [rank[photo] for photo, folder in zip(desk.shown(), folders, strict=True)
              if folder == folders[0]]  # fmt: skip
    assert inside == sorted(inside)


def test_an_answer_can_be_sorted_and_the_next_one_is_by_relevance(desk: Desk) -> None:
    answers = {
        words: elsewhere(lambda words=words: desk.library.search(parse(words), limit=30))
        for words in ("a boat", "a house")
    }
    ranked = {words: [hit.photo_id for hit in each.hits] for words, each in answers.items()}
    assert not desk.page.findChild(QAction, "sortChoice-relevance").isVisible()
    desk.page.show_answer(Question("a boat"), answers["a boat"])
    assert desk.shown() == ranked["a boat"]
    assert desk.page.findChild(QAction, "sortChoice-relevance").isVisible()
    assert not desk.page.findChild(QToolButton, "groupChoice").isVisible()
    desk.choose("sortChoice-newest")
    bands = {hit.photo_id: hit.band for hit in answers["a boat"].hits}
    newest = [each for each in desk.ids.tolist() if each in bands]
    newest.sort(key=lambda each: ("likely", "maybe", "rest").index(bands[each] or "rest"))
    desk.wait(lambda: desk.shown() == newest)
    desk.page.show_answer(Question("a house"), answers["a house"])
    assert desk.shown() == ranked["a house"]


def test_a_title_says_what_is_shown(desk: Desk) -> None:
    headline = desk.page.findChild(QLabel, "headline")
    desk.page.show_all(desk.ids[:4], title="Album Norway")
    assert headline.text() == "Album Norway"
    desk.page.show_all(desk.ids[:0], title="Album Empty")
    assert desk.page.findChild(QWidget, "emptyList").isVisible()
    desk.page.show_all(desk.ids)
    assert headline.text() == "All photos"


def test_the_slider_and_the_cut_are_remembered(desk: Desk) -> None:
    slider = desk.page.findChild(QSlider, "thumbnailSize")
    columns = sum(1 for place in range(30) if desk.middle(place).y() == desk.middle(0).y())
    slider.setFocus()
    desk.qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    desk.qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    assert desk.grid.thumbnail_size == slider.value() == 72
    assert desk.middle(columns).y() == desk.middle(0).y()
    desk.grid.zoom(1)
    assert slider.value() == 90
    desk.page.findChild(QToolButton, "wholePictures").click()
    index = desk.model.index(0)

    def is_whole() -> bool:
        pixmap = index.data(Qt.ItemDataRole.DecorationRole)
        return pixmap is not None and pixmap.width() != pixmap.height()

    desk.wait(is_whole)
    state = desk.page.view_state()
    assert state == {
        "order": "newest", "grouping": "none", "size": 90, "whole": True, "stacks": False,
    }  # fmt: skip
    desk.page.set_view_state({"size": 200, "grouping": "month", "whole": False, "order": 7})
    assert desk.page.view_state() == {
        "order": "newest", "grouping": "month", "size": 200, "whole": False, "stacks": False,
    }  # fmt: skip
    assert slider.value() == 200


def test_marks_say_only_what_is_set() -> None:
    plain = PhotoRow(1, b"x", "a.jpg", None, format="JPEG")
    assert marks_of(plain).is_empty
    told = marks_of(PhotoRow(1, b"x", "a.nef", None, None, 4, -1, 2, 3, False, "RAW"))
    assert (told.rating, told.flag, told.tags, told.copies) == (4, -1, True, 3)
    assert told.offline
    assert told.kind == "RAW"


def test_judged_photos_look_and_sound_different(desk: Desk) -> None:
    photo, index = desk.shown()[0], desk.model.index(0)
    desk.wait(lambda: index.data(Qt.ItemDataRole.DecorationRole) is not None)
    desk.qtbot.wait(150)
    area = desk.grid.visualRect(index)
    before = desk.grid.viewport().grab(area).toImage()
    elsewhere(lambda: desk.library.organising.rate([photo], 4))
    elsewhere(lambda: desk.library.organising.flag([photo], -1))
    desk.model.forget([photo])
    assert desk.grid.viewport().grab(area).toImage() == before  # until it is read again
    described = Qt.ItemDataRole.AccessibleDescriptionRole
    desk.wait(lambda: "Rejected" in index.data(described))
    assert "4" in index.data(described)
    after = desk.grid.viewport().grab(area).toImage()
    centre, corner = area.width() // 2, 15
    assert after.pixelColor(centre, centre) != before.pixelColor(centre, centre)
    shade = after.pixelColor(area.width() // 2, area.height() - 2).lightness()
    assert shade < after.pixelColor(corner, corner).lightness()


def test_photos_can_be_heard(desk: Desk) -> None:
    desk.wait(lambda: bool(desk.model.index(3).data()))
    interface = QAccessible.queryAccessibleInterface(desk.grid)
    heard = interface.child(3)
    assert heard.text(QAccessible.Text.Name) == desk.model.index(3).data()
    assert desk.model.index(3).data() in heard.text(QAccessible.Text.Description)


# Dates


def test_dates_lead_to_their_photos(desk: Desk) -> None:
    dates = desk.page.findChild(DateScroller, "dateScroller")
    desk.wait(dates.isVisible)
    months = elsewhere(lambda: desk.library.showing.sections(desk.ids, "month"))
    assert dates.accessibleDescription()
    desk.grid.set_thumbnail_size(300)
    bar = desk.grid.verticalScrollBar()
    at = QPoint(20, dates.height() // 2)
    desk.qtbot.mousePress(dates, LEFT, NO_KEYS, at)
    bubble = desk.page.findChild(QLabel, "dateBubble")
    assert bubble.isVisible()
    assert bubble.text() == dates.accessibleDescription()
    desk.qtbot.mouseRelease(dates, LEFT, NO_KEYS, at)
    assert abs(bar.value() / bar.maximum() - 0.5) < 0.2
    dates.setFocus()
    desk.qtbot.keyClick(dates, Qt.Key.Key_Home)
    assert bar.value() < 10
    first = dates.accessibleDescription()
    for _ in range(4):
        desk.qtbot.keyClick(dates, Qt.Key.Key_Down)
    assert dates.accessibleDescription() != first
    begin, end = desk.grid.top_row()
    assert begin <= int(months.starts[4]) < end
    for _ in range(4):
        desk.qtbot.keyClick(dates, Qt.Key.Key_Up)
    assert dates.accessibleDescription() == first
    desk.choose("sortChoice-name")
    desk.wait(lambda: not dates.isVisible())


# Very many photos


def test_200_000_photos_are_no_burden(desk: Desk) -> None:
    many = np.arange(1_000_000, 1_200_000, dtype=np.int64)
    starts = np.arange(0, len(many), 25, dtype=np.int64)
    sections = Sections(starts, ("2024-06-01",) * len(starts))
    begun = time.thread_time()
    desk.model.show_ids(many)
    desk.grid.set_sections(sections, "day")
    desk.grid.verticalScrollBar().setValue(desk.grid.verticalScrollBar().maximum() // 2)
    desk.grid.viewport().grab()
    desk.key(Qt.Key.Key_A, CTRL)
    assert len(desk.grid.selected_ids()) == len(many)
    desk.grid.zoom(-1)
    desk.grid.select_ids(many[50_000:150_000])
    desk.key(Qt.Key.Key_End)
    assert desk.grid.current_id() == int(many[-1])
    assert time.thread_time() - begun < 1.0
    assert isinstance(desk.grid, PhotoGrid)

"""The other ways to look: they follow what is asked, and lead to the grid, the viewer and back."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.library import Library
from photoclip.ui.event_groups import by_event
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.photo_lists import Wish
from photoclip.ui.section_lines import section_title
from photoclip.ui.ways.likeness import dots
from photoclip.ui.ways.likeness.canvas import LikenessCanvas
from photoclip.ui.ways.likeness.frame import Frame
from photoclip.ui.ways.likeness.stepping import next_from
from photoclip.ui.ways.timeline import scale
from photoclip.ui.ways.timeline.scale import Span, Unit

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path) -> Iterator[Driver]:
    """A window on the sample library."""
    with driven(qtbot, own_library_folder) as driver:
        driver.wait(lambda: driver.grid.isVisible() and driver.grid.model().rowCount() > 20)
        driver.grid.setFocus()
        yield driver


def shelf(desk: Driver, name: str) -> QAbstractItemView:
    return desk.find(QAbstractItemView, name)


def photos_on(view: QAbstractItemView) -> int:
    return view.model().rowCount() if view.model() else 0


def moment(year: int, month: int, day: int, hour: int = 0) -> float:
    at = np.datetime64(f"{year:04}-{month:02}-{day:02}T{hour:02}", "s")
    return float(at.astype(np.int64))


# The scale of the timeline


def test_units_follow_the_calendar() -> None:
    leap = scale.unit_at(Unit.MONTH, moment(2024, 2, 29, 23))
    assert leap == Span(moment(2024, 2, 1), moment(2024, 3, 1))
    years = scale.edges(Unit.YEAR, Span(moment(2019, 6, 1), moment(2021, 1, 1)))
    assert years.tolist() == [moment(year, 1, 1) for year in (2019, 2020, 2021)]
    assert scale.unit_for(86_400 / 12, 9) is Unit.DAY
    assert scale.unit_for(86_400 * 400, 9) is Unit.YEAR


def test_spans_are_said_as_people_say_them() -> None:
    assert scale.title(Span(moment(2024, 1, 1), moment(2025, 1, 1))) == "2024"
    assert scale.title(Span(moment(2024, 6, 1), moment(2024, 7, 1))) == "June 2024"
    assert scale.title(Span(moment(2024, 6, 3), moment(2024, 6, 4))) == "3 June 2024"
    said = scale.title(Span(moment(1999, 12, 31), moment(2000, 1, 2)))
    assert said == "31 December 1999 – 1 January 2000"  # noqa: RUF001
    assert scale.title(Span(moment(2024, 6, 3), moment(2024, 6, 6))) == "3–5 June 2024"  # noqa: RUF001
    said = scale.title(Span(moment(2024, 5, 30), moment(2024, 6, 6)))
    assert said == "30 May – 5 June 2024"  # noqa: RUF001


# The window


def test_a_way_follows_the_question_and_escape_leads_back_to_the_grid(desk: Driver) -> None:
    every = photos_on(desk.grid)
    desk.key(Qt.Key.Key_2, modifier=CTRL)
    chosen = shelf(desk, "timelineGrid")
    desk.wait(lambda: photos_on(chosen) == every)
    assert desk.find(QToolButton, "switchTo-timeline").isChecked()
    assert desk.find(QAction, "way-timeline").isChecked()
    assert desk.is_shown("sidebar")
    assert desk.is_shown("topBar")
    desk.type("type:png")
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: 0 < photos_on(chosen) < every)
    assert desk.is_shown("timelinePage")
    few = photos_on(chosen)
    desk.find(QWidget, "timelineChart").setFocus()
    desk.key(Qt.Key.Key_Escape)
    assert desk.is_shown("photosPage")
    assert photos_on(desk.grid) == few
    assert desk.find(QToolButton, "switchTo-grid").isChecked()


def test_a_brushed_part_goes_to_the_grid_and_back_leads_to_the_timeline(desk: Driver) -> None:
    every = photos_on(desk.grid)
    desk.find(QToolButton, "switchTo-timeline").click()
    chart, chosen = desk.find(QWidget, "timelineChart"), shelf(desk, "timelineGrid")
    desk.wait(lambda: photos_on(chosen) == every and chart.hasFocus())
    desk.key(Qt.Key.Key_Home)
    desk.wait(lambda: 0 < photos_on(chosen) < every)
    one = photos_on(chosen)
    assert str(one) in chart.accessibleDescription()
    desk.key(Qt.Key.Key_Right, modifier=SHIFT)
    desk.wait(lambda: one < photos_on(chosen) < every)
    both = photos_on(chosen)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.is_shown("photosPage") and photos_on(desk.grid) == both)
    assert " – " in desk.text("headline")  # noqa: RUF001
    desk.find(QAction, "back").trigger()
    desk.wait(lambda: desk.is_shown("timelinePage") and photos_on(chosen) == both)
    desk.wait(lambda: photos_on(desk.grid) == every)
    desk.key(Qt.Key.Key_Escape)  # gives the brushed part free
    desk.wait(lambda: photos_on(chosen) == every)
    zoom_and_drag(desk, chart, chosen)
    desk.find(QAction, "back").trigger()
    assert desk.is_shown("photosPage")


def zoom_and_drag(desk: Driver, chart: QWidget, chosen: QAbstractItemView) -> None:
    every = photos_on(chosen)
    for _ in range(4):
        desk.qtbot.keyClick(chart, Qt.Key.Key_Up)
    desk.wait(lambda: photos_on(chosen) < every)
    desk.find(QPushButton, "wholeTime").click()
    desk.wait(lambda: photos_on(chosen) == every)
    left, right = QPoint(chart.width() // 3, 120), QPoint(chart.width() // 2, 120)
    desk.qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=left)
    desk.qtbot.mouseMove(chart, right)
    desk.qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=right)
    desk.wait(lambda: 0 < photos_on(chosen) < every)


def test_the_viewer_opens_from_a_way_and_comes_back_to_it(desk: Driver) -> None:
    desk.key(Qt.Key.Key_2, modifier=CTRL)
    chosen = shelf(desk, "timelineGrid")
    desk.wait(lambda: photos_on(chosen) > 20)
    chosen.setFocus()
    desk.key(Qt.Key.Key_Home)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.is_shown("viewer"))
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Escape)
    assert desk.is_shown("timelinePage")
    assert chosen.currentIndex().row() == 1
    desk.key(Qt.Key.Key_4)  # stars for the photo that has the keyboard
    photo = int(chosen.model().index(1, 0).data(PhotoListModel.ID))

    def stars() -> int:
        with Library.open(desk.folder, write=False) as library:
            return library.showing.photo(photo).rating

    desk.wait(lambda: elsewhere(stars) == 4)


def test_an_event_opens_and_goes_to_the_grid_which_is_grouped_by_events_too(desk: Driver) -> None:
    desk.key(Qt.Key.Key_3, modifier=CTRL)
    gallery = shelf(desk, "eventGallery")
    desk.wait(lambda: gallery.isVisible() and photos_on(gallery) > 3)
    gallery.setFocus()
    desk.key(Qt.Key.Key_Home)
    desk.key(Qt.Key.Key_Return)
    inside = shelf(desk, "eventGrid")
    desk.wait(lambda: inside.isVisible() and photos_on(inside) > 0)
    count = photos_on(inside)
    desk.key(Qt.Key.Key_Escape)
    assert gallery.isVisible()
    desk.key(Qt.Key.Key_Return)
    desk.find(QPushButton, "eventToGrid").click()
    desk.wait(lambda: desk.is_shown("photosPage") and photos_on(desk.grid) == count)
    desk.find(QAction, "back").trigger()
    desk.wait(lambda: desk.is_shown("eventsPage"))
    desk.find(QToolButton, "switchTo-grid").click()
    group_by_events(desk)


def group_by_events(desk: Driver) -> None:
    def found() -> list[tuple[str, list[int]]]:
        with Library.open(desk.folder, write=False) as library:
            every = library.showing.browse(order="name")
            done = by_event(library, Wish(every, "name", "name", "event"), "en")
            assert done.sections is not None
            parts = np.split(done.ids, done.sections.starts[1:])
            assert np.array_equal(np.sort(done.ids), np.sort(every))
            rank = {photo: place for place, photo in enumerate(every.tolist())}
            for part, event in zip(parts, library.events.found(), strict=False):  # latest first
                assert part.tolist() == sorted(event.ids.tolist(), key=rank.__getitem__)
            titles = [section_title(key, "event")[0] for key in done.sections.titles]
            return list(zip(titles, [part.tolist() for part in parts], strict=True))

    events = elsewhere(found)
    assert len(events) > 3
    assert all(title for title, _ in events)
    desk.find(QAction, "sortChoice-name").trigger()
    desk.find(QAction, "groupChoice-event").trigger()
    desk.wait(lambda: desk.shown_ids() == [photo for _, part in events for photo in part])
    first = len(events[0][1])  # the second event begins below the first, in a row of its own
    cells = [desk.grid.visualRect(desk.grid.model().index(row, 0)) for row in (first - 1, first)]
    assert cells[1].top() > cells[0].bottom() + 20
    assert cells[1].left() < cells[0].right()


def stepped_to_a_region(desk: Driver, canvas: LikenessCanvas) -> bool:
    desk.qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
    return bool(canvas.accessibleDescription())


def test_a_lasso_on_the_map_of_similarity_selects_photos(desk: Driver) -> None:
    every = photos_on(desk.grid)
    desk.key(Qt.Key.Key_5, modifier=CTRL)
    canvas = desk.find(LikenessCanvas, "likenessCanvas")
    desk.wait(canvas.isVisible)
    desk.qtbot.keyClick(canvas, Qt.Key.Key_L)
    wide, high = canvas.width(), canvas.height()
    way = [(2, 2), (wide // 2, 2), (wide // 2, high - 2), (2, high - 2), (2, 6)]
    desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*way[0]))
    for each in way[1:]:
        desk.qtbot.mouseMove(canvas, QPoint(*each))
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*way[-1]))
    assert desk.is_shown("likenessSelection")
    half = int(desk.text("likenessSelected").split()[0])
    assert 0 < half < every
    desk.find(QPushButton, "likenessToGrid").click()
    desk.wait(lambda: desk.is_shown("photosPage") and photos_on(desk.grid) == half)
    desk.find(QAction, "back").trigger()
    desk.wait(lambda: desk.is_shown("likenessPage") and photos_on(desk.grid) == every)
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not desk.is_shown("likenessSelection")
    desk.wait(lambda: stepped_to_a_region(desk, canvas))  # their names come after the photos
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Space)
    desk.wait(lambda: desk.is_shown("likenessSelection"))
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    stood: set[int] = set()
    for arrow in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up):
        desk.qtbot.keyClick(canvas, arrow, CTRL)  # from photo to photo
        stood.add(canvas.current)
    assert len(stood - {-1}) > 1
    desk.wait(lambda: "." in canvas.accessibleDescription())  # the name of its file
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert 0 < int(desk.text("likenessSelected").split()[0]) < half  # its picture's photos
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Return)
    desk.wait(lambda: desk.is_shown("viewer"))


# The plane


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=40, unique=True),
    st.data(),
)
def test_arrows_lead_from_photo_to_photo_and_never_back_to_itself(
    places: list[tuple[int, int]], data: st.DataObject
) -> None:
    at = np.array(places, np.float32) * 10
    here = data.draw(st.integers(0, len(places) - 1))
    across, down = data.draw(st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]))
    found = next_from(at, at[here], (across, down))
    ahead = (at - at[here]) @ np.array([across, down], np.float32)
    if found < 0:
        aside = np.abs((at - at[here]) @ np.array([down, across], np.float32))
        assert not ((ahead > 0) & (aside <= ahead)).any()
    else:
        assert ahead[found] > 0


def test_what_is_under_the_pointer_stays_there_while_one_looks_closer() -> None:
    frame = Frame(width=800, height=600)
    for factor in (1.5, 2.0, 3.0):
        place = frame.place(200, 450)
        frame = frame.zoomed(factor, 200, 450)
        assert frame.place(200, 450) == pytest.approx(place)
    assert frame.zoomed(0.001, 10, 10) == Frame(width=800, height=600)


def test_dots_are_painted_where_they_are(qapp: QApplication) -> None:
    from PySide6.QtGui import QColor

    at = np.array([[20.0, 30.0], [90.0, 10.0]], np.float32)
    inks = [QColor("#ff0000"), QColor("#0000ff")]
    image: QImage = dots.painted((120, 60), at, np.array([0, 1]), inks, QColor("#ffffff"), dot=3.0)
    assert image.pixelColor(20, 30) == inks[0]
    assert image.pixelColor(90, 10) == inks[1]
    assert image.pixelColor(55, 55) == QColor("#ffffff")

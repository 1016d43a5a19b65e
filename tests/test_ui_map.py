"""The map, and places elsewhere in the window: completion, sidebar, facts."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QToolButton, QTreeView
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.cli import run
from photoclip.library.library import Library
from photoclip.places.mercator import View, flat
from photoclip.query import parse
from photoclip.ui.theme import DARK, LIGHT
from photoclip.ui.viewer.seeing import place_in
from photoclip.ui.ways.map.canvas import MapCanvas
from photoclip.ui.ways.map.ground import Tints, paint_ground
from photoclip.ui.ways.map.markers import Marker

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(qtbot: QtBot, own_library_folder: Path) -> Iterator[Driver]:
    """A window on the sample library."""
    with driven(qtbot, own_library_folder) as driver:
        driver.wait(lambda: driver.grid.isVisible() and driver.grid.model().rowCount() > 20)
        yield driver


@pytest.fixture
def located(own_library_folder: Path) -> tuple[int, int]:
    """How many photos of the sample library have a place, and how many have none."""

    def look() -> tuple[int, int]:
        with Library.open(own_library_folder, write=False) as library:
            ids = library.showing.browse()
            here = len(library.placing.points(ids).ids)
        return here, len(ids) - here

    return elsewhere(look)


def opened(desk: Driver, count: int) -> MapCanvas:
    desk.find(QToolButton, "switchTo-map").click()
    canvas = desk.find(MapCanvas, "mapCanvas")
    desk.wait(lambda: sum(each.count for each in canvas.markers) == count)
    canvas.setFocus()
    return canvas


def at(marker: Marker) -> QPoint:
    return marker.rect.center().toPoint()


def below(desk: Driver) -> int:
    model = desk.find(QAbstractItemView, "mapGrid").model()
    return model.rowCount() if model is not None else 0


def test_every_photo_with_a_place_is_on_the_map_and_the_others_are_counted(
    desk: Driver, located: tuple[int, int]
) -> None:
    here, elsewhere_ = located
    assert here
    assert elsewhere_
    opened(desk, here)
    button = desk.find(QPushButton, "unplacedPhotos")
    assert str(elsewhere_) in button.text()
    button.click()
    desk.wait_for_photos(elsewhere_)


def test_a_cluster_shows_its_photos_and_splits_when_one_comes_closer(
    desk: Driver, located: tuple[int, int]
) -> None:
    canvas = opened(desk, located[0])
    largest = max(canvas.markers, key=lambda each: each.count)
    assert largest.count > 1
    desk.qtbot.mouseClick(canvas, LEFT, pos=at(largest))
    desk.wait(lambda: below(desk) == largest.count)
    assert desk.is_shown("mapToGrid")
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: max((each.count for each in canvas.markers), default=99) < largest.count)
    desk.key(Qt.Key.Key_0)
    desk.wait(lambda: sum(each.count for each in canvas.markers) == located[0])
    desk.find(QPushButton, "mapToGrid").click()
    desk.wait_for_photos(largest.count)


def test_the_land_lies_under_the_photos_and_keys_alone_go_from_cluster_to_cluster(
    desk: Driver, located: tuple[int, int]
) -> None:
    canvas = opened(desk, located[0])
    points = {"land": (27.0, 28.0), "water": (5.0, -25.0)}  # the Libyan desert, the Atlantic

    def colour(name: str) -> str:
        point = flat(*(np.array([each]) for each in points[name]))
        place = canvas.view.on_screen(point)[0].round().astype(int).tolist()
        return canvas.grab().toImage().pixelColor(*place).name()

    dark = canvas.palette().window().color().value() < 128
    tints = Tints.of(DARK if dark else LIGHT, dark=dark)
    desk.wait(lambda: colour("water") == tints.water.name() and colour("land") == tints.land.name())
    before = canvas.view
    canvas.show_view(canvas.view.zoomed(0.7, 10, 10))
    desk.wait(lambda: colour("land") == tints.land.name())
    canvas.show_view(before)
    go_by_keys(desk, canvas)


def go_by_keys(desk: Driver, canvas: MapCanvas) -> None:
    seen: list[int] = []
    for _ in canvas.markers:
        before = canvas.accessibleDescription()
        desk.key(Qt.Key.Key_PageDown)
        assert canvas.accessibleDescription() or before
        desk.wait(lambda: below(desk) > 0)
        seen.append(below(desk))
    assert len(seen) > 2
    view = canvas.view
    desk.key(Qt.Key.Key_Plus)
    desk.wait(lambda: canvas.view.zoom > view.zoom + 0.9)
    desk.key(Qt.Key.Key_Left)
    desk.wait(lambda: canvas.view.x != view.x)
    desk.key(Qt.Key.Key_Escape)  # the cluster is left first
    assert desk.is_shown("mapPage")
    desk.key(Qt.Key.Key_Escape)
    assert desk.is_shown("photosPage")


def test_an_area_that_is_drawn_becomes_a_filter(desk: Driver, located: tuple[int, int]) -> None:
    canvas = opened(desk, located[0])
    largest = max(canvas.markers, key=lambda each: each.count)
    first, last = at(largest) - QPoint(40, 40), at(largest) + QPoint(40, 40)
    desk.qtbot.mousePress(canvas, LEFT, SHIFT, first)
    desk.qtbot.mouseMove(canvas, last)
    desk.qtbot.mouseRelease(canvas, LEFT, SHIFT, last)
    desk.wait(lambda: below(desk) > 0)
    drawn = below(desk)
    desk.find(QPushButton, "mapFilter").click()
    desk.wait(lambda: sum(each.count for each in canvas.markers) == drawn)
    desk.key(Qt.Key.Key_Escape)
    desk.wait_for_photos(drawn)


def test_clusters_stay_those_of_their_photos_until_others_are_made(
    desk: Driver, located: tuple[int, int]
) -> None:
    canvas = opened(desk, located[0])
    largest = max(canvas.markers, key=lambda each: each.count)
    canvas.show_points(np.zeros(0, np.int64), np.zeros((0, 2)))
    assert canvas.markers
    desk.qtbot.mouseClick(canvas, LEFT, pos=at(largest))
    canvas.grab()
    desk.key(Qt.Key.Key_Return)
    assert below(desk) == largest.count
    desk.wait(lambda: not canvas.markers)


def test_places_are_listed_and_offered_and_a_photo_without_one_leaves_a_page_that_says_so(
    desk: Driver,
) -> None:
    tree = desk.find(QTreeView, "sidebarTree")

    def countries() -> dict[str, int]:
        model = tree.model()
        for row in range(model.rowCount()):
            section = model.index(row, 0)
            if section.data() == "Places":
                rows = (model.index(n, 0, section) for n in range(model.rowCount(section)))
                return {str(each.data()): model.rowCount(each) for each in rows}
        return {}

    desk.wait(lambda: "Norway" in countries())
    assert countries()["Norway"] > 0
    desk.type("ber")
    offers = desk.window.findChild(QListView, "searchSuggestions")

    def offered() -> list[str]:
        model = offers.model() if offers is not None else None
        rows = range(model.rowCount()) if model is not None else ()
        return [str(model.index(row, 0).data()) for row in rows] if model is not None else []

    desk.wait(lambda: "place:Berlin" in offered())
    assert desk.field.text() == "ber"  # nothing is asked in the person's stead
    desk.field.clear()
    desk.type("-has:gps")
    desk.key(Qt.Key.Key_Return)
    desk.find(QToolButton, "switchTo-map").click()
    desk.wait(lambda: desk.is_shown("mapNothing"))


def test_what_the_tree_counts_is_what_its_filters_find(own_library_folder: Path) -> None:
    def look() -> None:
        with Library.open(own_library_folder, write=False) as library:
            nodes = list(library.placing.tree())
            assert len(nodes) > 3
            while nodes:
                node = nodes.pop()
                name, value = node.filter
                query = parse(f'{name}:"{value}"')
                assert len(library.showing.browse(query.filters)) == node.photos, node.name
                assert sum(each.photos for each in node.inside) <= node.photos
                nodes += node.inside

    elsewhere(look)


@pytest.mark.parametrize("dark", [False, True])
def test_the_ground_has_land_where_there_is_land(dark: bool) -> None:
    colours = DARK if dark else LIGHT
    tints = Tints.of(colours, dark=dark)
    picture = paint_ground(View(0.5, 0.42, 2.0, 900, 600).bounded(), tints, "en", 1.0)
    view = View(0.5, 0.42, 2.0, 900, 600).bounded()

    def colour(latitude: float, longitude: float) -> QColor:
        x, y = view.on_screen(flat(np.array([latitude]), np.array([longitude])))[0]
        return picture.pixelColor(round(x), round(y))

    assert colour(21.0, 13.5).name() == tints.land.name()  # the Sahara
    assert colour(30.0, -40.0).name() == tints.water.name()  # the Atlantic


def test_what_is_known_of_a_photo_names_its_place(
    own_library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def one() -> tuple[str, str]:
        with Library.open(own_library_folder, write=False) as library:
            ids = library.showing.browse(parse("country:DE place:Berlin").filters)
            photo = library.showing.photo(int(ids[0]))
            facts = photo.facts
            assert facts.latitude is not None
            assert facts.longitude is not None
            return photo.paths[0].decode(), place_in(facts, "de")

    path, said = elsewhere(one)
    assert said.endswith("Berlin, Deutschland")
    assert run(["--library", str(own_library_folder), "info", path, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["place"]["code"] == "DE"
    assert told["place"]["city"] == "Berlin"
    assert told["place"]["text"].endswith("Berlin, Germany")

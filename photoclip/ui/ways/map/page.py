"""The page of the map: photos where they were taken, and those of a chosen cluster below."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.library.placing import Points, places_said
from photoclip.places.mercator import Numbers, degrees, flat
from photoclip.ui import wording
from photoclip.ui.elided import Elided
from photoclip.ui.icons import dress
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.pages import MessagePage
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.map.canvas import MapCanvas
from photoclip.ui.ways.shelf_way import ShelfWay
from photoclip.ui.ways.way import Ids

if TYPE_CHECKING:
    from photoclip.library.library import Library
    from photoclip.library.placing import Placing

_SHELF = 236  # px, at first
_ASKED = 500  # of a cluster's photos, when its place is looked up
_EDGE = 12  # px between the map's own controls and its edges
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Photos on the map, where they are in the flat world, and those without a place."""

    ids: Ids
    points: Numbers
    elsewhere: Ids


def placed(placing: "Placing", ids: Ids) -> Placed:
    """Look up where photos were taken; blocks."""
    found: Points = placing.points(ids)
    points = flat(found.latitudes, found.longitudes)
    return Placed(found.ids, points, ids[~np.isin(ids, found.ids)])


class MapPage(ShelfWay):
    """A cluster that is chosen shows its photos below; an area becomes a filter."""

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(theme, jobs, "mapGrid", parent)
        self.setObjectName("mapPage")
        self._placing: Placing | None = None
        self._photos = Placed(_NONE, np.zeros((0, 2)), _NONE)
        self._chosen: Ids = _NONE
        self._title = ""
        self._area = ""  # the filter of an area that was drawn
        self._named = 0
        self._fresh = True  # the view has not yet been put where the photos are
        self._canvas = MapCanvas(theme, jobs)
        self._panel = QFrame()
        self._what = named(Elided(), "mapChosen")
        self._in_grid = named(QPushButton(tr("Ways", "Show in the grid")), "mapToGrid")
        self._filter = named(QPushButton(tr("Map", "Search in this area")), "mapFilter")
        self._close = named(QToolButton(), "mapClose", tr("Map", "Close"))
        self._elsewhere = named(QPushButton(), "unplacedPhotos")
        self._draw = named(QToolButton(), "mapArea", tr("Map", "Draw an area"))
        self._here = named(QPushButton(tr("Map", "Search in this area")), "mapHere")
        self._controls = _Controls(theme, self._canvas)
        self._credit = named(QLabel("Natural Earth · GeoNames"), "mapCredit")
        self._nothing = MessagePage(theme, "map", "mapNothing")
        self._split, self._stack = QSplitter(Qt.Orientation.Vertical), QStackedWidget()
        self._arrange()
        self._connect()
        self._dress()

    @override
    def set_library(self, library: "Library") -> None:
        self._placing = library.placing
        super().set_library(library)
        self._canvas.use_thumbnails(PhotoListModel(library, self.jobs, self))
        self._fresh = True

    @override
    def come(self, ids: Ids) -> None:
        if self._placing is not None:
            self.look_up(partial(placed, self._placing, ids), self._show_placed)

    @override
    def zoom_picture(self, steps: float) -> None:
        self._canvas.zoom(steps)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._float()
        return super().eventFilter(watched, event)

    # What is shown

    def _show_placed(self, photos: Placed) -> None:
        others = not np.array_equal(photos.ids, self._photos.ids)
        self._photos = photos
        self._canvas.show_points(photos.ids, photos.points)
        if others:
            self._canvas.choose(None)
        if self._fresh or (others and not self._canvas.sees_any()):
            self._fresh = not len(photos.ids)
            self._canvas.show_all()
        self._say()
        self._stack.setCurrentIndex(0 if len(photos.ids) else 1)

    def _say(self) -> None:
        here, elsewhere = len(self._photos.ids), len(self._photos.elsewhere)
        self.head.detail(tr("Grid", "%Ln photo(s)", "", here))
        self._elsewhere.setText(tr("Map", "%Ln without a place", "", elsewhere))
        self._elsewhere.setAccessibleName(self._elsewhere.text())
        self._elsewhere.setVisible(bool(elsewhere))
        self._nothing.say(
            tr("Map", "No photos on the map"),
            tr("Map", "None of %Ln photo(s) says where it was taken.", "", elsewhere)
            if elsewhere
            else tr("Map", "What is shown has no photos."),
        )
        self._moved()

    def _moved(self) -> None:
        self._here.setVisible(bool(len(self._photos.ids)) and not self._canvas.sees_all())

    def _choose_cluster(self, ids: Ids | None) -> None:
        self._area = ""
        # The list may have changed since the cluster was made
        numbers = np.flatnonzero(np.isin(self._photos.ids, ids)) if ids is not None else _NONE
        if not len(numbers):
            self._show_chosen(_NONE)
            return
        self._show_chosen(self._photos.ids[numbers], tr("Map", "Photos here"))
        self._named += 1
        points = self._photos.points[numbers[:: len(numbers) // _ASKED + 1]]
        work = partial(_named, points, wording.locale().name()[:2])
        self.jobs.run(Lane.MAP, work, partial(self._name_came, self._named))

    def _name_came(self, ticket: int, place: str) -> None:
        if ticket == self._named and place and len(self._chosen):
            self._entitle(place)

    def _choose_area(self, south: float, west: float, north: float, east: float) -> None:
        self._draw.setChecked(False)
        self._area = _as_filter(south, west, north, east)
        numbers = self._canvas.within(south, west, north, east)
        self._show_chosen(self._photos.ids[numbers], tr("Map", "In this area"), always=True)

    def _show_chosen(self, ids: Ids, title: str = "", *, always: bool = False) -> None:
        self._named += 1
        self._chosen = ids
        self._panel.setVisible(bool(len(ids)) or always)
        self._in_grid.setEnabled(bool(len(ids)))
        self._filter.setVisible(bool(self._area))
        self._entitle(title)
        self.shelf.show_photos(ids)

    def _entitle(self, title: str) -> None:
        self._title = title
        photos = tr("Grid", "%Ln photo(s)", "", len(self._chosen))
        self._what.show_text(f"{title}  ·  {photos}")

    def _ask(self, area: str) -> None:
        self.asked.emit(area, tr("Map", "In this area"))

    def _send(self) -> None:
        if len(self._chosen):
            self.chosen.emit(self._chosen, self._title)

    def _send_elsewhere(self) -> None:
        self.chosen.emit(self._photos.elsewhere, tr("Map", "Photos without a place"))

    # Parts

    def _arrange(self) -> None:
        self._elsewhere.hide()
        self._elsewhere.setToolTip(tr("Map", "Show the photos of which no place is known"))
        self._draw.setCheckable(True)
        self._draw.setToolTip(tr("Map", "Draw an area to search in (Shift and drag)"))
        self.head.add(self._elsewhere)
        self.head.add(self._draw)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        self._what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(self._what, 1)
        for button in (self._filter, self._in_grid, self._close):
            row.addWidget(button)
        for button in (self._filter, self._in_grid, self._elsewhere):
            button.setProperty("quiet", True)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.shelf, 1)
        self._panel.hide()
        self._split.addWidget(self._canvas)
        self._split.addWidget(self._panel)
        self._split.setSizes([1000, _SHELF])
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        self._canvas.setMinimumHeight(160)
        self._panel.setMinimumHeight(150)
        for floating in (self._here, self._credit):
            floating.setParent(self._canvas)
        self._here.hide()
        self._here.setCursor(Qt.CursorShape.ArrowCursor)
        self._credit.setToolTip(
            tr("Map", "Outlines: Natural Earth. Names: GeoNames (CC BY 4.0) and Unicode CLDR.")
        )
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._nothing)
        self.set_body(self._stack)
        self.setFocusProxy(self._canvas)

    def _connect(self) -> None:
        canvas = self._canvas
        canvas.installEventFilter(self)
        canvas.cluster_chosen.connect(self._choose_cluster)
        canvas.area_chosen.connect(self._choose_area)
        canvas.view_changed.connect(self._moved)
        self._controls.closer.clicked.connect(lambda: canvas.zoom(1))
        self._controls.farther.clicked.connect(lambda: canvas.zoom(-1))
        self._controls.whole.clicked.connect(canvas.show_all)
        self._draw.toggled.connect(self._draw_areas)
        self._here.clicked.connect(lambda: self._ask(_as_filter(*canvas.box())))
        self._filter.clicked.connect(lambda: self._ask(self._area))
        self._in_grid.clicked.connect(self._send)
        self._close.clicked.connect(lambda: canvas.choose(None))
        self._elsewhere.clicked.connect(self._send_elsewhere)
        self.theme.changed.connect(self._dress)

    def _draw_areas(self, wanted: bool) -> None:
        self._canvas.draws_areas = wanted
        self._canvas.setCursor(Qt.CursorShape.CrossCursor if wanted else Qt.CursorShape.ArrowCursor)

    def _dress(self) -> None:
        dress(self._draw, "area", self.theme)
        dress(self._close, "close", self.theme, "quiet")

    def _float(self) -> None:
        """Put what floats over the map in its corners."""
        width, height = self._canvas.width(), self._canvas.height()
        for each in (self._here, self._credit, self._controls):
            each.adjustSize()
        self._here.move((width - self._here.width()) // 2, _EDGE)
        size: QSize = self._controls.size()
        self._controls.move(width - size.width() - _EDGE, height - size.height() - 32)
        self._credit.move(width - self._credit.width() - _EDGE, height - 24)


class _Controls(QFrame):
    """Closer, farther, everything: joined buttons over the map."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mapControls")
        self._theme = theme
        self.closer = named(QToolButton(), "mapCloser", tr("Map", "Closer (+)"))
        self.farther = named(QToolButton(), "mapFarther", tr("Map", "Farther away (-)"))
        self.whole = named(QToolButton(), "mapWhole", tr("Map", "Show all photos (0)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        for button in (self.closer, self.farther, self.whole):
            button.setToolTip(button.accessibleName())
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.setFixedSize(32, 32)
            column.addWidget(button)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        names = {self.closer: "plus", self.farther: "minus", self.whole: "wholeCells"}
        for button, name in names.items():
            dress(button, name, self._theme)


def _named(points: Numbers, language: str) -> str:
    """What points of the flat world have in common; blocks."""
    latitudes, longitudes = np.array([degrees(x, y) for x, y in points.tolist()]).T
    return places_said(latitudes, longitudes, language)


def _as_filter(south: float, west: float, north: float, east: float) -> str:
    return f"within:{south:.4f},{west:.4f},{north:.4f},{east:.4f}"

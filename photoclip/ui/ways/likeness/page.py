"""The page of the map of similarity: it is made, shown, looked into and drawn on."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QWidget

from photoclip.library.likeness.likeness import LikenessMap
from photoclip.ui import wording
from photoclip.ui.errand import Steps, StoppedError
from photoclip.ui.icons import dress
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.photo_list_model import PhotoListModel
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.likeness.canvas import LASSO, MOVE, RECTANGLE, LikenessCanvas
from photoclip.ui.ways.likeness.dots import Ints
from photoclip.ui.ways.likeness.mosaic import PICTURE
from photoclip.ui.ways.likeness.overlays import Making, Preview, SelectionBar
from photoclip.ui.ways.likeness.painting import Plane
from photoclip.ui.ways.segments import Segments
from photoclip.ui.ways.way import Ids, Way

if TYPE_CHECKING:
    from photoclip.library.library import Library

_SHARES = {"reading": (0, 20), "arranging": (20, 80), "placing": (80, 95), "naming": (95, 100)}
_KEYS = {"M": MOVE, "R": RECTANGLE, "L": LASSO}


class LikenessPage(Way):
    """All photos of the library on a plane; those that are looked at in colour."""

    _progressed = Signal(int)  # percent; from the thread that makes the map

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(theme, jobs, parent)
        self.setObjectName("likenessPage")
        self._library: Library | None = None
        self._list: PhotoListModel | None = None
        self._map: LikenessMap | None = None
        self._order: Ints = np.zeros(0, np.int64)  # of the map's photos: neighbours together
        self._shown: Ids = np.zeros(0, np.int64)
        self._refused = ""
        self._stopped = False
        self._hovered = -1
        self._steps: Steps | None = None  # of the making that is going on
        self._canvas = LikenessCanvas(theme)
        self._preview, self._bar = Preview(theme, self._canvas), SelectionBar(self._canvas)
        self._making = Making()
        self._tools = Segments("likenessTools", tr("Likeness", "What a drag does"), _tools())
        self._closer = self._button("likenessCloser", tr("Likeness", "Closer"), "+")
        self._farther = self._button("likenessFarther", tr("Likeness", "Farther"), "−")  # noqa: RUF001
        self._whole = self._button("likenessWhole", tr("Likeness", "Whole map"), "0")
        self._anew = named(QToolButton(), "likenessAnew", tr("Likeness", "Arrange anew"))
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()
        self._dress()

    @override
    def set_library(self, library: "Library") -> None:
        self._library = library
        self._list = PhotoListModel(library, self.jobs, self)
        self._list.set_thumbnail_side(round(2 * PICTURE * self.devicePixelRatioF()))
        self._list.dataChanged.connect(lambda *_changed: self._pictures_came())
        self._canvas.show_pictures(self._picture)

    @override
    def come(self, ids: Ids) -> None:
        self._shown = ids
        known = self._map is not None and not len(np.setdiff1d(ids, self._map.ids))
        if not known and not self._stopped:
            self._make()
        self._show()

    @override
    def leave(self) -> None:
        self._preview.hide()

    @override
    def stop(self) -> None:
        if self._steps is not None:
            self._steps.stop()

    @override
    def selected_ids(self) -> list[int]:
        if self._map is None or self._stack.currentWidget() is not self._canvas:
            return []
        return self._ids()[self._canvas.chosen()].tolist()

    @override
    def selectAll(self) -> None:
        self._canvas.choose(np.ones(len(self._canvas.plane.chosen), np.bool_))

    @override
    def clearSelection(self) -> None:
        self._canvas.choose_none()

    @override
    def zoom(self, steps: float) -> None:
        self._canvas.zoom(steps)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        tool = _KEYS.get(event.text().upper())
        if tool and not event.modifiers():
            self._choose_tool(tool)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.place()

    # Making it

    def _make(self, *, anew: bool = False) -> None:
        if self._library is None or self._steps is not None:
            return
        self._refused, self._stopped = "", False
        steps = self._steps = Steps(lambda percent, _all: self._progressed.emit(percent))
        work = partial(_made, self._library, steps, anew=anew)
        self.jobs.run(Lane.ARRANGE, work, self._arrived, self._failed)

    def _arrived(self, made: LikenessMap | None) -> None:
        self._steps = None
        self._stopped = made is None
        if made is None:
            self._show()
            return
        self._map = made
        self._order = _beside_one_another(made)
        if self._list is not None:
            self._list.show_ids(self._ids())
        self._show()

    def _ids(self) -> Ids:
        return self._map.ids[self._order] if self._map is not None else self._order

    def _failed(self, sentence: str) -> None:
        self._steps = None
        self._refused = sentence
        self._show()

    def _stop_making(self) -> None:
        if self._steps is not None:
            self._steps.stop()

    def _anew_wanted(self) -> None:
        if self._steps is None:
            self._map = None
            self._make(anew=True)
            self._show()

    # Showing it

    def _show(self) -> None:
        made = self._map
        for part in (self._tools, self._closer, self._farther, self._whole, self._anew):
            part.setVisible(made is not None)
        if made is None:
            self._say_why()
            return
        ids = self._ids()
        shown = np.isin(ids, self._shown)
        if not shown.any():
            self._making.show_reason(
                tr("Likeness", "No photos here"),
                tr("Likeness", "None of the photos that are looked at is on the map yet."),
                start=False,
            )
            self._stack.setCurrentWidget(self._making)
            self.head.detail("")
            return
        before = self._canvas.plane
        same = len(before.chosen) == len(ids) and np.array_equal(
            before.places, made.places[self._order]
        )
        chosen = before.chosen & shown if same else np.zeros(len(ids), np.bool_)
        plane = Plane(
            made.places[self._order], made.hills[self._order], shown, chosen, made.regions
        )
        self._canvas.show_plane(plane)
        self._stack.setCurrentWidget(self._canvas)
        self.setFocusProxy(self._canvas)
        here, besides = int(shown.sum()), len(np.setdiff1d(self._shown, ids))
        said = [wording.number(here)]
        if besides:
            said.append(tr("Likeness", "%Ln not on the map yet", "", besides))
        self.head.detail("  ·  ".join(said))
        self._selection_changed()

    def _say_why(self) -> None:
        self.head.detail("")
        start = self._steps is None
        if not start:
            self._making.show_progress(0, tr("Likeness", "Photos that look alike come together."))
        elif self._refused:
            heading = tr("Likeness", "There is no map")
            self._making.show_reason(heading, self._refused, start=start)
        else:
            self._making.show_reason(
                tr("Likeness", "The map was not made"),
                tr("Likeness", "It puts photos that look alike side by side."),
                start=start,
            )
        self._stack.setCurrentWidget(self._making)
        self.setFocusProxy(self._making)

    def _show_progress(self, percent: int) -> None:
        if self._map is None and self._steps is not None:
            self._making.show_progress(
                percent, tr("Likeness", "Photos that look alike come together.")
            )

    def _picture(self, place: int) -> QPixmap | None:
        if self._list is None:
            return None
        row = self._list.row_at(place)
        return self._list.picture_of(row) if row is not None else None

    def _pictures_came(self) -> None:
        self._canvas.update()
        if self._hovered >= 0 and self._preview.isVisible():
            self._show_preview(self._hovered, QPointF(self._preview.pos()), move=False)

    def _show_preview(self, place: int, at: QPointF, *, move: bool = True) -> None:
        self._hovered = place
        if place < 0 or self._list is None or place >= self._list.rowCount():
            self._preview.hide()
            return
        row = self._list.row_at(place)
        picture = self._list.picture_of(row) if row is not None else None
        if row is not None and place == self._canvas.current:
            self._canvas.setAccessibleDescription(row.name)
        if move:
            self._preview.show_photo(picture, row.name if row else "", at)
        else:
            self._preview.renew(picture, row.name if row else "")

    # What a person does

    def _choose_tool(self, tool: str) -> None:
        self._canvas.tool = tool
        self._tools.show_choice(tool)
        self._canvas.setFocus()

    def _selection_changed(self) -> None:
        writable = self._library is not None and self._library.writable
        self._bar.show_count(len(self._canvas.chosen()), writable=writable)
        self.selection_changed.emit()

    def _send(self) -> None:
        chosen = self._canvas.chosen()
        if len(chosen):
            ids = self._ids()[chosen]
            self.chosen.emit(ids, tr("Likeness", "Picked on the map of similarity"))

    def _open(self, place: int) -> None:
        """Leaf through what is selected, or the photos nearest to the one that was opened."""
        chosen = self._canvas.chosen()
        if place not in chosen:
            places = self._canvas.plane.places
            apart = np.linalg.norm(places - places[place], axis=1)
            apart[~self._canvas.plane.shown] = np.inf
            chosen = np.argsort(apart, kind="stable")[:200]
        ids = self._ids()
        self.opened.emit(ids[chosen], int(ids[place]))

    def _menu(self, where: QPointF) -> None:
        self.menu_wanted.emit(self._canvas.mapToGlobal(where.toPoint()))

    # Parts

    def _button(self, name: str, text: str, keys: str) -> QToolButton:
        button = named(QToolButton(), name, text)
        button.setToolTip(f"{text} ({keys})")
        button.setIconSize(QSize(18, 18))
        return button

    def _arrange(self) -> None:
        self._tools.show_choice(MOVE)
        for key, tool in _KEYS.items():
            self._tools.hint(tool, f"{_tools()[tool]} ({key})")
        self._anew.setToolTip(tr("Likeness", "Arrange all photos anew"))
        self._anew.setIconSize(QSize(18, 18))
        group = QWidget()
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self._farther, self._closer, self._whole, self._anew):
            row.addWidget(button)
        self.head.add(self._tools)
        self.head.add(group)
        self._stack.addWidget(self._making)
        self._stack.addWidget(self._canvas)
        self.set_body(self._stack)

    def _connect(self) -> None:
        self._progressed.connect(self._show_progress)
        self._making.stop_wanted.connect(self._stop_making)
        self._making.start_wanted.connect(lambda: (self._make(), self._show()))
        self._canvas.selection_changed.connect(self._selection_changed)
        self._canvas.hovered.connect(self._show_preview)
        self._canvas.opened.connect(self._open)
        self._canvas.entered.connect(self._send)
        self._canvas.menu_wanted.connect(self._menu)
        self._bar.grid_wanted.connect(self._send)
        self._bar.tags_wanted.connect(lambda: self.deed_wanted.emit("addTags"))
        self._bar.none_wanted.connect(self._canvas.choose_none)
        self._tools.chosen.connect(self._choose_tool)
        self._closer.clicked.connect(lambda: self._canvas.zoom(1))
        self._farther.clicked.connect(lambda: self._canvas.zoom(-1))
        self._whole.clicked.connect(self._canvas.show_all)
        self._anew.clicked.connect(self._anew_wanted)
        self.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        dress(self._closer, "plus", self.theme)
        dress(self._farther, "minus", self.theme)
        dress(self._whole, "fullScreen", self.theme)
        dress(self._anew, "scanning", self.theme)


def _made(library: "Library", steps: Steps, *, anew: bool) -> LikenessMap | None:
    """Make the map, or None where a person stopped it; blocks."""

    def tell(step: str, done: int, total: int) -> None:
        low, high = _SHARES[step]
        steps.report(round(low + (high - low) * done / max(total, 1)), 101)

    try:
        return library.likeness.map(tell, anew=anew)
    except StoppedError:
        return None


def _tools() -> dict[str, str]:
    return {
        MOVE: tr("Likeness", "Move"),
        RECTANGLE: tr("Likeness", "Rectangle"),
        LASSO: tr("Likeness", "Lasso"),
    }


def _beside_one_another(made: LikenessMap) -> Ints:
    """An order in which photos that are near on the map are near in the list (Morton 1966)."""
    cells = np.clip(made.places * 1023, 0, 1023).astype(np.int64)
    code = np.zeros(len(cells), np.int64)
    for bit in range(10):
        code |= ((cells[:, 0] >> bit) & 1) << (2 * bit)
        code |= ((cells[:, 1] >> bit) & 1) << (2 * bit + 1)
    return np.argsort(code, kind="stable")

"""The page of the timeline: the chart above, the photos of what is in view or brushed below."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.library.showing import UNDATED
from photoclip.ui import wording
from photoclip.ui.elided import Elided
from photoclip.ui.jobs import Jobs
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.pages import MessagePage
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.ways.segments import Segments
from photoclip.ui.ways.shelf_way import ShelfWay
from photoclip.ui.ways.timeline import scale
from photoclip.ui.ways.timeline.chart import TimelineChart
from photoclip.ui.ways.timeline.overview import Overview
from photoclip.ui.ways.timeline.scale import Ints, Span, Unit
from photoclip.ui.ways.way import Ids

if TYPE_CHECKING:
    from photoclip.library.library import Library
    from photoclip.library.showing import Showing

_SETTLED = 140  # ms without a move until the photos of the view are shown
_BY_DAY = 2.2 * 365 * scale.DAY_SECONDS  # longer stretches have their photos by months
_UNITS = {"years": Unit.YEAR, "months": Unit.MONTH, "days": Unit.DAY}
_SHOWN_AS = {Unit.YEAR: "years", Unit.MONTH: "months", Unit.DAY: "days", Unit.HOUR: "days"}


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """Photos by time, and those of which nobody knows it."""

    ids: Ids
    times: Ints
    undated: Ids


def dated(showing: "Showing", ids: Ids) -> Dated:
    """Sort photos by time; blocks."""
    times = showing.moments(ids)
    known = times != UNDATED
    order = np.lexsort((ids[known], times[known]))
    return Dated(ids[known][order], times[known][order], ids[~known])


class TimelinePage(ShelfWay):
    """Photos over time; what is chosen in the chart is what lies on the shelf below."""

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(theme, jobs, "timelineGrid", parent)
        self.setObjectName("timelinePage")
        self._showing: Showing | None = None
        none = np.zeros(0, np.int64)
        self._photos = Dated(none, none, none)
        self._only_undated = False
        self._chart, self._overview = TimelineChart(theme), Overview(theme)
        self._levels = Segments("timelineLevels", tr("Timeline", "Look at"), _levels())
        self._undated = named(QPushButton(), "undatedPhotos")
        self._what = named(Elided(), "timelineRange")
        self._whole = named(QPushButton(tr("Timeline", "Whole time")), "wholeTime")
        self._in_grid = named(QPushButton(tr("Ways", "Show in the grid")), "timelineToGrid")
        self._nothing = MessagePage(theme, "timeline", "timelineNothing")
        self._stack = QStackedWidget()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._arrange()
        self._connect()

    @override
    def set_library(self, library: "Library") -> None:
        self._showing = library.showing
        super().set_library(library)

    @override
    def come(self, ids: Ids) -> None:
        if self._showing is not None:
            self.look_up(partial(dated, self._showing, ids), self._show_dated)

    @override
    def zoom_picture(self, steps: float) -> None:
        self._chart.zoom(steps)

    # What is shown

    def _show_dated(self, photos: Dated) -> None:
        self._photos = photos
        self._chart.show_times(photos.times)
        self._overview.show_times(photos.times, self._chart.whole)
        self._overview.show_view(self._chart.view)
        count = len(photos.undated)
        self._undated.setText(tr("Timeline", "%Ln without a date", "", count))
        self._undated.setAccessibleName(self._undated.text())
        self._undated.setVisible(bool(count))
        self._only_undated = self._only_undated and bool(count)
        self._say()
        self._show_photos(anew=False)
        here = bool(len(photos.times) or count)
        self._stack.setCurrentIndex(0 if here else 1)
        for part in (self._chart, self._overview):
            part.setVisible(bool(len(photos.times)))
        if not here:
            self._nothing.say(
                tr("Timeline", "No photos here"),
                tr("Timeline", "What is shown has no photos that could stand on a timeline."),
            )

    def _say(self) -> None:
        times = self._photos.times
        count = wording.number(len(times) + len(self._photos.undated))
        if len(times):
            first, last = scale.unit_at(Unit.DAY, times[0]), scale.unit_at(Unit.DAY, times[-1])
            self.head.detail(f"{count}  ·  {scale.title(first.united(last))}")
        else:
            self.head.detail(count)

    def _slice(self) -> slice:
        """Where the photos of what is chosen, or in view, lie among those by time."""
        span = self._chart.chosen or self._chart.view
        first, end = np.searchsorted(self._photos.times, np.ceil([span.first, span.end]))
        return slice(int(first), int(end))

    def _shown_ids(self) -> Ids:
        return self._photos.undated if self._only_undated else self._photos.ids[self._slice()]

    def _shown_span(self) -> Span:
        """What is chosen; or of the view, the days in it that have photos."""
        times = self._photos.times[self._slice()]
        if self._chart.chosen is not None or not len(times):
            return self._chart.chosen or self._chart.view
        first, last = scale.unit_at(Unit.DAY, times[0]), scale.unit_at(Unit.DAY, times[-1])
        return first.united(last)

    def _title(self) -> str:
        if self._only_undated:
            return tr("Timeline", "Photos without a date")
        return scale.title(self._shown_span())

    def _show_photos(self, *, anew: bool = True) -> None:
        ids = self._shown_ids()
        photos = tr("Grid", "%Ln photo(s)", "", len(ids))
        self._what.show_text(f"{self._title()}  ·  {photos}")
        self._in_grid.setEnabled(bool(len(ids)))
        self._whole.setVisible(
            self._only_undated
            or self._chart.chosen is not None
            or self._chart.view != self._chart.whole
        )
        grouping = "day" if self._shown_span().seconds < _BY_DAY else "month"
        self.shelf.show_photos(ids, "" if self._only_undated else grouping, anew=anew)

    def _view_moved(self, view: Span) -> None:
        self._overview.show_view(view)
        self._levels.show_choice(_SHOWN_AS[self._chart.unit])
        if self._chart.chosen is None:
            self._only_undated = False
            self._settle.start()

    def _brushed(self) -> None:
        self._only_undated = False
        self._settle.start()

    def _show_undated(self) -> None:
        self._chart.choose(None)
        self._only_undated = True
        self._settle.stop()
        self._show_photos()

    def _show_whole(self) -> None:
        self._only_undated = False
        self._chart.choose(None)
        self._chart.show_span(self._chart.whole)
        self._show_photos()

    def _send(self) -> None:
        self._settle.stop()
        ids = self._shown_ids()
        if len(ids):
            self.chosen.emit(ids, self._title())

    # Parts

    def _arrange(self) -> None:
        self._whole.setToolTip(tr("Timeline", "Show the whole time (0)"))
        self._levels.show_choice("years")
        self._undated.hide()
        self._undated.setToolTip(tr("Timeline", "Show the photos of which no date is known"))
        self.head.add(self._undated)
        self.head.add(self._levels)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        self._what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(self._what, 1)
        row.addWidget(self._whole)
        row.addWidget(self._in_grid)
        for button in (self._whole, self._in_grid, self._undated):
            button.setProperty("quiet", True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._chart)
        column.addWidget(self._overview)
        column.addLayout(row)
        column.addWidget(self.shelf, 1)
        self._stack.addWidget(body)
        self._stack.addWidget(self._nothing)
        self.set_body(self._stack)
        self.setFocusProxy(self._chart)

    def _connect(self) -> None:
        self._chart.view_changed.connect(self._view_moved)
        self._chart.chosen_changed.connect(lambda _span: self._brushed())
        self._chart.entered.connect(self._send)
        self._overview.wanted.connect(self._chart.show_at_once)
        self._settle.timeout.connect(self._show_photos)
        self._levels.chosen.connect(lambda key: self._chart.zoom_to(_UNITS[key]))
        self._undated.clicked.connect(self._show_undated)
        self._whole.clicked.connect(self._show_whole)
        self._in_grid.clicked.connect(self._send)


def _levels() -> dict[str, str]:
    return {
        "years": tr("Timeline", "Years"),
        "months": tr("Timeline", "Months"),
        "days": tr("Timeline", "Days"),
    }

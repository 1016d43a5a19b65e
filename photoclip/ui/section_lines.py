"""The lines above the sections of a grid: their titles in the person's words, and their look."""

from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QDate, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from photoclip.ui import wording
from photoclip.ui.bands import BAND, title_of
from photoclip.ui.grid_layout import Box
from photoclip.ui.speech import tr
from photoclip.ui.theme import Colours

BETWEEN = "\n"
"""In the key of an event, between what it is called and when it was."""
_TITLE = 14  # px
_COUNT = 12  # px
_BASE = 14  # px, from the lower edge of the line to the feet of its letters
_LEAST = 60  # px, of what is said besides
_SPACE = 8  # px between title and count


def section_title(key: str, grouping: str) -> tuple[str, str]:
    """A section's title for people, and what is said of it besides.

    Args:
        key: as in `records.Sections`.
        grouping: "day", "month", "year", "event", "folder", or `BAND` for an answer.
    """
    if grouping == BAND:
        return title_of(key), ""
    if grouping == "folder":
        path = PurePath(key)
        return (path.name or key, str(path.parent)) if key else (tr("Grid", "No folder"), "")
    if not key:
        return tr("Grid", "No date"), ""
    if grouping == "event":
        title, _, when = key.partition(BETWEEN)
        return title, when
    if grouping == "day":
        date = QDate.fromString(key, Qt.DateFormat.ISODate)
        return wording.weekday_and_day(date), ""
    return (month_title(key) if grouping == "month" else key), ""


def month_title(key: str) -> str:
    """`June 2024` from `2024-06`."""
    if not key:
        return tr("Grid", "No date")
    year, month = key.split("-")[:2]
    name = wording.locale().standaloneMonthName(int(month))
    return tr("Grid", "{month} {year}").format(month=name, year=year)


@dataclass(frozen=True, slots=True)
class Line:
    """What stands above a section."""

    title: str
    besides: str
    photos: str  # how many


def paint_line(painter: QPainter, box: Box, line: Line, colours: Colours, *, hovered: bool) -> None:
    """Paint the line above a section; `box` is where it stands on the screen."""
    font = QFont(painter.font())
    font.setPixelSize(_COUNT)
    bold = QFont(font)
    bold.setPixelSize(_TITLE)
    bold.setWeight(QFont.Weight.DemiBold)
    small, large = QFontMetricsF(font), QFontMetricsF(bold)
    count = line.photos
    room = box.width - small.horizontalAdvance(count) - _SPACE
    title = large.elidedText(line.title, Qt.TextElideMode.ElideMiddle, room)
    foot, x = box.y + box.height - _BASE, float(box.x)
    painter.setFont(bold)
    painter.setPen(QColor(colours.accent if hovered else colours.text))
    painter.drawText(QPointF(x, foot), title)
    x += large.horizontalAdvance(title) + _SPACE
    painter.setFont(font)
    painter.setPen(QColor(colours.quiet))
    painter.drawText(QPointF(x, foot), count)
    x += small.horizontalAdvance(count) + 2 * _SPACE
    room = box.x + box.width - x
    if line.besides and room > _LEAST:
        besides = small.elidedText(line.besides, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QPointF(x, foot), besides)


def painted(box: Box, up: int) -> QRect:
    """A box of the grid on a view that is scrolled by `up` px."""
    return QRect(box.x, box.y - up, box.width, box.height)

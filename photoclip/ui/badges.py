"""The small marks in the corners of a thumbnail: stars, flag, tags, copies, where it lies."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QLinearGradient, QPainter, QPixmap

from photoclip.records import PhotoRow
from photoclip.records_files import LIVE_VIDEO, RAW_FILE, VIDEO
from photoclip.ui import wording
from photoclip.ui.icons import icon

_NARROW = 104  # px; narrower thumbnails show one star with a number
_TINY = 80  # px; those show no tag mark
_WHITE = "#ffffff"
_ICONS = (
    *("stackFull", "live", "moving", "pinned", "picked", "rejected"),
    *("starFull", "copies", "offline", "tagged"),
)
_KEPT = 400  # pictures of marks; photos share them
_SAID = {"RAW": "RAW", "GIF": "GIF"}  # formats worth a mark
_WITH_RAW = {"HEIF": "RAW+H"}  # as cameras name their pairs

Icons = Mapping[str, QIcon]


@dataclass(frozen=True, slots=True)
class _Measures:
    """Of the marks, px."""

    height: int  # of the shade that they stand on
    line: int  # from the lower edge to the upper edge of the marks
    icon: int
    star: int
    inset: int  # from the edges
    space: int  # between two marks


_WIDE_MEASURES = _Measures(40, 24, 13, 11, 7, 5)
_NARROW_MEASURES = _Measures(28, 19, 11, 10, 4, 3)


def _measures(width: int) -> _Measures:
    return _NARROW_MEASURES if width < _NARROW else _WIDE_MEASURES


def height_of(width: int) -> int:
    """How high the shade is on a thumbnail of some width, px."""
    return _measures(width).height


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked on a photo."""

    rating: int
    flag: int
    tags: bool
    copies: int
    offline: bool
    kind: str
    pinned: bool = False  # a right answer of the search that is shown
    moves: str = ""  # an icon: a video, or a Live or motion photo
    length: str = ""  # of a video
    stack: int = 1  # photos that it stands for, itself among them

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to mark."""
        return self == _NOTHING


_NOTHING = Marks(0, 0, tags=False, copies=1, offline=False, kind="")


def marks_of(row: PhotoRow, *, pinned: bool = False, stack: int = 1) -> Marks:
    """The marks of a photo.

    Args:
        row: what is known of it.
        pinned: it is a right answer of the search that is shown.
        stack: how many photos it stands for, itself among them.
    """
    return Marks(
        row.rating,
        row.flag,
        row.tags > 0,
        max(row.copies, 1),
        not row.online,
        _WITH_RAW.get(row.format, "RAW+J") if RAW_FILE in row.beside else _SAID.get(row.format, ""),
        pinned,
        _moves(row),
        wording.length(row.seconds) if row.format == VIDEO else "",
        stack,
    )


def _moves(row: PhotoRow) -> str:
    if row.format == VIDEO:
        return "moving"
    return "live" if row.moves or LIVE_VIDEO in row.beside else ""


class BadgePainter:
    """Paints marks on a shade along the lower edge of a thumbnail."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[Marks, int, float, float], QPixmap] = OrderedDict()
        self._icons = {name: icon(name, _WHITE) for name in _ICONS}

    def paint(self, painter: QPainter, picture: QRect, radius: float, marks: Marks) -> None:
        """Paint the marks of the photo that fills `picture`."""
        if picture.width() < _TINY:
            marks = replace(marks, tags=False)
        if marks.is_empty:
            return
        scale = painter.device().devicePixelRatioF()
        key = (marks, picture.width(), radius, scale)
        strip = self._made.get(key)
        if strip is None:
            strip = self._made[key] = _strip(self._icons, marks, picture.width(), radius, scale)
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(key)
        top = picture.bottom() + 1 - height_of(picture.width())
        painter.drawPixmap(picture.left(), top, strip)


def _strip(icons: Icons, marks: Marks, width: int, radius: float, scale: float) -> QPixmap:
    high = height_of(width)
    strip = QPixmap(QSize(round(width * scale), round(high * scale)))
    strip.setDevicePixelRatio(scale)
    strip.fill(Qt.GlobalColor.transparent)
    with QPainter(strip) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QLinearGradient(QPointF(0, 0), QPointF(0, high))
        for where, alpha in ((0.0, 0), (0.45, 70), (1.0, 165)):
            shade.setColorAt(where, QColor(0, 0, 0, alpha))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.setClipRect(QRect(0, 0, width, high))
        painter.drawRoundedRect(QRectF(0, -radius, width, high + radius), radius, radius)
        pen = _Pen(painter, icons, _measures(width), width)
        pen.paint_facts(marks, pen.paint_judgement(marks))
    return strip


class _Pen:
    """Writes the marks of one thumbnail."""

    def __init__(self, painter: QPainter, icons: Icons, by: _Measures, width: int) -> None:
        self._painter, self._icons, self._by, self._width = painter, icons, by, width
        self._font = QFont()
        self._font.setPixelSize(10)
        self._font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(self._font)

    def paint_judgement(self, marks: Marks) -> float:
        """Pin, flag and stars, from the left; returns where they end."""
        by, x = self._by, float(self._by.inset)
        if marks.pinned:
            self._icon("pinned", x, by.icon)
            x += by.icon + by.space
        if marks.flag:
            self._icon("picked" if marks.flag > 0 else "rejected", x, by.icon)
            x += by.icon + by.space
        if marks.rating:
            narrow = by is _NARROW_MEASURES
            for _ in range(1 if narrow else marks.rating):
                self._icon("starFull", x, by.star)
                x += by.star + 1
            x += self._text(str(marks.rating), x + 1) + 1 if narrow else 0
            x += by.space
        return x

    def paint_facts(self, marks: Marks, left: float) -> None:
        """What is known of the files, from the right as far as there is room."""
        by, x = self._by, float(self._width - self._by.inset)
        if marks.stack > 1:
            number = str(marks.stack)
            wide = by.icon + 2 + self._wide(number)
            self._icon("stackFull", x - wide, by.icon)
            self._text(number, x - wide + by.icon + 2)
            x -= wide + by.space
        if marks.moves:
            wide = by.icon + (3 + self._wide(marks.length) if marks.length else 0)
            if x - wide >= left:
                self._icon(marks.moves, x - wide, by.icon)
                self._text(marks.length, x - wide + by.icon + 3)
                x -= wide + by.space
        if marks.kind:
            wide = self._wide(marks.kind)
            if x - wide >= left:
                self._text(marks.kind, x - wide)
                x -= wide + by.space
        if marks.copies > 1:
            number = str(marks.copies)
            wide = by.icon + 2 + self._wide(number)
            if x - wide >= left:
                self._icon("copies", x - wide, by.icon)
                self._text(number, x - wide + by.icon + 2)
                x -= wide + by.space
        for shown, name in ((marks.offline, "offline"), (marks.tags, "tagged")):
            if shown and x - by.icon >= left:
                self._icon(name, x - by.icon, by.icon)
                x -= by.icon + by.space

    @property
    def _middle(self) -> float:
        return self._by.height - self._by.line / 2

    def _icon(self, name: str, x: float, size: int) -> None:
        place = QRect(round(x), round(self._middle - size / 2), size, size)
        self._icons[name].paint(self._painter, place)

    def _wide(self, text: str) -> float:
        return QFontMetricsF(self._font).horizontalAdvance(text)

    def _text(self, text: str, x: float) -> float:
        wide = self._wide(text)
        self._painter.setPen(QColor(_WHITE))
        place = QRectF(x, self._middle - 8, wide + 2, 16)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self._painter.drawText(place, middle, text)
        return wide

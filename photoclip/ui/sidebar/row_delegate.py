"""Paints the rows of the sidebar."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photoclip.ui import wording
from photoclip.ui.icons import icon
from photoclip.ui.overrides import override
from photoclip.ui.sidebar.entries import Entry, Kind
from photoclip.ui.sidebar.tree_model import TreeModel
from photoclip.ui.theme import Theme

ROW = 28  # px
_EDGE = 8  # around the rounded ground of a row
_STEP = 16  # from one level to the next
_ICON = 16
_MARK = 14
_GAP = 8
_RADIUS = 6.0

_ICONS = {
    Kind.ALL: "photos",
    Kind.RECENT: "recent",
    Kind.PICKED: "pick",
    Kind.RATED: "star",
    Kind.FAILURES: "failures",
    Kind.ROOT: "root",
    Kind.FOLDER: "folder",
    Kind.ALBUM: "album",
    Kind.SEARCH: "savedSearch",
    Kind.PLACE: "place",
    Kind.TAG: "tag",
    Kind.LABEL_LIST: "labelList",
}
STATES = {
    "watching": ("watching", "quiet"),
    "polled": ("watching", "quiet"),
    "scanning": ("scanning", "accent"),
    "offline": ("offline", "quiet"),
    "unreadable": ("notice", "danger"),
}  # the icon and the colour of a folder's state
ADDS = {"folders", "albums", "labels"}  # sections with a plus


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a row lie."""

    ground: QRect
    arrow: QRect
    icon: QRect
    text: int  # left
    right: int  # where count, mark or plus end
    plus: QRect


def places(row: QRect, depth: int) -> Places:
    """The parts of a row of this rectangle."""
    ground = row.adjusted(_EDGE, 1, -_EDGE, -1)
    left = _EDGE + _STEP * max(0, depth - 1)
    right = ground.right() - _GAP
    middle = row.center().y() + 1
    arrow = QRect(left, row.top(), _STEP, row.height())
    picture = QRect(left + _STEP + 2, middle - _ICON // 2, _ICON, _ICON)
    plus = QRect(right - 18, row.bottom() - 23, 24, 22)
    return Places(ground, arrow, picture, picture.right() + _GAP, right, plus)


class RowDelegate(QStyledItemDelegate):
    """Rows of 28 px: sections in small quiet letters, the rest with icon, title and count."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}
        self.chosen: Entry | None = None
        self.states: dict[int, str] = {}
        self.drop_on: Entry | None = None
        theme.changed.connect(self._drawn.clear)

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, ROW)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry | None = index.data(TreeModel.ENTRY)
        if entry is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = places(option.rect, entry.depth)
        self._paint_ground(painter, where, option.state, entry)
        opened = bool(option.state & QStyle.StateFlag.State_Open)
        if entry.kind is Kind.SECTION:
            self._paint_section(painter, option, where, entry, opened=opened)
        else:
            self._paint_row(painter, option, where, entry, opened=opened)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, where: Places, state: QStyle.StateFlag, entry: Entry
    ) -> None:
        colours = self._theme.colours
        ground: QColor | None = None
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if entry is self.drop_on:
            ground = _faint(colours.accent, 0.28)
        elif entry is self.chosen:
            ground = QColor(colours.accent) if focused else _faint(colours.accent, 0.2)
        elif state & QStyle.StateFlag.State_MouseOver and _can_be_chosen(entry):
            ground = QColor(colours.hover)
        painter.setPen(Qt.PenStyle.NoPen)
        if ground is not None:
            painter.setBrush(ground)
            painter.drawRoundedRect(where.ground, _RADIUS, _RADIUS)
        if focused or entry is self.drop_on:
            on_itself = entry is self.chosen and entry is not self.drop_on
            ring = colours.text if on_itself else colours.accent
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(ring), 1.5))
            inside = QRectF(where.ground).adjusted(0.75, 0.75, -0.75, -0.75)
            painter.drawRoundedRect(inside, _RADIUS, _RADIUS)

    def _paint_section(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        where: Places,
        entry: Entry,
        *,
        opened: bool,
    ) -> None:
        colours = self._theme.colours
        font = _sized(option.font, 11)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.quiet))
        line = QRect(2 * _EDGE, option.rect.top() + 4, option.rect.width() - 56, ROW - 4)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, flags, entry.title)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if hovered or not opened:
            wide = QFontMetrics(font).horizontalAdvance(entry.title)
            spot = QRect(line.left() + wide + 5, line.center().y() - 4, 10, 10)
            self._draw(painter, spot, "collapse" if opened else "expand", colours.quiet)
        if entry.key in ADDS:
            spot = QRect(0, 0, _MARK, _MARK)
            spot.moveCenter(where.plus.center())
            self._draw(painter, spot, "plus", colours.text if hovered else colours.quiet)

    def _paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        where: Places,
        entry: Entry,
        *,
        opened: bool,
    ) -> None:
        colours = self._theme.colours
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        bright = entry is self.chosen and focused
        text = colours.on_accent if bright else colours.text
        quiet = colours.on_accent if bright else colours.quiet
        if entry.children:
            spot = QRect(0, 0, 12, 12)
            spot.moveCenter(where.arrow.center())
            self._draw(painter, spot, "collapse" if opened else "expand", quiet)
        name = _ICONS.get(entry.kind)
        if name:
            drawn = self._icon_colour(entry, bright=bright)
            self._draw(painter, where.icon, name, drawn)
        right = self._paint_count(painter, option, where, entry, quiet)
        right = self._paint_state(painter, where, entry, right, quiet)
        is_extra = entry.kind in {Kind.HINT, Kind.ALL_TAGS}
        painter.setFont(_sized(option.font, 12 if is_extra else 13))
        painter.setPen(QColor(quiet if is_extra else text))
        line = QRect(where.text, option.rect.top(), right - where.text, option.rect.height())
        if is_extra:
            line.setLeft(where.icon.left())
        mode = Qt.TextElideMode.ElideMiddle
        shown = painter.fontMetrics().elidedText(entry.title, mode, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _icon_colour(self, entry: Entry, *, bright: bool) -> str:
        colours = self._theme.colours
        if bright:
            return colours.on_accent
        if entry.kind is Kind.FAILURES:
            return colours.danger
        offline = entry.kind is Kind.ROOT and self.states.get(entry.number) == "offline"
        return colours.quiet if offline else colours.accent

    def _paint_count(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        where: Places,
        entry: Entry,
        colour: str,
    ) -> int:
        """Paint the number; where it begins."""
        if entry.count is None and not entry.note:
            return where.right
        shown = entry.note if entry.count is None else wording.number(entry.count)
        if entry.alarming and colour != self._theme.colours.on_accent:
            colour = self._theme.colours.danger
        painter.setFont(_sized(option.font, 12))
        painter.setPen(QColor(colour))
        wide = painter.fontMetrics().horizontalAdvance(shown)
        line = QRect(where.right - wide, option.rect.top(), wide + 1, option.rect.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        return line.left() - _GAP

    def _paint_state(
        self, painter: QPainter, where: Places, entry: Entry, right: int, quiet: str
    ) -> int:
        state = self.states.get(entry.number) if entry.kind is Kind.ROOT else None
        if state not in STATES:
            return right
        name, role = STATES[state]
        bright = quiet == self._theme.colours.on_accent
        colour: str = quiet if bright else getattr(self._theme.colours, role)
        spot = QRect(right - _MARK, where.icon.center().y() - _MARK // 2, _MARK, _MARK)
        self._draw(painter, spot, name, colour)
        return spot.left() - _GAP

    def _draw(self, painter: QPainter, spot: QRect, name: str, colour: str) -> None:
        scale = painter.device().devicePixelRatioF()
        key = (name, colour, spot.width(), scale)
        if key not in self._drawn:
            self._drawn[key] = icon(name, colour).pixmap(spot.size(), scale)
        painter.drawPixmap(spot, self._drawn[key])


def _can_be_chosen(entry: Entry) -> bool:
    return entry.kind not in {Kind.SECTION, Kind.HINT}


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    return sized


def _faint(colour: str, alpha: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made

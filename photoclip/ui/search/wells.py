"""The veil over the window while something is dragged above it, with a well for each meaning."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from photoclip.ui.icons import icon
from photoclip.ui.overrides import override
from photoclip.ui.search.incoming import Offer, Side, web_sentence
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_MARGIN = 24  # px around the wells; less in a strip
_STRIP_MARGIN = 8
_GAP = 12  # px between wells
_RADIUS = 14
_STRIP = 96  # px, where nobody said what the strip lies on
_ICON, _SMALL_ICON = 36, 22
_LOW = 130  # px; a well below that has its icon beside its words


@dataclass(frozen=True, slots=True)
class Well:
    """A place to drop on."""

    side: Side
    rect: QRect
    picture: str
    title: str
    detail: str


class DropOverlay(QWidget):
    """Shows the wells that fit what is dragged, and which of them is meant."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self._strip: QWidget | None = None
        self._theme = theme
        self._wells: tuple[Well, ...] = ()
        self._meant: Well | None = None
        self.setObjectName("dropOverlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(
            tr("Search", "Drop a picture to find similar photos, or a folder to add it")
        )
        self.hide()

    @property
    def meant(self) -> Side | None:
        """What a drop would do now."""
        return self._meant.side if self._meant else None

    def lay_photo_wells_on(self, widget: QWidget) -> None:
        """Cover only this widget while the window's own photos are dragged."""
        self._strip = widget

    def cover(self, offer: Offer) -> None:
        """Show the wells for what is dragged, over all or over a strip."""
        self.setGeometry(self._strip_place() if offer.photo_ids else self._covered.rect())
        self._wells = self._laid_out(offer)
        self._meant = None
        self.raise_()
        self.show()
        self.update()

    def point_at(self, place: QPoint) -> Side | None:
        """The well at, or without a strip nearest to, a place of the window is meant now."""
        inside = place - self.pos()
        meant = next((each for each in self._wells if each.rect.contains(inside)), None)
        if meant is None and self.geometry() == self._covered.rect():
            meant = min(self._wells, key=lambda each: _distance(each.rect, inside), default=None)
        if meant is not self._meant:
            self._meant = meant
            self.update()
        return meant.side if meant else None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            veil = QColor(self._theme.colours.window)
            veil.setAlphaF(0.97)
            painter.fillRect(self.rect(), veil)
            for well in self._wells:
                self._paint_well(painter, well)

    # Where the wells are

    def _strip_place(self) -> QRect:
        if self._strip is None or not self._strip.isVisible():
            return QRect(0, 0, self._covered.width(), _STRIP)
        corner = self._strip.mapTo(self._covered, QPoint(0, 0))
        return QRect(corner, QSize(self._strip.width(), max(self._strip.height(), 56)))

    def _laid_out(self, offer: Offer) -> tuple[Well, ...]:
        margin = _STRIP_MARGIN if offer.photo_ids else _MARGIN
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        if not offer.has_pictures:
            return (_explaining(room),) if not offer.paths else (_adding(room),)
        below = QRect()
        if offer.may_have_folders and not offer.photo_ids:
            below = QRect(room)
            below.setTop(room.bottom() - room.height() // 4)
            room.setBottom(below.top() - _GAP)
        right = QRect(room)
        right.setLeft(room.left() + room.width() * 3 // 5)
        room.setRight(right.left() - _GAP)
        wells = (_liking(room), _unliking(right))
        return (*wells, _adding(below)) if not below.isNull() else wells

    # How they look

    def _paint_well(self, painter: QPainter, well: Well) -> None:
        colours = self._theme.colours
        meant = well is self._meant and well.side is not Side.EXPLAIN
        tone = colours.danger if well.side is Side.UNLIKE else colours.accent
        ground = QColor(tone if meant else colours.surface)
        ground.setAlphaF(0.16 if meant else 1.0)
        pen = QPen(QColor(tone if meant else colours.border), 2)
        pen.setStyle(Qt.PenStyle.SolidLine if meant else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(well.rect).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        colour = tone if meant else colours.text
        if well.rect.height() < _LOW:
            self._paint_low(painter, well, colour)
        else:
            self._paint_high(painter, well, colour)

    def _paint_high(self, painter: QPainter, well: Well, colour: str) -> None:
        middle = well.rect.center()
        picture = QRect(middle.x() - _ICON // 2, middle.y() - _ICON - 18, _ICON, _ICON)
        icon(well.picture, colour).paint(painter, picture)
        room = well.rect.adjusted(20, 0, -20, 0)
        room.setTop(middle.y() - 6)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setFont(self._large())
        painter.setPen(QColor(colour))
        used = painter.boundingRect(room, flags | Qt.TextFlag.TextWordWrap, well.title)
        painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, well.title)
        room.setTop(used.bottom() + 6)
        painter.setFont(self.font())
        painter.setPen(QColor(self._theme.colours.quiet))
        painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, well.detail)

    def _paint_low(self, painter: QPainter, well: Well, colour: str) -> None:
        painter.setFont(self._medium())
        width = painter.fontMetrics().horizontalAdvance(well.title)
        middle = well.rect.center()
        left = max(well.rect.left() + 12, middle.x() - (width + _SMALL_ICON + 8) // 2)
        top = middle.y() - _SMALL_ICON // 2 + 1
        icon(well.picture, colour).paint(painter, QRect(left, top, _SMALL_ICON, _SMALL_ICON))
        room = QRect(well.rect)
        room.setLeft(left + _SMALL_ICON + 8)
        room.setRight(well.rect.right() - 12)
        painter.setPen(QColor(colour))
        short = painter.fontMetrics().elidedText(
            well.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _medium(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font


def _liking(rect: QRect) -> Well:
    return Well(
        Side.LIKE,
        rect,
        "like",
        tr("Search", "Find photos like this"),
        tr("Search", "The picture is looked at, not added to your library"),
    )


def _unliking(rect: QRect) -> Well:
    return Well(
        Side.UNLIKE,
        rect,
        "unlike",
        tr("Search", "Not like this"),
        tr("Search", "Photos of this kind move back"),
    )


def _adding(rect: QRect) -> Well:
    return Well(
        Side.FOLDER,
        rect,
        "add",
        tr("Search", "Add to your library"),
        tr("Search", "The folder stays where it is"),
    )


def _explaining(rect: QRect) -> Well:
    return Well(
        Side.EXPLAIN, rect, "notice", tr("Search", "An address, not a picture"), web_sentence()
    )


def _distance(rect: QRect, place: QPoint) -> int:
    across = max(rect.left() - place.x(), place.x() - rect.right(), 0)
    down = max(rect.top() - place.y(), place.y() - rect.bottom(), 0)
    return across + down

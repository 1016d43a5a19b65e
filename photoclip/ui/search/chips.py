"""A chip: one filter, one minus word or one example picture of a question."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QContextMenuEvent,
    QIcon,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from photoclip.query import AllOf, AnyOf, Not, Term
from photoclip.ui.icons import dress, icon
from photoclip.ui.naming import named, tip
from photoclip.ui.overrides import override
from photoclip.ui.search.chip_words import is_negative, said, spoken, turning
from photoclip.ui.search.phrasing import times
from photoclip.ui.search.pieces import Content, Without
from photoclip.ui.search.question import Example
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

HEIGHT = 26  # px
THUMBNAIL = 20  # px, side of an example's picture
_EDGE = 10  # px before the text, or behind it where no button is
_PICTURE_EDGE = 3  # px around the picture
_CROSS = 18  # px, the button that removes
_MOST = 180  # px of text
_MOST_OF_GROUP = 340
_GAP = 4  # px

WEIGHTS = (3.0, 2.0, 1.0, 0.5)


class Chip(QPushButton):
    """Shows one piece and says what a person wants of it; changes nothing itself."""

    edited = Signal()  # back into the field as text
    removed = Signal()
    turned = Signal()  # the other way round
    weighed = Signal(float)
    stepped = Signal(int)  # the keyboard goes on to the next (1) or the one before (-1)
    typed = Signal(str)  # letters typed here belong to the field

    def __init__(self, content: Content, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._theme = theme
        self._picture = QPixmap()
        self._label, self._value = said(content)
        is_example = isinstance(content, Example)
        named(self, "exampleChip" if is_example else "filterChip", spoken(content))
        self.setToolTip(tip(self._tip()))
        self.setProperty("negative", is_negative(content))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the keyboard comes from the field
        self._cross = named(QToolButton(self), "removeChip")
        self._cross.setAccessibleName(tr("Search", "Remove {piece}").format(piece=spoken(content)))
        self._cross.setToolTip(tr("Search", "Remove (Delete)"))
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.removed)
        self.clicked.connect(self._open)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def content(self) -> Content:
        """What it stands for."""
        return self._content

    @property
    def weight(self) -> float | None:
        """How much it counts, whichever side it is on; None for what holds or does not."""
        if isinstance(self._content, Without):
            return 1.0
        if isinstance(self._content, Example | Term):
            return abs(self._content.weight)
        return None

    def show_picture(self, image: QImage) -> None:
        """Show an example's thumbnail, THUMBNAIL px in device pixels."""
        self._picture = QPixmap.fromImage(image)
        self._picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.update()

    def open_menu(self) -> None:
        """All that can be done with it."""
        menu = QMenu(self)
        menu.setObjectName("chipMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(self._content, Example):
            self._fill_for_example(menu, self._content)
        else:
            _entry(menu, "chipEdit", tr("Search", "Edit")).triggered.connect(self.edited)
            _entry(menu, "chipTurn", turning(self._content)).triggered.connect(self.turned)
            if self.weight is not None:
                menu.addSeparator()
                self._fill_with_weights(menu, self.weight)
        menu.addSeparator()
        _entry(menu, "chipRemove", tr("Search", "Remove")).triggered.connect(self.removed)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + _GAP)))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._text_left() + self._text_width() + _GAP + _CROSS + _GAP, HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._text_left() + 24 + _CROSS + 2 * _GAP, HEIGHT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        top = (self.height() - _CROSS) // 2
        self._cross.setGeometry(self.width() - _CROSS - _GAP, top, _CROSS, _CROSS)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        key, plain = e.key(), not e.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Menu):
            self.open_menu()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.weight is not None:
            self._weigh_more(1 if key == Qt.Key.Key_Up else -1)
        elif key == Qt.Key.Key_Minus:
            self.turned.emit()
        elif key == Qt.Key.Key_Escape:
            self.typed.emit("")
        elif e.text().isprintable() and e.text() and plain:
            self.typed.emit(e.text())
        else:
            super().keyPressEvent(e)

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # pyright: ignore[reportAttributeAccessIssue]
        option.icon = QIcon()  # pyright: ignore[reportAttributeAccessIssue]
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            self._paint_picture(painter)
            colours = self._theme.colours
            room = QRect(self._text_left(), 0, self._text_room(), self.height())
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.setPen(QColor(colours.danger if is_negative(self._content) else colours.quiet))
            painter.drawText(room, middle, self._label)
            room.setLeft(room.left() + self._label_width())
            painter.setPen(QColor(colours.text))
            metrics = self.fontMetrics()
            painter.drawText(
                room,
                middle,
                metrics.elidedText(self._value, Qt.TextElideMode.ElideMiddle, room.width()),
            )

    # Within

    def _paint_picture(self, painter: QPainter) -> None:
        if not isinstance(self._content, Example):
            return
        top = (self.height() - THUMBNAIL) // 2
        if self._picture.isNull():
            place = QRect(_PICTURE_EDGE + 2, top + 2, THUMBNAIL - 4, THUMBNAIL - 4)
            icon("samples", self._theme.colours.quiet).paint(painter, place)
            return
        painter.drawPixmap(_PICTURE_EDGE, top, self._picture)

    def _text_left(self) -> int:
        if isinstance(self._content, Example):
            return _PICTURE_EDGE + THUMBNAIL + _GAP + 2
        return _EDGE

    def _label_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._label) + (_GAP if self._label else 0)

    def _text_width(self) -> int:
        value = self.fontMetrics().horizontalAdvance(self._value) + 1
        is_group = isinstance(self._content, AllOf | AnyOf | Not)
        return self._label_width() + min(value, _MOST_OF_GROUP if is_group else _MOST)

    def _text_room(self) -> int:
        return max(0, self.width() - self._text_left() - _CROSS - 2 * _GAP)

    def _open(self) -> None:
        if isinstance(self._content, Example):
            self.open_menu()
        else:
            self.edited.emit()

    def _tip(self) -> str:
        if isinstance(self._content, Example):
            keys = tr("Search", "Enter: choose how it counts · Delete: remove")
        else:
            keys = tr("Search", "Enter: edit · -: turn round · Delete: remove")
        if self.weight is not None:
            keys += tr("Search", " · ↑ ↓: counts more, less")
        return f"{spoken(self._content)}\n{keys}"

    def _weigh_more(self, step: int) -> None:
        """Count as the next larger (1) or smaller (-1) of the usual weights."""
        weight = self.weight or 1.0
        beyond = [each for each in WEIGHTS if (each - weight) * step > 0]
        if beyond:
            self.weighed.emit(min(beyond, key=lambda each: abs(each - weight)))

    def _fill_for_example(self, menu: QMenu, example: Example) -> None:
        sides = QActionGroup(menu)
        for text, name, negative in (
            (tr("Search", "More like this"), "chipMore", False),
            (tr("Search", "Less like this"), "chipLess", True),
        ):
            action = _choice(menu, sides, name, text, chosen=example.negative == negative)
            if example.negative != negative:
                action.triggered.connect(self.turned)
        menu.addSeparator()
        self._fill_with_weights(menu, example.weight)

    def _fill_with_weights(self, menu: QMenu, now: float) -> None:
        weights = QActionGroup(menu)
        for weight in sorted({*WEIGHTS, now}, reverse=True):
            text = tr("Search", "Counts {times}").format(times=times(weight))
            name = f"chipWeight{times(weight)}"
            action = _choice(menu, weights, name, text, chosen=now == weight)
            action.triggered.connect(lambda _on=False, weight=weight: self.weighed.emit(weight))

    def _dress(self) -> None:
        dress(self._cross, "close", self._theme, "quiet")
        self._cross.setIconSize(QSize(12, 12))
        self.update()


def _entry(menu: QMenu, name: str, text: str) -> QAction:
    action = menu.addAction(text.replace("&", "&&"))
    action.setObjectName(name)
    return action


def _choice(menu: QMenu, group: QActionGroup, name: str, text: str, *, chosen: bool) -> QAction:
    action = _entry(menu, name, text)
    action.setCheckable(True)
    action.setChecked(chosen)
    group.addAction(action)
    return action

"""The list of suggestions under the search field; the keyboard stays in the field."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui import wording
from photoclip.ui.icons import icon
from photoclip.ui.naming import named, tip
from photoclip.ui.overrides import override
from photoclip.ui.search.suggestions import Kind, Suggestion
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

ROW = 32  # px
_EDGE = 12  # px, left and right of a row's content
_ICON = 16  # px
_GAP = 10  # px between icon, text and hint
_FRAME = 5  # px around the rows
_DROP = 4  # px between the field and the list

_ICONS = {
    "folder": "folder",
    "camera": "camera",
    "lens": "lens",
    "type": "fileType",
    "tag": "tag",
    "album": "album",
    "rating": "star",
    "flag": "pick",
    "before": "date",
    "after": "date",
    "on": "date",
    "year": "date",
    "label": "labelList",
    "orientation": "wholeCells",
    "size": "largeCells",
    "has": "check",
    "near": "place",
    "within": "area",
    "place": "place",
    "region": "place",
    "country": "place",
    "is": "info",
    "failed": "failures",
    "like": "like",
}

Index = QModelIndex | QPersistentModelIndex


class SuggestionList(QAbstractListModel):
    """Suggestions as a list; their accessible text says all that a row shows."""

    SUGGESTION = Qt.ItemDataRole.UserRole

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Suggestion, ...] = ()

    def show(self, lines: Sequence[Suggestion]) -> None:
        """Hold other suggestions."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    @property
    def replacements(self) -> list[str]:
        """What each would put in the field."""
        return [each.replacement for each in self._lines]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == self.SUGGESTION:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.shown
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(line.replacement)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line)
        return None


class Completion(QFrame):
    """Suggestions below a field, over whatever lies there; never takes the keyboard."""

    chosen = Signal(object)  # a Suggestion

    def __init__(self, theme: Theme, anchor: QWidget) -> None:
        super().__init__(anchor)
        self.setObjectName("searchCompletion")
        self._anchor = anchor
        self._lines = SuggestionList()
        self._view = named(QListView(), "searchSuggestions", tr("Search", "Suggestions"))
        self._view.setModel(self._lines)
        self._view.setItemDelegate(_SuggestionDelegate(theme, self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        column.addWidget(self._view)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def current(self) -> Suggestion | None:
        """The suggestion a person moved to with the arrows."""
        index = self._view.currentIndex()
        return index.data(SuggestionList.SUGGESTION) if index.isValid() else None

    def offer(self, lines: Sequence[Suggestion]) -> None:
        """Show suggestions with none chosen; without any, hide."""
        self._lines.show(lines)
        self._view.setCurrentIndex(QModelIndex())
        if not lines:
            self.hide()
            return
        self._place(len(lines))
        self.show()
        self.raise_()

    def renew(self, lines: Sequence[Suggestion]) -> None:
        """Show the same suggestions with other numbers, and keep the chosen one."""
        if self._lines.replacements == [each.replacement for each in lines]:
            row = self._view.currentIndex().row()
            self._lines.show(lines)
            self._view.setCurrentIndex(self._lines.index(row))

    def step(self, rows: int) -> None:
        """Move down (positive) or up; past either end lies the field, with none chosen."""
        count = self._lines.rowCount()
        row = self._view.currentIndex().row() + rows
        if row == -2:
            row = count - 1
        self._view.setCurrentIndex(self._lines.index(row) if 0 <= row < count else QModelIndex())

    def follow(self) -> None:
        """The field moved or changed its size."""
        if self.isVisible():
            self._place(self._lines.rowCount())

    def _place(self, rows: int) -> None:
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + _DROP))
        room = window.height() - corner.y() - _FRAME
        height = min(rows * ROW + 2 * _FRAME + 2, max(room, ROW))
        width = min(max(self._anchor.width(), 320), window.width() - 2 * _FRAME)
        left = max(_FRAME, min(corner.x(), window.width() - width - _FRAME))
        self.setGeometry(QRect(QPoint(left, corner.y()), QSize(width, height)))

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(SuggestionList.SUGGESTION))


class _SuggestionDelegate(QStyledItemDelegate):
    """Icon, text, hint and how many photos."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Suggestion = index.data(SuggestionList.SUGGESTION)
        colours = self._theme.colours
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent if chosen else colours.hover))
            painter.drawRoundedRect(rect, 6, 6)
        text = colours.on_accent if chosen else colours.text
        quiet = colours.on_accent if chosen else colours.quiet
        inner = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        picture = QRect(inner.left(), inner.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        icon(_icon_name(line), quiet).paint(painter, picture)
        inner.setLeft(picture.right() + _GAP)
        if line.photos is not None:
            number = wording.number(line.photos)
            _write(painter, inner, number, quiet, Qt.AlignmentFlag.AlignRight)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(number) - _GAP)
        used = _write(painter, inner, line.shown, text, Qt.AlignmentFlag.AlignLeft)
        inner.setLeft(inner.left() + used + _GAP)
        if line.hint and inner.width() > 40:
            _write(painter, inner, line.hint, quiet, Qt.AlignmentFlag.AlignLeft)
        painter.restore()


def spoken(line: Suggestion) -> str:
    """A suggestion for people who hear it."""
    photos = "" if line.photos is None else tr("Search", "%n photo(s)", "", line.photos)
    return ", ".join(part for part in (line.shown, line.hint, photos) if part)


def _icon_name(line: Suggestion) -> str:
    return "recent" if line.kind is Kind.RECENT else _ICONS.get(line.name, "search")


def _write(painter: QPainter, rect: QRect, text: str, colour: str, side: Qt.AlignmentFlag) -> int:
    """Write one line, shortened to the room there is; the width it took."""
    metrics: QFontMetrics = painter.fontMetrics()
    short = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(0, rect.width()))
    painter.setPen(QColor(colour))
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, short)
    return metrics.horizontalAdvance(short)

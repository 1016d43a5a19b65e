"""Building blocks of the info panel: sections that collapse, lines of facts, rows that wrap."""

import re

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.icons import dress
from photoclip.ui.naming import named, tip
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_SAID = 1200  # ms that "Copied" is shown
NAME_WIDTH = 72  # px of the left column of facts


class Section(QWidget):
    """A heading that shows or hides what is below it."""

    def __init__(self, theme: Theme, name: str, heading: str) -> None:
        super().__init__()
        named(self, name, heading)
        self._theme = theme
        self.heading = named(QToolButton(), f"{name}Heading", heading)
        self.heading.setProperty("heading", True)
        self.heading.setText(heading)
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setIconSize(QSize(10, 10))
        self.heading.toggled.connect(self._toggled)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(20, 0, 6, 16)
        self.column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.body)
        theme.changed.connect(self._dress)
        self._dress()

    def _toggled(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self._dress()

    def _dress(self) -> None:
        opened = self.heading.isChecked()
        dress(self.heading, "collapse" if opened else "expand", self._theme, "quiet")
        tip = tr("Viewer", "Hide") if opened else tr("Viewer", "Show")
        self.heading.setToolTip(tip)


class Facts(QWidget):
    """Names and values in two columns; values can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self.lines = 0

    def add(self, name: str, value: QWidget) -> None:
        """One more line."""
        label = named(QLabel(name), "factsName")
        self._grid.addWidget(label, self.lines, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, self.lines, 1)
        self.lines += 1

    def add_text(self, name: str, text: str, quiet: str = "") -> None:
        """One more line of text, with a quieter remark below."""
        self.add(name, value_label(text, name))
        if quiet:
            self.add("", value_label(quiet, name, "factsRemark"))


class CopyLine(QPushButton):
    """One line of text, elided in the middle; a click copies it all."""

    def __init__(self, text: str, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, f"{spoken}: {text}")
        self._whole = text
        self.setToolTip(tip(tr("Viewer", "{text}\nClick to copy").format(text=text)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("copies", True)
        self._said = QTimer(self, singleShot=True, interval=_SAID)
        self._said.timeout.connect(self.update)
        self.clicked.connect(self._copy)

    @override
    def sizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            shown = tr("Viewer", "Copied") if self._said.isActive() else self._whole
            text = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, self.width())
            painter.setPen(option.palette.buttonText().color())
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect(), flags, text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
        self._said.start()
        self.update()


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where it does not fit; its tooltip has all of it."""

    def __init__(self, text: str = "", most: int = 0) -> None:
        super().__init__(text)
        self._most = most
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint.boundedTo(QSize(self._most, hint.height())) if self._most else hint

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            room = self.contentsRect().width()
            text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)
            self.setToolTip("" if text == self.text() else tip(self.text()))
            painter.setPen(self.palette().windowText().color())
            painter.drawText(self.contentsRect(), int(self.alignment()), text)


class Flow(QLayout):
    """Lays its widgets out like words, in as many lines as they need."""

    def __init__(self, spacing: int = 6) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def clear(self) -> None:
        """Take everything out and delete it."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(rect.width(), 1000))
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y()


def value_label(text: str, name: str, object_name: str = "factsValue") -> QLabel:
    """Text that wraps and can be copied."""
    label = named(QLabel(_breakable(text)), object_name, f"{name}: {text}" if name else text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _breakable(text: str) -> str:
    """Long names may break after a slash, underscore or dash, and very long words anywhere."""
    zero_width = "\u200b"
    for mark in "/_-":
        text = text.replace(mark, mark + zero_width)
    return _LONG_WORD.sub(rf"\1{zero_width}", text)


_LONG_WORD = re.compile(r"([^\s\u200b]{24})(?=[^\s\u200b])")

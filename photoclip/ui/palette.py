"""The command palette: every action of the window by a few letters of its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from photoclip.ui.elided import Elided
from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.speech import tr

_WIDTH, _ROWS, _ROW_HEIGHT = 560, 10, 36
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_NOWHERE = -1
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


@dataclass(frozen=True, slots=True)
class Command:
    """An action as the palette shows it."""

    action: QAction
    text: str
    place: str  # the menu it lies in
    keys: str


class Palette(QFrame):
    """Type, arrows, Enter; it lies over its window until the keyboard goes elsewhere.

    `used` names the action that was chosen, for the next time.
    """

    used = Signal(str)

    def __init__(
        self,
        actions: Callable[[], Sequence[QAction]],
        recent: Sequence[str],
        window: QWidget,
    ) -> None:
        """Offer actions.

        Args:
            actions: what there is to do.
            recent: names of actions that were used before, the latest first.
            window: what it lies over.
        """
        super().__init__(window)
        named(self, "palette", tr("Palette", "Commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 120))
        self.setGraphicsEffect(shadow)
        self._window = window
        self._before = QApplication.focusWidget()
        self.setFixedWidth(_WIDTH)
        self._recent = list(recent)
        self._commands = [command_of(each) for each in actions() if shows(each)]
        self._field = named(QLineEdit(), "paletteField", tr("Palette", "Find a command"))
        self._field.setPlaceholderText(tr("Palette", "What would you like to do?"))
        self._field.installEventFilter(self)
        self._list = named(QListWidget(), "paletteList", tr("Palette", "Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = named(QLabel(tr("Palette", "There is no such command.")), "paletteNothing")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for widget in (self._field, self._list, self._nothing):
            column.addWidget(widget)
        self._field.textChanged.connect(self._filter)
        self._field.returnPressed.connect(self._choose)
        self._list.itemClicked.connect(lambda _item: self._choose())
        self._filter("")

    def appear(self) -> None:
        """Show it in the upper middle of its window, ready for typing."""
        window = self._window
        top = min(96, window.height() // 6)
        self.move(max(0, (window.width() - self.width()) // 2), top)
        self.show()
        self.raise_()
        self._field.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(key)
                return True
            if key == Qt.Key.Key_Escape:
                self._leave()
                return True
        elif isinstance(event, QFocusEvent) and event.lostFocus():
            self._keyboard_left(event.reason())
        return super().eventFilter(watched, event)

    def _keyboard_left(self, reason: Qt.FocusReason) -> None:
        """A menu of the field, or another program for a while, is no reason to go."""
        if reason not in _STAYS:
            self.close()

    def _leave(self) -> None:
        """Give the keyboard back to where it was."""
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        self.close()

    def _filter(self, typed: str) -> None:
        ranked = sorted(
            ((self._rank(command, typed), command) for command in self._commands),
            key=lambda pair: pair[0],
            reverse=True,
        )
        self._list.clear()
        for rank, command in ranked:
            if rank[0] >= 0:
                self._add(command)
        self._list.setCurrentRow(0)
        rows = self._list.count()
        self._list.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)
        self._list.setFixedHeight(min(rows, _ROWS) * _ROW_HEIGHT + 2)
        self.adjustSize()

    def _rank(self, command: Command, typed: str) -> tuple[float, int, bool]:
        name = command.action.objectName()
        late = self._recent.index(name) if name in self._recent else len(self._recent)
        fits = fit(typed, command.text)
        if fits < 0 and command.place:
            fits = fit(typed, f"{command.place} {command.text}") / 2
        return fits, -late, command.action.isEnabled()

    def _add(self, command: Command) -> None:
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.UserRole, command)
        spoken = ", ".join(part for part in (command.text, command.place, command.keys) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        enabled = command.action.isEnabled()
        if not enabled:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
        item.setSizeHint(QSize(0, _ROW_HEIGHT))
        self._list.addItem(item)
        self._list.setItemWidget(item, _row(command, enabled=enabled))

    def _move(self, key: Qt.Key) -> None:
        rows = self._list.count()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: 1 - _ROWS}
        if not rows:
            return
        row = self._list.currentRow() + steps.get(key, _ROWS - 1)
        single = key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        self._list.setCurrentRow(row % rows if single else max(0, min(rows - 1, row)))

    def _choose(self) -> None:
        command = self._list.currentIndex().data(Qt.ItemDataRole.UserRole)
        if isinstance(command, Command) and command.action.isEnabled():
            action = command.action
            self.used.emit(action.objectName())
            self._leave()
            action.trigger()


def shows(action: QAction) -> bool:
    """Whether an action is one that people choose by its name."""
    return bool(action.text()) and action.isVisible() and not action.isSeparator()


def command_of(action: QAction) -> Command:
    """What the palette shows of an action; its group is its property "group"."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    place = str(action.property("group") or "").replace("&", "")
    return Command(action, plain(action.text()), place, keys)


def plain(text: str) -> str:
    """A menu's text without its mark for the keyboard."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def fit(typed: str, text: str) -> float:
    """How well letters fit a text: all of them in order, best together at beginnings of words.

    -1 where they do not; 0 for nothing typed.
    """
    wanted, there = typed.casefold().replace(" ", ""), text.casefold()
    if not wanted:
        return 0.0
    best = float(_NOWHERE)
    for start in (place for place, letter in enumerate(there) if letter == wanted[0]):
        best = max(best, _fit_from(wanted, there, start))
    return best


def _fit_from(wanted: str, there: str, start: int) -> float:
    score, place, before = 0.0, start, start - 1
    for letter in wanted:
        place = there.find(letter, place)
        if place < 0:
            return _NOWHERE
        begins = place == 0 or not there[place - 1].isalnum()
        score += 1.0 + 2.0 * begins + 1.5 * (place == before + 1) - 0.05 * (place - before - 1)
        before, place = place, place + 1
    return max(0.1, score / len(wanted) - 0.002 * len(there) - 0.01 * start)


def _row(command: Command, *, enabled: bool) -> QWidget:
    row = QWidget()
    row.setEnabled(enabled)
    row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    text = named(QLabel(command.text), "paletteText")
    place = named(Elided(command.place), "palettePlace")
    keys = named(QLabel(command.keys), "paletteKeys")
    keys.setVisible(bool(command.keys))
    across = QHBoxLayout(row)
    across.setContentsMargins(12, 0, 8, 0)
    across.setSpacing(8)
    across.addWidget(text)
    across.addWidget(place, 1)
    across.addWidget(keys, 0, Qt.AlignmentFlag.AlignVCenter)
    return row

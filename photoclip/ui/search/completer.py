"""Completion of what is typed: asks for values, shows suggestions, and takes their keys."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from photoclip.records import ValueCount
from photoclip.ui.search import suggestions
from photoclip.ui.search.completion import Completion, spoken
from photoclip.ui.search.field import WordField
from photoclip.ui.search.suggestions import Suggestion
from photoclip.ui.search.values import FilterValues
from photoclip.ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Completer(QObject):
    """Follows a field; Enter is taken only for a suggestion that was moved to."""

    chosen = Signal(object)  # a Suggestion

    def __init__(self, theme: Theme, field: WordField, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._field = field
        self._list = Completion(theme, anchor)
        self._values: FilterValues | None = None
        self._whole = ""  # the text that the list was sent away for
        self._list.chosen.connect(self._choose)

    def propose(self, values: FilterValues) -> None:
        """Propose the values of a library."""
        self._values = values
        values.changed.connect(self._values_came)

    def refresh(self) -> None:
        """The person wrote on: propose what may follow."""
        text, cursor = self._field.text(), self._field.cursorPosition()
        if not self._field.hasFocus() or text == self._whole != "":
            self.hide()
            return
        self._whole = ""
        name = suggestions.wanted(text, cursor)
        if name and self._values:
            self._values.want(name)
            if name == "tag":
                self._values.want(suggestions.PLACE)  # a plain word may begin a place's name, too
        self._list.offer(suggestions.suggest(text, cursor, self._known))

    def prepare(self) -> None:
        """The keyboard came: tags will be wanted."""
        if self._values:
            self._values.want("tag")
            self._values.want(suggestions.PLACE)

    def show_recent(self, history: Sequence[str]) -> bool:
        """Propose earlier questions, the newest chosen; False where there are none."""
        self._list.offer(suggestions.recent(history))
        self._list.step(1)
        self._describe()
        return bool(history)

    def hide(self) -> None:
        """Propose nothing."""
        self._list.hide()
        self._field.setAccessibleDescription("")

    def follow(self) -> None:
        """The bar moved or changed its size."""
        self._list.follow()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key was for the list."""
        if not self._list.isVisible():
            return False
        key, current = event.key(), self._list.current
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
            self._describe()
        elif key == Qt.Key.Key_Escape:
            self._whole = self._field.text()
            self.hide()
        elif current and key in (*_ENTER, Qt.Key.Key_Tab):
            self._choose(current)
        else:
            return False
        return True

    def _known(self, name: str) -> tuple[ValueCount, ...]:
        return self._values.of(name) if self._values else ()

    def _values_came(self, name: str) -> None:
        writing = self._field.text(), self._field.cursorPosition()
        wanted = suggestions.wanted(*writing)
        if wanted != name and (wanted, name) != ("tag", suggestions.PLACE):
            return
        if self._list.current is None:
            self.refresh()
        else:
            self._list.renew(suggestions.suggest(*writing, self._known))
            self._describe()

    def _describe(self) -> None:
        """People who hear the window are told what they moved to."""
        current = self._list.current
        self._field.setAccessibleDescription(spoken(current) if current else "")

    def _choose(self, suggestion: Suggestion) -> None:
        self.hide()
        self.chosen.emit(suggestion)

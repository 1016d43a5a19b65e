"""A row of joined buttons of which one is chosen."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from photoclip.ui.naming import named


class Segments(QFrame):
    """Offers a few choices beside one another; none is marked until `show_choice`."""

    chosen = Signal(str)

    def __init__(
        self, name: str, spoken: str, options: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        """`options`: texts by key, in their order; each button is named after `name` and key."""
        super().__init__(parent)
        named(self, name, spoken)
        self.setProperty("segments", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self._buttons: dict[str, QToolButton] = {}
        for key, text in options.items():
            button = named(QToolButton(), f"{name}-{key}", text)
            button.setText(text)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, key=key: self._clicked(key))
            row.addWidget(button)
            self._buttons[key] = button
        self._shown = ""

    def show_choice(self, key: str) -> None:
        """Mark one choice, or none of them."""
        self._shown = key
        for each, button in self._buttons.items():
            button.setChecked(each == key)

    def hint(self, key: str, text: str) -> None:
        """Say more of a choice while the pointer rests on it."""
        self._buttons[key].setToolTip(text)

    def _clicked(self, key: str) -> None:
        self.show_choice(self._shown)  # until what it stands for is so
        self.chosen.emit(key)

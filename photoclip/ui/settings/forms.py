"""The parts that settings pages are made of: a page, its groups, and controls tied to a setting."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.ui.naming import named
from photoclip.ui.overrides import override
from photoclip.ui.preferences import Preferences


class CalmBox(QComboBox):
    """A choice that the wheel passes over, because it stands in a page that scrolls."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Page(QWidget):
    """One page: a heading, and whatever is put into its `column`."""

    def __init__(self, name: str, title: str, hint: str = "") -> None:
        super().__init__()
        named(self, name, title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(28, 24, 28, 24)
        self.column.setSpacing(16)
        self.column.addWidget(named(QLabel(title), "settingsHeading"))
        if hint:
            self.column.addWidget(hint_label(hint))

    def group(self, *widgets: QWidget, spacing: int = 8) -> QFrame:
        """Put widgets together into a card of the page."""
        card = named(QFrame(), "settingsGroup")
        card.setProperty("card", True)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(spacing)
        for widget in widgets:
            inner.addWidget(widget)
        self.column.addWidget(card)
        return card


def hint_label(text: str, name: str = "settingsHint") -> QLabel:
    """A quiet sentence."""
    label = named(QLabel(text), name)
    label.setWordWrap(True)
    return label


def check(preferences: Preferences, setting: str, text: str, hint: str = "") -> QCheckBox:
    """A setting that is on or off."""
    box = named(QCheckBox(text), f"setting-{setting}", text)
    box.setToolTip(hint)
    box.setChecked(bool(getattr(preferences.now, setting)))
    box.toggled.connect(lambda on: preferences.choose(**{setting: on}))
    return box


def radios(
    preferences: Preferences, setting: str, choices: Sequence[tuple[str, str]]
) -> list[QRadioButton]:
    """A setting with a few values, all of them in sight: (value, text)."""
    now = getattr(preferences.now, setting)
    buttons: list[QRadioButton] = []
    for value, text in choices:
        button = named(QRadioButton(text), f"setting-{setting}-{value}", text)
        button.setChecked(value == now)
        button.toggled.connect(
            lambda on, value=value: preferences.choose(**{setting: value}) if on else None
        )
        buttons.append(button)
    return buttons


def combo(
    preferences: Preferences, setting: str, spoken: str, choices: Sequence[tuple[str, str]]
) -> QComboBox:
    """A setting with some values to choose from: (value, text)."""
    box = named(CalmBox(), f"setting-{setting}", spoken)
    fill(box, choices, getattr(preferences.now, setting))
    box.activated.connect(lambda _row: preferences.choose(**{setting: box.currentData()}))
    return box


def fill(box: QComboBox, choices: Sequence[tuple[str, str]], now: str) -> None:
    """Offer these values; one that is set but not among them is offered as well."""
    box.clear()
    for value, text in choices:
        box.addItem(text, value)
    if box.findData(now) < 0:
        box.addItem(now, now)
    box.setCurrentIndex(box.findData(now))


def labelled(text: str, widget: QWidget, note: QWidget | None = None) -> QWidget:
    """A control with its name in front of it."""
    line = QWidget()
    label = QLabel(text)
    label.setBuddy(widget)
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(12)
    across.addWidget(label, 1)
    if note is not None:
        across.addWidget(note)
    across.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)
    return line

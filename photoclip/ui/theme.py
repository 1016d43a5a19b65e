"""Colours and the style sheet, light and dark as the system says."""

import re
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

_STYLES = Path("styles")  # every sheet there counts, in the order of names


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours, as `#rrggbb` or `#aarrggbb`."""

    window: str
    surface: str  # bars and panels
    raised: str  # buttons, fields, menus
    hover: str
    pressed: str
    border: str
    text: str
    quiet: str  # secondary text
    cell: str  # a thumbnail that is not there yet
    stage: str  # behind a full picture
    accent: str
    accent_hover: str
    on_accent: str
    warning: str
    on_warning: str
    danger: str


DARK = Colours(
    window="#1c1c1e",
    surface="#232325",
    raised="#2f2f32",
    hover="#3a3a3e",
    pressed="#454549",
    border="#3a3a3d",
    text="#ececee",
    quiet="#a3a3a9",
    cell="#29292c",
    stage="#141415",
    accent="#5b9bff",
    accent_hover="#78adff",
    on_accent="#0b1a30",
    warning="#3d3320",
    on_warning="#f2dcae",
    danger="#ff8a80",
)
LIGHT = Colours(
    window="#fbfbfc",
    surface="#f1f1f3",
    raised="#ffffff",
    hover="#e6e6ea",
    pressed="#d9d9de",
    border="#d5d5da",
    text="#1d1d1f",
    quiet="#63636a",
    cell="#e8e8ec",
    stage="#ebebee",
    accent="#2368d8",
    accent_hover="#1b58bd",
    on_accent="#ffffff",
    warning="#fdf1d3",
    on_warning="#5b4304",
    danger="#b3261e",
)


class Theme(QObject):
    """Keeps an application in the system's colour scheme, or in one that was chosen."""

    changed = Signal()

    def __init__(self, application: QApplication, resources: Path) -> None:
        super().__init__(application)
        self._application = application
        sheets = sorted((resources / _STYLES).glob("*.qss"))
        self._sheet = "\n".join(sheet.read_text("utf-8") for sheet in sheets)
        self._chosen: Qt.ColorScheme | None = None
        self.colours = LIGHT
        if not application.styleSheet():
            application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def is_dark(self) -> bool:
        """Whether the dark set is shown."""
        return self.colours is DARK

    def choose(self, scheme: Qt.ColorScheme | None) -> None:
        """Show one scheme whatever the system says; None follows the system again."""
        self._chosen = scheme
        self._apply()

    def _apply(self) -> None:
        scheme = self._chosen or self._application.styleHints().colorScheme()
        self.colours = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        self._application.setPalette(_palette(self.colours))
        sheet = _filled(self._sheet, self.colours)
        if sheet != self._application.styleSheet():  # said again, it would polish all widgets
            self._application.setStyleSheet(sheet)
            self.changed.emit()


def _filled(sheet: str, colours: Colours) -> str:
    """The style sheet with each `@name` replaced by its colour."""
    values = asdict(colours)
    return re.sub(r"@(\w+)", lambda match: values[match[1]], sheet)


def scheme_of(appearance: str) -> Qt.ColorScheme | None:
    """What the setting "light", "dark" or "system" chooses."""
    return {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(appearance)


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for each, value in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.window,
        role.AlternateBase: colours.surface,
        role.Text: colours.text,
        role.PlaceholderText: colours.quiet,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.Light: colours.hover,
        role.Midlight: colours.raised,
        role.Mid: colours.border,
        role.Dark: colours.border,
        role.Shadow: colours.stage,
    }.items():
        palette.setColor(each, QColor(value))
    for each in (role.WindowText, role.Text, role.ButtonText):
        faint = QColor(colours.quiet)
        faint.setAlphaF(0.55)
        palette.setColor(QPalette.ColorGroup.Disabled, each, faint)
    return palette

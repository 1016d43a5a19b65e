"""Draws glyphs of the Phosphor font, as icons that are sharp at every size."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from photoclip.errors import PhotoclipError
from photoclip.ui.overrides import override

_FILLED = 0.875  # of an icon's height, so that 16 px are a font of 14 px


class GlyphEngine(QIconEngine):
    """One glyph in the middle of whatever room an icon gets."""

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        """Draw the glyph `name` ("magnifying-glass-light") in colours (`#rrggbb`)."""
        super().__init__()
        self._glyph = _glyphs()[name]
        self._colour, self._disabled = QColor(colour), QColor(disabled)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(_family())
        font.setPixelSize(max(1, round(_FILLED * rect.height())))
        painter.save()
        painter.setFont(font)
        painter.setPen(self._disabled if mode == QIcon.Mode.Disabled else self._colour)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._glyph)
        painter.restore()

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        with QPainter(drawn) as painter:
            self.paint(painter, QRect(QPoint(), size), mode, state)
        return drawn


def _fonts(pattern: str) -> Path:
    """A file of qtawesome, which need not be imported for that: this takes 0.2 s."""
    spec = find_spec("qtawesome")
    places = spec.submodule_search_locations if spec is not None else None
    for place in places or ():
        found = sorted(Path(place, "fonts").glob(pattern))
        if found:
            return found[-1]
    raise PhotoclipError(
        "The icons are missing from this installation; install photoclip again "
        "('pip install --force-reinstall qtawesome')."
    )


@cache
def _glyphs() -> dict[str, str]:
    """What to draw, by the name of a glyph."""
    names: dict[str, str] = json.loads(_fonts("phosphor-charmap-*.json").read_bytes())
    return {name: chr(int(code, 16)) for name, code in names.items()}


@cache
def _family() -> str:
    """The font's name, once it is loaded."""
    number = QFontDatabase.addApplicationFontFromData(_fonts("phosphor-*.ttf").read_bytes())
    return QFontDatabase.applicationFontFamilies(number)[0]

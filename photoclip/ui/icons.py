"""Line icons in the theme's colours (the Phosphor set that qtawesome brings)."""

from typing import Protocol

from PySide6.QtGui import QIcon

from photoclip.ui.glyphs import GlyphEngine
from photoclip.ui.theme import Theme

NAMES = {
    "forward": "arrow-right",
    "sidebar": "layout",
    "activity": "activity",
    "add": "folder-plus",
    "addingPhotos": "gauge",
    "album": "books",
    "appearance": "palette",
    "area": "selection-plus",
    "back": "arrow-left",
    "broken": "image-square",
    "byFile": "file-text",
    "byModel": "sparkle",
    "byPerson": "user",
    "camera": "camera",
    "check": "check",
    "chosen": "check-circle",
    "close": "x",
    "collapse": "caret-down",
    "copies": "copy-simple-fill",
    "date": "calendar-blank",
    "download": "download-simple",
    "drop": "download-simple",
    "events": "suitcase-simple",
    "expand": "caret-right",
    "export": "export",
    "failures": "warning-circle",
    "fileType": "file",
    "fillCells": "crop",
    "folder": "folder",
    "fullScreen": "corners-out",
    "grid": "squares-four",
    "group": "rows",
    "help": "question",
    "info": "info",
    "keyboard": "keyboard",
    "labelList": "list-bullets",
    "language": "translate",
    "largeCells": "square",
    "lens": "aperture",
    "like": "magnifying-glass-plus",
    "likeness": "circles-three",
    "live": "record",
    "metadata": "note-pencil",
    "minus": "minus",
    "model": "sparkle",
    "more": "dots-three",
    "moving": "play-fill",
    "map": "map-trifold",
    "next": "caret-right",
    "nothing": "magnifying-glass-light",
    "notice": "warning",
    "offline": "cloud-slash-fill",
    "palette": "command",
    "pause": "pause",
    "photos": "image-light",
    "pick": "flag",
    "picked": "flag-fill",
    "pinned": "push-pin-fill",
    "place": "map-pin",
    "places": "hard-drives",
    "plus": "plus",
    "previous": "caret-left",
    "privacy": "shield-check",
    "recent": "clock-counter-clockwise",
    "backups": "clock-counter-clockwise",
    "reject": "prohibit",
    "relevanceLine": "funnel-simple",
    "rejected": "prohibit-fill",
    "restore": "clock-counter-clockwise-light",
    "resume": "play",
    "root": "hard-drive",
    "samples": "image",
    "savedSearch": "magnifying-glass",
    "scanning": "arrows-clockwise",
    "search": "magnifying-glass",
    "settings": "gear-six",
    "similar": "intersect",
    "slideshow": "play-circle",
    "smallCells": "dots-nine",
    "sort": "sort-descending",
    "stack": "stack",
    "stackFull": "stack-fill",
    "star": "star",
    "starFull": "star-fill",
    "tag": "tag",
    "tagged": "tag-fill",
    "timeline": "chart-bar",
    "trash": "trash",
    "unlike": "magnifying-glass-minus",
    "watching": "eye",
    "why": "crosshair-simple",
    "wholeCells": "frame-corners",
    "zoom": "magnifying-glass-plus",
}


class Dressed(Protocol):
    """A widget or action that shows an icon."""

    def setIcon(self, icon: QIcon, /) -> None:  # noqa: N802 - Qt's name
        """Show the icon."""


def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """One of NAMES in a colour (`#rrggbb`)."""
    return QIcon(GlyphEngine(NAMES[name], colour, disabled or colour))


def dress(target: Dressed, name: str, theme: Theme, role: str = "text") -> None:
    """Give a widget an icon in the theme's colours."""
    colour: str = getattr(theme.colours, role)
    target.setIcon(icon(name, colour, theme.colours.border))

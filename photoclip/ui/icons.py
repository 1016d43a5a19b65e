"""Line icons in the theme's colours (qtawesome's Phosphor set)."""

from typing import Protocol, cast

from PySide6.QtGui import QIcon

from photoclip.ui.theme import Theme

NAMES = {
    "add": "ph.folder-plus",
    "back": "ph.arrow-left",
    "broken": "ph.image-square",
    "close": "ph.x",
    "drop": "ph.download-simple",
    "failures": "ph.warning-circle",
    "info": "ph.info",
    "model": "ph.sparkle",
    "next": "ph.caret-right",
    "nothing": "ph.magnifying-glass-light",
    "notice": "ph.warning",
    "pause": "ph.pause",
    "photos": "ph.image-light",
    "previous": "ph.caret-left",
    "resume": "ph.play",
    "search": "ph.magnifying-glass",
    "similar": "ph.intersect",
}


class Dressed(Protocol):
    """A widget or action that shows an icon."""

    def setIcon(self, icon: QIcon, /) -> None:  # noqa: N802 - Qt's name
        """Show the icon."""


def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """One of NAMES in a colour (`#rrggbb`)."""
    import qtawesome

    made: object = qtawesome.icon(
        NAMES[name], color=colour, color_disabled=disabled or colour, color_active=colour
    )
    return cast("QIcon", made)


def dress(target: Dressed, name: str, theme: Theme, role: str = "text") -> None:
    """Give a widget an icon in the theme's colours."""
    colour: str = getattr(theme.colours, role)
    target.setIcon(icon(name, colour, theme.colours.border))

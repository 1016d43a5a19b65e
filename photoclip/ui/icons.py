"""Line icons in the theme's colours (qtawesome's Phosphor set)."""

from typing import Protocol, cast

from PySide6.QtGui import QIcon

from photoclip.ui.theme import Theme

NAMES = {
    "forward": "ph.arrow-right",
    "sidebar": "ph.layout",
    "activity": "ph.activity",
    "add": "ph.folder-plus",
    "addingPhotos": "ph.gauge",
    "album": "ph.books",
    "appearance": "ph.palette",
    "back": "ph.arrow-left",
    "broken": "ph.image-square",
    "byFile": "ph.file-text",
    "byModel": "ph.sparkle",
    "byPerson": "ph.user",
    "camera": "ph.camera",
    "check": "ph.check",
    "chosen": "ph.check-circle",
    "close": "ph.x",
    "collapse": "ph.caret-down",
    "copies": "ph.copy-simple-fill",
    "date": "ph.calendar-blank",
    "download": "ph.download-simple",
    "drop": "ph.download-simple",
    "expand": "ph.caret-right",
    "export": "ph.export",
    "failures": "ph.warning-circle",
    "fileType": "ph.file",
    "fillCells": "ph.crop",
    "folder": "ph.folder",
    "fullScreen": "ph.corners-out",
    "group": "ph.rows",
    "help": "ph.question",
    "info": "ph.info",
    "keyboard": "ph.keyboard",
    "labelList": "ph.list-bullets",
    "language": "ph.translate",
    "largeCells": "ph.square",
    "lens": "ph.aperture",
    "like": "ph.magnifying-glass-plus",
    "minus": "ph.minus",
    "model": "ph.sparkle",
    "more": "ph.dots-three",
    "next": "ph.caret-right",
    "nothing": "ph.magnifying-glass-light",
    "notice": "ph.warning",
    "offline": "ph.cloud-slash-fill",
    "palette": "ph.command",
    "pause": "ph.pause",
    "photos": "ph.image-light",
    "pick": "ph.flag",
    "picked": "ph.flag-fill",
    "pinned": "ph.push-pin-fill",
    "places": "ph.hard-drives",
    "plus": "ph.plus",
    "previous": "ph.caret-left",
    "privacy": "ph.shield-check",
    "recent": "ph.clock-counter-clockwise",
    "reject": "ph.prohibit",
    "relevanceLine": "ph.funnel-simple",
    "rejected": "ph.prohibit-fill",
    "resume": "ph.play",
    "root": "ph.hard-drive",
    "samples": "ph.image",
    "savedSearch": "ph.magnifying-glass",
    "scanning": "ph.arrows-clockwise",
    "search": "ph.magnifying-glass",
    "settings": "ph.gear-six",
    "similar": "ph.intersect",
    "slideshow": "ph.play-circle",
    "smallCells": "ph.dots-nine",
    "sort": "ph.sort-descending",
    "star": "ph.star",
    "starFull": "ph.star-fill",
    "tag": "ph.tag",
    "tagged": "ph.tag-fill",
    "trash": "ph.trash",
    "unlike": "ph.magnifying-glass-minus",
    "watching": "ph.eye",
    "why": "ph.crosshair-simple",
    "wholeCells": "ph.frame-corners",
    "zoom": "ph.magnifying-glass-plus",
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

"""The context menu of selected photos, made of the window's actions."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from photoclip.ui.icons import dress
from photoclip.ui.naming import named
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.ui.organise.organiser import Organiser

_MOST_ALBUMS = 12  # in the menu; all of them are in the dialog

_FIRST = ("open", "play", "similar")
_TAGS = ("rightAnswer", "addTags")
_STARS = ("rate5", "rate4", "rate3", "rate2", "rate1", "rate0")
_FLAGS = ("pick", "reject", "unflag")
_FILES = ("copyPicture", "copyPaths", "showInFileManager", "openWith")
_LAST = ("export", "trash")


def menu(
    parent: QWidget, actions: dict[str, QAction], theme: Theme, organiser: "Organiser"
) -> QMenu:
    """See `Organiser.context_menu`."""
    made = named(QMenu(parent), "photoMenu", tr("Organise", "Photo menu"))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _add(made, actions, _FIRST)
    made.addSeparator()
    _judge(made, theme, organiser)
    _add(made, actions, _TAGS)
    _submenu(made, actions, "rateMenu", tr("Organise", "Rate"), _STARS)
    _submenu(made, actions, "flagMenu", tr("Organise", "Flag"), _FLAGS)
    _albums(made, actions, theme, organiser)
    made.addSeparator()
    _add(made, actions, _FILES)
    made.addSeparator()
    _add(made, actions, _LAST)
    return made


def _add(made: QMenu, actions: dict[str, QAction], names: tuple[str, ...]) -> None:
    for name in names:
        if name in actions:
            made.addAction(actions[name])


def _submenu(
    made: QMenu, actions: dict[str, QAction], name: str, title: str, names: tuple[str, ...]
) -> None:
    if any(each in actions for each in names):
        below = named(made.addMenu(title), name, title)
        _add(below, actions, names)


def _judge(made: QMenu, theme: Theme, organiser: "Organiser") -> None:
    """Whether the tag that is looked at is right."""
    name = _plain(
        made.fontMetrics().elidedText(organiser.tag_shown, Qt.TextElideMode.ElideMiddle, 240)
    )
    if not name or not organiser.can_edit:
        return
    for right, text, sign, keys in (
        (True, tr("Organise", "Yes, this is “{name}”"), "check", "Alt+Y"),
        (False, tr("Organise", "No, not “{name}”"), "close", "Alt+N"),
    ):
        entry = made.addAction(f"{text.format(name=name)}\t{keys}")
        entry.setObjectName("tagRight" if right else "tagWrong")
        dress(entry, sign, theme, "quiet")
        entry.triggered.connect(lambda _checked=False, right=right: organiser.judge(right))
    made.addSeparator()


def _albums(made: QMenu, actions: dict[str, QAction], theme: Theme, organiser: "Organiser") -> None:
    title = tr("Organise", "Add to album")
    below = named(made.addMenu(title), "albumMenu", title)
    below.setEnabled(organiser.can_edit)
    for album in organiser.albums[:_MOST_ALBUMS]:
        entry = below.addAction(
            _plain(below.fontMetrics().elidedText(album.name, Qt.TextElideMode.ElideMiddle, 240))
        )
        dress(entry, "album", theme, "quiet")
        entry.triggered.connect(
            lambda _checked=False, number=album.id: organiser.add_to_album(number)
        )
    if organiser.albums:
        below.addSeparator()
    if "addToAlbum" in actions:
        below.addAction(actions["addToAlbum"])
    else:
        entry = below.addAction(tr("Organise", "Other album…"))
        entry.triggered.connect(lambda _checked=False: organiser.ask_album())
    if organiser.album_shown is not None and "removeFromAlbum" in actions:
        made.addAction(actions["removeFromAlbum"])


def _plain(text: str) -> str:
    """A text in whose menu entry "&" marks no letter."""
    return text.replace("&", "&&")

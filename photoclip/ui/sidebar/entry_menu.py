"""The context menus of the sidebar's rows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from photoclip.ui.naming import named
from photoclip.ui.sidebar.entries import Entry, Kind
from photoclip.ui.speech import tr

_SHOWS = {
    Kind.ALL,
    Kind.RECENT,
    Kind.PICKED,
    Kind.RATED,
    Kind.ROOT,
    Kind.FOLDER,
    Kind.ALBUM,
    Kind.TAG,
}
_DELETES = {Kind.ALBUM, Kind.SEARCH}
_KEYS = {"rename": Qt.Key.Key_F2, "delete": Qt.Key.Key_Delete}


@dataclass(frozen=True, slots=True)
class Does:
    """What the entries of a menu do."""

    choose: Callable[[Entry], object]
    rename: Callable[[Entry], object]
    delete: Callable[[Entry], object]
    show_folder: Callable[[str], object]
    rescan: Callable[[int], object]
    relocate: Callable[[int], object]
    add_folder: Callable[[], object]
    new_album: Callable[[], object]
    health: Callable[[Entry], object]


def menu(parent: QWidget, entry: Entry | None, does: Does, *, writable: bool) -> QMenu:
    """The menu of a row, or of the empty room below all rows."""
    made = named(QMenu(parent), "sidebarMenu", tr("Sidebar", "Sidebar menu"))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    kind = Kind.SECTION if entry is None else entry.kind
    if entry is not None:
        _add_show(made, entry, does)
        if kind in {Kind.ROOT, Kind.FOLDER}:
            _add_folder(made, entry, does, writable=writable)
        elif kind in _DELETES and writable:
            made.addSeparator()
            texts = {
                Kind.ALBUM: tr("Sidebar", "Delete album"),
                Kind.SEARCH: tr("Sidebar", "Delete search"),
            }
            _add(made, "rename", tr("Sidebar", "Rename…"), partial(does.rename, entry))
            _add(made, "delete", texts[kind], partial(does.delete, entry))
        elif kind is Kind.LABEL_LIST and writable:
            _add(made, "rename", tr("Sidebar", "Rename…"), partial(does.rename, entry))
    if writable:
        _add_new(made, entry, does)
    return made


def _add_show(made: QMenu, entry: Entry, does: Does) -> None:
    kind, choose = entry.kind, partial(does.choose, entry)
    if kind in _SHOWS:
        _add(made, "show", tr("Sidebar", "Show photos"), choose)
    elif kind is Kind.SEARCH:
        _add(made, "show", tr("Sidebar", "Search again"), choose)
        if entry.note:
            _add(made, "health", tr("Sidebar", "Search health…"), partial(does.health, entry))
    elif kind is Kind.FAILURES:
        _add(made, "show", tr("Sidebar", "Show problem files…"), choose)
    elif kind is Kind.LABEL_LIST:
        _add(made, "show", tr("Sidebar", "Open label list"), choose)


def _add_folder(made: QMenu, entry: Entry, does: Does, *, writable: bool) -> None:
    show = partial(does.show_folder, entry.path)
    _add(made, "showFolder", tr("Sidebar", "Show in file manager"), show)
    if not writable:
        return
    made.addSeparator()
    _add(made, "rescan", tr("Sidebar", "Look for changes now"), partial(does.rescan, entry.number))
    if entry.kind is Kind.ROOT:
        move = partial(does.relocate, entry.number)
        _add(made, "relocate", tr("Sidebar", "It moved to another place…"), move)
        made.addSeparator()
        text = tr("Sidebar", "Remove from photoclip…")
        _add(made, "delete", text, partial(does.delete, entry))


def _add_new(made: QMenu, entry: Entry | None, does: Does) -> None:
    section = entry
    while section is not None and section.kind is not Kind.SECTION:
        section = section.parent
    key = "" if section is None else section.key
    made.addSeparator()
    if key in {"", "folders", "library"}:
        _add(made, "addFolder", tr("Sidebar", "Add folder…"), does.add_folder)
    if key in {"", "albums"}:
        _add(made, "newAlbum", tr("Sidebar", "New album…"), does.new_album)


def _add(made: QMenu, name: str, text: str, do: Callable[[], object]) -> None:
    action = made.addAction(text)
    action.setObjectName(name)
    if name in _KEYS:
        action.setShortcut(QKeySequence(_KEYS[name]))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _checked=False: do())

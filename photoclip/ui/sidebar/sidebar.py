"""The sidebar: everything in a library that photos can be reached by."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from photoclip.places.place import PlaceNode
from photoclip.ui.icons import dress
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.sidebar import entries, entry_menu
from photoclip.ui.sidebar.content import Content, gather, gather_places
from photoclip.ui.sidebar.entries import FAILURES, RECENT, Entry, Kind
from photoclip.ui.sidebar.tree_view import TreeView
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

if TYPE_CHECKING:
    from photoclip.library.library import Library

_EVERY = 1000  # ms between two looks at the library
_REST, _LONGEST_REST = 4, 5000  # so many times as long as a look took, but no longer in ms
_PLACES_AFTER = 2000  # ms after a look: photos are shown before it is found out where they lie
_FILTER_AFTER = 120  # ms without a key
_FEW = 2000  # folders and tags; so many rows are made at once
_MOST_OPENED = 60  # rows; so few matches are all unfolded


@dataclass(frozen=True, slots=True)
class _Look:
    """What was asked of a list of rows that is being made."""

    ticket: int
    all_tags: bool
    wanted: str


class Sidebar(QWidget):
    """Library, folders, albums, saved searches, tags and label lists."""

    chosen = Signal(str, str)  # the question, "" for all photos, and a title for people
    recent_wanted = Signal()
    failures_wanted = Signal()
    add_folder_wanted = Signal()
    remove_folder_wanted = Signal(int)
    rescan_wanted = Signal(int)
    relocate_wanted = Signal(int)
    show_folder_wanted = Signal(str)  # its path, in the file manager
    search_chosen = Signal(str, str)  # question, name
    search_delete_wanted = Signal(int, str)
    search_rename_wanted = Signal(int, str)
    search_health_wanted = Signal(int)
    searches_listed = Signal(object)  # the saved searches, a tuple
    label_list_wanted = Signal(str)  # its name; "": a person wants one, or another
    label_list_rename_wanted = Signal(str)
    photos_dropped = Signal(int, object)  # album, ids as a tuple
    tag_dropped = Signal(str, object)  # tag, ids as a tuple
    album_new_wanted = Signal(object)  # ids to put into it, a tuple
    album_rename_wanted = Signal(int, str)
    album_delete_wanted = Signal(int, str)
    left = Signal()  # Esc: the photos should have the keyboard

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "sidebar", tr("Sidebar", "Sidebar"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._jobs = theme, jobs
        self._library: Library | None = None
        self._content = Content()
        self._collapsed = {"labels", "places"}
        self._unfolded: set[str] = set()
        self._all_tags = False
        self._text: str | None = ""
        self._tickets = 0  # of looks; only the latest is shown
        self._shown_wanted = ""
        self._fold_anew = self._enter_first = False
        self._states: dict[int, str] = {}
        self._looking = self._wanted_again = False
        self._took = QElapsedTimer()
        self._again = QTimer(self, singleShot=True, interval=_EVERY)
        self._places = QTimer(self, singleShot=True, interval=_PLACES_AFTER)
        self._typed = QTimer(self, singleShot=True, interval=_FILTER_AFTER)
        self._filter = named(QLineEdit(), "sidebarFilter", tr("Sidebar", "Filter the sidebar"))
        self._glass = QAction(self)
        self._tree = TreeView(theme)
        self._arrange()
        self._connect()
        self._dress()

    # What is shown

    def set_library(self, library: "Library") -> None:
        """List what a library holds."""
        self._library = library
        self.refresh()

    def refresh(self) -> None:
        """Look at the library again, at most once a second however often this is asked."""
        if self._again.isActive() or self._looking:
            self._wanted_again = True
            return
        library = self._library
        if library is not None:
            self._wanted_again = False
            self._looking = True
            self._took.start()
            self._jobs.run(Lane.READ, partial(gather, library), self._learned, self._not_learned)

    def show_state(self, states: dict[int, str]) -> None:
        """Mark folders by their roots: watching, polled, scanning, offline or unreadable."""
        self._states = dict(states)
        self._show_marks()

    def mark_chosen(self, text: str | None) -> None:
        """Show which row the photos are those of; None, or a question of no row: none.

        `RECENT` and `FAILURES` of this package stand for what no question says.
        """
        self._text = text
        self._tree.mark(self._asking(text))

    def state(self) -> dict[str, Any]:
        """What a person folded, for `set_state` in the next session."""
        return {
            "collapsed": sorted(self._collapsed),
            "unfolded": sorted(self._unfolded),
            "all_tags": self._all_tags,
        }

    def set_state(self, state: dict[str, Any]) -> None:
        """Fold as `state` said; unknown keys and wrong values are left out."""
        self._collapsed = _texts(state.get("collapsed", self._collapsed))
        self._unfolded = _texts(state.get("unfolded", ()))
        self._all_tags = state.get("all_tags") is True
        self._fold_anew = True
        self._show()

    def focus(self) -> None:
        """Put the keyboard on the row that is shown."""
        entry = self._tree.delegate.chosen or self._tree.rows.at("library/all")
        self._tree.setCurrentIndex(self._tree.rows.index_of(entry))
        self._tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Looking at the library

    def _look_for_places(self) -> None:
        if self._library is not None:
            work = partial(gather_places, self._library)
            self._jobs.run(Lane.MAP, work, self._learned_places)

    def _learned_places(self, places: tuple[PlaceNode, ...]) -> None:
        if places != self._content.places:
            self._content = replace(self._content, places=places)
            self._show()

    def _learned(self, content: Content) -> None:
        self._looked()
        if not self._places.isActive():
            self._places.start()
        content = replace(content, places=self._content.places)
        if content != self._content:
            if content.searches != self._content.searches:
                self.searches_listed.emit(content.searches)
            self._content = content
            self._show()

    def _not_learned(self, _sentence: str) -> None:
        self._looked()  # a later refresh tries again; the window says what is wrong

    def _looked(self) -> None:
        self._looking = False
        self._again.start(max(_EVERY, min(_REST * self._took.elapsed(), _LONGEST_REST)))

    def _look_again(self) -> None:
        if self._wanted_again:
            self.refresh()

    def _show(self) -> None:
        """Make the rows anew; of a large library away from this thread."""
        self._tickets += 1
        look = _Look(self._tickets, self._all_tags, self._filter.text())
        build = partial(entries.tree, self._content, all_tags=look.all_tags, wanted=look.wanted)
        if len(self._content.folders) + len(self._content.tags) < _FEW:
            self._built(look, build())
        else:
            self._jobs.run(Lane.READ, build, partial(self._built, look))

    def _built(self, look: _Look, top: Entry) -> None:
        if look.ticket != self._tickets:
            return
        rows = self._tree.rows
        again = look.wanted != self._shown_wanted or self._fold_anew
        came = rows.begin_again(top) if again else rows.show(top)
        self._shown_wanted, self._fold_anew = look.wanted, False
        few = len(came) <= _MOST_OPENED
        self._tree.unfold({e: self._is_open(e, found=few) for e in came if e.children})
        self._tree.mark(self._asking(self._text))
        self._show_marks()
        if self._enter_first:
            self._enter_first = False
            self._go_to_first()

    def _is_open(self, entry: Entry, *, found: bool) -> bool:
        """Whether a row is unfolded; `found`: it leads to one of few that are looked for."""
        filtering = bool(self._filter.text())
        if entry.kind is Kind.SECTION:
            return filtering or entry.key not in self._collapsed
        return (filtering and found) or entry.place in self._unfolded

    def _asking(self, text: str | None) -> Entry | None:
        return None if text is None else self._tree.rows.asking(text)

    def _show_marks(self) -> None:
        offline = dict.fromkeys(self._content.offline, "offline")
        self._tree.delegate.states = self._states | offline
        self._tree.rows.set_states(self._tree.delegate.states)
        self._tree.viewport().update()

    # What a person does

    def _choose(self, entry: Entry) -> None:
        kind = entry.kind
        if kind is Kind.ALL_TAGS:
            self._all_tags = not self._all_tags
            self._show()
        elif kind is Kind.HINT:
            self._hint_chosen(entry)
        elif kind is Kind.FAILURES:
            self.failures_wanted.emit()
        elif kind is Kind.LABEL_LIST:
            self.label_list_wanted.emit(entry.title)
        else:
            self.mark_chosen(entry.text)
            if kind is Kind.RECENT:
                self.recent_wanted.emit()
            elif kind is Kind.SEARCH:
                self.search_chosen.emit(entry.text, entry.title)
            else:
                self.chosen.emit(entry.text, entry.title)

    def _hint_chosen(self, entry: Entry) -> None:
        self._add_to(entry.parent)

    def _add_to(self, section: Entry | None) -> None:
        if section is not None and section.key == "folders":
            self.add_folder_wanted.emit()
        elif section is not None and section.key == "albums":
            self.album_new_wanted.emit(())
        elif section is not None and section.key == "labels":
            self.label_list_wanted.emit("")

    def _rename(self, entry: Entry) -> None:
        if entry.kind is Kind.ALBUM and self._content.writable:
            self.album_rename_wanted.emit(entry.number, entry.title)
        elif entry.kind is Kind.SEARCH and self._content.writable:
            self.search_rename_wanted.emit(entry.number, entry.title)
        elif entry.kind is Kind.LABEL_LIST and self._content.writable:
            self.label_list_rename_wanted.emit(entry.title)

    def _delete(self, entry: Entry) -> None:
        if not self._content.writable:
            return
        if entry.kind is Kind.ALBUM:
            self.album_delete_wanted.emit(entry.number, entry.title)
        elif entry.kind is Kind.SEARCH:
            self.search_delete_wanted.emit(entry.number, entry.title)
        elif entry.kind is Kind.ROOT:
            self.remove_folder_wanted.emit(entry.number)

    def _dropped(self, entry: Entry, ids: tuple[int, ...]) -> None:
        if entry.kind is Kind.ALBUM:
            self.photos_dropped.emit(entry.number, ids)
        elif entry.kind is Kind.TAG:
            self.tag_dropped.emit(entry.title, ids)
        else:
            self.album_new_wanted.emit(ids)

    def _show_menu(self, entry: Entry | None, place: QPoint) -> None:
        does = entry_menu.Does(
            choose=self._choose,
            rename=self._rename,
            delete=self._delete,
            show_folder=self.show_folder_wanted.emit,
            rescan=self.rescan_wanted.emit,
            relocate=self.relocate_wanted.emit,
            add_folder=self.add_folder_wanted.emit,
            new_album=partial(self.album_new_wanted.emit, ()),
            health=lambda entry: self.search_health_wanted.emit(entry.number),
        )
        menu = entry_menu.menu(self, entry, does, writable=self._content.writable)
        menu.popup(place)

    def _folded(self, entry: Entry | None, *, opened: bool) -> None:
        """Remember what a person folded or unfolded, but not while the rows are filtered."""
        if entry is None or self._filter.text():
            return
        if entry.kind is Kind.SECTION:
            (self._collapsed.discard if opened else self._collapsed.add)(entry.key)
        else:
            (self._unfolded.add if opened else self._unfolded.discard)(entry.place)

    # The widget itself

    def _arrange(self) -> None:
        self._filter.setPlaceholderText(tr("Sidebar", "Filter"))
        self._filter.setToolTip(tr("Sidebar", "Show only folders, albums and tags with this name"))
        self._filter.setClearButtonEnabled(True)
        self._filter.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        top = QVBoxLayout()
        top.setContentsMargins(8, 8, 8, 4)
        top.addWidget(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._tree, 1)
        self.setMinimumWidth(180)
        self.setTabOrder(self._filter, self._tree)

    def _dress(self) -> None:
        dress(self._glass, "search", self._theme, "quiet")

    def _connect(self) -> None:
        tree = self._tree
        self._again.timeout.connect(self._look_again)
        self._places.timeout.connect(self._look_for_places)
        self._typed.timeout.connect(self._show)
        self._filter.textChanged.connect(lambda _text: self._typed.start())
        self._filter.returnPressed.connect(self._into_tree)
        self._theme.changed.connect(self._dress)
        tree.chosen.connect(self._choose)
        tree.plus_clicked.connect(self._add_to)
        tree.menu_wanted.connect(self._show_menu)
        tree.rename_wanted.connect(self._rename)
        tree.delete_wanted.connect(self._delete)
        tree.dropped.connect(self._dropped)
        tree.left.connect(self._leave)
        tree.expanded.connect(lambda at: self._folded(tree.rows.entry(at), opened=True))
        tree.collapsed.connect(lambda at: self._folded(tree.rows.entry(at), opened=False))

    def _into_tree(self) -> None:
        """Enter in the filter goes to the first row that is found."""
        self._typed.stop()
        self._enter_first = True
        self._show()

    def _go_to_first(self) -> None:
        rows = self._tree.rows
        first = next((each.children[0] for each in rows.sections() if each.children), None)
        self._tree.setCurrentIndex(rows.index_of(first))
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        if self._filter.text():
            self._filter.clear()
        else:
            self.left.emit()


def _texts(values: Any) -> set[str]:
    return {each for each in values if isinstance(each, str)} if _is_several(values) else set()


def _is_several(values: Any) -> bool:
    return isinstance(values, list | tuple | set | frozenset)


__all__ = ["FAILURES", "RECENT", "Sidebar"]

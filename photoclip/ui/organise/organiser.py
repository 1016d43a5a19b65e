"""Everything a person does to the selected photos, from one to many thousands."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from photoclip.errors import QueryError
from photoclip.query import Filter, parse
from photoclip.records import Album, Edit, Photo, SavedSearch
from photoclip.ui.exchange.carrier import Carrier
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.organise import photo_menu, sayings
from photoclip.ui.organise.album_dialog import AlbumDialog
from photoclip.ui.organise.exporter import Exporter
from photoclip.ui.organise.naming_dialog import NamingDialog
from photoclip.ui.organise.photo_files import PhotoFiles
from photoclip.ui.organise.tag_dialog import TagChoice
from photoclip.ui.organise.tagging import TagAsking
from photoclip.ui.organise.words_dialog import WordsDialog
from photoclip.ui.sidebar import Sidebar
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.viewer.viewer import Viewer

if TYPE_CHECKING:
    from photoclip.library.library import Library
    from photoclip.library.organising import Organising

_RECENT = 5


class Organiser(QObject):
    """Asks what has to be asked, edits away from the GUI thread, and says what was done."""

    changed = Signal(object)  # ids of photos that look different now, a tuple
    said = Signal(str)  # a short notice
    failed = Signal(str)  # one sentence
    undo_changed = Signal(object, object)  # the Edit that undo takes back, that redo does; or None
    albums_changed = Signal(object)  # the albums, a tuple
    list_renamed = Signal(str, str)  # a label list, by undo or redo: from, to

    def __init__(
        self, jobs: Jobs, theme: Theme, window: QWidget, selection: Callable[[], list[int]]
    ) -> None:
        """Work on what `selection` gives when something is asked for."""
        super().__init__(window)
        self._jobs, self._theme, self._window, self._selection = jobs, theme, window, selection
        self._library: Library | None = None
        self._albums: tuple[Album, ...] = ()
        self._album: str = ""
        self._tag: str = ""
        self._search_names: tuple[str, ...] = ()
        self._recent: list[str] = []
        self._last_album: int | None = None
        self.files = PhotoFiles(jobs, window)
        self.exporter = Exporter(window)
        self.carrier = Carrier(jobs, window)
        self.carrier.taken_in.connect(self._taken_in)
        for part in (self.files, self.exporter, self.carrier):
            part.said.connect(self.said)
            part.failed.connect(self.failed)
        self.files.changed.connect(self.changed)

    def set_library(self, library: "Library") -> None:
        """Work on the photos of a library."""
        self._library = library
        self.files.set_library(library)
        self.exporter.set_library(library)
        self.carrier.set_library(library)
        self._look_at_albums()
        self._tell_undo()

    def stop(self) -> None:
        """End what takes long."""
        self.exporter.stop()
        self.carrier.stop()

    def _taken_in(self) -> None:
        """A whole library came in."""
        self._look_at_albums()
        self.changed.emit(())

    @property
    def can_edit(self) -> bool:
        """Whether there is a library that may be written."""
        return self._library is not None and self._library.writable

    @property
    def albums(self) -> tuple[Album, ...]:
        """The albums as last seen, by name."""
        return self._albums

    @property
    def album_shown(self) -> Album | None:
        """The album whose photos are shown, as `show_question` was told."""
        wanted = self._album.casefold()
        return next((each for each in self._albums if each.name.casefold() == wanted), None)

    @property
    def tag_shown(self) -> str:
        """The one tag whose photos are shown, "" for none; as `show_question` was told."""
        return self._tag

    def show_question(self, text: str) -> None:
        """Say what is being shown, so that photos can be removed from an album that is."""
        try:
            filters = parse(text).filters
        except QueryError:
            filters = ()
        plain = [each for each in filters if isinstance(each, Filter) and not each.negated]
        albums = [each.value for each in plain if each.name == "album"]
        self._album = albums[0] if len(albums) == 1 else ""
        tags = [each.value for each in plain if each.name == "tag"]
        tags += [each.value.partition("/")[2] for each in plain if each.name == "label"]
        self._tag = tags[0] if len(tags) == 1 else ""

    def serve(self, sidebar: Sidebar) -> None:
        """Do what is asked for in a sidebar, and keep it up to date."""
        sidebar.photos_dropped.connect(self.add_to_album)
        sidebar.tag_dropped.connect(lambda name, ids: self.tag((name,), ids))
        sidebar.album_new_wanted.connect(self.new_album)
        sidebar.album_rename_wanted.connect(self.rename_album)
        sidebar.album_delete_wanted.connect(lambda number, _name: self.delete_album(number))
        sidebar.search_rename_wanted.connect(self.rename_search)
        sidebar.searches_listed.connect(self._learned_searches)
        sidebar.search_delete_wanted.connect(lambda number, _name: self.delete_search(number))
        self.changed.connect(lambda _ids: sidebar.refresh())

    def serve_viewer(self, viewer: Viewer) -> None:
        """Do what is asked for beside the photo that is shown."""
        viewer.rating_wanted.connect(self.rate)
        viewer.flag_wanted.connect(self.flag)
        viewer.tag_wanted.connect(lambda name: self.tag((name,)))
        viewer.untag_wanted.connect(lambda name: self.untag((name,)))
        viewer.play_wanted.connect(self.files.play)

    def context_menu(self, parent: QWidget, actions: dict[str, QAction]) -> QMenu:
        """The menu of the selected photos.

        Args:
            parent: of the menu, which goes when it is closed.
            actions: the window's, by name, so that their keys are shown: open, similar, addTags,
                rate0 to rate5, pick, reject, unflag, addToAlbum, removeFromAlbum, copyPicture,
                copyPaths, showInFileManager, openWith, export, trash. What is not there is left
                out.
        """
        return photo_menu.menu(parent, actions, self._theme, self)

    # Tags, stars, flags

    def ask_tags(self) -> None:
        """Show the tags of the selected photos, to add some and to take some off."""
        ids, library = self._selected(), self._library
        if ids and library is not None:
            asking = TagAsking(library, self._jobs, ids, self._recent, self._window)
            asking.chosen.connect(partial(self._apply_tags, ids))
            asking.open()

    def tag(self, names: Sequence[str], ids: Sequence[int] | None = None) -> None:
        """Give photos tags; without `ids` the selected ones."""
        self._apply_tags(self._these(ids), TagChoice(tuple(names), ()))

    def untag(self, names: Sequence[str], ids: Sequence[int] | None = None) -> None:
        """Take tags off photos; without `ids` the selected ones."""
        self._apply_tags(self._these(ids), TagChoice((), tuple(names)))

    def judge(self, right: bool) -> None:
        """Say that the tag whose photos are shown is right for the selected ones, or wrong."""
        ids, name = self._selected(), self._tag
        if not name:
            self.said.emit(tr("Organise", "Look at the photos of one tag to say which are right."))
            return
        self._edit(ids, lambda do: (do.tag(ids, name) if right else do.refuse(ids, name),))

    def rate(self, stars: int) -> None:
        """Give the selected photos 0 to 5 stars."""
        ids = self._selected()
        self._edit(ids, lambda do: (do.rate(ids, stars),))

    def ask_words(self) -> None:
        """Ask for the title, description and colour label of the selected photos."""
        ids, library = self._selected(), self._library
        if not ids or library is None or not self._may_edit():
            return

        def ask(photos: list[Photo]) -> None:
            dialog = WordsDialog(photos, self._window)
            dialog.chosen.connect(
                lambda words: self._edit(ids, lambda do: (do.describe(ids, words),))
            )
            dialog.open()

        self._jobs.run(Lane.READ, partial(library.showing.photos, ids), ask, self.failed.emit)

    def flag(self, value: int) -> None:
        """Pick the selected photos (1), reject them (-1) or neither (0)."""
        ids = self._selected()
        self._edit(ids, lambda do: (do.flag(ids, value),))

    # Albums and saved searches

    def ask_album(self) -> None:
        """Ask in which album the selected photos go."""
        ids = self._selected()
        if ids and self._may_edit():
            dialog = AlbumDialog(self._theme, self._albums, len(ids), self._window)
            dialog.album_chosen.connect(lambda number: self.add_to_album(number, ids))
            dialog.new_named.connect(lambda name: self._make_album(ids, name))
            dialog.open()

    def add_to_album(self, album_id: int, ids: Sequence[int] | None = None) -> None:
        """Put photos in an album; without `ids` the selected ones."""
        these = self._these(ids)
        self._last_album = album_id
        self._edit(these, lambda do: (do.add_to_album(album_id, these),))

    def remove_from_album(self, album_id: int | None = None) -> None:
        """Take the selected photos out of an album; without `album_id` out of the one shown."""
        ids, shown = self._selected(), self.album_shown
        number = shown.id if album_id is None and shown is not None else album_id
        if number is not None:
            self._edit(ids, lambda do: (do.remove_from_album(number, ids),))

    def new_album(self, ids: Sequence[int] = ()) -> None:
        """Ask for a name and make an album of these photos."""
        if self._may_edit():
            title = (
                tr("Organise", "New album with %n photo(s)", "", len(ids))
                if ids
                else tr("Organise", "New album")
            )
            self._ask_name(title, tr("Organise", "Make album"), partial(self._make_album, ids))

    def rename_album(self, album_id: int, name: str) -> None:
        """Ask for another name of an album."""

        def rename(new: str) -> None:
            self._edit((), lambda do: (do.rename_album(album_id, new),), needs_photos=False)

        if self._may_edit():
            title = tr("Organise", "Rename album")
            self._ask_name(title, tr("Organise", "Rename"), rename, name)

    def delete_album(self, album_id: int) -> None:
        """Delete an album; its photos stay, and it can be undone."""
        self._edit((), lambda do: (do.delete_album(album_id),), needs_photos=False)

    def save_search(self, text: str) -> None:
        """Ask for a name and keep a search."""

        def save(name: str) -> None:
            self._edit((), lambda do: (do.save_search(name, text),), needs_photos=False)

        if text.strip() and self._may_edit():
            title = tr("Organise", "Save this search")
            self._ask_name(title, tr("Organise", "Save"), save, text.strip(), taken=())

    def delete_search(self, search_id: int) -> None:
        """Forget a saved search; it can be undone."""
        self._edit((), lambda do: (do.delete_search(search_id),), needs_photos=False)

    def rename_search(self, search_id: int, name: str) -> None:
        """Ask for another name of a saved search."""

        def rename(new: str) -> None:
            self._edit((), lambda do: (do.rename_search(search_id, new),), needs_photos=False)

        if self._may_edit():
            title, taken = tr("Organise", "Rename search"), self._search_names
            self._ask_name(title, tr("Organise", "Rename"), rename, name, taken=taken)

    def pin(self, search_id: int, ids: Sequence[int], *, right: bool) -> None:
        """Mark photos as right answers of a saved search, or no longer so."""
        self._edit(ids, lambda do: (do.pin(search_id, ids) if right else do.unpin(search_id, ids),))

    # Back and forth

    def undo(self) -> None:
        """Take back the latest edit."""
        self._go(lambda do: do.undo(), sayings.undone)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._go(lambda do: do.redo(), sayings.redone)

    # Files

    def copy_paths(self) -> None:
        """Put the paths of the selected photos on the clipboard."""
        self.files.copy_paths(self._selected())

    def copy_picture(self) -> None:
        """Put the first selected picture on the clipboard."""
        for photo_id in self._selected()[:1]:
            self.files.copy_picture(photo_id)

    def show_in_file_manager(self) -> None:
        """Show the selected photos in the file manager."""
        self.files.show_in_file_manager(self._selected())

    def open_with_default(self) -> None:
        """Open the selected photos with the program that the person chose for them."""
        self.files.open_with_default(self._selected())

    def play(self) -> None:
        """Play what moves in the first selected photo."""
        for photo_id in self._selected()[:1]:
            self.files.play(photo_id)

    def move_to_trash(self) -> None:
        """Ask, then move the files of the selected photos to the trash."""
        self.files.move_to_trash(self._selected())

    def export(self) -> None:
        """Ask where and how, then make copies of the selected photos."""
        self.exporter.ask(self._selected())

    # Within

    def _selected(self) -> list[int]:
        return list(self._selection())

    def _these(self, ids: Sequence[int] | None) -> Sequence[int]:
        return self._selected() if ids is None else ids

    def _may_edit(self) -> bool:
        if self._library is not None and not self._library.writable:
            self.failed.emit(
                tr("Organise", "This library is open for reading only; nothing can be changed.")
            )
        return self.can_edit

    def _edit(
        self,
        ids: Sequence[int],
        work: Callable[["Organising"], tuple[Edit, ...]],
        *,
        needs_photos: bool = True,
    ) -> None:
        library = self._library
        if library is None or not self._may_edit() or (needs_photos and not ids):
            return
        organising = library.organising
        self._jobs.run(Lane.EDIT, partial(work, organising), self._edited, self.failed.emit)

    def tell(self, edits: tuple[Edit, ...]) -> None:
        """Say what the person did elsewhere, and let everyone know which photos it changed."""
        self._edited(edits)

    def _edited(self, edits: tuple[Edit, ...]) -> None:
        self.said.emit(" · ".join(dict.fromkeys(sayings.done(edit) for edit in edits)))
        self._after(tuple(dict.fromkeys(each for edit in edits for each in edit.photo_ids)))

    def _go(
        self, work: Callable[["Organising"], Edit | None], saying: Callable[[Edit], str]
    ) -> None:
        library = self._library
        if library is None or not self._may_edit():
            return

        def gone(edit: Edit | None) -> None:
            if edit is not None:
                self.said.emit(saying(edit))
                self._tell_renamed(edit, back=saying is sayings.undone)
                self._after(edit.photo_ids)

        self._jobs.run(Lane.EDIT, partial(work, library.organising), gone, self.failed.emit)

    def _tell_renamed(self, edit: Edit, *, back: bool) -> None:
        if edit.former:
            names = (edit.name, edit.former) if back else (edit.former, edit.name)
            self.list_renamed.emit(*names)

    def _after(self, ids: tuple[int, ...]) -> None:
        self._tell_undo()
        self._look_at_albums()
        self.changed.emit(ids)

    def _tell_undo(self) -> None:
        if self._library is not None and self._library.writable:
            organising = self._library.organising
            self.undo_changed.emit(organising.can_undo(), organising.can_redo())

    def _apply_tags(self, ids: Sequence[int], choice: TagChoice) -> None:
        recent = [*choice.add, *(name for name in self._recent if name not in choice.add)]
        self._recent = recent[:_RECENT]

        def work(do: "Organising") -> tuple[Edit, ...]:
            taken = tuple(do.untag(ids, name) for name in choice.remove)
            return taken + tuple(do.tag(ids, name) for name in choice.add)

        self._edit(ids, work)

    def _make_album(self, ids: Sequence[int], name: str) -> None:
        self._edit((), lambda do: (do.new_album(name, ids),), needs_photos=False)

    def _ask_name(
        self,
        title: str,
        accept: str,
        then: Callable[[str], None],
        name: str = "",
        taken: Sequence[str] | None = None,
    ) -> None:
        names = [each.name for each in self._albums] if taken is None else taken
        dialog = NamingDialog(title, accept, names, name=name, parent=self._window)
        dialog.chosen.connect(then)
        dialog.open()

    def _learned_searches(self, searches: tuple[SavedSearch, ...]) -> None:
        self._search_names = tuple(each.name for each in searches)

    def _look_at_albums(self) -> None:
        library = self._library
        if library is not None:
            self._jobs.run(
                Lane.READ, library.organising.albums, self._learned_albums, self.failed.emit
            )

    def _learned_albums(self, albums: tuple[Album, ...]) -> None:
        if albums != self._albums:
            self._albums = albums
            self.albums_changed.emit(albums)

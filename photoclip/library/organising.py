"""What the person does to photos: tags, stars, flags, albums, searches; all can be undone."""

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from photoclip import query
from photoclip.catalog import edits
from photoclip.catalog.edits import Deed, Plan
from photoclip.catalog.entries import HeadVersion
from photoclip.catalog.forms import key_of
from photoclip.errors import UsageError
from photoclip.library.stores import Stores
from photoclip.records import Album, Edit, SavedSearch, one_line

Ids = Sequence[int] | npt.NDArray[np.int64]
N = TypeVar("N", Album, SavedSearch)

_EDITS_KEPT = 100
_ROWS_KEPT = 400_000  # of all edits kept together; the latest is kept whatever its size
_FLAGS = {1: "Pick", -1: "Reject", 0: "Take the flag off"}
_WORDS = {
    "title": 'Title {photos} "{name}"',
    "description": "Describe {photos}",
    "label": 'Label {photos} "{name}"',
}
_FLAG_NAMES = {number: name for name, number in query.FLAGS.items()}


@dataclass(frozen=True, slots=True)
class Done:
    """Something that can be taken back: an edit as the person sees it, and how it goes.

    Attributes:
        edit: what was done.
        rows: how much is kept for taking it back.
        undo: takes it back.
        redo: does it again; what stands for it from then on.
    """

    edit: Edit
    rows: int
    undo: Callable[[], object]
    redo: Callable[[], "Done"]


class Organising:
    """The person's edits of one library. All calls block and may come from any thread.

    Each edit is one transaction, also of many thousand photos. What changes nothing is not kept
    for undoing. `can_undo` and `can_redo` never wait.
    """

    def __init__(self, stores: Stores) -> None:
        """Edit what these stores keep."""
        self._stores = stores
        self._turn = threading.Lock()
        self._done: deque[Done] = deque()
        self._undone: deque[Done] = deque()

    # ── tags, stars, flags ──────────────────────────────────────────────────────────────────

    def tag(self, ids: Ids, name: str) -> Edit:
        """Give photos a tag.

        Raises:
            UsageError: it has no name.
        """
        name = one_line(name)
        return self._do("tag", 'Tag {photos} "{name}"', edits.tag(ids, name), name)

    def untag(self, ids: Ids, name: str) -> Edit:
        """Take a tag off photos; no later run gives it again."""
        name = one_line(name)
        return self._do("untag", 'Take "{name}" off {photos}', edits.untag(ids, name), name)

    def refuse(self, ids: Ids, name: str) -> Edit:
        """Say that a tag is wrong for photos, whether they have it or not; no run gives it again.

        Raises:
            UsageError: it has no name.
        """
        name, text = one_line(name), 'Say that "{name}" is wrong for {photos}'
        return self._do("refuse", text, edits.refuse(ids, name), name)

    def withdraw(self, ids: Ids, name: str) -> Edit:
        """Take back what was said of a tag on photos, be it yes or no."""
        name, text = one_line(name), 'Take back what was said of "{name}" on {photos}'
        return self._do("withdraw", text, edits.withdraw(ids, name), name)

    def rename_label(self, list_name: str, old: str, new: str) -> Edit:
        """Give a label of a list another name; tags and answers follow.

        Raises:
            LibraryError: there is no such list.
            UsageError: the list has no such label, or the new name is empty or taken.
        """
        new = one_line(new)
        text = f'Rename the label "{_plain(one_line(old))}" to "{{name}}"'
        return self._do("label-rename", text, edits.rename_label(list_name, old, new), new)

    def restore_head(self, list_name: str, version: int, head: HeadVersion) -> Edit:
        """Let a label list judge by an earlier version of what it learned, 0 for the texts alone.

        Raises:
            LibraryError: there is no such list.
        """
        text = f'Go back to version {version} of "{{name}}"'
        plan = edits.restore_head(list_name, head)
        return self._do("head-revert", text, plan, list_name, version)

    def rate(self, ids: Ids, rating: int) -> Edit:
        """Give photos 0 to 5 stars.

        Raises:
            UsageError: there is no such rating.
        """
        if rating not in range(6):
            raise UsageError(f"A rating is 0 to 5 stars, not {rating}.")
        text = "Rate {photos} {name} " + ("star" if rating == 1 else "stars")
        return self._do("rate", text, edits.rate(ids, rating), str(rating))

    def flag(self, ids: Ids, flag: int) -> Edit:
        """Pick photos (1), reject them (-1) or neither (0).

        Raises:
            UsageError: there is no such flag.
        """
        if flag not in _FLAGS:
            raise UsageError(f"A flag is 1 (picked), -1 (rejected) or 0 (none), not {flag}.")
        text = f"{_FLAGS[flag]} {{photos}}"
        return self._do("flag", text, edits.flag(ids, flag), _FLAG_NAMES[flag])

    def describe(self, ids: Ids, words: Mapping[str, str | None]) -> Edit:
        """Write photos a title, a description, a colour label, or several of them as one edit.

        Args:
            ids: the photos.
            words: texts of "title", "description" and "label"; "" says that there is none, None
                that what the file says counts again.

        Raises:
            UsageError: there is no such field.
        """
        unknown = ", ".join(each for each in words if each not in _WORDS)
        if unknown or not words:
            raise UsageError(f"Photos have a {', '.join(_WORDS)}, not {unknown or 'nothing'}.")
        kept = {field: _kept(field, text) for field, text in words.items()}
        plan = edits.describe(ids, kept)
        if len(kept) != 1:
            return self._do("words", f"Change {' and '.join(kept)} of {{photos}}", plan, "")
        ((field, text),) = kept.items()
        said = _WORDS[field] if text else f"Take the {field} off {{photos}}"
        return self._do(field, said, plan, text or "")

    # ── albums ──────────────────────────────────────────────────────────────────────────────

    def albums(self) -> tuple[Album, ...]:
        """The albums, by name."""
        return self._stores.catalog.albums()

    def album(self, name: str) -> Album:
        """One album by its name, capitals aside.

        Raises:
            UsageError: there is none; the sentence lists what there is.
        """
        return _named(self.albums(), name, "album")

    def new_album(self, name: str, ids: Ids = ()) -> Edit:
        """Make an album; `target` of the answer is its id.

        Raises:
            UsageError: it has no name, or there is one of this name.
        """
        name = one_line(name)
        return self._do("album-new", 'Make the album "{name}"', edits.new_album(name, ids), name)

    def rename_album(self, album_id: int, name: str) -> Edit:
        """Give an album another name.

        Raises:
            LibraryError: there is no such album.
            UsageError: the name is empty or taken.
        """
        name = one_line(name)
        text = f'Rename the album "{_plain(_name(self.albums(), album_id))}" to "{{name}}"'
        return self._do("album-rename", text, edits.rename_album(album_id, name), name, album_id)

    def delete_album(self, album_id: int) -> Edit:
        """Delete an album; its photos stay in the library.

        Raises:
            LibraryError: there is no such album.
        """
        plan = edits.delete_album(album_id)
        return self._to_album("album-delete", 'Delete the album "{name}"', plan, album_id)

    def add_to_album(self, album_id: int, ids: Ids) -> Edit:
        """Put photos in an album.

        Raises:
            LibraryError: there is no such album.
        """
        plan = edits.add_to_album(album_id, ids)
        return self._to_album("album-add", 'Add {photos} to "{name}"', plan, album_id)

    def remove_from_album(self, album_id: int, ids: Ids) -> Edit:
        """Take photos out of an album.

        Raises:
            LibraryError: there is no such album.
        """
        plan = edits.remove_from_album(album_id, ids)
        return self._to_album("album-remove", 'Remove {photos} from "{name}"', plan, album_id)

    # ── saved searches ──────────────────────────────────────────────────────────────────────

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, by name."""
        return self._stores.catalog.searches()

    def search(self, name: str) -> SavedSearch:
        """One saved search by its name, capitals aside.

        Raises:
            UsageError: there is none; the sentence lists what there is.
        """
        return _named(self.searches(), name, "saved search")

    def save_search(self, name: str, text: str) -> Edit:
        """Keep a search; one of the same name gets the new text.

        Raises:
            UsageError: it has no name, or asks nothing.
            QueryError: the text cannot be understood.
        """
        name, text = one_line(name), text.strip()
        if query.parse(text).is_empty:
            raise UsageError("There is nothing to save; type what to search for.")
        return self._do(
            "search-save", 'Save the search "{name}"', edits.save_search(name, text), name
        )

    def delete_search(self, search_id: int) -> Edit:
        """Forget a saved search.

        Raises:
            LibraryError: there is no such search.
        """
        plan = edits.delete_search(search_id)
        return self._to_search("search-delete", 'Delete the search "{name}"', plan, search_id)

    def rename_search(self, search_id: int, name: str) -> Edit:
        """Give a saved search another name.

        Raises:
            LibraryError: there is no such search.
            UsageError: the name is empty or taken.
        """
        name = one_line(name)
        text = f'Rename the search "{_plain(_name(self.searches(), search_id))}" to "{{name}}"'
        return self._do(
            "search-rename", text, edits.rename_search(search_id, name), name, search_id
        )

    def pin(self, search_id: int, ids: Ids) -> Edit:
        """Mark photos as right answers of a saved search, which it has to find from now on.

        Raises:
            LibraryError: there is no such search.
        """
        plan = edits.pin(search_id, ids)
        return self._to_search("pin", 'Pin {photos} to "{name}"', plan, search_id)

    def unpin(self, search_id: int, ids: Ids) -> Edit:
        """Photos are no longer right answers of a saved search.

        Raises:
            LibraryError: there is no such search.
        """
        text, plan = 'Take {photos} off the answers of "{name}"', edits.unpin(search_id, ids)
        return self._to_search("unpin", text, plan, search_id)

    def pinned(self) -> dict[int, tuple[int, ...]]:
        """The photos marked as right answers, present or not, by saved search."""
        return self._stores.catalog.pinned()

    # ── back and forth ──────────────────────────────────────────────────────────────────────

    def can_undo(self) -> Edit | None:
        """What `undo` would take back."""
        return _last(self._done)

    def can_redo(self) -> Edit | None:
        """What `redo` would do again."""
        return _last(self._undone)

    def undo(self) -> Edit | None:
        """Take back the latest edit; None: there is none.

        What has changed otherwise since then stays as it is.
        """
        with self._turn:
            if not self._done:
                return None
            latest = self._done[-1]
            latest.undo()
            self._undone.append(self._done.pop())
            return latest.edit

    def redo(self) -> Edit | None:
        """Do again what was taken back last; None: there is nothing, or another edit followed."""
        with self._turn:
            if not self._undone:
                return None
            again = self._undone[-1].redo()
            self._undone.pop()
            self._done.append(again)
            return again.edit

    def keep(self, done: Done) -> None:
        """Remember what was done elsewhere as the latest edit, such as a run of a label list."""
        with self._turn:
            self._undone.clear()
            self._done.append(done)
            self._forget_old()

    def forget(self, kind: str, target: int) -> None:
        """What was kept with `keep` has been taken back elsewhere."""
        with self._turn:
            for kept in (self._done, self._undone):
                others = [d for d in kept if (d.edit.kind, d.edit.target) != (kind, target)]
                kept.clear()
                kept.extend(others)

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _do(self, kind: str, text: str, plan: Plan, name: str, target: int = 0) -> Edit:
        """Make an edit; `text` has {photos} for how many and {name}."""
        with self._turn:
            deed = self._stores.commit(lambda tx: tx.edit(plan), edit=True).result()
            photos = deed.photos
            said = text.format(photos=_photos(len(photos)), name=name)
            edit = Edit(said, kind, photos, name, target or deed.target)
            if deed.rows:
                self._undone.clear()
                self._done.append(self._undoable(edit, deed))
                self._forget_old()
            return edit

    def _undoable(self, edit: Edit, deed: Deed) -> Done:
        def undo() -> None:
            self._stores.commit(lambda tx: tx.undo(deed), edit=True).result()

        def redo() -> Done:
            self._stores.commit(lambda tx: tx.redo(deed), edit=True).result()
            return self._undoable(edit, deed)

        return Done(edit, deed.rows, undo, redo)

    def _forget_old(self) -> None:
        rows = sum(each.rows for each in self._done)
        while len(self._done) > 1 and (len(self._done) > _EDITS_KEPT or rows > _ROWS_KEPT):
            rows -= self._done.popleft().rows

    def _to_album(self, kind: str, text: str, plan: Plan, album_id: int) -> Edit:
        return self._do(kind, text, plan, _name(self.albums(), album_id), album_id)

    def _to_search(self, kind: str, text: str, plan: Plan, search_id: int) -> Edit:
        return self._do(kind, text, plan, _name(self.searches(), search_id), search_id)


def _last(kept: deque[Done]) -> Edit | None:
    try:
        return kept[-1].edit
    except IndexError:  # without a lock: another thread may take it at this moment
        return None


def _kept(field: str, text: str | None) -> str | None:
    """A text as it is kept: a description may have several lines."""
    if text is None:
        return None
    return text.strip() if field == "description" else one_line(text)


def _plain(text: str) -> str:
    """A text that `str.format` leaves as it is."""
    return text.replace("{", "{{").replace("}", "}}")


def _photos(count: int) -> str:
    return "1 photo" if count == 1 else f"{count:,} photos"


def _name(every: Sequence[N], wanted: int) -> str:
    """What is called so; "" where it is not there any more."""
    return next((each.name for each in every if each.id == wanted), "")


def _named(every: Sequence[N], name: str, what: str) -> N:
    """The one of that name, capitals aside."""
    for each in every:
        if key_of(each.name) == key_of(one_line(name)):
            return each
    known = ", ".join(each.name for each in every) or "none yet"
    raise UsageError(f"There is no {what} named '{name}' (there are {known}).")

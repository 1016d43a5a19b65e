"""A whole library as a folder of open files, and back."""

import json
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from photoclip import __version__
from photoclip.catalog.backups import IMPORT
from photoclip.catalog.exchange.archive import Archive
from photoclip.catalog.exchange.brought import Brought
from photoclip.catalog.exchange.manifest import refuse
from photoclip.catalog.exchange.tables import TRAVELLING
from photoclip.catalog.schema import HeadEntry, RootEntry
from photoclip.catalog.transaction import Transaction
from photoclip.errors import DataError, LibraryError, UsageError, refused
from photoclip.library.stores import Stores
from photoclip.records import display_text

Places = Sequence[tuple[str, str]]
OnStep = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Attributes:
        folder: where.
        rows: by table; "vectors" are those of all models.
        bytes: of all files.
    """

    folder: Path
    rows: dict[str, int]
    bytes: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the export says something else than what was decided here, which stayed.

    Attributes:
        kind: "tag", "list", "search", "folder", "setting", or what was decided of a photo: "stars",
            "flag", "title", "description" or "label".
        name: the tag, list, search, folder or setting; "" for the others.
        photo: path of the photo, "" where it is about none.
        here: what was decided here.
        there: what the export says.
    """

    kind: str
    name: str
    photo: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        tables: by name, how many rows came, were here already, and were left out.
        differences: the first thousand.
        difference_count: of all.
        away: folders of the library that are not there now.
    """

    tables: dict[str, tuple[int, int, int]]
    differences: tuple[Difference, ...]
    difference_count: int
    away: tuple[str, ...]

    def added(self, table: str) -> int:
        """How many rows of a table came."""
        return self.tables.get(table, (0, 0, 0))[0]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a folder with an export holds.

    Attributes:
        photos: how many.
        tags: whoever gave them.
        folders: the paths of its folders, where it was written.
    """

    photos: int
    tags: int
    folders: tuple[str, ...]


class Exchange:
    """Exports and imports one library. All calls block and may come from any thread."""

    def __init__(self, stores: Stores, own: Path) -> None:
        """`own` is the library's folder, which holds no photos."""
        self._stores, self._own = stores, own

    def export(
        self, folder: Path, *, on_step: OnStep | None = None, stop: threading.Event | None = None
    ) -> Exported:
        """Write all of the library but thumbnails into a new folder; a reader may do this too.

        Args:
            folder: is made; it may be there when it is empty.
            on_step: told of rows written and of all rows.
            stop: when set, this ends and leaves nothing.

        Raises:
            UsageError: something is in the folder, or it has no place.
            LibraryError: a tagging run is being written, the disk refuses, or it was stopped.
        """
        folder = _free(folder)
        tell = _teller(on_step, stop, "The export was stopped; nothing was written.")
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            found = self._stores.catalog.export(
                folder, program=f"photoclip {__version__}", tell=tell
            )
        except OSError as error:
            raise LibraryError(refused(error)) from error
        rows = {
            name.removesuffix(".jsonl"): each.rows
            for name, each in found.files.items()
            if name.endswith(".jsonl") and "/" not in name
        }
        rows["vectors"] = sum(each.rows for name, each in found.files.items() if ".npy" in name)
        return Exported(folder, rows, sum(each.bytes for each in found.files.values()))

    def look(self, folder: Path) -> Offer:
        """Say what an exported library holds, without looking at all of it.

        Raises:
            DataError: it is no export, incomplete or of a newer photoclip.
        """
        try:
            archive = Archive(folder.expanduser().absolute())
            table = next(each for each in TRAVELLING if each.entry is RootEntry)
            rows = [row for block in archive.blocks(table) for row in block]
        except OSError as error:
            raise DataError(refused(error)) from error
        files = archive.manifest.files
        watched = (display_text(row["path"]) for row in rows if row["removed_at"] is None)
        return Offer(files["photo.jsonl"].rows, files["tag.jsonl"].rows, tuple(watched))

    def bring_in(
        self,
        folder: Path,
        places: Places = (),
        *,
        on_step: OnStep | None = None,
        stop: threading.Event | None = None,
    ) -> Imported:
        """Take an exported library into this one, wholly or not at all.

        An empty library becomes what was exported. Else a backup is made first, photos with the
        same bytes are one, what the person decided here stays, and the rest comes.

        Args:
            folder: with the export.
            places: (folder there, folder here) pairs; what lies inside moves along.
            on_step: told of rows done and of all rows.
            stop: when set, this ends, and the library is as before.

        Raises:
            DataError: it is no export, damaged, or of a newer photoclip; nothing was imported.
            UsageError: a place is no absolute folder.
            LibraryError: this library cannot be written or backed up, or it was stopped.
        """
        place_of = self._places(places)
        tell = _teller(on_step, stop, "The import was stopped; the library is as it was.")
        try:
            archive = Archive(folder.expanduser().absolute(), step=lambda: tell(0, 1))
        except OSError as error:
            raise DataError(refused(error)) from error
        _check_heads(archive)
        if self._stores.catalog.newest_photo():
            self._stores.safekeeping.back_up(IMPORT)

        def write(tx: Transaction) -> Brought:
            return tx.bring(archive, place_of, tell)

        return self._said(self._stores.commit(write, edit=True).result())

    def _places(self, places: Places) -> Callable[[bytes], bytes]:
        pairs = sorted((_pair(*each) for each in places), key=lambda each: -len(each[0]))
        own = os.fsencode(self._own)

        def place_of(path: bytes) -> bytes:
            moved = (_moved(path, *each) for each in pairs)
            found = next((each for each in moved if each is not None), path)
            if found == own:
                raise UsageError(
                    f"{display_text(found)} is photoclip's own library folder; choose your photos'."
                )
            return found

        return place_of

    def _said(self, brought: Brought) -> Imported:
        catalog = self._stores.catalog
        paths = catalog.paths([each.photo_id for each in brought.conflicts if each.photo_id])
        differences = (
            Difference(
                each.kind,
                each.name,
                display_text(paths.get(each.photo_id, (b"",))[0]),
                each.here,
                each.there,
            )
            for each in brought.conflicts
        )
        away = (root.text for root in catalog.roots() if not Path(root.text).is_dir())
        tables = {name: (t.added, t.known, t.left_out) for name, t in brought.tables.items()}
        return Imported(tables, tuple(differences), brought.conflict_count, tuple(away))


def _free(folder: Path) -> Path:
    """A folder that is not there, or empty.

    Raises:
        UsageError: it is neither.
    """
    folder = folder.expanduser().absolute()
    try:
        if not any(folder.iterdir()):
            return folder
    except FileNotFoundError:
        return folder
    except NotADirectoryError:
        raise UsageError(f"{folder} is a file; name a new folder.") from None
    except OSError as error:
        raise LibraryError(refused(error)) from error
    raise UsageError(f"{folder} is not empty; name a new folder, or an empty one.")


def _teller(
    on_step: OnStep | None, stop: threading.Event | None, sentence: str
) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if stop is not None and stop.is_set():
            raise LibraryError(sentence)
        if on_step is not None:
            on_step(done, total)

    return tell


def _pair(old: str, new: str) -> tuple[bytes, bytes]:
    """A folder of the export, and where it lies here."""
    if not old.strip() or not new.strip():
        raise UsageError("A place needs two folders: the one in the export, and the one here.")
    return os.fsencode(old.rstrip("/\\")), os.fsencode(Path(new).expanduser().absolute())


def _moved(path: bytes, old: bytes, new: bytes) -> bytes | None:
    """Where a path of any system lies here; None where it is not inside `old`."""
    separator = b"/" if path.startswith(b"/") else b"\\"
    if path == old:
        return new
    if not path.startswith(old + separator):
        return None
    parts = path[len(old) + 1 :].split(separator)
    return os.fsencode(os.sep).join([new.rstrip(b"/\\"), *parts])


def _check_heads(archive: Archive) -> None:
    """Look at what label lists have learned, which no catalog can read.

    Raises:
        DataError: something of it is damaged.
    """
    from photoclip.clip.heads import Head

    for each in TRAVELLING:
        if each.entry is HeadEntry:
            for row in (row for block in archive.blocks(each) for row in block):
                if row["data"] is None:
                    continue
                try:
                    head = Head.from_bytes(row["data"])
                except DataError:
                    refuse(archive.folder, "what a label list has learned cannot be read")
                if len(head.weights) != len(json.loads(row["labels"])):
                    refuse(archive.folder, "a label list has learned other labels than it says")

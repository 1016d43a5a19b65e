"""What comes from outside the search bar: dropped or pasted files, pictures and photos."""

import json
import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QImage

from photoclip.errors import PhotoError
from photoclip.photos.formats import PICTURE_EXTENSIONS
from photoclip.records import display_text
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.search.question import Example
from photoclip.ui.speech import tr

if TYPE_CHECKING:
    from photoclip.library.library import Library

PHOTOS = "application/x-photoclip-photos"
"""Photos of the library in a drag: a JSON list of their ids, utf-8."""

MOST = 12
"""So many pictures one question takes as examples."""


class Side(Enum):
    """What is meant to be done with what comes."""

    LIKE = "like"
    UNLIKE = "unlike"
    FOLDER = "folder"
    EXPLAIN = "explain"  # nothing can be done; a drop says why


@dataclass(frozen=True, slots=True)
class Offer:
    """What a drag or a clipboard holds, as far as its looks say; nothing is read for that."""

    photo_ids: tuple[int, ...] = ()
    paths: tuple[Path, ...] = ()
    has_image: bool = False
    has_web_address: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that photoclip could take or explain."""
        return not (self.photo_ids or self.paths or self.has_image or self.has_web_address)

    @property
    def has_pictures(self) -> bool:
        """Whether there is something to find similar photos of."""
        return bool(self.photo_ids or self.has_image or any(map(is_picture, self.paths)))

    @property
    def may_have_folders(self) -> bool:
        """Whether a path could be a folder, as its name says."""
        return not all(map(is_picture, self.paths))


@dataclass(frozen=True, slots=True)
class Dropped:
    """Paths and photos sorted by what is done with them."""

    folders: tuple[Path, ...] = ()
    pictures: tuple[Path, ...] = ()
    examples: tuple[Example, ...] = ()


class Incoming(QObject):
    """Looks at what comes, off the GUI thread; keeps pictures that are no files until it ends."""

    arrived = Signal(Dropped)
    refused = Signal(str)  # why something was not taken, in one sentence

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Library | None = None
        self._kept = _TemporaryPictures()

    def set_library(self, library: "Library") -> None:
        """Photos that come by their ids are this library's."""
        self._library = library

    def take(self, mime: QMimeData, side: Side = Side.LIKE) -> bool:
        """Take what is there; False where there is nothing for photoclip."""
        offer = offered(mime)
        negative = side is Side.UNLIKE
        if offer.photo_ids and self._library is not None:
            self._run(partial(_photos, self._library, offer.photo_ids, negative=negative))
        elif offer.paths:
            self._run(partial(sort, offer.paths, side))
        elif offer.has_image:
            image = cast("QImage", mime.imageData())
            self._run(partial(self._kept.keep, image, _name(mime), negative=negative))
        elif offer.has_web_address:
            self.refused.emit(web_sentence())
        else:
            return False
        return True

    def _run(self, work: partial[Dropped]) -> None:
        self._jobs.run(Lane.READ, work, self._came, self.refused.emit)

    def _came(self, dropped: Dropped) -> None:
        if len(dropped.examples) > MOST:
            self.refused.emit(
                tr("Search", "A question takes %n pictures; the first ones are used.", "", MOST)
            )
        few = Dropped(dropped.folders, dropped.pictures[:MOST], dropped.examples[:MOST])
        self.arrived.emit(few)


def offered(mime: QMimeData) -> Offer:
    """What a drag or a clipboard holds."""
    urls = mime.urls()
    return Offer(
        photo_ids=_photo_ids(mime),
        paths=tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile()),
        has_image=mime.hasImage(),
        has_web_address=any(url.scheme() in {"http", "https"} for url in urls),
    )


def is_picture(path: Path) -> bool:
    """Whether a file's name says that it is a picture."""
    return path.suffix.lower() in PICTURE_EXTENSIONS


def web_sentence() -> str:
    """Why an address of the web is not taken."""
    return tr(
        "Search",
        "photoclip never fetches from the web; copy the picture itself and paste it here, "
        "or save it and drop the file.",
    )


def sort(paths: Sequence[Path], side: Side = Side.LIKE) -> Dropped:
    """Look at the disk what each path is; blocks, knows no Qt."""
    folders = tuple(path for path in paths if path.is_dir())
    if side is Side.FOLDER and folders:
        return Dropped(folders)
    pictures = tuple(path for path in paths if path.is_file())
    negative = side is Side.UNLIKE
    examples = tuple(
        Example(path.name, path, negative=negative, file=_place(os.fsencode(path)))
        for path in pictures
    )
    return Dropped(folders, pictures, examples)


def _photos(library: "Library", ids: Sequence[int], *, negative: bool) -> Dropped:
    rows = library.showing.rows(ids)
    return Dropped(
        examples=tuple(Example(row.name, photo_id=row.id, negative=negative) for row in rows)
    )


def _place(path: bytes) -> str:
    """A path as a text can name it, "" where its bytes are no text."""
    shown = display_text(path)
    return shown if os.fsencode(shown) == path else ""


def _photo_ids(mime: QMimeData) -> tuple[int, ...]:
    if not mime.hasFormat(PHOTOS):
        return ()
    try:
        ids: object = json.loads(bytes(mime.data(PHOTOS).data()).decode("utf-8"))
    except (ValueError, RecursionError):  # another program's own
        return ()
    if not isinstance(ids, list):
        return ()
    return tuple(each for each in cast("list[object]", ids) if isinstance(each, int))


def _name(mime: QMimeData) -> str:
    """What a picture without a file is called: its address's last part, if it has one."""
    address = next((url.fileName() for url in mime.urls() if url.fileName()), "")
    return address or tr("Search", "Pasted picture")


class _TemporaryPictures:
    """A folder for pictures that are no files; it goes with this object or with the program."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._numbers = count(1)
        self._lock = threading.Lock()

    def keep(self, image: QImage, name: str, *, negative: bool) -> Dropped:
        """Write a picture; blocks.

        Raises:
            PhotoError: it cannot be written.
        """
        try:
            path = self._made() / f"{next(self._numbers)}.png"
        except OSError as error:
            said = tr("Search", "The picture cannot be kept for now: {reason}.")
            raise PhotoError(said.format(reason=error.strerror)) from None
        if not image.save(str(path)):
            raise PhotoError(tr("Search", "The picture cannot be kept for now; is the disk full?"))
        return Dropped(pictures=(path,), examples=(Example(name, path, negative=negative),))

    def _made(self) -> Path:
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="photoclip-"))
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            return self._folder

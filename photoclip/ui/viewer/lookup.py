"""Looks up what the info panel shows beside the facts, once the person stays with a photo."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.records import Photo, ValueCount
from photoclip.ui import wording
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.viewer.seeing import FileFacts, Seen, files_of, place_in, seen_in

if TYPE_CHECKING:
    from photoclip.library.library import Library

_PAUSE = 250  # ms that a photo is shown before more is looked up


class Lookup(QObject):
    """One photo at a time: its files on disk, then what the model sees in it."""

    files_ready = Signal(object)  # tuple[FileFacts, ...]
    seen_ready = Signal(object)  # Seen
    place_ready = Signal(str)  # what the place is called, "": nothing is known
    tags_ready = Signal(object)  # tuple[str, ...]: the library's tags, most frequent first

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Library | None = None
        self._photo: Photo | None = None
        self._side = 120
        self._active = False
        self._busy = False
        self._done = -1  # the photo that all was looked up of
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._begin)

    def set_library(self, library: "Library") -> None:
        """Look in this library."""
        self._library = library
        self.stop()

    def set_active(self, active: bool) -> None:
        """Whether anybody sees what is found."""
        self._active = active
        if active:
            self._pause.start()

    def look(self, photo: Photo, side: int) -> None:
        """Look up a photo soon; thumbnails of similar ones are squares of `side` px."""
        self._photo, self._side = photo, side
        if self._active:
            self._pause.start()

    def look_for_tags(self) -> None:
        """Which tags the library has."""
        if self._library is not None:
            self._jobs.run(
                Lane.READ, partial(self._library.showing.values, "tag"), self._tags_found
            )

    def stop(self) -> None:
        """Look no further."""
        self._pause.stop()
        self._photo, self._done = None, -1

    def _begin(self) -> None:
        photo = self._photo
        if photo is None or not self._active or self._busy or photo.id == self._done:
            return
        self._busy = True
        place = partial(place_in, photo.facts, wording.locale().name()[:2])
        self._jobs.run(Lane.MAP, place, partial(self._place_found, photo.id))
        self._jobs.run(
            Lane.THUMBNAIL,
            partial(files_of, photo),
            partial(self._files_found, photo.id),
            self._failed,
        )

    def _place_found(self, photo_id: int, place: str) -> None:
        if self._is_current(photo_id):
            self.place_ready.emit(place)

    def _files_found(self, photo_id: int, files: tuple[FileFacts, ...]) -> None:
        library = self._library
        if not self._is_current(photo_id) or library is None:
            self._next()
            return
        self.files_ready.emit(files)
        self._jobs.run(
            Lane.THUMBNAIL,
            partial(seen_in, library, photo_id, self._side),
            partial(self._seen_found, photo_id),
            self._failed,
        )

    def _seen_found(self, photo_id: int, seen: Seen) -> None:
        if self._is_current(photo_id):
            self._done = photo_id
            self.seen_ready.emit(seen)
        self._next()

    def _failed(self, sentence: str) -> None:
        self.seen_ready.emit(Seen(trouble=sentence))
        self._busy = False

    def _next(self) -> None:
        self._busy = False
        if self._photo is not None and self._photo.id != self._done:
            self._begin()

    def _tags_found(self, values: tuple[ValueCount, ...]) -> None:
        self.tags_ready.emit(tuple(each.value for each in values))

    def _is_current(self, photo_id: int) -> bool:
        return self._photo is not None and self._photo.id == photo_id

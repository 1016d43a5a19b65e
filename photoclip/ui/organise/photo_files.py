"""The files of selected photos: their paths, other programs, the trash."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from photoclip.paths import cache_folder
from photoclip.records import Failure, display_text
from photoclip.ui import images, wording
from photoclip.ui.failures_dialog import FailuresDialog
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.organise import system
from photoclip.ui.organise.trash_dialog import TrashDialog
from photoclip.ui.speech import tr

if TYPE_CHECKING:
    from photoclip.library.library import Library

_LARGEST_COPY = 6000  # px, long side of a picture in the clipboard
_MOST_OPENED = 10  # programs started at once
_MOST_SHOWN = 30  # files selected in the file manager
_TRASHED_AT_ONCE = 40  # files between two looks at other edits


@dataclass(frozen=True, slots=True)
class _Bin:
    """Files on their way to the trash."""

    ids: tuple[int, ...]
    waiting: tuple[bytes, ...]
    total: int
    failed: tuple[Failure, ...] = ()


class PhotoFiles(QObject):
    """Does things with files; whatever touches the disk runs away from the GUI thread."""

    said = Signal(str)
    failed = Signal(str)
    changed = Signal(object)  # ids of photos whose files went to the trash, a tuple

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window
        self._library: Library | None = None

    def set_library(self, library: "Library") -> None:
        """Work on the photos of a library."""
        self._library = library

    def copy_paths(self, ids: Sequence[int]) -> None:
        """Put the paths of the photos' files on the clipboard, one a line."""
        self._with_paths(ids, self._copy_paths)

    def copy_picture(self, photo_id: int) -> None:
        """Put the picture itself on the clipboard."""
        library = self._library
        if library is not None:
            picture = partial(library.showing.picture, photo_id, _LARGEST_COPY)
            self._jobs.run(Lane.THUMBNAIL, picture, self._copy_picture, self.failed.emit)

    def show_in_file_manager(self, ids: Sequence[int]) -> None:
        """Show the files selected in the file manager."""
        self._with_paths(ids, self._show_in_file_manager)

    def open_with_default(self, ids: Sequence[int]) -> None:
        """Open the files with the program that the person chose for them."""
        self._with_paths(ids, self._open)

    def play(self, photo_id: int) -> None:
        """Play a video, or what moves in a Live or motion photo, with the system's player."""
        library = self._library
        if library is None:
            return

        def look() -> list[bytes]:
            photo = library.showing.photo(photo_id)
            return [os.fsencode(library.companions.clip(photo, cache_folder() / "clips"))]

        self._jobs.run(Lane.READ, look, self._open, self.failed.emit)

    def move_to_trash(self, ids: Sequence[int]) -> None:
        """Ask, then move every file of the photos to the trash."""
        self._with_paths(ids, partial(self._ask_to_trash, tuple(ids)), every=True)

    def _with_paths(
        self, ids: Sequence[int], then: Callable[[list[bytes]], object], *, every: bool = False
    ) -> None:
        library = self._library
        if library is None or not ids:
            return

        def look() -> list[bytes]:
            places = library.showing.paths(ids)
            kept = (places.get(each, ()) for each in ids)
            return [path for paths in kept for path in (paths if every else paths[:1])]

        def looked(paths: list[bytes]) -> None:
            if paths:
                then(paths)
            else:
                self.failed.emit(tr("Organise", "No file of these photos is there at the moment."))

        self._jobs.run(Lane.READ, look, looked, self.failed.emit)

    def _copy_paths(self, paths: list[bytes]) -> None:
        QGuiApplication.clipboard().setText("\n".join(display_text(path) for path in paths))
        self.said.emit(tr("Organise", "Copied %n path(s)", "", len(paths)))

    def _copy_picture(self, pixels: npt.NDArray[np.uint8]) -> None:
        QGuiApplication.clipboard().setImage(images.from_array(pixels))
        self.said.emit(tr("Organise", "Copied the picture"))

    def _show_in_file_manager(self, paths: list[bytes]) -> None:
        files = [Path(os.fsdecode(path)) for path in paths[:_MOST_SHOWN]]

        def shown(worked: bool) -> None:
            if not worked and not system.open_with_default(files[0].parent):
                folder = display_text(os.fsencode(files[0].parent))
                said = tr("Organise", "No file manager answers; the folder is {folder}.")
                self.failed.emit(said.format(folder=folder))

        self._jobs.run(Lane.THUMBNAIL, partial(system.reveal, files), shown, self.failed.emit)

    def _open(self, paths: list[bytes]) -> None:
        refused = [
            path
            for path in paths[:_MOST_OPENED]
            if not system.open_with_default(Path(os.fsdecode(path)))
        ]
        if refused:
            said = tr("Organise", "No program opens {file}; choose one in your system's settings.")
            self.failed.emit(said.format(file=display_text(refused[0].rpartition(b"/")[2])))
        elif len(paths) > _MOST_OPENED:
            said = tr("Organise", "Opened the first {count} photos")
            self.said.emit(said.format(count=_MOST_OPENED))

    # The trash

    def _ask_to_trash(self, ids: tuple[int, ...], paths: list[bytes]) -> None:
        dialog = TrashDialog(len(ids), paths, self._window)
        dialog.confirmed.connect(lambda: self._trash(_Bin(ids, tuple(paths), len(paths))))
        dialog.open()

    def _trash(self, bin_: _Bin) -> None:
        """Move some files, then let other edits pass, and go on."""
        now, later = bin_.waiting[:_TRASHED_AT_ONCE], bin_.waiting[_TRASHED_AT_ONCE:]

        def work() -> tuple[Failure, ...]:
            if self._library is not None:
                self._library.roots.let_go(now)
            reasons = ((path, system.move_to_trash(path)) for path in now)
            return tuple(Failure(path, reason) for path, reason in reasons if reason)

        def moved(failed: tuple[Failure, ...]) -> None:
            left = _Bin(bin_.ids, later, bin_.total, bin_.failed + failed)
            if later:
                done = wording.number(bin_.total - len(later))
                said = tr("Organise", "Moving to the trash: {done} of {total}")
                self.said.emit(said.format(done=done, total=wording.number(bin_.total)))
                self._trash(left)
            else:
                self._trashed(left)

        self._jobs.run(Lane.EDIT, work, moved, self.failed.emit)

    def _trashed(self, bin_: _Bin) -> None:
        moved = bin_.total - len(bin_.failed)
        if moved:
            self.said.emit(tr("Organise", "Moved %n file(s) to the trash", "", moved))
        self.changed.emit(bin_.ids)
        if bin_.failed:
            title = tr("Organise", "Files that could not be moved to the trash")
            note = tr("Organise", "%n file(s) stayed where they are.", "", len(bin_.failed))
            FailuresDialog(bin_.failed, self._window, title=title, note=note).open()

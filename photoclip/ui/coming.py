"""Pictures that another program opens with photoclip: shown, or asked for photos like them."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

from photoclip.errors import UsageError
from photoclip.ui.finding import Finding
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.overrides import override
from photoclip.ui.paging import Paging
from photoclip.ui.parts import Parts
from photoclip.ui.search.incoming import MOST, sort
from photoclip.ui.search.question import Example
from photoclip.ui.speech import tr
from photoclip.ui.upkeep import Upkeep

if TYPE_CHECKING:
    from photoclip.library.library import Library


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person opened photoclip with: files, and whether to look for photos like them."""

    files: tuple[Path, ...]
    similar: bool = False

    def to_line(self) -> bytes:
        """It as one line, for the window that runs already."""
        files = [os.fspath(file) for file in self.files]
        return json.dumps({"open": files, "similar": self.similar}).encode("ascii")

    @classmethod
    def of_line(cls, line: bytes) -> "Wanted | None":
        """What a line says; None where it says nothing of this kind."""
        try:
            said: object = json.loads(line.decode("ascii"))
        except (ValueError, RecursionError):
            return None
        fields = cast("dict[str, object]", said) if isinstance(said, dict) else {}
        files = fields.get("open")
        names = cast("list[object]", files) if isinstance(files, list) else []
        paths = tuple(Path(name) for name in names if isinstance(name, str) and name)
        return cls(paths, fields.get("similar") is True) if paths else None


@dataclass(frozen=True, slots=True)
class _Found:
    """What the files are: photos of the library, or pictures beside it.

    `among` are the photos that one leafs through: these, or around a single one all there are.
    """

    photos: tuple[int, ...]
    among: npt.NDArray[np.int64]
    outside: tuple[Path, ...]
    examples: tuple[Example, ...]


class Coming(QObject):
    """Shows files that come from other programs, as soon as the library is there."""

    def __init__(
        self, jobs: Jobs, parts: Parts, paging: Paging, finding: Finding, upkeep: Upkeep
    ) -> None:
        super().__init__(parts)
        self._jobs, self._parts, self._paging = jobs, parts, paging
        self._finding, self._upkeep = finding, upkeep
        self._library: Library | None = None
        self._waiting: list[Wanted] = []
        self._ready = False

    def set_library(self, library: "Library") -> None:
        """Files are looked for in this library."""
        self._library = library

    def take(self, wanted: Wanted) -> None:
        """Show files; what comes before the library is shown waits for it."""
        self._waiting.append(wanted)
        if self._ready:
            self.go()

    def go(self) -> None:
        """The library is shown: show what waits."""
        self._ready = True
        waiting, self._waiting = self._waiting, []
        for wanted in waiting:
            if self._library is not None:
                work = partial(_found, self._library, wanted.files)
                show = self._find_like if wanted.similar else self._show
                self._jobs.run(Lane.READ, work, show, self._parts.banner.say)

    def _show(self, found: _Found) -> None:
        if found.outside:
            self._find_like(found)
        elif found.photos:
            self._paging.open_among(found.among, found.photos[0])

    def _find_like(self, found: _Found) -> None:
        if self._parts.page is not self._parts.welcome:
            self._paging.show_photos()
            self._finding.find_like(found.examples)
        if found.outside:
            self._offer(found.outside)

    def _offer(self, outside: tuple[Path, ...]) -> None:
        """Say that pictures are not in the library, and offer to add where they lie."""
        folders = tuple(dict.fromkeys(file.parent for file in outside))
        if len(outside) == 1:
            said = tr("Window", "{name} is not in the library.").format(name=outside[0].name)
        else:
            said = tr("Window", "%n picture(s) are not in the library.", "", len(outside))
        self._parts.banner.say(
            said, tr("Window", "Add the folder"), lambda: self._upkeep.add(folders)
        )


class OpenedFiles(QObject):
    """Hears which files macOS wants opened: there they come as events, not as arguments."""

    def __init__(self, coming: Coming) -> None:
        super().__init__(coming)
        self._coming = coming

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._coming.take(Wanted((Path(event.file()),)))
            return True
        return super().eventFilter(watched, event)


def _found(library: "Library", files: Sequence[Path]) -> _Found:
    """Look in the library for each file; blocks, knows no Qt."""
    photos: list[int] = []
    examples: list[Example] = []
    outside: list[Path] = []
    for file in files[:MOST]:
        try:
            photo = library.showing.photo_at(file)
        except UsageError:
            pictures = sort((file,))
            outside += pictures.pictures
            examples += pictures.examples
        else:
            photos.append(photo)
            examples.append(Example(file.name, photo_id=photo))
    among = library.showing.browse() if len(photos) == 1 else np.array(photos, np.int64)
    if photos and photos[0] not in among:  # it is hidden from the grid
        among = np.array(photos, np.int64)
    return _Found(tuple(photos), among, tuple(outside), tuple(examples))

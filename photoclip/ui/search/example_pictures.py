"""The small pictures in chips of examples: from the library's cache, or from the file itself."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from photoclip.photos.decode import open_upright
from photoclip.ui import images
from photoclip.ui.jobs import Jobs, Lane, nothing
from photoclip.ui.search.question import Example

if TYPE_CHECKING:
    from photoclip.library.library import Library

_DECODED_SIDE = 96  # px, of what is read to make a tiny square
_RADIUS = 0.25  # of a corner, in sides


class ExamplePictures(QObject):
    """Makes each example's picture once."""

    ready = Signal(object, QImage)  # Example.picture, a square of the wished side

    def __init__(self, library: "Library", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._known: dict[tuple[Path | int, int], QImage] = {}

    def wish(self, example: Example, side: int) -> None:
        """Ask for a picture, a square of `side` device pixels; `ready` follows if it can be read.

        One that cannot be read keeps its sign; why is said when the question is answered.
        """
        picture = example.picture
        known = self._known.get((picture, side))
        if known is not None:
            self.ready.emit(picture, known)
            return
        self._jobs.run(
            Lane.THUMBNAIL,
            partial(_made, self._library, picture, side),
            partial(self._done, picture, side),
            nothing,
        )

    def _done(self, picture: Path | int, side: int, image: QImage) -> None:
        self._known[picture, side] = image
        self.ready.emit(picture, image)


def _made(library: "Library", picture: Path | int, side: int) -> QImage:
    if isinstance(picture, Path):
        pixels = np.asarray(open_upright(os.fsencode(picture), _DECODED_SIDE))
        image = images.from_array(pixels)
    else:
        row = library.showing.rows([picture])[0]
        encoded = library.showing.thumbnail(row.content_hash)
        image = (
            images.from_array(library.showing.picture(picture, _DECODED_SIDE))
            if encoded is None
            else images.from_bytes(encoded)
        )
    return images.cell(image, side, side * _RADIUS)

"""Example pictures of a question: which count how much, and their vectors."""

import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from photoclip.errors import UsageError
from photoclip.library.search import Vector
from photoclip.query import Query

_KEPT_FILES = 64

FileKey = tuple[int, str, int, int]


@dataclass(frozen=True, slots=True)
class ExamplePicture:
    """A picture that photos should look like: a file anywhere, or a photo of the library by id.

    `unwanted`: they should not look like it.
    """

    picture: Path | int
    weight: float = 1.0
    unwanted: bool = False


def examples_of(
    images: Sequence[Path | int],
    unwanted_images: Sequence[Path | int] = (),
    weights: Sequence[float] = (),
) -> tuple[ExamplePicture, ...]:
    """The examples of one question; `weights` are for `images` and then `unwanted_images`.

    Raises:
        UsageError: the weights are not one for each picture, or one is not above 0.
    """
    pictures = [(each, False) for each in images] + [(each, True) for each in unwanted_images]
    counted = tuple(weights) or (1.0,) * len(pictures)
    if len(counted) != len(pictures):
        raise UsageError(
            f"There are {len(pictures)} example pictures and {len(counted)} weights; "
            "give one weight for each."
        )
    if any(weight <= 0 for weight in counted):
        raise UsageError("A weight must be above 0; name what is not wanted as unwanted instead.")
    return tuple(
        ExamplePicture(picture, weight, unwanted)
        for (picture, unwanted), weight in zip(pictures, counted, strict=True)
    )


def named_in(query: Query) -> tuple[ExamplePicture, ...]:
    """The pictures that a question names itself (`like:FILE`, `like:photo:NUMBER`)."""
    return tuple(
        ExamplePicture(
            Path(each.file).expanduser() if each.photo_id is None else each.photo_id,
            abs(each.weight),
            each.weight < 0,
        )
        for each in query.examples
    )


class FileVectors:
    """Remembers the vectors of the last example files, so that typing on reads no file again."""

    def __init__(self) -> None:
        self._known: OrderedDict[FileKey, Vector] = OrderedDict()
        self._lock = Lock()

    def of(self, path: Path, model_id: int, make: Callable[[Path], Vector]) -> Vector:
        """The vector of a file as it is now; `make` is called where it is not known."""
        key = _key(path, model_id)
        if key is None:
            return make(path)  # which says why it cannot be read
        with self._lock:
            known = self._known.get(key)
        vector = make(path) if known is None else known
        with self._lock:
            self._known[key] = vector
            self._known.move_to_end(key)
            while len(self._known) > _KEPT_FILES:
                self._known.popitem(last=False)
        return vector


def _key(path: Path, model_id: int) -> FileKey | None:
    try:
        state = path.expanduser().stat()
    except OSError:
        return None
    return (model_id, os.fspath(path), state.st_mtime_ns, state.st_size)

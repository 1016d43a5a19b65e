"""The few facts of a library that the window shows around the photos."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoclip.errors import ModelError
from photoclip.records import Failure, Root
from photoclip.settings import TowerChoice

if TYPE_CHECKING:
    from photoclip.library.library import Library


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands in the status bar, and what is wrong if something is."""

    roots: tuple[Root, ...]
    offline: tuple[Root, ...]
    photos: int
    failures: tuple[Failure, ...]
    model: str  # empty: there is none
    runs_on: TowerChoice | None  # None: the model is not loaded
    trouble: str  # a sentence on the model, empty when all is well


def of(library: "Library") -> Summary:
    """Look at a library; blocks, knows no Qt."""
    roots = library.roots.all()
    model, trouble = library.model_name(), ""
    if not model:
        try:
            library.tower()
        except ModelError as error:
            trouble = str(error)
    return Summary(
        roots,
        tuple(root for root in roots if not library.roots.is_online(root)),
        library.showing.counts()[0],
        library.showing.failures(),
        model,
        library.runs_on(),
        trouble,
    )

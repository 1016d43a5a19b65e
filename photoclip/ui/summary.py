"""The few facts of a library that the window shows around the photos."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoclip.errors import ModelError
from photoclip.records import Root

if TYPE_CHECKING:
    from photoclip.library.library import Library


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands in the status bar, and what is wrong if something is."""

    roots: tuple[Root, ...]
    offline: tuple[Root, ...]
    photos: int
    failures: int
    model: str  # empty: there is none
    trouble: str  # a sentence on the model, empty when all is well


def of(library: "Library") -> Summary:
    """Look at a library; blocks, knows no Qt."""
    roots = library.roots()
    model, trouble = library.model_name(), ""
    if not model:
        try:
            library.tower()
        except ModelError as error:
            trouble = str(error)
    return Summary(
        roots,
        tuple(root for root in roots if not library.is_online(root)),
        library.showing.counts()[0],
        len(library.showing.failures()),
        model,
        trouble,
    )

"""Which photos that are no longer there may be forgotten without asking the person."""

import os
from collections.abc import Sequence, Set
from dataclasses import dataclass

from photoclip.catalog.store import Catalog
from photoclip.records import FileChange, Missing, Root

FEW = 5
SHARE = 0.05
"""So few photos, or this part of a folder's, are taken out at once; more only after a yes.

A drive that is not connected leaves an empty folder behind, which looks like photos deleted.
"""


@dataclass(frozen=True, slots=True)
class Vanished:
    """Files of a root that are gone.

    Attributes:
        lost: the only ones of their photos, which are forgotten with them.
        others: all else: photos that also lie elsewhere, files that are left out from now on or
            were thrown away, files that never became photos.
        missing: what the person is to be asked; None where `lost` may go without.
    """

    lost: tuple[FileChange, ...]
    others: tuple[FileChange, ...]
    missing: Missing | None


def sort_out(
    catalog: Catalog, root: Root, gone: Sequence[FileChange], let_go: Set[bytes]
) -> Vanished:
    """Look at what a scan found gone once everything that was found new is in the catalog.

    Args:
        catalog: what the library knows.
        root: the root that was looked at.
        gone: what was not found there.
        let_go: absolute paths of files that the person threw away in photoclip.
    """
    base = root.path.rstrip(b"/") + b"/"
    photos = {each.known.photo_id for each in gone if each.known is not None} - {None}
    away = frozenset(base + each.state.rel for each in gone)
    places = catalog.paths([each for each in photos if each is not None])
    only_here = {photo for photo, lying in places.items() if away.issuperset(lying)}
    lost = tuple(
        each
        for each in gone
        if each.known is not None
        and each.known.photo_id in only_here
        and base + each.state.rel not in let_go
        and not os.path.lexists(base + each.state.rel)
    )
    chosen = frozenset(each.state.rel for each in lost)
    others = tuple(each for each in gone if each.state.rel not in chosen)
    count = len({each.known.photo_id for each in lost if each.known is not None})
    of = _photos_of(catalog, root)
    emptied = len(photos) == of > 1 and count > 0
    much = count > max(FEW, SHARE * of) or emptied
    return Vanished(lost, others, Missing(root.id, root.text, count, of) if much else None)


def _photos_of(catalog: Catalog, root: Root) -> int:
    at_root = (each for each in catalog.folders() if each.root_id == root.id and not each.folder)
    return next((each.photos for each in at_root), 0)

"""The stored vectors that lists look at, photo by photo."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from photoclip.library.stores import Stores

Ids = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]
Block = tuple[Ids, Matrix]

_A_BLOCK = 16384  # vectors read at once


def every_block(stores: Stores, rows: int) -> Iterator[tuple[Ids, npt.NDArray[np.float16]]]:
    """Vector ids (n,) with vectors (n, d) of all photos, in any order; at most `rows` at once."""
    for ids, vectors in stores.index().blocks():
        for start in range(0, len(ids), rows):
            yield ids[start : start + rows], vectors[start : start + rows]


def blocks_of(stores: Stores, photo_ids: Ids | None = None) -> Iterator[tuple[Ids, Matrix]]:
    """Photos (n,), sorted, with vectors float32 (n, d) of the model in use.

    A photo stands there once for each of its parts, and always in one block.

    Args:
        stores: the library's.
        photo_ids: these photos; None: all that can be searched.
    """
    catalog, model_id = stores.catalog, stores.model_id
    if photo_ids is None:
        every = catalog.searchable(model_id)
        ids, photos = every.vector_ids, every.photo_ids
    else:
        ids = catalog.vectors_of_photos(model_id, photo_ids)
        photos = catalog.photos_of_vectors(ids)
    order = np.argsort(photos, kind="stable")
    ids, photos = ids[order], photos[order]
    start = 0
    while start < len(ids):
        last = photos[min(start + _A_BLOCK, len(ids)) - 1]
        end = int(np.searchsorted(photos, last, side="right"))
        vectors = catalog.vectors_of(model_id, ids[start:end])
        yield photos[start:end], vectors.astype(np.float32)
        start = end


def best_parts(photos: Ids, chances: Matrix, *, exclusive: bool) -> tuple[Ids, Matrix]:
    """One row a photo of probabilities that have one row a part; photos are sorted.

    Each label counts where it is surest; of an exclusive list, all labels count where the surest
    of them is, so that they still sum to at most one.
    """
    once = np.concatenate([[True], photos[1:] != photos[:-1]]) if len(photos) else photos > 0
    if once.all():
        return photos, chances
    starts = np.flatnonzero(once)
    if not exclusive:
        return photos[once], np.maximum.reduceat(chances, starts, axis=0)
    order = np.lexsort((-chances.max(axis=1), photos))
    return photos[once], chances[order[starts]]


def wholes_of(
    stores: Stores, photo_ids: Ids | None = None, *, without: Ids | None = None
) -> tuple[Ids, Matrix]:
    """Photos (n,), sorted, with float32 (n, d): the vectors of whole pictures.

    Args:
        stores: the library's.
        photo_ids: these photos; None: all that can be searched.
        without: but not these.
    """
    ids, rows = [np.empty(0, np.int64)], list[Matrix]()
    for owners, vectors in blocks_of(stores, photo_ids):
        photos, first = np.unique(owners, return_index=True)  # the whole's comes before its parts'
        kept = ~np.isin(photos, [] if without is None else without)
        ids.append(photos[kept])
        rows.append(vectors[first[kept]])
    return np.concatenate(ids), np.concatenate(rows or [np.empty((0, 0), np.float32)])

"""Models, their vectors, and the generation that says when the searchable ones differ."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from photoclip.catalog.changes import Changes
from photoclip.catalog.columns import vectors_of_model
from photoclip.catalog.companion_reading import followers
from photoclip.catalog.entries import KnownModel, MissingVector, VectorDelta
from photoclip.catalog.forms import absolute
from photoclip.catalog.idsets import isin, kept, once, without
from photoclip.catalog.schema import (
    FileEntry,
    ModelEntry,
    PhotoEntry,
    RootEntry,
    VectorEntry,
    table_of,
)
from photoclip.catalog.snapshot import Snapshot
from photoclip.catalog.sqlite import ids_of, listed, pairs_of
from photoclip.errors import LibraryError

_Ids = npt.NDArray[np.int64]
_MANY = 2_000  # from here on, arrays that are kept beat the database
_BLOCK = 20_000  # vectors fetched at once


@dataclass(frozen=True, slots=True, eq=False)
class Searchable:
    """The vectors of a model whose photos are present: two aligned arrays, sorted by vector."""

    vector_ids: _Ids
    photo_ids: _Ids
    photos: _Ids  # each of `photo_ids` once, sorted

    def vectors_of(self, photos: _Ids) -> _Ids:
        """Ids of the vectors of these photos, sorted."""
        return self.vector_ids[isin(self.photo_ids, photos)]

    def whole(self, photos: _Ids | None = None) -> _Ids:
        """Ids of the vectors of whole pictures, one a photo, sorted; None: of all photos.

        A photo's vectors are written together, the whole picture's first.
        """
        _, first = np.unique(self.photo_ids, return_index=True)
        first.sort()
        if photos is not None:
            first = first[isin(self.photo_ids[first], photos)]
        return self.vector_ids[first]

    def photos_of(self, ids: _Ids) -> _Ids:
        """The photo of each vector, int64 (n,); -1 for vectors that cannot be searched."""
        return _aligned(self.vector_ids, self.photo_ids, ids)


def _aligned(known: _Ids, photos: _Ids, wanted: _Ids) -> _Ids:
    """The photo of each wanted vector, -1 where it is not among the known (sorted) ones."""
    if not len(known):
        return np.full(len(wanted), -1, np.int64)
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[at] == wanted, photos[at], -1)


def searchable(look: Snapshot, model_id: int) -> Searchable:
    """See `Catalog.searchable`."""

    def make() -> Searchable:
        every = look.vectors(model_id)
        here = isin(every.photos, look.present)
        vector_ids, photo_ids = every.ids[here], every.photos[here]
        found = Searchable(vector_ids, photo_ids, once(photo_ids))
        for each in (found.vector_ids, found.photo_ids, found.photos):
            each.flags.writeable = False
        return found

    return look.memo(f"searchable {model_id}", make)


def models(connection: Connection) -> tuple[KnownModel, ...]:
    """See `Catalog.models`."""
    columns = (ModelEntry.id, ModelEntry.digest, ModelEntry.name, ModelEntry.dimension)
    rows = connection.execute(select(*columns).order_by(ModelEntry.id))
    return tuple(KnownModel(*row) for row in rows)


def ensure_model(connection: Connection, digest: str, name: str, dimension: int) -> int:
    """See `Transaction.ensure_model`."""
    row = connection.execute(
        select(ModelEntry.id, ModelEntry.name).where(ModelEntry.digest == digest)
    ).one_or_none()
    if row is None:
        values = {"digest": digest, "name": name, "dimension": dimension}
        return connection.execute(
            insert(ModelEntry).values(values).returning(ModelEntry.id)
        ).scalar_one()
    if row.name != name:
        connection.execute(update(ModelEntry).where(ModelEntry.id == row.id).values(name=name))
    return row.id


_NEW_VECTOR = insert(table_of(VectorEntry))
_HAS = select(VectorEntry.id).where(
    VectorEntry.photo_id == bindparam("photo_id"),
    VectorEntry.part == 0,
    VectorEntry.model_id == bindparam("model_id"),
)
_FIND_DIMENSION = select(ModelEntry.dimension).where(ModelEntry.id == bindparam("model_id"))


def has(connection: Connection, model_id: int, photo_id: int) -> bool:
    """Whether a photo has a vector of a model."""
    values = {"photo_id": photo_id, "model_id": model_id}
    return connection.execute(_HAS, values).first() is not None


def put_first(
    connection: Connection,
    changes: Changes,
    model_id: int,
    photo_id: int,
    vector: npt.NDArray[np.float32],
) -> None:
    """Store the vector, or the vectors of the parts, of a photo that has none of this model."""
    put_new(connection, changes, model_id, [(photo_id, vector)])


def put_new(
    connection: Connection,
    changes: Changes,
    model_id: int,
    items: Sequence[tuple[int, npt.NDArray[np.float32]]],
) -> None:
    """Store the vectors of different photos that have none of this model."""
    if not items:
        return
    dimension = _dimension(connection, model_id)
    rows = [
        row for photo_id, vector in items for row in _rows(dimension, model_id, photo_id, vector)
    ]
    connection.execute(_NEW_VECTOR, rows)
    changes.photos.update(photo_id for photo_id, _ in items)
    changes.searchable = True


def _rows(
    dimension: int, model_id: int, photo_id: int, vector: npt.NDArray[np.float32]
) -> list[dict[str, object]]:
    parts = np.atleast_2d(vector)
    if parts.shape[1:] != (dimension,) or not len(parts):
        raise ValueError(f"a vector of shape {vector.shape}, not ({dimension},)")
    of_photo = {"photo_id": photo_id, "model_id": model_id}
    return [
        {**of_photo, "part": number, "data": data.astype("<f2").tobytes()}
        for number, data in enumerate(parts)
    ]


def put(
    connection: Connection,
    changes: Changes,
    model_id: int,
    items: Sequence[tuple[int, npt.NDArray[np.float32]]],
) -> None:
    """Store vectors under new ids; see `Transaction.put_vectors`."""
    if not items:
        return
    latest = dict(items)
    drop_of_photos(connection, changes, list(latest), model_id=model_id)
    put_new(connection, changes, model_id, list(latest.items()))


def copy(connection: Connection, changes: Changes, source: int, target: int) -> None:
    """Give a photo the vectors of another one with the same pixels."""
    columns = (VectorEntry.part, VectorEntry.model_id, VectorEntry.data)
    here = VectorEntry.photo_id == source
    rows = connection.execute(select(*columns).where(here).order_by(VectorEntry.id)).mappings()
    copies = [{**row, "photo_id": target} for row in rows]
    if copies:
        connection.execute(insert(VectorEntry), copies)
        changes.photos.add(target)
        changes.searchable = True


def drop_of_photo(connection: Connection, changes: Changes, photo_id: int) -> None:
    """Delete a photo's vectors of all models."""
    drop_of_photos(connection, changes, [photo_id])


def drop(connection: Connection, changes: Changes, model_id: int) -> int:
    """See `Transaction.drop_vectors`."""
    result = connection.execute(delete(VectorEntry).where(VectorEntry.model_id == model_id))
    changes.searchable = changes.broad = True
    changes.tables.add(vectors_of_model(model_id))
    return result.rowcount


def drop_of_photos(
    connection: Connection,
    changes: Changes,
    photo_ids: Sequence[int],
    *,
    model_id: int | None = None,
) -> None:
    """Delete the vectors of photos, of one model or (None) of all."""
    statement = delete(VectorEntry).where(VectorEntry.photo_id.in_(listed(photo_ids)))
    if model_id is not None:
        statement = statement.where(VectorEntry.model_id == model_id)
    dropped = list(connection.execute(statement.returning(VectorEntry.id)).scalars())
    if dropped:
        changes.dropped_vectors.update(dropped)
        changes.photos.update(photo_ids)
        changes.searchable = True


def delta(connection: Connection, changes: Changes, model_id: int) -> VectorDelta | None:
    """See `Transaction.delta`."""
    if changes.broad:
        return None
    photos = sorted(changes.photos)
    if not (photos or changes.dropped_vectors):
        return VectorDelta(np.empty(0, np.int64), np.empty(0, np.int64))
    every = ids_of_photos(connection, model_id, photos)
    here = select(FileEntry.photo_id).where(
        FileEntry.photo_id.in_(listed(photos)),
        FileEntry.gone_at.is_(None),
        FileEntry.photo_id.not_in(followers(photos)),
    )
    present = ids_of_photos(connection, model_id, ids_of(connection, here.distinct()))
    dropped = np.array(sorted(changes.dropped_vectors), np.int64)
    return VectorDelta(present, np.union1d(np.setdiff1d(every, present), dropped))


def fetch(
    connection: Connection, model_id: int, ids: Sequence[int] | _Ids
) -> npt.NDArray[np.float16]:
    """See `Catalog.vectors_of`."""
    wanted = np.asarray(ids, np.int64)
    matrix = np.zeros((len(wanted), _dimension(connection, model_id)), np.float16)
    order = np.argsort(wanted, kind="stable")
    for start in range(0, len(wanted), _BLOCK):
        places = order[start : start + _BLOCK]
        block = wanted[places]
        query = (
            select(VectorEntry.id, VectorEntry.data)
            .where(VectorEntry.id.in_(listed(np.unique(block))))
            .where(VectorEntry.model_id + 0 == model_id)  # by id, not through the model's index
            .order_by(VectorEntry.id)
        )
        rows = connection.execute(query).all()
        if not rows:
            continue
        found = np.array([row[0] for row in rows], np.int64)
        data = np.frombuffer(b"".join([row[1] for row in rows]), "<f2")
        data = data.reshape(len(rows), -1)
        at = np.minimum(np.searchsorted(found, block), len(found) - 1)
        there = found[at] == block
        matrix[places[there]] = data[at[there]]
    return matrix


def of_photo(
    connection: Connection, model_id: int, photo_id: int
) -> npt.NDArray[np.float32] | None:
    """See `Catalog.vector_of_photo`."""
    data = connection.execute(
        select(VectorEntry.data).where(
            VectorEntry.photo_id == photo_id,
            VectorEntry.model_id == model_id,
            VectorEntry.part == 0,
        )
    ).scalar_one_or_none()
    return None if data is None else np.frombuffer(data, "<f2").astype(np.float32)


def photos_of(look: Snapshot, ids: Sequence[int] | _Ids) -> _Ids:
    """See `Catalog.photos_of_vectors`; long lists come from the kept arrays."""
    wanted = np.asarray(ids, np.int64)
    if len(wanted) >= _MANY:
        for model in models(look.connection):
            every = searchable(look, model.id)
            photos = _aligned(every.vector_ids, every.photo_ids, wanted)
            if (photos > 0).all():
                return photos
    here = VectorEntry.id.in_(listed(wanted))
    query = select(VectorEntry.id, VectorEntry.photo_id).where(here)
    return _aligned(*pairs_of(look.connection, query.order_by(VectorEntry.id)), wanted)


def ids_of_photos(connection: Connection, model_id: int, photo_ids: Sequence[int] | _Ids) -> _Ids:
    """See `Catalog.vectors_of_photos`."""
    query = select(VectorEntry.id).where(
        VectorEntry.model_id == model_id, VectorEntry.photo_id.in_(listed(photo_ids))
    )
    return np.sort(ids_of(connection, query))


def missing(look: Snapshot, model_id: int) -> list[MissingVector]:
    """See `Catalog.missing_vectors`."""
    embedded = look.vectors(model_id).photos
    return _places(look.connection, without(look.present, embedded))


def missing_parts(look: Snapshot, model_id: int, ratio: float) -> list[MissingVector]:
    """See `Catalog.missing_parts`."""
    sides = np.stack([look.column("width"), look.column("height")])
    long = look.photos[sides.max(axis=0) >= ratio * sides.min(axis=0)]
    vectors = look.vectors(model_id).photos
    photos, count = np.unique(vectors[isin(vectors, long)], return_counts=True)
    return _places(look.connection, kept(photos[count == 1], look.present))


def _places(connection: Connection, photo_ids: _Ids) -> list[MissingVector]:
    """Photos with one place where each lies."""
    first = (
        select(func.min(FileEntry.id))
        .where(FileEntry.photo_id.in_(listed(photo_ids)), FileEntry.gone_at.is_(None))
        .group_by(FileEntry.photo_id)
    )
    return places_of(connection, first)


def places_of(connection: Connection, files: Select[int]) -> list[MissingVector]:
    """The photos of some files, chosen by their ids, with where each lies; by photo."""
    query = (
        select(PhotoEntry.id, RootEntry.path, FileEntry.rel, PhotoEntry.content_hash)
        .join(FileEntry, FileEntry.photo_id == PhotoEntry.id)
        .join(RootEntry, RootEntry.id == FileEntry.root_id)
        .where(FileEntry.id.in_(files))
        .order_by(PhotoEntry.id)
    )
    rows = connection.execute(query)
    return [MissingVector(row[0], absolute(row[1], row[2]), row[3]) for row in rows]


def _dimension(connection: Connection, model_id: int) -> int:
    dimension = connection.execute(_FIND_DIMENSION, {"model_id": model_id}).scalar_one_or_none()
    if dimension is None:
        raise LibraryError(f"The library knows no model with the number {model_id}.")
    return dimension

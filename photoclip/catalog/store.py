"""The catalog of one library: opening it, and everything that reads it."""

import threading
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from json import JSONDecodeError
from pathlib import Path
from typing import Any, NoReturn, Self, TypeVar

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError
from typing_extensions import override

from photoclip.catalog import (
    albums,
    arranging,
    counting,
    damage,
    meta,
    narrowing,
    pins,
    reading,
    roots,
    sqlite,
    vectors,
)
from photoclip.catalog.entries import KnownModel, MissingVector
from photoclip.catalog.exchange.outgoing import Outgoing
from photoclip.catalog.metadata_reading import MetadataReading
from photoclip.catalog.migration import bring_up_to_date
from photoclip.catalog.pins import HealthRecord
from photoclip.catalog.place import Place
from photoclip.catalog.snapshot import Snapshot, Snapshots
from photoclip.catalog.tag_reading import TagReading
from photoclip.catalog.transaction import Transaction
from photoclip.errors import DiskError, LibraryError, ReadOnlyError
from photoclip.query import Condition
from photoclip.records import (
    Album,
    Failure,
    FolderNode,
    KnownFile,
    Photo,
    PhotoRow,
    Root,
    SavedSearch,
    Sections,
    ValueCount,
)

_Ids = npt.NDArray[np.int64]
T = TypeVar("T")
_WAITING = 4_000  # changed photos


class Catalog(TagReading, MetadataReading, Outgoing):
    """An open catalog. Reading is safe from any thread; writing is for one thread at a time.

    Each reading call sees one committed state; what it returns is plain records and arrays.
    """

    def __init__(self, engine: Engine, path: Path, *, readonly: bool) -> None:
        self._engine = engine
        self._writing = threading.RLock()
        self._snapshots = Snapshots(path)
        self.path = path
        self.readonly = readonly
        self.place = Place(path, engine)

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False, network: bool = False) -> Self:
        """Open the database file `path`; make or upgrade it unless `readonly`.

        Args:
            path: the file; its folder is made when missing.
            readonly: never write; works on read-only media and beside a writing process.
            network: the file is on a network file system: no write-ahead log, one machine at a
                time.

        Raises:
            LibraryError: it is missing (readonly), no photoclip library, damaged, newer than
                this program, or cannot be read or written.
        """
        engine = sqlite.open_engine(path, readonly=readonly, network=network)
        try:
            bring_up_to_date(engine, path, readonly=readonly)
        except DatabaseError as error:
            engine.dispose()
            raise sqlite.trouble(path, error) from error
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, path, readonly=readonly)

    def close(self) -> None:
        """Close all connections; the catalog cannot be used any more."""
        with suppress(LibraryError):  # they are a cache
            self.keep_columns()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Generator[Transaction]:
        """A block that is written wholly at its end, or not at all where it raises.

        Raises:
            LibraryError: the catalog is read-only, locked, or the disk refuses.
        """
        if self.readonly:
            raise ReadOnlyError(f"The library {self.path.parent} is open for reading only.")
        changed = None
        try:
            with self._writing, self.place.writing() as connection:
                transaction = Transaction(connection)
                yield transaction
                changed = transaction.finish()
                if changed is not None:
                    self._snapshots.note(*changed)
        except (DatabaseError, DiskError) as error:
            if changed is not None:
                self._snapshots.forget(changed[0])
            self._refuse(error)
        if self._snapshots.waiting > _WAITING:
            with self._looking():  # what waits to be read stays little
                pass

    @override
    @contextmanager
    def _reading(self) -> Generator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            self._refuse(error)
        except JSONDecodeError as error:  # written by photoclip, so that it was whole once
            raise damage.damaged(self.path) from error

    def _refuse(self, error: DatabaseError | DiskError) -> NoReturn:
        """Say what the disk or the database refused."""
        if isinstance(error, DiskError) or sqlite.is_bug(error):
            raise error
        self.place.drop_dead()
        raise sqlite.trouble(self.path, error) from error

    @contextmanager
    def _looking(self) -> Generator[Snapshot]:
        """All photos as columns, of the state that the snapshot's connection sees."""
        with self._reading() as connection:
            yield self._snapshots.at(connection)

    def keep_columns(self) -> None:
        """Write what is kept in memory beside the catalog, for the next start."""
        if not self.readonly:
            with self._reading() as connection:
                self._snapshots.save(connection)

    def generation(self) -> int:
        """A number that rises with each commit that changes which vectors can be searched."""
        with self._reading() as connection:
            return meta.generation(connection)

    def meta(self, key: str) -> str | None:
        """A small text kept with `Transaction.set_meta`."""
        with self._reading() as connection:
            return meta.meta(connection, key)

    # roots and files

    def roots(self) -> tuple[Root, ...]:
        """The watched folders, in the order in which they were added."""
        with self._reading() as connection:
            return roots.watched(connection)

    def exclusions(self, root_id: int) -> tuple[str, ...]:
        """The patterns of folders inside a root that are not looked at, sorted."""
        with self._reading() as connection:
            return roots.exclusions(connection, root_id)

    def known_files(self, root_id: int, under: bytes = b"") -> dict[bytes, KnownFile]:
        """Present files and recorded failures of a root below a folder, by relative path.

        A failure has `photo_id` None, and `file_id` is then the failure's id.
        """
        with self._reading() as connection:
            return reading.known_files(connection, root_id, under)

    def hashes_by_size(self, sizes: Iterable[int]) -> dict[int, frozenset[bytes]]:
        """Content hashes of the known photos (present or not) that have these sizes in bytes.

        Sizes without a photo are left out.
        """
        with self._reading() as connection:
            return reading.hashes_by_size(connection, sizes)

    def pixel_hashes(self, photo_ids: Sequence[int]) -> dict[int, bytes]:
        """The pixel hashes of photos; a changed file with equal pixels needs no new vector."""
        with self._reading() as connection:
            return reading.pixel_hashes(connection, photo_ids)

    def counts(self) -> tuple[int, int]:
        """How many photos and how many files are present."""
        with self._looking() as look:
            return (len(look.present), len(look.files.ids))

    def failures(self, under: Sequence[tuple[int, bytes]] | None = None) -> tuple[Failure, ...]:
        """Recorded failures, by path.

        Args:
            under: (root id, relative path of a file or folder, b"" for the whole root) pairs;
                None: all.
        """
        with self._reading() as connection:
            return reading.failures(connection, under)

    # photos

    def photo(self, photo_id: int) -> Photo:
        """One photo with its present places, facts and the tags that hold.

        Raises:
            LibraryError: no such photo.
        """
        found = self.photos([photo_id])
        if not found:
            raise LibraryError(f"There is no photo {photo_id} in the library.")
        return found[0]

    def photos(self, ids: Sequence[int] | _Ids) -> list[Photo]:
        """Photos in the order of `ids`; unknown ids are left out."""
        with self._reading() as connection:
            return reading.photos(connection, ids)

    def rows(self, ids: Sequence[int] | _Ids, offline: Collection[int] = ()) -> list[PhotoRow]:
        """The little a grid needs, in the order of `ids`; unknown ids are left out.

        Args:
            ids: the photos.
            offline: ids of the roots that are not there.
        """
        with self._reading() as connection:
            return reading.rows(connection, ids, offline)

    def paths(self, ids: Sequence[int] | _Ids) -> dict[int, tuple[bytes, ...]]:
        """Absolute paths of the present files of photos; photos without any are left out."""
        with self._reading() as connection:
            return reading.paths(connection, ids)

    def browse(
        self,
        order: str = "newest",
        filters: Sequence[Condition] = (),
        offline: Collection[int] = (),
    ) -> _Ids:
        """Ids of the present photos that meet all filters, int64, in an order.

        Args:
            order: "newest" or "oldest" (by the date taken, then by arrival; undated last),
                "added" (last arrived first), "name" (as people count), "folder" (then by name)
                or "rating" (best first, then newest).
            filters: see `photoclip.query`.
            offline: ids of the roots that are not there.

        Raises:
            QueryError: a filter is unknown.
        """
        with self._looking() as look:
            return arranging.browse(look, order, filters, offline)

    def in_order(self, ids: _Ids, order: str) -> _Ids:
        """The same photos in another order (see `browse`); those that are not present last."""
        with self._looking() as look:
            return arranging.in_order(look, ids, order)

    def sections(self, ids: _Ids, by: str) -> Sections:
        """Where the "day", "month", "year" or "folder" changes in a list of photos."""
        with self._looking() as look:
            return arranging.sections(look, ids, by)

    def column(self, name: str, ids: _Ids) -> npt.NDArray[Any]:
        """What photos have in "moment", "latitude" or "longitude"; see `arranging.column`."""
        with self._looking() as look:
            return arranging.column(look, name, ids)

    def folders(self) -> tuple[FolderNode, ...]:
        """Every root and every folder with present photos in it or below, by path."""
        with self._looking() as look:
            return counting.folders(look)

    def values(self, name: str, offline: Collection[int] = ()) -> tuple[ValueCount, ...]:
        """What a filter can be asked for, the most frequent first.

        Args:
            name: one of `counting.VALUES`.
            offline: ids of the roots that are not there.
        """
        with self._looking() as look:
            return counting.values(look, name, offline)

    def dates(self) -> tuple[ValueCount, ...]:
        """The months with present photos, such as "2024-06", newest first; undated left out."""
        with self._looking() as look:
            return counting.dates(look)

    def albums(self) -> tuple[Album, ...]:
        """The person's albums, by name."""
        with self._looking() as look:
            return albums.stored(look.connection, look.present)

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, by name."""
        with self._reading() as connection:
            return albums.searches(connection)

    def pinned(self) -> dict[int, tuple[int, ...]]:
        """The photos pinned as right answers, present or not, by saved search."""
        with self._reading() as connection:
            return pins.pinned(connection)

    def health_records(self) -> dict[int, tuple[HealthRecord, ...]]:
        """How well saved searches found what is pinned, by search; the latest record first."""
        with self._reading() as connection:
            return pins.records(connection)

    def copies(self, asked: Callable[[Snapshot], T]) -> T:
        """What one of the questions of `catalog.copies` finds."""
        with self._looking() as look:
            return asked(look)

    def newest_photo(self) -> int:
        """The highest photo id so far; 0 where there is none."""
        with self._reading() as connection:
            return reading.newest_photo(connection)

    def photo_by_hash(self, content_hash: bytes) -> int | None:
        """The photo with these bytes, present or not."""
        with self._reading() as connection:
            return reading.photo_by_hash(connection, content_hash)

    def photo_at(self, path: bytes) -> int | None:
        """The photo whose present file lies at an absolute path."""
        with self._reading() as connection:
            return reading.photo_at(connection, path)

    # vectors

    def models(self) -> tuple[KnownModel, ...]:
        """The models that the catalog knows."""
        with self._reading() as connection:
            return vectors.models(connection)

    def ensure_model(self, digest: str, name: str, dimension: int) -> int:
        """The id of a model by its digest (hex); made in a transaction of its own when new.

        Raises:
            LibraryError: it is new and the catalog is read-only.
        """
        for model in self.models():
            if model.digest == digest and (model.name == name or self.readonly):
                return model.id
        with self.transaction() as transaction:
            return transaction.ensure_model(digest, name, dimension)

    def searchable_ids(self, model_id: int) -> _Ids:
        """Ids of a model's vectors whose photos are present; int64, sorted, read-only."""
        with self._looking() as look:
            return vectors.searchable(look, model_id).vector_ids

    def searchable(self, model_id: int) -> vectors.Searchable:
        """A model's vectors whose photos are present, with those photos; read-only arrays."""
        with self._looking() as look:
            return vectors.searchable(look, model_id)

    def vectors_of(self, model_id: int, ids: Sequence[int] | _Ids) -> npt.NDArray[np.float16]:
        """The vectors with these ids: float16 (n, d), row by row; zeros for ids that are gone."""
        with self._reading() as connection:
            return vectors.fetch(connection, model_id, ids)

    def vector_of_photo(self, model_id: int, photo_id: int) -> npt.NDArray[np.float32] | None:
        """A photo's vector as float32 (d,), or None where the model has not embedded it."""
        with self._reading() as connection:
            return vectors.of_photo(connection, model_id, photo_id)

    def photos_of_vectors(self, ids: Sequence[int] | _Ids) -> _Ids:
        """The photo of each vector, int64 (n,); -1 for vectors that are gone."""
        with self._looking() as look:
            return vectors.photos_of(look, ids)

    def vectors_of_photos(self, model_id: int, photo_ids: Sequence[int] | _Ids) -> _Ids:
        """Ids of a model's vectors of these photos, int64, sorted."""
        with self._reading() as connection:
            return vectors.ids_of_photos(connection, model_id, photo_ids)

    def missing_vectors(self, model_id: int) -> list[MissingVector]:
        """Present photos that a model has not embedded, by photo id."""
        with self._looking() as look:
            return vectors.missing(look, model_id)

    def missing_parts(self, model_id: int, ratio: float) -> list[MissingVector]:
        """Present photos of this ratio of the sides or more that have one vector and no parts."""
        with self._looking() as look:
            return vectors.missing_parts(look, model_id, ratio)

    # filters

    def narrow(
        self, filters: Sequence[Condition], model_id: int, offline: Collection[int] = ()
    ) -> _Ids | None:
        """Vector ids (int64, sorted) of the present photos that meet all filters; None: no filters.

        `offline`: ids of the roots that are not there.

        Raises:
            QueryError: a filter is unknown.
        """
        if not filters:
            return None
        with self._looking() as look:
            searchable = vectors.searchable(look, model_id)
            matching = narrowing.matching(look, filters, searchable.photos, offline)
            return searchable.vectors_of(matching)

    def matching_photos(self, filters: Sequence[Condition], offline: Collection[int] = ()) -> _Ids:
        """Ids (int64, sorted) of the present photos that meet all filters, embedded or not.

        `offline`: ids of the roots that are not there.

        Raises:
            QueryError: a filter is unknown.
        """
        with self._looking() as look:
            return narrowing.matching(look, filters, look.present, offline)

    def cameras(self) -> tuple[str, ...]:
        """All cameras, by name."""
        with self._looking() as look:
            return narrowing.cameras(look)

    def folder_names(self) -> tuple[str, ...]:
        """All names of folders with present files (the last part of their paths), sorted."""
        with self._looking() as look:
            return narrowing.folder_names(look)

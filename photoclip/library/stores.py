"""What a library keeps: catalog, index and thumbnails, changed by one writer in one order."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from photoclip.catalog.entries import VectorDelta
from photoclip.catalog.store import Catalog
from photoclip.catalog.transaction import Transaction
from photoclip.errors import LibraryError
from photoclip.index.vectors import IndexHeader, VectorIndex, catch_up
from photoclip.library.merger import Merger
from photoclip.library.writer import Writer
from photoclip.photos.thumbnails import ThumbnailCache

T = TypeVar("T")

log = logging.getLogger(__name__)


class Stores:
    """The stores of one library folder.

    Every change goes through `commit`: the catalog's transaction first, then the index, which
    is derived from it. The index is opened when a question first needs it; until then there is
    nothing to keep up.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        self.folder = folder
        self.catalog = Catalog.open(folder / "catalog.sqlite", readonly=not write)
        self.thumbnails = ThumbnailCache(folder / "thumbnails.sqlite", readonly=not write)
        self._writer = Writer() if write else None
        self._index: VectorIndex | None = None
        self._index_lock = threading.RLock()
        self._merger = Merger()
        self._model: tuple[int, str, int] | None = None

    def close(self) -> None:
        """Finish what is queued and close; what is derived is saved for the next start."""
        self._merger.stop()
        if self._writer is not None:
            self._writer.close()
        self._merger.stop()
        self.thumbnails.close()
        self.catalog.close()

    def use_model(self, model_id: int, digest: str, dimension: int) -> None:
        """Search the vectors of this model from now on."""
        with self._index_lock:
            self._merger.stop()  # the files are another model's soon
            self._model = (model_id, digest, dimension)
            self._index = None

    def uses_model(self, digest: str) -> bool:
        """Whether this model's vectors are searched."""
        return self._model is not None and self._model[1] == digest

    @property
    def model_id(self) -> int:
        """The catalog's number for the model whose vectors are searched.

        Raises:
            LibraryError: none is in use yet.
        """
        if self._model is None:
            raise LibraryError("No model is in use yet; choose one with 'photoclip models use'.")
        return self._model[0]

    def commit(self, job: Callable[[Transaction], T], *, edit: bool = False) -> "Future[T]":
        """Queue one transaction for the writer; a person's edits overtake the rest."""

        def write() -> T:
            model = self._model
            with self.catalog.transaction() as tx:
                result = job(tx)
                delta = tx.delta(model[0]) if model is not None else None
            self._follow(delta)
            return result

        return self.write(write, edit=edit)

    def write(self, job: Callable[[], T], *, edit: bool = False) -> "Future[T]":
        """Queue any other writing job.

        Raises:
            LibraryError: the library is open for reading only.
        """
        if self._writer is None:
            raise LibraryError(
                f"The library {self.folder} is open for reading only, so nothing can be changed."
            )
        return self._writer.submit(job, edit=edit)

    def index(self) -> VectorIndex:
        """The index of the model in use, equal to the catalog."""
        with self._index_lock:
            if self._index is None:
                self._index = self._open_index()
            return self._index

    def save_index(self) -> None:
        """Write the index for the next start; runs in the writer, between transactions."""

        def save() -> None:
            model = self._model
            if model is None:
                return
            index = self.index()
            generation = self.catalog.generation()
            index.save(
                self.folder / "index", IndexHeader(model[1], model[2], len(index), generation)
            )
            self._merger.look_after(index)

        self.write(save).result()

    def _follow(self, delta: VectorDelta | None) -> None:
        """Do to the index what a transaction did to the catalog; it may say so twice."""
        with self._index_lock:
            if self._index is None or self._model is None:
                return
            model_id = self._model[0]
            if delta is None:
                self._catch_up(self._index)
                return
            if delta.removed.size:
                self._index.remove(delta.removed)
            if delta.added.size:
                self._index.add(delta.added, self.catalog.vectors_of(model_id, delta.added))
                self._merger.look_after(self._index)

    def _catch_up(self, index: VectorIndex) -> None:
        if self._model is None:
            return
        model_id = self._model[0]
        wanted = self.catalog.searchable_ids(model_id)
        if catch_up(index, wanted, lambda ids: self.catalog.vectors_of(model_id, ids)):
            log.info("The index caught up with the catalog: %d vectors", len(index))

    def _open_index(self) -> VectorIndex:
        if self._model is None:
            raise LibraryError("No model is in use yet; choose one with 'photoclip models use'.")
        _, digest, dimension = self._model
        generation = self.catalog.generation()
        folder = self.folder / "index"
        loaded = VectorIndex.load(folder, write=self._writer is not None)
        if loaded is not None:
            index, header = loaded
            if (header.model_digest, header.dimension) == (digest, dimension):
                if (header.generation, header.count) != (generation, len(index)):
                    self._catch_up(index)
                return index
        index = VectorIndex.create(dimension, folder if self._writer is not None else None)
        self._catch_up(index)
        return index

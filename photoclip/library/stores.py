"""What a library keeps: catalog, index and thumbnails, changed by one writer in one order."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from photoclip import mounts
from photoclip.catalog.entries import VectorDelta
from photoclip.catalog.store import Catalog
from photoclip.catalog.transaction import Transaction
from photoclip.errors import DiskError, LibraryError, ReadOnlyError, refused
from photoclip.index.vectors import IndexHeader, VectorIndex, catch_up
from photoclip.library.index_check import IndexCheck
from photoclip.library.merger import Merger
from photoclip.library.notices import Notices
from photoclip.library.safekeeping import Safekeeping
from photoclip.library.writer import Writer
from photoclip.photos.thumbnails import ThumbnailCache

T = TypeVar("T")

log = logging.getLogger(__name__)

_SAVINGS = "index_savings"  # the last two: between noting one and writing it may lie a crash


class Stores:
    """The stores of one library folder.

    Every change goes through `commit`: the catalog's transaction first, then the index, which
    is derived from it. The index is opened when a question first needs it; until then there is
    nothing to keep up.
    """

    def __init__(
        self, folder: Path, *, write: bool, take: Callable[[], object] = lambda: None
    ) -> None:
        """Open them; `take` makes the library ours again after it was away."""
        self.folder, self._take = folder, take
        shared = mounts.is_shared(folder)
        self.catalog = Catalog.open(folder / "catalog.sqlite", readonly=not write, network=shared)
        self._writer = Writer() if write else None
        self._index: VectorIndex | None = None
        self._opening = threading.RLock()  # held for long; taken before the other, never after it
        self._index_lock = threading.RLock()
        self._missed = False  # a commit came while no index was there
        self._owes_saving = False
        self._merger = Merger()
        self._model: tuple[int, str, int] | None = None
        self.model_changes = 0  # how often another model came into use
        self._used = 0.0  # when a person last did something, by `time.monotonic`
        self.notices = Notices()
        self.thumbnails = ThumbnailCache(
            folder / "thumbnails.sqlite", readonly=not write, on_damage=self._say_thumbnails
        )
        self.safekeeping = Safekeeping(folder / "catalog.sqlite", self.notices)
        self._index_check = IndexCheck(self._mend)

    def close(self) -> None:
        """Finish what is queued and close; what is derived is saved for the next start."""
        self.safekeeping.stop()
        self._index_check.stop()
        self._merger.stop()
        if self._writer is not None:
            self._writer.close()
        self._merger.stop()
        self.thumbnails.close()
        self.catalog.close()

    def use_model(self, model_id: int, digest: str, dimension: int) -> None:
        """Search the vectors of this model from now on."""
        with self._opening, self._index_lock:
            self._merger.stop()  # the files are another model's soon
            self._model = (model_id, digest, dimension)
            self._index = None
            self.model_changes += 1

    def uses_model(self, digest: str) -> bool:
        """Whether this model's vectors are searched."""
        return self._model is not None and self._model[1] == digest

    @property
    def writable(self) -> bool:
        """Whether anything may be written."""
        return self._writer is not None

    @property
    def model_id(self) -> int:
        """The catalog's number for the model whose vectors are searched.

        Raises:
            LibraryError: none is in use yet.
        """
        if self._model is None:
            raise LibraryError("No model is in use yet; choose one with 'photoclip models use'.")
        return self._model[0]

    def use(self) -> None:
        """A person looks at something, or changes it."""
        self._used = time.monotonic()

    def unused_for(self) -> float:
        """Seconds since a person last did something."""
        return time.monotonic() - self._used

    def commit(self, job: Callable[[Transaction], T], *, edit: bool = False) -> "Future[T]":
        """Queue one transaction for the writer; a person's edits overtake the rest."""

        def write() -> T:
            model = self._model
            with self.catalog.transaction() as tx:
                result = job(tx)
                delta = tx.delta(model[0]) if model is not None else None
                thumbnails = tx.thumbnails()
            self._follow(model, delta)
            if tx.outgrown:
                self.thumbnails.drop(tx.outgrown)
            self.thumbnails.put_many(thumbnails)
            return result

        return self.write(write, edit=edit)

    def write(self, job: Callable[[], T], *, edit: bool = False) -> "Future[T]":
        """Queue any other writing job.

        Raises:
            LibraryError: the library is open for reading only.
            LibraryDamagedError: the catalog was found damaged.
        """
        if self._writer is None:
            raise ReadOnlyError(
                f"The library {self.folder} is open for reading only, so nothing can be changed."
            )
        self.safekeeping.look()
        if edit:
            self.use()
        return self._writer.submit(partial(self._in_place, job), edit=edit)

    def index(self) -> VectorIndex:
        """The index of the model in use, equal to the catalog.

        While it is opened commits go on; what they brought is caught up with at the end.
        """
        with self._opening:
            if self._index is not None:
                return self._index
            self._missed = False
            index = self._open_index()
            while not self._is_current(index):
                self._catch_up(index)
            return index

    def _is_current(self, index: VectorIndex) -> bool:
        """Whether an index that was opened missed nothing, and is the one in use from now on."""
        with self._index_lock:
            if self._missed:
                self._missed = False
                return False
            self._index = index
            return True

    def save_index(self) -> None:
        """Write the index for the next start; runs in the writer, between transactions."""

        def save() -> None:
            with self._opening:  # no other model comes into use between the two
                model = self._model
                if model is None:
                    return
                index = self.index()
            generation, saving = self.catalog.generation(), uuid4().hex
            header = IndexHeader(model[1], model[2], len(index), generation, saving)
            self._note_saving(saving)
            index.save(self.folder / "index", header)
            self._owes_saving = False
            self._merger.look_after(index)

        self._owes_saving = True
        try:
            if self._model is not None:
                self.index()  # whose opening edits do not wait for
            self.write(save).result()
        except OSError as error:
            raise DiskError(refused(error)) from error

    @property
    def owes_saving(self) -> bool:
        """Whether the disk refused the index when it was last to be saved."""
        return self._owes_saving

    def _in_place(self, job: Callable[[], T]) -> T:
        """Do a job in the library that lies there now, which may have been away since the last."""
        if self.catalog.place.come_back(self._take):
            log.info("The library %s is there again", self.folder)
            self.thumbnails.reopen()
            with self._opening, self._index_lock:
                self._merger.stop()
                self._index = None  # its files may lie on a drive that is gone
        return job()

    def _note_saving(self, saving: str) -> None:
        """A catalog that was put back from a copy does not know what was saved after the copy."""
        noted = " ".join([*self._savings()[-1:], saving])
        with self.catalog.transaction() as tx:
            tx.set_meta(_SAVINGS, noted)

    def _savings(self) -> list[str]:
        return (self.catalog.meta(_SAVINGS) or "").split()

    def _follow(self, model: tuple[int, str, int] | None, delta: VectorDelta | None) -> None:
        """Do to the index what a transaction did to the catalog; it may say so twice.

        `delta` is of `model`: where another one came into use since, the whole is compared.
        """
        if delta is not None and delta.empty and model == self._model:
            return  # an edit does not wait until an index is opened
        with self._index_lock:
            if self._index is None or self._model is None:
                self._missed = True
                return
            model_id = self._model[0]
            if delta is None or model != self._model:
                self._catch_up(self._index)
                return
            if delta.removed.size:
                self._index.remove(delta.removed)
            new = delta.added[~self._index.holds(delta.added)]
            if new.size:
                self._index.add(new, self.catalog.vectors_of(model_id, new))
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
        loaded = VectorIndex.load(
            folder, write=self._writer is not None, on_damage=self._say_damaged
        )
        if loaded is not None:
            index, header = loaded
            ours = header.saving in self._savings()  # else its ids may mean other vectors
            if ours and (header.model_digest, header.dimension) == (digest, dimension):
                self._index_check.look_through(index)
                if (header.generation, header.count) != (generation, len(index)):
                    self._catch_up(index)
                return index
        index = VectorIndex.create(dimension, folder if self._writer is not None else None)
        self._catch_up(index)
        return index

    def _mend(self, index: VectorIndex) -> None:
        """Bring again what was damaged in the index."""
        self._say_damaged()
        with self._opening, self._index_lock:
            if index is self._index:
                self._catch_up(index)

    def _say_thumbnails(self) -> None:
        self.notices.say("Thumbnails were damaged and are made again as they are looked at.")

    def _say_damaged(self) -> None:
        self.notices.say("The search index was damaged and has been made again.")

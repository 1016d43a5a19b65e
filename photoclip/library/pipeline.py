"""From files to committed photos: decode, embed and write, each in its own thread."""

import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from photoclip.catalog.entries import Indexed
from photoclip.catalog.transaction import Transaction
from photoclip.clip.crops import looks_at
from photoclip.library.progress import ProgressMeter
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower
from photoclip.records import (
    DecodedPhoto,
    DecodeFailure,
    DecodeResult,
    FileChange,
    IndexProgress,
)

_IN_FLIGHT = 96
_BATCH_WAIT_SECONDS = 0.05
_STOP_SECONDS = 0.3


class Decoder(Protocol):
    """What reads picture files: a pool of processes, or in tests the calling thread."""

    def submit(self, path: bytes, known: frozenset[bytes] = ...) -> Future[DecodeResult]:
        """Read one file; the future never raises for the file's sake."""
        ...


@dataclass(frozen=True, slots=True)
class Hooks:
    """Who wants to hear of a run, and how it is stopped, paused and held back."""

    on_progress: Callable[[IndexProgress], None] | None = None
    on_photos: Callable[[tuple[int, ...]], None] | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    pause: threading.Event = field(default_factory=threading.Event)
    held: Callable[[], str] = str  # why to hold back now, "" for going on (see `Governor`)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read: a change found by a scan, or a photo that a model has not embedded."""

    path: bytes
    change: FileChange | None = None
    known: frozenset[bytes] = frozenset()  # content hashes that need no decoding
    old_pixels: bytes | None = None  # pixel hash of the photo that a changed file was
    photo: tuple[int, bytes] | None = None  # without `change`: id and expected content hash


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A job, what the decoder made of it, and its vectors where they were needed."""

    job: Job
    result: DecodeResult
    vector: npt.NDArray[np.float32] | None = None  # (d,), of long pictures (1 + parts, d)


@dataclass(slots=True)
class Tally:
    """What a run has done so far; only the writer thread counts."""

    counts: Counter[str] = field(default_factory=Counter[str])
    again: list[Job] = field(default_factory=list[Job])  # to be decoded once more


class Pipeline:
    """Takes jobs to the catalog: bounded queues, one transaction a batch, stop and pause.

    Vectors are those of `tower` and stored under `model_id`.
    """

    def __init__(
        self,
        stores: Stores,
        tower: Tower,
        model_id: int,
        decoder: Decoder,
        hooks: Hooks,
        meter: ProgressMeter,
    ) -> None:
        self._stores, self._tower, self._model_id = stores, tower, model_id
        self._decoder, self._hooks, self._meter = decoder, hooks, meter
        self.tally = Tally()
        self._newest_before = stores.catalog.newest_photo()
        self._unread_sizes: Counter[int] = Counter()
        self._deferred: list[Read] = []
        self._embedded_hashes: set[bytes] = set()
        self._batch_size = 16
        self._error: BaseException | None = None

    def run(self, jobs: Sequence[Job]) -> None:
        """Do all jobs, or as many as there is time for until `stop` is set.

        Raises:
            PhotoclipError: the model cannot be loaded or the library cannot be written.
        """
        for job in jobs:
            if job.change is not None:
                self._unread_sizes[job.change.state.size] += 1
        self._pipe(jobs)
        if self._deferred and not self._hooks.stop.is_set():
            self._stores.commit(lambda tx: self._write(tx, self._deferred)).result()
            self._deferred = []
        if self.tally.again and not self._hooks.stop.is_set():
            again, self.tally.again = self.tally.again, []
            self.run([replace(job, known=frozenset()) for job in again])

    # ── reading: the calling thread hands files to the decoder processes ────────────────────

    def _pipe(self, jobs: Sequence[Job]) -> None:
        reads: queue.SimpleQueue[Read | None] = queue.SimpleQueue()
        room = threading.Semaphore(_IN_FLIGHT)
        waiting: deque[Future[DecodeResult]] = deque()
        embedding = threading.Thread(
            target=self._embed, args=(reads, room), name="embedder", daemon=True
        )
        embedding.start()
        try:
            for job in jobs:
                if not self._wait_for(room):
                    break
                while waiting and waiting[0].done():
                    waiting.popleft()
                future = self._decoder.submit(job.path, job.known)
                waiting.append(future)
                future.add_done_callback(_hand_over(job, reads, self._meter.read))
            self._settle(waiting)
        finally:
            for future in waiting:
                future.cancel()
            reads.put(None)
            self._await(embedding)
            self._stores.write(lambda: None).result()  # all batches before it are committed
        if self._error is not None:
            raise self._error

    def _wait_for(self, room: threading.Semaphore) -> bool:
        """Wait until there is room and no pause; False when the run must end."""
        while self._goes_on:
            held = "person" if self._hooks.pause.is_set() else self._hooks.held()
            if held:
                self._meter.hold(held)
                time.sleep(0.05)
            elif room.acquire(timeout=0.1):
                self._meter.hold("")
                return True
        return False

    def _settle(self, waiting: deque[Future[DecodeResult]]) -> None:
        while waiting and self._goes_on:
            if waiting[0].done():
                waiting.popleft()
            else:
                time.sleep(0.01)

    def _await(self, embedding: threading.Thread) -> None:
        """Wait for the last batch; a stopped run does not wait for a model that is being loaded."""
        patience = _STOP_SECONDS
        while embedding.is_alive() and patience > 0:
            embedding.join(timeout=0.1)
            patience -= 0.1 if self._hooks.stop.is_set() else 0.0

    @property
    def _goes_on(self) -> bool:
        return not self._hooks.stop.is_set() and self._error is None

    # ── embedding: one thread makes batches ─────────────────────────────────────────────────

    def _embed(self, reads: "queue.SimpleQueue[Read | None]", room: threading.Semaphore) -> None:
        more = True
        while more:
            batch, more = _collect(reads, self._batch_size)
            if not batch:
                continue
            if self._goes_on:
                try:
                    ready = self._with_vectors(batch)
                    if self._goes_on:
                        self._hand_to_writer(ready, room)
                        continue
                except BaseException as error:  # noqa: BLE001 - raised again by `_pipe`
                    self._error = error
            room.release(len(batch))

    def _with_vectors(self, batch: list[Read]) -> list[Read]:
        fresh = [position for position, read in enumerate(batch) if self._needs_vector(read)]
        if not fresh:
            return batch
        embedder = self._tower.embedder()
        self._batch_size = embedder.batch_size
        looks = [
            looks_at(result.pixels, result.facts.width, result.facts.height)
            for position in fresh
            if isinstance(result := batch[position].result, DecodedPhoto)
        ]
        vectors = embedder.encode_images([picture for parts in looks for picture in parts])
        ends = np.cumsum([len(parts) for parts in looks])[:-1]
        rows = dict(zip(fresh, np.split(vectors, ends), strict=True))
        return [replace(read, vector=rows.get(position)) for position, read in enumerate(batch)]

    def _needs_vector(self, read: Read) -> bool:
        result = read.result
        if not isinstance(result, DecodedPhoto) or result.pixel_hash == read.job.old_pixels:
            return False
        if read.job.photo is not None and read.job.photo[1] != result.content_hash:
            return False  # the file has changed meanwhile; the next scan will see it
        if result.content_hash in self._embedded_hashes:
            return False  # an exact copy of a picture of this run
        self._embedded_hashes.add(result.content_hash)
        return True

    # ── writing: one transaction a batch ────────────────────────────────────────────────────

    def _hand_to_writer(self, batch: list[Read], room: threading.Semaphore) -> None:
        def finished(future: Future[tuple[int, ...]]) -> None:
            error = future.exception()
            if error is not None:
                self._error = self._error or error
            elif future.result() and self._hooks.on_photos is not None:
                self._hooks.on_photos(future.result())
            room.release(len(batch))

        self._stores.write(lambda: self._keep_thumbnails(batch))
        committed = self._stores.commit(lambda tx: self._write(tx, self._ready(batch)))
        committed.add_done_callback(finished)

    def _keep_thumbnails(self, batch: list[Read]) -> None:
        self._stores.thumbnails.put_many(
            [
                (read.result.content_hash, read.result.thumbnail)
                for read in batch
                if isinstance(read.result, DecodedPhoto)
            ]
        )

    def _ready(self, batch: list[Read]) -> list[Read]:
        """The reads that may be written now; the others wait until the end of the run.

        A changed file's photo takes on its new bytes. Were a copy of the old bytes among the
        files still to be read, that copy would find no photo any more; only files of the old
        size can be such copies.
        """
        ready: list[Read] = []
        for read in batch:
            change = read.job.change
            if change is not None:
                self._unread_sizes[change.state.size] -= 1
        for read in batch:
            change = read.job.change
            old = change.known if change is not None and change.known is not None else None
            must_wait = (
                isinstance(read.result, DecodedPhoto)
                and old is not None
                and old.photo_id is not None
                and self._unread_sizes[old.state.size] > 0
            )
            if must_wait:
                self._deferred.append(_without_pixels(read))
            else:
                ready.append(read)
        return ready

    def _write(self, tx: Transaction, reads: Sequence[Read]) -> tuple[int, ...]:
        outcomes = Counter(self._write_one(tx, read) for read in reads)
        self.tally.counts += outcomes
        self._meter.step(
            len(reads),
            embedded=outcomes["embedded"],
            failed=outcomes["failed"],
            current=reads[-1].job.path if reads else b"",
        )
        return tx.changed_photos

    def _write_one(self, tx: Transaction, read: Read) -> str:
        job, result = read.job, read.result
        if job.change is None:
            return self._write_missing(tx, read)
        if isinstance(result, DecodeFailure):
            tx.fail(job.change, result.reason)
            return "failed"
        indexed = Indexed(job.change, result, read.vector)
        outcome = tx.record(indexed, self._model_id, newest_before=self._newest_before)
        if outcome == "again":
            self.tally.again.append(job)
        return outcome

    def _write_missing(self, tx: Transaction, read: Read) -> str:
        if read.job.photo is None or read.vector is None:
            return "skipped"
        tx.put_vectors(self._model_id, [(read.job.photo[0], read.vector)])
        return "embedded"


def _hand_over(
    job: Job, reads: "queue.SimpleQueue[Read | None]", on_read: Callable[[], None]
) -> Callable[[Future[DecodeResult]], None]:
    def done(future: Future[DecodeResult]) -> None:
        try:
            result = future.result()
        except CancelledError:
            return
        on_read()
        reads.put(Read(job, result))

    return done


def _collect(reads: "queue.SimpleQueue[Read | None]", most: int) -> tuple[list[Read], bool]:
    """Wait for one read, take what follows at once; False with it where None ended the row."""
    batch: list[Read] = []
    first = reads.get()
    if first is None:
        return batch, False
    batch.append(first)
    deadline = time.monotonic() + _BATCH_WAIT_SECONDS * most / 4
    while len(batch) < most:
        try:
            read = reads.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            break
        if read is None:
            return batch, False
        batch.append(read)
    return batch, True


def _without_pixels(read: Read) -> Read:
    if not isinstance(read.result, DecodedPhoto):
        return read
    empty = np.empty((0, 0, 3), np.uint8)
    return replace(read, result=replace(read.result, pixels=empty, thumbnail=b""))

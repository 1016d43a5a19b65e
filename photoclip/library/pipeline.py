"""From files to committed photos: decode, embed and write, each in its own thread."""

import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

import numpy as np
import numpy.typing as npt

from photoclip.catalog.entries import Indexed
from photoclip.catalog.transaction import Transaction
from photoclip.errors import DecoderError
from photoclip.library.flow import Flow
from photoclip.library.manners import stand_back
from photoclip.library.progress import ProgressMeter
from photoclip.library.reads import (
    Job,
    Read,
    collected,
    has_picture,
    is_as_seen,
    looks_of,
    size_of,
    without_pixels,
    without_thumbnail,
)
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower
from photoclip.records import (
    ChangeKind,
    DecodedPhoto,
    DecodeFailure,
    DecodeResult,
    IndexProgress,
)

_STOP_SECONDS = 0.3
_LOOK_SECONDS = 0.05  # between two looks at whether the run may go on
_BATCHES_TO_WRITE = 4  # that wait for the disk at most


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


@dataclass(slots=True)
class Tally:
    """What a run has done so far; only the writer thread counts."""

    counts: Counter[str] = field(default_factory=Counter[str])
    again: list[Job] = field(default_factory=list[Job])  # to be decoded once more


class Pipeline:
    """Takes jobs to the catalog: bounded queues, one transaction a batch, stop and pause.

    Vectors are those of `tower` and stored under `model_id`. How much is under way is `Flow`'s.
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
        self._writing: deque[Future[tuple[int, ...]]] = deque()
        self._error: BaseException | None = None
        self._collecting, self._handing = threading.Lock(), threading.Lock()
        self._batches = self._handed = 0  # begun, and handed to the writer
        self._embedded: dict[int, list[Read]] = {}  # done before one that was begun before it

    def run(self, jobs: Iterable[Job]) -> None:
        """Do all jobs, or as many as there is time for until `stop` is set.

        Args:
            jobs: they may still be found while the first are done; changed files are known wholly.

        Raises:
            PhotoclipError: the model cannot be loaded, the library cannot be written or no
                decoder process can be started.
        """
        self._pipe(self._counted(jobs) if isinstance(jobs, Sequence) else map(self._count, jobs))
        if self._deferred and not self._hooks.stop.is_set():
            self._stores.commit(lambda tx: self._write(tx, self._deferred)).result()
            self._deferred = []
        if self.tally.again and not self._hooks.stop.is_set():
            again, self.tally.again = self.tally.again, []
            self.run([replace(job, known=frozenset()) for job in again])

    # ── reading: the calling thread hands files to the decoder processes ────────────────────

    def _counted(self, jobs: Sequence[Job]) -> Sequence[Job]:
        for job in jobs:
            self._count(job)
        return jobs

    def _count(self, job: Job) -> Job:
        if job.change is not None:
            self._unread_sizes[job.change.state.size] += 1
        return job

    def _pipe(self, jobs: Iterable[Job]) -> None:
        reads: queue.SimpleQueue[Read | None] = queue.SimpleQueue()
        flow = Flow()
        waiting: deque[tuple[Future[DecodeResult], threading.Event]] = deque()
        embedding = [
            threading.Thread(target=self._embed, args=(reads, flow), name="embedder", daemon=True)
            for _ in range(flow.streams)
        ]
        for stream in embedding:
            stream.start()
        try:
            for job in jobs:
                if not self._wait_for(flow):
                    break
                while waiting and waiting[0][1].is_set():
                    waiting.popleft()
                future, handed = self._decoder.submit(job.path, job.known), threading.Event()
                waiting.append((future, handed))
                future.add_done_callback(partial(self._hand_over, job, reads, flow, handed))
            flow.end()
            self._settle(waiting)
        finally:
            for future, _ in waiting:
                future.cancel()
            reads.put(None)
            self._await(embedding)
            self._stores.write(lambda: None).result()  # all batches before it are committed
        if self._error is not None:
            raise self._error

    def _hand_over(
        self,
        job: Job,
        reads: "queue.SimpleQueue[Read | None]",
        flow: Flow,
        handed: threading.Event,
        future: Future[DecodeResult],
    ) -> None:
        try:
            error = None if future.cancelled() else future.exception()
            if isinstance(error, DecoderError):  # no file can be read any more
                self._error = self._error or error
            elif not future.cancelled() and error is None:
                result = future.result()
                self._meter.read()
                flow.decoded(size_of(result), time.monotonic())
                reads.put(Read(job, result))
        finally:
            handed.set()  # a future is done before it calls back

    def _wait_for(self, flow: Flow) -> bool:
        """Wait until there is room and no pause; False when the run must end."""
        while self._goes_on:
            held = "person" if self._hooks.pause.is_set() else self._hooks.held()
            if held:
                self._meter.hold(held)
                time.sleep(_LOOK_SECONDS)
            elif flow.enter(timeout=0.1):
                self._meter.hold("")
                return True
        return False

    def _settle(self, waiting: deque[tuple[Future[DecodeResult], threading.Event]]) -> None:
        while waiting and self._goes_on:
            if waiting[0][1].wait(timeout=0.1):
                waiting.popleft()

    def _await(self, embedding: Sequence[threading.Thread]) -> None:
        """Wait for the last batch; a stopped run does not wait for a model that is being loaded."""
        patience = _STOP_SECONDS
        for stream in embedding:
            while stream.is_alive() and patience > 0:
                stream.join(timeout=0.1)
                patience -= 0.1 if self._hooks.stop.is_set() else 0.0

    @property
    def _goes_on(self) -> bool:
        return not self._hooks.stop.is_set() and self._error is None

    # ── embedding: several threads, a batch each ────────────────────────────────────────────

    def _embed(self, reads: "queue.SimpleQueue[Read | None]", flow: Flow) -> None:
        stand_back()
        while True:
            with self._collecting:
                batch = collected(reads, flow)
                if not batch:
                    return
                flow.begin(len(batch))
                number, self._batches = self._batches, self._batches + 1
                fresh = [place for place, read in enumerate(batch) if self._needs_vector(read)]
            while self._goes_on and self._hooks.held():
                time.sleep(_LOOK_SECONDS)
            begun = time.monotonic()
            try:
                if self._tower.choice is None:  # loading it takes seconds
                    self._show(batch)
                ready = self._with_vectors(batch, fresh, flow) if self._goes_on else []
                flow.finish(len(batch), time.monotonic() - begun)
                self._in_order(number, ready)
            except BaseException as error:  # noqa: BLE001 - raised again by `_pipe`
                self._error = error

    def _in_order(self, number: int, batch: list[Read]) -> None:
        """Hand batches to the writer as they were begun: a copy comes after its picture."""
        with self._handing:
            self._embedded[number] = batch
            while self._goes_on and self._handed in self._embedded:
                self._hand_to_writer(self._embedded.pop(self._handed))
                self._handed += 1

    def _with_vectors(self, batch: list[Read], fresh: list[int], flow: Flow) -> list[Read]:
        rows: dict[int, npt.NDArray[np.float32]] = {}
        if fresh:
            embedder = self._tower.embedder()
            embedder.use_threads(flow.threads)
            flow.batch_size = embedder.batch_size
            looks = [looks_of(batch[position].result) for position in fresh]
            vectors = embedder.encode_images([picture for parts in looks for picture in parts])
            ends = np.cumsum([len(parts) for parts in looks])[:-1]
            rows = dict(zip(fresh, np.split(vectors, ends), strict=True))
        return [
            Read(read.job, without_pixels(read.result), rows.get(position))
            for position, read in enumerate(batch)
        ]

    def _show(self, batch: list[Read]) -> None:
        """Record the first new photos without vectors, so that they are seen at once."""
        new = [
            Indexed(read.job.change, read.result)
            for read in batch
            if isinstance(read.result, DecodedPhoto)
            and read.job.change is not None
            and read.job.change.kind is ChangeKind.ADDED
            and is_as_seen(read.job)
        ]

        def record(tx: Transaction) -> tuple[int, ...]:
            tx.record_all(new, self._model_id, newest_before=self._newest_before)
            return tx.changed_photos

        def tell(recorded: Future[tuple[int, ...]]) -> None:
            if recorded.exception() is None and self._hooks.on_photos is not None:
                self._hooks.on_photos(recorded.result())

        if new and self._goes_on:
            self._stores.commit(record).add_done_callback(tell)

    def _needs_vector(self, read: Read) -> bool:
        result = read.result
        if not isinstance(result, DecodedPhoto) or result.pixel_hash == read.job.old_pixels:
            return False
        if not has_picture(result):
            return False
        if read.job.photo is not None and read.job.photo[1] != result.content_hash:
            return False  # the file has changed meanwhile; the next scan will see it
        if result.content_hash in self._embedded_hashes:
            return False  # an exact copy of a picture of this run
        self._embedded_hashes.add(result.content_hash)
        return True

    # ── writing: one transaction a batch ────────────────────────────────────────────────────

    def _hand_to_writer(self, batch: list[Read]) -> None:
        def finished(future: Future[tuple[int, ...]]) -> None:
            error = future.exception()
            if error is not None:
                self._error = self._error or error
            elif future.result() and self._hooks.on_photos is not None:
                self._hooks.on_photos(future.result())

        while len(self._writing) >= _BATCHES_TO_WRITE:
            wait([self._writing.popleft()])
        committed = self._stores.commit(lambda tx: self._write(tx, self._ready(batch)))
        committed.add_done_callback(finished)
        self._writing.append(committed)

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
                self._deferred.append(without_thumbnail(read))
            else:
                ready.append(read)
        return ready

    def _write(self, tx: Transaction, reads: Sequence[Read]) -> tuple[int, ...]:
        outcomes = Counter(self._write_each(tx, reads))
        self.tally.counts += outcomes
        self._meter.step(
            len(reads),
            embedded=outcomes["embedded"],
            failed=outcomes["failed"],
            current=reads[-1].job.path if reads else b"",
        )
        return tx.changed_photos

    def _write_each(self, tx: Transaction, reads: Sequence[Read]) -> Iterator[str]:
        """What became of each read; the files that could be read go together."""
        indexed: list[Indexed] = []
        jobs: list[Job] = []
        for read in reads:
            job, result = read.job, read.result
            if job.change is None:
                yield self._write_missing(tx, read)
            elif not is_as_seen(job):
                yield "unsettled"
            elif isinstance(result, DecodeFailure):
                tx.fail(job.change, result.reason, passing=result.passing)
                yield "failed"
            else:
                indexed.append(Indexed(job.change, result, read.vector))
                jobs.append(job)
        outcomes = tx.record_all(indexed, self._model_id, newest_before=self._newest_before)
        for job, outcome in zip(jobs, outcomes, strict=True):
            if outcome == "again":
                self.tally.again.append(job)
            yield outcome

    def _write_missing(self, tx: Transaction, read: Read) -> str:
        if read.job.photo is None or read.vector is None:
            return "skipped"
        tx.put_vectors(self._model_id, [(read.job.photo[0], read.vector)])
        return "embedded"

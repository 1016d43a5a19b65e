"""One opened library: the facade that the command line and the window work with."""

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoclip import paths
from photoclip.clip import models
from photoclip.errors import DiskError, ReadOnlyError
from photoclip.folders.limits import Polled
from photoclip.folders.watcher import FolderWatcher
from photoclip.library import backups, decoders, known
from photoclip.library.asking import Asking
from photoclip.library.companions import Companions
from photoclip.library.copies import Copies
from photoclip.library.examples import examples_of
from photoclip.library.exchange import Exchange
from photoclip.library.explaining import Explaining, Explanation
from photoclip.library.indexer import IndexRun, Target
from photoclip.library.lock import OwnerLock, make_folder, owner_of, prepare_to_read
from photoclip.library.looking_around import looking_around
from photoclip.library.manners import Governor, Manners
from photoclip.library.memory import give_back, keep_memory_together
from photoclip.library.metadata import Metadata
from photoclip.library.models_in_use import ModelsInUse
from photoclip.library.organising import Organising
from photoclip.library.patience import patiently
from photoclip.library.pipeline import Hooks
from photoclip.library.placing import Placing
from photoclip.library.resting import IDLE_SECONDS, Resting
from photoclip.library.roots import Roots
from photoclip.library.search_health import SearchHealth
from photoclip.library.showing import Showing
from photoclip.library.steady import browsed, steady
from photoclip.library.stores import Stores
from photoclip.library.tagging import Tagging
from photoclip.library.tower import Tower
from photoclip.library.watching import Occasions, WatchModes, how_watched, keep_up
from photoclip.photos.decoder import DecoderPool, get_ready
from photoclip.query import Query
from photoclip.records import IndexProgress, IndexReport, SearchAnswer
from photoclip.settings import TowerChoice

if TYPE_CHECKING:
    from photoclip.library.handover.server import Server

OnProgress = Callable[[IndexProgress], None]
OnPhotos = Callable[[tuple[int, ...]], None]


class Library:
    """A library folder, open. All calls block and may come from any thread.

    Opening loads neither torch nor faiss; the first index run or question does.
    """

    def __init__(self, folder: Path, lock: OwnerLock | None, settings_path: Path) -> None:
        self.folder = folder
        self.writable = lock is not None
        self._lock = lock
        self._settings_path = settings_path
        self._server: Server | None = None
        self._indexing = threading.Lock()
        self.manners = Manners()  # may be exchanged at any time; the running index follows
        held = self._held = Governor(lambda: self.manners).reason
        take = lock.take_again if lock is not None else lambda: None
        self._stores = Stores(folder, write=self.writable, take=take)
        self._models = ModelsInUse(self._stores, settings_path, writable=self.writable)
        self._steady = partial(steady, self._stores, self._models.current)
        self.notices, self.safekeeping = self._stores.notices, self._stores.safekeeping
        self.roots = Roots(self._stores, folder)
        self.asking = Asking(
            self._stores, self._models.current, lambda: self.decoder(1), self.roots.presence.away
        )
        self._explaining = Explaining(self._models.current, self.asking.pixels_of)
        self.organising = Organising(self._stores)
        self.exchange = Exchange(self._stores, folder)
        self.metadata = Metadata(self._stores, self.notices)
        self.watch_modes = WatchModes(self._stores)
        self.companions = Companions(self._stores)
        self.tagging = Tagging(self._stores, self._models.current, self.organising)
        self.search_health = SearchHealth(
            self._stores,
            lambda query, limit: self.search(self.placing.understood(query).query, limit=limit),
            model=lambda: self._models.current().model.digest,
            line=self.relevance_line,
        )
        self.showing = Showing(
            self._stores.catalog,
            self._stores.thumbnails,
            self.roots.presence,
            self._stores.write if self.writable else None,
            self._stores.use,
        )
        current = self._models.current
        self.copies = Copies(self._stores, self.showing, self.organising, current, held)
        self.placing = Placing(self._stores.catalog)
        self.events, self.likeness = looking_around(self._stores, self._models.current)
        self._resting = Resting(self._models.towers)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        write: bool = True,
        break_lock: bool = False,
        anew: bool = False,
        settings_path: Path | None = None,
    ) -> "Library":
        """Open a library; with `write` it is made when missing and owned until `close`.

        Raises:
            LibraryGoneError: it was opened before and is not there; `anew` makes another one.
            LibraryLockedError: another process writes it.
            LibraryDamagedError: its catalog cannot be read.
            LibraryError: it is missing (without `write`), newer, or not writable.
        """
        keep_memory_together()
        folder = folder.expanduser().absolute()
        settings_path = settings_path or paths.settings_file()
        known.look_for(folder, settings_path, write=write, anew=anew)
        lock = None
        if not write:
            prepare_to_read(folder, break_foreign=break_lock)
        else:
            make_folder(folder)
            lock = OwnerLock(folder, break_foreign=break_lock)
        try:
            if lock is not None:
                backups.finish(folder)
            library = cls(folder, lock, settings_path)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        known.remember(folder, settings_path)
        return library

    def serve(self) -> "Server":
        """Do for other processes of this person what only the owner can do, until `close`.

        Raises:
            ReadOnlyError: the library is open for reading only.
        """
        from photoclip.library.handover.server import Server

        if self._lock is None:
            raise ReadOnlyError(f"The library {self.folder} is open for reading only.")
        if self._server is None:
            self._server = Server(self, self._lock)
        return self._server

    def close(self) -> None:
        """Finish what is being written, close everything and give the library free."""
        if self._server is not None:
            self._server.close()
        self.copies.background.close()
        self.asking.close()
        self.showing.close()
        self._stores.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    # ── indexing ────────────────────────────────────────────────────────────────────────────

    def index(
        self,
        folders: Sequence[Path] = (),
        *,
        forget: bool = False,
        on_progress: OnProgress | None = None,
        on_photos: OnPhotos | None = None,
        stop: threading.Event | None = None,
        pause: threading.Event | None = None,
    ) -> IndexReport:
        """Add folders and bring them, or without any the whole library, up to date.

        Args:
            folders: folders to add, or parts of folders that were added.
            forget: take out what is no longer there, however much it is (see `records.Missing`).
            on_progress: called a few times a second, from working threads.
            on_photos: told the ids of photos just committed, from a working thread.
            stop: when set, the run ends within two seconds; the next one goes on.
            pause: while set, nothing new is read.

        Raises:
            UsageError: a path is no folder.
            PhotoclipError: the model cannot be loaded or the library cannot be written.
        """
        hooks = Hooks(on_progress, on_photos, stop or threading.Event(), pause or threading.Event())
        return self._index(self.roots.targets(folders, forget=forget), hooks)

    def retry_failures(self) -> None:
        """Have the next index run read all files again that could not be read.

        Raises:
            LibraryError: the library is open for reading only.
        """
        self._stores.commit(lambda tx: tx.retry_failures()).result()

    def watch(  # noqa: PLR0913 - who listens is named at the call
        self,
        *,
        on_report: Callable[[IndexReport], None],
        stop: threading.Event,
        on_progress: OnProgress | None = None,
        on_photos: OnPhotos | None = None,
        pause: threading.Event | None = None,
        on_ready: Callable[[], None] | None = None,
        on_polled: Callable[[Polled], None] | None = None,
        on_trouble: Callable[[str], object] | None = None,
    ) -> None:
        """Index, then keep up with changes until `stop` is set; blocks.

        Args:
            on_report: told of the first run, and of every later one that did anything.
            stop: ends the watching.
            on_progress: as for `index`.
            on_photos: as for `index`.
            pause: as for `index`.
            on_ready: called once the folders are being watched.
            on_polled: told of each folder that is looked through on a timer, though the person did
                not ask for that, and why.
            on_trouble: told, in one sentence, why nothing can be written; "": it goes on.
        """
        hooks = Hooks(on_progress, on_photos, stop, pause or threading.Event())
        trouble = on_trouble or (lambda _sentence: None)
        patient = partial(patiently, folder=self.folder, stop=stop, on_trouble=trouble)
        self.safekeeping.start()
        try:
            roots = patient(self.roots.all)
            polled, own = patient(lambda: self.watch_modes.polled(roots)), os.fsencode(self.folder)
            keep_up(
                roots,
                lambda targets: patient(lambda: self._index(targets, hooks)),
                watcher_of=partial(
                    FolderWatcher, roots, ignored=[own], polled=polled, on_polled=on_polled
                ),
                stop=stop,
                occasions=Occasions(
                    on_report,
                    on_ready or (lambda: None),
                    lambda: patient(lambda: self._rest(hooks)),
                ),
            )
        except DiskError:
            if not stop.is_set():
                raise

    def how_watched(self) -> dict[str, str]:
        """How changes in each folder that is there would be noticed, by path; see `watching`."""
        alone = owner_of(self.folder) is None
        return {
            root.text: how_watched(root, self.watch_modes.poll_seconds(root.id), thoroughly=alone)
            for root in self.roots.all()
            if self.roots.is_online(root)
        }

    def decoder(self, processes: int = 0) -> DecoderPool:
        """A fresh pool of decoder processes that fits the model; 0: as many as is settled."""
        return decoders.pool(self._settings_path, self._models.building(), processes)

    # ── asking and showing ──────────────────────────────────────────────────────────────────

    def search(
        self,
        query: Query,
        *,
        images: Sequence[Path | int] = (),
        unwanted_images: Sequence[Path | int] = (),
        weights: Sequence[float] = (),
        limit: int | None = None,
        line: float | None = None,
    ) -> SearchAnswer:
        """Rank the photos by a question; `limit` cuts the hits, never the ranking's count.

        Args:
            query: words and filters.
            images: example pictures: files anywhere, or ids of the library's photos.
            unwanted_images: pictures that the photos should not look like.
            weights: how much each of `images` and then of `unwanted_images` counts beside the
                words, which count 1; empty: all of them 1.
            limit: the most hits to return.
            line: the relevance from which a hit is likely, for this answer; None: the library's.

        Raises:
            ModelError: no model is in use, and more than filters was asked.
            PhotoError: an example picture cannot be read.
            UsageError: an example photo has no vector yet, or a weight is wrong.
        """
        examples = examples_of(images, unwanted_images, weights)
        if not query.texts and not examples and self._models.trouble():
            return browsed(self.showing, query, limit, self._models.trouble())
        return self._steady(lambda: self.asking.search(query, examples, limit=limit, line=line))

    def similar(
        self, path: Path, *, limit: int | None = None, line: float | None = None
    ) -> SearchAnswer:
        """Photos that look like a picture file, which itself is left out; nothing is added.

        Raises:
            PhotoError: the file cannot be read.
        """
        return self._steady(lambda: self.asking.similar(path, limit=limit, line=line))

    def similar_to(self, photo_id: int, *, limit: int | None = None) -> SearchAnswer:
        """Photos that look like one of the library, which itself is left out."""
        return self._steady(lambda: self.asking.similar_to(photo_id, limit=limit))

    def explain(self, picture: Path | int, words: str) -> Explanation:
        """Where some words are in a picture file or a photo; see `Explaining.explain`."""
        return self._explaining.explain(picture, words)

    def relevance_line(self) -> float:
        """The relevance, 0 to 1, from which a hit is likely; 0.5 until the person moves it."""
        return self.asking.line()

    def set_relevance_line(self, value: float | None) -> None:
        """Move the line of this library for good; None puts it back where it was.

        Raises:
            UsageError: it is not above 0 and below 1.
            LibraryError: the library is open for reading only.
        """
        self.asking.set_line(value)

    def vectors(self) -> int:
        """How many vectors of the model in use can be searched, as the catalog says."""
        self._models.current()
        return len(self._stores.catalog.searchable_ids(self._stores.model_id))

    def indexed(self) -> int:
        """How many vectors the index holds."""
        self._models.current()
        return len(self._stores.index())

    def vector(self, photo_id: int) -> npt.NDArray[np.float32] | None:
        """A photo's vector of the model in use, float32 (d,); None where it has none yet."""
        self._models.current()
        return self._stores.catalog.vector_of_photo(self._stores.model_id, photo_id)

    # ── the model ───────────────────────────────────────────────────────────────────────────

    def model_trouble(self) -> str:
        """Why the model in use cannot answer questions, in a sentence; "": it is there."""
        return self._models.trouble()

    def model_name(self) -> str:
        """The name of the model in use, "" where there is none."""
        return self._models.name()

    def coming_model(self) -> str:
        """The name of the model whose vectors are being made; "": none takes over."""
        return self._models.coming()

    def runs_on(self) -> TowerChoice | None:
        """On what the model in use runs, and how fast; None until it is loaded."""
        return self._models.current().choice if self._models.name() else None

    def use_model(self, model: models.ModelFiles) -> bool:
        """Choose a model; True when it is in use at once, False when it must embed first.

        Its vectors are made beside the old ones by the next index run, and searched as soon as
        every photo has one. Choosing the one in use again ends that; what was made is kept. Where
        the one in use is missing or damaged, the new one is in use at once.
        """
        return self._models.choose(model)

    def warm_up(self) -> None:
        """Load what a first question needs: text tower, index, and what chance finds there.

        Raises:
            ModelError: no model is in use.
        """
        self.tower().texts(["a photo"])
        self._stores.index()
        self.asking.warm_up()

    def rest(self, idle_seconds: float = IDLE_SECONDS) -> bool:
        """Give the image tower's memory back where no picture was looked at for so long.

        Words are answered as quickly as before; the next picture loads the tower again. `watch`
        calls this from time to time.

        Returns:
            Whether there was anything to give back.

        Raises:
            LibraryDamagedError: the catalog was found damaged meanwhile.
        """
        self.safekeeping.look()
        self.metadata.write_due()
        return self._resting.rest(idle_seconds)

    def tower(self) -> Tower:
        """The model in use.

        Raises:
            ModelError: there is none.
        """
        return self._models.current()

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _rest(self, hooks: Hooks) -> None:
        self.rest()
        self.copies.background.rest(hooks)

    def _index(self, targets: Sequence[Target], hooks: Hooks) -> IndexReport:
        self.safekeeping.look()
        get_ready()
        while not self._indexing.acquire(timeout=0.2):  # one run at a time
            if hooks.stop.is_set():
                return IndexReport(*self.showing.counts(), 0, 0, 0, 0, 0, 0, (), 0.0, stopped=True)
        with ExitStack() as turn:
            turn.callback(self._indexing.release)
            turn.enter_context(self.copies.background.giving_way())
            hooks = replace(hooks, held=self._held)
            tower = self._models.building()
            with self.tagging.arrivals(hooks.on_photos, hooks.stop) as arrivals:
                hooks = replace(hooks, on_photos=arrivals.take)
                readers = partial(decoders.pool, self._settings_path, tower, indexing=True)
                run = IndexRun(self._stores, tower, self._models.id_of(tower.model), readers, hooks)
                report = run.run(self.roots.agreed(targets))
            if report.embedded:
                give_back()
            self.roots.presence.note((each.root for each in targets), report.offline)
            if report.stopped:
                return report  # at once; the next start's index catches up
            changed = report.embedded or report.gone or self._stores.owes_saving
            if self._models.switch_if_complete() or changed:
                self._stores.save_index()
            arrivals.sweep()
            return report

"""Tags new photos as they arrive in the folders of lists, while the library is being indexed."""

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from photoclip.catalog.transaction import Transaction
from photoclip.errors import LibraryError
from photoclip.library.stores import Stores
from photoclip.library.tagging.learning import Learned
from photoclip.library.tagging.proposals import TagProposal
from photoclip.records import LabelList

Ids = npt.NDArray[np.int64]
OnPhotos = Callable[[tuple[int, ...]], None]
Propose = Callable[[LabelList, Ids], TagProposal]
KeepHead = Callable[[Transaction, LabelList, Learned | None], int | None]


class Arrivals:
    """One index run's new photos; a block around the run, which makes no thread without need.

    Each list tags in a run of its own, so that it can be undone. A photo is looked at once: its
    tags and the note that it was seen are one transaction, so nothing is lost or done twice when
    the program is killed. What was missed is made up for at the end of the next index run.
    """

    def __init__(
        self,
        stores: Stores,
        propose: Propose,
        keep_head: KeepHead,
        *,
        on_photos: OnPhotos | None,
        stop: threading.Event,
    ) -> None:
        """Tag what these stores keep.

        Args:
            stores: the library's.
            propose: what a list says of photos.
            keep_head: stores, within a transaction, what a proposal was judged by.
            on_photos: told of photos when they are committed, and again when they have tags.
            stop: what is waiting when this is set is left to the next run.
        """
        self._stores, self._propose, self._keep_head = stores, propose, keep_head
        self._on_photos, self._stop = on_photos, stop
        self._runs: dict[str, int] = {}
        self._batches: queue.SimpleQueue[tuple[int, ...] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._error: Exception | None = None

    def __enter__(self) -> Self:
        if self._lists():
            self._thread = threading.Thread(target=self._work, name="tagger", daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._thread is None:
            return
        self._batches.put(None)
        self._thread.join()
        if kind is None and self._error is not None:
            raise self._error

    def take(self, photo_ids: tuple[int, ...]) -> None:
        """Photos were committed; returns at once."""
        if self._on_photos is not None:
            self._on_photos(photo_ids)
        if self._thread is not None:
            self._batches.put(photo_ids)

    def sweep(self) -> None:
        """Tag all that arrived and was not looked at, such as photos that were moved here."""
        for labels in self._lists():
            self._tag(labels, None)

    def _lists(self) -> list[LabelList]:
        """Those that tag by themselves; none while another model is being built."""
        catalog = self._stores.catalog
        if catalog.meta("model_next"):
            return []
        return [each for each in catalog.label_lists() if each.folders]

    def _work(self) -> None:
        while (batch := self._batches.get()) is not None:
            if self._error is not None or self._stop.is_set():
                continue
            try:
                for labels in self._lists():
                    self._tag(labels, batch)
            except Exception as error:  # noqa: BLE001 - raised again where the run ends
                self._error = error

    def _tag(self, labels: LabelList, batch: Sequence[int] | None) -> None:
        catalog, model_id = self._stores.catalog, self._stores.model_id
        among = None if batch is None else np.array(batch, np.int64)
        waiting = catalog.arrivals(labels, among)
        embedded = catalog.photos_of_vectors(catalog.vectors_of_photos(model_id, waiting))
        ready = np.intersect1d(waiting, embedded)
        if not len(ready):
            return
        self._write(labels, self._propose(labels, ready), ready)
        if self._on_photos is not None:
            self._on_photos(tuple(ready.tolist()))

    def _write(self, labels: LabelList, proposal: TagProposal, ready: Ids) -> None:
        def write(tx: Transaction) -> int | None:
            tx.see_arrivals(labels.name, ready)
            run = self._runs.get(labels.name)
            if not len(proposal.photo_ids):
                return run
            head = self._keep_head(tx, labels, proposal.learned)
            said = proposal.said(labels, self._stores.model_id, head)
            return tx.write_run(replace(said, looked_at=ready, origin="arrived", run=run))

        try:
            run = self._stores.commit(write).result()
        except LibraryError:
            if self._runs.pop(labels.name, None) is not None:  # it was undone meanwhile
                self._write(labels, proposal, ready)
            elif labels.name in {each.name for each in self._lists()}:
                raise
            return
        if run is not None:
            self._runs[labels.name] = run

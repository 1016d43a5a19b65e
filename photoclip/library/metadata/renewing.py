"""Reads again what files say of photos that an earlier photoclip recorded with less of it."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack

import numpy as np

from photoclip.catalog.entries import MissingVector
from photoclip.catalog.renewing import Renewal
from photoclip.catalog.transaction import Transaction
from photoclip.library.pipeline import Decoder, Hooks
from photoclip.library.progress import ProgressMeter
from photoclip.library.stores import Stores
from photoclip.records import DecodedPhoto, DecodeFailure, DecodeResult, Root

_AT_ONCE = 100  # photos in one transaction
_LOOK_SECONDS = 0.05


class Renewing:
    """Brings the facts of older photos up to date at the end of an index run.

    How far it came is kept with them, so that a run that is stopped goes on where it was. Photos of
    roots that are not there wait for them; vectors stay as they are.
    """

    def __init__(
        self,
        stores: Stores,
        decoders: Callable[[], AbstractContextManager[Decoder]],
        hooks: Hooks,
        meter: ProgressMeter,
    ) -> None:
        """Note which photos were recorded before this run."""
        self._stores, self._decoders = stores, decoders
        self._hooks, self._meter = hooks, meter
        self._state = stores.catalog.renewal()

    def run(self, roots: Sequence[Root]) -> int:
        """Read the photos of roots that are there; how many are known anew.

        Raises:
            PhotoclipError: the library cannot be written, or no decoder process can be started.
        """
        if not self._state.until:
            return 0
        decoder: Decoder | None = None
        renewed = 0
        with ExitStack() as processes:
            for root in roots:
                while self._may_go_on() and (batch := self._due(root)):
                    if decoder is None:
                        decoder = processes.enter_context(self._decoders())
                        self._meter.begin("reading", total=self._about())
                    read = [(each, decoder.submit(each.path)) for each in batch]
                    if not self._finish(root, read):
                        break
                    renewed += len(batch)
        self._settle()
        return renewed

    def _about(self) -> int:
        """How many photos are left, about."""
        ids = self._stores.catalog.browse("added")
        first = min(self._state.reached.values(), default=0)
        return int(np.count_nonzero((ids > first) & (ids <= self._state.until)))

    def _due(self, root: Root) -> list[MissingVector]:
        return self._stores.catalog.due_renewals(self._state, root.id, _AT_ONCE)

    def _finish(
        self, root: Root, read: Sequence[tuple[MissingVector, Future[DecodeResult]]]
    ) -> bool:
        """Write what was read; False where the root went away meanwhile."""
        results = [(photo, future.result()) for photo, future in read]
        if all(isinstance(each, DecodeFailure) and each.passing for _, each in results):
            return False
        fresh = [
            (photo.photo_id, result.facts)
            for photo, result in results
            if isinstance(result, DecodedPhoto) and result.content_hash == photo.content_hash
        ]
        after = self._state.after(root.id, read[-1][0].photo_id)

        def write(tx: Transaction) -> None:
            for photo_id, facts in fresh:
                tx.metadata.renew(photo_id, facts)
            tx.metadata.keep_renewal(after)

        self._stores.commit(write).result()
        self._state = after
        self._meter.step(len(read), embedded=0, failed=0, current=read[-1][0].path)
        if self._hooks.on_photos is not None and fresh:
            self._hooks.on_photos(tuple(photo_id for photo_id, _ in fresh))
        return True

    def _settle(self) -> None:
        """Remember that nothing is left, once no root has a photo to read."""
        catalog = self._stores.catalog
        if not any(catalog.due_renewals(self._state, root.id, 1) for root in catalog.roots()):
            self._stores.commit(lambda tx: tx.metadata.keep_renewal(Renewal())).result()

    def _may_go_on(self) -> bool:
        """Wait while the run is held back; False when it must end."""
        while not self._hooks.stop.is_set():
            held = "person" if self._hooks.pause.is_set() else self._hooks.held()
            self._meter.hold(held)
            if not held:
                return True
            time.sleep(_LOOK_SECONDS)
        return False

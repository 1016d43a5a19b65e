"""One index run: compare folders with the catalog, read what differs, embed what is new."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from itertools import chain

from photoclip.catalog.entries import MissingVector
from photoclip.clip.crops import LONG
from photoclip.library.metadata.renewing import Renewing
from photoclip.library.metadata.undated import date_the_undated
from photoclip.library.pipeline import Decoder, Hooks, Job, Pipeline
from photoclip.library.progress import ProgressMeter
from photoclip.library.scanning import Scanning, Target
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower
from photoclip.records import IndexReport, Missing

_LOOKS = 3  # at folders whose files were being written or moved while they were read
_SETTLING_SECONDS = 1.0  # between two of them


class IndexRun:
    """Brings a library up to date with some targets; made for one `run`."""

    def __init__(
        self,
        stores: Stores,
        tower: Tower,
        model_id: int,
        decoders: Callable[[], AbstractContextManager[Decoder]],
        hooks: Hooks,
    ) -> None:
        self._stores, self._tower, self._model_id = stores, tower, model_id
        self._decoders, self._hooks = decoders, hooks
        self._meter = ProgressMeter(hooks.on_progress)
        self._counts: Counter[str] = Counter()
        self._missing_photos: tuple[Missing, ...] = ()

    def run(self, targets: Sequence[Target]) -> IndexReport:
        """Scan, write, embed; blocks until done or stopped.

        Raises:
            PhotoclipError: the model cannot be loaded or the library cannot be written.
        """
        started = time.monotonic()
        self._stores.catalog.counts()  # what is kept in memory follows the commits from here on
        renewing = Renewing(self._stores, self._decoders, self._hooks, self._meter)
        scanning = self._look(targets)
        first, looks = scanning.counts, 1
        while self._counts["unsettled"] and looks < _LOOKS:
            if self._hooks.stop.wait(_SETTLING_SECONDS):
                break
            self._counts["unsettled"] = 0
            scanning = self._look(targets)
            looks += 1
        whole = [each.root for each in targets if not each.under]
        there = [each for each in whole if each.text not in scanning.offline]
        self._counts["described"] += renewing.run(there)
        self._meter.begin("done")
        photos, files = self._stores.catalog.counts()
        return IndexReport(
            photos=photos,
            files=files,
            embedded=self._counts["embedded"],
            reused=self._counts["reused"],
            unchanged=first["unchanged"],
            moved=self._counts["moved"],
            gone=self._counts["gone"],
            ignored=first["ignored"],
            failed=self._stores.catalog.failures([(each.root.id, each.under) for each in targets]),
            seconds=time.monotonic() - started,
            offline=tuple(scanning.offline),
            stopped=self._stopped,
            missing=self._missing_photos,
            unsettled=self._counts["unsettled"],
            described=self._counts["described"],
            videos=first["videos"],
        )

    def _look(self, targets: Sequence[Target]) -> Scanning:
        """Compare, read what differs, and take out what is gone."""
        self._meter.begin("scanning")
        scanning = Scanning(self._stores, self._hooks, self._meter, targets)
        try:
            self._process(scanning)
        finally:
            scanning.end()
        if not self._stopped:
            self._missing_photos = scanning.forget()
            self._describe(scanning)
        self._counts += scanning.counts
        return scanning

    def _describe(self, scanning: Scanning) -> None:
        """Let sidecars speak, and give photos a date whose files say none."""
        changed = scanning.sidecars.settle()
        self._counts["described"] += len(changed)
        dated = date_the_undated(self._stores)
        if self._hooks.on_photos is not None and (changed or dated):
            self._hooks.on_photos(tuple(sorted({*changed, *dated})))

    @property
    def _stopped(self) -> bool:
        return self._hooks.stop.is_set()

    def _process(self, scanning: Scanning) -> None:
        """Read what is new while the scan goes on, what changed, and photos without a vector."""
        first = next(scanning.new, None)
        rest = scanning.rest() if first is None else []
        if self._stopped or not (first or rest or self._missing()):
            if not self._stopped:
                self._note_parts()
            return
        with self._decoders() as decoder:
            pipeline = Pipeline(
                self._stores, self._tower, self._model_id, decoder, self._hooks, self._meter
            )
            try:
                if first is not None:
                    self._meter.begin("indexing", total=scanning.found)
                    pipeline.run(chain([first], scanning.new))
                    rest = scanning.rest()
                if rest and not self._stopped:
                    pipeline.run(rest)
                missing = [] if self._stopped else self._missing()
                if missing:
                    self._meter.begin("indexing", total=len(missing))
                    pipeline.run(missing)
            finally:
                self._counts += pipeline.tally.counts
        if not self._stopped:
            self._note_parts()

    def _missing(self) -> list[Job]:
        catalog = self._stores.catalog
        lacking = catalog.missing_vectors(self._model_id) + self._without_parts()
        return [
            Job(path=missing.path, photo=(missing.photo_id, missing.content_hash))
            for missing in lacking
        ]

    def _without_parts(self) -> list[MissingVector]:
        """Long pictures that were embedded when only the whole was looked at; read once more."""
        catalog = self._stores.catalog
        if catalog.meta(self._parts_key) == str(LONG):
            return []
        return catalog.missing_parts(self._model_id, LONG)

    def _note_parts(self) -> None:
        """Remember that no long picture lacks its parts, which are written with its vector."""
        key = self._parts_key
        if self._stores.catalog.meta(key) != str(LONG) and not self._without_parts():
            self._stores.commit(lambda tx: tx.set_meta(key, str(LONG))).result()

    @property
    def _parts_key(self) -> str:
        return f"parts_of_model_{self._model_id}"

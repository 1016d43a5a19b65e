"""One index run: compare folders with the catalog, write the differences, embed what is new."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from photoclip.catalog.entries import MissingVector
from photoclip.catalog.transaction import Transaction
from photoclip.clip.crops import LONG
from photoclip.folders.scanner import CandidateRule, ScanStoppedError, scan
from photoclip.library.pipeline import Decoder, Hooks, Job, Pipeline
from photoclip.library.progress import ProgressMeter
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower
from photoclip.photos.formats import PICTURE_EXTENSIONS, sniff
from photoclip.records import (
    ChangeKind,
    FileChange,
    IndexReport,
    Root,
    ScanResult,
)

_CHANGES_A_TRANSACTION = 200


@dataclass(frozen=True, slots=True)
class Target:
    """A root, or the part of it below the relative folder `under`."""

    root: Root
    under: bytes = b""


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
        self._offline: list[str] = []

    def run(self, targets: Sequence[Target]) -> IndexReport:
        """Scan, write, embed; blocks until done or stopped.

        Raises:
            PhotoclipError: the model cannot be loaded or the library cannot be written.
        """
        started = time.monotonic()
        jobs = self._scan(targets)
        self._process(jobs)
        self._meter.begin("done")
        photos, files = self._stores.catalog.counts()
        return IndexReport(
            photos=photos,
            files=files,
            embedded=self._counts["embedded"],
            reused=self._counts["reused"],
            unchanged=self._counts["unchanged"],
            moved=self._counts["moved"],
            gone=self._counts["gone"],
            ignored=self._counts["ignored"],
            failed=self._stores.catalog.failures([(each.root.id, each.under) for each in targets]),
            seconds=time.monotonic() - started,
            offline=tuple(self._offline),
            stopped=self._stopped,
        )

    @property
    def _stopped(self) -> bool:
        return self._hooks.stop.is_set()

    def _process(self, jobs: list[Job]) -> None:
        """Read what changed, then every photo that the model has not embedded yet."""
        if self._stopped or not (jobs or self._missing()):
            if not self._stopped:
                self._note_parts()
            return
        with self._decoders() as decoder:
            pipeline = Pipeline(
                self._stores, self._tower, self._model_id, decoder, self._hooks, self._meter
            )
            try:
                self._meter.begin("indexing", total=len(jobs))
                pipeline.run(jobs)
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

    def _scan(self, targets: Sequence[Target]) -> list[Job]:
        self._meter.begin("scanning")
        rule = CandidateRule(PICTURE_EXTENSIONS, sniff)
        catalog = self._stores.catalog
        added: list[Job] = []
        changed: list[Job] = []
        for target in targets:
            try:
                result = scan(
                    target.root,
                    catalog.known_files(target.root.id, target.under),
                    rule=replace(rule, unwanted=catalog.exclusions(target.root.id)),
                    under=target.under,
                    stop=self._hooks.stop,
                    on_progress=self._meter.scanned,
                )
            except ScanStoppedError:
                break
            for job in self._apply(target.root, result):
                fresh = job.change is None or job.change.kind is ChangeKind.ADDED
                (added if fresh else changed).append(job)
        return added + changed

    def _apply(self, root: Root, result: ScanResult) -> list[Job]:
        """Write what needs no reading, moves and gone files; return what must be read."""
        if not result.online:
            self._offline.append(root.text)
            return []
        self._counts["unchanged"] += result.unchanged
        self._counts["ignored"] += result.ignored
        by_kind: dict[ChangeKind, list[FileChange]] = {kind: [] for kind in ChangeKind}
        for change in result.changes:
            by_kind[change.kind].append(change)
        moved, gone = by_kind[ChangeKind.MOVED], by_kind[ChangeKind.GONE]
        if moved:  # in one transaction, for names may have been exchanged
            self._stores.commit(lambda tx: tx.move(moved)).result()
        for start in range(0, len(gone), _CHANGES_A_TRANSACTION):
            part = gone[start : start + _CHANGES_A_TRANSACTION]
            self._stores.commit(_marking_gone(part)).result()
        self._counts["moved"] += len(moved)
        self._counts["gone"] += len(gone)
        return self._jobs(root, by_kind[ChangeKind.ADDED] + by_kind[ChangeKind.CHANGED])

    def _jobs(self, root: Root, changes: list[FileChange]) -> list[Job]:
        catalog = self._stores.catalog
        hashes = catalog.hashes_by_size({change.state.size for change in changes})
        photos = [
            change.known.photo_id
            for change in changes
            if change.known is not None and change.known.photo_id is not None
        ]
        pixels = catalog.pixel_hashes(photos)
        nothing: frozenset[bytes] = frozenset()
        return [
            Job(
                path=root.path.rstrip(b"/") + b"/" + change.state.rel,
                change=change,
                known=hashes.get(change.state.size, nothing),
                old_pixels=pixels.get(change.known.photo_id or 0) if change.known else None,
            )
            for change in changes
        ]


def _marking_gone(changes: list[FileChange]) -> Callable[[Transaction], None]:
    def mark(tx: Transaction) -> None:
        for change in changes:
            tx.gone(change)

    return mark

"""The scan of an index run, in a thread of its own: files to read come out while it goes on."""

import queue
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from photoclip.catalog.transaction import Transaction
from photoclip.folders.scanner import ScanStoppedError, scan
from photoclip.library.candidates import candidates
from photoclip.library.companions import note_videos
from photoclip.library.forgetting import FEW, sort_out
from photoclip.library.metadata.sidecars import SidecarRun
from photoclip.library.pipeline import Hooks, Job
from photoclip.library.progress import ProgressMeter
from photoclip.library.stores import Stores
from photoclip.records import (
    ChangeKind,
    FileChange,
    FileState,
    KnownFile,
    Missing,
    Root,
    ScanResult,
)

_CHANGES_A_TRANSACTION = 500  # so that an edit of the person's never waits long


@dataclass(frozen=True, slots=True)
class Target:
    """A root, or the part of it below the relative folder `under`.

    Attributes:
        root: the root.
        under: the folder, relative to it.
        forget: so many photos that are missing may be taken out: the person agreed.
        let_go: absolute paths of files that the person threw away in photoclip; it may grow.
    """

    root: Root
    under: bytes = b""
    forget: float = 0
    let_go: Set[bytes] = field(default_factory=frozenset[bytes], compare=False)


class Scanning:
    """Compares targets with the catalog and writes what needs no reading: moves, and what is gone.

    Files that no known one can have become (by their inodes) are handed out at once. All other
    ones wait until every target was looked at: a file at a new place may be a moved one, and what
    changed is read last, so that copies of its old bytes still find its photo.
    """

    def __init__(
        self, stores: Stores, hooks: Hooks, meter: ProgressMeter, targets: Sequence[Target]
    ) -> None:
        """Begin at once."""
        self._stores, self._hooks, self._meter = stores, hooks, meter
        self.counts: Counter[str] = Counter()
        self.sidecars = SidecarRun(stores, hooks.stop.is_set)
        self.offline: list[str] = []
        self._targets = targets
        self._gone: defaultdict[Root, list[FileChange]] = defaultdict(list)
        self._emptied: set[Root] = set()  # nothing that was known is left
        self._found: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._added: list[Job] = []
        self._changed: list[Job] = []
        self._error: BaseException | None = None
        self.found = 0  # jobs so far
        self._thread = threading.Thread(
            target=self._work, args=(targets,), name="scanner", daemon=True
        )
        self._thread.start()
        self.new = iter(self._found.get, None)
        """Jobs for files that are certainly new; it waits for the next, and ends with the scan."""

    def rest(self) -> list[Job]:
        """The other files to read, those that changed last; waits for the end of the scan.

        Raises:
            PhotoclipError: the library cannot be read or written.
        """
        self.end()
        return self._added + self._changed

    def end(self) -> None:
        """Wait for the end of the scan; set the stop event to have it soon."""
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _work(self, targets: Sequence[Target]) -> None:
        try:
            for target in targets:
                self._look(target)
            self._forget_few()
        except ScanStoppedError:
            pass
        except BaseException as error:  # noqa: BLE001 - raised again by `end`
            self._error = error
        finally:
            self._found.put(None)

    def _look(self, target: Target) -> None:
        catalog = self._stores.catalog
        rule = candidates()

        def hand_out(changes: list[FileChange]) -> None:
            self._count(len(changes))
            self.sidecars.touch(target.root, target.under, changes)
            for job in self._jobs(target.root, changes):
                self._found.put(job)

        known = catalog.known_files(target.root.id, target.under)
        result = scan(
            target.root,
            known,
            rule=replace(rule, unwanted=catalog.exclusions(target.root.id)),
            under=target.under,
            stop=self._hooks.stop,
            on_progress=self._meter.scanned,
            on_new=hand_out,
        )
        self.sidecars.see(target.root, target.under, result)
        self._apply(target.root, result)
        self._note_unreadable(target.root, known, result)
        if not target.under and result.online:
            note_videos(self._stores, {target.root.id: result.videos})
        if not target.under and known and len(self._gone[target.root]) == len(known):
            self._emptied.add(target.root)

    def _apply(self, root: Root, result: ScanResult) -> None:
        """Write what needs no reading, moves and gone files; keep what must be read."""
        if not result.online:
            self.offline.append(root.text)
            return
        by_kind: dict[ChangeKind, list[FileChange]] = {kind: [] for kind in ChangeKind}
        for change in result.changes:
            by_kind[change.kind].append(change)
        moved = by_kind[ChangeKind.MOVED]
        for part in _movable(moved):
            self._stores.commit(lambda tx, part=part: tx.move(part)).result()
        self._gone[root] += by_kind[ChangeKind.GONE]
        self.counts.update(unchanged=result.unchanged, ignored=result.ignored, moved=len(moved))
        self.counts["videos"] += result.videos
        self._added += self._jobs(root, by_kind[ChangeKind.ADDED])
        self._changed += self._jobs(root, by_kind[ChangeKind.CHANGED])
        self._count(len(by_kind[ChangeKind.ADDED]) + len(by_kind[ChangeKind.CHANGED]))

    def _note_unreadable(
        self, root: Root, known: Mapping[bytes, KnownFile], result: ScanResult
    ) -> None:
        """Record folders that cannot be listed; files known in them stay as they were."""
        reasons = {rel: said for rel, said in result.unreadable if rel not in known}

        def note(tx: Transaction, part: Sequence[FileChange]) -> None:
            for change in part:
                tx.fail(change, reasons[change.state.rel])

        places = [
            FileChange(ChangeKind.ADDED, root.id, FileState(rel, 0, 0, 0, 0)) for rel in reasons
        ]
        for part in _parts(places):
            self._stores.commit(lambda tx, part=part: note(tx, part)).result()

    def forget(self) -> tuple[Missing, ...]:
        """Take out what is gone, once all is read; much of a root only where the person agreed.

        Returns:
            What the person is to be asked.
        """
        asked: list[Missing] = []
        for root, gone in self._gone.items():
            targets = [each for each in self._targets if each.root == root]
            vanished = sort_out(self._stores.catalog, root, gone, targets[0].let_go)
            agreed = max(each.forget for each in targets)
            self._take_out(vanished.others)
            if vanished.missing is None or vanished.missing.photos <= agreed:
                self._take_out(vanished.lost)
            else:
                asked.append(vanished.missing)
        self._gone.clear()
        return tuple(asked)

    def _forget_few(self) -> None:
        """Take out at once what needs no second look, before changed files are read."""
        for root, gone in self._gone.items():
            if len(gone) <= FEW and root not in self._emptied:
                self._take_out(gone)
                self._gone[root] = []

    def _take_out(self, gone: Sequence[FileChange]) -> None:
        for part in _parts(gone):
            self._stores.commit(lambda tx, part=part: tx.gone(*part)).result()
        self.counts["gone"] += len(gone)

    def _count(self, jobs: int) -> None:
        self.found += jobs
        self._meter.expect(self.found)

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


def _movable(moves: list[FileChange]) -> Iterator[Sequence[FileChange]]:
    """Moves in short transactions; those to places that others leave, as in exchanges, in one."""
    left = {move.known.state.rel for move in moves if move.known is not None}
    yield from _parts([move for move in moves if move.state.rel not in left])
    exchanged = [move for move in moves if move.state.rel in left]
    if exchanged:
        yield exchanged


def _parts(changes: Sequence[FileChange]) -> Iterator[Sequence[FileChange]]:
    for start in range(0, len(changes), _CHANGES_A_TRANSACTION):
        yield changes[start : start + _CHANGES_A_TRANSACTION]

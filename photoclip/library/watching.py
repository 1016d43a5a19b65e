"""Keeping up with folders: what events report, or polling, and on a timer what they missed."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from photoclip.errors import UsageError
from photoclip.folders.limits import is_watch_left
from photoclip.folders.watcher import FolderWatcher, Settled
from photoclip.library.indexer import Target
from photoclip.library.stores import Stores
from photoclip.mounts import is_shared
from photoclip.records import IndexReport, Root

_RESCAN_SECONDS = 15 * 60
_LOOK_SECONDS = 0.25

POLL_SECONDS = 60
"""What is proposed for a folder that is to be looked through on a timer."""
POLL_LIMITS = (1, 24 * 3600)


class WatchModes:
    """How each folder is kept up with: by the system's events, or by looking on a timer."""

    def __init__(self, stores: Stores) -> None:
        """The modes are kept in the catalog of these stores."""
        self._stores = stores

    def poll_seconds(self, root_id: int) -> int | None:
        """Seconds between two looks at a folder; None: the system tells of its changes."""
        kept = self._stores.catalog.meta(_key(root_id))
        return int(kept) if kept else None

    def poll(self, root_id: int, seconds: int | None) -> None:
        """Look through a folder every so many seconds; None: go by the system's events.

        A watching that runs follows when it is started again.

        Raises:
            UsageError: it is too often or too seldom.
        """
        least, most = POLL_LIMITS
        if seconds is not None and not least <= seconds <= most:
            raise UsageError(
                f"A folder can be looked through every {least} to {most} seconds, not {seconds}."
            )
        kept = "" if seconds is None else str(seconds)
        self._stores.commit(lambda tx: tx.set_meta(_key(root_id), kept), edit=True).result()

    def polled(self, roots: Sequence[Root]) -> dict[int, float]:
        """Those of some folders that are looked through on a timer: root id to seconds."""
        found = ((root.id, self.poll_seconds(root.id)) for root in roots)
        return {root_id: float(seconds) for root_id, seconds in found if seconds is not None}


def how_watched(root: Root, poll_seconds: int | None, *, thoroughly: bool) -> str:
    """How changes in a folder would be noticed: "events", "every N s", "limit" or "network".

    Args:
        root: the folder, which is there.
        poll_seconds: what the person chose, see `WatchModes`.
        thoroughly: try to watch all that lies in it, not only itself; what watches it now
            counts twice then.
    """
    if poll_seconds is not None:
        return f"every {poll_seconds} s"
    if is_shared(Path(os.fsdecode(root.path))):
        return "network"
    return "events" if is_watch_left(root.path, below=thoroughly) else "limit"


@dataclass(frozen=True, slots=True)
class Occasions:
    """What is called while folders are kept up with.

    Attributes:
        on_report: told of the first run, and of every later one that did anything.
        on_ready: called once the folders are being watched.
        rest: called again and again while nothing is to be done.
    """

    on_report: Callable[[IndexReport], object]
    on_ready: Callable[[], object]
    rest: Callable[[], object]


def keep_up(
    roots: Sequence[Root],
    index: Callable[[list[Target]], IndexReport],
    *,
    watcher_of: Callable[[Settled], FolderWatcher],
    stop: threading.Event,
    occasions: Occasions,
) -> None:
    """Index the roots, then whatever changes in them, until `stop` is set.

    Args:
        roots: the folders to keep up with.
        index: brings some targets up to date.
        watcher_of: makes the watcher of these roots that tells of folders which changed.
        stop: ends it.
        occasions: what is called meanwhile.
    """
    touched = _Touched(roots)
    watcher = watcher_of(touched.add)
    watcher.start()
    try:
        occasions.on_ready()
        report = index(touched.everything)
        touched.follow(report)
        occasions.on_report(report)
        rescanned, missing = time.monotonic(), report.missing
        while not stop.is_set():
            targets = touched.take(stop)
            if time.monotonic() - rescanned > _RESCAN_SECONDS:
                targets, rescanned = touched.everything, time.monotonic()
            if not targets:
                occasions.rest()
            if targets and not stop.is_set():
                report = index(targets)
                touched.follow(report)
                known = report.missing == missing  # told before
                if did_something(replace(report, missing=()) if known else report):
                    occasions.on_report(report)
                missing = report.missing or missing
    finally:
        watcher.stop()


class _Touched:
    """The folders that are to be looked at, gathered by the watcher's thread."""

    def __init__(self, roots: Sequence[Root]) -> None:
        self._roots = {root.id: root for root in roots}
        self._folders: set[tuple[int, bytes]] = set()
        self._held: frozenset[int] = frozenset()  # roots from which much was missing
        self._wake = threading.Condition()
        self.everything = [Target(root) for root in roots]

    def add(self, root_id: int, folders: Iterable[bytes]) -> None:
        """These folders of a root have changed."""
        with self._wake:
            self._folders.update((root_id, folder) for folder in folders)
            self._wake.notify()

    def take(self, stop: threading.Event) -> list[Target]:
        """Wait a moment for folders that have changed, and take them."""
        with self._wake:
            self._wake.wait_for(lambda: bool(self._folders) or stop.is_set(), timeout=_LOOK_SECONDS)
            targets = [Target(self._roots[root], under) for root, under in _topmost(self._folders)]
            self._folders.clear()
        return targets

    def follow(self, report: IndexReport) -> None:
        """Look again at what seemed missing where photos of the library came up elsewhere."""
        if report.reused:
            for root_id in self._held:
                self.add(root_id, (b"",))
        missing = frozenset(each.root_id for each in report.missing)
        self._held = missing if report.reused else self._held | missing


def did_something(report: IndexReport) -> bool:
    """Whether an index run found anything to do, or to ask."""
    did = report.embedded or report.reused or report.moved or report.gone or report.failed
    return bool(did or report.missing or report.described)


def _topmost(touched: set[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """The touched folders without those that lie below another one."""
    top: list[tuple[int, bytes]] = []
    for root, folder in sorted(touched):
        covered = top and top[-1][0] == root
        above = top[-1][1] if covered else b"\0"
        if covered and (above in (b"", folder) or folder.startswith(above + b"/")):
            continue
        top.append((root, folder))
    return top


def _key(root_id: int) -> str:
    return f"poll:{root_id}"

"""Keeping up with folders: what events report, or polling, and on a timer what they missed."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from photoclip.errors import UsageError
from photoclip.folders.watcher import FolderWatcher, Settled
from photoclip.library.indexer import Target
from photoclip.library.stores import Stores
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
    by_id = {root.id: root for root in roots}
    touched: set[tuple[int, bytes]] = set()
    wake = threading.Condition()

    def settled(root_id: int, folders: frozenset[bytes]) -> None:
        with wake:
            touched.update((root_id, folder) for folder in folders)
            wake.notify()

    everything = [Target(root) for root in roots]
    watcher = watcher_of(settled)
    watcher.start()
    try:
        occasions.on_ready()
        occasions.on_report(index(everything))
        rescanned = time.monotonic()
        while not stop.is_set():
            with wake:
                wake.wait_for(lambda: bool(touched) or stop.is_set(), timeout=_LOOK_SECONDS)
                targets = [Target(by_id[root], under) for root, under in _topmost(touched)]
                touched.clear()
            if time.monotonic() - rescanned > _RESCAN_SECONDS:
                targets, rescanned = everything, time.monotonic()
            if not targets:
                occasions.rest()
            if targets and not stop.is_set():
                report = index(targets)
                if _did_something(report):
                    occasions.on_report(report)
    finally:
        watcher.stop()


def _did_something(report: IndexReport) -> bool:
    return bool(report.embedded or report.reused or report.moved or report.gone or report.failed)


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

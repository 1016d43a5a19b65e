"""Keeping up with folders: what events report, and on a timer what they missed."""

import threading
import time
from collections.abc import Callable, Sequence

from photoclip.folders.watcher import FolderWatcher
from photoclip.library.indexer import Target
from photoclip.records import IndexReport, Root

_RESCAN_SECONDS = 15 * 60
_LOOK_SECONDS = 0.25


def keep_up(
    roots: Sequence[Root],
    index: Callable[[list[Target]], IndexReport],
    *,
    own_folder: bytes,
    stop: threading.Event,
    on_report: Callable[[IndexReport], None],
    on_ready: Callable[[], None] | None = None,
) -> None:
    """Index the roots, then whatever changes in them, until `stop` is set.

    Args:
        roots: the folders to keep up with.
        index: brings some targets up to date.
        own_folder: the library's folder, whose own changes are of no interest.
        stop: ends it.
        on_report: told of the first run, and of every later one that did anything.
        on_ready: called once the folders are being watched.
    """
    by_id = {root.id: root for root in roots}
    touched: set[tuple[int, bytes]] = set()
    wake = threading.Condition()

    def settled(root_id: int, folders: frozenset[bytes]) -> None:
        with wake:
            touched.update((root_id, folder) for folder in folders)
            wake.notify()

    everything = [Target(root) for root in roots]
    watcher = FolderWatcher(roots, settled, ignored=[own_folder])
    watcher.start()
    try:
        if on_ready is not None:
            on_ready()
        on_report(index(everything))
        rescanned = time.monotonic()
        while not stop.is_set():
            with wake:
                wake.wait_for(lambda: bool(touched) or stop.is_set(), timeout=_LOOK_SECONDS)
                targets = [Target(by_id[root], under) for root, under in _topmost(touched)]
                touched.clear()
            if time.monotonic() - rescanned > _RESCAN_SECONDS:
                targets, rescanned = everything, time.monotonic()
            if targets and not stop.is_set():
                report = index(targets)
                if _did_something(report):
                    on_report(report)
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

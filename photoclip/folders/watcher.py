"""Watches roots and says which folders are worth a scan, once they have become quiet."""

import logging
import os
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from typing_extensions import override
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import BaseObserver, ObservedWatch

from photoclip.folders import exclusions, polling
from photoclip.folders.limits import Losses, Polled, Why, is_heard, is_watch_left, new_observer
from photoclip.folders.settling import Settling
from photoclip.mounts import is_shared
from photoclip.records import Root

Mode = Literal["events", "polling", "offline"]
Settled = Callable[[int, frozenset[bytes]], None]

_POLL_SHARE = 20  # polling takes at most about one part in twenty of the time
_CHECK_SECONDS = 2.0  # between two looks whether a root is still there
_BREATH = 0.05  # so that a storm of events is handled in portions
_STORM = 4096  # events in restless times, from which on the system may have dropped some

_TOLD: list[type[FileSystemEvent]] = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent, FileClosedEvent, FileCreatedEvent,
    FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
]  # fmt: skip

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Watched:
    """One root under watch; used by the watcher's thread alone."""

    root: Root
    settling: Settling
    poll_every: float | None = None  # seconds; None: by events where there are any
    mode: Mode = "offline"
    identity: tuple[int, int] | None = None
    handle: ObservedWatch | None = None
    snapshot: polling.Snapshot | None = None
    look_at: float = 0.0  # when to look whether it is there, or to poll
    has_new_folders: bool = False  # which may have got no watch
    heard_before: int = 0  # events, when it was last quiet


class FolderWatcher:
    """Reports folders that changed, once they are quiet; the scan says what changed in them.

    The system's own events are used where it has enough of them; else folders are listed again
    and again. A root that vanishes is reported, and watched again when it comes back.
    """

    def __init__(  # noqa: PLR0913 - what is set is named at the call
        self,
        roots: Sequence[Root],
        on_settled: Settled,
        *,
        quiet: float = 1.0,
        ignored: Sequence[bytes] = (),
        poll_seconds: float = 10.0,
        polled: Mapping[int, float] | None = None,
        on_polled: Callable[[Polled], None] | None = None,
    ) -> None:
        """Prepares; `start` begins.

        Args:
            roots: the folders to watch.
            on_settled: called with a root's id and the changed folders, relative to it, in the
                watcher's thread; every folder is to be scanned with all that lies below it.
            quiet: seconds without events, and with unchanged sizes and times, before a report;
                after 10 seconds restless folders are reported all the same.
            ignored: absolute folders that are never reported, such as the library's own.
            poll_seconds: shortest time between two looks at folders that get no events.
            polled: roots that are looked through on a timer whether or not the system tells of
                changes, as network folders need it: root id to seconds.
            on_polled: told, in the watcher's thread, of other roots that must be polled.
        """
        every = polled or {}
        self._watched = {
            root.id: _Watched(root, Settling(root.path, quiet), every.get(root.id))
            for root in roots
        }
        self._on_settled = on_settled
        self._ignored = tuple(folder.rstrip(b"/") for folder in ignored)
        self._poll_seconds = poll_seconds
        self._on_polled = on_polled
        self._touched: deque[tuple[int, bytes, bytes | None]] = deque()
        self._heard: Counter[int] = Counter()  # events by root; the observer's thread counts
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._ready = threading.Event()
        self._lost = threading.Event()  # the system dropped events
        self._losses = Losses(self._note_loss)
        self._observer: BaseObserver | None = None
        self._thread = threading.Thread(target=self._run, name="folder-watcher", daemon=True)

    def start(self) -> None:
        """Begins; when it returns, changes to all roots that are there will be noticed."""
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """Ends within two seconds; nothing is reported afterwards."""
        self._stopped.set()
        self._wake.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(1.5)

    def mode(self, root_id: int) -> Mode:
        """How a root is watched at present; "offline" when it is not there."""
        return self._watched[root_id].mode

    def _run(self) -> None:
        by_events = any(watched.poll_every is None for watched in self._watched.values())
        self._losses.begin()
        self._observer = new_observer() if by_events else None
        try:
            for watched in self._watched.values():
                self._look(watched, first=True)
            self._ready.set()
            while not self._stopped.is_set():
                self._wake.wait(self._pause())
                self._wake.clear()
                self._stopped.wait(_BREATH)
                self._sort_touched()
                if self._lost.is_set():
                    self._lost.clear()
                    self._watch_anew()
                for watched in self._watched.values():
                    self._serve(watched)
        finally:
            self._ready.set()
            self._end_observer()
            self._losses.end()

    def _pause(self) -> float:
        """Seconds until something is to be done."""
        now = time.monotonic()
        pauses = [watched.look_at - now for watched in self._watched.values()]
        pauses += [
            left
            for watched in self._watched.values()
            if (left := watched.settling.seconds_left(now)) is not None
        ]
        return max(0.02, min(pauses, default=_CHECK_SECONDS))

    def _sort_touched(self) -> None:
        """Hands waiting events to the roots they are about; many about one file count as one."""
        batch: dict[tuple[int, bytes, bytes | None], None] = {}
        while self._touched:
            batch[self._touched.popleft()] = None
        now = time.monotonic()
        for root_id, folder, file in batch:
            watched = self._watched[root_id]
            watched.settling.touch(folder, file, now)
            if file is None and watched.mode == "events":
                watched.has_new_folders = True
        for root_id, watched in self._watched.items():
            if self._heard[root_id] - watched.heard_before >= _STORM:
                watched.heard_before = self._heard[root_id]
                watched.settling.touch(b"", None, now)

    def _serve(self, watched: _Watched) -> None:
        if self._stopped.is_set():
            return
        if time.monotonic() >= watched.look_at:
            self._look(watched)
        folders = watched.settling.settled(time.monotonic())
        if watched.settling.seconds_left(0) is None:
            watched.heard_before = self._heard[watched.root.id]
        if folders and not self._stopped.is_set():
            self._on_settled(watched.root.id, folders)

    def _look(self, watched: _Watched, *, first: bool = False) -> None:
        """Sees whether a root is there, and polls it where there are no events."""
        began = time.monotonic()
        identity = _identity(watched.root.path)
        if identity != watched.identity:
            self._forget(watched)
            watched.identity = identity
            if identity is not None:
                self._observe(watched)
            if not first:
                watched.settling.touch(b"", None, began)
        elif watched.mode == "polling":
            self._poll_once(watched)
        elif watched.handle is not None and not is_heard(self._observer, watched.handle):
            self._note_loss()
        elif watched.has_new_folders and not is_watch_left(watched.root.path):
            self._forget(watched)
            self._begin_to_poll(watched, "limit")
            watched.settling.touch(b"", None, began)
        watched.has_new_folders = False
        now = time.monotonic()
        if watched.mode == "polling":
            every = watched.poll_every or self._poll_seconds
            watched.look_at = now + max(every, _POLL_SHARE * (now - began))
        else:
            watched.look_at = now + _CHECK_SECONDS

    def _observe(self, watched: _Watched) -> None:
        """Watches by events, or begins to poll where that is wanted or all that is possible."""
        if watched.poll_every is not None:
            self._begin_to_poll(watched)
            return
        if is_shared(Path(os.fsdecode(watched.root.path))):
            self._begin_to_poll(watched, "network")
            return
        if self._observer is None:
            self._begin_to_poll(watched, "limit")
            return
        try:
            watched.handle = self._observer.schedule(
                _Handler(watched.root, self._note),
                os.fsdecode(watched.root.path),
                recursive=True,
                event_filter=_TOLD,
            )
        except FileNotFoundError:
            watched.identity = None  # gone again meanwhile; the next look will tell
            return
        except (OSError, RuntimeError):
            self._begin_to_poll(watched, "limit")
            return
        watched.mode = "events"
        if not is_watch_left(watched.root.path):
            self._forget(watched)
            self._begin_to_poll(watched, "limit")

    def _begin_to_poll(self, watched: _Watched, why: Why | None = None) -> None:
        watched.snapshot = polling.snapshot(watched.root.path)
        watched.mode = "polling"
        if why is not None:
            polled = Polled(watched.root, self._poll_seconds, why)
            _log.warning(polled.sentence)
            if self._on_polled is not None:
                self._on_polled(polled)

    def _poll_once(self, watched: _Watched) -> None:
        now = polling.snapshot(watched.root.path)
        if now is None or watched.snapshot is None:
            watched.snapshot = now
            return
        moment = time.monotonic()
        for folder in polling.changed(watched.snapshot, now):
            if not self._is_ignored(watched.root, folder):
                watched.settling.touch(folder, None, moment)
        watched.snapshot = now

    def _watch_anew(self) -> None:
        """Listens again, and has all looked through that nobody may have been told of."""
        told = [watched for watched in self._watched.values() if watched.mode == "events"]
        for watched in told:
            self._forget(watched)
        self._end_observer()
        self._observer = new_observer()
        for watched in told:
            self._observe(watched)  # first: what changes from now on is told
            watched.settling.touch(b"", None, time.monotonic())

    def _end_observer(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(1)

    def _forget(self, watched: _Watched) -> None:
        if watched.handle is not None and self._observer is not None:
            self._observer.unschedule(watched.handle)
        watched.handle = watched.snapshot = None
        watched.mode = "offline"

    def _note(self, root: Root, folder: bytes, file: bytes | None) -> None:
        """Takes in one event; called by the observer's thread."""
        self._heard[root.id] += 1
        if file is not None and file != exclusions.MARKER and exclusions.is_excluded(file):
            return
        if exclusions.any_excluded(folder) or self._is_ignored(root, folder):
            return
        self._touched.append((root.id, folder, file))
        self._wake.set()

    def _note_loss(self) -> None:
        """Takes in that events were dropped; called by the observer's thread too."""
        self._lost.set()
        self._wake.set()

    def _is_ignored(self, root: Root, folder: bytes) -> bool:
        if not self._ignored:
            return False
        path = root.path.rstrip(b"/") + b"/" + folder + b"/"
        return any(path.startswith(ignored + b"/") for ignored in self._ignored)


class _Handler(FileSystemEventHandler):
    """Translates watchdog's events into folders and names relative to a root."""

    def __init__(self, root: Root, note: Callable[[Root, bytes, bytes | None], None]) -> None:
        super().__init__()
        self._root = root
        self._note = note

    @override
    def on_any_event(self, event: FileSystemEvent) -> None:
        source = self._relative(event.src_path)
        target = self._relative(event.dest_path) if event.dest_path else None
        for place in (source, target):
            if place is None:
                continue
            if event.is_directory:
                self._note(self._root, place, None)
            else:
                folder, _, name = place.rpartition(b"/")
                self._note(self._root, folder, name)
        if source is not None and target is not None:
            self._note(self._root, _common(source, target), None)

    def _relative(self, path: str | bytes) -> bytes | None:
        absolute = os.fsencode(path).replace(os.sep.encode(), b"/")
        base = self._root.path.rstrip(b"/")
        if absolute == base:
            return b""
        return absolute[len(base) + 1 :] if absolute.startswith(base + b"/") else None


def _common(one: bytes, other: bytes) -> bytes:
    """The folder that holds both: only a scan of it can see that something moved inside."""
    parts: list[bytes] = []
    for left, right in zip(one.split(b"/")[:-1], other.split(b"/")[:-1], strict=False):
        if left != right:
            break
        parts.append(left)
    return b"/".join(parts)


def _identity(path: bytes) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - bytes paths
    except OSError:
        return None
    return found.st_dev, found.st_ino

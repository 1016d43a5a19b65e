"""Keeps the library up to date with the sidecars that scans see."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from photoclip.catalog.sidecars import FileInFolder, ReadSidecar, StoredSidecar
from photoclip.catalog.transaction import Transaction
from photoclip.errors import PhotoError
from photoclip.library.stores import Stores
from photoclip.photos.metadata import said_of_xmp
from photoclip.photos.xmp.document import MOST_BYTES
from photoclip.records import FileChange, FileState, Root, ScanResult, display_text
from photoclip.records_metadata import Said

_AT_ONCE = 200  # sidecars or photos in one transaction
T = TypeVar("T")


@dataclass(slots=True)
class _Part:
    """What a scan saw of a root, or a part of it."""

    root: Root
    under: bytes
    touched: set[str] = field(default_factory=set[str])  # folders in which files came or went
    states: dict[bytes, FileState] | None = None  # None: the scan is not over
    hidden: tuple[bytes, ...] = ()  # folders that could not be listed


class SidecarRun:
    """Gathers what one index run sees of sidecars, and brings the catalog up to it at its end."""

    def __init__(self, stores: Stores, stopped: Callable[[], bool]) -> None:
        self._stores, self._stopped = stores, stopped
        self._parts: dict[tuple[int, bytes], _Part] = {}

    def touch(self, root: Root, under: bytes, changes: Sequence[FileChange]) -> None:
        """Files of a part of a root came, changed, moved or went."""
        part = self._part(root, under)
        for change in changes:
            part.touched.add(folder_of(change.state.rel))
            if change.known is not None:
                part.touched.add(folder_of(change.known.state.rel))

    def see(self, root: Root, under: bytes, result: ScanResult) -> None:
        """A part of a root was looked through."""
        if not result.online:
            return
        self.touch(root, under, result.changes)
        part = self._part(root, under)
        part.states = {each.rel: each for each in result.sidecars}
        part.hidden = tuple(rel for rel, _ in result.unreadable)

    def settle(self) -> tuple[int, ...]:
        """Read what differs and write it; the photos of which something else is known now."""
        changed: set[int] = set()
        for part in self._parts.values():
            if part.states is not None and not self._stopped():
                changed |= self._settle(part, part.states)
        self._parts.clear()
        return tuple(sorted(changed))

    def _part(self, root: Root, under: bytes) -> _Part:
        return self._parts.setdefault((root.id, under), _Part(root, under))

    def _settle(self, part: _Part, states: Mapping[bytes, FileState]) -> set[int]:
        catalog = self._stores.catalog
        known = catalog.sidecars(part.root.id, part.under)
        if not known and not states:
            return set()
        differing = [
            state
            for rel, state in states.items()
            if rel not in known or not known[rel].is_as(state)
        ]
        gone = [
            each
            for rel, each in known.items()
            if rel not in states and not any(_is_in(rel, folder) for folder in part.hidden)
        ]
        changed = {photo_id for each in gone for photo_id in each.photos}
        self._remove(gone)
        read = set[bytes]()
        for batch in _parts(differing):
            if self._stopped():
                return changed
            found = [read_sidecar(part.root, state) for state in batch]
            self._stores.commit(lambda tx, found=found: tx.metadata.keep_sidecars(found)).result()
            read.update(each.rel for each in batch)
        known = {rel: each for rel, each in catalog.sidecars(part.root.id, part.under).items()
                 if rel in states}  # fmt: skip
        lonely = {rel for rel, each in known.items() if not each.photos}
        beside = {folder_of(rel) for rel in known}
        folders = {folder_of(each) for each in read | lonely} | (part.touched & beside)
        folders |= {folder_of(each.rel) for each in gone} & beside
        return changed | self._pair(part.root, known, folders, read)

    def _remove(self, gone: Sequence[StoredSidecar]) -> None:
        for batch in _parts(gone):
            ids = [each.id for each in batch]
            self._stores.commit(lambda tx, ids=ids: tx.metadata.remove_sidecars(ids)).result()

    def _pair(
        self,
        root: Root,
        known: Mapping[bytes, StoredSidecar],
        folders: set[str],
        read: set[bytes],
    ) -> set[int]:
        """Let the sidecars of some folders speak over the photos beside which they lie now."""
        files = self._stores.catalog.files_in(root.id, folders)
        wanted = paired(files, known)
        now = {photo_id: each for each in known.values() for photo_id in each.photos}
        steps: list[tuple[int, int | None]] = []
        for photo_id, sidecar in wanted.items():
            before = now.get(photo_id)
            elsewhere = before is not None and folder_of(before.rel) not in folders
            if not elsewhere and (before is None or before.id != sidecar.id or sidecar.rel in read):
                steps.append((photo_id, sidecar.id))
        left = {
            photo_id
            for photo_id, each in now.items()
            if folder_of(each.rel) in folders and photo_id not in wanted
        }
        steps += [(photo_id, None) for photo_id in left]
        for batch in _parts(steps):
            self._stores.commit(lambda tx, batch=batch: _speak(tx, batch)).result()
        return {photo_id for photo_id, _ in steps}


def _speak(tx: Transaction, steps: Sequence[tuple[int, int | None]]) -> None:
    for photo_id, sidecar_id in steps:
        tx.metadata.speak(photo_id, sidecar_id)


def paired(
    files: Sequence[FileInFolder], known: Mapping[bytes, StoredSidecar]
) -> dict[int, StoredSidecar]:
    """The sidecar of each photo that has one: `IMG.JPG.xmp` speaks before `IMG.xmp`.

    Of a photo with several files the first one's counts.
    """
    by_name = {rel.lower(): each for rel, each in known.items()}
    beside = [
        (each, sidecar)
        for each in files
        for sidecar in [next((by_name[n] for n in _lower(each.rel) if n in by_name), None)]
        if sidecar is not None
    ]
    found: dict[int, StoredSidecar] = {}
    for each, sidecar in beside:
        found.setdefault(each.photo_id, sidecar)
    for each, sidecar in beside:
        found.setdefault(each.lead_id, sidecar)
    return found


def _lower(rel: bytes) -> tuple[bytes, ...]:
    return tuple(name.lower() for name in names_for(rel))


def names_for(rel: bytes) -> tuple[bytes, bytes]:
    """Where a file's sidecar may lie: as digiKam and darktable name it, and as Lightroom does."""
    folder, slash, name = rel.rpartition(b"/")
    stem = name.rpartition(b".")[0] or name
    return rel + b".xmp", folder + slash + stem + b".xmp"


def folder_of(rel: bytes) -> str:
    """The folder of a file inside its root, for showing, as the catalog has it."""
    return display_text(rel.rpartition(b"/")[0])


def read_sidecar(root: Root, state: FileState) -> ReadSidecar:
    """What a sidecar says; one that cannot be read says nothing, and has a problem."""
    path = root.path.rstrip(b"/") + b"/" + state.rel
    try:
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)), "rb") as file:
            said = said_of_xmp(file.read(MOST_BYTES + 1))
    except PhotoError as error:
        return ReadSidecar(root.id, state, Said(), str(error))
    except OSError as error:
        why = error.strerror or "the system refused"
        return ReadSidecar(root.id, _unread(state), Said(), f"It cannot be read ({why}).")
    return ReadSidecar(root.id, state, said)


def _unread(state: FileState) -> FileState:
    """A state that no file has, so that the next scan has it read again."""
    return FileState(state.rel, state.size, -1, state.inode, state.device)


def _is_in(rel: bytes, folder: bytes) -> bool:
    return not folder or rel == folder or rel.startswith(folder + b"/")


def _parts(each: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(each), _AT_ONCE):
        yield each[start : start + _AT_ONCE]

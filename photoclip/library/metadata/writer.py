"""Writes one photo back: to its sidecars, or into its files."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from photoclip.catalog.sidecars import ReadSidecar
from photoclip.catalog.transaction import Transaction
from photoclip.catalog.write_queue import Material, PlacedFile, Waiting
from photoclip.errors import PhotoError
from photoclip.library.metadata import targets
from photoclip.library.metadata.merging import Merged, difference, merged, together
from photoclip.library.metadata.targets import Picture, SidecarFile, WaitError
from photoclip.library.stores import Stores
from photoclip.photos.xmp.carriers import EMBEDDING
from photoclip.records import ChangeKind, FileChange, display_text
from photoclip.records_metadata import Said, without_mine

SIDECARS, EMBEDDED = "sidecars", "embedded"

_log = logging.getLogger(__name__)
_Step = Callable[[Transaction], object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one photo: files written, fields that clash, or why it waits."""

    written: tuple[bytes, ...] = ()
    conflicts: tuple[str, ...] = ()
    reason: str = ""


@dataclass(slots=True)
class _Round:
    """One photo under way: what is written to the catalog when all is on the disk."""

    stores: Stores
    waiting: Waiting
    known: Material
    final: Said | None = None  # what is said from now on
    theirs: Said = field(default_factory=Said)  # what of that is others' word
    written: list[bytes] = field(default_factory=list[bytes])
    conflicts: dict[str, Any] = field(default_factory=dict[str, Any])
    steps: list[_Step] = field(default_factory=list[_Step])

    def merge(self, theirs: Said) -> Merged:
        """Bring together what is said here and there."""
        found = merged(self.waiting, self.known, theirs)
        self.conflicts |= found.conflicts
        if found.adopted:
            photo_id, fields = self.waiting.photo_id, found.adopted
            self.steps.append(lambda tx: tx.metadata.adopt(photo_id, fields))
        if self.final is None:
            self.final = found.final
        return found

    def unlearned(self, found: Said) -> Said:
        """Of what is said in a file or sidecar now, what others say."""
        agreed = self.known.agreed
        return found if agreed is None else without_mine(found, *agreed)


def write(stores: Stores, waiting: Waiting, known: Material, *, how: str, naming: str) -> Outcome:
    """Write one photo back, and tell the catalog in one transaction.

    Args:
        stores: of the library.
        waiting: the photo's place in the queue.
        known: what is to be said of it, and where its files lie.
        how: `SIDECARS` or `EMBEDDED`.
        naming: how new sidecars are named.
    """
    run = _Round(stores, waiting, known)
    reason = "" if known.files else "The file is not there now."
    try:
        pictures = _pictures(run) if how == EMBEDDED else {}
        for file in known.files:
            _write_file(run, file, targets.sidecar_of(file, naming), pictures)
    except (WaitError, PhotoError) as error:
        reason = str(error)
        _log.info("%s is not written back yet: %s", _shown(known), reason)
    _settle(run, reason)
    return Outcome(tuple(run.written), tuple(run.conflicts), reason)


def _settle(run: _Round, reason: str) -> None:
    photo_id, now, clashes = run.waiting.photo_id, int(time.time()), run.conflicts

    def commit(tx: Transaction) -> None:
        for step in run.steps:
            step(tx)
        if reason:
            tx.metadata.delay(photo_id, reason, now)
        elif clashes:
            tx.metadata.clash(photo_id, clashes)
        else:
            tx.metadata.done(photo_id, run.final or run.known.mine, run.theirs)

    run.stores.commit(commit, edit=True).result()


def _shown(known: Material) -> str:
    return display_text(known.files[0].path) if known.files else f"photo {known.photo_id}"


def _write_file(
    run: _Round, file: PlacedFile, sidecar: SidecarFile, pictures: dict[bytes, Picture]
) -> None:
    """Write what a file and its sidecar lack; no sidecar is made for what the file itself says."""
    own = run.known.own
    picture = pictures.get(file.path)
    if picture is not None:
        own = together(own, picture.said)
    if sidecar.path in run.written:  # another file's of the same name
        return
    found = run.merge(together(own, sidecar.said))
    if picture is not None:
        own = _embed(run, found, pictures)
    if picture is not None and not sidecar.packet:
        return
    theirs = run.theirs = run.unlearned(sidecar.said)
    wanted = difference(found.final, together(own, sidecar.said), found.conflicts)
    if wanted is None:
        return
    state, said = targets.write_sidecar(sidecar, wanted)
    run.written.append(sidecar.path)
    read, photos = ReadSidecar(file.root_id, state, said), {file.photo_id, run.known.photo_id}
    run.steps.append(lambda tx: _keep(tx, read, photos, theirs))


def _keep(tx: Transaction, read: ReadSidecar, photos: set[int], theirs: Said) -> None:
    sidecar_id = tx.metadata.keep_sidecars([read])[read.state.rel]
    for photo_id in sorted(photos):
        tx.metadata.agree(photo_id, read.said, theirs)
        tx.metadata.speak(photo_id, sidecar_id)


def _pictures(run: _Round) -> dict[bytes, Picture]:
    """The files that can hold the words themselves, by path; the others get sidecars."""
    own = [
        each
        for each in run.known.files
        if each.format in EMBEDDING and each.photo_id == run.known.photo_id
    ]
    try:
        found = {each.path: targets.picture_of(each) for each in own}
        for each in found.values():
            targets.check(each)
    except PhotoError as error:
        _log.info("%s gets a sidecar: %s", _shown(run.known), error)
        return {}
    if not all(targets.is_writable(each) for each in found):
        raise WaitError("The folder is read-only for photoclip.")
    return found


def _embed(run: _Round, found: Merged, pictures: dict[bytes, Picture]) -> Said:
    """Put the words into all files of a content, so that they stay copies of each other.

    Returns:
        What they say then.
    """
    first = next(iter(pictures.values()))
    there = together(run.known.own, first.said)
    wanted = difference(found.final, there, found.conflicts)
    if wanted is None or first.file.path in run.written:
        return together(run.known.own, found.final) if wanted is None else found.final
    data = targets.ready(first, wanted)
    run.theirs = run.unlearned(there)
    changes: list[FileChange] = []
    identity, said = (b"", 0), Said()
    for picture in pictures.values():
        identity, state, said = targets.write_picture(picture, data)
        changes.append(FileChange(ChangeKind.CHANGED, picture.file.root_id, state))
        run.written.append(picture.file.path)
    photo_id = run.known.photo_id
    run.steps.append(lambda tx: tx.metadata.rewritten(photo_id, identity, changes))
    small = run.stores.thumbnails.get(first.file.content_hash)
    if small is not None:
        run.steps.append(lambda tx: tx.keep_thumbnail(identity[0], small))
    return together(run.known.own, said)

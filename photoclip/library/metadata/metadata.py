"""What photoclip writes back to files, and what waits for it; all of one library."""

import json
import threading
import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from photoclip.catalog.transaction import Transaction
from photoclip.catalog.write_queue import Material, QueueCounts, Waiting
from photoclip.errors import UsageError
from photoclip.library.metadata.merging import MINE, THEIRS
from photoclip.library.metadata.targets import FULL, STEM
from photoclip.library.metadata.writer import EMBEDDED, SIDECARS, Outcome, write
from photoclip.library.notices import Notices
from photoclip.library.stores import Stores
from photoclip.records import display_text
from photoclip.records_metadata_status import (
    MetadataChoice,
    MetadataConflict,
    MetadataStatus,
    MetadataWritten,
)

OFF = "off"
WAYS = (OFF, SIDECARS, EMBEDDED)
_MODE, _FOLDERS, _NAMING = "metadata_write", "metadata_folders", "metadata_naming"
_AT_ONCE = 100
_LOOK_SECONDS = 1.0
_SETTLING_SECONDS = 2  # after an edit, so that five stars in a row are one file written
Ids = Sequence[int] | npt.NDArray[np.int64]


class Metadata:
    """Writing back of one library. All calls block and may come from any thread."""

    def __init__(self, stores: Stores, notices: Notices) -> None:
        """Write what these stores keep; what cannot be written is said once."""
        self._stores, self._notices = stores, notices
        self._turn = threading.Lock()
        self._looked = 0.0

    # ── what is wanted ──────────────────────────────────────────────────────────────────────

    def choice(self) -> MetadataChoice:
        """What is written back, and where."""
        catalog = self._stores.catalog
        way = catalog.meta(_MODE) or OFF
        folders = json.loads(catalog.meta(_FOLDERS) or "[]")
        naming = catalog.meta(_NAMING) or FULL
        return MetadataChoice(way, tuple(folders), naming)

    def choose(self, way: str, folders: Sequence[int] = (), naming: str = FULL) -> None:
        """Say what is written back from now on; what waits stays queued.

        Args:
            way: "off", "sidecars", or "embedded": into the files that allow it.
            folders: ids of the roots in which it is done; () for all.
            naming: of new sidecars: "full" (IMG.JPG.xmp) or "stem" (IMG.xmp).

        Raises:
            UsageError: there is no such way, naming or folder.
        """
        if way not in WAYS:
            raise UsageError(f"Metadata are written as {', '.join(WAYS[1:])} or {OFF}, not {way}.")
        if naming not in {FULL, STEM}:
            raise UsageError(f"Sidecars are named {FULL} or {STEM}, not {naming}.")
        unknown = set(folders) - {root.id for root in self._stores.catalog.roots()}
        if unknown:
            raise UsageError("There is no such folder in the library.")
        kept = {_MODE: way, _FOLDERS: json.dumps(sorted(folders)), _NAMING: naming}

        def keep(tx: Transaction) -> None:
            for key, value in kept.items():
                tx.set_meta(key, value)

        self._stores.commit(keep, edit=True).result()

    # ── doing it ────────────────────────────────────────────────────────────────────────────

    def ask(self, ids: Ids, way: str = "") -> int:
        """Queue photos for writing: "sidecars", "embedded", or "" as it is set.

        Returns:
            How many.

        Raises:
            UsageError: nothing is set, and no way was named.
        """
        if way not in {"", SIDECARS, EMBEDDED}:
            raise UsageError(f"Metadata are written as {SIDECARS} or {EMBEDDED}, not {way}.")
        wanted = [int(each) for each in ids]
        if not way and self.choice().way == OFF:
            way = SIDECARS
        self._stores.commit(lambda tx: tx.metadata.queue(wanted, way), edit=True).result()
        return len(wanted)

    def write(self, stop: threading.Event | None = None) -> MetadataWritten:
        """Write now what is queued, also what could not be written before."""
        self._stores.commit(lambda tx: tx.metadata.hurry(), edit=True).result()
        return self._write(int(time.time()), stop)

    def write_due(self, stop: threading.Event | None = None) -> MetadataWritten:
        """Write what has waited long enough; called again and again it looks now and then."""
        recent = time.monotonic() - self._looked < _LOOK_SECONDS
        if recent or self._stores.catalog.readonly:
            return MetadataWritten()
        self._looked = time.monotonic()
        return self._write(int(time.time()) - _SETTLING_SECONDS, stop)

    def status(self) -> MetadataStatus:
        """How much waits, and why; and which sidecars cannot be understood."""
        catalog = self._stores.catalog
        counts: QueueCounts = catalog.write_counts()
        return MetadataStatus(
            self.choice().way,
            counts.waiting,
            counts.conflicts,
            counts.reasons,
            tuple(catalog.sidecar_problems()),
        )

    def conflicts(self) -> tuple[MetadataConflict, ...]:
        """What both photoclip and another program changed, field by field."""
        waiting = self._stores.catalog.conflicts()
        known = self._stores.catalog.write_material([each.photo_id for each in waiting])
        return tuple(
            MetadataConflict(
                each.photo_id,
                known[each.photo_id].files[0].path if known[each.photo_id].files else b"",
                name,
                _text(getattr(known[each.photo_id].mine, name)),
                _text(theirs),
            )
            for each in waiting
            if each.photo_id in known
            for name, theirs in each.conflict.items()
        )

    def decide(self, photo_ids: Sequence[int], whose: str, fields: Sequence[str] = ()) -> None:
        """Settle conflicts: "mine" for what photoclip says, "theirs" for the other program's.

        Args:
            photo_ids: the photos.
            whose: "mine" or "theirs".
            fields: of which fields; () for all that clash.

        Raises:
            UsageError: it is neither.
        """
        if whose not in {MINE, THEIRS}:
            raise UsageError(f"A conflict is settled as {MINE} or {THEIRS}, not {whose}.")
        wanted = set(photo_ids)
        waiting = [each for each in self._stores.catalog.conflicts() if each.photo_id in wanted]

        def settle(tx: Transaction) -> None:
            for each in waiting:
                chosen = [name for name in each.conflict if not fields or name in fields]
                settled = {**each.settled, **dict.fromkeys(chosen, whose)}
                tx.metadata.settle([each.photo_id], settled)

        self._stores.commit(settle, edit=True).result()

    def forget(self, photo_ids: Sequence[int]) -> None:
        """Write nothing of these photos that is queued."""
        wanted = list(photo_ids)
        self._stores.commit(lambda tx: tx.metadata.drop(wanted), edit=True).result()

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _write(self, until: int, stop: threading.Event | None) -> MetadataWritten:
        photos = files = conflicts = waiting = 0
        choice = self.choice()
        with self._turn:
            tried: set[int] = set()
            while True:
                due = [
                    each
                    for each in self._stores.catalog.waiting_writes(until, _AT_ONCE)
                    if each.photo_id not in tried
                ]
                if not due or (stop is not None and stop.is_set()):
                    break
                known = self._stores.catalog.write_material([each.photo_id for each in due])
                for each in due:
                    tried.add(each.photo_id)
                    outcome = self._write_one(each, known.get(each.photo_id), choice)
                    if outcome is None:
                        continue
                    photos += bool(outcome.written)
                    files += len(outcome.written)
                    conflicts += bool(outcome.conflicts)
                    waiting += bool(outcome.reason)
        return MetadataWritten(photos, files, conflicts, waiting)

    def _write_one(
        self, waiting: Waiting, known: Material | None, choice: MetadataChoice
    ) -> Outcome | None:
        how = waiting.how or choice.way
        wanted = known is not None and how != OFF
        if wanted and known is not None and not waiting.how and choice.folders:
            wanted = any(each.root_id in choice.folders for each in known.files)
        if known is None or not wanted:
            photo_id = waiting.photo_id
            self._stores.commit(lambda tx: tx.metadata.drop([photo_id]), edit=True).result()
            return None
        outcome = write(self._stores, waiting, known, how=how, naming=choice.naming)
        if outcome.reason:
            self._say(known, outcome.reason)
        if outcome.conflicts:
            self._notices.say(
                "Another program changed the same metadata as you did: choose under Settings, "
                "Metadata, or with 'photoclip metadata conflicts'."
            )
        return outcome

    def _say(self, known: Material, reason: str) -> None:
        """Say once for each folder and reason that something waits."""
        path = known.files[0].path if known.files else b""
        folder = display_text(path.rpartition(b"/")[0])
        if folder:
            self._notices.say(f"Metadata in {folder} wait to be written. {reason}")
        else:
            self._notices.say(f"Metadata wait to be written. {reason}")


def _text(value: object) -> str:
    return "" if value is None else str(value)

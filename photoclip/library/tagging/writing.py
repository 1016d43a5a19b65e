"""Writes runs of label lists, and takes them back, in steps that keep nobody waiting."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import TypeVar

import numpy as np

from photoclip.catalog.entries import RunTags
from photoclip.catalog.transaction import Transaction
from photoclip.errors import LibraryError
from photoclip.library.stores import Stores

T = TypeVar("T")

_UNFINISHED = "run_unfinished"  # the run that is being written or taken back in steps
_STEP_SECONDS = 0.035  # that a transaction should take, so that an edit never waits for longer
_ROWS = 1_500  # of the first step; what follows is measured
_LEAST_ROWS = 400
_MOST_ROWS = 20_000
_PHOTOS = 5_000  # looked at in a step, at most

Begin = Callable[[Transaction], RunTags]
"""Stores what a run needs, such as its list, within its first transaction; what the run says."""

log = logging.getLogger(__name__)


class RunWriter:
    """Long runs are written photo by photo, in many transactions between which edits go on.

    A run that was cut off, because the program was killed or the disk was full, is taken back when
    the library is opened again; so is the rest of one that was being taken back.
    """

    def __init__(self, stores: Stores) -> None:
        """Write what these stores keep; what was cut off is taken back from now on."""
        self._stores = stores
        self._turn = threading.Lock()
        if not stores.catalog.readonly:
            self._mend()

    def write(self, begin: Begin) -> RunTags:
        """Write a run; what it said, with its number.

        Raises:
            LibraryError: the list was changed or the run was taken back meanwhile, or the library
                cannot be written; nothing of the run stays.
        """
        with self._turn:
            self._finish()
            said = self._begun(begin)
            try:
                self._go_on(said)
            except BaseException:
                self._mend()
                raise
            return said

    def undo(self, run: int) -> int:
        """Take a run back; how many tags it had given.

        Raises:
            LibraryError: there is no such run, or it was undone already.
        """
        given, rows, done = 0, _ROWS, False
        with self._turn:
            self._finish()
            while not done:
                started = time.perf_counter()
                count, done = self._commit(lambda tx, rows=rows: _undo_step(tx, run, rows))
                rows = _next(rows, time.perf_counter() - started)
                given += count
        return given

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _begun(self, begin: Begin) -> RunTags:
        """Start a run and write as much of it as a step may have."""

        def write(tx: Transaction) -> RunTags:
            said = _by_photo(begin(tx))
            first, rest = _step(said, _ROWS, 0)
            run = tx.write_run(first)
            if rest < len(said.looked_at):
                tx.set_meta(_UNFINISHED, str(run))
            return replace(said, run=run)

        return self._commit(write)

    def _go_on(self, said: RunTags) -> None:
        at, rows = _step(said, _ROWS, 0)[1], _ROWS
        while at < len(said.looked_at):
            step, at = _step(said, rows, at)
            started = time.perf_counter()
            self._commit(lambda tx, step=step, at=at: self._write_step(tx, step, at, said))
            rows = _next(rows, time.perf_counter() - started)

    def _write_step(self, tx: Transaction, step: RunTags, at: int, said: RunTags) -> None:
        if not tx.is_current(said.run or 0):
            raise LibraryError(
                f"The label list '{said.labels.name}' was changed while it was being applied, so "
                "that this was taken back; apply it anew."
            )
        tx.write_run(step)
        if at >= len(said.looked_at):
            tx.set_meta(_UNFINISHED, "")

    def _mend(self) -> None:
        """Take back what was cut off, little by little; returns at once."""
        if self._stores.catalog.meta(_UNFINISHED):
            self._stores.commit(self._mend_step).add_done_callback(self._mended)

    def _finish(self) -> None:
        """Take back what was cut off before anything else is begun."""
        while self._stores.catalog.meta(_UNFINISHED):
            self._commit(self._mend_step)

    def _mend_step(self, tx: Transaction) -> None:
        run = self._stores.catalog.meta(_UNFINISHED)
        if run:
            _undo_step(tx, int(run), _ROWS)

    def _mended(self, step: "Future[None]") -> None:
        error = step.exception()
        if error is None:
            self._mend()
        else:
            log.error("A run that was cut off cannot be taken back now", exc_info=error)

    def _commit(self, job: Callable[[Transaction], T]) -> T:
        return self._stores.commit(job, edit=True).result()


def _undo_step(tx: Transaction, run: int, rows: int) -> tuple[int, bool]:
    count, done = tx.undo_part(run, rows)
    tx.set_meta(_UNFINISHED, "" if done else str(run))
    return count, done


def _by_photo(said: RunTags) -> RunTags:
    order = np.argsort(said.photo_ids, kind="stable")
    return replace(
        said,
        photo_ids=said.photo_ids[order],
        label_index=said.label_index[order],
        probability=said.probability[order],
        looked_at=np.unique(said.looked_at),
    )


def _step(said: RunTags, rows: int, at: int) -> tuple[RunTags, int]:
    """The tags of the next photos from a place in `looked_at` on, and where the next step begins.

    At least one photo, then as many as have `rows` tags together.
    """
    first = int(np.searchsorted(said.photo_ids, said.looked_at[at], "left")) if at else 0
    limit = min(first + rows, len(said.photo_ids))
    most = min(at + _PHOTOS, len(said.looked_at))
    if limit < len(said.photo_ids):
        fits = int(np.searchsorted(said.looked_at, said.photo_ids[limit], "left"))
        most = min(most, max(fits, at + 1))
    last = len(said.photo_ids)
    if most < len(said.looked_at):
        last = int(np.searchsorted(said.photo_ids, said.looked_at[most], "left"))
    part = slice(first, last)
    step = replace(
        said,
        photo_ids=said.photo_ids[part],
        label_index=said.label_index[part],
        probability=said.probability[part],
        looked_at=said.looked_at[at:most],
    )
    return step, most


def _next(rows: int, seconds: float) -> int:
    """How many rows the next step may have, where the last one took so long."""
    wanted = rows * min(2.0, _STEP_SECONDS / max(seconds, 1e-3))
    return int(np.clip(wanted, _LEAST_ROWS, _MOST_ROWS))

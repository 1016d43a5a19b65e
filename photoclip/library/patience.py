"""Waiting for a disk that is full or away, in the place of giving up or of trying again at once."""

import logging
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from photoclip.errors import DiskError

log = logging.getLogger(__name__)

T = TypeVar("T")

_LOOK_SECONDS = 0.5
_FIRST_SECONDS, _LONGEST_SECONDS = 10.0, 600.0  # until the next try though nothing seems better
_ROOM = 16 << 20  # bytes more than before, with which it may work


def patiently(
    work: Callable[[], T],
    *,
    folder: Path,
    stop: threading.Event,
    on_trouble: Callable[[str], object],
) -> T:
    """Do some work; where the disk refuses, do it again once it has room or is there again.

    Where neither can be seen, as with a quota, it is tried again after a while, ever more seldom.

    Args:
        work: what may be done several times.
        folder: lies on the disk.
        stop: ends the waiting.
        on_trouble: told why it waits, in one sentence, and "" when that is over.

    Raises:
        DiskError: `stop` was set meanwhile.
    """
    seconds = _FIRST_SECONDS
    while True:
        try:
            return work()
        except DiskError as error:
            log.warning("Waiting: %s", error)
            on_trouble(str(error))
            better = _is_better(folder, stop, seconds)
            on_trouble("")
            if not better:
                raise
            seconds = min(2 * seconds, _LONGEST_SECONDS)


def _is_better(folder: Path, stop: threading.Event, seconds: float) -> bool:
    """Wait until another try is worth it; False when `stop` was set."""
    before, until = _free(folder), time.monotonic() + seconds
    while not stop.wait(_LOOK_SECONDS):
        now = _free(folder)
        if now is None:
            before = None
        elif before is None or now >= before + _ROOM or time.monotonic() >= until:
            return True
        else:
            before = min(before, now)
    return False


def _free(folder: Path) -> int | None:
    """Bytes that are free where a library lies; None: it is not there."""
    try:
        return shutil.disk_usage(folder).free if (folder / "catalog.sqlite").exists() else None
    except OSError:
        return None

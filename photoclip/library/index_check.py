"""Looks through the saved index: a small one before it is searched, a large one meanwhile."""

import os
import sys
import threading
from collections.abc import Callable

from photoclip.index.vectors import VectorIndex

_AT_ONCE = 64 << 20  # bytes; 0.02 s
_NICE = 10  # the system's priority; questions come first


class IndexCheck:
    """Takes damaged files out of an index that was opened, and tells of it."""

    def __init__(self, on_damage: Callable[[VectorIndex], object]) -> None:
        """Nothing runs yet; `on_damage` is called in any thread."""
        self._on_damage = on_damage
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def look_through(self, index: VectorIndex) -> None:
        """Look through the files of an index that was just opened."""
        if index.unseen_bytes() <= _AT_ONCE:
            self._look(index, threading.Event())
            return
        self._stop.set()  # an earlier index; not waited for, since it may wait for who opens this
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._look_meanwhile, args=(index, self._stop), name="index-check", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End; the next opening looks again."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _look_meanwhile(self, index: VectorIndex, stop: threading.Event) -> None:
        if sys.platform == "linux":  # elsewhere a thread alone has no such priority
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        self._look(index, stop)

    def _look(self, index: VectorIndex, stop: threading.Event) -> None:
        if index.drop_damaged(stop):
            self._on_damage(index)

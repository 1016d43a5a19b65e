"""Brings an index's files together in the background."""

import logging
import os
import sys
import threading

from photoclip.index.vectors import VectorIndex

log = logging.getLogger(__name__)

_NICE = 10  # the system's priority; questions and decoding come first


class Merger:
    """One index's files at a time, in a thread of its own."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def look_after(self, index: VectorIndex) -> None:
        """Start where files have come that should be one, and nothing runs."""
        if (self._thread is not None and self._thread.is_alive()) or not index.scattered:
            return
        self._stop.clear()
        self._thread = threading.Thread(target=self._merge, args=(index,), name="merger")
        self._thread.start()

    def stop(self) -> None:
        """End what runs; it is done another time."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _merge(self, index: VectorIndex) -> None:
        if sys.platform == "linux":  # elsewhere a thread alone has no such priority
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        try:
            if index.merge(self._stop):
                log.info("The files of the index were brought together: %d vectors", len(index))
        except OSError as error:
            log.warning("The files of the index stay as they are: %s", error)

"""The one thread that writes: catalog, index and thumbnails; a person's edits go first."""

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

_EDIT, _BULK, _END = 0, 1, 2


class Writer:
    """Runs writing jobs one after the other; an edit overtakes bulk jobs that still wait."""

    def __init__(self, name: str = "writer") -> None:
        self._jobs: queue.PriorityQueue[
            tuple[int, int, Callable[[], Any] | None, Future[Any] | None]
        ] = queue.PriorityQueue()
        self._order = itertools.count()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], T], *, edit: bool = False) -> "Future[T]":
        """Queue a job; what it raises is raised by the future's `result`."""
        future: Future[T] = Future()
        self._jobs.put((_EDIT if edit else _BULK, next(self._order), job, future))
        return future

    def do(self, job: Callable[[], T]) -> T:
        """Run an edit and wait for it."""
        return self.submit(job, edit=True).result()

    def close(self) -> None:
        """Finish every queued job and end the thread."""
        if self._thread.is_alive():
            self._jobs.put((_END, next(self._order), None, None))
            self._thread.join()

    def _work(self) -> None:
        while True:
            _, _, job, future = self._jobs.get()
            if job is None or future is None:
                return
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(job())
            except BaseException as error:  # noqa: BLE001 - handed on to who waits for the future
                future.set_exception(error)
            del job, future

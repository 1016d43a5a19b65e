"""The pool of decoder processes: hostile files cost one process, never the program."""

import logging
import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any, Self, cast

from pebble import ProcessExpired, ProcessPool

from photoclip.photos import worker
from photoclip.records import DecodeFailure, DecodeResult

_RECYCLE_AFTER = 500  # files, so that what libraries leak does not add up
_AHEAD = 2  # files given to a process at once: one in work, one waiting in its pipe
_ATTEMPTS = 3  # how often a file is given out whose process died before it began

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Task:
    path: bytes
    known: frozenset[bytes]
    short_side: int
    future: Future[DecodeResult]
    begun: bool = False  # given to a process at least once; it cannot be cancelled any more
    attempts: int = 0


@dataclass(slots=True, eq=False)
class _Lane:
    """One process with its own pipes, so that its death cannot touch another."""

    pool: ProcessPool
    tasks: set[_Task] = field(default_factory=set["_Task"])


class DecoderPool:
    """Decodes files in processes of their own, with a time and a memory limit for each file.

    Every process has a lane (a pool of one) of its own: pebble's processes share a pipe and a
    lock, and one killed at the wrong moment would stall the others. All lanes are handled by one
    thread, which also is the parent thread of the processes.
    """

    def __init__(  # noqa: PLR0913 - all but the first by name
        self,
        processes: int,
        *,
        short_side: int,
        seconds: float = 30.0,
        memory_mb: int = 2048,
        log_path: Path | None = None,
        decode: worker.Decode | None = None,
        niceness: int = 0,
    ) -> None:
        """Starts the processes in the background.

        Args:
            processes: how many.
            short_side: wanted short side of the pixels, px.
            seconds: time limit of one file, from the start of its work.
            memory_mb: memory limit of one process beyond its own size, MB (Linux only).
            log_path: the file for what imaging libraries print; None throws it away.
            decode: another importable function in place of `photoclip.photos.decode.decode`.
            niceness: how far the processes stand back behind others, 0 to 19.
        """
        if decode is None:
            from photoclip.photos.decode import decode
        self._decode: worker.Decode = decode
        self._short_side = short_side
        self._seconds = seconds
        self._start = (os.getpid(), memory_mb, str(log_path) if log_path else None, niceness)
        self._count = max(1, processes)
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._waiting: deque[_Task] = deque()
        self._lanes: list[_Lane] = []
        self._retiring: list[threading.Thread] = []
        self._closed = False  # no more files are taken
        self._finished = False  # the keeper ends
        self._gate = threading.Lock()
        self._keeper = threading.Thread(target=self._keep, name="decoder-keeper", daemon=True)
        self._keeper.start()
        self._calls.put(self._open_lanes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(
        self, path: bytes, known: frozenset[bytes] = frozenset(), *, short_side: int = 0
    ) -> Future[DecodeResult]:
        """Queues a file.

        Args:
            path: the absolute path.
            known: content hashes that need no decoding.
            short_side: wanted short side of the pixels, px; 0: the pool's own.

        Returns:
            A future that never raises for trouble with the file: that is a DecodeFailure. It can
            be cancelled while the file waits; `close` cancels whatever is not done.

        Raises:
            RuntimeError: the pool is closed.
        """
        task = _Task(path, known, short_side or self._short_side, Future())
        with self._gate:
            if self._closed:
                raise RuntimeError("the decoder pool is closed")
            self._calls.put(lambda: self._accept(task))
        return task.future

    def close(self) -> None:
        """Ends all processes at once and cancels what is not done; returns within two seconds."""
        with self._gate:
            first, self._closed = not self._closed, True
            if first:
                self._calls.put(self._shut)
        self._keeper.join()

    def _keep(self) -> None:
        """The keeper thread: runs calls one after another until the pool is shut."""
        while not self._finished:
            self._calls.get()()

    def _open_lanes(self) -> None:
        if os.name == "posix":  # an interrupt from the keyboard is for the parent alone
            resource_tracker.ensure_running()
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        self._lanes = [self._new_lane() for _ in range(self._count)]

    def _new_lane(self) -> _Lane:
        pool = ProcessPool(
            max_workers=1,
            max_tasks=_RECYCLE_AFTER,
            initializer=worker.prepare,
            initargs=self._start,
            context=cast("Any", multiprocessing.get_context("spawn")),
        )
        assert pool.active  # starts the process here: it lives as long as this thread
        return _Lane(pool)

    def _accept(self, task: _Task) -> None:
        self._waiting.append(task)
        self._feed()

    def _feed(self) -> None:
        """Gives waiting files to the lanes that have room, the emptiest first."""
        while self._waiting and not self._closed:
            lane = min(self._lanes, key=lambda lane: len(lane.tasks))
            if len(lane.tasks) >= _AHEAD:
                return
            task = self._waiting.popleft()
            if not task.begun:
                task.begun = task.future.set_running_or_notify_cancel()
            if task.begun:
                self._give(lane, task)

    def _give(self, lane: _Lane, task: _Task) -> None:
        args = (self._decode, task.path, task.short_side, task.known)
        try:
            answer = lane.pool.schedule(worker.work, args=args, timeout=self._seconds)
        except RuntimeError:  # its process died while it had nothing to do
            self._waiting.appendleft(task)
            self._replace(lane)
            return
        lane.tasks.add(task)
        answer.add_done_callback(lambda done: self._calls.put(lambda: self._take(lane, task, done)))

    def _take(self, lane: _Lane, task: _Task, answer: Future[DecodeResult]) -> None:
        """Hands on what came of a file; runs in the keeper."""
        if task not in lane.tasks or self._closed:
            return
        lane.tasks.remove(task)
        error = answer.exception()
        if error is None:
            task.future.set_result(answer.result())
        elif isinstance(error, ProcessExpired):
            _log.warning("a decoder process died (status %s)", error.exitcode)
            task.future.set_result(DecodeFailure("It crashed the decoder."))
            self._replace(lane)
        elif isinstance(error, TimeoutError):
            task.future.set_result(
                DecodeFailure(f"It took longer than {self._seconds:g} s to decode.")
            )
        elif isinstance(error, MemoryError):
            task.future.set_result(DecodeFailure(worker.NO_MEMORY))
        elif isinstance(error, BrokenProcessPool):
            self._try_again(lane, task)
        else:
            _log.error("decoding failed unexpectedly", exc_info=error)
            task.future.set_result(DecodeFailure("The decoder failed on it; the log says why."))
        self._feed()

    def _try_again(self, lane: _Lane, task: _Task) -> None:
        """Queues a file anew whose process died before it began with it."""
        task.attempts += 1
        if task.attempts >= _ATTEMPTS:
            task.future.set_result(
                DecodeFailure("The decoder ended whenever it was to start on it.")
            )
        else:
            self._waiting.appendleft(task)
        self._replace(lane)

    def _replace(self, lane: _Lane) -> None:
        """Puts a fresh process in place of one that cannot be trusted any more."""
        if lane not in self._lanes:
            return
        self._waiting.extendleft(lane.tasks)
        lane.tasks.clear()
        self._lanes[self._lanes.index(lane)] = self._new_lane()
        lane.pool.stop()
        retirement = threading.Thread(target=lane.pool.join, name="decoder-retire", daemon=True)
        retirement.start()
        self._retiring = [*(old for old in self._retiring if old.is_alive()), retirement]

    def _shut(self) -> None:
        """Cancels everything and ends the processes."""
        self._finished = True
        for task in self._waiting:
            if not task.begun and task.future.cancel():
                task.future.set_running_or_notify_cancel()
            elif task.begun:
                task.future.set_exception(CancelledError())
        for lane in self._lanes:
            for task in lane.tasks:
                task.future.set_exception(CancelledError())
            lane.pool.stop()
        for lane in self._lanes:
            lane.pool.join()
        for retirement in self._retiring:
            retirement.join(1)


class InlineDecoder:
    """The same door as `DecoderPool`, decoding in the calling thread: no processes, no limits."""

    def __init__(self, *, short_side: int, decode: worker.Decode | None = None) -> None:
        if decode is None:
            from photoclip.photos.decode import decode
        self._short_side, self._decode = short_side, decode

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, path: bytes, known: frozenset[bytes] = frozenset()) -> Future[DecodeResult]:
        """Decodes a file at once; the future is done. As `DecoderPool.submit`."""
        future: Future[DecodeResult] = Future()
        future.set_result(worker.work(self._decode, path, self._short_side, known))
        return future

    def close(self) -> None:
        """Nothing to end."""

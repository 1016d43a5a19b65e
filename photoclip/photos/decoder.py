"""The pool of decoder processes: hostile files cost one process, never the program."""

import logging
import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Self, cast

from pebble import ProcessExpired, ProcessPool

from photoclip.errors import DecoderError
from photoclip.photos import worker
from photoclip.records import DecodeFailure, DecodeResult

_RECYCLE_AFTER = 2000  # files, so that what libraries leak does not add up
_AHEAD = 2  # files given to a process at once: one in work, one waiting in its pipe
_STILLBORN = 10  # processes in a row that died before they began with a file: none will live
_MOST_BLAME = 12  # of a file for the deaths of processes, which another program may have killed:
_CRASHED, _NOT_BEGUN = 6, 1  # two in work with it are its own fault, many that were to begin too
_LOOK_SECONDS = 0.2  # between two looks at what takes too long and at who has died
_START_SECONDS = 60.0  # for a process to begin with its first file, however busy the machine is

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Task:
    path: bytes
    known: frozenset[bytes]
    short_side: int
    future: Future[DecodeResult]
    begun: bool = False  # given to a process at least once; it cannot be cancelled any more
    blame: int = 0
    answer: Future[DecodeResult] | None = None  # of the process that has it now


@dataclass(slots=True, eq=False)
class _Lane:
    """One process with its own pipes, so that its death cannot touch another."""

    pool: ProcessPool
    tasks: set[_Task] = field(default_factory=set["_Task"])
    lived: bool = False  # has begun with a file
    current: _Task | None = None  # what was in work at the last look
    since: float = field(default_factory=time.monotonic)  # that is so; a clock may be set

    def at_work(self) -> _Task | None:
        """The file that the process has begun with."""
        return next((task for task in self.tasks if task.answer and task.answer.running()), None)


def get_ready() -> None:
    """Begins with what the first decoder process would have to wait for; does not wait itself."""
    if sys.platform == "linux":
        threading.Thread(target=_start_ancestor, name="fork-server", daemon=True).start()


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
        self._start = (memory_mb, str(log_path) if log_path else None, niceness)
        self._count = max(1, processes)
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._waiting: deque[_Task] = deque()
        self._lanes: list[_Lane] = []
        self._retiring: list[threading.Thread] = []
        self._stillborn = 0  # processes in a row that began with nothing
        self._broken: DecoderError | None = None  # why there is no process at all
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
            be cancelled while the file waits; `close` cancels whatever is not done. It raises
            DecoderError where no process can be started, whatever the file.

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
        looked = time.monotonic()
        while not self._finished:
            try:
                call = self._calls.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                call = None
            if call is not None:
                call()
            if time.monotonic() - looked >= _LOOK_SECONDS and not self._closed:
                self._look()
                looked = time.monotonic()

    def _open_lanes(self) -> None:
        _leave_interrupts_to_others()
        for _ in range(self._count):
            self._open_lane()

    def _open_lane(self) -> None:
        """Starts one process more; where the system refuses, those that there are must do."""
        pool = ProcessPool(
            max_workers=1,
            max_tasks=_RECYCLE_AFTER,
            initializer=worker.prepare,
            initargs=self._start,
            context=cast("Any", _context()),
        )
        try:
            if os.name == "posix":
                resource_tracker.ensure_running()
                _leave_interrupts_to_others()  # starting it has let them through again
            started = pool.active  # starts the process here: it lives as long as this thread
        except (OSError, RuntimeError, EOFError) as error:
            _log.warning("a decoder process cannot be started", exc_info=error)
            if not self._lanes:
                system = error if isinstance(error, OSError) else error.__cause__
                self._give_up(getattr(system, "strerror", None) or "the system refused")
        else:
            assert started
            self._lanes.append(_Lane(pool))

    def _give_up(self, why: str) -> None:
        """Leaves no process: whoever waits, now and later, hears why no file can be decoded."""
        self._broken = DecoderError(
            f"No process for reading pictures can be started ({why}); close other programs and "
            "try again."
        )
        for lane in tuple(self._lanes):
            self._retire(lane)

    def _accept(self, task: _Task) -> None:
        self._waiting.append(task)
        self._feed()

    def _feed(self) -> None:
        """Gives waiting files to the lanes that have room, the emptiest first."""
        while self._waiting and not self._closed:
            lane = min(self._lanes, key=lambda lane: len(lane.tasks), default=None)
            if lane is not None and len(lane.tasks) >= _AHEAD:
                return
            task = self._waiting.popleft()
            if not task.begun:
                task.begun = task.future.set_running_or_notify_cancel()
            if not task.begun:
                continue
            if lane is None:
                task.future.set_exception(self._broken)
            else:
                self._give(lane, task)

    def _give(self, lane: _Lane, task: _Task) -> None:
        args = (self._decode, task.path, task.short_side, task.known)
        try:
            answer = lane.pool.schedule(worker.work, args=args)
        except RuntimeError:  # its process died while it had nothing to do
            self._waiting.appendleft(task)
            self._replace(lane)
            return
        lane.tasks.add(task)
        task.answer = answer
        answer.add_done_callback(lambda done: self._calls.put(lambda: self._take(lane, task, done)))

    def _take(self, lane: _Lane, task: _Task, answer: Future[DecodeResult]) -> None:
        """Hands on what came of a file; runs in the keeper."""
        if task not in lane.tasks or self._closed:
            return
        lane.tasks.remove(task)
        error = answer.exception()
        if error is None:
            self._stillborn, lane.lived = 0, True
            task.future.set_result(answer.result())
        elif isinstance(error, ProcessExpired):
            _log.warning("a decoder process died (status %s)", error.exitcode)
            lane.lived = True
            self._try_again(lane, task, _CRASHED)
        elif isinstance(error, MemoryError):
            task.future.set_result(DecodeFailure(worker.NO_MEMORY))
        elif isinstance(error, BrokenProcessPool):
            self._try_again(lane, task, _NOT_BEGUN)
        else:
            _log.error("decoding failed unexpectedly", exc_info=error)
            task.future.set_result(DecodeFailure("The decoder failed on it; the log says why."))
        self._feed()

    def _try_again(self, lane: _Lane, task: _Task, blame: int) -> None:
        """Queues a file anew whose process died, until that must be its own fault."""
        task.blame += blame
        if task.blame >= _MOST_BLAME:
            task.future.set_result(DecodeFailure("It crashed the decoder."))
        else:
            self._waiting.appendleft(task)
        self._replace(lane)

    def _look(self) -> None:
        """Ends what takes too long, and replaces processes that died before they began."""
        now = time.monotonic()
        for lane in tuple(self._lanes):
            task = lane.at_work()
            lane.lived = lane.lived or task is not None
            if task is None and not lane.pool.active:
                self._replace(lane)
            elif task is not lane.current or not lane.tasks:
                lane.current, lane.since = task, now
            elif task is not None and now - lane.since > self._seconds:
                lane.tasks.remove(task)
                reason = f"It took longer than {self._seconds:g} s to decode."
                task.future.set_result(DecodeFailure(reason))
                self._replace(lane)
            elif task is None and now - lane.since > max(self._seconds, _START_SECONDS):
                self._replace(lane)
        self._feed()

    def _replace(self, lane: _Lane) -> None:
        """Puts a fresh process in place of one that cannot be trusted any more."""
        if lane not in self._lanes:
            return
        self._retire(lane)
        self._stillborn = 0 if lane.lived else self._stillborn + 1
        if self._stillborn < _STILLBORN:
            self._open_lane()
        else:
            self._give_up("they end at once")

    def _retire(self, lane: _Lane) -> None:
        """Ends a process; what it was to do waits again."""
        self._waiting.extendleft(lane.tasks)
        lane.tasks.clear()
        self._lanes.remove(lane)
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


def _context() -> BaseContext:
    """How processes are started: on Linux forked from one that has loaded all libraries already.

    Elsewhere each begins by itself: there is no fork on Windows, and Apple's libraries do not
    survive one.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["photoclip.photos.ancestor"])
    return context


def _start_ancestor() -> None:
    from multiprocessing import forkserver

    _context()
    try:
        resource_tracker.ensure_running()
        _leave_interrupts_to_others()  # only now: starting the tracker lets them through
        forkserver.ensure_running()
    except OSError:  # the first pool will say what that means for it
        _log.warning("decoder processes cannot be started yet", exc_info=True)


def _leave_interrupts_to_others() -> None:
    """In this thread and all that it starts: an interrupt from the keyboard is for the parent."""
    if os.name == "posix":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

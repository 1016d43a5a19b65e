"""How background work behaves beside everything else that the computer does."""

import contextlib
import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

_LOOK_SECONDS = 0.5
_BUSY_SHARE = 0.25
_FORGIVEN_SECONDS = 10.0
_NICENESS = 3  # of the tower's threads: behind the window and questions, before the decoders
_BELOW_NORMAL, _UTILITY = -1, 0x11  # of a thread, for Windows and for macOS


@dataclass(frozen=True, slots=True)
class Manners:
    """When indexing holds back.

    Attributes:
        only_when_idle: while other programs use more than a quarter of the processors.
        pause_on_battery: while the computer runs on its battery.
        cpu_limit: share of all processors, above 0 and up to 1, that it may use on average.
    """

    only_when_idle: bool = False
    pause_on_battery: bool = False
    cpu_limit: float = 1.0


@dataclass(frozen=True, slots=True)
class Load:
    """A look at the machine; times in seconds, those of processors summed over all of them."""

    moment: float
    own: float  # processor time of photoclip and its decoder processes
    everyone: float  # processor time of all programs
    on_battery: bool
    processors: int


class Governor:
    """Says from moment to moment whether indexing may go on; any thread may ask.

    It is asked before each file is read and before each batch of pictures is embedded, so that no
    more than one of each is under way once the limit is reached.
    """

    def __init__(
        self, manners: Callable[[], Manners], look: Callable[[], Load] | None = None
    ) -> None:
        """Ask `manners` what is wanted now, and `look` how the machine stands."""
        self._manners, self._look = manners, look or look_at_machine
        self._last: Load | None = None
        self._overdrawn = 0.0  # processor seconds used beyond the limit
        self._reason = ""
        self._asking = threading.Lock()

    def reason(self) -> str:
        """Why to hold back: "battery", "busy", "limit", or "" where work may go on."""
        manners = self._manners()
        with self._asking:
            if manners == Manners():
                self._last, self._overdrawn, self._reason = None, 0.0, ""
            elif self._last is None or time.monotonic() - self._last.moment >= _LOOK_SECONDS:
                now = self._look()
                self._reason = self._judged(manners, now, self._last or now)
                self._last = now
            return self._reason

    def _judged(self, manners: Manners, now: Load, before: Load) -> str:
        elapsed = (now.moment - before.moment) * now.processors
        own, others = now.own - before.own, now.everyone - before.everyone
        others -= own
        owed = self._overdrawn + own - manners.cpu_limit * elapsed
        self._overdrawn = max(owed, -_FORGIVEN_SECONDS * manners.cpu_limit)
        if manners.pause_on_battery and now.on_battery:
            return "battery"
        if manners.only_when_idle and elapsed > 0 and others / elapsed > _BUSY_SHARE:
            return "busy"
        return "limit" if manners.cpu_limit < 1 and self._overdrawn > 0 else ""


def stand_back() -> None:
    """Let the calling thread, and what threads it starts, wait for the window and for questions.

    Linux has a niceness for each thread; Windows gets a lower priority and macOS a quality of
    service for it. Where the system refuses, the thread goes on as it was.
    """
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).pthread_set_qos_class_self_np(_UTILITY, 0)
        elif sys.platform == "win32":
            kernel = ctypes.windll.kernel32
            kernel.SetThreadPriority(ctypes.c_void_p(kernel.GetCurrentThread()), _BELOW_NORMAL)


def look_at_machine() -> Load:
    """How this machine stands now."""
    process = psutil.Process()
    own = _seconds_of(process)
    for child in process.children(recursive=True):
        try:
            own += _seconds_of(child)
        except psutil.Error:
            continue  # it ended meanwhile; its time counts with its parent's
    times = psutil.cpu_times()
    idle = times.idle + getattr(times, "iowait", 0.0)
    battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    return Load(
        moment=time.monotonic(),
        own=own,
        everyone=sum(times) - idle - getattr(times, "guest", 0.0),
        on_battery=battery is not None and battery.power_plugged is False,
        processors=os.cpu_count() or 1,
    )


def _seconds_of(process: psutil.Process) -> float:
    times = process.cpu_times()
    ended = getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
    return times.user + times.system + ended

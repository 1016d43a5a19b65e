"""How background work behaves beside everything else that the computer does."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

_LOOK_SECONDS = 0.5
_BUSY_SHARE = 0.25
_FORGIVEN_SECONDS = 10.0


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
    """Says from moment to moment whether indexing may go on; one thread asks."""

    def __init__(
        self, manners: Callable[[], Manners], look: Callable[[], Load] | None = None
    ) -> None:
        """Ask `manners` what is wanted now, and `look` how the machine stands."""
        self._manners, self._look = manners, look or look_at_machine
        self._last: Load | None = None
        self._overdrawn = 0.0  # processor seconds used beyond the limit
        self._reason = ""

    def reason(self) -> str:
        """Why to hold back: "battery", "busy", "limit", or "" where work may go on."""
        manners = self._manners()
        if manners == Manners():
            self._last, self._overdrawn, self._reason = None, 0.0, ""
            return ""
        if self._last is None or time.monotonic() - self._last.moment >= _LOOK_SECONDS:
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

"""Times of work that is repeated."""

import time
from collections.abc import Callable

import numpy as np


def best(work: Callable[[], object], times: int = 7) -> float:
    """The shortest of some runs, s: what the work takes where nothing disturbs it."""
    return min(taken(work, times))


def taken(work: Callable[[], object], times: int) -> list[float]:
    """How long each run took, s."""
    durations: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        durations.append(time.perf_counter() - started)
    return durations


def p95(durations: list[float]) -> float:
    """The duration that 95 of 100 runs keep within."""
    return float(np.percentile(durations, 95))

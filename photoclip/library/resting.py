"""Gives memory back to the system while nothing needs it."""

import ctypes
import gc
import sys
import time
from collections.abc import Callable, Iterable

from photoclip.library.tower import Tower

IDLE_SECONDS = 180.0

_M_ARENA_MAX, _HEAPS = -8, 2


class Resting:
    """Lets the image towers go that have looked at no picture for a while; texts stay quick."""

    def __init__(self, towers: Callable[[], Iterable[Tower]]) -> None:
        """Look after these towers."""
        self._towers = towers

    def rest(self, idle_seconds: float) -> bool:
        """See `Library.rest`."""
        since = time.monotonic() - idle_seconds
        released = [
            each.release_images() for each in self._towers() if each.last_picture() <= since
        ]
        if any(released):
            give_back()
        return any(released)


def keep_memory_together() -> None:
    """Let all threads share few heaps from now on (glibc).

    It gives each thread one of its own otherwise, and what models and runs leave behind in pieces
    adds up: a library in use for hours would hold several hundred megabytes more than it needs.
    """
    _call_allocator("mallopt", _M_ARENA_MAX, _HEAPS)


def give_back() -> None:
    """Hand freed memory to the system: glibc keeps it for itself otherwise."""
    gc.collect()
    give_back_pieces()


def give_back_pieces() -> None:
    """As `give_back`, of what is free without looking for it; takes milliseconds."""
    _call_allocator("malloc_trim", 0)


def _call_allocator(name: str, *numbers: int) -> None:
    if sys.platform == "linux":
        function = getattr(ctypes.CDLL(None), name, None)  # musl has none
        if function is not None:
            function(*numbers)

"""How the allocator keeps what was freed, and how the system gets it back."""

import ctypes
import sys

_M_ARENA_MAX, _HEAPS = -8, 2


def keep_memory_together() -> None:
    """Let all threads share few heaps from now on (glibc).

    It gives each thread one of its own otherwise, and what models and runs leave behind in pieces
    adds up: a library in use for hours would hold several hundred megabytes more than it needs.
    """
    _call_allocator("mallopt", _M_ARENA_MAX, _HEAPS)


def give_back() -> None:
    """Hand freed memory to the system, which takes milliseconds: glibc keeps it otherwise."""
    _call_allocator("malloc_trim", 0)


def _call_allocator(name: str, *numbers: int) -> None:
    if sys.platform == "linux":
        function = getattr(ctypes.CDLL(None), name, None)  # musl has none
        if function is not None:
            function(*numbers)

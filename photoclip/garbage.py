"""Python's garbage, objects that only refer to each other: who looks for it.

Python itself does, on whichever thread happens to make an object. What belongs to a window may end
on the window's thread only, so that a window takes this over while it is there.
"""

import gc
from collections.abc import Callable

_look: Callable[[], object] = gc.collect


def collect() -> None:
    """Free all garbage now; where a window has taken this over, once its thread has done so."""
    _look()


def leave_to(look: Callable[[], object]) -> None:
    """From now on only `look`, which any thread may call, looks for garbage."""
    global _look  # noqa: PLW0603 - there is one collector in a process
    gc.disable()
    _look = look


def take_back() -> None:
    """Python looks for garbage again, as from the start."""
    global _look  # noqa: PLW0603
    _look = gc.collect
    gc.enable()

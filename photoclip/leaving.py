"""The end of a process, without Python's own.

When Python ends it stops each daemon thread at its next turn by unwinding it. In the midst of C++
(torch, faiss, Qt) that aborts the process: "terminate called without an active exception". So a
process of photoclip ends when all else is done: threads that are no daemons have been waited for,
and what was registered with `atexit` has been called. What daemons still do can be repeated; it is
the same as if the process had been killed, which loses nothing.
"""

import atexit
import os
import sys
from contextlib import suppress


class Leaving:
    """Ends this process with `status`, after everything that is registered with `atexit` later."""

    def __init__(self) -> None:
        self.status = 1  # as of an error that nobody caught
        atexit.register(self._leave)

    def _leave(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            with suppress(AttributeError, OSError, ValueError):  # there is none, or it is closed
                stream.flush()
        os._exit(self.status)

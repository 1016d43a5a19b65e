"""Whether a process stays as large as it was: memory, file handles, threads and children."""

import gc
import os
import threading
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class Use:
    """What a process holds at a moment when nothing is being done."""

    rss: int  # bytes
    handles: int
    threads: int
    children: int
    photos: int

    @property
    def text(self) -> str:
        """One line of figures."""
        return (
            f"{self.photos:>6} photos  {self.rss >> 20:>5} MB  {self.handles:>3} handles  "
            f"{self.threads:>3} threads  {self.children} children"
        )


MOST_GROWTH = 320 << 20  # bytes over what it held when everything had been done once: room for
# two models that come and go
BYTES_A_PHOTO = 16 << 10  # that the library has more
MOST_HANDLES, MOST_THREADS, MOST_CHILDREN = 12, 8, 2


def use(photos: int) -> Use:
    """What this process holds now."""
    gc.collect()
    me = psutil.Process()
    return Use(
        me.memory_info().rss,
        _handles(me),
        threading.active_count(),
        len(me.children(recursive=True)),
        photos,
    )


def excess(first: Use, now: Use) -> list[str]:
    """What has grown beyond its bound since `first`."""
    room = MOST_GROWTH + BYTES_A_PHOTO * max(0, now.photos - first.photos)
    bounds = {
        "bytes": (now.rss - first.rss, room),
        "file handles": (now.handles - first.handles, MOST_HANDLES),
        "threads": (now.threads - first.threads, MOST_THREADS),
        "child processes": (now.children - first.children, MOST_CHILDREN),
    }
    return [
        f"{more:,} {what} more, {most:,} may be"
        for what, (more, most) in bounds.items()
        if more > most
    ]


def _handles(me: psutil.Process) -> int:
    folder = Path(f"/proc/{os.getpid()}/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else me.num_fds()

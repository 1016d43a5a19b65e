"""Which processes this one has made."""

from contextlib import suppress

import psutil


def decoders() -> list[psutil.Process]:
    """The decoder processes that live: forked on Linux, begun by themselves elsewhere."""
    found: list[psutil.Process] = []
    for child in psutil.Process().children():
        words = ""
        with suppress(psutil.Error):
            words = " ".join(child.cmdline())
        if "spawn_main" in words:
            found.append(child)
        elif "forkserver" in words:
            with suppress(psutil.Error):
                found += child.children()
    return found

"""Where nobody tells of changes: the system's limits, its losses, and threads that have ended."""

import logging
import os
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from typing_extensions import override
from watchdog.events import FileMovedEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from photoclip.records import Root

Why = Literal["limit", "network"]

# a folder made while the one around it is looked through is watched twice, to no harm
warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)


@dataclass(frozen=True, slots=True)
class Polled:
    """A folder that is looked through on a timer though the person did not ask for that."""

    root: Root
    seconds: float
    why: Why

    @property
    def sentence(self) -> str:
        """What a person should know, with the remedy."""
        if self.why == "network":
            return (
                f"{self.root.text} lies on a network, where the changes of other computers are "
                f"not announced: it is looked through every {self.seconds:g} s."
            )
        return (
            f"The system's limit of watched folders is reached: {self.root.text} is looked "
            f"through every {self.seconds:g} s instead; to lift it, raise "
            "fs.inotify.max_user_watches with sysctl."
        )


class Losses(logging.Handler):
    """Hears that the system dropped changes because nobody took them in time.

    Watchdog then drops those too that it still holds, and says so in its log alone.
    """

    def __init__(self, on_loss: Callable[[], None]) -> None:
        """`on_loss` is called in the observer's thread, from `begin` to `end`."""
        super().__init__(logging.WARNING)
        self._on_loss = on_loss
        self._log = logging.getLogger("watchdog.observers")

    def begin(self) -> None:
        """Listen, until `end`."""
        self._log.addHandler(self)

    def end(self) -> None:
        """Listen no more."""
        self._log.removeHandler(self)

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if "overflow" in record.getMessage():
            self._on_loss()


def new_observer() -> BaseObserver | None:
    """The platform's own observer, started; None where it has none to give."""
    try:
        observer = Observer()
        observer.start()
    except (OSError, RuntimeError):
        return None
    return observer


def is_heard(observer: BaseObserver | None, watch: ObservedWatch) -> bool:
    """Whether somebody still listens to a watched folder.

    The threads of watchdog end for good with an error that they meet, and with the folder, though
    another one may lie in its place (and have its inode) by the next look.
    """
    if observer is None:
        return False
    reader: object = getattr(observer, "_inotify_fd", None)  # one for all, on Linux only
    threads = [observer, reader, *(each for each in observer.emitters if each.watch == watch)]
    return all(each.is_alive() for each in threads if isinstance(each, threading.Thread))


def is_watch_left(path: bytes, *, below: bool = False) -> bool:
    """Whether the system would watch one more folder, or with `below` all folders in it too.

    Watchdog passes silently over sub-folders that it gets no watch for; but when that happened,
    another watch cannot be had either.
    """
    probe = new_observer()
    if probe is None:
        return False
    try:
        probe.schedule(
            FileSystemEventHandler(),
            os.fsdecode(path),
            recursive=below,
            event_filter=[FileMovedEvent],
        )
        return not below or is_watch_left(path)
    except FileNotFoundError:
        return True
    except (OSError, RuntimeError):
        return False
    finally:
        probe.stop()
        probe.join(1)

"""Watching by an owner that also works for others: what they add is watched from then on."""

import threading
from collections.abc import Callable
from typing import Any

from typing_extensions import override

from photoclip.library.handover.operations import FOLDERS, LONG, Onlooker
from photoclip.library.library import Library
from photoclip.library.watching import did_something
from photoclip.records import IndexReport


class _Lap(threading.Event):
    """The end of one round of watching: set for itself, or with the end of all."""

    def __init__(self, end: threading.Event) -> None:
        super().__init__()
        self._end = end

    @override
    def is_set(self) -> bool:
        return super().is_set() or self._end.is_set()


def watch(
    library: Library,
    *,
    on_report: Callable[[IndexReport], None],
    stop: threading.Event,
    **named: Any,
) -> None:
    """`Library.watch` of a library that serves: gives way to others, and tells them what it did."""
    server = library.serve()
    told = threading.Event()

    def tell(report: IndexReport) -> None:
        if did_something(report) or not told.is_set():
            told.set()
            on_report(report)

    def tell_all(report: IndexReport) -> None:
        tell(report)
        if did_something(report):
            server.note(report)

    try:
        while not stop.is_set():
            lap = _Lap(stop)
            server.onlooker = Onlooker(
                on_begin=lambda name, lap=lap: lap.set() if name in LONG else None,
                on_end=lambda name, lap=lap: lap.set() if name in FOLDERS - LONG else None,
                on_progress=named.get("on_progress") or (lambda _now: None),
                on_report=tell,
            )
            library.watch(on_report=tell_all, stop=lap, **named)
    finally:
        server.onlooker = Onlooker()

"""What the owner of a library does for other processes: the doors of `Library` that write."""

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoclip.records import IndexProgress, IndexReport

if TYPE_CHECKING:
    from photoclip.library.library import Library

_LOOK_SECONDS = 0.2

SHORT = frozenset(
    {
        "set_relevance_line",
        "use_model",
        "retry_failures",
        "search_health.check",
        "exchange.bring_in",
        *(f"roots.{name}" for name in ("add", "remove", "exclude", "forget_missing", "relocate")),
        "watch_modes.poll",
        *(f"metadata.{name}" for name in ("choose", "ask", "write", "decide", "forget")),
        "companions.show_together",
        *(
            f"organising.{name}"
            for name in (
                *("tag", "untag", "refuse", "withdraw", "rate", "flag", "describe"),
                *("new_album", "rename_album", "delete_album"),
                *("add_to_album", "remove_from_album"),
                *("save_search", "rename_search", "delete_search", "pin", "unpin"),
            )
        ),
        *(
            f"copies.{name}"
            for name in (
                *("look", "different", "keep_all", "keep_files", "settle", "settle_files"),
            )
        ),
        *(
            f"tagging.{name}"
            for name in (
                *("save", "import_file", "rename", "rename_label", "delete"),
                *("apply", "undo", "tag", "untag", "accept", "reject"),
                *("learn", "revert", "dismiss"),
            )
        ),
    }
)
"""Methods of an open library that are over soon; an owner that ends finishes them first."""

LONG = frozenset({"index", "watch"})
"""Methods that may take hours; an owner that ends gives them back, and their asker goes on."""

PARTS = frozenset(name.partition(".")[0] for name in SHORT if "." in name)
FOLDERS = frozenset(
    {"index", "watch", "exchange.bring_in"} | {name for name in SHORT if name.startswith("roots.")}
)
"""Those that may change which folders there are."""


def _nothing(_value: object) -> None:
    """Nobody looks."""


@dataclass(frozen=True, slots=True)
class Onlooker:
    """What the owner itself wants to know of others' work; called from any thread.

    Attributes:
        on_begin: the name of a method, before it is done; what runs in the background gives way.
        on_end: the same name when it is done.
        on_progress: as for `Library.index`.
        on_photos: as for `Library.index`.
        on_report: as for `Library.watch`.
    """

    on_begin: Callable[[str], None] = _nothing
    on_end: Callable[[str], None] = _nothing
    on_progress: Callable[[IndexProgress], None] = _nothing
    on_photos: Callable[[tuple[int, ...]], None] = _nothing
    on_report: Callable[[IndexReport], None] = _nothing


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work that another process asked for.

    Attributes:
        name: of the method of `Library`, such as "index" or "organising.rate".
        arguments: its positional ones.
        named: the others.
        tell: sends something on the way to the end: "on_progress" or "on_report", and a record.
        stop: set, the asker wants no more of it.
        news: reports of what the owner indexed for itself meanwhile.
    """

    name: str
    arguments: list[Any]
    named: dict[str, Any]
    tell: Callable[[str, object], object]
    stop: threading.Event = field(default_factory=threading.Event)
    news: "queue.SimpleQueue[IndexReport]" = field(default_factory=queue.SimpleQueue)


def do(library: "Library", task: Task, onlooker: Onlooker) -> Any:
    """Do what was asked for, one of `SHORT` and `LONG`; what it raises is the method's own."""
    if task.name == "index":
        return _index(library, task, onlooker, *task.arguments, **task.named)
    if task.name == "watch":
        return _watch(library, task, onlooker)
    part, _, method = task.name.rpartition(".")
    onlooker.on_begin(task.name)
    try:
        found = getattr(getattr(library, part) if part else library, method)
        return found(*task.arguments, **task.named)
    finally:
        onlooker.on_end(task.name)


def _index(
    library: "Library",
    task: Task,
    onlooker: Onlooker,
    folders: Sequence[Path] = (),
    **named: Any,
) -> IndexReport:
    def on_progress(now: IndexProgress) -> None:
        task.tell("on_progress", now)
        onlooker.on_progress(now)

    task.tell("on_progress", IndexProgress("waiting", 0, None, 0, 0, 0.0, None))
    library.roots.targets(folders)  # added before what gives way begins again
    onlooker.on_begin(task.name)
    try:
        report = library.index(
            folders,
            **named,
            on_progress=on_progress,
            on_photos=onlooker.on_photos,
            stop=task.stop,
        )
    finally:
        onlooker.on_end(task.name)
    onlooker.on_report(report)
    return report


def _watch(library: "Library", task: Task, onlooker: Onlooker) -> None:
    """The owner keeps up for itself, and its asker hears of it."""
    task.tell("on_report", _index(library, task=task, onlooker=onlooker))
    while not task.stop.is_set():
        try:
            task.tell("on_report", task.news.get(timeout=_LOOK_SECONDS))
        except queue.Empty:
            continue

"""A library to write in, whoever owns it: this process, or another one that does the work."""

import random
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from photoclip import errors
from photoclip.errors import LibraryError, LibraryLockedError, PhotoclipError, ReadOnlyError
from photoclip.library.handover import keeping_up, operations
from photoclip.library.handover.line import GoneError, Line, LostError, Message, SilentError
from photoclip.library.handover.place import find_door
from photoclip.library.handover.values import packed, unpacked
from photoclip.library.library import Library
from photoclip.library.lock import Owner, read_owner

_PATIENCE = 3.0  # s for an owner that begins or ends
_ENDING = 60.0  # s for one that has said that it ends: it may be saving much
_SILENCE = 15.0  # s without a sign of life from an owner that works for us
_LOOK_SECONDS = 0.1
_PAUSE = (0.03, 0.12)  # s between two tries, so that many processes do not keep step


class EndedError(Exception):
    """The owner has ended before it did what it was asked for."""


class SharedLibrary:
    """Stands for a `Library` that is open for writing; use `open_shared`.

    Where another process of this person owns the library, questions are answered here, from
    what is committed, and what writes is done there; see `operations` for what that is. Where
    that owner ends, this process takes its place.
    """

    def __init__(
        self, folder: Path, *, break_lock: bool, anew: bool, on_handed: Callable[[Owner], object]
    ) -> None:
        self._folder, self._on_handed = folder, on_handed
        self._break_lock, self._anew = break_lock, anew
        self._settings: dict[str, Any] = {}
        self._library, self._owner = self._joined()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in operations.LONG or name in operations.SHORT:
            return partial(self._do, name)
        if name in operations.PARTS:
            return _Part(name, self._do, lambda: getattr(self._library, name))
        return getattr(self._library, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            self._settings[name] = value
            setattr(self._library, name, value)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        owner = self._owner
        self._library.close()
        if owner is not None and isinstance(error, ReadOnlyError):
            raise _refused(self._folder, owner, "does not do this for other processes") from None

    def _joined(self, patience: float = _PATIENCE) -> tuple[Library, Owner | None]:
        """The library, ours to write; or to read, with the owner that writes for us.

        Raises:
            LibraryLockedError: another process owns it and takes no work from this one.
        """
        until, last = 0.0, -1
        while True:
            try:
                return self._owned(), None
            except LibraryLockedError as locked:
                if locked.elsewhere:
                    raise
                owner = read_owner(self._folder) or Owner(locked.host, 0)
            reader, trouble = self._handed(owner)
            if reader is not None:
                return reader, owner
            if owner.pid != last:
                until, last = time.monotonic() + patience, owner.pid
            elif time.monotonic() > until:
                raise _refused(self._folder, owner, trouble)
            time.sleep(random.uniform(*_PAUSE))  # noqa: S311 - no secret

    def _owned(self) -> Library:
        library = Library.open(self._folder, break_lock=self._break_lock, anew=self._anew)
        library.serve()
        for name, value in self._settings.items():
            setattr(library, name, value)
        return library

    def _handed(self, owner: Owner) -> tuple[Library | None, str]:
        """The library to read, where its owner takes work; or None, and why it does not."""
        try:
            _line_to(owner).close()
        except SilentError as silent:
            raise _refused(self._folder, owner, str(silent)) from None
        except LostError as lost:
            return None, str(lost)
        if not (self._folder / "catalog.sqlite").exists():
            return None, "has not made it yet"
        return Library.open(self._folder, write=False), ""

    def _do(self, name: str, *arguments: Any, **named: Any) -> Any:
        """Call a method here or there, whatever is right when it is called."""
        while True:
            if self._owner is None and name == "watch":
                return keeping_up.watch(self._library, *arguments, **named)
            if self._owner is None:
                part, _, method = name.rpartition(".")
                place = getattr(self._library, part) if part else self._library
                return getattr(place, method)(*arguments, **named)
            try:
                self._on_handed(self._owner)
                return _asked(self._folder, self._owner, name, arguments, named)
            except EndedError:
                self._library.close()
                self._library, self._owner = self._joined(_ENDING)


class _Part:
    """A part of a shared library, such as `organising`."""

    def __init__(self, name: str, do: Callable[..., Any], here: Callable[[], Any]) -> None:
        self._name, self._do, self._here = name, do, here

    def __getattr__(self, name: str) -> Any:
        full = f"{self._name}.{name}"
        return partial(self._do, full) if full in operations.SHORT else getattr(self._here(), name)


def open_shared(
    folder: Path,
    *,
    break_lock: bool = False,
    anew: bool = False,
    on_handed: Callable[[Owner], object] = lambda _owner: None,
) -> Library:
    """A library to write in: owned by this process where nobody owns it, else through its owner.

    Args:
        folder: the library's.
        break_lock: take it although another machine holds it.
        anew: make a new one where one was opened before that is gone.
        on_handed: told of the owner whenever that one is asked for something.

    Raises:
        LibraryLockedError: another process owns it and takes no work from this one.
        LibraryError: as for `Library.open`.
    """
    folder = folder.expanduser().absolute()
    shared = SharedLibrary(folder, break_lock=break_lock, anew=anew, on_handed=on_handed)
    return cast("Library", shared)


def _line_to(owner: Owner) -> Line:
    if not owner.door:
        raise LostError("takes no work from other processes")
    door = find_door(owner.door)
    if door is None:
        raise LostError("belongs to another person")
    return Line.to(door)


def _asked(
    folder: Path, owner: Owner, name: str, arguments: tuple[Any, ...], named: dict[str, Any]
) -> Any:
    """Have something done by the owner.

    Raises:
        EndedError: it did not do it; ask again.
        LibraryLockedError: it cannot be had to do it.
        PhotoclipError, OSError: what the method raised there.
    """
    stop = named.get("stop") or threading.Event()
    hearers = {each: hear for each, hear in named.items() if each.startswith("on_")}
    sent = {each: packed(v) for each, v in named.items() if each not in {"stop", *hearers}}
    asked = {"do": name, "with": [packed(each) for each in arguments], "named": sent}
    begun = False
    try:
        line = _line_to(owner)
    except LostError:
        raise EndedError from None
    try:
        line.send(asked)
        while True:
            message = _next(line, stop)
            begun = begun or "begun" in message
            if "tell" in message:
                hearer = hearers.get(message["tell"])
                if hearer is not None:
                    hearer(unpacked(message["record"]))
            elif not message.keys() & {"begun", "beat"}:
                return _outcome(folder, owner, message, arguments)
    except LostError as lost:
        if not begun or (name in operations.LONG and isinstance(lost, GoneError)):
            raise EndedError from None
        raise _refused(folder, owner, f"{lost}, and may have done what it was asked for") from None
    finally:
        line.close()


def _next(line: Line, stop: threading.Event) -> Message:
    """The next message; before each of them the owner is told where `stop` is set."""
    until, told = time.monotonic() + _SILENCE, False
    while time.monotonic() < until:
        if stop.is_set() and not told:
            line.send({"stop": True})
            told = True
        if line.has_more(_LOOK_SECONDS):
            break
    return line.receive(0)


def _outcome(folder: Path, owner: Owner, message: Message, arguments: tuple[Any, ...]) -> Any:
    if "result" in message:
        return unpacked(message["result"])
    if "ended" in message:
        raise EndedError
    kind, sentence = str(message.get("error")), str(message.get("sentence", ""))
    if kind == "OSError":
        raise OSError(*message["parts"])
    if kind == "misunderstood":
        raise _refused(folder, owner, "is another version of photoclip")
    found = getattr(errors, kind, None)
    if isinstance(found, type) and issubclass(found, PhotoclipError):
        for path in arguments:  # the sentence names it as the person did
            if isinstance(path, Path):
                sentence = sentence.replace(str(path.expanduser().absolute()), str(path))
        try:
            raised = found(sentence)
        except TypeError:  # it wants to know more than its sentence
            raised = LibraryError(sentence)
        raise raised
    raise RuntimeError(f"process {owner.pid}: {sentence}")


def _refused(folder: Path, owner: Owner, why: str) -> LibraryLockedError:
    return LibraryLockedError(
        f"The library {folder} is being written by process {owner.pid} on {owner.host}, which "
        f"{why}; close it or wait until it has finished.",
        host=owner.host,
        pid=owner.pid,
    )

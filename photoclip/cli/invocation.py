"""What every command shares: the library it works on, and how it answers."""

import base64
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from photoclip import paths
from photoclip.cli.plain import PlainConsole, as_json, shown, visible
from photoclip.clip import models
from photoclip.errors import LibraryError
from photoclip.library.handover.sharing import open_shared
from photoclip.library.library import Library
from photoclip.library.lock import Owner
from photoclip.library.tower import Tower
from photoclip.records import display_text

_CHECKED_TO_READ = 64 << 20  # bytes of a catalog that are looked through before it is only read
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


@dataclass(slots=True)
class Invocation:
    """One call of the command line."""

    wants_json: bool = False
    folder: Path = field(default_factory=Path)
    break_lock: bool = False
    anew: bool = False  # make a new library where one was opened before that is gone

    @contextmanager
    def library(self, *, write: bool) -> Generator[Library]:
        """The library named on the command line, open while the block runs.

        To write in one that another process of this person owns, the work is handed to that one.
        """
        if write:
            told: set[int] = set()
            library = open_shared(
                self.folder,
                break_lock=self.break_lock,
                anew=self.anew,
                on_handed=lambda owner: self._say_handed(owner, told),
            )
        else:
            library = Library.open(self.folder, write=False, break_lock=self.break_lock)
        with library:
            library.safekeeping.check(most=None if library.writable else _CHECKED_TO_READ)
            try:
                yield library
            finally:
                for sentence in library.notices.take():
                    self.note(sentence)
            if library.writable:
                library.safekeeping.back_up_if_due()

    def _say_handed(self, owner: Owner, told: set[int]) -> None:
        if owner.pid not in told and not self.wants_json:
            self.note(f"photoclip has this library open (process {owner.pid}) and does this.")
        told.add(owner.pid)

    def answer(self, document: dict[str, Any]) -> None:
        """Print one JSON document on stdout."""
        sys.stdout.write(as_json(document) + "\n")
        sys.stdout.flush()

    def say(self, *lines: object) -> None:
        """Print for people on stdout; a string is one line, shown as it is, never as markup."""
        console = PlainConsole()
        for line in lines:
            console.print(shown(line) if isinstance(line, str) else line)

    def note(self, line: str) -> None:
        """Print a remark for people on stderr."""
        progress_console().print(shown(line))


def of(context: typer.Context) -> Invocation:
    """The invocation that a command belongs to."""
    invocation = context.find_object(Invocation)
    assert invocation is not None
    return invocation


def tower_of(invocation: Invocation, name: str = "") -> Tower:
    """A model by name or folder; "": the library's where there is one, else the built-in one.

    Of a library that cannot be opened, such as an older one, the reason is said.
    """
    if not name and (invocation.folder / "catalog.sqlite").exists():
        try:
            with invocation.library(write=False) as library:
                name = library.model_name()
        except LibraryError as error:
            invocation.note(f"{error} The built-in model is used.")
    folder = Path(name).expanduser()
    if name and folder.is_dir():
        return Tower(models.describe_folder(folder), paths.settings_file())
    files = models.find(name or models.BUILT_IN, paths.models_folder())
    return Tower(files, paths.settings_file())


def progress_console() -> Console:
    """Where progress and remarks go: stderr."""
    return PlainConsole(stderr=True)


def show_error(invocation: Invocation, sentence: str) -> None:
    """Say why nothing was done: one sentence on stderr, and as JSON where that is wanted."""
    one_line = " ".join(sentence.split())
    sys.stderr.write(f"photoclip: {visible(one_line)}\n")
    if invocation.wants_json:
        invocation.answer({"error": one_line})


def path_fields(path: bytes, key: str = "path") -> dict[str, str]:
    """A path for JSON, with its exact bytes (base64) where it is not valid UTF-8."""
    fields = {key: display_text(path)}
    if os.fsencode(fields[key]) != path:
        fields[f"{key}_bytes"] = base64.b64encode(path).decode("ascii")
    return fields

"""What every command shares: the library it works on, and how it answers."""

import base64
import json
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from photoclip import paths
from photoclip.clip import models
from photoclip.library.library import Library
from photoclip.library.tower import Tower
from photoclip.records import display_text

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


@dataclass(slots=True)
class Invocation:
    """One call of the command line."""

    wants_json: bool = False
    folder: Path = field(default_factory=Path)
    break_lock: bool = False

    @contextmanager
    def library(self, *, write: bool) -> Generator[Library]:
        """The library named on the command line, open while the block runs."""
        library = Library.open(self.folder, write=write, break_lock=self.break_lock)
        with library:
            yield library

    def answer(self, document: dict[str, Any]) -> None:
        """Print one JSON document on stdout."""
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def say(self, *lines: object) -> None:
        """Print for people on stdout; strings are shown as they are, never as markup."""
        console = Console(highlight=False, soft_wrap=True)
        for line in lines:
            console.print(Text(line) if isinstance(line, str) else line)

    def note(self, line: str) -> None:
        """Print a remark for people on stderr."""
        progress_console().print(Text(line))


def of(context: typer.Context) -> Invocation:
    """The invocation that a command belongs to."""
    invocation = context.find_object(Invocation)
    assert invocation is not None
    return invocation


def tower_of(invocation: Invocation, name: str = "") -> Tower:
    """A model by name or folder; "": the library's where there is one, else the built-in one."""
    if not name and (invocation.folder / "catalog.sqlite").exists():
        with invocation.library(write=False) as library:
            name = library.model_name()
    folder = Path(name).expanduser()
    if name and folder.is_dir():
        return Tower(models.describe_folder(folder), paths.settings_file())
    files = models.find(name or models.BUILT_IN, paths.models_folder())
    return Tower(files, paths.settings_file())


def progress_console() -> Console:
    """Where progress and remarks go: stderr."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def show_error(invocation: Invocation, sentence: str) -> None:
    """Say why nothing was done: one sentence on stderr, and as JSON where that is wanted."""
    one_line = " ".join(sentence.split())
    sys.stderr.write(f"photoclip: {printable(one_line)}\n")
    if invocation.wants_json:
        invocation.answer({"error": printable(one_line)})


def path_fields(path: bytes, key: str = "path") -> dict[str, str]:
    """A path for JSON, with its exact bytes (base64) where it is not valid UTF-8."""
    fields = {key: display_text(path)}
    if os.fsencode(fields[key]) != path:
        fields[f"{key}_bytes"] = base64.b64encode(path).decode("ascii")
    return fields


def printable(text: str) -> str:
    """Text that any terminal and JSON reader takes: lone surrogates become replacement marks."""
    return text.encode("utf-8", "replace").decode("utf-8")

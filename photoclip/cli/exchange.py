"""Commands about the library as a whole: writing it out as open files, and taking it in."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from photoclip.cli.invocation import Invocation, Json, of, progress_console
from photoclip.errors import UsageError
from photoclip.library.exchange import Difference, Imported

_commands = typer.Typer(help="The whole library as open files: out, and in again.")
_SHOWN = 20  # differences that are listed for people

_COUNTED = (
    ("photo", "photo", "photos"),
    ("tag", "tag", "tags"),
    ("decision", "rating or flag", "ratings and flags"),
    ("album", "album", "albums"),
    ("label_list", "label list", "label lists"),
    ("run", "tagging run", "tagging runs"),
    ("saved_search", "saved search", "saved searches"),
)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_commands, name="library")


@_commands.command("export")
def export(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an empty one.")],
    as_json: Json = False,
) -> None:
    """Write the whole library as open files: tags, stars, albums, lists, searches, vectors.

    The photos themselves are not copied.
    """
    invocation = of(context)
    with invocation.library(write=False) as library, _progress(invocation, "Exporting") as going:
        done = library.exchange.export(folder, on_step=going.step, stop=going.stop)
    if as_json:
        invocation.answer({"folder": str(done.folder), "rows": done.rows, "bytes": done.bytes})
        return
    counts = [_count(done.rows[name], one, many) for name, one, many in _COUNTED if done.rows[name]]
    counts.append(_count(done.rows["vectors"], "vector", "vectors"))
    invocation.say(f"Exported to {done.folder}: {', '.join(counts)} ({done.bytes / 1e6:,.1f} MB).")


@_commands.command("import")
def import_(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with an export.")],
    places: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="OLD=NEW",
            help="A folder of photos lies at another place here; may be given more than once.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Take an exported library into this one, wholly or not at all.

    An empty library becomes what was exported. In another one, the same photos (by content) become
    one; what you decided here stays, the rest comes, and differences are listed.
    """
    invocation = of(context)
    pairs = [_place(each) for each in places or ()]
    with invocation.library(write=True) as library, _progress(invocation, "Importing") as going:
        done = library.exchange.bring_in(folder, pairs, on_step=going.step, stop=going.stop)
    if as_json:
        invocation.answer(_document(done))
        return
    _say(invocation, done)


def _place(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not (old.strip() and equals and new.strip()):
        raise UsageError(f"--map wants two folders, OLD=NEW, and not '{text}'.")
    return old, new


class _Going:
    """How far it is, and how it is ended."""

    def __init__(self, step: Callable[[int, int], None]) -> None:
        self.step, self.stop = step, threading.Event()


@contextmanager
def _progress(invocation: Invocation, words: str) -> Generator[_Going]:
    """A bar on stderr; where the person interrupts, the work is told to end."""
    columns = (TextColumn(words), BarColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=progress_console(), transient=True, disable=invocation.wants_json
    ) as bar:
        task = bar.add_task(words, total=None)
        going = _Going(lambda done, total: bar.update(task, completed=done, total=total))
        try:
            yield going
        finally:
            going.stop.set()


def _document(done: Imported) -> dict[str, Any]:
    return {
        "tables": {
            name: {"added": added, "here": here, "left_out": left_out}
            for name, (added, here, left_out) in done.tables.items()
        },
        "differences": [asdict(each) for each in done.differences],
        "difference_count": done.difference_count,
        "away": list(done.away),
    }


def _say(invocation: Invocation, done: Imported) -> None:
    counts = [
        _count(done.added(name), one, many) for name, one, many in _COUNTED if done.added(name)
    ]
    invocation.say(f"Imported: {', '.join(counts) or 'nothing new'}.")
    merged = done.tables.get("photo", (0, 0, 0))[1]
    if merged:
        invocation.say(f"{_count(merged, 'photo was', 'photos were')} here already.")
    for each in done.differences[:_SHOWN]:
        invocation.say(f"Kept as it is here: {_difference(each)}.")
    if done.difference_count > _SHOWN:
        more = done.difference_count - _SHOWN
        invocation.say(f"... and {more:,} more; --json lists them.")
    for each in done.away:
        invocation.note(
            f"The folder {each} is not here; connect its drive, or say where it is now: "
            "photoclip folders relocate OLD NEW"
        )


def _difference(each: Difference) -> str:
    what = f"{each.kind} '{each.name}'" if each.name else each.kind
    of_photo = f" of {each.photo}" if each.photo else ""
    match each.kind:
        case "list":
            return f"the label list '{each.name}', which is another one in the export"
        case "search":
            return f"the saved search '{each.name}': {each.here} (there: {each.there})"
        case "folder":
            return f"the folder {each.name}, which you removed from this library"
        case _:
            return f"{what}{of_photo}: {each.here} (there: {each.there})"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"

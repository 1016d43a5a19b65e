"""Commands about what the library holds: folders, status, failures."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from photoclip import paths
from photoclip.cli.invocation import Json, of, path_fields
from photoclip.cli.plain import shown
from photoclip.errors import UsageError
from photoclip.library.companions import left_out
from photoclip.library.library import Library
from photoclip.library.lock import owner_of
from photoclip.records import Root

_commands = typer.Typer(help="The folders that photoclip keeps up with.")
Poll = Annotated[
    int | None,
    typer.Option(
        "--poll",
        metavar="SECONDS",
        help="Look through it every so often, as for network folders, which tell of no changes.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_commands, name="folders")
    app.command()(status)
    app.command()(failures)


@_commands.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """The folders, and whether they are there now."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        roots = [_root(library, root) for root in library.roots.all()]
    if as_json:
        invocation.answer({"folders": roots})
        return
    for root in roots:
        notes = ([] if root["online"] else ["not there now"]) + _poll_note(root["poll"])
        invocation.say(root["path"] + (f"  ({'; '.join(notes)})" if notes else ""))


@_commands.command()
def add(context: typer.Context, folder: Path, poll: Poll = None, as_json: Json = False) -> None:
    """Keep up with a folder; 'photoclip index' reads it."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        root = library.roots.add(folder)
        if poll is not None:
            library.watch_modes.poll(root.id, poll)
        document = _root(library, root)
    if as_json:
        invocation.answer(document)
        return
    invocation.say(f"Added {root.text}; 'photoclip index' reads it.")


@_commands.command("watch")
def watch_mode(
    context: typer.Context,
    folder: Path,
    poll: Poll = None,
    events: Annotated[
        bool, typer.Option("--events", help="Go by what the system tells of changes.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Say how a folder is kept up with: by the system's events, or by looking on a timer."""
    if events == (poll is not None):
        raise UsageError("Say either --events or --poll SECONDS.")
    invocation = of(context)
    with invocation.library(write=True) as library:
        root = library.roots.at(folder)
        library.watch_modes.poll(root.id, poll)
        document = _root(library, root)
    if as_json:
        invocation.answer(document)
        return
    how = "goes by events" if poll is None else f"is {_poll_note(poll)[0]}"
    invocation.say(f"{root.text} {how} from the next start of watching on.")


@_commands.command()
def remove(context: typer.Context, folder: Path, as_json: Json = False) -> None:
    """Forget a folder; nothing in it is touched, and tags come back with it."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        root = library.roots.at(folder)
        library.roots.remove(root.id)
    if as_json:
        invocation.answer({**path_fields(root.path), "removed": True})
        return
    invocation.say(f"Forgot {root.text}; its pictures were not touched.")


@_commands.command()
def relocate(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="OLD")],
    new: Annotated[Path, typer.Argument(metavar="NEW")],
    as_json: Json = False,
) -> None:
    """A folder lies at another place now: tags and vectors stay, nothing is read again."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        root = library.roots.relocate(old, new)
        document = _root(library, root)
    if as_json:
        invocation.answer(document)
        return
    invocation.say(f"{old} is {root.text} now.")


def status(context: typer.Context, as_json: Json = False) -> None:
    """What the library holds, and where everything lies."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        document = _status(library)
    if as_json:
        invocation.answer(document)
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in (
        ("Library", document["library"]),
        ("Photos", f"{document['photos']:,} in {document['files']:,} files"),
        ("Failed", f"{document['failed']:,}"),
        ("Model", document["model"] or document["trouble"]),
        ("Written by", _owner_text(document["owner"])),
        ("Log", document["log"]),
    ):
        table.add_row(name, shown(str(value), overflow="fold"))
    for folder in document["folders"]:
        place = folder["path"] + ("" if folder["online"] else "  (not there now)")
        table.add_row("Folder", shown(place, overflow="fold"))
    invocation.say(table)


def failures(context: typer.Context, as_json: Json = False) -> None:
    """The pictures that could not be read, and why."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        failed, videos = library.showing.failures(), library.companions.videos_left_out()
    if as_json:
        said = [{**path_fields(each.path), "reason": each.reason} for each in failed]
        invocation.answer({"failed": said, **({"videos": videos} if videos else {})})
        return
    for each in failed:
        invocation.say(each.text, f"    {each.reason}")
    if videos:
        invocation.say(left_out(videos))
    invocation.note(
        f"{len(failed):,} failed; they are tried again when they change, "
        "and all of them by 'photoclip index --retry'."
    )


def _root(library: Library, root: Root) -> dict[str, Any]:
    return {
        **path_fields(root.path),
        "online": library.roots.is_online(root),
        "poll": library.watch_modes.poll_seconds(root.id),
    }


def _poll_note(seconds: int | None) -> list[str]:
    return [] if seconds is None else [f"looked through every {seconds:,} s"]


def _status(library: Library) -> dict[str, Any]:
    photos, files = library.showing.counts()
    owner = owner_of(library.folder)
    return {
        "library": os.fspath(library.folder),
        "photos": photos,
        "files": files,
        "failed": len(library.showing.failures()),
        "folders": [_root(library, root) for root in library.roots.all()],
        "model": library.model_name(),
        "vectors": None if library.model_trouble() else library.vectors(),
        "trouble": library.model_trouble() or None,
        "owner": None if owner is None else {"host": owner.host, "pid": owner.pid},
        "log": os.fspath(paths.log_file()),
        "settings": os.fspath(paths.settings_file()),
    }


def _owner_text(owner: dict[str, Any] | None) -> str:
    return "nobody now" if owner is None else f"process {owner['pid']} on {owner['host']}"

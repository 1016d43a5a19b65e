"""Commands about saved searches: kept, renamed, given right answers, checked."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from photoclip.cli import named_things
from photoclip.cli.invocation import Invocation, Json, of, path_fields
from photoclip.cli.named_things import Files, photo_ids, photos, tell_every
from photoclip.cli.plain import shown
from photoclip.errors import LibraryLockedError
from photoclip.library.handover.sharing import open_shared
from photoclip.library.library import Library
from photoclip.library.search_health import FIRST, Found, Health, Moved
from photoclip.records import SavedSearch

_commands = typer.Typer(help="Saved searches: questions that you keep.")
_CHANGED = {
    "model": "the model",
    "prompts": "the prompts",
    "line": "the relevance line",
    "words": "its words",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_commands, name="searches")


@_commands.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """The saved searches."""
    tell_every(
        context,
        "searches",
        lambda library: library.organising.searches(),
        line=_line,
        document=_search,
        as_json=as_json,
    )


@_commands.command()
def save(context: typer.Context, name: str, text: str, as_json: Json = False) -> None:
    """Keep a search: its name, and the text as 'photoclip search' takes it."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        library.organising.save_search(name, text)
        saved = library.organising.search(name)
    if as_json:
        invocation.answer(_search(saved))
        return
    invocation.say(_line(saved))


@_commands.command("rename")
def rename(context: typer.Context, name: str, new: str, as_json: Json = False) -> None:
    """Give a saved search another name."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        library.organising.rename_search(library.organising.search(name).id, new)
        renamed = library.organising.search(new)
    if as_json:
        invocation.answer(_search(renamed))
        return
    invocation.say(f"{name} is {renamed.name} now.")


@_commands.command("delete")
def delete(context: typer.Context, name: str, as_json: Json = False) -> None:
    """Forget a saved search."""

    def work(library: Library) -> None:
        library.organising.delete_search(library.organising.search(name).id)

    named_things.delete(context, name, work, said=f"{name} is deleted.", as_json=as_json)


@_commands.command()
def pin(context: typer.Context, name: str, files: Files, as_json: Json = False) -> None:
    """Mark photos as right answers: 'searches health' says whether they are still found."""
    _change_pins(of(context), name, files, add=True, as_json=as_json)


@_commands.command()
def unpin(context: typer.Context, name: str, files: Files, as_json: Json = False) -> None:
    """Photos are no longer right answers of a saved search."""
    _change_pins(of(context), name, files, add=False, as_json=as_json)


@_commands.command()
def health(
    context: typer.Context,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 when a search finds less than before.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Ask all saved searches with right answers again: how many are found, now and before.

    Before: at the last look before the model, the prompts, the relevance line or the words of
    the search were changed.
    """
    invocation = of(context)
    with _preferably_writable(invocation) as library:
        checked = library.search_health.check()
        moved = [each.photo_id for one in checked for each in (*one.lost, *one.won)]
        places = library.showing.paths(moved)
        if as_json:
            invocation.answer(
                {
                    "model": library.model_name(),
                    "line": library.relevance_line(),
                    "searches": [_health(each, places) for each in checked],
                }
            )
        else:
            _say_health(invocation, checked, places)
    return 1 if strict and any(each.finds_less or each.trouble for each in checked) else 0


@contextmanager
def _preferably_writable(invocation: Invocation) -> Generator[Library]:
    """The library, for reading only where its owner does not do this for others."""
    try:
        library = open_shared(invocation.folder, break_lock=invocation.break_lock)
    except LibraryLockedError as locked:
        invocation.note(f"{locked} The figures are shown and not kept.")
        library = Library.open(invocation.folder, write=False)
    with library:
        yield library


def _change_pins(
    invocation: Invocation, name: str, files: list[Path], *, add: bool, as_json: bool
) -> None:
    with invocation.library(write=True) as library:
        organising = library.organising
        search = organising.search(name)
        ids = photo_ids(library, files)
        edit = organising.pin(search.id, ids) if add else organising.unpin(search.id, ids)
        checked = library.search_health.check(search.id)  # what a later change is compared with
        found = next((each for each in checked if each.search.id == search.id), None)
        pins = len(found.pins) if found else 0
    if as_json:
        now = found.now if found else None
        invocation.answer(
            {**_search(search), "changed": edit.count, "pinned": pins, "now": _found(now)}
        )
        return
    invocation.say(f"{search.name} has {photos(pins)} pinned as right answers.")
    if found is not None and found.now is not None:
        invocation.say(f"It finds {_counts(found.now)}.")


def _say_health(
    invocation: Invocation, checked: tuple[Health, ...], places: dict[int, tuple[bytes, ...]]
) -> None:
    if not checked:
        invocation.say("No saved search has right answers; 'photoclip searches pin' marks them.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Search", "Before", "Now", "Changed"):
        table.add_column(heading, overflow="fold")
    for each in checked:
        why = ", ".join(_CHANGED.get(name, name) for name in each.changed)
        rows = (
            each.search.name,
            _counts(each.before) if each.before else "",
            each.trouble or (_counts(each.now) if each.now else ""),
            why,
        )
        table.add_row(*(shown(row) for row in rows))
    invocation.say(table)
    for each in checked:
        for moved in each.lost:
            path = _path(moved, places)["path"]
            was, now = _place(moved.before), _place(moved.now)
            invocation.say(f"{each.search.name} lost {path}: {was}, now {now}.")


def _counts(found: Found) -> str:
    said = f"{found.first} of {found.pinned} among the first {FIRST}"
    return said if found.likely is None else f"{said}, {found.likely} likely"


def _place(place: int | None) -> str:
    return "not among the first 1,000" if place is None else f"place {place:,}"


def _health(health: Health, places: dict[int, tuple[bytes, ...]]) -> dict[str, Any]:
    return {
        **_search(health.search),
        "pinned": len(health.pins),
        "before": _found(health.before),
        "now": _found(health.now),
        "changed": list(health.changed),
        "finds_less": health.finds_less,
        "lost": [_moved(each, places) for each in health.lost],
        "won": [_moved(each, places) for each in health.won],
        "trouble": health.trouble or None,
    }


def _found(found: Found | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "at": found.at,
        "model": found.model,
        "present": found.pinned,
        "first": found.first,
        "recall": round(found.recall, 4),
        "likely": found.likely,
        "likely_recall": None if found.likely_recall is None else round(found.likely_recall, 4),
    }


def _moved(moved: Moved, places: dict[int, tuple[bytes, ...]]) -> dict[str, Any]:
    return {
        **_path(moved, places),
        "before": {"place": moved.before, "likely": moved.likely_before},
        "now": {"place": moved.now, "likely": moved.likely_now},
    }


def _path(moved: Moved, places: dict[int, tuple[bytes, ...]]) -> dict[str, Any]:
    return path_fields(places[moved.photo_id][0]) if moved.photo_id in places else {"path": ""}


def _line(search: SavedSearch) -> str:
    return f"{search.name}: {search.text}"


def _search(search: SavedSearch) -> dict[str, Any]:
    return {"name": search.name, "text": search.text}

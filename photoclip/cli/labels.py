"""Commands for label lists and the tags made from them: labels, tag."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from photoclip import paths
from photoclip.cli.invocation import Invocation, Json, of, path_fields
from photoclip.errors import UsageError
from photoclip.library.labels import from_labels, read_label_list, write_label_list
from photoclip.library.library import Library
from photoclip.library.tagging import TagProposal
from photoclip.records import LabelList

_commands = typer.Typer(help="Label lists: your own words, by which photos are tagged.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_commands, name="labels")
    app.command()(tag)


@_commands.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """The library's label lists and the starter lists that come with photoclip."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        lists = library.tagging.lists()
    starters = [path.stem for path in _starters()]
    if as_json:
        invocation.answer({"lists": [_document(each) for each in lists], "starters": starters})
        return
    for each in lists:
        invocation.say(f"{each.name}  ({len(each.labels)} labels, version {each.version})")
    invocation.say(f"Starter lists: {', '.join(starters)}")


@_commands.command()
def show(context: typer.Context, name: str, as_json: Json = False) -> None:
    """One label list."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        found = _find(library, name)
    if as_json:
        invocation.answer(_document(found))
        return
    invocation.say(*found.labels)


@_commands.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Plain text (one label a line), CSV or JSON.")],
    name: Annotated[str, typer.Option("--name", help="Its name; the file's by default.")] = "",
    open_: Annotated[
        bool, typer.Option("--open", help="Several labels may fit one photo.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take a label list into the library."""
    invocation = of(context)
    read = read_label_list(file, name)
    if open_:
        read = _opened(read)
    with invocation.library(write=True) as library:
        saved = library.tagging.save(read)
    if as_json:
        invocation.answer(_document(saved))
        return
    invocation.say(f"{saved.name}: {len(saved.labels)} labels, version {saved.version}")


@_commands.command()
def export(context: typer.Context, name: str, file: Path, as_json: Json = False) -> None:
    """Write a label list to a file: .txt, .csv or .json."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        found = _find(library, name)
    write_label_list(found, file)
    if as_json:
        invocation.answer({"name": found.name, "file": str(file)})
        return
    invocation.say(f"{found.name} is in {file}")


@_commands.command()
def delete(context: typer.Context, name: str, as_json: Json = False) -> None:
    """Delete a label list; the tags it gave stay."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        library.tagging.delete(name)
    if as_json:
        invocation.answer({"deleted": name})
        return
    invocation.say(f"{name} is deleted; its tags stay.")


def tag(
    context: typer.Context,
    list_: Annotated[
        str | None,
        typer.Argument(metavar="LIST", help="A label list's name or a file with labels."),
    ] = None,
    label: Annotated[list[str] | None, typer.Option("--label", help="Labels, one each.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write the tags.")] = False,
    undo: Annotated[int | None, typer.Option("--undo", help="Take back a run.")] = None,
    open_: Annotated[
        bool, typer.Option("--open", help="Several labels may fit one photo.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Tag the library by a label list: shows what fits, writes it with --apply."""
    invocation = of(context)
    if undo is not None:
        if list_ or label or apply:
            raise UsageError("--undo RUN takes no label list.")
        _undo(invocation, undo, as_json=as_json)
        return
    if bool(list_) == bool(label):
        raise UsageError("Name a label list, or give labels: photoclip tag --label dog --label cat")
    with invocation.library(write=apply) as library:
        labels = _find(library, list_) if list_ else from_labels(label or [], "command line")
        proposal = library.tagging.propose(_opened(labels) if open_ else labels)
        if apply:
            proposal = library.tagging.apply(proposal)
        paths_of = library.showing.paths([each.photo_id for each in proposal.tags])
    if as_json:
        invocation.answer(_proposal_document(proposal, paths_of))
        return
    _say_proposal(invocation, proposal, paths_of)


def _proposal_document(
    proposal: TagProposal, paths_of: dict[int, tuple[bytes, ...]]
) -> dict[str, Any]:
    return {
        "run": proposal.run,
        "labels": {name: {"count": count} for name, count in proposal.counts().items()},
        "tags": [
            {
                **path_fields(paths_of[each.photo_id][0]),
                "label": each.label,
                "probability": round(each.probability, 4),
            }
            for each in proposal.tags
            if each.photo_id in paths_of
        ],
    }


def _say_proposal(
    invocation: Invocation, proposal: TagProposal, paths_of: dict[int, tuple[bytes, ...]]
) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("label")
    table.add_column("photos", justify="right")
    for name, count in proposal.counts().items():
        table.add_row(Text(name), f"{count:,}")
    invocation.say(table)
    if proposal.run is None:
        invocation.note(f"{len(proposal.tags):,} tags proposed; write them with --apply.")
    else:
        invocation.note(
            f"{len(proposal.tags):,} tags written as run {proposal.run}; take them back with "
            f"'photoclip tag --undo {proposal.run}'."
        )


def _undo(invocation: Invocation, run: int, *, as_json: bool) -> None:
    with invocation.library(write=True) as library:
        taken = library.tagging.undo(run)
    if as_json:
        invocation.answer({"run": run, "labels": {}, "tags": [], "undone": taken})
        return
    invocation.say(f"Run {run} is undone: {taken:,} tags taken back.")


def _find(library: Library, name: str) -> LabelList:
    """A file with labels, a list of the library, or a starter list."""
    file = Path(name).expanduser()
    if file.is_file():
        return read_label_list(file)
    if file.suffix.lower() in {".txt", ".csv", ".json"}:
        raise UsageError(f"There is no file {name}.")
    if not any(each.name.casefold() == name.casefold() for each in library.tagging.lists()):
        for starter in _starters():
            if starter.stem.casefold() == name.casefold():
                return read_label_list(starter)
    return library.tagging.label_list(name)


def _starters() -> list[Path]:
    return sorted((paths.resources() / "labels").glob("*.txt"))


def _opened(labels: LabelList) -> LabelList:
    return LabelList(
        name=labels.name,
        labels=labels.labels,
        exclusive=False,
        templates=labels.templates,
        phrases=labels.phrases,
        thresholds=labels.thresholds,
    )


def _document(labels: LabelList) -> dict[str, Any]:
    return {
        "name": labels.name,
        "version": labels.version,
        "exclusive": labels.exclusive,
        "labels": [
            {
                "label": label,
                "phrases": list(labels.phrases.get(label, ())),
                "threshold": labels.thresholds.get(label),
            }
            for label in labels.labels
        ],
        "templates": list(labels.templates),
    }

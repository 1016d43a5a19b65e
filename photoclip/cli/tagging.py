"""Commands that tag the library by label lists: tag, runs."""

from dataclasses import replace
from typing import Annotated, Any

import typer
from rich.table import Table

from photoclip.catalog.entries import TagRun
from photoclip.cli.invocation import Invocation, Json, of, path_fields
from photoclip.cli.named_lists import find
from photoclip.cli.plain import shown
from photoclip.errors import UsageError
from photoclip.library.labels import from_labels
from photoclip.library.tagging import RunDiff, TagProposal, signed


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(tag)
    app.command()(runs)


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
    """Tag the library by a label list: shows what would change, writes it with --apply."""
    invocation = of(context)
    if undo is not None:
        if list_ or label or apply:
            raise UsageError("--undo RUN takes no label list.")
        _undo(invocation, undo, as_json=as_json)
        return
    if bool(list_) == bool(label):
        raise UsageError("Name a label list, or give labels: photoclip tag --label dog --label cat")
    with invocation.library(write=apply) as library:
        labels = find(library, list_) if list_ else from_labels(label or [], "command line")
        proposal = library.tagging.propose(replace(labels, exclusive=False) if open_ else labels)
        diff = library.tagging.diff(proposal)
        if apply:
            proposal = library.tagging.apply(proposal)
        paths_of = library.showing.paths(proposal.photo_ids.tolist()) if as_json else {}
    if as_json:
        invocation.answer(_document(proposal, diff, paths_of))
        return
    _say(invocation, proposal, diff)


def runs(context: typer.Context, as_json: Json = False) -> None:
    """The tagging runs, the latest first, and what each changed."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        every = library.tagging.runs()
    if as_json:
        invocation.answer({"runs": [_run(each) for each in every]})
        return
    table = Table(box=None, pad_edge=False)
    for title in ("run", "list", "when", "changed", "holds", ""):
        table.add_column(title, justify="right" if title in {"run", "holds"} else "left")
    for each in every:
        notes = [
            *(["of photos that arrived"] if each.origin == "arrived" else []),
            *(["undone"] if each.undone else []),
        ]
        table.add_row(
            str(each.id),
            shown(f"{each.list_name} (version {each.list_version})"),
            f"{each.created_at.astimezone():%Y-%m-%d %H:%M}",
            signed(_sum(each, 0), _sum(each, 1)),
            f"{each.tags:,}",
            ", ".join(notes),
        )
    invocation.say(table)


def _sum(run: TagRun, place: int) -> int:
    return sum(each[place] for each in run.changes.values())


def _run(run: TagRun) -> dict[str, Any]:
    return {
        "run": run.id,
        "list": run.list_name,
        "version": run.list_version,
        "created_at": run.created_at.isoformat(),
        "origin": run.origin,
        "learned": run.head_version,
        "undone": run.undone,
        "tags": run.tags,
        "labels": {
            label: {"added": added, "removed": removed, "kept": kept}
            for label, (added, removed, kept) in run.changes.items()
        },
    }


def _document(
    proposal: TagProposal, diff: RunDiff, paths_of: dict[int, tuple[bytes, ...]]
) -> dict[str, Any]:
    counts = proposal.counts()
    learned = proposal.learned
    return {
        "run": proposal.run,
        "labels": {
            each.label: {
                "count": counts.get(each.label, 0),
                "added": len(each.added),
                "removed": len(each.removed),
                "kept": each.kept,
            }
            for each in diff.changes
        },
        "answers": 0 if learned is None else learned.examples,
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


def _say(invocation: Invocation, proposal: TagProposal, diff: RunDiff) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("label")
    table.add_column("photos", justify="right")
    table.add_column("change", justify="right")
    counts = proposal.counts()
    for each in diff.changes:
        change = signed(len(each.added), len(each.removed))
        table.add_row(shown(each.label), f"{counts.get(each.label, 0):,}", change)
    invocation.say(table)
    if proposal.learned is not None and proposal.learned.data is not None:
        invocation.note(f"Judged by the list's texts and {proposal.learned.examples:,} answers.")
    if proposal.run is None:
        invocation.note(f"{diff.text}: not written yet; write it with --apply.")
    else:
        invocation.note(
            f"{diff.text}: written as run {proposal.run}; take it back with "
            f"'photoclip tag --undo {proposal.run}'."
        )


def _undo(invocation: Invocation, run: int, *, as_json: bool) -> None:
    with invocation.library(write=True) as library:
        taken = library.tagging.undo(run)
    if as_json:
        invocation.answer({"run": run, "labels": {}, "tags": [], "undone": taken})
        return
    invocation.say(f"Run {run} is undone: {taken:,} tags taken back.")

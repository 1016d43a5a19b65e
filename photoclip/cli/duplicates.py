"""Copies and bursts: what there is, which is best to keep, and what was decided: duplicates."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.progress import Progress

from photoclip.cli.invocation import Invocation, Json, of, path_fields, progress_console
from photoclip.cli.named_things import Files, photo_ids, photos
from photoclip.errors import UsageError
from photoclip.library.copies import Candidate, Group, Proposal, Tier
from photoclip.library.library import Library

_LOOK_SECONDS = 1.0
_TIERS = {tier.name.lower(): tier for tier in Tier}
_TITLES = {
    Tier.BYTES: "the same file in several places",
    Tier.PIXELS: "the same pixels",
    Tier.EDITED: "edited, cut or resized",
    Tier.BURST: "a burst",
}

_commands = typer.Typer(help="Copies and bursts, and which of them is best to keep.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_commands, name="duplicates")


@_commands.callback(invoke_without_command=True)
def duplicates(
    context: typer.Context,
    tier: Annotated[
        list[str] | None,
        typer.Option("--tier", help=f"Only {', '.join(_TIERS)}; may be given several times."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="So many groups; 0: all.")] = 0,
    look: Annotated[
        bool, typer.Option("--look/--no-look", help="Compare photos that were not compared yet.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Groups of copies that nothing was decided about, and which photo is best to keep."""
    if context.invoked_subcommand is not None:
        return
    invocation = of(context)
    tiers = _chosen(tier or ())
    with invocation.library(write=look) as library:
        if look:
            _look(library, quiet=as_json)
        waiting = library.copies.waiting()
        groups = library.copies.groups(tiers)
        shown = groups[:limit] if limit else groups
        told = [each for each in (_told(library, group) for group in shown) if each is not None]
    if as_json:
        document = [_document(*each) for each in told]
        invocation.answer({"groups": document, "total": len(groups), "not_compared": waiting})
        return
    for group, candidates, proposal in told:
        _say(invocation, group, candidates, proposal)
    if waiting:
        invocation.note(f"{photos(waiting)} not compared yet; leave out --no-look.")
    invocation.say(
        _count(len(groups)) + (f", {len(told):,} shown" if len(told) < len(groups) else "")
    )


@_commands.command()
def different(context: typer.Context, files: Files, as_json: Json = False) -> None:
    """Say that photos are no copies of each other; they do not come up together again."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        edit = library.copies.different(photo_ids(library, files))
    _decided(invocation, "different", edit.count, as_json=as_json)


@_commands.command()
def keep(context: typer.Context, files: Files, as_json: Json = False) -> None:
    """Keep all of these; they come up again only with a copy that is added later."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        ids = photo_ids(library, files)
        if len(set(ids)) == 1:
            (places,) = library.showing.paths(ids[:1]).values()
            edit = library.copies.keep_files(ids[0], list(places))
        else:
            edit = library.copies.keep_all(ids)
    _decided(invocation, "keep", edit.count, as_json=as_json)


def _decided(invocation: Invocation, verdict: str, count: int, *, as_json: bool) -> None:
    if as_json:
        invocation.answer({"decided": verdict, "photos": count})
        return
    invocation.say(f"{photos(count)} will not come up together again.")


def _chosen(names: Sequence[str]) -> tuple[Tier, ...]:
    unknown = [each for each in names if each.lower() not in _TIERS]
    if unknown:
        raise UsageError(f"'{unknown[0]}' is no tier of copies; known are {', '.join(_TIERS)}.")
    return tuple(_TIERS[each.lower()] for each in names) or tuple(Tier)


def _look(library: Library, *, quiet: bool) -> None:
    """Compare what was not compared yet."""
    console = progress_console()
    with Progress(console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("Comparing", total=None)
        while True:
            done, left = library.copies.look(_LOOK_SECONDS)
            bar.update(task, advance=done, total=(bar.tasks[0].completed + done + left))
            if not left:
                return


def _told(library: Library, group: Group) -> tuple[Group, tuple[Candidate, ...], Proposal] | None:
    candidates = library.copies.candidates(group)
    if len(candidates) < 2:  # a file went meanwhile
        return None
    return group, candidates, library.copies.proposal(group, candidates)


def _document(group: Group, candidates: Sequence[Candidate], proposal: Proposal) -> dict[str, Any]:
    return {
        "tier": group.tier.name.lower(),
        "files": [
            {
                **path_fields(each.path),
                "keep": place == proposal.best,
                "width": each.photo.facts.width,
                "height": each.photo.facts.height,
                "bytes": each.bytes,
                "sharpness": each.sharpness,
                "decided": each.photo.id in group.decided,
            }
            for place, each in enumerate(candidates)
        ],
        "reasons": [each.text for each in proposal.reasons],
    }


def _say(
    invocation: Invocation, group: Group, candidates: Sequence[Candidate], proposal: Proposal
) -> None:
    invocation.say(f"{_TITLES[group.tier].capitalize()}:")
    for place, each in enumerate(candidates):
        facts = each.photo.facts
        size = f"{facts.width} x {facts.height}, {each.bytes / 1e6:.1f} MB"
        why = "; ".join(reason.text for reason in proposal.reasons)
        kept = f"  keep: {why}" if place == proposal.best else ""
        invocation.say(f"  {path_fields(each.path)['path']}  ({size}){kept}")
    invocation.say("")


def _count(groups: int) -> str:
    return "1 group of copies" if groups == 1 else f"{groups:,} groups of copies"

"""How panoramas are found by what lies at their end: evaluate panoramas."""

from typing import Annotated

import typer
from rich.table import Table

from photoclip.cli.evaluate.inputs import Data, Heldout, Model, pairs_of
from photoclip.cli.evaluate.telling import counted, number
from photoclip.cli.invocation import Json, of, tower_of
from photoclip.cli.plain import shown
from photoclip.cli.sources import load_picture
from photoclip.library.evaluation import panoramas as measuring

_COLUMNS = ("r1", "r5", "median_rank", "ordinary_r1")
_TITLES = ("R@1", "R@5", "median rank", "ordinary R@1")
_KINDS = {
    "squash": "Models that squeeze every picture into their square:",
    "shortest": "Models that take the centre of every picture:",
}


def register(evaluate: typer.Typer) -> None:
    """Add the commands of this module."""
    evaluate.command()(panoramas)


def panoramas(
    context: typer.Context,
    data: Data = "samples:400",
    model: Model = "",
    heldout: Heldout = 1.0,
    count: Annotated[int, typer.Option("--count", min=5, help="How many to make.")] = 100,
    seed: Annotated[int, typer.Option("--seed", help="Makes the same ones again.")] = 0,
    as_json: Json = False,
) -> None:
    """Where made panoramas stand whose subject lies at an end, by how they are looked at."""
    invocation = of(context)
    pairs = pairs_of(context, data, heldout)
    tower = tower_of(invocation, model)
    encoder = tower.embedder()
    with counted(quiet=as_json) as on_progress:
        figures = measuring.panoramas(
            encoder, pairs, load_picture, count=count, seed=seed, on_progress=on_progress
        )
    if as_json:
        invocation.answer({"model": tower.model.name, **figures})
        return
    invocation.say(
        f"{tower.model.name}: {figures['panoramas']:,} panoramas and tall pictures among "
        f"{figures['ordinary']:,} ordinary ones"
    )
    for kind, title in _KINDS.items():
        table = Table(box=None, pad_edge=False)
        table.add_column("looked at by", no_wrap=True)
        for name in _TITLES:
            table.add_column(name, justify="right")
        for name, found in figures[kind].items():
            table.add_row(
                shown(name.replace("_", " ")), *(number(found[column]) for column in _COLUMNS)
            )
        invocation.say("", title, table)

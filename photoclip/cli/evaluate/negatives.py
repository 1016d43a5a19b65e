"""How well what is not wanted stays away: evaluate negatives."""

from typing import Any

import typer
from rich.table import Table

from photoclip.cli.evaluate.inputs import Data, Heldout, Model, pairs_of
from photoclip.cli.evaluate.telling import counted, number
from photoclip.cli.invocation import Invocation, Json, of, tower_of
from photoclip.cli.plain import shown
from photoclip.cli.sources import load_picture
from photoclip.library.evaluation import negatives as measuring


def register(evaluate: typer.Typer) -> None:
    """Add the commands of this module."""
    evaluate.command()(negatives)


def negatives(
    context: typer.Context,
    data: Data,
    model: Model = "",
    heldout: Heldout = 1.0,
    as_json: Json = False,
) -> None:
    """What "the beach -sailboat" removes and costs, and how several facts at once are found."""
    invocation = of(context)
    pairs = pairs_of(context, data, heldout)
    tower = tower_of(invocation, model)
    encoder = tower.embedder()
    with counted(quiet=as_json) as on_progress:
        figures = measuring.negatives(encoder, pairs, load_picture, on_progress=on_progress)
    if as_json:
        invocation.answer({"model": tower.model.name, **figures})
        return
    invocation.say(
        f"{tower.model.name}: {figures['questions']:,} questions over "
        f"{figures['pictures']:,} pictures"
    )
    removed = ("wrong_hits_removed", "right_hits_lost")
    invocation.say(
        f"Wrong hits removed {figures[removed[0]]:.1%}, right hits lost {figures[removed[1]]:.1%}, "
        f"where nothing unwanted is there {number(figures['absent'][removed[1]])}.",
        "",
    )
    _say(invocation, "asked", figures["kinds"], ("questions", *removed))
    invocation.say("")
    _say(invocation, "method", figures["methods"], (*removed, "right_hits_lost_absent"))
    invocation.say("", "Several facts in one question:")
    _say(
        invocation,
        "asked",
        figures["compositional"],
        ("questions", "precision", "recall_at_10", "average_precision"),
    )


def _say(
    invocation: Invocation, first: str, rows: dict[str, dict[str, Any]], columns: tuple[str, ...]
) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for name in columns:
        table.add_column(name.replace("_", " "), justify="right")
    for name, figures in rows.items():
        table.add_row(shown(name), *(number(figures[column]) for column in columns))
    invocation.say(table)

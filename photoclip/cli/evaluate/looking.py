"""How well the other ways to look are made: evaluate events, evaluate likeness."""

from typing import Annotated

import typer
from rich.table import Table

from photoclip.cli.evaluate.inputs import Data, Heldout, Model, pairs_of
from photoclip.cli.evaluate.telling import counted, number, tell
from photoclip.cli.invocation import Json, of, tower_of
from photoclip.cli.plain import shown
from photoclip.cli.sources import load_picture
from photoclip.errors import DataError
from photoclip.library.evaluation import events as measuring
from photoclip.library.evaluation import likeness as arranging

_LEAST = 50  # pictures that tell anything of a map
_BATCH = 32


def register(evaluate: typer.Typer) -> None:
    """Add the commands of this module."""
    evaluate.command()(events)
    evaluate.command()(likeness)


def events(
    context: typer.Context,
    count: Annotated[int, typer.Option("--count", min=50, help="Photos of the diary.")] = 600,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Makes the same one again.")] = 100,
    model: Model = "",
    as_json: Json = False,
) -> None:
    """How well events are told apart in a made-up diary of outings and journeys."""
    invocation = of(context)
    tower = tower_of(invocation, model)
    with counted(quiet=as_json) as on_progress:
        figures = measuring.events_of_diary(
            tower.embedder(), count=count, seed=seed, on_progress=on_progress
        )
    if as_json:
        invocation.answer({"model": tower.model.name, **figures})
        return
    invocation.say(
        f"A diary of {figures['photos']:,} photos: {figures['outings']:,} outings, "
        f"{figures['events']:,} events"
    )
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for name in ("cuts: precision", "recall", "F", "pairs: precision", "recall", "F"):
        table.add_column(name, justify="right")
    for way, both in figures.items():
        if isinstance(both, dict):
            for what, found in both.items():
                table.add_row(shown(f"{what} by {way}"), *map(number, found.values()))
    invocation.say("", table)


def likeness(
    context: typer.Context,
    data: Data = "samples:600",
    model: Model = "",
    heldout: Heldout = 1.0,
    as_json: Json = False,
) -> None:
    """How well the map of similarity keeps photos that look alike side by side."""
    invocation = of(context)
    pairs = pairs_of(context, data, heldout)
    said = [pair.label or str(pair.attributes.get("setting") or "") for pair in pairs]
    pairs = [pair for pair, label in zip(pairs, said, strict=True) if label]
    if len(pairs) < _LEAST:
        raise DataError(f"{data} has {len(pairs)} labelled pictures; a map needs {_LEAST} or more.")
    tower = tower_of(invocation, model)
    rows = []
    with counted(quiet=as_json) as on_progress:
        for start in range(0, len(pairs), _BATCH):
            batch = [load_picture(pair.path) for pair in pairs[start : start + _BATCH]]
            rows.extend(tower.embedder().encode_images(batch))
            if on_progress is not None:
                on_progress(len(rows), len(pairs))
    figures = arranging.likeness(arranging.stacked(rows), [label for label in said if label])
    if not as_json:
        invocation.say(f"{tower.model.name}, {data}:", "")
    tell(invocation, [(tower.model.name, figures)], as_json=as_json)

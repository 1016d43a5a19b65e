"""How honest search is: evaluate search."""

from typing import Annotated

import typer

from photoclip.cli.evaluate.inputs import Data, Heldout, Model, pairs_of
from photoclip.cli.evaluate.telling import counted, say_table
from photoclip.cli.invocation import Json, of, tower_of
from photoclip.cli.sources import load_picture
from photoclip.library.evaluation import search as measuring
from photoclip.library.relevance import DEFAULT_LINE, checked_line


def register(evaluate: typer.Typer) -> None:
    """Add the commands of this module."""
    evaluate.command()(search)


def search(
    context: typer.Context,
    data: Data,
    model: Model = "",
    heldout: Heldout = 1.0,
    library_size: Annotated[
        int,
        typer.Option("--library-size", min=0, help="So many of the pictures by chance; 0: all."),
    ] = 0,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="Of that choice and of what is asked in vain.")
    ] = 0,
    line: Annotated[
        float, typer.Option("--line", help="The relevance from which a hit is likely.")
    ] = DEFAULT_LINE,
    as_json: Json = False,
) -> None:
    """How right the likely hits are, and how often what is not there gets any."""
    invocation = of(context)
    checked_line(line)
    pairs = pairs_of(context, data, heldout)
    tower = tower_of(invocation, model)
    encoder = tower.embedder()
    with counted(quiet=as_json) as on_progress:
        figures = measuring.search_figures(
            encoder,
            pairs,
            load_picture,
            library_size=library_size,
            seed=seed,
            line=line,
            on_progress=on_progress,
        )
    if as_json:
        invocation.answer({"model": tower.model.name, **figures})
        return
    say_table(invocation, [(tower.model.name, figures)])

"""What every evaluation takes: the pairs that are its truth, and the model."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from photoclip.cli.invocation import of
from photoclip.cli.sources import SOURCE_HELP, sources_of
from photoclip.clip.pairs import Pair, read_pairs, split
from photoclip.errors import DataError

Data = Annotated[str, typer.Option("--data", help=f"{SOURCE_HELP}.")]
Model = Annotated[str, typer.Option("--model", help="A model's name or folder.")]
Heldout = Annotated[
    float, typer.Option("--heldout", min=0.0, max=1.0, help="Only the share not trained on.")
]


Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="VALUE", help="Only rows with this value in any column."),
]


def pairs_of(
    context: typer.Context, data: str, heldout: float, only: Sequence[str] = ()
) -> list[Pair]:
    """The pairs that `--data` names; what was drawn for them lasts until the command ends."""
    invocation = of(context)
    (source,) = context.with_resource(sources_of(invocation, [data], split="heldout"))
    read = read_pairs(replace(source, only=tuple(only)))
    for problem in read.problems[:5]:
        invocation.note(problem)
    return list(read.pairs) if heldout >= 1.0 else split(read.pairs, heldout)[1]


def labelled(pairs: Sequence[Pair], data: str) -> list[Pair]:
    """The pairs that have a label.

    Raises:
        DataError: none has.
    """
    found = [pair for pair in pairs if pair.label is not None]
    if not found:
        raise DataError(f"{data} has no labels; a CSV with the columns file,label is needed.")
    return found

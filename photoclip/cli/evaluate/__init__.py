"""Commands that say how good and how fast models, search and tagging are: evaluate."""

import typer

from photoclip.cli.evaluate import (
    duplicates,
    learning,
    looking,
    models,
    negatives,
    panoramas,
    search,
)

_commands = typer.Typer(help="How good and how fast everything is, in figures.")
for room in (duplicates, learning, looking, models, negatives, panoramas, search):
    room.register(_commands)


def register(app: typer.Typer) -> None:
    """Add the commands of this package."""
    app.add_typer(_commands, name="evaluate")

"""The command on raw files beside their pictures: one photo, or apart."""

from enum import StrEnum
from typing import Annotated

import typer

from photoclip.cli import named_things
from photoclip.cli.invocation import Json, of


class Way(StrEnum):
    """How pairs are shown."""

    TOGETHER = "together"
    APART = "apart"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(pairs)


def pairs(
    context: typer.Context,
    way: Annotated[Way | None, typer.Argument(help="Without it, how they are shown now.")] = None,
    as_json: Json = False,
) -> None:
    """Show a raw file and the JPEG or HEIF beside it as one photo, or apart."""
    invocation = of(context)
    with invocation.library(write=way is not None) as library:
        if way is not None:
            library.companions.show_together(way is Way.TOGETHER)
        together = library.companions.are_together()
        photos, files = library.showing.counts()
    if as_json:
        invocation.answer({"together": together, "photos": photos, "files": files})
        return
    how = "together" if together else "apart"
    invocation.say(f"Raw files and their pictures are shown {how}: {named_things.photos(photos)}.")

"""What commands about albums and saved searches share: files, lists, deleting, counts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from photoclip.cli.invocation import of
from photoclip.library.library import Library

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Photos of the library.")]
T = TypeVar("T")


def tell_every(
    context: typer.Context,
    name: str,
    every: Callable[[Library], Sequence[T]],
    *,
    line: Callable[[T], str],
    document: Callable[[T], dict[str, Any]],
    as_json: bool,
) -> None:
    """List all things of one kind, a line each, or as one document under `name`."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        found = every(library)
    if as_json:
        invocation.answer({name: [document(each) for each in found]})
        return
    for each in found:
        invocation.say(line(each))


def delete(
    context: typer.Context,
    name: str,
    work: Callable[[Library], object],
    *,
    said: str,
    as_json: bool,
) -> None:
    """Delete the thing of a name and say so."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        work(library)
    if as_json:
        invocation.answer({"deleted": name})
        return
    invocation.say(said)


def photo_ids(library: Library, files: Sequence[Path]) -> list[int]:
    """The photos that lie at these places."""
    return [library.showing.photo_at(each) for each in files]


def photos(count: int) -> str:
    """So many photos, in words."""
    return "1 photo" if count == 1 else f"{count:,} photos"

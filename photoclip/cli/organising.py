"""Commands for what the person decides about photos: albums, rate."""

from pathlib import Path
from typing import Annotated, Any

import typer

from photoclip.cli.invocation import Invocation, Json, of, path_fields
from photoclip.library.library import Library
from photoclip.query import Filter
from photoclip.records import Album

_albums = typer.Typer(help="Albums: photos that you put together.")
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Photos of the library.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_albums, name="albums")
    app.command()(rate)


@_albums.command("list")
def list_albums(context: typer.Context, as_json: Json = False) -> None:
    """The albums, and how many photos are in each."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        albums = library.organising.albums()
    if as_json:
        invocation.answer({"albums": [_album(each) for each in albums]})
        return
    for each in albums:
        invocation.say(f"{each.name}  ({_photos(each.photos)})")


@_albums.command()
def show(context: typer.Context, name: str, as_json: Json = False) -> None:
    """The photos of an album, newest first."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        album = library.organising.album(name)
        ids = library.showing.browse([Filter("album", album.name)]).tolist()
        places = library.showing.paths(ids)
    paths = [places[each][0] for each in ids]
    if as_json:
        invocation.answer({**_album(album), "paths": [path_fields(each) for each in paths]})
        return
    for each in paths:
        invocation.say(path_fields(each)["path"])


@_albums.command()
def create(context: typer.Context, name: str, as_json: Json = False) -> None:
    """Make an album."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        library.organising.new_album(name)
        _answer(invocation, library, name, "is made", as_json=as_json)


@_albums.command()
def add(context: typer.Context, name: str, files: Files, as_json: Json = False) -> None:
    """Put photos in an album."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        album = library.organising.album(name)
        edit = library.organising.add_to_album(album.id, _ids(library, files))
        _answer(invocation, library, name, f"has {_photos(edit.count)} more", as_json=as_json)


@_albums.command()
def remove(context: typer.Context, name: str, files: Files, as_json: Json = False) -> None:
    """Take photos out of an album; they stay in the library."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        album = library.organising.album(name)
        edit = library.organising.remove_from_album(album.id, _ids(library, files))
        _answer(invocation, library, name, f"has {_photos(edit.count)} less", as_json=as_json)


@_albums.command("delete")
def delete_album(context: typer.Context, name: str, as_json: Json = False) -> None:
    """Delete an album; its photos stay."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        library.organising.delete_album(library.organising.album(name).id)
    if as_json:
        invocation.answer({"deleted": name})
        return
    invocation.say(f"{name} is deleted; its photos stay.")


def rate(
    context: typer.Context,
    files: Files,
    stars: Annotated[int, typer.Option("--stars", help="0 to 5.")],
    as_json: Json = False,
) -> None:
    """Give photos stars; they count over what the files say."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        edit = library.organising.rate(_ids(library, files), stars)
    if as_json:
        invocation.answer({"stars": stars, "changed": edit.count})
        return
    invocation.say(f"{_photos(edit.count)} changed.")


def _ids(library: Library, files: list[Path]) -> list[int]:
    return [library.showing.photo_at(each) for each in files]


def _answer(
    invocation: Invocation, library: Library, name: str, what: str, *, as_json: bool
) -> None:
    album = library.organising.album(name)
    if as_json:
        invocation.answer(_album(album))
        return
    invocation.say(f"{album.name} {what}.")


def _album(album: Album) -> dict[str, Any]:
    return {"name": album.name, "photos": album.photos}


def _photos(count: int) -> str:
    return "1 photo" if count == 1 else f"{count:,} photos"

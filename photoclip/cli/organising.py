"""Commands for what the person decides about photos: albums, rate."""

from typing import Annotated, Any

import typer

from photoclip.cli import named_things
from photoclip.cli.invocation import Invocation, Json, of, path_fields
from photoclip.cli.named_things import Files, photo_ids, photos, tell_every
from photoclip.library.library import Library
from photoclip.query import Filter
from photoclip.records import Album

_albums = typer.Typer(help="Albums: photos that you put together.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_albums, name="albums")
    app.command()(rate)


@_albums.command("list")
def list_albums(context: typer.Context, as_json: Json = False) -> None:
    """The albums, and how many photos are in each."""
    tell_every(
        context,
        "albums",
        lambda library: library.organising.albums(),
        line=lambda album: f"{album.name}  ({photos(album.photos)})",
        document=_album,
        as_json=as_json,
    )


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
        edit = library.organising.add_to_album(album.id, photo_ids(library, files))
        _answer(invocation, library, name, f"has {photos(edit.count)} more", as_json=as_json)


@_albums.command()
def remove(context: typer.Context, name: str, files: Files, as_json: Json = False) -> None:
    """Take photos out of an album; they stay in the library."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        album = library.organising.album(name)
        edit = library.organising.remove_from_album(album.id, photo_ids(library, files))
        _answer(invocation, library, name, f"has {photos(edit.count)} less", as_json=as_json)


@_albums.command("delete")
def delete_album(context: typer.Context, name: str, as_json: Json = False) -> None:
    """Delete an album; its photos stay."""

    def work(library: Library) -> None:
        library.organising.delete_album(library.organising.album(name).id)

    said = f"{name} is deleted; its photos stay."
    named_things.delete(context, name, work, said=said, as_json=as_json)


def rate(
    context: typer.Context,
    files: Files,
    stars: Annotated[int, typer.Option("--stars", help="0 to 5.")],
    as_json: Json = False,
) -> None:
    """Give photos stars; they count over what the files say."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        edit = library.organising.rate(photo_ids(library, files), stars)
    if as_json:
        invocation.answer({"stars": stars, "changed": edit.count})
        return
    invocation.say(f"{photos(edit.count)} changed.")


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

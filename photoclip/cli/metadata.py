"""Commands about what files say of photos, and what is written back to them."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from photoclip.cli.invocation import Invocation, Json, of, path_fields
from photoclip.cli.named_things import Files, photo_ids, photos
from photoclip.cli.plain import shown
from photoclip.errors import UsageError
from photoclip.library.library import Library
from photoclip.query import parse
from photoclip.records import Photo
from photoclip.records_metadata_status import MetadataConflict, MetadataStatus

_commands = typer.Typer(
    help="What files and sidecars say of photos, and what is written back to them."
)
_SOURCES = {
    "exif": "the file (EXIF)",
    "xmp": "the file (XMP)",
    "iptc": "the file (IPTC)",
    "gps": "the satellites' clock",
    "sidecar": "the sidecar",
    "name": "the file's name",
    "file": "the time of the file's last change",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_commands, name="metadata")


@_commands.command()
def show(context: typer.Context, files: Files, as_json: Json = False) -> None:
    """What is known of photos from their files and sidecars, and where each date comes from."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        found = library.showing.photos(photo_ids(library, files))
    if as_json:
        invocation.answer({"photos": [photo_document(each) for each in found]})
        return
    for each in found:
        _say_photo(invocation, each)


@_commands.command("set")
def set_(
    context: typer.Context,
    files: Files,
    title: Annotated[str | None, typer.Option("--title", help="A title; '' for none.")] = None,
    description: Annotated[
        str | None, typer.Option("--description", help="A description; '' for none.")
    ] = None,
    label: Annotated[
        str | None, typer.Option("--label", help="A colour label, such as Red; '' for none.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Give photos a title, a description or a colour label; they count over what files say."""
    invocation = of(context)
    given = {"title": title, "description": description, "label": label}
    wanted = {name: text for name, text in given.items() if text is not None}
    if not wanted:
        raise UsageError("Say what is to be set: --title, --description or --label.")
    with invocation.library(write=True) as library:
        edit = library.organising.describe(photo_ids(library, files), wanted)
    if as_json:
        invocation.answer({**wanted, "changed": edit.count})
        return
    invocation.say(f"{photos(edit.count)} changed.")


@_commands.command()
def mode(
    context: typer.Context,
    way: Annotated[
        str | None,
        typer.Argument(
            metavar="[off|sidecars|embedded]",
            help="Where your tags, ratings, titles, descriptions and colour labels are written.",
        ),
    ] = None,
    folder: Annotated[
        list[Path] | None,
        typer.Option("--folder", help="Only in this folder of the library; may be repeated."),
    ] = None,
    naming: Annotated[
        str,
        typer.Option("--naming", help="Of new sidecars: full (IMG.JPG.xmp) or stem (IMG.xmp)."),
    ] = "full",
    as_json: Json = False,
) -> None:
    """Say, or choose, whether what you do is written back as you do it."""
    invocation = of(context)
    with invocation.library(write=way is not None) as library:
        if way is not None:
            roots = [_root(library, each) for each in folder or []]
            library.metadata.choose(way, roots, naming)
        choice = library.metadata.choice()
        names = {root.id: root.text for root in library.roots.all()}
    places = [names[each] for each in choice.folders if each in names]
    if as_json:
        invocation.answer({"way": choice.way, "folders": places, "naming": choice.naming})
        return
    said = {"off": "Nothing is written back.", "sidecars": "Written to sidecars."}
    invocation.say(said.get(choice.way, "Written into the files; where they cannot, to sidecars."))
    for place in places:
        invocation.say(f"  only in {place}")


@_commands.command()
def write(
    context: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(help="Filters, such as tag:beach; none: what waits to be written."),
    ] = None,
    embedded: Annotated[
        bool, typer.Option("--embedded", help="Into the files themselves where they can hold it.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Of all photos.")] = False,
    as_json: Json = False,
) -> None:
    """Write tags, ratings, titles, descriptions and labels to sidecars (or into the files)."""
    invocation = of(context)
    asked = parse(" ".join(query or []))
    if not asked.has_only_filters:
        raise UsageError("Photos to write are named by filters only, such as tag:beach.")
    if embedded and not asked.filters and not every:
        raise UsageError("Say which photos: filters such as folder:2024, or --all.")
    with invocation.library(write=True) as library:
        if asked.filters or every:
            ids = library.showing.browse(asked.filters)
            library.metadata.ask([int(e) for e in ids], "embedded" if embedded else "sidecars")
        done = library.metadata.write()
        status = library.metadata.status()
    if as_json:
        document = {"photos": done.photos, "files": done.files}
        invocation.answer({**document, **status_document(status)})
        return
    invocation.say(f"{photos(done.photos)} written ({done.files:,} files).")
    _say_status(invocation, status)


@_commands.command()
def status(context: typer.Context, as_json: Json = False) -> None:
    """How much waits to be written, and why."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        found = library.metadata.status()
    if as_json:
        invocation.answer(status_document(found))
        return
    _say_status(invocation, found, thoroughly=True)


@_commands.command()
def conflicts(
    context: typer.Context,
    keep: Annotated[
        str | None,
        typer.Option("--keep", help="Settle them: mine (photoclip's) or theirs (the file's)."),
    ] = None,
    only: Annotated[
        list[Path] | None, typer.Option("--file", help="Only of this photo; may be repeated.")
    ] = None,
    field: Annotated[
        list[str] | None, typer.Option("--field", help="Only this field; may be repeated.")
    ] = None,
    as_json: Json = False,
) -> None:
    """What you and another program changed differently, field by field."""
    invocation = of(context)
    with invocation.library(write=keep is not None) as library:
        wanted = set(photo_ids(library, only or []))
        found = [
            each
            for each in library.metadata.conflicts()
            if (not wanted or each.photo_id in wanted) and (not field or each.field in field)
        ]
        if keep is not None:
            ids = sorted({each.photo_id for each in found})
            library.metadata.decide(ids, keep, tuple(field or ()))
            library.metadata.write()
    if as_json:
        document = {"conflicts": [_conflict(each) for each in found]}
        invocation.answer({**document, "settled": keep} if keep is not None else document)
        return
    if keep is not None:
        invocation.say(f"{len(found):,} settled.")
        return
    table = Table(box=None, pad_edge=False)
    for name in ("Field", "photoclip", "file", "Photo"):
        table.add_column(name)
    for each in found:
        place = path_fields(each.path)["path"]
        table.add_row(each.field, shown(each.mine), shown(each.theirs), shown(place))
    invocation.say(table if found else "There are no conflicts.")


def photo_document(photo: Photo) -> dict[str, Any]:
    """What is known of a photo's metadata, for JSON."""
    facts = photo.facts
    return {
        **path_fields(photo.paths[0] if photo.paths else b""),
        "date": facts.taken_at.isoformat() if facts.taken_at else None,
        "date_source": facts.taken_source or None,
        "camera": facts.camera,
        "lens": facts.lens,
        "exposure": facts.exposure,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "altitude": facts.altitude,
        "title": facts.title,
        "description": facts.description,
        "label": facts.label,
        "rating": photo.rating,
        "flag": photo.flag,
        "tags": [{"name": each.name, "source": each.source} for each in photo.tags],
    }


def status_document(status: MetadataStatus) -> dict[str, Any]:
    """How writing back stands, for JSON."""
    return {
        "way": status.way,
        "waiting": status.waiting,
        "conflicts": status.conflicts,
        "reasons": [{"reason": reason, "photos": count} for reason, count in status.reasons],
        "unreadable": [{**path_fields(path), "reason": why} for path, why in status.unreadable],
    }


def _root(library: Library, folder: Path) -> int:
    wanted = folder.expanduser().absolute()
    for root in library.roots.all():
        if Path(root.text) == wanted:
            return root.id
    raise UsageError(f"{folder} is no folder of the library; 'photoclip folders list' shows them.")


def _say_photo(invocation: Invocation, photo: Photo) -> None:
    facts = photo.facts
    invocation.say(path_fields(photo.paths[0])["path"] if photo.paths else photo.name)
    date = facts.taken_at.isoformat(" ") if facts.taken_at else ""
    source = _SOURCES.get(facts.taken_source, "")
    tags = {each.name: None for each in photo.tags}
    lines = {
        "date": f"{date} (from {source})" if source else date,
        "camera": facts.camera,
        "lens": facts.lens,
        "exposure": ", ".join(facts.exposure.values()),
        "place": f"{facts.latitude}, {facts.longitude}" if facts.latitude is not None else "",
        "title": facts.title,
        "description": facts.description,
        "label": facts.label,
        "stars": str(photo.rating or ""),
        "flag": {1: "picked", -1: "rejected"}.get(photo.flag, ""),
        "tags": ", ".join(tags),
    }
    for name, text in lines.items():
        if text:
            invocation.say(f"  {name}: {text}")


def _say_status(
    invocation: Invocation, status: MetadataStatus, *, thoroughly: bool = False
) -> None:
    if thoroughly or status.waiting:
        invocation.say(f"{photos(status.waiting)} to be written ({status.way}).")
    for reason, count in status.reasons:
        invocation.say(f"  {photos(count)}: {reason}")
    if thoroughly or status.conflicts:
        asked = "; 'photoclip metadata conflicts' shows them" if status.conflicts else ""
        invocation.say(f"{photos(status.conflicts)} with conflicts{asked}.")
    for path, why in status.unreadable:
        invocation.note(f"{path_fields(path)['path']}: {why}")


def _conflict(each: MetadataConflict) -> dict[str, Any]:
    return {
        **path_fields(each.path),
        "field": each.field,
        "mine": each.mine,
        "theirs": each.theirs,
    }

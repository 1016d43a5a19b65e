"""The command that says what is known of a photo."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from photoclip.cli.invocation import Json, of, path_fields
from photoclip.cli.plain import shown
from photoclip.library.placing import place_of
from photoclip.places.place import Place
from photoclip.records import Photo, display_text


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(info)


def info(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A photo of the library.")],
    as_json: Json = False,
) -> None:
    """Say what is known of a photo: when and where it was taken, with what, its tags."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        photo = library.showing.photo(library.showing.photo_at(file))
    document = _document(photo)
    if as_json:
        invocation.answer(document)
        return
    for name, value in _lines(photo, document["place"]):
        if value:
            invocation.say(f"{name + ':':<12} {shown(str(value))}")


def _document(photo: Photo) -> dict[str, Any]:
    facts = photo.facts
    place = _place(photo)
    known = facts.latitude is not None and facts.longitude is not None
    where = {"latitude": facts.latitude, "longitude": facts.longitude, "altitude": facts.altitude}
    return {
        **path_fields(photo.paths[0]),
        "paths": [display_text(each) for each in photo.paths],
        "format": facts.format,
        "width": facts.width,
        "height": facts.height,
        "taken_at": facts.taken_at.isoformat() if facts.taken_at else None,
        "taken_source": facts.taken_source or None,
        "camera": facts.camera,
        "lens": facts.lens,
        "exposure": facts.exposure,
        "gps": where if known else None,
        "place": {"text": place.text, **asdict(place)} if place else None,
        "title": facts.title,
        "description": facts.description,
        "rating": photo.rating,
        "flag": photo.flag,
        "tags": [each.name for each in photo.tags if not each.rejected],
        "albums": list(photo.albums),
    }


def _lines(photo: Photo, place: dict[str, str] | None) -> list[tuple[str, object]]:
    facts = photo.facts
    point = "" if facts.latitude is None else f"{facts.latitude:.5f}, {facts.longitude:.5f}"
    return [
        ("File", display_text(photo.paths[0])),
        ("Format", f"{facts.format}, {facts.width} x {facts.height} px"),
        ("Taken", facts.taken_at.isoformat(" ") if facts.taken_at else ""),
        ("Place", place["text"] if place else ""),
        ("Region", place["region"] if place else ""),
        ("Coordinates", point),
        ("Camera", facts.camera),
        ("Lens", facts.lens),
        ("Exposure", ", ".join(f"{name} {value}" for name, value in facts.exposure.items())),
        ("Title", facts.title),
        ("Description", facts.description),
        ("Rating", photo.rating),
        ("Tags", ", ".join(dict.fromkeys(each.name for each in photo.tags if not each.rejected))),
        ("Albums", ", ".join(photo.albums)),
    ]


def _place(photo: Photo) -> Place | None:
    facts = photo.facts
    if facts.latitude is None or facts.longitude is None:
        return None
    return place_of(facts.latitude, facts.longitude)

"""Commands that look around in a library: events."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from photoclip.cli.invocation import Json, of, path_fields
from photoclip.cli.plain import shown
from photoclip.library.events.events import Event
from photoclip.records import display_text


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(events)


def events(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to show.")] = 20,
    every: Annotated[bool, typer.Option("--all", help="Show all of them.")] = False,
    as_json: Json = False,
) -> None:
    """The journeys, outings and celebrations of the library, the latest first."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        found = library.events.found()
        some = found if every or as_json else found[:limit]
        covers = library.showing.paths([each.cover for each in some])
        total = library.showing.counts()[0]
    if as_json:
        documents = [_document(each, covers.get(each.cover, ())) for each in some]
        dated = sum(len(each.ids) for each in found)
        invocation.answer({"events": documents, "photos": total, "undated": total - dated})
        return
    table = Table(box=None, pad_edge=False)
    for name in ("when", "what", "photos", "cover"):
        table.add_column(name, justify="right" if name == "photos" else "left")
    for each in some:
        paths = covers.get(each.cover, ())
        cover = display_text(paths[0]) if paths else ""
        table.add_row(_dates(each), shown(_title(each)), f"{len(each.ids):,}", shown(cover))
    invocation.say(table)
    if len(some) < len(found):
        invocation.note(f"the latest {len(some):,} of {len(found):,} events")


def _document(event: Event, cover: tuple[bytes, ...]) -> dict[str, Any]:
    known = event.latitude == event.latitude
    return {
        "title": _title(event),
        "place": event.place,
        "words": list(event.words),
        "first": _moment(event.first).isoformat(),
        "last": _moment(event.last).isoformat(),
        "days": event.days,
        "outings": len(event.outings),
        "latitude": round(event.latitude, 5) if known else None,
        "longitude": round(event.longitude, 5) if known else None,
        "photos": len(event.ids),
        "ids": event.ids.tolist(),
        "cover": path_fields(cover[0]) if cover else None,
    }


def _title(event: Event) -> str:
    return event.place or ", ".join(event.words) or _dates(event)


def _dates(event: Event) -> str:
    first, last = _moment(event.first), _moment(event.last)
    day = f"{first:%Y-%m-%d}"
    return day if first.date() == last.date() else f"{day} to {last:%Y-%m-%d}"


def _moment(seconds: int) -> datetime:
    """Local time as it was where the photo was taken."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)

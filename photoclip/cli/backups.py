"""Commands about backups of the catalog: list, make, restore."""

from typing import Annotated, Any

import typer
from rich.table import Table

from photoclip.cli.invocation import Json, of
from photoclip.library import backups
from photoclip.library.backups import Backup

_commands = typer.Typer(help="Backups of what you decided: tags, stars, albums, lists.")
_KINDS = {
    "daily": "of the day",
    "asked": "asked for",
    "upgrade": "before an upgrade",
    "restore": "before a restoring",
    "rescue": "of a damaged library",
    "import": "before an import",
    "": "damaged",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_commands, name="backups")


@_commands.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """The backups, the newest first."""
    invocation = of(context)
    found = backups.listed(invocation.folder)
    if as_json:
        invocation.answer({"backups": [_document(each) for each in found]})
        return
    if not found:
        invocation.note("There is no backup yet; one is made each day on which you change things.")
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("Name")
    table.add_column("Made")
    for name in ("Photos", "Tags", "Size"):
        table.add_column(name, justify="right")
    for each in found:
        facts = (f"{each.photos:,}", f"{each.tags:,}") if each.whole else ("", "")
        table.add_row(each.name, _KINDS.get(each.kind, ""), *facts, _size(each.bytes))
    invocation.say(table)


@_commands.command()
def make(context: typer.Context, as_json: Json = False) -> None:
    """Make a backup now; it stays until you remove its file."""
    invocation = of(context)
    made = backups.make(invocation.folder)
    if as_json:
        invocation.answer(_document(made))
        return
    invocation.say(f"Made the backup {made.name} ({_holds(made)}).")


@_commands.command()
def restore(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help="The backup's name, or how it begins; without it the newest, or what a damaged "
            "library still holds.",
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """Put a backup in the place of the catalog; what is there now is kept."""
    invocation = of(context)
    done = backups.restore(invocation.folder, name)
    if as_json:
        before = None if done.before is None else done.before.name
        invocation.answer(
            {
                **_document(done.backup),
                "vectors": done.vectors,
                "aside": None if done.aside is None else str(done.aside),
                "before": before,
                "skipped": [each.name for each in done.skipped],
            }
        )
        return
    for each in done.skipped:
        invocation.note(f"The backup {each.name} is damaged and was passed over.")
    invocation.say(
        f"The backup {done.backup.name} is in place ({_holds(done.backup)}); 'photoclip index' "
        "finds what has come since and makes what vectors are missing."
    )
    if done.aside is not None:
        invocation.say(f"The damaged catalog is kept as {done.aside}.")
    if done.before is not None:
        invocation.say(f"What was there before is the backup {done.before.name}.")


def _document(backup: Backup) -> dict[str, Any]:
    return {
        "name": backup.name,
        "made_at": backup.made_at.isoformat(timespec="seconds"),
        "kind": backup.kind,
        "photos": backup.photos,
        "tags": backup.tags,
        "bytes": backup.bytes,
        "whole": backup.whole,
        "path": str(backup.path),
    }


def _holds(backup: Backup) -> str:
    photos = f"{backup.photos:,} photo" + ("s" if backup.photos != 1 else "")
    return photos + f", {backup.tags:,} tag" + ("s" if backup.tags != 1 else "")


def _size(number_of_bytes: int) -> str:
    if number_of_bytes < 1_000_000:
        return f"{max(1, number_of_bytes // 1000)} kB"
    return f"{number_of_bytes / 1_000_000:.1f} MB"

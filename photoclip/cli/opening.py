"""The window on pictures that another program opens with photoclip."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from photoclip.cli.invocation import of
from photoclip.errors import UsageError

_COMMAND = "open"


class FilesFirst(TyperGroup):
    """Commands by their names; where a file stands in a name's place, it is opened."""

    @override
    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name = args[0] if args else ""
        if name and self.get_command(ctx, name) is None and _is_there(name):
            return _COMMAND, self.get_command(ctx, _COMMAND), args
        return super().resolve_command(ctx, args)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name=_COMMAND)(open_files)


def open_files(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Pictures from anywhere.")
    ] = None,
    similar: Annotated[
        bool, typer.Option("--similar", help="Look for photos that look like them.")
    ] = False,
) -> None:
    """Open the window on pictures; `photoclip FILE` does the same.

    Of pictures that are not in the library, it shows the photos that look like them.
    """
    from photoclip import app as desktop
    from photoclip.ui.coming import Wanted

    invocation = of(context)
    for file in files or ():
        if file.is_dir():
            raise UsageError(f"{file} is a folder; 'photoclip index' adds folders.")
        if not file.is_file():
            raise UsageError(f"There is no file {file}.")
    wanted = Wanted(tuple(file.absolute() for file in files), similar) if files else None
    raise typer.Exit(desktop.run(invocation.folder, wanted))


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False

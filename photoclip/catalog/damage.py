"""What a person is told when the catalog of a library cannot be read."""

import shlex
from pathlib import Path

from photoclip import paths
from photoclip.catalog import backups
from photoclip.errors import LibraryDamagedError


def damaged(catalog: Path) -> LibraryDamagedError:
    """The error for a damaged catalog file: its sentence names the command that mends it."""
    folder = catalog.parent
    named = "" if folder == paths.default_library().absolute() else f"--library {_quoted(folder)} "
    command = f"'photoclip {named}backups restore'"
    newest = next((each for each in backups.listed(catalog) if each.whole), None)
    said = f"The library database {catalog} is damaged; {command} puts back what can be read of it."
    if newest is not None:
        said = (
            f"The library database {catalog} is damaged; {command} puts back what can be read of "
            f"it, or the backup of {newest.name}."
        )
    return LibraryDamagedError(said, folder=folder)


def _quoted(folder: Path) -> str:
    return shlex.quote(str(folder))

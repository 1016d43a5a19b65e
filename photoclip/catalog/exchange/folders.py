"""Where the folders of an exported library lie in the library that it comes into."""

import os
from collections.abc import Callable
from pathlib import PurePath

from sqlalchemy import insert, select

from photoclip.catalog import roots
from photoclip.catalog.changes import Changes
from photoclip.catalog.exchange.brought import Conflict
from photoclip.catalog.exchange.coding import Row
from photoclip.catalog.exchange.here import Here
from photoclip.catalog.exchange.tables import NUMBER
from photoclip.catalog.forms import relative
from photoclip.catalog.schema import RootEntry, table_of
from photoclip.errors import DataError
from photoclip.records import Root, display_text

_ROOTS = table_of(RootEntry)


def place(here: Here, changes: Changes, row: Row, number: Callable[[Row], int]) -> int:
    """Find or make the root that a root of the export is here; its number.

    A folder inside one that is looked after here becomes a part of that one, and takes those
    inside it in. One that was taken out of the library here stays out, with its files.

    Args:
        here: the catalog.
        changes: of the transaction.
        row: the root as the export has it.
        number: gives a root that comes its number.

    Raises:
        DataError: its path is none on this machine.
    """
    path = _normal(here.place_of(row["path"]))
    known = here.connection.execute(select(_ROOTS).where(_ROOTS.c.path == path)).mappings().first()
    if known is not None:
        if known["removed_at"] is not None and row["removed_at"] is None:
            here.hidden.add(row[NUMBER])
            here.tally.conflict(Conflict("folder", display_text(path)))
        here.tally.add(_ROOTS.name, 0, 1, 0)
        return known[NUMBER]
    for root in roots.watched(here.connection):
        inside = relative(root.path, path)
        if inside:
            here.prefixes[row[NUMBER]] = inside + b"/"
            here.tally.add(_ROOTS.name, 0, 1, 0)
            return root.id
    new = {**row, "path": path}
    root = Root(number(new), path)
    here.connection.execute(insert(_ROOTS), [new])
    if row["removed_at"] is None:
        roots.absorb(here.connection, changes, root)
    here.tally.add(_ROOTS.name, 1, 0, 0)
    return root.id


def _normal(path: bytes) -> bytes:
    text = os.fsdecode(path)
    if not PurePath(text).is_absolute():
        shown = display_text(path)
        raise DataError(
            f"The folder {shown} of the export is none on this system; say where it lies here with "
            f"--map '{shown}=FOLDER'."
        )
    return os.path.normpath(path)

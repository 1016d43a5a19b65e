"""Photos that arrive in folders where a list tags by itself."""

import os

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, exists, select
from sqlalchemy.dialects.sqlite import insert as upsert

from photoclip.catalog.forms import relative
from photoclip.catalog.idsets import once
from photoclip.catalog.schema import FileEntry, RootEntry, SeenEntry
from photoclip.catalog.schema_files import JOINED, CompanionEntry
from photoclip.catalog.sqlite import ids_of, listed

_Ids = npt.NDArray[np.int64]


def begin(connection: Connection, list_id: int, folder: str) -> None:
    """From now on photos that come to a folder are new; those there already are not."""
    see(connection, list_id, _inside(connection, folder))


def see(connection: Connection, list_id: int, photo_ids: _Ids) -> None:
    """A list has looked at photos."""
    if len(photo_ids):
        rows = [{"list_id": list_id, "photo_id": each} for each in photo_ids.tolist()]
        connection.execute(upsert(SeenEntry).on_conflict_do_nothing(), rows)


def waiting(
    connection: Connection, list_id: int, folders: tuple[str, ...], among: _Ids | None
) -> _Ids:
    """Photos in the folders of a list that it has not looked at yet, sorted.

    Args:
        connection: for reading.
        list_id: the list.
        folders: absolute paths; what lies below them counts.
        among: only these photos; None: all.
    """
    found = [_inside(connection, folder, list_id, among) for folder in folders]
    return once(np.concatenate([np.empty(0, np.int64), *found]))


def _inside(
    connection: Connection, folder: str, unseen_by: int | None = None, among: _Ids | None = None
) -> _Ids:
    path = os.fsencode(folder).rstrip(b"/") or b"/"
    found = [np.empty(0, np.int64)]
    roots = select(RootEntry.id, RootEntry.path).where(RootEntry.removed_at.is_(None))
    for root_id, root in connection.execute(roots).all():
        files = select(FileEntry.photo_id).where(
            FileEntry.root_id == root_id, FileEntry.gone_at.is_(None)
        )
        under = relative(root, path)
        if under:  # a folder inside the root; "0" is the character after "/"
            files = files.where(FileEntry.rel > under + b"/", FileEntry.rel < under + b"0")
        elif under is None and relative(path, root) is None:
            continue
        if among is not None:
            files = files.where(FileEntry.photo_id.in_(listed(among)))
        if unseen_by is not None:
            seen = exists().where(
                SeenEntry.list_id == unseen_by, SeenEntry.photo_id == FileEntry.photo_id
            )
            part = exists().where(
                CompanionEntry.photo_id == FileEntry.photo_id, CompanionEntry.state == JOINED
            )
            files = files.where(~seen, ~part)
        found.append(ids_of(connection, files))
    return once(np.concatenate(found))

"""What moves in photos' files: videos, the clips inside motion photos, Apple's identifiers."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, delete, insert, select

from photoclip.catalog.schema import table_of
from photoclip.catalog.schema_files import MovingEntry
from photoclip.catalog.sqlite import ids_of, listed
from photoclip.records_files import Moving

_Ids = npt.NDArray[np.int64]
_NEW = insert(table_of(MovingEntry))


def keep(connection: Connection, said: Mapping[int, Moving | None], *, new: bool) -> None:
    """Write what moves in the files of photos, by photo; `new` photos have no row yet."""
    if not new:
        connection.execute(delete(MovingEntry).where(MovingEntry.photo_id.in_(listed(said))))
    rows = [
        {
            "photo_id": photo_id,
            "seconds": each.seconds,
            "inside": each.inside,
            "live_id": each.live_id,
        }
        for photo_id, each in said.items()
        if each is not None
    ]
    if rows:
        connection.execute(_NEW, rows)


def of_photos(connection: Connection, photo_ids: Sequence[int] | _Ids) -> dict[int, Moving]:
    """What moves in photos, by photo; those where nothing does are left out."""
    entry = MovingEntry
    query = select(entry.photo_id, entry.seconds, entry.inside, entry.live_id)
    rows = connection.execute(query.where(entry.photo_id.in_(listed(photo_ids))))
    return {row[0]: Moving(row[1], bool(row[2]), row[3]) for row in rows}


def motion_photos(connection: Connection) -> _Ids:
    """Ids of the photos with a clip inside their file."""
    return ids_of(connection, select(MovingEntry.photo_id).where(MovingEntry.inside.is_(True)))

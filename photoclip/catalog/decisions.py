"""What the person decided about photos: stars and flags."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, delete, func, insert, literal, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from photoclip.catalog.idsets import without
from photoclip.catalog.schema import DecisionEntry, PhotoEntry
from photoclip.catalog.sqlite import ids_of, listed

_Ids = npt.NDArray[np.int64]
RATING: ColumnElement[int] = func.coalesce(DecisionEntry.rating, PhotoEntry.rating)
"""A photo's rating where its decision is joined: the person's, else its file's."""
FLAG: ColumnElement[int] = func.coalesce(DecisionEntry.flag, 0)
"""A photo's flag where its decision is joined."""


def rate(connection: Connection, photo_ids: Sequence[int] | _Ids, rating: int | None) -> None:
    """Write the person's rating; None: the file's counts again."""
    _put(connection, photo_ids, {"rating": rating, "flag": 0}, "rating")


def flag(connection: Connection, photo_ids: Sequence[int] | _Ids, value: int) -> None:
    """Write the person's flag: 1 picked, -1 rejected, 0 none."""
    _put(connection, photo_ids, {"rating": None, "flag": value}, "flag")


def _put(
    connection: Connection,
    photo_ids: Sequence[int] | _Ids,
    values: dict[str, int | None],
    decided: str,
) -> None:
    names = ["photo_id", *values]
    photos = select(PhotoEntry.id, *(literal(each) for each in values.values()))
    statement = upsert(DecisionEntry).from_select(
        names, photos.where(PhotoEntry.id.in_(listed(photo_ids)))
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["photo_id"], set_={decided: values[decided]}
        )
    )
    connection.execute(
        delete(DecisionEntry).where(
            DecisionEntry.photo_id.in_(listed(photo_ids)),
            DecisionEntry.rating.is_(None),
            DecisionEntry.flag == 0,
        )
    )


def copy(connection: Connection, source: int, target: int) -> None:
    """Give a photo what was decided of another one, unless something was decided of it."""
    rows = select(literal(target), DecisionEntry.rating, DecisionEntry.flag).where(
        DecisionEntry.photo_id == source
    )
    names = ["photo_id", "rating", "flag"]
    connection.execute(insert(DecisionEntry).prefix_with("OR IGNORE").from_select(names, rows))


def rated(connection: Connection, at_least: int) -> _Ids:
    """Ids of the photos that have so many stars (1 to 5) or more, present or not."""
    by_file = select(PhotoEntry.id).where(text("photo.rating > 0"), PhotoEntry.rating >= at_least)
    decided = select(DecisionEntry.photo_id).where(DecisionEntry.rating.is_not(None))
    by_person = decided.where(DecisionEntry.rating >= at_least)
    undecided = without(ids_of(connection, by_file), ids_of(connection, decided))
    return np.concatenate([undecided, ids_of(connection, by_person)])


def flagged(connection: Connection, value: int) -> _Ids:
    """Ids of the photos with a flag (1 or -1), present or not."""
    return ids_of(connection, select(DecisionEntry.photo_id).where(DecisionEntry.flag == value))

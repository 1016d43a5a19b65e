"""What the person decided about photos: stars and flags."""

from collections.abc import Mapping, Sequence

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
FLAG: ColumnElement[int] = func.coalesce(DecisionEntry.flag, PhotoEntry.flag)
"""A photo's flag where its decision is joined: the person's, else its file's."""
_REJECTED = select(PhotoEntry.id).where(text("photo.flag != 0"))
WORDS = ("title", "description", "label")
"""What the person may write of a photo; None: the file's counts."""


def rate(connection: Connection, photo_ids: Sequence[int] | _Ids, rating: int | None) -> None:
    """Write the person's rating; None: the file's counts again."""
    _put(connection, photo_ids, {"rating": rating})


def flag(connection: Connection, photo_ids: Sequence[int] | _Ids, value: int) -> None:
    """Write the person's flag: 1 picked, -1 rejected, 0 none."""
    _put(connection, photo_ids, {"flag": value})


def describe(
    connection: Connection, photo_ids: Sequence[int] | _Ids, words: Mapping[str, str | None]
) -> None:
    """Write the person's title, description and label, as named; None: the file's counts again."""
    assert set(words) <= set(WORDS), "the others are no words"
    _put(connection, photo_ids, words)


_NOTHING: dict[str, int | str | None] = {"rating": None, "flag": 0, **dict.fromkeys(WORDS)}


def _put(
    connection: Connection,
    photo_ids: Sequence[int] | _Ids,
    decided: Mapping[str, int | str | None],
) -> None:
    values = {**_NOTHING, **decided}
    names = ["photo_id", *values]
    photos = select(PhotoEntry.id, *(literal(each) for each in values.values()))
    statement = upsert(DecisionEntry).from_select(
        names, photos.where(PhotoEntry.id.in_(listed(photo_ids)))
    )
    connection.execute(
        statement.on_conflict_do_update(index_elements=["photo_id"], set_=dict(decided))
    )
    tidy(connection, photo_ids)


def tidy(connection: Connection, photo_ids: Sequence[int] | _Ids) -> None:
    """Leave no row where nothing is decided."""
    connection.execute(
        delete(DecisionEntry).where(
            DecisionEntry.photo_id.in_(listed(photo_ids)),
            DecisionEntry.rating.is_(None),
            DecisionEntry.flag == 0,
            *(getattr(DecisionEntry, name).is_(None) for name in WORDS),
            DecisionEntry.photo_id.not_in(_REJECTED),  # no flag is a decision there
        )
    )


def words(connection: Connection, photo_ids: Sequence[int] | _Ids) -> dict[int, dict[str, str]]:
    """What the person wrote of photos: by photo, the title, description and label that it has."""
    columns = [DecisionEntry.__table__.c[name] for name in WORDS]
    query = select(DecisionEntry.photo_id, *columns).where(
        DecisionEntry.photo_id.in_(listed(photo_ids))
    )
    found: dict[int, dict[str, str]] = {}
    for row in connection.execute(query).mappings():
        texts = {name: str(row[name]) for name in WORDS if row[name] is not None}
        if texts:
            found[row["photo_id"]] = texts
    return found


def decided(connection: Connection, photo_ids: Sequence[int] | _Ids) -> dict[int, frozenset[str]]:
    """In which of title, description, label and rating (or flag) the person decided, by photo."""
    columns = [DecisionEntry.__table__.c[name] for name in (*WORDS, "rating", "flag", "photo_id")]
    query = select(*columns).where(DecisionEntry.photo_id.in_(listed(photo_ids)))
    return {
        row["photo_id"]: frozenset(
            ["rating"] * bool(row["flag"]) + [n for n in (*WORDS, "rating") if row[n] is not None]
        )
        for row in connection.execute(query).mappings()
    }


def copy(connection: Connection, source: int, target: int) -> None:
    """Give a photo what was decided of another one, unless something was decided of it."""
    names = ["photo_id", *_NOTHING]
    columns = [DecisionEntry.__table__.c[name] for name in _NOTHING]
    rows = select(literal(target), *columns).where(DecisionEntry.photo_id == source)
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
    decided = ids_of(connection, select(DecisionEntry.photo_id).where(DecisionEntry.flag == value))
    by_file = ids_of(connection, _REJECTED) if value < 0 else decided[:0]
    if not len(by_file):
        return decided
    others = without(by_file, ids_of(connection, select(DecisionEntry.photo_id)))
    return np.concatenate([decided, others])

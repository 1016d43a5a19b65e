"""Tags: what the person says of photos, and what holds of all that is said."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    case,
    delete,
    exists,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import aliased

from photoclip.catalog.entries import Feedback
from photoclip.catalog.forms import key_of, now
from photoclip.catalog.schema import PhotoEntry, TagEntry
from photoclip.catalog.sqlite import distinct, listed
from photoclip.errors import UsageError
from photoclip.records import LabelList, Tag, one_line

_Ids = npt.NDArray[np.int64]
_COUNTS: tuple[ColumnElement[bool], ...] = (
    TagEntry.superseded_by.is_(None),
    TagEntry.dropped.is_(False),
)
HOLDS: tuple[ColumnElement[bool], ...] = (*_COUNTS, TagEntry.rejected.is_(False))
"""That a row of the table is a tag that its photo has."""


def tag(connection: Connection, photo_ids: Sequence[int] | _Ids, name: str) -> int:
    """See `Transaction.tag`."""
    key, _ = _checked(name)
    lacking = select(PhotoEntry.id).where(
        PhotoEntry.id.in_(listed(photo_ids)),
        ~exists().where(
            TagEntry.photo_id == PhotoEntry.id,
            TagEntry.key == key,
            TagEntry.source == "person",
            TagEntry.rejected.is_(False),
        ),
    )
    count = connection.execute(select(func.count()).select_from(lacking.subquery())).scalar_one()
    give(connection, photo_ids, name)
    return count


def give(connection: Connection, photo_ids: Sequence[int] | _Ids, name: str) -> None:
    """As `tag`, without counting."""
    key, shown = _checked(name)
    _decide(connection, photo_ids, key, shown, rejected=False)


def untag(connection: Connection, photo_ids: Sequence[int] | _Ids, name: str) -> int:
    """See `Transaction.untag`."""
    key, shown = _checked(name)
    here = (TagEntry.key == key) & TagEntry.photo_id.in_(listed(photo_ids))
    had = set(connection.execute(select(TagEntry.photo_id).where(here, *HOLDS)).scalars())
    given = set(
        connection.execute(
            select(TagEntry.photo_id).where(here, *HOLDS, TagEntry.source != "person")
        ).scalars()
    )
    connection.execute(
        delete(TagEntry).where(here, TagEntry.source == "person", TagEntry.rejected.is_(False))
    )
    _decide(connection, sorted(given), key, shown, rejected=True)
    return len(had)


def reject(connection: Connection, photo_ids: Sequence[int] | _Ids, name: str) -> None:
    """See `Transaction.reject`."""
    key, shown = _checked(name)
    _decide(connection, photo_ids, key, shown, rejected=True)


def withdraw(connection: Connection, photo_ids: Sequence[int] | _Ids, name: str) -> None:
    """The person takes back what they said of a tag on photos, be it yes or no."""
    key, _ = _checked(name)
    mine = (TagEntry.key == key) & (TagEntry.source == "person")
    connection.execute(delete(TagEntry).where(mine, TagEntry.photo_id.in_(listed(photo_ids))))
    settle(connection, photo_ids)


def _checked(name: str) -> tuple[str, str]:
    shown = one_line(name)
    if not shown:
        raise UsageError("A tag needs a name; type at least one letter.")
    return key_of(shown), shown


def _decide(
    connection: Connection, photo_ids: Sequence[int] | _Ids, key: str, name: str, *, rejected: bool
) -> None:
    """Write a person's yes or no; it counts over what runs and files say."""
    photos = select(PhotoEntry.id).where(PhotoEntry.id.in_(listed(photo_ids)))
    source = photos.with_only_columns(
        PhotoEntry.id,
        literal(name),
        literal(key),
        literal("person"),
        literal(rejected),
        literal(value=False),
        literal(now()),
    )
    columns = ["photo_id", "name", "key", "source", "rejected", "dropped", "created_at"]
    statement = upsert(TagEntry).from_select(columns, source)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["photo_id", "key", "source"],
            index_where=TagEntry.run_id.is_(None),
            set_={
                "rejected": rejected,
                "name": name,
                "created_at": case(
                    (TagEntry.rejected == rejected, TagEntry.created_at),
                    else_=statement.excluded.created_at,
                ),
            },
        )
    )
    connection.execute(
        update(TagEntry)
        .where(
            TagEntry.key == key,
            TagEntry.photo_id.in_(listed(photo_ids)),
            TagEntry.source != "person",
        )
        .values(rejected=rejected)
    )


def settle(connection: Connection, photo_ids: Sequence[int] | _Ids) -> None:
    """Let what runs and files say of photos follow what the person said, whoever wrote last."""
    said = aliased(TagEntry)
    refused = exists().where(
        said.photo_id == TagEntry.photo_id,
        said.key == TagEntry.key,
        said.source == "person",
        said.rejected.is_(True),
    )
    connection.execute(
        update(TagEntry)
        .where(
            TagEntry.photo_id.in_(listed(photo_ids)),
            TagEntry.source != "person",
            TagEntry.rejected != refused,
        )
        .values(rejected=refused)
    )


def feedback(connection: Connection, labels: LabelList) -> Feedback:
    """See `Catalog.feedback`."""
    places = {key_of(label): index for index, label in enumerate(labels.labels)}
    query = (
        select(TagEntry.photo_id, TagEntry.key, TagEntry.rejected)
        .where(TagEntry.source == "person", TagEntry.key.in_(texts(places)))
        .order_by(TagEntry.photo_id, TagEntry.key)
    )
    rows = connection.execute(query).all()
    return Feedback(
        np.array([row[0] for row in rows], np.int64),
        np.array([places[row[1]] for row in rows], np.int64),
        np.array([not row[2] for row in rows], np.bool_),
    )


def texts(values: Iterable[str]) -> Select[str]:
    """Texts for `column.in_(...)`: any number of them, bound as one."""
    each = func.json_each(json.dumps(list(values))).table_valued("value", name="texts")
    return select(each.c.value)


def tags_of(connection: Connection, photo_id: int) -> tuple[Tag, ...]:
    """See `Catalog.tags_of`."""
    query = _as_tags().where(TagEntry.photo_id == photo_id, *_COUNTS)
    return tuple(_tag(row) for row in connection.execute(query))


def holding(connection: Connection, photo_ids: Sequence[int] | _Ids) -> dict[int, tuple[Tag, ...]]:
    """The tags that photos have, by photo id."""
    query = _as_tags().where(TagEntry.photo_id.in_(listed(photo_ids)), *HOLDS)
    found: defaultdict[int, list[Tag]] = defaultdict(list)
    for row in connection.execute(query):
        found[row[0]].append(_tag(row))
    return {photo_id: tuple(tags) for photo_id, tags in found.items()}


def _as_tags() -> Select[*tuple[Any, ...]]:
    return select(
        TagEntry.photo_id,
        TagEntry.name,
        TagEntry.source,
        TagEntry.run_id,
        TagEntry.probability,
        TagEntry.rejected,
    ).order_by(TagEntry.key, TagEntry.source)


def _tag(row: Any) -> Tag:
    return Tag(row[1], row[2], row[3], row[4], row[5])


def names(connection: Connection) -> tuple[str, ...]:
    """See `Catalog.tag_names`."""
    return tuple(distinct(connection, TagEntry.name, *HOLDS))


def names_of(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """How the tags with these keys are written, by key."""
    wanted = func.json_each(json.dumps(list(keys))).table_valued("value", name="wanted")
    name = (
        select(TagEntry.name)
        .where(TagEntry.key == wanted.c.value, *HOLDS)
        .limit(1)
        .scalar_subquery()
    )
    return {row[0]: row[1] for row in connection.execute(select(wanted.c.value, name))}

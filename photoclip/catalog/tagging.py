"""Tags of persons, files and runs, and how a run is taken back."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import aliased

from photoclip.catalog.entries import TagRun
from photoclip.catalog.forms import key_of, now
from photoclip.catalog.schema import PhotoEntry, RunEntry, TagEntry
from photoclip.catalog.sqlite import distinct, listed
from photoclip.errors import LibraryError, UsageError
from photoclip.records import ProposedTag, Tag

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


def reject(connection: Connection, photo_ids: Sequence[int], name: str) -> None:
    """See `Transaction.reject`."""
    key, shown = _checked(name)
    _decide(connection, photo_ids, key, shown, rejected=True)


def _checked(name: str) -> tuple[str, str]:
    shown = " ".join(name.split())
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


def start_run(connection: Connection, list_name: str, list_version: int, model_id: int) -> int:
    """See `Transaction.start_run`."""
    values = {
        "list_name": list_name,
        "list_version": list_version,
        "model_id": model_id,
        "created_at": now(),
    }
    return connection.execute(insert(RunEntry).values(values).returning(RunEntry.id)).scalar_one()


def add_run_tags(connection: Connection, run_id: int, tags: Sequence[ProposedTag]) -> int:
    """See `Transaction.add_run_tags`."""
    _standing(connection, run_id)
    proposed: dict[tuple[int, str], dict[str, object]] = {}
    for each in tags:
        key, shown = _checked(each.label)
        proposed[each.photo_id, key] = {
            "photo_id": each.photo_id,
            "name": shown,
            "key": key,
            "source": "run",
            "run_id": run_id,
            "probability": each.probability,
            "rejected": False,
            "dropped": False,
            "created_at": now(),
        }
    photos = sorted({photo_id for photo_id, _ in proposed})
    decided = connection.execute(
        select(TagEntry.photo_id, TagEntry.key).where(
            TagEntry.photo_id.in_(listed(photos)), TagEntry.source == "person"
        )
    ).all()
    for row in decided:
        proposed.pop((row[0], row[1]), None)
    known = select(PhotoEntry.id).where(PhotoEntry.id.in_(listed(photos)))
    there = set(connection.execute(known).scalars())
    rows = [row for (photo_id, _), row in proposed.items() if photo_id in there]
    if rows:
        statement = upsert(TagEntry)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["photo_id", "key", "run_id"],
                index_where=TagEntry.run_id.is_not(None),
                set_={"probability": statement.excluded.probability, "dropped": False},
            ),
            rows,
        )
        _supersede(connection, run_id, photos)
    return len(rows)


def retire_tags(connection: Connection, run_id: int, photo_ids: Sequence[int] | None) -> int:
    """See `Transaction.retire_tags`."""
    run = _standing(connection, run_id)
    earlier, mine = aliased(TagEntry), aliased(TagEntry)
    of_list = select(RunEntry.id).where(
        RunEntry.list_name == run.list_name, RunEntry.id < run_id, RunEntry.undone_at.is_(None)
    )
    repeated = exists().where(
        mine.photo_id == earlier.photo_id, mine.key == earlier.key, mine.run_id == run_id
    )
    stale = select(earlier).where(earlier.run_id.in_(of_list), ~repeated)
    if photo_ids is not None:
        stale = stale.where(earlier.photo_id.in_(listed(photo_ids)))
    standing = stale.with_only_columns(func.count()).where(
        earlier.superseded_by.is_(None), earlier.dropped.is_(False), earlier.rejected.is_(False)
    )
    count = connection.execute(standing).scalar_one()
    marks = stale.with_only_columns(
        earlier.photo_id,
        func.max(earlier.name),
        earlier.key,
        literal("run"),
        literal(run_id),
        func.max(earlier.rejected),
        literal(value=True),
        literal(now()),
    ).group_by(earlier.photo_id, earlier.key)
    columns = ["photo_id", "name", "key", "source", "run_id", "rejected", "dropped", "created_at"]
    connection.execute(insert(TagEntry).from_select(columns, marks))
    _supersede(connection, run_id)
    return count


def undo_run(connection: Connection, run_id: int) -> int:
    """See `Transaction.undo_run`."""
    _standing(connection, run_id)
    mine = TagEntry.run_id == run_id
    count = connection.execute(
        select(func.count()).where(mine, TagEntry.dropped.is_(False))
    ).scalar_one()
    _supersede(connection, run_id, undone=True)
    connection.execute(delete(TagEntry).where(mine))
    connection.execute(update(RunEntry).where(RunEntry.id == run_id).values(undone_at=now()))
    return count


def _supersede(
    connection: Connection, run_id: int, photos: list[int] | None = None, *, undone: bool = False
) -> None:
    """Let each row of a run name the next run that says something of the same word.

    Looks at the words of one run only (on some photos); `undone`: as if it had said nothing.
    """
    later, mine = aliased(TagEntry), aliased(TagEntry)
    following = select(func.min(later.run_id)).where(
        later.photo_id == TagEntry.photo_id,
        later.key == TagEntry.key,
        later.run_id > TagEntry.run_id,
    )
    if undone:
        following = following.where(later.run_id != run_id)
    there = select(mine.photo_id).where(mine.run_id == run_id) if photos is None else listed(photos)
    says = exists().where(
        mine.photo_id == TagEntry.photo_id, mine.key == TagEntry.key, mine.run_id == run_id
    )
    next_run = following.scalar_subquery()
    connection.execute(
        update(TagEntry)
        .where(
            TagEntry.photo_id.in_(there),
            TagEntry.run_id.is_not(None),
            says,
            TagEntry.superseded_by.is_distinct_from(next_run),
        )
        .values(superseded_by=next_run)
    )


def _standing(connection: Connection, run_id: int) -> Row[str, str | None]:
    columns = (RunEntry.list_name, RunEntry.undone_at)
    run = connection.execute(select(*columns).where(RunEntry.id == run_id)).one_or_none()
    if run is None:
        raise LibraryError(f"There is no tagging run {run_id} in the library.")
    if run.undone_at is not None:
        raise LibraryError(f"The tagging run {run_id} was taken back already.")
    return run


def runs(connection: Connection) -> tuple[TagRun, ...]:
    """See `Catalog.runs`."""
    tags = (
        select(func.count())
        .where(TagEntry.run_id == RunEntry.id, *HOLDS)
        .correlate(RunEntry)
        .scalar_subquery()
    )
    columns = (
        RunEntry.id,
        RunEntry.list_name,
        RunEntry.list_version,
        RunEntry.model_id,
        RunEntry.created_at,
        RunEntry.undone_at,
        tags,
    )
    return tuple(
        TagRun(row[0], row[1], row[2], row[3], datetime.fromisoformat(row[4]), bool(row[5]), row[6])
        for row in connection.execute(select(*columns).order_by(RunEntry.id.desc()))
    )


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

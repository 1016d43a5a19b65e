"""Automatic runs of label lists: what one changes, writing it whole, taking it back whole.

Of each list, the latest run that said something of a word on a photo counts; the earlier rows name
the next as `superseded_by`. What the person decided, no run speaks of: neither yes nor no.
"""

import json
from collections.abc import Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, insert, select, update

from photoclip.catalog import run_pairs
from photoclip.catalog.entries import LabelChange, RunTags, TagRun
from photoclip.catalog.forms import key_of, now
from photoclip.catalog.run_pairs import Compared
from photoclip.catalog.schema import RunEntry, TagEntry
from photoclip.catalog.sqlite import ids_of
from photoclip.catalog.tagging import HOLDS
from photoclip.errors import LibraryError


def start(
    connection: Connection,
    list_name: str,
    list_version: int,
    model_id: int,
    origin: str = "asked",
    head_version: int | None = None,
) -> int:
    """See `Transaction.start_run`."""
    values = {
        "list_name": list_name,
        "list_key": key_of(list_name),
        "list_version": list_version,
        "model_id": model_id,
        "created_at": now(),
        "origin": origin,
        "head_version": head_version,
    }
    return connection.execute(insert(RunEntry).values(values).returning(RunEntry.id)).scalar_one()


def write(connection: Connection, said: RunTags) -> int:
    """See `Transaction.write_run`."""
    labels = said.labels
    run_id = said.run
    if run_id is None:
        run_id = start(
            connection,
            labels.name,
            labels.version,
            said.model_id,
            said.origin,
            said.head_version,
        )
    before = json.loads(_standing(connection, run_id))
    found = run_pairs.compare(connection, said, run_id)
    _insert(connection, run_id, found)
    _drop(connection, run_id, found)
    _supersede(connection, run_id, found)
    if _has_later(connection, run_id):
        rechain(connection, among=said.looked_at)
    counts = json.dumps(_counted(before, found, len(labels.labels)))
    connection.execute(update(RunEntry).where(RunEntry.id == run_id).values(changes=counts))
    return run_id


def changes(connection: Connection, said: RunTags) -> tuple[LabelChange, ...]:
    """See `Catalog.run_changes`."""
    found = run_pairs.compare(connection, said, said.run)
    added = found.by_word(found.given.where(~found.kept))
    removed = found.by_word(found.earlier.where(found.lost))
    kept = found.counts(found.given.where(found.kept))
    named = len(said.labels.labels)
    return tuple(
        LabelChange(*each)
        for place, each in enumerate(zip(found.names, added, removed, kept, strict=True))
        if place < named or len(each[2])
    )


def _counted(before: dict[str, list[int]], found: Compared, labels: int) -> dict[str, list[int]]:
    """Label to added, removed, kept; a run that goes on counts on. The first words are labels."""
    counts = dict(before)
    columns = (
        found.counts(found.given.where(~found.kept)),
        found.counts(found.earlier.where(found.lost)),
        found.counts(found.given.where(found.kept)),
    )
    for place, (name, *fresh) in enumerate(zip(found.names, *columns, strict=True)):
        if place < labels or any(fresh):
            so_far = before.get(name, [0, 0, 0])
            counts[name] = [old + new for old, new in zip(so_far, fresh, strict=True)]
    return counts


def _insert(connection: Connection, run_id: int, found: Compared) -> None:
    """What a run gives, photo by photo, so that what lies together is written together."""
    order = np.lexsort((found.given.words, found.given.photos))
    columns = (found.given.photos, found.given.words, found.probability)
    photos, words, chances = (each[order].tolist() for each in columns)
    moment, names, keys = now(), found.names, found.keys
    if photos:
        connection.exec_driver_sql(
            "INSERT INTO tag (photo_id, key, name, source, run_id, probability, rejected, dropped,"
            " created_at) VALUES (?, ?, ?, 'run', ?, ?, 0, 0, ?)",
            [
                (photo, keys[word], names[word], run_id, chance, moment)
                for photo, word, chance in zip(photos, words, chances, strict=True)
            ],
        )


def _drop(connection: Connection, run_id: int, found: Compared) -> None:
    """That a run takes off what earlier ones said and it does not repeat."""
    if found.unsaid.any():
        connection.exec_driver_sql(
            "INSERT INTO tag (photo_id, key, name, source, run_id, rejected, dropped, created_at)"
            " SELECT photo_id, key, name, 'run', ?, 0, 1, ? FROM tag"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (run_id, now(), json.dumps(found.earlier_ids[found.unsaid].tolist())),
        )


def _supersede(connection: Connection, run_id: int, found: Compared) -> None:
    if len(found.earlier_ids):
        connection.exec_driver_sql(
            "UPDATE tag SET superseded_by = ? WHERE id IN (SELECT value FROM json_each(?))",
            (run_id, json.dumps(found.earlier_ids.tolist())),
        )


def undo(connection: Connection, run_id: int, most: int | None = None) -> tuple[int, bool]:
    """Take a run back, or the next part of it; see `Transaction.undo_run`.

    Args:
        connection: in a transaction.
        run_id: the run.
        most: rows at most; None: all.

    Returns:
        How many tags it had given, and whether nothing of it is left.
    """
    _standing(connection, run_id)
    limit = -1 if most is None else most
    ids = ids_of(
        connection,
        select(TagEntry.id).where(TagEntry.run_id == run_id).order_by(TagEntry.id).limit(limit),
    )
    here = json.dumps(ids.tolist())
    count = connection.exec_driver_sql(
        "SELECT count(*) FROM tag WHERE id IN (SELECT value FROM json_each(?)) AND NOT dropped",
        (here,),
    ).scalar_one()
    connection.exec_driver_sql(
        "UPDATE tag SET superseded_by = theirs.next FROM"
        " (SELECT photo_id, key, superseded_by AS next FROM tag"
        " WHERE id IN (SELECT value FROM json_each(?))) AS theirs"
        " WHERE tag.photo_id = theirs.photo_id AND tag.key = theirs.key AND tag.superseded_by = ?",
        (here, run_id),
    )
    connection.exec_driver_sql(
        "DELETE FROM tag WHERE id IN (SELECT value FROM json_each(?))", (here,)
    )
    done = most is None or len(ids) < most
    if done:
        connection.execute(update(RunEntry).where(RunEntry.id == run_id).values(undone_at=now()))
    return count, done


_NEXT = (
    "SELECT min(later.run_id) FROM tag AS later"
    " JOIN run AS theirs ON theirs.id = later.run_id"
    " JOIN run AS mine ON mine.id = tag.run_id"
    " WHERE later.photo_id = tag.photo_id AND later.key = tag.key"
    " AND later.run_id > tag.run_id AND theirs.list_key = mine.list_key"
)


def rechain(
    connection: Connection,
    *,
    photo_id: int | None = None,
    key: str = "",
    list_key: str = "",
    among: Sequence[int] | npt.NDArray[np.int64] = (),
) -> None:
    """Let rows of runs name the next run of their list that speaks of their word.

    Args:
        connection: in a transaction.
        photo_id: on this photo.
        key: or of this word.
        list_key: or of the list whose name has this key.
        among: or on these photos.
    """
    connection.exec_driver_sql(
        f"UPDATE tag SET superseded_by = ({_NEXT})"  # noqa: S608 - own text
        " WHERE (photo_id = :photo_id OR key = :key OR run_id IN"
        " (SELECT id FROM run WHERE list_key = :list)"
        " OR photo_id IN (SELECT value FROM json_each(:among))) AND run_id IS NOT NULL",
        {
            "photo_id": photo_id,
            "key": key,
            "list": list_key,
            "among": json.dumps([int(each) for each in among]),
        },
    )


def unchained(connection: Connection) -> dict[str, int]:
    """By list key, how many rows of runs are left of undone ones or name the wrong next one."""
    rows = connection.exec_driver_sql(
        "SELECT owner.list_key, count(*) FROM tag JOIN run AS owner ON owner.id = tag.run_id"  # noqa: S608
        f" WHERE owner.undone_at IS NOT NULL OR tag.superseded_by IS NOT ({_NEXT})"
        " GROUP BY owner.list_key"
    )
    return {str(key): int(count) for key, count in rows}


def mend(connection: Connection, list_keys: Sequence[str]) -> None:
    """Take away what is left of undone runs of lists, and let rows name the right next run."""
    for key in list_keys:
        connection.exec_driver_sql(
            "DELETE FROM tag WHERE run_id IN"
            " (SELECT id FROM run WHERE list_key = ? AND undone_at IS NOT NULL)",
            (key,),
        )
        rechain(connection, list_key=key)


def is_current(connection: Connection, run_id: int) -> bool:
    """See `Transaction.is_current`."""
    query = (
        "SELECT 1 FROM run JOIN label_list ON label_list.key = run.list_key"
        " WHERE run.id = ? AND label_list.version = run.list_version"
    )
    return connection.exec_driver_sql(query, (run_id,)).first() is not None


def _has_later(connection: Connection, run_id: int) -> bool:
    """Whether another run of the list began before this one ended."""
    later = "SELECT 1 FROM run AS mine JOIN run AS later ON later.list_key = mine.list_key"
    return (
        connection.exec_driver_sql(
            f"{later} WHERE mine.id = ? AND later.id > mine.id LIMIT 1", (run_id,)
        ).first()
        is not None
    )


def _standing(connection: Connection, run_id: int) -> str:
    """What a run that was not taken back has changed so far, as it is stored."""
    columns = (RunEntry.undone_at, RunEntry.changes)
    run = connection.execute(select(*columns).where(RunEntry.id == run_id)).one_or_none()
    if run is None:
        raise LibraryError(f"There is no tagging run {run_id} in the library.")
    if run[0] is not None:
        raise LibraryError(f"The tagging run {run_id} was taken back already.")
    return run[1]


def stored(connection: Connection) -> tuple[TagRun, ...]:
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
        RunEntry.origin,
        RunEntry.head_version,
        RunEntry.changes,
    )
    return tuple(
        TagRun(
            *row[:4],
            datetime.fromisoformat(row[4]),
            bool(row[5]),
            *row[6:9],
            {label: (each[0], each[1], each[2]) for label, each in json.loads(row[9]).items()},
        )
        for row in connection.execute(select(*columns).order_by(RunEntry.id.desc()))
    )

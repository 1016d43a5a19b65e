"""Automatic runs of label lists: what one changes, writing it whole, taking it back whole.

Of each list, the latest run that said something of a word on a photo counts; the earlier rows name
the next as `superseded_by`. What the person decided, no run speaks of: neither yes nor no.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, delete, func, insert, select, update

from photoclip.catalog.entries import LabelChange, RunTags, TagRun
from photoclip.catalog.forms import key_of, now
from photoclip.catalog.schema import RunEntry, TagEntry
from photoclip.catalog.sqlite import listed
from photoclip.catalog.tagging import HOLDS, texts
from photoclip.errors import LibraryError

_Ids = npt.NDArray[np.int64]
_Pair = tuple[int, str]  # a photo's id and the key of a word
_FEW = 5_000  # up to so many photos, the database is asked for these alone


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The row by which an earlier run of the list still counts for a word on a photo."""

    id: int
    name: str
    holds: bool


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
    given, earlier = _compared(connection, said, run_id)
    names = {key_of(label): label for label in labels.labels}
    _insert(connection, run_id, [(pair, names[pair[1]], given[pair]) for pair in given])
    unsaid = [(pair, each.name) for pair, each in earlier.items() if pair not in given]
    _drop(connection, run_id, unsaid)
    _supersede(connection, run_id, [each.id for each in earlier.values()])
    counts = _counted(before, names, given, earlier)
    connection.execute(
        update(RunEntry).where(RunEntry.id == run_id).values(changes=json.dumps(counts))
    )
    return run_id


def changes(connection: Connection, said: RunTags) -> tuple[LabelChange, ...]:
    """See `Catalog.run_changes`."""
    given, earlier = _compared(connection, said, said.run)
    held = {pair for pair, each in earlier.items() if each.holds}
    names = {key_of(label): label for label in said.labels.labels}
    for pair in held:
        names.setdefault(pair[1], earlier[pair].name)
    added = _by_key(names, (pair for pair in given if pair not in held))
    removed = _by_key(names, (pair for pair in held if pair not in given))
    kept = _by_key(names, (pair for pair in given if pair in held))
    return tuple(
        LabelChange(name, _sorted(added[key]), _sorted(removed[key]), len(kept[key]))
        for key, name in names.items()
    )


def _by_key(keys: Iterable[str], pairs: Iterable[_Pair]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {key: [] for key in keys}
    for photo_id, key in pairs:
        found[key].append(photo_id)
    return found


def _sorted(ids: list[int]) -> _Ids:
    return np.sort(np.array(ids, np.int64))


def _counted(
    before: dict[str, list[int]],
    names: dict[str, str],
    given: dict[_Pair, float],
    earlier: dict[_Pair, _Earlier],
) -> dict[str, list[int]]:
    """Label to added, removed, kept; a run that goes on counts on."""
    counts = {name: before.get(name, [0, 0, 0]) for name in names.values()} | before
    for pair in given:
        there = earlier.get(pair)
        counts[names[pair[1]]][2 if there is not None and there.holds else 0] += 1
    for pair, each in earlier.items():
        if each.holds and pair not in given:
            counts.setdefault(names.get(pair[1], each.name), [0, 0, 0])[1] += 1
    return counts


def _compared(
    connection: Connection, said: RunTags, run_id: int | None
) -> tuple[dict[_Pair, float], dict[_Pair, _Earlier]]:
    """What a run gives, with probabilities, and what earlier ones of its list say of its photos.

    Both without what the person decided; an exclusive list gives nothing to a photo for which
    the person accepted another of its labels.
    """
    keys = [key_of(label) for label in said.labels.labels]
    earlier = _earlier(connection, said, run_id)
    decided = _decided(connection, {*keys, *(pair[1] for pair in earlier)})
    own = set(keys)
    settled = (
        {photo for (photo, key), rejected in decided.items() if not rejected and key in own}
        if said.labels.exclusive
        else set[int]()
    )
    columns = (said.photo_ids.tolist(), said.label_index.tolist(), said.probability.tolist())
    given = {
        (photo, keys[index]): probability
        for photo, index, probability in zip(*columns, strict=True)
        if photo not in settled
    }
    for pair in decided:
        given.pop(pair, None)
        earlier.pop(pair, None)
    return given, earlier


def _earlier(connection: Connection, said: RunTags, run_id: int | None) -> dict[_Pair, _Earlier]:
    of_list = select(RunEntry.id).where(RunEntry.list_key == key_of(said.labels.name))
    if run_id is not None:
        of_list = of_list.where(RunEntry.id < run_id)
    hidden = TagEntry.dropped | TagEntry.rejected
    query = select(TagEntry.photo_id, TagEntry.key, TagEntry.id, TagEntry.name, hidden).where(
        TagEntry.run_id.in_(of_list), TagEntry.superseded_by.is_(None)
    )
    wanted: Callable[[int], bool] = set(said.looked_at.tolist()).__contains__
    if len(said.looked_at) <= _FEW:
        query = query.where(TagEntry.photo_id.in_(listed(said.looked_at)))
    cursor = connection.execute(query).cursor
    assert cursor is not None
    return {
        (photo, key): _Earlier(row_id, name, not hides)
        for photo, key, row_id, name, hides in cursor.fetchall()
        if wanted(photo)
    }


def _decided(connection: Connection, keys: set[str]) -> dict[_Pair, bool]:
    """What the person said of words, on all photos: whether it is a no."""
    query = select(TagEntry.photo_id, TagEntry.key, TagEntry.rejected).where(
        TagEntry.source == "person", TagEntry.key.in_(texts(keys))
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def _insert(connection: Connection, run_id: int, rows: list[tuple[_Pair, str, float]]) -> None:
    moment = now()
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO tag (photo_id, key, name, source, run_id, probability, rejected, dropped,"
            " created_at) VALUES (?, ?, ?, 'run', ?, ?, 0, 0, ?)",
            [(*pair, name, run_id, float(chance), moment) for pair, name, chance in rows],
        )


def _drop(connection: Connection, run_id: int, rows: list[tuple[_Pair, str]]) -> None:
    moment = now()
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO tag (photo_id, key, name, source, run_id, rejected, dropped, created_at)"
            " VALUES (?, ?, ?, 'run', ?, 0, 1, ?)",
            [(*pair, name, run_id, moment) for pair, name in rows],
        )


def _supersede(connection: Connection, run_id: int, tag_ids: list[int]) -> None:
    if tag_ids:
        connection.exec_driver_sql(
            "UPDATE tag SET superseded_by = ? WHERE id = ?", [(run_id, each) for each in tag_ids]
        )


def undo(connection: Connection, run_id: int) -> int:
    """See `Transaction.undo_run`."""
    _standing(connection, run_id)
    mine = TagEntry.run_id == run_id
    count = connection.execute(
        select(func.count()).where(mine, TagEntry.dropped.is_(False))
    ).scalar_one()
    connection.exec_driver_sql(
        "UPDATE tag SET superseded_by = theirs.next FROM"
        " (SELECT photo_id, key, superseded_by AS next FROM tag WHERE run_id = ?) AS theirs"
        " WHERE tag.photo_id = theirs.photo_id AND tag.key = theirs.key AND tag.superseded_by = ?",
        (run_id, run_id),
    )
    connection.execute(delete(TagEntry).where(mine))
    connection.execute(update(RunEntry).where(RunEntry.id == run_id).values(undone_at=now()))
    return count


def rechain(connection: Connection, *, photo_id: int | None = None, key: str = "") -> None:
    """Let rows of runs name the next run of their list that speaks of their word.

    Args:
        connection: in a transaction.
        photo_id: on this photo.
        key: or of this word.
    """
    connection.exec_driver_sql(
        "UPDATE tag SET superseded_by = (SELECT min(later.run_id) FROM tag AS later"
        " JOIN run AS theirs ON theirs.id = later.run_id"
        " JOIN run AS mine ON mine.id = tag.run_id"
        " WHERE later.photo_id = tag.photo_id AND later.key = tag.key"
        " AND later.run_id > tag.run_id AND theirs.list_key = mine.list_key)"
        " WHERE (photo_id = :photo_id OR key = :key) AND run_id IS NOT NULL",
        {"photo_id": photo_id, "key": key},
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

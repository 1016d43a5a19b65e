"""A person's label lists, stored with a version that rises with each change."""

import json
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select, update

from photoclip.catalog.forms import key_of
from photoclip.catalog.schema import LabelEntry, LabelListEntry
from photoclip.errors import LibraryError, UsageError
from photoclip.records import LabelList


def stored(connection: Connection) -> tuple[LabelList, ...]:
    """See `Catalog.label_lists`."""
    lists = connection.execute(
        select(
            LabelListEntry.id,
            LabelListEntry.name,
            LabelListEntry.exclusive,
            LabelListEntry.templates,
            LabelListEntry.version,
        ).order_by(LabelListEntry.key)
    ).all()
    return tuple(
        _with_labels(
            connection,
            row[0],
            LabelList(row[1], (), row[2], tuple(json.loads(row[3])), version=row[4]),
        )
        for row in lists
    )


def _with_labels(connection: Connection, list_id: int, empty: LabelList) -> LabelList:
    rows = connection.execute(
        select(LabelEntry.name, LabelEntry.phrases, LabelEntry.threshold)
        .where(LabelEntry.list_id == list_id)
        .order_by(LabelEntry.position)
    ).all()
    phrases = {row[0]: tuple(json.loads(row[1])) for row in rows}
    return replace(
        empty,
        labels=tuple(row[0] for row in rows),
        phrases={name: extra for name, extra in phrases.items() if extra},
        thresholds={row[0]: row[2] for row in rows if row[2] is not None},
    )


def get(connection: Connection, name: str) -> LabelList:
    """See `Catalog.label_list`."""
    every = stored(connection)
    for each in every:
        if key_of(each.name) == key_of(name):
            return each
    there = ", ".join(each.name for each in every)
    known = f"there are {there}" if there else "none has been imported yet"
    raise LibraryError(f"There is no label list named '{name}'; {known}.")


def save(connection: Connection, labels: LabelList) -> LabelList:
    """See `Transaction.save_label_list`."""
    _check(labels)
    key = key_of(labels.name)
    known = set(labels.labels)
    tidy = replace(
        labels,
        phrases={name: extra for name, extra in labels.phrases.items() if extra and name in known},
        thresholds={name: at for name, at in labels.thresholds.items() if name in known},
    )
    before = next((each for each in stored(connection) if key_of(each.name) == key), None)
    if before is None:
        saved = replace(tidy, version=1)
    elif replace(before, version=0) == replace(tidy, version=0):
        return before
    else:
        saved = replace(tidy, version=before.version + 1)
    _write(connection, key, saved, new=before is None)
    return saved


def _check(labels: LabelList) -> None:
    if not labels.name.strip():
        raise UsageError("A label list needs a name.")
    if not labels.labels:
        raise UsageError(f"The label list '{labels.name}' is empty; give it at least one label.")
    seen: set[str] = set()
    for label in labels.labels:
        if not label.strip():
            raise UsageError(f"The label list '{labels.name}' has a label without a name.")
        if key_of(label) in seen:
            raise UsageError(f"The label list '{labels.name}' names '{label}' twice.")
        seen.add(key_of(label))


def _write(connection: Connection, key: str, labels: LabelList, *, new: bool) -> None:
    values = {
        "name": labels.name,
        "exclusive": labels.exclusive,
        "templates": json.dumps(labels.templates),
        "version": labels.version,
    }
    if new:
        statement = insert(LabelListEntry).values(key=key, **values).returning(LabelListEntry.id)
    else:
        statement = (
            update(LabelListEntry)
            .where(LabelListEntry.key == key)
            .values(**values)
            .returning(LabelListEntry.id)
        )
    list_id = connection.execute(statement).scalar_one()
    connection.execute(delete(LabelEntry).where(LabelEntry.list_id == list_id))
    rows: list[dict[str, object]] = [
        {
            "list_id": list_id,
            "position": position,
            "name": label,
            "phrases": json.dumps(labels.phrases.get(label, ())),
            "threshold": labels.thresholds.get(label),
        }
        for position, label in enumerate(labels.labels)
    ]
    connection.execute(insert(LabelEntry), rows)


def delete_list(connection: Connection, name: str) -> None:
    """See `Transaction.delete_label_list`."""
    get(connection, name)
    list_id = connection.execute(
        select(LabelListEntry.id).where(LabelListEntry.key == key_of(name))
    ).scalar_one()
    connection.execute(delete(LabelEntry).where(LabelEntry.list_id == list_id))
    connection.execute(delete(LabelListEntry).where(LabelListEntry.id == list_id))

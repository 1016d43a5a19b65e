"""A person's label lists, stored with a version that rises with each change."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from photoclip.catalog import arriving, renaming
from photoclip.catalog.forms import key_of
from photoclip.catalog.schema import (
    HeadEntry,
    LabelEntry,
    LabelListEntry,
    ReviewEntry,
    SeenEntry,
)
from photoclip.errors import LibraryError, UsageError
from photoclip.query import with_list_renamed
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
            LabelListEntry.folders,
        ).order_by(LabelListEntry.key)
    ).all()
    return tuple(
        _with_labels(
            connection,
            row[0],
            LabelList(
                row[1],
                (),
                row[2],
                tuple(json.loads(row[3])),
                version=row[4],
                folders=tuple(json.loads(row[5])),
            ),
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
    raise _unknown(every, name)


def _unknown(every: Sequence[LabelList], name: str) -> LibraryError:
    there = ", ".join(each.name for each in every)
    known = f"there are {there}" if there else "none has been imported yet"
    return LibraryError(f"There is no label list named '{name}'; {known}.")


def id_of(connection: Connection, name: str) -> int:
    """The number of a list by its name, capitals aside.

    Raises:
        LibraryError: no such list.
    """
    found = connection.execute(
        select(LabelListEntry.id).where(LabelListEntry.key == key_of(name))
    ).scalar_one_or_none()
    if found is None:
        raise _unknown(stored(connection), name)
    return found


def save(connection: Connection, labels: LabelList) -> LabelList:
    """See `Transaction.save_label_list`."""
    check(labels)
    key = key_of(labels.name)
    known = set(labels.labels)
    tidy = replace(
        labels,
        phrases={name: extra for name, extra in labels.phrases.items() if extra and name in known},
        thresholds={name: at for name, at in labels.thresholds.items() if name in known},
        folders=tuple(dict.fromkeys(labels.folders)),
    )
    before = next((each for each in stored(connection) if key_of(each.name) == key), None)
    if before is None:
        saved = replace(tidy, version=1)
    elif replace(before, version=0) == replace(tidy, version=0):
        return before
    else:
        saved = replace(tidy, version=before.version + 1)
    list_id = _write(connection, key, saved, new=before is None)
    for folder in saved.folders:
        if before is None or folder not in before.folders:
            arriving.begin(connection, list_id, folder)
    return saved


def check(labels: LabelList) -> None:
    """Whether a list makes sense.

    Raises:
        UsageError: it does not; the sentence says why.
    """
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
    _check_settings(labels)


def _check_settings(labels: LabelList) -> None:
    for label, threshold in labels.thresholds.items():
        if not 0 <= threshold <= 1:
            raise UsageError(
                f"The threshold {threshold:g} of '{label}' is not between 0 and 1; 0.5 is usual."
            )
    for template in labels.templates:
        if "{}" not in template:
            raise UsageError(f"The template '{template}' needs {{}} where the label goes.")
    for folder in labels.folders:
        if not Path(folder).is_absolute():
            raise UsageError(f"The folder '{folder}' must be a whole path, from the root on.")


def _write(connection: Connection, key: str, labels: LabelList, *, new: bool) -> int:
    values = {
        "name": labels.name,
        "exclusive": labels.exclusive,
        "templates": json.dumps(labels.templates),
        "version": labels.version,
        "folders": json.dumps(labels.folders),
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
    _put_labels(connection, list_id, labels)
    return list_id


def _put_labels(connection: Connection, list_id: int, labels: LabelList) -> None:
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
    list_id = id_of(connection, name)
    for table in (LabelEntry, HeadEntry, ReviewEntry, SeenEntry):
        connection.execute(delete(table).where(table.list_id == list_id))
    connection.execute(delete(LabelListEntry).where(LabelListEntry.id == list_id))


def rename(connection: Connection, old: str, new: str, apart: Collection[int]) -> None:
    """See `catalog.edits.rename_list`."""
    labels, shown = get(connection, old), " ".join(new.split())
    before = labels.name
    if not shown:
        raise UsageError("A label list needs a name; type at least one letter.")
    names = (each.name for each in stored(connection) if each.name != before)
    taken = next((each for each in names if key_of(each) == key_of(shown)), None)
    if taken is not None:
        raise UsageError(f"There is a label list named '{taken}' already; choose another name.")
    named = update(LabelListEntry).where(LabelListEntry.key == key_of(before))
    connection.execute(named.values(name=shown, key=key_of(shown)))
    renaming.rename_runs(connection, before, shown, apart)
    renaming.rename_reviews(connection, before, shown, labels.labels)


def follow_in_searches(connection: Connection, old: str, new: str) -> None:
    """See `catalog.edits.rename_in_searches`."""
    every = stored(connection)
    besides = [each.name for each in every if key_of(each.name) != key_of(new)]
    besides += [label for each in every for label in each.labels]
    reworded = partial(with_list_renamed, old=old, new=new, besides=besides)
    renaming.reword_searches(connection, reworded)


def rename_label(connection: Connection, name: str, old: str, new: str) -> None:
    """See `catalog.edits.rename_label`."""
    labels = get(connection, name)
    known = next((each for each in labels.labels if key_of(each) == key_of(old)), None)
    if known is None:
        raise UsageError(
            f"The label list '{labels.name}' has no label '{old}' "
            f"(it has {', '.join(labels.labels)})."
        )
    shown = " ".join(new.split())
    names = {known: shown}
    renamed = replace(
        labels,
        labels=tuple(names.get(each, each) for each in labels.labels),
        phrases={names.get(each, each): extra for each, extra in labels.phrases.items()},
        thresholds={names.get(each, each): at for each, at in labels.thresholds.items()},
        version=labels.version + 1,
    )
    check(renamed)
    _write(connection, key_of(labels.name), renamed, new=False)
    others = (each for each in stored(connection) if key_of(each.name) != key_of(labels.name))
    shared = any(key_of(label) == key_of(known) for each in others for label in each.labels)
    renaming.rename(connection, labels.name, known, shown, keep=shared)

"""What label lists have learned, version by version, and what the person was asked for it."""

import json
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from photoclip.catalog import label_lists
from photoclip.catalog.entries import HeadVersion, ReviewAnswer
from photoclip.catalog.forms import key_of, now
from photoclip.catalog.schema import HeadEntry, ReviewEntry


def versions(connection: Connection, list_name: str) -> tuple[HeadVersion, ...]:
    """See `Catalog.head_versions`."""
    columns = (
        HeadEntry.version,
        HeadEntry.list_version,
        HeadEntry.model_id,
        HeadEntry.labels,
        HeadEntry.fingerprint,
        HeadEntry.examples,
        HeadEntry.restored_from,
        HeadEntry.data,
        HeadEntry.created_at,
    )
    list_id = label_lists.id_of(connection, list_name)
    query = select(*columns).where(HeadEntry.list_id == list_id).order_by(HeadEntry.version)
    return tuple(
        HeadVersion(*row[:3], tuple(json.loads(row[3])), *row[4:8], datetime.fromisoformat(row[8]))
        for row in connection.execute(query)
    )


def keep(connection: Connection, list_name: str, head: HeadVersion) -> int:
    """See `Transaction.keep_head`."""
    list_id = label_lists.id_of(connection, list_name)
    newest = select(func.max(HeadEntry.version)).where(HeadEntry.list_id == list_id)
    version = (connection.execute(newest).scalar_one() or 0) + 1
    values = {
        "list_id": list_id,
        "version": version,
        "list_version": head.list_version,
        "model_id": head.model_id,
        "labels": json.dumps(head.labels),
        "fingerprint": head.fingerprint,
        "examples": head.examples,
        "restored_from": head.restored_from,
        "data": head.data,
        "created_at": now(),
    }
    connection.execute(insert(HeadEntry).values(values))
    return version


def answers(connection: Connection, list_name: str, label: str) -> tuple[ReviewAnswer, ...]:
    """See `Catalog.review_answers`."""
    query = (
        select(ReviewEntry.photo_id, ReviewEntry.probability, ReviewEntry.answer)
        .where(
            ReviewEntry.list_id == label_lists.id_of(connection, list_name),
            ReviewEntry.key == key_of(label),
        )
        .order_by(ReviewEntry.position)
    )
    return tuple(ReviewAnswer(*row) for row in connection.execute(query))


def note(connection: Connection, list_name: str, label: str, answer: ReviewAnswer) -> None:
    """See `Transaction.note_answer`."""
    list_id, key = label_lists.id_of(connection, list_name), key_of(label)
    mine = (ReviewEntry.list_id == list_id) & (ReviewEntry.key == key)
    last = select(func.coalesce(func.max(ReviewEntry.position), -1)).where(mine)
    position = connection.execute(last).scalar_one() + 1
    said = {"answer": answer.answer, "probability": answer.probability, "answered_at": now()}
    connection.execute(
        upsert(ReviewEntry)
        .values(
            list_id=list_id,
            key=key,
            photo_id=answer.photo_id,
            position=position,
            **said,
        )
        .on_conflict_do_update(index_elements=["list_id", "key", "photo_id"], set_=said)
    )


def forget(connection: Connection, list_name: str, label: str, photo_id: int | None) -> None:
    """See `Transaction.forget_answers`."""
    mine = (ReviewEntry.list_id == label_lists.id_of(connection, list_name)) & (
        ReviewEntry.key == key_of(label)
    )
    if photo_id is not None:
        mine &= ReviewEntry.photo_id == photo_id
    connection.execute(delete(ReviewEntry).where(mine))

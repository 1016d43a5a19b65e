"""Writes what happened to files: their places, their photos and their facts."""

import json
from typing import TypedDict

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoclip.catalog import albums, decisions, file_tags, moving, pins, sidecars, vectors
from photoclip.catalog.changes import Changes
from photoclip.catalog.entries import Indexed, Outcome
from photoclip.catalog.forms import natural_key, now, place_of, stored_moment
from photoclip.catalog.schema import FailureEntry, FileEntry, PhotoEntry, table_of
from photoclip.records import ChangeKind, DecodedPhoto, FileChange, FileState, PhotoFacts

# Statements of the way that every file goes: made once, since making one costs more than running.
_FIND_PHOTO = select(PhotoEntry.id).where(PhotoEntry.content_hash == bindparam("content_hash"))
_NEW_PHOTO = insert(table_of(PhotoEntry)).returning(table_of(PhotoEntry).c.id)
_NEW_FILE = insert(table_of(FileEntry))
_HERE = (FileEntry.root_id == bindparam("at_root")) & (FileEntry.rel == bindparam("at_rel"))
_FIND_FILE = select(FileEntry.photo_id, FileEntry.gone_at).where(_HERE)
_CLEAR_FAILURE = delete(FailureEntry).where(
    FailureEntry.root_id == bindparam("at_root"), FailureEntry.rel == bindparam("at_rel")
)

_NEVER = -1  # a time of change that no file has: it counts as changed at the next scan


def record(
    connection: Connection,
    changes: Changes,
    indexed: Indexed,
    model_id: int,
    newest_before: int | None,
) -> Outcome:
    """Write one file that could be read; see `Transaction.record`."""
    change, decoded, vector = indexed.change, indexed.decoded, indexed.vector
    photo_id = connection.execute(
        _FIND_PHOTO, {"content_hash": decoded.content_hash}
    ).scalar_one_or_none()
    new = False
    if photo_id is None:
        if not isinstance(decoded, DecodedPhoto):
            return "again"
        photo_id = _renew(connection, changes, change, decoded)
        new = photo_id is None
        if photo_id is None:
            photo_id = _insert_photo(connection, decoded)
        file_tags.sync(connection, photo_id, decoded.facts.keywords, new=new)
        moving.keep(connection, {photo_id: decoded.facts.moving}, new=new)
    elif newest_before is not None and photo_id > newest_before:
        _inherit(connection, change, photo_id)
    _put_file(connection, changes, change, photo_id)
    if vector is None or not (new or not vectors.has(connection, model_id, photo_id)):
        return "reused"
    vectors.put_first(connection, changes, model_id, photo_id, vector)
    return "embedded"


def fail(
    connection: Connection,
    changes: Changes,
    change: FileChange,
    reason: str,
    *,
    passing: bool = False,
) -> None:
    """Note a failure; see `Transaction.fail`."""
    values = {**stat_values(change.state), "reason": reason, "failed_at": now()}
    if passing:
        values["mtime_ns"] = _NEVER
    connection.execute(
        upsert(FailureEntry)
        .values(root_id=change.root_id, rel=change.state.rel, **values)
        .on_conflict_do_update(index_elements=["root_id", "rel"], set_=values)
    )
    _mark_gone(connection, changes, change)


def retry_failures(connection: Connection) -> None:
    """See `Transaction.retry_failures`."""
    connection.execute(update(FailureEntry).values(mtime_ns=_NEVER))


def touch(connection: Connection, change: FileChange) -> None:
    """Update what a file's entry says of size, time and inode; see `Transaction.touch`."""
    for table in (FileEntry, FailureEntry):
        here = (table.root_id == change.root_id) & (table.rel == change.state.rel)
        connection.execute(update(table).where(here).values(stat_values(change.state)))


class Stat(TypedDict):
    """Columns of files and failures."""

    size: int
    mtime_ns: int
    inode: int
    device: int


def stat_values(state: FileState) -> Stat:
    """What the row of a file says of its size, times and inode."""
    # inode and device are unsigned 64 bits in the system, signed ones in SQLite
    return {
        "size": state.size,
        "mtime_ns": state.mtime_ns,
        "inode": signed(state.inode),
        "device": signed(state.device),
    }


def signed(number: int) -> int:
    """The signed 64-bit number with the same bits."""
    return (number & (2**64 - 1) ^ 2**63) - 2**63


def place_texts(rel: bytes) -> dict[str, str]:
    """What the row of a file says of its folder and name."""
    folder, name, suffix = place_of(rel)
    return {"folder": folder, "name": name, "name_key": natural_key(name), "suffix": suffix}


def _put_file(connection: Connection, changes: Changes, change: FileChange, photo_id: int) -> None:
    """Let the place of `change` hold a photo, present."""
    _clear_failure(connection, change)
    rel = change.state.rel
    place = {"at_root": change.root_id, "at_rel": rel}
    before = connection.execute(_FIND_FILE, place).one_or_none()
    values = {**stat_values(change.state), "photo_id": photo_id, "gone_at": None}
    if before is None:
        texts = place_texts(rel)
        connection.execute(_NEW_FILE, {"root_id": change.root_id, "rel": rel, **texts, **values})
    else:
        connection.execute(update(FileEntry).where(_HERE).values(**values), place)
        changes.photos.add(before.photo_id)
    changes.photos.add(photo_id)
    if before is None or before.photo_id != photo_id or before.gone_at is not None:
        changes.searchable = True


def _renew(
    connection: Connection, changes: Changes, change: FileChange, decoded: DecodedPhoto
) -> int | None:
    """The photo that continues a changed file's old one; None where the file starts a new one."""
    if change.kind is not ChangeKind.CHANGED:
        return None
    here = (FileEntry.root_id == change.root_id) & (FileEntry.rel == change.state.rel)
    old = connection.execute(
        select(FileEntry.photo_id, FileEntry.id, PhotoEntry.pixel_hash, PhotoEntry.content_hash)
        .join(PhotoEntry, PhotoEntry.id == FileEntry.photo_id)
        .where(here)
    ).one_or_none()
    if old is None:
        return None
    same_pixels = old.pixel_hash == decoded.pixel_hash
    others = connection.execute(
        select(func.count()).where(
            FileEntry.photo_id == old.photo_id,
            FileEntry.id != old.id,
            FileEntry.gone_at.is_(None),
        )
    ).scalar_one()
    if others:
        copy = _insert_photo(connection, decoded)
        copy_words(connection, old.photo_id, copy)
        if same_pixels:
            vectors.copy(connection, changes, old.photo_id, copy)
        return copy
    connection.execute(
        update(PhotoEntry).where(PhotoEntry.id == old.photo_id).values(photo_values(decoded))
    )
    changes.outgrown |= {old.content_hash} - {decoded.content_hash}
    sidecars.forget(connection, [old.photo_id])  # it is asked again what it says of the new bytes
    if not same_pixels:
        vectors.drop_of_photo(connection, changes, old.photo_id)
    return old.photo_id


def _inherit(connection: Connection, change: FileChange, photo_id: int) -> None:
    """A file was edited and then copied; the copy was met first and is a new photo.

    The edited file joins it, and with it what a person said of the photo it was, unless that
    photo still lies elsewhere.
    """
    old = change.known.photo_id if change.known is not None else None
    if change.kind is not ChangeKind.CHANGED or old is None or old == photo_id:
        return
    here = (FileEntry.root_id == change.root_id) & (FileEntry.rel == change.state.rel)
    elsewhere = select(FileEntry.id).where(
        FileEntry.photo_id == old, FileEntry.gone_at.is_(None), ~here
    )
    if connection.execute(elsewhere.limit(1)).first() is None:
        copy_words(connection, old, photo_id)


def copy_words(connection: Connection, source: int, target: int) -> None:
    """Give a photo all that was said and decided of another one."""
    file_tags.copy(connection, source, target)
    decisions.copy(connection, source, target)
    albums.copy(connection, source, target)
    pins.copy(connection, source, target)


def _insert_photo(connection: Connection, decoded: DecodedPhoto) -> int:
    values = {**photo_values(decoded), "added_at": now()}
    return connection.execute(_NEW_PHOTO, values).scalar_one()


def photo_values(decoded: DecodedPhoto) -> dict[str, object]:
    """What the row of a photo says, besides its id and when it was added."""
    return {
        "content_hash": decoded.content_hash,
        "size": decoded.size,
        "pixel_hash": decoded.pixel_hash,
        "perceptual_hash": signed(decoded.perceptual_hash),
        "width": decoded.facts.width,
        "height": decoded.facts.height,
        "format": decoded.facts.format,
        **fact_values(decoded.facts),
    }


def fact_values(facts: PhotoFacts) -> dict[str, object]:
    """What the row of a photo says of what its file, or a sidecar, tells."""
    taken_at, offset = stored_moment(facts.taken_at)
    rest = {
        "exposure": facts.exposure,
        "keywords": facts.keywords,
        "title": facts.title,
        "description": facts.description,
        "rating": facts.rating,
        "label": facts.label,
    }
    return {
        "taken_at": taken_at,
        "taken_offset_minutes": offset,
        "taken_source": facts.taken_source,
        "camera": facts.camera,
        "lens": facts.lens,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "altitude": facts.altitude,
        "facts": json.dumps(rest),
        "rating": min(5, max(0, facts.rating or 0)),
        "flag": min(0, max(-1, facts.rating or 0)),
    }


def _mark_gone(connection: Connection, changes: Changes, change: FileChange) -> None:
    photos = connection.execute(
        update(FileEntry)
        .where(
            FileEntry.root_id == change.root_id,
            FileEntry.rel == change.state.rel,
            FileEntry.gone_at.is_(None),
        )
        .values(gone_at=now())
        .returning(FileEntry.photo_id)
    ).scalars()
    found = list(photos)
    changes.photos.update(found)
    changes.searchable |= bool(found)


def _clear_failure(connection: Connection, change: FileChange) -> None:
    connection.execute(_CLEAR_FAILURE, {"at_root": change.root_id, "at_rel": change.state.rel})

"""Reads files, failures and photos in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from photoclip.catalog import albums, companion_reading, decisions, moving, tagging
from photoclip.catalog.facts import facts_of
from photoclip.catalog.forms import absolute, moment_of, relative
from photoclip.catalog.schema import (
    DecisionEntry,
    FailureEntry,
    FileEntry,
    PhotoEntry,
    RootEntry,
    TagEntry,
)
from photoclip.catalog.sqlite import listed
from photoclip.records import Failure, FileState, KnownFile, Photo, PhotoRow
from photoclip.records_files import Companion, Moving

_Ids = npt.NDArray[np.int64]
_ROWS = 1_000  # read at once
_PRESENT = FileEntry.gone_at.is_(None)


def known_files(connection: Connection, root_id: int, under: bytes) -> dict[bytes, KnownFile]:
    """See `Catalog.known_files`."""
    files = select(
        FileEntry.rel,
        FileEntry.size,
        FileEntry.mtime_ns,
        FileEntry.inode,
        FileEntry.device,
        FileEntry.id,
        FileEntry.photo_id,
    ).where(FileEntry.root_id == root_id, _PRESENT, *_below(FileEntry, under))
    failed = select(
        FailureEntry.rel,
        FailureEntry.size,
        FailureEntry.mtime_ns,
        FailureEntry.inode,
        FailureEntry.device,
        FailureEntry.id,
    ).where(FailureEntry.root_id == root_id, *_below(FailureEntry, under))
    known: dict[bytes, KnownFile] = {}
    for rel, size, mtime_ns, inode, device, file_id, photo_id in _tuples(connection, files):
        state = FileState(rel, size, mtime_ns, _unsigned(inode), _unsigned(device))
        known[rel] = KnownFile(state, file_id, photo_id)
    for rel, size, mtime_ns, inode, device, failure_id in _tuples(connection, failed):
        state = FileState(rel, size, mtime_ns, _unsigned(inode), _unsigned(device))
        known[rel] = KnownFile(state, failure_id, None)
    return known


def _tuples(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """The rows as plain tuples, without a record for each; other threads get their turn between."""
    cursor = connection.execute(query).cursor
    assert cursor is not None
    while rows := cursor.fetchmany(_ROWS):
        yield from rows


def _unsigned(number: int) -> int:
    return number if number >= 0 else number + 2**64


def _below(
    table: type[FileEntry] | type[FailureEntry], under: bytes
) -> tuple[ColumnElement[bool], ...]:
    """That a file lies below a folder; "0" is the character after "/"."""
    folder = under.rstrip(b"/")
    return (table.rel > folder + b"/", table.rel < folder + b"0") if folder else ()


def hashes_by_size(connection: Connection, sizes: Iterable[int]) -> dict[int, frozenset[bytes]]:
    """See `Catalog.hashes_by_size`."""
    query = select(PhotoEntry.size, PhotoEntry.content_hash).where(
        PhotoEntry.size.in_(listed(set(sizes)))
    )
    found: defaultdict[int, set[bytes]] = defaultdict(set)
    for size, content_hash in _tuples(connection, query):
        found[size].add(content_hash)
    return {size: frozenset(hashes) for size, hashes in found.items()}


def pixel_hashes(connection: Connection, photo_ids: Sequence[int]) -> dict[int, bytes]:
    """See `Catalog.pixel_hashes`."""
    query = select(PhotoEntry.id, PhotoEntry.pixel_hash).where(PhotoEntry.id.in_(listed(photo_ids)))
    return dict(_tuples(connection, query))


def failures(
    connection: Connection, under: Sequence[tuple[int, bytes]] | None
) -> tuple[Failure, ...]:
    """See `Catalog.failures`."""
    query = select(RootEntry.path, FailureEntry.rel, FailureEntry.reason).join(
        RootEntry, RootEntry.id == FailureEntry.root_id
    )
    found: set[tuple[bytes, str]] = set()
    for root_id, rel in [(None, b"")] if under is None else under:
        part = query if root_id is None else query.where(FailureEntry.root_id == root_id)
        if rel:
            inside = and_(*_below(FailureEntry, rel))
            part = part.where(or_(FailureEntry.rel == rel, inside))
        found |= {(absolute(row[0], row[1]), row[2]) for row in connection.execute(part)}
    return tuple(Failure(path, reason) for path, reason in sorted(found))


def photos(connection: Connection, ids: Sequence[int] | _Ids) -> list[Photo]:
    """See `Catalog.photos`."""
    places = paths(connection, ids)
    tags = tagging.holding(connection, ids)
    inside = albums.of_photos(connection, ids)
    beside, moves = companion_reading.of_photos(connection, ids), moving.of_photos(connection, ids)
    words = decisions.words(connection, ids)
    rows = connection.execute(
        select(
            *PhotoEntry.__table__.columns,
            decisions.RATING.label("stars"),
            decisions.FLAG.label("shown_flag"),
        )
        .outerjoin(DecisionEntry, DecisionEntry.photo_id == PhotoEntry.id)
        .where(PhotoEntry.id.in_(listed(ids)))
    ).mappings()
    found = {
        row["id"]: Photo(
            row["id"],
            row["content_hash"],
            places.get(row["id"], ()),
            facts_of(row, words.get(row["id"], {}), moves.get(row["id"])),
            tags.get(row["id"], ()),
            moment_of(row["added_at"]),
            rating=row["stars"],
            flag=row["shown_flag"],
            albums=inside.get(row["id"], ()),
            companions=tuple(beside.get(row["id"], ())),
        )
        for row in rows
    }
    return [found[each] for each in map(int, ids) if each in found]


def rows(
    connection: Connection, ids: Sequence[int] | _Ids, offline: Iterable[int] = ()
) -> list[PhotoRow]:
    """See `Catalog.rows`."""
    here = FileEntry.photo_id == PhotoEntry.id
    name = select(FileEntry.name).where(here).order_by(_PRESENT.desc(), FileEntry.id).limit(1)
    copies = select(func.count()).where(here, _PRESENT)
    reachable = select(func.count()).where(
        here, _PRESENT, FileEntry.root_id.not_in(listed(offline))
    )
    tags = select(func.count(TagEntry.key.distinct())).where(
        TagEntry.photo_id == PhotoEntry.id, *tagging.HOLDS
    )
    query = (
        select(
            PhotoEntry.id,
            PhotoEntry.content_hash,
            func.coalesce(name.correlate(PhotoEntry).scalar_subquery(), ""),
            PhotoEntry.taken_at,
            PhotoEntry.taken_offset_minutes,
            decisions.RATING,
            decisions.FLAG,
            tags.correlate(PhotoEntry).scalar_subquery(),
            copies.correlate(PhotoEntry).scalar_subquery(),
            reachable.correlate(PhotoEntry).scalar_subquery(),
            PhotoEntry.format,
            PhotoEntry.taken_source,
        )
        .outerjoin(DecisionEntry, DecisionEntry.photo_id == PhotoEntry.id)
        .where(PhotoEntry.id.in_(listed(ids)))
    )
    beside, moves = companion_reading.of_photos(connection, ids), moving.of_photos(connection, ids)
    found = {
        row[0]: _row(row, beside.get(row[0], ()), moves.get(row[0]) or Moving())
        for row in _tuples(connection, query)
    }
    return [found[each] for each in map(int, ids) if each in found]


def _row(row: tuple[Any, ...], beside: Iterable[Companion], moves: Moving) -> PhotoRow:
    photo_id, content_hash, name, taken_at, offset, rating, flag, tags, *rest = row
    copies, online, kind, source = rest
    return PhotoRow(
        photo_id,
        content_hash,
        name,
        moment_of(taken_at, offset),
        rating=rating,
        flag=flag,
        tags=tags,
        copies=copies,
        online=bool(online),
        format=kind,
        beside=frozenset(each.kind for each in beside),
        seconds=moves.seconds,
        moves=moves.inside,
        taken_source=source,
    )


def paths(connection: Connection, ids: Sequence[int] | _Ids) -> dict[int, tuple[bytes, ...]]:
    """See `Catalog.paths`."""
    query = (
        select(FileEntry.photo_id, RootEntry.path, FileEntry.rel)
        .join(RootEntry, RootEntry.id == FileEntry.root_id)
        .where(FileEntry.photo_id.in_(listed(ids)), _PRESENT)
        .order_by(FileEntry.id)
    )
    found: defaultdict[int, list[bytes]] = defaultdict(list)
    for photo_id, root, rel in _tuples(connection, query):
        found[photo_id].append(absolute(root, rel))
    for photo_id, beside in companion_reading.of_photos(connection, ids).items():
        found[photo_id] += [each.path for each in beside]
    return {photo_id: tuple(places) for photo_id, places in found.items()}


def photo_by_hash(connection: Connection, content_hash: bytes) -> int | None:
    """See `Catalog.photo_by_hash`."""
    found = connection.execute(
        select(PhotoEntry.id).where(PhotoEntry.content_hash == content_hash)
    ).scalar_one_or_none()
    return companion_reading.lead_of(connection, found)


def photo_at(connection: Connection, path: bytes) -> int | None:
    """See `Catalog.photo_at`."""
    watched = select(RootEntry.id, RootEntry.path).where(RootEntry.removed_at.is_(None))
    for root_id, root in connection.execute(watched).all():
        rel = relative(root, path)
        if not rel:
            continue
        found = connection.execute(
            select(FileEntry.photo_id).where(
                FileEntry.root_id == root_id, FileEntry.rel == rel, _PRESENT
            )
        ).scalar_one_or_none()
        if found is not None:
            return companion_reading.lead_of(connection, found)
    return None


def newest_photo(connection: Connection) -> int:
    """See `Catalog.newest_photo`."""
    return connection.execute(select(func.coalesce(func.max(PhotoEntry.id), 0))).scalar_one()

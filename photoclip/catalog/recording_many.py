"""Writes many files at once: the same as one by one, with a few statements for all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from photoclip.catalog import file_tags, moving, recording, vectors
from photoclip.catalog.changes import Changes
from photoclip.catalog.entries import Indexed, Outcome
from photoclip.catalog.forms import now
from photoclip.catalog.recording import photo_values, place_texts, stat_values
from photoclip.catalog.schema import FailureEntry, FileEntry, PhotoEntry, table_of
from photoclip.catalog.sqlite import chunks
from photoclip.records import ChangeKind, DecodedPhoto, FileChange
from photoclip.records_files import Moving

_NEW_PHOTOS = insert(table_of(PhotoEntry))
_NEW_FILES = insert(table_of(FileEntry))
_ID = bindparam("at_id")
_LEAVE = {
    entry: update(table_of(entry)).where(table_of(entry).c.id == _ID).values(rel=bindparam("aside"))
    for entry in (FileEntry, FailureEntry)
}
_ARRIVE = {entry: update(table_of(entry)).where(table_of(entry).c.id == _ID) for entry in _LEAVE}


def record(
    connection: Connection,
    changes: Changes,
    batch: Sequence[Indexed],
    model_id: int,
    newest_before: int | None,
) -> list[Outcome]:
    """Write files that could be read, in their order; see `Transaction.record`.

    New photos at new places go together. In a batch with changed files, whose photos depend on
    the others, each goes on its own.
    """
    plain = _plain(connection, batch)
    if plain:
        _insert(connection, changes, [batch[each] for each in sorted(plain)], model_id)
    found: list[Outcome] = []
    for place, each in enumerate(batch):
        if place in plain:
            found.append("reused" if each.vector is None else "embedded")
        else:
            found.append(recording.record(connection, changes, each, model_id, newest_before))
    return found


def _plain(connection: Connection, batch: Sequence[Indexed]) -> set[int]:
    """Which of a batch are new photos at new places, for which nothing needs to be looked up."""
    if any(each.change.kind is ChangeKind.CHANGED for each in batch):
        return set()
    hashes = [each.decoded.content_hash for each in batch]
    known = {
        content_hash
        for part in chunks(hashes)
        for content_hash in connection.execute(
            select(PhotoEntry.content_hash).where(PhotoEntry.content_hash.in_(part))
        ).scalars()
    }
    for root_id, rels in _by_root([each.change for each in batch]):
        here = (FileEntry.root_id == root_id) & FileEntry.rel.in_(rels)
        taken = set(connection.execute(select(FileEntry.rel).where(here)).scalars())
        known |= {
            each.decoded.content_hash
            for each in batch
            if each.change.root_id == root_id and each.change.state.rel in taken
        }
    twice = {each for each, count in Counter(hashes).items() if count > 1}
    return {
        place
        for place, each in enumerate(batch)
        if isinstance(each.decoded, DecodedPhoto) and hashes[place] not in known | twice
    }


def _insert(
    connection: Connection, changes: Changes, batch: Sequence[Indexed], model_id: int
) -> None:
    moment = now()
    newest = connection.execute(select(func.coalesce(func.max(PhotoEntry.id), 0))).scalar_one()
    photos: list[dict[str, object]] = []
    files: list[dict[str, object]] = []
    said: dict[int, Sequence[str]] = {}
    moves: dict[int, Moving | None] = {}
    for photo_id, each in enumerate(batch, start=newest + 1):
        assert isinstance(each.decoded, DecodedPhoto), "a plain photo was decoded"
        photos.append({"id": photo_id, **photo_values(each.decoded), "added_at": moment})
        change = each.change
        place = {"root_id": change.root_id, "rel": change.state.rel, "photo_id": photo_id}
        texts, stat = place_texts(change.state.rel), stat_values(change.state)
        files.append({**place, **texts, **stat, "gone_at": None})
        said[photo_id] = each.decoded.facts.keywords
        moves[photo_id] = each.decoded.facts.moving
    connection.execute(_NEW_PHOTOS, photos)
    file_tags.give_new(connection, said)
    moving.keep(connection, moves, new=True)
    _clear_failures(connection, [each.change for each in batch])
    connection.execute(_NEW_FILES, files)
    changes.photos.update(said)
    changes.searchable = True
    embedded = [
        (photo_id, each.vector)
        for photo_id, each in zip(said, batch, strict=True)
        if each.vector is not None
    ]
    vectors.put_new(connection, changes, model_id, embedded)


def move(connection: Connection, changes: Changes, moves: Sequence[FileChange]) -> None:
    """Give files or failures their new places; see `Transaction.move`."""
    by_entry: defaultdict[type[FileEntry | FailureEntry], list[FileChange]] = defaultdict(list)
    for change in moves:
        assert change.known is not None, "a moved file was known"
        failed = change.known.photo_id is None
        by_entry[FailureEntry if failed else FileEntry].append(change)
    for entry, some in by_entry.items():  # names may be exchanged, so all leave before any arrives
        leaving = [{"at_id": _id(each), "aside": b"\0" + each.state.rel} for each in some]
        connection.execute(_LEAVE[entry], leaving)
    _clear_failures(connection, moves)
    _forget_places(connection, changes, moves)
    for entry, some in by_entry.items():
        arriving = [_arrival(entry, change) for change in some]
        columns = {name: bindparam(f"to_{name}") for name in arriving[0] if name != "at_id"}
        rows = [
            {name if name == "at_id" else f"to_{name}": value for name, value in row.items()}
            for row in arriving
        ]
        connection.execute(_ARRIVE[entry].values(columns), rows)
        if entry is FileEntry:
            changes.photos.update(
                each.known.photo_id for each in some if each.known and each.known.photo_id
            )


def _arrival(entry: type[FileEntry | FailureEntry], change: FileChange) -> Mapping[str, object]:
    texts = place_texts(change.state.rel) if entry is FileEntry else {}
    return {
        "at_id": _id(change),
        "rel": change.state.rel,
        **stat_values(change.state),
        **texts,
    }


def _id(change: FileChange) -> int:
    assert change.known is not None, "a moved file was known"
    return change.known.file_id


def gone(connection: Connection, changes: Changes, batch: Sequence[FileChange]) -> None:
    """Mark files as gone and forget their failures; see `Transaction.gone`."""
    _clear_failures(connection, batch)
    for root_id, rels in _by_root(batch):
        here = (FileEntry.root_id == root_id) & FileEntry.rel.in_(rels)
        marked = update(FileEntry).where(here, FileEntry.gone_at.is_(None)).values(gone_at=now())
        _touched(changes, connection.execute(marked.returning(FileEntry.photo_id)).scalars())


def _forget_places(connection: Connection, changes: Changes, batch: Sequence[FileChange]) -> None:
    """Make room at the places that files move to.

    Programs save by writing a file beside the picture and giving it the picture's name. Where the
    new file was met before it got that name, its photo takes over what was said of the old one.
    """
    for root_id, rels in _by_root(batch):
        here = (FileEntry.root_id == root_id) & FileEntry.rel.in_(rels)
        overwritten = connection.execute(
            select(FileEntry.rel, FileEntry.photo_id).where(here, FileEntry.gone_at.is_(None))
        ).all()
        taken = delete(FileEntry).where(here).returning(FileEntry.photo_id)
        _touched(changes, connection.execute(taken).scalars())
        for rel, photo_id in overwritten:
            _take_over(connection, photo_id, _arriving_at(batch, root_id, rel))


def _arriving_at(batch: Sequence[FileChange], root_id: int, rel: bytes) -> int | None:
    here = (each for each in batch if (each.root_id, each.state.rel) == (root_id, rel))
    return next((each.known.photo_id for each in here if each.known is not None), None)


def _take_over(connection: Connection, old: int, new: int | None) -> None:
    """A newer photo lies where an older one did, which is nowhere else."""
    if new is None or new <= old:
        return
    elsewhere = select(FileEntry.id).where(FileEntry.photo_id == old, FileEntry.gone_at.is_(None))
    if connection.execute(elsewhere.limit(1)).first() is None:
        recording.copy_words(connection, old, new)


def _touched(changes: Changes, photos: Iterator[int]) -> None:
    found = list(photos)
    changes.photos.update(found)
    changes.searchable |= bool(found)


def _clear_failures(connection: Connection, batch: Sequence[FileChange]) -> None:
    for root_id, rels in _by_root(batch):
        here = (FailureEntry.root_id == root_id) & FailureEntry.rel.in_(rels)
        connection.execute(delete(FailureEntry).where(here))


def _by_root(batch: Sequence[FileChange]) -> Iterator[tuple[int, Sequence[bytes]]]:
    """The places of some files by root, no more at once than fit into one statement."""
    found: defaultdict[int, list[bytes]] = defaultdict(list)
    for change in batch:
        found[change.root_id].append(change.state.rel)
    for root_id, rels in found.items():
        for part in chunks(rels):
            yield root_id, part

"""Watched folders: adding, absorbing, removing and moving them."""

import glob
import os
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from photoclip.catalog.changes import Changes
from photoclip.catalog.columns import FILE
from photoclip.catalog.forms import now, place_of, relative
from photoclip.catalog.schema import ExclusionEntry, FailureEntry, FileEntry, RootEntry
from photoclip.catalog.schema_metadata import SidecarEntry, SidecarPhotoEntry
from photoclip.errors import LibraryError
from photoclip.records import Root, display_text


def watched(connection: Connection) -> tuple[Root, ...]:
    """The watched folders, in the order in which they were added."""
    query = (
        select(RootEntry.id, RootEntry.path)
        .where(RootEntry.removed_at.is_(None))
        .order_by(RootEntry.added_at, RootEntry.id)
    )
    return tuple(Root(row.id, row.path) for row in connection.execute(query))


def add(connection: Connection, changes: Changes, path: str | bytes | os.PathLike[str]) -> Root:
    """Watch a folder; see `Transaction.add_root`."""
    place = _normal(path)
    for root in watched(connection):
        if relative(root.path, place) is not None:
            return root
    root_id = connection.execute(
        select(RootEntry.id).where(RootEntry.path == place)
    ).scalar_one_or_none()
    if root_id is None:
        root_id = connection.execute(
            insert(RootEntry).values(path=place, added_at=now()).returning(RootEntry.id)
        ).scalar_one()
    else:
        connection.execute(
            update(RootEntry).where(RootEntry.id == root_id).values(removed_at=None, added_at=now())
        )
    root = Root(root_id, place)
    absorb(connection, changes, root)
    return root


def remove(connection: Connection, changes: Changes, root_id: int) -> None:
    """Stop watching a folder; see `Transaction.remove_root`."""
    root = _get(connection, root_id)
    moment = now()
    connection.execute(
        update(FileEntry)
        .where(FileEntry.root_id == root.id, FileEntry.gone_at.is_(None))
        .values(gone_at=moment)
    )
    connection.execute(delete(FailureEntry).where(FailureEntry.root_id == root.id))
    connection.execute(update(RootEntry).where(RootEntry.id == root.id).values(removed_at=moment))
    changes.searchable = changes.broad = True
    changes.tables.add(FILE)


def relocate(
    connection: Connection,
    changes: Changes,
    root_id: int,
    new_path: str | bytes | os.PathLike[str],
) -> Root:
    """Give a watched folder another place; see `Transaction.relocate_root`."""
    root, place = _get(connection, root_id), _normal(new_path)
    if place == root.path:
        return root
    for other in watched(connection):
        overlaps = relative(other.path, place), relative(place, other.path)
        if other.id != root.id and overlaps != (None, None):
            raise LibraryError(
                f"{os.fsdecode(place)} overlaps the watched folder {other.text}; remove that one "
                "first or choose another place."
            )
    occupant = connection.execute(
        select(RootEntry.id).where(RootEntry.path == place, RootEntry.id != root.id)
    ).scalar_one_or_none()
    if occupant is not None:  # a root that was removed: its places are the same as ours
        _merge(connection, occupant, root.id, b"")
    changes.tables.add(FILE)
    connection.execute(update(RootEntry).where(RootEntry.id == root.id).values(path=place))
    moved = Root(root.id, place)
    absorb(connection, changes, moved)
    return moved


def exclusions(connection: Connection, root_id: int) -> tuple[str, ...]:
    """The patterns of a root's unwanted folders, sorted."""
    query = select(ExclusionEntry.pattern).where(ExclusionEntry.root_id == root_id)
    return tuple(connection.execute(query.order_by(ExclusionEntry.pattern)).scalars())


def exclude(connection: Connection, root_id: int, patterns: Sequence[str]) -> None:
    """Set a root's patterns; see `Transaction.exclude`."""
    root = _get(connection, root_id)
    connection.execute(delete(ExclusionEntry).where(ExclusionEntry.root_id == root.id))
    rows = [
        {"root_id": root.id, "pattern": pattern}
        for pattern in sorted({each.strip() for each in patterns} - {""})
    ]
    if rows:
        connection.execute(insert(ExclusionEntry), rows)


def absorb(connection: Connection, changes: Changes, root: Root) -> None:
    """Make all roots below `root`, watched or removed, a part of it."""
    rows = connection.execute(select(RootEntry.id, RootEntry.path).where(RootEntry.id != root.id))
    for row in rows.all():
        prefix = relative(root.path, row.path)
        if prefix:
            _merge(connection, row.id, root.id, prefix + b"/")
            changes.tables.add(FILE)


def _merge(connection: Connection, source: int, target: int, prefix: bytes) -> None:
    """Move everything of one root into another, below a prefix; present files win over gone."""
    for table in (FileEntry, FailureEntry):
        present = FileEntry.gone_at.is_(None) if table is FileEntry else table.id.is_not(None)
        rows = connection.execute(
            select(table.id, table.rel, present).where(table.root_id == source)
        )
        places = [(row[0], prefix + row[1], bool(row[2])) for row in rows.all()]
        taken = set(connection.execute(select(table.rel).where(table.root_id == target)).scalars())
        for entry, rel, wins in places:
            if rel in taken:
                other = (table.root_id == target) & (table.rel == rel)
                connection.execute(delete(table).where(other if wins else table.id == entry))
        _rewrite(connection, table, target, [(entry, rel) for entry, rel, _ in places])
    _merge_sidecars(connection, source, target, prefix)
    _hand_over_exclusions(connection, source, target, display_text(prefix))
    connection.execute(delete(RootEntry).where(RootEntry.id == source))


def _merge_sidecars(connection: Connection, source: int, target: int, prefix: bytes) -> None:
    """Sidecars follow; of two at one place that of the target stays, for the photos of both."""
    mine = connection.execute(
        select(SidecarEntry.rel, SidecarEntry.id).where(SidecarEntry.root_id == target)
    )
    taken = {row[0]: row[1] for row in mine}
    theirs = select(SidecarEntry.id, SidecarEntry.rel).where(SidecarEntry.root_id == source)
    for entry, rel in connection.execute(theirs).all():
        here, there = SidecarEntry.id == entry, taken.get(prefix + rel)
        if there is None:
            values = {"root_id": target, "rel": prefix + rel}
            connection.execute(update(SidecarEntry).where(here).values(values))
            continue
        spoken = update(SidecarPhotoEntry).where(SidecarPhotoEntry.sidecar_id == entry)
        connection.execute(spoken.values(sidecar_id=there))
        connection.execute(delete(SidecarEntry).where(here))


def _hand_over_exclusions(connection: Connection, source: int, target: int, prefix: str) -> None:
    """Let patterns mean the same folders as before, seen from the new root."""
    above = glob.escape(prefix)
    patterns = list(exclusions(connection, target))
    for each in exclusions(connection, source):
        plain = each.removesuffix("/")
        patterns.append(above + plain.removeprefix("/") if above else each)
        if above and "/" not in plain:
            patterns.append(f"{above}*/{plain}")
    exclude(connection, target, patterns)
    connection.execute(delete(ExclusionEntry).where(ExclusionEntry.root_id == source))


def _rewrite(
    connection: Connection,
    table: type[FileEntry] | type[FailureEntry],
    target: int,
    places: list[tuple[int, bytes]],
) -> None:
    columns = "root_id = ?, rel = ?"
    rows: list[tuple[object, ...]] = [(target, rel, entry) for entry, rel in places]
    if table is FileEntry:
        columns += ", folder = ?"
        rows = [(target, rel, place_of(rel)[0], entry) for entry, rel in places]
    if rows:
        statement = f"UPDATE {table.__tablename__} SET {columns} WHERE id = ?"  # noqa: S608 - own names
        connection.exec_driver_sql(statement, rows)


def _get(connection: Connection, root_id: int) -> Root:
    row = connection.execute(
        select(RootEntry.id, RootEntry.path).where(
            RootEntry.id == root_id, RootEntry.removed_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        raise LibraryError(f"The library watches no folder with the number {root_id}.")
    return Root(row.id, row.path)


def _normal(path: str | bytes | os.PathLike[str]) -> bytes:
    return os.path.normpath(os.path.abspath(os.fsencode(path)))  # noqa: PTH100 - bytes

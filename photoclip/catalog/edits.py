"""The person's edits: what each does to the tables, and how exactly that is taken back.

An edit names the rows it may touch; they are looked at before and after it. What differs is the
deed. Taking it back, or doing it again, writes those rows and columns only, and only where they
still are as the deed left them, so that whatever else happened meanwhile stands.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, select

from photoclip.catalog import albums, decisions, label_lists, learned, pins, tagging
from photoclip.catalog.entries import HeadVersion
from photoclip.catalog.forms import key_of
from photoclip.catalog.schema import (
    AlbumEntry,
    AlbumPhotoEntry,
    Base,
    DecisionEntry,
    HeadEntry,
    HealthEntry,
    LabelEntry,
    LabelListEntry,
    PinEntry,
    SearchEntry,
    TagEntry,
    table_of,
)
from photoclip.catalog.sqlite import listed

_Ids = npt.NDArray[np.int64]
_Values = tuple[Any, ...]
_IDENTITY = {
    "tag": ("photo_id", "key", "source", "run_id"),
    "decision": ("photo_id",),
    "label": ("list_id", "position"),
    "album": ("id",),
    "album_photo": ("album_id", "photo_id"),
    "saved_search": ("id",),
    "search_pin": ("search_id", "photo_id"),
    "search_health": ("id",),
    "label_head": ("list_id", "version"),
}
_NUMBERS_ONLY = {"tag": "id"}  # a number that says nothing: a row that comes back may have another


@dataclass(frozen=True, slots=True)
class Plan:
    """An edit to be made: the rows that it may touch, parents first, and what it does."""

    scopes: tuple[tuple[type[Base], ColumnElement[bool]], ...]
    act: Callable[[Connection], object]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row: what identifies it, and its other values; None where there is no row."""

    identity: _Values
    before: _Values | None
    after: _Values | None


@dataclass(frozen=True, slots=True)
class TableChange:
    """The rows of one table that an edit changed."""

    table: str
    columns: tuple[str, ...]  # those beside the identity
    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """What an edit did, row by row."""

    changes: tuple[TableChange, ...]

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return sum(len(each.rows) for each in self.changes)

    @property
    def photos(self) -> tuple[int, ...]:
        """The photos that it touched, sorted."""
        found: set[int] = set()
        for each in self.changes:
            if "photo_id" in _IDENTITY[each.table]:
                at = _IDENTITY[each.table].index("photo_id")
                found.update(row.identity[at] for row in each.rows)
        return tuple(sorted(found))

    @property
    def target(self) -> int:
        """The album or saved search that it changed, 0 where there is none."""
        for each in self.changes:
            if each.table in {"album", "saved_search"} and each.rows:
                return int(each.rows[0].identity[0])
        return 0


def do(connection: Connection, plan: Plan) -> Deed:
    """Make an edit; what it did."""
    before = [_look(connection, *scope) for scope in plan.scopes]
    plan.act(connection)
    after = [_look(connection, *scope) for scope in plan.scopes]
    return Deed(
        tuple(
            _difference(entry, old, new)
            for (entry, _), old, new in zip(plan.scopes, before, after, strict=True)
        )
    )


def redo(connection: Connection, deed: Deed) -> None:
    """Do again what was taken back."""
    _write(connection, deed, back=False)


def undo(connection: Connection, deed: Deed) -> None:
    """Take back what an edit did."""
    _write(connection, deed, back=True)


def _columns(entry: type[Base]) -> tuple[str, ...]:
    """The names of a table's columns beside its identity."""
    name = entry.__tablename__
    left_out = {*_IDENTITY[name], _NUMBERS_ONLY.get(name)}
    return tuple(each.name for each in table_of(entry).columns if each.name not in left_out)


def _look(
    connection: Connection, entry: type[Base], where: ColumnElement[bool]
) -> dict[_Values, _Values]:
    """The rows as they are now: identity to values, with each text kept once."""
    table = table_of(entry)
    identity = _IDENTITY[entry.__tablename__]
    names = (*identity, *_columns(entry))
    cursor = connection.execute(select(*(table.c[name] for name in names)).where(where)).cursor
    assert cursor is not None
    texts: dict[Any, Any] = {}
    width = len(identity)
    rows: dict[_Values, _Values] = {}
    for raw in cursor.fetchall():
        row = tuple([texts.setdefault(each, each) if type(each) is str else each for each in raw])
        rows[row[:width]] = row[width:]
    return rows


def _difference(
    entry: type[Base], before: dict[_Values, _Values], after: dict[_Values, _Values]
) -> TableChange:
    rows = [
        RowChange(identity, before.get(identity), after.get(identity))
        for identity in {**before, **after}
        if before.get(identity) != after.get(identity)
    ]
    return TableChange(entry.__tablename__, _columns(entry), tuple(rows))


def _write(connection: Connection, deed: Deed, *, back: bool) -> None:
    """Children leave before their parents, parents arrive before their children."""
    for change in reversed(deed.changes):
        _delete(connection, change, back=back)
    for change in deed.changes:
        _update(connection, change, back=back)
        _insert(connection, change, back=back)
    if any(change.table == "tag" and change.rows for change in deed.changes):
        tagging.settle(connection, deed.photos)


def _turned(row: RowChange, *, back: bool) -> tuple[_Values | None, _Values | None]:
    """How a row is now, and how it is to be."""
    return (row.after, row.before) if back else (row.before, row.after)


def _delete(connection: Connection, change: TableChange, *, back: bool) -> None:
    names = (*_IDENTITY[change.table], *change.columns)
    _run(
        connection,
        f"DELETE FROM {change.table} WHERE {_all(names)}",  # noqa: S608 - own names
        [
            row.identity + now
            for row in change.rows
            for now, wanted in [_turned(row, back=back)]
            if now is not None and wanted is None
        ],
    )


def _insert(connection: Connection, change: TableChange, *, back: bool) -> None:
    names = (*_IDENTITY[change.table], *change.columns)
    places = ", ".join("?" * len(names))
    _run(
        connection,
        f"INSERT OR IGNORE INTO {change.table} ({', '.join(names)}) "  # noqa: S608 - own names
        f"VALUES ({places})",
        [
            row.identity + wanted
            for row in change.rows
            for now, wanted in [_turned(row, back=back)]
            if now is None and wanted is not None
        ],
    )


def _update(connection: Connection, change: TableChange, *, back: bool) -> None:
    """Write the columns that differ; rows with the same ones go together."""
    together: defaultdict[tuple[int, ...], list[_Values]] = defaultdict(list)
    for row in change.rows:
        now, wanted = _turned(row, back=back)
        if now is None or wanted is None:
            continue
        at = tuple(place for place in range(len(now)) if now[place] != wanted[place])
        new, old = tuple(wanted[each] for each in at), tuple(now[each] for each in at)
        together[at].append((*new, *row.identity, *old))
    for at, rows in together.items():
        names = [change.columns[each] for each in at]
        assigned = ", ".join(f"{name} = ?" for name in names)
        where = _all((*_IDENTITY[change.table], *names))
        statement = f"UPDATE {change.table} SET {assigned} WHERE {where}"  # noqa: S608 - own names
        _run(connection, statement, rows)


def _all(names: Sequence[str]) -> str:
    return " AND ".join(f"{name} IS ?" for name in names)


def _run(connection: Connection, statement: str, rows: list[_Values]) -> None:
    if rows:
        connection.exec_driver_sql(statement, rows)


# ── the edits ───────────────────────────────────────────────────────────────────────────────


def tag(photo_ids: Sequence[int] | _Ids, name: str) -> Plan:
    """Give photos a tag."""
    return _of_tag(photo_ids, name, partial(tagging.give, photo_ids=photo_ids, name=name))


def untag(photo_ids: Sequence[int] | _Ids, name: str) -> Plan:
    """Take a tag off photos, for good."""
    return _of_tag(photo_ids, name, partial(tagging.untag, photo_ids=photo_ids, name=name))


def _of_tag(
    photo_ids: Sequence[int] | _Ids, name: str, act: Callable[[Connection], object]
) -> Plan:
    key = key_of(" ".join(name.split()))
    where = (TagEntry.key == key) & TagEntry.photo_id.in_(listed(photo_ids))
    return Plan(((TagEntry, where),), act)


def refuse(photo_ids: Sequence[int] | _Ids, name: str) -> Plan:
    """Say that a tag is wrong for photos, whether they have it or not."""
    return _of_tag(photo_ids, name, partial(tagging.reject, photo_ids=photo_ids, name=name))


def withdraw(photo_ids: Sequence[int] | _Ids, name: str) -> Plan:
    """Take back what was said of a tag on photos, be it yes or no."""
    return _of_tag(photo_ids, name, partial(tagging.withdraw, photo_ids=photo_ids, name=name))


def rename_label(list_name: str, old: str, new: str) -> Plan:
    """Give a label of a list another name; its tags and answers follow (see `renaming`)."""
    keys = [key_of(" ".join(old.split())), key_of(" ".join(new.split()))]
    list_id = (
        select(LabelListEntry.id).where(LabelListEntry.key == key_of(list_name)).scalar_subquery()
    )
    scopes = (
        (LabelEntry, LabelEntry.list_id == list_id),
        (TagEntry, TagEntry.key.in_(keys)),
    )
    return Plan(scopes, partial(label_lists.rename_label, name=list_name, old=old, new=new))


def rename_list(old: str, new: str, apart: Collection[int] = ()) -> Plan:
    """Give a label list another name; its runs follow, but those of `apart`.

    The deed holds nothing of this: another renaming takes it back.
    """
    return Plan((), partial(label_lists.rename, old=old, new=new, apart=apart))


def rename_in_searches(old: str, new: str) -> Plan:
    """Let the saved searches that name a label list ask for it by its new name, which it has."""
    act = partial(label_lists.follow_in_searches, old=old, new=new)
    return Plan(((SearchEntry, SearchEntry.id.is_not(None)),), act)


def restore_head(list_name: str, head: HeadVersion) -> Plan:
    """Go back to what a list knew: as its newest version, which says what it is restored from."""
    list_id = (
        select(LabelListEntry.id).where(LabelListEntry.key == key_of(list_name)).scalar_subquery()
    )
    here = (HeadEntry.list_id == list_id) & HeadEntry.restored_from.is_not(None)
    return Plan(((HeadEntry, here),), partial(learned.keep, list_name=list_name, head=head))


def rate(photo_ids: Sequence[int] | _Ids, rating: int) -> Plan:
    """Give photos stars, 0 to 5."""
    act = partial(decisions.rate, photo_ids=photo_ids, rating=rating)
    return Plan(((DecisionEntry, DecisionEntry.photo_id.in_(listed(photo_ids))),), act)


def flag(photo_ids: Sequence[int] | _Ids, value: int) -> Plan:
    """Pick photos (1), reject them (-1) or neither (0)."""
    act = partial(decisions.flag, photo_ids=photo_ids, value=value)
    return Plan(((DecisionEntry, DecisionEntry.photo_id.in_(listed(photo_ids))),), act)


def describe(photo_ids: Sequence[int] | _Ids, words: Mapping[str, str | None]) -> Plan:
    """Write photos a title, description and colour label; None: the file's counts again."""
    act = partial(decisions.describe, photo_ids=photo_ids, words=words)
    return Plan(((DecisionEntry, DecisionEntry.photo_id.in_(listed(photo_ids))),), act)


def new_album(name: str, photo_ids: Sequence[int] | _Ids) -> Plan:
    """Make an album with photos in it."""
    here = AlbumEntry.key == key_of(" ".join(name.split()))
    made = select(AlbumEntry.id).where(here).scalar_subquery()
    scopes = ((AlbumEntry, here), (AlbumPhotoEntry, AlbumPhotoEntry.album_id == made))
    return Plan(scopes, partial(albums.create, name=name, photo_ids=photo_ids))


def rename_album(album_id: int, name: str) -> Plan:
    """Give an album another name; saved searches that name it follow."""
    act = partial(albums.rename, album_id=album_id, name=name)
    return Plan(((AlbumEntry, AlbumEntry.id == album_id), (SearchEntry, SearchEntry.id > 0)), act)


def delete_album(album_id: int) -> Plan:
    """Delete an album; its photos stay."""
    scopes = (
        (AlbumEntry, AlbumEntry.id == album_id),
        (AlbumPhotoEntry, AlbumPhotoEntry.album_id == album_id),
    )
    return Plan(scopes, partial(albums.delete_album, album_id=album_id))


def add_to_album(album_id: int, photo_ids: Sequence[int] | _Ids) -> Plan:
    """Put photos in an album."""
    act = partial(albums.add, album_id=album_id, photo_ids=photo_ids)
    return Plan((_of_album(album_id, photo_ids),), act)


def remove_from_album(album_id: int, photo_ids: Sequence[int] | _Ids) -> Plan:
    """Take photos out of an album."""
    act = partial(albums.remove, album_id=album_id, photo_ids=photo_ids)
    return Plan((_of_album(album_id, photo_ids),), act)


def _of_album(
    album_id: int, photo_ids: Sequence[int] | _Ids
) -> tuple[type[Base], ColumnElement[bool]]:
    here = AlbumPhotoEntry.photo_id.in_(listed(photo_ids))
    return AlbumPhotoEntry, (AlbumPhotoEntry.album_id == album_id) & here


def save_search(name: str, text: str) -> Plan:
    """Keep a search under a name."""
    here = SearchEntry.key == key_of(" ".join(name.split()))
    return Plan(((SearchEntry, here),), partial(albums.save_search, name=name, text=text))


def delete_search(search_id: int) -> Plan:
    """Forget a saved search."""
    scopes = (
        (SearchEntry, SearchEntry.id == search_id),
        (PinEntry, PinEntry.search_id == search_id),
        (HealthEntry, HealthEntry.search_id == search_id),
    )
    return Plan(scopes, partial(albums.delete_search, search_id=search_id))


def rename_search(search_id: int, name: str) -> Plan:
    """Give a saved search another name."""
    act = partial(albums.rename_search, search_id=search_id, name=name)
    return Plan(((SearchEntry, SearchEntry.id == search_id),), act)


def pin(search_id: int, photo_ids: Sequence[int] | _Ids) -> Plan:
    """Mark photos as right answers of a saved search."""
    act = partial(pins.pin, search_id=search_id, photo_ids=photo_ids)
    return Plan((_of_search(search_id, photo_ids),), act)


def unpin(search_id: int, photo_ids: Sequence[int] | _Ids) -> Plan:
    """Mark photos no longer as right answers of a saved search."""
    act = partial(pins.unpin, search_id=search_id, photo_ids=photo_ids)
    return Plan((_of_search(search_id, photo_ids),), act)


def _of_search(
    search_id: int, photo_ids: Sequence[int] | _Ids
) -> tuple[type[Base], ColumnElement[bool]]:
    here = PinEntry.photo_id.in_(listed(photo_ids))
    return PinEntry, (PinEntry.search_id == search_id) & here

"""Takes an exported library into a catalog: what is here stays, and the rest comes.

An empty catalog becomes what was exported, with all numbers. In another one, rows are recognised by
what identifies them (a photo by its content hash), rows that come get new numbers, and whatever
names them follows; `rules` says what else of them comes.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, insert, select, update
from sqlalchemy.exc import IntegrityError

from photoclip.catalog import runs, tagging
from photoclip.catalog.changes import Changes
from photoclip.catalog.columns import FILE, PHOTO, vectors_of_model
from photoclip.catalog.exchange import folders
from photoclip.catalog.exchange.archive import Archive
from photoclip.catalog.exchange.brought import Brought
from photoclip.catalog.exchange.coding import Row
from photoclip.catalog.exchange.here import look
from photoclip.catalog.exchange.manifest import refuse
from photoclip.catalog.exchange.numbers import LEFT_OUT, NoSuchRowError, Numbers
from photoclip.catalog.exchange.rules import RULES, Rule
from photoclip.catalog.exchange.tables import NUMBER, TRAVELLING, VECTORS, Travelling
from photoclip.catalog.schema import (
    ModelEntry,
    PhotoEntry,
    RootEntry,
    RunEntry,
    TagEntry,
    VectorEntry,
    table_of,
)
from photoclip.catalog.sqlite import chunks, ids_of, listed

Tell = Callable[[int, int], object]
_Known = dict[tuple[Any, ...], list[Row]]
_VECTOR = table_of(VectorEntry)
_NEW_VECTORS = "INSERT INTO vector (id, photo_id, part, model_id, data) VALUES (?, ?, ?, ?, ?)"


def merge(
    connection: Connection,
    changes: Changes,
    archive: Archive,
    place_of: Callable[[bytes], bytes],
    tell: Tell,
) -> Brought:
    """Take all of an export in, in the transaction of a connection; see `Transaction.bring`."""
    merging = _Merging(connection, changes, archive, place_of, tell)
    try:
        return merging.run()
    except NoSuchRowError:
        refuse(archive.folder, "a row names another one that is not there")
    except IntegrityError:
        refuse(archive.folder, "two of its rows contradict each other")


class _Merging:
    """One import."""

    def __init__(
        self,
        connection: Connection,
        changes: Changes,
        archive: Archive,
        place_of: Callable[[bytes], bytes],
        tell: Tell,
    ) -> None:
        self._connection, self._changes, self._archive = connection, changes, archive
        self._tell, self._done = tell, 0
        self._here = look(connection, place_of)
        self._next = dict(self._here.first)  # the last number given, by table
        self._repeating: dict[str, _Known] = {}  # rows that no row of the export was held to be

    def run(self) -> Brought:
        """Everything, parents first."""
        for each in TRAVELLING:
            if each.table is table_of(RootEntry):
                self._roots(each)
            else:
                self._take(each)
            if each.table is table_of(RunEntry):
                self._know_runs()
        self._vectors()
        if not self._here.is_empty:
            self._settle()
        self._changes.searchable = self._changes.broad = True
        models = self._connection.execute(select(ModelEntry.id)).scalars()
        self._changes.tables.update((PHOTO, FILE, *map(vectors_of_model, models)))
        return self._here.tally.brought()

    # ── rows ────────────────────────────────────────────────────────────────────────────────

    def _take(self, table: Travelling) -> None:
        rule = RULES.get(table.name, Rule())
        numbers = self._here.numbers.setdefault(table.name, Numbers())
        for block in self._archive.blocks(table):
            there = [row.get(NUMBER, 0) for row in block]
            rows = self._followed(table, [rule.shaped(self._here, row) for row in block])
            self._note(table, there, self._merged(table, rule, rows), numbers, len(block))

    def _note(
        self,
        table: Travelling,
        there: Sequence[int],
        here: Sequence[int],
        numbers: Numbers,
        count: int,
    ) -> None:
        if NUMBER in table.table.columns:
            numbers.add(there, here)
        self._done += count
        self._tell(self._done, self._archive.rows)

    def _followed(self, table: Travelling, rows: Sequence[Row | None]) -> list[Row | None]:
        """Rows that name rows here; None for those that belong to what does not come."""
        found: list[Row | None] = list(rows)
        for column, parent in table.parents.items():
            at = [place for place, row in enumerate(found) if row and row[column] is not None]
            named = self._here.numbers[parent].of([(found[place] or {})[column] for place in at])
            for place, number in zip(at, named, strict=True):
                row = found[place] or {}
                found[place] = None if number == LEFT_OUT else {**row, column: number}
        return found

    def _merged(self, table: Travelling, rule: Rule, rows: Sequence[Row | None]) -> list[int]:
        """Write what comes of some rows; their numbers here."""
        known = self._known(table, [row for row in rows if row is not None])
        fresh: list[Row] = []
        numbers: list[int] = []
        met = 0
        for row in rows:
            identity = () if row is None else tuple(row[each] for each in table.identity)
            number = LEFT_OUT
            if row is not None and known.get(identity):
                mine = known[identity]
                number = self._meet(table, rule, mine.pop(0) if table.repeats else mine[0], row)
                met += number != LEFT_OUT
            elif row is not None and (self._here.is_empty or rule.wanted(self._here, row)):
                number = self._number(table.table, row)
                fresh.append(row)
                if "root_id" in table.identity:  # two folders may have come to be one
                    known[identity] = [row]
            numbers.append(number)
        if fresh:
            self._connection.execute(insert(table.table), fresh)
        self._here.tally.add(table.name, len(fresh), met, len(rows) - len(fresh) - met)
        return numbers

    def _number(self, table: Table, row: Row) -> int:
        """Give a row that comes its number here."""
        if NUMBER not in table.columns:
            return 1
        name = table.name
        if not (self._here.is_empty and self._here.first[name] == 0):
            self._next[name] += 1
            row[NUMBER] = self._next[name]
        return row[NUMBER]

    def _meet(self, table: Travelling, rule: Rule, mine: Row, theirs: Row) -> int:
        """Do to a row that is here what follows from what the export says."""
        change = rule.met(self._here, mine, theirs)
        if change is None:
            return LEFT_OUT
        if change:
            keys = (each == mine[each.name] for each in table.table.primary_key.columns)
            self._connection.execute(update(table.table).where(and_(*keys)).values(**change))
            mine.update(change)
        return mine.get(NUMBER, 1)

    def _known(self, table: Travelling, rows: Sequence[Row]) -> _Known:
        """The rows here that may be the same, by what identifies them, in their order."""
        if table.repeats:
            if table.name not in self._repeating:
                before = table.table.c[NUMBER] <= self._here.first[table.name]
                query = select(table.table).where(before).order_by(table.table.c[NUMBER])
                self._repeating[table.name] = self._by_identity(table, [query])
            return self._repeating[table.name]
        inside = (
            "root_id" in table.identity
        )  # another root of the export may have come to lie there
        if not rows or (self._here.is_empty and table.by and not inside):
            return {}
        query = select(table.table)
        if inside:
            query = query.where(table.table.c.root_id.in_({row["root_id"] for row in rows}))
        if not table.by:
            return self._by_identity(table, [query])
        column, values = table.table.columns[table.by], {row[table.by] for row in rows}
        if isinstance(next(iter(values)), bytes):
            parts = chunks(sorted(values))
            return self._by_identity(table, [query.where(column.in_(part)) for part in parts])
        return self._by_identity(table, [query.where(column.in_(listed(values)))])

    def _by_identity(self, table: Travelling, queries: Sequence[Select[Any]]) -> _Known:
        found: _Known = {}
        for query in queries:
            for row in self._connection.execute(query).mappings():
                identity = tuple(row[each] for each in table.identity)
                found.setdefault(identity, []).append(dict(row))
        return found

    # ── what needs more than a rule ─────────────────────────────────────────────────────────

    def _roots(self, table: Travelling) -> None:
        numbers = self._here.numbers.setdefault(table.name, Numbers())
        for block in self._archive.blocks(table):
            there = [row[NUMBER] for row in block]
            here = [
                folders.place(
                    self._here, self._changes, row, lambda r: self._number(table.table, r)
                )
                for row in block
            ]
            self._note(table, there, here, numbers, len(block))

    def _know_runs(self) -> None:
        """What the tags of runs ask of them."""
        rows = self._connection.execute(
            select(RunEntry.id, RunEntry.list_key, RunEntry.undone_at)
        ).all()
        self._here.runs = {row[0]: (row[1], row[2] is not None) for row in rows}
        here, named = self._here, self._here.numbers["run"]
        own = {row[1] for row in rows if here.was_here("run", row[0]) and not named.holds(row[0])}
        self._here.own_lists = frozenset(own)

    def _vectors(self) -> None:
        models = {
            row[NUMBER]: row["dimension"]
            for each in TRAVELLING
            if each.table is table_of(ModelEntry)
            for block in self._archive.blocks(each)
            for row in block
        }
        for there in self._archive.manifest.models:
            if there not in models:
                raise NoSuchRowError
            (model_id,) = self._here.numbers["model"].of([there])
            for block in self._archive.vectors(there, models[there]):
                self._take_vectors(model_id, block.owners, block.vectors)
                self._done += len(block.owners)
                self._tell(self._done, self._archive.rows)

    def _take_vectors(self, model_id: int, owners: Sequence[Row], vectors: Any) -> None:
        """The vectors of photos that have none of this model."""
        photos = self._here.numbers["photo"].of([each["photo_id"] for each in owners])
        have = set(self._having(model_id, photos))
        rows: list[tuple[int, int, int, int, bytes]] = []
        for owner, photo_id, vector in zip(owners, photos, vectors, strict=True):
            if photo_id not in have:
                number = self._number(_VECTOR, owner)
                rows.append((number, photo_id, owner["part"], model_id, vector.tobytes()))
        if rows:
            self._connection.exec_driver_sql(_NEW_VECTORS, rows)
        self._here.tally.add(VECTORS, len(rows), len(owners) - len(rows), 0)

    def _having(self, model_id: int, photos: Sequence[int]) -> Iterator[int]:
        """Those of some photos that had vectors of a model before."""
        known = [each for each in photos if self._here.was_here("photo", each)]
        if known:
            query = select(VectorEntry.photo_id).where(
                VectorEntry.model_id == model_id,
                VectorEntry.photo_id.in_(listed(known)),
                VectorEntry.id <= self._here.first[VECTORS],
            )
            yield from self._connection.execute(query.distinct()).scalars()

    def _settle(self) -> None:
        """Let tags that came follow what the person says here, and runs name their next ones."""
        before = self._here.first["photo"]
        photos = ids_of(self._connection, select(PhotoEntry.id).where(PhotoEntry.id <= before))
        tagging.settle(self._connection, photos)
        fresh = ids_of(self._connection, select(PhotoEntry.id).where(PhotoEntry.id > before))
        self._changes.photos.update(fresh.tolist())  # they may belong with files that are here
        came = select(RunEntry.list_key).where(
            RunEntry.id.in_(
                select(TagEntry.run_id).where(TagEntry.id > self._here.first["tag"]).distinct()
            )
        )
        for list_key in set(self._connection.execute(came).scalars()):
            runs.rechain(self._connection, list_key=list_key)

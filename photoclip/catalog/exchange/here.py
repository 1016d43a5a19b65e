"""The catalog that an export comes into, as it was before and as it becomes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, func, select, text

from photoclip.catalog.exchange.brought import Tally
from photoclip.catalog.exchange.numbers import Numbers
from photoclip.catalog.exchange.tables import NUMBER, TRAVELLING
from photoclip.catalog.forms import key_of
from photoclip.catalog.schema import (
    AlbumEntry,
    LabelEntry,
    LabelListEntry,
    PhotoEntry,
    RootEntry,
    RunEntry,
    SearchEntry,
    TagEntry,
    VectorEntry,
    table_of,
)

_SAYING = (RootEntry, PhotoEntry, RunEntry, TagEntry, LabelListEntry, AlbumEntry, SearchEntry)


@dataclass(slots=True)
class Here:
    """What the rules of a merging look at.

    Attributes:
        connection: in the one transaction.
        place_of: where a folder of the export lies on this machine.
        is_empty: nothing was in the catalog, so that everything comes as it is, numbers included.
        first: by table, the highest number that was given before.
        numbers: by table, what rows of the export are here.
        prefixes: by number of a root in the export, where it lies inside a root here.
        hidden: numbers of roots in the export that were taken out of the library here.
        lists: the keys of the label lists that were here before.
        labels: of each label list here, the keys of its labels.
        runs: by number here, the key of a run's list and whether it was taken back.
        own_lists: keys of the lists of which there are runs that the export does not know.
        tally: counts.
    """

    connection: Connection
    place_of: Callable[[bytes], bytes]
    is_empty: bool
    first: dict[str, int]
    tally: Tally = field(default_factory=Tally)
    numbers: dict[str, Numbers] = field(default_factory=dict[str, Numbers])
    prefixes: dict[int, bytes] = field(default_factory=dict[int, bytes])
    hidden: set[int] = field(default_factory=set[int])
    lists: frozenset[str] = frozenset()
    labels: frozenset[tuple[int, str]] = frozenset()
    runs: dict[int, tuple[str, bool]] = field(default_factory=dict[int, tuple[str, bool]])
    own_lists: frozenset[str] = frozenset()

    def was_here(self, table: str, number: int) -> bool:
        """Whether a row, by its number here, was there before."""
        return number <= self.first[table]


def look(connection: Connection, place_of: Callable[[bytes], bytes]) -> Here:
    """The catalog before anything comes."""
    empty = all(_is_empty(connection, table_of(entry)) for entry in _SAYING)
    tables = [each.table for each in TRAVELLING] + [table_of(VectorEntry)]
    first = {table.name: _highest(connection, table) for table in tables if NUMBER in table.columns}
    here = Here(connection, place_of, empty, first)
    lists = connection.execute(select(LabelListEntry.key)).scalars()
    here.lists = frozenset(lists)
    labels = connection.execute(select(LabelEntry.list_id, LabelEntry.name)).all()
    here.labels = frozenset((row[0], key_of(row[1])) for row in labels)
    return here


def _is_empty(connection: Connection, table: Table) -> bool:
    return connection.execute(select(table).limit(1)).first() is None


def _highest(connection: Connection, table: Table) -> int:
    """The highest number that a table has or had."""
    now = connection.execute(select(func.max(table.c[NUMBER]))).scalar_one() or 0
    kept = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    before = connection.execute(kept, {"name": table.name}).scalar_one_or_none() or 0
    return max(int(now), int(before))

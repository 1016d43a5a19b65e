"""What an import did, for whoever wants to know exactly."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_NAMED = 1_000  # conflicts that are kept one by one


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where the person decided one thing here and another one there; what is here stayed.

    Attributes:
        kind: "tag", "list", "search", "folder", "setting", or what was decided of a photo: "stars",
            "flag", "title", "description" or "label".
        name: the tag, list, search, folder or setting; "" for the others.
        photo_id: the photo, 0 where it is about none.
        here: what was decided here, as text.
        there: what the export says.
    """

    kind: str
    name: str
    photo_id: int = 0
    here: str = ""
    there: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What became of the rows of one table.

    Attributes:
        added: came.
        known: were here already.
        left_out: did not come, since what is here counts.
    """

    added: int = 0
    known: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did.

    Attributes:
        tables: by name; "vector" are those of all models.
        conflicts: the first thousand.
        conflict_count: of all.
    """

    tables: Mapping[str, Table]
    conflicts: tuple[Conflict, ...]
    conflict_count: int


@dataclass(slots=True)
class Tally:
    """Counts while an import is going on."""

    tables: dict[str, Table] = field(default_factory=dict[str, Table])
    conflicts: dict[Conflict, None] = field(default_factory=dict[Conflict, None])
    count: int = 0

    def add(self, table: str, added: int, known: int, left_out: int) -> None:
        """So many more rows of a table."""
        so_far = self.tables.get(table, Table())
        self.tables[table] = Table(
            so_far.added + added, so_far.known + known, so_far.left_out + left_out
        )

    def conflict(self, conflict: Conflict) -> None:
        """One more, unless it was said already."""
        if conflict in self.conflicts:
            return
        self.count += 1
        if len(self.conflicts) < _NAMED:
            self.conflicts[conflict] = None

    def brought(self) -> Brought:
        """What it all came to."""
        return Brought(dict(self.tables), tuple(self.conflicts), self.count)

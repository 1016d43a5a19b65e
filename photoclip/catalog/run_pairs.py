"""What a run says of photos, beside what earlier runs of its list said: as arrays, row by row."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from photoclip.catalog.entries import RunTags
from photoclip.catalog.forms import key_of
from photoclip.catalog.idsets import isin

Ids = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_FEW = 5_000  # up to so many photos, the database is asked for these alone

# The keys are numbered by an index made for the query; `+` keeps SQLite from another one.
_KEYS = "WITH named AS MATERIALIZED (SELECT value AS key, key AS number FROM json_each(:keys)) "
_EARLIER = (
    "SELECT group_concat(tag.photo_id || ',' || ifnull(named.number, -1) || ',' || tag.id || ','"
    " || (tag.dropped OR tag.rejected)) FROM {photos} LEFT JOIN named ON named.key = tag.key"
    " WHERE {run} IN (SELECT id FROM run WHERE list_key = :list AND id < :run)"
    " AND tag.superseded_by IS NULL"
)
_FORMER = "SELECT id, key, name FROM tag WHERE id IN (SELECT value FROM json_each(?))"
_DECIDED = (
    "SELECT group_concat(tag.photo_id || ',' || named.number || ',' || tag.rejected)"
    " FROM {photos} CROSS JOIN named ON named.key = tag.key"
    " WHERE tag.run_id IS NULL AND tag.source = 'person'"
)
_PERSONS = "named AS wanted CROSS JOIN tag INDEXED BY tag_person ON tag.key = wanted.key"
_AMONG = "(SELECT value FROM json_each(:among)) AS one CROSS JOIN tag ON tag.photo_id = one.value"


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Words on photos, n of them."""

    photos: Ids
    words: Ids  # places in `Compared.names`

    def __len__(self) -> int:
        return len(self.photos)

    def where(self, kept: Flags) -> "Pairs":
        """Some of them."""
        return Pairs(self.photos[kept], self.words[kept])

    def within(self, others: "Pairs") -> Flags:
        """For each whether it is among others."""
        span = 1 + max(int(each.words.max(initial=0)) for each in (self, others))
        mine, theirs = (each.photos * span + each.words for each in (self, others))
        return np.isin(mine, theirs)


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What a run gives and what earlier ones of its list said, both without what was decided."""

    names: list[str]  # of words: the list's labels, then former ones
    keys: list[str]  # the same
    given: Pairs
    probability: npt.NDArray[np.float32]  # of each given one
    kept: Flags  # which given ones the photos have already
    earlier: Pairs
    earlier_ids: Ids  # rows of the table
    lost: Flags  # which earlier ones the photos have and the run does not repeat
    unsaid: Flags  # which earlier ones the run does not repeat

    def by_word(self, pairs: Pairs) -> list[Ids]:
        """The photos of each word, sorted."""
        order = np.lexsort((pairs.photos, pairs.words))
        ends = np.searchsorted(pairs.words[order], np.arange(1, len(self.names)))
        return np.split(pairs.photos[order], ends)

    def counts(self, pairs: Pairs) -> list[int]:
        """How many photos each word has."""
        found: list[int] = np.bincount(pairs.words, minlength=len(self.names)).tolist()
        return found


def compare(connection: Connection, said: RunTags, run_id: int | None) -> Compared:
    """What writing a run would change; `run_id` is its number where it has one.

    An exclusive list gives nothing to a photo for which the person accepted another of its labels.
    """
    names = list(said.labels.labels)
    keys = [key_of(label) for label in names]
    own = len(keys)
    among = json.dumps(said.looked_at.tolist()) if len(said.looked_at) <= _FEW else None
    earlier, ids, hides = _earlier(connection, said, run_id, (names, keys), among)
    decided, rejected = _decided(connection, keys, among)
    given = Pairs(said.photo_ids, said.label_index)
    open_ = ~given.within(decided)
    if said.labels.exclusive:
        settled = decided.photos[~rejected & (decided.words < own)]
        open_ &= ~isin(given.photos, settled)
    given, probability = given.where(open_), said.probability[open_]
    left = isin(earlier.photos, said.looked_at) & ~earlier.within(decided)
    earlier, ids, hides = earlier.where(left), ids[left], hides[left]
    unsaid = ~earlier.within(given)
    kept = given.within(earlier.where(~hides))
    return Compared(names, keys, given, probability, kept, earlier, ids, unsaid & ~hides, unsaid)


def _earlier(
    connection: Connection,
    said: RunTags,
    run_id: int | None,
    words: tuple[list[str], list[str]],
    among: str | None,
) -> tuple[Pairs, Ids, Flags]:
    """The rows by which earlier runs still count, their ids and which say no; adds former words."""
    names, keys = words
    everywhere = among is None
    query = _KEYS + _EARLIER.format(
        run="tag.run_id" if everywhere else "+tag.run_id", photos="tag" if everywhere else _AMONG
    )
    values = {
        "keys": json.dumps(keys),
        "list": key_of(said.labels.name),
        "run": run_id if run_id is not None else 1 << 62,
        "among": among,
    }
    photos, numbers, ids, hides = _columns(connection, query, values, 4)
    former = np.flatnonzero(numbers < 0)
    places = {key: place for place, key in enumerate(keys)}
    listed = json.dumps(ids[former].tolist())
    found: dict[int, int] = {}
    for row_id, key, name in connection.exec_driver_sql(_FORMER, (listed,)):
        if key not in places:
            places[key] = len(keys)
            keys.append(key)
            names.append(name)
        found[row_id] = places[key]
    numbers[former] = [found[each] for each in ids[former].tolist()]
    return Pairs(photos, numbers), ids, hides.astype(np.bool_)


def _decided(connection: Connection, keys: list[str], among: str | None) -> tuple[Pairs, Flags]:
    """What the person said of words, and which of it is a no."""
    query = _KEYS + _DECIDED.format(photos=_PERSONS if among is None else _AMONG)
    values = {"keys": json.dumps(keys), "among": among}
    photos, numbers, rejected = _columns(connection, query, values, 3)
    return Pairs(photos, numbers), rejected.astype(np.bool_)


def _columns(
    connection: Connection, query: str, values: Mapping[str, object], count: int
) -> list[Ids]:
    """Columns of whole numbers that a query has joined to one text, faster than as rows."""
    joined = connection.exec_driver_sql(query, dict(values)).scalar_one()
    numbers = np.fromstring(joined, np.int64, sep=",") if joined else np.empty(0, np.int64)
    return [np.ascontiguousarray(numbers[place::count]) for place in range(count)]

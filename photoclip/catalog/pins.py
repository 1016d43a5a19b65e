"""Right answers that the person pinned to saved searches, and how well those were found."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Select, delete, insert, literal, select

from photoclip.catalog.forms import now
from photoclip.catalog.schema import HealthEntry, PhotoEntry, PinEntry, SearchEntry
from photoclip.catalog.sqlite import listed
from photoclip.errors import LibraryError

_KEPT = 8  # records of one search

_Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PinPlace:
    """Where a pinned photo stood in an answer.

    Attributes:
        photo_id: the photo.
        place: from 1 on; None: farther down than was looked, or not in the answer at all.
        likely: whether it was in the likely band; None where the answer had no bands.
    """

    photo_id: int
    place: int | None
    likely: bool | None


@dataclass(frozen=True, slots=True)
class HealthRecord:
    """How well a saved search found its pinned photos, once.

    Attributes:
        at: the moment, UTC, as ISO text.
        model: the digest of the model that answered.
        settings: what else decided the answer, by name: the words, the relevance line and so on.
        found: how many pinned photos were found.
        places: where each pinned photo stood.
    """

    at: str
    model: str
    settings: dict[str, str]
    found: int
    places: tuple[PinPlace, ...]


def pinned(connection: Connection) -> dict[int, tuple[int, ...]]:
    """The pinned photos, present or not, by saved search; those without any are left out."""
    rows = select(PinEntry.search_id, PinEntry.photo_id).order_by(PinEntry.photo_id)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for search_id, photo_id in connection.execute(rows):
        found[search_id].append(photo_id)
    return {search_id: tuple(ids) for search_id, ids in found.items()}


def pin(connection: Connection, search_id: int, photo_ids: Sequence[int] | _Ids) -> None:
    """Mark photos as right answers of a saved search.

    Raises:
        LibraryError: there is no such search.
    """
    _check(connection, search_id)
    photos = select(literal(search_id), PhotoEntry.id).where(PhotoEntry.id.in_(listed(photo_ids)))
    _insert(connection, photos)


def unpin(connection: Connection, search_id: int, photo_ids: Sequence[int] | _Ids) -> None:
    """Photos are no longer marked as right answers of a saved search.

    Raises:
        LibraryError: there is no such search.
    """
    _check(connection, search_id)
    here = PinEntry.photo_id.in_(listed(photo_ids))
    connection.execute(delete(PinEntry).where(PinEntry.search_id == search_id, here))


def copy(connection: Connection, source: int, target: int) -> None:
    """Pin a photo wherever another one is pinned."""
    _insert(
        connection,
        select(PinEntry.search_id, literal(target)).where(PinEntry.photo_id == source),
    )


def records(connection: Connection) -> dict[int, tuple[HealthRecord, ...]]:
    """How well the saved searches found what is pinned, by search; the latest record first."""
    entry = HealthEntry
    columns = (entry.search_id, entry.at, entry.model, entry.settings, entry.found, entry.places)
    found: defaultdict[int, list[HealthRecord]] = defaultdict(list)
    for row in connection.execute(select(*columns).order_by(entry.id.desc())):
        search_id, at, model, settings, count, places = row
        read = tuple(PinPlace(*each) for each in json.loads(places))
        found[search_id].append(HealthRecord(at, model, json.loads(settings), count, read))
    return {search_id: tuple(each) for search_id, each in found.items()}


def note(connection: Connection, search_id: int, record: HealthRecord) -> None:
    """Keep a record; the latest one made with the same model and settings gives way to it.

    `at` of the record is the moment of writing. A search that was deleted meanwhile is passed
    over.
    """
    entry = HealthEntry
    mine = entry.search_id == search_id
    kept = connection.execute(
        select(entry.id, entry.model, entry.settings).where(mine).order_by(entry.id.desc())
    ).all()
    settings = json.dumps(record.settings, sort_keys=True, ensure_ascii=False)
    outdated = [row.id for row in kept[_KEPT - 1 :]]
    if kept and (kept[0].model, kept[0].settings) == (record.model, settings):
        outdated.append(kept[0].id)
    if outdated:
        connection.execute(delete(entry).where(entry.id.in_(outdated)))
    pins = len(record.places)
    values = {
        "search_id": literal(search_id),
        "at": literal(now()),
        "model": literal(record.model),
        "settings": literal(settings),
        "pinned": literal(pins),
        "found": literal(record.found),
        "recall": literal(record.found / pins if pins else None, entry.recall.type),
        "places": literal(json.dumps([[p.photo_id, p.place, p.likely] for p in record.places])),
    }
    there = select(*values.values()).where(
        select(SearchEntry.id).where(SearchEntry.id == search_id).exists()
    )
    connection.execute(insert(entry).from_select(list(values), there))


def _insert(connection: Connection, rows: Select[int, int]) -> None:
    added = insert(PinEntry).prefix_with("OR IGNORE")
    connection.execute(added.from_select(["search_id", "photo_id"], rows))


def _check(connection: Connection, search_id: int) -> None:
    there = connection.execute(select(SearchEntry.id).where(SearchEntry.id == search_id)).first()
    if there is None:
        raise LibraryError(f"There is no saved search with the number {search_id}.")

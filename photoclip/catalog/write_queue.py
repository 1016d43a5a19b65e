"""What is to be written back to sidecars and files: queued, taken, delayed and settled."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, func, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoclip.catalog import companion_reading, decisions, sidecars, tagging
from photoclip.catalog.facts import facts_of
from photoclip.catalog.forms import absolute
from photoclip.catalog.schema import DecisionEntry, FileEntry, PhotoEntry, RootEntry
from photoclip.catalog.schema_metadata import AgreedEntry, SidecarPhotoEntry, WriteEntry
from photoclip.catalog.sqlite import listed
from photoclip.records import PhotoFacts
from photoclip.records_files import RAW_FILE
from photoclip.records_metadata import REJECTED, WORDS, Said, key_of, own

_LONGEST_WAIT, _FIRST_WAIT = 3600, 30  # seconds


@dataclass(frozen=True, slots=True)
class Waiting:
    """A photo of which something is to be written back."""

    photo_id: int
    how: str  # "sidecars", "embedded" or "" as it is set
    base: Mapping[str, Any]  # what its files said before the first edit, as in photo.facts
    reason: str
    conflict: Mapping[str, Any]  # field to what another program wrote there
    settled: Mapping[str, str]  # field to "mine" or "theirs"


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How much waits to be written back; `reasons`: why it could not be, with how many photos."""

    waiting: int
    conflicts: int
    reasons: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A present file of a photo."""

    root_id: int
    rel: bytes
    path: bytes  # absolute
    photo_id: int
    format: str
    content_hash: bytes


@dataclass(frozen=True, slots=True)
class Material:
    """What is to be said of a photo, and where its files lie."""

    photo_id: int
    mine: Said
    own: Said  # what its file says, without a sidecar
    agreed: tuple[Said, Said] | None  # what was last written, and what others said then
    files: tuple[PlacedFile, ...] = field(default_factory=tuple)
    decided: frozenset[str] = frozenset()  # the fields in which the person decided
    given: frozenset[str] = frozenset()  # keys of the tags that the person gave


def put(connection: Connection, photo_ids: Sequence[int], how: str) -> None:
    """Queue photos; what waits already is tried at once, in this way."""
    before = select(AgreedEntry.said).where(AgreedEntry.photo_id == PhotoEntry.id)
    base = func.coalesce(before.correlate(PhotoEntry).scalar_subquery(), PhotoEntry.facts)
    photos = select(
        PhotoEntry.id, base, literal(how), literal(int(time.time())),
        literal(0), literal(0), literal(""), literal(""), literal(""),
    ).where(PhotoEntry.id.in_(listed(photo_ids)))  # fmt: skip
    names = ["photo_id", "base", "how", "asked_at", "tries", "retry_at"]
    statement = upsert(WriteEntry).from_select([*names, "reason", "conflict", "settled"], photos)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["photo_id"], set_={"how": how, "retry_at": 0, "asked_at": 0}
        )
    )


def due(connection: Connection, now: int, most: int) -> list[Waiting]:
    """See `Catalog.waiting_writes`; what waits for longer than anything does, the clock put off."""
    entry, never = WriteEntry, now + 2 * _LONGEST_WAIT
    come = [or_(when <= now, when > never) for when in (entry.retry_at, entry.asked_at)]
    query = select(entry).where(*come, entry.conflict == "")
    return [_waiting(row) for row in _rows(connection, query.order_by(entry.asked_at).limit(most))]


def conflicts(connection: Connection) -> list[Waiting]:
    """See `Catalog.conflicts`."""
    query = select(WriteEntry).where(WriteEntry.conflict != "").order_by(WriteEntry.asked_at)
    return [_waiting(row) for row in _rows(connection, query)]


def counts(connection: Connection) -> QueueCounts:
    """See `Catalog.write_counts`."""
    entry = WriteEntry
    number = func.count()
    waiting = connection.execute(select(number).where(entry.conflict == "")).scalar_one()
    asked = connection.execute(select(number).where(entry.conflict != "")).scalar_one()
    query = select(entry.reason, number).where(entry.reason != "", entry.conflict == "")
    reasons = connection.execute(query.group_by(entry.reason).order_by(number.desc()))
    return QueueCounts(waiting, asked, tuple((row[0], row[1]) for row in reasons))


def material(connection: Connection, photo_ids: Sequence[int]) -> dict[int, Material]:
    """See `Catalog.write_material`."""
    facts = _facts(connection, photo_ids)
    by_file = {
        row[0]: Said.from_json(row[1])
        for row in connection.execute(
            select(SidecarPhotoEntry.photo_id, SidecarPhotoEntry.own).where(
                SidecarPhotoEntry.photo_id.in_(listed(photo_ids))
            )
        )
    }
    files = _files(connection, photo_ids)
    mine = _mine(connection, facts)
    decided = decisions.decided(connection, photo_ids)
    given = _given(connection, photo_ids)
    return {
        photo_id: Material(
            photo_id,
            mine[photo_id],
            by_file.get(photo_id) or own(known),
            sidecars.agreed(connection, photo_id),
            tuple(files.get(photo_id, ())),
            decided.get(photo_id, frozenset()),
            given.get(photo_id, frozenset()),
        )
        for photo_id, known in facts.items()
    }


def done(connection: Connection, photo_id: int, written: Said, theirs: Said) -> None:
    """A photo was written back; what was edited since stays queued."""
    sidecars.agree(connection, photo_id, written, theirs)
    facts = _facts(connection, [photo_id])
    here = WriteEntry.photo_id == photo_id
    if not facts or same_words(_mine(connection, facts)[photo_id], written):
        connection.execute(delete(WriteEntry).where(here))
        return
    values = {"base": written.to_json(), "tries": 0, "retry_at": 0, "reason": "", "settled": ""}
    connection.execute(update(WriteEntry).where(here).values(values))


def same_words(one: Said, other: Said) -> bool:
    """Whether two say the same; no title and an empty one, no rating and no stars are that."""
    keywords = [{key_of(word) for word in each.keywords or ()} for each in (one, other)]
    single = [name for name in WORDS if name != "keywords"]
    return keywords[0] == keywords[1] and all(
        (getattr(one, name) or None) == (getattr(other, name) or None) for name in single
    )


def drop(connection: Connection, photo_ids: Sequence[int]) -> None:
    """Nothing is to be written of these photos any more."""
    connection.execute(delete(WriteEntry).where(WriteEntry.photo_id.in_(listed(photo_ids))))


def delay(connection: Connection, photo_id: int, reason: str, now: int) -> None:
    """It could not be written now: later, and each time after a longer while."""
    here = WriteEntry.photo_id == photo_id
    tries = connection.execute(select(WriteEntry.tries).where(here)).scalar_one_or_none() or 0
    wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(tries, 10))
    connection.execute(
        update(WriteEntry).where(here).values(tries=tries + 1, reason=reason, retry_at=now + wait)
    )


def hurry(connection: Connection) -> None:
    """Try again now whatever waits."""
    connection.execute(update(WriteEntry).values(retry_at=0, asked_at=0))


def clash(connection: Connection, photo_id: int, fields: Mapping[str, Any]) -> None:
    """Another program wrote otherwise in the same fields: the person decides."""
    connection.execute(
        update(WriteEntry)
        .where(WriteEntry.photo_id == photo_id)
        .values(conflict=json.dumps(dict(fields)), reason="")
    )


def settle(connection: Connection, photo_ids: Sequence[int], settled: Mapping[str, str]) -> None:
    """The person decided: each field is "mine" or "theirs"; it is written at once."""
    for photo_id in photo_ids:
        here = WriteEntry.photo_id == photo_id
        connection.execute(
            update(WriteEntry)
            .where(here)
            .values(conflict="", settled=json.dumps(dict(settled)), retry_at=0, asked_at=0)
        )


def adopt(connection: Connection, photo_id: int, fields: Sequence[str]) -> None:
    """What another program wrote in these fields counts; the person's own goes."""
    values: dict[str, Any] = {name: None for name in fields if name in decisions.WORDS}
    if "rating" in fields:
        values |= {"rating": None, "flag": 0}
    if values:
        here = DecisionEntry.photo_id == photo_id
        connection.execute(update(DecisionEntry).where(here).values(values))
        decisions.tidy(connection, [photo_id])


def _rows(connection: Connection, query: Any) -> list[Any]:
    return list(connection.execute(query.with_only_columns(*WriteEntry.__table__.columns)))


def _waiting(row: Any) -> Waiting:
    conflict, settled = row.conflict or "{}", row.settled or "{}"
    return Waiting(
        row.photo_id,
        row.how,
        json.loads(row.base),
        row.reason,
        json.loads(conflict),
        json.loads(settled),
    )


def _facts(connection: Connection, photo_ids: Sequence[int]) -> dict[int, PhotoFacts]:
    rows = connection.execute(
        select(PhotoEntry.__table__).where(PhotoEntry.id.in_(listed(photo_ids)))
    ).mappings()
    return {row["id"]: facts_of(row) for row in rows}


def _mine(connection: Connection, facts: Mapping[int, PhotoFacts]) -> dict[int, Said]:
    """What the library says of photos: what the person decided, else what their files say."""
    ids = list(facts)
    words = decisions.words(connection, ids)
    marks = {
        row[0]: (row[1], row[2])
        for row in connection.execute(
            select(DecisionEntry.photo_id, DecisionEntry.rating, DecisionEntry.flag).where(
                DecisionEntry.photo_id.in_(listed(ids))
            )
        )
    }
    tags = tagging.holding(connection, ids)
    found: dict[int, Said] = {}
    for photo_id, known in facts.items():
        said = words.get(photo_id, {})
        names = {
            " ".join(tag.name.split()): None
            for tag in tags.get(photo_id, ())
            if tag.source != "run"
        }
        found[photo_id] = Said(
            keywords=tuple(names),
            title=said.get("title", known.title),
            description=said.get("description", known.description),
            label=said.get("label", known.label),
            rating=_rating(known.rating, *marks.get(photo_id, (None, None))),
        )
    return found


def _given(connection: Connection, photo_ids: Sequence[int]) -> dict[int, frozenset[str]]:
    tags = tagging.holding(connection, photo_ids)
    return {
        photo_id: frozenset(key_of(each.name) for each in found if each.source == "person")
        for photo_id, found in tags.items()
    }


def _rating(by_file: int | None, stars: int | None, flag: int | None) -> int | None:
    """The rating as it is written: -1 for a rejected photo."""
    if flag is None:
        return by_file
    if flag == REJECTED:
        return REJECTED
    if stars is not None:
        return stars
    return 0 if by_file == REJECTED else by_file


def _files(connection: Connection, photo_ids: Sequence[int]) -> dict[int, list[PlacedFile]]:
    """The present files of photos, and the raw files beside them."""
    beside = companion_reading.of_photos(connection, photo_ids)
    leads = {photo_id: photo_id for photo_id in photo_ids}
    leads |= {
        each.photo_id: lead
        for lead, companions in beside.items()
        for each in companions
        if each.kind == RAW_FILE
    }
    query = (
        select(
            FileEntry.photo_id, FileEntry.root_id, FileEntry.rel, RootEntry.path,
            PhotoEntry.format, PhotoEntry.content_hash,
        )
        .join(RootEntry, RootEntry.id == FileEntry.root_id)
        .join(PhotoEntry, PhotoEntry.id == FileEntry.photo_id)
        .where(FileEntry.photo_id.in_(listed(list(leads))), FileEntry.gone_at.is_(None))
        .order_by(FileEntry.id)
    )  # fmt: skip
    found: dict[int, list[PlacedFile]] = {}
    for photo_id, root_id, rel, root, kind, content_hash in connection.execute(query):
        placed = PlacedFile(root_id, rel, absolute(root, rel), photo_id, kind, content_hash)
        found.setdefault(leads[photo_id], []).append(placed)
    return found
